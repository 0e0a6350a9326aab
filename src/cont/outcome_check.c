/* Asks a mechanism over finitely many outcomes, types on intervals, for its properties. */
#include "cont/outcome_check.h"

#include <string.h>

static int is_groves(const xp_outcome_mechanism_t mechanism)
{
    return strcmp(mechanism->payments, "groves") == 0
           || strcmp(mechanism->payments, "pivot") == 0
           || strcmp(mechanism->payments, "ir-vcg") == 0;
}

/* bic agent by agent: the first that fails, or the first that is not decided. */
static void ask_bic(xp_interval_finding_t finding, const xp_outcome_mechanism_t mechanism)
{
    xp_interval_finding_t one;
    slong i;

    finding->answer = XP_HOLDS;
    xp_interval_finding_tell(finding, "for every agent the truthful utility is continuous, its "
                                      "slope is the expected slope of the value, and that does "
                                      "not fall");
    for (i = 0; i < mechanism->n; i++)
    {
        xp_interval_finding_init(one);
        one->question = XP_INTERVAL_BIC;
        xp_outcome_ask_bic(one, mechanism, i);
        if (one->answer == XP_FAILS || (one->answer == XP_UNDECIDED && finding->answer == XP_HOLDS))
            xp_interval_finding_swap(finding, one);
        xp_interval_finding_clear(one);
        if (finding->answer == XP_FAILS)
            return;
    }
}

/* What needs no computation; 0 when nothing is known. */
static int ask_theorem(xp_interval_finding_t finding, const xp_outcome_mechanism_t mechanism)
{
    if (finding->question == XP_INTERVAL_DSIC && is_groves(mechanism))
        xp_interval_finding_tell(finding, "the rule is efficient and the payments are Groves "
                                          "payments");
    else if (finding->question == XP_INTERVAL_EFF && mechanism->efficient)
        xp_interval_finding_tell(finding, "the rule is the efficient one");
    else if (mechanism->has_rho
             && (finding->question == XP_INTERVAL_SBB || finding->question == XP_INTERVAL_WBB))
        xp_interval_finding_tell(finding, "the functions rho cancel in the sum of the payments, "
                                          "and what is left is the cost");
    else if ((finding->question == XP_INTERVAL_NPT || finding->question == XP_INTERVAL_NOPAY)
             && strcmp(mechanism->payments, "none") == 0)
        xp_interval_finding_tell(finding, "there are no payments");
    else
        return 0;
    finding->answer = XP_HOLDS;
    return 1;
}

static xp_status_t ask(xp_interval_finding_t finding, const xp_outcome_mechanism_t mechanism,
                       const xp_progress_t *progress, xp_error_t error)
{
    switch (finding->question)
    {
    case XP_INTERVAL_BIC:
        ask_bic(finding, mechanism);
        return XP_OK;
    case XP_INTERVAL_IIR:
        xp_outcome_ask_iir(finding, mechanism);
        return XP_OK;
    case XP_INTERVAL_EAIR:
        xp_outcome_ask_eair(finding, mechanism);
        return XP_OK;
    case XP_INTERVAL_EABB:
    case XP_INTERVAL_EAWBB:
        xp_outcome_ask_budget(finding, mechanism, finding->question == XP_INTERVAL_EABB);
        return XP_OK;
    default:
        if (ask_theorem(finding, mechanism) || xp_outcome_search(finding, mechanism,
                                                                 finding->question))
            return XP_OK;
        return xp_outcome_ask_everywhere(finding, mechanism, finding->question, progress, error);
    }
}

xp_status_t xp_outcome_ask(xp_interval_finding_t finding, const xp_outcome_mechanism_t mechanism,
                           xp_interval_question_t question, const xp_progress_t *progress,
                           xp_error_t error)
{
    xp_interval_finding_t found;
    xp_status_t status;

    xp_interval_finding_init(found);
    found->question = question;
    found->n = mechanism->n;
    status = ask(found, mechanism, progress, error);
    if (status == XP_OK)
        xp_interval_finding_swap(finding, found);
    xp_interval_finding_clear(found);
    return status;
}
