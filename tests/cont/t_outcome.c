/* Mechanisms over finitely many outcomes, types on intervals: payments and properties. */
#include <expost/cont/outcome_check.h>
#include <expost/text/read.h>

#include "tests/lib/harness.h"

static int read_model(xp_model_t model, const char *text)
{
    xp_errors_t errors;
    xp_status_t status;

    xp_errors_init(errors);
    xp_model_init(model);
    status = xp_model_read_text(model, text, strlen(text), "test", NULL, errors);
    xp_errors_clear(errors);
    return status == XP_OK && model->continuous != NULL;
}

static xp_status_t make(xp_outcome_mechanism_t mechanism, const xp_model_t model,
                        const char *name)
{
    xp_error_t error;
    xp_status_t status;

    xp_error_init(error);
    xp_outcome_mechanism_init(mechanism);
    status = xp_outcome_mechanism_set(mechanism, model->continuous, name, NULL, error);
    xp_error_clear(error);
    return status;
}

static xp_status_t ask(xp_interval_finding_t finding, const xp_outcome_mechanism_t mechanism,
                       xp_interval_question_t question)
{
    xp_error_t error;
    xp_status_t status;

    xp_error_init(error);
    xp_interval_finding_init(finding);
    status = xp_outcome_ask(finding, mechanism, question, NULL, error);
    xp_error_clear(error);
    return status;
}

static int answers(const xp_outcome_mechanism_t mechanism, xp_interval_question_t question,
                   xp_answer_t answer)
{
    xp_interval_finding_t finding;
    int good = ask(finding, mechanism, question) == XP_OK && finding->answer == answer;

    xp_interval_finding_clear(finding);
    return good;
}

static int is_number(const fmpq_t value, slong p, ulong q)
{
    int same;
    fmpq_t other;

    fmpq_init(other);
    fmpq_set_si(other, p, q);
    same = fmpq_equal(value, other);
    fmpq_clear(other);
    return same;
}

#define UNIFORM_TRADE                                                                            \
    "outcomes keep, trade\n"                                                                     \
    "agent seller { types in [0, 1]; prior uniform; value keep = t; outside = t }\n"             \
    "agent buyer { types in [0, 1]; prior uniform; value trade = t }\n"

/*
 * The linear equilibrium of the double auction (Chatterjee and Samuelson 1983): trade when
 * b - s >= 1/4 at the mean of the bids 2b/3 + 1/12 and 2s/3 + 1/4, that is (b + s)/3 + 1/6.
 */
static const char double_auction[] = UNIFORM_TRADE
    "rule { trade when t[buyer] - t[seller] >= 1/4; keep otherwise }\n"
    "payment buyer = if(outcome == trade, (t[buyer] + t[seller])/3 + 1/6, 0)\n"
    "payment seller = if(outcome == trade, -(t[buyer] + t[seller])/3 - 1/6, 0)\n";

/* ms-uniform: gains 9/64 over keeping, which is worth E s = 1/2; second best, so iir binds. */
static void test_double_auction(void)
{
    xp_outcome_mechanism_t mechanism;
    xp_model_t model;

    XP_CHECK(read_model(model, double_auction));
    XP_CHECK(make(mechanism, model, NULL) == XP_OK);
    XP_CHECK(is_number(mechanism->welfare, 41, 64));
    XP_CHECK(fmpq_is_zero(mechanism->revenue));
    XP_CHECK(fmpq_is_zero(mechanism->budget));
    XP_CHECK(answers(mechanism, XP_INTERVAL_BIC, XP_HOLDS));
    XP_CHECK(answers(mechanism, XP_INTERVAL_IIR, XP_HOLDS));
    XP_CHECK(answers(mechanism, XP_INTERVAL_SBB, XP_HOLDS));
    XP_CHECK(answers(mechanism, XP_INTERVAL_EABB, XP_HOLDS));
    XP_CHECK(answers(mechanism, XP_INTERVAL_EPIR, XP_HOLDS));
    XP_CHECK(answers(mechanism, XP_INTERVAL_DSIC, XP_FAILS));
    XP_CHECK(answers(mechanism, XP_INTERVAL_EFF, XP_FAILS));
    XP_CHECK(answers(mechanism, XP_INTERVAL_NPT, XP_FAILS));
    xp_outcome_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* A seller who is promised a hundredth of her cost: no longer an equilibrium, nor balanced. */
static void test_spoiled(void)
{
    static const char text[] = UNIFORM_TRADE
        "rule { trade when t[buyer] - t[seller] >= 1/4; keep otherwise }\n"
        "payment buyer = if(outcome == trade, (t[buyer] + t[seller])/3 + 1/6, 0)\n"
        "payment seller = if(outcome == trade, -(t[buyer] + t[seller])/3 - 1/6, 0) - t/100\n";
    xp_interval_finding_t finding;
    xp_outcome_mechanism_t mechanism;
    xp_model_t model;

    XP_CHECK(read_model(model, text));
    XP_CHECK(make(mechanism, model, NULL) == XP_OK);
    XP_CHECK(is_number(mechanism->budget, -1, 200));
    XP_CHECK(ask(finding, mechanism, XP_INTERVAL_BIC) == XP_OK);
    XP_CHECK(finding->answer == XP_FAILS && finding->witness_agent == 0);
    XP_CHECK(finding->has_type && finding->has_report && finding->interval_count > 0);
    xp_interval_finding_clear(finding);
    XP_CHECK(answers(mechanism, XP_INTERVAL_SBB, XP_FAILS));
    XP_CHECK(answers(mechanism, XP_INTERVAL_WBB, XP_FAILS));
    XP_CHECK(answers(mechanism, XP_INTERVAL_EAWBB, XP_FAILS));
    XP_CHECK(answers(mechanism, XP_INTERVAL_EABB, XP_FAILS));
    xp_outcome_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* dagv-bilateral-uniform: b^2/2 + 1/6 and s^2/2 - s + 1/6, below 0 beyond 1 - sqrt(2/3). */
static void test_dagv(void)
{
    xp_interval_finding_t finding;
    xp_outcome_mechanism_t mechanism;
    xp_piecewise_t gain;
    xp_string_t text;
    xp_model_t model;

    XP_CHECK(read_model(model, UNIFORM_TRADE));
    XP_CHECK(make(mechanism, model, "dagv") == XP_OK);
    xp_string_init(text);
    xp_piecewise_init(gain);
    XP_CHECK(mechanism->utility[1].count == 1 && mechanism->utility[0].count == 1);
    xp_poly_add_text(text, mechanism->utility[1].piece, "b", 0);
    XP_CHECK_STR(text->text, "1/6 + b^2/2");
    xp_string_reset(text);
    xp_piecewise_sub(gain, mechanism->utility, mechanism->outside);
    xp_poly_add_text(text, gain->piece, "s", 0);
    XP_CHECK_STR(text->text, "1/6 - s + s^2/2");
    XP_CHECK(ask(finding, mechanism, XP_INTERVAL_IIR) == XP_OK);
    XP_CHECK(finding->answer == XP_FAILS && finding->interval_count == 1);
    XP_CHECK(finding->interval[0].agent == 0 && finding->interval[0].low_open);
    xp_string_reset(text);
    xp_real_add_text(text, finding->interval[0].low, -1);
    XP_CHECK_STR(text->text, "(3 - sqrt(6))/3");
    XP_CHECK(finding->slack->kind == XP_REAL_RATIONAL);
    XP_CHECK(is_number(finding->slack->rational, -1, 3));
    xp_interval_finding_clear(finding);
    XP_CHECK(answers(mechanism, XP_INTERVAL_BIC, XP_HOLDS));
    XP_CHECK(answers(mechanism, XP_INTERVAL_SBB, XP_HOLDS));
    XP_CHECK(answers(mechanism, XP_INTERVAL_DSIC, XP_FAILS));
    XP_CHECK(answers(mechanism, XP_INTERVAL_EFF, XP_HOLDS));
    xp_outcome_mechanism_clear(mechanism);
    xp_piecewise_clear(gain);
    xp_string_clear(text);
    xp_model_clear(model);
}

/* IR-VCG in uniform trade runs the deficit 1/6; pivot payments as well (Myerson, Satterthwaite). */
static void test_groves(void)
{
    static const char *const name[] = {"pivot", "ir-vcg", "groves"};
    xp_outcome_mechanism_t mechanism;
    xp_model_t model;
    int k;

    XP_CHECK(read_model(model, "outcome trade requires seller, buyer\n" UNIFORM_TRADE));
    for (k = 0; k < 3; k++)
    {
        XP_CHECK(make(mechanism, model, name[k]) == XP_OK);
        XP_CHECK(answers(mechanism, XP_INTERVAL_DSIC, XP_HOLDS));
        XP_CHECK(answers(mechanism, XP_INTERVAL_BIC, XP_HOLDS));
        XP_CHECK(answers(mechanism, XP_INTERVAL_SBB, XP_FAILS));
        if (k == 1)
        {
            XP_CHECK(is_number(mechanism->budget, -1, 6));
            XP_CHECK(answers(mechanism, XP_INTERVAL_IIR, XP_HOLDS));
            XP_CHECK(answers(mechanism, XP_INTERVAL_EAIR, XP_HOLDS));
        }
        xp_outcome_mechanism_clear(mechanism);
    }
    xp_model_clear(model);
}

/* Auctions of n bidders, U[0, 1] (myerson-uniform-cont): revenue 1/3, 1/2 without a reserve. */
static void test_auctions(void)
{
    static const char second[] =
        "outcomes owner(agents)\n"
        "agent a, b { types in [0, 1]; prior uniform; value owner(self) = t }\n"
        "payment agents = if(outcome == owner(self), max(j in others: t[j]), 0)\n";
    static const char third[] =
        "outcomes owner(agents)\n"
        "agent a, b, c { types in [0, 1]; prior uniform; value owner(self) = t }\n"
        "payment agents = if(outcome == owner(self), max(j in others: t[j]), 0)\n";
    static const char reserve[] =
        "outcomes none, owner(agents)\n"
        "agent a, b { types in [0, 1]; prior uniform; value owner(self) = t }\n"
        "rule { none when t[a] < 1/2 and t[b] < 1/2; owner(a) when t[a] >= t[b]\n"
        "       owner(b) otherwise }\n"
        "payment agents = if(outcome == owner(self), max(1/2, max(j in others: t[j])), 0)\n";
    static const char first[] =
        "outcomes owner(agents)\n"
        "agent a, b { types in [0, 1]; prior uniform; value owner(self) = t }\n"
        "payment agents = if(outcome == owner(self), t/2, 0)\n";
    static const char *const text[] = {second, third, reserve, first};
    static const ulong revenue[][2] = {{1, 3}, {1, 2}, {5, 12}, {1, 3}};
    xp_outcome_mechanism_t mechanism;
    xp_model_t model;
    int k;

    for (k = 0; k < 4; k++)
    {
        XP_CHECK(read_model(model, text[k]));
        XP_CHECK(make(mechanism, model, NULL) == XP_OK);
        XP_CHECK(is_number(mechanism->revenue, (slong) revenue[k][0], revenue[k][1]));
        XP_CHECK(answers(mechanism, XP_INTERVAL_BIC, XP_HOLDS));
        XP_CHECK(answers(mechanism, XP_INTERVAL_IIR, XP_HOLDS));
        XP_CHECK(answers(mechanism, XP_INTERVAL_EPIR, XP_HOLDS));
        XP_CHECK(answers(mechanism, XP_INTERVAL_NPT, XP_HOLDS));
        XP_CHECK(answers(mechanism, XP_INTERVAL_DSIC, k < 3 ? XP_HOLDS : XP_FAILS));
        XP_CHECK(answers(mechanism, XP_INTERVAL_EFF, k == 2 ? XP_FAILS : XP_HOLDS));
        XP_CHECK(answers(mechanism, XP_INTERVAL_NOPAY, XP_FAILS));
        xp_outcome_mechanism_clear(mechanism);
        xp_model_clear(model);
    }
}

/* The interim quantities over the cells are those of the forms: a project with three agents. */
static void test_project(void)
{
    static const char known[] =
        "outcomes no, yes\ncost yes = 3/2\n"
        "agent a[1..3] { types in [0, 1]; prior uniform; value yes = t }\n";
    static const char stated[] =
        "outcomes no, yes\ncost yes = 3/2\n"
        "agent a[1..3] { types in [0, 1]; prior uniform; value yes = t }\n"
        "rule { yes when sum(j in agents: t[j]) > 3/2; no otherwise }\n";
    xp_outcome_mechanism_t a, b;
    xp_model_t first, second;
    slong i;

    XP_CHECK(read_model(first, known) && read_model(second, stated));
    XP_CHECK(make(a, first, "none") == XP_OK);
    XP_CHECK(make(b, second, "none") == XP_OK);
    /* p727-uniform-table, n = 3, c = 3/2: 13/64 */
    XP_CHECK(is_number(a->welfare, 13, 64));
    XP_CHECK(is_number(b->welfare, 13, 64));
    XP_CHECK(is_number(b->expected_cost, 3, 4));
    for (i = 0; i < 3; i++)
    {
        xp_piecewise_canonicalise(a->value + i);
        xp_piecewise_canonicalise(b->value + i);
        XP_CHECK(xp_piecewise_equal(a->value + i, b->value + i));
    }
    XP_CHECK(answers(b, XP_INTERVAL_EFF, XP_HOLDS));
    XP_CHECK(answers(b, XP_INTERVAL_NOPAY, XP_HOLDS));
    XP_CHECK(answers(b, XP_INTERVAL_WBB, XP_FAILS));
    xp_outcome_mechanism_clear(a);
    xp_outcome_mechanism_clear(b);
    xp_model_clear(first);
    xp_model_clear(second);
}

/* What is asked and cannot be answered says so. */
static void test_refusals(void)
{
    static const char product[] = UNIFORM_TRADE
        "rule { trade when t[buyer] * t[seller] > 1/4; keep otherwise }\n";
    /* a payment, or an outcome, at a single type: no expectation would see it */
    static const char equality[] = UNIFORM_TRADE
        "rule { trade when t[buyer] > t[seller]; keep otherwise }\n"
        "payment buyer = if(t[buyer] == 1/3, -1/10, if(outcome == trade, t[seller], 0))\n"
        "payment seller = if(outcome == trade, -t[buyer], 0)\n";
    static const char single[] = UNIFORM_TRADE
        "rule { keep when t[seller] == 1/2; trade when t[buyer] > t[seller]; keep otherwise }\n";
    /* the same by bounds that meet, and at an end of the interval */
    static const char bounds[] = UNIFORM_TRADE
        "rule { trade when t[buyer] > t[seller]; keep otherwise }\n"
        "payment buyer = if(t[buyer] >= 1/3 and t[buyer] <= 1/3, -1/10,\n"
        "                   if(outcome == trade, t[seller], 0))\n"
        "payment seller = if(outcome == trade, -t[buyer], 0)\n";
    static const char end[] = UNIFORM_TRADE
        "rule { trade when t[buyer] <= 0; trade when t[buyer] > t[seller]; keep otherwise }\n";
    /* closed and open sides that meet are no single types */
    static const char sides[] = UNIFORM_TRADE
        "rule { keep when t[buyer] < 1/2; trade when t[buyer] >= 1/2 and t[seller] <= 1/2\n"
        "       keep otherwise }\n"
        "payment buyer = if(outcome == trade, 1/2, 0)\n"
        "payment seller = if(outcome == trade, -1/2, 0)\n";
    static const char normal[] =
        "outcomes keep, trade\n"
        "agent s { types in [0, 1]; prior normal(1/2, 1/10); value keep = t }\n"
        "agent b { types in [0, 1]; prior uniform; value trade = t }\n";
    static const char *const refused[] = {equality, single, bounds, end};
    xp_outcome_mechanism_t mechanism;
    xp_model_t model;
    int k;

    XP_CHECK(read_model(model, product));
    XP_CHECK(make(mechanism, model, NULL) == XP_REFUSED);
    xp_outcome_mechanism_clear(mechanism);
    XP_CHECK(make(mechanism, model, "dagv") == XP_REFUSED);
    xp_outcome_mechanism_clear(mechanism);
    XP_CHECK(make(mechanism, model, "pivott") == XP_INPUT);
    xp_outcome_mechanism_clear(mechanism);
    XP_CHECK(make(mechanism, model, "cyclic") == XP_INPUT);
    xp_outcome_mechanism_clear(mechanism);
    xp_model_clear(model);
    for (k = 0; k < 4; k++)
    {
        XP_CHECK(read_model(model, refused[k]));
        XP_CHECK(make(mechanism, model, NULL) == XP_REFUSED);
        xp_outcome_mechanism_clear(mechanism);
        xp_model_clear(model);
    }
    XP_CHECK(read_model(model, sides));
    XP_CHECK(make(mechanism, model, NULL) == XP_OK);
    XP_CHECK(answers(mechanism, XP_INTERVAL_DSIC, XP_HOLDS));
    XP_CHECK(answers(mechanism, XP_INTERVAL_EPIR, XP_HOLDS));
    XP_CHECK(answers(mechanism, XP_INTERVAL_BIC, XP_HOLDS));
    xp_outcome_mechanism_clear(mechanism);
    xp_model_clear(model);
    XP_CHECK(read_model(model, normal));
    XP_CHECK(make(mechanism, model, "pivot") == XP_REFUSED);
    xp_outcome_mechanism_clear(mechanism);
    xp_model_clear(model);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"double-auction", test_double_auction}, {"spoiled", test_spoiled},
        {"dagv", test_dagv},                     {"groves", test_groves},
        {"auctions", test_auctions},             {"project", test_project},
        {"refusals", test_refusals}};

    return XP_TEST_MAIN("outcome", tests);
}
