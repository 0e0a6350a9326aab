/* What a seller of identical units can expect: mechanisms compared with the optimum. */
#ifndef XP_EXIST_REVENUE_H
#define XP_EXIST_REVENUE_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/model.h>
#include <expost/num/compat.h>
#include <expost/rule/bidders.h>
#include <expost/rule/surplus_extraction.h>
#include <expost/rule/units.h>

typedef enum
{
    XP_AMOUNT_KNOWN = 0,
    XP_AMOUNT_NONE, /* it has no meaning here, or was not asked for */
    XP_AMOUNT_OPEN  /* a limit was reached */
} xp_amount_state_t;

/*
 * A number, or the reason why there is none.  stopped: the reason is that progress asked to stop,
 * and reason is NULL.
 */
typedef struct
{
    xp_amount_state_t state;
    fmpq_t value;
    char *reason;
    int stopped;
} xp_amount_struct;

/* The amounts, in the order in which a report shows them. */
typedef enum
{
    XP_AMOUNT_SECOND_PRICE = 0, /* without a reserve */
    XP_AMOUNT_RESERVE,          /* second price with the best reserve */
    XP_AMOUNT_ONE_PRICE,        /* the best price for all, posted */
    XP_AMOUNT_PRICES,           /* the best prices for one agent after the other */
    XP_AMOUNT_EFFICIENT,        /* the efficient rule at its best payments, bic and iir */
    XP_AMOUNT_MYERSON,
    XP_AMOUNT_BAYES,    /* the largest of all mechanisms that are bic and iir */
    XP_AMOUNT_DOMINANT, /* the same for dsic and epir */
    XP_AMOUNT_SURPLUS,  /* E W */
    XP_AMOUNT_COUNT
} xp_amount_kind_t;

/* Scores by which the winners could be chosen; to the best of at least 0. */
typedef enum
{
    XP_SCORE_IRONED = 0,
    XP_SCORE_PLAIN,    /* virtual values without ironing */
    XP_SCORE_UP_TO,    /* x - (1 - F) / f, F(x) the probability of values up to x */
    XP_SCORE_BELOW,    /* the same, of values below x */
    XP_SCORE_COUNT
} xp_score_kind_t;

/*
 *   worth         the expected sum of the winners' virtual values: what the rule earns at its best
 *                 payments when it is truthful, otherwise what it seems to be worth
 *   truthful      whether nobody wins less often with a higher value, so that payments exist
 *   agent, low, high   when it is not: a type with a lower value that wins more often than one
 *                 with a higher value; the first in the order of the model
 *   low_chance, high_chance   of winning
 */
typedef struct
{
    fmpq_t worth;
    int truthful;
    slong agent;
    slong low;
    slong high;
    fmpq_t low_chance;
    fmpq_t high_chance;
} xp_score_struct;

/*
 *   environment  not owned
 *   free_sets    every set of at most unit_count bidders is the set of winners of an outcome
 *   probability  of each type, in the order of units->value
 *   independent  then bidders has virtual values, and, when also free_sets, score has SCORE_COUNT
 *                scores (has_scores)
 *   reserve, price   of XP_AMOUNT_RESERVE and XP_AMOUNT_ONE_PRICE, the least best ones
 *   offer        of XP_AMOUNT_PRICES when known: offer[i * unit_count + u - 1] is the type of agent
 *                i whose value is asked when u units are left, -1: nothing is offered
 *   beliefs      correlated prior: of each agent; NULL when independent, or when they could not be
 *                compared before a limit or a stop
 */
typedef struct
{
    const xp_environment_struct *environment;
    xp_units_t units;
    int free_sets;
    fmpq *probability;
    int independent;
    xp_bidders_t bidders;
    int has_scores;
    xp_score_struct score[XP_SCORE_COUNT];
    xp_amount_struct amount[XP_AMOUNT_COUNT];
    fmpq_t reserve;
    fmpq_t price;
    slong *offer;
    xp_beliefs_struct *beliefs;
} xp_revenue_struct;

typedef xp_revenue_struct xp_revenue_t[1];

/* Linear programs of more unknowns (outcomes and payments at each profile) are not asked. */
#define XP_REVENUE_UNKNOWNS 40000

/*
 *   ties           of the efficient rule; NULL: those of the model, else to the first
 *   engine_memory  of one run of the LP engine; 0: the default
 */
typedef struct
{
    const xp_ties_t *ties;
    size_t engine_memory;
} xp_revenue_options_t;

void xp_revenue_init(xp_revenue_t revenue);
void xp_revenue_clear(xp_revenue_t revenue);

/*
 * Meaning   all amounts.  The optima are those of xp_decide with a free rule
 * Domain    the model has finite types and outlives the result; options, progress may be NULL
 * Result    an amount that cannot be had has its reason; a stop leaves amounts open
 * Failure   XP_INPUT: no prior; XP_REFUSED: these are no units (xp_units_recognise), or an agent
 *           has an outside option; XP_LIMIT: the chances of winning need a list of too many
 *           profiles; XP_STOPPED: before any amount was found; XP_SYSTEM: also when two ways to
 *           the optimum disagree
 * Cost      independent prior: for the closed forms, n m for each type; then the programs
 * Source    Vickrey 1961, Myerson 1981, Riley and Samuelson 1981, Riley and Zeckhauser 1983
 */
XP_MUST_USE xp_status_t xp_revenue_find(xp_revenue_t revenue, const xp_model_t model,
                                        const xp_revenue_options_t *options,
                                        const xp_progress_t *progress, xp_error_t error);

/* Whether an amount is open. */
int xp_revenue_is_open(const xp_revenue_t revenue);

#endif
