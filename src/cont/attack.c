/* What the steps of the order of attack share: equal agents, balls, functions on the supports. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "cont/dissolve.h"

/* Balls by quadrature take time that grows faster than this; polynomials may have all bits. */
#define QUADRATURE_LIMIT 4096

static int have_equal_shares(const xp_real_t a, const xp_real_t b)
{
    if (a->kind != b->kind)
        return 0;
    if (a->kind == XP_REAL_RATIONAL)
        return fmpq_equal(a->rational, b->rational);
    return a->kind == XP_REAL_ALGEBRAIC && qqbar_equal(a->algebraic, b->algebraic);
}

static void find_twins(xp_attack_t attack)
{
    const xp_real_struct *share = attack->partnership->share;
    slong i;
    slong j;

    for (i = 0; i < attack->n; i++)
    {
        for (j = 0; j < i; j++)
            if (attack->twin[j] == j && attack->evaluator->group[j] == attack->evaluator->group[i]
                && have_equal_shares(share + j, share + i))
                break;
        attack->twin[i] = j;
        attack->count[j]++;
    }
}

void xp_attack_init(xp_attack_t attack, const xp_partnership_t partnership,
                    const xp_dissolve_options_t *options)
{
    size_t n = (size_t) partnership->n;
    slong i;

    attack->partnership = partnership;
    attack->options = options;
    attack->n = partnership->n;
    attack->evaluator = xp_evaluator_new(partnership);
    attack->evaluator->progress = options->progress;
    attack->twin = xp_calloc(n, sizeof(slong));
    attack->count = xp_calloc(n, sizeof(slong));
    attack->share = _arb_vec_init(attack->n);
    attack->precision = 0;
    attack->limit = options->precision_limit;
    if (!attack->evaluator->polynomial)
        attack->limit = FLINT_MIN(attack->limit, QUADRATURE_LIMIT);
    arb_init(attack->sum);
    attack->largest = _arb_vec_init(attack->n);
    attack->bracket = xp_bracket_vec_init(attack->n);
    attack->level = xp_calloc(n, sizeof(xp_piecewise_struct));
    attack->tail = xp_calloc(n, sizeof(xp_piecewise_struct));
    for (i = 0; i < attack->n; i++)
    {
        xp_piecewise_init(attack->level + i);
        xp_piecewise_init(attack->tail + i);
    }
    find_twins(attack);
}

void xp_attack_clear(xp_attack_t attack)
{
    slong i;

    for (i = 0; i < attack->n; i++)
    {
        xp_piecewise_clear(attack->level + i);
        xp_piecewise_clear(attack->tail + i);
    }
    free(attack->level);
    free(attack->tail);
    xp_bracket_vec_clear(attack->bracket, attack->n);
    _arb_vec_clear(attack->largest, attack->n);
    arb_clear(attack->sum);
    _arb_vec_clear(attack->share, attack->n);
    free(attack->count);
    free(attack->twin);
    xp_evaluator_free(attack->evaluator);
}

int xp_attack_evaluate(xp_attack_t attack, slong precision)
{
    slong i;

    for (i = 0; i < attack->n; i++)
        xp_real_get_arb(attack->share + i, attack->partnership->share + i, precision + 96);
    xp_evaluator_evaluate(attack->sum, attack->largest, attack->bracket, attack->evaluator,
                          attack->share, precision);
    attack->precision = precision;
    return !attack->evaluator->stopped;
}

const xp_piecewise_struct *xp_attack_level(xp_attack_t attack, slong agent)
{
    if (attack->level[agent].count == 0)
        xp_evaluator_level_piecewise(attack->level + agent, attack->evaluator, agent);
    return attack->level + agent;
}

const xp_piecewise_struct *xp_attack_tail(xp_attack_t attack, slong agent)
{
    if (attack->tail[agent].count == 0)
        xp_evaluator_tail_piecewise(attack->tail + agent, attack->evaluator, agent);
    return attack->tail + agent;
}

void xp_attack_constant(fmpq_t constant, const xp_attack_t attack)
{
    fmpq_mul_si(constant, attack->evaluator->everything, attack->n - 1);
    fmpq_add(constant, constant, attack->evaluator->high);
}
