/* Shortest path trees and potentials of sparse graphs, against every path and every cycle. */
#include <expost/graph/tree.h>

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/graph/arcs.h>

#include "tests/lib/harness.h"

#define MOST 6

/* A graph as lengths: of r -> t, where it is there, and from the source. */
typedef struct
{
    slong nodes;
    unsigned char there[MOST * MOST];
    fmpz length[MOST * MOST];
    fmpz source[MOST];
} graph_t;

static void init_graph(graph_t *graph, slong nodes)
{
    *graph = (graph_t) {.nodes = nodes};
}

static void clear_graph(graph_t *graph)
{
    slong i;

    for (i = 0; i < MOST * MOST; i++)
        fmpz_clear(graph->length + i);
    for (i = 0; i < MOST; i++)
        fmpz_clear(graph->source + i);
}

/*
 * All simple paths: the least length of one to each node from the source, and whether a
 * simple cycle is negative.
 */
typedef struct
{
    const graph_t *graph;
    fmpz_t least[MOST];
    int reached[MOST];
    int used[MOST];
    slong start;
    int negative;
} search_t;

static void walk(search_t *search, slong at, const fmpz_t sum, const fmpz_t round)
{
    const graph_t *graph = search->graph;
    slong t;
    fmpz_t next;
    fmpz_t closed;

    fmpz_init(next);
    fmpz_init(closed);
    if (!search->reached[at] || fmpz_cmp(sum, search->least[at]) < 0)
    {
        fmpz_set(search->least[at], sum);
        search->reached[at] = 1;
    }
    search->used[at] = 1;
    for (t = 0; t < graph->nodes; t++)
    {
        slong edge = at * graph->nodes + t;

        if (t == at || !graph->there[edge])
            continue;
        fmpz_add(closed, round, graph->length + edge);
        if (t == search->start && fmpz_sgn(closed) < 0)
            search->negative = 1;
        if (search->used[t])
            continue;
        fmpz_add(next, sum, graph->length + edge);
        walk(search, t, next, closed);
    }
    search->used[at] = 0;
    fmpz_clear(closed);
    fmpz_clear(next);
}

static void search_all(search_t *search, const graph_t *graph, const unsigned char *absent)
{
    slong i;
    fmpz_t zero;

    *search = (search_t) {.graph = graph};
    fmpz_init(zero);
    for (i = 0; i < MOST; i++)
        fmpz_init(search->least[i]);
    for (i = 0; i < graph->nodes; i++)
        search->used[i] = absent != NULL && absent[i];
    for (search->start = 0; search->start < graph->nodes; search->start++)
        if (absent == NULL || !absent[search->start])
            walk(search, search->start, graph->source + search->start, zero);
    fmpz_clear(zero);
}

static void clear_search(search_t *search)
{
    slong i;

    for (i = 0; i < MOST; i++)
        fmpz_clear(search->least[i]);
}

/* A simple cycle of edges that are there, its sum as stated and negative, without a shorter one. */
static int is_cycle(const graph_t *graph, const xp_cycle_struct *cycle)
{
    int good = cycle->length >= 2;
    slong i;
    slong j;
    fmpz_t sum;

    fmpz_init(sum);
    for (i = 0; good && i < cycle->length; i++)
    {
        slong edge = cycle->node[i] * graph->nodes + cycle->node[(i + 1) % cycle->length];

        good = good && graph->there[edge];
        for (j = 0; j < i; j++)
            good = good && cycle->node[i] != cycle->node[j];
        fmpz_add(sum, sum, graph->length + edge);
    }
    good = good && fmpz_equal(sum, cycle->sum) && fmpz_sgn(sum) < 0;
    fmpz_clear(sum);
    return good;
}

/* Levels whose differences are the lengths. */
static void set_levels(fmpz *level, fmpz *source, const graph_t *graph, slong offset)
{
    slong n = graph->nodes;
    slong r;
    slong t;

    for (t = 0; t < n; t++)
    {
        fmpz_set_si(level + t * n + t, offset * t);
        for (r = 0; r < n; r++)
            if (r != t)
                fmpz_sub(level + t * n + r, level + t * n + t, graph->length + r * n + t);
        fmpz_sub(source + t, level + t * n + t, graph->source + t);
    }
}

/* Distances, the tree that has them, and the flow of 1 from each node. */
static int is_tree(const xp_tree_struct *tree, const graph_t *graph, const search_t *search,
                   const unsigned char *absent)
{
    fmpz *flow = _fmpz_vec_init(graph->nodes);
    slong n = graph->nodes;
    slong there = 0;
    slong t;
    slong s;
    int good = tree->nodes == n;
    fmpz_t sum;

    fmpz_init(sum);
    for (t = 0; t < n; t++)
    {
        if (absent != NULL && absent[t])
        {
            good = good && fmpz_is_zero(tree->distance + t) && tree->before[t] == -1;
            continue;
        }
        there++;
        fmpz_one(flow + t);
        s = tree->before[t];
        if (s < 0)
            fmpz_set(sum, graph->source + t);
        else
            fmpz_add(sum, tree->distance + s, graph->length + s * n + t);
        good = good && fmpz_equal(tree->distance + t, search->least[t])
               && fmpz_equal(tree->distance + t, sum);
    }
    good = good && tree->count == there;
    xp_tree_flow(flow, tree);
    for (t = 0; t < n && good; t++)
    {
        slong through = 0;

        for (s = 0; s < n; s++)
        {
            slong at = s;
            slong steps = 0;

            if (absent != NULL && absent[s])
                continue;
            while (at >= 0 && at != t && steps++ < n)
                at = tree->before[at];
            through += at == t;
        }
        good = fmpz_equal_si(flow + t, through);
    }
    fmpz_clear(sum);
    _fmpz_vec_clear(flow, n);
    return good;
}

static unsigned long trees;
static unsigned long cycles;

static void try_dense(const graph_t *graph, const unsigned char *absent, slong offset)
{
    slong n = graph->nodes;
    fmpz *level = _fmpz_vec_init(n * n);
    fmpz *source = _fmpz_vec_init(n);
    search_t search;
    xp_tree_t tree;
    xp_cycle_t cycle;
    xp_error_t error;

    xp_tree_init(tree);
    xp_cycle_init(cycle);
    xp_error_init(error);
    search_all(&search, graph, absent);
    set_levels(level, source, graph, offset);
    XP_CHECK(xp_tree_set(tree, cycle, level, source, absent, n, error) == XP_OK);
    XP_CHECK((cycle->length > 0) == search.negative);
    if (cycle->length > 0)
    {
        XP_CHECK(is_cycle(graph, cycle) && tree->nodes == 0);
        cycles++;
    }
    else
    {
        XP_CHECK(is_tree(tree, graph, &search, absent));
        trees++;
    }
    clear_search(&search);
    xp_error_clear(error);
    xp_cycle_clear(cycle);
    xp_tree_clear(tree);
    _fmpz_vec_clear(source, n);
    _fmpz_vec_clear(level, n * n);
}

/* Potentials: distances from anywhere, that is from a source at distance 0. */
static void try_sparse(graph_t *graph)
{
    slong n = graph->nodes;
    fmpz *potential = _fmpz_vec_init(n);
    slong count = 0;
    slong r;
    slong t;
    search_t search;
    xp_arcs_t arcs;
    xp_cycle_t cycle;
    xp_error_t error;

    for (t = 0; t < n; t++)
        fmpz_zero(graph->source + t);
    xp_arcs_init(arcs);
    xp_cycle_init(cycle);
    xp_error_init(error);
    for (t = 0; t < n * n; t++)
        count += graph->there[t] && t % (n + 1) != 0;
    XP_CHECK(xp_arcs_set_room(arcs, n, count, error) == XP_OK);
    count = 0;
    for (t = 0; t < n; t++)
    {
        arcs->start[t] = count;
        for (r = 0; r < n; r++)
            if (r != t && graph->there[r * n + t])
            {
                arcs->from[count] = r;
                fmpz_set(arcs->length + count++, graph->length + r * n + t);
            }
    }
    arcs->start[n] = count;
    search_all(&search, graph, NULL);
    XP_CHECK(xp_arcs_potentials(cycle, potential, arcs, error) == XP_OK);
    XP_CHECK((cycle->length > 0) == search.negative);
    if (cycle->length > 0)
    {
        XP_CHECK(is_cycle(graph, cycle) && _fmpz_vec_is_zero(potential, n));
        cycles++;
    }
    else
    {
        for (t = 0; t < n; t++)
            XP_CHECK(fmpz_equal(potential + t, search.least[t]));
        trees++;
    }
    clear_search(&search);
    xp_error_clear(error);
    xp_cycle_clear(cycle);
    xp_arcs_clear(arcs);
    _fmpz_vec_clear(potential, n);
}

/* Random graphs, dense and sparse, with small numbers and with some beyond 2^62. */
static void test_random(void)
{
    uint64_t state = 4711;
    long rounds = xp_test_rounds(400);
    long round;

    for (round = 0; round < rounds; round++)
    {
        slong n = 1 + (slong) xp_test_random(&state, MOST);
        int large = xp_test_random(&state, 3) == 0;
        slong shift = (slong) xp_test_random(&state, 5);
        unsigned char absent[MOST] = {0};
        graph_t graph;
        slong i;

        init_graph(&graph, n);
        for (i = 0; i < n * n; i++)
        {
            fmpz_set_si(graph.length + i, (slong) xp_test_random(&state, 12) - shift);
            if (large)
                fmpz_mul_2exp(graph.length + i, graph.length + i,
                              55 + xp_test_random(&state, 3) * 10);
            graph.there[i] = 1;
        }
        for (i = 0; i < n; i++)
        {
            fmpz_set_si(graph.source + i, (slong) xp_test_random(&state, 12) - 4);
            absent[i] = i > 0 && xp_test_random(&state, 4) == 0;
        }
        try_dense(&graph, NULL, shift);
        try_dense(&graph, absent, 3);
        for (i = 0; i < n * n; i++)
            graph.there[i] = xp_test_random(&state, 3) > 0;
        try_sparse(&graph);
        clear_graph(&graph);
    }
    XP_CHECK(trees > 0 && cycles > 0);
}

/* By hand: of the cycle 0 -> 1 -> 2 -> 0 of sum -3 the chord 1 -> 0 leaves 0 -> 1 -> 0, sum -1. */
static void test_chord(void)
{
    static const slong length[9] = {0, -2, 9, 1, 0, -2, 1, 9, 0};
    graph_t graph;
    slong i;

    init_graph(&graph, 3);
    for (i = 0; i < 9; i++)
    {
        fmpz_set_si(graph.length + i, length[i]);
        graph.there[i] = 1;
    }
    {
        fmpz *level = _fmpz_vec_init(9);
        fmpz *source = _fmpz_vec_init(3);
        xp_tree_t tree;
        xp_cycle_t cycle;
        xp_error_t error;

        xp_tree_init(tree);
        xp_cycle_init(cycle);
        xp_error_init(error);
        set_levels(level, source, &graph, 0);
        XP_CHECK(xp_tree_set(tree, cycle, level, source, NULL, 3, error) == XP_OK);
        XP_CHECK(cycle->length == 2 && fmpz_equal_si(cycle->sum, -1));
        xp_error_clear(error);
        xp_cycle_clear(cycle);
        xp_tree_clear(tree);
        _fmpz_vec_clear(source, 3);
        _fmpz_vec_clear(level, 9);
    }
    clear_graph(&graph);
}

/* More arcs than memory: the graph stays as it was. */
static void test_limit(void)
{
    xp_arcs_t arcs;
    xp_error_t error;

    xp_arcs_init(arcs);
    xp_error_init(error);
    XP_CHECK(xp_arcs_set_room(arcs, 4, WORD(1) << 60, error) == XP_LIMIT);
    XP_CHECK(error->message != NULL && arcs->nodes == 0 && arcs->start == NULL);
    xp_error_clear(error);
    xp_arcs_clear(arcs);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"random", test_random},
        {"chord", test_chord},
        {"limit", test_limit},
    };

    return XP_TEST_MAIN("tree", tests);
}
