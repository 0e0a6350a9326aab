/* Does such a mechanism exist?  The mechanism, or multipliers that say no. */
#ifndef XP_EXIST_DECIDE_H
#define XP_EXIST_DECIDE_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/exist/proof.h>
#include <expost/exist/question.h>
#include <expost/model/mechanism.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>

typedef enum
{
    XP_POSSIBLE = 0,
    XP_OPTIMAL,
    XP_UNBOUNDED,
    XP_IMPOSSIBLE,
    XP_UNKNOWN
} xp_verdict_t;

/* How a verdict was reached; as a wish, XP_METHOD_AUTO and XP_METHOD_LP leave a choice. */
typedef enum
{
    XP_METHOD_AUTO = 0,
    XP_METHOD_LINE,       /* line by line: potentials or a negative cycle */
    XP_METHOD_INTERIM,    /* interim payments: potentials, one sum */
    XP_METHOD_DIFFERENCE, /* two agents, exact balance: difference constraints */
    XP_METHOD_LP,         /* a linear program in whichever form suits */
    XP_METHOD_LP_WHOLE,   /* every named row */
    XP_METHOD_LP_INTERIM, /* with interim payments and probabilities as unknowns */
    XP_METHOD_LP_DEMAND,  /* incentive rows only when violated */
    XP_METHOD_COUNT
} xp_method_t;

/* "line", "interim", "difference", "lp", "lp-whole", "lp-interim", "lp-demand", "auto". */
const char *xp_method_word(xp_method_t method);
int xp_method_find(xp_method_t *method, const char *name, size_t length);

/*
 *   method        forces a method; XP_METHOD_AUTO chooses
 *   engine_seconds, engine_memory   limits of one run of the LP engine; 0: the defaults
 *   engine        an xp_lp_engine_t of lp/lp.h, cast (tests); NULL: QSopt_ex
 *   branch_limit  the most nodes of a deterministic search; 0: XP_BRANCH_LIMIT
 */
typedef struct
{
    xp_method_t method;
    long engine_seconds;
    size_t engine_memory;
    void (*engine)(void);
    size_t branch_limit;
} xp_decide_options_t;

#define XP_BRANCH_LIMIT 100000

/* What --stats tells.  Sizes are of the largest program given to the engine. */
typedef struct
{
    slong columns;
    slong rows;
    slong entries;
    size_t engine_runs;
    size_t rounds; /* of rows on demand */
    size_t nodes;  /* of a deterministic search */
} xp_decide_stats_t;

/*
 *   verdict
 *   reason     UNKNOWN: the limit that was hit, or what the engine did; otherwise NULL
 *   method     that produced the answer
 *   mechanism  POSSIBLE, OPTIMAL, UNBOUNDED: it passed the checker for every
 *              property; name "found".  Payments may be terms; an efficient rule that
 *              the question gave without a list may be left without one
 *   value      OPTIMAL: of the objective
 *   proof      IMPOSSIBLE, OPTIMAL: xp_proof_holds said 1 (the interim method verifies the
 *              same sums in interim payments)
 *   violates_rule, violated   IMPOSSIBLE since the fixed rule itself is not efficient: the
 *              row (XP_ROW_EFF) that fails; proof is empty
 *   ray        UNBOUNDED: n K entries, direction of p_i(theta) at index n + i; where the
 *              profiles are not listed n entries, the same direction at every profile
 *   has_surplus, largest_surplus   sum_i E m_i - E c of the pointwise largest interim
 *              payments, whenever the interim method's conditions hold with iir
 *   has_first_best, first_best   OPTIMAL, when the largest welfare was asked for: what the
 *              efficient rule attains, properties or not; no less than value
 */
typedef struct
{
    xp_verdict_t verdict;
    char *reason;
    xp_method_t method;
    xp_mechanism_t mechanism;
    fmpq_t value;
    xp_proof_t proof;
    int violates_rule;
    xp_row_key_t violated;
    xp_table_t ray;
    int has_surplus;
    fmpq_t largest_surplus;
    int has_first_best;
    fmpq_t first_best;
    xp_decide_stats_t stats;
} xp_decision_struct;

typedef xp_decision_struct xp_decision_t[1];

void xp_decision_init(xp_decision_t decision);
void xp_decision_clear(xp_decision_t decision);
void xp_decision_swap(xp_decision_t a, xp_decision_t b);

/*
 * Meaning   the verdict on a question
 * Domain    the question passed xp_question_check and outlives the decision; options,
 *           progress may be NULL
 * Failure   XP_INPUT: the method that is forced does not apply (the words say why and
 *           which do); XP_STOPPED; XP_SYSTEM.  A limit is the verdict XP_UNKNOWN
 * Source    semantics.md section 5; Farkas 1902; Rochet 1987; Boergers and Norman 2009
 */
XP_MUST_USE xp_status_t xp_decide(xp_decision_t decision, const xp_question_t *question,
                                  const xp_decide_options_t *options,
                                  const xp_progress_t *progress, xp_error_t error);

#endif
