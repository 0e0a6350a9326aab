/* The theorems of a file for Coq: the claim in the words of the definitions. */
#include "cert/coq_impl.h"

#include <assert.h>

/* The predicates of theory/Environment.v, and in reduced form those of theory/Tables.v. */
static const char *const predicate[XP_PROPERTY_COUNT] = {
    "DSIC", "EPIC", "BIC", "EPIR", "IIR", "EAIR", "SBB", "WBB", "EABB", "EAWBB", "efficient",
    NULL, "no_positive_transfers", "no_payments", "weakly_monotone", NULL, NULL};

/* A property as it stands in reduced form, where balance is balance in expectation. */
static xp_property_t reduce(const xp_coq_t *c, xp_property_t property)
{
    if (!c->certificate->reduced)
        return property;
    return property == XP_SBB ? XP_EABB : property == XP_WBB ? XP_EAWBB : property;
}

/* `BIC e m`; in reduced form `interim_BIC T q`. */
static void add_property(xp_coq_t *c, xp_property_t property)
{
    const char *name = predicate[reduce(c, property)];

    assert(name != NULL);
    if (c->certificate->reduced)
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

/* The claimed properties, behind count statements. */
static void add_properties(xp_coq_t *c, slong *count)
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
    if (c->certificate->reduced)
        return;
    add_statement(c, count, "feasible e m");
    if (c->certificate->has_rule)
        add_statement(c, count, "follows e (chosen F the_table) m");
}

/* `exists m : mechanism F,` and the conditions of the claim on a line of their own. */
static void add_conditions(xp_coq_t *c, slong *count, const char *quantifier)
{
    xp_coq_add(c, "%s %s,", quantifier,
               c->certificate->reduced ? "q : nat -> nat -> F" : "m : mechanism F");
    xp_coq_break(c);
    add_mechanism(c, count);
}

static void begin_theorem(xp_coq_t *c, const char *name)
{
    c->indent = 2;
    xp_coq_add(c, "\nTheorem %s : forall F : ordered_field,", name);
    xp_coq_break(c);
    if (c->certificate->reduced)
        xp_coq_add(c, "let T := tables_from F the_data in");
    else
        xp_coq_add(c, "let e := in_field F (environment_of the_data) in");
    xp_coq_break(c);
}

static void end_theorem(xp_coq_t *c)
{
    xp_coq_add(c, ".\nProof. by_certificate accepted. Qed.\n");
}

/* What all agents expect from the outcomes. */
#define VALUES "sum (all_agents T) (fun i => type_expectation T i (fun s => gain T i s s))"

static void add_objective_value(xp_coq_t *c)
{
    static const char *const full[] = {NULL, "revenue e m", "profit e m", "welfare e m",
                                       "total_utility e m", "deficit e m", NULL};
    static const char *const reduced[] = {
        NULL, "expected_payments T q", "expected_budget T q",
        VALUES " - expected_cost T", VALUES " - expected_payments T q",
        "- expected_budget T q", NULL};
    const xp_question_t *question = &c->certificate->question;
    const long agent = (long) question->objective_agent;
    int own = question->objective == XP_OBJECTIVE_UTILITY && agent >= 0;

    if (own && c->certificate->reduced)
        xp_coq_add(c, "type_expectation T %ld (fun s => interim_utility T q %ld s s)", agent,
                   agent);
    else if (own)
        xp_coq_add(c, "expected_utility e %ld m", agent);
    else
        xp_coq_add(c, "%s", (c->certificate->reduced ? reduced : full)[question->objective]);
}

static int is_worst(const xp_coq_t *c)
{
    return c->certificate->question.objective == XP_OBJECTIVE_WORST_DEFICIT;
}

static void add_bound(xp_coq_t *c)
{
    xp_coq_add(c, "of_Q ");
    xp_coq_argument(c, c->certificate->value);
}

/* That the optimum is attained, as one more condition. */
static void add_attained(xp_coq_t *c)
{
    const size_t begun = xp_coq_begin_thing(c, 1, " /\\");

    if (is_worst(c))
    {
        xp_coq_add(c, "worst_deficit e m (");
        add_bound(c);
        xp_coq_add(c, ")");
    }
    else
    {
        xp_coq_add(c, "(");
        add_objective_value(c);
        xp_coq_add(c, " = ");
        add_bound(c);
        xp_coq_add(c, ")%%num");
    }
    xp_coq_end_thing(c, begun);
}

/* `smaller <= larger`, the objective on the side where the direction puts it. */
static void add_order(xp_coq_t *c, const char *sign, int objective_first, const char *bound)
{
    int side;

    xp_coq_add(c, "(");
    for (side = 0; side < 2; side++)
    {
        xp_coq_add(c, "%s%s%s", side == 1 ? " " : "", side == 1 ? sign : "",
                   side == 1 ? " " : "");
        if ((side == 0) != objective_first)
        {
            if (bound != NULL)
                xp_coq_add(c, "%s", bound);
            else
                add_bound(c);
        }
        else if (is_worst(c))
            xp_coq_add(c, "z");
        else
            add_objective_value(c);
    }
    xp_coq_add(c, ")%%num");
}

static void add_optimum(xp_coq_t *c)
{
    slong count = 0;

    c->indent = 4;
    add_conditions(c, &count, "(exists");
    add_properties(c, &count);
    add_attained(c);
    xp_coq_add(c, ") /\\\n  ");
    count = 0;
    add_conditions(c, &count, "forall");
    add_properties(c, &count);
    xp_coq_add(c, " ->");
    xp_coq_break(c);
    if (is_worst(c))
        xp_coq_add(c, "forall z, worst_deficit e m z -> ");
    add_order(c, "<=", c->certificate->question.maximise, NULL);
}

static void add_unbounded(xp_coq_t *c)
{
    slong count = 0;
    size_t begun;

    xp_coq_add(c, "forall bound : F, ");
    c->indent = 4;
    add_conditions(c, &count, "exists");
    add_properties(c, &count);
    begun = xp_coq_begin_thing(c, count, " /\\");
    if (is_worst(c))
        xp_coq_add(c, "exists z, worst_deficit e m z /\\ ");
    add_order(c, "<", !c->certificate->question.maximise, "bound");
    xp_coq_end_thing(c, begun);
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
    if (!c->certificate->reduced)
        add_statement(c, &count, "feasible e m");
    add_properties(c, &count);
}

static void add_violates(xp_coq_t *c)
{
    xp_property_t property = XP_DSIC;

    while ((c->certificate->question.properties & XP_PROPERTY_BIT(property)) == 0)
        property++;
    add_stated(c);
    xp_coq_add(c, c->certificate->reduced ? "~ " : "feasible e m /\\ ~ ");
    add_property(c, property);
}

static void add_impossible(xp_coq_t *c)
{
    slong count = 0;

    c->indent = 4;
    add_conditions(c, &count, "~ exists");
    add_properties(c, &count);
}

static void add_balance(xp_coq_t *c)
{
    slong count = 0;

    xp_coq_add(c, "private_values e /\\\n  ");
    c->indent = 4;
    add_conditions(c, &count, "(exists");
    add_statement(c, &count, "efficient e m");
    add_statement(c, &count, "is_groves e (groves_functions F the_h) m");
    add_statement(c, &count, "SBB e m");
    xp_coq_add(c, ") /\\\n  ");
    count = 0;
    add_conditions(c, &count, "forall");
    add_statement(c, &count, "efficient e m");
    add_statement(c, &count, "is_groves e (groves_functions F the_h) m");
    xp_coq_add(c, " -> SBB e m");
}

static void add_no_balance(xp_coq_t *c)
{
    slong count = 0;

    xp_coq_add(c, "private_values e /\\\n  ");
    c->indent = 4;
    add_conditions(c, &count, "~ exists");
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
    add_conditions(c, &count, quantifier);
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
        add_optimum(c);
        break;
    case XP_CLAIM_UNBOUNDED:
        add_unbounded(c);
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
    end_theorem(c);
    xp_coq_add(c, "Print Assumptions %s.\n", name[c->certificate->claim]);
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
    end_theorem(c);
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
    end_theorem(c);
}

void xp_coq_theorems(xp_coq_t *c)
{
    xp_coq_add(c, "\n");
    xp_coq_comment(c, "Coq computes that the evidence is accepted.");
    if (c->certificate->reduced)
        xp_coq_add(c, "Lemma accepted : check (Reduced the_data the_claim the_evidence) = true.\n");
    else
        xp_coq_add(c, "Lemma accepted : check (Full the_data the_rule the_claim the_evidence) = "
                      "true.\n");
    xp_coq_add(c, "Proof. vm_cast_no_check (eq_refl true). Qed.\n");
    add_environment(c);
    add_rule(c);
    add_claim(c);
}
