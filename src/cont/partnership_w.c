/* W_i as a function of the type. */
#include "cont/evaluator.h"

/*
 * W(v) = integral of x dG from v to beta - K = beta - v G(v) - (integral of G from v) - K.
 */
int xp_partnership_w(xp_piecewise_t w, const xp_partnership_t partnership, slong agent)
{
    xp_evaluator_struct *evaluator = xp_evaluator_new(partnership);
    int polynomial = evaluator->polynomial;

    if (polynomial)
    {
        xp_piecewise_t level;
        xp_piecewise_t tail;
        fmpq_t constant;
        slong k;

        xp_piecewise_init(level);
        xp_piecewise_init(tail);
        fmpq_init(constant);
        xp_evaluator_loss_fmpq(constant, evaluator, evaluator->group[agent]);
        fmpq_sub(constant, evaluator->high, constant);
        xp_evaluator_level_piecewise(level, evaluator, agent);
        xp_evaluator_tail_piecewise(tail, evaluator, agent);
        for (k = 0; k < level->count; k++)
            fmpq_poly_shift_left(level->piece + k, level->piece + k, 1);
        xp_piecewise_add(level, level, tail);
        for (k = 0; k < level->count; k++)
        {
            fmpq_poly_neg(level->piece + k, level->piece + k);
            fmpq_poly_add_fmpq(level->piece + k, level->piece + k, constant);
        }
        xp_piecewise_canonicalise(level);
        xp_piecewise_swap(w, level);
        xp_piecewise_clear(level);
        xp_piecewise_clear(tail);
        fmpq_clear(constant);
    }
    xp_evaluator_free(evaluator);
    return polynomial;
}
