/* What each type of an agent expects of each report, the others telling the truth. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "rule/cremer_mclean.h"

/* value[c * count + s]: the value of choice c to type[s]. */
static void set_values(fmpq *value, const xp_rows_of_beliefs_t rows, const xp_rule_struct *rule)
{
    const xp_agent_struct *own = rows->environment->agent + rows->agent;
    const slong choices = xp_rule_choices(rule);
    fmpq_t weight;
    fmpq_t term;
    fmpq_init(weight);
    fmpq_init(term);
    for (slong c = 0; c < choices; c++)
    {
        for (slong a = 0; a < rule->outcome_count; a++)
        {
            xp_rule_weight(weight, rule, c, a);
            for (slong s = 0; s < rows->count && !fmpq_is_zero(weight); s++)
            {
                xp_table_get_fmpq(term, own->value, a * own->type_count + rows->type[s]);
                fmpq_mul(term, term, weight);
                fmpq_add(value + c * rows->count + s, value + c * rows->count + s, term);
            }
        }
    }
    fmpq_clear(term);
    fmpq_clear(weight);
}

/* One entry: the mass of each choice, and the payment, under the belief of type[s]. */
static void sum_up(fmpq_t gain, fmpz *mass, const xp_rows_of_beliefs_t rows,
                   const xp_rule_struct *rule, const xp_table_t payment, const fmpq *value,
                   slong report, slong s)
{
    const xp_profiles_struct *profiles = rows->environment->profiles;
    const slong step = report * profiles->stride[rows->agent];
    const slong choices = xp_rule_choices(rule);
    const fmpz *weight = rows->weight + s * rows->lines;
    fmpz_t paid;
    fmpq_t term;
    fmpz_init(paid);
    fmpq_init(term);
    _fmpz_vec_zero(mass, choices);
    for (slong l = 0; l < rows->lines; l++)
    {
        const slong index = xp_profiles_line_start(profiles, rows->agent, l) + step;
        const slong c = (slong) rule->choice[index];
        fmpz_add(mass + c, mass + c, weight + l);
        fmpz_addmul(paid, weight + l, payment->entry + index);
    }
    fmpq_set_fmpz_frac(gain, paid, payment->denominator);
    fmpq_neg(gain, gain);
    for (slong c = 0; c < choices; c++)
    {
        if (!fmpz_is_zero(mass + c))
        {
            fmpq_mul_fmpz(term, value + c * rows->count + s, mass + c);
            fmpq_add(gain, gain, term);
        }
    }
    fmpq_div_fmpz(gain, gain, rows->total + s);
    fmpq_clear(term);
    fmpz_clear(paid);
}

xp_status_t xp_rows_of_beliefs_gain(fmpq *bound, const xp_rows_of_beliefs_t rows,
                                    const xp_rule_struct *rule, const xp_table_t payment,
                                    const xp_progress_t *progress, xp_error_t error)
{
    const slong types = rows->environment->agent[rows->agent].type_count;
    const slong choices = xp_rule_choices(rule);
    fmpq *value = _fmpq_vec_init(choices * rows->count);
    fmpz *mass = _fmpz_vec_init(choices);
    xp_status_t status = XP_OK;
    set_values(value, rows, rule);
    for (slong r = 0; r < types && status == XP_OK; r++)
    {
        for (slong s = 0; s < rows->count; s++)
        {
            sum_up(bound + r * rows->count + s, mass, rows, rule, payment, value, r, s);
        }
        if (xp_progress_tick(progress, "reports", (uint64_t) r, (uint64_t) types))
        {
            xp_error_set(error, "stopped while the reports were compared");
            status = XP_STOPPED;
        }
    }
    _fmpz_vec_clear(mass, choices);
    _fmpq_vec_clear(value, choices * rows->count);
    return status;
}
