/* The claim as a proposition, in the words of the field. */
#include "cert/explain_impl.h"

typedef struct
{
    const char *adjective;
    const char *noun;
} words_t;

static const words_t properties[XP_PROPERTY_COUNT] = {
    {"dominant-strategy incentive compatible", "Dominant-strategy incentive compatibility"},
    {"ex-post incentive compatible", "Ex-post incentive compatibility"},
    {"Bayesian incentive compatible", "Bayesian incentive compatibility"},
    {"ex-post individually rational", "Ex-post individual rationality"},
    {"interim individually rational", "Interim individual rationality"},
    {"ex-ante individually rational", "Ex-ante individual rationality"},
    {"ex-post budget balanced", "Ex-post budget balance"},
    {"free of a deficit at every profile", "No deficit at any profile"},
    {"budget balanced in expectation", "Budget balance in expectation"},
    {"free of an expected deficit", "No deficit in expectation"},
    {"ex-post efficient", "Ex-post efficiency"},
    {"ex-post Pareto efficient", "Ex-post Pareto efficiency"},
    {"free of payments to agents", "No payments to agents"},
    {"free of payments", "No payments"},
    {"weakly monotone", "Weak monotonicity"},
    {"cyclically monotone", "Cyclic monotonicity"},
    {"Bayesian monotone", "Bayesian monotonicity"},
};

const char *xp_property_adjective(xp_property_t property)
{
    return properties[property].adjective;
}

const char *xp_property_noun(xp_property_t property)
{
    return properties[property].noun;
}

void xp_say_properties(xp_explanation_t *e, xp_properties_t asked)
{
    slong count = 0, said = 0;
    int i;

    for (i = 0; i < XP_PROPERTY_COUNT; i++)
        count += (asked & XP_PROPERTY_BIT(i)) != 0;
    for (i = 0; i < XP_PROPERTY_COUNT; i++)
        if (asked & XP_PROPERTY_BIT(i))
        {
            xp_say_comma(e, said++, count);
            xp_say(e, "%s", properties[i].adjective);
        }
}

void xp_say_objective(xp_explanation_t *e)
{
    switch (e->question.objective)
    {
    case XP_OBJECTIVE_REVENUE:
        xp_say(e, "expected revenue");
        break;
    case XP_OBJECTIVE_PROFIT:
        xp_say(e, "expected profit (payments less cost)");
        break;
    case XP_OBJECTIVE_WELFARE:
        xp_say(e, "expected welfare (values less cost)");
        break;
    case XP_OBJECTIVE_UTILITY:
        xp_say(e, "expected utility (values less payments) of ");
        if (e->question.objective_agent >= 0)
            xp_say_agent(e, e->question.objective_agent);
        else
            xp_say(e, "all agents");
        break;
    case XP_OBJECTIVE_DEFICIT:
        xp_say(e, "expected deficit (cost less payments)");
        break;
    case XP_OBJECTIVE_WORST_DEFICIT:
        xp_say(e, "largest deficit (cost less payments) over all profiles");
        break;
    default:
        break;
    }
}

static const char *const ties[] = {"ties to the first outcome", "ties to the last outcome",
                                   "ties broken by the uniform lottery"};

/* "with the efficient rule (ties to the first outcome)" */
static void say_rule(xp_explanation_t *e, const char *place)
{
    const xp_certificate_struct *certificate = e->certificate;

    if (certificate->reduced)
        xp_say(e, " with these interim tables");
    else if (!certificate->has_rule)
        xp_say(e, "%s", e->question.deterministic ? " without lotteries"
                                                  : ", whatever its allocation rule,");
    else if (certificate->rule->efficient)
        xp_say(e, " with the efficient rule (%s)", ties[certificate->rule->ties]);
    else
        xp_say(e, " with the allocation rule %s", place);
}

static void say_every(xp_explanation_t *e, const char *place)
{
    xp_say(e, "mechanisms");
    if (e->certificate->has_rule || e->certificate->reduced || e->question.deterministic)
        say_rule(e, place);
    xp_say(e, " that are ");
    xp_say_properties(e, e->question.properties);
}

static void say_optimum(xp_explanation_t *e, const char *place)
{
    int most = e->question.maximise;

    xp_say(e, "Among the ");
    say_every(e, place);
    if (e->certificate->claim == XP_CLAIM_UNBOUNDED)
    {
        xp_say(e, ", the ");
        xp_say_objective(e);
        xp_say(e, " has no %s value: it can be made %s than any number.",
               most ? "largest" : "least", most ? "larger" : "smaller");
        return;
    }
    xp_say(e, ", the %s value of the ", most ? "largest" : "least");
    xp_say_objective(e);
    xp_say(e, " is ");
    xp_say_value(e, e->certificate->value);
    xp_say(e, ", and it is attained.");
}

static void say_implementable(xp_explanation_t *e)
{
    const xp_certificate_struct *certificate = e->certificate;

    xp_say(e, "%s payments make the ",
           certificate->claim == XP_CLAIM_IMPLEMENTABLE ? "Some" : "No");
    if (!certificate->reduced && certificate->rule->efficient)
        xp_say(e, "efficient rule (%s)", ties[certificate->rule->ties]);
    else
        xp_say(e, "allocation rule");
    xp_say(e, " %s %s.",
           certificate->interim ? "Bayesian incentive compatible"
           : xp_environment_has_private_values(e->environment)
               ? "dominant-strategy incentive compatible"
               : "ex-post incentive compatible",
           certificate->reduced ? "with these interim tables" : "in this environment");
}

int xp_states_rule_alone(const xp_explanation_t *e)
{
    return e->rule != NULL && !e->certificate->has_payment
           && (e->certificate->claim == XP_CLAIM_SATISFIES
               || e->certificate->claim == XP_CLAIM_VIOLATES);
}

/* In reduced form many mechanisms have the payments below; a rule alone stands above. */
static void say_subject(xp_explanation_t *e, const char *place)
{
    int violates = e->certificate->claim == XP_CLAIM_VIOLATES;

    if (e->certificate->reduced)
        xp_say(e, "%s", violates ? "No mechanism with the interim payments below is "
                                 : "There is a mechanism with the interim payments below that is ");
    else
        xp_say(e, "The %s %s is %s",
               xp_states_rule_alone(e) ? "allocation rule" : "mechanism",
               xp_states_rule_alone(e) ? place : "below", violates ? "not " : "");
}

void xp_say_claim(xp_explanation_t *e, const char *place)
{
    switch (e->certificate->claim)
    {
    case XP_CLAIM_SATISFIES:
    case XP_CLAIM_VIOLATES:
        say_subject(e, place);
        xp_say_properties(e, e->question.properties);
        xp_say(e, ".");
        break;
    case XP_CLAIM_IMPOSSIBLE:
        xp_say(e, "No mechanism");
        say_rule(e, place);
        xp_say(e, " is ");
        xp_say_properties(e, e->question.properties);
        xp_say(e, e->certificate->reduced ? "." : " in this environment.");
        break;
    case XP_CLAIM_OPTIMUM:
    case XP_CLAIM_UNBOUNDED:
        say_optimum(e, place);
        break;
    case XP_CLAIM_GROVES_BALANCE:
    case XP_CLAIM_GROVES_NO_BALANCE:
        xp_say(e, "%s Groves payments for the efficient rule balance the budget at every profile"
                  " of this environment.",
               e->certificate->claim == XP_CLAIM_GROVES_BALANCE ? "Some" : "No");
        break;
    default:
        say_implementable(e);
        break;
    }
}

void xp_explain_claim(xp_explanation_t *e)
{
    xp_say_claim(e, "above");
    xp_paper_add_proposition(e->paper, e->text->text);
    xp_string_reset(e->text);
}
