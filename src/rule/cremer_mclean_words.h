/* Full surplus extraction in words: how it is done, and why it cannot be. */
#ifndef XP_RULE_CREMER_MCLEAN_WORDS_H
#define XP_RULE_CREMER_MCLEAN_WORDS_H

#include <expost/model/mechanism.h>

#include "rule/cremer_mclean.h"

/* How the surplus of one agent is had. */
typedef enum
{
    XP_EXTRACTION_BY_RANK = 0, /* the beliefs are linearly independent */
    XP_EXTRACTION_BY_VALUES,   /* they are not, but the equations have a solution */
    XP_EXTRACTION_BY_STAKES,   /* no belief is a mixture of others: bets by the report */
    XP_EXTRACTION_BY_LUCK      /* one is, but for these values there are such bets */
} xp_extraction_way_t;

/*
 *   rank, possible, skipped   of the beliefs; types of positive probability; the other types
 *   mixture   BY_LUCK: "what type 5 believes is that of type 6"; otherwise NULL
 */
typedef struct
{
    xp_extraction_way_t way;
    slong rank;
    slong possible;
    slong skipped;
    char *mixture;
} xp_extraction_t;

/* Says in verdict that some belief is a mixture, when one is; failures as xp_row_is_mixed. */
XP_MUST_USE xp_status_t xp_extraction_find_mixture(xp_extraction_t *verdict,
                                                   const xp_rows_of_beliefs_t rows,
                                                   const xp_progress_t *progress,
                                                   xp_error_t error);

/*
 * The error when no payments leave every type of the agent without a rent: weight is the
 * mixture that stands against row s.  Always XP_REFUSED.
 */
xp_status_t xp_extraction_refuse(const xp_rows_of_beliefs_t rows, slong s, const fmpq *weight,
                                 xp_error_t error);

/* Notes how the surplus of each agent is had. */
void xp_extraction_note(xp_mechanism_t mechanism, const xp_extraction_t *verdict);

#endif
