/* Social choice functions: the clauses and the count against every function there is. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/exist/vote.h>

#include "tests/lib/harness.h"

/*
 * The slow double: semantics.md section 8, word by word, for a table f.
 *   m alternatives, n voters, K profiles; level(r, i, a) of alternative a for voter i at r
 */
typedef struct
{
    const xp_choice_struct *choice;
    slong m;
    slong n;
    slong profiles;
    const int *f;
} table_t;

static int level(const table_t *t, slong r, slong i, slong a)
{
    return t->choice->domain->level[xp_choice_order(t->choice, r, i) * t->m + a];
}

static int differs_only_at(const table_t *t, slong r, slong s, slong voter)
{
    for (slong i = 0; i < t->n; i++)
        if (i != voter && xp_choice_order(t->choice, r, i) != xp_choice_order(t->choice, s, i))
            return 0;
    return 1;
}

static int is_strategyproof(const table_t *t)
{
    for (slong r = 0; r < t->profiles; r++)
        for (slong s = 0; s < t->profiles; s++)
            for (slong i = 0; i < t->n; i++)
                if (differs_only_at(t, r, s, i)
                    && level(t, r, i, t->f[s]) < level(t, r, i, t->f[r]))
                    return 0;
    return 1;
}

static int is_monotone(const table_t *t)
{
    for (slong r = 0; r < t->profiles; r++)
        for (slong s = 0; s < t->profiles; s++)
        {
            int x = t->f[r], contained = 1;

            for (slong i = 0; i < t->n; i++)
                for (slong c = 0; c < t->m; c++)
                    if (level(t, r, i, x) <= level(t, r, i, c)
                        && level(t, s, i, x) > level(t, s, i, c))
                        contained = 0;
            if (contained && t->f[s] != x)
                return 0;
        }
    return 1;
}

static unsigned find_range(const table_t *t)
{
    unsigned range = 0;

    for (slong r = 0; r < t->profiles; r++)
        range |= 1u << t->f[r];
    return range;
}

static int order_of(const table_t *t, slong r, slong i, slong a, slong b)
{
    int d = level(t, r, i, a) - level(t, r, i, b);

    return (d > 0) - (d < 0);
}

static int is_set_monotone(const table_t *t)
{
    const unsigned range = find_range(t);

    for (unsigned x = 1; x < 1u << t->m; x++)
        for (slong r = 0; (x & ~range) == 0 && r < t->profiles; r++)
            for (slong s = 0; s < t->profiles; s++)
            {
                int only = 1;

                for (slong i = 0; i < t->n; i++)
                    for (slong a = 0; a < t->m; a++)
                        for (slong b = 0; b < t->m; b++)
                            if (!((x >> a & 1) && (x >> b & 1))
                                && order_of(t, r, i, a, b) != order_of(t, s, i, a, b))
                                only = 0;
                if (only && (x >> t->f[r] & 1) && !(x >> t->f[s] & 1))
                    return 0;
            }
    return 1;
}

static int is_unanimous(const table_t *t)
{
    for (slong r = 0; r < t->profiles; r++)
        for (slong a = 0; a < t->m; a++)
        {
            int top = 1;

            for (slong i = 0; i < t->n; i++)
                for (slong b = 0; b < t->m; b++)
                    if (b != a && level(t, r, i, b) <= level(t, r, i, a))
                        top = 0;
            if (top && t->f[r] != a)
                return 0;
        }
    return 1;
}

static int is_dictatorial(const table_t *t)
{
    const unsigned range = find_range(t);

    for (slong i = 0; i < t->n; i++)
    {
        int always = 1;

        for (slong r = 0; r < t->profiles; r++)
            for (slong b = 0; b < t->m; b++)
                if ((range >> b & 1) && level(t, r, i, b) < level(t, r, i, t->f[r]))
                    always = 0;
        if (always)
            return 1;
    }
    return 0;
}

static int is_condorcet(const table_t *t)
{
    for (slong r = 0; r < t->profiles; r++)
        for (slong a = 0; a < t->m; a++)
        {
            int wins = 1;

            for (slong b = 0; b < t->m; b++)
            {
                int more = 0;

                for (slong i = 0; i < t->n; i++)
                    more -= order_of(t, r, i, a, b);
                if (b != a && more <= 0)
                    wins = 0;
            }
            if (wins && t->f[r] != a)
                return 0;
        }
    return 1;
}

/* Whether s has the orders of r in some other sequence. */
static int is_reordered(const table_t *t, slong r, slong s)
{
    for (slong o = 0; o < t->choice->domain->order_count; o++)
    {
        int count = 0;

        for (slong i = 0; i < t->n; i++)
        {
            count += xp_choice_order(t->choice, r, i) == o;
            count -= xp_choice_order(t->choice, s, i) == o;
        }
        if (count != 0)
            return 0;
    }
    return 1;
}

static int is_anonymous(const table_t *t)
{
    for (slong r = 0; r < t->profiles; r++)
        for (slong s = 0; s < t->profiles; s++)
            if (is_reordered(t, r, s) && t->f[r] != t->f[s])
                return 0;
    return 1;
}

/* All permutations of up to three alternatives. */
static int is_neutral(const table_t *t)
{
    static const int permutation[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1},
                                          {2, 1, 0}};

    for (int p = 0; p < (t->m == 3 ? 6 : 3); p++)
        for (slong r = 0; r < t->profiles && (t->m == 3 || p != 1); r++)
            for (slong s = 0; s < t->profiles; s++)
            {
                int image = 1;

                for (slong i = 0; i < t->n; i++)
                    for (slong a = 0; a < t->m; a++)
                        if (level(t, s, i, permutation[p][a]) != level(t, r, i, a))
                            image = 0;
                if (image && t->f[s] != permutation[p][t->f[r]])
                    return 0;
            }
    return 1;
}

static unsigned find_properties(const table_t *t)
{
    const unsigned all = (1u << t->m) - 1;
    int dictatorial = is_dictatorial(t);

    return (unsigned) is_strategyproof(t) << XP_VOTE_STRATEGYPROOF
           | (unsigned) is_monotone(t) << XP_VOTE_MONOTONE
           | (unsigned) is_set_monotone(t) << XP_VOTE_SET_MONOTONE
           | (unsigned) is_unanimous(t) << XP_VOTE_UNANIMOUS
           | (unsigned) (find_range(t) == all) << XP_VOTE_ONTO
           | (unsigned) dictatorial << XP_VOTE_DICTATORIAL
           | (unsigned) !dictatorial << XP_VOTE_NONDICTATORIAL
           | (unsigned) is_condorcet(t) << XP_VOTE_IS_CONDORCET
           | (unsigned) is_anonymous(t) << XP_VOTE_ANONYMOUS
           | (unsigned) is_neutral(t) << XP_VOTE_NEUTRAL;
}

/* How many functions have exactly these properties. */
static void count_functions(long *count, const xp_choice_t choice)
{
    const slong profiles = choice->profile_count, m = choice->domain->alternative_count;
    int *f = xp_calloc((size_t) profiles, sizeof(int));
    table_t t = {choice, m, choice->voter_count, profiles, f};
    slong r = 0;

    while (r < profiles)
    {
        count[find_properties(&t)]++;
        for (r = 0; r < profiles && ++f[r] == m; r++)
            f[r] = 0;
    }
    free(f);
}

/* Every set of properties: decided and counted as the double says. */
static void compare(const xp_domain_t domain, slong voters, unsigned step, long *possible,
                    long *impossible)
{
    static long exactly[1 << XP_VOTE_PROPERTY_COUNT];
    xp_choice_t choice;
    xp_error_t error;
    int neutral = xp_domain_is_neutral(domain);

    xp_error_init(error);
    xp_choice_init(choice);
    memset(exactly, 0, sizeof exactly);
    XP_CHECK(xp_choice_set_sizes(choice, domain, voters, error) == XP_OK);
    count_functions(exactly, choice);
    for (unsigned set = 1; set < 1u << XP_VOTE_PROPERTY_COUNT; set += step)
    {
        xp_vote_decision_t decision;
        xp_status_t status;
        long expected = 0;
        fmpz_t count;

        for (unsigned other = 0; other < 1u << XP_VOTE_PROPERTY_COUNT; other++)
            expected += (set & ~other) == 0 ? exactly[other] : 0;
        fmpz_init(count);
        xp_vote_decision_init(decision);
        status = xp_vote_decide(decision, domain, voters, set, NULL, error);
        if (!neutral && (set >> XP_VOTE_NEUTRAL & 1))
        {
            XP_CHECK(status == XP_REFUSED);
        }
        else
        {
            XP_CHECK(status == XP_OK);
            XP_CHECK(decision->verdict == (expected > 0 ? XP_POSSIBLE : XP_IMPOSSIBLE));
            XP_CHECK(xp_vote_count(count, choice, set, NULL, error) == XP_OK);
            XP_CHECK(fmpz_equal_si(count, expected));
            *(expected > 0 ? possible : impossible) += 1;
        }
        xp_vote_decision_clear(decision);
        fmpz_clear(count);
    }
    xp_choice_clear(choice);
    xp_error_clear(error);
}

static void set_kind(xp_domain_t domain, xp_domain_kind_t kind, slong alternatives)
{
    xp_error_t error;

    xp_error_init(error);
    xp_domain_init(domain);
    XP_CHECK(xp_domain_set_kind(domain, kind, alternatives, NULL, error) == XP_OK);
    xp_error_clear(error);
}

static void set_listed(xp_domain_t domain, slong count, const int (*orders)[3])
{
    static const char *const name[] = {"a", "b", "c"};
    xp_ballots_t ballots;
    xp_error_t error;
    fmpz_t one;

    xp_error_init(error);
    fmpz_init_set_ui(one, 1);
    xp_domain_init(domain);
    xp_ballots_init(ballots);
    xp_ballots_set_alternatives(ballots, 3, name);
    for (slong o = 0; o < count; o++)
        xp_ballots_add(ballots, orders[o], one, NULL);
    XP_CHECK(xp_domain_set_ballots(domain, ballots, error) == XP_OK);
    xp_ballots_clear(ballots);
    fmpz_clear(one);
    xp_error_clear(error);
}

static void test_every_function(void)
{
    static const int pair[][3] = {{0, 1, 2}, {2, 1, 0}};
    static const int weak[][3] = {{0, 1, 1}, {0, 0, 1}};
    static const int even[][3] = {{0, 0, 0}};
    long possible = 0, impossible = 0;
    xp_domain_t domain;

    set_kind(domain, XP_DOMAIN_FULL, 2);
    compare(domain, 2, 1, &possible, &impossible);
    compare(domain, 3, 3, &possible, &impossible);
    xp_domain_clear(domain);
    set_kind(domain, XP_DOMAIN_FULL, 3);
    compare(domain, 1, 31, &possible, &impossible);
    xp_domain_clear(domain);
    set_kind(domain, XP_DOMAIN_SINGLE_PEAKED, 3);
    compare(domain, 1, 3, &possible, &impossible);
    xp_domain_clear(domain);
    set_listed(domain, 2, pair);
    compare(domain, 2, 1, &possible, &impossible);
    xp_domain_clear(domain);
    set_listed(domain, 2, weak);
    compare(domain, 2, 3, &possible, &impossible);
    xp_domain_clear(domain);
    set_listed(domain, 1, even);
    compare(domain, 2, 1, &possible, &impossible);
    xp_domain_clear(domain);
    XP_CHECK(possible > 0 && impossible > 0);
}

#define BIT(p) (1u << XP_VOTE_##p)

static void expect(xp_domain_kind_t kind, slong voters, slong alternatives, unsigned properties,
                   xp_verdict_t verdict, long count)
{
    xp_vote_decision_t decision;
    xp_domain_t domain;
    xp_error_t error;
    fmpz_t counted;

    fmpz_init(counted);
    xp_error_init(error);
    set_kind(domain, kind, alternatives);
    xp_vote_decision_init(decision);
    XP_CHECK(xp_vote_decide(decision, domain, voters, properties, NULL, error) == XP_OK);
    XP_CHECK(decision->verdict == verdict);
    XP_CHECK((verdict == XP_IMPOSSIBLE) == (decision->refutation->lemmas > 0));
    XP_CHECK((verdict == XP_POSSIBLE) == (decision->choice->choice != NULL));
    if (count >= 0)
    {
        XP_CHECK(xp_vote_count(counted, decision->choice, properties, NULL, error) == XP_OK);
        XP_CHECK(fmpz_equal_si(counted, count));
    }
    xp_vote_decision_clear(decision);
    xp_domain_clear(domain);
    xp_error_clear(error);
    fmpz_clear(counted);
}

/* Gibbard 1973, Satterthwaite 1975: onto and strategyproof on three or more is a dictatorship. */
static void test_gibbard_satterthwaite(void)
{
    const unsigned three = BIT(STRATEGYPROOF) | BIT(ONTO) | BIT(NONDICTATORIAL);
    const unsigned two = BIT(STRATEGYPROOF) | BIT(ONTO);

    expect(XP_DOMAIN_FULL, 2, 3, three, XP_IMPOSSIBLE, 0);
    expect(XP_DOMAIN_FULL, 3, 3, three, XP_IMPOSSIBLE, 0);
    expect(XP_DOMAIN_FULL, 2, 4, three, XP_IMPOSSIBLE, 0);
    expect(XP_DOMAIN_FULL, 2, 3, two, XP_POSSIBLE, 2);
    expect(XP_DOMAIN_FULL, 3, 3, two, XP_POSSIBLE, 3);
    expect(XP_DOMAIN_FULL, 2, 2, three, XP_POSSIBLE, 2);
    expect(XP_DOMAIN_FULL, 2, 3, BIT(UNANIMOUS) | BIT(DICTATORIAL), XP_POSSIBLE, -1);
}

/*
 * Strategyproof functions by hand: m constants; for each pair of alternatives the monotone Boolean
 * functions of the voters that are not constant, 4 of two voters and 18 of three (Dedekind 1897);
 * for each larger set a dictatorship of each voter.
 */
static void test_strategyproof_counts(void)
{
    expect(XP_DOMAIN_FULL, 2, 2, BIT(STRATEGYPROOF), XP_POSSIBLE, 2 + 4);
    expect(XP_DOMAIN_FULL, 3, 2, BIT(STRATEGYPROOF), XP_POSSIBLE, 2 + 18);
    expect(XP_DOMAIN_FULL, 4, 2, BIT(STRATEGYPROOF), XP_POSSIBLE, 168);
    expect(XP_DOMAIN_FULL, 2, 3, BIT(STRATEGYPROOF), XP_POSSIBLE, 3 + 3 * 4 + 2);
    expect(XP_DOMAIN_FULL, 3, 3, BIT(STRATEGYPROOF), XP_POSSIBLE, 3 + 3 * 18 + 3);
    expect(XP_DOMAIN_FULL, 2, 4, BIT(STRATEGYPROOF), XP_POSSIBLE, 4 + 6 * 4 + 4 * 2 + 2);
    expect(XP_DOMAIN_FULL, 2, 3, BIT(STRATEGYPROOF) | BIT(MONOTONE), XP_POSSIBLE, 17);
}

/* Moulin 1980: medians of the n tops and n - 1 fixed points, C(m + n - 2, n - 1) of them. */
static void test_single_peaked(void)
{
    const unsigned set = BIT(STRATEGYPROOF) | BIT(ONTO) | BIT(ANONYMOUS);

    expect(XP_DOMAIN_SINGLE_PEAKED, 2, 3, set, XP_POSSIBLE, 3);
    expect(XP_DOMAIN_SINGLE_PEAKED, 3, 3, set, XP_POSSIBLE, 6);
    expect(XP_DOMAIN_SINGLE_PEAKED, 2, 4, set, XP_POSSIBLE, 4);
    expect(XP_DOMAIN_SINGLE_PEAKED, 3, 4, set, XP_POSSIBLE, 10);
    expect(XP_DOMAIN_SINGLE_PEAKED, 3, 4, set | BIT(IS_CONDORCET), XP_POSSIBLE, 1);
}

/* Muller and Satterthwaite 1977; May 1952; Moulin 1983 (anonymous, neutral and divisors). */
static void test_other_theorems(void)
{
    expect(XP_DOMAIN_FULL, 2, 3, BIT(MONOTONE) | BIT(ONTO) | BIT(NONDICTATORIAL), XP_IMPOSSIBLE, 0);
    expect(XP_DOMAIN_FULL, 3, 2, BIT(ANONYMOUS) | BIT(NEUTRAL) | BIT(MONOTONE), XP_POSSIBLE, 1);
    expect(XP_DOMAIN_FULL, 2, 2, BIT(ANONYMOUS) | BIT(NEUTRAL), XP_IMPOSSIBLE, 0);
    expect(XP_DOMAIN_FULL, 3, 3, BIT(ANONYMOUS) | BIT(NEUTRAL), XP_IMPOSSIBLE, 0);
    expect(XP_DOMAIN_FULL, 3, 3, BIT(STRATEGYPROOF) | BIT(IS_CONDORCET), XP_IMPOSSIBLE, 0);
}

static void test_failures(void)
{
    xp_vote_decision_t decision;
    xp_domain_t domain;
    xp_choice_t choice;
    xp_error_t error;
    fmpz_t count;

    fmpz_init(count);
    xp_error_init(error);
    xp_vote_decision_init(decision);
    xp_choice_init(choice);
    set_kind(domain, XP_DOMAIN_FULL, 5);
    XP_CHECK(xp_vote_decide(decision, domain, 4, BIT(STRATEGYPROOF), NULL, error) == XP_OK);
    XP_CHECK(decision->verdict == XP_UNKNOWN && decision->reason != NULL);
    XP_CHECK(xp_vote_decide(decision, domain, 2, BIT(ONTO), &xp_test_stop, error) == XP_STOPPED);
    XP_CHECK(xp_choice_set_sizes(choice, domain, 2, error) == XP_OK);
    XP_CHECK(xp_vote_count(count, choice, BIT(ONTO), &xp_test_stop, error) == XP_STOPPED);
    /* nothing ties the profiles together: 5^(120^2 - those where both rank one at the top) */
    XP_CHECK(xp_vote_count(count, choice, BIT(UNANIMOUS), NULL, error) == XP_OK);
    XP_CHECK(fmpz_remove(count, count, (fmpz[]) {5}) == 14400 - 5 * 24 * 24);
    XP_CHECK(fmpz_is_one(count));
    xp_choice_clear(choice);
    xp_domain_clear(domain);
    xp_vote_decision_clear(decision);
    xp_error_clear(error);
    fmpz_clear(count);
}

int main(void)
{
    static const xp_test_t tests[] = {{"every-function", test_every_function},
                                      {"gibbard-satterthwaite", test_gibbard_satterthwaite},
                                      {"strategyproof-counts", test_strategyproof_counts},
                                      {"single-peaked", test_single_peaked},
                                      {"other-theorems", test_other_theorems},
                                      {"failures", test_failures}};

    return XP_TEST_MAIN("exist/vote", tests);
}
