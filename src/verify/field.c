/* Equality with worst-off types and shares in a number field. */
#include <stdlib.h>
#include <string.h>

#include "verify/good.h"

enum
{
    MOST_BITS = 1 << 14 /* to which the number is narrowed */
};

/*
 *   w          the number
 *   type[I]    the worst-off type of agent I as a polynomial in w; has_type: it is not LO = HI
 *   share[I]   r_I, and the value so far: D, and what is being added to it
 */
typedef struct
{
    size_t agents;
    xp_root_t w;
    xp_polynomial_struct *type, *share;
    unsigned char *has_type;
    xp_polynomial_t value, term, g, product;
    xp_range_t range;
} xp_field_t;

static void clear_field(void *work)
{
    xp_field_t *field = work;
    size_t i;

    for (i = 0; i < field->agents; i++)
    {
        xp_polynomial_clear(&field->type[i]);
        xp_polynomial_clear(&field->share[i]);
    }
    xp_polynomial_clear(field->w->polynomial);
    xp_range_clear(field->w->range);
    xp_polynomial_clear(field->value);
    xp_polynomial_clear(field->term);
    xp_polynomial_clear(field->g);
    xp_polynomial_clear(field->product);
    xp_range_clear(field->range);
    free(field->type);
    free(field->share);
    free(field->has_type);
    free(field);
}

static xp_field_t *make_field(xp_continuous_t continuous)
{
    xp_field_t *field = xp_zeroed(1, sizeof *field);
    size_t i;

    continuous->clear_work(continuous->work);
    field->agents = continuous->agents;
    field->type = xp_zeroed(field->agents, sizeof(xp_polynomial_struct));
    field->share = xp_zeroed(field->agents, sizeof(xp_polynomial_struct));
    field->has_type = xp_zeroed(field->agents, 1);
    for (i = 0; i < field->agents; i++)
    {
        xp_polynomial_init(&field->type[i]);
        xp_polynomial_init(&field->share[i]);
    }
    xp_polynomial_init(field->w->polynomial);
    xp_range_init(field->w->range);
    xp_polynomial_init(field->value);
    xp_polynomial_init(field->term);
    xp_polynomial_init(field->g);
    xp_polynomial_init(field->product);
    xp_range_init(field->range);
    continuous->work = field;
    continuous->clear_work = clear_field;
    return field;
}

/* Is f = 0 at w, seen from a multiple of its polynomial? */
static int vanishes(xp_field_t *field, const xp_polynomial_t f)
{
    xp_polynomial_divide(NULL, field->term, f, field->w->polynomial);
    return field->term->count == 0;
}

/* Narrows w until f(w) lies between the numbers, ends included; refuses where it does not. */
static void expect_between(xp_continuous_t continuous, xp_field_t *field, const xp_polynomial_t f,
                           mpq_srcptr low, mpq_srcptr high, const char *words)
{
    xp_range_struct *range = field->range;
    unsigned long bits;

    for (bits = 16; bits <= MOST_BITS; bits *= 2)
    {
        xp_root_refine(field->w, bits);
        xp_polynomial_enclose(range->low, range->high, f, field->w->range->low,
                              field->w->range->high);
        if (mpq_cmp(low, range->low) <= 0 && mpq_cmp(range->high, high) <= 0)
            return;
        if (mpq_cmp(range->high, low) < 0 || mpq_cmp(high, range->low) < 0)
            break;
    }
    xp_reject(continuous->reader, "%s", words);
}

/* A polynomial in w of less than its degree. */
static void read_element(xp_continuous_t continuous, xp_field_t *field, xp_polynomial_t f)
{
    xp_polynomial_read(f, continuous);
    if (f->count >= field->w->polynomial->count)
        xp_reject(continuous->reader, "the degree must be less than that of `field`");
}

static void read_types(xp_continuous_t continuous, xp_field_t *field)
{
    xp_reader_struct *reader = continuous->reader;
    size_t i;

    for (i = 0; i < field->agents; i++)
    {
        const xp_interval_agent_t *agent = &continuous->agent[i];

        if (mpq_equal(agent->worst->low, agent->worst->high))
        {
            xp_polynomial_set_number(&field->type[i], agent->worst->low);
            continue;
        }
        xp_expect(reader, "root");
        xp_index_is(reader, i, "agent");
        read_element(continuous, field, &field->type[i]);
        field->has_type[i] = 1;
        expect_between(continuous, field, &field->type[i], agent->worst->low, agent->worst->high,
                       "the number is not between LO and HI of `worst`");
        xp_next(reader);
    }
}

static void read_shares(xp_continuous_t continuous, xp_field_t *field)
{
    xp_reader_struct *reader = continuous->reader;
    mpq_t minus_one;
    size_t i, rest = field->agents;

    /* value: what the shares leave of 1 */
    mpq_set_ui(continuous->other, 1, 1);
    xp_polynomial_set_number(field->value, continuous->other);
    for (i = 0; i < field->agents; i++)
    {
        xp_interval_agent_t *agent = &continuous->agent[i];

        if (agent->share == XP_SHARE_NUMBER)
            xp_polynomial_set_number(&field->share[i], agent->slope);
        else if (agent->share == XP_SHARE_REST)
        {
            rest = i;
            continue;
        }
        else
        {
            xp_expect(reader, "shareof");
            xp_index_is(reader, i, "agent");
            read_element(continuous, field, &field->share[i]);
            xp_polynomial_compose(field->product, agent->root->polynomial, &field->share[i],
                                  field->w->polynomial);
            if (!vanishes(field, field->product))
                xp_reject(reader, "this is no root of the polynomial of `shareroot`");
            expect_between(continuous, field, &field->share[i], agent->root->range->low,
                           agent->root->range->high,
                           "the number is not between LO and HI of `shareroot`");
            xp_next(reader);
        }
        mpq_init(minus_one);
        mpq_set_si(minus_one, -1, 1);
        xp_polynomial_add(field->value, minus_one, &field->share[i]);
        mpq_clear(minus_one);
    }
    if (rest < field->agents)
        xp_polynomial_set(&field->share[rest], field->value);
}

/* G_I on the interval from knot k to the next. */
static void find_product(xp_continuous_t continuous, xp_field_t *field, size_t except, size_t k)
{
    mpq_srcptr low = continuous->knots->at[k], high = continuous->knots->at[k + 1];
    size_t i, piece;

    mpq_set_ui(continuous->other, 1, 1);
    xp_polynomial_set_number(field->g, continuous->other);
    for (i = 0; i < field->agents; i++)
    {
        const xp_interval_agent_t *agent = &continuous->agent[i];

        if (i == except)
            continue;
        for (piece = 0; piece + 1 < agent->pieces && mpq_cmp(agent->piece[piece].high, low) <= 0;)
            piece++;
        xp_cdf_between(field->product, agent, piece, low, high);
        xp_polynomial_multiply(field->g, field->g, field->product);
    }
}

/* Is f(w) less than the number?  w is narrowed until that is seen. */
static int is_below(xp_field_t *field, const xp_polynomial_t f, mpq_srcptr number)
{
    xp_range_struct *range = field->range;
    unsigned long bits;

    for (bits = 16; bits <= MOST_BITS; bits *= 2)
    {
        xp_root_refine(field->w, bits);
        xp_polynomial_enclose(range->low, range->high, f, field->w->range->low,
                              field->w->range->high);
        if (mpq_cmp(range->high, number) < 0)
            return 1;
        if (mpq_cmp(range->low, number) >= 0)
            return 0;
    }
    return 0;
}

/* The interval between knots in which f(w) lies. */
static size_t find_interval(xp_continuous_t continuous, xp_field_t *field, const xp_polynomial_t f)
{
    const xp_numbers_struct *knots = continuous->knots;
    size_t low = 0, high = knots->count - 1, middle;

    while (high - low > 1)
    {
        middle = (low + high) / 2;
        if (is_below(field, f, knots->at[middle]))
            high = middle;
        else
            low = middle;
    }
    return low;
}

/*
 * An irrational worst-off type v with G(v) = r, in the interval of k: H = v r less the integral of
 * G from worst->low to v, plus that from there to beta, which the tail is.
 */
static void add_irrational(xp_continuous_t continuous, xp_field_t *field, size_t i, mpq_srcptr sign)
{
    xp_interval_agent_t *agent = &continuous->agent[i];
    xp_polynomial_struct *type = &field->type[i];
    size_t k = find_interval(continuous, field, type);
    mpq_srcptr low = continuous->knots->at[k];
    mpq_t number;

    expect_between(continuous, field, type, low, continuous->knots->at[k + 1],
                   "the piece in which a worst-off type lies is not seen");
    if (mpq_cmp(agent->worst->low, low) < 0)
        xp_reject(continuous->reader, "with `field`, LO of agent %zu must not lie in another piece "
                                      "than the worst-off type", i);
    find_product(continuous, field, i, k);
    xp_polynomial_compose(field->product, field->g, type, field->w->polynomial);
    mpq_init(number);
    mpq_set_si(number, -1, 1);
    xp_polynomial_add(field->product, number, &field->share[i]);
    if (!vanishes(field, field->product))
    {
        mpq_clear(number);
        xp_reject(continuous->reader, "G at the worst-off type of agent %zu is not r", i);
    }
    xp_polynomial_integrate(field->g);
    xp_polynomial_evaluate(number, field->g, agent->worst->low);
    mpq_add(number, number, agent->tail->low);
    xp_polynomial_set_number(field->term, number);
    xp_polynomial_add(field->value, sign, field->term);
    xp_polynomial_compose(field->term, field->g, type, field->w->polynomial);
    mpq_neg(number, sign);
    xp_polynomial_add(field->value, number, field->term);
    mpq_clear(number);
}

/* value = value + sign H_I. */
static void add_agent(xp_continuous_t continuous, xp_field_t *field, size_t i, mpq_srcptr sign)
{
    xp_interval_agent_t *agent = &continuous->agent[i];

    xp_polynomial_multiply(field->product, &field->type[i], &field->share[i]);
    xp_polynomial_divide(NULL, field->term, field->product, field->w->polynomial);
    xp_polynomial_add(field->value, sign, field->term);
    if (field->has_type[i])
        add_irrational(continuous, field, i, sign);
    else
    {
        xp_polynomial_set_number(field->term, agent->tail->low);
        xp_polynomial_add(field->value, sign, field->term);
    }
}

/*
 * The brackets of the rational types must hold as in the general case; those of the others are not
 * used, so that they are widened to the support, which passes.
 */
static void check_brackets(xp_continuous_t continuous, const xp_field_t *field)
{
    xp_judgement_t judgement = XP_UNDECIDED;
    unsigned long bits;
    size_t i;

    for (i = 0; i < field->agents; i++)
        if (field->has_type[i])
            xp_range_set(continuous->agent[i].worst, continuous->agent[i].low,
                         continuous->agent[i].high);
    for (bits = 64; judgement == XP_UNDECIDED && bits <= MOST_BITS; bits *= 2)
    {
        xp_continuous_refine(continuous, bits);
        judgement = xp_continuous_judge_brackets(continuous);
    }
    if (judgement != XP_SHOWN)
        xp_reject(continuous->reader, "%s", continuous->reason);
}

void xp_check_field(xp_continuous_t continuous)
{
    xp_reader_struct *reader = continuous->reader;
    xp_field_t *field = make_field(continuous);
    size_t i;

    if (continuous->claim == XP_NOT_DISSOLVABLE ||
        (continuous->claim == XP_SUBSIDY &&
         !mpq_equal(continuous->subsidy->low, continuous->subsidy->high)))
        xp_reject(reader, "`field` is for `dissolvable`, and for `subsidy` with LO = HI");
    xp_root_read(field->w, continuous, 1);
    xp_next(reader);
    read_types(continuous, field);
    read_shares(continuous, field);
    xp_expect(reader, "end");
    /* value = subsidy - sum of C + D, D = beta + (n - 1) total - sum of H: it must be 0 */
    mpq_set(continuous->other, continuous->beta);
    mpq_set_ui(continuous->number, continuous->agents - 1, 1);
    mpq_mul(continuous->number, continuous->number, continuous->total->low);
    mpq_add(continuous->other, continuous->other, continuous->number);
    for (i = 0; i < field->agents; i++)
        mpq_sub(continuous->other, continuous->other, continuous->agent[i].constant);
    if (continuous->claim == XP_SUBSIDY)
        mpq_add(continuous->other, continuous->other, continuous->subsidy->low);
    xp_polynomial_set_number(field->value, continuous->other);
    mpq_set_si(continuous->number, -1, 1);
    for (i = 0; i < field->agents; i++)
        add_agent(continuous, field, i, continuous->number);
    if (!vanishes(field, field->value))
        xp_reject(reader, "the difference from equality is not a multiple of the polynomial");
    check_brackets(continuous, field);
}
