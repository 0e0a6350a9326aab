/* The command subsidy: the least expected subsidy of the efficient rule. */
#include "cli/certificate.h"
#include "cli/interval.h"

/* Yes when no subsidy is needed. */
static int answer(const xp_decision_t decision)
{
    if (decision->verdict == XP_OPTIMAL)
        return fmpq_sgn(decision->value) <= 0 ? XP_EXIT_YES : XP_EXIT_NO;
    return decision->verdict == XP_IMPOSSIBLE ? XP_EXIT_NO : XP_EXIT_YES;
}

static int find_subsidy(const xp_cli_options_struct *options, const xp_model_t model,
                        const char *path, const slong *profile)
{
    xp_cli_question_t question;
    int status;

    if (model->continuous != NULL)
        return xp_cli_interval_subsidy(options, model, path, profile);
    xp_cli_question_init(question);
    status = xp_cli_question_set_subsidy(question, options, model);
    if (status == XP_EXIT_YES)
        status = xp_cli_question_answer(options, model, path, question, answer, xp_subsidy_render);
    xp_cli_question_clear(question);
    return status;
}

int xp_cli_run_subsidy(const xp_cli_options_struct *options)
{
    xp_cli_properties_t properties;
    int status = xp_cli_question_usage(&properties, options);

    return status == XP_EXIT_YES ? xp_cli_run_on_model(options, find_subsidy) : status;
}
