/* The canonical writer: what it writes reads back as the same trees, with nothing in excess. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "tests/lib/harness.h"
#include "text/write_impl.h"

static int parse(xp_document_t doc, const char *text)
{
    xp_errors_t errors;
    int ok;

    xp_document_init(doc);
    xp_errors_init(errors);
    ok = xp_document_parse(doc, text, strlen(text), NULL, errors) == XP_OK;
    xp_errors_clear(errors);
    return ok;
}

/* The canonical form of a text, to be freed. */
static char *write_text(const char *text)
{
    xp_document_t doc;
    xp_string_t out;

    xp_string_init(out);
    if (parse(doc, text))
    {
        xp_document_write(out, doc);
    }
    else
    {
        xp_string_add(out, "not a model");
    }
    xp_document_clear(doc);
    return xp_string_take(out);
}

static int same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Quotation marks apart, which change nothing here. */
static int same_tree(const xp_tree_struct *a, const xp_tree_struct *b)
{
    size_t i;
    int both_names;

    if (a == NULL || b == NULL)
    {
        return a == b;
    }
    both_names = (a->kind == XP_TREE_NAME || a->kind == XP_TREE_QUOTED)
                 && (b->kind == XP_TREE_NAME || b->kind == XP_TREE_QUOTED);
    if ((a->kind != b->kind && !both_names) || !same_text(a->text, b->text)
        || a->child_count != b->child_count
        || (a->kind == XP_TREE_NUMBER && !fmpq_equal(a->value, b->value)))
    {
        return 0;
    }
    for (i = 0; i < a->child_count; i++)
    {
        if (!same_tree(a->child[i], b->child[i]))
        {
            return 0;
        }
    }
    return 1;
}

static int same_list(const xp_trees_t *a, const xp_trees_t *b)
{
    size_t i;

    if (a->count != b->count)
    {
        return 0;
    }
    for (i = 0; i < a->count; i++)
    {
        if (!same_tree(a->tree[i], b->tree[i]))
        {
            return 0;
        }
    }
    return 1;
}

static int same_body(const xp_body_struct *a, const xp_body_struct *b)
{
    size_t i;

    if (a == NULL || b == NULL)
    {
        return a == b;
    }
    if (a->kind != b->kind || a->entry_count != b->entry_count || !same_tree(a->value, b->value))
    {
        return 0;
    }
    for (i = 0; i < a->entry_count; i++)
    {
        if (!same_tree(a->entry[i].key, b->entry[i].key)
            || !same_tree(a->entry[i].value, b->entry[i].value)
            || !same_tree(a->entry[i].condition, b->entry[i].condition))
        {
            return 0;
        }
    }
    return 1;
}

static int same_item(const xp_item_struct *a, const xp_item_struct *b)
{
    size_t i;

    if (a->kind != b->kind || a->weights != b->weights || a->item_count != b->item_count
        || !same_tree(a->name, b->name) || !same_tree(a->target, b->target)
        || !same_tree(a->value, b->value) || !same_tree(a->file, b->file)
        || !same_list(&a->list, &b->list) || !same_list(&a->tuples, &b->tuples)
        || !same_list(&a->tiers, &b->tiers) || !same_body(a->body, b->body))
    {
        return 0;
    }
    for (i = 0; i < a->item_count; i++)
    {
        if (!same_item(a->item[i], b->item[i]))
        {
            return 0;
        }
    }
    return 1;
}

/* One statement: read(write(m)) has the trees of m, and writing it gives the same bytes. */
static void round_trip(const char *text)
{
    xp_document_t doc, again;
    char *first = write_text(text), *second = write_text(first);
    int ok;

    XP_CHECK_STR(second, first);
    ok = parse(doc, text);
    ok &= parse(again, first);
    ok = ok && doc->item_count == again->item_count && doc->item_count == 1
         && same_item(doc->item[0], again->item[0]);
    XP_CHECK(ok);
    if (!ok)
    {
        fprintf(stderr, "%s\n-> %s\n", text, first);
    }
    xp_document_clear(doc);
    xp_document_clear(again);
    free(first);
    free(second);
}

static void test_round_trips(void)
{
    static const char *const texts[] = {
        "title \"a \\\"b\\\" \\\\ c\"", "source \"\"",
        "let a = 0.50 + 1e-3 * 1E+2 - 007", "outcomes a, \"b\", \"no c\", \"0\", owner(agents)",
        "outcomes x in grid(0, 1/2, n + 1)", "outcomes x in -1..4", "outcomes x in {0; 1/2\n 1}",
        "outcomes x in [0, p]", "outcomes x real", "cost \"a b\" = 1", "cost = x^2",
        "cost { a = 1; b = 2 }", "cost owner(\"A B\") { 1 otherwise }",
        "outcome a requires \"b\", \"C D\"", "outcome owner(x) requires agents",
        "agent a { }", "agent a, \"b\", \"c d\", e[1..n] { types 0 }",
        "agent a { types low = 1/4, \"n\" = p + 1, -1/2, 0..4, grid(0, 1, 5), \"7\", \"x\" }",
        "agent a { types (a + b)..(3) }", "agent a { types -(1/2), - 3 }",
        "agent a { types (a, b in 0..4, c in {1, 2}, d in grid(0, 1, 3)) }",
        "agent a { types (a, b) in { (0, 1), ((3, x), \"y\") } }", "agent a { types in [0, 1] }",
        "agent a { types from \"a\\\\b.csv\" }",
        "agent a { prior uniform }", "agent a { prior (p) }", "agent a { prior p, 1 - p }",
        "agent a { prior weights 1, 2 }", "agent a { prior weights p }",
        "agent a { prior { low = 1/3; \"high\" = 2/3 } }", "agent a { prior cdf = t^2 }",
        "agent a { prior density { 1 when t < 1; 2 otherwise } }", "agent a { prior beta(2, 3) }",
        "agent a { prior 1/2 uniform + (1 - 1/2) normal(1/3, 1/100) }",
        "agent a { value owner(self) = t.x * t[\"b\"].y + t[self] }",
        "agent a { value from \"f\" }",
        "agent a { value { a = t, b = 0 } }", "agent a { value = if(outcome != a, 1, 2) }",
        "agent a { outside at owner(self) { low = 1 } }", "agent a { outside = -t }",
        "agent a { share = sqrt(2)/2 }", "agent a { prefers a ~ \"b\" > owner(self) > \"c d\" }",
        "prior joint weights { (a, b) = 1; (c, (1, 2)) = 2 }", "prior joint from \"f.csv\"",
        "prior joint = t[a] / 3", "rule efficient", "rule efficient ties last",
        "rule { a when t[x] > 1 and not t[y] == low; 1/2 a + p \"0\" when n == 2; b otherwise }",
        "rule { (x, y) = 1/2 a + 1/2 b, (y, x) = a }", "rule from \"f.csv\"",
        "rule = (a + b + 1) c", "payment a, \"b c\" = t", "payment agents { 1 otherwise }",
        "payments { (a, b) = (1, (-2)), (b, a) = (p, 1/2) }",
        "payments rebalance(rebalance(ir-vcg))",
        "payments second-price(5/2)",
        "payments rebalance(posted-price(-0.5))",
        "payments groves { agents = max(j in others: sum(k in agents: t[j] * t[k])) }",
        "payments from \"f\""
    };
    size_t i;

    for (i = 0; i < sizeof texts / sizeof *texts; i++)
    {
        round_trip(texts[i]);
    }
}

/* Expected forms by hand, from the rules of language.md. */
static void test_forms(void)
{
    static const struct
    {
        const char *text;
        const char *form;
    } cases[] = {
        {"", ""},
        {"# nothing\n", ""},
        {"rule efficient; outcomes a, b; let p=1;title \"x\"",
         "let p = 1\ntitle \"x\"\noutcomes a, b\nrule efficient\n"},
        {"agent a { value a = t\n types 0\n prior uniform }",
         "agent a {\n    types 0\n    prior uniform\n    value a = t\n}\n"},
        {"outcomes \"keep\", \"no couch\", \"value\", \"1st\", \"\xC3\xA9t\xC3\xA9\"",
         "outcomes keep, \"no couch\", \"value\", \"1st\", \xC3\xA9t\xC3\xA9\n"},
        {"let a = ((1)) + (2 * 3) - (4 - 5) / (6 / 7)",
         "let a = 1 + 2 * 3 - (4 - 5) / (6/7)\n"},
        {"let a = (-2)^2 + (2^3)^4 + 2^(3^4) + -(2^2) + 2^(-1)",
         "let a = (-2)^2 + (2^3)^4 + 2^3^4 + -2^2 + 2^-1\n"},
        {"let a = (not x) and (y or z) or (u and v)", "let a = not x and (y or z) or u and v\n"},
        {"let a = (x == 1) == (not y)", "let a = (x == 1) == (not y)\n"},
        {"cost{a=1;b=2,}", "cost { a = 1, b = 2 }\n"},
        {"rule{keep when t[a]>1\nkeep otherwise}",
         "rule { keep when t[a] > 1; keep otherwise }\n"},
        {"rule{(x,y)=a,(y,x)=b}", "rule { (x, y) = a; (y, x) = b }\n"},
        /* A quoted name keeps its marks where the plain one would be a quantity. */
        {"let a = 1\nrule { \"a\" otherwise }", "let a = 1\nrule { \"a\" otherwise }\n"},
        {"let a = 1\nrule { \"b\" otherwise }", "let a = 1\nrule { b otherwise }\n"},
        {"payments groves { agents = sum(j in others: t[\"j\"] + t[\"k\"]) }",
         "payments groves { agents = sum(j in others: t[\"j\"] + t[k]) }\n"},
        {"let a = 1\nagent x { types \"a\" }", "let a = 1\nagent x {\n    types a\n}\n"}
    };
    size_t i;

    for (i = 0; i < sizeof cases / sizeof *cases; i++)
    {
        char *form = write_text(cases[i].text);

        XP_CHECK_STR(form, cases[i].form);
        free(form);
    }
}

/* The example of language.md without its comments and blank lines is canonical. */
static void test_example(void)
{
    static const char canonical[] =
        "title \"Bilateral trade, four equally likely types each\"\n"
        "source \"after Myerson and Satterthwaite 1983\"\n"
        "outcomes keep, trade\n"
        "agent seller {\n"
        "    types 0, 1/4, 1/2, 3/4\n"
        "    prior uniform\n"
        "    value keep = t\n"
        "    outside = t\n"
        "}\n"
        "agent buyer {\n"
        "    types 1/8, 3/8, 5/8, 7/8\n"
        "    prior uniform\n"
        "    value trade = t\n"
        "}\n";
    char *form = write_text(canonical);

    XP_CHECK_STR(form, canonical);
    free(form);
}

/* A body of exactly 100 columns stays on one line, one of 101 does not; letters count once. */
static void test_width(void)
{
    const char *letter[] = {"x", "\xC3\xA9"};
    int width, i, j;

    for (j = 0; j < 2; j++)
    {
        for (width = 100; width <= 101; width++)
        {
            xp_string_t text;
            char *form;

            xp_string_init(text);
            xp_string_add(text, "rule { ");
            /* "rule { " + name + " otherwise }": 7 + name + 12 */
            for (i = 0; i < width - 19; i++)
            {
                xp_string_add(text, letter[j]);
            }
            xp_string_add(text, " otherwise }");
            form = write_text(text->text);
            XP_CHECK((strchr(form, '\n')[1] == 0) == (width == 100));
            round_trip(text->text);
            free(form);
            xp_string_clear(text);
        }
    }
}

/* A table over many lines: one entry each. */
static void test_long_table(void)
{
    xp_string_t text, form;
    char *written;
    int i;

    xp_string_init(text);
    xp_string_init(form);
    xp_string_add(text, "prior joint {");
    xp_string_add(form, "prior joint {\n");
    for (i = 0; i < 30; i++)
    {
        xp_string_printf(text, "(%d, b) = 1/30,", i);
        xp_string_printf(form, "    (%d, b) = 1/30\n", i);
    }
    xp_string_add(text, "}");
    xp_string_add(form, "}\n");
    written = write_text(text->text);
    XP_CHECK_STR(written, form->text);
    round_trip(text->text);
    free(written);
    xp_string_clear(text);
    xp_string_clear(form);
}

/* A random condition or number, made without the parser. */
static xp_tree_struct *draw_tree(xp_document_t doc, uint64_t *state, int depth, int condition)
{
    static const xp_span_t nowhere = {0, 0};
    static const xp_tree_kind_t numbers[] = {
        XP_TREE_NEGATE, XP_TREE_ADD, XP_TREE_SUB, XP_TREE_MUL, XP_TREE_DIV, XP_TREE_POW,
        XP_TREE_ABS, XP_TREE_MAX, XP_TREE_IF
    };
    static const xp_tree_kind_t conditions[] = {
        XP_TREE_NOT, XP_TREE_EQ, XP_TREE_NE, XP_TREE_LT, XP_TREE_LE, XP_TREE_GT, XP_TREE_GE,
        XP_TREE_AND, XP_TREE_OR, XP_TREE_AND, XP_TREE_OR
    };
    static const char *const leaves[] = {"a", "b", "e1", "x y", "2", "0.5", "7"};
    xp_tree_struct *child[3];
    xp_tree_kind_t kind;
    size_t count, i;

    if (depth == 0 || xp_test_random(state, 6) == 0)
    {
        i = xp_test_random(state, condition ? 4 : 7);
        return i < 3 ? xp_tree_word(doc, XP_TREE_NAME, nowhere, leaves[i])
                     : xp_tree_label(doc, nowhere, leaves[i], strlen(leaves[i]));
    }
    kind = condition ? conditions[xp_test_random(state, 11)] : numbers[xp_test_random(state, 9)];
    count = kind == XP_TREE_NEGATE || kind == XP_TREE_NOT || kind == XP_TREE_ABS ? 1
            : kind == XP_TREE_IF                                                 ? 3
                                                                                 : 2;
    for (i = 0; i < count; i++)
    {
        int inner = kind == XP_TREE_NOT || kind == XP_TREE_AND || kind == XP_TREE_OR
                    || (kind == XP_TREE_IF && i == 0);

        child[i] = draw_tree(doc, state, depth - 1, inner);
    }
    return xp_tree_node(doc, kind, nowhere, NULL, child, count);
}

/* Whether text is read as this tree in `let q = text`. */
static int reads_as(const char *text, const xp_tree_struct *tree)
{
    xp_document_t doc;
    int same = parse(doc, text) && doc->item_count == 1 && same_tree(doc->item[0]->value, tree);

    xp_document_clear(doc);
    return same;
}

/* Without any one pair of its parentheses the text is no expression or another one. */
static int is_minimal(const char *text, const xp_tree_struct *tree)
{
    size_t length = strlen(text), i, j;
    char *copy = xp_strdup(text);
    int minimal = 1;

    for (i = 0; i < length && minimal; i++)
    {
        int depth = 0;

        if (text[i] != '(')
        {
            continue;
        }
        for (j = i; j < length; j++)
        {
            depth += text[j] == '(' ? 1 : text[j] == ')' ? -1 : 0;
            if (depth == 0)
            {
                break;
            }
        }
        copy[i] = copy[j] = ' ';
        minimal = !reads_as(copy, tree);
        copy[i] = '(';
        copy[j] = ')';
    }
    free(copy);
    return minimal;
}

static void test_random_expressions(void)
{
    uint64_t state = 20250102;
    long rounds = xp_test_rounds(1500), round, with_brackets = 0, without = 0;
    xp_string_t text;

    xp_string_init(text);
    for (round = 0; round < rounds; round++)
    {
        xp_document_t doc;
        xp_tree_struct *tree;
        xp_writer_t writer = {text, doc, NULL};
        int ok;

        xp_document_init(doc);
        tree = draw_tree(doc, &state, 4, round % 2 == 0);
        xp_string_reset(text);
        xp_string_add(text, "let q = ");
        xp_write_tree(&writer, tree);
        ok = reads_as(text->text, tree);
        XP_CHECK(ok);
        if (!ok)
        {
            fprintf(stderr, "%s\n", text->text);
        }
        XP_CHECK(is_minimal(text->text, tree));
        with_brackets += strchr(text->text, '(') != NULL;
        without += strchr(text->text, '(') == NULL;
        xp_document_clear(doc);
    }
    XP_CHECK(with_brackets > 0);
    XP_CHECK(without > 0);
    xp_string_clear(text);
}

/* Trees that the reader puts into a document: definitions and tables from files. */
static void test_changed(void)
{
    static const xp_span_t nowhere = {0, 0};
    static const char expected[] = "let p = -3/4\n"
                                   "agent a {\n"
                                   "    types low = 0.25, \"high end\", -1/2\n"
                                   "}\n"
                                   "prior joint { (low, \"1 x\") = 1/3 }\n";
    xp_document_t doc;
    xp_string_t out;
    xp_tree_struct *pair[2];
    xp_item_struct *types, *joint;
    fmpq_t value;
    char *again;

    XP_CHECK(parse(doc, "prior joint from \"f\"; let p = 1; agent a { types from \"g\" }"));
    fmpq_init(value);
    fmpq_set_si(value, -3, 4);
    doc->item[1]->value = xp_tree_rational(doc, nowhere, value);
    fmpq_clear(value);

    types = doc->item[2]->item[0];
    types->file = NULL;
    pair[0] = xp_tree_label(doc, nowhere, "low", 3);
    pair[1] = xp_tree_label(doc, nowhere, "0.25", 4);
    xp_trees_add(doc, &types->list,
                 xp_tree_node(doc, XP_TREE_LABELLED, nowhere, NULL, pair, 2));
    xp_trees_add(doc, &types->list, xp_tree_label(doc, nowhere, "high end", 8));
    xp_trees_add(doc, &types->list, xp_tree_label(doc, nowhere, "-1/2", 4));

    joint = doc->item[0];
    joint->file = NULL;
    joint->body = xp_body_new(doc, XP_BODY_TABLE, nowhere);
    pair[0] = xp_tree_label(doc, nowhere, "low", 3);
    pair[1] = xp_tree_label(doc, nowhere, "1 x", 3);
    xp_body_add(doc, joint->body, nowhere,
                xp_tree_node(doc, XP_TREE_TUPLE, nowhere, NULL, pair, 2),
                xp_tree_label(doc, nowhere, "1/3", 3), NULL);

    xp_string_init(out);
    xp_document_write(out, doc);
    XP_CHECK_STR(out->text, expected);
    again = write_text(out->text);
    XP_CHECK_STR(again, expected);
    free(again);
    xp_string_clear(out);
    xp_document_clear(doc);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"round_trips", test_round_trips},
        {"forms", test_forms},
        {"example", test_example},
        {"width", test_width},
        {"long_table", test_long_table},
        {"random_expressions", test_random_expressions},
        {"changed", test_changed}
    };

    return XP_TEST_MAIN("write", tests);
}
