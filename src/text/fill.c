/* Tables of the values of formulas. */
#include "text/reader.h"

#include <stdlib.h>

#include <expost/base/memory.h>

static slong count_rows(const xp_reader_t *reader, const xp_formula_t *formula, xp_rows_t rows)
{
    const xp_source_struct *source = reader->source;
    const xp_profiles_struct *profiles = reader->model->environment->profiles;

    switch (rows)
    {
        case XP_ROWS_TYPE:
            return source->class[source->class_of[formula->self]].count;
        case XP_ROWS_OTHERS:
            return xp_profiles_lines(profiles, formula->self);
        default:
            return profiles->size;
    }
}

/* Moves to the profile of a row after the first. */
static void go_to_row(slong *profile, const xp_reader_t *reader, const xp_formula_t *formula,
                      xp_rows_t rows, slong row)
{
    const xp_profiles_struct *profiles = reader->model->environment->profiles;

    switch (rows)
    {
        case XP_ROWS_TYPE:
            profile[formula->self] = row;
            break;
        case XP_ROWS_OTHERS:
            xp_profiles_get(profile, profiles,
                            xp_profiles_line_start(profiles, formula->self, row));
            break;
        default:
            (void) xp_profiles_next(profile, profiles);
            break;
    }
}

/* The values at one outcome, into value; the failure has its place. */
static xp_status_t fill_rows(fmpq *value, xp_reader_t *reader, const xp_formula_t *formula,
                             xp_rows_t rows, slong outcome, xp_error_t error)
{
    const xp_code_struct *code = xp_formula_at(formula, outcome);
    slong count = count_rows(reader, formula, rows);
    slong *profile;
    xp_status_t status = XP_OK;

    if (code == NULL)
    {
        return XP_OK;
    }
    profile = xp_calloc((size_t) reader->source->agent_count, sizeof(slong));
    for (slong row = 0; row < count && status == XP_OK; row++)
    {
        xp_point_t point;

        if (row > 0)
        {
            go_to_row(profile, reader, formula, rows, row);
        }
        xp_point_init(&point, formula->source, formula->self, outcome, profile);
        status = xp_code_number(value + row, code, &point, error);
        if (status != XP_OK)
        {
            xp_formula_explain(error, formula, code, &point);
        }
        else
        {
            status = xp_reader_tick(reader, row + 1, count, error);
        }
    }
    free(profile);
    return status;
}

/* Fills the table; the failure has its place, unless there is no memory to begin with. */
static xp_status_t fill_table(xp_table_t table, xp_reader_t *reader, const xp_formula_t *formula,
                              xp_rows_t rows, int outcomes, xp_error_t error)
{
    slong count = count_rows(reader, formula, rows);
    slong m = outcomes ? reader->source->outcome_count : 1;
    fmpq *value;
    void *memory = NULL;
    xp_status_t status = xp_table_alloc(&memory, (size_t) count * (size_t) m, sizeof(fmpq),
                                        error);

    value = memory;
    if (status != XP_OK)
    {
        return status;
    }
    for (slong e = 0; e < count * m; e++)
    {
        fmpq_init(value + e);
    }
    for (slong a = 0; a < m && status == XP_OK; a++)
    {
        status = fill_rows(value + a * count, reader, formula, rows, outcomes ? a : -1, error);
    }
    if (status == XP_OK)
    {
        status = xp_table_set_fmpq_vec(table, value, count * m, error);
        if (status != XP_OK)
        {
            xp_source_set_place(error, reader->source, 0);
        }
    }
    for (slong e = 0; e < count * m; e++)
    {
        fmpq_clear(value + e);
    }
    free(value);
    return status;
}

int xp_fill_table(xp_table_t table, xp_reader_t *reader, const xp_formula_t *formula,
                  xp_rows_t rows, int outcomes)
{
    xp_error_t error;
    xp_status_t status;

    xp_error_init(error);
    status = fill_table(table, reader, formula, rows, outcomes, error);
    if (status != XP_OK && status != XP_STOPPED && error->line == 0)
    {
        xp_reader_take_at(reader, status, error, 0);
    }
    else if (status != XP_OK)
    {
        xp_reader_take(reader, status, error);
    }
    xp_error_clear(error);
    return status == XP_OK;
}

int xp_try_table(xp_table_t table, xp_reader_t *reader, const xp_formula_t *formula,
                 xp_rows_t rows, int outcomes)
{
    xp_error_t error;
    xp_status_t status;

    xp_error_init(error);
    status = fill_table(table, reader, formula, rows, outcomes, error);
    xp_error_clear(error);
    return status == XP_OK;
}

/* Whether two agents of one block have the same private formula. */
static int is_shared(const xp_formula_t *first, const xp_formula_t *formula)
{
    return first->by_outcome == formula->by_outcome && first->general == formula->general &&
           !(xp_formula_reads(first) & XP_READS_SELF);
}

static void fill_value(xp_reader_t *reader, slong i)
{
    const xp_source_struct *source = reader->source;
    const xp_formula_t *formula = &reader->value[i];
    xp_environment_struct *environment = reader->model->environment;
    xp_agent_struct *agent = &environment->agent[i];
    slong first = source->class[source->class_of[i]].first;

    if (formula->source == NULL)
    {
        return;
    }
    if (!(xp_formula_reads(formula) & XP_READS_OTHERS))
    {
        if (i > first && is_shared(&reader->value[first], formula))
        {
            xp_table_set(agent->value, environment->agent[first].value);
            return;
        }
        (void) xp_fill_table(agent->value, reader, formula, XP_ROWS_TYPE, 1);
        return;
    }
    agent->interdependent = 1;
    if (xp_profiles_are_listed(environment->profiles))
    {
        (void) xp_fill_table(agent->value, reader, formula, XP_ROWS_PROFILE, 1);
        return;
    }
    agent->value_function.evaluate = xp_formula_evaluate;
    agent->value_function.context = formula;
}

/* Agents of a block whose first one failed are left out: their faults would be the same. */
void xp_fill_values(xp_reader_t *reader)
{
    const xp_source_struct *source = reader->source;

    for (slong c = 0; c < source->class_count; c++)
    {
        size_t faults = reader->faults;

        for (slong s = 0; s < source->class[c].agents && faults == reader->faults; s++)
        {
            fill_value(reader, source->class[c].first + s);
        }
    }
}

static void fill_outside(xp_reader_t *reader, slong i)
{
    const xp_formula_t *formula = &reader->outside[i];
    xp_environment_struct *environment = reader->model->environment;
    xp_agent_struct *agent = &environment->agent[i];
    int others, outcomes;

    if (formula->source == NULL || (formula->general == NULL && formula->by_outcome == NULL))
    {
        return;
    }
    others = (xp_formula_reads(formula) & XP_READS_OTHERS) != 0;
    outcomes = formula->by_outcome != NULL;
    if (outcomes)
    {
        agent->outside_kind = others ? XP_OUTSIDE_BOTH : XP_OUTSIDE_OUTCOME;
    }
    else
    {
        agent->outside_kind = others ? XP_OUTSIDE_PROFILE : XP_OUTSIDE_TYPE;
    }
    if (others && !xp_profiles_are_listed(environment->profiles))
    {
        agent->outside_function.evaluate = xp_formula_evaluate;
        agent->outside_function.context = formula;
        return;
    }
    (void) xp_fill_table(agent->outside, reader, formula,
                         others ? XP_ROWS_PROFILE : XP_ROWS_TYPE, outcomes);
}

void xp_fill_outside(xp_reader_t *reader)
{
    const xp_source_struct *source = reader->source;

    for (slong c = 0; c < source->class_count; c++)
    {
        size_t faults = reader->faults;

        for (slong s = 0; s < source->class[c].agents && faults == reader->faults; s++)
        {
            fill_outside(reader, source->class[c].first + s);
        }
    }
}
