/* The linear system in free MPS format, column by column. */
#include <expost/cert/export.h>

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

#include "cert/export_system.h"

/* One number of the matrix, in the order of columns, then rows; row -1 is the objective. */
typedef struct
{
    slong column;
    slong row;
    fmpz number;
} entry_t;

/*
 * What the sections ROWS, COLUMNS and RHS say.
 *   name    of each row, one behind the other; start: where each begins
 */
typedef struct
{
    entry_t *entry;
    size_t count;
    size_t room;
    xp_string_t name;
    size_t *start;
    slong rows;
    size_t row_room;
    xp_string_t rows_section;
    xp_string_t right_section;
} matrix_t;

static void init_matrix(matrix_t *matrix)
{
    matrix->entry = NULL;
    matrix->count = matrix->room = 0;
    matrix->start = NULL;
    matrix->rows = 0;
    matrix->row_room = 0;
    xp_string_init(matrix->name);
    xp_string_init(matrix->rows_section);
    xp_string_init(matrix->right_section);
}

static void clear_matrix(matrix_t *matrix)
{
    size_t e;

    for (e = 0; e < matrix->count; e++)
        fmpz_clear(&matrix->entry[e].number);
    free(matrix->entry);
    free(matrix->start);
    xp_string_clear(matrix->name);
    xp_string_clear(matrix->rows_section);
    xp_string_clear(matrix->right_section);
}

static void add_integer(xp_string_t out, const fmpz_t number)
{
    char *text = fmpz_get_str(NULL, 10, number);

    xp_string_add(out, text);
    flint_free(text);
}

static void add_entries(matrix_t *matrix, slong number, const xp_row_t row, const fmpz_t factor,
                        int turned)
{
    slong e;

    for (e = 0; e < row->length; e++)
    {
        entry_t *entry;

        xp_array_grow(&matrix->entry, &matrix->room, matrix->count, sizeof(entry_t));
        entry = matrix->entry + matrix->count++;
        entry->column = row->unknown[e];
        entry->row = number;
        fmpz_init(&entry->number);
        xp_system_scaled(&entry->number, row->coefficient + e, factor);
        if (turned)
            fmpz_neg(&entry->number, &entry->number);
    }
}

static void add_row(matrix_t *matrix, const xp_question_t *system, const xp_system_walk_t *walk)
{
    fmpz_t factor, number;
    const char *name;

    fmpz_init(factor);
    fmpz_init(number);
    xp_system_factor(factor, walk->row);
    xp_array_grow(&matrix->start, &matrix->row_room, (size_t) matrix->rows, sizeof(size_t));
    matrix->start[matrix->rows] = matrix->name->length;
    xp_system_add_row(matrix->name, system, &walk->key);
    name = matrix->name->text + matrix->start[matrix->rows];
    if (!fmpz_is_one(factor))
    {
        xp_string_add(matrix->rows_section, "* times ");
        add_integer(matrix->rows_section, factor);
        xp_string_add_char(matrix->rows_section, '\n');
    }
    xp_string_printf(matrix->rows_section, " %c ", walk->row->equation ? 'E' : 'G');
    xp_string_add(matrix->rows_section, name);
    xp_string_add_char(matrix->rows_section, '\n');
    xp_system_scaled(number, walk->row->right, factor);
    if (!fmpz_is_zero(number))
    {
        xp_string_add(matrix->right_section, " RHS ");
        xp_string_add(matrix->right_section, name);
        xp_string_add_char(matrix->right_section, ' ');
        add_integer(matrix->right_section, number);
        xp_string_add_char(matrix->right_section, '\n');
    }
    add_entries(matrix, matrix->rows++, walk->row, factor, 0);
    /* A zero byte ends each name. */
    xp_string_add_bytes(matrix->name, "", 1);
    fmpz_clear(number);
    fmpz_clear(factor);
}

static void add_objective(xp_string_t out, matrix_t *matrix, const xp_question_t *system)
{
    xp_row_t row;
    fmpz_t factor;
    fmpq_t constant;

    if (system->objective == XP_OBJECTIVE_NONE)
        return;
    xp_row_init(row);
    fmpz_init(factor);
    fmpq_init(constant);
    xp_row_set_objective(row, system);
    xp_system_left_factor(factor, row);
    fmpq_neg(constant, row->right);
    xp_string_printf(out, "* %s is %sobj / ", xp_objective_word(system->objective),
                     system->maximise ? "- " : "");
    add_integer(out, factor);
    xp_string_add(out, " + ");
    xp_rat_add_text(out, constant);
    xp_string_add_char(out, '\n');
    add_entries(matrix, -1, row, factor, system->maximise);
    fmpq_clear(constant);
    fmpz_clear(factor);
    xp_row_clear(row);
}

static int compare_entries(const void *a, const void *b)
{
    const entry_t *first = a, *second = b;

    if (first->column != second->column)
        return first->column < second->column ? -1 : 1;
    return (first->row > second->row) - (first->row < second->row);
}

static void add_columns(xp_string_t out, const matrix_t *matrix, const xp_question_t *system,
                        xp_pace_struct *pace)
{
    const slong count = xp_unknown_count(system);
    const entry_t *entry = matrix->entry, *end = matrix->entry + matrix->count;
    int integer = 0;
    slong u;

    xp_string_add(out, "COLUMNS\n");
    for (u = 0; u < count && !xp_pace_step(pace, 1); u++)
    {
        if (system->deterministic && xp_system_is_probability(system, u) != integer)
        {
            integer = !integer;
            xp_string_printf(out, " MARKER 'MARKER' '%s'\n", integer ? "INTORG" : "INTEND");
        }
        /* A column without numbers is stated all the same. */
        if (entry == end || entry->column != u)
        {
            xp_string_add_char(out, ' ');
            xp_system_add_column(out, system, u);
            xp_string_add(out, " obj 0\n");
        }
        for (; entry < end && entry->column == u && !xp_pace_step(pace, 1); entry++)
        {
            xp_string_add_char(out, ' ');
            xp_system_add_column(out, system, u);
            xp_string_add_char(out, ' ');
            xp_string_add(out, entry->row < 0 ? "obj"
                                              : matrix->name->text + matrix->start[entry->row]);
            xp_string_add_char(out, ' ');
            add_integer(out, &entry->number);
            xp_string_add_char(out, '\n');
        }
    }
    if (integer)
        xp_string_add(out, " MARKER 'MARKER' 'INTEND'\n");
}

static void add_bounds(xp_string_t out, const xp_question_t *system, xp_pace_struct *pace)
{
    const slong count = xp_unknown_count(system);
    slong u;

    xp_string_add(out, "BOUNDS\n");
    for (u = 0; u < count && !xp_pace_step(pace, 1); u++)
    {
        if (xp_system_is_probability(system, u))
        {
            if (!system->deterministic)
                continue;
            xp_string_add(out, " UP BND ");
            xp_system_add_column(out, system, u);
            xp_string_add(out, " 1\n");
            continue;
        }
        xp_string_add(out, " FR BND ");
        xp_system_add_column(out, system, u);
        xp_string_add_char(out, '\n');
    }
}

xp_status_t xp_export_mps(xp_string_t out, const xp_question_t *question,
                          const xp_progress_t *progress, xp_error_t error)
{
    const size_t length = out->length;
    xp_pace_struct pace = xp_system_pace(progress);
    xp_system_walk_t walk;
    xp_question_t system;
    matrix_t matrix;

    xp_system_question(&system, question);
    init_matrix(&matrix);
    xp_string_add(out,
                  "* Rows are named by their keys in expost-certificate(5).\n"
                  "* p_I_T1_..._TN: payment of agent I at the profile.\n"
                  "* x_T1_..._TN_A: probability of outcome A there.  w: the deficit.\n"
                  "* So that all numbers are integers, a row is multiplied by the number above\n"
                  "* its line in ROWS.  To be minimised.\n");
    add_objective(out, &matrix, &system);
    xp_system_walk_init(&walk, &system, &pace);
    while (xp_system_walk_next(&walk))
        add_row(&matrix, &system, &walk);
    xp_system_walk_clear(&walk);
    if (matrix.count > 0 && !xp_pace_stopped(&pace))
        qsort(matrix.entry, matrix.count, sizeof(entry_t), compare_entries);
    xp_string_add(out, "NAME expost\nROWS\n N obj\n");
    xp_string_add_bytes(out, matrix.rows_section->text, matrix.rows_section->length);
    add_columns(out, &matrix, &system, &pace);
    xp_string_add(out, "RHS\n");
    xp_string_add_bytes(out, matrix.right_section->text, matrix.right_section->length);
    add_bounds(out, &system, &pace);
    xp_string_add(out, "ENDATA\n");
    clear_matrix(&matrix);
    return xp_system_end(out, length, &pace, error);
}
