/* The checker on random mechanisms against every inequality of the slow reference. */
#include <stdio.h>
#include <stdlib.h>

#include <expost/check/check.h>
#include <expost/check/property.h>
#include <expost/rule/mechanism.h>

#include "tests/lib/expect.h"
#include "tests/lib/harness.h"
#include "tests/lib/random_model.h"
#include "tests/lib/random_payments.h"
#include "tests/lib/ref_check.h"

static struct
{
    unsigned long holds[XP_PROPERTY_COUNT];
    unsigned long fails[XP_PROPERTY_COUNT];
    unsigned long tier[3];
    unsigned long term[10];
    unsigned long skipped;
    unsigned long without_slack;
    unsigned long least_unproved;
    unsigned long missing;
    unsigned long refused;
    unsigned long several;
} seen;

static xp_random_counts_t counts;

/* What may be asked, by semantics.md: which properties need a prior, which payments. */
static xp_status_t may_ask(const xp_ref_model_t ref, int has_payments, xp_property_t property,
                           int *both)
{
    int prior = property == XP_BIC || property == XP_IIR || property == XP_EAIR
                || property == XP_EABB || property == XP_EAWBB || property == XP_BMON;
    int payments = property != XP_EFF && property != XP_WMON && property != XP_CMON
                   && property != XP_BMON;
    int missing = (prior && ref->prior == XP_PRIOR_NONE) || (payments && !has_payments);
    int meaningless = property == XP_DSIC && !ref->private;

    *both = missing && meaningless;
    if (meaningless)
        return XP_REFUSED;
    return missing ? XP_INPUT : XP_OK;
}

static int is_cycle_property(xp_property_t property)
{
    return property == XP_CMON || property == XP_BMON;
}

static int names_same(const xp_place_struct *place, const xp_ref_place_struct *expected)
{
    return place->property == expected->property && place->agent == expected->agent
           && place->type == expected->type && place->report == expected->report
           && place->others == expected->others && place->profile == expected->profile
           && place->outcome == expected->outcome;
}

static int is_same(const xp_place_struct *place, const xp_ref_place_struct *expected)
{
    return names_same(place, expected) && fmpq_equal(place->slack, expected->slack)
           && fmpq_equal(place->difference, expected->difference);
}

/* Whether the cycle at the place is one: simple, from its least type, its sum the slack. */
static int is_cycle(const xp_ref_model_t ref, const xp_place_struct *place)
{
    slong length = place->cycle_length;
    int good = place->cycle != NULL && length >= 2;
    fmpq_t sum, edge;

    fmpq_init(sum);
    fmpq_init(edge);
    for (slong e = 0; good && e < length; e++)
    {
        slong from = place->cycle[e], to = place->cycle[e + 1 < length ? e + 1 : 0];

        good = from >= 0 && from < ref->types[place->agent] && to >= 0
               && to < ref->types[place->agent] && (e == 0 || place->cycle[0] < from);
        for (slong d = 0; d < e; d++)
            good = good && place->cycle[d] != from;
        if (good && place->others < 0)
            good = !fmpq_is_zero(xp_ref_marginal(ref, place->agent, from));
        if (!good)
            break;
        xp_ref_edge(edge, ref, place->agent, place->others, from, to);
        fmpq_add(sum, sum, edge);
    }
    good = good && fmpq_equal(sum, place->slack);
    fmpq_clear(sum);
    fmpq_clear(edge);
    return good;
}

/*
 * Of cmon and bmon the same type graphs fail; at each a cycle is shown, the
 * least one unless least_proved is 0: then `at` is the least of those shown.
 */
static void compare_cycles(const xp_ref_model_t ref, const xp_finding_struct *finding,
                           const xp_ref_finding_t expected, int all)
{
    const xp_place_struct *at = &finding->at, *first = NULL;

    if (expected->violations == 0)
        XP_EXPECT(finding->least_proved);
    if (expected->has_slack)
        XP_EXPECT(is_cycle(ref, at));
    if (finding->least_proved && expected->has_slack
        && (!expected->walks || expected->violations == 0))
        XP_EXPECT(is_same(at, &expected->at));
    if (expected->violations > 0)
    {
        XP_EXPECT(names_same(&finding->witness, expected->all));
        XP_EXPECT(is_cycle(ref, &finding->witness) && fmpq_sgn(finding->witness.slack) < 0);
    }
    for (slong e = 0; all && e < expected->violations && e < (slong) finding->all_count; e++)
    {
        const xp_place_struct *shown = finding->all + e;

        XP_EXPECT(names_same(shown, expected->all + e));
        XP_EXPECT(is_cycle(ref, shown) && fmpq_sgn(shown->slack) < 0);
        if (first == NULL || fmpq_cmp(shown->slack, first->slack) < 0)
            first = shown;
    }
    if (first != NULL)
    {
        XP_EXPECT(at->agent == first->agent && at->others == first->others);
        XP_EXPECT(fmpq_equal(at->slack, first->slack));
        seen.least_unproved += !finding->least_proved;
    }
}

static void compare_finding(const xp_ref_model_t ref, const xp_finding_struct *finding,
                            const xp_ref_finding_t expected, const xp_check_options_t *options)
{
    int fails = expected->violations > 0;

    XP_EXPECT(finding->answer == (fails ? XP_FAILS : XP_HOLDS));
    XP_EXPECT(fmpz_equal_si(finding->checked, expected->checked));
    XP_EXPECT(fmpz_equal_si(finding->skipped, expected->skipped));
    XP_EXPECT(fmpz_equal_si(finding->violations, expected->violations));
    XP_EXPECT((finding->has_slack != 0) == expected->has_slack);
    XP_EXPECT(finding->all_count == (options->all ? (size_t) expected->violations : 0));
    XP_EXPECT(finding->tier <= XP_TIER_FMPZ);
    XP_EXPECT(!finding->has_slack || finding->tier >= options->tier_least);
    if (is_cycle_property(finding->property))
    {
        compare_cycles(ref, finding, expected, options->all);
        return;
    }
    if (expected->has_slack)
        XP_EXPECT(is_same(&finding->at, &expected->at));
    if (fails)
        XP_EXPECT(is_same(&finding->witness, expected->all));
    for (slong e = 0; options->all && e < expected->violations; e++)
        XP_EXPECT(e < (slong) finding->all_count
                  && is_same(finding->all + e, expected->all + e));
}

/* Asks the same in each arithmetic and with one thread and three. */
static void compare_findings(const xp_ref_model_t ref, const xp_mechanism_t mechanism,
                             const fmpq *payment, const xp_property_t *asked, size_t count)
{
    xp_ref_finding_t *expected = malloc((count + 1) * sizeof(xp_ref_finding_t));
    fmpq_t ex_post, interim;
    xp_error_t error;

    fmpq_init(ex_post);
    fmpq_init(interim);
    xp_error_init(error);
    if (payment != NULL)
        xp_ref_regret_ex_post(ex_post, ref, payment);
    if (payment != NULL && ref->prior != XP_PRIOR_NONE)
        xp_ref_regret_interim(interim, ref, payment);
    for (size_t q = 0; q < count; q++)
    {
        xp_ref_finding_init(expected[q]);
        xp_ref_check(expected[q], ref, payment, asked[q]);
        seen.holds[asked[q]] += expected[q]->violations == 0;
        seen.fails[asked[q]] += expected[q]->violations > 0;
        seen.several += expected[q]->violations > 1;
        seen.skipped += expected[q]->skipped > 0;
        seen.without_slack += !expected[q]->has_slack;
    }
    for (int variant = 0; variant < 7; variant++)
    {
        /* The last is what a plain call asks: no list, no regret unless it comes by itself. */
        xp_check_options_t options = {.all = variant < 6, .regret = variant < 6,
                                      .threads = variant == 6 ? 0 : variant < 3 ? 1 : 3,
                                      .tier_least = (xp_tier_t) (variant % 3)};
        xp_findings_t findings;

        xp_findings_init(findings);
        XP_EXPECT(xp_check(findings, mechanism, asked, count, variant == 6 ? NULL : &options,
                           NULL, error) == XP_OK);
        XP_EXPECT(findings->count == count);
        for (size_t q = 0; q < count && q < findings->count; q++)
        {
            XP_EXPECT(findings->finding[q].property == asked[q]);
            compare_finding(ref, findings->finding + q, expected[q], &options);
            seen.tier[findings->finding[q].tier] += variant == 0;
        }
        XP_EXPECT(!options.regret || findings->has_ex_post == (payment != NULL));
        XP_EXPECT(!options.regret
                  || findings->has_interim
                         == (payment != NULL && ref->prior != XP_PRIOR_NONE));
        XP_EXPECT(!findings->has_ex_post || fmpq_equal(findings->regret_ex_post, ex_post));
        XP_EXPECT(!findings->has_interim || fmpq_equal(findings->regret_interim, interim));
        xp_findings_clear(findings);
    }
    for (size_t q = 0; q < count; q++)
        xp_ref_finding_clear(expected[q]);
    free(expected);
    xp_error_clear(error);
    fmpq_clear(ex_post);
    fmpq_clear(interim);
}

/* Which properties can be asked; a question with one that cannot changes nothing. */
static size_t list_properties(xp_property_t *asked, const xp_ref_model_t ref,
                              const xp_mechanism_t mechanism, int has_payments, int cycles)
{
    size_t count = 0;
    xp_error_t error;

    xp_error_init(error);
    for (int p = 0; p < XP_PROPERTY_COUNT; p++)
    {
        xp_property_t property = (xp_property_t) p;
        int both;
        xp_status_t expected = may_ask(ref, has_payments, property, &both);
        xp_status_t status = xp_check_can_ask(mechanism, property, error);
        xp_findings_t findings;

        XP_EXPECT(status == expected || (both && status == XP_INPUT));
        if (expected == XP_OK && (cycles || !is_cycle_property(property)))
            asked[count++] = property;
        if (expected == XP_OK)
            continue;
        XP_EXPECT(error->message != NULL);
        xp_findings_init(findings);
        XP_EXPECT(xp_check(findings, mechanism, &property, 1, NULL, NULL, error) == status);
        XP_EXPECT(findings->count == 0 && findings->finding == NULL);
        xp_findings_clear(findings);
        seen.missing += status == XP_INPUT;
        seen.refused += status == XP_REFUSED;
    }
    xp_error_clear(error);
    return count;
}

static void run_round(uint64_t *state, const xp_random_limits_t *limits)
{
    xp_model_t model;
    xp_scale_t scale;
    xp_ref_model_t ref;
    xp_mechanism_t mechanism;
    xp_payments_t terms;
    xp_error_t error;
    xp_property_t asked[XP_PROPERTY_COUNT + 1];
    fmpq *payment = NULL;
    size_t count;

    xp_model_init(model);
    xp_scale_init(scale);
    xp_mechanism_init(mechanism);
    xp_payments_init(terms);
    xp_error_init(error);
    xp_random_model(model, scale, state, limits, &counts);
    xp_ref_model_init(ref, model, NULL);
    XP_EXPECT(xp_mechanism_build(mechanism, model, NULL, NULL, XP_IR_DEFAULT, NULL, error)
              == XP_OK);
    if (!xp_random_happens(state, 12))
    {
        payment = _fmpq_vec_init(ref->n * ref->K);
        xp_random_payments(payment, ref, scale, state);
        if (xp_random_happens(state, 2))
            xp_payments_set_profiles(terms, ref, payment);
        else
            xp_random_terms(terms, ref, payment, state, seen.term);
        xp_payments_swap(mechanism->payments, terms);
    }
    count = list_properties(asked, ref, mechanism, payment != NULL, limits->types <= 20);
    /* In an order of no meaning, one of them perhaps twice. */
    if (count > 0 && xp_random_happens(state, 4))
    {
        asked[count] = asked[xp_random_pick(state, (slong) count)];
        count++;
    }
    for (size_t q = count; q > 1; q--)
    {
        size_t other = (size_t) xp_random_pick(state, (slong) q);
        xp_property_t property = asked[q - 1];

        asked[q - 1] = asked[other];
        asked[other] = property;
    }
    compare_findings(ref, mechanism, payment, asked, count);
    if (payment != NULL)
        _fmpq_vec_clear(payment, ref->n * ref->K);
    xp_error_clear(error);
    xp_payments_clear(terms);
    xp_mechanism_clear(mechanism);
    xp_ref_model_clear(ref);
    xp_scale_clear(scale);
    xp_model_clear(model);
}

static void test_small(void)
{
    uint64_t state = UINT64_C(0x63686563);
    xp_random_limits_t limits = {4, 4, 4, 36, 0, 0};
    long rounds = xp_test_rounds(500);

    for (xp_expect_round = 0; xp_expect_round < rounds; xp_expect_round++)
    {
        limits.profiles = xp_random_happens(&state, 2) ? 12 : 36;
        run_round(&state, &limits);
    }
}

/* More agents, more types, more outcomes. */
static void test_larger(void)
{
    uint64_t state = UINT64_C(0x77696465);
    static const xp_random_limits_t limits[7] = {
        {4, 4, 4, 200, 0, 0}, {8, 2, 3, 256, 1, 0}, {2, 40, 4, 400, 0, 0}, {3, 23, 4, 200, 0, 0},
        {2, 13, 4, 60, 0, 0}, {2, 5, 30, 16, 0, 0},
        {1, 20, 4, 20, 0, XP_RANDOM_RULE_EXPLICIT}};
    long rounds = xp_test_rounds(35);

    for (xp_expect_round = 0; xp_expect_round < rounds; xp_expect_round++)
        run_round(&state, limits + xp_expect_round % 7);
}

/* Every feature, every arithmetic, every kind of term, and both verdicts of each property. */
static void test_occurred(void)
{
    static const char *const tier[3] = {"tier int64", "tier int128", "tier fmpz"};
    static const char *const term[10] = {"constant", "cost",   "value",  "clarke",  "outside",
                                         "type",     "choice", "others", "profile", "function"};
    char text[64];

    XP_CHECK(xp_random_counts_print("random_check", &counts) == 0);
    for (int p = 0; p < XP_PROPERTY_COUNT; p++)
    {
        const char *name = xp_property_info((xp_property_t) p)->name;

        snprintf(text, sizeof(text), "%s holds", name);
        xp_expect_occurred("random_check", text, seen.holds[p]);
        snprintf(text, sizeof(text), "%s fails", name);
        xp_expect_occurred("random_check", text, seen.fails[p]);
    }
    for (int e = 0; e < 3; e++)
        xp_expect_occurred("random_check", tier[e], seen.tier[e]);
    for (int e = 0; e < 10; e++)
    {
        snprintf(text, sizeof(text), "term of kind %s", term[e]);
        xp_expect_occurred("random_check", text, seen.term[e]);
    }
    xp_expect_occurred("random_check", "true types skipped", seen.skipped);
    xp_expect_occurred("random_check", "nothing to check", seen.without_slack);
    xp_expect_occurred("random_check", "several violations", seen.several);
    xp_expect_occurred("random_check", "data missing", seen.missing);
    xp_expect_occurred("random_check", "refused", seen.refused);
    xp_expect_occurred("random_check", "least cycle not proved", seen.least_unproved);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"small", test_small}, {"larger", test_larger}, {"occurred", test_occurred}};

    return XP_TEST_MAIN("random_check", tests);
}
