/* Growing texts and checked memory. */
#include <expost/base/memory.h>
#include <expost/base/string.h>

#include <stdlib.h>

#include "tests/lib/harness.h"

static void test_add(void)
{
    xp_string_t string;
    char *text;
    int k;

    xp_string_init(string);
    xp_string_add(string, "a");
    xp_string_add_char(string, 'b');
    xp_string_printf(string, "%d-%s", 12, "c");
    XP_CHECK_STR(string->text, "ab12-c");
    for (k = 0; k < 1000; k++)
        xp_string_add_bytes(string, "xyz", 2);
    XP_CHECK(string->length == 2006 && strlen(string->text) == 2006);
    text = xp_string_take(string);
    XP_CHECK(string->length == 0 && string->text == NULL);
    XP_CHECK(strlen(text) == 2006);
    free(text);
    xp_string_add(string, "again");
    XP_CHECK_STR(string->text, "again");
    xp_string_clear(string);
}

/* By the rules of POSIX: inside single quotes everything but a single quote is itself. */
static void test_shell_word(void)
{
    xp_string_t string;

    xp_string_init(string);
    xp_string_add_shell_word(string, "a-b/c.mech");
    xp_string_add_shell_word(string, "");
    xp_string_add_shell_word(string, "sp ace");
    xp_string_add_shell_word(string, "it's");
    XP_CHECK_STR(string->text, "a-b/c.mech"
                               "''"
                               "'sp ace'"
                               "'it'\\''s'");
    xp_string_clear(string);
}

static void test_table_limits(void)
{
    xp_error_t error;
    void *table = &error;

    xp_error_init(error);
    XP_CHECK(xp_table_alloc(&table, (size_t) -1 / 2, 16, error) == XP_LIMIT);
    XP_CHECK(error->message != NULL && table == &error);
    XP_CHECK(xp_table_alloc(&table, XP_TABLE_LIMIT, 2, error) == XP_LIMIT);
    XP_CHECK(xp_table_alloc(&table, 0, 8, error) == XP_OK && table == NULL);
    XP_CHECK(xp_table_alloc(&table, 3, 8, error) == XP_OK && ((long *) table)[2] == 0);
    free(table);
    xp_error_clear(error);
}

int main(void)
{
    static const xp_test_t tests[] = {{"add", test_add},
                                      {"shell word", test_shell_word},
                                      {"table limits", test_table_limits}};

    return XP_TEST_MAIN("base/string", tests);
}
