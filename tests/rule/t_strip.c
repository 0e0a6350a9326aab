/* Sums of layers at runs of profiles, against the definition of each kind of layer. */
#include "rule/strip.h"

#include <stdlib.h>

#include <expost/base/memory.h>

#include "tests/lib/expect.h"
#include "tests/lib/harness.h"
#include "tests/lib/random_scale.h"

/* Profiles, a rule and layers, drawn at random. */
typedef struct
{
    xp_profiles_t profiles;
    xp_rule_t rule;
    xp_layers_t layers;
    xp_error_t error;
    fmpq *expected;
} case_t;

static struct
{
    unsigned long direct;
    unsigned long lottery;
    unsigned long tier[3];
    unsigned long kind[XP_LAYER_CHOICE_PROFILE + 1];
} seen;

static void init_case(case_t *c, slong agents, const slong *types)
{
    xp_profiles_init(c->profiles);
    xp_rule_init(c->rule);
    xp_layers_init(c->layers);
    xp_error_init(c->error);
    xp_profiles_set(c->profiles, agents, types, 1000000);
    c->expected = _fmpq_vec_init(c->profiles->size);
}

static void clear_case(case_t *c)
{
    _fmpq_vec_clear(c->expected, c->profiles->size);
    xp_error_clear(c->error);
    xp_layers_clear(c->layers);
    xp_rule_clear(c->rule);
    xp_profiles_clear(c->profiles);
}

/* An explicit rule over outcomes and lotteries with 12 as denominator of the weights. */
static void draw_rule(case_t *c, slong outcomes, slong lotteries, uint64_t *state)
{
    const slong size = c->profiles->size;
    c->rule->efficient = 0;
    c->rule->outcome_count = outcomes;
    c->rule->lottery_count = lotteries;
    XP_EXPECT(xp_table_set_zero(c->rule->lottery, lotteries * outcomes, c->error) == XP_OK);
    fmpz_set_ui(c->rule->lottery->denominator, 12);
    for (slong k = 0; k < lotteries; k++)
    {
        for (slong part = 0; part < 12; part++)
        {
            fmpz *weight = c->rule->lottery->entry + k * outcomes
                           + xp_random_pick(state, outcomes);
            fmpz_add_ui(weight, weight, 1);
        }
    }
    c->rule->choice = xp_calloc((size_t) size, sizeof(uint32_t));
    c->rule->choice_length = size;
    for (slong k = 0; k < size; k++)
    {
        c->rule->choice[k] = (uint32_t) xp_random_pick(state, outcomes + lotteries);
    }
}

static slong length_of(const case_t *c, xp_layer_kind_t kind, slong agent)
{
    const slong types = c->profiles->types[agent];
    const slong size = c->profiles->size;
    const slong outcomes = c->rule->outcome_count;
    const slong length[] = {0, types, size / types, size, outcomes, outcomes * types,
                            outcomes * size};
    return length[kind];
}

/* The entry of the layer's table for outcome a at a profile. */
static slong place_of(const case_t *c, xp_layer_kind_t kind, slong agent, slong a, slong index)
{
    slong *profile = xp_calloc((size_t) c->profiles->agents, sizeof(slong));
    slong line = 0;
    slong type;
    xp_profiles_get(profile, c->profiles, index);
    type = profile[agent];
    for (slong j = 0; j < c->profiles->agents; j++)
    {
        line = j == agent ? line : line * c->profiles->types[j] + profile[j];
    }
    free(profile);
    const slong place[] = {0, type, line, index, a, a * c->profiles->types[agent] + type,
                           a * c->profiles->size + index};
    return place[kind];
}

/* Adds coefficient * (the average of the entry) to what is expected everywhere. */
static void add_expected(case_t *c, const xp_layer_struct *layer, const xp_table_t table)
{
    fmpq_t value;
    fmpq_t weight;
    fmpq_init(value);
    fmpq_init(weight);
    for (slong x = 0; x < c->profiles->size; x++)
    {
        for (slong a = 0; a < c->rule->outcome_count; a++)
        {
            xp_rule_weight(weight, c->rule, c->rule->choice[x], a);
            if (fmpq_is_zero(weight))
            {
                continue;
            }
            fmpq_mul(weight, weight, layer->coefficient);
            if (layer->kind != XP_LAYER_CONSTANT)
            {
                xp_table_get_fmpq(value, table, place_of(c, layer->kind, layer->agent, a, x));
                fmpq_mul(weight, weight, value);
            }
            fmpq_add(c->expected + x, c->expected + x, weight);
        }
    }
    fmpq_clear(weight);
    fmpq_clear(value);
}

/* A layer with entries from -range to range over a denominator up to 3, and a coefficient. */
static void add_layer(case_t *c, xp_layer_kind_t kind, const fmpz_t range, uint64_t *state)
{
    const slong agent = xp_random_pick(state, c->profiles->agents);
    xp_layer_struct *layer;
    xp_table_t table;
    xp_table_t copy;
    xp_table_init(table);
    xp_table_init(copy);
    XP_EXPECT(xp_table_set_zero(table, length_of(c, kind, agent), c->error) == XP_OK);
    for (slong k = 0; k < table->length; k++)
    {
        fmpz_mul_si(table->entry + k, range, xp_random_pick(state, 9) - 4);
        fmpz_add_si(table->entry + k, table->entry + k, xp_random_pick(state, 3));
    }
    fmpz_set_si(table->denominator, 1 + xp_random_pick(state, 3));
    xp_table_set(copy, table);
    layer = xp_layers_add_own(c->layers, kind, agent, table);
    fmpq_set_si(layer->coefficient, xp_random_pick(state, 7) - 3,
                (ulong) (1 + xp_random_pick(state, 2)));
    if (xp_random_happens(state, 3))
    {
        fmpq_one(layer->coefficient);
    }
    add_expected(c, layer, copy);
    seen.kind[kind]++;
    xp_table_clear(copy);
    xp_table_clear(table);
}

static int is_expected(const case_t *c, const xp_strip_t strip, const fmpz_t factor, slong index,
                       const fmpz_t number)
{
    fmpq_t value;
    fmpq_init(value);
    fmpq_set_fmpz_frac(value, number, strip->denominator);
    fmpq_div_fmpz(value, value, factor);
    const int equal = fmpq_equal(value, c->expected + index)
                      && fmpz_cmpabs(number, strip->bound) <= 0;
    fmpq_clear(value);
    return equal;
}

/* The run [index, index + length) in the strip's arithmetic. */
static int fills_run(const case_t *c, const xp_strip_t strip, const fmpz_t factor, slong index,
                     slong length)
{
    fmpz *number = _fmpz_vec_init(length);
    int64_t *small = xp_calloc((size_t) length, sizeof(int64_t));
    __int128 *middle = xp_calloc((size_t) length, sizeof(__int128));
    int good = 1;
    switch (strip->tier)
    {
    case XP_TIER_INT64:
        xp_strip_fill_int64(small, strip, index, length);
        for (slong j = 0; j < length; j++)
        {
            fmpz_set_si(number + j, small[j]);
        }
        break;
    case XP_TIER_INT128:
        xp_strip_fill_int128(middle, strip, index, length);
        for (slong j = 0; j < length; j++)
        {
            fmpz_set_signed_uiui(number + j, (ulong) ((unsigned __int128) middle[j] >> 64),
                                 (ulong) middle[j]);
        }
        break;
    case XP_TIER_FMPZ:
        xp_strip_fill_fmpz(number, strip, index, length);
        break;
    }
    for (slong j = 0; good && j < length; j++)
    {
        good = is_expected(c, strip, factor, index + j, number + j);
    }
    free(middle);
    free(small);
    _fmpz_vec_clear(number, length);
    return good;
}

static void copy_layers(xp_layers_t copy, const xp_layers_t layers)
{
    xp_layers_init(copy);
    for (slong k = 0; k < layers->count; k++)
    {
        const xp_layer_struct *layer = layers->layer + k;
        fmpq_set(xp_layers_add(copy, layer->kind, layer->agent, &layer->own)->coefficient,
                 layer->coefficient);
    }
}

/* All runs of some lengths, in every arithmetic that is wide enough; and as a list. */
static void compare(case_t *c, slong scale, uint64_t *state)
{
    const slong size = c->profiles->size;
    fmpz_t factor;
    fmpz_init_set_si(factor, scale);
    for (int tier = 0; tier < 3; tier++)
    {
        xp_layers_t layers;
        xp_strip_t strip;
        xp_strip_init(strip);
        copy_layers(layers, c->layers);
        XP_EXPECT(xp_strip_set(strip, layers, c->profiles, c->rule, c->error) == XP_OK);
        XP_EXPECT(layers->count == 0);
        xp_strip_scale(strip, factor);
        seen.direct += strip->direct != NULL;
        if (xp_tier_for(strip->bound, (xp_tier_t) tier) == (xp_tier_t) tier)
        {
            seen.tier[tier]++;
            XP_EXPECT(xp_strip_prepare(strip, (xp_tier_t) tier, c->error) == XP_OK);
            XP_EXPECT(fills_run(c, strip, factor, 0, size));
            for (int run = 0; run < 6; run++)
            {
                const slong index = xp_random_pick(state, size);
                XP_EXPECT(fills_run(c, strip, factor, index,
                                    1 + xp_random_pick(state, size - index)));
            }
        }
        xp_layers_clear(layers);
        xp_strip_clear(strip);
    }
    for (int threads = 1; threads <= 3; threads++)
    {
        const xp_progress_t progress = {NULL, NULL, threads};
        xp_layers_t layers;
        xp_strip_t strip;
        xp_table_t list;
        fmpq_t value;
        int good;
        xp_strip_init(strip);
        xp_table_init(list);
        fmpq_init(value);
        copy_layers(layers, c->layers);
        XP_EXPECT(xp_strip_set(strip, layers, c->profiles, c->rule, c->error) == XP_OK);
        good = xp_strip_list(list, strip, "numbers", &progress, c->error) == XP_OK;
        for (slong k = 0; good && k < size; k++)
        {
            xp_table_get_fmpq(value, list, k);
            good = fmpq_equal(value, c->expected + k);
        }
        XP_EXPECT(good && list->length == size);
        fmpq_clear(value);
        xp_table_clear(list);
        xp_layers_clear(layers);
        xp_strip_clear(strip);
    }
    fmpz_clear(factor);
}

/* So many layers with numbers of about bits bits. */
static void test_case(slong agents, const slong *types, slong outcomes, slong lotteries,
                      slong layers, int bits, uint64_t *state)
{
    case_t c;
    fmpz_t range;
    fmpz_init(range);
    fmpz_one_2exp(range, (ulong) bits);
    init_case(&c, agents, types);
    draw_rule(&c, outcomes, lotteries, state);
    seen.lottery += lotteries > 0;
    for (slong k = 0; k < layers; k++)
    {
        add_layer(&c, (xp_layer_kind_t) xp_random_pick(state, XP_LAYER_CHOICE_PROFILE + 1), range,
                  state);
    }
    compare(&c, xp_random_pick(state, 2) ? 1 : xp_random_pick(state, 2) ? -3 : 2, state);
    clear_case(&c);
    fmpz_clear(range);
}

static void test_random(void)
{
    static const int bits[] = {3, 3, 20, 50, 57, 62, 100, 121, 126, 200};
    uint64_t state = UINT64_C(0x51a2b3c4d5e6f701);
    const long rounds = xp_test_rounds(300);
    for (xp_expect_round = 0; xp_expect_round < rounds; xp_expect_round++)
    {
        slong types[5];
        const slong agents = 1 + xp_random_pick(&state, 5);
        for (slong j = 0; j < agents; j++)
        {
            types[j] = 1 + xp_random_pick(&state, 4);
        }
        test_case(agents, types, 1 + xp_random_pick(&state, 5),
                  xp_random_pick(&state, 2) * xp_random_pick(&state, 30),
                  xp_random_pick(&state, 6), bits[xp_random_pick(&state, 10)], &state);
    }
    xp_expect_occurred("strip", "a table as it stands", seen.direct);
    xp_expect_occurred("strip", "lotteries", seen.lottery);
    for (int k = 0; k < 3; k++)
    {
        xp_expect_occurred("strip", "an arithmetic", seen.tier[k]);
    }
    for (int k = 0; k <= XP_LAYER_CHOICE_PROFILE; k++)
    {
        xp_expect_occurred("strip", "a kind of layer", seen.kind[k]);
    }
}

/* Several blocks, rows by choice or not, lotteries averaged before and on the way. */
static void test_shapes(void)
{
    static const slong blocks[] = {3, 2, 1, 41, 7};
    static const slong wide[] = {4, 300};
    static const slong many[] = {2, 1, 2, 2, 2, 2, 2, 2, 2, 2, 1};
    static const slong alone[] = {700};
    uint64_t state = UINT64_C(0x1f2e3d4c5b6a7988);
    xp_expect_round = -1;
    for (int round = 0; round < 3; round++)
    {
        test_case(5, blocks, 3, 0, 8, 10, &state);
        test_case(5, blocks, 3, 60, 8, 10, &state);
        test_case(2, wide, 4, 90, 8, 59, &state);
        test_case(11, many, 2, 20, 8, 10, &state);
        /* 200 choices of 700 types are more than 700 + 65536 numbers. */
        test_case(1, alone, 4, 196, 6, 115, &state);
    }
}

/*
 * A constant, a type and a line with the entries 1, top and top of both signs: the bound is
 * 2 top + 1 and is attained.
 */
static void at_bound(flint_bitcnt_t bits, xp_tier_t below, xp_tier_t above)
{
    static const slong types[] = {2, 2};
    for (int over = 0; over < 2; over++)
    {
        case_t c;
        xp_strip_t strip;
        fmpz_t top;
        fmpz_t one;
        uint64_t state = 77;
        init_case(&c, 2, types);
        xp_strip_init(strip);
        fmpz_init(top);
        fmpz_init_set_ui(one, 1);
        fmpz_one_2exp(top, bits - 1);
        fmpz_sub_ui(top, top, 1);
        draw_rule(&c, 2, 0, &state);
        for (int k = 0; k < 3; k++)
        {
            const xp_layer_kind_t kind = k == 0   ? XP_LAYER_CHOICE
                                         : k == 1 ? XP_LAYER_CHOICE_TYPE
                                                  : XP_LAYER_LINE;
            xp_table_t table;
            xp_table_init(table);
            XP_CHECK(xp_table_set_zero(table, length_of(&c, kind, 0), c.error) == XP_OK);
            for (slong j = 0; j < table->length; j++)
            {
                const slong sign = kind == XP_LAYER_CHOICE_TYPE ? j / 2 : j;
                fmpz_set(table->entry + j, top);
                if (k == 0)
                {
                    fmpz_set_si(table->entry + j, 1 + over);
                }
                if (sign % 2 == 1)
                {
                    fmpz_neg(table->entry + j, table->entry + j);
                }
            }
            xp_table_t copy;
            xp_table_init(copy);
            xp_table_set(copy, table);
            add_expected(&c, xp_layers_add_own(c.layers, kind, 0, table), copy);
            xp_table_clear(copy);
            xp_table_clear(table);
        }
        /* Choice 0 meets line 0, choice 1 line 1: all signs agree. */
        for (slong x = 0; x < 4; x++)
        {
            c.rule->choice[x] = (uint32_t) (x % 2);
            fmpq_zero(c.expected + x);
            fmpz_mul_ui(fmpq_numref(c.expected + x), top, 2);
            fmpz_add_si(fmpq_numref(c.expected + x), fmpq_numref(c.expected + x), 1 + over);
            if (x % 2 == 1)
            {
                fmpq_neg(c.expected + x, c.expected + x);
            }
        }
        XP_CHECK(xp_strip_set(strip, c.layers, c.profiles, c.rule, c.error) == XP_OK);
        fmpz_one_2exp(top, bits);
        fmpz_sub_ui(top, top, over ? UWORD(0) : UWORD(1));
        XP_CHECK(fmpz_equal(strip->bound, top));
        const xp_tier_t tier = xp_tier_for(strip->bound, XP_TIER_INT64);
        XP_CHECK(tier == (over ? above : below));
        XP_CHECK(xp_strip_prepare(strip, tier, c.error) == XP_OK);
        XP_CHECK(fills_run(&c, strip, one, 0, 4));
        xp_strip_clear(strip);
        fmpz_clear(one);
        fmpz_clear(top);
        clear_case(&c);
    }
}

static void test_bound(void)
{
    at_bound(62, XP_TIER_INT64, XP_TIER_INT128);
    at_bound(126, XP_TIER_INT128, XP_TIER_FMPZ);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"random", test_random}, {"shapes", test_shapes}, {"bound", test_bound}};
    return XP_TEST_MAIN("strip", tests);
}
