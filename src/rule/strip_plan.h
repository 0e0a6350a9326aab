/* How a strip is evaluated: its tables, brought together block by block. */
#ifndef XP_RULE_STRIP_PLAN_H
#define XP_RULE_STRIP_PLAN_H

#include <stdint.h>

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>

#include "rule/layer.h"
#include "rule/strip.h"

/*
 * Profiles are gone through in blocks of width: in a block the types of the inner agents (the
 * last one, and those before it as long as the block stays small) run through all their
 * profiles, and the others stand still.  An *axis* is another agent with two types or more.
 * At a profile of a block, x its place in the block and c the choice,
 *   number = base[c] + the sum over axes of rows[type][c] + inner[c][x]
 *            + lines + gathers + products,
 * the first two of which are a row of numbers, one for each choice, that changes from block to
 * block only.  Without layers by choice, and when the choices are too many for that, the row
 * has one number for all choices, and tables by choice are gathers.
 */

/* A row stands for all choices when they are at most so many, or fewer than a block is wide. */
#define XP_STRIP_CHOICES 16

/* Blocks of more than one agent are at most so wide, and have at most so many numbers inside. */
#define XP_STRIP_WIDTH 256
#define XP_STRIP_INSIDE 2048

/* There are fewer axes: each doubles the number of profiles. */
#define XP_STRIP_AXES 64

/* Numbers of the arithmetic; while the plan is made they are in table.  NULL: none. */
typedef struct
{
    xp_table_t table;
    void *number;
} xp_strip_numbers_struct;

/* rows: types rows, or nothing. */
typedef struct
{
    slong types;
    xp_strip_numbers_struct rows;
} xp_strip_axis_struct;

/*
 * One number for each line of an agent.
 *   axis     that of the agent, or -1
 *   step     from a block to the next one the line is larger by that, less stride when
 *            the agent's type has changed to the next one
 *   place    for an inner agent, the line at each profile of a block less that at the first;
 *            NULL: it is one larger from profile to profile
 */
typedef struct
{
    slong agent;
    slong axis;
    slong stride;
    slong step;
    slong *place;
    xp_strip_numbers_struct numbers;
} xp_strip_line_struct;

/*
 * numbers: entry c * types + the type of an agent, for every choice c.
 *   axis     that of the agent; -1: the type is place[x], or 0 when place is NULL
 */
typedef struct
{
    slong agent;
    slong axis;
    slong types;
    slong *place;
    xp_strip_numbers_struct numbers;
} xp_strip_gather_struct;

/*
 * A layer that is read where it stands: by profile; by choice and profile; or by choice with
 * lotteries that are too many to average over beforehand.  choice: whether it is by choice;
 * entry[c * step + type or index of the profile] then.
 */
typedef struct
{
    int choice;
    int profile;
    slong axis;
    slong step;
    slong *place;
    const fmpz *entry;
    const fmpz *factor;
} xp_strip_product_struct;

/* One arithmetic.  load is NULL where the numbers are fmpz. */
typedef struct
{
    size_t size;
    void (*load)(void *number, const fmpz *entry, slong length);
    void (*fill)(void *number, const xp_strip_struct *strip, slong index, slong length);
} xp_strip_kernel_t;

extern const xp_strip_kernel_t xp_strip_kernel_int64;
extern const xp_strip_kernel_t xp_strip_kernel_int128;
extern const xp_strip_kernel_t xp_strip_kernel_fmpz;

/*
 *   layers, factor  as they were set; the integer that each table's are multiplied by (0: the
 *                   layer is left out)
 *   row             numbers in a row: choices, or 1
 *   by_choice       whether a row has a number for each choice
 *   inner           row times width numbers, or nothing
 * All but the first two is made by xp_strip_prepare; until then width is 0.
 */
typedef struct xp_strip_plan
{
    xp_layers_t layers;
    fmpz *factor;
    const xp_strip_kernel_t *kernel;
    slong first_inner;
    slong width;
    slong choices;
    slong row;
    int by_choice;
    slong axes;
    xp_strip_axis_struct axis[XP_STRIP_AXES];
    xp_strip_numbers_struct base;
    xp_strip_numbers_struct inner;
    xp_strip_line_struct *line;
    slong lines;
    xp_strip_gather_struct *gather;
    slong gathers;
    xp_strip_product_struct *product;
    slong products;
} xp_strip_plan_struct;

/*
 * Meaning   fills the plan of a strip whose layers and factors are set
 * Failure   XP_LIMIT: no memory; the plan can be cleared
 */
XP_MUST_USE xp_status_t xp_strip_plan_make(xp_strip_plan_struct *plan,
                                           const xp_strip_struct *strip, xp_error_t error);

/* Clears what xp_strip_plan_make made, all or part of it. */
void xp_strip_plan_drop(xp_strip_plan_struct *plan);

#endif
