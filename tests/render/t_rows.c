/* Rows asked for when they are written: the same bytes as cells; numbers as text. */
#include <expost/render/sheet.h>

#include <stdlib.h>
#include <string.h>

#include <expost/num/rat.h>

#include "tests/lib/harness.h"

#define COLUMNS 4

/* Numbers that repeat and numbers that do not, labels with what the formats escape. */
typedef struct
{
    slong count;
    long digits;
    int large;
} table_t;

static const char *const label[] = {"low", "a,b", " x", "Z\xC3\xBC|*", "", "50%", "\xE4\xB8\xAD",
                                    "a label that is longer than the forty-eight bytes kept near"};

static int64_t number_of(const table_t *table, size_t column, slong row)
{
    if (column == 1)
        return row * row % 1009 - 500;
    return table->large ? row * INT64_C(1000003) : row % 7;
}

static void fill(int64_t *key, void *data, slong first, slong length)
{
    const table_t *table = data;
    slong j;

    for (j = 0; j < length; j++)
    {
        key[j] = (first + j) % 8;
        key[length + j] = number_of(table, 1, first + j);
        /* keys for this run only, at every third row */
        key[2 * length + j] = (first + j) % 3 == 0 ? XP_ROWS_KEY + first + j
                                                   : number_of(table, 2, first + j);
        key[3 * length + j] = (first + j) % 5 / 4;
    }
}

static void add_cell(xp_sheet_t sheet, void *data, size_t column, int64_t key)
{
    const table_t *table = data;
    fmpq_t value;

    if (column == 0 || column == 3)
    {
        xp_sheet_add_cell(sheet, column == 0 ? label[key] : key == 1 ? "end" : "");
        return;
    }
    if (key >= XP_ROWS_KEY)
        key = number_of(table, 2, key - XP_ROWS_KEY);
    fmpq_init(value);
    fmpq_set_si(value, key, column == 1 ? 12 : 1);
    xp_sheet_add_rational(sheet, value, table->digits);
    fmpq_clear(value);
}

/* The sheet with rows, or the same with cells made one by one. */
static void make_sheet(xp_sheet_t sheet, table_t *table, int with_rows)
{
    static const char *const heading[] = {"Label", "p", "q", "Last"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_RIGHT, XP_ALIGN_RIGHT,
                                       XP_ALIGN_LEFT};
    xp_rows_t rows = {table->count, fill, add_cell, table, table->digits >= 0};
    slong row;
    size_t c;

    xp_sheet_init(sheet);
    xp_sheet_add_paragraph(sheet, "Before.");
    xp_sheet_add_table(sheet, NULL, COLUMNS, heading, align);
    if (with_rows)
        xp_sheet_set_rows(sheet, &rows);
    for (row = 0; !with_rows && row < table->count; row++)
    {
        int64_t key[COLUMNS];

        fill(key, table, row, 1);
        for (c = 0; c < COLUMNS; c++)
            add_cell(sheet, table, c, key[c]);
    }
    xp_sheet_add_paragraph(sheet, "After.");
}

/* The same bytes as from cells, which other tests compare with forms by hand. */
static void test_same(void)
{
    static const slong counts[] = {0, 1, 2, 39, 40, 41, 511, 512, 513, 3000};
    size_t k;
    int format, digits, large;

    for (k = 0; k < sizeof counts / sizeof counts[0]; k++)
        for (format = XP_FORMAT_TEXT; format <= XP_FORMAT_CSV; format++)
            for (digits = -1; digits < 3; digits += 3)
                for (large = 0; large < 2; large++)
                {
                    table_t table = {counts[k], digits, large};
                    xp_sheet_t rows, cells;
                    xp_string_t a, b;

                    xp_string_init(a);
                    xp_string_init(b);
                    make_sheet(rows, &table, 1);
                    make_sheet(cells, &table, 0);
                    xp_sheet_write(a, rows, (xp_format_t) format, "line");
                    xp_sheet_write(b, cells, (xp_format_t) format, "line");
                    XP_CHECK(a->length == strlen(a->text));
                    XP_CHECK_STR(a->text, b->text);
                    xp_sheet_clear(rows);
                    xp_sheet_clear(cells);
                    xp_string_clear(a);
                    xp_string_clear(b);
                }
}

/* Takes pieces into a text, and refuses the piece of a number. */
typedef struct
{
    xp_string_t text;
    int pieces;
    int refused;
} pieces_t;

static xp_status_t take(void *data, const char *bytes, size_t length, xp_error_t error)
{
    pieces_t *pieces = data;

    if (++pieces->pieces == pieces->refused)
    {
        xp_error_set(error, "no room");
        return XP_SYSTEM;
    }
    xp_string_add_bytes(pieces->text, bytes, length);
    return XP_OK;
}

static void test_sink(void)
{
    table_t table = {20000, 2, 1};
    pieces_t pieces = {{{0}}, 0, 0};
    xp_sink_t sink = {take, &pieces};
    xp_string_t whole, rest;
    xp_error_t error;
    xp_sheet_t sheet;

    xp_error_init(error);
    xp_string_init(whole);
    xp_string_init(rest);
    xp_string_init(pieces.text);
    make_sheet(sheet, &table, 1);
    xp_sheet_write(whole, sheet, XP_FORMAT_TEXT, NULL);
    XP_CHECK(xp_sheet_write_to(rest, &sink, sheet, XP_FORMAT_TEXT, NULL, NULL, error) == XP_OK);
    XP_CHECK(pieces.pieces > 5);
    xp_string_add(pieces.text, rest->text);
    XP_CHECK_STR(pieces.text->text, whole->text);
    pieces.pieces = 0;
    pieces.refused = 3;
    XP_CHECK(xp_sheet_write_to(rest, &sink, sheet, XP_FORMAT_CSV, NULL, NULL, error)
             == XP_SYSTEM);
    XP_CHECK_STR(error->message, "no room");
    XP_CHECK(pieces.pieces == 3);
    XP_CHECK(xp_sheet_write_to(rest, NULL, sheet, XP_FORMAT_TEXT, NULL, &xp_test_stop, error)
             == XP_STOPPED);
    xp_sheet_clear(sheet);
    xp_string_clear(whole);
    xp_string_clear(rest);
    xp_string_clear(pieces.text);
    xp_error_clear(error);
}

static void check_number(const fmpq_t value)
{
    char *expected = fmpq_get_str(NULL, 10, value);
    xp_string_t out;

    xp_string_init(out);
    xp_rat_add_text(out, value);
    XP_CHECK_STR(out->text, expected);
    xp_string_clear(out);
    flint_free(expected);
}

/* Against FLINT's own writer: random numbers of all lengths, and those around the small ones. */
static void test_number(void)
{
    static const slong near[] = {0, 1, -1, 9, 10, -10, 99, 100, COEFF_MAX - 1, COEFF_MAX,
                                 COEFF_MIN, COEFF_MIN + 1};
    flint_rand_t state;
    fmpq_t value;
    fmpz_t one;
    slong i, step;

    flint_randinit(state);
    fmpq_init(value);
    fmpz_init_set_ui(one, 1);
    for (i = 0; i < (slong) (sizeof near / sizeof near[0]); i++)
        for (step = -1; step <= 1; step++)
        {
            fmpz_set_si(fmpq_numref(value), near[i]);
            if (step < 0)
                fmpz_sub(fmpq_numref(value), fmpq_numref(value), one);
            if (step > 0)
                fmpz_add(fmpq_numref(value), fmpq_numref(value), one);
            fmpz_set_ui(fmpq_denref(value), 1);
            check_number(value);
            fmpz_set_si(fmpq_denref(value), COEFF_MAX);
            fmpz_add_ui(fmpq_denref(value), fmpq_denref(value), (ulong) (step + 1));
            fmpq_canonicalise(value);
            check_number(value);
        }
    for (i = 0; i < 2000 * 1; i++)
    {
        fmpq_randtest(value, state, (flint_bitcnt_t) (1 + i % 130));
        check_number(value);
    }
    fmpz_clear(one);
    fmpq_clear(value);
    flint_randclear(state);
}

int main(void)
{
    static const xp_test_t tests[] = {{"same", test_same}, {"sink", test_sink},
                                      {"number", test_number}};

    return XP_TEST_MAIN("render/rows", tests);
}
