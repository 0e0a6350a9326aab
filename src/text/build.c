/* What the actions of the grammar do: trees with a bounded depth, labels, entries. */
#include <string.h>

#include <expost/base/memory.h>

#include "text/syntax.h"

/* An expression that is too deep is refused once and replaced by its deepest part. */
static xp_tree_struct *bound_depth(xp_syntax_struct *syntax, xp_tree_struct *tree)
{
    size_t i;

    if (tree->depth <= XP_TREE_DEPTH_LIMIT)
    {
        return tree;
    }
    xp_syntax_error(syntax, tree->span.begin, "this expression is more than %d operations deep: "
                    "name parts of it with `let`, or group a long sum with parentheses",
                    XP_TREE_DEPTH_LIMIT);
    tree->depth = 1;
    for (i = 0; i < tree->child_count; i++)
    {
        tree->child[i] = xp_tree_word(syntax->doc, XP_TREE_COUNT, tree->span, NULL);
    }
    return tree;
}

xp_tree_struct *xp_build_node(xp_syntax_struct *syntax, xp_tree_kind_t kind, xp_span_t span,
                              xp_tree_struct *const *child, size_t count)
{
    return bound_depth(syntax, xp_tree_node(syntax->doc, kind, span, NULL, child, count));
}

xp_tree_struct *xp_build_pair(xp_syntax_struct *syntax, xp_tree_kind_t kind, xp_span_t span,
                              xp_tree_struct *a, xp_tree_struct *b)
{
    xp_tree_struct *part[2];

    part[0] = a;
    part[1] = b;
    return xp_build_node(syntax, kind, span, part, 2);
}

static int is_comparison(const xp_tree_struct *tree)
{
    return tree->kind >= XP_TREE_EQ && tree->kind <= XP_TREE_GE && !tree->in_brackets;
}

xp_tree_struct *xp_build_comparison(xp_syntax_struct *syntax, xp_tree_kind_t kind,
                                    xp_span_t span, xp_span_t sign, xp_tree_struct *a,
                                    xp_tree_struct *b)
{
    if (is_comparison(a))
    {
        const xp_tree_struct *middle = a->child[1];
        size_t length = span.end - span.begin;

        if (length <= 60)
        {
            const char *text = syntax->doc->text;
            size_t left = a->span.end - span.begin, from = middle->span.begin;

            xp_syntax_error(syntax, sign.begin, "comparisons are not chained: write `%.*s and "
                            "%.*s`", (int) left, text + span.begin, (int) (span.end - from),
                            text + from);
        }
        else
        {
            xp_syntax_error(syntax, sign.begin, "comparisons are not chained: write `A < B and "
                            "B < C`");
        }
    }
    return xp_build_pair(syntax, kind, span, a, b);
}

xp_tree_struct *xp_build_list(xp_syntax_struct *syntax, xp_tree_kind_t kind, xp_span_t span,
                              const char *text, xp_trees_t list)
{
    return bound_depth(syntax,
                       xp_tree_node(syntax->doc, kind, span, text, list.tree, list.count));
}

xp_tree_struct *xp_build_over(xp_syntax_struct *syntax, xp_tree_kind_t kind, xp_span_t span,
                              xp_trees_t name_range_term)
{
    xp_tree_struct *const *part = name_range_term.tree;
    xp_tree_struct *tree = xp_build_pair(syntax, kind, span, part[1], part[2]);

    tree->text = part[0]->text;
    return tree;
}

xp_tree_struct *xp_build_type(xp_syntax_struct *syntax, xp_span_t span, xp_tree_struct *agent,
                              xp_tree_struct *field)
{
    xp_tree_struct *tree = xp_build_node(syntax, XP_TREE_TYPE, span, &agent, agent != NULL);

    tree->text = field == NULL ? NULL : field->text;
    return tree;
}

xp_tree_struct *xp_build_hyphen(xp_syntax_struct *syntax, xp_span_t span, xp_tree_struct *a,
                                xp_tree_struct *b)
{
    size_t first = strlen(a->text), second = strlen(b->text);
    char *text;

    if (first + second + 1 > XP_NAME_LIMIT)
    {
        xp_syntax_error(syntax, span.begin, "no mechanism has a name of more than %d bytes",
                        XP_NAME_LIMIT);
        return a;
    }
    text = xp_document_alloc(syntax->doc, first + second + 2);
    memcpy(text, a->text, first);
    text[first] = '-';
    memcpy(text + first + 1, b->text, second);
    a->text = text;
    a->span = span;
    return a;
}

xp_item_struct *xp_build_item(xp_syntax_struct *syntax, xp_item_kind_t kind, xp_span_t span,
                              xp_span_t word)
{
    xp_item_struct *item = xp_item_new(syntax->doc, kind, span);

    item->word = word;
    return item;
}

/* A name alone is a distribution; everything else is a list of probabilities. */
xp_item_struct *xp_build_prior(xp_syntax_struct *syntax, xp_span_t span, xp_span_t word,
                               xp_trees_t list)
{
    xp_item_struct *item = xp_build_item(syntax, XP_ITEM_PRIOR, span, word);

    if (list.count == 1 && list.tree[0]->kind == XP_TREE_NAME && !list.tree[0]->in_brackets)
    {
        item->kind = XP_ITEM_PRIOR_DIST;
        item->value = list.tree[0];
        item->value->kind = XP_TREE_DIST;
    }
    else
    {
        item->list = list;
    }
    return item;
}

xp_trees_t xp_build_one(xp_syntax_struct *syntax, xp_tree_struct *tree)
{
    xp_trees_t list = {NULL, 0, 0};

    return xp_build_more(syntax, list, tree);
}

xp_trees_t xp_build_more(xp_syntax_struct *syntax, xp_trees_t list, xp_tree_struct *tree)
{
    xp_trees_add(syntax->doc, &list, tree);
    return list;
}

xp_body_struct *xp_build_formula(xp_syntax_struct *syntax, xp_span_t span,
                                 xp_tree_struct *value)
{
    xp_body_struct *body = xp_body_new(syntax->doc, XP_BODY_FORMULA, span);

    body->value = value;
    return body;
}

/* An entry that was not understood. */
xp_body_struct *xp_build_broken(xp_syntax_struct *syntax, xp_body_struct *body)
{
    xp_span_t nowhere = {0, 0};

    if (body == NULL)
    {
        body = xp_body_new(syntax->doc, XP_BODY_TABLE, nowhere);
    }
    body->broken = 1;
    return body;
}

xp_body_struct *xp_build_body(xp_syntax_struct *syntax, xp_span_t span, xp_body_struct *body)
{
    if (body == NULL)
    {
        xp_syntax_error(syntax, span.begin, "nothing stands between these braces: expected "
                        "`KEY = VALUE` or `VALUE when CONDITION`");
        body = xp_build_broken(syntax, NULL);
    }
    body->span = span;
    return body;
}

xp_body_struct *xp_build_entry(xp_syntax_struct *syntax, xp_body_struct *body, xp_entry_t entry)
{
    xp_body_kind_t kind = entry.key == NULL ? XP_BODY_CASES : XP_BODY_TABLE;

    if (body == NULL)
    {
        body = xp_body_new(syntax->doc, kind, entry.span);
    }
    if (body->entry_count == 0)
    {
        body->kind = kind;
    }
    if (body->kind != kind)
    {
        xp_syntax_error(syntax, entry.span.begin, kind == XP_BODY_CASES
                        ? "a case stands among the entries of a table: write all entries as "
                          "`KEY = VALUE` or all as `VALUE when CONDITION`"
                        : "an entry of a table stands among cases: write all entries as `VALUE "
                          "when CONDITION` or all as `KEY = VALUE`");
        body->broken = 1;
        return body;
    }
    xp_body_add(syntax->doc, body, entry.span, entry.key, entry.value, entry.condition);
    return body;
}

void xp_build_check_name(xp_syntax_struct *syntax, const xp_tree_struct *tree)
{
    if (tree->text[0] == 0)
    {
        xp_syntax_error(syntax, tree->span.begin, "a name has at least one character");
    }
}

void xp_build_check_label(xp_syntax_struct *syntax, const xp_tree_struct *tree,
                          const char *what)
{
    char room[XP_EXCERPT_ROOM];
    const char *text;

    if (xp_tree_is_label(tree))
    {
        return;
    }
    text = xp_syntax_excerpt(room, syntax, tree->span);
    if (xp_syntax_reserved(text, strlen(text)) != 0)
    {
        xp_syntax_error(syntax, tree->span.begin, "`%s` is a reserved word: as a name it stands in "
                        "quotation marks, \"%s\"", text, text);
    }
    else if (is_comparison(tree))
    {
        xp_syntax_error(syntax, tree->span.begin, "expected %s, found the comparison `%s`: a case "
                        "is written `VALUE when CONDITION`", what, text);
    }
    else
    {
        xp_syntax_error(syntax, tree->span.begin, "expected %s, found the formula `%s`: write a "
                        "name, a number or a fraction of two numbers", what, text);
    }
}

void xp_build_check_key(xp_syntax_struct *syntax, const xp_tree_struct *tree)
{
    size_t i;

    if (tree->kind == XP_TREE_TUPLE)
    {
        for (i = 0; i < tree->child_count; i++)
        {
            xp_build_check_key(syntax, tree->child[i]);
        }
    }
    else if (tree->kind != XP_TREE_OWNER)
    {
        xp_build_check_label(syntax, tree, "the key of a table");
    }
}

void xp_build_no_weight(xp_syntax_struct *syntax, const xp_tree_struct *tree)
{
    char room[XP_EXCERPT_ROOM];

    xp_syntax_error(syntax, tree->span.begin, "each outcome of a lottery has a weight: write for "
                    "example `1/2 %s`", xp_syntax_excerpt(room, syntax, tree->span));
}

void xp_build_lost(xp_syntax_struct *syntax, int word)
{
    int lost = XP_LOST_OTHER;

    switch (word)
    {
        case XP_TOKEN_LET:
            lost = XP_LOST_LET;
            break;
        case XP_TOKEN_OUTCOMES:
            lost = XP_LOST_OUTCOMES;
            break;
        case XP_TOKEN_AGENT:
            lost = XP_LOST_AGENT;
            break;
        case XP_TOKEN_TYPES:
            lost = XP_LOST_TYPES;
            break;
        case XP_TOKEN_PRIOR:
            lost = XP_LOST_PRIOR;
            break;
        case XP_TOKEN_TITLE:
        case XP_TOKEN_SOURCE:
        case XP_TOKEN_COST:
        case XP_TOKEN_OUTCOME:
        case XP_TOKEN_RULE:
        case XP_TOKEN_PAYMENT:
        case XP_TOKEN_PAYMENTS:
        case XP_TOKEN_VALUE:
        case XP_TOKEN_OUTSIDE:
        case XP_TOKEN_SHARE:
        case XP_TOKEN_PREFERS:
            break;
        default:
            /* No statement at all: it may have been meant as any. */
            lost = XP_LOST_LET | XP_LOST_OUTCOMES | XP_LOST_AGENT | XP_LOST_TYPES
                   | XP_LOST_PRIOR | XP_LOST_OTHER;
            break;
    }
    syntax->doc->lost |= lost;
}
