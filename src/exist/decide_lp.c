/* Which form of the linear program suits a question. */
#include <stdlib.h>

#include "exist/exist_impl.h"
#include "exist/lp_forms.h"

#define BIT(property) XP_PROPERTY_BIT(property)

/* So many incentive rows are given to the engine at once without a thought. */
#define FEW_ROWS 300

static int has_dominant(const xp_question_t *question)
{
    return (xp_program_properties(question) & (BIT(XP_DSIC) | BIT(XP_EPIC))) != 0;
}

static int is_large(const xp_question_t *question)
{
    int large;
    fmpz_t count;

    fmpz_init(count);
    xp_row_count(count, question, XP_ROW_DSIC);
    large = fmpz_cmp_si(count, FEW_ROWS) > 0;
    fmpz_clear(count);
    return large;
}

static xp_method_t choose_form(const xp_question_t *question)
{
    const xp_properties_t properties = xp_program_properties(question);

    if (has_dominant(question))
        return is_large(question) ? XP_METHOD_LP_DEMAND : XP_METHOD_LP_WHOLE;
    if ((properties & BIT(XP_BIC)) && question->environment->prior == XP_PRIOR_INDEPENDENT)
        return XP_METHOD_LP_INTERIM;
    return XP_METHOD_LP_WHOLE;
}

xp_status_t xp_decide_lp(xp_decision_t decision, const xp_question_t *question,
                         xp_method_t form, const xp_decide_options_t *options,
                         const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status;
    xp_decision_t found;

    if (form == XP_METHOD_LP || form == XP_METHOD_AUTO)
        form = choose_form(question);
    if (form == XP_METHOD_LP_INTERIM && question->environment->prior != XP_PRIOR_INDEPENDENT)
    {
        xp_error_set(error, "the method lp-interim needs an independent prior; lp-whole does not");
        return XP_INPUT;
    }
    if (form == XP_METHOD_LP_DEMAND && !has_dominant(question))
    {
        xp_error_set(error, "the method lp-demand is for dsic and epic, whose rows it adds one by "
                            "one; lp-whole and lp-interim are for other properties");
        return XP_INPUT;
    }
    xp_decision_init(found);
    if (form == XP_METHOD_LP_INTERIM)
        status = xp_decide_lp_interim(found, question, options, progress, error);
    else if (form == XP_METHOD_LP_DEMAND)
        status = xp_decide_lp_demand(found, question, options, progress, error);
    else
        status = xp_decide_lp_whole(found, question, options, progress, error);
    found->method = form;
    if (status == XP_OK)
        xp_decision_swap(decision, found);
    xp_decision_clear(found);
    return status;
}
