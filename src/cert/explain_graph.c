/* Payments that implement a rule, or a cycle of types that no payments can hold. */
#include <expost/model/profiles.h>

#include "cert/explain_point.h"
#include "cert/explain_step.h"

/* The edge from report to type: what the truth is worth more than the report to the type. */
static xp_status_t edge_length(fmpq_t length, xp_explanation_t *e, slong agent, slong others,
                               slong report, slong type, xp_error_t error)
{
    const xp_profiles_struct *profiles = e->environment->profiles;
    slong k = e->environment->agent[agent].type_count, line, truth, told;
    xp_status_t status = XP_OK;
    fmpq_t part, weight, all;

    fmpq_init(part);
    fmpq_init(weight);
    fmpq_init(all);
    fmpq_zero(length);
    if (e->certificate->reduced)
    {
        xp_table_get_fmpq(length, e->certificate->tables->agent[agent].gain, type * k + type);
        xp_table_get_fmpq(part, e->certificate->tables->agent[agent].gain, type * k + report);
        fmpq_sub(length, length, part);
    }
    else
    {
        for (line = 0; line < xp_profiles_lines(profiles, agent) && status == XP_OK; line++)
        {
            if (others >= 0 && line != others)
                continue;
            truth = xp_profiles_line_start(profiles, agent, line)
                    + type * profiles->stride[agent];
            told = truth + (report - type) * profiles->stride[agent];
            fmpq_one(weight);
            if (others < 0)
                xp_environment_probability(weight, e->environment, truth);
            fmpq_add(all, all, weight);
            status = xp_value_at(part, e, agent, truth, truth, error);
            fmpq_addmul(length, part, weight);
            if (status == XP_OK)
                status = xp_value_at(part, e, agent, told, truth, error);
            fmpq_submul(length, part, weight);
        }
        if (!fmpq_is_zero(all))
            fmpq_div(length, length, all);
    }
    fmpq_clear(part);
    fmpq_clear(weight);
    fmpq_clear(all);
    return status;
}

static int is_node(const xp_explanation_t *e, slong agent, slong type)
{
    fmpq_t probability;
    int node;

    if (!e->certificate->interim)
        return 1;
    fmpq_init(probability);
    xp_type_probability(probability, e, agent, type);
    node = !fmpq_is_zero(probability);
    fmpq_clear(probability);
    return node;
}

/* Every edge of one graph: potential(type) - potential(report) <= length. */
static xp_status_t check_edges(xp_explanation_t *e, slong agent, slong others, slong first,
                               xp_error_t error)
{
    slong k = e->environment->agent[agent].type_count, t, r;
    const xp_table_struct *table = e->certificate->potential + agent;
    xp_status_t status = XP_OK;
    fmpq_t length, part;

    fmpq_init(length);
    fmpq_init(part);
    for (t = 0; t < k && status == XP_OK; t++)
        for (r = 0; r < k && status == XP_OK; r++)
        {
            if (r == t || !is_node(e, agent, t) || !is_node(e, agent, r))
                continue;
            status = edge_length(length, e, agent, others, r, t, error);
            xp_table_get_fmpq(part, table, first + t);
            fmpq_sub(length, length, part);
            xp_table_get_fmpq(part, table, first + r);
            fmpq_add(length, length, part);
            if (status == XP_OK && fmpq_sgn(length) < 0)
            {
                xp_error_set(error, "The potentials of the certificate violate an edge.");
                status = XP_INPUT;
            }
        }
    fmpq_clear(length);
    fmpq_clear(part);
    return status;
}

static void add_node(xp_explanation_t *e, slong agent, slong others, slong type, slong entry)
{
    fmpq_t value;

    fmpq_init(value);
    xp_say_agent(e, agent);
    xp_end_cell(e);
    if (others >= 0)
    {
        if (e->environment->agent_count > 1)
            xp_say_others(e, agent, others);
        xp_end_cell(e);
    }
    xp_say_type(e, agent, type);
    xp_end_cell(e);
    xp_table_get_fmpq(value, e->certificate->potential + agent, entry);
    xp_cell_number(e, value);
    fmpq_clear(value);
}

/* Whether a type has probability 0 and so is in no graph. */
static int leaves_out_types(const xp_explanation_t *e)
{
    slong i, t;

    for (i = 0; i < e->environment->agent_count; i++)
        for (t = 0; t < e->environment->agent[i].type_count; t++)
            if (!is_node(e, i, t))
                return 1;
    return 0;
}

xp_status_t xp_explain_potentials(xp_explanation_t *e, xp_error_t error)
{
    static const xp_column_t ex_post[] = {
        {"Agent", 0, 0}, {"Others' types", 0, 0}, {"Type", 0, 0}, {"Payment", 1, 0}};
    static const xp_column_t expected[] = {
        {"Agent", 0, 0}, {"Type", 0, 0}, {"Payment", 1, 0}};
    int interim = e->certificate->interim;
    xp_status_t status = XP_OK;
    slong i, line, t;

    xp_say(e, "The following %spayments, which depend on the own type%s, make the truth a best "
              "report: the payment after the truth exceeds that after any other report by no more "
              "than the%s value does.",
           interim ? "expected " : "", interim ? " alone" : " and the others' types",
           interim ? " expected" : "");
    if (interim && leaves_out_types(e))
        xp_say(e, " Types of probability 0 are left out: none of their own inequalities counts, "
                  "and the report of one costs so much that nobody gains by it.");
    xp_end_paragraph(e);
    if (interim)
        xp_paper_begin_table(e->paper, expected, 3);
    else
        xp_paper_begin_table(e->paper, ex_post, 4);
    for (i = 0; i < e->environment->agent_count && status == XP_OK; i++)
    {
        slong k = e->environment->agent[i].type_count;
        slong lines = interim ? 1 : xp_profiles_lines(e->environment->profiles, i);

        for (line = 0; line < lines && status == XP_OK; line++)
        {
            status = check_edges(e, i, interim ? -1 : line, line * k, error);
            for (t = 0; t < k; t++)
                if (is_node(e, i, t))
                    add_node(e, i, interim ? -1 : line, t, line * k + t);
        }
    }
    xp_paper_end_table(e->paper);
    return status;
}

/* "p_i(T, O)", or m_i(T) */
static void say_node(xp_explanation_t *e, slong type)
{
    slong agent = e->certificate->cycle_agent, others = e->certificate->cycle_others;
    xp_sum_t one;
    fmpq_t unit;

    fmpq_init(unit);
    fmpq_one(unit);
    xp_sum_init(one);
    if (others < 0)
        xp_sum_add(one, XP_SYMBOL_MEAN, agent, type, -1, unit);
    else
        xp_sum_add(one, XP_SYMBOL_PAYMENT, agent,
                   xp_profiles_line_start(e->environment->profiles, agent, others)
                       + type * e->environment->profiles->stride[agent],
                   -1, unit);
    xp_say_sum(e, one);
    xp_sum_clear(one);
    fmpq_clear(unit);
}

static xp_status_t check_nodes(const xp_explanation_t *e, xp_error_t error)
{
    const xp_certificate_struct *certificate = e->certificate;
    slong i, k, length = certificate->cycle_length;
    int good = length >= 2 && (certificate->cycle_others < 0) == (certificate->interim != 0)
               && !(certificate->interim && e->environment->prior != XP_PRIOR_INDEPENDENT);

    for (i = 0; i < length && good; i++)
    {
        good = is_node(e, certificate->cycle_agent, certificate->cycle_node[i]);
        for (k = 0; k < i && good; k++)
            good = certificate->cycle_node[i] != certificate->cycle_node[k];
    }
    if (!good)
        xp_error_set(error, "The cycle of the certificate proves nothing: it needs two or more "
                            "distinct types, and for bic an independent prior.");
    return good ? XP_OK : XP_INPUT;
}

xp_status_t xp_explain_type_cycle(xp_explanation_t *e, xp_error_t error)
{
    static const xp_column_t column[] = {
        {"Type", 0, 0}, {"Report", 0, 0}, {"Inequality", 0, 60}, {"Length", 1, 0}};
    const xp_certificate_struct *certificate = e->certificate;
    xp_status_t status = check_nodes(e, error);
    fmpq_t length, sum;
    slong i;

    if (status != XP_OK)
        return status;
    fmpq_init(length);
    fmpq_init(sum);
    xp_say(e, "Suppose that some payments did. ");
    if (certificate->interim)
        xp_say(e, "Write " XP_MATH "m_i(t)" XP_MATH_END " for the payment that agent " XP_MATH "i"
                  XP_MATH_END " of type " XP_MATH "t" XP_MATH_END " expects. ");
    xp_say(e, "The truth is then a best report for each of these types of ");
    xp_say_agent(e, certificate->cycle_agent);
    if (!certificate->interim && e->environment->agent_count > 1)
    {
        xp_say(e, ", when the others have %s ",
               e->environment->agent_count > 2 ? "the types" : "type");
        xp_say_others(e, certificate->cycle_agent, certificate->cycle_others);
    }
    xp_say(e, ":");
    xp_end_paragraph(e);
    xp_paper_begin_table(e->paper, column, 4);
    for (i = 0; i < certificate->cycle_length && status == XP_OK; i++)
    {
        slong report = certificate->cycle_node[i];
        slong type = certificate->cycle_node[(i + 1) % certificate->cycle_length];

        status = edge_length(length, e, certificate->cycle_agent, certificate->cycle_others,
                             report, type, error);
        xp_say_type(e, certificate->cycle_agent, type);
        xp_end_cell(e);
        xp_say_type(e, certificate->cycle_agent, report);
        xp_end_cell(e);
        xp_say(e, XP_MATH);
        say_node(e, type);
        xp_say(e, " - ");
        say_node(e, report);
        xp_say(e, " \xE2\x89\xA4 ");
        xp_say_number(e, length);
        xp_say(e, XP_MATH_END);
        xp_end_cell(e);
        xp_cell_number(e, length);
        fmpq_add(sum, sum, length);
    }
    xp_paper_end_table(e->paper);
    xp_say(e, "The right sides are what the truth is worth more than the report. Around the cycle "
              "each payment is added once and subtracted once, so the sum says " XP_MATH
              "0 \xE2\x89\xA4 ");
    xp_say_number(e, sum);
    xp_say(e, XP_MATH_END ", a contradiction.");
    xp_end_paragraph(e);
    if (status == XP_OK && fmpq_sgn(sum) >= 0)
    {
        xp_error_set(error, "The cycle of the certificate has no negative length.");
        status = XP_INPUT;
    }
    fmpq_clear(length);
    fmpq_clear(sum);
    return status;
}
