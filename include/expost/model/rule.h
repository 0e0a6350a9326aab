/* The allocation rule: which outcome, or lottery over outcomes, at which profile. */
#ifndef XP_MODEL_RULE_H
#define XP_MODEL_RULE_H

#include <stdint.h>

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>

typedef enum
{
    XP_TIES_FIRST = 0, /* the maximiser listed first */
    XP_TIES_LAST,
    XP_TIES_LOTTERY /* uniform over the maximisers */
} xp_ties_t;

/*
 * A *choice* is a number: c < m is outcome c for certain, c >= m is lottery c - m.
 *   efficient      the rule is the efficient one with these ties; otherwise explicit
 *   lottery        lottery_count * m weights, each row non-negative, with sum 1 and
 *                  at least two positive; no row twice
 *   choice         one choice for each profile in order, or NULL: not listed yet
 *                  (efficient) or too many to list (explicit: weights gives them)
 *   weights        an explicit rule at one profile: fills m weights; NULL when
 *                  the rule is listed or efficient
 */
typedef struct
{
    int efficient;
    xp_ties_t ties;
    slong outcome_count;
    slong lottery_count;
    xp_table_t lottery;
    uint32_t *choice;
    slong choice_length;
    xp_status_t (*weights)(fmpq *weight, const void *context, const slong *profile,
                           xp_error_t error);
    const void *context;
} xp_rule_struct;

typedef xp_rule_struct xp_rule_t[1];

/* After init the rule is efficient, ties to the first outcome, not listed. */
void xp_rule_init(xp_rule_t rule);
void xp_rule_clear(xp_rule_t rule);
void xp_rule_swap(xp_rule_t a, xp_rule_t b);
void xp_rule_set(xp_rule_t rule, const xp_rule_t source);
int xp_rule_is_valid(const xp_rule_t rule);

/* The number of choices, outcome_count + lottery_count. */
slong xp_rule_choices(const xp_rule_t rule);

/* The weight that a choice gives to an outcome. */
void xp_rule_weight(fmpq_t weight, const xp_rule_t rule, slong choice, slong outcome);

/*
 * Lists lotteries while a rule is made: each distinct vector of m weights
 * becomes one choice.  The rows are gathered and put into rule->lottery at the end.
 */
typedef struct
{
    slong outcome_count;
    fmpq *weight;
    slong count;
    size_t room;
    void *hash;
} xp_lotteries_struct;

typedef xp_lotteries_struct xp_lotteries_t[1];

void xp_lotteries_init(xp_lotteries_t lotteries, slong outcome_count);
void xp_lotteries_clear(xp_lotteries_t lotteries);

/*
 * Meaning   the choice with these m weights: an outcome when one weight is 1,
 *           else the lottery, entered when it is new
 * Domain    weights >= 0 with sum 1
 */
uint32_t xp_lotteries_choice(xp_lotteries_t lotteries, const fmpq *weight);

/* Moves the lotteries into the rule. */
void xp_rule_set_lotteries(xp_rule_t rule, const xp_lotteries_t lotteries);

#endif
