/* The one inequality that a mechanism violates, with its numbers. */
#include <expost/exist/row.h>
#include <expost/model/profiles.h>

#include "cert/explain_point.h"

/* The same from the tables of a reduced form. */
static void expect_reduced(fmpq_t value, fmpq_t payment, const xp_explanation_t *e,
                           const xp_row_key_t *key, slong report)
{
    slong k = e->environment->agent[key->agent].type_count;

    xp_table_get_fmpq(value, e->certificate->tables->agent[key->agent].gain,
                      key->type * k + report);
    xp_stated_mean(payment, e, key->agent, report);
}

/* What an agent expects: the value and the payment, when type reports report. */
static xp_status_t expect(fmpq_t value, fmpq_t payment, xp_explanation_t *e,
                          const xp_row_key_t *key, slong report, xp_error_t error)
{
    const xp_profiles_struct *profiles = e->environment->profiles;
    slong lines, stride, line, truth, told;
    xp_status_t status = XP_OK;
    fmpq_t weight, part, all;

    if (e->certificate->reduced)
    {
        expect_reduced(value, payment, e, key, report);
        return XP_OK;
    }
    lines = xp_profiles_lines(profiles, key->agent);
    stride = profiles->stride[key->agent];
    fmpq_init(weight);
    fmpq_init(part);
    fmpq_init(all);
    fmpq_zero(value);
    fmpq_zero(payment);
    for (line = 0; line < lines && status == XP_OK; line++)
    {
        if (key->others >= 0 && line != key->others)
            continue;
        truth = xp_profiles_line_start(profiles, key->agent, line) + key->type * stride;
        told = truth + (report - key->type) * stride;
        fmpq_one(weight);
        if (key->others < 0)
            xp_environment_probability(weight, e->environment, truth);
        status = xp_value_at(part, e, key->agent, told, truth, error);
        fmpq_addmul(value, part, weight);
        xp_stated_payment(part, e, key->agent, told);
        fmpq_addmul(payment, part, weight);
        fmpq_add(all, all, weight);
    }
    if (status == XP_OK && !fmpq_is_zero(all))
    {
        fmpq_div(value, value, all);
        fmpq_div(payment, payment, all);
    }
    fmpq_clear(weight);
    fmpq_clear(part);
    fmpq_clear(all);
    return status;
}

/* "a value of 5 less a payment of 3, that is 2" */
static void say_utility(xp_explanation_t *e, const fmpq_t value, const fmpq_t payment)
{
    fmpq_t utility;

    fmpq_init(utility);
    fmpq_sub(utility, value, payment);
    xp_say(e, "a value of ");
    xp_say_number(e, value);
    xp_say(e, " less a payment of ");
    xp_say_number(e, payment);
    xp_say(e, ", that is ");
    xp_say_number(e, utility);
    fmpq_clear(utility);
}

static xp_status_t say_lie(fmpq_t slack, xp_explanation_t *e, const xp_row_key_t *key,
                           xp_error_t error)
{
    fmpq_t value, payment, lie_value, lie_payment;
    xp_status_t status;

    fmpq_init(value);
    fmpq_init(payment);
    fmpq_init(lie_value);
    fmpq_init(lie_payment);
    status = expect(value, payment, e, key, key->type, error);
    if (status == XP_OK)
        status = expect(lie_value, lie_payment, e, key, key->report, error);
    xp_say_agent(e, key->agent);
    xp_say(e, " of type ");
    xp_say_type(e, key->agent, key->type);
    if (key->others >= 0 && e->environment->agent_count > 1)
    {
        xp_say(e, ", when the others have %s ",
               e->environment->agent_count > 2 ? "the types" : "type");
        xp_say_others(e, key->agent, key->others);
        xp_say(e, ",");
    }
    xp_say(e, " %s by the truth ", key->others >= 0 ? "gets" : "expects");
    say_utility(e, value, payment);
    xp_say(e, "; by reporting ");
    xp_say_type(e, key->agent, key->report);
    xp_say(e, " ");
    say_utility(e, lie_value, lie_payment);
    fmpq_sub(slack, value, payment);
    fmpq_sub(slack, slack, lie_value);
    fmpq_add(slack, slack, lie_payment);
    fmpq_neg(value, slack);
    xp_say(e, ". The lie gains ");
    xp_say_value(e, value);
    xp_say(e, ".");
    fmpq_clear(value);
    fmpq_clear(payment);
    fmpq_clear(lie_value);
    fmpq_clear(lie_payment);
    return status;
}

/* S(a, theta), of the outcome, or of what the rule chooses (outcome -1). */
static xp_status_t get_welfare(fmpq_t welfare, xp_explanation_t *e, slong index, slong outcome,
                               xp_error_t error)
{
    xp_status_t status = XP_OK;
    fmpq_t part;
    slong i;

    fmpq_init(part);
    if (outcome < 0)
        xp_cost_at(welfare, e, index);
    else
        xp_table_get_fmpq(welfare, e->environment->cost, outcome);
    fmpq_neg(welfare, welfare);
    for (i = 0; i < e->environment->agent_count && status == XP_OK; i++)
    {
        if (outcome < 0)
            status = xp_value_at(part, e, i, index, index, error);
        else
        {
            xp_profiles_get(e->profile, e->environment->profiles, index);
            status = xp_environment_value(part, e->environment, i, outcome, e->profile, error);
        }
        fmpq_add(welfare, welfare, part);
    }
    fmpq_clear(part);
    return status;
}

static xp_status_t say_welfare(fmpq_t slack, xp_explanation_t *e, const xp_row_key_t *key,
                               xp_error_t error)
{
    xp_status_t status;
    fmpq_t other;

    fmpq_init(other);
    status = get_welfare(slack, e, key->profile, -1, error);
    if (status == XP_OK)
        status = get_welfare(other, e, key->profile, key->outcome, error);
    xp_say(e, "at ");
    xp_say_profile(e, key->profile);
    xp_say(e, " the rule chooses ");
    xp_say_choice(e, xp_stated_rule(e), (slong) xp_stated_rule(e)->choice[key->profile]);
    xp_say(e, " with a welfare of ");
    xp_say_number(e, slack);
    xp_say(e, ", but that of ");
    xp_say_outcome(e, key->outcome);
    xp_say(e, " is ");
    xp_say_number(e, other);
    fmpq_sub(slack, slack, other);
    fmpq_neg(other, slack);
    xp_say(e, ", larger by ");
    xp_say_value(e, other);
    xp_say(e, ".");
    fmpq_clear(other);
    return status;
}

/* v(a(T),T) - v(a(R),T) - v(a(T),R) + v(a(R),R) */
static xp_status_t say_pair(fmpq_t slack, xp_explanation_t *e, const xp_row_key_t *key,
                            xp_error_t error)
{
    const xp_profiles_struct *profiles = e->environment->profiles;
    slong start = xp_profiles_line_start(profiles, key->agent, key->others);
    slong at[2] = {start + key->type * profiles->stride[key->agent],
                   start + key->report * profiles->stride[key->agent]};
    xp_status_t status = XP_OK;
    fmpq_t value, gain;
    int k;

    fmpq_init(value);
    fmpq_init(gain);
    fmpq_zero(slack);
    xp_say_agent(e, key->agent);
    if (e->environment->agent_count > 1)
    {
        xp_say(e, ", when the others have %s ",
               e->environment->agent_count > 2 ? "the types" : "type");
        xp_say_others(e, key->agent, key->others);
    }
    xp_say(e, ": ");
    for (k = 0; k < 2 && status == XP_OK; k++)
    {
        status = xp_value_at(value, e, key->agent, at[k], at[k], error);
        if (status == XP_OK)
            status = xp_value_at(gain, e, key->agent, at[1 - k], at[k], error);
        xp_say(e, "type ");
        xp_say_type(e, key->agent, k == 0 ? key->type : key->report);
        xp_say(e, " values the own outcome at ");
        xp_say_number(e, value);
        xp_say(e, " and that of type ");
        xp_say_type(e, key->agent, k == 0 ? key->report : key->type);
        xp_say(e, " at ");
        xp_say_number(e, gain);
        xp_say(e, "%s", k == 0 ? "; " : ". ");
        fmpq_add(slack, slack, value);
        fmpq_sub(slack, slack, gain);
    }
    fmpq_neg(value, slack);
    xp_say(e, "By changing places they would together gain ");
    xp_say_value(e, value);
    xp_say(e, ".");
    fmpq_clear(value);
    fmpq_clear(gain);
    return status;
}

/* Left less right side of a row of payments, at the stated ones; conditional when interim. */
static void row_slack(fmpq_t slack, xp_explanation_t *e, const xp_row_key_t *key)
{
    xp_question_t question = e->question;
    slong i, n = e->environment->agent_count;
    fmpq_t payment;
    xp_row_t row;

    question.rule = xp_stated_rule(e);
    question.deterministic = 0;
    fmpq_init(payment);
    xp_row_init(row);
    xp_row_set(row, &question, key);
    fmpq_neg(slack, row->right);
    for (i = 0; i < row->length; i++)
    {
        xp_stated_payment(payment, e, row->unknown[i] % n, row->unknown[i] / n);
        fmpq_addmul(slack, row->coefficient + i, payment);
    }
    if (key->kind == XP_ROW_IIR)
    {
        xp_type_probability(payment, e, key->agent, key->type);
        if (!fmpq_is_zero(payment))
            fmpq_div(slack, slack, payment);
    }
    xp_row_clear(row);
    fmpq_clear(payment);
}

/* Participation, budgets, signs of payments. */
static void say_amount(xp_explanation_t *e, const xp_row_key_t *key, const fmpq_t slack)
{
    fmpq_t size;

    fmpq_init(size);
    fmpq_abs(size, slack);
    if (key->agent >= 0)
        xp_say_agent(e, key->agent);
    if (key->agent >= 0 && key->type >= 0)
    {
        xp_say(e, " of type ");
        xp_say_type(e, key->agent, key->type);
    }
    if (key->kind == XP_ROW_NPT || key->kind == XP_ROW_NOPAY)
    {
        xp_say(e, " %s ", fmpq_sgn(slack) < 0 ? "is paid" : "pays");
        xp_say_value(e, size);
    }
    if (key->profile >= 0)
    {
        xp_say(e, "%s ", key->agent >= 0 ? " at" : "at");
        xp_say_profile(e, key->profile);
    }
    switch (key->kind)
    {
    case XP_ROW_EPIR:
    case XP_ROW_IIR:
    case XP_ROW_EAIR:
        xp_say(e, " %s ", key->kind == XP_ROW_EPIR ? "gets" : "expects");
        xp_say_value(e, size);
        xp_say(e, " less than the outside option.");
        break;
    case XP_ROW_NPT:
    case XP_ROW_NOPAY:
        xp_say(e, ", although no agent may %s.", fmpq_sgn(slack) < 0 ? "be paid" : "pay");
        break;
    default:
        xp_say(e, "%s the payments %s the cost by ", key->profile >= 0 ? "" : "in expectation",
               fmpq_sgn(slack) < 0 ? "fall short of" : "exceed");
        xp_say_value(e, size);
        xp_say(e, ".");
        break;
    }
    fmpq_clear(size);
}

xp_status_t xp_explain_violation(xp_explanation_t *e, xp_error_t error)
{
    const xp_row_key_t *key = &e->certificate->row;
    xp_status_t status = XP_OK;
    xp_property_t property;
    fmpq_t slack;
    int violated;

    if (!xp_row_kind_property(&property, key->kind)
        || !(e->question.properties & XP_PROPERTY_BIT(property)))
    {
        xp_error_set(error, "The inequality of the certificate is not of the claimed property.");
        return XP_INPUT;
    }
    xp_explain_payments(e);
    fmpq_init(slack);
    if (property != XP_NPT && property != XP_NOPAY)
        xp_say(e, "%s fails: ", xp_property_noun(property));
    switch (key->kind)
    {
    case XP_ROW_DSIC:
    case XP_ROW_EPIC:
    case XP_ROW_BIC:
        status = say_lie(slack, e, key, error);
        break;
    case XP_ROW_EFF:
        status = say_welfare(slack, e, key, error);
        break;
    case XP_ROW_WMON:
        status = say_pair(slack, e, key, error);
        break;
    default:
        if (e->certificate->reduced)
            xp_reduced_slack(slack, e, key);
        else
            row_slack(slack, e, key);
        say_amount(e, key, slack);
        break;
    }
    xp_end_paragraph(e);
    violated = xp_row_kind_is_equation(key->kind) ? !fmpq_is_zero(slack) : fmpq_sgn(slack) < 0;
    if (status == XP_OK && (key->kind == XP_ROW_BIC || key->kind == XP_ROW_IIR))
    {
        /* a type of probability 0 violates nothing */
        xp_type_probability(slack, e, key->agent, key->type);
        violated = violated && !fmpq_is_zero(slack);
    }
    fmpq_clear(slack);
    if (status == XP_OK && !violated)
    {
        xp_error_set(error, "The inequality of the certificate holds.");
        status = XP_INPUT;
    }
    return status;
}
