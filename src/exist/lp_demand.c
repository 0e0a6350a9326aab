/* The linear program whose ex-post incentive rows are added when a solution violates them. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "exist/lp_forms.h"

#define BIT(property) XP_PROPERTY_BIT(property)

/* So many violated rows, or as many as there are profiles, are added without choosing. */
#define ADD_ALL 200

/* The violated rows of one scan; worst: of each agent, type and line the most violated. */
typedef struct
{
    xp_row_key_t *key;
    size_t count;
    size_t room;
    xp_row_key_t *worst;
    size_t worst_count;
    size_t worst_room;
} violated_t;

static void init_violated(violated_t *violated)
{
    memset(violated, 0, sizeof *violated);
}

static void clear_violated(violated_t *violated)
{
    free(violated->key);
    free(violated->worst);
}

static void enter(xp_row_key_t **keys, size_t *count, size_t *room, const xp_row_key_t *key)
{
    xp_array_grow(keys, room, *count, sizeof **keys);
    (*keys)[(*count)++] = *key;
}

/* slack = the row at the point (homogeneous: with right side 0), in a positive unit. */
static void find_slack(fmpz_t slack, const xp_scaled_row_struct *row,
                       const xp_table_struct *point, int homogeneous)
{
    fmpz_zero(slack);
    if (!homogeneous)
        fmpz_submul(slack, row->right, point->denominator);
    for (slong e = 0; e < row->length; e++)
        if (row->unknown[e] < point->length)
            fmpz_addmul(slack, row->coefficient + e, point->entry + row->unknown[e]);
}

/* The rows of one agent and type, which come report by report, line by line. */
static void scan_type(violated_t *violated, xp_row_key_t *key, int *more,
                      xp_program_struct *program, const xp_table_struct *point,
                      int homogeneous)
{
    const xp_question_t *question = &program->question;
    const xp_row_key_t start = *key;
    const slong lines = xp_profiles_lines(question->environment->profiles, start.agent);
    fmpz *least = _fmpz_vec_init(lines);
    slong *report = xp_malloc((size_t) lines * sizeof *report);
    fmpz_t slack;

    fmpz_init(slack);
    for (slong o = 0; o < lines; o++)
        report[o] = -1;
    while (*more && !xp_pace_step(&program->pace, 1) && key->agent == start.agent
           && key->type == start.type)
    {
        xp_scaled_row_set(program->row, question, key);
        find_slack(slack, program->row, point, homogeneous);
        if (fmpz_sgn(slack) < 0)
        {
            enter(&violated->key, &violated->count, &violated->room, key);
            if (fmpz_cmp(slack, least + key->others) < 0)
            {
                fmpz_set(least + key->others, slack);
                report[key->others] = key->report;
            }
        }
        *more = xp_row_next(key, question);
    }
    for (slong o = 0; o < lines; o++)
        if (report[o] >= 0)
        {
            xp_row_key_t worst = start;

            worst.report = report[o];
            worst.others = o;
            enter(&violated->worst, &violated->worst_count, &violated->worst_room, &worst);
        }
    fmpz_clear(slack);
    free(report);
    _fmpz_vec_clear(least, lines);
}

/* Adds the rows violated at a point (or along a direction of the payments); how many. */
static xp_status_t add_violated(size_t *added, xp_program_struct *program, xp_row_kind_t kind,
                                const fmpq *vector, slong length, int homogeneous,
                                xp_error_t error)
{
    const slong profiles = program->question.environment->profiles->size;
    xp_status_t status;
    violated_t violated;
    xp_table_t point;
    xp_row_key_t key;

    xp_table_init(point);
    init_violated(&violated);
    status = xp_table_set_fmpq_vec(point, vector, length, error);
    if (status == XP_OK)
    {
        int more = xp_row_first(&key, &program->question, kind);

        while (more && !xp_pace_stopped(&program->pace))
            scan_type(&violated, &key, &more, program, point, homogeneous);
        if (xp_pace_stopped(&program->pace))
        {
            xp_error_set(error, "stopped while looking for violated rows");
            status = XP_STOPPED;
        }
        else if (violated.count <= ADD_ALL || violated.count <= (size_t) profiles)
            for (size_t v = 0; v < violated.count; v++)
                xp_program_add(program, violated.key + v);
        else
            for (size_t v = 0; v < violated.worst_count; v++)
                xp_program_add(program, violated.worst + v);
        *added = violated.count;
    }
    clear_violated(&violated);
    xp_table_clear(point);
    return status;
}

/* The rows of neighbouring types, in the order of the file. */
static void add_neighbours(xp_program_struct *program, xp_row_kind_t kind)
{
    xp_row_key_t key;

    if (!xp_row_first(&key, &program->question, kind))
        return;
    do
    {
        if (key.report == key.type + 1 || key.report + 1 == key.type)
            xp_program_add(program, &key);
    } while (!xp_pace_step(&program->pace, 1) && xp_row_next(&key, &program->question));
}

/*
 * A refutation of some rows is one of all; an optimum over some rows is one over all when
 * its solution violates none; so is a ray when it violates none either.
 */
static xp_status_t solve_round(int *done, xp_lp_result_t result, xp_program_struct *program,
                               xp_row_kind_t kind, const xp_decide_options_t *options,
                               xp_decide_stats_t *stats, const xp_progress_t *progress,
                               xp_error_t error)
{
    const slong payments = program->question.environment->agent_count
                           * program->question.environment->profiles->size;
    size_t added = 0;
    fmpq *vector;
    xp_status_t status = xp_program_solve(result, program, options, stats, progress, error);

    *done = 1;
    if (status != XP_OK
        || (result->verdict != XP_LP_OPTIMAL && result->verdict != XP_LP_UNBOUNDED))
        return status;
    vector = _fmpq_vec_init(program->unknowns);
    if (result->verdict == XP_LP_UNBOUNDED)
    {
        xp_program_direction(vector, program, result->ray);
        status = add_violated(&added, program, kind, vector, payments, 1, error);
        *done = added == 0;
    }
    if (status == XP_OK)
    {
        xp_program_unknowns(vector, program, result->x);
        status = add_violated(&added, program, kind, vector, program->unknowns, 0, error);
        *done = *done && added == 0;
    }
    _fmpq_vec_clear(vector, program->unknowns);
    return status;
}

xp_status_t xp_decide_lp_demand(xp_decision_t decision, const xp_question_t *question,
                                const xp_decide_options_t *options,
                                const xp_progress_t *progress, xp_error_t error)
{
    const xp_properties_t incentives = BIT(XP_DSIC) | BIT(XP_EPIC);
    xp_status_t status;
    int done;
    xp_row_kind_t kind;
    xp_program_t program;
    xp_lp_result_t result;

    status = xp_lp_refute_in_boxes(&done, decision, question, options, progress, error);
    if (status != XP_OK || done)
        return status;
    xp_program_init(program, question, NULL, 0, 0, progress);
    xp_lp_result_init(result);
    kind = program->question.properties & BIT(XP_DSIC) ? XP_ROW_DSIC : XP_ROW_EPIC;
    xp_program_add_properties(program, program->question.properties & ~incentives);
    xp_program_add_frame(program);
    add_neighbours(program, kind);
    while (status == XP_OK && !done)
    {
        xp_lp_result_clear(result);
        xp_lp_result_init(result);
        status = solve_round(&done, result, program, kind, options, &decision->stats, progress,
                             error);
        decision->stats.rounds++;
    }
    if (status == XP_OK)
        status = xp_lp_set_plain_verdict(decision, program, result, error);
    xp_lp_result_clear(result);
    xp_program_clear(program);
    return status;
}
