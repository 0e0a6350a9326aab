/* The command balance for types on intervals. */
#include "cli/interval.h"

#include <expost/cont/decision_balance.h>
#include <expost/render/interval_balance.h>

int xp_cli_interval_balance(const xp_cli_options_struct *options, const xp_model_t model,
                            const char *path, const slong *profile)
{
    xp_interval_balance_t balance;
    xp_string_t out, time;
    const char *sentence;
    xp_report_t report;
    xp_status_t status;
    xp_error_t error;
    int exit_status;

    (void) profile;
    if (options->certificate != NULL)
        return xp_cli_fail_usage(options->command, "balance: for types on intervals there are "
                                                   "certificates of dissolve and subsidy only");
    xp_error_init(error);
    xp_string_init(out);
    xp_string_init(time);
    xp_interval_balance_init(balance);
    xp_cli_report(&report, options, model, path);
    status = xp_interval_balance(balance, model->continuous, xp_cli_watch(), error);
    exit_status = status == XP_OK ? xp_cli_join_answer(XP_EXIT_YES, balance->answer)
                                  : xp_cli_fail(status, error);
    if (status == XP_OK)
    {
        xp_cli_add_stats(&report, time, &sentence, options, "Time to decide: ");
        xp_interval_balance_render(out, &report, balance, exit_status);
        exit_status = xp_cli_write(options, out, exit_status);
    }
    xp_interval_balance_clear(balance);
    xp_string_clear(out);
    xp_string_clear(time);
    xp_error_clear(error);
    return exit_status;
}
