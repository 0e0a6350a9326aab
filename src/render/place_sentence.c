/* A violation as a sentence or two. */
#include "render/place_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/render/number.h>
#include <expost/rule/allocation.h>
#include <expost/rule/payment.h>

#include "render/words_impl.h"

/* What a sentence is made from. */
typedef struct
{
    xp_string_struct *out;
    const xp_place_struct *place;
    const xp_mechanism_struct *mechanism;
    const xp_environment_struct *environment;
    const xp_agent_struct *agent;
    slong *profile;
    int has_profile;
    long digits;
} sentence_t;

/* The size of a violation: minus the slack. */
static void add_gain(const sentence_t *s)
{
    fmpq_t gain;

    fmpq_init(gain);
    fmpq_neg(gain, s->place->slack);
    xp_number_add(s->out, gain, s->digits);
    fmpq_clear(gain);
}

static const char *type_label(const sentence_t *s, slong type)
{
    return s->agent->type_label[type];
}

/* " when buyer has type 7/8", nothing for interim places and for one agent. */
static void add_others(const sentence_t *s, const char *before)
{
    if (!s->has_profile || s->environment->agent_count < 2)
        return;
    xp_string_add(s->out, before);
    xp_words_add_others_named(s->out, s->environment, s->place->agent, s->profile);
}

/* " the outcome is trade and seller pays -1/8" at the profile with this type of the agent. */
static void add_consequence(const sentence_t *s, slong type)
{
    const slong n = s->environment->agent_count, m = s->environment->outcome_count;
    fmpq *payment = _fmpq_vec_init(n), *weight = _fmpq_vec_init(m);
    slong own = s->profile[s->place->agent];
    xp_error_t error;

    xp_error_init(error);
    s->profile[s->place->agent] = type;
    if (xp_allocation_at(weight, s->mechanism->rule, s->environment, s->profile, error) == XP_OK)
    {
        xp_string_add(s->out, " the outcome is ");
        xp_words_add_weights(s->out, s->environment, weight);
        if (xp_payment_at(payment, s->mechanism, weight, s->profile, error) == XP_OK)
        {
            xp_string_printf(s->out, " and %s pays ", s->agent->name);
            xp_number_add(s->out, payment + s->place->agent, s->digits);
        }
    }
    s->profile[s->place->agent] = own;
    xp_error_clear(error);
    _fmpq_vec_clear(payment, n);
    _fmpq_vec_clear(weight, m);
}

/* dsic, epic, bic */
static void say_incentive(const sentence_t *s)
{
    xp_string_printf(s->out, "%s of type %s gains ", s->agent->name,
                     type_label(s, s->place->type));
    add_gain(s);
    xp_string_printf(s->out, "%s by reporting %s",
                     s->has_profile ? "" : " on average over the others' types",
                     type_label(s, s->place->report));
    add_others(s, " when ");
    if (s->has_profile)
    {
        xp_string_add(s->out, ": after the truth");
        add_consequence(s, s->place->type);
        xp_string_add(s->out, "; after the report");
        add_consequence(s, s->place->report);
    }
    xp_string_add_char(s->out, '.');
}

/* epir, iir, eair */
static void say_participation(const sentence_t *s)
{
    xp_string_add(s->out, s->agent->name);
    if (s->has_profile)
    {
        xp_string_add(s->out, " at ");
        xp_words_add_profile(s->out, s->environment, s->profile);
        xp_string_add(s->out, " gets ");
    }
    else if (s->place->type >= 0)
        xp_string_printf(s->out, " of type %s expects ", type_label(s, s->place->type));
    else
        xp_string_add(s->out, ", before types are known, expects ");
    add_gain(s);
    xp_string_add(s->out, " less than the outside option.");
}

/* sbb, wbb, eabb, eawbb: the signed difference is payments less cost. */
static void say_budget(const sentence_t *s)
{
    if (s->has_profile)
    {
        xp_string_add(s->out, "at ");
        xp_words_add_profile(s->out, s->environment, s->profile);
    }
    else
        xp_string_add(s->out, "on average");
    xp_string_add(s->out, fmpq_sgn(s->place->difference) < 0
                              ? " the payments fall short of the cost by "
                              : " the payments exceed the cost by ");
    add_gain(s);
    xp_string_add_char(s->out, '.');
}

static void say_efficiency(const sentence_t *s)
{
    fmpq *weight = _fmpq_vec_init(s->environment->outcome_count);
    xp_error_t error;

    xp_error_init(error);
    xp_string_add(s->out, "at ");
    xp_words_add_profile(s->out, s->environment, s->profile);
    if (xp_allocation_at(weight, s->mechanism->rule, s->environment, s->profile, error) == XP_OK)
    {
        xp_string_add(s->out, " the rule chooses ");
        xp_words_add_weights(s->out, s->environment, weight);
        xp_string_add(s->out, ", and");
    }
    xp_string_printf(s->out, " the welfare of %s is larger by ",
                     s->environment->outcome_label[s->place->outcome]);
    add_gain(s);
    xp_string_add_char(s->out, '.');
    xp_error_clear(error);
    _fmpq_vec_clear(weight, s->environment->outcome_count);
}

/* npt, nopay: the difference is the payment. */
static void say_payment(const sentence_t *s)
{
    fmpq_t size;

    fmpq_init(size);
    fmpq_abs(size, s->place->difference);
    xp_string_add(s->out, "at ");
    xp_words_add_profile(s->out, s->environment, s->profile);
    xp_string_printf(s->out, " %s %s ", s->agent->name,
                     fmpq_sgn(s->place->difference) < 0 ? "is paid" : "pays");
    xp_number_add(s->out, size, s->digits);
    xp_string_add_char(s->out, '.');
    fmpq_clear(size);
}

/* wmon: the pair of types would gain together by changing places. */
static void say_pair(const sentence_t *s)
{
    xp_string_printf(s->out, "%s: the types %s and %s would together gain ", s->agent->name,
                     type_label(s, s->place->type), type_label(s, s->place->report));
    add_gain(s);
    xp_string_add(s->out, " by taking each other's outcome");
    add_others(s, " when ");
    xp_string_add_char(s->out, '.');
}

static void say_cycle(const sentence_t *s)
{
    xp_string_printf(s->out, "%s: the types of the cycle ", s->agent->name);
    xp_place_add_cycle(s->out, s->place, s->environment);
    xp_string_add(s->out, " would together gain ");
    add_gain(s);
    xp_string_add(s->out, s->place->property == XP_BMON ? " on average" : "");
    xp_string_add(s->out, " if each type took the outcome of the one before it");
    add_others(s, " when ");
    xp_string_add(s->out, "; so no payments make the truth a best report for all of them.");
}

void xp_place_add_sentence(xp_string_t out, const xp_place_struct *place,
                           const xp_mechanism_t mechanism, long digits)
{
    const xp_environment_struct *environment = mechanism->environment;
    sentence_t s = {out, place, mechanism, environment,
                    place->agent < 0 ? NULL : environment->agent + place->agent,
                    xp_calloc((size_t) environment->agent_count, sizeof(slong)), 0, digits};

    s.has_profile = xp_place_profile(s.profile, place, environment);
    switch (place->property)
    {
    case XP_DSIC:
    case XP_EPIC:
    case XP_BIC:
        say_incentive(&s);
        break;
    case XP_EPIR:
    case XP_IIR:
    case XP_EAIR:
        say_participation(&s);
        break;
    case XP_EFF:
    case XP_PARETO:
        if (place->outcome >= 0)
            say_efficiency(&s);
        else
            say_budget(&s);
        break;
    case XP_NPT:
    case XP_NOPAY:
        say_payment(&s);
        break;
    case XP_WMON:
        say_pair(&s);
        break;
    case XP_CMON:
    case XP_BMON:
        say_cycle(&s);
        break;
    default:
        say_budget(&s);
        break;
    }
    free(s.profile);
}
