/* Whether a mechanism exists: reports of the commands `decide` and `subsidy`. */
#ifndef XP_RENDER_DECIDE_H
#define XP_RENDER_DECIDE_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/exist/decide.h>
#include <expost/exist/question.h>
#include <expost/render/report.h>

/*
 *   question     as asked; it passed xp_question_check
 *   decision     on this question
 *   certificate  the file that the certificate was written to, or NULL
 *   verify       a command that writes and verifies it, or NULL
 *   exit_status  of the command, for JSON
 */
typedef struct
{
    const xp_question_t *question;
    const xp_decision_struct *decision;
    const char *certificate;
    const char *verify;
    int exit_status;
} xp_decide_report_t;

/*
 * Meaning   adds the report: the verdict in a sentence, the mechanism or the multipliers
 * Result    text, LaTeX, Markdown: long tables are cut after XP_DECIDE_ROWS rows, with a count.
 *           CSV: the payments, without a mechanism the multipliers, or the reason of unknown
 * Failure   XP_LIMIT: no memory; XP_STOPPED
 * Cost      K n numbers for a mechanism
 */
XP_MUST_USE xp_status_t xp_decide_render(xp_string_t out, const xp_report_t *report,
                                         const xp_decide_report_t *decide, xp_error_t error);

/* The same for the question of the least expected deficit of the efficient rule. */
XP_MUST_USE xp_status_t xp_subsidy_render(xp_string_t out, const xp_report_t *report,
                                          const xp_decide_report_t *decide, xp_error_t error);

/* Rows of a table of evidence that a page shows. */
#define XP_DECIDE_ROWS 20

#endif
