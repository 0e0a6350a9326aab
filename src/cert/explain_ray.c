/* A direction in which an objective grows without bound. */
#include <expost/exist/row.h>

#include "cert/explain_point.h"

/* sum of coefficient * direction of a row; the rule does not change along a ray */
static void follow(fmpq_t change, const xp_row_t row, const xp_table_t ray)
{
    fmpq_t part;
    slong i;

    fmpq_init(part);
    fmpq_zero(change);
    for (i = 0; i < row->length && row->unknown[i] < ray->length; i++)
    {
        xp_table_get_fmpq(part, ray, row->unknown[i]);
        fmpq_addmul(change, part, row->coefficient + i);
    }
    fmpq_clear(part);
}

/* The largest deficit moves by the largest change of cost less payments. */
static void follow_worst(fmpq_t change, const xp_explanation_t *e)
{
    slong n = e->environment->agent_count, index, i;
    fmpq_t sum, part;

    fmpq_init(sum);
    fmpq_init(part);
    for (index = 0; index < e->environment->profiles->size; index++)
    {
        fmpq_zero(sum);
        for (i = 0; i < n; i++)
        {
            xp_table_get_fmpq(part, e->certificate->ray, index * n + i);
            fmpq_sub(sum, sum, part);
        }
        if (index == 0 || fmpq_cmp(sum, change) > 0)
            fmpq_set(change, sum);
    }
    fmpq_clear(sum);
    fmpq_clear(part);
}

/* Whether every claimed row, and the objective, improves or stays along the ray. */
static int ray_holds(fmpq_t improvement, const xp_explanation_t *e)
{
    xp_row_key_t key;
    fmpq_t change;
    xp_row_t row;
    int kind, good = 1, more;

    fmpq_init(change);
    xp_row_init(row);
    for (kind = 0; kind < XP_ROW_KIND_COUNT && good; kind++)
    {
        xp_property_t property;

        if (!xp_row_kind_property(&property, (xp_row_kind_t) kind)
            || !(e->question.properties & XP_PROPERTY_BIT(property))
            || (property == XP_EFF && e->rule != NULL) || property == XP_WMON)
            continue;
        for (more = xp_row_first(&key, &e->question, (xp_row_kind_t) kind); more && good;
             more = xp_row_next(&key, &e->question))
        {
            xp_row_set(row, &e->question, &key);
            follow(change, row, e->certificate->ray);
            good = row->equation ? fmpq_is_zero(change) : fmpq_sgn(change) >= 0;
        }
    }
    if (e->question.objective == XP_OBJECTIVE_WORST_DEFICIT)
        follow_worst(improvement, e);
    else
    {
        xp_row_set_objective(row, &e->question);
        follow(improvement, row, e->certificate->ray);
    }
    good = good && fmpq_sgn(improvement) == (e->question.maximise ? 1 : -1);
    xp_row_clear(row);
    fmpq_clear(change);
    return good;
}

/* In reduced form: E of the direction, with the objective's sign. */
static int reduced_ray_holds(fmpq_t improvement, const xp_explanation_t *e)
{
    xp_objective_t objective = e->question.objective;
    slong i, t, count, index = 0;
    fmpq_t part, weight;
    int p, good = objective != XP_OBJECTIVE_WELFARE;

    fmpq_init(part);
    fmpq_init(weight);
    for (p = 0; p < XP_PROPERTY_COUNT && good; p++)
        if (e->question.properties & XP_PROPERTY_BIT(p))
            good = xp_interim_slack(part, &count, e, (xp_property_t) p, e->certificate->ray, 1);
    fmpq_zero(improvement);
    for (i = 0; i < e->environment->agent_count; i++)
        for (t = 0; t < e->environment->agent[i].type_count; t++)
        {
            xp_type_probability(weight, e, i, t);
            xp_table_get_fmpq(part, e->certificate->ray, index++);
            if (objective != XP_OBJECTIVE_UTILITY || e->question.objective_agent < 0
                || e->question.objective_agent == i)
                fmpq_addmul(improvement, part, weight);
        }
    if (objective == XP_OBJECTIVE_UTILITY || objective == XP_OBJECTIVE_DEFICIT)
        fmpq_neg(improvement, improvement);
    good = good && fmpq_sgn(improvement) == (e->question.maximise ? 1 : -1);
    fmpq_clear(part);
    fmpq_clear(weight);
    return good;
}

xp_status_t xp_explain_ray(xp_explanation_t *e, xp_error_t error)
{
    fmpq_t improvement;
    int good;

    if (!e->certificate->reduced && !e->certificate->has_payment)
        xp_say(e, "The payments are 0 at first. ");
    xp_say(e, "For every " XP_MATH "s \xE2\x89\xA5 0" XP_MATH_END ", " XP_MATH "s" XP_MATH_END
              " times the following changes can be added to these payments:");
    xp_end_paragraph(e);
    if (e->certificate->reduced)
        xp_explain_types(e, e->certificate->ray, "Change");
    else
        xp_explain_profiles(e, e->certificate->ray, 1);
    fmpq_init(improvement);
    good = e->certificate->reduced ? reduced_ray_holds(improvement, e)
                                   : ray_holds(improvement, e);
    if (good)
    {
        xp_say(e, "The changes alone satisfy every inequality of each property with 0 in place of "
                  "what is known, so every inequality still holds after " XP_MATH "s" XP_MATH_END
                  " times the changes. The objective changes by ");
        xp_say_number(e, improvement);
        xp_say(e, " times " XP_MATH "s" XP_MATH_END ", which has no bound.");
        xp_end_paragraph(e);
    }
    else
        xp_error_set(error, "The ray of the certificate does not keep the properties, or does "
                            "not improve the objective.");
    fmpq_clear(improvement);
    return good ? XP_OK : XP_INPUT;
}
