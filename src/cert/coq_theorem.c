/* The theorems of a file for Coq: the claim in the words of the definitions. */
#include "cert/coq_impl.h"

#include <assert.h>

/* The predicates of theory/Environment.v, and in reduced form those of theory/Tables.v. */
static const char *const predicate[XP_PROPERTY_COUNT] = {
    "DSIC", "EPIC", "BIC", "EPIR", "IIR", "EAIR", "SBB", "WBB", "EABB", "EAWBB", "efficient",
    NULL, "no_positive_transfers", "no_payments", "weakly_monotone", NULL, NULL};

int xp_coq_is_interim(const xp_coq_t *c)
{
    return c->certificate->reduced && !c->everywhere;
}

/* A property of interim payments, for which balance is balance in expectation. */
static xp_property_t reduce(const xp_coq_t *c, xp_property_t property)
{
    if (!xp_coq_is_interim(c))
        return property;
    return property == XP_SBB ? XP_EABB : property == XP_WBB ? XP_EAWBB : property;
}

/* `BIC e m`, or `interim_BIC T q`. */
static void add_property(xp_coq_t *c, xp_property_t property)
{
    const char *name = predicate[reduce(c, property)];

    assert(name != NULL);
    if (xp_coq_is_interim(c))
        xp_coq_add(c, "interim_%s T q", name);
    else
        xp_coq_add(c, "%s e m", name);
}

/* Adds a statement, joined by "and" to those before it. */
static void add_statement(xp_coq_t *c, slong *count, const char *words)
{
    const size_t begun = xp_coq_begin_thing(c, (*count)++, " /\\");

    xp_coq_add(c, "%s", words);
    xp_coq_end_thing(c, begun);
}

void xp_coq_claimed(xp_coq_t *c, slong *count)
{
    xp_property_t property;

    if (!c->certificate->reduced && xp_coq_without_lotteries(c))
        add_statement(c, count, "deterministic e m");
    for (property = XP_DSIC; property < XP_PROPERTY_COUNT; property++)
        if (c->certificate->question.properties & XP_PROPERTY_BIT(property))
        {
            const size_t begun = xp_coq_begin_thing(c, (*count)++, " /\\");

            add_property(c, property);
            xp_coq_end_thing(c, begun);
        }
}

/* That m is a mechanism, with the fixed rule where there is one. */
static void add_mechanism(xp_coq_t *c, slong *count)
{
    if (xp_coq_is_interim(c))
        return;
    if (c->everywhere)
    {
        add_statement(c, count, "follows e rule m");
        return;
    }
    add_statement(c, count, "feasible e m");
    if (c->certificate->has_rule)
        add_statement(c, count, "follows e (chosen F the_table) m");
}

void xp_coq_conditions(xp_coq_t *c, slong *count, const char *quantifier)
{
    xp_coq_add(c, "%s %s,", quantifier,
               xp_coq_is_interim(c) ? "q : nat -> nat -> F" : "m : mechanism F");
    xp_coq_break(c);
    add_mechanism(c, count);
}

static void begin_theorem(xp_coq_t *c, const char *name)
{
    c->indent = 2;
    if (c->everywhere)
    {
        xp_coq_add(c, "Theorem %s_everywhere : forall (F : ordered_field) (e : environment F) rule,"
                      "\n  has_tables e rule (tables_from F the_data) ->\n  ", name);
        return;
    }
    xp_coq_add(c, "\nTheorem %s : forall F : ordered_field,", name);
    xp_coq_break(c);
    if (c->certificate->reduced)
        xp_coq_add(c, "let T := tables_from F the_data in");
    else
        xp_coq_add(c, "let e := in_field F (environment_of the_data) in");
    xp_coq_break(c);
}

/* by: the theorem of proofs/cert/Instance.v of which it is a case. */
static void end_theorem(xp_coq_t *c, const char *by)
{
    xp_coq_add(c, ".\nProof. exact (%s accepted). Qed.\n", by);
}

/* The mechanism or the interim payments of the certificate. */
static void add_stated(xp_coq_t *c)
{
    if (c->certificate->reduced)
        xp_coq_add(c, "let q := interim_payments F the_payments in");
    else
        xp_coq_add(c, "let m := mechanism_of F the_table the_payments in");
    xp_coq_break(c);
}

static void add_satisfies(xp_coq_t *c)
{
    slong count = 0;

    add_stated(c);
    if (c->everywhere)
        xp_coq_conditions(c, &count, "exists");
    else if (!xp_coq_is_interim(c))
        add_statement(c, &count, "feasible e m");
    xp_coq_claimed(c, &count);
    if (c->everywhere)
        add_statement(c, &count, "pays_interim the_data e m q");
}

static void add_violates(xp_coq_t *c)
{
    xp_property_t property = XP_DSIC;

    while ((c->certificate->question.properties & XP_PROPERTY_BIT(property)) == 0)
        property++;
    add_stated(c);
    if (c->everywhere)
        xp_coq_add(c, "forall m : mechanism F,\n"
                      "    follows e rule m /\\ pays_interim the_data e m q -> ");
    xp_coq_add(c, xp_coq_is_interim(c) || c->everywhere ? "~ " : "feasible e m /\\ ~ ");
    add_property(c, property);
}

static void add_impossible(xp_coq_t *c)
{
    slong count = 0;

    c->indent = 4;
    xp_coq_conditions(c, &count, "~ exists");
    xp_coq_claimed(c, &count);
}

static void add_balance(xp_coq_t *c)
{
    slong count = 0;

    xp_coq_add(c, "private_values e /\\\n  ");
    c->indent = 4;
    xp_coq_conditions(c, &count, "(exists");
    add_statement(c, &count, "efficient e m");
    add_statement(c, &count, "is_groves e (groves_functions F the_h) m");
    add_statement(c, &count, "SBB e m");
    xp_coq_add(c, ") /\\\n  ");
    count = 0;
    xp_coq_conditions(c, &count, "forall");
    add_statement(c, &count, "efficient e m");
    add_statement(c, &count, "is_groves e (groves_functions F the_h) m");
    xp_coq_add(c, " -> SBB e m");
}

static void add_no_balance(xp_coq_t *c)
{
    slong count = 0;

    xp_coq_add(c, "private_values e /\\\n  ");
    c->indent = 4;
    xp_coq_conditions(c, &count, "~ exists");
    add_statement(c, &count, "efficient e m");
    add_statement(c, &count, "groves e m");
    add_statement(c, &count, "SBB e m");
}

static void add_implementable(xp_coq_t *c, const char *quantifier)
{
    xp_property_t property = c->certificate->interim ? XP_BIC
                             : xp_environment_has_private_values(c->environment) ? XP_DSIC
                                                                                 : XP_EPIC;
    slong count = 0;
    size_t begun;

    c->indent = 4;
    xp_coq_conditions(c, &count, quantifier);
    begun = xp_coq_begin_thing(c, count, " /\\");
    add_property(c, property);
    xp_coq_end_thing(c, begun);
}

static void add_claim(xp_coq_t *c)
{
    static const char *const name[XP_CLAIM_COUNT] = {
        "satisfied", "violated", "impossible", "optimal", "unbounded", "balanced",
        "not_balanced", "implementable", "not_implementable"};

    begin_theorem(c, name[c->certificate->claim]);
    switch (c->certificate->claim)
    {
    case XP_CLAIM_SATISFIES:
        add_satisfies(c);
        break;
    case XP_CLAIM_VIOLATES:
        add_violates(c);
        break;
    case XP_CLAIM_IMPOSSIBLE:
        add_impossible(c);
        break;
    case XP_CLAIM_OPTIMUM:
        xp_coq_optimum(c);
        break;
    case XP_CLAIM_UNBOUNDED:
        xp_coq_unbounded(c);
        break;
    case XP_CLAIM_GROVES_BALANCE:
        add_balance(c);
        break;
    case XP_CLAIM_GROVES_NO_BALANCE:
        add_no_balance(c);
        break;
    case XP_CLAIM_IMPLEMENTABLE:
        add_implementable(c, "exists");
        break;
    default:
        add_implementable(c, "~ exists");
        break;
    }
    end_theorem(c, c->everywhere ? "claim_proved_everywhere"
                   : c->certificate->reduced ? "interim_claim_proved" : "claim_proved");
    xp_coq_add(c, "Print Assumptions %s%s.\n", name[c->certificate->claim],
               c->everywhere ? "_everywhere" : "");
}

/* That the data are those of an environment: nothing is empty, probabilities are such. */
static void add_environment(xp_coq_t *c)
{
    if (c->certificate->reduced)
    {
        begin_theorem(c, "proper_tables");
        xp_coq_add(c, "all_agents T <> [] /\\ (forall i, In i (all_agents T) -> all_types T i <> "
                      "[]) /\\\n  proper_chances T");
    }
    else
    {
        begin_theorem(c, "proper_environment");
        xp_coq_add(c, "agents e <> [] /\\ (forall i, In i (agents e) -> types e i <> []) /\\\n"
                      "  outcomes e <> []%s",
                   c->environment->prior == XP_PRIOR_NONE ? "" : " /\\ is_probability e");
    }
    end_theorem(c, c->certificate->reduced ? "tables_proved" : "environment_proved");
}

/* That the rule is one, and what it is called. */
static void add_rule(xp_coq_t *c)
{
    static const char *const ties[] = {"First", "Last", "Lottery"};
    const xp_rule_struct *rule = c->certificate->rule;

    if (c->certificate->reduced || !c->certificate->has_rule)
        return;
    begin_theorem(c, rule->efficient ? "efficient_rule" : "proper_rule");
    xp_coq_add(c, "let m := mechanism_of F the_table [] in\n  feasible e m");
    if (rule->efficient)
        xp_coq_add(c, " /\\ efficient e m /\\\n"
                      "  forall t, In t (profiles e) -> ties_broken the_data %s t (allocation m t)",
                   ties[rule->ties]);
    end_theorem(c, "rule_proved");
}

void xp_coq_theorems(xp_coq_t *c)
{
    xp_coq_add(c, "\n");
    xp_coq_comment(c, "Coq computes that the evidence is accepted.  An error here means that it "
                      "does not prove the claim: expost-verify says where.");
    if (c->certificate->reduced)
        xp_coq_add(c, "Lemma accepted : check (Reduced the_data the_claim the_evidence) = true.\n");
    else
        xp_coq_add(c, "Lemma accepted : check (Full the_data the_rule the_claim the_evidence) = "
                      "true.\n");
    xp_coq_add(c, "Proof. vm_cast_no_check (eq_refl true). Qed.\n");
    add_environment(c);
    add_rule(c);
    add_claim(c);
    if (c->certificate->reduced)
    {
        xp_coq_add(c, "\n");
        xp_coq_comment(c, "The same for the mechanisms of every environment and rule with these "
                          "tables.  (A budget can balance at every profile exactly if it can in "
                          "expectation, as above.)");
        c->everywhere = 1;
        add_claim(c);
        c->everywhere = 0;
    }
}
