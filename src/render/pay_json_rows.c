/* The table of payments as a JSON list: written row by row, as jansson would write the whole. */
#include "render/pay_rows.h"

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>
#include <expost/render/number.h>

#include "render/json_impl.h"
#include "render/stream.h"

/* What a field of a row says. */
typedef enum
{
    PART_TYPE = 0,
    PART_OUTCOME,
    PART_NUMBER,
    PART_DECIMAL
} part_t;

/*
 *   depth    blanks before the key of the list
 *   count    fields
 *   column, part   of each field
 *   name     of the field's value, where it begins one ("payment"); NULL: a list goes on
 *   ends, opens    whether a list ends before it, and whether one begins with it
 */
typedef struct
{
    const xp_pay_rows_struct *rows;
    size_t depth;
    size_t count;
    size_t *column;
    struct
    {
        part_t part;
        const char *name;
        int ends;
        int opens;
    } *form;
} plan_t;

static void add_field(plan_t *plan, size_t column, part_t part, const char *name, int ends,
                      int opens)
{
    size_t f = plan->count++;

    plan->column[f] = column;
    plan->form[f].part = part;
    plan->form[f].name = name;
    plan->form[f].ends = ends;
    plan->form[f].opens = opens;
}

static void init_plan(plan_t *plan, const xp_pay_rows_struct *rows, size_t depth)
{
    size_t n = (size_t) rows->agents, first = xp_pay_rows_first_payment(rows), i;
    int decimals = rows->digits >= 0;

    plan->rows = rows;
    plan->depth = depth;
    plan->count = 0;
    plan->column = xp_malloc((3 * n + 5) * sizeof(size_t));
    plan->form = xp_malloc((3 * n + 5) * sizeof *plan->form);
    for (i = 0; i < n; i++)
        add_field(plan, i, PART_TYPE, i == 0 ? "profile" : NULL, 0, i == 0);
    add_field(plan, n, PART_OUTCOME, "outcome", 1, 0);
    for (i = 0; i < n; i++)
        add_field(plan, first + i, PART_NUMBER, i == 0 ? "payment" : NULL, 0, i == 0);
    for (i = 0; decimals && i < n; i++)
        add_field(plan, first + i, PART_DECIMAL, i == 0 ? "payment_decimal" : NULL, i == 0, i == 0);
    add_field(plan, first + n, PART_NUMBER, "sum", 1, 0);
    if (decimals)
        add_field(plan, first + n, PART_DECIMAL, "sum_decimal", 0, 0);
    add_field(plan, first + n + 1, PART_NUMBER, "cost", 0, 0);
    if (decimals)
        add_field(plan, first + n + 1, PART_DECIMAL, "cost_decimal", 0, 0);
}

static void clear_plan(plan_t *plan)
{
    free(plan->column);
    free(plan->form);
}

static void add_line(xp_string_t out, size_t blanks)
{
    xp_string_printf(out, "\n%*s", (int) blanks, "");
}

static void add_number(xp_string_t out, const plan_t *plan, size_t field, int64_t key,
                       size_t blanks)
{
    fmpq_t number;
    int exact;

    fmpq_init(number);
    xp_pay_rows_number(number, plan->rows, plan->column[field], key);
    if (plan->form[field].part == PART_NUMBER)
    {
        xp_string_add_char(out, '"');
        xp_rat_add_text(out, number);
        xp_string_add_char(out, '"');
    }
    else
    {
        xp_string_add_char(out, '{');
        add_line(out, blanks + 1);
        xp_string_add(out, "\"value\": \"");
        exact = xp_number_add_decimal(out, number, plan->rows->digits);
        xp_string_add(out, "\",");
        add_line(out, blanks + 1);
        xp_string_add(out, exact ? "\"rounded\": false" : "\"rounded\": true");
        add_line(out, blanks);
        xp_string_add_char(out, '}');
    }
    fmpq_clear(number);
}

/* The field with the commas, brackets and the name before it. */
static void add_value(xp_string_t out, void *data, size_t field, int64_t key)
{
    const plan_t *plan = data;
    const xp_environment_struct *environment = plan->rows->environment;
    size_t blanks = plan->depth + 2;
    int in_list = plan->form[field].name == NULL || plan->form[field].opens;

    if (field == 0)
    {
        add_line(out, plan->depth + 1);
        xp_string_add_char(out, '{');
    }
    if (plan->form[field].ends)
    {
        add_line(out, blanks);
        xp_string_add_char(out, ']');
    }
    if (field > 0)
        xp_string_add_char(out, ',');
    if (plan->form[field].name != NULL)
    {
        add_line(out, blanks);
        xp_string_printf(out, "\"%s\": %s", plan->form[field].name,
                         plan->form[field].opens ? "[" : "");
    }
    if (in_list)
        add_line(out, ++blanks);
    if (plan->form[field].part == PART_TYPE)
        xp_json_add_value(out, xp_json_text(environment->agent[field].type_label[key]), blanks);
    else if (plan->form[field].part == PART_OUTCOME)
        xp_json_add_value(out, xp_json_choice(environment, plan->rows->rule, key), blanks);
    else
        add_number(out, plan, field, key, blanks);
}

xp_status_t xp_pay_add_json_rows(xp_string_t out, const xp_report_t *report,
                                 xp_pay_rows_struct *rows, size_t depth, xp_error_t error)
{
    slong size = rows->environment->profiles->size;
    xp_pen_t pen = {report->sink, report->progress, error, 0, (uint64_t) size, XP_OK};
    xp_string_t end, last;
    xp_stream_t stream;
    xp_rows_t of;
    plan_t plan;

    rows->digits = report->digits;
    xp_pay_rows_get(&of, rows, size);
    init_plan(&plan, rows, depth);
    xp_string_init(end);
    xp_string_init(last);
    xp_string_printf(last, "\n%*s}", (int) depth + 1, "");
    xp_string_printf(end, "%s,", last->text);
    xp_stream_init(stream, &of, xp_pay_rows_columns(rows), plan.count, plan.column, add_value,
                   &plan);
    stream->end = end->text;
    stream->last_end = last->text;
    xp_string_add_char(out, '[');
    xp_stream_write(out, stream, 0, size, &pen);
    add_line(out, depth);
    xp_string_add_char(out, ']');
    xp_stream_clear(stream);
    xp_string_clear(end);
    xp_string_clear(last);
    clear_plan(&plan);
    return pen.status;
}
