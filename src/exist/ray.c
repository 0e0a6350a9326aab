/* Whether payments that move along a ray keep every property and improve the objective. */
#include "exist/ray.h"

#include "exist/aim.h"
#include "exist/scaled_row.h"

#define BIT(property) XP_PROPERTY_BIT(property)

/* sum = the part of the row on the payments times the ray, in some positive unit. */
static void multiply_ray(fmpz_t sum, const xp_scaled_row_struct *row, const xp_table_struct *ray)
{
    fmpz_zero(sum);
    for (slong e = 0; e < row->length; e++)
        if (row->unknown[e] < ray->length)
            fmpz_addmul(sum, row->coefficient + e, ray->entry + row->unknown[e]);
}

/* Along the ray every row of the claimed properties holds with right side 0. */
static int keeps_rows(const xp_table_struct *ray, const xp_question_t *question,
                      xp_scaled_row_struct *row, fmpz_t sum)
{
    const xp_properties_t properties = xp_properties_reduce(question->properties);

    for (int k = 0; k < XP_ROW_KIND_COUNT; k++)
    {
        xp_property_t property;
        xp_row_key_t key;

        if (!xp_row_kind_property(&property, (xp_row_kind_t) k) || property == XP_EFF
            || !(properties & XP_PROPERTY_BIT(property))
            || !xp_row_first(&key, question, (xp_row_kind_t) k))
            continue;
        do
        {
            xp_scaled_row_set(row, question, &key);
            multiply_ray(sum, row, ray);
            if (row->equation ? !fmpz_is_zero(sum) : fmpz_sgn(sum) < 0)
                return 0;
        } while (xp_row_next(&key, question));
    }
    return 1;
}

/* The worst deficit falls when every profile's payments rise. */
static int improves_worst(const xp_table_struct *ray, const xp_question_t *question)
{
    const slong agents = question->environment->agent_count;
    int good = 1;
    fmpz_t sum;

    fmpz_init(sum);
    for (slong u = 0; u < ray->length && good; u += agents)
    {
        _fmpz_vec_sum(sum, ray->entry + u, agents);
        good = fmpz_sgn(sum) > 0;
    }
    fmpz_clear(sum);
    return good;
}

/* The same of a ray that says one direction for every profile. */
static int holds_everywhere(const xp_table_struct *ray, const xp_question_t *question)
{
    const xp_properties_t properties = xp_properties_close(question->properties);
    const slong agents = question->environment->agent_count;
    int good = ray->length == agents;
    xp_aim_t aim;
    fmpz_t sum;
    fmpz_t aimed;

    xp_aim_set(&aim, question);
    fmpz_init(sum);
    fmpz_init(aimed);
    for (slong i = 0; i < agents && good; i++)
    {
        const fmpz *change = ray->entry + i;

        good = !((properties & BIT(XP_EAIR)) && fmpz_sgn(change) > 0)
               && !((properties & BIT(XP_NPT)) && fmpz_sgn(change) < 0)
               && !((properties & BIT(XP_NOPAY)) && !fmpz_is_zero(change));
        fmpz_add(sum, sum, change);
        if (xp_aim_has(&aim, i))
            fmpz_add(aimed, aimed, change);
    }
    /* The aim is minimised. */
    good = good && !((properties & BIT(XP_EABB)) && !fmpz_is_zero(sum))
           && !((properties & BIT(XP_EAWBB)) && fmpz_sgn(sum) < 0)
           && aim.sign * fmpz_sgn(aimed) < 0;
    fmpz_clear(aimed);
    fmpz_clear(sum);
    return good;
}

static int holds_by_profile(const xp_table_struct *ray, const xp_question_t *question)
{
    int good = ray->length
               == question->environment->agent_count * question->environment->profiles->size;
    xp_scaled_row_t row;
    fmpz_t sum;

    xp_scaled_row_init(row);
    fmpz_init(sum);
    if (good && question->objective == XP_OBJECTIVE_WORST_DEFICIT)
        good = improves_worst(ray, question);
    else if (good)
    {
        xp_scaled_row_set_objective(row, question);
        multiply_ray(sum, row, ray);
        good = question->maximise ? fmpz_sgn(sum) > 0 : fmpz_sgn(sum) < 0;
    }
    good = good && keeps_rows(ray, question, row, sum);
    fmpz_clear(sum);
    xp_scaled_row_clear(row);
    return good;
}

int xp_ray_holds(const xp_table_t ray, const xp_question_t *question, xp_error_t error)
{
    xp_question_t asked = *question;
    xp_rule_t own;
    int good;

    xp_rule_init(own);
    if (!xp_profiles_are_listed(question->environment->profiles))
        good = holds_everywhere(ray, question);
    else if (xp_question_list_rule(&asked, own, NULL, error) == XP_OK)
        good = holds_by_profile(ray, &asked);
    else
        good = 0;
    if (!good)
        xp_error_set(error, "the ray that was found does not keep every row and improve");
    xp_rule_clear(own);
    return good;
}
