/* Virtual values of one agent with finitely many types. */
#include <expost/rule/virtual_value.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_type_virtual_init(xp_type_virtual_t virtual_value)
{
    memset(virtual_value, 0, sizeof(xp_type_virtual_struct));
}

void xp_type_virtual_clear(xp_type_virtual_t virtual_value)
{
    const slong count = virtual_value->type_count;
    if (virtual_value->value != NULL)
    {
        _fmpq_vec_clear(virtual_value->value, count);
        _fmpq_vec_clear(virtual_value->probability, count);
        _fmpq_vec_clear(virtual_value->plain, count);
        _fmpq_vec_clear(virtual_value->ironed, count);
    }
    free(virtual_value->stand);
}

/*
 * The different values of positive probability, rising.
 *   first  a type that has it, the first in the order of the model
 *   mass   its probability
 */
typedef struct
{
    slong count;
    slong *first;
    fmpq *mass;
} values_t;

typedef struct
{
    const fmpq *value;
    slong type;
} place_t;

/* By value, equal values by type. */
static int compare_places(const void *a, const void *b)
{
    const place_t *one = a;
    const place_t *other = b;
    const int order = fmpq_cmp(one->value, other->value);
    return order != 0 ? order : (one->type > other->type) - (one->type < other->type);
}

/* All types by value. */
static slong *sort_types(const fmpq *value, slong count)
{
    place_t *place = xp_calloc((size_t) count, sizeof(place_t));
    slong *order = xp_calloc((size_t) count, sizeof(slong));
    for (slong t = 0; t < count; t++)
    {
        place[t] = (place_t) {value + t, t};
    }
    qsort(place, (size_t) count, sizeof(place_t), compare_places);
    for (slong t = 0; t < count; t++)
    {
        order[t] = place[t].type;
    }
    free(place);
    return order;
}

static void init_values(values_t *values, const xp_type_virtual_t own, const slong *order)
{
    values->count = 0;
    values->first = xp_calloc((size_t) own->type_count, sizeof(slong));
    values->mass = _fmpq_vec_init(own->type_count);
    for (slong k = 0; k < own->type_count; k++)
    {
        const slong type = order[k];
        if (fmpq_is_zero(own->probability + type))
        {
            continue;
        }
        slong last = values->count - 1;
        if (last < 0 || !fmpq_equal(own->value + values->first[last], own->value + type))
        {
            last = values->count++;
            values->first[last] = type;
        }
        fmpq_add(values->mass + last, values->mass + last, own->probability + type);
    }
}

static void clear_values(values_t *values, slong types)
{
    _fmpq_vec_clear(values->mass, types);
    free(values->first);
}

/* score[k] = x^k - (x^{k+1} - x^k) * P(value > x^k) / f(x^k). */
static void find_plain(fmpq *score, const values_t *values, const xp_type_virtual_t own)
{
    fmpq_t above, gap;
    fmpq_init(above);
    fmpq_init(gap);
    for (slong k = values->count - 1; k >= 0; k--)
    {
        const fmpq *value = own->value + values->first[k];
        fmpq_set(score + k, value);
        if (k + 1 < values->count)
        {
            fmpq_sub(gap, own->value + values->first[k + 1], value);
            fmpq_mul(gap, gap, above);
            fmpq_div(gap, gap, values->mass + k);
            fmpq_sub(score + k, score + k, gap);
        }
        fmpq_add(above, above, values->mass + k);
    }
    fmpq_clear(above);
    fmpq_clear(gap);
}

/*
 * Blocks of values, each with its sum of f times score and its sum of f; the last two are joined
 * while their means fall.
 */
static int iron(fmpq *ironed, const fmpq *plain, const values_t *values)
{
    fmpq *sum = _fmpq_vec_init(values->count);
    fmpq *mass = _fmpq_vec_init(values->count);
    fmpq *mean = _fmpq_vec_init(values->count);
    slong *length = xp_calloc((size_t) values->count, sizeof(slong));
    slong blocks = 0, next = 0;
    for (slong k = 0; k < values->count; k++)
    {
        fmpq_mul(sum + blocks, values->mass + k, plain + k);
        fmpq_set(mass + blocks, values->mass + k);
        fmpq_set(mean + blocks, plain + k);
        length[blocks++] = 1;
        while (blocks > 1 && fmpq_cmp(mean + blocks - 2, mean + blocks - 1) > 0)
        {
            blocks--;
            fmpq_add(sum + blocks - 1, sum + blocks - 1, sum + blocks);
            fmpq_add(mass + blocks - 1, mass + blocks - 1, mass + blocks);
            fmpq_div(mean + blocks - 1, sum + blocks - 1, mass + blocks - 1);
            length[blocks - 1] += length[blocks];
        }
    }
    for (slong b = 0; b < blocks; b++)
    {
        for (slong k = 0; k < length[b]; k++)
        {
            fmpq_set(ironed + next++, mean + b);
        }
    }
    _fmpq_vec_clear(sum, values->count);
    _fmpq_vec_clear(mass, values->count);
    _fmpq_vec_clear(mean, values->count);
    free(length);
    return blocks == values->count;
}

/* Gives every type the score of its value, and every type the one as which it is treated. */
static void spread(xp_type_virtual_t own, const values_t *values, const slong *order,
                   const fmpq *plain, const fmpq *ironed)
{
    slong k = -1;
    for (slong j = 0; j < own->type_count; j++)
    {
        const slong type = order[j];
        while (k + 1 < values->count
               && fmpq_cmp(own->value + values->first[k + 1], own->value + type) <= 0)
        {
            k++;
        }
        own->stand[type] = k < 0 ? -1 : values->first[k];
        if (!fmpq_is_zero(own->probability + type))
        {
            own->stand[type] = type;
            fmpq_set(own->plain + type, plain + k);
            fmpq_set(own->ironed + type, ironed + k);
        }
    }
}

void xp_type_virtual_set(xp_type_virtual_t virtual_value, const fmpq *value,
                         const fmpq *probability, slong type_count)
{
    xp_type_virtual_t local;
    local->type_count = type_count;
    local->value = _fmpq_vec_init(type_count);
    local->probability = _fmpq_vec_init(type_count);
    local->plain = _fmpq_vec_init(type_count);
    local->ironed = _fmpq_vec_init(type_count);
    local->stand = xp_calloc((size_t) type_count, sizeof(slong));
    for (slong t = 0; t < type_count; t++)
    {
        fmpq_set(local->value + t, value + t);
        fmpq_set(local->probability + t, probability + t);
    }
    values_t values;
    slong *order = sort_types(local->value, type_count);
    init_values(&values, local, order);
    fmpq *plain = _fmpq_vec_init(values.count);
    fmpq *ironed = _fmpq_vec_init(values.count);
    find_plain(plain, &values, local);
    local->regular = iron(ironed, plain, &values);
    spread(local, &values, order, plain, ironed);
    _fmpq_vec_clear(plain, values.count);
    _fmpq_vec_clear(ironed, values.count);
    clear_values(&values, type_count);
    free(order);
    xp_type_virtual_clear(virtual_value);
    virtual_value[0] = local[0];
}

void xp_type_virtual_interval(fmpq *score, const xp_type_virtual_t virtual_value, int own)
{
    const slong count = virtual_value->type_count;
    const fmpq *value = virtual_value->value;
    fmpq_t above, same;
    fmpq_init(above);
    fmpq_init(same);
    for (slong t = 0; t < count; t++)
    {
        fmpq_zero(score + t);
        if (fmpq_is_zero(virtual_value->probability + t))
        {
            continue;
        }
        fmpq_zero(above);
        fmpq_zero(same);
        for (slong s = 0; s < count; s++)
        {
            const int order = fmpq_cmp(value + s, value + t);
            if (order >= 0)
            {
                fmpq *sum = order > 0 ? above : same;
                fmpq_add(sum, sum, virtual_value->probability + s);
            }
        }
        if (!own)
        {
            fmpq_add(above, above, same);
        }
        fmpq_div(above, above, same);
        fmpq_sub(score + t, value + t, above);
    }
    fmpq_clear(above);
    fmpq_clear(same);
}
