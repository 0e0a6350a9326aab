/* The table of payments: a row for each profile, made when it is read. */
#include "render/pay_rows.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/num/table.h>

#include "render/words_impl.h"

void xp_pay_rows_init(xp_pay_rows_t rows, const xp_environment_struct *environment)
{
    slong n = environment->agent_count, i;

    memset(rows, 0, sizeof(xp_pay_rows_struct));
    rows->environment = environment;
    rows->agents = n;
    rows->digits = -1;
    rows->strip = xp_malloc((size_t) n * sizeof(xp_strip_struct));
    for (i = 0; i < n; i++)
        xp_strip_init(rows->strip + i);
    rows->denominator = _fmpz_vec_init(n + 1);
    rows->factor = _fmpz_vec_init(n);
    rows->profile = xp_malloc((size_t) n * sizeof(slong));
}

void xp_pay_rows_clear(xp_pay_rows_t rows)
{
    slong i;

    for (i = 0; i < rows->agents; i++)
        xp_strip_clear(rows->strip + i);
    free(rows->strip);
    _fmpz_vec_clear(rows->denominator, rows->agents + 1);
    _fmpz_vec_clear(rows->factor, rows->agents);
    if (rows->number != NULL)
        _fmpz_vec_clear(rows->number, (rows->agents + 1) * XP_ROWS_RUN);
    free(rows->profile);
}

/* The denominators, and the arithmetic that holds the sum over their common one. */
static void choose_tier(xp_pay_rows_t rows)
{
    fmpz *common = rows->denominator + rows->agents;
    fmpz_t bound;
    slong i;

    fmpz_init(bound);
    fmpz_one(common);
    for (i = 0; i < rows->agents; i++)
    {
        fmpz_set(rows->denominator + i, rows->strip[i].denominator);
        fmpz_lcm(common, common, rows->denominator + i);
    }
    for (i = 0; i < rows->agents; i++)
    {
        fmpz_divexact(rows->factor + i, common, rows->denominator + i);
        fmpz_addmul(bound, rows->factor + i, rows->strip[i].bound);
        /* a factor stands alone when the payment is 0 everywhere */
        fmpz_add(bound, bound, rows->factor + i);
    }
    rows->tier = xp_tier_for(bound, XP_TIER_INT64);
    if (rows->tier != XP_TIER_INT64)
    {
        rows->tier = XP_TIER_FMPZ;
        rows->number = _fmpz_vec_init((rows->agents + 1) * XP_ROWS_RUN);
    }
    fmpz_clear(bound);
}

xp_status_t xp_pay_rows_set(xp_pay_rows_t rows, const xp_mechanism_struct *mechanism,
                            const xp_rule_struct *rule, const xp_progress_t *progress,
                            xp_error_t error)
{
    xp_status_t status = XP_OK;
    slong i;

    rows->rule = rule;
    for (i = 0; status == XP_OK && i < rows->agents; i++)
        status = xp_strip_set_terms(rows->strip + i, rows->environment, rule,
                                    mechanism->payments->payment + i, progress, error);
    if (status != XP_OK)
        return status;
    choose_tier(rows);
    for (i = 0; status == XP_OK && i < rows->agents; i++)
        status = xp_strip_prepare(rows->strip + i, rows->tier, error);
    return status;
}

size_t xp_pay_rows_columns(const xp_pay_rows_struct *rows)
{
    return 2 * (size_t) rows->agents + 3;
}

size_t xp_pay_rows_first_payment(const xp_pay_rows_struct *rows)
{
    return (size_t) rows->agents + 1;
}

static void fill_types(int64_t *key, xp_pay_rows_struct *rows, slong first, slong length)
{
    slong i, j;

    xp_profiles_get(rows->profile, rows->environment->profiles, first);
    for (j = 0; j < length; j++)
    {
        for (i = 0; i < rows->agents; i++)
            key[i * length + j] = rows->profile[i];
        xp_profiles_next(rows->profile, rows->environment->profiles);
    }
}

/* The payments of each agent, and behind them their sum, in numerators. */
static void fill_int64(int64_t *key, const xp_pay_rows_struct *rows, slong first, slong length)
{
    int64_t *sum = key + rows->agents * length;
    slong i, j;

    memset(sum, 0, (size_t) length * sizeof(int64_t));
    for (i = 0; i < rows->agents; i++)
    {
        int64_t factor = fmpz_get_si(rows->factor + i), *paid = key + i * length;

        xp_strip_fill_int64(paid, rows->strip + i, first, length);
        for (j = 0; j < length; j++)
            sum[j] += factor * paid[j];
    }
}

/* A number that is no key is kept for this run. */
static void fill_fmpz(int64_t *key, xp_pay_rows_struct *rows, slong first, slong length)
{
    fmpz *sum = rows->number + rows->agents * XP_ROWS_RUN;
    slong c, j;

    _fmpz_vec_zero(sum, length);
    for (c = 0; c <= rows->agents; c++)
    {
        fmpz *number = rows->number + c * XP_ROWS_RUN;

        if (c < rows->agents)
        {
            xp_strip_fill_fmpz(number, rows->strip + c, first, length);
            _fmpz_vec_scalar_addmul_fmpz(sum, number, length, rows->factor + c);
        }
        for (j = 0; j < length; j++)
            key[c * length + j] = COEFF_IS_MPZ(number[j]) ? XP_ROWS_KEY + j : number[j];
    }
}

static void fill(int64_t *key, void *data, slong first, slong length)
{
    xp_pay_rows_struct *rows = data;
    slong n = rows->agents, j;

    fill_types(key, rows, first, length);
    for (j = 0; j < length; j++)
        key[n * length + j] = key[(2 * n + 2) * length + j] = rows->rule->choice[first + j];
    if (rows->tier == XP_TIER_INT64)
        fill_int64(key + (n + 1) * length, rows, first, length);
    else
        fill_fmpz(key + (n + 1) * length, rows, first, length);
}

/* The expected cost of a choice. */
static void set_cost(fmpq_t cost, const xp_pay_rows_struct *rows, slong choice)
{
    fmpq_t weight, value;
    slong a;

    if (choice < rows->environment->outcome_count)
    {
        xp_table_get_fmpq(cost, rows->environment->cost, choice);
        return;
    }
    fmpq_init(weight);
    fmpq_init(value);
    fmpq_zero(cost);
    for (a = 0; a < rows->environment->outcome_count; a++)
    {
        xp_rule_weight(weight, rows->rule, choice, a);
        xp_table_get_fmpq(value, rows->environment->cost, a);
        fmpq_addmul(cost, weight, value);
    }
    fmpq_clear(weight);
    fmpq_clear(value);
}

/* A fmpz that is no mpz is below 2^62, as a key is; both are then divided by what they share. */
static void set_quotient(fmpq_t number, int64_t key, const fmpz_t denominator)
{
    ulong below = (ulong) *denominator;
    ulong common = below == 1 ? 1 : n_gcd(key < 0 ? (ulong) -key : (ulong) key, below);

    fmpz_set_si(fmpq_numref(number), key / (slong) common);
    fmpz_set_ui(fmpq_denref(number), below / common);
}

void xp_pay_rows_number(fmpq_t number, const xp_pay_rows_struct *rows, size_t column, int64_t key)
{
    size_t c = column - xp_pay_rows_first_payment(rows);
    const fmpz *denominator = rows->denominator + c;

    if (c > (size_t) rows->agents)
        set_cost(number, rows, key);
    else if (key >= XP_ROWS_KEY)
        fmpq_set_fmpz_frac(number, rows->number + c * XP_ROWS_RUN + (key - XP_ROWS_KEY),
                           denominator);
    else if (!COEFF_IS_MPZ(*denominator))
        set_quotient(number, key, denominator);
    else
    {
        fmpz_set_si(fmpq_numref(number), key);
        fmpz_set(fmpq_denref(number), denominator);
        fmpq_canonicalise(number);
    }
}

static void add_choice(xp_sheet_t sheet, const xp_pay_rows_struct *rows, slong choice)
{
    xp_string_t text;

    xp_string_init(text);
    xp_words_add_choice(text, rows->environment, rows->rule, choice);
    xp_sheet_add_cell(sheet, text->text);
    xp_string_clear(text);
}

static void add_cell(xp_sheet_t sheet, void *data, size_t column, int64_t key)
{
    const xp_pay_rows_struct *rows = data;
    fmpq_t number;

    if (column < (size_t) rows->agents)
        xp_sheet_add_cell(sheet, rows->environment->agent[column].type_label[key]);
    else if (column == (size_t) rows->agents)
        add_choice(sheet, rows, key);
    else
    {
        fmpq_init(number);
        xp_pay_rows_number(number, rows, column, key);
        xp_sheet_add_rational(sheet, number, rows->digits);
        fmpq_clear(number);
    }
}

void xp_pay_rows_get(xp_rows_t *of, xp_pay_rows_struct *rows, slong count)
{
    of->count = count;
    of->fill = fill;
    of->add_cell = add_cell;
    of->data = rows;
    of->decimals = rows->digits >= 0;
}
