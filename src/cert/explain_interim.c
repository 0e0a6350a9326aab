/* In reduced form: the properties of stated interim payments, evaluated on the tables. */
#include "cert/explain_point.h"

/* What all the inequalities of one property have told. */
typedef struct
{
    slong count;
    int holds;
    fmpq *least;
} found_t;

static void note(found_t *found, const fmpq_t slack, int equation)
{
    fmpq_t size;

    fmpq_init(size);
    fmpq_set(size, slack);
    if (equation)
    {
        fmpq_abs(size, size);
        fmpq_neg(size, size);
    }
    if (found->count == 0 || fmpq_cmp(size, found->least) < 0)
        fmpq_set(found->least, size);
    found->count++;
    found->holds &= fmpq_sgn(size) >= 0;
    fmpq_clear(size);
}

/* m_i(t), number first + t of the vector. */
static slong first_of(const xp_explanation_t *e, slong agent)
{
    slong i, first = 0;

    for (i = 0; i < agent; i++)
        first += e->environment->agent[i].type_count;
    return first;
}

/* gain(t, r) - m(r), and with a ray - m(r). */
static void set_utility(fmpq_t utility, const xp_explanation_t *e, slong agent, slong type,
                        slong report, const xp_table_t payment, int as_ray)
{
    slong k = e->environment->agent[agent].type_count;
    fmpq_t part;

    fmpq_init(part);
    fmpq_zero(utility);
    if (!as_ray)
        xp_table_get_fmpq(utility, e->certificate->tables->agent[agent].gain, type * k + report);
    xp_table_get_fmpq(part, payment, first_of(e, agent) + report);
    fmpq_sub(utility, utility, part);
    fmpq_clear(part);
}

static void ask_agent(found_t *found, const xp_explanation_t *e, slong agent,
                      xp_property_t property, const xp_table_t payment, int as_ray)
{
    slong k = e->environment->agent[agent].type_count, t, r;
    fmpq_t truth, other, mean, probability;

    fmpq_init(truth);
    fmpq_init(other);
    fmpq_init(mean);
    fmpq_init(probability);
    for (t = 0; t < k; t++)
    {
        xp_type_probability(probability, e, agent, t);
        if (fmpq_is_zero(probability))
            continue;
        set_utility(truth, e, agent, t, t, payment, as_ray);
        if (property == XP_BIC)
        {
            for (r = 0; r < k; r++)
                if (r != t)
                {
                    set_utility(other, e, agent, t, r, payment, as_ray);
                    fmpq_sub(other, truth, other);
                    note(found, other, 0);
                }
            continue;
        }
        if (!as_ray)
        {
            xp_table_get_fmpq(other, e->certificate->tables->agent[agent].outside, t);
            fmpq_sub(truth, truth, other);
        }
        if (property == XP_IIR)
            note(found, truth, 0);
        else
            fmpq_addmul(mean, truth, probability);
    }
    if (property == XP_EAIR)
        note(found, mean, 0);
    fmpq_clear(truth);
    fmpq_clear(other);
    fmpq_clear(mean);
    fmpq_clear(probability);
}

static void ask_budget(found_t *found, const xp_explanation_t *e, int equation,
                       const xp_table_t payment, int as_ray)
{
    fmpq_t total, part, probability;
    slong i, t;

    fmpq_init(total);
    fmpq_init(part);
    fmpq_init(probability);
    for (i = 0; i < e->environment->agent_count; i++)
        for (t = 0; t < e->environment->agent[i].type_count; t++)
        {
            xp_type_probability(probability, e, i, t);
            xp_table_get_fmpq(part, payment, first_of(e, i) + t);
            fmpq_addmul(total, part, probability);
        }
    if (!as_ray)
        fmpq_sub(total, total, e->certificate->tables->expected_cost);
    note(found, total, equation);
    fmpq_clear(total);
    fmpq_clear(part);
    fmpq_clear(probability);
}

int xp_interim_slack(fmpq_t slack, slong *count, const xp_explanation_t *e,
                     xp_property_t property, const xp_table_t payment, int as_ray)
{
    found_t found = {0, 1, slack};
    slong i;

    fmpq_zero(slack);
    if (property == XP_SBB || property == XP_WBB || property == XP_EABB || property == XP_EAWBB)
        ask_budget(&found, e, property == XP_SBB || property == XP_EABB, payment, as_ray);
    else
        for (i = 0; i < e->environment->agent_count; i++)
            ask_agent(&found, e, i, property, payment, as_ray);
    *count = found.count;
    return found.holds;
}

void xp_stated_mean(fmpq_t value, const xp_explanation_t *e, slong agent, slong type)
{
    xp_table_get_fmpq(value, e->certificate->payment, first_of(e, agent) + type);
}

void xp_reduced_slack(fmpq_t slack, const xp_explanation_t *e, const xp_row_key_t *key)
{
    found_t found = {0, 1, slack};
    fmpq_t other;

    fmpq_init(other);
    fmpq_zero(slack);
    if (key->kind == XP_ROW_EAIR)
        ask_agent(&found, e, key->agent, XP_EAIR, e->certificate->payment, 0);
    else if (key->agent < 0)
        ask_budget(&found, e, 0, e->certificate->payment, 0);
    else
    {
        set_utility(slack, e, key->agent, key->type, key->type, e->certificate->payment, 0);
        if (key->kind == XP_ROW_BIC)
            set_utility(other, e, key->agent, key->type, key->report, e->certificate->payment,
                        0);
        else
            xp_table_get_fmpq(other, e->certificate->tables->agent[key->agent].outside,
                              key->type);
        fmpq_sub(slack, slack, other);
    }
    fmpq_clear(other);
}
