/* The names of the properties of voting rules. */
#include <expost/vote/property.h>

#include "tests/lib/harness.h"

static void check_lists(void)
{
    xp_error_t error;
    unsigned set = 0;
    int p;

    xp_error_init(error);
    XP_CHECK(xp_vote_properties_parse(&set, "strategyproof, onto ,neutral", error) == XP_OK);
    XP_CHECK(set == (1u << XP_VOTE_STRATEGYPROOF | 1u << XP_VOTE_ONTO | 1u << XP_VOTE_NEUTRAL));
    XP_CHECK(xp_vote_properties_parse(&set, "all", error) == XP_OK && set == 1023);
    for (p = 0; p < XP_VOTE_PROPERTY_COUNT; p++)
    {
        const xp_vote_property_info_t *info = xp_vote_property_info((xp_vote_property_t) p);

        XP_CHECK(xp_vote_properties_parse(&set, info->word, error) == XP_OK && set == 1u << p);
        XP_CHECK(info->words[0] != '\0' && strlen(info->summary) <= 90);
    }
    xp_error_clear(error);
}

static void check_faults(void)
{
    static const char *const list[] = {"", "onto,", ",onto", "onto,,neutral", "on to", "Onto",
                                       "set-monoton", "dictator,onto"};
    xp_error_t error;
    unsigned set = 7;
    size_t k;

    xp_error_init(error);
    for (k = 0; k < sizeof list / sizeof list[0]; k++)
        XP_CHECK(xp_vote_properties_parse(&set, list[k], error) == XP_INPUT && set == 7);
    XP_CHECK(xp_vote_properties_parse(&set, "set-monoton", error) == XP_INPUT);
    XP_CHECK(strstr(error->message, "did you mean `set-monotone`") != NULL);
    xp_error_clear(error);
}

int main(void)
{
    static const xp_test_t tests[] = {{"lists", check_lists}, {"faults", check_faults}};

    return XP_TEST_MAIN("vote/property", tests);
}
