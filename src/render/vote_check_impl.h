/* What the forms of the reports `vote check` share. */
#ifndef XP_RENDER_VOTE_CHECK_IMPL_H
#define XP_RENDER_VOTE_CHECK_IMPL_H

#include <jansson.h>

#include <expost/render/vote_check.h>

const char *xp_vote_verdict(const xp_vote_row_t *row);

/* "(a>b>c, 3 times c>b>a)": the profile of a place. */
void xp_vote_add_profile(xp_string_t out, const xp_vote_function_t function,
                         const xp_vote_place_struct *place);

/* A violation as a sentence, with a full stop. */
void xp_vote_add_violation(xp_string_t out, const xp_vote_check_report_t *check,
                           xp_vote_property_t property, const xp_vote_place_struct *place);

/* The share of profiles with a violation. */
void xp_vote_share(fmpq_t share, const xp_vote_check_report_t *check,
                   const xp_vote_finding_struct *finding);

/* An order as a list of levels, each a list of alternatives. */
json_t *xp_vote_json_order(const int *level, slong alternatives, char *const *label);

void xp_vote_check_add_json(xp_string_t out, const xp_report_t *report,
                            const xp_vote_check_report_t *check);
void xp_vote_check_add_sheet(xp_string_t out, const xp_report_t *report,
                             const xp_vote_check_report_t *check);

#endif
