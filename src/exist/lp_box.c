/* Impossibility from a few types of each agent: the rows among them are rows of the whole. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "exist/lp_forms.h"

#define BIT(property) XP_PROPERTY_BIT(property)

/* A box is tried while it has at most this part of the profiles. */
#define LARGEST_PART 4

/* chosen[i] has a flag for each type of agent i. */
typedef struct
{
    const xp_environment_struct *environment;
    unsigned char **chosen;
} box_t;

static void init_box(box_t *box, const xp_environment_struct *environment)
{
    box->environment = environment;
    box->chosen = xp_malloc((size_t) environment->agent_count * sizeof *box->chosen);
    for (slong i = 0; i < environment->agent_count; i++)
        box->chosen[i] = xp_calloc((size_t) environment->agent[i].type_count, 1);
}

static void clear_box(box_t *box)
{
    for (slong i = 0; i < box->environment->agent_count; i++)
        free(box->chosen[i]);
    free(box->chosen);
}

/* size types of each agent, the first, the last, and others evenly between. */
static void choose_types(box_t *box, slong size)
{
    for (slong i = 0; i < box->environment->agent_count; i++)
    {
        const slong types = box->environment->agent[i].type_count;

        for (slong t = 0; t < types; t++)
            box->chosen[i][t] = types <= size;
        for (slong j = 0; j < size && types > size; j++)
            box->chosen[i][j * (types - 1) / (size - 1)] = 1;
    }
}

static void count_profiles(fmpz_t count, const xp_environment_struct *environment, slong size)
{
    fmpz_one(count);
    for (slong i = 0; i < environment->agent_count; i++)
    {
        const slong types = environment->agent[i].type_count;

        fmpz_mul_si(count, count, types < size ? types : size);
    }
}

/* Whether the row is about profiles of the box alone. */
static int has_row(const box_t *box, const xp_row_key_t *key)
{
    const xp_profiles_struct *profiles = box->environment->profiles;
    const slong x = key->others < 0 ? key->profile
                                    : xp_profiles_line_start(profiles, key->agent, key->others);

    if (key->others >= 0
        && !(box->chosen[key->agent][key->type] && box->chosen[key->agent][key->report]))
        return 0;
    for (slong j = 0; j < profiles->agents; j++)
        if ((key->others < 0 || j != key->agent)
            && !box->chosen[j][x / profiles->stride[j] % profiles->types[j]])
            return 0;
    return 1;
}

static void add_rows(xp_program_struct *program, const box_t *box)
{
    for (int k = 0; k < XP_ROW_KIND_COUNT; k++)
    {
        const xp_row_kind_t kind = (xp_row_kind_t) k;
        const unsigned indices = xp_row_kind_indices(kind);
        xp_property_t property;
        xp_row_key_t key;

        if (!(indices & (XP_ROW_HAS_OTHERS | XP_ROW_HAS_PROFILE)) || kind == XP_ROW_NOPAY
            || !xp_row_kind_property(&property, kind)
            || !(program->question.properties & BIT(property))
            || (kind == XP_ROW_EPIR && program->takes_epir)
            || (kind == XP_ROW_NPT && program->takes_npt)
            || !xp_row_first(&key, &program->question, kind))
            continue;
        do
        {
            if (has_row(box, &key))
                xp_program_add(program, &key);
        } while (!xp_pace_step(&program->pace, 1) && xp_row_next(&key, &program->question));
    }
}

static xp_status_t solve_box(int *refuted, xp_decision_struct *decision,
                             const xp_question_t *question, const box_t *box,
                             const xp_decide_options_t *options, const xp_progress_t *progress,
                             xp_error_t error)
{
    xp_status_t status;
    xp_program_t program;
    xp_lp_result_t result;

    xp_program_init(program, question, NULL, 0, 0, progress);
    xp_lp_result_init(result);
    add_rows(program, box);
    status = xp_program_solve(result, program, options, &decision->stats, progress, error);
    *refuted = status == XP_OK && result->verdict == XP_LP_INFEASIBLE;
    if (*refuted)
        status = xp_lp_set_plain_verdict(decision, program, result, error);
    xp_lp_result_clear(result);
    xp_program_clear(program);
    return status;
}

xp_status_t xp_lp_refute_in_boxes(int *refuted, xp_decision_t decision,
                                  const xp_question_t *question,
                                  const xp_decide_options_t *options,
                                  const xp_progress_t *progress, xp_error_t error)
{
    const slong most = question->environment->profiles->size / LARGEST_PART;
    xp_question_t plain = *question;
    xp_status_t status = XP_OK;
    box_t box;
    fmpz_t count;

    *refuted = 0;
    if (question->rule == NULL)
        return XP_OK;
    plain.objective = XP_OBJECTIVE_NONE;
    plain.maximise = 0;
    fmpz_init(count);
    init_box(&box, question->environment);
    for (slong size = 2; status == XP_OK && !*refuted; size = 2 * size - 1)
    {
        count_profiles(count, question->environment, size);
        if (fmpz_cmp_si(count, most) > 0)
            break;
        choose_types(&box, size);
        status = solve_box(refuted, decision, &plain, &box, options, progress, error);
    }
    clear_box(&box);
    fmpz_clear(count);
    return status;
}
