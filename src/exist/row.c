/* Rows as rationals in lowest terms, from the same rows in integers. */
#include <expost/exist/row.h>

#include <stdlib.h>

#include <expost/base/memory.h>

#include "exist/scaled_row.h"

void xp_row_init(xp_row_t row)
{
    row->equation = 0;
    row->length = 0;
    row->room = 0;
    row->unknown = NULL;
    row->coefficient = NULL;
    fmpq_init(row->right);
}

void xp_row_clear(xp_row_t row)
{
    for (size_t e = 0; e < row->room; e++)
        fmpq_clear(row->coefficient + e);
    free(row->coefficient);
    free(row->unknown);
    fmpq_clear(row->right);
}

slong xp_unknown_count(const xp_question_t *question)
{
    const xp_environment_struct *environment = question->environment;
    const slong profiles = environment->profiles->size;

    return environment->agent_count * profiles
           + (question->rule == NULL ? environment->outcome_count * profiles : 0)
           + (question->objective == XP_OBJECTIVE_WORST_DEFICIT);
}

static void make_room(xp_row_struct *row, slong length)
{
    while (row->room < (size_t) length)
    {
        const size_t had = row->room;
        size_t room = had;

        xp_array_grow(&row->unknown, &room, had, sizeof *row->unknown);
        room = had;
        xp_array_grow(&row->coefficient, &room, had, sizeof *row->coefficient);
        for (size_t e = had; e < room; e++)
            fmpq_init(row->coefficient + e);
        row->room = room;
    }
}

static void set_from_scaled(xp_row_struct *row, const xp_scaled_row_struct *scaled)
{
    make_room(row, scaled->length);
    row->equation = scaled->equation;
    row->length = scaled->length;
    for (slong e = 0; e < scaled->length; e++)
    {
        row->unknown[e] = scaled->unknown[e];
        fmpq_set_fmpz_frac(row->coefficient + e, scaled->coefficient + e, scaled->denominator);
    }
    fmpq_set_fmpz_frac(row->right, scaled->right, scaled->denominator);
}

void xp_row_set(xp_row_t row, const xp_question_t *question, const xp_row_key_t *key)
{
    xp_scaled_row_t scaled;

    xp_scaled_row_init(scaled);
    xp_scaled_row_set(scaled, question, key);
    set_from_scaled(row, scaled);
    xp_scaled_row_clear(scaled);
}

void xp_row_set_objective(xp_row_t row, const xp_question_t *question)
{
    xp_scaled_row_t scaled;

    xp_scaled_row_init(scaled);
    xp_scaled_row_set_objective(scaled, question);
    set_from_scaled(row, scaled);
    xp_scaled_row_clear(scaled);
}
