/* The command check for types on intervals: one property after the other. */
#include "cli/interval.h"

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/cont/decision_check.h>
#include <expost/cont/outcome_check.h>
#include <expost/render/interval_check.h>

/*
 * The questions and what came of them: finding k belongs to row k; reasons are owned.  pareto is
 * asked as eff and then sbb.
 */
typedef struct
{
    const xp_cli_options_struct *options;
    xp_cli_interval_mechanism_struct *mechanism;
    int has_payments;
    xp_interval_row_t row[XP_PROPERTY_COUNT];
    size_t count;
    xp_interval_row_t left[XP_PROPERTY_COUNT];
    size_t left_count;
    xp_interval_finding_t finding[XP_PROPERTY_COUNT];
    char *reason[2 * XP_PROPERTY_COUNT];
    size_t reason_count;
} questions_t;

static const char *keep_reason(questions_t *questions, const char *words)
{
    char *copy = xp_strdup(words);

    questions->reason[questions->reason_count++] = copy;
    return copy;
}

/* The question that a property is here; 0 when it is none. */
static int find_question(xp_interval_question_t *question, xp_property_t property)
{
    static const struct
    {
        xp_property_t property;
        xp_interval_question_t question;
    } table[] = {{XP_DSIC, XP_INTERVAL_DSIC},   {XP_EPIC, XP_INTERVAL_DSIC},
                 {XP_BIC, XP_INTERVAL_BIC},     {XP_EPIR, XP_INTERVAL_EPIR},
                 {XP_IIR, XP_INTERVAL_IIR},     {XP_EAIR, XP_INTERVAL_EAIR},
                 {XP_SBB, XP_INTERVAL_SBB},     {XP_WBB, XP_INTERVAL_WBB},
                 {XP_EABB, XP_INTERVAL_EABB},   {XP_EAWBB, XP_INTERVAL_EAWBB},
                 {XP_EFF, XP_INTERVAL_EFF},     {XP_PARETO, XP_INTERVAL_EFF},
                 {XP_NPT, XP_INTERVAL_NPT},     {XP_NOPAY, XP_INTERVAL_NOPAY}};
    size_t k;

    for (k = 0; k < sizeof table / sizeof table[0]; k++)
        if (table[k].property == property)
        {
            *question = table[k].question;
            return 1;
        }
    return 0;
}

static xp_status_t ask_one(xp_interval_finding_t finding, questions_t *questions,
                           xp_interval_question_t question, xp_error_t error)
{
    if (questions->mechanism->has_decision)
        return xp_decision_ask(finding, questions->mechanism->decision, question,
                               xp_cli_watch(), error);
    return xp_outcome_ask(finding, questions->mechanism->outcome, question, xp_cli_watch(),
                          error);
}

static xp_status_t ask(questions_t *questions, xp_property_t property, xp_error_t error)
{
    xp_interval_finding_struct *finding = questions->finding[questions->count];
    xp_interval_question_t question;
    xp_status_t status;

    if (!questions->has_payments && xp_property_info(property)->needs_payments)
    {
        xp_error_set(error, "the model states no payments, and no mechanism was named with -m");
        return XP_REFUSED;
    }
    if (!find_question(&question, property))
    {
        xp_error_set(error, "%s is not there for types on intervals",
                     xp_property_info(property)->name);
        return XP_REFUSED;
    }
    status = ask_one(finding, questions, question, error);
    if (status == XP_OK && property == XP_PARETO && finding->answer == XP_HOLDS)
        status = ask_one(finding, questions, XP_INTERVAL_SBB, error);
    return status;
}

/* Words for what a stop or a limit left open; NULL for another status. */
static const char *explain_unknown(questions_t *questions, xp_status_t status,
                                   const xp_error_struct *error)
{
    const char *kept = NULL;
    xp_string_t reason;

    xp_string_init(reason);
    if (xp_cli_add_open_reason(reason, status, error))
        kept = keep_reason(questions, reason->text);
    xp_string_clear(reason);
    return kept;
}

static xp_status_t ask_all(questions_t *questions, const xp_cli_properties_t *properties,
                           xp_error_t error)
{
    size_t k;

    for (k = 0; k < properties->count; k++)
    {
        xp_property_t property = properties->list[k];
        xp_interval_row_t row = {xp_property_info(property)->name, NULL, NULL};
        xp_status_t status = ask(questions, property, error);

        if (status == XP_OK)
            row.finding = questions->finding[questions->count];
        else if (properties->every && (status == XP_REFUSED || status == XP_INPUT))
        {
            row.reason = keep_reason(questions, error->message);
            questions->left[questions->left_count++] = row;
            continue;
        }
        else
        {
            row.reason = explain_unknown(questions, status, error);
            if (row.reason == NULL)
                return status;
        }
        questions->row[questions->count++] = row;
    }
    return XP_OK;
}

static int judge(const questions_t *questions)
{
    int status = XP_EXIT_YES;
    size_t k;

    for (k = 0; k < questions->count; k++)
    {
        const xp_interval_finding_struct *finding = questions->row[k].finding;

        status = xp_cli_join_answer(status, finding == NULL ? XP_UNDECIDED : finding->answer);
    }
    return status;
}

static int write_report(questions_t *questions, const xp_model_t model, const char *path)
{
    const xp_cli_options_struct *options = questions->options;
    const xp_cli_interval_mechanism_struct *mechanism = questions->mechanism;
    xp_interval_check_t check = {mechanism->has_decision ? mechanism->decision->payments
                                                         : mechanism->outcome->payments,
                                 questions->row, questions->count, questions->left,
                                 questions->left_count, judge(questions)};
    xp_string_t out, time;
    const char *sentence;
    xp_report_t report;
    int status;

    xp_string_init(out);
    xp_string_init(time);
    xp_cli_report(&report, options, model, path);
    xp_cli_add_stats(&report, time, &sentence, options, "Time: ");
    xp_interval_check_render(out, &report, &check);
    status = xp_cli_write(options, out, check.exit_status);
    xp_string_clear(out);
    xp_string_clear(time);
    return status;
}

int xp_cli_interval_check(const xp_cli_options_struct *options, const xp_model_t model,
                          const char *path, const xp_cli_properties_t *properties)
{
    xp_cli_interval_mechanism_t mechanism;
    questions_t questions;
    xp_status_t status;
    xp_error_t error;
    int exit_status;
    size_t k;

    if (options->certificate != NULL)
        return xp_cli_fail_usage(options->command, "check: for types on intervals there are "
                                                   "certificates of dissolve and subsidy only");
    questions.options = options;
    questions.mechanism = mechanism;
    questions.has_payments = options->mechanism != NULL || xp_model_has_payments(model);
    questions.count = questions.left_count = questions.reason_count = 0;
    for (k = 0; k < XP_PROPERTY_COUNT; k++)
        xp_interval_finding_init(questions.finding[k]);
    xp_error_init(error);
    xp_cli_interval_mechanism_init(mechanism);
    status = xp_cli_interval_mechanism_set(mechanism, options, model, error);
    if (status == XP_OK)
        status = ask_all(&questions, properties, error);
    exit_status = status == XP_OK ? write_report(&questions, model, path)
                                  : xp_cli_fail(status, error);
    for (k = 0; k < XP_PROPERTY_COUNT; k++)
        xp_interval_finding_clear(questions.finding[k]);
    for (k = 0; k < questions.reason_count; k++)
        free(questions.reason[k]);
    xp_cli_interval_mechanism_clear(mechanism);
    xp_error_clear(error);
    return exit_status;
}
