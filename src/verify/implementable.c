/* Implementability: potentials of the type graphs, or a negative cycle. */
#include "verify/evidence.h"

/* One type graph. */
typedef struct
{
    size_t agent;
    size_t others; /* of the others' profiles; not interim */
} graph_t;

/*
 * The length of the edge from R to T, as a sum: what the agent of true type T gains at a(T) over
 * a(R); given T when interim.
 */
static void find_length(xp_certificate_t certificate, const graph_t *graph, size_t from, size_t to)
{
    const xp_environment_struct *environment = certificate->environment;
    const xp_agent_t *agent = &environment->agent[graph->agent];
    xp_form_struct *form = certificate->mechanism;
    int interim = certificate->claim->interim;
    size_t k = interim ? 0 : graph->others;
    size_t end = interim ? environment->profiles / agent->types : k + 1;

    xp_form_begin(form, NULL, 0);
    mpz_set_ui(mpq_denref(form->row), 1);
    if (environment->reduced)
    {
        xp_form_add_number(form, 1, NULL, agent->gain->at[to * agent->types + to]);
        xp_form_add_number(form, -1, NULL, agent->gain->at[to * agent->types + from]);
        return;
    }
    for (; k < end; k++)
    {
        size_t t = xp_profile_of(agent, k, to);
        mpz_srcptr weight = interim ? environment->weight[t] : NULL;

        xp_form_add(form, 1, weight, XP_VALUE, graph->agent, t, t);
        xp_form_add(form, -1, weight, XP_VALUE, graph->agent, xp_profile_of(agent, k, from), t);
    }
    if (interim)
    {
        mpz_set_ui(certificate->integer, 0);
        for (k = 0; k < end; k++)
            mpz_add(certificate->integer, certificate->integer,
                    environment->weight[xp_profile_of(agent, k, to)]);
        mpz_mul(mpq_denref(form->row), mpq_denref(form->row), certificate->integer);
    }
}

/* Is the type a node of the graph? */
static int is_node(const xp_certificate_t certificate, const graph_t *graph, size_t type)
{
    const xp_environment_struct *environment = certificate->environment;
    const xp_agent_t *agent = &environment->agent[graph->agent];
    size_t k;

    if (!certificate->claim->interim)
        return 1;
    if (environment->prior == XP_INDEPENDENT)
        return mpq_sgn(agent->chance->at[type]) != 0;
    for (k = 0; k < environment->profiles / agent->types; k++)
        if (mpz_sgn(environment->weight[xp_profile_of(agent, k, type)]) != 0)
            return 1;
    return 0;
}

static void read_potentials(xp_certificate_t certificate, const graph_t *graph)
{
    const xp_environment_struct *environment = certificate->environment;
    const xp_agent_t *agent = &environment->agent[graph->agent];
    xp_reader_struct *reader = certificate->reader;
    xp_numbers_struct *potential = certificate->table;
    size_t t;

    for (t = 0; t < agent->types; t++)
    {
        mpq_set_ui(certificate->number, 0, 1);
        if (is_node(certificate, graph, t))
        {
            xp_expect(reader, "potential");
            xp_index_is(reader, graph->agent, "agent");
            if (!certificate->claim->interim)
                xp_profile_is(environment, reader, xp_profile_of(agent, graph->others, 0),
                              graph->agent);
            xp_index_is(reader, t, "type");
            xp_number(reader, certificate->number);
            xp_next(reader);
        }
        if (t < potential->count)
            mpq_set(potential->at[t], certificate->number);
        else
            xp_numbers_add(potential, certificate->number);
    }
}

static void check_graph(xp_certificate_t certificate, const graph_t *graph)
{
    xp_numbers_struct *potential = certificate->table;
    size_t from, to, types = certificate->environment->agent[graph->agent].types;

    read_potentials(certificate, graph);
    for (to = 0; to < types; to++)
        for (from = 0; is_node(certificate, graph, to) && from < types; from++)
        {
            if (from == to || !is_node(certificate, graph, from))
                continue;
            mpq_sub(certificate->number, potential->at[to], potential->at[from]);
            find_length(certificate, graph, from, to);
            if (mpq_cmp(certificate->number, certificate->mechanism->row) > 0)
                xp_reject_at(certificate->reader, certificate->reader->line - 1,
                             "agent %zu: the edge from type %zu to type %zu is shorter than the "
                             "difference of the potentials",
                             graph->agent, from, to);
        }
}

void xp_check_potentials(xp_certificate_t certificate)
{
    const xp_environment_struct *environment = certificate->environment;
    graph_t graph;

    certificate->mechanism->rule = certificate->rule;
    for (graph.agent = 0; graph.agent < environment->agents; graph.agent++)
        for (graph.others = 0;
             graph.others < (certificate->claim->interim
                                 ? 1
                                 : environment->profiles / environment->agent[graph.agent].types);
             graph.others++)
            check_graph(certificate, &graph);
}

void xp_check_cycle(xp_certificate_t certificate)
{
    const xp_environment_struct *environment = certificate->environment;
    xp_reader_struct *reader = certificate->reader;
    mpq_ptr sum = certificate->number;
    const xp_agent_t *agent;
    graph_t graph;
    size_t first = 0, from = 0, to, nodes = 0;
    mpq_ptr row = certificate->mechanism->row;

    certificate->mechanism->rule = certificate->rule;
    xp_expect(reader, "cycle");
    graph.agent = xp_index(reader, environment->agents, "agent");
    agent = &environment->agent[graph.agent];
    graph.others = 0;
    if (!certificate->claim->interim)
    {
        to = xp_profile_read(environment, reader, graph.agent);
        graph.others =
            to / agent->stride / agent->types * agent->stride + to % agent->stride;
    }
    certificate->seen = xp_zeroed(agent->types, sizeof(size_t));
    mpq_set_ui(sum, 0, 1);
    do
    {
        to = xp_index(reader, agent->types, "type");
        if (certificate->seen[to]++ > 0)
            xp_reject(reader, "type %zu stands twice in the cycle", to);
        if (!is_node(certificate, &graph, to))
            xp_reject(reader, "type %zu has probability 0", to);
        if (nodes++ == 0)
            first = to;
        else
        {
            find_length(certificate, &graph, from, to);
            xp_sum_add(sum, 1, mpq_numref(row), mpq_denref(row), certificate->integer);
        }
        from = to;
    } while (!reader->ended);
    if (nodes < 2)
        xp_reject(reader, "a cycle has two nodes or more");
    find_length(certificate, &graph, from, first);
    xp_sum_add(sum, 1, mpq_numref(row), mpq_denref(row), certificate->integer);
    if (mpq_sgn(sum) >= 0)
        xp_reject(reader, "the length of the cycle is not negative");
    xp_next(reader);
}
