/* Random numbers of several magnitudes, and the small choices that random tests are made of. */
#include "random_scale.h"

#include "harness.h"

int xp_random_happens(uint64_t *state, uint64_t bound)
{
    return xp_test_random(state, bound) == 0;
}

slong xp_random_pick(uint64_t *state, slong bound)
{
    return (slong) xp_test_random(state, (uint64_t) bound);
}

void xp_scale_init(xp_scale_t scale)
{
    fmpq_init(scale->unit);
    fmpq_init(scale->offset);
}

void xp_scale_clear(xp_scale_t scale)
{
    fmpq_clear(scale->unit);
    fmpq_clear(scale->offset);
}

void xp_scale_draw(xp_scale_t scale, xp_scale_kind_t kind, uint64_t *state)
{
    fmpz_t power;

    fmpz_init(power);
    fmpq_set_si(scale->unit, 1, 1);
    fmpq_set_si(scale->offset, 1, 1);
    switch (kind)
    {
    case XP_SCALE_SMALL:
    case XP_SCALE_COUNT:
        break;
    case XP_SCALE_FRACTIONS:
        fmpq_set_si(scale->unit, 1, (ulong) (2 + xp_random_pick(state, 2)));
        fmpq_set_si(scale->offset, 1, (ulong) (1 + xp_random_pick(state, 6)));
        break;
    case XP_SCALE_20:
        fmpz_set_ui(power, 10);
        fmpz_pow_ui(power, power, 20);
        fmpq_set_fmpz(scale->unit, power);
        break;
    case XP_SCALE_40:
        fmpz_set_ui(power, 10);
        fmpz_pow_ui(power, power, 40);
        fmpq_set_fmpz(scale->unit, power);
        fmpq_set_si(scale->offset, 1, (ulong) (3 + 2 * xp_random_pick(state, 5)));
        fmpq_mul(scale->unit, scale->unit, scale->offset);
        fmpq_set_si(scale->offset, 1, (ulong) (3 + 2 * xp_random_pick(state, 5)));
        break;
    case XP_SCALE_EDGE_64:
    case XP_SCALE_EDGE_128:
        fmpz_one(power);
        fmpz_mul_2exp(power, power,
                      (ulong) ((kind == XP_SCALE_EDGE_64 ? 55 : 119) + xp_random_pick(state, 9)));
        fmpz_sub_ui(power, power, (ulong) xp_random_pick(state, 2));
        fmpq_set_fmpz(scale->unit, power);
        break;
    }
    fmpz_clear(power);
}

void xp_random_number(fmpq_t number, const xp_scale_t scale, uint64_t *state)
{
    fmpq_set_si(number, xp_random_pick(state, 5) - 1, 1);
    fmpq_mul(number, number, scale->unit);
    if (xp_random_happens(state, 6))
    {
        if (xp_random_happens(state, 2))
            fmpq_add(number, number, scale->offset);
        else
            fmpq_sub(number, number, scale->offset);
    }
}
