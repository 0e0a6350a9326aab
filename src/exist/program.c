/* A linear program made of named rows, and the way back from its answer. */
#include "exist/program.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#define BIT(property) XP_PROPERTY_BIT(property)

static slong payment_count(const xp_question_t *question)
{
    return question->environment->agent_count * question->environment->profiles->size;
}

xp_properties_t xp_program_properties(const xp_question_t *question)
{
    xp_properties_t properties = xp_properties_reduce(question->properties);

    /* Under private values, which dsic needs, both are the same rows. */
    if ((properties & BIT(XP_DSIC)) && (properties & BIT(XP_EPIC)))
        properties &= ~BIT(XP_EPIC);
    return properties;
}

/* p_i(theta) = v_i - o_i - column: the right side of the row epir of a fixed rule, turned. */
static void set_utility_offset(xp_program_struct *program, slong unknown)
{
    const slong agents = program->question.environment->agent_count;
    xp_row_key_t key;

    xp_row_key_init(&key, XP_ROW_EPIR);
    key.agent = unknown % agents;
    key.profile = unknown / agents;
    xp_scaled_row_set(program->row, &program->question, &key);
    fmpq_set_fmpz_frac(program->offset + unknown, program->row->right,
                       program->row->denominator);
    fmpq_neg(program->offset + unknown, program->offset + unknown);
    program->sign[unknown] = -1;
}

static void place_payments(xp_program_struct *program)
{
    const slong payments = payment_count(&program->question);
    const int none = (program->question.properties & BIT(XP_NOPAY)) || program->omitted;

    for (slong u = 0; u < payments; u++)
    {
        program->sign[u] = 1;
        program->column[u] = none ? -1 : program->columns++;
        if (program->takes_epir && !xp_pace_step(&program->pace, 1))
            set_utility_offset(program, u);
    }
}

static void place_probabilities(xp_program_struct *program)
{
    const xp_environment_struct *environment = program->question.environment;
    const slong outcomes = environment->outcome_count;
    slong u = payment_count(&program->question);

    for (slong x = 0; x < environment->profiles->size; x++)
        for (slong a = 0; a < outcomes; a++, u++)
        {
            const slong fixed = program->fixed == NULL ? -1 : program->fixed[x];

            program->sign[u] = 1;
            program->column[u] = fixed >= 0 ? -1 : program->columns++;
            if (fixed == a)
                fmpq_one(program->offset + u);
        }
}

static void set_objective(xp_program_struct *program)
{
    const xp_question_t *question = &program->question;
    const xp_scaled_row_struct *row = program->row;

    if (question->objective == XP_OBJECTIVE_NONE || xp_pace_stopped(&program->pace))
        return;
    xp_scaled_row_set_objective(program->row, question);
    for (slong e = 0; e < row->length && !xp_pace_step(&program->pace, 1); e++)
    {
        const slong u = row->unknown[e];
        const slong column = program->column[u];

        if (column < 0)
            continue;
        fmpq_set_fmpz_frac(program->lp->objective + column, row->coefficient + e,
                           row->denominator);
        if ((program->sign[u] < 0) != (question->maximise != 0))
            fmpq_neg(program->lp->objective + column, program->lp->objective + column);
    }
}

void xp_program_init(xp_program_t program, const xp_question_t *question, const slong *fixed,
                     int omitted, slong extra, const xp_progress_t *progress)
{
    const slong payments = payment_count(question);
    const slong profiles = question->environment->profiles->size;

    program->pace = xp_pace(progress, "rows of the linear program", 0);
    program->question = *question;
    program->question.properties = xp_program_properties(question);
    program->unknowns = xp_unknown_count(question);
    program->fixed = NULL;
    if (fixed != NULL)
    {
        program->fixed = xp_malloc((size_t) profiles * sizeof *fixed);
        memcpy(program->fixed, fixed, (size_t) profiles * sizeof *fixed);
    }
    program->omitted = omitted;
    program->takes_epir = question->rule != NULL && !omitted
                          && !(program->question.properties & BIT(XP_NOPAY))
                          && (program->question.properties & BIT(XP_EPIR));
    program->takes_npt = !program->takes_epir && !omitted
                         && (program->question.properties & BIT(XP_NPT));
    program->column = xp_malloc(((size_t) program->unknowns + 1) * sizeof *program->column);
    program->sign = xp_malloc((size_t) program->unknowns + 1);
    program->offset = _fmpq_vec_init(program->unknowns);
    program->columns = 0;
    program->key = NULL;
    program->key_room = 0;
    xp_scaled_row_init(program->row);
    place_payments(program);
    if (question->rule == NULL)
        place_probabilities(program);
    if (question->objective == XP_OBJECTIVE_WORST_DEFICIT)
    {
        program->sign[program->unknowns - 1] = 1;
        program->column[program->unknowns - 1] = program->columns++;
    }
    program->columns += extra;
    xp_lp_init(program->lp, program->columns);
    for (slong u = 0; u < program->unknowns; u++)
        if (program->column[u] >= 0 && (u >= payments || program->takes_epir || program->takes_npt))
            program->lp->nonnegative[program->column[u]] = 1;
    if (question->objective == XP_OBJECTIVE_WORST_DEFICIT)
        program->lp->nonnegative[program->column[program->unknowns - 1]] = 0;
    set_objective(program);
}

void xp_program_clear(xp_program_t program)
{
    free(program->fixed);
    free(program->column);
    free(program->sign);
    _fmpq_vec_clear(program->offset, program->unknowns);
    xp_lp_clear(program->lp);
    free(program->key);
    xp_scaled_row_clear(program->row);
}

void xp_program_open_row(xp_program_struct *program, const xp_row_key_t *key, int equation,
                         const fmpq_t right)
{
    const size_t row = (size_t) program->lp->row_count;

    xp_array_grow(&program->key, &program->key_room, row, sizeof *program->key);
    if (key != NULL)
        program->key[row] = *key;
    else
        program->key[row].kind = XP_ROW_KIND_COUNT;
    xp_lp_add_row(program->lp, equation, right);
}

void xp_program_add(xp_program_t program, const xp_row_key_t *key)
{
    const xp_scaled_row_struct *row = program->row;
    slong entries = 0;
    fmpq_t right;
    fmpq_t number;

    if (xp_pace_step(&program->pace, 1))
        return;
    fmpq_init(right);
    fmpq_init(number);
    xp_scaled_row_set(program->row, &program->question, key);
    fmpq_set_fmpz_frac(right, row->right, row->denominator);
    for (slong e = 0; e < row->length; e++)
    {
        const slong u = row->unknown[e];

        entries += program->column[u] >= 0;
        if (!fmpq_is_zero(program->offset + u))
        {
            fmpq_set_fmpz_frac(number, row->coefficient + e, row->denominator);
            fmpq_submul(right, number, program->offset + u);
        }
    }
    if (entries > 0 || (row->equation ? !fmpq_is_zero(right) : fmpq_sgn(right) > 0))
    {
        xp_program_open_row(program, key, row->equation, right);
        for (slong e = 0; e < row->length && !xp_pace_step(&program->pace, 1); e++)
        {
            const slong u = row->unknown[e];

            if (program->column[u] < 0)
                continue;
            fmpq_set_fmpz_frac(number, row->coefficient + e, row->denominator);
            if (program->sign[u] < 0)
                fmpq_neg(number, number);
            xp_lp_add_entry(program->lp, program->column[u], number);
        }
    }
    fmpq_clear(number);
    fmpq_clear(right);
}

void xp_program_add_kind(xp_program_t program, xp_row_kind_t kind)
{
    xp_row_key_t key;

    if (xp_row_first(&key, &program->question, kind))
        do
            xp_program_add(program, &key);
        while (!xp_pace_stopped(&program->pace) && xp_row_next(&key, &program->question));
}

void xp_program_add_properties(xp_program_t program, xp_properties_t properties)
{
    if (program->takes_epir)
        properties &= ~BIT(XP_EPIR);
    if (program->takes_npt)
        properties &= ~BIT(XP_NPT);
    for (int k = 0; k < XP_ROW_KIND_COUNT; k++)
    {
        xp_property_t property;

        if (k != XP_ROW_NOPAY && xp_row_kind_property(&property, (xp_row_kind_t) k)
            && (properties & BIT(property)) && !xp_pace_stopped(&program->pace))
            xp_program_add_kind(program, (xp_row_kind_t) k);
    }
}

void xp_program_add_frame(xp_program_t program)
{
    if (program->question.rule == NULL)
        xp_program_add_kind(program, XP_ROW_ONE);
    if (program->question.objective == XP_OBJECTIVE_WORST_DEFICIT)
        xp_program_add_kind(program, XP_ROW_WORST);
}

void xp_program_unknowns(fmpq *unknown, const xp_program_t program, const fmpq *x)
{
    for (slong u = 0; u < program->unknowns; u++)
    {
        fmpq_set(unknown + u, program->offset + u);
        if (program->column[u] < 0)
            continue;
        if (program->sign[u] < 0)
            fmpq_sub(unknown + u, unknown + u, x + program->column[u]);
        else
            fmpq_add(unknown + u, unknown + u, x + program->column[u]);
    }
}

void xp_program_direction(fmpq *direction, const xp_program_t program, const fmpq *ray)
{
    const slong payments = payment_count(&program->question);

    for (slong u = 0; u < payments; u++)
    {
        fmpq_zero(direction + u);
        if (program->column[u] < 0)
            continue;
        fmpq_set(direction + u, ray + program->column[u]);
        if (program->sign[u] < 0)
            fmpq_neg(direction + u, direction + u);
    }
}

xp_status_t xp_program_solve(xp_lp_result_t result, const xp_program_t program,
                             const xp_decide_options_t *options, xp_decide_stats_t *stats,
                             const xp_progress_t *progress, xp_error_t error)
{
    const xp_objective_t objective = program->question.objective;
    xp_lp_options_t engine;

    if (xp_pace_stopped(&program->pace))
    {
        xp_error_set(error, "stopped while writing the linear program");
        return XP_STOPPED;
    }
    memset(&engine, 0, sizeof engine);
    engine.primal = objective != XP_OBJECTIVE_NONE && objective != XP_OBJECTIVE_WORST_DEFICIT;
    if (options != NULL)
    {
        engine.engine = (xp_lp_engine_t *) options->engine;
        engine.seconds = options->engine_seconds;
        engine.memory = options->engine_memory;
    }
    stats->engine_runs++;
    if (program->lp->entry_count >= stats->entries)
    {
        stats->columns = program->lp->column_count;
        stats->rows = program->lp->row_count;
        stats->entries = program->lp->entry_count;
    }
    return xp_lp_solve(result, program->lp, &engine, progress, error);
}
