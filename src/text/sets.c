/* Finite sets of numbers as written: ranges, grids, lists. */
#include "text/sets.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

void xp_set_init(xp_set_t *set)
{
    memset(set, 0, sizeof(xp_set_t));
}

void xp_set_clear(xp_set_t *set)
{
    if (set->value != NULL)
    {
        _fmpq_vec_clear(set->value, set->count);
    }
    free(set->label);
    free(set->place);
    xp_set_init(set);
}

/* Bytes of one number between first and last in steps of step, with its label. */
static slong number_bytes(const fmpq_t first, const fmpq_t last, const fmpq_t step)
{
    return XP_LABEL_BYTES +
           (slong) (fmpz_bits(fmpq_numref(first)) + fmpz_bits(fmpq_denref(first)) +
                    fmpz_bits(fmpq_numref(last)) + fmpz_bits(fmpq_denref(last)) +
                    fmpz_bits(fmpq_denref(step)));
}

static void note_label(xp_set_t *set, slong place, const char *label)
{
    slong length = (slong) strlen(label);

    set->label[place] = label;
    set->longest = length > set->longest ? length : set->longest;
}

static void make_room(xp_set_t *set, slong count)
{
    set->count = count;
    set->value = _fmpq_vec_init(count);
    set->label = xp_calloc((size_t) count, sizeof(const char *));
    set->place = xp_calloc((size_t) count, sizeof(size_t));
}

int xp_reader_fits(xp_reader_t *reader, size_t offset, const fmpz_t count, slong bytes,
                   const char *what)
{
    fmpz_t need, limit;
    int fits;

    fmpz_init(need);
    fmpz_init(limit);
    fmpz_mul_si(need, count, bytes);
    fmpz_set_ui(limit, reader->options->memory_limit);
    fits = fmpz_cmp(need, limit) <= 0;
    if (!fits)
    {
        char *number = fmpz_get_str(NULL, 10, count);
        char *size = fmpz_get_str(NULL, 10, need);

        xp_reader_stop(reader, XP_LIMIT, offset,
                       "%.60s%s %s would take about %.60s%s bytes, more than the limit of %zu",
                       number, strlen(number) > 60 ? "..." : "", what, size,
                       strlen(size) > 60 ? "..." : "", reader->options->memory_limit);
        flint_free(number);
        flint_free(size);
    }
    fmpz_clear(need);
    fmpz_clear(limit);
    return fits;
}

static const char *write_rational(xp_document_struct *doc, const fmpq_t value)
{
    xp_string_t text;
    const char *label;

    xp_string_init(text);
    xp_rat_add_text(text, value);
    label = xp_document_text(doc, text->text, text->length);
    xp_string_clear(text);
    return label;
}

/* Adds the spelling of a numeric label without blanks. */
static void add_spelling(xp_string_t text, const xp_tree_struct *tree)
{
    if (tree->kind == XP_TREE_NUMBER)
    {
        xp_string_add(text, tree->text);
    }
    else if (tree->kind == XP_TREE_NEGATE)
    {
        xp_string_add_char(text, '-');
        add_spelling(text, tree->child[0]);
    }
    else
    {
        add_spelling(text, tree->child[0]);
        xp_string_add_char(text, '/');
        add_spelling(text, tree->child[1]);
    }
}

const char *xp_set_label(xp_scope_t *scope, const xp_tree_struct *tree, const fmpq_t value)
{
    xp_document_struct *doc = scope->reader->source->doc;
    const char *label;
    xp_string_t text;

    if (!xp_tree_is_label(tree) || tree->kind == XP_TREE_NAME || tree->kind == XP_TREE_QUOTED)
    {
        return write_rational(doc, value);
    }
    xp_string_init(text);
    add_spelling(text, tree);
    label = xp_document_text(doc, text->text, text->length);
    xp_string_clear(text);
    return label;
}

/* FROM .. TO. */
static int read_range(xp_set_t *set, xp_scope_t *scope, const xp_tree_struct *tree,
                      const char *what)
{
    xp_document_struct *doc = scope->reader->source->doc;
    fmpz_t from, to, count;
    int read;

    fmpz_init(from);
    fmpz_init(to);
    fmpz_init(count);
    read = xp_compile_integer(from, scope, tree->child[0]);
    read = xp_compile_integer(to, scope, tree->child[1]) && read;
    if (read && fmpz_cmp(from, to) > 0)
    {
        xp_reader_fail(scope->reader, tree->span.begin,
                       "this range is empty: its first number is above its last");
        read = 0;
    }
    if (read)
    {
        fmpz_sub(count, to, from);
        fmpz_add_ui(count, count, 1);
        read = xp_reader_fits(scope->reader, tree->span.begin, count,
                              XP_LABEL_BYTES + (slong) (fmpz_bits(from) + fmpz_bits(to)), what);
    }
    if (read)
    {
        make_room(set, fmpz_get_si(count));
        for (slong c = 0; c < set->count; c++)
        {
            fmpz_add_ui(fmpq_numref(set->value + c), from, (ulong) c);
            note_label(set, c, write_rational(doc, set->value + c));
            set->place[c] = tree->span.begin;
        }
    }
    fmpz_clear(from);
    fmpz_clear(to);
    fmpz_clear(count);
    return read;
}

/* grid(FIRST, LAST, COUNT). */
static int read_grid(xp_set_t *set, xp_scope_t *scope, const xp_tree_struct *tree,
                     const char *what)
{
    xp_document_struct *doc = scope->reader->source->doc;
    xp_reader_t *reader = scope->reader;
    size_t offset = tree->span.begin;
    fmpq_t first, last, step;
    fmpz_t count;
    int read;

    fmpq_init(first);
    fmpq_init(last);
    fmpq_init(step);
    fmpz_init(count);
    read = xp_compile_constant(first, scope, tree->child[0]);
    read = xp_compile_constant(step, scope, tree->child[1]) && read;
    read = xp_compile_integer(count, scope, tree->child[2]) && read;
    if (read && fmpz_cmp_si(count, 2) < 0)
    {
        xp_reader_fail(reader, tree->child[2]->span.begin, "a grid has at least 2 points");
        read = 0;
    }
    if (read && fmpq_cmp(first, step) >= 0)
    {
        xp_reader_fail(reader, offset, "the ends of this grid are not in increasing order");
        read = 0;
    }
    if (read)
    {
        fmpq_set(last, step);
        fmpz_sub_ui(count, count, 1);
        fmpq_sub(step, last, first);
        fmpq_div_fmpz(step, step, count);
        fmpz_add_ui(count, count, 1);
    }
    if (read && xp_reader_fits(reader, offset, count, number_bytes(first, last, step), what))
    {
        make_room(set, fmpz_get_si(count));
        for (slong c = 0; c < set->count; c++)
        {
            if (c == 0)
            {
                fmpq_set(set->value, first);
            }
            else
            {
                fmpq_add(set->value + c, set->value + c - 1, step);
            }
            note_label(set, c, write_rational(doc, set->value + c));
            set->place[c] = offset;
        }
    }
    else
    {
        read = 0;
    }
    fmpq_clear(first);
    fmpq_clear(last);
    fmpq_clear(step);
    fmpz_clear(count);
    return read;
}

/* { NUMBER, NUMBER, ... }. */
static int read_list(xp_set_t *set, xp_scope_t *scope, const xp_tree_struct *tree)
{
    xp_points_t points = {0};
    slong first = -1;
    slong repeated;
    int read = 1;

    make_room(set, (slong) tree->child_count);
    for (slong c = 0; c < set->count; c++)
    {
        read = xp_compile_constant(set->value + c, scope, tree->child[c]) && read;
        note_label(set, c, xp_set_label(scope, tree->child[c], set->value + c));
        set->place[c] = tree->child[c]->span.begin;
    }
    if (!read)
    {
        return 0;
    }
    xp_points_set(&points, set->value, 1, set->count, NULL);
    repeated = xp_points_repeated(&points, &first);
    if (repeated >= 0)
    {
        xp_reader_fail(scope->reader, set->place[repeated],
                       "the number %s stands twice in this list%s%s", set->label[repeated],
                       strcmp(set->label[first], set->label[repeated]) == 0 ? "" : ", before as ",
                       strcmp(set->label[first], set->label[repeated]) == 0 ? ""
                                                                            : set->label[first]);
    }
    xp_points_clear(&points);
    return repeated < 0;
}

int xp_set_read(xp_set_t *set, xp_scope_t *scope, const xp_tree_struct *tree, const char *what)
{
    switch (tree->kind)
    {
        case XP_TREE_RANGE:
            return read_range(set, scope, tree, what);
        case XP_TREE_GRID:
            return read_grid(set, scope, tree, what);
        default:
            return read_list(set, scope, tree);
    }
}
