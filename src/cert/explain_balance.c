/* Groves payments that balance, or the cube that shows that none do. */
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/model/profiles.h>
#include <expost/rule/allocation.h>

#include "cert/explain_impl.h"

static void say_equation(xp_explanation_t *e)
{
    slong n = e->environment->agent_count;

    xp_say(e, "Groves payments for the efficient rule are " XP_MATH "p_i(\xCE\xB8) = h_i - \xCE\xA3"
              XP_MATH_END " of the others' values + cost, where " XP_MATH "h_i" XP_MATH_END
              " does not depend on the type of agent " XP_MATH "i" XP_MATH_END
              ". They add up to the cost at a profile exactly when the " XP_MATH "h_i" XP_MATH_END
              " add up to ");
    if (n == 2)
        xp_say(e, XP_MATH "W" XP_MATH_END);
    else
        xp_say(e, XP_MATH "%ld W" XP_MATH_END, (long) n - 1);
    xp_say(e, ", where " XP_MATH "W" XP_MATH_END " is the largest welfare there.");
}

/* sum_i h_i(theta_-i) = (n - 1) W(theta) at every profile */
static int tables_balance(const xp_explanation_t *e, const xp_table_t welfare)
{
    const xp_environment_struct *environment = e->environment;
    fmpq_t sum, part;
    slong i, index;
    int good = 1;

    fmpq_init(sum);
    fmpq_init(part);
    for (index = 0; index < environment->profiles->size && good; index++)
    {
        fmpq_zero(sum);
        for (i = 0; i < environment->agent_count; i++)
        {
            xp_table_get_fmpq(part, e->certificate->h + i,
                              xp_profiles_line_of(environment->profiles, i, index));
            fmpq_add(sum, sum, part);
        }
        xp_table_get_fmpq(part, welfare, index);
        fmpq_mul_si(part, part, environment->agent_count - 1);
        good = fmpq_equal(sum, part);
    }
    fmpq_clear(sum);
    fmpq_clear(part);
    return good;
}

static void add_tables(xp_explanation_t *e)
{
    static const xp_column_t column[] = {
        {"Agent", 0, 0}, {"Others' types", 0, 0}, {"h", 1, 0}};
    fmpq_t value;
    slong i, line;

    fmpq_init(value);
    xp_paper_begin_table(e->paper, column, 3);
    for (i = 0; i < e->environment->agent_count; i++)
        for (line = 0; line < xp_profiles_lines(e->environment->profiles, i); line++)
        {
            xp_say_agent(e, i);
            xp_end_cell(e);
            if (e->environment->agent_count > 1)
                xp_say_others(e, i, line);
            xp_end_cell(e);
            xp_table_get_fmpq(value, e->certificate->h + i, line);
            xp_cell_number(e, value);
        }
    xp_paper_end_table(e->paper);
    fmpq_clear(value);
}

xp_status_t xp_explain_balance(xp_explanation_t *e, xp_error_t error)
{
    xp_status_t status;
    xp_table_t welfare;

    xp_table_init(welfare);
    status = xp_welfare_list(welfare, e->environment, NULL, error);
    if (status == XP_OK && !tables_balance(e, welfare))
    {
        xp_error_set(error, "The tables of the certificate do not balance the budget.");
        status = XP_INPUT;
    }
    if (status == XP_OK)
    {
        say_equation(e);
        xp_say(e, " This holds at every profile for:");
        xp_end_paragraph(e);
        add_tables(e);
    }
    xp_table_clear(welfare);
    return status;
}

/* The corner in which the agents of the set have their type in the profile, others the base. */
static slong corner(const xp_explanation_t *e, unsigned long set)
{
    slong i;

    for (i = 0; i < e->environment->agent_count; i++)
        e->profile[i] = (set >> i) & 1 ? e->certificate->cube_profile[i]
                                       : e->certificate->cube_base[i];
    return xp_profiles_index(e->environment->profiles, e->profile);
}

static int is_positive(const xp_explanation_t *e, unsigned long set)
{
    slong missing = 0, i;

    for (i = 0; i < e->environment->agent_count; i++)
        missing += ((set >> i) & 1) == 0;
    return missing % 2 == 0;
}

static void add_cube(fmpq_t sum, xp_explanation_t *e, const xp_table_t welfare)
{
    static const xp_column_t column[] = {{"Profile", 0, 0}, {"Sign", 1, 0}, {"Welfare", 1, 0}};
    unsigned long set, corners = 1ul << e->environment->agent_count;
    slong index;
    fmpq_t value;

    fmpq_init(value);
    fmpq_zero(sum);
    xp_paper_begin_table(e->paper, column, 3);
    for (set = 0; set < corners; set++)
    {
        index = corner(e, set);
        xp_say_profile(e, index);
        xp_end_cell(e);
        xp_cell(e, is_positive(e, set) ? XP_MATH "+" XP_MATH_END : XP_MATH "-" XP_MATH_END);
        xp_table_get_fmpq(value, welfare, index);
        xp_cell_number(e, value);
        if (is_positive(e, set))
            fmpq_add(sum, sum, value);
        else
            fmpq_sub(sum, sum, value);
    }
    xp_paper_end_table(e->paper);
    fmpq_clear(value);
}

xp_status_t xp_explain_cube(xp_explanation_t *e, xp_error_t error)
{
    xp_status_t status;
    xp_table_t welfare;
    fmpq_t sum;
    slong i, n = e->environment->agent_count;

    for (i = 0; i < n; i++)
        if (e->certificate->cube_profile[i] == e->certificate->cube_base[i] || n < 2 || n > 40)
        {
            xp_error_set(error, "The certificate's two profiles do not span a cube.");
            return XP_INPUT;
        }
    xp_table_init(welfare);
    fmpq_init(sum);
    status = xp_welfare_list(welfare, e->environment, NULL, error);
    if (status == XP_OK)
    {
        say_equation(e);
        xp_say(e, " Take the profiles in which each agent has the type of either ");
        xp_say_profile(e, corner(e, 0));
        xp_say(e, " or ");
        xp_say_profile(e, corner(e, (1ul << n) - 1));
        xp_say(e, ", with the sign plus when an even number of agents have that of the first, "
                  "and minus otherwise:");
        xp_end_paragraph(e);
        add_cube(sum, e, welfare);
        xp_say(e, "Each value of " XP_MATH "h_i" XP_MATH_END " stands at two of these profiles, "
                  "which differ only in the type of agent " XP_MATH "i" XP_MATH_END
                  " and so have opposite signs: the signed sum of " XP_MATH "\xCE\xA3 h_i"
                  XP_MATH_END " is 0 (Walker 1980). But the signed sum of " XP_MATH "W" XP_MATH_END
                  " is ");
        xp_say_value(e, sum);
        xp_say(e, ", a contradiction.");
        xp_end_paragraph(e);
        if (fmpq_is_zero(sum) || !fmpq_equal(sum, e->certificate->cube_sum))
        {
            xp_error_set(error, "The cube of the certificate does not have the sum it states.");
            status = XP_INPUT;
        }
    }
    xp_table_clear(welfare);
    fmpq_clear(sum);
    return status;
}
