/* The sheet in its four forms. */
#include <expost/render/sheet.h>

#include <stdlib.h>
#include <string.h>

#include "tests/lib/harness.h"

static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_RIGHT};

static char *write_sheet(const xp_sheet_t sheet, xp_format_t format, const char *command)
{
    xp_string_t out;

    xp_string_init(out);
    xp_sheet_write(out, sheet, format, command);
    return xp_string_take(out);
}

static void check_form(const xp_sheet_t sheet, xp_format_t format, const char *command,
                       const char *expected)
{
    char *text = write_sheet(sheet, format, command);

    XP_CHECK_STR(text, expected);
    free(text);
}

static void add_rational(xp_sheet_t sheet, slong p, ulong q, long digits)
{
    fmpq_t value;

    fmpq_init(value);
    fmpq_set_si(value, p, q);
    xp_sheet_add_rational(sheet, value, digits);
    fmpq_clear(value);
}

/* Expected forms by hand, from the rules of the four formats. */
static void test_table(void)
{
    static const char *const heading[] = {"Agent", "pays"};
    xp_sheet_t sheet;

    xp_sheet_init(sheet);
    xp_sheet_add_paragraph(sheet, "One.");
    xp_sheet_add_table(sheet, "Two.", 2, heading, align);
    xp_sheet_add_cell(sheet, "Z\xC3\xBC");
    add_rational(sheet, -1, 3, -1);
    xp_sheet_add_cell(sheet, "Ann");
    xp_sheet_add_number(sheet, "12");
    check_form(sheet, XP_FORMAT_TEXT, "expost pay m",
               "One.\n\nTwo.\n\nAgent  pays\n-----  ----\nZ\xC3\xBC     -1/3\nAnn      12\n");
    check_form(sheet, XP_FORMAT_CSV, "expost pay m",
               "Agent,pays\r\nZ\xC3\xBC,-1/3\r\nAnn,12\r\n");
    check_form(sheet, XP_FORMAT_MARKDOWN, "expost pay m --x",
               "<!-- expost pay m --x -->\n\nOne.\n\nTwo.\n\n| Agent | pays |\n| :--- | ---: |\n"
               "| Z\xC3\xBC | -1/3 |\n| Ann | 12 |\n");
    check_form(sheet, XP_FORMAT_LATEX, "expost pay m",
               "% expost pay m\n% Needs \\usepackage{booktabs} in the preamble.\n\nOne.\n\n"
               "\\begin{center}\nTwo.\\par\\medskip\n\\begin{tabular}{lr}\n\\toprule\n"
               "Agent & pays \\\\\n\\midrule\nZ\xC3\xBC & $-1/3$ \\\\\nAnn & $12$ \\\\\n"
               "\\bottomrule\n\\end{tabular}\n\\end{center}\n");
    xp_sheet_clear(sheet);
}

static void test_decimals(void)
{
    static const char *const heading[] = {"Agent", "pays"};
    xp_sheet_t sheet;

    xp_sheet_init(sheet);
    xp_sheet_add_table(sheet, NULL, 2, heading, align);
    xp_sheet_add_cell(sheet, "a");
    add_rational(sheet, -1, 3, 2);
    xp_sheet_add_cell(sheet, "b");
    add_rational(sheet, 21, 2, 2);
    xp_sheet_add_cell(sheet, "c");
    add_rational(sheet, 7, 1, 2);
    check_form(sheet, XP_FORMAT_TEXT, NULL,
               "Agent          pays\n-----  ------------\n"
               "a      -1/3 \xE2\x89\x88 -0.33\nb      21/2 = 10.5\nc         7\n");
    check_form(sheet, XP_FORMAT_CSV, NULL,
               "Agent,pays,pays decimal\r\na,-1/3,-0.33\r\nb,21/2,10.5\r\nc,7,7\r\n");
    check_form(sheet, XP_FORMAT_MARKDOWN, NULL,
               "| Agent | pays |\n| :--- | ---: |\n| a | -1/3 \xE2\x89\x88 -0.33 |\n"
               "| b | 21/2 = 10.5 |\n| c | 7 |\n");
    xp_sheet_clear(sheet);
}

static void check_contains(const xp_sheet_t sheet, xp_format_t format, const char *part)
{
    char *text = write_sheet(sheet, format, "expost");

    XP_CHECK(strstr(text, part) != NULL);
    if (strstr(text, part) == NULL)
        XP_CHECK_STR(text, part);
    free(text);
}

/* Names with the characters that each format treats in its own way. */
static void test_escapes(void)
{
    static const char *const heading[] = {"a|b", "50%_#"};
    xp_sheet_t sheet;

    xp_sheet_init(sheet);
    xp_sheet_add_paragraph(sheet, "- the share {x} of \\y is -1/2 -- $5 & \xCF\x86");
    xp_sheet_add_table(sheet, NULL, 2, heading, align);
    xp_sheet_add_cell(sheet, "[star]*");
    xp_sheet_add_cell(sheet, "say \"no\", now");
    check_contains(sheet, XP_FORMAT_LATEX,
                   "- the share \\{x\\} of \\textbackslash{}y is $-$1/2 -{}- \\$5 \\& "
                   "$\\varphi$\n");
    check_contains(sheet, XP_FORMAT_LATEX, "a\\textbar{}b & 50\\%\\_\\#");
    check_contains(sheet, XP_FORMAT_LATEX, "{[}star]{*} & say ''no'', now");
    check_contains(sheet, XP_FORMAT_MARKDOWN, "| a\\|b | 50%\\_\\# |");
    check_contains(sheet, XP_FORMAT_MARKDOWN, "\\- the share {x} of \\\\y");
    check_contains(sheet, XP_FORMAT_MARKDOWN, "\\[star\\]\\*");
    check_contains(sheet, XP_FORMAT_CSV, "[star]*,\"say \"\"no\"\", now\"\r\n");
    xp_sheet_clear(sheet);
}

static void test_comments(void)
{
    xp_sheet_t sheet;
    char *text;

    xp_sheet_init(sheet);
    text = write_sheet(sheet, XP_FORMAT_MARKDOWN, "expost -o '-->'\nx");
    XP_CHECK_STR(text, "<!-- expost -o '-- >' x -->\n\n");
    free(text);
    text = write_sheet(sheet, XP_FORMAT_LATEX, "expost a\n\\input{b}");
    XP_CHECK(strncmp(text, "% expost a \\input{b}\n%", 22) == 0);
    free(text);
    xp_sheet_add_paragraph(sheet, "\xE5\x8D\x97");
    check_contains(sheet, XP_FORMAT_LATEX, "LuaLaTeX");
    xp_sheet_clear(sheet);
}

/* Wide characters take two columns, combining ones none; control characters are not passed on. */
static void test_width(void)
{
    static const char *const heading[] = {"n", "v"};
    xp_sheet_t sheet;

    xp_sheet_init(sheet);
    xp_sheet_add_table(sheet, NULL, 2, heading, align);
    xp_sheet_add_cell(sheet, "\xE5\x8D\x97");
    xp_sheet_add_number(sheet, "1");
    xp_sheet_add_cell(sheet, "e\xCC\x81");
    xp_sheet_add_number(sheet, "2");
    xp_sheet_add_cell(sheet, "\x1B[");
    xp_sheet_add_number(sheet, "3");
    check_form(sheet, XP_FORMAT_TEXT, NULL,
               "n   v\n--  -\n\xE5\x8D\x97  1\ne\xCC\x81   2\n?[  3\n");
    xp_sheet_clear(sheet);
}

static void test_folding(void)
{
    xp_string_t words, expected;
    xp_sheet_t sheet;
    int i;

    xp_string_init(words);
    xp_string_init(expected);
    xp_sheet_init(sheet);
    for (i = 0; i < 20; i++)
        xp_string_printf(words, "%sword%d", i > 0 ? " " : "", 10 + i);
    /* "  - " and 10 words of 6 letters with 9 blanks are 73 columns; an 11th would be 80 */
    xp_sheet_add_item(sheet, words->text);
    for (i = 0; i < 20; i++)
        xp_string_printf(expected, "%sword%d", i == 0 ? "  - " : i == 10 ? "\n    " : " ", 10 + i);
    xp_string_add_char(expected, '\n');
    check_form(sheet, XP_FORMAT_TEXT, NULL, expected->text);
    xp_sheet_clear(sheet);
    xp_string_clear(words);
    xp_string_clear(expected);
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;

    while ((text = strstr(text, part)) != NULL)
    {
        count++;
        text++;
    }
    return count;
}

/* A table that is wider than a page is set in smaller type, a narrow one as it is. */
static void test_wide_table(void)
{
    static const char *const heading[] = {"n", "v"};
    static const struct
    {
        int letters;
        const char *type;
    } cases[] = {{20, "\\begin{center}\n\\begin{tabular}"}, {70, "\n\\footnotesize\\setlength"},
                 {80, "\n\\scriptsize\\setlength"}, {100, "\n\\tiny\\setlength"},
                 {200, "\n\\tiny\\setlength"}};
    char cell[201];
    xp_sheet_t sheet;
    size_t k;

    for (k = 0; k < sizeof cases / sizeof cases[0]; k++)
    {
        memset(cell, 'x', (size_t) cases[k].letters);
        cell[cases[k].letters] = '\0';
        xp_sheet_init(sheet);
        xp_sheet_add_table(sheet, NULL, 2, heading, align);
        xp_sheet_add_cell(sheet, cell);
        add_rational(sheet, 1, 1, -1);
        check_contains(sheet, XP_FORMAT_LATEX, cases[k].type);
        xp_sheet_clear(sheet);
    }
}

/* 2 * 40 + 1 rows are three parts in LaTeX and one table elsewhere. */
static void test_long_table(void)
{
    static const char *const heading[] = {"n", "v"};
    xp_sheet_t sheet;
    char *text;
    int i;

    xp_sheet_init(sheet);
    xp_sheet_add_table(sheet, NULL, 2, heading, align);
    for (i = 0; i < 2 * XP_SHEET_ROWS + 1; i++)
    {
        xp_sheet_add_cell(sheet, "x");
        add_rational(sheet, i, 1, -1);
    }
    text = write_sheet(sheet, XP_FORMAT_LATEX, NULL);
    XP_CHECK(count_of(text, "\\begin{tabular}") == 3);
    XP_CHECK(count_of(text, "\\end{tabular}") == 3);
    XP_CHECK(count_of(text, "(part 3 of 3)") == 1);
    XP_CHECK(count_of(text, "\nx & $") == 2 * XP_SHEET_ROWS + 1);
    free(text);
    text = write_sheet(sheet, XP_FORMAT_CSV, NULL);
    XP_CHECK(count_of(text, "\r\n") == 2 * XP_SHEET_ROWS + 2);
    free(text);
    xp_sheet_clear(sheet);
}

static void test_blocks(void)
{
    static const char *const heading[] = {"n"};
    xp_sheet_t sheet;
    char *text;

    xp_sheet_init(sheet);
    xp_sheet_add_heading(sheet, "Head");
    xp_sheet_add_item(sheet, "one");
    xp_sheet_add_item(sheet, "two");
    xp_sheet_add_table(sheet, NULL, 1, heading, align);
    xp_sheet_set_aside(sheet);
    xp_sheet_add_table(sheet, NULL, 1, heading, align);
    check_form(sheet, XP_FORMAT_TEXT, NULL, "Head\n\n  - one\n  - two\n\nn\n-\n\nn\n-\n");
    check_form(sheet, XP_FORMAT_CSV, NULL, "n\r\n");
    check_form(sheet, XP_FORMAT_MARKDOWN, NULL,
               "## Head\n\n- one\n- two\n\n| n |\n| :--- |\n\n| n |\n| :--- |\n");
    text = write_sheet(sheet, XP_FORMAT_LATEX, NULL);
    XP_CHECK(strstr(text, "\\paragraph{Head}\n\n\\begin{itemize}\n\\item one\n\\item two\n"
                          "\\end{itemize}\n") != NULL);
    free(text);
    xp_sheet_clear(sheet);
}

/* A command stands on a line of its own, however long; CSV has none. */
static void test_command(void)
{
    static const char words[] = "expost decide a-model-with-a-long-name.mech -p bic,iir,sbb -c "
                                "a-model-with-a-long-name.cert; expost-verify it";
    xp_sheet_t sheet;
    char *text;

    xp_sheet_init(sheet);
    xp_sheet_add_paragraph(sheet, "Now:");
    xp_sheet_add_command(sheet, words);
    text = write_sheet(sheet, XP_FORMAT_TEXT, NULL);
    XP_CHECK(strstr(text, "Now:\n\n    expost decide") == text);
    XP_CHECK(strstr(text, words) != NULL);
    free(text);
    text = write_sheet(sheet, XP_FORMAT_MARKDOWN, NULL);
    XP_CHECK(strstr(text, words) != NULL);
    free(text);
    text = write_sheet(sheet, XP_FORMAT_LATEX, NULL);
    XP_CHECK(strstr(text, "{\\ttfamily expost decide") != NULL);
    free(text);
    check_form(sheet, XP_FORMAT_CSV, NULL, "");
    xp_sheet_clear(sheet);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"table", test_table}, {"decimals", test_decimals}, {"escapes", test_escapes},
        {"comments", test_comments}, {"width", test_width}, {"folding", test_folding},
        {"wide table", test_wide_table}, {"long table", test_long_table}, {"blocks", test_blocks},
        {"command", test_command}};

    return XP_TEST_MAIN("sheet", tests);
}
