/* Properties of social choice functions on whole domains, against the literal definitions. */
#include <expost/vote/check.h>

#include <stdlib.h>
#include <string.h>

#include "tests/lib/harness.h"
#include "tests/lib/ref_vote.h"

#define MOST_PROFILES 256

/* A function in both forms. */
typedef struct
{
    xp_domain_t domain;
    xp_choice_t choice;
    xp_vote_function_t function;
    int table[MOST_PROFILES];
    ref_vote_t plain;
} subject_t;

/* The domain is set; sizes and a table of 0. */
static void begin(subject_t *subject, slong voters)
{
    xp_error_t error;

    xp_error_init(error);
    xp_choice_init(subject->choice);
    xp_vote_function_init(subject->function);
    XP_CHECK(xp_choice_set_sizes(subject->choice, subject->domain, voters, error) == XP_OK);
    XP_CHECK(xp_choice_alloc(subject->choice, error) == XP_OK);
    XP_CHECK(subject->choice->profile_count <= MOST_PROFILES);
    subject->plain = (ref_vote_t) {(int) voters, (int) subject->domain->alternative_count,
                                   (int) subject->domain->order_count, subject->domain->level,
                                   subject->table};
    xp_error_clear(error);
}

static void begin_kind(subject_t *subject, xp_domain_kind_t kind, slong alternatives, slong voters)
{
    xp_error_t error;

    xp_error_init(error);
    xp_domain_init(subject->domain);
    XP_CHECK(xp_domain_set_kind(subject->domain, kind, alternatives, NULL, error) == XP_OK);
    begin(subject, voters);
    xp_error_clear(error);
}

/* Random weak orders; every: all 13 of three alternatives, a neutral domain with ties. */
static void begin_listed(subject_t *subject, slong alternatives, slong orders, slong voters,
                         int every, uint64_t *state)
{
    static const char *const name[] = {"a", "b", "c", "d"};
    xp_ballots_t ballots;
    xp_error_t error;
    fmpz_t one;
    slong o, a;

    xp_error_init(error);
    fmpz_init_set_ui(one, 1);
    xp_ballots_init(ballots);
    xp_ballots_set_alternatives(ballots, alternatives, name);
    for (o = 0; o < (every ? 27 : orders); o++)
    {
        int level[4], rank[4];
        slong b;
        int seen;

        for (a = 0; a < alternatives; a++)
            level[a] = every ? (int) (o / (a == 0 ? 1 : a == 1 ? 3 : 9) % 3)
                             : (int) xp_test_random(state, (uint64_t) alternatives);
        for (a = 0; a < alternatives; a++)
        {
            /* without gaps: the number of different levels below */
            unsigned below = 0;

            for (b = 0; b < alternatives; b++)
                below |= level[b] < level[a] ? 1u << level[b] : 0;
            for (seen = 0; below != 0; below &= below - 1)
                seen++;
            rank[a] = seen;
        }
        xp_ballots_add(ballots, rank, one, NULL);
    }
    xp_domain_init(subject->domain);
    XP_CHECK(xp_domain_set_ballots(subject->domain, ballots, error) == XP_OK);
    xp_ballots_clear(ballots);
    fmpz_clear(one);
    xp_error_clear(error);
    begin(subject, voters);
}

static void choose(subject_t *subject, slong profile, slong alternative)
{
    subject->table[profile] = (int) alternative;
    subject->choice->choice[profile] = (uint16_t) alternative;
    xp_vote_function_set_choice(subject->function, subject->choice);
}

static void end(subject_t *subject)
{
    xp_vote_function_clear(subject->function);
    xp_choice_clear(subject->choice);
    xp_domain_clear(subject->domain);
}

static slong first_best(const subject_t *subject, slong order, unsigned among)
{
    slong best = -1, a;

    for (a = 0; a < subject->domain->alternative_count; a++)
        if ((among >> a & 1)
            && (best < 0 || xp_domain_prefers(subject->domain, order, a, best)))
            best = a;
    return best;
}

/* Tables of several kinds, so that every property holds and fails often enough. */
static void fill(subject_t *subject, uint64_t *state)
{
    const slong alternatives = subject->domain->alternative_count;
    const slong voters = subject->choice->voter_count, count = subject->choice->profile_count;
    const uint64_t kind = xp_test_random(state, 8);
    const slong voter = (slong) xp_test_random(state, (uint64_t) voters);
    const unsigned among = 1 + (unsigned) xp_test_random(state, (1u << alternatives) - 1);
    xp_vote_rule_t rule;
    xp_error_t error;
    slong r;

    xp_error_init(error);
    xp_vote_rule_init(rule);
    rule->kind = kind == 4 ? XP_VOTE_PLURALITY : kind == 5 ? XP_VOTE_BORDA : XP_VOTE_COPELAND;
    for (r = 0; r < count; r++)
        choose(subject, r,
               kind == 0 ? (slong) xp_test_random(state, (uint64_t) alternatives)
               : kind == 1
                   ? first_best(subject, xp_choice_order(subject->choice, r, voter), among)
               : kind == 2 ? first_best(subject, xp_choice_order(subject->choice, r, 0), ~0u)
                           : 0);
    if (kind >= 4 && kind < 7)
    {
        xp_choice_t choice;

        xp_choice_init(choice);
        XP_CHECK(xp_choice_set_sizes(choice, subject->domain, voters, error) == XP_OK);
        XP_CHECK(xp_vote_table(choice, rule, NULL, error) == XP_OK);
        for (r = 0; r < count; r++)
            choose(subject, r, choice->choice[r]);
        xp_choice_clear(choice);
    }
    if (xp_test_random(state, 3) == 0)
        choose(subject, (slong) xp_test_random(state, (uint64_t) count),
               (slong) xp_test_random(state, (uint64_t) alternatives));
    xp_vote_rule_clear(rule);
    xp_error_clear(error);
}

static int holds_plainly(const ref_vote_t *plain, xp_vote_property_t property)
{
    ref_vote_lies_t lies;
    int i;

    switch (property)
    {
    case XP_VOTE_STRATEGYPROOF:
        return ref_vote_strategyproof(&lies, plain);
    case XP_VOTE_MONOTONE:
        return ref_vote_monotone(plain);
    case XP_VOTE_SET_MONOTONE:
        return ref_vote_set_monotone(plain);
    case XP_VOTE_UNANIMOUS:
        return ref_vote_unanimous(plain);
    case XP_VOTE_ONTO:
        return ref_vote_onto(plain);
    case XP_VOTE_DICTATORIAL:
    case XP_VOTE_NONDICTATORIAL:
        for (i = 0; i < plain->voters && !ref_vote_is_dictator(plain, i); i++)
            ;
        return (i < plain->voters) == (property == XP_VOTE_DICTATORIAL);
    case XP_VOTE_IS_CONDORCET:
        return ref_vote_condorcet(plain);
    case XP_VOTE_ANONYMOUS:
        return ref_vote_anonymous(plain);
    case XP_VOTE_NEUTRAL:
    default:
        return ref_vote_neutral(plain);
    }
}

/* The witness is a violation, as far as the place alone tells. */
static void check_witness(const subject_t *subject, const xp_vote_finding_t finding)
{
    const xp_vote_place_struct *place = &finding->witness;
    const xp_choice_struct *choice = subject->choice;
    slong order, other;

    if (finding->property == XP_VOTE_ONTO || finding->property == XP_VOTE_NONDICTATORIAL)
        return;
    XP_CHECK(place->position >= 0 && place->position < choice->profile_count);
    XP_CHECK(place->chosen == choice->choice[place->position]);
    XP_CHECK(place->chosen != place->instead || finding->property == XP_VOTE_NEUTRAL);
    if (place->report < 0)
        return;
    order = xp_choice_order(choice, place->position, place->voter);
    other = xp_choice_report(choice, place->position, place->voter, place->report);
    XP_CHECK(order != place->report);
    XP_CHECK(choice->choice[other] == place->instead);
    if (finding->property == XP_VOTE_STRATEGYPROOF)
        XP_CHECK(xp_domain_prefers(subject->domain, order, place->instead, place->chosen));
}

static void check_lies(const subject_t *subject, const xp_vote_finding_t finding)
{
    ref_vote_lies_t lies;

    (void) ref_vote_strategyproof(&lies, &subject->plain);
    XP_CHECK(fmpz_equal_si(finding->violations, lies.violated));
    XP_CHECK(fmpz_equal_si(finding->profiles, lies.profiles));
    XP_CHECK(fmpz_equal_si(finding->checked,
                           subject->choice->profile_count * subject->choice->voter_count
                               * (subject->domain->order_count - 1)));
    if (lies.violated == 0)
        return;
    XP_CHECK(finding->witness.position == lies.profile);
    XP_CHECK(finding->witness.voter == lies.voter);
    XP_CHECK(finding->witness.report == lies.report);
}

static void check_dictators(const subject_t *subject, const xp_vote_finding_t finding)
{
    slong first = -1, i;

    XP_CHECK(finding->loss_count == subject->plain.voters);
    for (i = 0; i < finding->loss_count; i++)
    {
        const xp_vote_place_struct *loss = finding->loss + i;
        int dictator = ref_vote_is_dictator(&subject->plain, (int) i);

        XP_CHECK((loss->position < 0) == dictator);
        if (dictator && first < 0)
            first = i;
        if (!dictator)
            XP_CHECK(xp_domain_prefers(subject->domain,
                                       xp_choice_order(subject->choice, loss->position, i),
                                       loss->instead, loss->chosen));
    }
    XP_CHECK(finding->dictator == first);
}

/* Asks for everything; tally[property][answer] counts what occurred. */
static void compare(const subject_t *subject, int tally[][3])
{
    xp_vote_finding_t finding, listed, shared;
    const xp_progress_t threads = {NULL, NULL, 3};
    xp_error_t error;
    int p;

    for (p = 0; p < XP_VOTE_PROPERTY_COUNT; p++)
    {
        int expected = holds_plainly(&subject->plain, (xp_vote_property_t) p);
        xp_status_t status;

        xp_error_init(error);
        xp_vote_finding_init(finding);
        xp_vote_finding_init(listed);
        xp_vote_finding_init(shared);
        status = xp_vote_check(finding, subject->function, (xp_vote_property_t) p, 0, NULL, error);
        if (expected < 0)
        {
            XP_CHECK(p == XP_VOTE_NEUTRAL && status == XP_REFUSED);
            XP_CHECK(strstr(error->message, "leads out of") != NULL);
            tally[p][2]++;
        }
        else
        {
            XP_CHECK(status == XP_OK);
            XP_CHECK((finding->answer == XP_HOLDS) == expected);
            XP_CHECK((finding->answer == XP_FAILS) == !expected);
            XP_CHECK(fmpz_is_zero(finding->violations) == expected);
            XP_CHECK(fmpz_cmp(finding->violations, finding->checked) <= 0);
            if (!expected)
                check_witness(subject, finding);
            if (p == XP_VOTE_STRATEGYPROOF)
                check_lies(subject, finding);
            if (p == XP_VOTE_DICTATORIAL || p == XP_VOTE_NONDICTATORIAL)
                check_dictators(subject, finding);
            tally[p][expected]++;
            XP_CHECK(xp_vote_check(listed, subject->function, (xp_vote_property_t) p, 1, NULL,
                                   error) == XP_OK);
            if (listed->loss_count == 0)
                XP_CHECK(fmpz_equal_ui(listed->violations, listed->all_count));
            if (listed->all_count > 0)
                XP_CHECK(memcmp(listed->all, &finding->witness, sizeof finding->witness) == 0);
            XP_CHECK(xp_vote_check(shared, subject->function, (xp_vote_property_t) p, 0, &threads,
                                   error) == XP_OK);
            XP_CHECK(fmpz_equal(shared->violations, finding->violations)
                     && fmpz_equal(shared->checked, finding->checked)
                     && memcmp(&shared->witness, &finding->witness, sizeof finding->witness)
                            == 0);
        }
        xp_vote_finding_clear(finding);
        xp_vote_finding_clear(listed);
        xp_vote_finding_clear(shared);
        xp_error_clear(error);
    }
}

static void check_definitions(void)
{
    long rounds = xp_test_rounds(12), round;
    int tally[XP_VOTE_PROPERTY_COUNT][3] = {{0}};
    uint64_t state = 20261122;
    subject_t subject;
    int p;

    for (round = 0; round < rounds * 8; round++)
    {
        switch (round % 8)
        {
        case 0:
            begin_kind(&subject, XP_DOMAIN_FULL, 3, 2);
            break;
        case 1:
            begin_kind(&subject, XP_DOMAIN_SINGLE_PEAKED, 3, 3);
            break;
        case 2:
            begin_kind(&subject, XP_DOMAIN_FULL, 2, 4);
            break;
        case 3:
            begin_kind(&subject, XP_DOMAIN_SINGLE_PEAKED, 4, 2);
            break;
        case 4:
            begin_listed(&subject, 3, 5, 3, 0, &state);
            break;
        case 5:
            begin_listed(&subject, 4, 9, 2, 0, &state);
            break;
        case 6:
            begin_listed(&subject, 3, 0, 2, 1, &state);
            XP_CHECK(subject.domain->order_count == 13);
            break;
        default:
            begin_kind(&subject, XP_DOMAIN_FULL, 3, 1);
        }
        fill(&subject, &state);
        compare(&subject, tally);
        end(&subject);
    }
    for (p = 0; p < XP_VOTE_PROPERTY_COUNT; p++)
    {
        XP_CHECK(tally[p][0] > 0);
        XP_CHECK(tally[p][1] > 0);
    }
    XP_CHECK(tally[XP_VOTE_NEUTRAL][2] > 0);
}

/* One function by hand: two voters, alternatives a, b, c; asks one property. */
static void ask(subject_t *subject, xp_vote_finding_t finding, xp_vote_property_t property)
{
    xp_error_t error;

    xp_error_init(error);
    xp_vote_finding_init(finding);
    XP_CHECK(xp_vote_check(finding, subject->function, property, 0, NULL, error) == XP_OK);
    xp_error_clear(error);
}

/*
 * By hand, orders 0 abc, 1 acb, 2 bac, 3 bca, 4 cab, 5 cba, the second voter fastest.  The
 * dictatorship of the first voter, but at (abc, abc) b: then the first voter gains by acb, b is not
 * unanimous, and so on.
 */
static void check_spoiled_dictatorship(void)
{
    static const struct
    {
        xp_vote_property_t property;
        slong position, voter, report, chosen, instead;
    } expected[] = {{XP_VOTE_STRATEGYPROOF, 0, 0, 1, 1, 0},
                    /* from (abc, abc) to (bac, abc) b only rises, and stays b; the first pair is
                       (abc, abc) to (abc, bac): the second voter raises b, and a is chosen */
                    {XP_VOTE_MONOTONE, 0, 1, 2, 1, 0},
                    /* acb, c and b exchanged: chosen a, not in {b, c} */
                    {XP_VOTE_SET_MONOTONE, 0, 0, 1, 1, 0},
                    {XP_VOTE_UNANIMOUS, 0, -1, -1, 1, 0},
                    {XP_VOTE_IS_CONDORCET, 0, -1, -1, 1, 0},
                    {XP_VOTE_DICTATORIAL, 0, 0, -1, 1, 0},
                    /* (abc, acb) has a, (acb, abc) has a; the first is (abc, bac), a against b */
                    {XP_VOTE_ANONYMOUS, 2, 0, -1, 0, 1}};
    xp_vote_finding_t finding;
    subject_t subject;
    slong r;
    size_t k;

    begin_kind(&subject, XP_DOMAIN_FULL, 3, 2);
    for (r = 0; r < 36; r++)
        choose(&subject, r, r / 6 / 2);
    choose(&subject, 0, 1);
    for (k = 0; k < sizeof expected / sizeof expected[0]; k++)
    {
        ask(&subject, finding, expected[k].property);
        XP_CHECK(finding->answer == XP_FAILS);
        XP_CHECK(finding->witness.position == expected[k].position);
        XP_CHECK(finding->witness.voter == expected[k].voter);
        XP_CHECK(finding->witness.report == expected[k].report);
        XP_CHECK(finding->witness.chosen == expected[k].chosen);
        XP_CHECK(finding->witness.instead == expected[k].instead);
        xp_vote_finding_clear(finding);
    }
    ask(&subject, finding, XP_VOTE_NEUTRAL);
    XP_CHECK(finding->answer == XP_FAILS);
    /* a and b exchanged: (bac, bac) chooses b, which is to be a at (abc, abc)'s image */
    XP_CHECK(finding->witness.position == 0 && finding->witness.alternative == 0);
    XP_CHECK(finding->witness.instead == 1);
    xp_vote_finding_clear(finding);
    ask(&subject, finding, XP_VOTE_NONDICTATORIAL);
    XP_CHECK(finding->answer == XP_HOLDS && finding->dictator == -1);
    xp_vote_finding_clear(finding);
    ask(&subject, finding, XP_VOTE_ONTO);
    XP_CHECK(finding->answer == XP_HOLDS && fmpz_equal_si(finding->checked, 3));
    xp_vote_finding_clear(finding);
    end(&subject);
}

/* Nothing but b: both voters are dictators of {b}, and a is the first never chosen. */
static void check_constant(void)
{
    xp_vote_finding_t finding;
    subject_t subject;
    slong r;

    begin_kind(&subject, XP_DOMAIN_FULL, 3, 2);
    for (r = 0; r < 36; r++)
        choose(&subject, r, 1);
    ask(&subject, finding, XP_VOTE_ONTO);
    XP_CHECK(finding->answer == XP_FAILS && finding->witness.instead == 0);
    XP_CHECK(fmpz_equal_si(finding->violations, 2) && finding->all_count == 2);
    xp_vote_finding_clear(finding);
    ask(&subject, finding, XP_VOTE_NONDICTATORIAL);
    XP_CHECK(finding->answer == XP_FAILS && finding->dictator == 0);
    XP_CHECK(fmpz_equal_si(finding->violations, 2) && finding->witness.voter == 0);
    xp_vote_finding_clear(finding);
    ask(&subject, finding, XP_VOTE_DICTATORIAL);
    XP_CHECK(finding->answer == XP_HOLDS && finding->dictator == 0);
    xp_vote_finding_clear(finding);
    ask(&subject, finding, XP_VOTE_SET_MONOTONE);
    XP_CHECK(finding->answer == XP_HOLDS && fmpz_is_zero(finding->checked));
    xp_vote_finding_clear(finding);
    end(&subject);
}

/* Moulin: on single-peaked orders the median of an odd number of voters has everything. */
static void check_median(void)
{
    static const xp_vote_property_t property[] = {
        XP_VOTE_STRATEGYPROOF, XP_VOTE_MONOTONE, XP_VOTE_UNANIMOUS, XP_VOTE_ONTO,
        XP_VOTE_NONDICTATORIAL, XP_VOTE_IS_CONDORCET, XP_VOTE_ANONYMOUS};
    xp_vote_finding_t finding;
    xp_vote_rule_t rule;
    xp_error_t error;
    subject_t subject;
    size_t k;

    begin_kind(&subject, XP_DOMAIN_SINGLE_PEAKED, 3, 3);
    xp_error_init(error);
    xp_vote_rule_init(rule);
    rule->kind = XP_VOTE_MEDIAN;
    free(subject.choice->choice);
    subject.choice->choice = NULL;
    XP_CHECK(xp_vote_table(subject.choice, rule, NULL, error) == XP_OK);
    xp_vote_function_set_choice(subject.function, subject.choice);
    for (k = 0; k < sizeof property / sizeof property[0]; k++)
    {
        ask(&subject, finding, property[k]);
        XP_CHECK(finding->answer == XP_HOLDS);
        XP_CHECK(fmpz_sgn(finding->checked) > 0);
        xp_vote_finding_clear(finding);
    }
    xp_vote_rule_clear(rule);
    xp_error_clear(error);
    end(&subject);
}

static void check_stop(void)
{
    xp_vote_finding_t finding;
    xp_error_t error;
    subject_t subject;

    begin_kind(&subject, XP_DOMAIN_FULL, 3, 2);
    choose(&subject, 0, 0);
    xp_error_init(error);
    xp_vote_finding_init(finding);
    XP_CHECK(xp_vote_check(finding, subject.function, XP_VOTE_STRATEGYPROOF, 0, &xp_test_stop,
                           error) == XP_STOPPED);
    XP_CHECK(finding->answer == XP_UNDECIDED && error->message != NULL);
    xp_vote_finding_clear(finding);
    xp_error_clear(error);
    end(&subject);
}

int main(void)
{
    static const xp_test_t tests[] = {{"literal_definitions", check_definitions},
                                      {"spoiled_dictatorship", check_spoiled_dictatorship},
                                      {"constant", check_constant},
                                      {"median", check_median},
                                      {"stop", check_stop}};

    return XP_TEST_MAIN("vote/check", tests);
}
