/* Domains of orders: by hand, against the definition, and found again. */
#include <expost/vote/domain.h>

#include <expost/base/string.h>

#include "tests/lib/harness.h"

/* The orders as words such as "abc dba". */
static void add_words(xp_string_t out, const xp_domain_t domain)
{
    slong m = domain->alternative_count, o, a;
    int on;

    for (o = 0; o < domain->order_count; o++)
    {
        if (o > 0)
            xp_string_add_char(out, ' ');
        for (on = 0; on < m; on++)
            for (a = 0; a < m; a++)
                if (domain->level[o * m + a] == on)
                    xp_string_add(out, domain->label[a]);
    }
}

static void check_words(xp_domain_kind_t kind, slong m, const char *words)
{
    xp_domain_t domain;
    xp_error_t error;
    xp_string_t text;
    slong o;

    xp_string_init(text);
    xp_error_init(error);
    xp_domain_init(domain);
    XP_CHECK(xp_domain_set_kind(domain, kind, m, NULL, error) == XP_OK);
    add_words(text, domain);
    XP_CHECK_STR(text->text, words);
    for (o = 0; o < domain->order_count; o++)
        XP_CHECK(xp_domain_find(domain, domain->level + o * m) == o);
    xp_domain_clear(domain);
    xp_error_clear(error);
    xp_string_clear(text);
}

static void test_hand(void)
{
    check_words(XP_DOMAIN_FULL, 1, "a");
    check_words(XP_DOMAIN_FULL, 3, "abc acb bac bca cab cba");
    check_words(XP_DOMAIN_SINGLE_PEAKED, 2, "ab ba");
    check_words(XP_DOMAIN_SINGLE_PEAKED, 3, "abc bac bca cba");
    check_words(XP_DOMAIN_SINGLE_PEAKED, 4, "abcd bacd bcad bcda cbad cbda cdba dcba");
}

/* Every alternative between the top and another is better than that other. */
static int is_single_peaked(const int *level, slong m)
{
    slong top = 0, a, b;

    for (a = 0; a < m; a++)
        top = level[a] == 0 ? a : top;
    for (a = 0; a < m; a++)
        for (b = 0; b < m; b++)
            if (((top <= b && b < a) || (a < b && b <= top)) && level[b] > level[a])
                return 0;
    return 1;
}

static void test_single_peaked(void)
{
    xp_domain_t full, peaked;
    xp_error_t error;
    slong m, o;

    xp_error_init(error);
    for (m = 1; m <= 6; m++)
    {
        slong found = 0;

        xp_domain_init(full);
        xp_domain_init(peaked);
        XP_CHECK(xp_domain_set_kind(full, XP_DOMAIN_FULL, m, NULL, error) == XP_OK);
        XP_CHECK(xp_domain_set_kind(peaked, XP_DOMAIN_SINGLE_PEAKED, m, NULL, error) == XP_OK);
        XP_CHECK(peaked->order_count == (slong) 1 << (m - 1));
        for (o = 0; o < full->order_count; o++)
        {
            int is = is_single_peaked(full->level + o * m, m);

            XP_CHECK(xp_domain_find(peaked, full->level + o * m) == (is ? found : -1));
            found += is;
        }
        XP_CHECK(xp_domain_is_neutral(full));
        XP_CHECK(xp_domain_is_neutral(peaked) == (m <= 2));
        xp_domain_clear(full);
        xp_domain_clear(peaked);
    }
    xp_error_clear(error);
}

static void test_listed(void)
{
    static const char *const names[] = {"x", "y", "z"};
    static const int ballot[][3] = {{0, 1, 2}, {0, XP_BALLOT_UNRANKED, XP_BALLOT_UNRANKED},
                                    {0, 1, 1}, {1, 0, 2}, {0, 1, XP_BALLOT_UNRANKED}};
    static const int tied[] = {0, 1, 1}, absent[] = {2, 1, 0};
    xp_ballots_t ballots;
    xp_domain_t domain;
    xp_error_t error;
    fmpz_t one;
    size_t i;

    xp_error_init(error);
    xp_ballots_init(ballots);
    xp_domain_init(domain);
    fmpz_init_set_ui(one, 1);
    xp_ballots_set_alternatives(ballots, 3, names);
    for (i = 0; i < 5; i++)
        xp_ballots_add(ballots, ballot[i], one, NULL);
    XP_CHECK(xp_domain_set_ballots(domain, ballots, error) == XP_OK);
    /* x>y>z, x>y~z, y>x>z: unranked alternatives are tied behind */
    XP_CHECK(domain->order_count == 3 && domain->kind == XP_DOMAIN_LISTED);
    XP_CHECK(xp_domain_find(domain, tied) == 1 && xp_domain_find(domain, absent) == -1);
    XP_CHECK(xp_domain_prefers(domain, 0, 1, 2) && !xp_domain_prefers(domain, 1, 1, 2));
    XP_CHECK(!xp_domain_is_neutral(domain));
    XP_CHECK_STR(domain->label[2], "z");
    XP_CHECK(xp_domain_find(domain, ballot[3]) == 2);
    fmpz_clear(one);
    xp_domain_clear(domain);
    xp_ballots_clear(ballots);
    xp_error_clear(error);
}

static void test_limits(void)
{
    xp_domain_t domain;
    xp_error_t error;

    xp_error_init(error);
    xp_domain_init(domain);
    XP_CHECK(xp_domain_set_kind(domain, XP_DOMAIN_FULL, 11, NULL, error) == XP_LIMIT);
    XP_CHECK(xp_domain_set_kind(domain, XP_DOMAIN_SINGLE_PEAKED, 40, NULL, error) == XP_LIMIT);
    XP_CHECK(domain->order_count == 0 && error->message != NULL);
    xp_domain_clear(domain);
    xp_error_clear(error);
}

int main(void)
{
    static const xp_test_t tests[] = {{"hand", test_hand},
                                      {"single_peaked", test_single_peaked},
                                      {"listed", test_listed},
                                      {"limits", test_limits}};

    return XP_TEST_MAIN("vote/domain", tests);
}
