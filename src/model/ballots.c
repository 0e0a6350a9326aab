/* Ballots: orders of alternatives and how many voters cast each. */
#include <expost/model/ballots.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_ballots_init(xp_ballots_t ballots)
{
    memset(ballots, 0, sizeof(xp_ballots_struct));
    fmpz_init(ballots->voter_count);
}

static void clear_voters(xp_ballots_t ballots)
{
    slong i;

    if (ballots->voter != NULL)
        for (i = 0; i < ballots->count; i++)
            free(ballots->voter[i]);
    free(ballots->voter);
    ballots->voter = NULL;
}

void xp_ballots_clear(xp_ballots_t ballots)
{
    slong a;
    size_t i;

    clear_voters(ballots);
    for (a = 0; a < ballots->alternative_count; a++)
        free(ballots->alternative[a]);
    for (i = 0; i < ballots->note_count; i++)
        free(ballots->note[i]);
    for (i = 0; i < ballots->room; i++)
        fmpz_clear(ballots->multiplicity + i);
    free(ballots->alternative);
    free(ballots->note);
    free(ballots->multiplicity);
    free(ballots->level);
    free(ballots->title);
    fmpz_clear(ballots->voter_count);
}

void xp_ballots_swap(xp_ballots_t a, xp_ballots_t b)
{
    xp_ballots_struct other = *a;

    *a = *b;
    *b = other;
}

/* Whether the levels are 0, 1, ..., without gaps, apart from unranked alternatives. */
static int has_no_gaps(const int *level, slong count)
{
    int *seen = xp_calloc((size_t) count, sizeof(int));
    int valid = 1, highest = -1;
    slong a;

    for (a = 0; valid && a < count; a++)
    {
        valid = level[a] >= XP_BALLOT_UNRANKED && level[a] < count;
        if (valid && level[a] >= 0)
            seen[level[a]] = 1;
        highest = level[a] > highest ? level[a] : highest;
    }
    for (a = 0; valid && a <= highest; a++)
        valid = seen[a];
    free(seen);
    return valid;
}

int xp_ballots_is_valid(const xp_ballots_t ballots)
{
    int valid = ballots->count == 0 || ballots->alternative_count >= 1;
    fmpz_t sum;
    slong i;

    fmpz_init(sum);
    for (i = 0; valid && i < ballots->count; i++)
    {
        valid = fmpz_sgn(ballots->multiplicity + i) > 0
                && (ballots->voter == NULL || fmpz_is_one(ballots->multiplicity + i))
                && has_no_gaps(ballots->level + i * ballots->alternative_count,
                               ballots->alternative_count);
        fmpz_add(sum, sum, ballots->multiplicity + i);
    }
    valid = valid && fmpz_equal(sum, ballots->voter_count);
    fmpz_clear(sum);
    return valid;
}

void xp_ballots_set_alternatives(xp_ballots_t ballots, slong count, const char *const *name)
{
    slong a;

    assert(ballots->alternative_count == 0 && count >= 1);
    ballots->alternative = xp_malloc((size_t) count * sizeof(char *));
    for (a = 0; a < count; a++)
        ballots->alternative[a] = xp_strdup(name[a]);
    ballots->alternative_count = count;
}

/* Room for one more ballot in every row. */
static void grow(xp_ballots_t ballots)
{
    size_t room = ballots->room, old = room, row = (size_t) ballots->alternative_count;
    fmpz *multiplicity = ballots->multiplicity;

    xp_array_grow(&multiplicity, &room, (size_t) ballots->count, sizeof(fmpz));
    ballots->multiplicity = multiplicity;
    if (room == old)
        return;
    for (; old < room; old++)
        fmpz_init(multiplicity + old);
    assert(row <= (size_t) -1 / sizeof(int) / room);
    ballots->level = xp_realloc(ballots->level, room * row * sizeof(int));
    if (ballots->voter != NULL)
        ballots->voter = xp_realloc(ballots->voter, room * sizeof(char *));
    ballots->room = room;
}

void xp_ballots_add(xp_ballots_t ballots, const int *level, const fmpz_t multiplicity,
                    const char *voter)
{
    slong alternatives = ballots->alternative_count;

    assert(alternatives >= 1 && fmpz_sgn(multiplicity) > 0);
    grow(ballots);
    if (ballots->count == 0 && voter != NULL)
        ballots->voter = xp_malloc(ballots->room * sizeof(char *));
    if (voter == NULL || !fmpz_is_one(multiplicity))
        clear_voters(ballots);
    if (ballots->voter != NULL)
        ballots->voter[ballots->count] = xp_strdup(voter);
    memcpy(ballots->level + ballots->count * alternatives, level,
           (size_t) alternatives * sizeof(int));
    fmpz_set(ballots->multiplicity + ballots->count, multiplicity);
    fmpz_add(ballots->voter_count, ballots->voter_count, multiplicity);
    ballots->count++;
}

void xp_ballots_get_levels(int *level, const xp_ballots_t ballots)
{
    slong alternatives = ballots->alternative_count, i, a;

    for (i = 0; i < ballots->count; i++, level += alternatives)
    {
        int behind = 0;

        memcpy(level, ballots->level + i * alternatives, (size_t) alternatives * sizeof(int));
        for (a = 0; a < alternatives; a++)
            behind = level[a] >= behind ? level[a] + 1 : behind;
        for (a = 0; a < alternatives; a++)
            level[a] = level[a] == XP_BALLOT_UNRANKED ? behind : level[a];
    }
}
