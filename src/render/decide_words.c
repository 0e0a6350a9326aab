/* A question of existence and its verdict in words. */
#include "render/decide_impl.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/render/number.h>

#include "render/words_impl.h"

const char *xp_decide_verdict(xp_verdict_t verdict)
{
    static const char *const word[] = {"possible", "optimal", "unbounded", "impossible",
                                       "unknown"};

    return word[verdict];
}

const char *xp_decide_rule(const xp_question_t *question)
{
    return question->rule == NULL ? "free" : question->rule->efficient ? "efficient" : "model";
}

int xp_decide_has_mechanism(const xp_decision_struct *decision)
{
    return decision->verdict == XP_POSSIBLE || decision->verdict == XP_OPTIMAL
           || decision->verdict == XP_UNBOUNDED;
}

/* A property as it stands behind "is". */
static const char *adjective(xp_property_t property)
{
    switch (property)
    {
    case XP_DSIC:
        return "DSIC";
    case XP_EPIC:
        return "ex-post incentive compatible";
    case XP_BIC:
        return "BIC";
    case XP_EPIR:
        return "ex-post IR";
    case XP_IIR:
        return "interim IR";
    case XP_EAIR:
        return "ex-ante IR";
    case XP_SBB:
        return "ex-post budget balanced";
    case XP_WBB:
        return "ex-post free of deficits";
    case XP_EABB:
        return "budget balanced in expectation";
    case XP_EAWBB:
        return "free of deficits in expectation";
    case XP_EFF:
        return "efficient";
    case XP_NPT:
        return "free of payments to agents";
    case XP_NOPAY:
        return "without payments";
    default:
        return xp_property_info(property)->name;
    }
}

/* Efficiency is said of a rule that is free or efficient, unless it is all there is to say. */
static int is_said_of_rule(const xp_question_t *question)
{
    return (question->properties & XP_PROPERTY_BIT(XP_EFF)) != 0
           && question->properties != XP_PROPERTY_BIT(XP_EFF)
           && (question->rule == NULL || question->rule->efficient);
}

/* The properties, "BIC, interim IR and ex-post budget balanced". */
static void add_properties(xp_string_t out, const xp_question_t *question)
{
    xp_properties_t rest = question->properties;
    const char *before = "";
    int i;

    if (is_said_of_rule(question))
        rest &= ~XP_PROPERTY_BIT(XP_EFF);
    for (i = 0; i < XP_PROPERTY_COUNT; i++)
    {
        if (!(rest & XP_PROPERTY_BIT(i)))
            continue;
        rest &= ~XP_PROPERTY_BIT(i);
        xp_string_add(out, before);
        if (before[0] != '\0' && rest == 0)
        {
            out->length -= 2;
            out->text[out->length] = '\0';
            xp_string_add(out, " and ");
        }
        xp_string_add(out, adjective((xp_property_t) i));
        before = ", ";
    }
}

void xp_decide_add_rule(xp_string_t out, const xp_rule_struct *rule)
{
    static const char *const ties[] = {"ties to the first outcome", "ties to the last outcome",
                                       "ties by a uniform lottery"};

    if (rule->efficient)
        xp_string_printf(out, "the efficient rule, %s,", ties[rule->ties]);
    else
        xp_string_add(out, "the stated rule");
}

/* The rules that a claim is about, as they stand behind "with". */
static void add_rules(xp_string_t out, const xp_question_t *question)
{
    if (question->rule != NULL)
        xp_decide_add_rule(out, question->rule);
    else
    {
        xp_string_add(out, is_said_of_rule(question) ? "any efficient rule" : "any rule");
        xp_string_add(out, question->deterministic ? " without lotteries" : "");
    }
}

void xp_decide_add_objective(xp_string_t out, const xp_question_t *question)
{
    switch (question->objective)
    {
    case XP_OBJECTIVE_NONE:
        break;
    case XP_OBJECTIVE_UTILITY:
        if (question->objective_agent < 0)
            xp_string_add(out, "expected utility of all agents");
        else
            xp_string_printf(out, "expected utility of %s",
                             question->environment->agent[question->objective_agent].name);
        break;
    case XP_OBJECTIVE_WORST_DEFICIT:
        xp_string_add(out, "deficit at the worst profile");
        break;
    default:
        xp_string_printf(out, "expected %s", xp_objective_word(question->objective));
        break;
    }
}

static void say_violated(xp_string_t out, const xp_decide_report_t *decide)
{
    const xp_environment_struct *environment = decide->question->environment;
    const xp_row_key_t *row = &decide->decision->violated;
    slong *profile = xp_malloc((size_t) environment->agent_count * sizeof(slong));

    xp_profiles_get(profile, environment->profiles, row->profile);
    xp_string_add(out, "No mechanism with ");
    add_rules(out, decide->question);
    xp_string_add(out, " is efficient in this environment: at ");
    xp_words_add_profile(out, environment, profile);
    xp_string_printf(out, " the welfare of %s is larger.",
                     environment->outcome_label[row->outcome]);
    free(profile);
}

static void say_optimal(xp_string_t out, const xp_decide_report_t *decide, long digits)
{
    xp_string_printf(out, "Over the mechanisms with ");
    add_rules(out, decide->question);
    xp_string_add(out, " that are ");
    add_properties(out, decide->question);
    xp_string_printf(out, " in this environment, the %s ",
                     decide->question->maximise ? "largest" : "least");
    xp_decide_add_objective(out, decide->question);
    xp_string_add(out, " is ");
    xp_number_add(out, decide->decision->value, digits);
    xp_string_add_char(out, '.');
}

static void say_unbounded(xp_string_t out, const xp_decide_report_t *decide)
{
    xp_string_printf(out, "Over the mechanisms with ");
    add_rules(out, decide->question);
    xp_string_add(out, " that are ");
    add_properties(out, decide->question);
    xp_string_add(out, " in this environment, the ");
    xp_decide_add_objective(out, decide->question);
    xp_string_printf(out, " has no %s value.", decide->question->maximise ? "largest" : "least");
}

void xp_decide_add_verdict(xp_string_t out, const xp_decide_report_t *decide, long digits)
{
    const xp_decision_struct *decision = decide->decision;

    switch (decision->verdict)
    {
    case XP_OPTIMAL:
        say_optimal(out, decide, digits);
        break;
    case XP_UNBOUNDED:
        say_unbounded(out, decide);
        break;
    case XP_POSSIBLE:
        xp_string_add(out, "A mechanism with ");
        add_rules(out, decide->question);
        xp_string_add(out, decide->question->rule == NULL ? " allowed is " : " is ");
        add_properties(out, decide->question);
        xp_string_add(out, " in this environment: the one below.");
        break;
    case XP_IMPOSSIBLE:
        if (decision->violates_rule)
        {
            say_violated(out, decide);
            break;
        }
        xp_string_add(out, "No mechanism with ");
        add_rules(out, decide->question);
        xp_string_add(out, " is ");
        add_properties(out, decide->question);
        xp_string_add(out, " in this environment.");
        break;
    default:
        xp_string_add(out, "Unknown: whether a mechanism with ");
        add_rules(out, decide->question);
        xp_string_add(out, " can be ");
        add_properties(out, decide->question);
        xp_string_printf(out, " in this environment is not decided: %s.", decision->reason);
        break;
    }
}

void xp_decide_add_surplus(xp_string_t out, const xp_decide_report_t *decide, long digits)
{
    const xp_decision_struct *decision = decide->decision;
    fmpq_t subsidy;

    if (!decision->has_surplus)
        return;
    xp_string_add(out, "Under BIC and interim IR the largest expected surplus of this rule is ");
    xp_number_add(out, decision->largest_surplus, digits);
    if (fmpq_sgn(decision->largest_surplus) >= 0)
    {
        xp_string_add(out, ": no subsidy is needed.");
        return;
    }
    fmpq_init(subsidy);
    fmpq_neg(subsidy, decision->largest_surplus);
    xp_string_add(out, ", so the least expected subsidy is ");
    xp_number_add(out, subsidy, digits);
    xp_string_add_char(out, '.');
    fmpq_clear(subsidy);
}

void xp_decide_add_first_best(xp_string_t out, const xp_decision_struct *decision, long digits)
{
    fmpq_t loss;

    fmpq_init(loss);
    fmpq_sub(loss, decision->first_best, decision->value);
    xp_string_add(out, "The first best, what the efficient rule attains whatever the properties, "
                       "is ");
    xp_number_add(out, decision->first_best, digits);
    if (fmpq_is_zero(loss))
        xp_string_add(out, ": no welfare is lost.");
    else
    {
        xp_string_add(out, ": the loss of efficiency is ");
        xp_number_add(out, loss, digits);
        xp_string_add_char(out, '.');
    }
    fmpq_clear(loss);
}

const char *xp_decide_method(const xp_decision_struct *decision)
{
    if (decision->stats.nodes > 1)
        return "Method: a search through the outcomes, with an exact linear program in each case.";
    switch (decision->method)
    {
    case XP_METHOD_LINE:
        return "Method: line by line, the largest payments of each agent at each profile of the "
               "others.";
    case XP_METHOD_INTERIM:
        return "Method: interim, the largest payments that each agent can expect to make.";
    case XP_METHOD_DIFFERENCE:
        return "Method: difference, exact balance leaves one agent's payments as unknowns.";
    case XP_METHOD_LP:
    case XP_METHOD_LP_WHOLE:
        return "Method: an exact linear program of every inequality.";
    case XP_METHOD_LP_INTERIM:
        return "Method: an exact linear program, with interim payments among the unknowns.";
    case XP_METHOD_LP_DEMAND:
        return "Method: an exact linear program, with incentive inequalities as they are "
               "violated.";
    default:
        return "Method: none came to an end.";
    }
}
