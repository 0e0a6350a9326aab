/* Potentials and cycles of dense graphs against all cycles, one by one. */
#include <expost/graph/cycle.h>

#include <stdlib.h>

#include <expost/base/memory.h>

#include "tests/lib/harness.h"

/* Every simple cycle of at least two nodes: the least sum, and the fewest nodes of one. */
typedef struct
{
    const fmpz *weight;
    slong nodes;
    slong start;
    slong path[8];
    int used[8];
    int found;
    fmpz_t least;
    slong fewest;
} search_t;

static void walk(search_t *search, slong length, const fmpz_t sum)
{
    slong at = search->path[length - 1];
    slong t;
    fmpz_t next;

    fmpz_init(next);
    if (length >= 2)
    {
        int order;

        fmpz_add(next, sum, search->weight + at * search->nodes + search->start);
        order = search->found ? fmpz_cmp(next, search->least) : -1;
        if (order < 0 || (order == 0 && length < search->fewest))
        {
            search->found = 1;
            fmpz_set(search->least, next);
            search->fewest = length;
        }
    }
    for (t = search->start + 1; t < search->nodes; t++)
    {
        if (search->used[t])
            continue;
        search->used[t] = 1;
        search->path[length] = t;
        fmpz_add(next, sum, search->weight + at * search->nodes + t);
        walk(search, length + 1, next);
        search->used[t] = 0;
    }
    fmpz_clear(next);
}

static void find_all(search_t *search, const fmpz *weight, slong nodes)
{
    slong i;
    fmpz_t zero;

    fmpz_init(zero);
    search->weight = weight;
    search->nodes = nodes;
    search->found = 0;
    for (i = 0; i < 8; i++)
        search->used[i] = 0;
    for (search->start = 0; search->start < nodes; search->start++)
    {
        search->path[0] = search->start;
        walk(search, 1, zero);
    }
    fmpz_clear(zero);
}

/* A cycle as its struct promises: simple, from its least node, with the sum of its lengths. */
static int is_cycle(const xp_cycle_struct *cycle, const fmpz *weight, slong nodes)
{
    int good = cycle->length >= 2;
    slong i;
    slong j;
    fmpz_t sum;

    fmpz_init(sum);
    for (i = 0; i < cycle->length; i++)
    {
        good = good && cycle->node[i] >= cycle->node[0] && cycle->node[i] < nodes;
        for (j = 0; j < i; j++)
            good = good && cycle->node[i] != cycle->node[j];
        fmpz_add(sum, sum, weight + cycle->node[i] * nodes
                               + cycle->node[(i + 1) % cycle->length]);
    }
    good = good && fmpz_equal(sum, cycle->sum);
    fmpz_clear(sum);
    return good;
}

/* By hand: 0 -> 1 -> 2 -> 0 has sum -1, every other cycle of two or three is over 0. */
static void test_by_hand(void)
{
    static const slong length[] = {0, 2, 9, 9, 0, -4, 1, 9, 0};
    fmpz *weight = _fmpz_vec_init(9);
    fmpz *potential = _fmpz_vec_init(3);
    xp_cycle_t cycle;
    xp_error_t error;
    int proved = 1;
    slong i;

    xp_cycle_init(cycle);
    xp_error_init(error);
    for (i = 0; i < 9; i++)
        fmpz_set_si(weight + i, length[i]);
    fmpz_set_si(potential, 77);
    XP_CHECK(xp_cycle_potentials(cycle, potential, weight, 3, error) == XP_OK);
    XP_CHECK(cycle->length == 3 && cycle->node[0] == 0 && cycle->node[1] == 1
             && cycle->node[2] == 2 && fmpz_equal_si(cycle->sum, -1));
    XP_CHECK(fmpz_equal_si(potential, 77));
    XP_CHECK(xp_cycle_least(cycle, &proved, weight, 3, error) == XP_OK);
    XP_CHECK(!proved && fmpz_sgn(cycle->sum) < 0);
    xp_cycle_least_simple(cycle, weight, 3);
    XP_CHECK(cycle->length == 3 && fmpz_equal_si(cycle->sum, -1));

    /* 2 -> 0 longer by one: a cycle of sum 0, potentials 0, 0, -4. */
    fmpz_set_si(weight + 6, 2);
    XP_CHECK(xp_cycle_potentials(cycle, potential, weight, 3, error) == XP_OK);
    XP_CHECK(cycle->length == 0 && cycle->node == NULL);
    XP_CHECK(fmpz_equal_si(potential, -2) && fmpz_is_zero(potential + 1)
             && fmpz_equal_si(potential + 2, -4));
    XP_CHECK(xp_cycle_least(cycle, &proved, weight, 3, error) == XP_OK);
    XP_CHECK(proved && cycle->length == 3 && fmpz_is_zero(cycle->sum));

    /* 0 <-> 1 of sum 0 too: the fewer nodes. */
    fmpz_set_si(weight + 3, -2);
    XP_CHECK(xp_cycle_least(cycle, &proved, weight, 3, error) == XP_OK);
    XP_CHECK(proved && cycle->length == 2 && cycle->node[0] == 0 && cycle->node[1] == 1);
    xp_cycle_least_simple(cycle, weight, 3);
    XP_CHECK(cycle->length == 2);
    xp_error_clear(error);
    xp_cycle_clear(cycle);
    _fmpz_vec_clear(potential, 3);
    _fmpz_vec_clear(weight, 9);
}

static void test_one_node(void)
{
    fmpz weight[1] = {-5};
    fmpz potential[1] = {3};
    xp_cycle_t cycle;
    xp_error_t error;
    int proved = 0;

    xp_cycle_init(cycle);
    xp_error_init(error);
    XP_CHECK(xp_cycle_potentials(cycle, potential, weight, 1, error) == XP_OK);
    XP_CHECK(cycle->length == 0 && potential[0] == 0);
    XP_CHECK(xp_cycle_least(cycle, &proved, weight, 1, error) == XP_OK);
    XP_CHECK(proved && cycle->length == 0);
    xp_cycle_least_simple(cycle, weight, 1);
    XP_CHECK(cycle->length == 0);
    xp_error_clear(error);
    xp_cycle_clear(cycle);
}

/* Lengths v - v' + noise, whose cycles hover around 0; scale makes them large. */
static void fill_random(fmpz *weight, slong nodes, uint64_t *state, slong noise,
                        const fmpz_t scale)
{
    slong value[8];
    slong i;
    slong j;

    for (i = 0; i < nodes; i++)
        value[i] = (slong) xp_test_random(state, 20);
    for (i = 0; i < nodes; i++)
        for (j = 0; j < nodes; j++)
            fmpz_mul_si(weight + i * nodes + j, scale,
                        value[j] - value[i] + (slong) xp_test_random(state, 6) - noise);
}

static void test_random(void)
{
    uint64_t state = 20240601;
    long rounds = xp_test_rounds(600);
    long negative = 0;
    long none = 0;
    long round;
    fmpz_t scale;
    search_t search;
    xp_error_t error;

    fmpz_init(scale);
    fmpz_init(search.least);
    xp_error_init(error);
    for (round = 0; round < rounds; round++)
    {
        slong nodes = 2 + (slong) xp_test_random(&state, 5);
        fmpz *weight = _fmpz_vec_init(nodes * nodes);
        fmpz *potential = _fmpz_vec_init(nodes);
        xp_cycle_t cycle;
        int proved;
        int good = 1;
        slong r;
        slong t;

        fmpz_set_ui(scale, 10);
        fmpz_pow_ui(scale, scale, round % 3 == 0 ? 0 : round % 3 == 1 ? 16 : 40);
        fill_random(weight, nodes, &state, round % 2, scale);
        find_all(&search, weight, nodes);
        xp_cycle_init(cycle);
        xp_cycle_least_simple(cycle, weight, nodes);
        XP_CHECK(is_cycle(cycle, weight, nodes));
        XP_CHECK(fmpz_equal(cycle->sum, search.least) && cycle->length == search.fewest);
        XP_CHECK(xp_cycle_potentials(cycle, potential, weight, nodes, error) == XP_OK);
        if (fmpz_sgn(search.least) < 0)
        {
            negative++;
            XP_CHECK(is_cycle(cycle, weight, nodes) && fmpz_sgn(cycle->sum) < 0);
            XP_CHECK(xp_cycle_least(cycle, &proved, weight, nodes, error) == XP_OK);
            XP_CHECK(!proved && is_cycle(cycle, weight, nodes) && fmpz_sgn(cycle->sum) < 0);
        }
        else
        {
            none++;
            XP_CHECK(cycle->length == 0);
            for (r = 0; r < nodes; r++)
                for (t = 0; t < nodes; t++)
                {
                    fmpz_sub(scale, potential + t, potential + r);
                    good = good && (r == t || fmpz_cmp(scale, weight + r * nodes + t) <= 0);
                }
            XP_CHECK(good);
            XP_CHECK(xp_cycle_least(cycle, &proved, weight, nodes, error) == XP_OK);
            XP_CHECK(proved && is_cycle(cycle, weight, nodes));
            XP_CHECK(fmpz_equal(cycle->sum, search.least) && cycle->length == search.fewest);
        }
        xp_cycle_clear(cycle);
        _fmpz_vec_clear(potential, nodes);
        _fmpz_vec_clear(weight, nodes * nodes);
    }
    XP_CHECK(negative > 0 && none > 0);
    xp_error_clear(error);
    fmpz_clear(search.least);
    fmpz_clear(scale);
}

/* More nodes than fit in memory. */
static void test_no_memory(void)
{
    fmpz weight[1] = {0};
    xp_cycle_t cycle;
    xp_error_t error;

    xp_cycle_init(cycle);
    xp_error_init(error);
    XP_CHECK(xp_cycle_potentials(cycle, NULL, weight, (slong) 1 << 40, error) == XP_LIMIT);
    XP_CHECK(error->message != NULL);
    xp_error_clear(error);
    xp_cycle_clear(cycle);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"by hand", test_by_hand},
        {"one node", test_one_node},
        {"random", test_random},
        {"no memory", test_no_memory},
    };

    return XP_TEST_MAIN("cycle", tests);
}
