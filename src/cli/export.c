/* The command export: the system that decide solves, and the environment of a certificate. */
#include <expost/cert/certificate.h>
#include <expost/cert/export.h>
#include <expost/cert/interval.h>

#include "cli/cli.h"
#include "cli/question.h"

#include <string.h>

/* VIPR holds a proof, so the question is decided first. */
static int export_vipr(xp_string_t out, const xp_cli_question_t question,
                       const xp_cli_options_struct *options)
{
    xp_decision_t decision;
    xp_error_t error;
    xp_status_t status;
    int exit_status;

    xp_error_init(error);
    xp_decision_init(decision);
    exit_status = xp_cli_question_decide(decision, question, options);
    if (exit_status == XP_EXIT_YES && decision->verdict == XP_UNKNOWN)
    {
        xp_cli_say("expost: --to vipr: nothing is proved: %s\n", decision->reason);
        exit_status = xp_cli_signal() != 0 ? 128 + xp_cli_signal() : XP_EXIT_UNKNOWN;
    }
    else if (exit_status == XP_EXIT_YES
             && (decision->verdict == XP_POSSIBLE || decision->verdict == XP_UNBOUNDED
                 || decision->violates_rule))
        exit_status = xp_cli_fail_usage(options->command, "--to vipr: it holds proofs of an "
                                                          "impossibility or of an optimum, and "
                                                          "there is none to this question");
    else if (exit_status == XP_EXIT_YES)
    {
        if (decision->verdict == XP_OPTIMAL)
            status = xp_export_vipr_optimum(out, &question->question, decision->proof,
                                            decision->mechanism, xp_cli_watch(), error);
        else
            status = xp_export_vipr(out, &question->question, decision->proof,
                                    xp_cli_watch(), error);
        exit_status = status == XP_OK ? XP_EXIT_YES : xp_cli_fail(status, error);
    }
    xp_decision_clear(decision);
    xp_error_clear(error);
    return exit_status;
}

static int export_question(xp_string_t out, const xp_cli_question_t question,
                           const xp_cli_options_struct *options)
{
    const xp_question_t *asked = &question->question;
    xp_status_t status = XP_OK;
    xp_error_t error;
    int exit_status;

    if (strcmp(options->to, "vipr") == 0)
        return export_vipr(out, question, options);
    xp_error_init(error);
    if (strcmp(options->to, "env") == 0)
        xp_certificate_write_environment(out, asked->environment, asked->rule);
    else if (strcmp(options->to, "lp") == 0)
        status = xp_export_lp(out, asked, xp_cli_watch(), error);
    else
        status = xp_export_mps(out, asked, xp_cli_watch(), error);
    exit_status = status == XP_OK ? XP_EXIT_YES : xp_cli_fail(status, error);
    xp_error_clear(error);
    return exit_status;
}

/* Types on intervals: there is no finite system, but an environment. */
static int export_intervals(const xp_cli_options_struct *options, const xp_model_t model)
{
    int exit_status;
    xp_status_t status;
    xp_string_t out;
    xp_error_t error;

    if (strcmp(options->to, "env") != 0)
        return xp_cli_fail_usage(options->command, "--to %s: a system of rows is for finite types, "
                                                   "and this model has types on intervals",
                                 options->to);
    xp_error_init(error);
    xp_string_init(out);
    status = xp_interval_certificate_environment(out, model->continuous, error);
    exit_status = status == XP_OK ? xp_cli_write(options, out, XP_EXIT_YES)
                                  : xp_cli_fail(status, error);
    xp_string_clear(out);
    xp_error_clear(error);
    return exit_status;
}

static int export_model(const xp_cli_options_struct *options, const xp_model_t model,
                        const char *path, const slong *profile)
{
    int only_environment = strcmp(options->to, "env") == 0, status = XP_EXIT_YES;
    xp_cli_properties_t properties;
    xp_cli_question_t question;
    xp_string_t out;

    (void) path;
    (void) profile;
    if (model->continuous != NULL)
        return export_intervals(options, model);
    if (!only_environment)
        status = xp_cli_question_usage(&properties, options);
    if (status != XP_EXIT_YES)
        return status;
    xp_string_init(out);
    xp_cli_question_init(question);
    if (only_environment)
        status = xp_cli_question_set_rule(question, options, model);
    else
        status = xp_cli_question_set(question, options, &properties, model);
    if (status == XP_EXIT_YES && !only_environment)
        status = xp_cli_question_list(question);
    if (status == XP_EXIT_YES)
        status = export_question(out, question, options);
    if (status == XP_EXIT_YES)
        status = xp_cli_write(options, out, status);
    xp_cli_question_clear(question);
    xp_string_clear(out);
    return status;
}

int xp_cli_run_export(const xp_cli_options_struct *options)
{
    xp_cli_properties_t properties;
    int status = XP_EXIT_YES;

    if (options->to == NULL)
        return xp_cli_fail_usage(options->command, "export: name a form with --to: lp, mps, vipr "
                                                   "or env");
    if (strcmp(options->to, "env") != 0)
        status = xp_cli_question_usage(&properties, options);
    return status == XP_EXIT_YES ? xp_cli_run_on_model(options, export_model) : status;
}
