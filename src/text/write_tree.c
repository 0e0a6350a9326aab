/* Writes expressions with the parentheses and quotation marks that they need, and no others. */
#include <assert.h>
#include <string.h>

#include "text/letters.h"
#include "text/syntax.h"
#include "text/write_impl.h"

/* How tightly a tree holds together, as the grammar's precedences. */
typedef enum
{
    LEVEL_OR = 1,
    LEVEL_AND,
    LEVEL_NOT,
    LEVEL_COMPARE,
    LEVEL_SUM,
    LEVEL_PRODUCT,
    LEVEL_NEGATE,
    LEVEL_POWER,
    LEVEL_ATOM
} level_t;

static void write_at(const xp_writer_t *writer, const xp_tree_struct *tree, level_t least);

void xp_write_quoted(xp_string_t out, const char *text)
{
    xp_string_add_char(out, '"');
    for (; *text != 0; text++)
    {
        if (*text == '"' || *text == '\\')
        {
            xp_string_add_char(out, '\\');
        }
        xp_string_add_char(out, *text);
    }
    xp_string_add_char(out, '"');
}

void xp_write_name(xp_string_t out, const char *name)
{
    if (xp_letters_are_name(name) && xp_syntax_reserved(name, strlen(name)) == 0)
    {
        xp_string_add(out, name);
    }
    else
    {
        xp_write_quoted(out, name);
    }
}

/* Whether a plain name would be a quantity or a bound name instead. */
static int is_taken(const xp_writer_t *writer, const char *name)
{
    const xp_binding_t *binding;
    size_t i;

    for (binding = writer->binding; binding != NULL; binding = binding->outer)
    {
        if (strcmp(binding->name, name) == 0)
        {
            return 1;
        }
    }
    for (i = 0; i < writer->doc->item_count; i++)
    {
        const xp_item_struct *item = writer->doc->item[i];

        if ((item->kind == XP_ITEM_LET || item->kind == XP_ITEM_VARIABLE)
            && strcmp(item->name->text, name) == 0)
        {
            return 1;
        }
    }
    return 0;
}

static level_t find_level(const xp_tree_struct *tree)
{
    switch (tree->kind)
    {
        case XP_TREE_OR:
            return LEVEL_OR;
        case XP_TREE_AND:
            return LEVEL_AND;
        case XP_TREE_NOT:
            return LEVEL_NOT;
        case XP_TREE_EQ:
        case XP_TREE_NE:
        case XP_TREE_LT:
        case XP_TREE_LE:
        case XP_TREE_GT:
        case XP_TREE_GE:
            return LEVEL_COMPARE;
        case XP_TREE_ADD:
        case XP_TREE_SUB:
            return LEVEL_SUM;
        case XP_TREE_MUL:
        case XP_TREE_DIV:
            return LEVEL_PRODUCT;
        case XP_TREE_NEGATE:
            return LEVEL_NEGATE;
        case XP_TREE_POW:
            return LEVEL_POWER;
        default:
            return LEVEL_ATOM;
    }
}

static const char *find_sign(const xp_tree_struct *tree)
{
    switch (tree->kind)
    {
        case XP_TREE_OR:
            return " or ";
        case XP_TREE_AND:
            return " and ";
        case XP_TREE_EQ:
            return " == ";
        case XP_TREE_NE:
            return " != ";
        case XP_TREE_LT:
            return " < ";
        case XP_TREE_LE:
            return " <= ";
        case XP_TREE_GT:
            return " > ";
        case XP_TREE_GE:
            return " >= ";
        case XP_TREE_ADD:
            return " + ";
        case XP_TREE_SUB:
            return " - ";
        case XP_TREE_MUL:
            return " * ";
        case XP_TREE_DIV:
            /* A fraction is written like a number. */
            return xp_tree_is_label(tree) ? "/" : " / ";
        default:
            return "^";
    }
}

/* Operators group from the left, `^` from the right; a prefix sign may stand on any right side. */
static void write_operation(const xp_writer_t *writer, const xp_tree_struct *tree)
{
    level_t level = find_level(tree);
    level_t left = level, right = (level_t) (level + 1);

    if (level == LEVEL_COMPARE)
    {
        left = LEVEL_SUM;
    }
    if (level == LEVEL_POWER)
    {
        left = LEVEL_ATOM;
        right = LEVEL_NEGATE;
    }
    write_at(writer, tree->child[0], left);
    xp_string_add(writer->out, find_sign(tree));
    write_at(writer, tree->child[1], right);
}

static const char *find_function(xp_tree_kind_t kind)
{
    switch (kind)
    {
        case XP_TREE_IF:
            return "if";
        case XP_TREE_SUM_OVER:
            return "sum";
        case XP_TREE_MIN:
        case XP_TREE_MIN_OVER:
            return "min";
        case XP_TREE_MAX:
        case XP_TREE_MAX_OVER:
            return "max";
        case XP_TREE_ABS:
            return "abs";
        case XP_TREE_FLOOR:
            return "floor";
        case XP_TREE_CEIL:
            return "ceil";
        case XP_TREE_EXP:
            return "exp";
        case XP_TREE_LOG:
            return "log";
        case XP_TREE_SQRT:
            return "sqrt";
        case XP_TREE_ERF:
            return "erf";
        default:
            return "grid";
    }
}

static void write_over(const xp_writer_t *writer, const xp_tree_struct *tree)
{
    xp_writer_t inner = *writer;
    xp_binding_t binding;

    binding.name = tree->text;
    binding.outer = writer->binding;
    inner.binding = &binding;
    xp_string_printf(writer->out, "%s(%s in %s: ", find_function(tree->kind), tree->text,
                     tree->child[0]->kind == XP_TREE_AGENTS ? "agents" : "others");
    xp_write_tree(&inner, tree->child[1]);
    xp_string_add_char(writer->out, ')');
}

/* t, t[agent], t[agent].field */
static void write_type(const xp_writer_t *writer, const xp_tree_struct *tree)
{
    xp_string_add_char(writer->out, 't');
    if (tree->child_count > 0)
    {
        xp_string_add_char(writer->out, '[');
        write_at(writer, tree->child[0], LEVEL_OR);
        xp_string_add_char(writer->out, ']');
    }
    if (tree->text != NULL)
    {
        xp_string_add_char(writer->out, '.');
        xp_string_add(writer->out, tree->text);
    }
}

/* Weights and what they weigh, in turn: 1/2 keep + 1/2 trade. */
static void write_weights(const xp_writer_t *writer, const xp_tree_struct *tree)
{
    size_t i;

    for (i = 0; i + 1 < tree->child_count; i += 2)
    {
        xp_string_add(writer->out, i == 0 ? "" : " + ");
        write_at(writer, tree->child[i], LEVEL_PRODUCT);
        xp_string_add_char(writer->out, ' ');
        xp_write_label(writer, tree->child[i + 1]);
    }
}

/* A bracket around a list. */
static void write_enclosed(const xp_writer_t *writer, const xp_tree_struct *tree,
                           const char *open, const char *close)
{
    xp_string_add(writer->out, open);
    xp_write_trees(writer, tree->child, tree->child_count);
    xp_string_add(writer->out, close);
}

static void write_at(const xp_writer_t *writer, const xp_tree_struct *tree, level_t least)
{
    if (find_level(tree) < least)
    {
        xp_string_add_char(writer->out, '(');
        xp_write_tree(writer, tree);
        xp_string_add_char(writer->out, ')');
    }
    else
    {
        xp_write_tree(writer, tree);
    }
}

void xp_write_tree(const xp_writer_t *writer, const xp_tree_struct *tree)
{
    xp_string_struct *out = writer->out;

    switch (tree->kind)
    {
        case XP_TREE_NUMBER:
        case XP_TREE_NAME:
            xp_string_add(out, tree->text);
            break;
        case XP_TREE_QUOTED:
            if (is_taken(writer, tree->text))
            {
                xp_write_quoted(out, tree->text);
            }
            else
            {
                xp_write_name(out, tree->text);
            }
            break;
        case XP_TREE_OWNER:
            xp_string_add(out, "owner(");
            xp_write_label(writer, tree->child[0]);
            xp_string_add_char(out, ')');
            break;
        case XP_TREE_COUNT:
            xp_string_add_char(out, 'n');
            break;
        case XP_TREE_PI:
            xp_string_add(out, "pi");
            break;
        case XP_TREE_OUTCOME:
            xp_string_add(out, "outcome");
            break;
        case XP_TREE_TYPE:
            write_type(writer, tree);
            break;
        case XP_TREE_NEGATE:
            xp_string_add_char(out, '-');
            write_at(writer, tree->child[0], LEVEL_NEGATE);
            break;
        case XP_TREE_NOT:
            xp_string_add(out, "not ");
            write_at(writer, tree->child[0], LEVEL_NOT);
            break;
        case XP_TREE_ADD:
        case XP_TREE_SUB:
        case XP_TREE_MUL:
        case XP_TREE_DIV:
        case XP_TREE_POW:
        case XP_TREE_EQ:
        case XP_TREE_NE:
        case XP_TREE_LT:
        case XP_TREE_LE:
        case XP_TREE_GT:
        case XP_TREE_GE:
        case XP_TREE_AND:
        case XP_TREE_OR:
            write_operation(writer, tree);
            break;
        case XP_TREE_SUM_OVER:
        case XP_TREE_MIN_OVER:
        case XP_TREE_MAX_OVER:
            write_over(writer, tree);
            break;
        case XP_TREE_IF:
        case XP_TREE_MIN:
        case XP_TREE_MAX:
        case XP_TREE_ABS:
        case XP_TREE_FLOOR:
        case XP_TREE_CEIL:
        case XP_TREE_EXP:
        case XP_TREE_LOG:
        case XP_TREE_SQRT:
        case XP_TREE_ERF:
        case XP_TREE_GRID:
            xp_string_add(out, find_function(tree->kind));
            write_enclosed(writer, tree, "(", ")");
            break;
        case XP_TREE_SELF:
            xp_string_add(out, "self");
            break;
        case XP_TREE_OTHERS:
            xp_string_add(out, "others");
            break;
        case XP_TREE_AGENTS:
            xp_string_add(out, "agents");
            break;
        case XP_TREE_TUPLE:
            write_enclosed(writer, tree, "(", ")");
            break;
        case XP_TREE_LOTTERY:
        case XP_TREE_MIXTURE:
            write_weights(writer, tree);
            break;
        case XP_TREE_RANGE:
            xp_write_tree(writer, tree->child[0]);
            xp_string_add(out, "..");
            xp_write_tree(writer, tree->child[1]);
            break;
        case XP_TREE_SET:
            write_enclosed(writer, tree, "{", "}");
            break;
        case XP_TREE_INTERVAL:
            write_enclosed(writer, tree, "[", "]");
            break;
        case XP_TREE_LABELLED:
            xp_write_label(writer, tree->child[0]);
            xp_string_add(out, " = ");
            xp_write_tree(writer, tree->child[1]);
            break;
        case XP_TREE_FIELD:
            xp_write_labels(writer, tree->child, tree->child_count - 1);
            xp_string_add(out, " in ");
            xp_write_tree(writer, tree->child[tree->child_count - 1]);
            break;
        case XP_TREE_FAMILY:
            xp_string_add(out, tree->text);
            xp_string_add_char(out, '[');
            xp_write_tree(writer, tree->child[0]);
            xp_string_add(out, "..");
            xp_write_tree(writer, tree->child[1]);
            xp_string_add_char(out, ']');
            break;
        case XP_TREE_DIST:
        case XP_TREE_MECHANISM:
            xp_string_add(out, tree->text);
            if (tree->child_count > 0)
            {
                write_enclosed(writer, tree, "(", ")");
            }
            break;
    }
}

void xp_write_label(const xp_writer_t *writer, const xp_tree_struct *tree)
{
    size_t i;

    if (tree->kind == XP_TREE_QUOTED)
    {
        xp_write_name(writer->out, tree->text);
    }
    else if (tree->kind == XP_TREE_TUPLE)
    {
        for (i = 0; i < tree->child_count; i++)
        {
            xp_string_add(writer->out, i == 0 ? "(" : ", ");
            xp_write_label(writer, tree->child[i]);
        }
        xp_string_add_char(writer->out, ')');
    }
    else
    {
        xp_write_tree(writer, tree);
    }
}

void xp_write_trees(const xp_writer_t *writer, xp_tree_struct *const *tree, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++)
    {
        xp_string_add(writer->out, i == 0 ? "" : ", ");
        xp_write_tree(writer, tree[i]);
    }
}

void xp_write_labels(const xp_writer_t *writer, xp_tree_struct *const *tree, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++)
    {
        xp_string_add(writer->out, i == 0 ? "" : ", ");
        xp_write_label(writer, tree[i]);
    }
}
