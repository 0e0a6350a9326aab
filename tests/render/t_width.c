/* Columns of UTF-8 text.  Widths are those of Unicode's EastAsianWidth and general categories. */
#include <expost/render/width.h>

#include <string.h>

#include "tests/lib/harness.h"

static size_t width(const char *text)
{
    return xp_width(text, strlen(text));
}

static void test_columns(void)
{
    XP_CHECK(width("") == 0);
    XP_CHECK(width("abc") == 3);
    XP_CHECK(width("\xC3\xBC") == 1);
    XP_CHECK(width("\xCF\x86") == 1);
    XP_CHECK(width("e\xCC\x81") == 1);
    XP_CHECK(width("\xE5\x8D\x97\xE4\xBA\xAC") == 4);
    XP_CHECK(width("\xF0\x9F\x98\x80") == 2);
    XP_CHECK(width("\xE2\x89\x88") == 1);
}

static void check_decoded(const char *text, size_t length, size_t bytes, unsigned long expected)
{
    unsigned long character;

    XP_CHECK(xp_width_decode(&character, text, length) == bytes);
    XP_CHECK(character == expected);
}

static void test_decode(void)
{
    check_decoded("a", 1, 1, 'a');
    check_decoded("\xC3\xBC", 2, 2, 0xFC);
    check_decoded("\xE2\x82\xAC", 3, 3, 0x20AC);
    check_decoded("\xF0\x9F\x98\x80", 4, 4, 0x1F600);
    /* cut short, a byte of continuation, overlong, a surrogate, beyond the last */
    check_decoded("\xE2\x82", 2, 1, 0xFFFD);
    check_decoded("\x82", 1, 1, 0xFFFD);
    check_decoded("\xC0\x80", 2, 1, 0xFFFD);
    check_decoded("\xE0\x80\x80", 3, 1, 0xFFFD);
    check_decoded("\xED\xA0\x80", 3, 1, 0xFFFD);
    check_decoded("\xF5\x80\x80\x80", 4, 1, 0xFFFD);
    check_decoded("\xE2(\xA1", 3, 1, 0xFFFD);
}

int main(void)
{
    static const xp_test_t tests[] = {{"columns", test_columns}, {"decode", test_decode}};

    return XP_TEST_MAIN("width", tests);
}
