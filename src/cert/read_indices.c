/* Indices, counts and profiles in the fields of a certificate. */
#include "cert/read_fields.h"

int xp_fields_get_index(slong *value, const char *field, size_t length)
{
    size_t i;

    *value = 0;
    if (length > 18 || (length > 1 && field[0] == '0'))
        return 0;
    for (i = 0; i < length; i++)
    {
        if (field[i] < '0' || field[i] > '9')
            return 0;
        *value = *value * 10 + (field[i] - '0');
    }
    return 1;
}

/* Reads an index when it has the right form and value; otherwise nothing is read. */
static int take_index(xp_fields_t *in, slong *value, slong least, slong most)
{
    size_t start, end;

    xp_fields_find(in, &start, &end);
    if (start == end || !xp_fields_get_index(value, in->text + start, end - start)
        || *value < least || *value > most)
        return 0;
    in->field = start;
    in->at = end;
    return 1;
}

slong xp_fields_index(xp_fields_t *in, slong bound, const char *what)
{
    char expected[160];
    slong value = 0;

    if (in->status != XP_OK || take_index(in, &value, 0, bound - 1))
        return value;
    snprintf(expected, sizeof expected, "the number of %s, 0 to %ld", what, (long) (bound - 1));
    xp_fields_refuse_next(in, expected);
    return 0;
}

void xp_fields_fixed(xp_fields_t *in, slong value, const char *what)
{
    char expected[160];
    slong read;

    if (in->status != XP_OK || take_index(in, &read, value, value))
        return;
    snprintf(expected, sizeof expected, "%ld, the number of %s that is next", (long) value, what);
    xp_fields_refuse_next(in, expected);
}

slong xp_fields_count(xp_fields_t *in, size_t room, const char *what)
{
    char expected[160];
    slong value = 0;

    if (in->status != XP_OK)
        return 0;
    if (!take_index(in, &value, 1, WORD_MAX))
    {
        snprintf(expected, sizeof expected, "the number of %s, 1 or more", what);
        xp_fields_refuse_next(in, expected);
        return 0;
    }
    xp_fields_require(in, value, room, what);
    return in->status == XP_OK ? value : 0;
}

void xp_fields_require(xp_fields_t *in, slong count, size_t room, const char *what)
{
    const size_t rest = in->length - in->at;

    if (in->status == XP_OK && (size_t) count > rest / room)
        xp_fields_refuse(in, "%ld %s cannot stand in the rest of this file: it may be cut",
                         (long) count, what);
}

/* The types of all agents but one (or all: skip = -1), the first slowest. */
static slong read_types(xp_fields_t *in, const xp_profiles_t profiles, slong skip)
{
    slong index = 0, i;

    for (i = 0; i < profiles->agents && in->status == XP_OK; i++)
    {
        char what[64];

        if (i == skip)
            continue;
        snprintf(what, sizeof what, "a type of agent %ld", (long) i);
        index = index * profiles->types[i] + xp_fields_index(in, profiles->types[i], what);
    }
    return in->status == XP_OK ? index : 0;
}

slong xp_fields_profile(xp_fields_t *in, const xp_profiles_t profiles)
{
    return read_types(in, profiles, -1);
}

slong xp_fields_others(xp_fields_t *in, const xp_profiles_t profiles, slong agent)
{
    return read_types(in, profiles, agent);
}

static void expect_types(xp_fields_t *in, const xp_profiles_t profiles, slong index, slong skip)
{
    slong i;

    for (i = 0; i < profiles->agents && in->status == XP_OK; i++)
    {
        char what[96];

        if (i == skip)
            continue;
        snprintf(what, sizeof what, "the type of agent %ld", (long) i);
        xp_fields_fixed(in, index / profiles->stride[i] % profiles->types[i], what);
    }
}

void xp_fields_fixed_profile(xp_fields_t *in, const xp_profiles_t profiles, slong index)
{
    expect_types(in, profiles, index, -1);
}

void xp_fields_fixed_others(xp_fields_t *in, const xp_profiles_t profiles, slong agent,
                            slong line)
{
    expect_types(in, profiles, xp_profiles_line_start(profiles, agent, line), agent);
}
