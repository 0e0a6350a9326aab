/* An LP engine that lies, crashes, gives up or hangs: the verdict is unknown, with the reason. */
#include <stdlib.h>
#include <unistd.h>

#include "lp/lp.h"
#include "tests/exist/ask.h"

static void give_up(xp_lp_claim_t *claim, const xp_lp_struct *lp, int primal)
{
    (void) lp;
    (void) primal;
    claim->verdict = XP_LP_UNKNOWN;
}

static void crash(xp_lp_claim_t *claim, const xp_lp_struct *lp, int primal)
{
    (void) claim;
    (void) lp;
    (void) primal;
    abort();
}

static void leave(xp_lp_claim_t *claim, const xp_lp_struct *lp, int primal)
{
    (void) claim;
    (void) lp;
    (void) primal;
    _exit(0);
}

/* Until the limit of CPU time ends the process. */
static void hang(xp_lp_claim_t *claim, const xp_lp_struct *lp, int primal)
{
    volatile int going = 1;

    (void) lp;
    (void) primal;
    claim->verdict = XP_LP_UNKNOWN;
    while (going)
        continue;
}

/* Zeros for everything. */
static void claim_optimal(xp_lp_claim_t *claim, const xp_lp_struct *lp, int primal)
{
    (void) lp;
    (void) primal;
    claim->verdict = XP_LP_OPTIMAL;
}

static void claim_infeasible(xp_lp_claim_t *claim, const xp_lp_struct *lp, int primal)
{
    (void) primal;
    claim->verdict = XP_LP_INFEASIBLE;
    for (slong r = 0; r < lp->row_count; r++)
        fmpq_one(claim->y + r);
}

static void claim_unbounded(xp_lp_claim_t *claim, const xp_lp_struct *lp, int primal)
{
    (void) lp;
    (void) primal;
    claim->verdict = XP_LP_UNBOUNDED;
}

/* The honest engine's words turned round. */
static void turn_round(xp_lp_claim_t *claim, const xp_lp_struct *lp, int primal)
{
    xp_lp_engine_qsopt(claim, lp, primal);
    claim->verdict = claim->verdict == XP_LP_OPTIMAL ? XP_LP_INFEASIBLE : XP_LP_OPTIMAL;
}

/* Right but for one part in the solution and one in the multipliers. */
static void spoil(xp_lp_claim_t *claim, const xp_lp_struct *lp, int primal)
{
    xp_lp_engine_qsopt(claim, lp, primal);
    if (claim->verdict == XP_LP_OPTIMAL && lp->column_count > 0)
        fmpq_add_si(claim->x, claim->x, 1000);
    if (lp->row_count > 0)
        fmpq_sub_si(claim->y, claim->y, 1000);
}

static void expect_unknown(xp_lp_engine_t *engine, const char *seller, const char *buyer,
                           xp_objective_t objective, xp_method_t method, int deterministic)
{
    char text[512];
    xp_model_t model;
    xp_question_t question;
    xp_decide_options_t options;
    xp_decision_t decision;
    xp_error_t error;

    snprintf(text, sizeof text,
             "outcomes keep, trade\n"
             "agent seller {\n types %s\n prior uniform\n value trade = -t\n}\n"
             "agent buyer {\n types %s\n prior uniform\n value trade = t\n}\n",
             seller, buyer);
    read_model(model, text);
    memset(&options, 0, sizeof options);
    options.method = method;
    options.engine_seconds = 1;
    options.engine = (void (*)(void)) engine;
    question = ask_question(model, deterministic, method == XP_METHOD_LP_DEMAND
                                                      ? "dsic,epir,sbb"
                                                      : "bic,iir,wbb");
    question.deterministic = deterministic;
    question.objective = objective;
    question.maximise = 1;
    xp_decision_init(decision);
    xp_error_init(error);
    XP_CHECK(xp_decide(decision, &question, &options, NULL, error) == XP_OK);
    XP_CHECK(decision->verdict == XP_UNKNOWN);
    XP_CHECK(decision->reason != NULL && decision->reason[0] != '\0');
    XP_CHECK(decision->proof->node_count == 0 && decision->ray->length == 0);
    XP_CHECK(error->message == NULL);
    xp_error_clear(error);
    xp_decision_clear(decision);
    xp_model_clear(model);
}

static void test_engines(void)
{
    static xp_lp_engine_t *const engines[] = {give_up,         crash,      leave, claim_infeasible,
                                              claim_unbounded, turn_round, spoil};
    static const xp_method_t methods[] = {XP_METHOD_LP_WHOLE, XP_METHOD_LP_INTERIM,
                                          XP_METHOD_LP_DEMAND, XP_METHOD_LP};

    for (size_t e = 0; e < sizeof engines / sizeof engines[0]; e++)
        for (size_t m = 0; m < 4; m++)
        {
            const int deterministic = methods[m] == XP_METHOD_LP;

            expect_unknown(engines[e], "1, 3", "2, 4", XP_OBJECTIVE_REVENUE, methods[m],
                           deterministic);
            if (engines[e] != claim_infeasible)
                expect_unknown(engines[e], "0, 4", "1, 5", XP_OBJECTIVE_NONE, methods[m],
                               deterministic && engines[e] != turn_round);
        }
    expect_unknown(claim_optimal, "1, 3", "2, 4", XP_OBJECTIVE_REVENUE, XP_METHOD_LP_WHOLE, 0);
}

static void test_hanging(void)
{
    expect_unknown(hang, "1, 3", "2, 4", XP_OBJECTIVE_REVENUE, XP_METHOD_LP, 0);
}

int main(void)
{
    static const xp_test_t tests[] = {{"engines", test_engines}, {"hanging", test_hanging}};

    return XP_TEST_MAIN("engine_fake", tests);
}
