/* Errors: the place in a text, and lists in the order of the text. */
#include <expost/base/error.h>

#include <stdlib.h>

#include "tests/lib/harness.h"

/* Line and column of a byte, counted by hand. */
static void check_place(const char *text, size_t offset, long line, long column, const char *source)
{
    xp_error_t error;

    xp_error_init(error);
    xp_error_set(error, "x");
    xp_error_set_place(error, "f", text, strlen(text), offset);
    XP_CHECK(error->line == line);
    XP_CHECK(error->column == column);
    XP_CHECK_STR(error->source, source);
    xp_error_clear(error);
}

static void test_place(void)
{
    check_place("", 0, 1, 1, "");
    check_place("ab\ncd", 0, 1, 1, "ab");
    check_place("ab\ncd", 2, 1, 3, "ab");
    check_place("ab\ncd", 3, 2, 1, "cd");
    check_place("ab\ncd", 5, 2, 3, "cd");
    check_place("ab\n", 3, 2, 1, "");
    check_place("ab\r\ncd\ref", 3, 1, 4, "ab");
    check_place("ab\r\ncd\ref", 4, 2, 1, "cd");
    check_place("ab\r\ncd\ref", 7, 3, 1, "ef");
    /* Columns count characters: the two bytes of an umlaut are one. */
    check_place("\xC3\xA4 = b", 5, 1, 5, "\xC3\xA4 = b");
    /* A byte order mark has no column. */
    check_place("\xEF\xBB\xBF" "ab", 3, 1, 1, "ab");
    check_place("\xEF\xBB\xBF" "ab", 4, 1, 2, "ab");
}

static void test_message(void)
{
    xp_error_t error;

    xp_error_init(error);
    xp_error_set(error, "first %d", 1);
    xp_error_set(error, "(%s)", error->message);
    XP_CHECK_STR(error->message, "(first 1)");
    xp_error_clear(error);
    XP_CHECK(error->message == NULL);
}

static void test_list(void)
{
    xp_errors_t errors;
    xp_error_t error;
    long k;

    xp_errors_init(errors);
    xp_error_init(error);
    /* Lines 30, 29, ..., 1: only the 20 first lines stay, in order. */
    for (k = 30; k >= 1; k--)
    {
        xp_error_set(error, "line %ld", k);
        error->line = k;
        error->column = 1;
        xp_errors_add(errors, error);
        XP_CHECK(error->message == NULL);
    }
    XP_CHECK(errors->count == XP_ERRORS_LIMIT);
    XP_CHECK_STR(errors->error[0].message, "line 1");
    XP_CHECK_STR(errors->error[19].message, "line 20");
    /* At the same place the earlier one stays first; a later place is dropped. */
    xp_error_set(error, "second at 1");
    error->line = 1;
    error->column = 1;
    xp_errors_add(errors, error);
    XP_CHECK_STR(errors->error[1].message, "second at 1");
    XP_CHECK(errors->count == XP_ERRORS_LIMIT);
    xp_error_set(error, "late");
    error->line = 99;
    xp_errors_add(errors, error);
    XP_CHECK_STR(errors->error[19].message, "line 19");
    xp_errors_clear(errors);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"place", test_place}, {"message", test_message}, {"list", test_list}};

    return XP_TEST_MAIN("base/error", tests);
}
