/* The objectives: their words, and the value of one at a mechanism. */
#include <expost/exist/question.h>

#include <assert.h>
#include <string.h>

#include <expost/rule/expectations.h>
#include <expost/rule/interim.h>

static const char *const words[] = {NULL,      "revenue", "profit",       "welfare",
                                    "utility", "deficit", "worst-deficit"};

#define WORD_COUNT (sizeof words / sizeof words[0])

const char *xp_objective_word(xp_objective_t objective)
{
    return words[objective];
}

int xp_objective_find(xp_objective_t *objective, const char *name, size_t length)
{
    for (size_t w = 1; w < WORD_COUNT; w++)
        if (strlen(words[w]) == length && memcmp(words[w], name, length) == 0)
        {
            *objective = (xp_objective_t) w;
            return 1;
        }
    return 0;
}

/* sum += E v_i of one agent, or of all (-1). */
static xp_status_t add_values(fmpq_t sum, const xp_question_t *question, const xp_rule_t rule,
                              slong agent, xp_error_t error)
{
    const xp_environment_struct *environment = question->environment;
    const slong first = agent < 0 ? 0 : agent;
    const slong end = agent < 0 ? environment->agent_count : agent + 1;
    xp_status_t status = XP_OK;
    xp_table_t values;
    fmpq_t mean;

    xp_table_init(values);
    fmpq_init(mean);
    for (slong i = first; i < end && status == XP_OK; i++)
    {
        status = xp_value_list(values, environment, rule, i, error);
        if (status == XP_OK)
        {
            xp_expectation(mean, environment, values);
            fmpq_add(sum, sum, mean);
        }
    }
    fmpq_clear(mean);
    xp_table_clear(values);
    return status;
}

/* total[theta] = sum of p_i(theta) over the agents from first to end - 1. */
static xp_status_t sum_payments(xp_table_t total, const xp_question_t *question,
                                const xp_table_t payment, slong first, slong end,
                                xp_error_t error)
{
    const slong agents = question->environment->agent_count;
    const slong profiles = question->environment->profiles->size;
    const xp_status_t status = xp_table_set_zero(total, profiles, error);

    if (status != XP_OK)
        return status;
    fmpz_set(total->denominator, payment->denominator);
    for (slong x = 0; x < profiles; x++)
        for (slong i = first; i < end; i++)
            fmpz_add(total->entry + x, total->entry + x, payment->entry + x * agents + i);
    return XP_OK;
}

/* value = max over the profiles of cost - total. */
static void find_worst(fmpq_t value, const xp_table_t cost, const xp_table_t total)
{
    fmpz_t deficit;
    fmpz_t largest;

    fmpz_init(deficit);
    fmpz_init(largest);
    for (slong x = 0; x < cost->length; x++)
    {
        fmpz_mul(deficit, cost->entry + x, total->denominator);
        fmpz_submul(deficit, total->entry + x, cost->denominator);
        if (x == 0 || fmpz_cmp(deficit, largest) > 0)
            fmpz_set(largest, deficit);
    }
    fmpz_mul(deficit, cost->denominator, total->denominator);
    fmpq_set_fmpz_frac(value, largest, deficit);
    fmpz_clear(largest);
    fmpz_clear(deficit);
}

/* From the tables of cost and payments, and what an expectation of values adds. */
static xp_status_t find_value(fmpq_t value, const xp_question_t *question, const xp_rule_t rule,
                              const xp_table_t cost, const xp_table_t total, xp_error_t error)
{
    const xp_objective_t objective = question->objective;
    xp_status_t status = XP_OK;
    fmpq_t cost_mean;
    fmpq_t paid;

    if (objective == XP_OBJECTIVE_WORST_DEFICIT)
    {
        find_worst(value, cost, total);
        return XP_OK;
    }
    fmpq_init(cost_mean);
    fmpq_init(paid);
    fmpq_zero(value);
    xp_expectation(cost_mean, question->environment, cost);
    xp_expectation(paid, question->environment, total);
    if (objective == XP_OBJECTIVE_REVENUE || objective == XP_OBJECTIVE_PROFIT)
        fmpq_set(value, paid);
    if (objective == XP_OBJECTIVE_WELFARE || objective == XP_OBJECTIVE_UTILITY)
        status = add_values(value, question, rule,
                            objective == XP_OBJECTIVE_UTILITY ? question->objective_agent : -1,
                            error);
    if (objective == XP_OBJECTIVE_UTILITY || objective == XP_OBJECTIVE_DEFICIT)
        fmpq_sub(value, value, paid);
    if (objective == XP_OBJECTIVE_PROFIT || objective == XP_OBJECTIVE_WELFARE)
        fmpq_sub(value, value, cost_mean);
    if (objective == XP_OBJECTIVE_DEFICIT)
        fmpq_add(value, value, cost_mean);
    fmpq_clear(paid);
    fmpq_clear(cost_mean);
    return status;
}

xp_status_t xp_objective_value(fmpq_t value, const xp_question_t *question,
                               const xp_rule_t rule, const xp_table_t payment,
                               xp_error_t error)
{
    const int one = question->objective == XP_OBJECTIVE_UTILITY && question->objective_agent >= 0;
    const slong first = one ? question->objective_agent : 0;
    const slong end = one ? first + 1 : question->environment->agent_count;
    xp_status_t status;
    xp_table_t cost;
    xp_table_t total;
    fmpq_t found;

    xp_table_init(cost);
    xp_table_init(total);
    fmpq_init(found);
    status = xp_cost_list(cost, question->environment, rule, error);
    if (status == XP_OK)
        status = sum_payments(total, question, payment, first, end, error);
    if (status == XP_OK)
        status = find_value(found, question, rule, cost, total, error);
    if (status == XP_OK)
        fmpq_swap(value, found);
    fmpq_clear(found);
    xp_table_clear(total);
    xp_table_clear(cost);
    return status;
}

/* The values of one agent, or of all (-1). */
static void add_value_terms(xp_payments_t sum, const xp_question_t *question, slong agent)
{
    for (slong i = 0; i < question->environment->agent_count; i++)
        if (agent < 0 || agent == i)
            xp_payments_add_term(sum, 0, XP_TERM_VALUE, i);
}

/* sign times the payments of one agent, or of all (-1). */
static void add_payment_terms(xp_payments_t sum, const xp_mechanism_struct *mechanism, int sign,
                              slong agent)
{
    for (slong i = 0; i < mechanism->payments->agent_count; i++)
    {
        const xp_payment_struct *own = mechanism->payments->payment + i;

        for (slong k = 0; (agent < 0 || agent == i) && k < own->count; k++)
        {
            xp_term_struct *term = xp_payments_add_term(sum, 0, own->term[k].kind,
                                                        own->term[k].agent);

            fmpq_set(term->coefficient, own->term[k].coefficient);
            if (sign < 0)
                fmpq_neg(term->coefficient, term->coefficient);
            xp_table_set(term->table, own->term[k].table);
            term->function = own->term[k].function;
        }
    }
}

xp_status_t xp_objective_expected(fmpq_t value, const xp_question_t *question,
                                  const xp_mechanism_t mechanism, const xp_progress_t *progress,
                                  xp_error_t error)
{
    const xp_objective_t objective = question->objective;
    const slong agent = objective == XP_OBJECTIVE_UTILITY ? question->objective_agent : -1;
    xp_expectations_t expectations;
    xp_status_t status;
    xp_payments_t sum;

    assert(objective != XP_OBJECTIVE_NONE && objective != XP_OBJECTIVE_WORST_DEFICIT);
    xp_payments_init(sum);
    xp_payments_set_zero(sum, 1);
    if (objective == XP_OBJECTIVE_WELFARE || objective == XP_OBJECTIVE_UTILITY)
        add_value_terms(sum, question, agent);
    if (objective != XP_OBJECTIVE_WELFARE)
        add_payment_terms(sum, mechanism,
                          objective == XP_OBJECTIVE_UTILITY || objective == XP_OBJECTIVE_DEFICIT
                              ? -1 : 1,
                          agent);
    if (objective == XP_OBJECTIVE_PROFIT || objective == XP_OBJECTIVE_WELFARE
        || objective == XP_OBJECTIVE_DEFICIT)
    {
        xp_term_struct *term = xp_payments_add_term(sum, 0, XP_TERM_COST, 0);

        fmpq_set_si(term->coefficient, objective == XP_OBJECTIVE_DEFICIT ? 1 : -1, 1);
    }
    xp_expectations_init(expectations, mechanism->environment, mechanism->rule);
    status = xp_expectations_of(value, expectations, sum->payment, -1, progress, error);
    xp_expectations_clear(expectations);
    xp_payments_clear(sum);
    return status;
}
