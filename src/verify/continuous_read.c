/* Reads an environment of continuous types and checks that its polynomial cdfs are cdfs. */
#include <stdlib.h>
#include <string.h>

#include "verify/continuous.h"

enum
{
    MOST_AGENTS = 1000,
    MOST_KNOTS = 100000,
    MOST_COEFFICIENTS = 2000
};

void xp_numbers_read(xp_numbers_t numbers, xp_reader_t reader, mpq_t scratch)
{
    xp_numbers_clear(numbers);
    memset(numbers, 0, sizeof(xp_numbers_struct));
    do
    {
        if (numbers->count == MOST_COEFFICIENTS)
            xp_reject_size(reader, "a polynomial of 2000 or more degrees");
        xp_number(reader, scratch);
        xp_numbers_add(numbers, scratch);
    } while (!reader->ended);
}

void xp_polynomial_read(xp_polynomial_t polynomial, xp_continuous_t continuous)
{
    xp_numbers_struct *list = continuous->list;

    xp_numbers_read(list, continuous->reader, continuous->number);
    if (list->count > 1 && mpq_sgn(list->at[list->count - 1]) == 0)
        xp_reject(continuous->reader, "the last coefficient of a polynomial is not 0");
    xp_polynomial_set_numbers(polynomial, list->at, list->count);
}

void xp_root_read(xp_root_ptr root, xp_continuous_t continuous, size_t least)
{
    xp_reader_struct *reader = continuous->reader;
    xp_range_struct *range = root->range;
    mpz_ptr common;
    size_t k;
    int low, high;

    xp_number(reader, range->low);
    xp_number(reader, range->high);
    if (mpq_cmp(range->low, range->high) >= 0)
        xp_reject(reader, "LO must be less than HI");
    xp_polynomial_read(root->polynomial, continuous);
    if (root->polynomial->count <= least)
        xp_reject(reader, "the polynomial must be of degree %zu or more", least);
    common = mpq_numref(continuous->number);
    mpz_set_ui(common, 0);
    for (k = 0; k < root->polynomial->count; k++)
        mpz_gcd(common, common, root->polynomial->at[k]);
    if (mpz_cmp_ui(root->polynomial->den, 1) != 0 || mpz_cmp_ui(common, 1) != 0 ||
        mpz_sgn(root->polynomial->at[k - 1]) < 0)
        xp_reject(reader, "the coefficients must be integers, the last > 0, without a common "
                          "divisor");
    low = xp_polynomial_sign(root->polynomial, range->low);
    high = xp_polynomial_sign(root->polynomial, range->high);
    if (low * high >= 0)
        xp_reject(reader, "the polynomial must have different signs, not 0, at LO and HI");
    if (xp_polynomial_roots(root->polynomial, range->low, range->high) != 1)
        xp_reject(reader, "the polynomial has more than one root between LO and HI");
}

/* The value of a cdf where it is a polynomial, at one end of the piece. */
static void expect_value(xp_continuous_t continuous, const xp_piece_t *piece, mpq_srcptr t,
                         mpq_srcptr value, const char *words)
{
    xp_polynomial_evaluate(continuous->other, piece->polynomial, t);
    if (!mpq_equal(continuous->other, value))
        xp_reject(continuous->reader, "%s", words);
}

static void check_polynomial(xp_continuous_t continuous, xp_interval_agent_t *agent)
{
    xp_piece_t *piece = &agent->piece[agent->pieces - 1];
    xp_polynomial_struct *derivative = agent->root->polynomial;

    mpq_set_ui(continuous->number, 0, 1);
    if (agent->pieces == 1)
        expect_value(continuous, piece, piece->low, continuous->number, "the cdf is not 0 at LOW");
    else if (!piece[-1].is_formula)
    {
        xp_polynomial_evaluate(continuous->number, piece[-1].polynomial, piece->low);
        expect_value(continuous, piece, piece->low, continuous->number,
                     "the piece does not meet the one before");
    }
    mpq_set_ui(continuous->number, 1, 1);
    if (mpq_equal(piece->high, agent->high))
        expect_value(continuous, piece, piece->high, continuous->number,
                     "the cdf is not 1 at HIGH");
    xp_polynomial_set(derivative, piece->polynomial);
    xp_polynomial_derive(derivative);
    if (!xp_polynomial_is_nonnegative(derivative, piece->low, piece->high))
        xp_reject(continuous->reader, "the cdf falls on this piece");
}

static void read_piece(xp_continuous_t continuous, xp_interval_agent_t *agent)
{
    xp_reader_struct *reader = continuous->reader;
    int is_formula = xp_at(reader, "formula");
    xp_piece_t *piece;

    if (!is_formula)
        xp_expect(reader, "poly");
    if (agent->pieces == MOST_KNOTS)
        xp_reject_size(reader, "more than 100000 pieces");
    xp_index_is(reader, (size_t) (agent - continuous->agent), "agent");
    agent->piece = xp_grown(agent->piece, &agent->space, agent->pieces, sizeof(xp_piece_t));
    piece = &agent->piece[agent->pieces++];
    memset(piece, 0, sizeof *piece);
    mpq_inits(piece->low, piece->high, NULL);
    xp_polynomial_init(piece->polynomial);
    xp_formula_init(piece->formula);
    piece->is_formula = is_formula;
    xp_number(reader, piece->low);
    xp_number(reader, piece->high);
    if (!mpq_equal(piece->low, agent->pieces == 1 ? agent->low : piece[-1].high))
        xp_reject(reader, "a piece begins where the one before ends, the first at LOW");
    if (mpq_cmp(piece->low, piece->high) >= 0 || mpq_cmp(piece->high, agent->high) > 0)
        xp_reject(reader, "a piece ends behind its beginning and not behind HIGH");
    if (is_formula)
    {
        xp_formula_read(piece->formula, reader);
        continuous->has_formula = 1;
    }
    else
    {
        xp_polynomial_read(piece->polynomial, continuous);
        check_polynomial(continuous, agent);
    }
    xp_next(reader);
}

static int have_same_cdf(const xp_interval_agent_t *a, const xp_interval_agent_t *b)
{
    size_t k;

    if (a->pieces != b->pieces || !mpq_equal(a->low, b->low))
        return 0;
    for (k = 0; k < a->pieces; k++)
        if (!mpq_equal(a->piece[k].high, b->piece[k].high) ||
            a->piece[k].is_formula != b->piece[k].is_formula ||
            !xp_polynomial_equal(a->piece[k].polynomial, b->piece[k].polynomial) ||
            !xp_formula_equal(a->piece[k].formula, b->piece[k].formula))
            return 0;
    return 1;
}

static void init_agent(xp_interval_agent_t *agent)
{
    memset(agent, 0, sizeof *agent);
    mpq_inits(agent->low, agent->high, agent->slope, agent->constant, agent->factor, agent->shift,
              NULL);
    xp_polynomial_init(agent->root->polynomial);
    xp_range_init(agent->root->range);
    xp_range_init(agent->stated);
    xp_range_init(agent->r);
    xp_range_init(agent->worst);
    xp_range_init(agent->tail);
    xp_range_init(agent->at_low);
    xp_range_init(agent->at_high);
}

void xp_interval_agent_clear(xp_interval_agent_t *agent)
{
    size_t k;

    for (k = 0; k < agent->pieces; k++)
    {
        mpq_clears(agent->piece[k].low, agent->piece[k].high, NULL);
        xp_polynomial_clear(agent->piece[k].polynomial);
        xp_formula_clear(agent->piece[k].formula);
    }
    free(agent->piece);
    free(agent->name);
    mpq_clears(agent->low, agent->high, agent->slope, agent->constant, agent->factor, agent->shift,
               NULL);
    xp_polynomial_clear(agent->root->polynomial);
    xp_range_clear(agent->root->range);
    xp_range_clear(agent->stated);
    xp_range_clear(agent->r);
    xp_range_clear(agent->worst);
    xp_range_clear(agent->tail);
    xp_range_clear(agent->at_low);
    xp_range_clear(agent->at_high);
}

static void read_agent(xp_continuous_t continuous, size_t i)
{
    xp_reader_struct *reader = continuous->reader;
    xp_interval_agent_t *agent;
    const char *name;

    xp_expect(reader, "agent");
    xp_index_is(reader, i, "agent");
    name = xp_label(reader);
    continuous->agent =
        xp_grown(continuous->agent, &continuous->space, i, sizeof(xp_interval_agent_t));
    agent = &continuous->agent[i];
    init_agent(agent);
    continuous->agents++;
    agent->name = xp_zeroed(reader->length + 1, 1);
    memcpy(agent->name, name, reader->length);
    xp_number(reader, agent->low);
    xp_number(reader, agent->high);
    if (mpq_cmp(agent->low, agent->high) >= 0)
        xp_reject(reader, "LOW must be less than HIGH");
    xp_next(reader);
    do
        read_piece(continuous, agent);
    while (mpq_cmp(agent->piece[agent->pieces - 1].high, agent->high) < 0);
    for (agent->same = 0; agent->same < i; agent->same++)
        if (have_same_cdf(&continuous->agent[agent->same], agent))
            break;
}

static void read_outside(xp_continuous_t continuous, xp_interval_agent_t *agent, size_t i)
{
    xp_reader_struct *reader = continuous->reader;

    xp_expect(reader, "outside");
    xp_index_is(reader, i, "agent");
    xp_number(reader, agent->slope);
    xp_number(reader, agent->constant);
    xp_range_set(agent->r, agent->slope, agent->slope);
    xp_next(reader);
}

/* Reads the share of agent i; the sum is that of the rational ones. */
static void read_share(xp_continuous_t continuous, xp_interval_agent_t *agent, size_t i)
{
    xp_reader_struct *reader = continuous->reader;

    if (xp_at(reader, "shareroot"))
        agent->share = XP_SHARE_ROOT;
    else if (xp_at(reader, "rest"))
        agent->share = XP_SHARE_REST;
    else
        xp_expect(reader, "share");
    xp_index_is(reader, i, "agent");
    if (agent->share == XP_SHARE_NUMBER)
    {
        xp_number(reader, agent->slope);
        if (mpq_sgn(agent->slope) < 0)
            xp_reject(reader, "a share is at least 0");
        mpq_add(continuous->third, continuous->third, agent->slope);
    }
    else if (agent->share == XP_SHARE_ROOT)
    {
        xp_root_read(agent->root, continuous, 2);
        xp_range_set(agent->stated, agent->root->range->low, agent->root->range->high);
        if (mpq_sgn(agent->root->range->low) < 0)
            xp_reject(reader, "a share is at least 0");
    }
    xp_next(reader);
}

static void read_shares(xp_continuous_t continuous)
{
    size_t i, roots = 0, rests = 0;

    mpq_set_ui(continuous->third, 0, 1);
    for (i = 0; i < continuous->agents; i++)
    {
        xp_interval_agent_t *agent = &continuous->agent[i];

        read_share(continuous, agent, i);
        if (rests > 0 && agent->share != XP_SHARE_NUMBER)
            xp_reject_at(continuous->reader, continuous->reader->line - 1,
                         "`rest` stands for the last share that is not rational");
        roots += agent->share == XP_SHARE_ROOT;
        rests += agent->share == XP_SHARE_REST;
    }
    if (roots > 0 ? rests == 0 : rests > 0)
        xp_reject_at(continuous->reader, continuous->reader->line - 1,
                     "`rest` stands for one share exactly where there is a `shareroot`");
    if (roots == 0 && mpq_cmp_ui(continuous->third, 1, 1) != 0)
        xp_reject_at(continuous->reader, continuous->reader->line - 1,
                     "the shares do not add up to 1");
    if (mpq_cmp_ui(continuous->third, 1, 1) > 0)
        xp_reject_at(continuous->reader, continuous->reader->line - 1,
                     "the shares add up to more than 1");
}

static void read_project(xp_continuous_t continuous)
{
    xp_reader_struct *reader = continuous->reader;
    size_t i;

    for (i = 0; i < continuous->agents; i++)
    {
        xp_expect(reader, "difference");
        xp_index_is(reader, i, "agent");
        xp_number(reader, continuous->agent[i].factor);
        xp_number(reader, continuous->agent[i].shift);
        xp_next(reader);
    }
    for (i = 0; i < continuous->agents; i++)
        read_outside(continuous, &continuous->agent[i], i);
}

static void read_problem(xp_continuous_t continuous)
{
    xp_reader_struct *reader = continuous->reader;
    size_t i;

    if (xp_at(reader, "partnership"))
    {
        continuous->problem = XP_PARTNERSHIP;
        if (continuous->agents < 2)
            xp_reject(reader, "a partnership has two agents or more");
        xp_next(reader);
        read_shares(continuous);
    }
    else if (xp_at(reader, "project"))
    {
        continuous->problem = XP_PROJECT;
        xp_number(reader, continuous->threshold);
        xp_next(reader);
        read_project(continuous);
    }
    else if (xp_at(reader, "good"))
    {
        xp_next(reader);
        for (i = 0; i < continuous->agents; i++)
            read_outside(continuous, &continuous->agent[i], i);
    }
    else
        xp_reject(reader, "the record must be `good`, `partnership` or `project`");
}

static int compare_numbers(const void *a, const void *b)
{
    return mpq_cmp(*(const mpq_t *) a, *(const mpq_t *) b);
}

/* The ends of all pieces, each once, and the hull. */
static void list_knots(xp_continuous_t continuous)
{
    xp_numbers_struct *knots = continuous->knots;
    size_t i, k, count = 0;

    for (i = 0; i < continuous->agents; i++)
    {
        const xp_interval_agent_t *agent = &continuous->agent[i];

        if (agent->same < i)
            continue;
        xp_numbers_add(knots, agent->low);
        for (k = 0; k < agent->pieces; k++)
            xp_numbers_add(knots, agent->piece[k].high);
        if (knots->count > MOST_KNOTS)
            xp_reject_size(continuous->reader, "more than 100000 pieces");
    }
    qsort(knots->at, knots->count, sizeof(mpq_t), compare_numbers);
    for (k = 0; k < knots->count; k++)
        if (count == 0 || !mpq_equal(knots->at[count - 1], knots->at[k]))
            mpq_swap(knots->at[count++], knots->at[k]);
    while (knots->count > count)
        mpq_clear(knots->at[--knots->count]);
    mpq_set(continuous->alpha, knots->at[0]);
    mpq_set(continuous->beta, knots->at[count - 1]);
}

void xp_continuous_read(xp_continuous_t continuous)
{
    xp_reader_struct *reader = continuous->reader;
    size_t i, agents;

    xp_expect(reader, "agents");
    agents = xp_count(reader, "agents");
    if (agents > MOST_AGENTS)
        xp_reject_size(reader, "more than 1000 agents with continuous types");
    xp_next(reader);
    for (i = 0; i < agents; i++)
        read_agent(continuous, i);
    list_knots(continuous);
    read_problem(continuous);
}
