/* The claim and its evidence as terms in a file for Coq. */
#include "cert/coq_impl.h"

#include <assert.h>

static void add_property(xp_coq_t *c)
{
    xp_property_t property = XP_DSIC;

    while ((c->certificate->question.properties & XP_PROPERTY_BIT(property)) == 0)
        property++;
    xp_coq_add(c, "%s", xp_property_info(property)->name);
}

static void add_properties(xp_coq_t *c)
{
    xp_property_t property;
    slong count = 0;

    xp_coq_add(c, "%s [", xp_coq_without_lotteries(c) ? "true" : "false");
    for (property = XP_DSIC; property < XP_PROPERTY_COUNT; property++)
        if (c->certificate->question.properties & XP_PROPERTY_BIT(property))
            xp_coq_add(c, "%s%s", count++ > 0 ? "; " : "", xp_property_info(property)->name);
    xp_coq_add(c, "]");
}

static void add_objective(xp_coq_t *c)
{
    static const char *const word[] = {NULL, "Revenue", "Profit", "Welfare", "Utility", "Deficit",
                                       "Worst_deficit"};
    const xp_question_t *question = &c->certificate->question;

    assert(question->objective != XP_OBJECTIVE_NONE);
    xp_coq_add(c, "%s ", question->maximise ? "Max" : "Min");
    if (question->objective == XP_OBJECTIVE_UTILITY && question->objective_agent >= 0)
        xp_coq_add(c, "(Utility_of %ld)", (long) question->objective_agent);
    else
        xp_coq_add(c, "%s", word[question->objective]);
}

/* `Stated the_table the_payments`; in reduced form there is no rule. */
static const char *stated(const xp_coq_t *c)
{
    return c->rule != NULL ? "Stated the_table the_payments" : "Stated (Cell []) the_payments";
}

static void add_indices(xp_coq_t *c, const slong *index, slong count)
{
    slong i;

    xp_coq_add(c, " [");
    for (i = 0; i < count; i++)
        xp_coq_add(c, "%s%ld", i > 0 ? "; " : "", (long) index[i]);
    xp_coq_add(c, "]%%nat");
}

static void define_cube(xp_coq_t *c)
{
    const slong n = c->environment->agent_count;

    xp_coq_add(c, "Cube");
    add_indices(c, c->certificate->cube_profile, n);
    add_indices(c, c->certificate->cube_base, n);
    xp_coq_add(c, " ");
    xp_coq_argument(c, c->certificate->cube_sum);
}

static void define_cycle(xp_coq_t *c)
{
    const xp_certificate_struct *certificate = c->certificate;
    const xp_profiles_struct *profiles = c->environment->profiles;

    xp_coq_add(c, "Cycle %ld ", (long) certificate->cycle_agent);
    if (certificate->interim)
        xp_coq_add(c, "[]");
    else
        xp_coq_profile(c, xp_profiles_line_start(profiles, certificate->cycle_agent,
                                                 certificate->cycle_others));
    add_indices(c, certificate->cycle_node, certificate->cycle_length);
}

/* A claim as a term, and the evidence for it. */
static void define_claim(xp_coq_t *c)
{
    const xp_certificate_struct *certificate = c->certificate;
    const char *interim = certificate->interim ? "true" : "false";

    switch (certificate->claim)
    {
    case XP_CLAIM_SATISFIES:
        xp_coq_add(c, "Satisfies ");
        add_properties(c);
        xp_coq_add(c, " (%s)", stated(c));
        break;
    case XP_CLAIM_VIOLATES:
        xp_coq_add(c, "Violates ");
        add_property(c);
        xp_coq_add(c, " (%s)", stated(c));
        break;
    case XP_CLAIM_IMPOSSIBLE:
        xp_coq_add(c, "Impossible ");
        add_properties(c);
        break;
    case XP_CLAIM_OPTIMUM:
        xp_coq_add(c, "Optimum ");
        add_objective(c);
        xp_coq_add(c, " ");
        xp_coq_argument(c, certificate->value);
        xp_coq_add(c, " ");
        add_properties(c);
        break;
    case XP_CLAIM_UNBOUNDED:
        xp_coq_add(c, "Unbounded ");
        add_objective(c);
        xp_coq_add(c, " ");
        add_properties(c);
        break;
    case XP_CLAIM_GROVES_BALANCE:
        xp_coq_add(c, "Groves_balance the_h");
        break;
    case XP_CLAIM_GROVES_NO_BALANCE:
        xp_coq_add(c, "Groves_no_balance");
        break;
    case XP_CLAIM_IMPLEMENTABLE:
        xp_coq_add(c, "Implementable %s", interim);
        break;
    default:
        xp_coq_add(c, "Not_implementable %s", interim);
        break;
    }
}

static void define_evidence(xp_coq_t *c)
{
    switch (c->certificate->claim)
    {
    case XP_CLAIM_VIOLATES:
        xp_coq_add(c, "Broken_row (");
        xp_coq_key(c, &c->certificate->row);
        xp_coq_add(c, ")");
        break;
    case XP_CLAIM_IMPOSSIBLE:
        xp_coq_add(c, "Multipliers the_multipliers");
        break;
    case XP_CLAIM_OPTIMUM:
        xp_coq_add(c, "Attained (%s) the_multipliers", stated(c));
        break;
    case XP_CLAIM_UNBOUNDED:
        xp_coq_add(c, "Ray (%s) the_ray", stated(c));
        break;
    case XP_CLAIM_GROVES_NO_BALANCE:
        define_cube(c);
        break;
    case XP_CLAIM_IMPLEMENTABLE:
        xp_coq_add(c, "Potentials the_potentials");
        break;
    case XP_CLAIM_NOT_IMPLEMENTABLE:
        define_cycle(c);
        break;
    default:
        xp_coq_add(c, "Evaluation");
        break;
    }
}

void xp_coq_claim(xp_coq_t *c)
{
    xp_coq_add(c, "\nDefinition the_claim : claim :=\n  ");
    define_claim(c);
    xp_coq_add(c, ".\nDefinition the_evidence : evidence :=\n  ");
    define_evidence(c);
    xp_coq_add(c, ".\n");
}
