/* Named rows against their definitions, evaluated at random payments and lotteries. */
#include <stdio.h>
#include <stdlib.h>

#include <expost/exist/row.h>
#include <expost/rule/allocation.h>
#include <expost/rule/interim.h>

#include "tests/exist/ask.h"
#include "tests/lib/expect.h"
#include "tests/lib/random_model.h"
#include "tests/lib/ref_model.h"

static unsigned long seen[XP_ROW_KIND_COUNT][2];
static unsigned long objectives[XP_OBJECTIVE_WORST_DEFICIT + 1][2];
static xp_random_counts_t counts;

/*
 * A point: payments p_i(x) at x n + i, probabilities at x m + a (they add up to 1 at each
 * profile, and need not be positive), w.  Under a fixed rule the probabilities are its own.
 */
typedef struct
{
    const xp_ref_model_struct *ref;
    fmpq *p;
    fmpq *x;
    fmpq_t w;
} point_t;

static void draw(fmpq_t number, uint64_t *state)
{
    fmpq_set_si(number, (slong) xp_test_random(state, 41) - 20,
                (ulong) xp_test_random(state, 6) + 1);
}

static void init_point(point_t *point, const xp_ref_model_struct *ref, int is_free,
                       uint64_t *state)
{
    point->ref = ref;
    point->p = _fmpq_vec_init(ref->n * ref->K);
    point->x = _fmpq_vec_init(ref->m * ref->K);
    fmpq_init(point->w);
    draw(point->w, state);
    for (slong u = 0; u < ref->n * ref->K; u++)
        draw(point->p + u, state);
    for (slong x = 0; x < ref->K; x++)
    {
        fmpq *last = point->x + x * ref->m + ref->m - 1;

        fmpq_one(last);
        for (slong a = 0; a < ref->m; a++)
        {
            fmpq *own = point->x + x * ref->m + a;

            if (!is_free)
                fmpq_set(own, ref->weight + x * ref->m + a);
            else if (own != last)
            {
                draw(own, state);
                fmpq_sub(last, last, own);
            }
        }
    }
}

static void clear_point(point_t *point)
{
    _fmpq_vec_clear(point->p, point->ref->n * point->ref->K);
    _fmpq_vec_clear(point->x, point->ref->m * point->ref->K);
    fmpq_clear(point->w);
}

/* sum += factor (sum_a x(told, a) v_i(a, truth) - p_i(told)). */
static void add_utility(fmpq_t sum, const point_t *point, slong i, slong truth, slong told,
                        const fmpq_t factor)
{
    fmpq_t part;

    fmpq_init(part);
    fmpq_neg(part, point->p + told * point->ref->n + i);
    for (slong a = 0; a < point->ref->m; a++)
        fmpq_addmul(part, point->x + told * point->ref->m + a,
                    xp_ref_value(point->ref, i, a, truth));
    fmpq_addmul(sum, factor, part);
    fmpq_clear(part);
}

/* sum -= factor o_i at x. */
static void take_outside(fmpq_t sum, const point_t *point, slong i, slong x,
                         const fmpq_t factor)
{
    const xp_ref_model_struct *ref = point->ref;
    fmpq_t part;

    fmpq_init(part);
    for (slong a = 0; a < ref->m; a++)
        fmpq_addmul(part, point->x + x * ref->m + a, ref->outside + (i * ref->m + a) * ref->K + x);
    fmpq_submul(sum, factor, part);
    fmpq_clear(part);
}

/* sum += factor (sum_i p_i - c) at x. */
static void add_balance(fmpq_t sum, const point_t *point, slong x, const fmpq_t factor)
{
    const xp_ref_model_struct *ref = point->ref;

    for (slong i = 0; i < ref->n; i++)
        fmpq_addmul(sum, factor, point->p + x * ref->n + i);
    for (slong a = 0; a < ref->m; a++)
    {
        fmpq_t part;

        fmpq_init(part);
        fmpq_mul(part, point->x + x * ref->m + a, ref->cost + a);
        fmpq_submul(sum, factor, part);
        fmpq_clear(part);
    }
}

/* S(a(theta), theta) at x. */
static void add_surplus(fmpq_t sum, const point_t *point, slong x, const fmpq_t factor)
{
    const xp_ref_model_struct *ref = point->ref;
    fmpq_t surplus;

    fmpq_init(surplus);
    for (slong a = 0; a < ref->m; a++)
    {
        xp_ref_surplus(surplus, ref, a, x, -1);
        fmpq_mul(surplus, surplus, factor);
        fmpq_addmul(sum, point->x + x * ref->m + a, surplus);
    }
    fmpq_clear(surplus);
}

/* One profile's part of the left side less the right side. */
static void add_profile(fmpq_t slack, const point_t *point, const xp_row_key_t *key, slong x,
                        const fmpq_t factor)
{
    const xp_ref_model_struct *ref = point->ref;
    fmpq_t minus;
    fmpq_t surplus;

    fmpq_init(minus);
    fmpq_init(surplus);
    fmpq_neg(minus, factor);
    switch (key->kind)
    {
    case XP_ROW_DSIC:
    case XP_ROW_EPIC:
    case XP_ROW_BIC:
        add_utility(slack, point, key->agent, x, x, factor);
        add_utility(slack, point, key->agent, x, xp_ref_report(ref, x, key->agent, key->report),
                    minus);
        break;
    case XP_ROW_EPIR:
    case XP_ROW_IIR:
    case XP_ROW_EAIR:
        add_utility(slack, point, key->agent, x, x, factor);
        take_outside(slack, point, key->agent, x, factor);
        break;
    case XP_ROW_WORST:
        fmpq_add(slack, slack, point->w);
        add_balance(slack, point, x, factor);
        break;
    case XP_ROW_SBB:
    case XP_ROW_WBB:
    case XP_ROW_EABB:
    case XP_ROW_EAWBB:
        add_balance(slack, point, x, factor);
        break;
    case XP_ROW_NPT:
    case XP_ROW_NOPAY:
        fmpq_add(slack, slack, point->p + x * ref->n + key->agent);
        break;
    case XP_ROW_EFF:
        add_surplus(slack, point, x, factor);
        xp_ref_surplus(surplus, ref, key->outcome, x, -1);
        fmpq_sub(slack, slack, surplus);
        break;
    case XP_ROW_POS:
        fmpq_add(slack, slack, point->x + x * ref->m + key->outcome);
        break;
    case XP_ROW_FIX:
        fmpq_add(slack, slack, point->x + x * ref->m + key->outcome);
        fmpq_sub(slack, slack, factor);
        break;
    case XP_ROW_ONE:
        for (slong a = 0; a < ref->m; a++)
            fmpq_add(slack, slack, point->x + x * ref->m + a);
        fmpq_sub(slack, slack, factor);
        break;
    default:
        XP_CHECK(0);
    }
    fmpq_clear(surplus);
    fmpq_clear(minus);
}

/* v_i(a(T), T) - v_i(a(R), T) - v_i(a(T), R) + v_i(a(R), R), each p_i counted twice, +-. */
static void find_monotone(fmpq_t slack, const point_t *point, const xp_row_key_t *key)
{
    const slong t = xp_ref_on_line(point->ref, key->agent, key->others, key->type);
    const slong r = xp_ref_on_line(point->ref, key->agent, key->others, key->report);
    fmpq_t one;
    fmpq_t minus;

    fmpq_init(one);
    fmpq_init(minus);
    fmpq_set_si(one, 1, 1);
    fmpq_set_si(minus, -1, 1);
    add_utility(slack, point, key->agent, t, t, one);
    add_utility(slack, point, key->agent, t, r, minus);
    add_utility(slack, point, key->agent, r, t, minus);
    add_utility(slack, point, key->agent, r, r, one);
    fmpq_clear(minus);
    fmpq_clear(one);
}

/* The slack of a row by its definition, the sum over the profiles that it is about. */
static void find_slack(fmpq_t slack, const point_t *point, const xp_row_key_t *key)
{
    const xp_ref_model_struct *ref = point->ref;
    fmpq_t one;

    fmpq_init(one);
    fmpq_one(one);
    fmpq_zero(slack);
    if (key->kind == XP_ROW_WMON)
        find_monotone(slack, point, key);
    else if (key->profile >= 0)
        add_profile(slack, point, key, key->profile, one);
    else if (key->others >= 0)
        add_profile(slack, point, key,
                    xp_ref_on_line(ref, key->agent, key->others, key->type), one);
    else
        for (slong x = 0; x < ref->K; x++)
            if (key->type < 0 || ref->type[x * ref->n + key->agent] == key->type)
                add_profile(slack, point, key, x, ref->probability + x);
    fmpq_clear(one);
}

/* The same from the row itself: what it says of its unknowns. */
static void evaluate(fmpq_t slack, const xp_row_t row, const point_t *point)
{
    const slong payments = point->ref->n * point->ref->K;
    const slong all = payments + point->ref->m * point->ref->K;

    fmpq_neg(slack, row->right);
    for (slong e = 0; e < row->length; e++)
    {
        const slong u = row->unknown[e];

        fmpq_addmul(slack, row->coefficient + e,
                    u < payments ? point->p + u : u < all ? point->x + u - payments : point->w);
    }
}

/* Ascending unknowns in range, no coefficient 0. */
static int is_in_order(const xp_row_t row, slong unknowns)
{
    for (slong e = 0; e < row->length; e++)
        if (fmpq_is_zero(row->coefficient + e) || !fmpq_is_canonical(row->coefficient + e)
            || row->unknown[e] < 0 || row->unknown[e] >= unknowns
            || (e > 0 && row->unknown[e - 1] >= row->unknown[e]))
            return 0;
    return fmpq_is_canonical(row->right);
}

/* w, the last unknown, stands where the probabilities would be under a fixed rule. */
static void move_last(xp_row_t row, const xp_question_t *question, const point_t *point)
{
    const slong all = (point->ref->n + point->ref->m) * point->ref->K;

    if (row->length > 0 && question->objective == XP_OBJECTIVE_WORST_DEFICIT
        && row->unknown[row->length - 1] == xp_unknown_count(question) - 1)
        row->unknown[row->length - 1] = all;
}

static int may_have(xp_row_kind_t kind, const xp_question_t *question,
                    const xp_ref_model_struct *ref)
{
    const int is_free = question->rule == NULL;

    switch (kind)
    {
    case XP_ROW_DSIC:
        return ref->private;
    case XP_ROW_BIC:
    case XP_ROW_IIR:
    case XP_ROW_EAIR:
    case XP_ROW_EABB:
    case XP_ROW_EAWBB:
        return ref->prior != XP_PRIOR_NONE;
    case XP_ROW_EFF:
    case XP_ROW_POS:
    case XP_ROW_ONE:
    case XP_ROW_FIX:
        return is_free;
    case XP_ROW_WMON:
        return !is_free;
    case XP_ROW_WORST:
        return question->objective == XP_OBJECTIVE_WORST_DEFICIT;
    default:
        return 1;
    }
}

/* All rows of a kind: each by its definition, in order, as many as are counted. */
static void compare_kind(xp_row_kind_t kind, const xp_question_t *question,
                         const point_t *point)
{
    slong rows = 0;
    xp_row_key_t key;
    xp_row_key_t before;
    xp_row_t row;
    fmpq_t slack;
    fmpq_t expected;
    fmpz_t count;

    xp_row_init(row);
    fmpq_init(slack);
    fmpq_init(expected);
    fmpz_init(count);
    if (xp_row_first(&key, question, kind))
        do
        {
            xp_row_set(row, question, &key);
            XP_CHECK(is_in_order(row, xp_unknown_count(question)));
            XP_CHECK(row->equation == xp_row_kind_is_equation(kind));
            move_last(row, question, point);
            evaluate(slack, row, point);
            find_slack(expected, point, &key);
            XP_CHECK(fmpq_equal(slack, expected));
            if (rows++ > 0)
                XP_CHECK(xp_row_key_compare(&before, &key) < 0);
            before = key;
        } while (xp_row_next(&key, question));
    xp_row_count(count, question, kind);
    XP_CHECK(fmpz_equal_si(count, rows));
    seen[kind][question->rule == NULL] += rows > 0;
    fmpz_clear(count);
    fmpq_clear(expected);
    fmpq_clear(slack);
    xp_row_clear(row);
}

/* The objective by its definition, at any probabilities. */
static void find_objective(fmpq_t value, const xp_question_t *question, const point_t *point)
{
    const xp_ref_model_struct *ref = point->ref;
    fmpq_t minus;

    fmpq_init(minus);
    fmpq_zero(value);
    for (slong x = 0; x < ref->K; x++)
    {
        const fmpq *mu = ref->probability + x;

        fmpq_neg(minus, mu);
        switch (question->objective)
        {
        case XP_OBJECTIVE_REVENUE:
            for (slong i = 0; i < ref->n; i++)
                fmpq_addmul(value, mu, point->p + x * ref->n + i);
            break;
        case XP_OBJECTIVE_PROFIT:
            add_balance(value, point, x, mu);
            break;
        case XP_OBJECTIVE_DEFICIT:
            add_balance(value, point, x, minus);
            break;
        case XP_OBJECTIVE_WELFARE:
            add_surplus(value, point, x, mu);
            break;
        default:
            for (slong i = 0; i < ref->n; i++)
                if (question->objective_agent < 0 || question->objective_agent == i)
                    add_utility(value, point, i, x, x, mu);
        }
    }
    fmpq_clear(minus);
}

static void compare_objective(const xp_question_t *question, const point_t *point)
{
    xp_row_t row;
    fmpq_t value;
    fmpq_t expected;

    xp_row_init(row);
    fmpq_init(value);
    fmpq_init(expected);
    xp_row_set_objective(row, question);
    XP_CHECK(is_in_order(row, xp_unknown_count(question)));
    move_last(row, question, point);
    evaluate(value, row, point);
    if (question->objective == XP_OBJECTIVE_WORST_DEFICIT)
        fmpq_set(expected, point->w);
    else
        find_objective(expected, question, point);
    XP_CHECK(fmpq_equal(value, expected));
    objectives[question->objective][question->rule == NULL]++;
    fmpq_clear(expected);
    fmpq_clear(value);
    xp_row_clear(row);
}

/* Under a fixed rule xp_objective_value says the same of the same payments. */
static void compare_value(const xp_question_t *question, const point_t *point)
{
    xp_table_t payment;
    xp_error_t error;
    fmpq_t value;
    fmpq_t expected;
    fmpq_t deficit;

    xp_table_init(payment);
    xp_error_init(error);
    fmpq_init(value);
    fmpq_init(expected);
    fmpq_init(deficit);
    XP_CHECK(xp_table_set_fmpq_vec(payment, point->p, point->ref->n * point->ref->K, error)
             == XP_OK);
    XP_CHECK(xp_objective_value(value, question, question->rule, payment, error) == XP_OK);
    if (question->objective == XP_OBJECTIVE_WORST_DEFICIT)
        for (slong x = 0; x < point->ref->K; x++)
        {
            fmpq_t minus;

            fmpq_init(minus);
            fmpq_set_si(minus, -1, 1);
            fmpq_zero(deficit);
            add_balance(deficit, point, x, minus);
            if (x == 0 || fmpq_cmp(deficit, expected) > 0)
                fmpq_set(expected, deficit);
            fmpq_clear(minus);
        }
    else
        find_objective(expected, question, point);
    XP_CHECK(fmpq_equal(value, expected));
    fmpq_clear(deficit);
    fmpq_clear(expected);
    fmpq_clear(value);
    xp_error_clear(error);
    xp_table_clear(payment);
}

static void run_question(xp_question_t *question, const xp_ref_model_struct *ref,
                         uint64_t *state)
{
    const int last = ref->prior == XP_PRIOR_NONE ? 0 : XP_OBJECTIVE_DEFICIT;
    point_t point;

    init_point(&point, ref, question->rule == NULL, state);
    question->objective = XP_OBJECTIVE_WORST_DEFICIT;
    for (int k = 0; k < XP_ROW_KIND_COUNT; k++)
        if (may_have((xp_row_kind_t) k, question, ref))
            compare_kind((xp_row_kind_t) k, question, &point);
    compare_objective(question, &point);
    if (question->rule != NULL)
        compare_value(question, &point);
    for (int o = XP_OBJECTIVE_REVENUE; o <= last; o++)
    {
        question->objective = (xp_objective_t) o;
        question->objective_agent = (slong) xp_test_random(state, (uint64_t) ref->n + 1) - 1;
        compare_objective(question, &point);
        if (question->rule != NULL)
            compare_value(question, &point);
    }
    clear_point(&point);
}

static void test_random(void)
{
    uint64_t state = UINT64_C(0x726f77);
    static const xp_random_limits_t limits = {4, 4, 4, 24, 0, XP_RANDOM_RULE_ANY};
    const long rounds = xp_test_rounds(60);

    for (long round = 0; round < rounds; round++)
    {
        xp_question_t question;
        xp_model_t model;
        xp_scale_t scale;
        xp_ref_model_t ref;
        xp_error_t error;

        xp_model_init(model);
        xp_scale_init(scale);
        xp_error_init(error);
        xp_random_model(model, scale, &state, &limits, &counts);
        XP_CHECK(xp_allocation_list(model->rule, model->environment, NULL, error) == XP_OK);
        xp_ref_model_init(ref, model, NULL);
        memset(&question, 0, sizeof question);
        question.environment = model->environment;
        question.rule = model->rule;
        run_question(&question, ref, &state);
        question.rule = NULL;
        run_question(&question, ref, &state);
        xp_ref_model_clear(ref);
        xp_error_clear(error);
        xp_scale_clear(scale);
        xp_model_clear(model);
    }
}

/* Every kind of row and every objective, where it is defined; every kind of model. */
static void test_occurred(void)
{
    XP_CHECK(xp_random_counts_print("row", &counts) == 0);
    for (int k = 0; k < XP_ROW_KIND_COUNT; k++)
    {
        const int only_free = k == XP_ROW_EFF || k == XP_ROW_POS || k == XP_ROW_ONE
                              || k == XP_ROW_FIX;

        XP_CHECK((seen[k][0] > 0) == !only_free);
        XP_CHECK((seen[k][1] > 0) == (k != XP_ROW_WMON));
    }
    for (int o = XP_OBJECTIVE_REVENUE; o <= XP_OBJECTIVE_WORST_DEFICIT; o++)
        XP_CHECK(objectives[o][0] > 0 && objectives[o][1] > 0);
}

/* The table of expost-certificate(5), written out. */
static void test_kinds(void)
{
    static const char *const words[] = {"dsic", "epic", "bic",   "epir",  "iir",   "eair",
                                        "sbb",  "wbb",  "eabb",  "eawbb", "npt",   "nopay",
                                        "eff",  "wmon", "pos",   "one",   "worst", "fix"};
    static const char *const equations = "000000101001000101";
    xp_row_kind_t kind;
    xp_property_t property;

    for (int k = 0; k < XP_ROW_KIND_COUNT; k++)
    {
        XP_CHECK_STR(xp_row_kind_word((xp_row_kind_t) k), words[k]);
        XP_CHECK(xp_row_kind_find(&kind, words[k], strlen(words[k])) && (int) kind == k);
        XP_CHECK(xp_row_kind_is_equation((xp_row_kind_t) k) == (equations[k] == '1'));
        XP_CHECK(xp_row_kind_property(&property, (xp_row_kind_t) k) == (k < XP_ROW_POS));
        if (k < XP_ROW_POS)
            XP_CHECK_STR(xp_property_info(property)->name, words[k]);
    }
    XP_CHECK(!xp_row_kind_find(&kind, "dsi", 3));
    XP_CHECK(!xp_row_kind_find(&kind, "pareto", 6));
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"random", test_random}, {"occurred", test_occurred}, {"kinds", test_kinds}};

    return XP_TEST_MAIN("row", tests);
}
