/* The nearest name to a mistyped one: cases by hand. */
#include <expost/base/nearest.h>

#include "tests/lib/harness.h"

static const char *const names[] = {"pivot", "groves", "dagv", "cyclic", "ir-vcg"};

static void test_nearest(void)
{
    XP_CHECK_STR(xp_nearest("pivto", names, 5), "pivot");
    XP_CHECK_STR(xp_nearest("grove", names, 5), "groves");
    XP_CHECK_STR(xp_nearest("AGDV", names, 5), "dagv");
    XP_CHECK_STR(xp_nearest("irvcg", names, 5), "ir-vcg");
}

static void test_none(void)
{
    char word[2000];

    XP_CHECK(xp_nearest("equilibrium", names, 5) == NULL);
    XP_CHECK(xp_nearest("pivot", names, 0) == NULL);
    XP_CHECK(xp_nearest("", names, 5) == NULL);
    memset(word, 'p', sizeof(word) - 1);
    word[sizeof(word) - 1] = '\0';
    XP_CHECK(xp_nearest(word, names, 5) == NULL);
}

int main(void)
{
    static const xp_test_t tests[] = {{"nearest", test_nearest}, {"none", test_none}};

    return XP_TEST_MAIN("base/nearest", tests);
}
