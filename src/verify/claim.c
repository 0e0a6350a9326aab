/* What a certificate claims. */
#include <string.h>

#include "verify/claim.h"

static const char *const claims[XP_CLAIM_KINDS] = {
    "satisfies",      "violates",          "impossible",    "optimum",           "unbounded",
    "groves-balance", "groves-no-balance", "implementable", "not-implementable",
};

/* The properties in the order in which a claim lists them. */
static const xp_row_kind_t listed[] = {XP_DSIC, XP_EPIC, XP_BIC,   XP_EPIR, XP_IIR,
                                       XP_EAIR, XP_SBB,  XP_WBB,   XP_EABB, XP_EAWBB,
                                       XP_EFF,  XP_NPT,  XP_NOPAY, XP_WMON};

static const unsigned int with_prior =
    1U << XP_BIC | 1U << XP_IIR | 1U << XP_EAIR | 1U << XP_EABB | 1U << XP_EAWBB;

int xp_claim_needs_prior(const xp_claim_struct *claim)
{
    int objective = (claim->kind == XP_OPTIMUM || claim->kind == XP_UNBOUNDED) &&
                    claim->objective != XP_WORST_DEFICIT;

    return objective || claim->interim || (claim->properties & with_prior) != 0;
}

static void read_objective(xp_claim_t claim, const xp_environment_t environment,
                           xp_reader_t reader)
{
    static const char *const names[] = {"revenue", "profit",  "welfare",      "utility",
                                        "utility:", "deficit", "worst-deficit"};
    const char *word = xp_word(reader);
    int kind;

    if (strcmp(word, "max") != 0 && strcmp(word, "min") != 0)
        xp_reject(reader, "an objective stands behind max or min");
    claim->maximum = word[1] == 'a';
    word = xp_word(reader);
    for (kind = XP_REVENUE; kind < XP_WORST_DEFICIT && strcmp(word, names[kind]) != 0; kind++)
        if (kind == XP_UTILITY_OF && strncmp(word, "utility:", 8) == 0)
            break;
    if (kind == XP_WORST_DEFICIT && strcmp(word, names[kind]) != 0)
        xp_reject(reader, "there is no objective of this name");
    claim->objective = (xp_objective_t) kind;
    if (kind == XP_UTILITY_OF)
        claim->agent = xp_index_in(reader, word + 8, environment->agents, "agent");
    if (kind == XP_WORST_DEFICIT && (claim->maximum || environment->reduced))
        xp_reject(reader, "`worst-deficit` is for min, and not for a reduced form");
}

/* Reads P... or, when there may be but one, P. */
static void read_properties(xp_claim_t claim, int single, xp_reader_t reader)
{
    const size_t count = sizeof listed / sizeof *listed;
    const char *word = xp_word(reader);
    size_t place = 0;

    if (strcmp(word, "deterministic") == 0)
    {
        if (claim->rule != XP_FREE || single)
            xp_reject(reader, "`deterministic` does not belong to this claim");
        claim->deterministic = 1;
        word = xp_word(reader);
    }
    for (;; word = xp_word(reader))
    {
        if (xp_row_kind(word) > XP_WMON)
            xp_reject(reader, "there is no property of this name");
        while (place < count && strcmp(word, xp_row_name(listed[place])) != 0)
            place++;
        if (place == count)
            xp_reject(reader, "the properties are out of order, or one stands twice");
        claim->properties |= 1U << listed[place++];
        if (reader->ended)
            return;
        if (single)
            xp_reject(reader, "only one property can be violated");
    }
}

static void check_properties(const xp_claim_struct *claim, const xp_environment_t environment,
                             xp_reader_t reader)
{
    int mechanism = claim->kind == XP_SATISFIES || claim->kind == XP_VIOLATES;
    unsigned int balance = 1U << XP_SBB | 1U << XP_WBB, reduced = with_prior;

    if (!mechanism && xp_claims(claim, XP_WMON))
        xp_reject(reader, "`wmon` is for satisfies and violates only");
    if (!mechanism && claim->rule != XP_FREE && xp_claims(claim, XP_EFF))
        xp_reject(reader, "with a fixed rule, `eff` is for satisfies and violates only");
    if (xp_claims(claim, XP_DSIC) && environment->interdependent)
        xp_reject(reader, "`dsic` is for private values");
    if (environment->agents > 1 && claim->kind != XP_VIOLATES)
        reduced |= balance;
    if (environment->reduced && (claim->properties & ~reduced) != 0)
        xp_reject(reader, "a reduced form cannot be asked for this property");
}

void xp_claim_read(xp_claim_t claim, const xp_environment_t environment, xp_rule_kind_t rule,
                   xp_reader_t reader)
{
    const char *word;
    int kind;

    xp_expect(reader, "claim");
    word = xp_word(reader);
    for (kind = 0; kind < XP_CLAIM_KINDS && strcmp(word, claims[kind]) != 0; kind++)
        ;
    if (kind == XP_CLAIM_KINDS)
        xp_reject(reader, "there is no claim of this kind");
    claim->kind = (xp_claim_kind_t) kind;
    claim->rule = rule;
    if (kind == XP_OPTIMUM || kind == XP_UNBOUNDED)
        read_objective(claim, environment, reader);
    if (kind == XP_OPTIMUM)
        xp_number(reader, claim->value);
    if (kind <= XP_UNBOUNDED)
    {
        read_properties(claim, kind == XP_VIOLATES, reader);
        check_properties(claim, environment, reader);
    }
    else if (kind <= XP_GROVES_NO_BALANCE)
    {
        if (environment->reduced || environment->interdependent || rule == XP_OTHER)
            xp_reject(reader, "Groves payments need private values and an efficient rule");
    }
    else
    {
        word = xp_word(reader);
        claim->interim = strcmp(word, "bic") == 0;
        if (!claim->interim && strcmp(word, "dsic") != 0)
            xp_reject(reader, "a rule is implementable dsic or bic");
        if (rule == XP_FREE || (environment->reduced && !claim->interim))
            xp_reject(reader, "this claim is about a fixed rule, stated by its table");
        if (kind == XP_NOT_IMPLEMENTABLE && claim->interim && environment->prior == XP_JOINT)
            xp_reject(reader, "`not-implementable bic` is for independent priors");
    }
    if (xp_claim_needs_prior(claim) && environment->prior == XP_NO_PRIOR)
        xp_reject(reader, "this claim needs a prior");
    xp_next(reader);
}

/* The values v_I at truthful reports, in expectation. */
static void add_values(xp_form_t form, size_t i, int sign)
{
    const xp_environment_struct *environment = form->environment;
    const xp_agent_t *agent = &environment->agent[i];
    size_t t;

    if (environment->reduced)
        for (t = 0; t < agent->types; t++)
            xp_form_add_number(form, sign, environment->weight[agent->first + t],
                               agent->gain->at[t * agent->types + t]);
    else
        for (t = 0; t < environment->profiles; t++)
            if (mpz_sgn(environment->weight[t]) != 0)
                xp_form_add(form, sign, environment->weight[t], XP_VALUE, i, t, t);
}

/* The payments of one agent, in expectation. */
static void add_payments(xp_form_t form, size_t i, int sign)
{
    const xp_environment_struct *environment = form->environment;
    const xp_agent_t *agent = &environment->agent[i];
    size_t t;

    if (environment->reduced)
        for (t = agent->first; t < agent->first + agent->types; t++)
            xp_form_add_payment(form, sign, environment->weight[t], t);
    else
        for (t = 0; t < environment->profiles; t++)
            if (mpz_sgn(environment->weight[t]) != 0)
                xp_form_add_payment(form, sign, environment->weight[t],
                                    t * environment->agents + i);
}

void xp_objective_add(xp_form_t form, const xp_claim_struct *claim, int sign)
{
    xp_objective_t objective = claim->objective;
    size_t i;

    if (objective == XP_REVENUE || objective == XP_PROFIT || objective == XP_DEFICIT)
        xp_row_add_budgets(form, objective == XP_DEFICIT ? -sign : sign, 1,
                           objective != XP_REVENUE);
    if (objective == XP_WELFARE)
        xp_row_add_budgets(form, sign, 0, 1);
    for (i = 0; i < form->environment->agents; i++)
        if (objective == XP_WELFARE || objective == XP_UTILITY ||
            (objective == XP_UTILITY_OF && i == claim->agent))
        {
            add_values(form, i, sign);
            if (objective != XP_WELFARE)
                add_payments(form, i, -sign);
        }
}
