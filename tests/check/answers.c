/* All answers about a mechanism as text, to be compared byte for byte. */
#include "answers.h"

#include <expost/rule/allocation.h>
#include <expost/rule/balance.h>
#include <expost/rule/mechanism.h>
#include <expost/rule/payment.h>

static void add_number(xp_string_t out, const fmpq_t number)
{
    char *text = fmpq_get_str(NULL, 10, number);

    xp_string_add_char(out, ' ');
    xp_string_add(out, text);
    flint_free(text);
}

static void add_integer(xp_string_t out, const fmpz_t number)
{
    char *text = fmpz_get_str(NULL, 10, number);

    xp_string_add_char(out, ' ');
    xp_string_add(out, text);
    flint_free(text);
}

/* Whether the call ended well; otherwise what it ended with is added. */
static int went(xp_string_t out, xp_status_t status, xp_error_t error)
{
    if (status != XP_OK)
        xp_string_printf(out, "status %d %s\n", (int) status,
                         error->message == NULL ? "" : error->message);
    return status == XP_OK;
}

static void halve(xp_mechanism_t mechanism)
{
    for (slong i = 0; i < mechanism->payments->agent_count; i++)
    {
        xp_payment_struct *payment = mechanism->payments->payment + i;

        for (slong e = 0; e < payment->count; e++)
            fmpq_div_2exp(payment->term[e].coefficient, payment->term[e].coefficient, 1);
    }
}

int xp_answers_build(xp_mechanism_t mechanism, xp_string_t out, const xp_model_t model,
                     const char *name, int half, const xp_how_t *how)
{
    const xp_progress_t progress = {.threads = how->threads};
    xp_error_t error;
    int good;

    xp_error_init(error);
    xp_string_printf(out, "mechanism %s%s\n", half ? "half of " : "", name == NULL ? "" : name);
    good = went(out, xp_mechanism_build(mechanism, model, name, NULL, XP_IR_DEFAULT, &progress,
                                        error),
                error);
    if (good && xp_profiles_are_listed(model->environment->profiles))
        good = went(out, xp_allocation_list(mechanism->rule, model->environment, &progress,
                                            error),
                    error);
    if (good && half)
        halve(mechanism);
    for (size_t e = 0; good && !how->without_notes && e < mechanism->note_count; e++)
        xp_string_printf(out, "note %s\n", mechanism->note[e]);
    for (slong i = 0; good && mechanism->subsidy != NULL && i < model->environment->agent_count;
         i++)
    {
        xp_string_add(out, "subsidy");
        add_number(out, mechanism->subsidy + i);
        xp_string_add_char(out, '\n');
    }
    xp_error_clear(error);
    return good;
}

void xp_answers_add_payments(xp_string_t out, const xp_mechanism_t mechanism,
                             const xp_how_t *how)
{
    const xp_progress_t progress = {.threads = how->threads};
    xp_table_t table;
    xp_error_t error;
    fmpq_t number;

    xp_error_init(error);
    xp_table_init(table);
    fmpq_init(number);
    for (slong i = 0; i < mechanism->payments->agent_count; i++)
    {
        if (!went(out, xp_payment_list(table, mechanism, i, &progress, error), error))
            continue;
        xp_string_printf(out, "payments of %ld", (long) i);
        for (slong k = 0; k < table->length; k++)
        {
            xp_table_get_fmpq(number, table, k);
            add_number(out, number);
        }
        xp_string_add_char(out, '\n');
    }
    fmpq_clear(number);
    xp_table_clear(table);
    xp_error_clear(error);
}

static void add_place(xp_string_t out, const char *word, const xp_place_struct *place)
{
    xp_string_printf(out, "  %s %d: %ld %ld %ld %ld %ld %ld", word, (int) place->property,
                     (long) place->agent, (long) place->type, (long) place->report,
                     (long) place->others, (long) place->profile, (long) place->outcome);
    for (slong e = 0; e < place->cycle_length; e++)
        xp_string_printf(out, " >%ld", (long) place->cycle[e]);
    add_number(out, place->slack);
    add_number(out, place->difference);
    xp_string_add_char(out, '\n');
}

static void add_finding(xp_string_t out, const xp_finding_struct *finding)
{
    xp_string_printf(out, "%s %s%s", xp_property_info(finding->property)->name,
                     finding->answer == XP_HOLDS ? "holds" : "fails",
                     finding->least_proved ? "" : ", not proved the least");
    add_integer(out, finding->checked);
    add_integer(out, finding->skipped);
    add_integer(out, finding->violations);
    xp_string_add_char(out, '\n');
    if (finding->has_slack)
        add_place(out, "at", &finding->at);
    if (finding->answer == XP_FAILS)
        add_place(out, "first", &finding->witness);
    for (size_t e = 0; e < finding->all_count; e++)
        add_place(out, "violation", finding->all + e);
}

void xp_answers_add_findings(xp_string_t out, const xp_mechanism_t mechanism,
                             const xp_property_t *asked, size_t count, const xp_how_t *how)
{
    const xp_progress_t progress = {.threads = how->threads};
    const xp_check_options_t options = {.all = 1, .threads = how->threads,
                                        .tier_least = how->tier};
    xp_property_t can[XP_PROPERTY_COUNT];
    size_t kept = 0;
    xp_findings_t findings;
    xp_error_t error;

    xp_findings_init(findings);
    xp_error_init(error);
    for (size_t p = 0; p < count; p++)
        if (went(out, xp_check_can_ask(mechanism, asked[p], error), error))
            can[kept++] = asked[p];
    if (kept > 0
        && went(out, xp_check(findings, mechanism, can, kept, &options, &progress, error), error))
    {
        for (size_t p = 0; p < findings->count; p++)
            add_finding(out, findings->finding + p);
        if (findings->has_ex_post)
        {
            xp_string_add(out, "regret ex post");
            add_number(out, findings->regret_ex_post);
            xp_string_add_char(out, '\n');
        }
        if (findings->has_interim)
        {
            xp_string_add(out, "regret interim");
            add_number(out, findings->regret_interim);
            xp_string_add_char(out, '\n');
        }
    }
    xp_error_clear(error);
    xp_findings_clear(findings);
}

/* Adds factor times the terms of a payment to the sum. */
static void add_terms(xp_payments_t sum, const xp_payment_struct *payment, slong factor)
{
    for (slong e = 0; e < payment->count; e++)
    {
        const xp_term_struct *from = payment->term + e;
        xp_term_struct *term = xp_payments_add_term(sum, 0, from->kind, from->agent);

        fmpq_mul_si(term->coefficient, from->coefficient, factor);
        xp_table_set(term->table, from->table);
        term->function = from->function;
    }
}

/* The payment, the utility or the outside option of an agent. */
static void set_sum(xp_payments_t sum, const xp_mechanism_t mechanism, slong agent, int which)
{
    xp_payments_set_zero(sum, 1);
    if (which == 2)
        xp_payments_add_term(sum, 0, XP_TERM_OUTSIDE, agent);
    else if (which == 1)
        xp_payments_add_term(sum, 0, XP_TERM_VALUE, agent);
    if (which < 2 && mechanism->payments->agent_count > 0)
        add_terms(sum, mechanism->payments->payment + agent, which == 0 ? 1 : -1);
}

static void add_weights(xp_string_t out, xp_expectations_t expectations, slong agent,
                        const xp_progress_t *progress, xp_error_t error)
{
    const xp_table_struct *weight = NULL;
    fmpq_t number;

    fmpq_init(number);
    if (went(out, xp_expectations_weights(&weight, expectations, agent, progress, error), error))
    {
        xp_string_printf(out, "choices of %ld", (long) agent);
        for (slong e = 0; e < weight->length; e++)
        {
            xp_table_get_fmpq(number, weight, e);
            add_number(out, number);
        }
        xp_string_add_char(out, '\n');
    }
    fmpq_clear(number);
}

void xp_answers_add_expectations(xp_string_t out, const xp_mechanism_t mechanism,
                                 const xp_how_t *how)
{
    static const char *const word[3] = {"payment", "utility", "outside"};
    const xp_environment_struct *environment = mechanism->environment;
    const xp_progress_t progress = {.threads = how->threads};
    xp_expectations_t expectations;
    xp_payments_t sum;
    xp_error_t error;

    xp_error_init(error);
    xp_payments_init(sum);
    xp_expectations_init(expectations, environment, mechanism->rule);
    expectations->tier_least = how->tier;
    if (how->way_forced)
        expectations->way = how->way;
    for (slong i = 0; i < environment->agent_count; i++)
    {
        slong k = environment->agent[i].type_count;
        fmpq *mean = _fmpq_vec_init(k);

        for (int which = 0; which < 3; which++)
            for (int given = 0; given < 2; given++)
            {
                set_sum(sum, mechanism, i, which);
                xp_string_printf(out, "%s of %ld%s", word[which], (long) i,
                                 given ? " by type" : "");
                if (went(out, xp_expectations_of(mean, expectations, sum->payment,
                                                 given ? i : -1, &progress, error),
                         error))
                    for (slong t = 0; t < (given ? k : 1); t++)
                        add_number(out, mean + t);
                xp_string_add_char(out, '\n');
            }
        if (environment->prior == XP_PRIOR_INDEPENDENT)
            add_weights(out, expectations, i, &progress, error);
        _fmpq_vec_clear(mean, k);
    }
    xp_expectations_clear(expectations);
    xp_payments_clear(sum);
    xp_error_clear(error);
}

void xp_answers_add_balance(xp_string_t out, const xp_model_t model, const xp_how_t *how)
{
    const xp_progress_t progress = {.threads = how->threads};
    xp_balance_t balance;
    xp_error_t error;
    fmpq_t number;

    xp_error_init(error);
    xp_balance_init(balance);
    fmpq_init(number);
    if (went(out, xp_balance_decide(balance, model->environment, &progress, error), error))
    {
        xp_string_printf(out, "balance %d", (int) balance->answer);
        add_integer(out, balance->cubes);
        add_integer(out, balance->violated);
        for (slong i = 0; i < balance->agent_count; i++)
        {
            if (balance->answer == XP_FAILS)
                xp_string_printf(out, " %ld", (long) balance->profile[i]);
            for (slong e = 0; balance->answer == XP_HOLDS && e < balance->h[i].length; e++)
            {
                xp_table_get_fmpq(number, balance->h + i, e);
                add_number(out, number);
            }
        }
        if (balance->answer == XP_FAILS)
            add_number(out, balance->sum);
        xp_string_add_char(out, '\n');
    }
    fmpq_clear(number);
    xp_balance_clear(balance);
    xp_error_clear(error);
}
