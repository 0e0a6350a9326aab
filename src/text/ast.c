/* The tree of a model file: memory and constructors. */
#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/string.h>
#include <expost/num/rat.h>

#include "text/ast.h"

/* A block of memory from which small pieces are cut; data follows the head. */
struct xp_block_struct
{
    struct xp_block_struct *next;
    size_t used;
    size_t room;
};

/* A rational that has to be cleared. */
struct xp_number_struct
{
    fmpq_t value;
    struct xp_number_struct *next;
};

enum
{
    GRAIN = 16,
    BLOCK_ROOM = 65536 - 64
};

#define HEAD_SIZE ((sizeof(xp_block_struct) + GRAIN - 1) / GRAIN * GRAIN)

void xp_document_init(xp_document_t doc)
{
    memset(doc, 0, sizeof(xp_document_struct));
}

void xp_document_clear(xp_document_t doc)
{
    struct xp_number_struct *number;
    xp_block_struct *block, *next;

    for (number = doc->number; number != NULL; number = number->next)
    {
        fmpq_clear(number->value);
    }
    for (block = doc->block; block != NULL; block = next)
    {
        next = block->next;
        free(block);
    }
    memset(doc, 0, sizeof(xp_document_struct));
}

void xp_document_swap(xp_document_t a, xp_document_t b)
{
    xp_document_struct c = *a;
    *a = *b;
    *b = c;
}

void *xp_document_alloc(xp_document_t doc, size_t size)
{
    xp_block_struct *block = doc->block;
    char *piece;

    assert(size <= SIZE_MAX / 4);
    size = (size + GRAIN - 1) / GRAIN * GRAIN;
    if (block == NULL || block->room - block->used < size)
    {
        size_t room = size > BLOCK_ROOM / 4 ? size : BLOCK_ROOM;

        block = xp_calloc(1, HEAD_SIZE + room);
        block->room = room;
        /* A large piece gets a block of its own behind the first, which still has room. */
        if (room == size && doc->block != NULL)
        {
            block->next = doc->block->next;
            doc->block->next = block;
        }
        else
        {
            block->next = doc->block;
            doc->block = block;
        }
    }
    piece = (char *) block + HEAD_SIZE + block->used;
    block->used += size;
    return piece;
}

char *xp_document_text(xp_document_t doc, const char *text, size_t length)
{
    char *copy = xp_document_alloc(doc, length + 1);

    if (length > 0)
    {
        memcpy(copy, text, length);
    }
    copy[length] = 0;
    return copy;
}

/* Makes room for one more element of an array that lives in doc: doubling keeps it linear. */
static void *grow_array(xp_document_t doc, void *array, size_t *room, size_t count, size_t size)
{
    void *larger;

    if (count < *room)
    {
        return array;
    }
    *room = count < 4 ? 4 : 2 * count;
    assert(*room <= SIZE_MAX / 4 / size);
    larger = xp_document_alloc(doc, *room * size);
    if (count > 0)
    {
        memcpy(larger, array, count * size);
    }
    return larger;
}

void xp_document_error(xp_errors_t errors, const xp_document_t doc, size_t offset,
                       const char *format, ...)
{
    xp_string_t words;
    xp_error_t error;
    va_list list;
    int length;

    va_start(list, format);
    length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    xp_string_init(words);
    if (length > 0)
    {
        char *text = xp_malloc((size_t) length + 1);

        va_start(list, format);
        vsnprintf(text, (size_t) length + 1, format, list);
        va_end(list);
        xp_string_add(words, text);
        free(text);
    }
    xp_error_init(error);
    xp_error_set(error, "%s", words->text);
    xp_error_set_place(error, doc->path, doc->text, doc->length, offset);
    xp_errors_add(errors, error);
    xp_error_clear(error);
    xp_string_clear(words);
}

xp_tree_struct *xp_tree_node(xp_document_t doc, xp_tree_kind_t kind, xp_span_t span,
                             const char *text, xp_tree_struct *const *child, size_t count)
{
    xp_tree_struct *tree = xp_document_alloc(doc, sizeof(xp_tree_struct));
    size_t i;

    tree->kind = kind;
    tree->span = span;
    tree->index = -1;
    tree->depth = 1;
    if (text != NULL)
    {
        tree->text = xp_document_text(doc, text, strlen(text));
    }
    if (count > 0)
    {
        tree->child = xp_document_alloc(doc, count * sizeof(xp_tree_struct *));
        tree->child_count = count;
    }
    for (i = 0; i < count; i++)
    {
        tree->child[i] = child[i];
        if (tree->depth < child[i]->depth + 1)
        {
            tree->depth = child[i]->depth + 1;
        }
    }
    return tree;
}

xp_tree_struct *xp_tree_word(xp_document_t doc, xp_tree_kind_t kind, xp_span_t span,
                             const char *text)
{
    return xp_tree_node(doc, kind, span, text, NULL, 0);
}

xp_tree_struct *xp_tree_number(xp_document_t doc, xp_span_t span, const char *spelling,
                               const fmpq_t value)
{
    xp_tree_struct *tree = xp_tree_word(doc, XP_TREE_NUMBER, span, spelling);
    struct xp_number_struct *number = xp_document_alloc(doc, sizeof(struct xp_number_struct));

    assert(fmpq_sgn(value) >= 0);
    fmpq_init(number->value);
    fmpq_set(number->value, value);
    number->next = doc->number;
    doc->number = number;
    tree->value = number->value;
    return tree;
}

/* NUMBER of a natural number. */
static xp_tree_struct *make_integer(xp_document_t doc, xp_span_t span, const fmpz_t integer)
{
    xp_tree_struct *tree;
    char *spelling = fmpz_get_str(NULL, 10, integer);
    fmpq_t value;

    fmpq_init(value);
    fmpq_set_fmpz(value, integer);
    tree = xp_tree_number(doc, span, spelling, value);
    fmpq_clear(value);
    flint_free(spelling);
    return tree;
}

xp_tree_struct *xp_tree_rational(xp_document_t doc, xp_span_t span, const fmpq_t value)
{
    xp_tree_struct *part[2];
    xp_tree_struct *tree;
    fmpz_t magnitude;

    fmpz_init(magnitude);
    fmpz_abs(magnitude, fmpq_numref(value));
    tree = make_integer(doc, span, magnitude);
    fmpz_clear(magnitude);
    if (fmpq_sgn(value) < 0)
    {
        tree = xp_tree_node(doc, XP_TREE_NEGATE, span, NULL, &tree, 1);
    }
    if (!fmpz_is_one(fmpq_denref(value)))
    {
        part[0] = tree;
        part[1] = make_integer(doc, span, fmpq_denref(value));
        tree = xp_tree_node(doc, XP_TREE_DIV, span, NULL, part, 2);
    }
    return tree;
}

/* NUMBER from a spelling, or NULL when it is none. */
static xp_tree_struct *read_number(xp_document_t doc, xp_span_t span, const char *text,
                                   size_t length)
{
    xp_tree_struct *tree = NULL;
    xp_error_t error;
    fmpq_t value;

    xp_error_init(error);
    fmpq_init(value);
    if (xp_rat_set_number(value, text, length, error) == XP_OK)
    {
        char *spelling = xp_strndup(text, length);
        tree = xp_tree_number(doc, span, spelling, value);
        free(spelling);
    }
    fmpq_clear(value);
    xp_error_clear(error);
    return tree;
}

xp_tree_struct *xp_tree_label(xp_document_t doc, xp_span_t span, const char *text,
                              size_t length)
{
    const char *start = text, *slash;
    size_t rest = length, first;
    xp_tree_struct *part[2], *tree;
    char *name;

    if (rest > 0 && (*start == '-' || *start == '+'))
    {
        start++;
        rest--;
    }
    slash = memchr(start, '/', rest);
    first = slash == NULL ? rest : (size_t) (slash - start);
    tree = read_number(doc, span, start, first);
    if (tree != NULL && *text == '-')
    {
        tree = xp_tree_node(doc, XP_TREE_NEGATE, span, NULL, &tree, 1);
    }
    if (tree != NULL && slash != NULL)
    {
        part[0] = tree;
        part[1] = read_number(doc, span, slash + 1, rest - first - 1);
        tree = part[1] == NULL ? NULL
                               : xp_tree_node(doc, XP_TREE_DIV, span, NULL, part, 2);
    }
    if (tree == NULL)
    {
        name = xp_document_text(doc, text, length);
        tree = xp_tree_word(doc, XP_TREE_QUOTED, span, name);
    }
    return tree;
}

int xp_tree_label_value(fmpq_t value, const xp_tree_struct *tree)
{
    fmpq_t divisor;
    int found;

    switch (tree->kind)
    {
        case XP_TREE_NUMBER:
            fmpq_set(value, tree->value);
            return 1;
        case XP_TREE_NEGATE:
            found = xp_tree_label_value(value, tree->child[0]);
            if (found == 1)
            {
                fmpq_neg(value, value);
            }
            return found;
        case XP_TREE_DIV:
            if (tree->child[1]->kind != XP_TREE_NUMBER)
            {
                return 0;
            }
            if (fmpq_is_zero(tree->child[1]->value))
            {
                return -1;
            }
            fmpq_init(divisor);
            fmpq_set(divisor, tree->child[1]->value);
            found = xp_tree_label_value(value, tree->child[0]);
            if (found == 1)
            {
                fmpq_div(value, value, divisor);
            }
            fmpq_clear(divisor);
            return found;
        default:
            return 0;
    }
}

int xp_tree_is_label(const xp_tree_struct *tree)
{
    const xp_tree_struct *top;

    if (tree->kind == XP_TREE_NAME || tree->kind == XP_TREE_QUOTED)
    {
        return 1;
    }
    /* At most one minus sign, over the fraction or over its numerator. */
    if (tree->kind == XP_TREE_NEGATE)
    {
        tree = tree->child[0];
        return tree->kind == XP_TREE_NUMBER
               || (tree->kind == XP_TREE_DIV && tree->child[0]->kind == XP_TREE_NUMBER
                   && tree->child[1]->kind == XP_TREE_NUMBER);
    }
    if (tree->kind == XP_TREE_DIV)
    {
        top = tree->child[0];
        return tree->child[1]->kind == XP_TREE_NUMBER
               && (top->kind == XP_TREE_NUMBER
                   || (top->kind == XP_TREE_NEGATE && top->child[0]->kind == XP_TREE_NUMBER));
    }
    return tree->kind == XP_TREE_NUMBER;
}

void xp_trees_add(xp_document_t doc, xp_trees_t *list, xp_tree_struct *tree)
{
    list->tree = grow_array(doc, list->tree, &list->room, list->count, sizeof *list->tree);
    list->tree[list->count++] = tree;
}

xp_body_struct *xp_body_new(xp_document_t doc, xp_body_kind_t kind, xp_span_t span)
{
    xp_body_struct *body = xp_document_alloc(doc, sizeof(xp_body_struct));

    body->kind = kind;
    body->span = span;
    return body;
}

void xp_body_add(xp_document_t doc, xp_body_struct *body, xp_span_t span, xp_tree_struct *key,
                 xp_tree_struct *value, xp_tree_struct *condition)
{
    xp_entry_t *entry;

    body->entry = grow_array(doc, body->entry, &body->entry_room, body->entry_count,
                             sizeof *body->entry);
    entry = &body->entry[body->entry_count++];
    entry->span = span;
    entry->key = key;
    entry->value = value;
    entry->condition = condition;
}

xp_item_struct *xp_item_new(xp_document_t doc, xp_item_kind_t kind, xp_span_t span)
{
    xp_item_struct *item = xp_document_alloc(doc, sizeof(xp_item_struct));

    item->kind = kind;
    item->span = span;
    item->word.begin = span.begin;
    item->word.end = span.begin;
    return item;
}

void xp_document_add(xp_document_t doc, xp_item_struct *item)
{
    doc->item = grow_array(doc, doc->item, &doc->item_room, doc->item_count,
                           sizeof *doc->item);
    doc->item[doc->item_count++] = item;
}

void xp_item_add(xp_document_t doc, xp_item_struct *agent, xp_item_struct *item)
{
    agent->item = grow_array(doc, agent->item, &agent->item_room, agent->item_count,
                             sizeof *agent->item);
    agent->item[agent->item_count++] = item;
}
