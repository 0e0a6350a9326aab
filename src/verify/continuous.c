/* A certificate about continuous types, from its environment to its end. */
#include <stdlib.h>
#include <string.h>

#include "verify/continuous.h"

enum
{
    /* to which shares are narrowed: where all else is exact, and beside a grid */
    MOST_BITS = 1 << 14,
    MOST_GRID_BITS = 1 << 9
};

void xp_continuous_init(xp_continuous_t continuous)
{
    memset(continuous, 0, sizeof(xp_continuous_struct));
    mpq_inits(continuous->threshold, continuous->alpha, continuous->beta, continuous->number,
              continuous->other, continuous->third, NULL);
    xp_range_init(continuous->subsidy);
    xp_range_init(continuous->total);
    xp_range_init(continuous->sum);
    xp_range_init(continuous->term);
}

void xp_continuous_clear(xp_continuous_t continuous)
{
    size_t i;

    if (continuous->work != NULL)
        continuous->clear_work(continuous->work);
    for (i = 0; i < continuous->agents; i++)
        xp_interval_agent_clear(&continuous->agent[i]);
    free(continuous->agent);
    xp_numbers_clear(continuous->knots);
    xp_numbers_clear(continuous->list);
    mpq_clears(continuous->threshold, continuous->alpha, continuous->beta, continuous->number,
               continuous->other, continuous->third, NULL);
    xp_range_clear(continuous->subsidy);
    xp_range_clear(continuous->total);
    xp_range_clear(continuous->sum);
    xp_range_clear(continuous->term);
}

static void read_claim(xp_continuous_t continuous)
{
    xp_reader_struct *reader = continuous->reader;
    const char *word;

    xp_expect(reader, "claim");
    word = xp_word(reader);
    if (strcmp(word, "dissolvable") == 0)
        continuous->claim = XP_DISSOLVABLE;
    else if (strcmp(word, "not-dissolvable") == 0)
        continuous->claim = XP_NOT_DISSOLVABLE;
    else if (strcmp(word, "subsidy") == 0)
        continuous->claim = XP_SUBSIDY;
    else
        xp_reject(reader, "a claim is `dissolvable`, `not-dissolvable` or `subsidy`");
    if (continuous->claim == XP_SUBSIDY)
    {
        xp_number(reader, continuous->subsidy->low);
        xp_number(reader, continuous->subsidy->high);
        if (mpq_cmp(continuous->subsidy->low, continuous->subsidy->high) > 0)
            xp_reject(reader, "LO must be at most HI");
    }
    else if (continuous->problem != XP_PARTNERSHIP)
        xp_reject(reader, "this claim is about a `partnership`");
    xp_next(reader);
}

static void read_brackets(xp_continuous_t continuous)
{
    xp_reader_struct *reader = continuous->reader;
    size_t i;

    xp_expect(reader, "evidence");
    xp_next(reader);
    for (i = 0; i < continuous->agents; i++)
    {
        xp_interval_agent_t *agent = &continuous->agent[i];

        xp_expect(reader, "worst");
        xp_index_is(reader, i, "agent");
        xp_number(reader, agent->worst->low);
        xp_number(reader, agent->worst->high);
        if (mpq_cmp(agent->worst->low, agent->low) < 0 ||
            mpq_cmp(agent->worst->low, agent->worst->high) > 0 ||
            mpq_cmp(agent->worst->high, agent->high) > 0)
            xp_reject(reader, "LO <= HI must lie in the support of agent %zu", i);
        xp_next(reader);
    }
}

/* Judges with better and better ranges of the shares, which are all that can be inexact. */
static void judge(xp_continuous_t continuous)
{
    xp_judgement_t judgement = XP_UNDECIDED;
    unsigned long bits, most;
    size_t i;
    int rational = 1;

    for (i = 0; i < continuous->agents; i++)
        rational &= continuous->agent[i].share == XP_SHARE_NUMBER;
    most = rational ? 64 : continuous->has_formula ? MOST_GRID_BITS : MOST_BITS;
    for (bits = 64; judgement == XP_UNDECIDED && bits <= most; bits *= 2)
    {
        xp_continuous_refine(continuous, bits);
        judgement = xp_continuous_judge(continuous);
    }
    if (judgement != XP_SHOWN)
        xp_reject(continuous->reader, "%s", continuous->reason);
}

void xp_continuous_check(xp_continuous_t continuous)
{
    xp_reader_struct *reader = continuous->reader;

    xp_continuous_read(continuous);
    read_claim(continuous);
    read_brackets(continuous);
    if (continuous->has_formula)
        xp_bound_by_grid(continuous);
    else if (continuous->problem == XP_PROJECT)
        xp_bound_project(continuous);
    else
        xp_bound_good(continuous);
    if (!continuous->has_formula && continuous->problem != XP_PROJECT && xp_at(reader, "field"))
        xp_check_field(continuous);
    else
        judge(continuous);
    xp_expect(reader, "end");
    xp_expect_nothing(reader);
}
