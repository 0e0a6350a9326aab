/* The slow reference of the monotonicity properties: all pairs, all simple cycles or walks. */
#include <stdlib.h>

#include "ref_check.h"

/* What a report changes in the agent's value (not payment) at the true profile x. */
static void add_change(fmpq_t length, const xp_ref_model_t ref, slong agent, slong x,
                       slong report, const fmpq *weight)
{
    fmpq_t truth, lie;

    fmpq_init(truth);
    fmpq_init(lie);
    xp_ref_utility(truth, ref, agent, x, x);
    xp_ref_utility(lie, ref, agent, x, xp_ref_report(ref, x, agent, report));
    fmpq_sub(truth, truth, lie);
    if (weight != NULL)
        fmpq_mul(truth, truth, weight);
    fmpq_add(length, length, truth);
    fmpq_clear(truth);
    fmpq_clear(lie);
}

void xp_ref_edge(fmpq_t length, const xp_ref_model_t ref, slong agent, slong others,
                 slong report, slong type)
{
    fmpq_zero(length);
    if (others >= 0)
        add_change(length, ref, agent, xp_ref_on_line(ref, agent, others, type), report, NULL);
    else
        for (slong x = 0; x < ref->K; x++)
            if (ref->type[x * ref->n + agent] == type)
                add_change(length, ref, agent, x, report, ref->given + agent * ref->K + x);
}

void xp_ref_check_pairs(xp_ref_finding_struct *finding, const xp_ref_model_t ref,
                        xp_ref_place_struct *place)
{
    fmpq_t back;

    fmpq_init(back);
    for (slong i = 0; i < ref->n; i++)
        for (slong o = 0; o < ref->K / ref->types[i]; o++)
            for (slong t = 0; t < ref->types[i]; t++)
                for (slong r = t + 1; r < ref->types[i]; r++)
                {
                    place->agent = i;
                    place->others = o;
                    place->type = t;
                    place->report = r;
                    xp_ref_edge(place->difference, ref, i, o, r, t);
                    xp_ref_edge(back, ref, i, o, t, r);
                    fmpq_add(place->difference, place->difference, back);
                    xp_ref_finding_enter(finding, place, 0);
                }
    fmpq_clear(back);
}

/* A type graph: its edges r -> t at r * k + t, and the least cycle sum so far. */
typedef struct
{
    slong k;
    fmpq *edge;
    unsigned char *used;
    int found;
    fmpq_t least;
} xp_graph_struct;

/* Every simple cycle through start and larger types, prolonged from the type `last`. */
static void walk_cycles(xp_graph_struct *graph, slong start, slong last, const fmpq_t sum)
{
    fmpq_t longer;

    fmpq_init(longer);
    if (last != start)
    {
        fmpq_add(longer, sum, graph->edge + last * graph->k + start);
        if (!graph->found || fmpq_cmp(longer, graph->least) < 0)
            fmpq_set(graph->least, longer);
        graph->found = 1;
    }
    for (slong next = start + 1; next < graph->k; next++)
    {
        if (graph->used[next])
            continue;
        graph->used[next] = 1;
        fmpq_add(longer, sum, graph->edge + last * graph->k + next);
        walk_cycles(graph, start, next, longer);
        graph->used[next] = 0;
    }
    fmpq_clear(longer);
}

/*
 * The least closed walk of at most k edges, as the diagonals of the powers of the matrix
 * of edges in min-plus arithmetic.  A closed walk falls apart into simple cycles: it is
 * negative for some length exactly when one of those is, and otherwise the least walk is
 * a simple cycle.
 */
static void find_walks(xp_graph_struct *graph)
{
    slong k = graph->k;
    fmpq *walk = _fmpq_vec_init(k * k);
    fmpq *longer = _fmpq_vec_init(k * k);
    unsigned char *is = calloc((size_t) (k * k), 1), *are = calloc((size_t) (k * k), 1);
    fmpq_t sum;

    fmpq_init(sum);
    for (slong r = 0; r < k; r++)
        for (slong t = 0; t < k; t++)
        {
            is[r * k + t] = r != t && !graph->used[r] && !graph->used[t];
            fmpq_set(walk + r * k + t, graph->edge + r * k + t);
        }
    for (slong edges = 2; edges <= k; edges++)
    {
        for (slong r = 0; r < k; r++)
            for (slong t = 0; t < k; t++)
            {
                slong at = r * k + t;

                are[at] = 0;
                for (slong via = 0; via < k; via++)
                {
                    if (via == t || graph->used[t] || !is[r * k + via])
                        continue;
                    fmpq_add(sum, walk + r * k + via, graph->edge + via * k + t);
                    if (!are[at] || fmpq_cmp(sum, longer + at) < 0)
                        fmpq_set(longer + at, sum);
                    are[at] = 1;
                }
            }
        for (slong at = 0; at < k * k; at++)
        {
            is[at] = are[at];
            fmpq_swap(walk + at, longer + at);
        }
        for (slong t = 0; t < k; t++)
            if (is[t * k + t] && (!graph->found || fmpq_cmp(walk + t * k + t, graph->least) < 0))
            {
                fmpq_set(graph->least, walk + t * k + t);
                graph->found = 1;
            }
    }
    fmpq_clear(sum);
    free(is);
    free(are);
    _fmpq_vec_clear(walk, k * k);
    _fmpq_vec_clear(longer, k * k);
}

/* The graph of one line, or with others -1 the interim graph of the types that can occur. */
static void check_graph(xp_ref_finding_struct *finding, const xp_ref_model_t ref,
                        xp_ref_place_struct *place)
{
    slong k = ref->types[place->agent];
    xp_graph_struct graph = {.k = k};
    fmpq_t sum;

    fmpq_init(sum);
    fmpq_init(graph.least);
    graph.edge = _fmpq_vec_init(k * k);
    graph.used = calloc((size_t) k, 1);
    for (slong t = 0; t < k; t++)
    {
        if (place->others < 0 && fmpq_is_zero(xp_ref_marginal(ref, place->agent, t)))
            graph.used[t] = 1;
        for (slong r = 0; r < k; r++)
            if (r != t)
                xp_ref_edge(graph.edge + r * k + t, ref, place->agent, place->others, r, t);
    }
    if (k > XP_REF_SIMPLE_LIMIT)
    {
        finding->walks = 1;
        find_walks(&graph);
    }
    for (slong start = 0; start < k && k <= XP_REF_SIMPLE_LIMIT; start++)
        if (!graph.used[start])
            walk_cycles(&graph, start, start, sum);
    if (graph.found)
    {
        fmpq_set(place->difference, graph.least);
        xp_ref_finding_enter(finding, place, 0);
    }
    else
        finding->checked++;
    fmpq_clear(sum);
    fmpq_clear(graph.least);
    _fmpq_vec_clear(graph.edge, k * k);
    free(graph.used);
}

void xp_ref_check_cycles(xp_ref_finding_struct *finding, const xp_ref_model_t ref,
                         xp_ref_place_struct *place)
{
    for (slong i = 0; i < ref->n; i++)
    {
        place->agent = i;
        if (place->property == XP_BMON)
            check_graph(finding, ref, place);
        else
            for (place->others = 0; place->others < ref->K / ref->types[i]; place->others++)
                check_graph(finding, ref, place);
    }
}
