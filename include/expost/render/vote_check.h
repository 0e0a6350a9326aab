/* The reports `vote check`: of a social choice function, and of the voters of one profile. */
#ifndef XP_RENDER_VOTE_CHECK_H
#define XP_RENDER_VOTE_CHECK_H

#include <stddef.h>

#include <expost/base/string.h>
#include <expost/model/ballots.h>
#include <expost/render/report.h>
#include <expost/vote/check.h>
#include <expost/vote/gains.h>

/* One property asked about; finding NULL: unknown, or left out, and reason says why. */
typedef struct
{
    xp_vote_property_t property;
    const xp_vote_finding_struct *finding;
    const char *reason;
} xp_vote_row_t;

/*
 *   function     the function asked, or NULL: it could not be listed; then all is unknown
 *   domain, voters   its domain and voters
 *   rule         its name, "borda"; NULL: a table from a file, report->path
 *   ties         how the rule breaks ties, "ties to the first", or NULL
 *   row          the properties asked, row_count of them
 *   left_out     those that `-p all` could not ask, left_count of them
 *   all          list every violation
 *   exit_status  of the command, for JSON
 */
typedef struct
{
    const xp_vote_function_struct *function;
    const xp_domain_struct *domain;
    slong voters;
    const char *rule;
    const char *ties;
    const xp_vote_row_t *row;
    size_t row_count;
    const xp_vote_row_t *left_out;
    size_t left_count;
    int all;
    int exit_status;
} xp_vote_check_report_t;

/* Meaning   adds the report of a function: verdicts, each failure in words */
void xp_vote_check_render(xp_string_t out, const xp_report_t *report,
                          const xp_vote_check_report_t *check);

/*
 * Meaning   adds the report of one profile: every report by which a voter gains
 * Domain    gains are of the ballots; NULL: unknown, and reason says why
 */
void xp_vote_gains_render(xp_string_t out, const xp_report_t *report,
                          const xp_ballots_t ballots, const xp_vote_gains_struct *gains,
                          const char *rule, const char *ties, const char *reason,
                          int exit_status);

/* Adds an order, "a > b ~ c" with these signs. */
void xp_vote_order_add(xp_string_t out, const xp_domain_t domain, slong order,
                       const char *better, const char *tied);

/*
 * Meaning   adds the table of a function as CSV: columns voter1, ..., voterN with orders as
 *           `a>b~c`, and alternative; profiles in order
 * Domain    choice has a table
 */
void xp_choice_write_csv(xp_string_t out, const xp_choice_t choice);

#endif
