/* Tests of the CSV reader: every expectation is read off RFC 4180 and the text itself. */
#include <string.h>

#include "tests/lib/harness.h"
#include "text/csv.h"

/* Reads text; the offset of the error, or -1 when there is none. */
static long read_csv(xp_csv_t csv, const char *text, size_t length, xp_error_t error)
{
    size_t offset = 0;

    xp_csv_init(csv);
    return xp_csv_read(csv, text, length, &offset, error) == XP_OK ? -1 : (long) offset;
}

static int cell_is(const xp_csv_t csv, size_t row, size_t column, const char *text)
{
    const xp_csv_cell_t *cell = xp_csv_cell(csv, row, column);

    return strcmp(cell->text, text) == 0 && cell->length == strlen(text);
}

static void test_cells(void)
{
    static const char text[] = "\xEF\xBB\xBFtype,\"value\"\r\nlow,\"a \"\"b\"\", c\"\r\n"
                               "\"\xC3\xA4\ny\", 1/2 \n\n,";
    xp_csv_t csv;
    xp_error_t error;

    xp_error_init(error);
    XP_CHECK(read_csv(csv, text, sizeof(text) - 1, error) == -1);
    XP_CHECK(csv->rows == 4 && csv->columns == 2);
    XP_CHECK(cell_is(csv, 0, 0, "type") && cell_is(csv, 0, 1, "value"));
    XP_CHECK(cell_is(csv, 1, 0, "low") && cell_is(csv, 1, 1, "a \"b\", c"));
    XP_CHECK(cell_is(csv, 2, 0, "\xC3\xA4\ny") && cell_is(csv, 2, 1, " 1/2 "));
    XP_CHECK(cell_is(csv, 3, 0, "") && cell_is(csv, 3, 1, ""));
    XP_CHECK(xp_csv_cell(csv, 0, 0)->offset == 3);
    XP_CHECK(xp_csv_cell(csv, 1, 1)->offset == 21);
    XP_CHECK(xp_csv_column(csv, "value") == 1);
    XP_CHECK(xp_csv_column(csv, "Value") == 2);
    xp_csv_clear(csv);
    xp_error_clear(error);
}

static void test_carriage_returns(void)
{
    static const char text[] = "a,b\r1,2\r3,4\r";
    xp_csv_t csv;
    xp_error_t error;

    xp_error_init(error);
    XP_CHECK(read_csv(csv, text, sizeof(text) - 1, error) == -1);
    XP_CHECK(csv->rows == 3);
    XP_CHECK(cell_is(csv, 2, 1, "4"));
    xp_csv_clear(csv);
    xp_error_clear(error);
}

static void test_errors(void)
{
    static const struct
    {
        const char *text;
        size_t length;
        long offset;
        const char *word;
    } cases[] = {
        {"", 0, 0, "empty"},
        {"\n\r\n", 3, 3, "empty"},
        {"a,b\n1\n", 6, 4, "1 cell"},
        {"a\n1,2\n", 6, 2, "2 cells"},
        {"a,\n", 3, 2, "no name"},
        {"a,b,a\n", 6, 4, "two columns are called \"a\""},
        {"a,b\n1,\"x", 8, 6, "never closed"},
        {"a,b\n1,\"x\"y", 10, 9, "comma"},
        {"a,b\n1,x\"y\"", 10, 7, "quotation mark inside"},
        {"a,b\n1,\xFF\n", 8, 6, "byte 7 (0xFF)"},
        {"a,b\n1,\xC3", 7, 6, "UTF-8"},
        {"a,b\n1,\xC0\x80", 8, 6, "UTF-8"},
        {"a,b\n1,\xED\xA0\x80", 9, 6, "UTF-8"},
        {"a,b\n1,\xF4\x90\x80\x80", 10, 6, "UTF-8"},
        {"a,b\n\0,2", 7, 4, "zero byte"},
    };

    for (size_t c = 0; c < sizeof(cases) / sizeof(cases[0]); c++)
    {
        xp_csv_t csv;
        xp_error_t error;

        xp_error_init(error);
        XP_CHECK(read_csv(csv, cases[c].text, cases[c].length, error) == cases[c].offset);
        XP_CHECK(error->message != NULL && strstr(error->message, cases[c].word) != NULL);
        XP_CHECK(csv->rows == 0);
        xp_csv_clear(csv);
        xp_error_clear(error);
    }
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"cells", test_cells},
        {"carriage returns", test_carriage_returns},
        {"errors", test_errors},
    };

    return XP_TEST_MAIN("csv", tests);
}
