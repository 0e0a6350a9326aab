/* What the commands share when types are intervals. */
#ifndef XP_CLI_INTERVAL_H
#define XP_CLI_INTERVAL_H

#include <expost/cont/decision_payments.h>
#include <expost/cont/outcome_mechanism.h>
#include <expost/cont/partnership.h>

#include "cli/cli.h"
#include "cli/properties.h"

/* What --digits and the watch ask of computations by balls: at least 15 digits. */
void xp_cli_interval_options(xp_dissolve_options_t *how, const xp_cli_options_struct *options);

/*
 * Meaning   writes a certificate to the file of -c, after the status of making it
 * Result    the exit status, and the file in *written; 0 and NULL, with words on standard error,
 *           where there is a limit to certificates and not to the answer
 */
int xp_cli_interval_certificate(const char **written, const xp_cli_options_struct *options,
                                xp_status_t status, const xp_string_t text,
                                const xp_error_struct *error);

/* Bits that show so many digits (-1: the usual number). */
#define XP_CLI_INTERVAL_BITS(digits) (64 + 4 * ((digits) > 15 ? (digits) : 15))

/* The mechanism of -m, or the model's own: of a real decision, or of finitely many outcomes. */
typedef struct
{
    int has_decision;
    xp_decision_mechanism_t decision;
    xp_outcome_mechanism_t outcome;
} xp_cli_interval_mechanism_struct;

typedef xp_cli_interval_mechanism_struct xp_cli_interval_mechanism_t[1];

void xp_cli_interval_mechanism_init(xp_cli_interval_mechanism_t mechanism);
void xp_cli_interval_mechanism_clear(xp_cli_interval_mechanism_t mechanism);
XP_MUST_USE xp_status_t xp_cli_interval_mechanism_set(xp_cli_interval_mechanism_t mechanism,
                                                      const xp_cli_options_struct *options,
                                                      const xp_model_t model, xp_error_t error);

/* With --stats: words and the time, as the only sentence; text and sentence outlive the report. */
void xp_cli_add_stats(xp_report_t *report, xp_string_t text, const char **sentence,
                      const xp_cli_options_struct *options, const char *words);

/* check, with its properties. */
int xp_cli_interval_check(const xp_cli_options_struct *options, const xp_model_t model,
                          const char *path, const xp_cli_properties_t *properties);

/*
 * pay -m myerson and -m envelope: whether it is one of them; then the report, at the types theta
 * (NULL: in general).
 */
int xp_cli_interval_is_auction(const char *mechanism);
int xp_cli_interval_auction(const xp_cli_options_struct *options, const xp_model_t model,
                            const char *path, const fmpq *theta);

/* The other commands for such models; as xp_cli_on_model_t. */
int xp_cli_interval_pay(const xp_cli_options_struct *options, const xp_model_t model,
                        const char *path, const slong *profile);
int xp_cli_interval_balance(const xp_cli_options_struct *options, const xp_model_t model,
                            const char *path, const slong *profile);
int xp_cli_interval_subsidy(const xp_cli_options_struct *options, const xp_model_t model,
                            const char *path, const slong *profile);

#endif
