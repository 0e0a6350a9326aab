/* The chapter on multipliers: one proof, or a case for each outcome and so on. */
#include "cert/explain_proof.h"

#include <string.h>

/* How far the writing of the tree is: the next node, the next number of a row. */
typedef struct
{
    size_t node;
    size_t number;
} place_t;

/* A longer objective is left to the sum of the rows. */
#define OBJECTIVE_LIMIT 12

/* m_i(t), and what it has to do with p_i where both occur. */
static void define_means(xp_explanation_t *e, const xp_steps_t steps)
{
    int many = e->environment->agent_count > 1;

    xp_say(e, "Write " XP_MATH "m_i(t)" XP_MATH_END " for the payment that agent " XP_MATH "i"
              XP_MATH_END " of type " XP_MATH "t" XP_MATH_END " expects, and " XP_MATH "E m_i"
              XP_MATH_END " for its expectation over the types of " XP_MATH "i" XP_MATH_END ". ");
    if (xp_steps_have_payments(steps))
        xp_say(e, XP_MATH "m_i(t)" XP_MATH_END " is %s" XP_MATH "p_i%s" XP_MATH_END "%s. ",
               many ? "the sum, over the others' types, of their probability times " : "",
               many ? "" : "(t)", many ? " at these types and " XP_MATH "t" XP_MATH_END : "");
    if (many)
        xp_say(e, "Types are independent, so " XP_MATH "m_i(t)" XP_MATH_END
                  " depends on the report " XP_MATH "t" XP_MATH_END " only: whoever reports "
                  XP_MATH "t" XP_MATH_END " expects to pay it, whatever the true type. ");
}

static int has_expected(const xp_steps_t steps)
{
    size_t i, k;

    for (i = 0; i < steps->count; i++)
        for (k = 0; k < steps->step[i].sum->count; k++)
            if (steps->step[i].sum->term[k].symbol == XP_SYMBOL_EXPECTED)
                return 1;
    return 0;
}

/* "The objective is E m_buyer - 2." */
static void say_objective_sum(xp_explanation_t *e, const xp_steps_t steps)
{
    fmpq_t constant;
    xp_sum_t sum;

    fmpq_init(constant);
    xp_sum_init(sum);
    if (e->certificate->reduced)
        xp_reduced_objective(sum, constant, e);
    else
        xp_sum_set_objective(sum, constant, e, steps);
    if (sum->count > 0 && sum->count <= OBJECTIVE_LIMIT)
    {
        xp_say(e, "The objective is " XP_MATH);
        xp_say_sum(e, sum);
        if (!fmpq_is_zero(constant))
            xp_say_signed(e, constant);
        xp_say(e, XP_MATH_END ". ");
    }
    xp_sum_clear(sum);
    fmpq_clear(constant);
}

static void say_intention(xp_explanation_t *e, const xp_steps_t steps, int optimum)
{
    int one = fmpq_is_one(steps->scale);

    if (steps->interim)
        define_means(e, steps);
    else if (has_expected(steps))
        xp_say(e, "Write " XP_MATH "E p_i" XP_MATH_END " for the expectation of " XP_MATH
                  "p_i(\xCE\xB8)" XP_MATH_END " under the prior. ");
    if (optimum && e->certificate->proof->node_count == 1)
        say_objective_sum(e, steps);
    xp_say(e, "%s the following %s, with the %s multiplied below.",
           optimum ? "Every such mechanism satisfies" : "They would satisfy",
           steps->count == 1 ? "inequality" : "inequalities",
           steps->count == 1 ? "number by which it is" : "numbers by which each is");
    if (!one || steps->interim)
    {
        xp_say(e, " (The multipliers are those of the certificate");
        if (steps->interim)
            xp_say(e, ", for a row of one type times the probability of the type");
        if (!one)
        {
            xp_say(e, ", all times ");
            xp_say_number(e, steps->scale);
        }
        xp_say(e, ".)");
    }
    xp_end_paragraph(e);
}

/* An objective without unknowns is bounded by no row. */
static void say_constant(xp_explanation_t *e)
{
    int fixed = e->rule != NULL || e->certificate->reduced;

    xp_say(e, "%she ", fixed ? "The rule is fixed, and t" : "T");
    xp_say_objective(e);
    xp_say(e, " does not depend on the %spayments: it is ",
           fixed ? "" : "allocation rule and the ");
    xp_say_value(e, e->certificate->value);
    xp_say(e, " in every such mechanism.");
    xp_end_paragraph(e);
}

static void explain_leaf(xp_explanation_t *e, const xp_proof_node_t *node, place_t *place)
{
    int optimum = e->certificate->claim == XP_CLAIM_OPTIMUM;
    xp_steps_t steps;

    xp_steps_init(steps);
    xp_steps_set(steps, e, node, !optimum);
    steps->first_number = place->number;
    place->number += steps->count;
    if (optimum && steps->count == 0)
    {
        say_constant(e);
        xp_steps_clear(steps);
        return;
    }
    say_intention(e, steps, optimum);
    xp_explain_steps(e, steps);
    if (e->rule == NULL && !e->certificate->reduced)
        xp_explain_free_leaf(e, steps, optimum);
    else
        xp_explain_fixed_leaf(e, steps, optimum);
    xp_steps_clear(steps);
}

/* Once all cases are through. */
static void close_cases(xp_explanation_t *e)
{
    if (e->certificate->claim == XP_CLAIM_OPTIMUM)
    {
        xp_say(e, "In no case is the value %s than ", e->question.maximise ? "larger" : "smaller");
        xp_say_value(e, e->certificate->value);
        xp_say(e, ".");
    }
    else
        xp_say(e, "Every case ends in a contradiction.");
    xp_end_paragraph(e);
}

/* What stands before the first row: the probabilities, and an objective over several cases. */
static void say_unknowns(xp_explanation_t *e)
{
    int optimum = e->certificate->claim == XP_CLAIM_OPTIMUM;
    int free_rule = e->rule == NULL && !e->certificate->reduced;
    xp_steps_t none;

    if (!optimum)
        xp_say(e, "Suppose that %spayments " XP_MATH "p" XP_MATH_END " had these properties. ",
               free_rule ? "an allocation rule " XP_MATH "x" XP_MATH_END " and " : "");
    if (free_rule)
        xp_say(e, XP_MATH "x(a | \xCE\xB8)" XP_MATH_END " is the probability of outcome " XP_MATH
                  "a" XP_MATH_END " at profile " XP_MATH "\xCE\xB8" XP_MATH_END ". ");
    if (optimum && e->certificate->proof->node_count > 1)
    {
        xp_steps_init(none);
        say_objective_sum(e, none);
        xp_steps_clear(none);
    }
    if (!optimum || free_rule)
        xp_end_paragraph(e);
}

/* path is the number of the case, "1.2", empty at the root. */
static void explain_node(xp_explanation_t *e, place_t *place, const char *path)
{
    const xp_proof_node_t *node = e->certificate->proof->node + place->node++;
    xp_string_t own;
    slong a;

    if (node->profile < 0)
    {
        explain_leaf(e, node, place);
        return;
    }
    xp_say(e, "The outcome at ");
    xp_say_profile(e, node->profile);
    xp_say(e, " is one of ");
    for (a = 0; a < e->environment->outcome_count; a++)
    {
        xp_say_comma(e, a, e->environment->outcome_count);
        xp_say_outcome(e, a);
    }
    xp_say(e, ".");
    xp_end_paragraph(e);
    for (a = 0; a < e->environment->outcome_count; a++)
    {
        xp_string_init(own);
        xp_string_printf(own, "%s%s%ld", path, *path != '\0' ? "." : "", (long) a + 1);
        xp_say(e, "Case %s: the outcome at ", own->text);
        xp_say_profile(e, node->profile);
        xp_say(e, " is ");
        xp_say_outcome(e, a);
        xp_say(e, ".");
        xp_end_paragraph(e);
        explain_node(e, place, own->text);
        xp_string_clear(own);
    }
}

static xp_status_t check_sums(xp_explanation_t *e, xp_error_t error)
{
    const xp_certificate_struct *certificate = e->certificate;
    xp_status_t status = XP_OK;
    xp_steps_t steps;

    if (certificate->proof->node_count == 0)
    {
        xp_error_set(error, "The certificate has no multipliers.");
        return XP_INPUT;
    }
    if (!certificate->reduced)
        return xp_proof_holds(certificate->proof, &e->question,
                              certificate->claim == XP_CLAIM_OPTIMUM ? XP_PROOF_OF_BOUND
                                                                     : XP_PROOF_OF_IMPOSSIBILITY,
                              certificate->value, error)
                   ? XP_OK
                   : XP_INPUT;
    xp_steps_init(steps);
    xp_steps_set(steps, e, certificate->proof->node, 0);
    if (certificate->proof->node_count != 1 || !xp_reduced_proof_holds(e, steps))
    {
        xp_error_set(error, "The multiplied inequalities of the certificate do not add up to "
                            "what it claims.");
        status = XP_INPUT;
    }
    xp_steps_clear(steps);
    return status;
}

xp_status_t xp_explain_proof(xp_explanation_t *e, xp_error_t error)
{
    place_t place = {0, 1};
    xp_status_t status = check_sums(e, error);

    if (status != XP_OK)
        return status;
    say_unknowns(e);
    explain_node(e, &place, "");
    if (e->certificate->proof->node_count > 1)
        close_cases(e);
    if (e->certificate->claim == XP_CLAIM_IMPOSSIBLE)
        xp_explain_used_types(e);
    return XP_OK;
}
