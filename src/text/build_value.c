/* What the outcomes are worth to each agent, and what staying outside is worth. */
#include "text/compile.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

/*
 * The formulas of the agents of one block.  Agents share the array by outcome unless a statement
 * names owner(self).
 *   own      for each agent of the block its array, or NULL: it has the shared one
 *   ignored  a statement could not be read
 */
typedef struct
{
    xp_reader_t *reader;
    const xp_class_t *class;
    const char *what;
    xp_scope_t scope;
    slong *self;
    const xp_code_struct **shared;
    const xp_code_struct ***own;
    const xp_code_struct *general;
    int ignored;
} block_t;

static void open_block(block_t *block, xp_reader_t *reader, const xp_class_t *class,
                       const char *what, int may, const char *where)
{
    memset(block, 0, sizeof(block_t));
    block->reader = reader;
    block->class = class;
    block->what = what;
    block->self = xp_document_alloc(reader->source->doc, (size_t) class->agents * sizeof(slong));
    for (slong s = 0; s < class->agents; s++)
    {
        block->self[s] = class->first + s;
    }
    xp_scope_init(&block->scope, reader, may, where);
    block->scope.self = block->self;
    block->scope.self_count = class->agents;
}

static const xp_code_struct **make_array(block_t *block)
{
    xp_source_struct *source = block->reader->source;

    return xp_document_alloc(source->doc,
                             (size_t) source->outcome_count * sizeof(const xp_code_struct *));
}

static int names_self(const xp_tree_struct *target)
{
    return target->kind == XP_TREE_OWNER && target->child[0]->kind == XP_TREE_SELF;
}

/* Puts code at one outcome of one array; 0 after an error. */
static int put_code(block_t *block, const xp_code_struct **array, slong outcome,
                    const xp_code_struct *code, const xp_tree_struct *target)
{
    const xp_source_struct *source = block->reader->source;

    if (array[outcome] != NULL)
    {
        xp_reader_fail(block->reader, target->span.begin,
                       "the %s %s %s stands twice in this block", block->what,
                       strcmp(block->what, "value") == 0 ? "of outcome" : "at outcome",
                       source->outcome_label[outcome]);
        return 0;
    }
    array[outcome] = code;
    return 1;
}

static void state_outcome(block_t *block, const xp_tree_struct *target,
                          const xp_code_struct *code)
{
    slong outcome = xp_resolve_outcome(block->reader, target, block->self[0]);

    if (outcome < 0 || code == NULL)
    {
        block->ignored = 1;
        return;
    }
    if (!names_self(target))
    {
        if (block->shared == NULL)
        {
            block->shared = make_array(block);
        }
        block->ignored |= !put_code(block, block->shared, outcome, code, target);
        return;
    }
    if (block->own == NULL)
    {
        block->own = xp_document_alloc(block->reader->source->doc,
                                       (size_t) block->class->agents * sizeof(block->own[0]));
        for (slong s = 0; s < block->class->agents; s++)
        {
            block->own[s] = make_array(block);
        }
    }
    for (slong s = 0; s < block->class->agents && !block->ignored; s++)
    {
        outcome = xp_resolve_outcome(block->reader, target, block->self[s]);
        block->ignored |= !put_code(block, block->own[s], outcome, code, target);
    }
}

static void state_general(block_t *block, const xp_item_struct *item,
                          const xp_code_struct *code)
{
    if (code == NULL)
    {
        block->ignored = 1;
    }
    else if (block->general != NULL)
    {
        xp_reader_fail(block->reader, item->span.begin,
                       "a general %s stands twice in this block", block->what);
        block->ignored = 1;
    }
    else
    {
        block->general = code;
    }
}

/* Hands the formulas to the agents of the block. */
static void close_block(block_t *block, xp_formula_t *formula)
{
    xp_source_struct *source = block->reader->source;

    for (slong s = 0; s < block->class->agents; s++)
    {
        xp_formula_t *own = &formula[block->self[s]];

        own->what = block->what;
        own->self = block->self[s];
        own->general = block->general;
        own->by_outcome = block->shared;
        if (block->own != NULL)
        {
            for (slong a = 0; a < source->outcome_count && block->shared != NULL; a++)
            {
                if (block->shared[a] != NULL && block->own[s][a] != NULL)
                {
                    xp_reader_fail(block->reader, block->shared[a]->offset,
                                   "the %s at outcome %s stands twice for agent \"%s\"",
                                   block->what, source->outcome_label[a],
                                   source->agent_name[block->self[s]]);
                    block->ignored = 1;
                    return;
                }
                block->own[s][a] = block->shared[a] != NULL ? block->shared[a]
                                                            : block->own[s][a];
            }
            own->by_outcome = block->own[s];
        }
        own->source = block->ignored ? NULL : source;
    }
}

static void read_value(block_t *block, const xp_item_struct *item)
{
    const xp_body_struct *body = item->body;

    if (item->file != NULL)
    {
        block->ignored = 1;
        return;
    }
    if (item->target != NULL)
    {
        state_outcome(block, item->target,
                      xp_compile_body(&block->scope, body, xp_compile_number, 1, 0));
        return;
    }
    if (body->kind != XP_BODY_TABLE)
    {
        state_general(block, item,
                      xp_compile_body(&block->scope, body, xp_compile_number, 1, 0));
        return;
    }
    block->ignored |= body->broken;
    for (size_t e = 0; e < body->entry_count; e++)
    {
        state_outcome(block, body->entry[e].key,
                      xp_compile_number(&block->scope, body->entry[e].value));
    }
}

void xp_read_values(xp_reader_t *reader)
{
    xp_source_struct *source = reader->source;
    int may = XP_MAY_LETS | XP_MAY_OWN | XP_MAY_TYPES | XP_MAY_SELF | XP_MAY_OUTCOME |
              XP_MAY_VARIABLE;

    reader->value = xp_document_alloc(source->doc,
                                      (size_t) source->agent_count * sizeof(xp_formula_t) + 1);
    for (slong c = 0; c < source->class_count; c++)
    {
        const xp_item_struct *item = source->class[c].block;
        block_t block;

        open_block(&block, reader, &source->class[c], "value", may, "a value");
        for (size_t i = 0; i < item->item_count; i++)
        {
            if (item->item[i]->kind == XP_ITEM_VALUE)
            {
                read_value(&block, item->item[i]);
            }
        }
        close_block(&block, reader->value);
    }
}

/* share = EXPR: the outside option is that share of the type. */
static void read_share(block_t *block, const xp_item_struct *item)
{
    xp_source_struct *source = block->reader->source;
    const xp_tree_struct *type = xp_tree_word(source->doc, XP_TREE_TYPE, item->span, NULL);
    xp_code_struct *code = xp_code_new(&block->scope, XP_CODE_MUL, item->span.begin, 2);
    xp_scope_t plain;

    xp_scope_init(&plain, block->reader, XP_MAY_LETS, "a share");
    plain.share = 1;
    code->child[0] = xp_compile_number(&plain, item->value);
    code->child[1] = code->child[0] == NULL ? NULL : xp_compile_number(&block->scope, type);
    state_general(block, item, code->child[1] == NULL ? NULL : code);
}

void xp_read_outside(xp_reader_t *reader)
{
    xp_source_struct *source = reader->source;
    int may = XP_MAY_LETS | XP_MAY_OWN | XP_MAY_TYPES | XP_MAY_SELF;

    reader->outside = xp_document_alloc(source->doc, (size_t) source->agent_count *
                                                             sizeof(xp_formula_t) + 1);
    for (slong c = 0; c < source->class_count; c++)
    {
        const xp_item_struct *block_item = source->class[c].block;
        const xp_item_struct *share = NULL;
        block_t block;

        open_block(&block, reader, &source->class[c], "outside option", may, "an outside option");
        for (size_t i = 0; i < block_item->item_count; i++)
        {
            const xp_item_struct *item = block_item->item[i];

            if (item->kind == XP_ITEM_SHARE && share != NULL)
            {
                xp_reader_fail(reader, item->span.begin, "`share` stands twice in this block");
            }
            else if (item->kind == XP_ITEM_SHARE)
            {
                share = item;
                read_share(&block, item);
            }
            else if (item->kind == XP_ITEM_OUTSIDE && item->target == NULL)
            {
                state_general(&block, item,
                              xp_compile_body(&block.scope, item->body, xp_compile_number, 1,
                                              0));
            }
            else if (item->kind == XP_ITEM_OUTSIDE)
            {
                state_outcome(&block, item->target,
                              xp_compile_body(&block.scope, item->body, xp_compile_number, 1,
                                              0));
            }
        }
        close_block(&block, reader->outside);
    }
}
