/* The command pay for types on intervals: the optimal auction, and the payments of a rule. */
#include <string.h>

#include <expost/render/interval_auction.h>

#include "cli/interval.h"

/* Writes what render adds to a report. */
static int write_auction(const xp_cli_options_struct *options, const xp_model_t model,
                         const char *path, const xp_auction_report_t *auction,
                         const xp_envelope_report_t *envelope)
{
    xp_string_t out, time;
    const char *sentence;
    xp_report_t report;
    int status;

    xp_string_init(out);
    xp_string_init(time);
    xp_cli_report(&report, options, model, path);
    xp_cli_add_stats(&report, time, &sentence, options, "Time until the mechanism was built: ");
    if (auction != NULL)
        xp_interval_auction_render(out, &report, auction);
    else
        xp_interval_envelope_render(out, &report, envelope);
    status = xp_cli_write(options, out, XP_EXIT_YES);
    xp_string_clear(out);
    xp_string_clear(time);
    return status;
}

static int run_myerson(const xp_cli_options_struct *options, const xp_model_t model,
                       const char *path, const fmpq *theta)
{
    slong n = model->continuous->agent_count, winner = -1;
    xp_real_struct *payment = xp_real_vec_init(n);
    xp_optimal_auction_t auction;
    xp_status_t status;
    xp_error_t error;
    int exit_status;

    xp_error_init(error);
    xp_optimal_auction_init(auction);
    status = xp_optimal_auction_set(auction, model->continuous,
                                    XP_CLI_INTERVAL_BITS(options->digits), xp_cli_watch(), error);
    if (status == XP_OK && theta != NULL)
        status = xp_optimal_auction_evaluate(&winner, payment, auction, theta, error);
    if (status == XP_OK)
    {
        xp_auction_report_t found = {auction, theta, winner, payment};

        exit_status = write_auction(options, model, path, &found, NULL);
    }
    else
        exit_status = xp_cli_fail(status, error);
    xp_real_vec_clear(payment, n);
    xp_optimal_auction_clear(auction);
    xp_error_clear(error);
    return exit_status;
}

/* What each type pays: the charge less U(low). */
static void find_payments(xp_real_struct *payment, const xp_envelope_struct *envelope,
                          const fmpq *theta, slong bits)
{
    fmpq_t paid;
    slong i;

    fmpq_init(paid);
    for (i = 0; i < envelope->n; i++)
    {
        xp_piecewise_evaluate(paid, envelope->charge + i, theta + i);
        xp_real_set_fmpq(payment + i, paid);
        xp_real_sub(payment + i, payment + i, envelope->least + i, XP_REAL_DEGREE, bits);
    }
    fmpq_clear(paid);
}

static int run_envelope(const xp_cli_options_struct *options, const xp_model_t model,
                        const char *path, const fmpq *theta)
{
    slong n = model->continuous->agent_count, chosen = -1;
    xp_real_struct *payment = xp_real_vec_init(n);
    fmpq *nothing = _fmpq_vec_init(n);
    xp_envelope_t envelope;
    xp_status_t status;
    xp_error_t error;
    int exit_status;

    xp_error_init(error);
    xp_envelope_init(envelope);
    status = xp_envelope_set(envelope, model->continuous, xp_cli_watch(), error);
    if (status == XP_OK && theta != NULL)
    {
        status = xp_outcome_mechanism_evaluate(&chosen, nothing, envelope->rule, theta, error);
        if (status == XP_OK)
            find_payments(payment, envelope, theta, XP_CLI_INTERVAL_BITS(options->digits));
    }
    if (status == XP_OK)
    {
        xp_envelope_report_t found = {envelope, theta, chosen, payment};

        exit_status = write_auction(options, model, path, NULL, &found);
    }
    else
        exit_status = xp_cli_fail(status, error);
    _fmpq_vec_clear(nothing, n);
    xp_real_vec_clear(payment, n);
    xp_envelope_clear(envelope);
    xp_error_clear(error);
    return exit_status;
}

int xp_cli_interval_is_auction(const char *mechanism)
{
    return mechanism != NULL
           && (strcmp(mechanism, "myerson") == 0 || strcmp(mechanism, "envelope") == 0);
}

int xp_cli_interval_auction(const xp_cli_options_struct *options, const xp_model_t model,
                            const char *path, const fmpq *theta)
{
    if (strcmp(options->mechanism, "myerson") == 0)
        return run_myerson(options, model, path, theta);
    return run_envelope(options, model, path, theta);
}
