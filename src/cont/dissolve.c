/* The sign of D: balls, then what decides equality, in the order that costs least. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "cont/dissolution.h"

#define FIRST_PRECISION 64
#define EXACT_PRECISION 512

/*
 *   tested      the exact methods had their turn
 *   known       they found the sign: more balls only make brackets that prove it
 *   separation  bits of the root-separation bound, 0 without one
 */
typedef struct
{
    xp_dissolution_struct *dissolution;
    xp_attack_struct *attack;
    int tested;
    int known;
    int exact_worst_off;
    slong separation;
} search_struct;

static void set_sign(search_struct *search, int sign, xp_dissolve_method_t method)
{
    search->known = 1;
    search->dissolution->sign = sign;
    search->dissolution->method = method;
}

/* Exact v_i*, H_i and D: the sign, where the degrees allow; otherwise a root-separation bound. */
static void try_algebraic(search_struct *search, xp_dissolve_method_t method)
{
    xp_attack_struct *attack = search->attack;
    xp_real_struct *worst_off = xp_real_vec_init(attack->n);
    xp_real_struct *largest = xp_real_vec_init(attack->n);
    int exact = 1;
    int sign = 0;
    xp_real_t sum;
    slong i;

    xp_real_init(sum);
    search->exact_worst_off = 1;
    for (i = 0; i < attack->n; i++)
    {
        if (attack->twin[i] != i)
            continue;
        exact = xp_algebraic_largest(worst_off + i, largest + i, attack, i, attack->precision)
                && exact;
        search->exact_worst_off = search->exact_worst_off && worst_off[i].kind == XP_REAL_RATIONAL;
    }
    if (exact)
        xp_algebraic_sum(sum, attack, largest, attack->precision);
    if (exact && xp_real_is_exact(sum) && xp_real_sign(&sign, sum))
        set_sign(search, sign, method);
    else
        search->separation = xp_separation_bits(attack, worst_off);
    xp_real_clear(sum);
    xp_real_vec_clear(worst_off, attack->n);
    xp_real_vec_clear(largest, attack->n);
}

/* What balls could not do; they go on where D is found not to be 0, or how near it can come. */
static void try_exact(search_struct *search)
{
    xp_radical_t radical = xp_radical_test(search->attack);

    search->tested = 1;
    if (radical == XP_RADICAL_IRRATIONAL)
        search->dissolution->method = XP_DISSOLVE_RADICAL;
    else
        try_algebraic(search, radical == XP_RADICAL_RATIONAL ? XP_DISSOLVE_RADICAL
                                                             : XP_DISSOLVE_ALGEBRAIC);
}

/* Reads the sign from the last ball; 1 when the search is over. */
static int read_ball(search_struct *search)
{
    xp_attack_struct *attack = search->attack;
    xp_dissolve_method_t method = search->dissolution->method;
    int sign = arb_is_positive(attack->sum) - arb_is_negative(attack->sum);
    mag_t bound;
    int below;

    if (sign != 0)
    {
        if (!search->known)
            set_sign(search, sign, method);
        return 1;
    }
    if (arb_is_zero(attack->sum))
    {
        set_sign(search, 0, method);
        return 1;
    }
    if (search->separation == 0)
        return 0;
    mag_init(bound);
    arb_get_mag(bound, attack->sum);
    below = mag_cmp_2exp_si(bound, -search->separation) < 0;
    mag_clear(bound);
    if (below)
        set_sign(search, 0, XP_DISSOLVE_SEPARATION);
    return below;
}

static slong next_precision(const search_struct *search)
{
    slong precision = search->attack->precision;
    slong next = 2 * precision;

    if (search->separation > 0 && next > search->separation)
        next = FLINT_MAX(search->separation, precision) + FIRST_PRECISION;
    return FLINT_MIN(next, search->attack->limit);
}

static int find_sign(search_struct *search)
{
    xp_attack_struct *attack = search->attack;
    slong precision = FLINT_MIN(FIRST_PRECISION, attack->limit);

    for (;;)
    {
        if (!xp_attack_evaluate(attack, precision))
            return 0;
        if (read_ball(search))
            return 1;
        if (!search->tested && attack->evaluator->polynomial
            && precision >= FLINT_MIN(EXACT_PRECISION, attack->limit))
        {
            try_exact(search);
            if (search->known && (search->dissolution->sign == 0 || search->exact_worst_off))
                return 1;
        }
        if (precision >= attack->limit)
            return 1;
        precision = next_precision(search);
    }
}

static char *write_reason(const search_struct *search)
{
    xp_attack_struct *attack = search->attack;
    xp_string_t text;

    xp_string_init(text);
    xp_string_printf(text, "the sum could not be told from 0 at %ld bits", (long) attack->limit);
    if (search->dissolution->method == XP_DISSOLVE_RADICAL)
        xp_string_add(text, "; it is irrational, so more bits will decide");
    else if (search->separation > 0)
        xp_string_printf(text, "; if it is 0, a proof by balls needs %ld bits",
                         (long) search->separation);
    else if (!attack->evaluator->polynomial)
        xp_string_add(text, "; distributions that are not piecewise polynomial cannot be "
                            "decided exactly");
    else
        xp_string_add(text, "; the algebraic numbers in it are too large for an exact answer");
    return xp_string_take(text);
}

static char *write_doubt(const xp_evaluator_struct *evaluator)
{
    xp_string_t text;
    slong g;

    xp_string_init(text);
    for (g = 0; g < evaluator->group_count; g++)
    {
        const xp_distribution_struct *distribution = evaluator->distribution[g];

        if (distribution->doubt == NULL)
            continue;
        xp_string_printf(text, "%snot proved of %s: %s", text->length == 0 ? "" : "; ",
                         distribution->name == NULL ? "a distribution" : distribution->name,
                         distribution->doubt);
    }
    if (text->length > 0)
        return xp_string_take(text);
    xp_string_clear(text);
    return NULL;
}

/* The brackets of the deciding evaluation, which enclose the worst-off types. */
static void set_brackets(xp_dissolution_t dissolution, const xp_attack_t attack)
{
    arb_t low;
    arb_t high;
    slong i;

    arb_init(low);
    arb_init(high);
    for (i = 0; i < attack->n; i++)
    {
        xp_bracket_get_fmpq(dissolution->low + i, dissolution->high + i, attack->bracket + i);
        xp_point_get_arb(low, &attack->bracket[i].low, attack->precision);
        xp_point_get_arb(high, &attack->bracket[i].high, attack->precision);
        arb_union(low, low, high, attack->precision);
        xp_real_set_arb(dissolution->worst_off + i, low);
    }
    arb_clear(low);
    arb_clear(high);
}

/* Where v* is a rational that the exact methods know, its bracket closes. */
static void close_brackets(xp_dissolution_t dissolution, xp_attack_t attack)
{
    xp_real_t worst_off;
    slong i;

    if (!attack->evaluator->polynomial)
        return;
    xp_real_init(worst_off);
    for (i = 0; i < attack->n; i++)
    {
        slong twin = attack->twin[i];

        if (twin == i)
            xp_piecewise_quantile(worst_off, xp_attack_level(attack, i),
                                  attack->partnership->share + i, attack->options->degree_limit,
                                  attack->precision);
        else
        {
            fmpq_set(dissolution->low + i, dissolution->low + twin);
            fmpq_set(dissolution->high + i, dissolution->high + twin);
            continue;
        }
        if (worst_off->kind != XP_REAL_RATIONAL)
            continue;
        fmpq_set(dissolution->low + i, worst_off->rational);
        fmpq_set(dissolution->high + i, worst_off->rational);
    }
    xp_real_clear(worst_off);
}

static void set_zero(xp_real_t x)
{
    fmpq_t zero;

    fmpq_init(zero);
    xp_real_set_fmpq(x, zero);
    fmpq_clear(zero);
}

static int answer(xp_dissolution_t dissolution, xp_attack_t attack)
{
    search_struct search = {dissolution, attack, 0, 0, 0, 0};

    if (!find_sign(&search))
        return 0;
    dissolution->precision = attack->precision;
    dissolution->same = attack->evaluator->group_count == 1;
    dissolution->doubt = write_doubt(attack->evaluator);
    if (search.known)
        dissolution->answer = dissolution->sign >= 0 ? XP_HOLDS : XP_FAILS;
    else
        dissolution->reason = write_reason(&search);
    set_brackets(dissolution, attack);
    if (!attack->options->sign_only || search.tested)
        close_brackets(dissolution, attack);
    if (attack->options->sign_only)
    {
        xp_real_set_arb(dissolution->sum, attack->sum);
        if (search.known && dissolution->sign == 0)
            set_zero(dissolution->sum);
        return 1;
    }
    return xp_dissolution_set_values(dissolution, attack);
}

xp_status_t xp_dissolve(xp_dissolution_t dissolution, const xp_partnership_t partnership,
                        const xp_dissolve_options_t *options, xp_error_t error)
{
    xp_dissolution_t made;
    xp_attack_t attack;
    xp_status_t status = XP_OK;

    xp_dissolution_init(made);
    xp_dissolution_set_count(made, partnership->n);
    xp_attack_init(attack, partnership, options);
    if (answer(made, attack))
        xp_dissolution_swap(dissolution, made);
    else
    {
        xp_error_set(error, "stopped at %ld bits", (long) attack->precision);
        status = XP_STOPPED;
    }
    xp_attack_clear(attack);
    xp_dissolution_clear(made);
    return status;
}
