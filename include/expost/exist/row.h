/* The named inequalities: keys, their order, and each as a sparse row. */
#ifndef XP_EXIST_ROW_H
#define XP_EXIST_ROW_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/exist/question.h>
#include <expost/num/compat.h>

/* In the order of expost-certificate(5). */
typedef enum
{
    XP_ROW_DSIC = 0,
    XP_ROW_EPIC,
    XP_ROW_BIC,
    XP_ROW_EPIR,
    XP_ROW_IIR,
    XP_ROW_EAIR,
    XP_ROW_SBB,
    XP_ROW_WBB,
    XP_ROW_EABB,
    XP_ROW_EAWBB,
    XP_ROW_NPT,
    XP_ROW_NOPAY,
    XP_ROW_EFF,
    XP_ROW_WMON,
    XP_ROW_POS,
    XP_ROW_ONE,
    XP_ROW_WORST,
    XP_ROW_FIX,
    XP_ROW_KIND_COUNT
} xp_row_kind_t;

/*
 * The name of a row; -1 where an index does not apply.
 *   others   the line of the agent: the others' profile
 *   profile  index of the profile
 */
typedef struct
{
    xp_row_kind_t kind;
    slong agent;
    slong type;
    slong report;
    slong others;
    slong profile;
    slong outcome;
} xp_row_key_t;

/* "dsic", "pos", ...; and the kind of a word, 0 when there is none. */
const char *xp_row_kind_word(xp_row_kind_t kind);
int xp_row_kind_find(xp_row_kind_t *kind, const char *word, size_t length);

/* Which of the indices a kind has: bits in the order of the struct's fields. */
#define XP_ROW_HAS_AGENT 1u
#define XP_ROW_HAS_TYPE 2u
#define XP_ROW_HAS_REPORT 4u
#define XP_ROW_HAS_OTHERS 8u
#define XP_ROW_HAS_PROFILE 16u
#define XP_ROW_HAS_OUTCOME 32u
unsigned xp_row_kind_indices(xp_row_kind_t kind);

int xp_row_kind_is_equation(xp_row_kind_t kind);

/* The property that a row belongs to; 0 for pos, one, worst, fix. */
int xp_row_kind_property(xp_property_t *property, xp_row_kind_t kind);

/* A key of this kind with every index -1. */
void xp_row_key_init(xp_row_key_t *key, xp_row_kind_t kind);

/* < 0, 0, > 0: the order of multipliers in a certificate. */
int xp_row_key_compare(const xp_row_key_t *a, const xp_row_key_t *b);

/*
 * Meaning   the first key of its kind in a question's system; the one behind key
 * Result    0 when there is none.  All rows of the kind, in order, also those of types of
 *           probability 0, whose interim rows are 0 >= 0
 */
int xp_row_first(xp_row_key_t *key, const xp_question_t *question, xp_row_kind_t kind);
int xp_row_next(xp_row_key_t *key, const xp_question_t *question);

/* Meaning   how many rows of the kind there are. */
void xp_row_count(fmpz_t count, const xp_question_t *question, xp_row_kind_t kind);

/*
 * sum of coefficient[e] * unknown[e]  >=  right, or = right; unknown ascending, no
 * coefficient 0.
 */
typedef struct
{
    int equation;
    slong length;
    size_t room;
    slong *unknown;
    fmpq *coefficient;
    fmpq_t right;
} xp_row_struct;

typedef xp_row_struct xp_row_t[1];

void xp_row_init(xp_row_t row);
void xp_row_clear(xp_row_t row);

/*
 * The unknowns: p_i(theta) is index(theta) n + i; under a free rule x(theta, a) is
 * n K + index(theta) m + a; last, for worst-deficit, w.
 */
slong xp_unknown_count(const xp_question_t *question);

/*
 * Meaning   the row of a key, by the definitions of semantics.md; under a fixed rule what
 *           it determines stands on the right
 * Domain    the question passed xp_question_check; key is in range; eff, pos, one, fix
 *           only under a free rule
 * Cost      the entries of the row, for interim rows n_values K / k_i
 */
void xp_row_set(xp_row_t row, const xp_question_t *question, const xp_row_key_t *key);

/*
 * Meaning   the objective as a row: coefficients of the unknowns, right = - its constant,
 *           so that objective = row - right.  As stated, not turned for max.
 * Domain    question->objective is not NONE.  worst-deficit: w itself, constant 0
 */
void xp_row_set_objective(xp_row_t row, const xp_question_t *question);

#endif
