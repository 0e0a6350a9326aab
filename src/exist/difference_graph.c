/* Two agents and exact balance: difference constraints on what the first agent pays. */
#include "exist/difference_graph.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/rule/interim.h>

#include "exist/line_agent.h"

void xp_difference_init(xp_difference_t graph)
{
    memset(graph, 0, sizeof(xp_difference_struct));
    fmpz_init(graph->denominator);
    xp_table_init(graph->cost);
    xp_arcs_init(graph->arcs);
}

void xp_difference_clear(xp_difference_t graph)
{
    fmpz_clear(graph->denominator);
    xp_table_clear(graph->cost);
    xp_arcs_clear(graph->arcs);
    free(graph->from_npt);
    free(graph->to_npt);
}

/* Where the arcs into each node stand: from the first agent's types, the second's, the ground. */
static xp_status_t set_places(xp_difference_struct *graph, const slong *types, xp_error_t error)
{
    slong each = types[0] - 1 + types[1] - 1 + graph->has_ground;
    xp_status_t status = xp_arcs_set_room(graph->arcs, graph->size + 1,
                                          graph->size * (each + graph->has_ground), error);
    slong node;

    if (status != XP_OK)
        return status;
    for (node = 0; node <= graph->size; node++)
        graph->arcs->start[node] = node * each;
    graph->arcs->start[graph->size + 1] = graph->size * (each + graph->has_ground);
    return XP_OK;
}

static void set_arc(xp_difference_struct *graph, slong place, slong from, const fmpz_t length)
{
    graph->arcs->from[place] = from;
    fmpz_set(graph->arcs->length + place, length);
}

/*
 * The incentives of one agent on a line, scaled.  p_1(t) - p_1(r) <= w is the arc r -> t;
 * p_2(t) - p_2(r) <= w is x(r) - x(t) <= w + c(r) - c(t), the arc t -> r.
 */
static void add_line(xp_difference_struct *graph, xp_line_agent_struct *agent, slong line,
                     slong offset, const fmpz_t scale)
{
    slong k = agent->types;
    slong start = xp_lines_start(agent->lines, line);
    slong stride = agent->lines->stride;
    slong r;
    slong t;
    fmpz_t length;

    fmpz_init(length);
    xp_line_agent_load(agent, line);
    for (t = 0; t < k; t++)
        for (r = 0; r < k; r++)
        {
            slong truth = start + t * stride;
            slong report = start + r * stride;

            if (r == t)
                continue;
            fmpz_sub(length, agent->level + t * k + t, agent->level + t * k + r);
            fmpz_mul(length, length, scale);
            if (agent->agent == 0)
            {
                set_arc(graph, graph->arcs->start[truth] + offset + r - (r > t), report, length);
                continue;
            }
            fmpz_add(length, length, graph->cost->entry + report);
            fmpz_sub(length, length, graph->cost->entry + truth);
            set_arc(graph, graph->arcs->start[report] + offset + t - (t > r), truth, length);
        }
    /* What the agent may pay at most: v - o, where the graph has epir. */
    for (t = 0; agent->has_ceiling && t < k; t++)
    {
        slong node = start + t * stride;
        slong place = agent->agent == 0 ? graph->arcs->start[node + 1] - 1
                                        : graph->arcs->start[graph->size] + node;

        fmpz_sub(length, agent->level + t * k + t, agent->outside->entry + node);
        fmpz_mul(length, length, scale);
        if (agent->agent == 1)
            fmpz_sub(length, length, graph->cost->entry + node);
        set_arc(graph, place, agent->agent == 0 ? graph->size : node, length);
    }
    fmpz_clear(length);
}

/* p_2 >= 0 is x <= c, p_1 >= 0 is 0 - x <= 0. */
static void add_npt(xp_difference_struct *graph, int has_epir)
{
    slong node;
    fmpz_t zero;

    fmpz_init(zero);
    for (node = 0; node < graph->size; node++)
    {
        slong from = graph->arcs->start[node + 1] - 1;
        slong to = graph->arcs->start[graph->size] + node;

        graph->from_npt[node] = !has_epir
                                || fmpz_cmp(graph->cost->entry + node,
                                            graph->arcs->length + from) < 0;
        if (graph->from_npt[node])
            set_arc(graph, from, graph->size, graph->cost->entry + node);
        graph->to_npt[node] = !has_epir || fmpz_sgn(graph->arcs->length + to) > 0;
        if (graph->to_npt[node])
            set_arc(graph, to, node, zero);
    }
    fmpz_clear(zero);
}

static xp_status_t fill(xp_difference_struct *graph, xp_line_agent_struct *agent, xp_error_t error)
{
    const xp_profiles_struct *profiles = graph->question->environment->profiles;
    xp_status_t status;
    slong i;
    slong line;
    fmpz_t scale;

    status = xp_cost_list(graph->cost, graph->question->environment, graph->question->rule,
                          error);
    if (status == XP_OK)
        status = set_places(graph, profiles->types, error);
    if (status != XP_OK)
        return status;
    fmpz_init(scale);
    fmpz_lcm(graph->denominator, agent[0].denominator, agent[1].denominator);
    fmpz_lcm(graph->denominator, graph->denominator, graph->cost->denominator);
    fmpz_divexact(scale, graph->denominator, graph->cost->denominator);
    _fmpz_vec_scalar_mul_fmpz(graph->cost->entry, graph->cost->entry, graph->size, scale);
    fmpz_set(graph->cost->denominator, graph->denominator);
    for (i = 0; i < 2; i++)
    {
        fmpz_divexact(scale, graph->denominator, agent[i].denominator);
        for (line = 0; line < agent[i].lines->count; line++)
            add_line(graph, agent + i, line, i == 0 ? 0 : profiles->types[0] - 1, scale);
    }
    fmpz_clear(scale);
    return XP_OK;
}

xp_status_t xp_difference_set(xp_difference_t graph, const xp_question_t *question,
                              xp_properties_t properties, xp_error_t error)
{
    int has_epir = (properties & XP_PROPERTY_BIT(XP_EPIR)) != 0;
    int has_npt = (properties & XP_PROPERTY_BIT(XP_NPT)) != 0;
    xp_line_agent_struct agent[2];
    xp_difference_t set;
    xp_status_t status = XP_OK;
    int count = 0;

    assert(question->environment->agent_count == 2);
    xp_difference_init(set);
    set->question = question;
    set->size = question->environment->profiles->size;
    set->has_ground = has_epir || has_npt;
    set->from_npt = xp_calloc((size_t) set->size, 1);
    set->to_npt = xp_calloc((size_t) set->size, 1);
    while (count < 2 && status == XP_OK)
    {
        /* The least payments of each line are not asked for. */
        status = xp_line_agent_set(agent + count, question,
                                   properties & ~XP_PROPERTY_BIT(XP_NPT), count, error);
        count++;
    }
    if (status == XP_OK)
        status = fill(set, agent, error);
    if (status == XP_OK)
    {
        set->incentive = agent[0].incentive;
        if (has_npt)
            add_npt(set, has_epir);
        {
            xp_difference_struct keep = *graph;

            *graph = *set;
            *set = keep;
        }
    }
    while (count > 0)
        xp_line_agent_clear(agent + --count);
    xp_difference_clear(set);
    return status;
}

/* The row behind an arc; paid[node] is the coefficient of p_1 there. */
static void set_key(xp_row_key_t *key, slong *paid, const xp_difference_struct *graph,
                    slong from, slong to)
{
    const xp_profiles_struct *profiles = graph->question->environment->profiles;
    slong truth = to;
    slong report = from;

    if (from == graph->size || to == graph->size)
    {
        slong node = from == graph->size ? to : from;
        int npt = from == graph->size ? graph->from_npt[node] : graph->to_npt[node];

        /* Upper bounds of x: epir of the first agent, npt of the second. */
        xp_row_key_init(key, npt ? XP_ROW_NPT : XP_ROW_EPIR);
        key->agent = (from == graph->size) == npt;
        key->profile = node;
        if (key->agent == 0)
            paid[node] += npt ? 1 : -1;
        return;
    }
    xp_row_key_init(key, graph->incentive);
    key->agent = from / profiles->stride[0] == to / profiles->stride[0];
    if (key->agent == 1)
    {
        truth = from;
        report = to;
    }
    else
    {
        paid[truth]--;
        paid[report]++;
    }
    key->type = truth / profiles->stride[key->agent] % profiles->types[key->agent];
    key->report = report / profiles->stride[key->agent] % profiles->types[key->agent];
    key->others = xp_profiles_line_of(profiles, key->agent, truth);
}

void xp_difference_prove(xp_proof_t proof, const xp_difference_t graph,
                         const xp_cycle_struct *cycle)
{
    slong *paid = xp_calloc((size_t) graph->size, sizeof(slong));
    slong i;
    xp_row_key_t key;
    fmpq_t value;

    fmpq_init(value);
    for (i = 0; i < cycle->length; i++)
    {
        set_key(&key, paid, graph, cycle->node[i], cycle->node[(i + 1) % cycle->length]);
        fmpq_one(value);
        xp_proof_add(proof, &key, value);
    }
    /* Along a cycle the payments of both agents come out with the same coefficient. */
    for (i = 0; i < graph->size; i++)
    {
        if (paid[i] == 0)
            continue;
        xp_row_key_init(&key, XP_ROW_SBB);
        key.profile = i;
        fmpq_set_si(value, -paid[i], 1);
        xp_proof_add(proof, &key, value);
    }
    fmpq_clear(value);
    free(paid);
}
