/* The values that sweep gives to parameters: lists, and ranges with a step. */
#include "cli/ranges.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

void xp_cli_ranges_init(xp_cli_ranges_t ranges)
{
    memset(ranges, 0, sizeof(xp_cli_ranges_struct));
}

void xp_cli_ranges_clear(xp_cli_ranges_t ranges)
{
    size_t i, k;

    for (i = 0; i < ranges->count; i++)
    {
        for (k = 0; k < ranges->range[i].count; k++)
            free(ranges->range[i].value[k]);
        free(ranges->range[i].value);
        free(ranges->range[i].name);
    }
    free(ranges->range);
    xp_cli_ranges_init(ranges);
}

static void add_value(xp_cli_range_t *range, char *value)
{
    xp_array_grow(&range->value, &range->room, range->count, sizeof(char *));
    range->value[range->count++] = value;
}

/* A number that has a value: 0, or XP_EXIT_USAGE after the message. */
static int read_number(fmpq_t value, const xp_cli_options_struct *options, const char *text,
                       size_t length, const char *define)
{
    xp_error_t error;
    int status = XP_EXIT_YES;

    xp_error_init(error);
    if (xp_rat_set_text(value, text, length, error) != XP_OK)
        status = xp_cli_fail_usage(options->command, "-D %s: `%.*s` is not a number", define,
                                   (int) length, text);
    xp_error_clear(error);
    return status;
}

static int fail_rows(const xp_cli_options_struct *options)
{
    return xp_cli_fail_usage(options->command, "sweep: more than %d rows", XP_SWEEP_ROWS);
}

/* from, from + step, ..., up to and with to when it is hit. */
static int add_steps(xp_cli_range_t *range, const xp_cli_options_struct *options,
                     const fmpq_t from, const fmpq_t to, const fmpq_t step, const char *define)
{
    int status = XP_EXIT_YES;
    fmpq_t value;
    fmpz_t steps;
    slong k;

    fmpq_init(value);
    fmpz_init(steps);
    fmpq_sub(value, to, from);
    if (fmpq_is_zero(step) || fmpq_sgn(value) * fmpq_sgn(step) < 0)
        status = xp_cli_fail_usage(options->command, "-D %s: the step does not lead from the first "
                                                     "value to the last", define);
    else
    {
        fmpq_div(value, value, step);
        fmpz_fdiv_q(steps, fmpq_numref(value), fmpq_denref(value));
        if (fmpz_cmp_si(steps, XP_SWEEP_ROWS) >= 0)
            status = fail_rows(options);
    }
    if (status == XP_EXIT_YES)
    {
        fmpq_set(value, from);
        for (k = 0; k <= fmpz_get_si(steps); k++)
        {
            xp_string_t text;

            xp_string_init(text);
            xp_rat_add_text(text, value);
            add_value(range, xp_string_take(text));
            xp_string_clear(text);
            fmpq_add(value, value, step);
        }
    }
    fmpz_clear(steps);
    fmpq_clear(value);
    return status;
}

/* FROM..TO:STEP; dots is where the two dots are. */
static int add_range(xp_cli_range_t *range, const xp_cli_options_struct *options,
                     const char *text, size_t length, const char *dots, const char *define)
{
    const char *colon = memchr(dots, ':', length - (size_t) (dots - text));
    const char *end = text + length;
    fmpq_t from, to, step;
    int status;

    if (colon == NULL)
        return xp_cli_fail_usage(options->command, "-D %s: a range needs a step, as in 0..1:1/10",
                                 define);
    fmpq_init(from);
    fmpq_init(to);
    fmpq_init(step);
    status = read_number(from, options, text, (size_t) (dots - text), define);
    if (status == XP_EXIT_YES)
        status = read_number(to, options, dots + 2, (size_t) (colon - dots - 2), define);
    if (status == XP_EXIT_YES)
        status = read_number(step, options, colon + 1, (size_t) (end - colon - 1), define);
    if (status == XP_EXIT_YES)
        status = add_steps(range, options, from, to, step, define);
    fmpq_clear(from);
    fmpq_clear(to);
    fmpq_clear(step);
    return status;
}

/* One part between commas: a value as it is given, or a range. */
static int add_part(xp_cli_range_t *range, const xp_cli_options_struct *options,
                    const char *text, size_t length, const char *define)
{
    fmpq_t value;
    size_t i;
    int status;

    for (i = 0; i + 1 < length; i++)
        if (text[i] == '.' && text[i + 1] == '.')
            return add_range(range, options, text, length, text + i, define);
    fmpq_init(value);
    status = read_number(value, options, text, length, define);
    if (status == XP_EXIT_YES)
        add_value(range, xp_strndup(text, length));
    fmpq_clear(value);
    return status;
}

static int is_named_before(const xp_cli_ranges_t ranges, const char *name)
{
    size_t i;

    for (i = 0; i + 1 < ranges->count; i++)
        if (strcmp(ranges->range[i].name, name) == 0)
            return 1;
    return 0;
}

static int add_define(xp_cli_ranges_t ranges, const xp_cli_options_struct *options,
                      const char *define)
{
    const char *equals = strchr(define, '='), *text;
    xp_cli_range_t *range;
    int status;

    if (equals == NULL || equals == define)
        return xp_cli_fail_usage(options->command, "-D %s: NAME=V1,V2,... or NAME=FROM..TO:STEP is "
                                                   "needed", define);
    range = ranges->range + ranges->count++;
    memset(range, 0, sizeof *range);
    range->name = xp_strndup(define, (size_t) (equals - define));
    if (is_named_before(ranges, range->name))
        return xp_cli_fail_usage(options->command, "-D %s: %s has values already", define,
                                 range->name);
    for (text = equals + 1;; text++)
    {
        size_t length = strcspn(text, ",");

        status = add_part(range, options, text, length, define);
        if (status == XP_EXIT_YES && range->count > XP_SWEEP_ROWS)
            status = fail_rows(options);
        text += length;
        if (status != XP_EXIT_YES || *text == '\0')
            return status;
    }
}

int xp_cli_ranges_read(xp_cli_ranges_t ranges, const xp_cli_options_struct *options)
{
    size_t i;

    if (options->defines.count == 0)
        return xp_cli_fail_usage(options->command, "sweep: give a parameter its values with -D, as "
                                                   "in -D x=1,2,5 or -D x=0..1:1/10");
    ranges->range = xp_calloc(options->defines.count, sizeof(xp_cli_range_t));
    ranges->rows = 1;
    for (i = 0; i < options->defines.count; i++)
    {
        int status = add_define(ranges, options, options->defines.text[i]);

        if (status != XP_EXIT_YES)
            return status;
        /* both are at most XP_SWEEP_ROWS, so the product does not overflow */
        ranges->rows *= ranges->range[i].count;
        if (ranges->rows > XP_SWEEP_ROWS)
            return fail_rows(options);
    }
    return XP_EXIT_YES;
}

void xp_cli_ranges_row(const char **value, const xp_cli_ranges_t ranges, size_t row)
{
    size_t i;

    for (i = ranges->count; i-- > 0;)
    {
        value[i] = ranges->range[i].value[row % ranges->range[i].count];
        row /= ranges->range[i].count;
    }
}
