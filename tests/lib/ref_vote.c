/* Properties of social choice functions by their literal definitions: every pair, every set. */
#include "ref_vote.h"

#include <string.h>

#define MOST_VOTERS 4
#define MOST_ALTERNATIVES 4

int ref_vote_profiles(const ref_vote_t *vote)
{
    int count = 1, i;

    for (i = 0; i < vote->voters; i++)
        count *= vote->orders;
    return count;
}

static void decode(int *order, const ref_vote_t *vote, int profile)
{
    int i;

    for (i = vote->voters - 1; i >= 0; i--)
    {
        order[i] = profile % vote->orders;
        profile /= vote->orders;
    }
}

static int encode(const int *order, const ref_vote_t *vote)
{
    int profile = 0, i;

    for (i = 0; i < vote->voters; i++)
        profile = profile * vote->orders + order[i];
    return profile;
}

static int better(const ref_vote_t *vote, int order, int a, int b)
{
    return vote->level[order * vote->alternatives + a]
           < vote->level[order * vote->alternatives + b];
}

static int is_chosen(const ref_vote_t *vote, int a)
{
    int count = ref_vote_profiles(vote), r;

    for (r = 0; r < count; r++)
        if (vote->choice[r] == a)
            return 1;
    return 0;
}

int ref_vote_strategyproof(ref_vote_lies_t *lies, const ref_vote_t *vote)
{
    int count = ref_vote_profiles(vote), r, i, q;

    memset(lies, 0, sizeof *lies);
    for (r = 0; r < count; r++)
    {
        int before = lies->violated, order[MOST_VOTERS];

        decode(order, vote, r);
        for (i = 0; i < vote->voters; i++)
        {
            int own = order[i];

            for (q = 0; q < vote->orders; q++)
            {
                order[i] = q;
                if (q != own && better(vote, own, vote->choice[encode(order, vote)],
                                       vote->choice[r]))
                {
                    if (lies->violated == 0)
                    {
                        lies->profile = r;
                        lies->voter = i;
                        lies->report = q;
                    }
                    lies->violated++;
                }
            }
            order[i] = own;
        }
        lies->profiles += lies->violated > before;
    }
    return lies->violated == 0;
}

/* Whether every voter's lower contour set of x at R is contained in that at S. */
static int contours_grow(const ref_vote_t *vote, const int *R, const int *S, int x)
{
    int i, c;

    for (i = 0; i < vote->voters; i++)
        for (c = 0; c < vote->alternatives; c++)
            if (!better(vote, R[i], c, x) && better(vote, S[i], c, x))
                return 0;
    return 1;
}

int ref_vote_monotone(const ref_vote_t *vote)
{
    int count = ref_vote_profiles(vote), r, s;

    for (r = 0; r < count; r++)
        for (s = 0; s < count; s++)
        {
            int R[MOST_VOTERS], S[MOST_VOTERS];

            decode(R, vote, r);
            decode(S, vote, s);
            if (contours_grow(vote, R, S, vote->choice[r]) && vote->choice[s] != vote->choice[r])
                return 0;
        }
    return 1;
}

/* Whether R and S order every pair alike that is not inside X. */
static int differ_inside(const ref_vote_t *vote, const int *R, const int *S, unsigned X)
{
    int i, a, b;

    for (i = 0; i < vote->voters; i++)
        for (a = 0; a < vote->alternatives; a++)
            for (b = 0; b < vote->alternatives; b++)
                if (better(vote, R[i], a, b) != better(vote, S[i], a, b)
                    && !((X >> a & 1) && (X >> b & 1)))
                    return 0;
    return 1;
}

int ref_vote_set_monotone(const ref_vote_t *vote)
{
    int count = ref_vote_profiles(vote), r, s, a;
    unsigned range = 0, X;

    for (a = 0; a < vote->alternatives; a++)
        range |= is_chosen(vote, a) ? 1u << a : 0;
    for (X = 1; X < 1u << vote->alternatives; X++)
        for (r = 0; (X & ~range) == 0 && r < count; r++)
            for (s = 0; (X >> vote->choice[r] & 1) && s < count; s++)
            {
                int R[MOST_VOTERS], S[MOST_VOTERS];

                decode(R, vote, r);
                decode(S, vote, s);
                if (differ_inside(vote, R, S, X) && !(X >> vote->choice[s] & 1))
                    return 0;
            }
    return 1;
}

int ref_vote_unanimous(const ref_vote_t *vote)
{
    int count = ref_vote_profiles(vote), r, a, b, i;

    for (r = 0; r < count; r++)
        for (a = 0; a < vote->alternatives; a++)
        {
            int order[MOST_VOTERS], top = 1;

            decode(order, vote, r);
            for (i = 0; i < vote->voters; i++)
                for (b = 0; b < vote->alternatives; b++)
                    top = top && (a == b || better(vote, order[i], a, b));
            if (top && vote->choice[r] != a)
                return 0;
        }
    return 1;
}

int ref_vote_onto(const ref_vote_t *vote)
{
    int a;

    for (a = 0; a < vote->alternatives; a++)
        if (!is_chosen(vote, a))
            return 0;
    return 1;
}

int ref_vote_is_dictator(const ref_vote_t *vote, int voter)
{
    int count = ref_vote_profiles(vote), r, a;

    for (r = 0; r < count; r++)
        for (a = 0; a < vote->alternatives; a++)
        {
            int order[MOST_VOTERS];

            decode(order, vote, r);
            if (is_chosen(vote, a) && better(vote, order[voter], a, vote->choice[r]))
                return 0;
        }
    return 1;
}

int ref_vote_condorcet(const ref_vote_t *vote)
{
    int count = ref_vote_profiles(vote), r, a, b, i;

    for (r = 0; r < count; r++)
        for (a = 0; a < vote->alternatives; a++)
        {
            int order[MOST_VOTERS], wins = 0;

            decode(order, vote, r);
            for (b = 0; b < vote->alternatives; b++)
            {
                int yes = 0, no = 0;

                for (i = 0; i < vote->voters; i++)
                {
                    yes += better(vote, order[i], a, b);
                    no += better(vote, order[i], b, a);
                }
                wins += yes > no;
            }
            if (wins == vote->alternatives - 1 && vote->choice[r] != a)
                return 0;
        }
    return 1;
}

/* All maps of 0 .. count - 1 into itself, by number; the permutations among them. */
static int set_permutation(int *image, int number, int count)
{
    int seen = 0, i;

    for (i = 0; i < count; i++)
    {
        image[i] = number % count;
        number /= count;
        seen |= 1 << image[i];
    }
    return seen == (1 << count) - 1;
}

static int power(int base, int exponent)
{
    return exponent == 0 ? 1 : base * power(base, exponent - 1);
}

int ref_vote_anonymous(const ref_vote_t *vote)
{
    int count = ref_vote_profiles(vote), p, r, i, image[MOST_VOTERS];

    for (p = 0; p < power(vote->voters, vote->voters); p++)
        for (r = 0; set_permutation(image, p, vote->voters) && r < count; r++)
        {
            int order[MOST_VOTERS], moved[MOST_VOTERS];

            decode(order, vote, r);
            for (i = 0; i < vote->voters; i++)
                moved[image[i]] = order[i];
            if (vote->choice[encode(moved, vote)] != vote->choice[r])
                return 0;
        }
    return 1;
}

/* The order with alternative a called image[a], or -1. */
static int rename_order(const ref_vote_t *vote, int order, const int *image)
{
    int q, a;

    for (q = 0; q < vote->orders; q++)
    {
        int same = 1;

        for (a = 0; a < vote->alternatives; a++)
            same = same && vote->level[q * vote->alternatives + image[a]]
                               == vote->level[order * vote->alternatives + a];
        if (same)
            return q;
    }
    return -1;
}

int ref_vote_neutral(const ref_vote_t *vote)
{
    int count = ref_vote_profiles(vote), permutations, p, r, i, image[MOST_ALTERNATIVES];
    int holds = 1;

    permutations = power(vote->alternatives, vote->alternatives);
    for (p = 0; p < permutations; p++)
        for (r = 0; set_permutation(image, p, vote->alternatives) && r < count; r++)
        {
            int order[MOST_VOTERS];

            decode(order, vote, r);
            for (i = 0; i < vote->voters; i++)
            {
                order[i] = rename_order(vote, order[i], image);
                if (order[i] < 0)
                    return -1;
            }
            if (vote->choice[encode(order, vote)] != image[vote->choice[r]])
                holds = 0;
        }
    return holds;
}
