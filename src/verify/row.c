/* The named rows: their keys, and each as a linear form rebuilt from the environment. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "verify/row.h"

/*
 * The indices of a key: i agent, t type, r report, o types of the others, p profile, a outcome.
 */
static const struct
{
    const char *name, *indices;
    int equation, weighted;
} kinds[XP_ROW_KINDS] = {
    {"dsic", "itro", 0, 0}, {"epic", "itro", 0, 0}, {"bic", "itr", 0, 1}, {"epir", "ip", 0, 0},
    {"iir", "it", 0, 1},    {"eair", "i", 0, 1},    {"sbb", "p", 1, 0},   {"wbb", "p", 0, 0},
    {"eabb", "", 1, 1},     {"eawbb", "", 0, 1},    {"npt", "ip", 0, 0},  {"nopay", "ip", 1, 0},
    {"eff", "pa", 0, 0},    {"wmon", "itro", 0, 0}, {"pos", "pa", 0, 0},  {"one", "p", 1, 0},
    {"worst", "p", 0, 0},   {"fix", "pa", 1, 0},
};

const char *xp_row_name(xp_row_kind_t kind)
{
    return kinds[kind].name;
}

xp_row_kind_t xp_row_kind(const char *name)
{
    int kind = 0;

    while (kind < XP_ROW_KINDS && strcmp(kinds[kind].name, name) != 0)
        kind++;
    return (xp_row_kind_t) kind;
}

int xp_row_is_equation(xp_row_kind_t kind)
{
    return kinds[kind].equation;
}

int xp_row_is_weighted(xp_row_kind_t kind)
{
    return kinds[kind].weighted;
}

static inline int has(xp_row_kind_t kind, char index)
{
    return strchr(kinds[kind].indices, index) != NULL;
}

void xp_key_read(xp_key_t *key, const xp_environment_t environment, xp_reader_t reader)
{
    const char *name = xp_word(reader);
    const xp_agent_t *agent;

    memset(key, 0, sizeof *key);
    key->kind = xp_row_kind(name);
    if (key->kind == XP_ROW_KINDS)
        xp_reject(reader, "there is no row of this name");
    if (environment->reduced && (key->kind < XP_BIC || key->kind > XP_EAWBB ||
                                 !kinds[key->kind].weighted))
        xp_reject(reader, "a reduced form has no row `%s`", name);
    if (has(key->kind, 'i'))
        key->agent = xp_index(reader, environment->agents, "agent");
    agent = &environment->agent[key->agent];
    if (has(key->kind, 't'))
        key->type = xp_index(reader, agent->types, "type");
    if (has(key->kind, 'r'))
        key->report = xp_index(reader, agent->types, "report");
    if (has(key->kind, 'r') && key->report == key->type)
        xp_reject(reader, "the report must be another than the type");
    if (key->kind == XP_WMON && key->report < key->type)
        xp_reject(reader, "the second type of `wmon` must be greater than the first");
    if (has(key->kind, 'o'))
        key->profile = xp_with_type(agent, xp_profile_read(environment, reader, key->agent),
                                    key->type);
    if (has(key->kind, 'p'))
        key->profile = xp_profile_read(environment, reader, XP_NOBODY);
    if (has(key->kind, 'a'))
        key->outcome = xp_index(reader, environment->outcomes, "outcome");
}

static int compare(size_t a, size_t b)
{
    return a < b ? -1 : a > b;
}

int xp_key_compare(const xp_key_t *a, const xp_key_t *b)
{
    int order = compare(a->kind, b->kind);

    order = order != 0 ? order : compare(a->agent, b->agent);
    order = order != 0 ? order : compare(a->type, b->type);
    order = order != 0 ? order : compare(a->report, b->report);
    order = order != 0 ? order : compare(a->profile, b->profile);
    return order != 0 ? order : compare(a->outcome, b->outcome);
}

/* weight * (v_I(a(t), t) - p_I(t) - v_I(a(s), t) + p_I(s)), where s is t with the report */
static void add_incentive(xp_form_t form, const xp_key_t *key, size_t t, mpz_srcptr weight)
{
    size_t agents = form->environment->agents;
    size_t s = xp_with_type(&form->environment->agent[key->agent], t, key->report);

    xp_form_add(form, 1, weight, XP_VALUE, key->agent, t, t);
    xp_form_add_payment(form, -1, weight, t * agents + key->agent);
    xp_form_add(form, -1, weight, XP_VALUE, key->agent, s, t);
    xp_form_add_payment(form, 1, weight, s * agents + key->agent);
}

/* weight * (v_I(a(t), t) - p_I(t) - o_I(t)) */
static void add_participation(xp_form_t form, size_t agent, size_t t, mpz_srcptr weight)
{
    xp_form_add(form, 1, weight, XP_VALUE, agent, t, t);
    xp_form_add_payment(form, -1, weight, t * form->environment->agents + agent);
    xp_form_add(form, -1, weight, XP_OUTSIDE, agent, t, t);
}

static void add_budget(xp_form_t form, int sign, size_t t, mpz_srcptr weight, int payments,
                       int costs)
{
    size_t i, agents = form->environment->agents;

    for (i = 0; payments && i < agents; i++)
        xp_form_add_payment(form, sign, weight, t * agents + i);
    if (costs)
        xp_form_add(form, -sign, weight, XP_COST, 0, t, t);
}

void xp_row_add_budget(xp_form_t form, int sign, size_t profile)
{
    add_budget(form, sign, profile, NULL, 1, 1);
}

void xp_row_add_budgets(xp_form_t form, int sign, int payments, int costs)
{
    const xp_environment_struct *environment = form->environment;
    size_t t;

    for (t = 0; t < environment->profiles; t++)
        if (environment->reduced && payments)
            xp_form_add_payment(form, sign, environment->weight[t], t);
        else if (!environment->reduced && mpz_sgn(environment->weight[t]) != 0)
            add_budget(form, sign, t, environment->weight[t], payments, costs);
    if (environment->reduced && costs)
        xp_form_add_number(form, -sign, environment->common, environment->expected_cost);
}

/* The rows bic, iir, eair at one type, from the interim tables. */
static void add_interim(xp_form_t form, const xp_key_t *key, size_t type)
{
    const xp_agent_t *agent = &form->environment->agent[key->agent];
    mpz_srcptr weight = form->environment->weight[agent->first + type];
    size_t row = type * agent->types;

    xp_form_add_number(form, 1, weight, agent->gain->at[row + type]);
    xp_form_add_payment(form, -1, weight, agent->first + type);
    if (key->kind != XP_BIC)
    {
        xp_form_add_number(form, -1, weight, agent->out->at[type]);
        return;
    }
    xp_form_add_number(form, -1, weight, agent->gain->at[row + key->report]);
    xp_form_add_payment(form, 1, weight, agent->first + key->report);
}

/* The rows bic, iir, eair: over all profiles at which the agent has the type, or all (eair). */
static void add_expected(xp_form_t form, const xp_key_t *key)
{
    const xp_environment_struct *environment = form->environment;
    const xp_agent_t *agent = &environment->agent[key->agent];
    size_t type = key->kind == XP_EAIR ? 0 : key->type, k;
    size_t end = key->kind == XP_EAIR ? agent->types : key->type + 1;

    for (; type < end; type++)
        if (environment->reduced)
            add_interim(form, key, type);
        else
            for (k = 0; k < environment->profiles / agent->types; k++)
            {
                size_t t = xp_profile_of(agent, k, type);

                if (mpz_sgn(environment->weight[t]) == 0)
                    continue;
                if (key->kind == XP_BIC)
                    add_incentive(form, key, t, environment->weight[t]);
                else
                    add_participation(form, key->agent, t, environment->weight[t]);
            }
}

/* S(a(t), t) - S(A, t) */
static void add_efficiency(xp_form_t form, size_t t, size_t outcome)
{
    size_t i;

    for (i = 0; i < form->environment->agents; i++)
    {
        xp_form_add(form, 1, NULL, XP_VALUE, i, t, t);
        xp_form_add_number(form, -1, NULL, xp_value(form->environment, i, outcome, t));
    }
    xp_form_add(form, -1, NULL, XP_COST, 0, t, t);
    xp_form_add_number(form, 1, NULL, xp_cost(form->environment, outcome));
}

static void add_monotonicity(xp_form_t form, const xp_key_t *key)
{
    size_t i = key->agent, t = key->profile;
    size_t s = xp_with_type(&form->environment->agent[i], t, key->report);

    xp_form_add(form, 1, NULL, XP_VALUE, i, t, t);
    xp_form_add(form, -1, NULL, XP_VALUE, i, s, t);
    xp_form_add(form, -1, NULL, XP_VALUE, i, t, s);
    xp_form_add(form, 1, NULL, XP_VALUE, i, s, s);
}

void xp_row_add(xp_form_t form, const xp_key_t *key)
{
    size_t a;

    switch (key->kind)
    {
    case XP_DSIC:
    case XP_EPIC:
        add_incentive(form, key, key->profile, NULL);
        return;
    case XP_EPIR:
        add_participation(form, key->agent, key->profile, NULL);
        return;
    case XP_BIC:
    case XP_IIR:
    case XP_EAIR:
        add_expected(form, key);
        return;
    case XP_WORST:
        xp_form_add_worst(form);
        /* fall through */
    case XP_SBB:
    case XP_WBB:
        xp_row_add_budget(form, 1, key->profile);
        return;
    case XP_EABB:
    case XP_EAWBB:
        xp_row_add_budgets(form, 1, 1, 1);
        return;
    case XP_NPT:
    case XP_NOPAY:
        xp_form_add_payment(form, 1, NULL,
                            key->profile * form->environment->agents + key->agent);
        return;
    case XP_EFF:
        add_efficiency(form, key->profile, key->outcome);
        return;
    case XP_WMON:
        add_monotonicity(form, key);
        return;
    case XP_ONE:
        for (a = 0; a < form->environment->outcomes; a++)
            xp_form_add_probability(form, key->profile, a);
        xp_form_add_one(form, -1);
        return;
    case XP_FIX:
        xp_form_add_one(form, -1);
        /* fall through */
    case XP_POS:
        xp_form_add_probability(form, key->profile, key->outcome);
        return;
    case XP_ROW_KINDS:
        break;
    }
    abort();
}

int xp_row_holds(xp_form_t form, const xp_key_t *key)
{
    int sign;

    xp_form_begin(form, NULL, 0);
    xp_row_add(form, key);
    sign = mpq_sgn(form->row);
    return sign == 0 || (sign > 0 && !kinds[key->kind].equation);
}

int xp_rows_hold(xp_form_t form, xp_row_kind_t kind, xp_key_t *key)
{
    const xp_environment_struct *environment = form->environment;
    size_t k, first, places, agents = has(kind, 'i') ? environment->agents : 1;
    size_t outcomes = has(kind, 'a') ? environment->outcomes : 1;

    memset(key, 0, sizeof *key);
    key->kind = kind;
    for (key->agent = 0; key->agent < agents; key->agent++)
    {
        const xp_agent_t *agent = &environment->agent[key->agent];
        size_t types = has(kind, 't') ? agent->types : 1;
        size_t reports = has(kind, 'r') ? agent->types : 1;

        places = has(kind, 'o')   ? environment->profiles / agent->types
                 : has(kind, 'p') ? environment->profiles
                                  : 1;
        for (k = 0; k < places; k++)
            for (key->type = 0; key->type < types; key->type++)
            {
                key->profile = has(kind, 'o') ? xp_profile_of(agent, k, key->type) : k;
                first = kind == XP_WMON ? key->type + 1 : 0;
                for (key->report = first; key->report < reports; key->report++)
                    for (key->outcome = 0; key->outcome < outcomes; key->outcome++)
                        if (!(has(kind, 'r') && key->report == key->type) &&
                            !xp_row_holds(form, key))
                            return 0;
            }
    }
    return 1;
}

void xp_row_reject(xp_reader_t reader, const xp_environment_struct *environment,
                   const xp_key_t *key, const char *words)
{
    const char *index = kinds[key->kind].indices;
    char text[200];
    size_t i, length = 0;

    for (; *index != '\0' && length < 150; index++)
        if (*index == 'o' || *index == 'p')
            for (i = 0; i < environment->agents && length < 150; i++)
            {
                if (*index == 'p' || i != key->agent)
                    length += (size_t) snprintf(text + length, sizeof text - length, " %zu",
                                                xp_type_at(&environment->agent[i], key->profile));
            }
        else
            length += (size_t) snprintf(text + length, sizeof text - length, " %zu",
                                        *index == 'i'   ? key->agent
                                        : *index == 't' ? key->type
                                        : *index == 'r' ? key->report
                                                        : key->outcome);
    text[length] = '\0';
    xp_reject(reader, "%s: row `%s%s`", words, kinds[key->kind].name, text);
}
