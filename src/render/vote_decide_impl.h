/* What the forms of the report `vote decide` share. */
#ifndef XP_RENDER_VOTE_DECIDE_IMPL_H
#define XP_RENDER_VOTE_DECIDE_IMPL_H

#include <expost/render/vote_decide.h>

void xp_vote_decide_add_json(xp_string_t out, const xp_report_t *report,
                             const xp_vote_decide_report_t *decide);

#endif
