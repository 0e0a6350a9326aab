/* One row for each run of a command. */
#include <expost/render/runs.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>
#include <expost/num/real.h>

#include "render/json_impl.h"

/* Bits of the ball around the ends of an enclosure. */
#define ENCLOSURE_BITS 256

static void add_column(xp_runs_t runs, const char *heading, const char *field, int is_number)
{
    xp_runs_column_t *column;

    runs->column = xp_realloc(runs->column,
                               (runs->column_count + 1) * sizeof(xp_runs_column_t));
    column = runs->column + runs->column_count++;
    column->heading = xp_strdup(heading);
    column->field = xp_strdup(field);
    column->is_number = is_number;
}

/* The key answers of each command. */
static void add_columns(xp_runs_t runs, const char *const *properties, size_t count)
{
    size_t i;

    if (strcmp(runs->command, "check") == 0)
        for (i = 0; i < count; i++)
            add_column(runs, properties[i], properties[i], 0);
    else if (strcmp(runs->command, "pay") == 0)
        add_column(runs, "Expected surplus", "expected_surplus", 1);
    else
        add_column(runs, "Verdict", "verdict", 0);
    if (strcmp(runs->command, "decide") == 0)
    {
        add_column(runs, "Value", "value", 1);
        add_column(runs, "Least subsidy", "least_subsidy", 1);
    }
    else if (strcmp(runs->command, "subsidy") == 0)
        add_column(runs, "Least subsidy", "value", 1);
    else if (strcmp(runs->command, "dissolve") == 0)
        add_column(runs, "Sum of the D", "sum", 1);
    else if (strcmp(runs->command, "balance") == 0)
        add_column(runs, "Cubes violated", "violated", 1);
}

void xp_runs_init(xp_runs_t runs, const char *command, const char *const *parameter,
                   size_t parameter_count, const char *const *properties, size_t property_count)
{
    size_t i;

    memset(runs, 0, sizeof(xp_runs_struct));
    xp_string_init(runs->lines);
    runs->command = xp_strdup(command);
    runs->parameter_count = parameter_count;
    runs->parameter = xp_malloc((parameter_count + 1) * sizeof(char *));
    for (i = 0; i < parameter_count; i++)
        runs->parameter[i] = xp_strdup(parameter[i]);
    add_columns(runs, properties, property_count);
}

void xp_runs_clear(xp_runs_t runs)
{
    size_t i;

    for (i = 0; i < runs->cell_count; i++)
        free(runs->cell[i]);
    for (i = 0; i < runs->column_count; i++)
    {
        free(runs->column[i].heading);
        free(runs->column[i].field);
    }
    for (i = 0; i < runs->parameter_count; i++)
        free(runs->parameter[i]);
    free(runs->cell);
    free(runs->column);
    free(runs->parameter);
    free(runs->command);
    xp_string_clear(runs->lines);
}

static void add_cell(xp_runs_t runs, const char *text)
{
    xp_array_grow(&runs->cell, &runs->cell_room, runs->cell_count, sizeof(char *));
    runs->cell[runs->cell_count++] = xp_strdup(text == NULL ? "" : text);
}

/* {"lo": ..., "hi": ...} with the digits that are certain. */
static void add_enclosure(xp_string_t out, const char *low, const char *high)
{
    xp_error_t error;
    xp_real_t value;
    fmpq_t a, b;
    arb_t ball;

    xp_error_init(error);
    xp_real_init(value);
    fmpq_init(a);
    fmpq_init(b);
    arb_init(ball);
    if (xp_rat_set_text(a, low, strlen(low), error) == XP_OK
        && xp_rat_set_text(b, high, strlen(high), error) == XP_OK)
    {
        arb_set_fmpq(ball, a, ENCLOSURE_BITS);
        arb_set_fmpq(value->ball, b, ENCLOSURE_BITS);
        arb_union(ball, ball, value->ball, ENCLOSURE_BITS);
        xp_real_set_arb(value, ball);
        xp_real_add_text(out, value, -1);
    }
    arb_clear(ball);
    fmpq_clear(a);
    fmpq_clear(b);
    xp_real_clear(value);
    xp_error_clear(error);
}

/* A field: a text as it is, an algebraic number by its formula, an enclosure by its digits. */
static void add_field(xp_string_t out, const json_t *field)
{
    const char *low = json_string_value(json_object_get(field, "lo"));
    const char *high = json_string_value(json_object_get(field, "hi"));
    const char *text = json_string_value(json_is_string(field) ? field
                                                               : json_object_get(field, "text"));

    if (text != NULL)
        xp_string_add(out, text);
    else if (low != NULL && high != NULL)
        add_enclosure(out, low, high);
}

/* Of `check` the verdict on a property. */
static const char *find_verdict(const json_t *object, const char *field)
{
    const json_t *list = json_object_get(object, "properties");
    size_t i;

    for (i = 0; i < json_array_size(list); i++)
    {
        const json_t *row = json_array_get(list, i);

        if (strcmp(json_string_value(json_object_get(row, "name")), field) == 0)
            return json_string_value(json_object_get(row, "verdict"));
    }
    return NULL;
}

static void add_answer(xp_runs_t runs, const json_t *object, const char *field)
{
    xp_string_t text;

    if (strcmp(runs->command, "check") == 0)
    {
        add_cell(runs, find_verdict(object, field));
        return;
    }
    xp_string_init(text);
    add_field(text, json_object_get(object, field));
    add_cell(runs, text->text);
    xp_string_clear(text);
}

static int add_bytes(const char *bytes, size_t length, void *data)
{
    xp_string_add_bytes(data, bytes, length);
    return 0;
}

/* A run without an output: what there is to say of it, in the form of an output. */
static json_t *describe_failure(const xp_runs_t runs, const char *const *values,
                                int exit_status, const char *note)
{
    json_t *object = json_object(), *parameters = json_object();
    size_t i;

    for (i = 0; i < runs->parameter_count; i++)
        json_object_set_new(parameters, runs->parameter[i], xp_json_text(values[i]));
    json_object_set_new(object, "schema", json_string("expost/1"));
    json_object_set_new(object, "version", json_string(xp_report_version()));
    json_object_set_new(object, "command", json_string(runs->command));
    json_object_set_new(object, "parameters", parameters);
    json_object_set_new(object, "exit", json_sprintf("%d", exit_status));
    json_object_set_new(object, "error", xp_json_text(note));
    return object;
}

/* The first message, without the program's name. */
static char *shorten(const char *messages)
{
    static const char name[] = "expost: ";
    const char *start = strncmp(messages, name, sizeof name - 1) == 0
                            ? messages + sizeof name - 1 : messages;

    return xp_strndup(start, strcspn(start, "\n"));
}

void xp_runs_add(xp_runs_t runs, const char *const *values, const xp_string_t output,
                  int exit_status, const char *messages)
{
    json_t *object = output->length == 0 ? NULL
                                         : json_loadb(output->text, output->length, 0, NULL);
    const char *reason = json_string_value(json_object_get(object, "reason"));
    char *note = reason != NULL ? xp_strdup(reason) : shorten(messages);
    xp_string_t status;
    size_t i;

    for (i = 0; i < runs->parameter_count; i++)
        add_cell(runs, values[i]);
    for (i = 0; i < runs->column_count; i++)
        add_answer(runs, object, runs->column[i].field);
    xp_string_init(status);
    xp_string_printf(status, "%d", exit_status);
    add_cell(runs, status->text);
    xp_string_clear(status);
    add_cell(runs, note);
    runs->noted = runs->noted || note[0] != '\0';
    if (object == NULL)
        object = describe_failure(runs, values, exit_status, note);
    json_dump_callback(object, add_bytes, runs->lines, JSON_COMPACT | JSON_PRESERVE_ORDER);
    xp_string_add_char(runs->lines, '\n');
    json_decref(object);
    free(note);
}

/* A number with its decimals; what is none stays as it is. */
static void set_number(xp_sheet_t sheet, const char *text, long digits)
{
    xp_error_t error;
    fmpq_t value;

    xp_error_init(error);
    fmpq_init(value);
    if (digits >= 0 && text[0] != '\0'
        && xp_rat_set_text(value, text, strlen(text), error) == XP_OK)
        xp_sheet_add_rational(sheet, value, digits);
    else
        xp_sheet_add_number(sheet, text);
    fmpq_clear(value);
    xp_error_clear(error);
}

static void begin_table(xp_sheet_t sheet, const xp_runs_t runs, size_t columns)
{
    const char **heading = xp_malloc(columns * sizeof(char *));
    xp_align_t *align = xp_malloc(columns * sizeof(xp_align_t));
    size_t k = 0, i;

    for (i = 0; i < runs->parameter_count; i++)
    {
        heading[k] = runs->parameter[i];
        align[k++] = XP_ALIGN_RIGHT;
    }
    for (i = 0; i < runs->column_count; i++)
    {
        heading[k] = runs->column[i].heading;
        align[k++] = runs->column[i].is_number ? XP_ALIGN_RIGHT : XP_ALIGN_LEFT;
    }
    heading[k] = "Exit";
    align[k++] = XP_ALIGN_RIGHT;
    if (k < columns)
    {
        heading[k] = "Note";
        align[k] = XP_ALIGN_LEFT;
    }
    xp_sheet_add_table(sheet, NULL, columns, heading, align);
    free(heading);
    free(align);
}

void xp_runs_write(xp_string_t out, const xp_runs_t runs, xp_format_t format, long digits,
                    const char *line)
{
    size_t width = runs->parameter_count + runs->column_count + 2, i;
    xp_sheet_t sheet;

    if (format == XP_FORMAT_JSON)
    {
        xp_string_add_bytes(out, runs->lines->text, runs->lines->length);
        return;
    }
    xp_sheet_init(sheet);
    begin_table(sheet, runs, runs->noted ? width : width - 1);
    for (i = 0; i < runs->cell_count; i++)
    {
        size_t k = i % width;

        if (k + 1 == width && !runs->noted)
            continue;
        if (k < runs->parameter_count || k + 2 == width)
            xp_sheet_add_number(sheet, runs->cell[i]);
        else if (k + 1 < width && runs->column[k - runs->parameter_count].is_number)
            set_number(sheet, runs->cell[i], digits);
        else
            xp_sheet_add_cell(sheet, runs->cell[i]);
    }
    xp_sheet_write(out, sheet, format, line);
    xp_sheet_clear(sheet);
}
