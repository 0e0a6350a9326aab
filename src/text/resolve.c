/* Which agent, outcome or type a name or a number in the text means. */
#include "text/reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

static void note_status(xp_reader_t *reader, xp_status_t status)
{
    reader->faults++;
    if (reader->status == XP_OK || status == XP_INPUT ||
        (status == XP_SYSTEM && reader->status == XP_LIMIT))
    {
        reader->status = status;
    }
}

/* So many entries are made between two ticks. */
#define TICK_ENTRIES 4096

xp_status_t xp_reader_tick(const xp_reader_t *reader, slong done, slong total, xp_error_t error)
{
    if (done % TICK_ENTRIES != 0
        || !xp_progress_tick(reader->options->progress, "tables of the model", (uint64_t) done,
                             (uint64_t) total))
    {
        return XP_OK;
    }
    xp_error_set(error, "stopped while the model was read");
    return XP_STOPPED;
}

void xp_reader_take(xp_reader_t *reader, xp_status_t status, xp_error_t error)
{
    /* Every later table stops as well: said once. */
    if (status == XP_STOPPED && reader->status == XP_STOPPED)
    {
        reader->faults++;
        xp_error_clear(error);
        return;
    }
    note_status(reader, status);
    xp_errors_add(reader->errors, error);
}

/* Whether a fault at offset can be among the errors that are shown. */
static int is_shown(const xp_reader_t *reader, size_t offset)
{
    return reader->first_count < XP_ERRORS_LIMIT ||
           offset < reader->first[XP_ERRORS_LIMIT - 1];
}

static void note_offset(xp_reader_t *reader, size_t offset)
{
    size_t place = reader->first_count;

    if (place == XP_ERRORS_LIMIT)
    {
        place--;
    }
    else
    {
        reader->first_count++;
    }
    for (; place > 0 && reader->first[place - 1] > offset; place--)
    {
        reader->first[place] = reader->first[place - 1];
    }
    reader->first[place] = offset;
}

/* Whether the parser has spoken about the line of offset; error has its place. */
static int is_muted(const xp_reader_t *reader, const xp_error_struct *error, size_t offset)
{
    for (size_t l = 0; l < reader->muted_count && offset <= reader->source->doc->length; l++)
    {
        if (reader->muted[l] == error->line)
        {
            return 1;
        }
    }
    return 0;
}

void xp_reader_take_at(xp_reader_t *reader, xp_status_t status, xp_error_t error, size_t offset)
{
    if (!is_shown(reader, offset))
    {
        note_status(reader, status);
        xp_error_clear(error);
        return;
    }
    xp_source_set_place(error, reader->source, offset);
    if (is_muted(reader, error, offset))
    {
        note_status(reader, status);
        xp_error_clear(error);
        return;
    }
    note_offset(reader, offset);
    xp_reader_take(reader, status, error);
}

static void add_fault(xp_reader_t *reader, xp_status_t status, size_t offset,
                      const char *format, va_list arguments)
{
    xp_error_t error;
    char *words = NULL;
    va_list copy;
    int length;

    va_copy(copy, arguments);
    length = vsnprintf(NULL, 0, format, copy);
    va_end(copy);
    words = xp_calloc((size_t) (length < 0 ? 0 : length) + 1, 1);
    if (length > 0)
    {
        vsnprintf(words, (size_t) length + 1, format, arguments);
    }
    xp_error_init(error);
    xp_error_set(error, "%s", words);
    xp_reader_take_at(reader, status, error, offset);
    xp_error_clear(error);
    free(words);
}

void xp_reader_fail(xp_reader_t *reader, size_t offset, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    add_fault(reader, XP_INPUT, offset, format, arguments);
    va_end(arguments);
}

void xp_reader_stop(xp_reader_t *reader, xp_status_t status, size_t offset, const char *format,
                    ...)
{
    va_list arguments;

    va_start(arguments, format);
    add_fault(reader, status, offset, format, arguments);
    va_end(arguments);
}

void xp_reader_undefined(xp_reader_t *reader, size_t offset, const char *kind, const char *name,
                         const xp_names_t *names)
{
    const char *nearest = is_shown(reader, offset) ? xp_names_nearest(names, name) : NULL;

    if (nearest != NULL && strcmp(nearest, name) != 0)
    {
        xp_reader_fail(reader, offset, "there is no %s called \"%s\"; did you mean \"%s\"?", kind,
                       name, nearest);
    }
    else
    {
        xp_reader_fail(reader, offset, "there is no %s called \"%s\"", kind, name);
    }
}

slong xp_resolve_agent(xp_reader_t *reader, const xp_tree_struct *tree, slong self)
{
    const xp_source_struct *source = reader->source;
    slong place;

    if (tree->kind == XP_TREE_SELF)
    {
        if (self < 0)
        {
            xp_reader_fail(reader, tree->span.begin,
                           "`self` has a meaning only in an agent block, `payment` and "
                           "`payments groves`: name the agent");
        }
        return self;
    }
    if (tree->kind != XP_TREE_NAME && tree->kind != XP_TREE_QUOTED)
    {
        xp_reader_fail(reader, tree->span.begin, "expected the name of an agent");
        return -1;
    }
    place = xp_names_find(&source->agents, tree->text);
    if (place < 0 && !source->agents_broken)
    {
        xp_reader_undefined(reader, tree->span.begin, "agent", tree->text,
                            &source->agents);
    }
    return place;
}

/* Reads a numeric label, or a name in quotation marks that is a number; 0 when it is neither. */
static int read_value(fmpq_t value, const xp_tree_struct *tree)
{
    xp_error_t error;
    int read;

    if (tree->kind != XP_TREE_QUOTED)
    {
        return xp_tree_label_value(value, tree) == 1;
    }
    xp_error_init(error);
    read = xp_rat_set_text(value, tree->text, strlen(tree->text), error) == XP_OK;
    xp_error_clear(error);
    return read;
}

slong xp_source_find_outcome(const xp_source_struct *source, const xp_tree_struct *tree)
{
    slong place = -1;
    fmpq_t value;

    if (tree->text != NULL)
    {
        place = xp_names_find(&source->outcomes, tree->text);
    }
    fmpq_init(value);
    if (place < 0 && source->outcome_value != NULL && read_value(value, tree))
    {
        place = xp_points_find(&source->outcome_points, value);
    }
    fmpq_clear(value);
    return place;
}

static slong resolve_owner(xp_reader_t *reader, const xp_tree_struct *tree, slong self)
{
    const xp_source_struct *source = reader->source;
    slong agent = xp_resolve_agent(reader, tree->child[0], self);

    if (agent < 0 || source->outcomes_broken)
    {
        return -1;
    }
    if (source->owner == NULL)
    {
        xp_reader_fail(reader, tree->span.begin,
                       "there are no outcomes owner(...): write `outcomes owner(agents)`");
        return -1;
    }
    return source->owner[agent];
}

/* The words of a label for a message: the text, or the number in lowest terms. */
static char *write_label(const xp_tree_struct *tree)
{
    xp_string_t text;
    fmpq_t value;

    if (tree->kind == XP_TREE_NAME || tree->kind == XP_TREE_QUOTED)
    {
        return xp_strdup(tree->text);
    }
    xp_string_init(text);
    fmpq_init(value);
    if (tree->kind == XP_TREE_TUPLE)
    {
        xp_string_add_char(text, '(');
        for (size_t c = 0; c < tree->child_count; c++)
        {
            char *part = write_label(tree->child[c]);

            xp_string_printf(text, "%s%s", c > 0 ? "," : "", part);
            free(part);
        }
        xp_string_add_char(text, ')');
    }
    else if (xp_tree_label_value(value, tree) == 1)
    {
        xp_rat_add_text(text, value);
    }
    else
    {
        xp_string_add(text, "?");
    }
    fmpq_clear(value);
    return xp_string_take(text);
}

slong xp_resolve_outcome(xp_reader_t *reader, const xp_tree_struct *tree, slong self)
{
    const xp_source_struct *source = reader->source;
    slong place;

    if (tree->kind == XP_TREE_OWNER)
    {
        return resolve_owner(reader, tree, self);
    }
    if (source->outcomes_broken)
    {
        return -1;
    }
    place = xp_source_find_outcome(source, tree);
    if (place < 0)
    {
        char *label = write_label(tree);

        xp_reader_undefined(reader, tree->span.begin, "outcome", label,
                            &source->outcomes);
        free(label);
    }
    return place;
}

/* A tuple of numeric labels among the points of a class of tuples. */
static slong find_tuple(const xp_class_t *class, const xp_tree_struct *tree)
{
    fmpq *value;
    slong place = -1;
    int read = 1;

    if ((slong) tree->child_count != class->fields)
    {
        return -1;
    }
    value = _fmpq_vec_init(class->fields);
    for (slong f = 0; f < class->fields && read; f++)
    {
        read = read_value(value + f, tree->child[f]);
    }
    if (read)
    {
        place = xp_points_find(&class->points, value);
    }
    _fmpq_vec_clear(value, class->fields);
    return place;
}

slong xp_class_find(const xp_class_t *class, const xp_tree_struct *tree)
{
    slong place = -1;
    fmpq_t value;

    if (tree->kind == XP_TREE_TUPLE)
    {
        return class->fields > 0 ? find_tuple(class, tree) : -1;
    }
    if (tree->text != NULL)
    {
        place = xp_names_find(&class->labels, tree->text);
    }
    fmpq_init(value);
    if (place < 0 && class->fields == 0 && read_value(value, tree))
    {
        place = xp_points_find(&class->literals, value);
        if (place < 0)
        {
            place = xp_points_find(&class->points, value);
        }
    }
    fmpq_clear(value);
    return place;
}

/* The agent, one of the class, is named where there is no such type. */
static slong resolve_type_of(xp_reader_t *reader, slong i, const xp_tree_struct *tree)
{
    const xp_source_struct *source = reader->source;
    const xp_class_t *class = &source->class[source->class_of[i]];
    const char *agent = source->agent_name[i];
    slong place;

    if (class->broken)
    {
        return -1;
    }
    place = xp_class_find(class, tree);
    if (place >= 0)
    {
        return place;
    }
    if (tree->kind == XP_TREE_TUPLE && class->fields != (slong) tree->child_count)
    {
        if (class->fields == 0)
        {
            xp_reader_fail(reader, tree->span.begin,
                           "the types of agent \"%s\" are not tuples: expected one type", agent);
        }
        else
        {
            xp_reader_fail(reader, tree->span.begin,
                           "the types of agent \"%s\" are tuples of %ld numbers, here are %zu",
                           agent, (long) class->fields, tree->child_count);
        }
    }
    else if (tree->kind != XP_TREE_TUPLE && class->fields > 0)
    {
        xp_reader_fail(reader, tree->span.begin,
                       "the types of agent \"%s\" are tuples of %ld numbers in parentheses", agent,
                       (long) class->fields);
    }
    else
    {
        char *label = write_label(tree);
        xp_string_t kind;

        xp_string_init(kind);
        xp_string_printf(kind, "type of agent \"%s\"", agent);
        xp_reader_undefined(reader, tree->span.begin, kind->text, label,
                            &class->labels);
        xp_string_clear(kind);
        free(label);
    }
    return -1;
}

slong xp_resolve_type(xp_reader_t *reader, const xp_class_t *class, const xp_tree_struct *tree)
{
    return resolve_type_of(reader, class->first, tree);
}

int xp_resolve_profile(xp_reader_t *reader, slong *profile, const xp_tree_struct *tree)
{
    const xp_source_struct *source = reader->source;
    slong n = source->agent_count;
    int whole = 1;

    if (n == 1)
    {
        profile[0] = resolve_type_of(reader, 0, tree);
        return profile[0] >= 0;
    }
    if (tree->kind != XP_TREE_TUPLE || (slong) tree->child_count != n)
    {
        xp_reader_fail(reader, tree->span.begin,
                       "expected a profile: a tuple of %ld types in the order of the agents",
                       (long) n);
        return 0;
    }
    for (slong i = 0; i < n; i++)
    {
        profile[i] = resolve_type_of(reader, i, tree->child[i]);
        whole = whole && profile[i] >= 0;
    }
    return whole;
}

int xp_reader_is_whole(const xp_reader_t *reader)
{
    const xp_source_struct *source = reader->source;

    if (source->agents_broken || source->outcomes_broken || source->agent_count == 0)
    {
        return 0;
    }
    for (slong c = 0; c < source->class_count; c++)
    {
        if (source->class[c].broken)
        {
            return 0;
        }
    }
    return 1;
}
