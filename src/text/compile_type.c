/* Whose type a formula means, and which number of it. */
#include "text/compile.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

/* A bound name over `others` cannot be self. */
unsigned char *xp_scope_mark_classes(const xp_scope_t *scope, const xp_agent_ref_t *ref)
{
    const xp_source_struct *source = scope->reader->source;
    unsigned char *mark = xp_calloc((size_t) source->class_count + 1, 1);

    if (ref->kind == XP_AGENT_FIXED)
    {
        mark[source->class_of[ref->index]] = 1;
    }
    else if (ref->kind == XP_AGENT_SELF)
    {
        for (slong s = 0; s < scope->self_count; s++)
        {
            mark[source->class_of[scope->self[s]]] = 1;
        }
    }
    else
    {
        memset(mark, 1, (size_t) source->class_count);
        if (scope->bound[ref->index].others && scope->self_count == 1)
        {
            slong own = source->class_of[scope->self[0]];

            mark[own] = source->class[own].agents > 1;
        }
    }
    return mark;
}

void xp_code_set_place(xp_scope_t *scope, xp_code_struct *code, slong class, slong place)
{
    xp_source_struct *source = scope->reader->source;

    if (code->by_class == NULL && code->agent.kind == XP_AGENT_BOUND)
    {
        code->by_class = xp_document_alloc(source->doc,
                                           (size_t) source->class_count * sizeof(slong));
    }
    if (code->by_class == NULL)
    {
        code->number = place;
    }
    else
    {
        code->by_class[class] = place;
    }
}

static int is_self(const xp_scope_t *scope, const xp_agent_ref_t *ref)
{
    if (ref->kind == XP_AGENT_BOUND)
    {
        return !scope->bound[ref->index].others;
    }
    if (ref->kind == XP_AGENT_SELF)
    {
        return 1;
    }
    for (slong s = 0; s < scope->self_count; s++)
    {
        if (scope->self[s] == ref->index)
        {
            return 1;
        }
    }
    return 0;
}

int xp_compile_agent(xp_scope_t *scope, xp_agent_ref_t *ref, const xp_tree_struct *tree)
{
    if (tree->kind == XP_TREE_SELF)
    {
        if (!(scope->may & XP_MAY_SELF))
        {
            return xp_resolve_agent(scope->reader, tree, -1) >= 0;
        }
        ref->kind = XP_AGENT_SELF;
        return 1;
    }
    if (tree->kind == XP_TREE_NAME)
    {
        for (slong b = scope->bound_count; b-- > 0;)
        {
            if (strcmp(scope->bound[b].name, tree->text) == 0)
            {
                ref->kind = XP_AGENT_BOUND;
                ref->index = b;
                return 1;
            }
        }
    }
    ref->kind = XP_AGENT_FIXED;
    ref->index = xp_resolve_agent(scope->reader, tree, -1);
    return ref->index >= 0;
}

int xp_compile_type_agent(xp_scope_t *scope, xp_agent_ref_t *ref, const xp_tree_struct *tree)
{
    xp_reader_t *reader = scope->reader;
    size_t offset = tree->span.begin;

    if (tree->child_count > 0)
    {
        if (!(scope->may & XP_MAY_TYPES))
        {
            xp_reader_fail(reader, offset, "types have no value in %s", scope->where);
            return 0;
        }
        if (!xp_compile_agent(scope, ref, tree->child[0]))
        {
            return 0;
        }
        if (ref->kind == XP_AGENT_SELF && scope->self_count == 0)
        {
            return 0;
        }
    }
    else
    {
        ref->kind = XP_AGENT_SELF;
        if (!(scope->may & XP_MAY_OWN) && !scope->not_own)
        {
            if (scope->may & XP_MAY_TYPES)
            {
                xp_reader_fail(reader, offset, "`t` is an agent's own type; in %s say whose: "
                                               "t[AGENT]", scope->where);
            }
            else
            {
                xp_reader_fail(reader, offset, "types have no value in %s", scope->where);
            }
            return 0;
        }
    }
    if (scope->not_own && is_self(scope, ref))
    {
        const xp_source_struct *source = reader->source;

        xp_reader_fail(reader, offset, "the h of agent \"%s\" may depend on the others' types "
                                       "only, not on the agent's own",
                       source->agent_name[ref->kind == XP_AGENT_FIXED ? ref->index
                                                                      : scope->self[0]]);
        return 0;
    }
    return 1;
}

/* The place of a field in each class that ref can be; 0 after an error. */
static int find_fields(xp_scope_t *scope, xp_code_struct *code, const unsigned char *mark,
                       const xp_tree_struct *tree)
{
    const xp_source_struct *source = scope->reader->source;

    for (slong c = 0; c < source->class_count; c++)
    {
        const xp_class_t *class = &source->class[c];
        const char *agent = source->agent_name[class->first];
        slong field;

        if (!mark[c])
        {
            continue;
        }
        if (class->broken)
        {
            return 0;
        }
        if (class->fields == 0)
        {
            xp_reader_fail(scope->reader, tree->span.begin,
                           "the types of agent \"%s\" have no fields: write t without .%s", agent,
                           tree->text);
            return 0;
        }
        field = xp_names_find(&class->field_names, tree->text);
        if (field < 0)
        {
            xp_string_t kind;

            xp_string_init(kind);
            xp_string_printf(kind, "field of agent \"%s\"", agent);
            xp_reader_undefined(scope->reader, tree->span.begin, kind->text, tree->text,
                                &class->field_names);
            xp_string_clear(kind);
            return 0;
        }
        xp_code_set_place(scope, code, c, field);
    }
    return 1;
}

/* Whether the types of every class that ref can be are numbers. */
static int check_numbers(xp_scope_t *scope, const unsigned char *mark,
                         const xp_tree_struct *tree)
{
    const xp_source_struct *source = scope->reader->source;

    for (slong c = 0; c < source->class_count; c++)
    {
        const xp_class_t *class = &source->class[c];

        if (!mark[c])
        {
            continue;
        }
        if (class->broken)
        {
            return 0;
        }
        if (class->fields > 0)
        {
            xp_reader_fail(scope->reader, tree->span.begin,
                           "the type of agent \"%s\" is a tuple: name a field, as in t.%s",
                           source->agent_name[class->first], class->field[0]);
            return 0;
        }
        if (memchr(class->numeric, 1, (size_t) class->count) == NULL)
        {
            xp_reader_fail(scope->reader, tree->span.begin,
                           "the types of agent \"%s\" are names without numbers: compare them "
                           "(t == %s) or give them numbers (types %s = 1, ...)",
                           source->agent_name[class->first], class->label[0], class->label[0]);
            return 0;
        }
    }
    return 1;
}

const xp_code_struct *xp_compile_type(xp_scope_t *scope, const xp_tree_struct *tree)
{
    xp_agent_ref_t ref = {XP_AGENT_SELF, 0};
    xp_code_struct *code;
    unsigned char *mark;
    int whole;

    if (!xp_compile_type_agent(scope, &ref, tree))
    {
        return NULL;
    }
    mark = xp_scope_mark_classes(scope, &ref);
    code = xp_code_new(scope, tree->text == NULL ? XP_CODE_TYPE : XP_CODE_FIELD,
                       tree->span.begin, 0);
    code->agent = ref;
    whole = tree->text == NULL ? check_numbers(scope, mark, tree)
                               : find_fields(scope, code, mark, tree);
    free(mark);
    return whole ? code : NULL;
}
