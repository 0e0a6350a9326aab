/* The parser of model files: what it reads, what it refuses, and with which words and place. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/string.h>

#include "tests/lib/harness.h"
#include "text/ast.h"

/* The example of language.md, word by word. */
static const char example[] =
    "title \"Bilateral trade, four equally likely types each\"\n"
    "source \"after Myerson and Satterthwaite 1983\"\n"
    "\n"
    "outcomes keep, trade\n"
    "\n"
    "agent seller {\n"
    "    types 0, 1/4, 1/2, 3/4\n"
    "    prior uniform\n"
    "    value keep = t              # t is the agent's own type\n"
    "    outside = t                 # property right: she can keep it\n"
    "}\n"
    "\n"
    "agent buyer {\n"
    "    types 1/8, 3/8, 5/8, 7/8\n"
    "    prior uniform\n"
    "    value trade = t             # an outcome not named is worth 0\n"
    "}\n";

static int parse_bytes(xp_document_t doc, const char *text, size_t length, xp_errors_t errors)
{
    xp_document_init(doc);
    xp_errors_init(errors);
    return (int) xp_document_parse(doc, text, length, "test.mech", errors);
}

static void show_errors(const char *text, const xp_errors_t errors)
{
    size_t i;

    fprintf(stderr, "in: %s\n", text);
    for (i = 0; i < errors->count; i++)
    {
        fprintf(stderr, "  %ld:%ld: %s\n", errors->error[i].line, errors->error[i].column,
                errors->error[i].message);
    }
}

static void accept(const char *text)
{
    xp_document_t doc;
    xp_errors_t errors;
    int ok = parse_bytes(doc, text, strlen(text), errors) == XP_OK && errors->count == 0
             && doc->lost == 0;

    XP_CHECK(ok);
    if (!ok)
    {
        show_errors(text, errors);
    }
    xp_errors_clear(errors);
    xp_document_clear(doc);
}

/* Exactly one error, at this place, with this phrase in its words. */
static void refuse_bytes(const char *text, size_t length, long line, long column,
                         const char *phrase)
{
    xp_document_t doc;
    xp_errors_t errors;
    int ok = parse_bytes(doc, text, length, errors) == XP_INPUT && errors->count == 1
             && errors->error[0].line == line && errors->error[0].column == column
             && strstr(errors->error[0].message, phrase) != NULL
             && strcmp(errors->error[0].path, "test.mech") == 0;

    XP_CHECK(ok);
    if (!ok)
    {
        show_errors(text, errors);
    }
    xp_errors_clear(errors);
    xp_document_clear(doc);
}

static void refuse(const char *text, long line, long column, const char *phrase)
{
    refuse_bytes(text, strlen(text), line, column, phrase);
}

/* The same inside the block of an agent: line 2. */
static void refuse_in_block(const char *statement, long column, const char *phrase)
{
    xp_string_t text;

    xp_string_init(text);
    xp_string_printf(text, "agent a {\n%s\n}\nlet x = 1\n", statement);
    refuse(text->text, 2, column, phrase);
    xp_string_clear(text);
}

static void test_example(void)
{
    const xp_item_struct *seller;
    xp_document_t doc;
    xp_errors_t errors;
    fmpq_t quarter, value;

    XP_CHECK(parse_bytes(doc, example, strlen(example), errors) == XP_OK);
    XP_CHECK(doc->item_count == 5);
    XP_CHECK(doc->item[0]->kind == XP_ITEM_TITLE);
    XP_CHECK(doc->item[2]->kind == XP_ITEM_OUTCOMES);
    XP_CHECK(doc->item[2]->list.count == 2);
    XP_CHECK_STR(doc->item[2]->list.tree[1]->text, "trade");
    seller = doc->item[3];
    XP_CHECK(seller->kind == XP_ITEM_AGENT);
    XP_CHECK(seller->item_count == 4);
    XP_CHECK(seller->item[0]->kind == XP_ITEM_TYPES);
    XP_CHECK(seller->item[0]->list.count == 4);
    XP_CHECK(seller->item[1]->kind == XP_ITEM_PRIOR_DIST);
    XP_CHECK(seller->item[2]->kind == XP_ITEM_VALUE);
    XP_CHECK(seller->item[2]->body->kind == XP_BODY_FORMULA);
    XP_CHECK(seller->item[2]->body->value->kind == XP_TREE_TYPE);
    XP_CHECK(memcmp(doc->text + seller->item[3]->word.begin, "outside", 7) == 0);
    fmpq_init(quarter);
    fmpq_init(value);
    fmpq_set_si(quarter, 1, 4);
    XP_CHECK(xp_tree_label_value(value, seller->item[0]->list.tree[1]) == 1);
    XP_CHECK(fmpq_equal(value, quarter));
    fmpq_clear(quarter);
    fmpq_clear(value);
    xp_errors_clear(errors);
    xp_document_clear(doc);
}

/* Statements of the file, one for each line of the grammar and its corners. */
static void test_accepts_file(void)
{
    static const char *const texts[] = {
        "", "\n", "\n;\n;;\n", "# only a comment", "\xEF\xBB\xBF", "\xEF\xBB\xBFlet a = 1\r\n",
        "title \"\"", "source \"a \\\"b\\\" \\\\ c\"",
        "let a = 1; let b = 2;",
        "let a = 0.5e-3 + 1E2 - 3e+1",
        "let a =\n 1 +\n\n # comment\n 2",
        "let a = (1\n + 2\n)",
        "let na\xC3\xAFve_1 = 1\nlet \xCE\xB8 = 2\nlet \xE4\xB8\xAD\xE6\x96\x87 = 3",
        "let _ = 1",
        "outcomes a, b,\n c", "outcomes \"no couch\", \"0\", \"value\"",
        "outcomes none, owner(agents)",
        "outcomes x in grid(0, 1, 11)", "outcomes x in 0..4", "outcomes x in {0, 1/2, 1}",
        "outcomes x in {0\n 1/2; 1,\n}", "outcomes x in [0, 1]", "outcomes x real",
        "cost a = 1", "cost owner(a) = 1", "cost { a = 1, b = 2 }", "cost = x^2",
        "cost { a = 1, }", "cost { a = 1; }", "cost {\n a = 1\n b = 2\n}", "cost { a = 1,\n}",
        "outcome a requires b, \"C\"", "outcome a requires agents",
        "agent a, b { }", "agent a {\n}", "agent x[1..n] { }", "agent \"A B\" { ; }",
        "agent a { types 0; prior uniform }", "agent a { types 0\n\n prior uniform; }",
        "prior joint { (a, b) = 1/2; (b, a) = 1/2 }", "prior joint weights = t[a] * t[b]",
        "prior joint from \"f.csv\"", "prior joint { 1/2 when t[a] == t[b]\n 0 otherwise }",
        "rule efficient", "rule efficient ties lottery", "rule = (t[a] + t[b]) / 2",
        "rule from \"f.csv\"",
        "rule { trade when t[b] > t[s]\n 1/2 trade + 1/2 keep when t[b] == t[s]\n keep otherwise }",
        "rule { (low, high) = trade; (low, low) = keep }",
        "rule { ((3, 0), low) = trade, (((3, 0)), low) = p keep + (1 - p) trade }",
        "rule { 1/2 = \"x\"; -1/2 = y; -(1/2) = z; - 3 = y }",
        "rule { 1/2 \"0\" + 1/2 \"1\" otherwise }",
        "rule { trade when t[b] >\n t[s] and\n not t[b] == 3\n keep otherwise }",
        "payment a, \"B\" = t", "payment agents { 1 when outcome == a; 0 otherwise }",
        "payments { (a, b) = (1, -2)\n (b, a) = (1/2, p) }", "payments pivot",
        "payments ir-vcg", "payments rebalance(ir-vcg)", "payments second-price(1/2)",
        "payments groves { agents = t[b] }",
        "payments groves { a = 1, b = 2 }", "payments from \"f.csv\"",
        "let a = -2^2 + 2^-1 - --3 * -4", "let a = not not x or y and z == 1",
        "let a = if(x == 1, min(1, 2, 3), max(4)) + sum(j in others: t[j].q) + n + pi",
        "let a = max(j in agents: t[j]) + min(j in others: 2) + abs(1) + floor(1) + ceil(1)",
        "let a = exp(1) + log(1) + sqrt(2) + erf(0)",
        "let a = (0 < t) == (t < 1)", "let a = t.x + t[self].x + t[\"A\"] + owner(self)",
        "let e5 = 1; let x1e5 = e5"
    };
    size_t i;

    for (i = 0; i < sizeof texts / sizeof *texts; i++)
    {
        accept(texts[i]);
    }
}

static void test_accepts_block(void)
{
    static const char *const statements[] = {
        "types 0, 1/3, 1", "types 0..4", "types grid(0, 1, 5), 7, 8..9", "types good, bad",
        "types low = 1/4, \"high end\" = p + 1", "types \"0\", \"n\"", "types -1, -1/2, -(1/2)",
        "types (a, b in 0..4, c in {1, 2})", "types (a in grid(0, 1, 2))", "types (a + b)..3",
        "types (a, b) in { (0, 1), (3, 2) }", "types (a, b) in {\n(0, 1)\n(3, 2);\n}",
        "types (a, b) in { (0, (1, 2)), }", "types in [0, p]", "types from \"f.csv\"",
        "prior uniform", "prior 1/2, 1/4, 1/4", "prior { low = 1/3, high = 2/3 }",
        "prior weights 1, 2, 1", "prior cdf = t^2", "prior density { 1 when t < 1; 2 otherwise }",
        "prior beta(2, 3)", "prior 1/2 uniform + 1/2 normal(1/3, 1/100)", "prior p uniform",
        "value a = t", "value owner(self) { low = 1, high = 2 }", "value { trade = t, keep = 0 }",
        "value = t * x", "value = if(outcome == keep, t, 0)", "value from \"f.csv\"",
        "value \"a b\" { 1 when t == low; t.q otherwise }",
        "outside = t", "outside { low = 1; high = 2 }", "outside at owner(self) = t",
        "outside at keep { 1 otherwise }", "share = sqrt(2) / 3",
        "prefers a > b ~ c > \"d e\"", "prefers owner(self) >\n a"
    };
    size_t i;
    xp_string_t text;

    xp_string_init(text);
    for (i = 0; i < sizeof statements / sizeof *statements; i++)
    {
        xp_string_reset(text);
        xp_string_printf(text, "agent a, b { %s }", statements[i]);
        accept(text->text);
    }
    xp_string_clear(text);
}

/* Which tree a formula is: fully bracketed text, written here independently of the writer. */
static void bracket(xp_string_t out, const xp_tree_struct *tree)
{
    static const char *const signs[] = {"+", "-", "*", "/", "^", "==", "!=", "<", "<=", ">",
                                        ">=", "and", "or"};
    size_t i;

    if (tree->kind >= XP_TREE_ADD && tree->kind <= XP_TREE_OR)
    {
        xp_string_add(out, "(");
        bracket(out, tree->child[0]);
        xp_string_printf(out, " %s ", signs[tree->kind - XP_TREE_ADD]);
        bracket(out, tree->child[1]);
        xp_string_add(out, ")");
    }
    else if (tree->kind == XP_TREE_NEGATE || tree->kind == XP_TREE_NOT)
    {
        xp_string_add(out, tree->kind == XP_TREE_NOT ? "(not " : "(-");
        bracket(out, tree->child[0]);
        xp_string_add(out, ")");
    }
    else if (tree->kind == XP_TREE_LOTTERY)
    {
        xp_string_add(out, "<");
        for (i = 0; i < tree->child_count; i++)
        {
            xp_string_add(out, i == 0 ? "" : " ");
            bracket(out, tree->child[i]);
        }
        xp_string_add(out, ">");
    }
    else
    {
        xp_string_add(out, tree->text == NULL ? "?" : tree->text);
    }
}

static void group(const char *statement, const char *expected)
{
    xp_document_t doc;
    xp_errors_t errors;
    xp_string_t out;

    xp_string_init(out);
    XP_CHECK(parse_bytes(doc, statement, strlen(statement), errors) == XP_OK);
    if (doc->item_count == 1)
    {
        const xp_item_struct *item = doc->item[0];
        bracket(out, item->value != NULL ? item->value : item->body->value);
    }
    XP_CHECK_STR(out->text, expected);
    xp_string_clear(out);
    xp_errors_clear(errors);
    xp_document_clear(doc);
}

/* Precedences as language.md states them; groupings by hand. */
static void test_groups(void)
{
    group("let a = -2^2", "(-(2 ^ 2))");
    group("let a = 2^3^2", "(2 ^ (3 ^ 2))");
    group("let a = 2^-3^2", "(2 ^ (-(3 ^ 2)))");
    group("let a = 2^-3*2", "((2 ^ (-3)) * 2)");
    group("let a = -2*3", "((-2) * 3)");
    group("let a = 1 - 2 - 3", "((1 - 2) - 3)");
    group("let a = 1 / 2 / 3 * 4", "(((1 / 2) / 3) * 4)");
    group("let a = 1 + 2 * 3 < 4 and not x == y or z",
          "((((1 + (2 * 3)) < 4) and (not (x == y))) or z)");
    group("let a = x or y and z", "(x or (y and z))");
    group("rule = p keep + (1 - p) trade", "<p keep (1 - p) trade>");
    group("rule = 1/2 a + 1/4 + 1/4 b", "<(1 / 2) a ((1 / 4) + (1 / 4)) b>");
}

static void test_words_and_names(void)
{
    refuse("let value = 3", 1, 5, "reserved word: choose another name");
    refuse("let t = 3", 1, 5, "reserved word: choose another name");
    refuse("outcomes keep, cost", 1, 16, "in quotation marks, \"cost\"");
    refuse("agent share { }", 1, 7, "in quotation marks, \"share\"");
    refuse_in_block("types sum, b", 7, "in quotation marks, \"sum\"");
    refuse_in_block("types n, b", 7, "in quotation marks, \"n\"");
    refuse_in_block("types a, t", 10, "in quotation marks, \"t\"");
    refuse_in_block("value a = t.value", 13, "reserved word: choose another name");
    refuse("outcomes 1st, b", 1, 10, "\"1st\" for a name");
    refuse("outcomes 1, 2", 1, 10, "in quotation marks, \"1\"");
    refuse("outcomes \"\", a", 1, 10, "at least one character");
    refuse("titel \"x\"", 1, 1, "did you mean `title`?");
    refuse("Agent a { types 0 }", 1, 1, "did you mean `agent`?");
    refuse("foobar 3", 1, 1, "expected title, source, let");
    refuse("types 0, 1", 1, 1, "inside the block of an agent");
    refuse_in_block("typs 0, 1", 1, "did you mean `types`?");
    refuse_in_block("rule efficient", 1, "does not stand inside the block");
    refuse_in_block("cost a = 1", 1, "does not stand inside the block");
    refuse("title trade", 1, 7, "quotation marks");
    refuse("let \"a\" = 1", 1, 5, "without quotation marks");
    refuse("outcomes \"abc", 1, 10, "never closed");
    refuse("outcomes \"a\\n\"", 1, 10, "backslash");
    refuse("outcomes \"a\tb\"", 1, 12, "control character");
    refuse("outcomes 'a'", 1, 10, "quoted with \"");
}

static void test_characters(void)
{
    refuse("let a = 1 \xE2\x88\x92 2", 1, 11, "type -");
    refuse("let a = x \xE2\x89\xA4 2", 1, 11, "type <=");
    refuse("let a = x \xE2\x89\xA5 2", 1, 11, "type >=");
    refuse("let a = x \xE2\x89\xA0 2", 1, 11, "type !=");
    refuse("let a = 3 \xC3\x97 2", 1, 11, "type *");
    refuse("let a = 3\xC3\x97x", 1, 10, "type *");
    refuse("let a = x\xC2\xB2", 1, 10, "type ^2");
    refuse("let a = \xC2\xBD", 1, 9, "type 1/2");
    refuse("title \xE2\x80\x9Cx\xE2\x80\x9D", 1, 7, "straight quotation mark");
    refuse("let\xC2\xA0""a = 1", 1, 4, "blank");
    refuse("outcomes x in 0 \xE2\x80\xA6 2", 1, 17, "type ..");
    refuse("let a = $3", 1, 9, "no meaning");
    refuse("let a = 10%", 1, 11, "percentages");
    refuse("let a = 3 // three", 1, 11, "comment begins with #");
    refuse("let a = x && y", 1, 11, "write and");
    refuse("let a = x || y", 1, 11, "write or");
    refuse("let a = !y", 1, 9, "write not");
    refuse("let a = x <> y", 1, 11, "write !=");
    refuse("let a = 2**3", 1, 10, "write ^");
    refuse("let a := 3", 1, 7, "write =");
    refuse("outcomes x in 0...4", 1, 16, "write ..");
    refuse("let a = 1\x01", 1, 10, "control character");
    refuse_bytes("let a = 1\0", 10, 1, 10, "byte 10 is zero");
    refuse_bytes("expost-certificate 1\n", 21, 1, 1, "expost explain");
    /* Columns count characters: the line before the fault holds two of two bytes. */
    refuse("let \xC3\xA9\xC3\xA8 = 2t", 1, 10, "2*t");
    /* A byte order mark has no column, CRLF is one line end. */
    refuse("\xEF\xBB\xBFlet a = 2t", 1, 9, "2*t");
    refuse("let b = 1\r\nlet a = 2t\r\n", 2, 9, "2*t");
}

static void test_numbers(void)
{
    refuse("let a = .5", 1, 9, "write 0.5");
    refuse("let a = 5. + 1", 1, 9, "both sides of a point");
    refuse("let a = 1.2.3", 1, 12, "one point");
    refuse("let a = 2t", 1, 9, "write 2*t for a product");
    refuse("let a = 0x10", 1, 9, "hexadecimal");
    refuse("let a = 1e1000000000", 1, 9, "exponent");
    refuse("let a = 1e-10001", 1, 9, "exponent");
    refuse("let a = 2 3", 1, 11, "operator is missing");
}

/* Every position of one text, bytes that no UTF-8 text has there. */
static void test_bytes(void)
{
    static const char bad[] = {'\xFF', '\xC0', '\x80', '\xED'};
    const char *text = "let a = 1\noutcomes \"b\" # c\n";
    size_t length = strlen(text), i, j;
    char copy[64];
    char phrase[32];

    for (i = 0; i <= length; i++)
    {
        for (j = 0; j < sizeof bad; j++)
        {
            long line = i < 10 ? 1 : i < 27 ? 2 : 3;
            long column = (long) (i < 10 ? i : i < 27 ? i - 10 : i - 27) + 1;

            memcpy(copy, text, i);
            copy[i] = bad[j];
            memcpy(copy + i + 1, text + i, length - i);
            snprintf(phrase, sizeof phrase, "byte %zu (0x%02X)", i + 1, (unsigned char) bad[j]);
            refuse_bytes(copy, length + 1, line, column, phrase);
        }
    }
    /* A long form, a surrogate, a cut character. */
    refuse_bytes("# \xC0\xAF", 4, 1, 3, "byte 3");
    refuse_bytes("# \xED\xA0\x80", 5, 1, 3, "byte 3");
    refuse_bytes("# \xE2\x82", 4, 1, 3, "byte 3");
    refuse_bytes("# \xF4\x90\x80\x80", 6, 1, 3, "byte 3");
}

static void test_brackets(void)
{
    refuse("let a = (1 + 2\nlet b = 3\n", 1, 9, "never closed: add `)`");
    refuse("let a = max(1, (2\n", 1, 16, "never closed: add `)`");
    refuse("let a = (1 + 2; let b = 3", 1, 9, "never closed");
    refuse("rule { a when (t[x] > 1\n b otherwise }\nlet b = 1\n", 1, 15, "never closed");
    refuse("agent a { value b = t[c }\nlet b = 1\n", 1, 22, "never closed: add `]`");
    refuse("agent a {\n types 0\n value { a = 1\n prior uniform\n}\n", 3, 8,
           "`{` is never closed: add `}` before line 4");
    refuse("agent a {\n types 0\nagent b { types 0 }\n", 1, 9, "before line 3");
    refuse("rule { a = b; c = d\n", 1, 6, "`{` is never closed");
    refuse("let a = 1 + 2)\n", 1, 14, "closes nothing");
    refuse("let a = (1 + 2]\n", 1, 9, "is closed by `]`");
    refuse("agent a { types 0 }\n}\n", 2, 1, "closes nothing");
    refuse("agent a\n{\n types 0\n prior uniform\n}\n", 2, 1, "`{` stands on the line");
    refuse("outcomes x in { }", 1, 17, "expected an expression");
    refuse("rule { }", 1, 6, "nothing stands between these braces");
}

static void test_statement_ends(void)
{
    refuse("let a = 1\n + 2\n", 2, 2, "a line does not begin with `+`");
    refuse("let a = 1\n - 2\n", 2, 2, "a line does not begin with `-`");
    refuse("rule { a when x > 1\n and y > 2\n b otherwise }", 2, 2, "does not begin with `and`");
    refuse("rule { a\n when x > 1\n b otherwise }", 2, 2, "does not begin with `when`");
    refuse("outcomes a\n , b", 2, 2, "does not begin with `,`");
    refuse("let a\n = 3", 2, 2, "does not begin with `=`");
    refuse("let a =\nlet b = 3\n", 1, 8, "expected an expression");
    refuse("let a = 1 +\n\n", 1, 12, "expected an expression");
    refuse("outcomes a, b,", 1, 15, "expected a name");
    refuse("outcomes a b", 1, 12, "a comma is missing before `b`");
    refuse("let x 3", 1, 7, "expected `=`");
    refuse_in_block("prior 1/2 1/2", 11, "a comma or an operator is missing");
    refuse_in_block("prior 1/2; 1/2", 12, "no statement of an agent begins with `1`");
    refuse_in_block("share 1/2", 7, "expected `=`");
    refuse_in_block("prefers a >", 12, "expected a name");
    refuse_in_block("types [0, 1]", 7, "types in [a, b]");
    refuse_in_block("types {0, 1}", 7, "without brackets");
    refuse_in_block("types (0, 1), (2, 3)", 7, "types (x, y) in");
    refuse_in_block("types a + b, c", 7, "found the formula `a + b`");
}

/* Faults that move the bounds of a block: one error each, not one for each line of the block. */
static void test_blocks(void)
{
    refuse("agnt a {\n types 0\n prior uniform\n value x { a = 1\n b = 2 }\n}\nlet b = 1", 1, 1,
           "did you mean `agent`?");
    refuse("outcomes x, agent a {\n types 0\n prior uniform\n}\nlet b = 1", 1, 13,
           "reserved word");
    refuse("agent a {\n value x = max(1}, 2)\n types 0\n prior uniform\n}\nlet b = 1", 2, 17,
           "stands inside parentheses");
    refuse("agent a {\n types 0\n outside l\n 1 when t == 0\n 2 otherwise\n}\nlet b = 1", 3, 10,
           "expected `at`, `=` or `{`");
    refuse("agent a\n= {\n types 0\n prior uniform\n}\nlet b = 1", 2, 1, "does not begin");
    refuse("types 0\nprior 1\nvalue x = 1\n}\nlet b = 1", 1, 1, "inside the block of an agent");
    refuse("agent a {\n types 0\n}\n prior 1\n}\nlet b = 1", 4, 8, "expected `joint`");
}

static void test_conditions(void)
{
    refuse_in_block("value a = if(t = 1, 2, 3)", 16, "write `==`");
    refuse("rule { a when t[x] = 1; b otherwise }", 1, 20, "write `==`");
    refuse("let a = 0 < t < 1", 1, 15, "write `0 < t and t < 1`");
    refuse("let a = 0 < t <= 1 and y", 1, 15, "write `0 < t and t <= 1`");
    refuse("let a = x == y == z", 1, 16, "write `x == y and y == z`");
    refuse("let a = sum(j: t[j])", 1, 14, "expected `in`");
    refuse("let a = sum(j in others, t[j])", 1, 24, "expected `:`");
    refuse("let a = if(x, 2)", 1, 16, "`,`");
}

static void test_entries(void)
{
    refuse("rule { keep when t[a] > 1 trade otherwise }", 1, 27, "entries are separated by");
    refuse("rule { 1/2 a + 1/2 b when x 1/2 c otherwise }", 1, 29, "entries are separated by");
    refuse("rule { a otherwise b when x }", 1, 20, "cases are separated by");
    refuse("rule { low = 1 high = 2 }", 1, 21, "entries are separated by");
    refuse("payments { (a, b) = (1, 2) (a, c) = (2, 3) }", 1, 28, "entries are separated by");
    refuse("rule { a when x; (x, y) = b }", 1, 18, "stands among cases");
    refuse("rule { (x, y) = b; a otherwise }", 1, 20, "among the entries of a table");
    refuse("rule { a }", 1, 9, "neither `KEY = VALUE`");
    refuse("rule { 1/2 a + b when x; c otherwise }", 1, 16,
           "has a weight: write for example `1/2 b`");
    refuse("rule { t[a] > 2 = 3 }", 1, 8, "VALUE when CONDITION");
    refuse("rule = { a when x; b otherwise }", 1, 8, "without `=` before the `{`");
    refuse("prior joint { x + 1 = 3 }", 1, 15, "found the formula `x + 1`");
}

/* Each error is said once, in the order of the text, and nothing follows from it. */
static void test_many(void)
{
    const char *five = "let a = 2t\n"
                       "outcomes a b\n"
                       "agent x {\n"
                       "    types 0, 1\n"
                       "    value a = 0 < t < 1; prior 1/2 1/2\n"
                       "    outside = (t\n"
                       "}\n"
                       "rule { a when t[x] > 1 b otherwise }\n";
    static const long place[][2] = {{1, 9}, {2, 12}, {5, 21}, {5, 36}, {6, 15}, {8, 24}};
    xp_document_t doc;
    xp_errors_t errors;
    xp_string_t text;
    size_t i;

    XP_CHECK(parse_bytes(doc, five, strlen(five), errors) == XP_INPUT);
    XP_CHECK(errors->count == 6);
    for (i = 0; i < errors->count && i < 6; i++)
    {
        XP_CHECK(errors->error[i].line == place[i][0]);
        XP_CHECK(errors->error[i].column == place[i][1]);
    }
    XP_CHECK(doc->lost == (XP_LOST_LET | XP_LOST_OUTCOMES | XP_LOST_PRIOR | XP_LOST_OTHER));
    xp_errors_clear(errors);
    xp_document_clear(doc);

    xp_string_init(text);
    for (i = 0; i < 30; i++)
    {
        xp_string_add(text, "let = 1\n");
    }
    XP_CHECK(parse_bytes(doc, text->text, text->length, errors) == XP_INPUT);
    XP_CHECK(errors->count == XP_ERRORS_LIMIT);
    XP_CHECK(errors->error[XP_ERRORS_LIMIT - 1].line == XP_ERRORS_LIMIT);
    xp_errors_clear(errors);
    xp_document_clear(doc);

    /* Many more are not looked for: the time is that of the first twenty. */
    xp_string_reset(text);
    xp_string_add(text, "agent a {\n");
    for (i = 0; i < 100000; i++)
    {
        xp_string_add(text, "let x = 1\n");
    }
    XP_CHECK(parse_bytes(doc, text->text, text->length, errors) == XP_INPUT);
    xp_errors_clear(errors);
    xp_document_clear(doc);
    xp_string_add(text, "}\n");
    XP_CHECK(parse_bytes(doc, text->text, text->length, errors) == XP_INPUT);
    XP_CHECK(errors->count == XP_ERRORS_LIMIT);
    xp_errors_clear(errors);
    xp_document_clear(doc);
    xp_string_clear(text);
}

/* A header that is not understood takes its block with it; a broken entry only itself. */
static void test_recovery(void)
{
    xp_document_t doc;
    xp_errors_t errors;
    const char *text = "agent 3 {\n types 0, 1\n value { a = 1 }\n}\n"
                       "rule { a = 1; b = ; c = 2 }\n"
                       "let x = 1\n";

    XP_CHECK(parse_bytes(doc, text, strlen(text), errors) == XP_INPUT);
    XP_CHECK(errors->count == 2);
    XP_CHECK(doc->lost == XP_LOST_AGENT);
    XP_CHECK(doc->item_count == 2);
    XP_CHECK(doc->item[0]->kind == XP_ITEM_RULE);
    XP_CHECK(doc->item[0]->body->broken);
    XP_CHECK(doc->item[0]->body->entry_count == 2);
    XP_CHECK(doc->item[1]->kind == XP_ITEM_LET);
    xp_errors_clear(errors);
    xp_document_clear(doc);
}

static void repeat(xp_string_t text, const char *piece, size_t count)
{
    while (count-- > 0)
    {
        xp_string_add(text, piece);
    }
}

/* before, count times piece, middle, count times after: refused with one error of this phrase. */
static void refuse_repeated(const char *before, const char *piece, const char *middle,
                            const char *after, size_t count, const char *phrase)
{
    xp_document_t doc;
    xp_errors_t errors;
    xp_string_t text;

    xp_string_init(text);
    xp_string_add(text, before);
    repeat(text, piece, count);
    xp_string_add(text, middle);
    repeat(text, after, count);
    if (phrase == NULL)
    {
        XP_CHECK(parse_bytes(doc, text->text, text->length, errors) == XP_OK);
    }
    else
    {
        XP_CHECK(parse_bytes(doc, text->text, text->length, errors) == XP_INPUT);
        XP_CHECK(errors->count == 1);
        XP_CHECK(errors->count == 1 && strstr(errors->error[0].message, phrase) != NULL);
    }
    xp_errors_clear(errors);
    xp_document_clear(doc);
    xp_string_clear(text);
}

static void test_depth(void)
{
    refuse_repeated("let a = ", "(", "1", ")", 1900, NULL);
    refuse_repeated("let a = ", "(", "1", ")", 100000, "brackets stand inside each other");
    refuse_repeated("let a = ", "(", "1", "", 100000, "brackets stand inside each other");
    refuse_repeated("let a = ", "-", "1", "", 1900, NULL);
    refuse_repeated("let a = ", "-", "1", "", 3000, "deep");
    refuse_repeated("let a = ", "-", "1", "", 100000, "deep");
    refuse_repeated("let a = ", "2^", "1", "", 3000, "deep");
    refuse_repeated("let a = ", "2^", "1", "", 100000, "deep");
    refuse_repeated("let a = ", "not ", "1", "", 100000, "deep");
    refuse_repeated("let a = ", "1 + ", "1", "", 1900, NULL);
    refuse_repeated("let a = ", "1 + ", "1", "", 5000, "deep");
    refuse_repeated("payments ", "rebalance(", "pivot", ")", 100000, "brackets");
    refuse_repeated("agent a { value ", "{", "", "", 100000, "expected");
    refuse_repeated("payments a", "-a", "", "", 100000, "1000 bytes");
}

static void test_length(void)
{
    refuse_repeated("let ", "a", " = 1", "", 1000, NULL);
    refuse_repeated("let ", "a", " = 1", "", 1001, "1000 bytes");
    refuse_repeated("let ", "a", " = 1", "", 1000000, "1000 bytes");
    refuse_repeated("outcomes \"", "a", "\"", "", 1000, NULL);
    refuse_repeated("outcomes \"", "a", "\"", "", 1000000, "1000 bytes");
    refuse_repeated("let a = 1", "0", "", "", 400000, "bits");
}

static void test_keys(void)
{
    xp_document_t doc;
    xp_errors_t errors;
    xp_tree_struct *key = NULL;
    static const char *const bad[] = {"", "(a, ", "a + b", "a b", "(a, b) = 1", "(t, b)"};
    size_t i;

    xp_document_init(doc);
    xp_errors_init(errors);
    XP_CHECK(xp_document_parse_key(doc, &key, "(low, (1/2, \"x y\"), -3)", 23, "--at", errors)
             == XP_OK);
    XP_CHECK(key != NULL && key->kind == XP_TREE_TUPLE && key->child_count == 3);
    XP_CHECK(key != NULL && key->child[1]->kind == XP_TREE_TUPLE);
    XP_CHECK(xp_document_parse_key(doc, &key, "low", 3, NULL, errors) == XP_OK);
    XP_CHECK(key->kind == XP_TREE_NAME);
    for (i = 0; i < sizeof bad / sizeof *bad; i++)
    {
        XP_CHECK(xp_document_parse_key(doc, &key, bad[i], strlen(bad[i]), "--at", errors)
                 == XP_INPUT);
        XP_CHECK(errors->count == 1);
        xp_errors_clear(errors);
    }
    xp_document_clear(doc);
}

/* Labels from CSV fields and rationals from definitions. */
static void test_constructors(void)
{
    static const struct
    {
        const char *text;
        int numeric;
        long top, bottom;
    } labels[] = {
        {"0.25", 1, 1, 4},  {"-1/4", 1, -1, 4}, {"+3", 1, 3, 1},   {"1e2", 1, 100, 1},
        {"low", 0, 0, 1},   {"1/0", -1, 0, 1},  {"1/x", 0, 0, 1},  {"-", 0, 0, 1},
        {"1/2/3", 0, 0, 1}, {"", 0, 0, 1}
    };
    xp_span_t nowhere = {0, 0};
    xp_document_t doc;
    fmpq_t value, expected;
    size_t i;

    xp_document_init(doc);
    fmpq_init(value);
    fmpq_init(expected);
    for (i = 0; i < sizeof labels / sizeof *labels; i++)
    {
        const xp_tree_struct *tree = xp_tree_label(doc, nowhere, labels[i].text,
                                                   strlen(labels[i].text));

        XP_CHECK(xp_tree_label_value(value, tree) == labels[i].numeric);
        XP_CHECK(xp_tree_is_label(tree));
        if (labels[i].numeric == 1)
        {
            fmpq_set_si(expected, labels[i].top, (ulong) labels[i].bottom);
            XP_CHECK(fmpq_equal(value, expected));
            XP_CHECK(xp_tree_label_value(value, xp_tree_rational(doc, nowhere, expected)) == 1);
            XP_CHECK(fmpq_equal(value, expected));
        }
    }
    fmpq_clear(value);
    fmpq_clear(expected);
    xp_document_clear(doc);
}

/* Random pieces of the language: every text is read or refused with words, and nothing crashes. */
static void test_random(void)
{
    static const char *const pieces[] = {
        "agent", " a", " b", "{", "}", "(", ")", "[", "]", "\n", ";", ",", "=", "==", "<", "+",
        "-", "*", "/", "^", "1", "2/3", "\"q\"", "types ", "prior ", "value ", "outside ", "at ",
        "rule ", "payments ", "payment ", "let ", "outcomes ", "when ", "otherwise", "in ",
        "others", "agents", "sum(", "max(", "t", ".", "..", "owner(", "self", "not ", "and ",
        "if(", "joint ", "weights ", "from ", "cost ", "title ", ":", "~", ">", "prefers ",
        "grid(", " n", "\xE2\x88\x92", "#", ".5", "2t", "requires "
    };
    uint64_t state = 20250101;
    long rounds = xp_test_rounds(4000), round, read = 0, refused = 0;
    xp_string_t text;

    xp_string_init(text);
    for (round = 0; round < rounds; round++)
    {
        uint64_t length = 1 + xp_test_random(&state, 25);
        xp_document_t doc;
        xp_errors_t errors;
        size_t i;

        xp_string_reset(text);
        while (length-- > 0)
        {
            xp_string_add(text, pieces[xp_test_random(&state, sizeof pieces / sizeof *pieces)]);
        }
        if (parse_bytes(doc, text->text, text->length, errors) == XP_OK)
        {
            read++;
            XP_CHECK(errors->count == 0);
        }
        else
        {
            refused++;
            XP_CHECK(errors->count > 0);
            for (i = 0; i < errors->count; i++)
            {
                XP_CHECK(errors->error[i].line > 0);
                XP_CHECK(errors->error[i].message[0] != 0);
            }
        }
        xp_errors_clear(errors);
        xp_document_clear(doc);
    }
    XP_CHECK(read > 0);
    XP_CHECK(refused > 0);
    xp_string_clear(text);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"example", test_example},
        {"accepts_file", test_accepts_file},
        {"accepts_block", test_accepts_block},
        {"groups", test_groups},
        {"words_and_names", test_words_and_names},
        {"characters", test_characters},
        {"numbers", test_numbers},
        {"bytes", test_bytes},
        {"brackets", test_brackets},
        {"statement_ends", test_statement_ends},
        {"blocks", test_blocks},
        {"conditions", test_conditions},
        {"entries", test_entries},
        {"many", test_many},
        {"recovery", test_recovery},
        {"depth", test_depth},
        {"length", test_length},
        {"keys", test_keys},
        {"constructors", test_constructors},
        {"random", test_random}
    };

    return XP_TEST_MAIN("parse", tests);
}
