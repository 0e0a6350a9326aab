/* A mechanism in a table, and each of its properties with the smallest slack. */
#include <expost/exist/row.h>

#include "cert/explain_point.h"
#include "cert/explain_proof.h"

/* Profile, outcome, a number for each agent: payments, or the direction of a ray. */
void xp_explain_profiles(xp_explanation_t *e, const xp_table_t numbers, int stated)
{
    slong i, index, n = e->environment->agent_count;
    const xp_rule_struct *rule = xp_stated_rule(e);
    xp_columns_t columns;
    fmpq_t value;

    fmpq_init(value);
    xp_columns_init_profiles(columns, e);
    xp_paper_begin_table(e->paper, columns->column, stated ? columns->count : 2);
    for (index = 0; index < e->environment->profiles->size; index++)
    {
        xp_say_profile(e, index);
        xp_end_cell(e);
        xp_say_choice(e, rule, (slong) rule->choice[index]);
        xp_end_cell(e);
        for (i = 0; i < n && stated; i++)
        {
            xp_table_get_fmpq(value, numbers, index * n + i);
            xp_cell_number(e, value);
        }
    }
    xp_paper_end_table(e->paper);
    xp_columns_clear(columns);
    fmpq_clear(value);
}

/* The interim payments, of each type. */
void xp_explain_types(xp_explanation_t *e, const xp_table_t numbers, const char *heading)
{
    xp_column_t column[] = {{"Agent", 0, 0}, {"Type", 0, 0}, {NULL, 1, 0}};
    slong i, t, index = 0;
    fmpq_t value;

    fmpq_init(value);
    column[2].heading = heading;
    xp_paper_begin_table(e->paper, column, 3);
    for (i = 0; i < e->environment->agent_count; i++)
        for (t = 0; t < e->environment->agent[i].type_count; t++)
        {
            xp_say_agent(e, i);
            xp_end_cell(e);
            xp_say_type(e, i, t);
            xp_end_cell(e);
            xp_table_get_fmpq(value, numbers, index++);
            xp_cell_number(e, value);
        }
    xp_paper_end_table(e->paper);
    fmpq_clear(value);
}

void xp_explain_payments(xp_explanation_t *e)
{
    int stated = e->certificate->has_payment;

    if (xp_states_rule_alone(e))
        return;
    if (e->certificate->reduced)
    {
        xp_say(e, "The mechanism has these expected payments of the agents to the designer:");
        xp_end_paragraph(e);
        xp_explain_types(e, e->certificate->payment, "Expected payment");
        return;
    }
    xp_say(e, "%s", stated ? "The mechanism chooses, and the agents pay:"
           : e->certificate->claim == XP_CLAIM_OPTIMUM
               ? "The mechanism chooses, and no agent pays:"
               : "The mechanism chooses:");
    xp_end_paragraph(e);
    xp_explain_profiles(e, e->certificate->payment, stated);
}

static const xp_column_t property_column[] = {
    {"Property", 0, 0}, {"Inequalities", 1, 0}, {"Smallest slack", 1, 0}};

static void add_property(xp_explanation_t *e, xp_property_t property, const fmpz_t count,
                         const fmpq *slack)
{
    xp_property_t shown = property;
    fmpq_t number;

    fmpq_init(number);
    if (e->certificate->reduced && (property == XP_SBB || property == XP_WBB))
        shown = property == XP_SBB ? XP_EABB : XP_EAWBB;
    xp_cell(e, xp_property_noun(shown));
    fmpq_set_fmpz(number, count);
    xp_cell_number(e, number);
    if (slack != NULL)
        xp_cell_number(e, slack);
    else
        xp_cell(e, "");
    fmpq_clear(number);
}

static xp_status_t fail(xp_error_t error, xp_property_t property)
{
    xp_error_set(error, "The mechanism of the certificate is not %s, which it claims.",
                 xp_property_adjective(property));
    return XP_INPUT;
}

static xp_status_t ask_reduced(xp_explanation_t *e, xp_error_t error)
{
    xp_status_t status = XP_OK;
    fmpz_t number;
    fmpq_t slack;
    slong count;
    int i;

    fmpz_init(number);
    fmpq_init(slack);
    xp_paper_begin_table(e->paper, property_column, 3);
    for (i = 0; i < XP_PROPERTY_COUNT && status == XP_OK; i++)
    {
        if (!(e->question.properties & XP_PROPERTY_BIT(i)))
            continue;
        if (!xp_interim_slack(slack, &count, e, (xp_property_t) i, e->certificate->payment, 0))
            status = fail(error, (xp_property_t) i);
        fmpz_set_si(number, count);
        add_property(e, (xp_property_t) i, number, slack);
    }
    xp_paper_end_table(e->paper);
    fmpz_clear(number);
    fmpq_clear(slack);
    return status;
}

/*
 * Interim payments that balance in expectation are those of payments that balance at every
 * profile: r below has expectation 0, so E[r | type of 1], which by independence has
 * expectation 0 whatever the type of 2, moves from agent 1 to agent 2.
 */
static void say_ex_post_payments(xp_explanation_t *e)
{
    int exact = (e->question.properties & XP_PROPERTY_BIT(XP_SBB)) != 0;

    if (!exact && !(e->question.properties & XP_PROPERTY_BIT(XP_WBB)))
        return;
    xp_say(e, "The interim payments %s the cost in expectation. Types are independent and there "
              "are two agents at least. Let " XP_MATH "c(\xCE\xB8)" XP_MATH_END " be the cost%s",
           exact ? "add up to" : "cover",
           exact ? "" : ", " XP_MATH "s \xE2\x89\xA5 0" XP_MATH_END
                        " what they exceed it by in expectation,");
    xp_say(e, " and " XP_MATH
              "r(\xCE\xB8) = c(\xCE\xB8)%s - \xCE\xA3 m_i(\xCE\xB8_i)" XP_MATH_END
              ", of which the expectation is 0; " XP_MATH "m_i" XP_MATH_END
              " is the interim payment of agent " XP_MATH "i" XP_MATH_END ". Then ",
           exact ? "" : " + s");
    xp_say(e, XP_MATH "p_1(\xCE\xB8) = m_1(\xCE\xB8_1) + r(\xCE\xB8) - E[r | \xCE\xB8_1]"
              XP_MATH_END ", " XP_MATH "p_2(\xCE\xB8) = m_2(\xCE\xB8_2) + E[r | \xCE\xB8_1]"
              XP_MATH_END
              " and " XP_MATH "p_i(\xCE\xB8) = m_i(\xCE\xB8_i)" XP_MATH_END
              " for the others add up to " XP_MATH "c(\xCE\xB8)%s" XP_MATH_END
              " at every profile, and have these interim payments.",
           exact ? "" : " + s");
    xp_end_paragraph(e);
}

static xp_status_t ask_all(xp_explanation_t *e, xp_error_t error)
{
    xp_property_t properties[XP_PROPERTY_COUNT];
    xp_mechanism_t mechanism;
    xp_findings_t findings;
    size_t count = 0, k;
    xp_status_t status;
    int i;

    for (i = 0; i < XP_PROPERTY_COUNT; i++)
        if (e->question.properties & XP_PROPERTY_BIT(i))
            properties[count++] = (xp_property_t) i;
    xp_mechanism_init(mechanism);
    xp_findings_init(findings);
    status = xp_stated_mechanism(mechanism, e, error);
    if (status == XP_OK)
        status = xp_check(findings, mechanism, properties, count, NULL, NULL, error);
    if (status == XP_OK)
    {
        xp_paper_begin_table(e->paper, property_column, 3);
        for (k = 0; k < count; k++)
        {
            const xp_finding_struct *finding = findings->finding + k;

            if (finding->answer != XP_HOLDS && status == XP_OK)
                status = fail(error, properties[k]);
            add_property(e, properties[k], finding->checked,
                         finding->has_slack ? finding->at.slack : NULL);
        }
        xp_paper_end_table(e->paper);
    }
    xp_mechanism_clear(mechanism);
    xp_findings_clear(findings);
    return status;
}

/* Whether it attains the value.  Payments that are left out are 0. */
static xp_status_t check_value(xp_explanation_t *e, xp_error_t error)
{
    const xp_profiles_struct *profiles = e->environment->profiles;
    xp_status_t status = XP_OK;
    xp_table_t none;
    fmpq_t value;

    fmpq_init(value);
    xp_table_init(none);
    if (e->certificate->reduced)
        xp_reduced_value(value, e);
    else if (e->certificate->has_payment)
        status = xp_objective_value(value, &e->question, xp_stated_rule(e),
                                    e->certificate->payment, error);
    else
    {
        status = xp_table_set_zero(none, profiles->agents * profiles->size, error);
        if (status == XP_OK)
            status = xp_objective_value(value, &e->question, xp_stated_rule(e), none, error);
    }
    if (status == XP_OK && !fmpq_equal(value, e->certificate->value))
    {
        xp_error_set(error, "The mechanism of the certificate does not attain the value.");
        status = XP_INPUT;
    }
    xp_table_clear(none);
    fmpq_clear(value);
    return status;
}

xp_status_t xp_explain_mechanism(xp_explanation_t *e, xp_error_t error)
{
    xp_status_t status;

    xp_explain_payments(e);
    xp_say(e, "Every inequality of each property holds. A slack is what the left side exceeds the "
              "right side by; for a budget that balances it is 0:");
    xp_end_paragraph(e);
    status = e->certificate->reduced ? ask_reduced(e, error) : ask_all(e, error);
    if (e->certificate->reduced)
        say_ex_post_payments(e);
    if (status == XP_OK && e->certificate->claim == XP_CLAIM_OPTIMUM)
    {
        status = check_value(e, error);
        xp_say(e, "Its ");
        xp_say_objective(e);
        xp_say(e, " is ");
        xp_say_value(e, e->certificate->value);
        xp_say(e, ".");
        xp_end_paragraph(e);
    }
    return status;
}
