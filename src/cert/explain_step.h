/* The multiplied rows of a proof as a reader sees them. */
#ifndef XP_CERT_EXPLAIN_STEP_H
#define XP_CERT_EXPLAIN_STEP_H

#include <expost/exist/proof.h>
#include <expost/exist/row.h>

#include "cert/explain_impl.h"

/*
 * What a row is about.  index: the type (MEAN) or the profile (PAYMENT, CHANCE).
 *   MEAN      m_i(t) = E[p_i | t], independent priors
 *   EXPECTED  E m_i, or E p_i under a joint prior
 */
typedef enum
{
    XP_SYMBOL_EXPECTED = 0,
    XP_SYMBOL_MEAN,
    XP_SYMBOL_PAYMENT,
    XP_SYMBOL_CHANCE,
    XP_SYMBOL_WORST
} xp_symbol_t;

typedef struct
{
    xp_symbol_t symbol;
    slong agent;
    slong index;
    slong outcome;
    size_t step; /* the number of the step that it comes from, where that is told */
    fmpq_t coefficient;
} xp_term_t;

/* The order of terms, for qsort: 0 for one symbol, whatever step and coefficient. */
int xp_term_compare(const void *a, const void *b);

/* m_i(t), p_i(theta), x(a | theta). */
void xp_say_symbol(xp_explanation_t *e, const xp_term_t *term);

typedef struct
{
    xp_term_t *term;
    size_t count;
    size_t room;
} xp_sum_struct;

typedef xp_sum_struct xp_sum_t[1];

void xp_sum_init(xp_sum_t sum);
void xp_sum_clear(xp_sum_t sum);
void xp_sum_add(xp_sum_t sum, xp_symbol_t symbol, slong agent, slong index, slong outcome,
                const fmpq_t coefficient);

/* Adds up terms of one symbol, leaves out those of coefficient 0, and sorts. */
void xp_sum_collect(xp_sum_t sum);

/* "1/2 m_buyer(1) + m_buyer(5)"; "0" when empty. */
void xp_say_sum(xp_explanation_t *e, const xp_sum_t sum);

/*
 * One row: the sum is >=, = or (upper) <= right; multiplier > 0, and for an equation
 * lower says that it counts as sum >= right, otherwise as sum <= right.
 */
typedef struct
{
    xp_row_key_t key;
    int equation;
    int upper;
    fmpq_t multiplier;
    xp_sum_t sum;
    fmpq_t right;
} xp_step_struct;

/*
 * The steps of a leaf, in the order of the certificate; number i + 1 in the text.
 *   interim   some step is about m_i(t)
 *   scale     the multipliers are those of the certificate (of interim rows times the
 *             probability of the type) times this
 */
typedef struct
{
    xp_step_struct *step;
    size_t count;
    size_t first_number;
    int interim;
    fmpq_t scale;
} xp_steps_struct;

typedef xp_steps_struct xp_steps_t[1];

void xp_steps_init(xp_steps_t steps);
void xp_steps_clear(xp_steps_t steps);

/* The steps of the node; rows of types of probability 0, which say 0 >= 0, are left out. */
void xp_steps_set(xp_steps_t steps, const xp_explanation_t *e, const xp_proof_node_t *node,
                  int scaled);

/* Whether any step is about payments at a profile. */
int xp_steps_have_payments(const xp_steps_t steps);

/* The step's sum >= 0 side as it enters the total: coefficients and right of (>=) form. */
void xp_step_add_lower(xp_sum_t sum, fmpq_t right, const xp_step_struct *step);

/* Whether it binds payments from above, that is, stands in a sum of upper bounds. */
int xp_step_is_upper(const xp_step_struct *step);

/* Writes E m_i as types, and m_i(t) as profiles when payments at a profile occur too. */
void xp_sum_expand(xp_sum_t sum, const xp_explanation_t *e, int to_profiles);

/*
 * The objective's part in the unknowns and its constant: in E m_i when the steps know no
 * payment at a profile.  Domain: not reduced.
 */
void xp_sum_set_objective(xp_sum_t sum, fmpq_t constant, const xp_explanation_t *e,
                          const xp_steps_t steps);

/* Tables of the rows, by kind, with what each kind means. */
void xp_explain_steps(xp_explanation_t *e, const xp_steps_t steps);

/* "(3)", "(1)-(4), (7)": the numbers of the steps that match the agent (-1: of none). */
void xp_say_numbers(xp_explanation_t *e, const xp_steps_t steps, slong agent);

/* Bounds along the chains of an agent, if its steps form chains: 1, otherwise 0 and no text. */
int xp_explain_chains(xp_explanation_t *e, const xp_steps_t steps, slong agent,
                      const xp_sum_t target, fmpq_t rent);

/* The cycle of two agents with exact balance, if the steps form one: 1, otherwise 0. */
int xp_explain_difference(xp_explanation_t *e, const xp_steps_t steps);

/* The steps' bound on the outside option side: value less outside option of a symbol. */
void xp_truthful_gain(fmpq_t gain, const xp_explanation_t *e, const xp_term_t *term);

#endif
