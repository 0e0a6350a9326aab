/* The answer about a partnership: its data, and the words for how it was found. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "cont/dissolution.h"

const char *xp_dissolve_method_name(xp_dissolve_method_t method)
{
    static const char *const names[] = {"ball", "radical", "algebraic", "separation"};

    return names[method];
}

void xp_dissolve_options_init(xp_dissolve_options_t *options)
{
    options->digits = 0;
    options->precision_limit = (slong) 1 << 17;
    options->degree_limit = XP_REAL_DEGREE;
    options->sign_only = 0;
    options->progress = NULL;
}

void xp_dissolution_init(xp_dissolution_t dissolution)
{
    dissolution->n = 0;
    dissolution->answer = XP_UNDECIDED;
    dissolution->sign = 0;
    dissolution->reason = NULL;
    dissolution->doubt = NULL;
    dissolution->method = XP_DISSOLVE_BALL;
    dissolution->precision = 0;
    dissolution->same = 0;
    xp_real_init(dissolution->sum);
    dissolution->low = NULL;
    dissolution->high = NULL;
    dissolution->worst_off = NULL;
    dissolution->term = NULL;
    dissolution->w = NULL;
    dissolution->loss = NULL;
}

void xp_dissolution_set_count(xp_dissolution_t dissolution, slong n)
{
    dissolution->n = n;
    dissolution->low = _fmpq_vec_init(n);
    dissolution->high = _fmpq_vec_init(n);
    dissolution->worst_off = xp_real_vec_init(n);
    dissolution->term = xp_real_vec_init(n);
    dissolution->w = xp_real_vec_init(n);
    dissolution->loss = xp_real_vec_init(n);
}

void xp_dissolution_clear(xp_dissolution_t dissolution)
{
    free(dissolution->reason);
    free(dissolution->doubt);
    xp_real_clear(dissolution->sum);
    if (dissolution->low == NULL)
        return;
    _fmpq_vec_clear(dissolution->low, dissolution->n);
    _fmpq_vec_clear(dissolution->high, dissolution->n);
    xp_real_vec_clear(dissolution->worst_off, dissolution->n);
    xp_real_vec_clear(dissolution->term, dissolution->n);
    xp_real_vec_clear(dissolution->w, dissolution->n);
    xp_real_vec_clear(dissolution->loss, dissolution->n);
}

void xp_dissolution_swap(xp_dissolution_t a, xp_dissolution_t b)
{
    xp_dissolution_struct t = *a;

    *a = *b;
    *b = t;
}
