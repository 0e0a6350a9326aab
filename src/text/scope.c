/* Where a formula stands: its parameters, bound names, and words about what has no place. */
#include "text/compile.h"

#include <string.h>

void xp_scope_init(xp_scope_t *scope, xp_reader_t *reader, int may, const char *where)
{
    memset(scope, 0, sizeof(xp_scope_t));
    scope->reader = reader;
    scope->may = may;
    scope->where = where;
}

slong xp_scope_find_let(const xp_scope_t *scope, const char *name)
{
    return xp_names_find(&scope->reader->source->lets, name);
}

int xp_scope_may_use(xp_scope_t *scope, const xp_tree_struct *tree, slong let)
{
    const xp_source_struct *source = scope->reader->source;

    if (!(scope->may & XP_MAY_LETS) || source->let[let].item->span.begin > tree->span.begin)
    {
        xp_reader_fail(scope->reader, tree->span.begin,
                       "`let %s` must come before its use: move it up", tree->text);
        return 0;
    }
    return 1;
}

int xp_scope_is_quantity(const xp_scope_t *scope, const char *name)
{
    const char *variable = scope->reader->source->variable;

    return xp_scope_find_let(scope, name) >= 0 ||
           (variable != NULL && strcmp(variable, name) == 0);
}

void xp_scope_explain_name(xp_scope_t *scope, const xp_tree_struct *tree)
{
    xp_reader_t *reader = scope->reader;
    const xp_source_struct *source = reader->source;
    size_t offset = tree->span.begin;

    if (xp_names_find(&source->agents, tree->text) >= 0)
    {
        xp_reader_fail(reader, offset, "\"%s\" is an agent, not a number: its type is t[%s]",
                       tree->text, tree->text);
        return;
    }
    if (xp_names_find(&source->outcomes, tree->text) >= 0)
    {
        xp_reader_fail(reader, offset,
                       "\"%s\" is an outcome, not a number: compare it, as in outcome == %s",
                       tree->text, tree->text);
        return;
    }
    for (slong b = 0; b < scope->bound_count; b++)
    {
        if (strcmp(scope->bound[b].name, tree->text) == 0)
        {
            xp_reader_fail(reader, offset, "\"%s\" is an agent here, not a number: its type is "
                                           "t[%s]", tree->text, tree->text);
            return;
        }
    }
    for (slong c = 0; c < source->class_count; c++)
    {
        if (xp_names_find(&source->class[c].labels, tree->text) >= 0)
        {
            xp_reader_fail(reader, offset,
                           "\"%s\" is a type, not a number: compare it, as in t == %s",
                           tree->text, tree->text);
            return;
        }
    }
    if (!(source->doc->lost & XP_LOST_LET))
    {
        const char *variable[1] = {source->variable};
        xp_names_t names = {variable, 1, NULL};

        xp_reader_undefined(reader, offset, "parameter", tree->text,
                            source->let_count > 0 || source->variable == NULL ? &source->lets
                                                                              : &names);
    }
}

int xp_scope_bind(xp_scope_t *scope, const xp_tree_struct *tree)
{
    xp_reader_t *reader = scope->reader;
    int others = tree->child[0]->kind == XP_TREE_OTHERS;

    if (others && !(scope->may & XP_MAY_SELF))
    {
        xp_reader_fail(reader, tree->child[0]->span.begin,
                       "`others` has a meaning only in an agent block, `payment` and "
                       "`payments groves`: write `agents`");
        return 0;
    }
    if (xp_names_find(&reader->source->agents, tree->text) >= 0)
    {
        xp_reader_fail(reader, tree->span.begin,
                       "\"%s\" is an agent: use another name in this %s", tree->text,
                       tree->kind == XP_TREE_SUM_OVER ? "sum" : "maximum or minimum");
        return 0;
    }
    for (slong b = 0; b < scope->bound_count; b++)
    {
        if (strcmp(scope->bound[b].name, tree->text) == 0)
        {
            xp_reader_fail(reader, tree->span.begin,
                           "\"%s\" is used outside already: use another name", tree->text);
            return 0;
        }
    }
    if (scope->bound_count == XP_CODE_LOOPS)
    {
        xp_reader_fail(reader, tree->span.begin, "sums within sums: at most %d levels",
                       XP_CODE_LOOPS);
        return 0;
    }
    scope->bound[scope->bound_count].name = tree->text;
    scope->bound[scope->bound_count++].others = others;
    return 1;
}

void xp_scope_refuse_number(xp_scope_t *scope, const xp_tree_struct *tree)
{
    size_t offset = tree->span.begin;

    switch (tree->kind)
    {
        case XP_TREE_QUOTED:
        case XP_TREE_OWNER:
            xp_reader_fail(scope->reader, offset,
                           "expected a number, found the name of an outcome, a type or an agent");
            break;
        case XP_TREE_OUTCOME:
            xp_reader_fail(scope->reader, offset,
                           "`outcome` is not a number: compare it, as in outcome == NAME%s",
                           scope->reader->source->variable != NULL
                               ? ", or use the decision variable"
                               : "");
            break;
        case XP_TREE_LOTTERY:
            xp_reader_fail(scope->reader, offset, "expected a number, found a lottery");
            break;
        case XP_TREE_TUPLE:
            xp_reader_fail(scope->reader, offset, "expected a number, found a tuple");
            break;
        default:
            xp_reader_fail(scope->reader, offset,
                           "expected a number, found a condition: write if(CONDITION, A, B)");
            break;
    }
}
