/* Runs of profiles, against the index arithmetic of model/profiles. */
#include "rule/walk.h"

#include <stdlib.h>

#include <expost/base/memory.h>

#include "tests/lib/harness.h"

/* Whether the runs of every agent tile the profiles with the right types and lines. */
static int walks(slong agents, const slong *types)
{
    slong *profile = xp_calloc((size_t) agents, sizeof(slong));
    xp_profiles_t profiles;
    xp_error_t error;
    int good = 1;
    xp_profiles_init(profiles);
    xp_error_init(error);
    xp_profiles_set(profiles, agents, types, 1000000);
    for (slong agent = 0; agent < agents; agent++)
    {
        slong next = 0;
        xp_walk_t walk;
        xp_walk_init(walk, profiles, agent, "runs", NULL);
        while (good && xp_walk_next(walk))
        {
            good = walk->index == next && walk->length >= 1 && walk->length <= XP_WALK_BLOCK;
            for (slong k = 0; good && k < walk->length; k++)
            {
                xp_profiles_get(profile, profiles, walk->index + k);
                good = profile[agent] == walk->type
                       && xp_profiles_line_of(profiles, agent, walk->index + k)
                              == walk->line + k;
            }
            next = walk->index + walk->length;
        }
        good = good && next == profiles->size && xp_walk_end(walk, error) == XP_OK;
    }
    xp_error_clear(error);
    xp_profiles_clear(profiles);
    free(profile);
    return good;
}

static void test_runs(void)
{
    static const slong alone[] = {3};
    static const slong one[] = {1, 1, 1};
    static const slong some[] = {2, 3, 1, 4};
    /* Slices longer than a block. */
    static const slong large[] = {2, 2, 70000};
    XP_CHECK(walks(1, alone));
    XP_CHECK(walks(3, one));
    XP_CHECK(walks(4, some));
    XP_CHECK(walks(3, large));
}

static int stop_later(void *data, const char *what, uint64_t done, uint64_t total)
{
    uint64_t *last = data;
    XP_CHECK_STR(what, "runs");
    XP_CHECK(done > *last && done < total);
    *last = done;
    return done >= 2 * XP_WALK_BLOCK;
}

/* Told once a block; stopped, it says where. */
static void test_stopped(void)
{
    static const slong types[] = {1000, 3, 100};
    uint64_t last = 0;
    const xp_progress_t progress = {stop_later, &last, 1};
    xp_profiles_t profiles;
    xp_error_t error;
    xp_profiles_init(profiles);
    xp_error_init(error);
    xp_profiles_set(profiles, 3, types, 1000000);
    for (slong agent = 0; agent < 3; agent++)
    {
        xp_walk_t walk;
        last = 0;
        xp_walk_init(walk, profiles, agent, "runs", &progress);
        while (xp_walk_next(walk))
        {
        }
        XP_CHECK(last >= 2 * XP_WALK_BLOCK && last < 3 * XP_WALK_BLOCK);
        XP_CHECK(xp_walk_end(walk, error) == XP_STOPPED);
        XP_CHECK(strstr(error->message, "of 300000 profiles") != NULL);
    }
    xp_error_clear(error);
    xp_profiles_clear(profiles);
}

int main(void)
{
    static const xp_test_t tests[] = {{"runs", test_runs}, {"stopped", test_stopped}};
    return XP_TEST_MAIN("walk", tests);
}
