/* Profiles: order, indices and lines, against nested loops. */
#include <expost/model/profiles.h>

#include "tests/lib/harness.h"

static void test_order(void)
{
    static const slong types[] = {2, 3, 4};
    xp_profiles_t profiles;
    slong profile[3] = {0, 0, 0}, again[3], a, b, c, index = 0;

    xp_profiles_init(profiles);
    xp_profiles_set(profiles, 3, types, 1000);
    XP_CHECK(profiles->size == 24 && fmpz_equal_si(profiles->count, 24));
    for (a = 0; a < 2; a++)
        for (b = 0; b < 3; b++)
            for (c = 0; c < 4; c++, index++)
            {
                XP_CHECK(profile[0] == a && profile[1] == b && profile[2] == c);
                XP_CHECK(xp_profiles_index(profiles, profile) == index);
                xp_profiles_get(again, profiles, index);
                XP_CHECK(memcmp(profile, again, sizeof(profile)) == 0);
                /* The others' profile, by hand: without b it is (a, c). */
                XP_CHECK(xp_profiles_line_of(profiles, 1, index) == 4 * a + c);
                XP_CHECK(xp_profiles_line_start(profiles, 1, 4 * a + c) == 12 * a + c);
                XP_CHECK(xp_profiles_line_of(profiles, 0, index) == 4 * b + c);
                XP_CHECK(xp_profiles_line_of(profiles, 2, index) == 3 * a + b);
                XP_CHECK(xp_profiles_next(profile, profiles) == (index < 23));
            }
    XP_CHECK(xp_profiles_lines(profiles, 1) == 8);
    XP_CHECK(xp_profiles_is_valid(profiles));
    xp_profiles_clear(profiles);
}

static void test_too_many(void)
{
    static const slong types[] = {625, 625, 625, 625, 625};
    xp_profiles_t profiles;
    xp_error_t error;

    xp_error_init(error);
    xp_profiles_init(profiles);
    xp_profiles_set(profiles, 5, types, 1000000);
    XP_CHECK(!xp_profiles_are_listed(profiles) && xp_profiles_is_valid(profiles));
    XP_CHECK(xp_profiles_require(profiles, "check", error) == XP_LIMIT);
    /* 5^20 */
    XP_CHECK(strstr(error->message, "95367431640625") != NULL);
    XP_CHECK(strstr(error->message, "--at") != NULL);
    xp_profiles_set(profiles, 1, types, 625);
    XP_CHECK(xp_profiles_require(profiles, "check", error) == XP_OK);
    xp_profiles_clear(profiles);
    xp_error_clear(error);
}

int main(void)
{
    static const xp_test_t tests[] = {{"order", test_order}, {"too many", test_too_many}};

    return XP_TEST_MAIN("model/profiles", tests);
}
