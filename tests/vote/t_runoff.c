/* Every tie path of instant runoff: the vacation example, and random ballots against all lies. */
#include <expost/vote/runoff.h>

#include <stdlib.h>

#include "tests/lib/harness.h"

/* Bernard, ECON 7219, slides 7: Australia, France, Mexico, Thailand; Aaron to Eva. */
static const int vacation[] = {0, 3, 2, 1, 1, 0, 2, 3, 2, 3, 1, 0, 1, 3, 0, 2, 1, 0, 2, 3};

static fmpz *ones(slong count)
{
    fmpz *vector = _fmpz_vec_init(count);
    slong i;

    for (i = 0; i < count; i++)
        fmpz_one(vector + i);
    return vector;
}

static void test_vacation(void)
{
    /* reference case vacation-voting: a,m,f -> t; m,t,f -> a; t,a,f -> m */
    static const slong path[] = {0, 2, 1, 3, 2, 3, 1, 0, 3, 0, 1, 2};
    fmpz *voters = ones(5);
    xp_runoff_t runoff;
    xp_error_t error;
    slong i;

    xp_error_init(error);
    xp_runoff_init(runoff);
    XP_CHECK(xp_runoff_set(runoff, 4, 5, vacation, voters, 0, NULL, error) == XP_OK);
    XP_CHECK(fmpz_equal_si(runoff->path_count, 3) && runoff->listed == 3);
    for (i = 0; i < 12; i++)
        XP_CHECK(runoff->path[i] == path[i]);
    XP_CHECK(fmpz_is_one(runoff->winning) && fmpz_is_zero(runoff->winning + 1)
             && fmpz_is_one(runoff->winning + 2) && fmpz_is_one(runoff->winning + 3));
    /* by default the last of the tied drops: Thailand, then Australia, then France */
    XP_CHECK(runoff->usual[0] == 3 && runoff->usual[1] == 0 && runoff->usual[2] == 1
             && runoff->usual[3] == 2);
    XP_CHECK(runoff->tied[0] == 3 && runoff->tied[1] == 1 && runoff->tied[2] == 1);
    XP_CHECK(fmpq_equal_si(runoff->first + 4 + 2, 2) && fmpq_is_zero(runoff->first + 4 + 3));
    xp_runoff_clear(runoff);
    xp_error_clear(error);
    _fmpz_vec_clear(voters, 5);
}

/* All orders of elimination by recursion, with voters' first places counted one by one. */
#define M 5

typedef struct
{
    slong m;
    slong count;
    int level[6 * M];
    slong path[120 * M];
    slong paths;
} slow_t;

static void walk(slow_t *slow, slong *path, const int *out, slong r)
{
    /* 60 is a multiple of 1, ..., 5 */
    long first[M] = {0}, least = -1;
    slong i, a, b;

    for (i = 0; i < slow->count; i++)
    {
        const int *level = slow->level + i * slow->m;
        int top[M], size = 0;

        for (a = 0; a < slow->m; a++)
        {
            top[a] = !out[a];
            for (b = 0; b < slow->m; b++)
                top[a] = top[a] && (out[b] || level[b] >= level[a]);
            size += top[a];
        }
        for (a = 0; a < slow->m; a++)
            first[a] += top[a] ? 60 / size : 0;
    }
    for (a = 0; a < slow->m; a++)
        if (!out[a] && (least < 0 || first[a] < least))
            least = first[a];
    for (a = 0; a < slow->m; a++)
        if (!out[a] && (first[a] == least || r == slow->m - 1))
        {
            int next[M];

            memcpy(next, out, sizeof next);
            next[a] = 1;
            path[r] = a;
            if (r == slow->m - 1)
                memcpy(slow->path + slow->paths++ * slow->m, path,
                       (size_t) slow->m * sizeof(slong));
            else
                walk(slow, path, next, r + 1);
        }
}

static void test_random(void)
{
    long rounds = xp_test_rounds(400), round;
    int with_ties = 0, without = 0, cut = 0;
    uint64_t state = 4711;

    for (round = 0; round < rounds; round++)
    {
        fmpz *voters = ones(6);
        xp_runoff_t runoff;
        xp_error_t error;
        slong path[M], i, a;
        int out[M] = {0};
        slow_t slow;

        memset(&slow, 0, sizeof slow);
        slow.m = 1 + (slong) xp_test_random(&state, M);
        slow.count = 1 + (slong) xp_test_random(&state, 6);
        if (round % 50 == 0)
            slow.m = M; /* and no ballot that says anything */
        for (i = 0; i < slow.count && round % 50 != 0; i++)
        {
            int number[M], b, c;

            for (b = 0; b < slow.m; b++)
                number[b] = (int) xp_test_random(&state, M);
            for (b = 0; b < slow.m; b++)
            {
                int seen[M] = {0};

                for (c = 0; c < slow.m; c++)
                    slow.level[i * slow.m + b] += number[c] < number[b] && !seen[number[c]]++;
            }
        }
        walk(&slow, path, out, 0);
        xp_error_init(error);
        xp_runoff_init(runoff);
        XP_CHECK(xp_runoff_set(runoff, slow.m, slow.count, slow.level, voters, round % 2, NULL,
                               error) == XP_OK);
        XP_CHECK(fmpz_equal_si(runoff->path_count, slow.paths));
        XP_CHECK(runoff->listed == (slow.paths < XP_RUNOFF_LISTED ? slow.paths
                                                                   : XP_RUNOFF_LISTED));
        for (i = 0; i < runoff->listed * slow.m; i++)
            XP_CHECK(runoff->path[i] == slow.path[i]);
        for (a = 0; a < slow.m; a++)
        {
            slong wins = 0;

            for (i = 0; i < slow.paths; i++)
                wins += slow.path[i * slow.m + slow.m - 1] == a;
            XP_CHECK(fmpz_equal_si(runoff->winning + a, wins));
        }
        /* among orders of elimination the default is the last, or the first, at every tie */
        for (a = 0; a < slow.m; a++)
            XP_CHECK(runoff->usual[a]
                     == slow.path[(round % 2 ? 0 : slow.paths - 1) * slow.m + a]);
        with_ties += slow.paths > 1;
        without += slow.paths == 1;
        cut += slow.paths > XP_RUNOFF_LISTED;
        xp_runoff_clear(runoff);
        xp_error_clear(error);
        _fmpz_vec_clear(voters, 6);
    }
    XP_CHECK(with_ties > 0 && without > 0 && cut > 0);
}

static void test_limits(void)
{
    /* 24 alternatives tied everywhere: 2^24 sets */
    int level[24] = {0};
    fmpz *voters = ones(1);
    xp_runoff_t runoff;
    xp_error_t error;

    xp_error_init(error);
    xp_runoff_init(runoff);
    XP_CHECK(xp_runoff_set(runoff, 24, 1, level, voters, 0, NULL, error) == XP_LIMIT);
    XP_CHECK(runoff->path == NULL && error->message != NULL);
    XP_CHECK(xp_runoff_set(runoff, 8, 1, level, voters, 0, &xp_test_stop, error) == XP_STOPPED);
    XP_CHECK(xp_runoff_set(runoff, 12, 1, level, voters, 0, NULL, error) == XP_OK);
    /* 12! */
    XP_CHECK(fmpz_equal_si(runoff->path_count, 479001600) && runoff->listed == XP_RUNOFF_LISTED);
    xp_runoff_clear(runoff);
    xp_error_clear(error);
    _fmpz_vec_clear(voters, 1);
}

int main(void)
{
    static const xp_test_t tests[] = {{"vacation", test_vacation},
                                      {"random", test_random},
                                      {"limits", test_limits}};

    return XP_TEST_MAIN("vote/runoff", tests);
}
