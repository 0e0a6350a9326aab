/* The chapter on multipliers: one proof, or a case for each outcome and so on. */
#include "cert/explain_proof.h"

#include <string.h>

/* How far the writing of the tree is: the next node, the next number of a row. */
typedef struct
{
    size_t node;
    size_t number;
} place_t;

static void say_intention(xp_explanation_t *e, const xp_steps_t steps, int optimum)
{
    int one = fmpq_is_one(steps->scale);

    if (steps->interim)
        xp_say(e, "Write " XP_MATH "m_i(t)" XP_MATH_END " for the payment that agent " XP_MATH "i"
                  XP_MATH_END " of type " XP_MATH "t" XP_MATH_END " expects, and " XP_MATH "E m_i"
                  XP_MATH_END " for its expectation over the types of " XP_MATH "i" XP_MATH_END
                  ". ");
    xp_say(e, "%s the following %s, with the %s by which each is multiplied below.",
           optimum ? "Every such mechanism satisfies" : "They would satisfy",
           steps->count == 1 ? "inequality" : "inequalities",
           steps->count == 1 ? "number" : "numbers");
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

static void explain_leaf(xp_explanation_t *e, const xp_proof_node_t *node, place_t *place)
{
    int optimum = e->certificate->claim == XP_CLAIM_OPTIMUM;
    xp_steps_t steps;

    xp_steps_init(steps);
    xp_steps_set(steps, e, node, !optimum);
    steps->first_number = place->number;
    place->number += steps->count;
    say_intention(e, steps, optimum);
    xp_explain_steps(e, steps);
    if (e->rule == NULL && !e->certificate->reduced)
        xp_explain_free_leaf(e, steps, optimum);
    else
        xp_explain_fixed_leaf(e, steps, optimum);
    xp_steps_clear(steps);
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
    if (e->certificate->claim == XP_CLAIM_IMPOSSIBLE)
    {
        if (e->rule != NULL || e->certificate->reduced)
            xp_say(e, "Suppose that payments " XP_MATH "p" XP_MATH_END " had these properties.");
        else
            xp_say(e, "Suppose that an allocation rule " XP_MATH "x" XP_MATH_END
                      " and payments " XP_MATH "p" XP_MATH_END " had these properties.");
        xp_end_paragraph(e);
    }
    explain_node(e, &place, "");
    if (e->certificate->claim == XP_CLAIM_IMPOSSIBLE)
        xp_explain_used_types(e);
    return XP_OK;
}
