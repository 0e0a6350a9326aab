/* Families: which sizes they take; their texts are read back by the program's tests. */
#include <expost/render/family.h>

#include <string.h>

#include "tests/lib/harness.h"

static void check_refused(const char *name, long agents, long types, long outcomes,
                          const char *part)
{
    xp_family_sizes_t sizes = {agents, types, outcomes, 0};
    xp_error_t error;
    xp_string_t out;

    xp_error_init(error);
    xp_string_init(out);
    XP_CHECK(xp_family_write(out, name, &sizes, NULL, error) == XP_INPUT);
    XP_CHECK(out->length == 0);
    XP_CHECK(error->message != NULL && strstr(error->message, part) != NULL);
    xp_string_clear(out);
    xp_error_clear(error);
}

static void test_refused(void)
{
    check_refused("auctoin", 0, 0, 0, "`auction`");
    check_refused("zzzzzzzzz", 0, 0, 0, "--list");
    check_refused("vacation", 3, 0, 0, "no option --agents");
    check_refused("auction", 0, 0, 2, "no option --outcomes");
    check_refused("partnership", 1, 0, 0, "at least 2");
    check_refused("roommates", 0, 1, 0, "at least 2");
    check_refused("auction", XP_FAMILY_LIMIT + 1, 0, 0, "too large");
    check_refused("units", 1, 0, 0, "at least 2");
    check_refused("two-sided", 50, 0, 0, "too many sets of traders");
    check_refused("posted-price", 3, 0, 0, "no option --agents");
}

static void check_written(const char *name, long agents, long types, long outcomes,
                          const char *part)
{
    xp_family_sizes_t sizes = {agents, types, outcomes, 0};
    xp_error_t error;
    xp_string_t out;

    xp_error_init(error);
    xp_string_init(out);
    XP_CHECK(xp_family_write(out, name, &sizes, NULL, error) == XP_OK);
    XP_CHECK(strstr(out->text, part) != NULL);
    xp_string_clear(out);
    xp_error_clear(error);
}

static void test_written(void)
{
    size_t count, i;
    const xp_family_info_t *info = xp_family_list(&count);

    XP_CHECK(count == 15);
    for (i = 0; i < count; i++)
        check_written(info[i].name, 0, 0, 0, "title \"");
    check_written("bilateral-trade", 0, 5, 0, "types grid(0, 4/5, 5)");
    check_written("bilateral-trade", 0, 5, 0, "types grid(1/10, 9/10, 5)");
    check_written("auction", 7, 2, 0, "agent bidder[1..7]");
    check_written("sale", 2, 3, 0, "outcomes owner(agents), nobody");
    check_written("sale", 1, 1, 0, "1 bidder with 1 value each");
    check_written("interval-partnership", 4, 0, 0, "agent partner[1..4]");
    check_written("interval-trade", 0, 0, 0, "types in [0, 1]");
    check_written("interval-project", 2, 0, 0, "let C = 2/2");
    /* the mean of 3 types in 0..2 is one of 0, 1/3, ..., 2 */
    check_written("quadratic", 0, 0, 0, "outcomes x in grid(0, 2, 7)");
    check_written("quadratic", 0, 0, 0, "Every mean is on the grid.");
    check_written("quadratic", 0, 0, 13, "Every mean is on the grid.");
    check_written("quadratic", 0, 0, 4, "Not every mean is on the grid.");
    check_written("units", 3, 0, 0, "outcomes to_1_2, to_1_3, to_2_3\n");
    check_written("two-sided", 1, 2, 0, "outcomes none, s1_b1\n");
}

/* Prices and bids: what is asked for is in the text, and nothing is added to it on a fault. */
static void check_texts(const char *name, const char *price, const char *bids, xp_status_t status,
                        const char *part)
{
    const xp_family_sizes_t sizes = {0, 0, 0, 0};
    const xp_family_texts_t texts = {price, bids};
    xp_error_t error;
    xp_string_t out;

    xp_error_init(error);
    xp_string_init(out);
    XP_CHECK(xp_family_write(out, name, &sizes, &texts, error) == status);
    XP_CHECK(status == XP_OK || out->length == 0);
    XP_CHECK(strstr(status == XP_OK ? out->text : error->message, part) != NULL);
    xp_string_clear(out);
    xp_error_clear(error);
}

static void test_texts(void)
{
    check_texts("posted-price", "0.25", NULL, XP_OK, "let price = 1/4");
    check_texts("posted-price", "t", NULL, XP_INPUT, "a number or a fraction");
    check_texts("auction", "1", NULL, XP_INPUT, "no option --price");
    check_texts("auction", NULL, "seller = t", XP_INPUT, "no option --bids");
    check_texts("double-auction", NULL, NULL, XP_OK, "trade when t[seller] <= t[buyer]");
    check_texts("double-auction", NULL, "seller = max(t, 1/3)", XP_OK,
                "trade when (max(t[seller], 1/3)) <= t[buyer]");
    check_texts("double-auction", NULL, "buyer=1/2*t;", XP_OK, "t[seller] <= (1/2*t[buyer])");
    check_texts("double-auction", NULL, "buyer = t / 0", XP_INPUT, "--bids");
    check_texts("double-auction", NULL, "buyer = t[seller", XP_INPUT, "--bids");
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"refused", test_refused}, {"written", test_written}, {"texts", test_texts}};

    return XP_TEST_MAIN("family", tests);
}
