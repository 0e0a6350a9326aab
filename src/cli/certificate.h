/* Writing certificates, and reports on decisions with their certificates. */
#ifndef XP_CLI_CERTIFICATE_H
#define XP_CLI_CERTIFICATE_H

#include <expost/cert/certificate.h>
#include <expost/exist/decide.h>
#include <expost/render/decide.h>

#include "cli/cli.h"
#include "cli/question.h"

/* Writes the certificate to the file of -c, "-": standard output; 0 or the exit status. */
int xp_cli_certificate_write(const xp_cli_options_struct *options,
                             const xp_certificate_t certificate);

/* Words on standard error when -c was given and there is nothing to certify. */
void xp_cli_certificate_miss(const xp_cli_options_struct *options, const char *reason);

/*
 * Adds "expost decide m.mech ... -c m.cert; expost-verify m.cert": the command line as given, with
 * a certificate, if need be in reduced form, which is verified whatever the answer was.
 */
void xp_cli_certificate_add_way(xp_string_t out, const xp_cli_options_struct *options,
                                const char *path, int reduced);

/* Whether a report names that command: as text on a terminal, about a file, without -c. */
int xp_cli_certificate_is_offered(const xp_cli_options_struct *options, const char *path);

/* How a decision is reported on. */
typedef xp_status_t xp_cli_render_t(xp_string_t out, const xp_report_t *report,
                                    const xp_decide_report_t *decide, xp_error_t error);

/* The exit status of an answer that is known. */
typedef int xp_cli_answer_t(const xp_decision_t decision);

/*
 * Meaning   decides, writes the certificate of the decision if -c asks for one, and then the
 *           report
 * Result    the exit status: the answer, or 3 when it is unknown, or that of what failed
 */
int xp_cli_question_answer(const xp_cli_options_struct *options, const xp_model_t model,
                           const char *path, const xp_cli_question_t question,
                           xp_cli_answer_t *answer, xp_cli_render_t *render);

#endif
