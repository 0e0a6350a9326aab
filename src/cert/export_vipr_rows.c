/* The constraints of a VIPR file, and rows derived from those that imply them. */
#include "cert/export_vipr.h"

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

#include "cert/export_system.h"

void xp_vipr_sum_init(xp_vipr_sum_t *sum)
{
    sum->term = NULL;
    sum->count = sum->room = 0;
}

void xp_vipr_sum_clear(xp_vipr_sum_t *sum)
{
    size_t e;

    for (e = 0; e < sum->count; e++)
        fmpq_clear(sum->term[e].value);
    free(sum->term);
}

void xp_vipr_sum_add(xp_vipr_sum_t *sum, slong constraint, const fmpq_t value)
{
    xp_array_grow(&sum->term, &sum->room, sum->count, sizeof(xp_vipr_term_struct));
    sum->term[sum->count].constraint = constraint;
    fmpq_init(sum->term[sum->count].value);
    fmpq_set(sum->term[sum->count].value, value);
    sum->count++;
}

static int compare_terms(const void *a, const void *b)
{
    const xp_vipr_term_struct *first = a, *second = b;

    return (first->constraint > second->constraint) - (first->constraint < second->constraint);
}

void xp_vipr_sum_gather(xp_vipr_sum_t *sum)
{
    size_t e, kept = 0;

    if (sum->count > 0)
        qsort(sum->term, sum->count, sizeof(xp_vipr_term_struct), compare_terms);
    for (e = 0; e < sum->count; e++)
    {
        if (kept > 0 && sum->term[kept - 1].constraint == sum->term[e].constraint)
        {
            fmpq_add(sum->term[kept - 1].value, sum->term[kept - 1].value, sum->term[e].value);
            continue;
        }
        if (kept > 0 && fmpq_is_zero(sum->term[kept - 1].value))
            kept--;
        sum->term[kept].constraint = sum->term[e].constraint;
        fmpq_swap(sum->term[kept].value, sum->term[e].value);
        kept++;
    }
    if (kept > 0 && fmpq_is_zero(sum->term[kept - 1].value))
        kept--;
    for (e = kept; e < sum->count; e++)
        fmpq_clear(sum->term[e].value);
    sum->count = kept;
}

void xp_vipr_init(xp_vipr_t *vipr, const xp_question_t *question, const xp_progress_t *progress)
{
    vipr->pace = xp_system_pace(progress);
    xp_system_question(&vipr->system, question);
    vipr->bounds = 0;
    vipr->key = NULL;
    vipr->rows = vipr->key_room = 0;
    xp_string_init(vipr->con);
    xp_string_init(vipr->der);
    vipr->derivations = vipr->constraints = 0;
    vipr->derived = NULL;
    vipr->derived_at = NULL;
    vipr->derived_count = vipr->derived_room = vipr->derived_at_room = 0;
}

void xp_vipr_clear(xp_vipr_t *vipr)
{
    free(vipr->key);
    free(vipr->derived);
    free(vipr->derived_at);
    xp_string_clear(vipr->con);
    xp_string_clear(vipr->der);
}

void xp_vipr_add_row(xp_string_t out, const xp_question_t *system, const xp_row_t row,
                     const xp_row_key_t *key)
{
    slong e;

    xp_system_add_row(out, system, key);
    xp_string_add(out, row->equation ? " E " : " G ");
    xp_rat_add_text(out, row->right);
    xp_string_printf(out, " %ld", (long) row->length);
    for (e = 0; e < row->length; e++)
    {
        xp_string_printf(out, " %ld ", (long) row->unknown[e]);
        xp_rat_add_text(out, row->coefficient + e);
    }
}

void xp_vipr_set_constraints(xp_vipr_t *vipr)
{
    const xp_question_t *system = &vipr->system;
    xp_system_walk_t walk;
    xp_row_key_t key;
    xp_row_t row;
    int more;

    xp_row_init(row);
    for (more = system->rule == NULL && xp_row_first(&key, system, XP_ROW_POS); more;
         more = !xp_pace_step(&vipr->pace, 1) && xp_row_next(&key, system))
    {
        xp_row_set(row, system, &key);
        xp_vipr_add_row(vipr->con, system, row, &key);
        xp_string_add_char(vipr->con, '\n');
        vipr->bounds++;
    }
    xp_row_clear(row);
    xp_system_walk_init(&walk, system, &vipr->pace);
    while (xp_system_walk_next(&walk))
    {
        xp_array_grow(&vipr->key, &vipr->key_room, vipr->rows, sizeof(xp_row_key_t));
        vipr->key[vipr->rows++] = walk.key;
        xp_vipr_add_row(vipr->con, system, walk.row, &walk.key);
        xp_string_add_char(vipr->con, '\n');
    }
    xp_system_walk_clear(&walk);
    vipr->constraints = vipr->bounds + (slong) vipr->rows;
}

/* The number of a row of CON, or -1. */
static slong find_row(const xp_vipr_t *vipr, const xp_row_key_t *key)
{
    size_t low = 0, high = vipr->rows;

    if (key->kind == XP_ROW_POS)
        return key->profile * vipr->system.environment->outcome_count + key->outcome;
    while (low < high)
    {
        const size_t middle = low + (high - low) / 2;
        const int order = xp_row_key_compare(vipr->key + middle, key);

        if (order == 0)
            return vipr->bounds + (slong) middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

/* Rows of these kinds of the system add up to rows of the kind that follows. */
static int find_source(xp_row_kind_t *source, const xp_question_t *system, xp_row_kind_t kind)
{
    static const struct
    {
        xp_row_kind_t kind;
        xp_row_kind_t source;
    } follows[] = {{XP_ROW_BIC, XP_ROW_DSIC},    {XP_ROW_BIC, XP_ROW_EPIC},
                   {XP_ROW_IIR, XP_ROW_EPIR},    {XP_ROW_EAIR, XP_ROW_IIR},
                   {XP_ROW_EAIR, XP_ROW_EPIR},   {XP_ROW_WBB, XP_ROW_SBB},
                   {XP_ROW_EABB, XP_ROW_SBB},    {XP_ROW_EAWBB, XP_ROW_EABB},
                   {XP_ROW_EAWBB, XP_ROW_WBB},   {XP_ROW_EAWBB, XP_ROW_SBB},
                   {XP_ROW_NPT, XP_ROW_NOPAY}};
    size_t f;

    for (f = 0; f < sizeof follows / sizeof follows[0]; f++)
        if (follows[f].kind == kind && xp_system_has(system, follows[f].source))
        {
            *source = follows[f].source;
            return 1;
        }
    return 0;
}

/* Adds the row of the source, times weight; rows that vanish and hold are not there. */
static void add_source(const xp_vipr_t *vipr, xp_vipr_sum_t *sum, const xp_row_key_t *source,
                       const fmpq_t weight)
{
    const slong constraint = find_row(vipr, source);

    if (constraint >= 0 && !fmpq_is_zero(weight))
        xp_vipr_sum_add(sum, constraint, weight);
}

/* The sum over the others' profiles, or over all, weighted with the prior. */
static void add_expectation(xp_vipr_t *vipr, xp_vipr_sum_t *sum, const xp_row_key_t *key,
                            xp_row_kind_t kind)
{
    const xp_environment_struct *environment = vipr->system.environment;
    const xp_profiles_struct *profiles = environment->profiles;
    const unsigned has = xp_row_kind_indices(kind);
    xp_row_key_t source;
    fmpq_t weight;
    slong x;

    fmpq_init(weight);
    for (x = 0; x < profiles->size && !xp_pace_step(&vipr->pace, 1); x++)
    {
        if (key->type >= 0
            && x / profiles->stride[key->agent] % profiles->types[key->agent] != key->type)
            continue;
        xp_row_key_init(&source, kind);
        source.agent = key->agent;
        source.report = key->report;
        if (has & XP_ROW_HAS_TYPE)
            source.type = key->type;
        if (has & XP_ROW_HAS_OTHERS)
            source.others = xp_profiles_line_of(profiles, key->agent, x);
        if (has & XP_ROW_HAS_PROFILE)
            source.profile = x;
        xp_environment_probability(weight, environment, x);
        add_source(vipr, sum, &source, weight);
    }
    fmpq_clear(weight);
}

static void add_derivation(xp_vipr_t *vipr, xp_vipr_sum_t *sum, const xp_row_key_t *key)
{
    xp_row_kind_t kind = XP_ROW_DSIC;
    xp_row_key_t source = *key;
    fmpq_t one;
    int known = find_source(&kind, &vipr->system, key->kind);

    assert(known);
    (void) known;
    fmpq_init(one);
    fmpq_one(one);
    source.kind = kind;
    if (kind == XP_ROW_IIR)
        for (source.type = 0; source.type < vipr->system.environment->agent[key->agent].type_count;
             source.type++)
            add_source(vipr, sum, &source, one);
    else if (xp_row_kind_indices(kind) == xp_row_kind_indices(key->kind))
        add_source(vipr, sum, &source, one);
    else
        add_expectation(vipr, sum, key, kind);
    fmpq_clear(one);
}

/* Writes the line of a row that follows from rows of CON. */
static slong derive(xp_vipr_t *vipr, const xp_row_key_t *key)
{
    xp_vipr_sum_t sum;
    xp_row_t row;
    slong number;

    xp_row_init(row);
    xp_vipr_sum_init(&sum);
    xp_row_set(row, &vipr->system, key);
    add_derivation(vipr, &sum, key);
    xp_vipr_sum_gather(&sum);
    xp_vipr_add_row(vipr->der, &vipr->system, row, key);
    number = xp_vipr_add_lin(vipr, &sum);
    xp_vipr_sum_clear(&sum);
    xp_row_clear(row);
    return number;
}

static int is_trivial(const xp_vipr_t *vipr, const xp_row_key_t *key)
{
    xp_row_t row;
    int trivial;

    xp_row_init(row);
    xp_row_set(row, &vipr->system, key);
    trivial = row->length == 0 && fmpq_is_zero(row->right);
    xp_row_clear(row);
    return trivial;
}

slong xp_vipr_constraint(xp_vipr_t *vipr, const xp_row_key_t *key)
{
    slong number = find_row(vipr, key);
    size_t e;

    if (number >= 0)
        return number;
    for (e = 0; e < vipr->derived_count; e++)
        if (xp_row_key_compare(vipr->derived + e, key) == 0)
            return vipr->derived_at[e];
    if (is_trivial(vipr, key) || xp_system_has(&vipr->system, key->kind))
        return -1;
    number = derive(vipr, key);
    xp_array_grow(&vipr->derived, &vipr->derived_room, vipr->derived_count,
                  sizeof(xp_row_key_t));
    xp_array_grow(&vipr->derived_at, &vipr->derived_at_room, vipr->derived_count, sizeof(slong));
    vipr->derived[vipr->derived_count] = *key;
    vipr->derived_at[vipr->derived_count++] = number;
    return number;
}

slong xp_vipr_add_lin(xp_vipr_t *vipr, const xp_vipr_sum_t *sum)
{
    size_t e;

    xp_string_printf(vipr->der, " { lin %zu", sum->count);
    for (e = 0; e < sum->count; e++)
    {
        xp_string_printf(vipr->der, " %ld ", (long) sum->term[e].constraint);
        xp_rat_add_text(vipr->der, sum->term[e].value);
    }
    xp_string_add(vipr->der, " } -1\n");
    vipr->derivations++;
    return vipr->constraints++;
}

slong xp_vipr_add_assumption(xp_vipr_t *vipr, slong unknown, int upper)
{
    xp_string_printf(vipr->der, "assume_%ld %s 1 %ld 1 { asm } -1\n", (long) vipr->constraints,
                     upper ? "L 0" : "G 1", (long) unknown);
    vipr->derivations++;
    return vipr->constraints++;
}

slong xp_vipr_add_uns(xp_vipr_t *vipr, slong a, slong l, slong b, slong m)
{
    xp_string_printf(vipr->der, " { uns %ld %ld %ld %ld } -1\n", (long) a, (long) l, (long) b,
                     (long) m);
    vipr->derivations++;
    return vipr->constraints++;
}
