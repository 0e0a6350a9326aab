/* Is there such a social choice function: the report of `vote decide`. */
#ifndef XP_RENDER_VOTE_DECIDE_H
#define XP_RENDER_VOTE_DECIDE_H

#include <expost/base/string.h>
#include <expost/exist/vote.h>
#include <expost/num/compat.h>
#include <expost/render/report.h>

/*
 *   domain, voters   asked about, also where the decision came to nothing
 *   count         of the functions with the properties, or NULL
 *   count_reason  why count is NULL although asked for, or NULL
 *   certificate   the file that the certificate was written to, or NULL
 *   verify        a command that writes and verifies the certificate, or NULL
 *   exit_status   of the command, for JSON
 */
typedef struct
{
    const xp_vote_decision_struct *decision;
    const xp_domain_struct *domain;
    slong voters;
    const fmpz *count;
    const char *count_reason;
    const char *certificate;
    const char *verify;
    int exit_status;
} xp_vote_decide_report_t;

/*
 * Meaning   adds the report: the verdict in a sentence, and the function as a table (a long one in
 *           CSV and JSON only), or how long the proof is
 */
void xp_vote_decide_render(xp_string_t out, const xp_report_t *report,
                           const xp_vote_decide_report_t *decide);

#endif
