/* What is largest, least or without bound, in a theorem of a file for Coq. */
#include "cert/coq_impl.h"

static void add_objective_value(xp_coq_t *c)
{
    static const char *const full[] = {NULL, "revenue e m", "profit e m", "welfare e m",
                                       "total_utility e m", "deficit e m", NULL};
    static const char *const reduced[] = {
        NULL, "expected_payments T q", "expected_budget T q",
        "expected_values T - expected_cost T", "expected_values T - expected_payments T q",
        "- expected_budget T q", NULL};
    const xp_question_t *question = &c->certificate->question;
    const long agent = (long) question->objective_agent;
    int own = question->objective == XP_OBJECTIVE_UTILITY && agent >= 0;

    if (own && xp_coq_is_interim(c))
        xp_coq_add(c, "type_expectation T %ld (fun s => interim_utility T q %ld s s)", agent,
                   agent);
    else if (own)
        xp_coq_add(c, "expected_utility e %ld m", agent);
    else
        xp_coq_add(c, "%s", (xp_coq_is_interim(c) ? reduced : full)[question->objective]);
}

static int is_worst(const xp_coq_t *c)
{
    return c->certificate->question.objective == XP_OBJECTIVE_WORST_DEFICIT;
}

static void add_bound(xp_coq_t *c)
{
    xp_coq_add(c, "of_Q ");
    xp_coq_argument(c, c->certificate->value);
}

/* That the optimum is attained, as one more condition. */
static void add_attained(xp_coq_t *c)
{
    const size_t begun = xp_coq_begin_thing(c, 1, " /\\");

    if (is_worst(c))
    {
        xp_coq_add(c, "worst_deficit e m (");
        add_bound(c);
        xp_coq_add(c, ")");
    }
    else
    {
        xp_coq_add(c, "(");
        add_objective_value(c);
        xp_coq_add(c, " = ");
        add_bound(c);
        xp_coq_add(c, ")%%num");
    }
    xp_coq_end_thing(c, begun);
}

/* `smaller <= larger`, the objective on the side where the direction puts it. */
static void add_order(xp_coq_t *c, const char *sign, int objective_first, const char *bound)
{
    int side;

    xp_coq_add(c, "(");
    for (side = 0; side < 2; side++)
    {
        xp_coq_add(c, "%s%s%s", side == 1 ? " " : "", side == 1 ? sign : "",
                   side == 1 ? " " : "");
        if ((side == 0) != objective_first)
        {
            if (bound != NULL)
                xp_coq_add(c, "%s", bound);
            else
                add_bound(c);
        }
        else if (is_worst(c))
            xp_coq_add(c, "z");
        else
            add_objective_value(c);
    }
    xp_coq_add(c, ")%%num");
}

void xp_coq_optimum(xp_coq_t *c)
{
    slong count = 0;

    c->indent = 4;
    xp_coq_conditions(c, &count, "(exists");
    xp_coq_claimed(c, &count);
    add_attained(c);
    xp_coq_add(c, ") /\\\n  ");
    count = 0;
    xp_coq_conditions(c, &count, "forall");
    xp_coq_claimed(c, &count);
    xp_coq_add(c, " ->");
    xp_coq_break(c);
    if (is_worst(c))
        xp_coq_add(c, "forall z, worst_deficit e m z -> ");
    add_order(c, "<=", c->certificate->question.maximise, NULL);
}

void xp_coq_unbounded(xp_coq_t *c)
{
    slong count = 0;
    size_t begun;

    xp_coq_add(c, "forall bound : F, ");
    c->indent = 4;
    xp_coq_conditions(c, &count, "exists");
    xp_coq_claimed(c, &count);
    begun = xp_coq_begin_thing(c, count, " /\\");
    if (is_worst(c))
        xp_coq_add(c, "exists z, worst_deficit e m z /\\ ");
    add_order(c, "<", !c->certificate->question.maximise, "bound");
    xp_coq_end_thing(c, begun);
}
