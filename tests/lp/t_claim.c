/* Claims on their way through a pipe: whole, cut off, spoiled. */
#include <unistd.h>

#include "lp/claim.h"
#include "tests/lib/harness.h"
#include "tests/lp/build.h"

/* The words of a claim, through a real pipe; the caller frees. */
static uint64_t *write_claim(const xp_lp_claim_t *claim, slong columns, slong rows,
                             size_t *count)
{
    uint64_t *word = xp_calloc(4096, sizeof *word);
    int end[2];
    ssize_t got;

    *count = 0;
    if (pipe(end) != 0)
        return word;
    XP_CHECK(xp_lp_claim_write(claim, columns, rows, end[1]));
    close(end[1]);
    got = read(end[0], word, 4096 * sizeof *word);
    XP_CHECK(got > 0 && (size_t) got % sizeof *word == 0);
    *count = (size_t) got / sizeof *word;
    close(end[0]);
    return word;
}

static void fill_claim(xp_lp_claim_t *claim, xp_lp_verdict_t verdict)
{
    xp_lp_claim_init(claim, 4, 3);
    claim->verdict = verdict;
    set_vector(claim->x, 4, "0 -7/3 1 "
               "-123456789012345678901234567890123456789012345678901234567890/11");
    set_vector(claim->y, 3, "5/340282366920938463463374607431768211457 0 18446744073709551616");
}

static int are_equal(const fmpq *a, const fmpq *b, slong count)
{
    for (slong i = 0; i < count; i++)
        if (!fmpq_equal(a + i, b + i))
            return 0;
    return 1;
}

static void test_whole(void)
{
    static const xp_lp_verdict_t verdicts[] = {XP_LP_OPTIMAL, XP_LP_UNBOUNDED, XP_LP_INFEASIBLE,
                                               XP_LP_UNKNOWN};

    for (int v = 0; v < 4; v++)
    {
        const int has_x = verdicts[v] == XP_LP_OPTIMAL;
        const int has_y = has_x || verdicts[v] == XP_LP_INFEASIBLE;
        xp_lp_claim_t claim, copy;
        size_t count;
        uint64_t *word;

        fill_claim(&claim, verdicts[v]);
        xp_lp_claim_init(&copy, 4, 3);
        word = write_claim(&claim, 4, 3, &count);
        XP_CHECK(xp_lp_claim_read(&copy, 4, 3, word, count));
        XP_CHECK(copy.verdict == verdicts[v]);
        XP_CHECK(are_equal(copy.x, claim.x, 4) == has_x);
        XP_CHECK(are_equal(copy.y, claim.y, 3) == has_y);
        free(word);
        xp_lp_claim_clear(&copy, 4, 3);
        xp_lp_claim_clear(&claim, 4, 3);
    }
}

/* No part of the words is a claim, nor are they with one more, nor for another program. */
static void test_cut(void)
{
    xp_lp_claim_t claim;
    size_t count;
    uint64_t *word;
    int refused = 1;

    fill_claim(&claim, XP_LP_OPTIMAL);
    word = write_claim(&claim, 4, 3, &count);
    for (size_t length = 0; length < count; length++)
        refused = refused && !xp_lp_claim_read(&claim, 4, 3, word, length);
    XP_CHECK(refused && count > 10);
    XP_CHECK(!xp_lp_claim_read(&claim, 4, 3, word, count + 1));
    XP_CHECK(!xp_lp_claim_read(&claim, 3, 3, word, count));
    XP_CHECK(!xp_lp_claim_read(&claim, 4, 2, word, count));
    free(word);
    xp_lp_claim_clear(&claim, 4, 3);
}

/* Any word replaced by any of some: refused, or canonical numbers. */
static void test_spoiled(void)
{
    static const uint64_t spoils[] = {0, 1, 2, 3, 4, (uint64_t) -1, (uint64_t) -2,
                                      (uint64_t) 1 << 63, ((uint64_t) 1 << 63) - 1, 1 << 20};
    xp_lp_claim_t claim;
    size_t count;
    uint64_t *word;
    long refused = 0;
    int canonical = 1;

    fill_claim(&claim, XP_LP_OPTIMAL);
    word = write_claim(&claim, 4, 3, &count);
    xp_lp_claim_clear(&claim, 4, 3);
    for (size_t at = 0; at < count; at++)
        for (size_t s = 0; s < sizeof spoils / sizeof spoils[0]; s++)
        {
            const uint64_t keep = word[at];

            xp_lp_claim_init(&claim, 4, 3);
            word[at] = spoils[s];
            if (!xp_lp_claim_read(&claim, 4, 3, word, count))
                refused++;
            else
                for (slong j = 0; j < 4; j++)
                    canonical = canonical && fmpq_is_canonical(claim.x + j);
            word[at] = keep;
            xp_lp_claim_clear(&claim, 4, 3);
        }
    XP_CHECK(canonical && refused > 100);

    /* The mark and the verdict. */
    xp_lp_claim_init(&claim, 4, 3);
    word[0]++;
    XP_CHECK(!xp_lp_claim_read(&claim, 4, 3, word, count));
    word[0]--;
    XP_CHECK(xp_lp_claim_read(&claim, 4, 3, word, count));
    word[1] = 4;
    XP_CHECK(!xp_lp_claim_read(&claim, 4, 3, word, count));
    xp_lp_claim_clear(&claim, 4, 3);
    free(word);
}

/* A descriptor that takes nothing. */
static void test_closed(void)
{
    xp_lp_claim_t claim;

    fill_claim(&claim, XP_LP_OPTIMAL);
    XP_CHECK(!xp_lp_claim_write(&claim, 4, 3, -1));
    xp_lp_claim_clear(&claim, 4, 3);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"whole", test_whole},
        {"cut", test_cut},
        {"spoiled", test_spoiled},
        {"closed", test_closed},
    };

    return XP_TEST_MAIN("lp-claim", tests);
}
