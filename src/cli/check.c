/* The command check: asks a mechanism for properties, one after the other. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/check/check.h>
#include <expost/render/check.h>
#include <expost/rule/allocation.h>

#include "cli/certificate.h"
#include "cli/cli.h"
#include "cli/interval.h"
#include "cli/properties.h"

/*
 * The questions and what came of them.  One property is asked at a time, so that what is
 * established is printed when the work is stopped.
 *   findings      of the questions, in the order of row; each has one finding
 *   reason        owned words of rows without a finding and of those left out
 *   regret_with   the question that the regrets are found with, the last about incentives;
 *                 count when there is none: they are found at the end
 *   regret        the findings that hold the regrets, or NULL
 */
typedef struct
{
    const xp_cli_options_struct *options;
    xp_mechanism_struct *mechanism;
    xp_check_row_t row[XP_PROPERTY_COUNT + 1];
    size_t count;
    xp_check_row_t left_out[XP_PROPERTY_COUNT];
    size_t left_count;
    xp_findings_t findings[XP_PROPERTY_COUNT + 1];
    char *reason[2 * XP_PROPERTY_COUNT + 1];
    size_t reason_count;
    size_t regret_with;
    const xp_findings_struct *regret;
} questions_t;

static void clear_questions(questions_t *questions)
{
    size_t i;

    for (i = 0; i <= XP_PROPERTY_COUNT; i++)
        xp_findings_clear(questions->findings[i]);
    for (i = 0; i < questions->reason_count; i++)
        free(questions->reason[i]);
}

static const char *keep_reason(questions_t *questions, const char *reason)
{
    char *copy = xp_strdup(reason);

    questions->reason[questions->reason_count++] = copy;
    return copy;
}

/* Which of the properties can be asked; those that cannot are left out under -p all. */
static xp_status_t choose_questions(questions_t *questions,
                                    const xp_cli_properties_t *properties, xp_error_t error)
{
    xp_status_t status = XP_OK;
    size_t i;

    for (i = 0; i < properties->count; i++)
    {
        xp_property_t property = properties->list[i];
        xp_check_row_t row = {property, NULL, NULL};

        status = xp_check_can_ask(questions->mechanism, property, error);
        if (status == XP_OK)
            questions->row[questions->count++] = row;
        else if (properties->every
                 && (status == XP_INPUT || status == XP_REFUSED || status == XP_LIMIT))
        {
            /* What works without the profiles is said where one property is asked. */
            if (status == XP_LIMIT)
                error->message[strcspn(error->message, ";")] = '\0';
            row.reason = keep_reason(questions, error->message);
            questions->left_out[questions->left_count++] = row;
        }
        else
            return status;
    }
    return questions->count > 0 ? XP_OK : status;
}

/*
 * Lists the rule once for all questions that go through the profiles, for the regret that does,
 * and for a certificate.
 */
static xp_status_t list_rule(const questions_t *questions, xp_error_t error)
{
    xp_mechanism_struct *mechanism = questions->mechanism;
    int needed = mechanism->name != NULL || questions->options->certificate != NULL;
    size_t k;

    if (!xp_profiles_are_listed(mechanism->environment->profiles))
        return XP_OK;
    for (k = 0; k < questions->count && !needed; k++)
        needed = xp_check_needs_profiles(mechanism, questions->row[k].property);
    return needed ? xp_allocation_list(mechanism->rule, mechanism->environment, xp_cli_watch(),
                                       error)
                  : XP_OK;
}

static int is_about_incentives(xp_property_t property)
{
    return property == XP_DSIC || property == XP_EPIC || property == XP_BIC;
}

static void place_regret(questions_t *questions)
{
    size_t k;

    questions->regret_with = questions->count;
    for (k = 0; k < questions->count; k++)
        if (is_about_incentives(questions->row[k].property))
            questions->regret_with = k;
}

/* Asks one property, or none at k = count: then for the regrets only. */
static xp_status_t ask(questions_t *questions, size_t k, xp_error_t error)
{
    const xp_cli_options_struct *options = questions->options;
    xp_check_options_t asked;
    xp_status_t status;

    memset(&asked, 0, sizeof asked);
    asked.all = options->all;
    asked.threads = options->threads;
    asked.regret = k == questions->regret_with;
    status = xp_check(questions->findings[k], questions->mechanism, &questions->row[k].property,
                      k < questions->count, &asked, xp_cli_watch(), error);
    if (status == XP_OK && k < questions->count)
        questions->row[k].finding = questions->findings[k]->finding;
    if (status == XP_OK && asked.regret)
        questions->regret = questions->findings[k];
    return status;
}

/* Words for a question that a stop or a limit left open, NULL for another status. */
static const char *explain_unknown(questions_t *questions, xp_status_t status,
                                   const xp_error_t error)
{
    const char *kept = NULL;
    xp_string_t reason;

    xp_string_init(reason);
    if (xp_cli_add_open_reason(reason, status, error))
        kept = keep_reason(questions, reason->text);
    xp_string_clear(reason);
    return kept;
}

/* Asks all; what a limit or a stop leaves open is unknown, with the reason. */
static xp_status_t ask_all(questions_t *questions, xp_error_t error)
{
    xp_status_t status = XP_OK;
    size_t k;

    place_regret(questions);
    for (k = 0; k < questions->count; k++)
    {
        if (status != XP_STOPPED)
            status = ask(questions, k, error);
        questions->row[k].reason = explain_unknown(questions, status, error);
        if (status != XP_OK && questions->row[k].reason == NULL)
            return status;
    }
    /* The regrets are no question: where they cannot be had they are not told. */
    if (questions->regret_with == questions->count && status != XP_STOPPED
        && questions->mechanism->name != NULL
        && ask(questions, questions->count, error) == XP_SYSTEM)
        return XP_SYSTEM;
    return XP_OK;
}

/* 3 when something is unknown, else 1 when something fails; a signal goes before. */
static int judge(const questions_t *questions)
{
    int status = XP_EXIT_YES;
    size_t k;

    for (k = 0; k < questions->count; k++)
    {
        const xp_finding_struct *finding = questions->row[k].finding;

        status = xp_cli_join_answer(status, finding == NULL ? XP_UNDECIDED : finding->answer);
    }
    return status;
}

static void add_stats(xp_string_t out, const questions_t *questions)
{
    static const char *const tier[] = {"64-bit integers", "128-bit integers",
                                       "integers of any size"};
    const xp_cli_options_struct *options = questions->options;
    int convolved = 0;
    size_t k;

    xp_string_add(out, "Arithmetic:");
    for (k = 0; k < questions->count; k++)
        if (questions->row[k].finding != NULL)
            xp_string_printf(out, "%s %s in %s", k > 0 ? "," : "",
                             xp_property_info(questions->row[k].property)->name,
                             tier[questions->row[k].finding->tier]);
    for (k = 0; k < questions->count; k++)
        if (questions->row[k].finding != NULL && questions->row[k].finding->convolved)
            xp_string_printf(out, "%s %s", convolved++ > 0 ? "," : ". By convolution:",
                             xp_property_info(questions->row[k].property)->name);
    xp_string_printf(out, ". Threads: %d. Time: ", options->threads > 0 ? options->threads : 1);
    xp_cli_add_seconds(out);
    xp_string_add(out, " s.");
}

/* All findings in one row, not owned: what the certificate is made from. */
static void join_findings(xp_findings_t joined, const questions_t *questions)
{
    size_t k;

    xp_findings_init(joined);
    joined->count = questions->count;
    joined->finding = xp_malloc((questions->count + 1) * sizeof(xp_finding_struct));
    for (k = 0; k < questions->count; k++)
        joined->finding[k] = *questions->row[k].finding;
}

/* Writes the certificate of everything that was asked: 0 or the exit status. */
static int certify(const questions_t *questions)
{
    const xp_cli_options_struct *options = questions->options;
    xp_certificate_t certificate;
    xp_findings_t joined;
    xp_status_t status;
    xp_error_t error;
    int exit_status;
    size_t k;

    for (k = 0; k < questions->count; k++)
        if (questions->row[k].finding == NULL)
        {
            xp_cli_certificate_miss(options, questions->row[k].reason);
            return XP_EXIT_YES;
        }
    xp_error_init(error);
    xp_certificate_init(certificate);
    join_findings(joined, questions);
    status = xp_certificate_set_findings(certificate, questions->mechanism, joined,
                                         xp_cli_watch(), error);
    free(joined->finding);
    exit_status = status == XP_OK ? xp_cli_certificate_write(options, certificate)
                                  : xp_cli_fail(status, error);
    xp_certificate_clear(certificate);
    xp_error_clear(error);
    return exit_status;
}

/* One certificate is about one claim, and cyclic monotonicity is a claim of its own. */
static int check_certificate(const xp_cli_options_struct *options,
                             const xp_cli_properties_t *properties)
{
    size_t i;

    if (options->certificate == NULL)
        return XP_EXIT_YES;
    if (properties->every)
        return xp_cli_fail_usage(options->command, "-c: a certificate is about the properties that "
                                                   "-p names, not about `all`");
    for (i = 0; properties->count > 1 && i < properties->count; i++)
        if (properties->list[i] == XP_CMON || properties->list[i] == XP_BMON)
            return xp_cli_fail_usage(options->command, "-c: %s has a certificate of its own; ask "
                                                       "it alone",
                                     xp_property_info(properties->list[i])->name);
    return XP_EXIT_YES;
}

static int write_report(questions_t *questions, const xp_model_t model, const char *path)
{
    const xp_cli_options_struct *options = questions->options;
    xp_check_report_t check;
    xp_report_t report;
    xp_string_t out, stats;
    const char *sentence;
    int status;

    xp_string_init(out);
    xp_string_init(stats);
    xp_cli_report(&report, options, model, path);
    if (options->stats)
    {
        add_stats(stats, questions);
        sentence = stats->text;
        report.stats = &sentence;
        report.stats_count = 1;
    }
    check.mechanism = questions->mechanism;
    check.row = questions->row;
    check.row_count = questions->count;
    check.left_out = questions->left_out;
    check.left_count = questions->left_count;
    check.regret = questions->regret;
    check.all = options->all;
    check.exit_status = judge(questions);
    xp_check_render(out, &report, &check);
    status = xp_cli_write(options, out, check.exit_status);
    xp_string_clear(stats);
    xp_string_clear(out);
    return status;
}

static int check_mechanism(const xp_cli_options_struct *options, const xp_model_t model,
                           const char *path, const xp_cli_properties_t *properties)
{
    xp_mechanism_t mechanism;
    questions_t questions;
    xp_error_t error;
    xp_status_t status;
    int exit_status;
    size_t i;

    memset(&questions, 0, sizeof questions);
    questions.options = options;
    questions.mechanism = mechanism;
    for (i = 0; i <= XP_PROPERTY_COUNT; i++)
        xp_findings_init(questions.findings[i]);
    xp_error_init(error);
    xp_mechanism_init(mechanism);
    status = xp_mechanism_build(mechanism, model, options->mechanism,
                                options->has_ties ? &options->ties : NULL, options->ir,
                                xp_cli_watch(), error);
    if (status == XP_OK)
        status = choose_questions(&questions, properties, error);
    if (status == XP_OK)
        status = list_rule(&questions, error);
    if (status == XP_OK)
        status = ask_all(&questions, error);
    exit_status = status == XP_OK ? XP_EXIT_YES : xp_cli_fail(status, error);
    if (status == XP_OK && options->certificate != NULL)
        exit_status = certify(&questions);
    if (status == XP_OK && exit_status == XP_EXIT_YES)
        exit_status = write_report(&questions, model, path);
    clear_questions(&questions);
    xp_mechanism_clear(mechanism);
    xp_error_clear(error);
    return exit_status;
}

/* Payments are needed unless only the rule is asked about, or -p all leaves the rest out. */
static int require_payments(const xp_cli_options_struct *options, const xp_model_t model,
                            const xp_cli_properties_t *properties)
{
    xp_string_t names;
    size_t i;

    if (options->mechanism != NULL || xp_model_has_payments(model) || properties->every)
        return XP_EXIT_YES;
    for (i = 0; i < properties->count; i++)
    {
        const xp_property_info_t *info = xp_property_info(properties->list[i]);

        if (!info->needs_payments)
            continue;
        xp_string_init(names);
        xp_cli_add_mechanisms(names);
        xp_cli_fail_usage(options->command, "check: %s is about payments, and the model states "
                                            "none; name a mechanism with -m: %s",
                          info->name, names->text);
        xp_string_clear(names);
        return XP_EXIT_USAGE;
    }
    return XP_EXIT_YES;
}

int xp_cli_run_check(const xp_cli_options_struct *options)
{
    const char *path = xp_cli_operand(options, "MODEL");
    xp_cli_properties_t properties;
    xp_model_t model;
    int status;

    if (path == NULL || xp_cli_properties_read(&properties, options) != XP_EXIT_YES
        || check_certificate(options, &properties) != XP_EXIT_YES)
        return XP_EXIT_USAGE;
    xp_model_init(model);
    status = xp_cli_read_model(model, options, path);
    if (status == XP_EXIT_YES)
        status = xp_cli_check_types(options, model);
    if (status == XP_EXIT_YES)
        status = xp_cli_check_ties(options, model);
    if (status == XP_EXIT_YES)
        status = require_payments(options, model, &properties);
    if (status == XP_EXIT_YES && model->continuous != NULL)
        status = xp_cli_interval_check(options, model, path, &properties);
    else if (status == XP_EXIT_YES)
        status = check_mechanism(options, model, path, &properties);
    xp_model_clear(model);
    return status;
}
