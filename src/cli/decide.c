/* The command decide: does a mechanism with these properties exist? */
#include "cli/certificate.h"

static int answer(const xp_decision_t decision)
{
    return decision->verdict == XP_IMPOSSIBLE ? XP_EXIT_NO : XP_EXIT_YES;
}

static int decide(const xp_cli_options_struct *options, const xp_model_t model, const char *path,
                  const slong *profile)
{
    xp_cli_properties_t properties;
    xp_cli_question_t question;
    int status = xp_cli_question_usage(&properties, options);

    (void) profile;
    if (status != XP_EXIT_YES)
        return status;
    xp_cli_question_init(question);
    status = xp_cli_question_set(question, options, &properties, model);
    if (status == XP_EXIT_YES)
        status = xp_cli_question_answer(options, model, path, question, answer, xp_decide_render);
    xp_cli_question_clear(question);
    return status;
}

int xp_cli_run_decide(const xp_cli_options_struct *options)
{
    xp_cli_properties_t properties;
    int status = xp_cli_question_usage(&properties, options);

    return status == XP_EXIT_YES ? xp_cli_run_on_model(options, decide) : status;
}
