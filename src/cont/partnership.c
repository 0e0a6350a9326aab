/* A partnership: who values the good how, and who owns how much of it. */
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/cont/partnership.h>

/* Degrees up to which shares are added exactly, to see that they sum to 1. */
#define SUM_DEGREE 512

void xp_partnership_init(xp_partnership_t partnership)
{
    partnership->n = 0;
    partnership->distribution = NULL;
    partnership->share = NULL;
}

void xp_partnership_clear(xp_partnership_t partnership)
{
    free(partnership->distribution);
    if (partnership->share != NULL)
        xp_real_vec_clear(partnership->share, partnership->n);
}

static int is_zero(const xp_expression_struct *e)
{
    return e == NULL || (e->kind == XP_EXPRESSION_CONSTANT && fmpq_is_zero(e->value));
}

/* Whether e is agent's own type, also where it is written as 2 t - t. */
static int is_own_type(const xp_expression_struct *e, slong agent)
{
    fmpq_poly_t f;
    int own = 0;

    if (e == NULL)
        return 0;
    fmpq_poly_init(f);
    if (xp_expression_poly(f, e, agent) && fmpq_poly_length(f) == 2)
    {
        fmpq_t coefficient;

        fmpq_init(coefficient);
        fmpq_poly_get_coeff_fmpq(coefficient, f, 0);
        own = fmpq_is_zero(coefficient);
        fmpq_poly_get_coeff_fmpq(coefficient, f, 1);
        own = own && fmpq_is_one(coefficient);
        fmpq_clear(coefficient);
    }
    fmpq_poly_clear(f);
    return own;
}

/* The outcomes are owner(i) of every agent, and each is worth the owner's type to the owner. */
static xp_status_t check_values(const xp_continuous_t model, xp_error_t error)
{
    slong n = model->agent_count;
    slong i;
    slong a;

    if (model->decision != NULL || (model->outcome_count > 0 && model->owner == NULL))
    {
        xp_error_set(error, "a partnership is about who gets the one good: "
                            "state `outcomes owner(agents)`");
        return XP_REFUSED;
    }
    if (model->outcome_count == 0)
        return XP_OK;
    for (i = 0; i < n; i++)
        if (model->owner[i] < 0)
        {
            xp_error_set(error, "no outcome gives the good to agent \"%s\": "
                                "state `outcomes owner(agents)`", model->agent[i].name);
            return XP_REFUSED;
        }
    if (model->outcome_count != n)
    {
        xp_error_set(error, "a partnership has one outcome for each agent, owner(AGENT), "
                            "and no other");
        return XP_REFUSED;
    }
    for (a = 0; a < model->outcome_count; a++)
        if (model->cost != NULL && !is_zero(model->cost[a]))
        {
            xp_error_set(error, "a partnership has no costs: outcome \"%s\" has one",
                         model->outcome_label[a]);
            return XP_REFUSED;
        }
    for (i = 0; i < n; i++)
        for (a = 0; a < model->outcome_count; a++)
        {
            const xp_expression_struct *value
                = model->agent[i].value == NULL ? NULL : model->agent[i].value[a];

            if (a == model->owner[i] ? is_own_type(value, i) : is_zero(value))
                continue;
            xp_error_set(error, "in a partnership the good is worth its owner's type and nothing "
                                "to others: the value of outcome \"%s\" to agent \"%s\" is "
                                "something else", model->outcome_label[a], model->agent[i].name);
            return XP_REFUSED;
        }
    return XP_OK;
}

static xp_status_t check_sum(const xp_continuous_t model, xp_error_t error)
{
    xp_string_t text;
    xp_real_t sum;
    fmpq_t one;
    xp_status_t status = XP_OK;
    int sign = 0;
    int known;
    slong i;

    xp_real_init(sum);
    fmpq_init(one);
    fmpq_one(one);
    for (i = 0; i < model->agent_count; i++)
        xp_real_add(sum, sum, model->agent[i].share, SUM_DEGREE, 4 * XP_REAL_PRECISION);
    known = xp_real_compare_fmpq(&sign, sum, one);
    if (!known)
    {
        xp_error_set(error, "it could not be proved that the shares sum to 1: write one of them "
                            "as 1 less the others, or use simpler numbers");
        status = XP_REFUSED;
    }
    else if (sign != 0)
    {
        xp_string_init(text);
        xp_real_add_text(text, sum, sum->kind == XP_REAL_RATIONAL ? -1 : 6);
        xp_error_set(error, "the shares sum to %s and not to 1", text->text);
        xp_string_clear(text);
        status = XP_INPUT;
    }
    xp_real_clear(sum);
    fmpq_clear(one);
    return status;
}

static xp_status_t check_agents(const xp_continuous_t model, xp_error_t error)
{
    slong i;

    if (model->agent_count < 2)
    {
        xp_error_set(error, "a partnership has at least 2 agents: this model has %ld",
                     (long) model->agent_count);
        return XP_REFUSED;
    }
    for (i = 0; i < model->agent_count; i++)
    {
        const xp_interval_agent_struct *agent = model->agent + i;

        if (!agent->has_prior)
        {
            xp_error_set(error, "agent \"%s\" has no prior: state one, such as `prior uniform`",
                         agent->name);
            return XP_REFUSED;
        }
        if (!agent->has_share)
        {
            xp_error_set(error, "agent \"%s\" has no share of the good: state `share = ...`",
                         agent->name);
            return XP_REFUSED;
        }
    }
    return XP_OK;
}

static xp_status_t check_shares(const xp_continuous_t model, xp_error_t error)
{
    slong i;

    for (i = 0; i < model->agent_count; i++)
    {
        int sign = 0;

        if (!xp_real_is_exact(model->agent[i].share))
        {
            xp_error_set(error, "the share of agent \"%s\" is not an exact number",
                         model->agent[i].name);
            return XP_INPUT;
        }
        if (!xp_real_sign(&sign, model->agent[i].share) || sign >= 0)
            continue;
        xp_error_set(error, "the share of agent \"%s\" is negative", model->agent[i].name);
        return XP_INPUT;
    }
    return check_sum(model, error);
}

xp_status_t xp_partnership_set_model(xp_partnership_t partnership, const xp_continuous_t model,
                                     xp_error_t error)
{
    xp_partnership_t made;
    xp_partnership_struct kept;
    xp_status_t status = check_agents(model, error);
    slong i;

    if (status == XP_OK)
        status = check_values(model, error);
    if (status == XP_OK)
        status = check_shares(model, error);
    if (status != XP_OK)
        return status;
    xp_partnership_init(made);
    made->n = model->agent_count;
    made->distribution = xp_calloc((size_t) made->n, sizeof(xp_distribution_struct *));
    made->share = xp_real_vec_init(made->n);
    for (i = 0; i < made->n; i++)
    {
        made->distribution[i] = model->agent[i].distribution;
        xp_real_set(made->share + i, model->agent[i].share);
    }
    kept = *partnership;
    *partnership = *made;
    *made = kept;
    xp_partnership_clear(made);
    return XP_OK;
}
