/* Maximal flows against all cuts. */
#include <expost/graph/flow.h>

#include <stdlib.h>

#include <expost/base/memory.h>

#include "tests/lib/harness.h"

#define MOST 7

static void add(xp_flow_t flow, slong tail, slong head, slong capacity)
{
    fmpz_t c;

    fmpz_init_set_si(c, capacity);
    xp_flow_add_arc(flow, tail, head, c);
    fmpz_clear(c);
}

/* The least capacity of a cut: every set of nodes with the source and without the sink. */
static void find_least_cut(fmpz_t least, slong *smallest, const xp_flow_t flow)
{
    slong set, e, size, v;
    fmpz_t sum;

    fmpz_init(sum);
    for (set = 0; set < (slong) 1 << flow->nodes; set++)
    {
        if (!(set & 1) || (set & 2))
            continue;
        fmpz_zero(sum);
        for (e = 0; e < flow->count; e++)
            if ((set >> flow->tail[e] & 1) && !(set >> flow->head[e] & 1))
                fmpz_add(sum, sum, flow->capacity + e);
        for (size = 0, v = 0; v < flow->nodes; v++)
            size += !(set >> v & 1);
        if (set == 1 || fmpz_cmp(sum, least) < 0)
            *smallest = size;
        else if (fmpz_equal(sum, least) && size < *smallest)
            *smallest = size;
        if (set == 1 || fmpz_cmp(sum, least) < 0)
            fmpz_set(least, sum);
    }
    fmpz_clear(sum);
}

/* A textbook network: Cormen, Leiserson, Rivest and Stein, figure 24.1; its value is 23. */
static void test_textbook(void)
{
    static const slong arc[][3] = {{0, 2, 16}, {0, 3, 13}, {2, 4, 12}, {3, 2, 4}, {4, 3, 9},
                                   {3, 5, 14}, {5, 4, 7}, {4, 1, 20}, {5, 1, 4}};
    unsigned char cut[6];
    xp_flow_t flow;
    xp_error_t error;
    fmpz_t value;
    size_t k;

    xp_flow_init(flow);
    xp_error_init(error);
    fmpz_init(value);
    XP_CHECK(xp_flow_set_room(flow, 6, 9, error) == XP_OK);
    for (k = 0; k < 9; k++)
        add(flow, arc[k][0], arc[k][1], arc[k][2]);
    XP_CHECK(xp_flow_maximise(value, cut, flow, 0, 1, NULL, error) == XP_OK);
    XP_CHECK(fmpz_equal_si(value, 23));
    XP_CHECK(xp_flow_is_maximal(flow, 0, 1, value, cut));
    fmpz_clear(value);
    xp_error_clear(error);
    xp_flow_clear(flow);
}

static slong draw_capacity(uint64_t *state)
{
    return xp_test_random(state, 4) == 0 ? 0 : (slong) xp_test_random(state, 12);
}

static void draw(xp_flow_t flow, uint64_t *state, xp_error_t error)
{
    slong nodes = 2 + (slong) xp_test_random(state, MOST - 1);
    slong count = (slong) xp_test_random(state, 21), e;
    fmpz_t big;

    fmpz_init(big);
    XP_CHECK(xp_flow_set_room(flow, nodes, count, error) == XP_OK);
    for (e = 0; e < count; e++)
    {
        slong tail = (slong) xp_test_random(state, (uint64_t) nodes);
        slong head = (tail + 1 + (slong) xp_test_random(state, (uint64_t) nodes - 1)) % nodes;

        fmpz_set_si(big, draw_capacity(state));
        if (xp_test_random(state, 5) == 0)
            fmpz_mul_2exp(big, big, 70);
        xp_flow_add_arc(flow, tail, head, big);
    }
    fmpz_clear(big);
}

static void test_random(void)
{
    long rounds = xp_test_rounds(1500), round, positive = 0, large = 0;
    uint64_t state = 71;
    unsigned char cut[MOST];
    slong smallest = 0, size, v;
    xp_error_t error;
    fmpz_t value, least;

    xp_error_init(error);
    fmpz_init(value);
    fmpz_init(least);
    for (round = 0; round < rounds; round++)
    {
        xp_flow_t flow;

        xp_flow_init(flow);
        draw(flow, &state, error);
        XP_CHECK(xp_flow_maximise(value, cut, flow, 0, 1, NULL, error) == XP_OK);
        XP_CHECK(xp_flow_is_maximal(flow, 0, 1, value, cut));
        find_least_cut(least, &smallest, flow);
        XP_CHECK(fmpz_equal(value, least));
        for (size = 0, v = 0; v < flow->nodes; v++)
            size += cut[v];
        XP_CHECK(size == smallest);
        positive += fmpz_sgn(value) > 0;
        large += fmpz_bits(value) > 64;
        xp_flow_clear(flow);
    }
    XP_CHECK(positive > 0 && large > 0);
    fmpz_clear(least);
    fmpz_clear(value);
    xp_error_clear(error);
}

/* The check says no: too much on an arc, a node that keeps something, a wrong value or cut. */
static void test_refuses(void)
{
    unsigned char cut[3], other[3] = {0, 1, 0};
    xp_flow_t flow;
    xp_error_t error;
    fmpz_t value, wrong;

    xp_flow_init(flow);
    xp_error_init(error);
    fmpz_init(value);
    fmpz_init_set_ui(wrong, 2);
    XP_CHECK(xp_flow_set_room(flow, 3, 2, error) == XP_OK);
    add(flow, 0, 2, 3);
    add(flow, 2, 1, 5);
    XP_CHECK(xp_flow_maximise(value, cut, flow, 0, 1, NULL, error) == XP_OK);
    XP_CHECK(fmpz_equal_si(value, 3) && cut[2]);
    XP_CHECK(xp_flow_is_maximal(flow, 0, 1, value, cut));
    XP_CHECK(!xp_flow_is_maximal(flow, 0, 1, wrong, cut));
    XP_CHECK(!xp_flow_is_maximal(flow, 0, 1, value, other));
    fmpz_set_si(flow->flow + 1, 2);
    XP_CHECK(!xp_flow_is_maximal(flow, 0, 1, value, cut));
    fmpz_set_si(flow->flow + 0, 4);
    fmpz_set_si(flow->flow + 1, 4);
    fmpz_set_si(value, 4);
    XP_CHECK(!xp_flow_is_maximal(flow, 0, 1, value, cut));
    fmpz_set_si(flow->flow + 0, -1);
    fmpz_set_si(flow->flow + 1, -1);
    fmpz_set_si(value, -1);
    XP_CHECK(!xp_flow_is_maximal(flow, 0, 1, value, cut));
    fmpz_clear(wrong);
    fmpz_clear(value);
    xp_error_clear(error);
    xp_flow_clear(flow);
}

static void test_stopped(void)
{
    unsigned char cut[3];
    xp_flow_t flow;
    xp_error_t error;
    fmpz_t value;

    xp_flow_init(flow);
    xp_error_init(error);
    fmpz_init(value);
    XP_CHECK(xp_flow_set_room(flow, 3, 2, error) == XP_OK);
    add(flow, 0, 2, 3);
    add(flow, 2, 1, 5);
    XP_CHECK(xp_flow_maximise(value, cut, flow, 0, 1, &xp_test_stop, error) == XP_STOPPED);
    XP_CHECK(error->message != NULL);
    fmpz_clear(value);
    xp_error_clear(error);
    xp_flow_clear(flow);
}

int main(void)
{
    static const xp_test_t tests[] = {{"textbook", test_textbook},
                                      {"random", test_random},
                                      {"refuses", test_refuses},
                                      {"stopped", test_stopped}};
    return XP_TEST_MAIN("flow", tests);
}
