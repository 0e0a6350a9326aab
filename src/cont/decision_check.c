/* Asks a mechanism of a real decision for one property. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "cont/interval_finding.h"
#include "cont/decision_impl.h"

static const struct
{
    const char *name;
    int by_agent;
    int needs_prior;
} questions[] = {
    {"dsic", 1, 0}, {"bic", 1, 1},  {"epir", 1, 0},  {"iir", 1, 1},  {"eair", 1, 1},
    {"sbb", 0, 0},  {"wbb", 0, 0},  {"eabb", 0, 1},  {"eawbb", 0, 1}, {"eff", 0, 0},
    {"npt", 1, 0},  {"nopay", 1, 0},
};

const char *xp_interval_question_name(xp_interval_question_t question)
{
    return questions[question].name;
}

int xp_interval_question_needs_prior(xp_interval_question_t question)
{
    return questions[question].needs_prior;
}

/* U_i(t) - E[o_i | t] >= 0, a polynomial in one type: its sign is known exactly everywhere. */
void xp_decision_ask_iir(xp_interval_finding_t finding, const xp_decision_mechanism_t mechanism,
                         const xp_decision_interim_t interim, slong agent)
{
    const fmpq *low = mechanism->low + agent;
    const fmpq *high = mechanism->high + agent;
    fmpq_poly_t slack;
    xp_piecewise_t piece;
    xp_string_t words;
    fmpq_t value;
    fmpq_poly_init(slack);
    xp_piecewise_init(piece);
    xp_string_init(words);
    fmpq_init(value);
    fmpq_poly_sub(slack, interim->utility + agent, interim->outside + agent);
    xp_piecewise_set_poly(piece, low, high, slack);
    finding->has_slack = finding->has_slack_type = 1;
    finding->slack_agent = agent;
    xp_piecewise_minimum(finding->slack, finding->slack_type, piece, XP_REAL_DEGREE,
                         XP_REAL_PRECISION);
    if (xp_piecewise_is_nonnegative(finding->type, piece))
    {
        finding->answer = XP_HOLDS;
        xp_string_add(words, "U(type) less the outside option is >= 0 for all types; least ");
    }
    else
    {
        finding->answer = XP_FAILS;
        finding->witness_agent = agent;
        finding->has_type = 1;
        /* The place of the least slack is the better witness where it is rational. */
        if (finding->slack_type->kind == XP_REAL_RATIONAL)
        {
            fmpq_set(finding->type, finding->slack_type->rational);
        }
        fmpq_poly_evaluate_fmpq(value, slack, finding->type);
        xp_real_set_fmpq(finding->difference, value);
        xp_interval_finding_add_parts(finding, slack, low, high, agent, 0);
        finding->complete = 1;
        xp_string_add(words, "U(type) less the outside option is below 0 for some types; least ");
    }
    xp_real_add_text(words, finding->slack, -1);
    xp_string_add(words, " at type ");
    xp_real_add_text(words, finding->slack_type, -1);
    xp_interval_finding_tell(finding, "%s", words->text);
    fmpq_clear(value);
    xp_string_clear(words);
    xp_piecewise_clear(piece);
    fmpq_poly_clear(slack);
}

/* A number that is to be >= 0, or 0. */
static void ask_number(xp_interval_finding_t finding, const fmpq_t number, int equality,
                       slong agent, const char *what)
{
    xp_string_t words;
    xp_string_init(words);
    const int holds = equality ? fmpq_is_zero(number) : fmpq_sgn(number) >= 0;
    finding->answer = holds ? XP_HOLDS : XP_FAILS;
    finding->has_slack = 1;
    finding->slack_agent = agent;
    xp_real_set_fmpq(finding->slack, number);
    if (!holds)
    {
        finding->witness_agent = agent;
        xp_real_set_fmpq(finding->difference, number);
        if (equality && fmpq_sgn(number) > 0)
        {
            fmpq_neg(finding->slack->rational, number);
        }
    }
    xp_real_t shown;
    xp_real_init(shown);
    xp_real_set_fmpq(shown, number);
    xp_real_add_text(words, shown, -1);
    xp_interval_finding_tell(finding, "%s is %s", what, words->text);
    xp_real_clear(shown);
    xp_string_clear(words);
}

/* E[U_i - o_i]: the mean of a polynomial in agent i's type. */
static void ask_eair(xp_interval_finding_t finding, const xp_decision_mechanism_t mechanism,
                     const xp_decision_interim_t interim, slong agent)
{
    fmpq_poly_t slack;
    fmpq_t sum, term;
    fmpq_poly_init(slack);
    fmpq_init(sum);
    fmpq_init(term);
    fmpq_poly_sub(slack, interim->utility + agent, interim->outside + agent);
    for (slong k = 0; k < fmpq_poly_length(slack); k++)
    {
        fmpq_poly_get_coeff_fmpq(term, slack, k);
        fmpq_addmul(sum, term, mechanism->moment[agent] + k);
    }
    ask_number(finding, sum, 0, agent, "the expected utility less the outside option");
    fmpq_clear(term);
    fmpq_clear(sum);
    fmpq_poly_clear(slack);
}

static xp_status_t ask_epir(xp_interval_finding_t finding, xp_decision_mechanism_t mechanism,
                            slong agent, const xp_progress_t *progress)
{
    xp_pool_struct *pool = mechanism->pool;
    const xp_expression_struct *slack = xp_expression_binary(
        pool, XP_EXPRESSION_SUB,
        xp_expression_binary(pool, XP_EXPRESSION_SUB, mechanism->value[agent],
                             mechanism->payment[agent]),
        mechanism->outside[agent]);
    return xp_decision_ask_everywhere(finding, mechanism, slack, 0, agent,
                                      "the utility less the outside option", progress);
}

/* Groves payments are dsic, dAGV payments bic, for every efficient rule. */
static int follows_from_theorem(xp_interval_finding_t finding,
                                const xp_decision_mechanism_t mechanism,
                                xp_interval_question_t question)
{
    const int groves = strcmp(mechanism->payments, "groves") == 0 ||
                       strcmp(mechanism->payments, "balanced-groves") == 0;
    const int dagv = strcmp(mechanism->payments, "dagv") == 0 && question == XP_INTERVAL_BIC;
    const int follows = mechanism->efficiency->answer == XP_HOLDS && (groves || dagv);
    if (follows)
    {
        finding->answer = XP_HOLDS;
        xp_interval_finding_tell(finding, groves ? "the rule is efficient and the payments are "
                                                   "Groves payments"
                                                 : "the rule is efficient and the payments are "
                                                   "those of the expected externality");
    }
    return follows;
}

static xp_status_t ask_agent(xp_interval_finding_t finding, xp_decision_mechanism_t mechanism,
                             const xp_decision_interim_t interim,
                             xp_interval_question_t question, slong agent,
                             const xp_progress_t *progress)
{
    xp_status_t status = XP_OK;
    switch (question)
    {
        case XP_INTERVAL_DSIC:
            if (!follows_from_theorem(finding, mechanism, question))
            {
                status = xp_decision_ask_dsic(finding, mechanism, agent, progress);
            }
            break;
        case XP_INTERVAL_BIC:
            status = xp_decision_ask_bic(finding, mechanism, interim, agent, progress);
            if (status == XP_OK && finding->answer == XP_UNDECIDED)
            {
                follows_from_theorem(finding, mechanism, question);
            }
            break;
        case XP_INTERVAL_EPIR:
            status = ask_epir(finding, mechanism, agent, progress);
            break;
        case XP_INTERVAL_IIR:
            xp_decision_ask_iir(finding, mechanism, interim, agent);
            break;
        case XP_INTERVAL_EAIR:
            ask_eair(finding, mechanism, interim, agent);
            break;
        default:
            status = xp_decision_ask_everywhere(finding, mechanism, mechanism->payment[agent],
                                                question == XP_INTERVAL_NOPAY, agent,
                                                "the payment", progress);
            break;
    }
    return status;
}

/*
 * Joins one agent's finding: the first violation is the witness, the least slack is kept where
 * every agent has one.
 */
static void join(xp_interval_finding_t all, xp_interval_finding_t one, slong agent)
{
    int sign = 0;
    const int less = agent == 0 ||
                     (xp_real_compare(&sign, one->slack, all->slack) && sign < 0);
    for (slong k = 0; k < one->interval_count; k++)
    {
        xp_interval_finding_add_interval(all, one->interval + k);
    }
    all->complete = one->answer == XP_FAILS
                        ? one->complete && (all->answer != XP_FAILS || all->complete)
                        : all->complete;
    if (one->answer == XP_FAILS && all->answer != XP_FAILS)
    {
        all->witness_agent = agent;
        all->has_profile = one->has_profile;
        fmpq *profile = all->profile;
        all->profile = one->profile;
        one->profile = profile;
        all->has_type = one->has_type;
        fmpq_set(all->type, one->type);
        all->has_report = one->has_report;
        fmpq_set(all->report, one->report);
        xp_real_set(all->difference, one->difference);
    }
    if (one->answer == XP_FAILS || (one->answer == XP_UNDECIDED && all->answer == XP_HOLDS))
    {
        all->answer = one->answer;
    }
    all->has_slack = one->has_slack && (agent == 0 || all->has_slack);
    if (all->has_slack && less)
    {
        xp_real_set(all->slack, one->slack);
        all->slack_agent = agent;
        all->has_slack_type = one->has_slack_type;
        xp_real_set(all->slack_type, one->slack_type);
    }
    all->how_agent[agent] = one->how;
    one->how = NULL;
}

static xp_status_t ask_agents(xp_interval_finding_t finding, xp_decision_mechanism_t mechanism,
                              const xp_decision_interim_t interim,
                              xp_interval_question_t question, const xp_progress_t *progress)
{
    xp_status_t status = XP_OK;
    slong told = 0;
    finding->n = mechanism->n;
    finding->answer = XP_HOLDS;
    finding->how_agent = xp_calloc((size_t) mechanism->n, sizeof(char *));
    for (slong i = 0; i < mechanism->n && status == XP_OK; i++)
    {
        xp_interval_finding_t one;
        xp_interval_finding_init(one);
        status = ask_agent(one, mechanism, interim, question, i, progress);
        one->n = mechanism->n;
        if (status == XP_OK)
        {
            const xp_answer_t before = finding->answer;
            join(finding, one, i);
            told = finding->answer != before ? i : told;
        }
        xp_interval_finding_clear(one);
    }
    if (status == XP_OK)
    {
        xp_interval_finding_tell(finding, finding->answer == XP_HOLDS && mechanism->n > 1
                                              ? "for every agent; of agent %s: %s" : "agent %s: %s",
                                 mechanism->name[told], finding->how_agent[told]);
    }
    return status;
}

/* sum of p_i - c(rule). */
static const xp_expression_struct *find_excess(xp_decision_mechanism_t mechanism)
{
    const xp_expression_struct *sum = xp_expression_constant_si(mechanism->pool, 0, 1);
    for (slong i = 0; i < mechanism->n; i++)
    {
        sum = xp_expression_binary(mechanism->pool, XP_EXPRESSION_ADD, sum,
                                   mechanism->payment[i]);
    }
    sum = xp_expression_binary(mechanism->pool, XP_EXPRESSION_SUB, sum, mechanism->cost);
    if (mechanism->polynomial)
    {
        fmpq_mpoly_t f;
        fmpq_mpoly_init(f, mechanism->context);
        if (xp_expression_mpoly(f, sum, mechanism->context))
        {
            sum = xp_expression_from_mpoly(mechanism->pool, f, mechanism->context);
        }
        fmpq_mpoly_clear(f, mechanism->context);
    }
    return sum;
}

static void ask_efficiency(xp_interval_finding_t finding, const xp_decision_mechanism_t mechanism)
{
    const xp_decision_efficiency_struct *efficiency = mechanism->efficiency;
    if (efficiency->answer == XP_FAILS)
    {
        xp_real_t difference;
        xp_real_t zero;
        xp_real_init(difference);
        xp_real_init(zero);
        xp_real_sub(difference, zero, efficiency->gain, XP_REAL_DEGREE, XP_REAL_PRECISION);
        xp_interval_finding_refute(finding, mechanism->n, -1, efficiency->profile, 0, difference);
        xp_real_clear(zero);
        xp_real_clear(difference);
    }
    finding->answer = efficiency->answer;
    xp_interval_finding_tell(finding, "%s", efficiency->how);
}

xp_status_t xp_decision_ask(xp_interval_finding_t finding, xp_decision_mechanism_t mechanism,
                            xp_interval_question_t question, const xp_progress_t *progress,
                            xp_error_t error)
{
    xp_status_t status = XP_OK;
    xp_decision_interim_t interim;
    xp_interval_finding_t local;
    xp_decision_interim_init(interim);
    if (questions[question].needs_prior)
    {
        status = xp_decision_interim(interim, mechanism, error);
    }
    if (status != XP_OK)
    {
        xp_decision_interim_clear(interim);
        return status;
    }
    xp_interval_finding_init(local);
    local->question = question;
    if (questions[question].by_agent)
    {
        status = ask_agents(local, mechanism, interim, question, progress);
    }
    else if (question == XP_INTERVAL_EFF)
    {
        ask_efficiency(local, mechanism);
    }
    else
    {
        const int equality = question == XP_INTERVAL_SBB || question == XP_INTERVAL_EABB;
        local->excess = find_excess(mechanism);
        if (questions[question].needs_prior)
        {
            ask_number(local, interim->budget, equality, -1,
                       "the expected sum of payments less cost");
        }
        else
        {
            status = xp_decision_ask_everywhere(local, mechanism, local->excess, equality, -1,
                                                "the sum of payments less cost", progress);
        }
    }
    if (status == XP_OK)
    {
        local->question = question;
        xp_interval_finding_swap(finding, local);
    }
    else
    {
        xp_error_set(error, "stopped while %s was tested", questions[question].name);
    }
    xp_interval_finding_clear(local);
    xp_decision_interim_clear(interim);
    return status;
}
