/* The report `subsidy`: the least expected deficit of the efficient rule. */
#include <expost/render/decide.h>
#include <expost/render/number.h>

#include "render/decide_impl.h"

/* The verdict: "possible" without a subsidy, "impossible", "unknown". */
static const char *name_verdict(const xp_decision_struct *decision)
{
    switch (decision->verdict)
    {
    case XP_OPTIMAL:
        return fmpq_sgn(decision->value) <= 0 ? "possible" : "impossible";
    case XP_UNBOUNDED:
        return "possible";
    case XP_IMPOSSIBLE:
        return "impossible";
    default:
        return "unknown";
    }
}

static void add_verdict(xp_string_t out, const xp_decide_report_t *decide, long digits)
{
    const xp_decision_struct *decision = decide->decision;
    fmpq_t surplus;

    xp_string_add(out, "With ");
    xp_decide_add_rule(out, decide->question->rule);
    switch (decision->verdict)
    {
    case XP_OPTIMAL:
        xp_string_add(out, " the least expected subsidy of a BIC and interim IR mechanism is ");
        xp_number_add(out, decision->value, digits);
        if (fmpq_sgn(decision->value) > 0)
            xp_string_add(out, ": without it there is none in this environment.");
        else
        {
            fmpq_init(surplus);
            fmpq_neg(surplus, decision->value);
            xp_string_add(out, ": none is needed, and the expected surplus can be as large as ");
            xp_number_add(out, surplus, digits);
            xp_string_add_char(out, '.');
            fmpq_clear(surplus);
        }
        break;
    case XP_UNBOUNDED:
        xp_string_add(out, " no subsidy is needed: the expected surplus of a BIC and interim IR "
                           "mechanism has no bound.");
        break;
    case XP_IMPOSSIBLE:
        xp_string_add(out, " no mechanism is BIC and interim IR in this environment, whatever the "
                           "subsidy.");
        break;
    default:
        xp_string_printf(out, " the least expected subsidy is unknown: %s.", decision->reason);
        break;
    }
}

xp_status_t xp_subsidy_render(xp_string_t out, const xp_report_t *report,
                              const xp_decide_report_t *decide, xp_error_t error)
{
    return xp_decide_render_as(out, report, decide, name_verdict(decide->decision), add_verdict,
                               error);
}
