/* Exact linear programs: is there a solution, which is best, and the proof of either answer. */
#ifndef XP_LP_LP_H
#define XP_LP_LP_H

#include <stddef.h>
#include <stdint.h>

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/num/compat.h>

/*
 * Minimise sum_j objective[j] x_j subject to the rows
 *     sum_e coefficient[e] x_column[e]  >=  right      (or = right)
 * over column_count columns; x_j >= 0 where nonnegative[j], otherwise x_j is free.
 * Row r has the entries start[r] .. start[r + 1] - 1, each column at most once, none 0.
 * A row may be without entries.
 */
typedef struct
{
    slong column_count;
    unsigned char *nonnegative;
    fmpq *objective;
    slong row_count;
    size_t row_room;
    unsigned char *equation;
    fmpq *right;
    slong *start;
    slong entry_count;
    size_t entry_room;
    slong *column;
    fmpq *coefficient;
} xp_lp_struct;

typedef xp_lp_struct xp_lp_t[1];

/* A program with these columns, all free, objective 0, without rows. */
void xp_lp_init(xp_lp_t lp, slong columns);
void xp_lp_clear(xp_lp_t lp);
void xp_lp_swap(xp_lp_t a, xp_lp_t b);
int xp_lp_is_valid(const xp_lp_t lp);

/*
 * Meaning   adds a row; xp_lp_add_entry then fills it from the left
 * Domain    coefficient 0 is left out by add_entry; a column occurs once in a row
 */
void xp_lp_add_row(xp_lp_t lp, int equation, const fmpq_t right);
void xp_lp_add_entry(xp_lp_t lp, slong column, const fmpq_t coefficient);

typedef enum
{
    XP_LP_OPTIMAL = 0, /* x attains the least value, y proves it */
    XP_LP_UNBOUNDED,   /* x is a solution, ray a direction that improves for ever */
    XP_LP_INFEASIBLE,  /* y proves that there is no solution */
    XP_LP_UNKNOWN      /* reason says why */
} xp_lp_verdict_t;

/*
 * Every vector has been verified exactly on the rows of the program.
 *   x, ray    column_count entries: x is a solution; every row holds for ray with right
 *             side 0, ray_j >= 0 where x_j >= 0, and objective . ray < 0
 *   y         row_count entries, >= 0 on inequalities.  OPTIMAL: objective - y A is 0 on
 *             free columns and >= 0 on the others, and y right = objective . x.
 *             INFEASIBLE: y A is 0 on free columns and <= 0 on the others, and
 *             y right > 0
 *   value     objective . x
 *   reason    UNKNOWN: words for the user
 */
typedef struct
{
    xp_lp_verdict_t verdict;
    slong column_count;
    slong row_count;
    fmpq *x;
    fmpq *ray;
    fmpq *y;
    fmpq_t value;
    char *reason;
} xp_lp_result_struct;

typedef xp_lp_result_struct xp_lp_result_t[1];

void xp_lp_result_init(xp_lp_result_t result);
void xp_lp_result_clear(xp_lp_result_t result);
void xp_lp_result_swap(xp_lp_result_t a, xp_lp_result_t b);

/*
 * What an engine claims about a program: it runs in a process of its own, is not trusted,
 * and is free to crash.  UNBOUNDED is a claim without a vector.  The engine finds x and y
 * allocated and 0, and the verdict UNKNOWN.
 */
typedef struct
{
    xp_lp_verdict_t verdict;
    fmpq *x; /* column_count entries: OPTIMAL */
    fmpq *y; /* row_count entries: OPTIMAL, INFEASIBLE */
} xp_lp_claim_t;

typedef void xp_lp_engine_t(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how);

/* how: start with the primal simplex; the objective is known to have a bound. */
#define XP_LP_PRIMAL 1
#define XP_LP_BOUNDED 2

/* QSopt_ex: Applegate, Cook, Dash and Espinoza 2007. */
xp_lp_engine_t xp_lp_engine_qsopt;

/*
 *   engine    NULL: QSopt_ex
 *   primal    start with the primal simplex (good for revenue); otherwise the dual.  The
 *             other is tried when the first gives nothing that can be proved
 *   seconds   of CPU for one run of the engine; 0: XP_LP_SECONDS.  By the clock it may
 *             take four times as many and 10 more
 *   memory    bytes of address space of the engine; 0: XP_LP_MEMORY
 */
typedef struct
{
    xp_lp_engine_t *engine;
    int primal;
    long seconds;
    size_t memory;
} xp_lp_options_t;

#define XP_LP_SECONDS 3600L
#define XP_LP_MEMORY ((size_t) 8 << 30)

/*
 * Meaning   decides the program
 * Domain    options and progress may be NULL; progress is asked about every 20 ms with
 *           "linear program", 0 of 0: how far an engine is cannot be known
 * Result    UNKNOWN, with the reason, when the engine crashes, hangs beyond its limits,
 *           or claims what does not verify.  UNBOUNDED is decided by two programs of our
 *           own (a solution; a ray), never by the engine's word; where there is the one and not
 *           the other, an optimum that the engine missed is looked for together with its
 *           proof
 * Failure   XP_STOPPED: progress asked to stop; XP_SYSTEM: no process can be started
 * Cost      the engine's; verification is one pass over the entries
 */
XP_MUST_USE xp_status_t xp_lp_solve(xp_lp_result_t result, const xp_lp_t lp,
                                    const xp_lp_options_t *options,
                                    const xp_progress_t *progress, xp_error_t error);

/* The exact checks by themselves: 1 when the vectors are what xp_lp_result_t says. */
int xp_lp_is_solution(const xp_lp_t lp, const fmpq *x);
int xp_lp_is_ray(const xp_lp_t lp, const fmpq *ray);
int xp_lp_is_refutation(const xp_lp_t lp, const fmpq *y);
int xp_lp_is_bound(const xp_lp_t lp, const fmpq *y, const fmpq_t value);

#endif
