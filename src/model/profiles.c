/* The set of type profiles: how many, in which order, and the lines in it. */
#include <expost/model/profiles.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_profiles_init(xp_profiles_t profiles)
{
    memset(profiles, 0, sizeof(xp_profiles_struct));
    fmpz_init(profiles->count);
}

void xp_profiles_clear(xp_profiles_t profiles)
{
    free(profiles->types);
    free(profiles->stride);
    fmpz_clear(profiles->count);
}

int xp_profiles_is_valid(const xp_profiles_t profiles)
{
    fmpz_t count;
    int valid = profiles->agents >= 1;
    slong i;

    fmpz_init_set_ui(count, 1);
    for (i = 0; valid && i < profiles->agents; i++)
    {
        valid = profiles->types[i] >= 1;
        fmpz_mul_si(count, count, profiles->types[i]);
    }
    valid = valid && fmpz_equal(count, profiles->count)
            && (profiles->size == 0 || fmpz_equal_si(count, profiles->size));
    fmpz_clear(count);
    return valid;
}

void xp_profiles_set(xp_profiles_t profiles, slong agents, const slong *types, slong limit)
{
    slong i;

    assert(agents >= 1 && limit >= 1);
    profiles->agents = agents;
    profiles->types = xp_realloc(profiles->types, (size_t) agents * sizeof(slong));
    profiles->stride = xp_realloc(profiles->stride, (size_t) agents * sizeof(slong));
    fmpz_one(profiles->count);
    for (i = agents - 1; i >= 0; i--)
    {
        assert(types[i] >= 1);
        profiles->types[i] = types[i];
        profiles->stride[i] = fmpz_cmp_si(profiles->count, limit) <= 0
                                  ? fmpz_get_si(profiles->count) : 0;
        fmpz_mul_si(profiles->count, profiles->count, types[i]);
    }
    profiles->size = fmpz_cmp_si(profiles->count, limit) <= 0 ? fmpz_get_si(profiles->count) : 0;
}

int xp_profiles_are_listed(const xp_profiles_t profiles)
{
    return profiles->size > 0;
}

xp_status_t xp_profiles_require(const xp_profiles_t profiles, const char *what, xp_error_t error)
{
    char *count;

    if (xp_profiles_are_listed(profiles))
        return XP_OK;
    count = fmpz_get_str(NULL, 10, profiles->count);
    xp_error_set(error,
                 "%s would go through %s profiles, too many to list; without listing them work "
                 "`show`, `pay --at PROFILE`, and for independent private values and the efficient "
                 "rule every expectation: ir-vcg, dagv, cyclic, rebalance, and the questions bic, "
                 "iir, eair, eabb, eawbb",
                 what, count);
    flint_free(count);
    return XP_LIMIT;
}

slong xp_profiles_index(const xp_profiles_t profiles, const slong *profile)
{
    slong index = 0, i;

    assert(xp_profiles_are_listed(profiles));
    for (i = 0; i < profiles->agents; i++)
        index += profile[i] * profiles->stride[i];
    return index;
}

void xp_profiles_get(slong *profile, const xp_profiles_t profiles, slong index)
{
    slong i;

    assert(index >= 0 && index < profiles->size);
    for (i = 0; i < profiles->agents; i++)
    {
        profile[i] = index / profiles->stride[i];
        index %= profiles->stride[i];
    }
}

int xp_profiles_next(slong *profile, const xp_profiles_t profiles)
{
    slong i;

    for (i = profiles->agents - 1; i >= 0; i--)
    {
        if (++profile[i] < profiles->types[i])
            return 1;
        profile[i] = 0;
    }
    return 0;
}

slong xp_profiles_lines(const xp_profiles_t profiles, slong agent)
{
    return profiles->size / profiles->types[agent];
}

slong xp_profiles_line_start(const xp_profiles_t profiles, slong agent, slong line)
{
    slong stride = profiles->stride[agent];

    return line / stride * stride * profiles->types[agent] + line % stride;
}

slong xp_profiles_line_of(const xp_profiles_t profiles, slong agent, slong index)
{
    slong stride = profiles->stride[agent];

    return index / (stride * profiles->types[agent]) * stride + index % stride;
}
