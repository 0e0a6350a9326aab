/* The sign of a polynomial on a box by its Bernstein coefficients on ever smaller parts. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "cont/box.h"

/*
 * f in the Bernstein basis of one part of the box, times a positive number.  The axes are the
 * variables that f reads; the coefficient of (j_1, ..., j_m) is at sum of j_k stride[k].
 */
typedef struct
{
    slong axes;
    slong *variable;
    slong *degree;
    slong *stride;
    slong size;
} frame_t;

/* A part: on axis k [place[k], place[k] + 1] / 2^depth[k] of the box's side. */
typedef struct
{
    fmpz *coefficient;
    slong *place;
    int *depth;
} part_t;

static void init_part(part_t *part, const frame_t *frame)
{
    part->coefficient = _fmpz_vec_init(frame->size);
    part->place = xp_calloc((size_t) frame->axes + 1, sizeof(slong));
    part->depth = xp_calloc((size_t) frame->axes + 1, sizeof(int));
}

static void clear_part(part_t *part, const frame_t *frame)
{
    _fmpz_vec_clear(part->coefficient, frame->size);
    free(part->place);
    free(part->depth);
}

/* Result: 0 when there would be over XP_BOX_LIMIT coefficients. */
static int set_frame(frame_t *frame, const fmpq_mpoly_t f, const fmpq_mpoly_ctx_t context)
{
    const slong variables = fmpq_mpoly_ctx_nvars(context);
    slong *degrees = xp_calloc((size_t) variables + 1, sizeof(slong));
    frame->axes = 0;
    frame->size = 1;
    frame->variable = xp_calloc((size_t) variables + 1, sizeof(slong));
    frame->degree = xp_calloc((size_t) variables + 1, sizeof(slong));
    frame->stride = xp_calloc((size_t) variables + 1, sizeof(slong));
    const int fits = fmpq_mpoly_degrees_fit_si(f, context);
    if (fits)
    {
        fmpq_mpoly_degrees_si(degrees, f, context);
    }
    for (slong k = 0; fits && k < variables && frame->size <= XP_BOX_LIMIT; k++)
    {
        if (degrees[k] > 0)
        {
            frame->variable[frame->axes] = k;
            frame->degree[frame->axes] = degrees[k];
            frame->stride[frame->axes++] = frame->size;
            frame->size = degrees[k] < XP_BOX_LIMIT ? frame->size * (degrees[k] + 1)
                                                    : XP_BOX_LIMIT + 1;
        }
    }
    free(degrees);
    return fits && frame->size <= XP_BOX_LIMIT;
}

static void clear_frame(frame_t *frame)
{
    free(frame->variable);
    free(frame->degree);
    free(frame->stride);
}

/* p(low + width s), by Horner's rule, in place. */
static void shift_line(fmpq *line, slong degree, const fmpq_t low, const fmpq_t width)
{
    fmpq_t power;
    fmpq_init(power);
    for (slong i = 0; i < degree; i++)
    {
        for (slong j = degree - 1; j >= i; j--)
        {
            fmpq_addmul(line + j, line + j + 1, low);
        }
    }
    fmpq_one(power);
    for (slong j = 1; j <= degree; j++)
    {
        fmpq_mul(power, power, width);
        fmpq_mul(line + j, line + j, power);
    }
    fmpq_clear(power);
}

/* From powers to Bernstein: b_j = sum over i <= j of C(j, i) / C(d, i) a_i. */
static void turn_line(fmpq *line, slong degree)
{
    fmpz_t binomial;
    fmpz_init(binomial);
    for (slong i = 0; i <= degree; i++)
    {
        fmpz_bin_uiui(binomial, (ulong) degree, (ulong) i);
        fmpq_div_fmpz(line + i, line + i, binomial);
    }
    /* Pascal's rule, step by step: j rises once for each round. */
    for (slong i = 0; i < degree; i++)
    {
        for (slong j = degree; j > i; j--)
        {
            fmpq_add(line + j, line + j, line + j - 1);
        }
    }
    fmpz_clear(binomial);
}

/* The first part: the whole box. */
static void set_whole(part_t *part, const frame_t *frame, const fmpq_mpoly_t f, const fmpq *low,
                      const fmpq *high, const fmpq_mpoly_ctx_t context)
{
    fmpq *dense = _fmpq_vec_init(frame->size);
    const slong variables = fmpq_mpoly_ctx_nvars(context);
    ulong *exponent = xp_calloc((size_t) variables + 1, sizeof(ulong));
    fmpq_t width;
    fmpz_t common;
    fmpq_init(width);
    fmpz_init(common);
    for (slong i = 0; i < fmpq_mpoly_length(f, context); i++)
    {
        slong at = 0;
        fmpq_mpoly_get_term_exp_ui(exponent, f, i, context);
        for (slong k = 0; k < frame->axes; k++)
        {
            at += frame->stride[k] * (slong) exponent[frame->variable[k]];
        }
        fmpq_mpoly_get_term_coeff_fmpq(dense + at, f, i, context);
    }
    for (slong k = 0; k < frame->axes; k++)
    {
        const slong degree = frame->degree[k];
        const slong stride = frame->stride[k];
        fmpq *line = _fmpq_vec_init(degree + 1);
        fmpq_sub(width, high + frame->variable[k], low + frame->variable[k]);
        for (slong at = 0; at < frame->size; at++)
        {
            if (at / stride % (degree + 1) == 0)
            {
                for (slong j = 0; j <= degree; j++)
                {
                    fmpq_swap(line + j, dense + at + j * stride);
                }
                shift_line(line, degree, low + frame->variable[k], width);
                turn_line(line, degree);
                for (slong j = 0; j <= degree; j++)
                {
                    fmpq_swap(line + j, dense + at + j * stride);
                }
            }
        }
        _fmpq_vec_clear(line, degree + 1);
    }
    _fmpq_vec_get_fmpz_vec_fmpz(part->coefficient, common, dense, frame->size);
    fmpz_clear(common);
    fmpq_clear(width);
    free(exponent);
    _fmpq_vec_clear(dense, frame->size);
}

/*
 * Both halves along one axis by de Casteljau's scheme, times 2^degree: part becomes the left one.
 */
static void halve(part_t *part, part_t *right, const frame_t *frame, slong axis)
{
    const slong degree = frame->degree[axis];
    const slong stride = frame->stride[axis];
    fmpz *line = _fmpz_vec_init(degree + 1);
    for (slong at = 0; at < frame->size; at++)
    {
        if (at / stride % (degree + 1) == 0)
        {
            fmpz *left = part->coefficient + at;
            for (slong j = 0; j <= degree; j++)
            {
                fmpz_set(line + j, left + j * stride);
            }
            for (slong j = 0; j <= degree; j++)
            {
                const ulong rest = (ulong) (degree - j);
                fmpz_mul_2exp(left + j * stride, line, rest);
                fmpz_mul_2exp(right->coefficient + at + (degree - j) * stride,
                              line + degree - j, rest);
                for (slong i = 0; i < degree - j; i++)
                {
                    fmpz_add(line + i, line + i, line + i + 1);
                }
            }
        }
    }
    _fmpz_vec_clear(line, degree + 1);
    memcpy(right->place, part->place, (size_t) frame->axes * sizeof(slong));
    part->depth[axis]++;
    memcpy(right->depth, part->depth, (size_t) frame->axes * sizeof(int));
    part->place[axis] *= 2;
    right->place[axis] = part->place[axis] + 1;
}

/* Corner coefficients are values of f; where is the corner. */
static void set_corner(fmpq *where, const part_t *part, const frame_t *frame, slong at,
                       const fmpq *low, const fmpq *high, slong variables)
{
    fmpq_t width;
    fmpq_init(width);
    for (slong k = 0; k < variables; k++)
    {
        fmpq_set(where + k, low + k);
    }
    for (slong k = 0; k < frame->axes; k++)
    {
        const slong v = frame->variable[k];
        const slong end = at / frame->stride[k] % (frame->degree[k] + 1) != 0;
        fmpq_sub(width, high + v, low + v);
        fmpq_set_si(where + v, part->place[k] + end, 1);
        fmpq_div_2exp(where + v, where + v, (ulong) part->depth[k]);
        fmpq_mul(where + v, where + v, width);
        fmpq_add(where + v, where + v, low + v);
    }
    fmpq_clear(width);
}

static int is_corner(const frame_t *frame, slong at)
{
    for (slong k = 0; k < frame->axes; k++)
    {
        const slong j = at / frame->stride[k] % (frame->degree[k] + 1);
        if (j != 0 && j != frame->degree[k])
        {
            return 0;
        }
    }
    return 1;
}

/*
 * All coefficients >= 0 (strict: > 0): f is so on the part, for it is a mean of them.  A corner
 * that is not refutes it.  corner is that one's index.
 */
static xp_answer_t judge_part(slong *corner, const part_t *part, const frame_t *frame, int strict)
{
    xp_answer_t answer = XP_HOLDS;
    for (slong at = 0; at < frame->size; at++)
    {
        if (fmpz_sgn(part->coefficient + at) < (strict ? 1 : 0))
        {
            answer = XP_UNDECIDED;
            if (is_corner(frame, at))
            {
                *corner = at;
                return XP_FAILS;
            }
        }
    }
    return answer;
}

/* The axis that was halved least often; -1 when all are as deep as allowed. */
static slong choose_axis(const part_t *part, const frame_t *frame, int depth)
{
    slong axis = -1;
    for (slong k = 0; k < frame->axes; k++)
    {
        if (part->depth[k] < depth && (axis < 0 || part->depth[k] < part->depth[axis]))
        {
            axis = k;
        }
    }
    return axis;
}

xp_status_t xp_box_subdivide(xp_answer_t *answer, fmpq *where, const fmpq_mpoly_t f,
                             const fmpq *low, const fmpq *high, int strict, int depth,
                             slong work, const fmpq_mpoly_ctx_t context,
                             const xp_progress_t *progress)
{
    const slong variables = fmpq_mpoly_ctx_nvars(context);
    xp_status_t status = XP_OK;
    xp_answer_t result = XP_HOLDS;
    frame_t frame;
    part_t *stack = NULL;
    size_t count = 0, room = 0;
    slong done = 0, corner = 0;
    if (!set_frame(&frame, f, context))
    {
        clear_frame(&frame);
        *answer = XP_UNDECIDED;
        return XP_OK;
    }
    xp_array_grow(&stack, &room, count, sizeof(part_t));
    init_part(stack, &frame);
    set_whole(stack, &frame, f, low, high, context);
    count = 1;
    while (count > 0 && result != XP_FAILS && status == XP_OK)
    {
        part_t part = stack[--count];
        const xp_answer_t judged = judge_part(&corner, &part, &frame, strict);
        const slong axis = choose_axis(&part, &frame, depth);
        done += 2 * frame.size;
        if (judged == XP_FAILS)
        {
            result = XP_FAILS;
            set_corner(where, &part, &frame, corner, low, high, variables);
        }
        else if (judged == XP_UNDECIDED && (axis < 0 || done > work))
        {
            result = XP_UNDECIDED;
        }
        else if (judged == XP_UNDECIDED)
        {
            part_t right;
            init_part(&right, &frame);
            halve(&part, &right, &frame, axis);
            done += frame.size * frame.degree[axis];
            xp_array_grow(&stack, &room, count, sizeof(part_t));
            stack[count++] = right;
            xp_array_grow(&stack, &room, count, sizeof(part_t));
            stack[count++] = part;
            if (xp_progress_tick(progress, "subdividing", (uint64_t) done, (uint64_t) work) != 0)
            {
                status = XP_STOPPED;
            }
            continue;
        }
        clear_part(&part, &frame);
    }
    while (count > 0)
    {
        clear_part(stack + --count, &frame);
    }
    free(stack);
    clear_frame(&frame);
    if (status == XP_OK)
    {
        *answer = result;
    }
    return status;
}
