/* Linear forms in the unknowns: payments p_I(t) and, under a free rule, probabilities x(t, A). */
#include <stdlib.h>
#include <string.h>

#include "verify/form.h"

#define MOST_UNKNOWNS ((size_t) 1 << 26)

void xp_form_init(xp_form_t form, const xp_environment_t environment)
{
    memset(form, 0, sizeof(xp_form_struct));
    form->environment = environment;
    mpz_inits(form->num, form->den, form->top, form->bottom, form->scratch, NULL);
    mpq_inits(form->row, form->known, NULL);
}

void xp_form_clear(xp_form_t form)
{
    size_t k;

    for (k = 0; k < form->count; k++)
        mpq_clear(form->unknown[form->list[k]]);
    free(form->unknown);
    free(form->listed);
    free(form->list);
    mpz_clears(form->num, form->den, form->top, form->bottom, form->scratch, NULL);
    mpq_clears(form->row, form->known, NULL);
}

void xp_form_open(xp_form_t form, int free_rule, xp_reader_t reader)
{
    const xp_environment_struct *environment = form->environment;
    size_t each = environment->reduced ? 1 : environment->agents;

    if (free_rule)
        each += environment->outcomes;
    if (environment->profiles >= MOST_UNKNOWNS / each)
        xp_reject_size(reader, "2^26 unknowns or more");
    form->unknowns = environment->profiles * each + 1;
    form->unknown = xp_zeroed(form->unknowns, sizeof(mpq_t));
    form->listed = xp_zeroed(form->unknowns, 1);
}

void xp_form_begin(xp_form_t form, mpq_srcptr factor, int weighted)
{
    xp_sum_zero(form->row);
    if (factor != NULL)
    {
        mpz_set(form->num, mpq_numref(factor));
        mpz_set(form->den, mpq_denref(factor));
    }
    else
    {
        mpz_set_ui(form->num, 1);
        mpz_set_ui(form->den, 1);
    }
    if (weighted)
        mpz_mul(form->den, form->den, form->environment->common);
}

void xp_form_end(xp_form_t form)
{
    mpz_mul(form->top, form->num, mpq_numref(form->row));
    mpz_mul(form->bottom, form->den, mpq_denref(form->row));
    xp_sum_add(form->known, 1, form->top, form->bottom, form->scratch);
}

int xp_form_vanishes(const xp_form_t form)
{
    size_t k;

    for (k = 0; k < form->count; k++)
        if (mpq_sgn(form->unknown[form->list[k]]) != 0)
            return 0;
    return 1;
}

void xp_form_reset(xp_form_t form)
{
    size_t k;

    for (k = 0; k < form->count; k++)
        xp_sum_zero(form->unknown[form->list[k]]);
    xp_sum_zero(form->known);
}

/* Adds sign * factor * weight * number to a coefficient. */
static void add_unknown(xp_form_t form, int sign, mpz_srcptr weight, mpq_srcptr number,
                        size_t place)
{
    mpz_srcptr num = form->num, den = form->den;

    if (!form->listed[place])
    {
        form->list = xp_grown(form->list, &form->space, form->count, sizeof(size_t));
        mpq_init(form->unknown[place]);
        form->listed[place] = 1;
        form->list[form->count++] = place;
    }
    if (weight != NULL)
    {
        mpz_mul(form->top, num, weight);
        num = form->top;
    }
    if (number != NULL)
    {
        mpz_mul(form->top, num, mpq_numref(number));
        num = form->top;
        if (mpz_cmp_ui(mpq_denref(number), 1) != 0)
        {
            mpz_mul(form->bottom, den, mpq_denref(number));
            den = form->bottom;
        }
    }
    xp_sum_add(form->unknown[place], sign, num, den, form->scratch);
}

/* Adds sign * weight * number * chance to what is known in the row. */
static void add_known(xp_form_t form, int sign, mpz_srcptr weight, mpq_srcptr number,
                      mpq_srcptr chance)
{
    mpz_srcptr num = mpq_numref(number), den = mpq_denref(number);

    if (weight != NULL)
    {
        mpz_mul(form->top, num, weight);
        num = form->top;
    }
    if (chance != NULL)
    {
        mpz_mul(form->top, num, mpq_numref(chance));
        mpz_mul(form->bottom, den, mpq_denref(chance));
        num = form->top;
        den = form->bottom;
    }
    xp_sum_add(form->row, sign, num, den, form->scratch);
}

void xp_form_add_number(xp_form_t form, int sign, mpz_srcptr weight, mpq_srcptr number)
{
    if (!form->ray && number != NULL)
        add_known(form, sign, weight, number, NULL);
}

void xp_form_add_payment(xp_form_t form, int sign, mpz_srcptr weight, size_t place)
{
    if (form->payment == NULL)
        add_unknown(form, sign, weight, NULL, place);
    else if (form->payment->count > 0)
        add_known(form, sign, weight, form->payment->at[place], NULL);
}

static mpq_srcptr find_quantity(const xp_environment_struct *environment, xp_quantity_t what,
                                size_t agent, size_t outcome, size_t profile)
{
    if (what == XP_VALUE)
        return xp_value(environment, agent, outcome, profile);
    if (what == XP_OUTSIDE)
        return xp_outside(environment, agent, outcome, profile);
    return xp_cost(environment, outcome);
}

static size_t number_of(const xp_environment_struct *environment, size_t profile, size_t outcome)
{
    return environment->profiles * environment->agents + profile * environment->outcomes + outcome;
}

void xp_form_add(xp_form_t form, int sign, mpz_srcptr weight, xp_quantity_t what, size_t agent,
                 size_t place, size_t profile)
{
    const xp_environment_struct *environment = form->environment;
    const xp_choice_t *choice;
    mpq_srcptr number;
    size_t k, count;

    if (form->ray)
        return;
    if (what == XP_OUTSIDE && environment->agent[agent].out_kind < XP_OUT_OUTCOME)
        xp_form_add_number(form, sign, weight, xp_outside(environment, agent, 0, profile));
    else if (form->rule != NULL)
    {
        count = xp_choices(form->rule, place, &choice);
        for (k = 0; k < count; k++)
        {
            number = find_quantity(environment, what, agent, choice[k].outcome, profile);
            if (number != NULL)
                add_known(form, sign, weight, number,
                          choice[k].chance == 0 ? NULL : form->rule->chance->at[choice[k].chance]);
        }
    }
    else
        for (k = 0; k < environment->outcomes; k++)
        {
            number = find_quantity(environment, what, agent, k, profile);
            if (number != NULL)
                add_unknown(form, sign, weight, number, number_of(environment, place, k));
        }
}

void xp_form_add_probability(xp_form_t form, size_t profile, size_t outcome)
{
    add_unknown(form, 1, NULL, NULL, number_of(form->environment, profile, outcome));
}

void xp_form_add_worst(xp_form_t form)
{
    add_unknown(form, 1, NULL, NULL, form->unknowns - 1);
}

void xp_form_add_one(xp_form_t form, int sign)
{
    mpz_set_si(form->bottom, 1);
    xp_sum_add(form->row, sign, form->bottom, form->bottom, form->scratch);
}
