/* The rows of a question that are exported, in order, and the names of rows and columns. */
#include "cert/export_system.h"

#include <assert.h>

#include "cert/write_fields.h"

void xp_system_question(xp_question_t *system, const xp_question_t *question)
{
    *system = *question;
    if (question->rule != NULL)
        system->properties &= ~XP_PROPERTY_BIT(XP_EFF);
    system->properties = xp_properties_reduce(system->properties);
}

int xp_system_has(const xp_question_t *system, xp_row_kind_t kind)
{
    xp_property_t property = XP_DSIC;

    if (xp_row_kind_property(&property, kind))
        return (system->properties & XP_PROPERTY_BIT(property)) != 0;
    if (kind == XP_ROW_ONE)
        return system->rule == NULL;
    return kind == XP_ROW_WORST && system->objective == XP_OBJECTIVE_WORST_DEFICIT;
}

xp_pace_struct xp_system_pace(const xp_progress_t *progress)
{
    return xp_pace(progress, "rows to export", 0);
}

xp_status_t xp_system_end(xp_string_t out, size_t length, const xp_pace_struct *pace,
                          xp_error_t error)
{
    if (!xp_pace_stopped(pace))
        return XP_OK;
    if (out->length > length)
        out->text[length] = '\0';
    out->length = length;
    xp_error_set(error, "stopped while writing the rows");
    return XP_STOPPED;
}

void xp_system_walk_init(xp_system_walk_t *walk, const xp_question_t *system,
                         xp_pace_struct *pace)
{
    walk->pace = pace;
    walk->system = system;
    walk->started = 0;
    xp_row_key_init(&walk->key, XP_ROW_DSIC);
    xp_row_init(walk->row);
}

void xp_system_walk_clear(xp_system_walk_t *walk)
{
    xp_row_clear(walk->row);
}

/* The first row of this kind or a later one. */
static int find_kind(xp_system_walk_t *walk, int kind)
{
    for (; kind < XP_ROW_KIND_COUNT; kind++)
        if (xp_system_has(walk->system, (xp_row_kind_t) kind)
            && xp_row_first(&walk->key, walk->system, (xp_row_kind_t) kind))
            return 1;
    return 0;
}

static int find_next(xp_system_walk_t *walk)
{
    const xp_row_kind_t kind = walk->key.kind;

    if (!walk->started)
    {
        walk->started = 1;
        return find_kind(walk, 0);
    }
    return xp_row_next(&walk->key, walk->system) || find_kind(walk, (int) kind + 1);
}

static int holds_trivially(const xp_row_t row)
{
    return row->length == 0
           && (row->equation ? fmpq_is_zero(row->right) : fmpq_sgn(row->right) <= 0);
}

int xp_system_walk_next(xp_system_walk_t *walk)
{
    while (!xp_pace_stopped(walk->pace) && find_next(walk))
    {
        xp_row_set(walk->row, walk->system, &walk->key);
        (void) xp_pace_step(walk->pace, 1 + (uint64_t) walk->row->length);
        if (!holds_trivially(walk->row))
            return 1;
    }
    return 0;
}

/* The fields behind the first blank, joined by _. */
static void add_joined(xp_string_t out, const xp_string_t fields)
{
    size_t i;

    assert(fields->length > 1 && fields->text[0] == ' ');
    for (i = 1; i < fields->length; i++)
        xp_string_add_char(out, (char) (fields->text[i] == ' ' ? '_' : fields->text[i]));
}

void xp_system_add_row(xp_string_t out, const xp_question_t *system, const xp_row_key_t *key)
{
    xp_string_t fields;

    xp_string_init(fields);
    xp_field_key(fields, system->environment->profiles, key);
    add_joined(out, fields);
    xp_string_clear(fields);
}

void xp_system_add_column(xp_string_t out, const xp_question_t *system, slong unknown)
{
    const xp_environment_struct *environment = system->environment;
    const slong n = environment->agent_count, m = environment->outcome_count;
    const slong payments = n * environment->profiles->size;
    xp_string_t fields;

    xp_string_init(fields);
    if (unknown < payments)
    {
        xp_field_word(fields, "p");
        xp_field_index(fields, unknown % n);
        xp_field_profile(fields, environment->profiles, unknown / n);
    }
    else if (xp_system_is_probability(system, unknown))
    {
        xp_field_word(fields, "x");
        xp_field_profile(fields, environment->profiles, (unknown - payments) / m);
        xp_field_index(fields, (unknown - payments) % m);
    }
    else
        xp_field_word(fields, "w");
    add_joined(out, fields);
    xp_string_clear(fields);
}

int xp_system_is_probability(const xp_question_t *system, slong unknown)
{
    const slong size = system->environment->profiles->size;
    const slong payments = system->environment->agent_count * size;

    return system->rule == NULL && unknown >= payments
           && unknown < payments + system->environment->outcome_count * size;
}

void xp_system_left_factor(fmpz_t factor, const xp_row_t row)
{
    slong e;

    fmpz_one(factor);
    for (e = 0; e < row->length; e++)
        fmpz_lcm(factor, factor, fmpq_denref(row->coefficient + e));
}

void xp_system_factor(fmpz_t factor, const xp_row_t row)
{
    xp_system_left_factor(factor, row);
    fmpz_lcm(factor, factor, fmpq_denref(row->right));
}

void xp_system_scaled(fmpz_t number, const fmpq_t value, const fmpz_t factor)
{
    fmpz_divexact(number, factor, fmpq_denref(value));
    fmpz_mul(number, number, fmpq_numref(value));
}
