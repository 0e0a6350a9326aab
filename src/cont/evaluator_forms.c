/* Charts at the ends of sections: x = end +- u^order, where F is a power series in u. */
#include "cont/evaluator.h"

#define ORDER_LIMIT 1000

/* Whether that end of the section is a knot of the distribution's own piece. */
static int is_own_knot(const xp_evaluator_struct *evaluator, const xp_section_struct *section,
                       slong g, int side)
{
    const xp_distribution_struct *distribution = evaluator->distribution[g];
    slong k = section->place[g];

    return k >= 0 && fmpq_equal(distribution->knot + k + side, side ? section->high : section->low);
}

/* The least common multiple of the orders at one side; 0 where one is not known. */
static slong get_order(const xp_evaluator_struct *evaluator, const xp_section_struct *section,
                       int side)
{
    slong all = 1;
    slong g;

    for (g = 0; g < evaluator->group_count; g++)
    {
        slong order;

        if (!is_own_knot(evaluator, section, g, side))
            continue;
        order = xp_distribution_order(evaluator->distribution[g], section->place[g], side);
        if (order <= 0 || order > ORDER_LIMIT)
            return 0;
        all = all / (slong) n_gcd((ulong) all, (ulong) order) * order;
        if (all > ORDER_LIMIT)
            return 0;
    }
    return all;
}

/* Where a root is not seen through, the chart would not help: then there is none. */
void xp_evaluator_add_forms(xp_evaluator_struct *evaluator, xp_section_struct *section)
{
    int side;
    slong g;

    for (side = 0; side < 2; side++)
    {
        slong order = get_order(evaluator, section, side);

        for (g = 0; g < evaluator->group_count && order > 1; g++)
        {
            const xp_distribution_struct *distribution = evaluator->distribution[g];
            slong k = section->place[g];

            if (!is_own_knot(evaluator, section, g, side)
                || xp_distribution_order(distribution, k, side) == 1)
                continue;
            section->form[2 * g + side]
                = xp_distribution_unfold(evaluator->pool, distribution, k, side, order);
            if (section->form[2 * g + side] == NULL
                && (distribution->piece[k] == NULL
                    || !xp_beta_chart_find(section->beta + 2 * g + side, distribution->piece[k],
                                           distribution->knot + k + side, side, order)))
                order = 1;
        }
        section->order[side] = FLINT_MAX(order, 1);
    }
}
