/* The sections of a VIPR file around its derivations. */
#include "cert/export_vipr.h"

#include <expost/num/rat.h>

#include "cert/export_system.h"

slong xp_vipr_payments(const xp_question_t *system)
{
    return system->environment->agent_count * system->environment->profiles->size;
}

/* VAR and INT: the probabilities of a deterministic question are integers. */
static void add_variables(xp_string_t out, const xp_question_t *system, xp_pace_struct *pace)
{
    const slong count = xp_unknown_count(system);
    const slong integers = system->deterministic
                               ? system->environment->profiles->size
                                     * system->environment->outcome_count : 0;
    slong u;

    xp_string_printf(out, "VER 1.1\nVAR %ld\n", (long) count);
    for (u = 0; u < count && !xp_pace_step(pace, 1); u++)
    {
        xp_system_add_column(out, system, u);
        xp_string_add_char(out, '\n');
    }
    xp_string_printf(out, "INT %ld\n", (long) integers);
    for (u = 0; u < integers; u++)
        xp_string_printf(out, "%ld\n", (long) (xp_vipr_payments(system) + u));
}

static void add_objective(xp_string_t out, const xp_question_t *system)
{
    xp_row_t row;
    slong e;

    xp_row_init(row);
    if (system->objective != XP_OBJECTIVE_NONE)
        xp_row_set_objective(row, system);
    xp_string_printf(out, "OBJ %s\n%ld", system->maximise ? "max" : "min", (long) row->length);
    for (e = 0; e < row->length; e++)
    {
        xp_string_printf(out, " %ld ", (long) row->unknown[e]);
        xp_rat_add_text(out, row->coefficient + e);
    }
    xp_string_add_char(out, '\n');
    xp_row_clear(row);
}

static void add_comments(xp_string_t out, const xp_question_t *system)
{
    xp_row_t row;
    fmpq_t constant;

    xp_string_add(out, "% Rows are named by their keys in expost-certificate(5).\n"
                       "% p_I_T1_..._TN: payment of agent I at the profile.\n"
                       "% x_T1_..._TN_A: probability of outcome A there.  w: the deficit.\n");
    if (system->objective == XP_OBJECTIVE_NONE)
        return;
    xp_row_init(row);
    fmpq_init(constant);
    xp_row_set_objective(row, system);
    fmpq_neg(constant, row->right);
    xp_string_printf(out, "%% %s is OBJ + ", xp_objective_word(system->objective));
    xp_rat_add_text(out, constant);
    xp_string_add_char(out, '\n');
    fmpq_clear(constant);
    xp_row_clear(row);
}

static void add_range(xp_string_t out, const xp_vipr_t *vipr, const fmpq *value, int attained)
{
    const int maximise = vipr->system.maximise;

    if (value == NULL)
    {
        xp_string_add(out, "RTP infeas\n");
        return;
    }
    xp_string_add(out, "RTP range ");
    if (maximise && !attained)
        xp_string_add(out, "-inf");
    else
        xp_rat_add_text(out, value);
    xp_string_add_char(out, ' ');
    if (!maximise && !attained)
        xp_string_add(out, "inf");
    else
        xp_rat_add_text(out, value);
    xp_string_add_char(out, '\n');
}

/* The unknowns at a mechanism that attains the value. */
static void add_solution(xp_string_t out, const xp_question_t *system, const fmpq *attained,
                         const xp_table_t payment, const xp_rule_t rule)
{
    const slong count = xp_unknown_count(system), m = system->environment->outcome_count;
    xp_string_t values;
    slong u, stated = 0;
    fmpq_t value;

    xp_string_init(values);
    fmpq_init(value);
    for (u = 0; u < count; u++)
    {
        const slong x = u - payment->length;

        if (x < 0)
            xp_table_get_fmpq(value, payment, u);
        else if (xp_system_is_probability(system, u))
            xp_rule_weight(value, rule, (slong) rule->choice[x / m], x % m);
        else
            fmpq_set(value, attained);
        if (fmpq_is_zero(value))
            continue;
        xp_string_printf(values, " %ld ", (long) u);
        xp_rat_add_text(values, value);
        stated++;
    }
    xp_string_printf(out, "SOL 1\nmechanism %ld", (long) stated);
    xp_string_add_bytes(out, values->text, values->length);
    xp_string_add_char(out, '\n');
    fmpq_clear(value);
    xp_string_clear(values);
}

void xp_vipr_add_file(xp_string_t out, xp_vipr_t *vipr, const fmpq *value,
                      const xp_table_struct *payment, const xp_rule_struct *rule)
{
    if (xp_pace_stopped(&vipr->pace))
        return;
    add_comments(out, &vipr->system);
    add_variables(out, &vipr->system, &vipr->pace);
    add_objective(out, &vipr->system);
    xp_string_printf(out, "CON %ld %ld\n", (long) (vipr->bounds + (slong) vipr->rows),
                     (long) vipr->bounds);
    xp_string_add_bytes(out, vipr->con->text, vipr->con->length);
    add_range(out, vipr, value, payment != NULL);
    if (payment != NULL && value != NULL)
        add_solution(out, &vipr->system, value, payment, rule);
    else
        xp_string_add(out, "SOL 0\n");
    xp_string_printf(out, "DER %ld\n", (long) vipr->derivations);
    xp_string_add_bytes(out, vipr->der->text, vipr->der->length);
}
