/* Formulas with their names resolved, and their evaluation at one point. */
#ifndef XP_TEXT_CODE_H
#define XP_TEXT_CODE_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/num/compat.h>

#include "text/source.h"

/* Loops in a formula may be nested so deeply, and one evaluation may take so many steps. */
#define XP_CODE_LOOPS 16
#define XP_CODE_STEPS 100000000L

/*
 * What a code is; "agent" is code->agent.
 *   numbers
 *   CONSTANT     *value
 *   VARIABLE     the decision variable
 *   TYPE FIELD   the number of an agent's type, its field xp_code_place
 *   NEGATE ... CEIL   of child 0 (and 1)
 *   MIN MAX      of the children
 *   SUM_OVER ... of child 0, bound name number place, over all agents or the others
 *   IF           child 0: condition, 1, 2
 *   CASES        children in pairs: condition (NULL: otherwise) and value
 *   BY_TYPE      child[type of self]
 *   BY_PROFILE   child[c] at the profile key[c * n ...], rows in lexicographic order;
 *                0 when there is none
 *   conditions
 *   NOT AND OR   of conditions; EQ ... GE of numbers
 *   CHOSEN       the outcome is number
 *   CHOSEN_OWNER the outcome is owner(agent)
 *   TYPE_IS      the agent's type is xp_code_place
 *   TYPE_SAME    the types of agent and other have the same label
 *   choices (IF, CASES and BY_PROFILE too)
 *   CHOICE       the choice is number
 *   CHOICE_OF    the outcome whose value is child 0
 *   tuples
 *   TUPLE        of the children (payments of all agents)
 */
typedef enum
{
    XP_CODE_CONSTANT,
    XP_CODE_VARIABLE,
    XP_CODE_TYPE,
    XP_CODE_FIELD,
    XP_CODE_NEGATE,
    XP_CODE_ADD,
    XP_CODE_SUB,
    XP_CODE_MUL,
    XP_CODE_DIV,
    XP_CODE_POW,
    XP_CODE_ABS,
    XP_CODE_FLOOR,
    XP_CODE_CEIL,
    XP_CODE_MIN,
    XP_CODE_MAX,
    XP_CODE_SUM_OVER,
    XP_CODE_MIN_OVER,
    XP_CODE_MAX_OVER,
    XP_CODE_IF,
    XP_CODE_CASES,
    XP_CODE_BY_TYPE,
    XP_CODE_BY_PROFILE,
    XP_CODE_NOT,
    XP_CODE_AND,
    XP_CODE_OR,
    XP_CODE_EQ,
    XP_CODE_NE,
    XP_CODE_LT,
    XP_CODE_LE,
    XP_CODE_GT,
    XP_CODE_GE,
    XP_CODE_CHOSEN,
    XP_CODE_CHOSEN_OWNER,
    XP_CODE_TYPE_IS,
    XP_CODE_TYPE_SAME,
    XP_CODE_CHOICE,
    XP_CODE_CHOICE_OF,
    XP_CODE_TUPLE
} xp_code_kind_t;

/* An agent in a formula: this one, a certain one, the one that a bound name stands for. */
typedef enum
{
    XP_AGENT_SELF = 0,
    XP_AGENT_FIXED,
    XP_AGENT_BOUND
} xp_agent_kind_t;

typedef struct
{
    xp_agent_kind_t kind;
    slong index;
} xp_agent_ref_t;

/*
 * others: an OVER code leaves self out.  offset: where to point.  by_class: for a bound agent.
 */
typedef struct xp_code_struct
{
    xp_code_kind_t kind;
    int others;
    size_t offset;
    const struct xp_code_struct **child;
    slong child_count;
    const fmpq *value;
    xp_agent_ref_t agent;
    xp_agent_ref_t other;
    slong *by_class;
    slong *key;
    slong number;
} xp_code_struct;

/* The field or type that code means when its agent is of that class. */
static inline slong xp_code_place(const xp_code_struct *code, slong class)
{
    return code->by_class == NULL ? code->number : code->by_class[class];
}

/*
 * A point at which formulas are evaluated.  self and outcome are -1 where they have no meaning;
 * of profile only the entries that the formula reads are looked at.
 *   bound    the agents of bound names
 *   steps    how many steps were made
 *   offset   after a failure: of the code that failed
 *   advice   after a failure: what to do, or NULL
 */
typedef struct
{
    const xp_source_struct *source;
    slong self;
    slong outcome;
    const slong *profile;
    slong bound[XP_CODE_LOOPS];
    long steps;
    size_t offset;
    const char *advice;
} xp_point_t;

void xp_point_init(xp_point_t *point, const xp_source_struct *source, slong self, slong outcome,
                   const slong *profile);

/*
 * Meaning   the number, the condition, the choice that code is at point
 * Failure   XP_INPUT: division by zero, a number over the limits, a type without a number, no
 *           case that holds, ...; XP_LIMIT: too many steps.  The error has no place and does not
 *           say at which point: see xp_formula_explain
 */
XP_MUST_USE xp_status_t xp_code_number(fmpq_t number, const xp_code_struct *code,
                                       xp_point_t *point, xp_error_t error);
XP_MUST_USE xp_status_t xp_code_condition(int *holds, const xp_code_struct *code,
                                          xp_point_t *point, xp_error_t error);
XP_MUST_USE xp_status_t xp_code_choice(slong *choice, const xp_code_struct *code,
                                       xp_point_t *point, xp_error_t error);

/*
 * Parts of an evaluation.  fail: remembers where and what to do, XP_INPUT; step: XP_LIMIT when
 * there were too many; agent: the one that ref stands for; branch: what IF, CASES, BY_TYPE or
 * BY_PROFILE comes to, NULL where BY_PROFILE has nothing.
 */
xp_status_t xp_point_fail(xp_point_t *point, const xp_code_struct *code, const char *advice);
XP_MUST_USE xp_status_t xp_point_step(xp_point_t *point, const xp_code_struct *code,
                                      xp_error_t error);
slong xp_point_agent(const xp_point_t *point, const xp_agent_ref_t *ref);
XP_MUST_USE xp_status_t xp_code_branch(const xp_code_struct **branch, const xp_code_struct *code,
                                       xp_point_t *point, xp_error_t error);

/* What a code reads when self is that agent. */
#define XP_READS_OWN 1     /* the own type */
#define XP_READS_OTHERS 2  /* the type of another agent */
#define XP_READS_OUTCOME 4 /* the outcome or the decision variable */
#define XP_READS_SELF 8    /* who self is, by more than the own type */

int xp_code_reads(const xp_code_struct *code, const xp_source_struct *source, slong self);

/*
 * What a callback of the model points to: the formulas of one agent (or of the rule), by outcome
 * (NULL, or outcome_count entries, NULL where there is none) and the general one (or NULL).  What
 * none gives is 0.
 *   what   "value", "payment", ...: for messages
 */
typedef struct
{
    const xp_source_struct *source;
    const char *what;
    slong self;
    const xp_code_struct **by_outcome;
    const xp_code_struct *general;
} xp_formula_t;

/* The code at an outcome, or NULL. */
const xp_code_struct *xp_formula_at(const xp_formula_t *formula, slong outcome);

/* What its codes read, all together. */
int xp_formula_reads(const xp_formula_t *formula);

/*
 * Meaning   the number at outcome and profile; fits xp_function_t with formula as context
 * Failure   as xp_code_number; the error says at which type, profile and outcome, and has its place
 */
XP_MUST_USE xp_status_t xp_formula_evaluate(fmpq_t value, const void *formula, slong agent,
                                            slong outcome, const slong *profile,
                                            xp_error_t error);

/* The choice as m weights; fits weights of a rule. */
XP_MUST_USE xp_status_t xp_formula_weights(fmpq *weight, const void *formula,
                                           const slong *profile, xp_error_t error);

/* Adds point, advice and place to the words of a failed evaluation. */
void xp_formula_explain(xp_error_t error, const xp_formula_t *formula,
                        const xp_code_struct *code, const xp_point_t *point);

/* Adds "(low, 1/4, high)", with one agent "low". */
void xp_source_add_profile(xp_string_t string, const xp_source_struct *source,
                           const slong *profile);

#endif
