/* The linear system in CPLEX LP format. */
#include <expost/cert/export.h>

#include <expost/num/rat.h>

#include "cert/export_system.h"

/* So many terms stand on one line. */
#define TERMS 6

static void add_integer(xp_string_t out, const fmpz_t number)
{
    char *text = fmpz_get_str(NULL, 10, number);

    xp_string_add(out, text);
    flint_free(text);
}

/* + 3 p_0_1 - 2 p_1_1; what has no term is 0 times the first column. */
static void add_terms(xp_string_t out, const xp_question_t *system, const xp_row_t row,
                      const fmpz_t factor, xp_pace_struct *pace)
{
    fmpz_t number;
    slong e;

    fmpz_init(number);
    for (e = 0; e < row->length && !xp_pace_step(pace, 1); e++)
    {
        if (e > 0 && e % TERMS == 0)
            xp_string_add(out, "\n   ");
        xp_system_scaled(number, row->coefficient + e, factor);
        xp_string_add(out, fmpz_sgn(number) < 0 ? " - " : " + ");
        fmpz_abs(number, number);
        add_integer(out, number);
        xp_string_add_char(out, ' ');
        xp_system_add_column(out, system, row->unknown[e]);
    }
    if (row->length == 0)
    {
        xp_string_add(out, " 0 ");
        xp_system_add_column(out, system, 0);
    }
    fmpz_clear(number);
}

static void add_row(xp_string_t out, const xp_question_t *system, const xp_system_walk_t *walk)
{
    fmpz_t factor, number;

    fmpz_init(factor);
    fmpz_init(number);
    xp_system_factor(factor, walk->row);
    if (!fmpz_is_one(factor))
    {
        xp_string_add(out, "\\ times ");
        add_integer(out, factor);
        xp_string_add_char(out, '\n');
    }
    xp_string_add_char(out, ' ');
    xp_system_add_row(out, system, &walk->key);
    xp_string_add_char(out, ':');
    add_terms(out, system, walk->row, factor, walk->pace);
    xp_system_scaled(number, walk->row->right, factor);
    xp_string_add(out, walk->row->equation ? " = " : " >= ");
    add_integer(out, number);
    xp_string_add_char(out, '\n');
    fmpz_clear(number);
    fmpz_clear(factor);
}

static void add_objective(xp_string_t out, const xp_question_t *system, xp_pace_struct *pace)
{
    xp_row_t row;
    fmpz_t factor;
    fmpq_t constant;

    xp_row_init(row);
    fmpz_init(factor);
    fmpq_init(constant);
    fmpz_one(factor);
    if (system->objective != XP_OBJECTIVE_NONE)
    {
        xp_row_set_objective(row, system);
        xp_system_left_factor(factor, row);
        fmpq_neg(constant, row->right);
        xp_string_printf(out, "\\ %s is obj / ", xp_objective_word(system->objective));
        add_integer(out, factor);
        xp_string_add(out, " + ");
        xp_rat_add_text(out, constant);
        xp_string_add_char(out, '\n');
    }
    xp_string_add(out, system->objective != XP_OBJECTIVE_NONE && system->maximise
                           ? "Maximize\n obj:" : "Minimize\n obj:");
    add_terms(out, system, row, factor, pace);
    xp_string_add_char(out, '\n');
    fmpq_clear(constant);
    fmpz_clear(factor);
    xp_row_clear(row);
}

static void add_columns(xp_string_t out, const xp_question_t *system, xp_pace_struct *pace)
{
    const slong count = xp_unknown_count(system);
    slong u;

    xp_string_add(out, "Bounds\n");
    for (u = 0; u < count && !xp_pace_step(pace, 1); u++)
        if (!xp_system_is_probability(system, u))
        {
            xp_string_add_char(out, ' ');
            xp_system_add_column(out, system, u);
            xp_string_add(out, " free\n");
        }
    if (!system->deterministic)
        return;
    xp_string_add(out, "Binaries\n");
    for (u = 0; u < count && !xp_pace_step(pace, 1); u++)
        if (xp_system_is_probability(system, u))
        {
            xp_string_add_char(out, ' ');
            xp_system_add_column(out, system, u);
            xp_string_add_char(out, '\n');
        }
}

xp_status_t xp_export_lp(xp_string_t out, const xp_question_t *question,
                         const xp_progress_t *progress, xp_error_t error)
{
    const size_t length = out->length;
    xp_pace_struct pace = xp_system_pace(progress);
    xp_system_walk_t walk;
    xp_question_t system;

    xp_system_question(&system, question);
    xp_string_add(out,
                  "\\ Rows are named by their keys in expost-certificate(5).\n"
                  "\\ p_I_T1_..._TN: payment of agent I at the profile.\n"
                  "\\ x_T1_..._TN_A: probability of outcome A there.  w: the deficit.\n"
                  "\\ So that all numbers are integers, a row is multiplied by the number above\n"
                  "\\ it.\n");
    add_objective(out, &system, &pace);
    xp_string_add(out, "Subject To\n");
    xp_system_walk_init(&walk, &system, &pace);
    while (xp_system_walk_next(&walk))
        add_row(out, &system, &walk);
    xp_system_walk_clear(&walk);
    add_columns(out, &system, &pace);
    xp_string_add(out, "End\n");
    return xp_system_end(out, length, &pace, error);
}
