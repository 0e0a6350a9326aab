/* The table of properties. */
#include <expost/check/property.h>

#include <string.h>

#include "tests/lib/harness.h"

/* The names in the order of the enumeration, and what they need: semantics.md section 4. */
static void test_table(void)
{
    static const struct
    {
        const char *name;
        int prior;
        int payments;
    } expected[] = {
        {"dsic", 0, 1}, {"epic", 0, 1}, {"bic", 1, 1},   {"epir", 0, 1},   {"iir", 1, 1},
        {"eair", 1, 1}, {"sbb", 0, 1},  {"wbb", 0, 1},   {"eabb", 1, 1},   {"eawbb", 1, 1},
        {"eff", 0, 0},  {"pareto", 0, 1}, {"npt", 0, 1}, {"nopay", 0, 1},  {"wmon", 0, 0},
        {"cmon", 0, 0}, {"bmon", 1, 0},
    };
    int p;

    XP_CHECK(sizeof(expected) / sizeof(expected[0]) == XP_PROPERTY_COUNT);
    for (p = 0; p < XP_PROPERTY_COUNT; p++)
    {
        const xp_property_info_t *info = xp_property_info((xp_property_t) p);
        xp_property_t found = XP_PROPERTY_COUNT;

        XP_CHECK_STR(info->name, expected[p].name);
        XP_CHECK(info->needs_prior == expected[p].prior);
        XP_CHECK(info->needs_payments == expected[p].payments);
        XP_CHECK(strlen(info->title) > 0 && strlen(info->title) <= 60);
        XP_CHECK(strlen(info->meaning) > 0 && strlen(info->meaning) <= 90);
        XP_CHECK(strchr(info->meaning, '\n') == NULL);
        XP_CHECK(xp_property_find(&found, info->name, strlen(info->name)) && (int) found == p);
    }
}

static void test_unknown(void)
{
    xp_property_t property = XP_EFF;

    XP_CHECK(!xp_property_find(&property, "ir", 2));
    XP_CHECK(!xp_property_find(&property, "DSIC", 4));
    XP_CHECK(!xp_property_find(&property, "dsi", 3));
    XP_CHECK(!xp_property_find(&property, "", 0));
    XP_CHECK(property == XP_EFF);
    /* The length counts, not what follows. */
    XP_CHECK(xp_property_find(&property, "bic,iir", 3) && property == XP_BIC);
}

int main(void)
{
    static const xp_test_t tests[] = {{"table", test_table}, {"unknown", test_unknown}};

    return XP_TEST_MAIN("property", tests);
}
