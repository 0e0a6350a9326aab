/* Functions by multisets of ballots: ranks, weights, and the same answers as profile by profile. */
#include <expost/vote/check.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "tests/lib/harness.h"

static void set_rule(xp_vote_function_t function, const xp_domain_t domain, slong voters,
                     xp_vote_kind_t kind, const xp_progress_t *progress)
{
    xp_vote_rule_t rule;
    xp_error_t error;

    xp_error_init(error);
    xp_vote_rule_init(rule);
    rule->kind = kind;
    XP_CHECK(xp_vote_function_set_rule(function, domain, voters, rule, progress, error) == XP_OK);
    xp_vote_rule_clear(rule);
    xp_error_clear(error);
}

/* Sorted profiles one after the other, each at its position; the weights sum to all profiles. */
static void check_positions(void)
{
    static const slong size[][2] = {{3, 1}, {3, 2}, {3, 5}, {2, 7}, {1, 4}, {4, 2}, {3, 23}};
    xp_vote_function_t function;
    xp_domain_t domain;
    xp_error_t error;
    fmpz_t weight, sum;
    size_t k;

    xp_error_init(error);
    fmpz_init(weight);
    fmpz_init(sum);
    for (k = 0; k < sizeof size / sizeof size[0]; k++)
    {
        slong orders, position, i;
        slong *number, *next, *order, *before;

        xp_domain_init(domain);
        xp_vote_function_init(function);
        XP_CHECK(xp_domain_set_kind(domain, XP_DOMAIN_FULL, size[k][0], NULL, error) == XP_OK);
        set_rule(function, domain, size[k][1], XP_VOTE_PLURALITY, NULL);
        orders = domain->order_count;
        number = xp_calloc((size_t) orders, sizeof(slong));
        next = xp_calloc((size_t) orders, sizeof(slong));
        order = xp_calloc((size_t) size[k][1], sizeof(slong));
        before = xp_calloc((size_t) size[k][1], sizeof(slong));
        xp_multisets_count(sum, orders, size[k][1]);
        XP_CHECK(fmpz_equal_si(sum, function->count));
        fmpz_zero(sum);
        for (position = 0; position < function->count; position++)
        {
            int later = 0;

            xp_multiset_get(number, function, position);
            XP_CHECK(xp_multiset_find(function, number) == position);
            if (position > 0)
            {
                xp_multiset_next(next, function);
                XP_CHECK(memcmp(next, number, (size_t) orders * sizeof(slong)) == 0);
            }
            memcpy(next, number, (size_t) orders * sizeof(slong));
            xp_vote_function_orders(order, function, position);
            for (i = 0; i < size[k][1]; i++)
                later = later != 0 ? later : order[i] < before[i] ? -1 : order[i] > before[i];
            XP_CHECK(position == 0 || later == 1);
            memcpy(before, order, (size_t) size[k][1] * sizeof(slong));
            xp_multiset_weight(weight, function, number);
            fmpz_add(sum, sum, weight);
        }
        xp_vote_function_profiles(weight, function);
        XP_CHECK(fmpz_equal(sum, weight));
        free(number);
        free(next);
        free(order);
        free(before);
        xp_vote_function_clear(function);
        xp_domain_clear(domain);
    }
    fmpz_clear(weight);
    fmpz_clear(sum);
    xp_error_clear(error);
}

static void compare(const xp_vote_function_t plain, const xp_vote_function_t symmetric,
                    xp_vote_property_t property)
{
    const xp_progress_t threads = {NULL, NULL, 3};
    const slong voters = plain->voter_count;
    xp_vote_finding_t one, other;
    xp_status_t status;
    xp_error_t error;
    slong *order = xp_malloc(2 * (size_t) voters * sizeof(slong));
    slong i;

    xp_error_init(error);
    xp_vote_finding_init(one);
    xp_vote_finding_init(other);
    status = xp_vote_check(one, plain, property, 0, NULL, error);
    XP_CHECK(xp_vote_check(other, symmetric, property, 0, &threads, error) == status);
    XP_CHECK(one->answer == other->answer && one->dictator == other->dictator);
    if (property != XP_VOTE_ANONYMOUS)
        XP_CHECK(fmpz_equal(one->checked, other->checked));
    XP_CHECK(fmpz_equal(one->violations, other->violations));
    XP_CHECK(fmpz_equal(one->profiles, other->profiles));
    if (one->answer == XP_FAILS && one->loss_count == 0 && property != XP_VOTE_ONTO)
    {
        xp_vote_place_orders(order, plain, &one->witness);
        xp_vote_place_orders(order + voters, symmetric, &other->witness);
        XP_CHECK(memcmp(order, order + voters, (size_t) voters * sizeof(slong)) == 0);
        XP_CHECK(one->witness.voter == other->witness.voter);
        XP_CHECK(one->witness.report == other->witness.report);
        XP_CHECK(one->witness.alternative == other->witness.alternative);
        XP_CHECK(one->witness.chosen == other->witness.chosen);
        XP_CHECK(one->witness.instead == other->witness.instead);
    }
    /* a loss by multisets is a loss, though perhaps not the first */
    for (i = 0; i < other->loss_count; i++)
    {
        const xp_vote_place_struct *loss = other->loss + i;
        slong profile = 0, j;

        XP_CHECK((loss->position < 0) == (one->loss[i].position < 0));
        if (loss->position < 0)
            continue;
        xp_vote_place_orders(order, symmetric, loss);
        for (j = 0; j < voters; j++)
            profile += order[j] * plain->stride[j];
        XP_CHECK(order[i] == loss->order && plain->choice[profile] == loss->chosen);
        XP_CHECK(xp_domain_prefers(plain->domain, order[i], loss->instead, loss->chosen));
    }
    free(order);
    xp_vote_finding_clear(one);
    xp_vote_finding_clear(other);
    xp_error_clear(error);
}

/* Every property of every rule, on small domains. */
static void check_same(void)
{
    static const struct
    {
        xp_domain_kind_t kind;
        slong alternatives, voters;
    } size[] = {{XP_DOMAIN_FULL, 3, 3}, {XP_DOMAIN_FULL, 3, 4}, {XP_DOMAIN_FULL, 2, 5},
                {XP_DOMAIN_FULL, 4, 2}, {XP_DOMAIN_SINGLE_PEAKED, 4, 3},
                {XP_DOMAIN_SINGLE_PEAKED, 3, 5}};
    static const xp_vote_kind_t rules[] = {XP_VOTE_PLURALITY, XP_VOTE_BORDA, XP_VOTE_CONDORCET,
                                           XP_VOTE_COPELAND, XP_VOTE_RUNOFF, XP_VOTE_KEMENY,
                                           XP_VOTE_MEDIAN};
    xp_vote_function_t plain, symmetric;
    const xp_progress_t threads = {NULL, NULL, 2};
    xp_vote_rule_t rule;
    xp_choice_t choice;
    xp_domain_t domain;
    xp_error_t error;
    size_t k, r;
    int p;

    xp_error_init(error);
    for (k = 0; k < sizeof size / sizeof size[0]; k++)
        for (r = 0; r < sizeof rules / sizeof rules[0]; r++)
        {
            if (rules[r] == XP_VOTE_MEDIAN && size[k].kind == XP_DOMAIN_FULL)
                continue;
            xp_domain_init(domain);
            xp_choice_init(choice);
            xp_vote_rule_init(rule);
            rule->kind = rules[r];
            xp_vote_function_init(plain);
            xp_vote_function_init(symmetric);
            XP_CHECK(xp_domain_set_kind(domain, size[k].kind, size[k].alternatives, NULL, error)
                     == XP_OK);
            XP_CHECK(xp_choice_set_sizes(choice, domain, size[k].voters, error) == XP_OK);
            XP_CHECK(xp_vote_table(choice, rule, NULL, error) == XP_OK);
            xp_vote_function_set_choice(plain, choice);
            set_rule(symmetric, domain, size[k].voters, rules[r], &threads);
            for (p = 0; p < XP_VOTE_PROPERTY_COUNT; p++)
                compare(plain, symmetric, (xp_vote_property_t) p);
            xp_vote_function_clear(symmetric);
            xp_vote_function_clear(plain);
            xp_vote_rule_clear(rule);
            xp_choice_clear(choice);
            xp_domain_clear(domain);
        }
    xp_error_clear(error);
}

/* A dictatorship is refused, too many multisets are a limit, a stop stops: nothing changes. */
static void check_failures(void)
{
    xp_vote_function_t function;
    xp_vote_rule_t rule;
    xp_domain_t domain;
    xp_error_t error;

    xp_error_init(error);
    xp_domain_init(domain);
    xp_vote_rule_init(rule);
    xp_vote_function_init(function);
    XP_CHECK(xp_domain_set_kind(domain, XP_DOMAIN_FULL, 4, NULL, error) == XP_OK);
    rule->kind = XP_VOTE_DICTATORSHIP;
    XP_CHECK(xp_vote_function_set_rule(function, domain, 3, rule, NULL, error) == XP_REFUSED);
    rule->kind = XP_VOTE_PLURALITY;
    XP_CHECK(xp_vote_function_set_rule(function, domain, 40, rule, NULL, error) == XP_LIMIT);
    XP_CHECK(strstr(error->message, "too many") != NULL);
    XP_CHECK(xp_vote_function_set_rule(function, domain, 3, rule, &xp_test_stop, error)
             == XP_STOPPED);
    rule->kind = XP_VOTE_MEDIAN;
    XP_CHECK(xp_vote_function_set_rule(function, domain, 3, rule, NULL, error) == XP_REFUSED);
    XP_CHECK(function->choice == NULL && function->count == 0);
    xp_vote_function_clear(function);
    xp_vote_rule_clear(rule);
    xp_domain_clear(domain);
    xp_error_clear(error);
}

int main(void)
{
    static const xp_test_t tests[] = {{"positions", check_positions},
                                      {"same_as_by_profiles", check_same},
                                      {"failures", check_failures}};

    return XP_TEST_MAIN("vote/function", tests);
}
