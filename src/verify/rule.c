/* An allocation rule as a table: at each profile an outcome or a lottery. */
#include <stdlib.h>
#include <string.h>

#include "verify/rule.h"

void xp_rule_init(xp_rule_t rule)
{
    memset(rule, 0, sizeof(xp_rule_struct));
    mpq_inits(rule->best, rule->surplus, rule->sum, NULL);
    mpz_init(rule->integer);
}

void xp_rule_clear(xp_rule_t rule)
{
    free(rule->end);
    free(rule->choice);
    free(rule->maximiser);
    xp_numbers_clear(rule->chance);
    mpq_clears(rule->best, rule->surplus, rule->sum, NULL);
    mpz_clear(rule->integer);
}

xp_rule_kind_t xp_rule_kind_read(const xp_environment_t environment, xp_reader_t reader)
{
    static const char *const ties[] = {"first", "last", "lottery"};
    const char *word;
    int kind = XP_FREE;

    xp_expect(reader, "rule");
    word = xp_word(reader);
    if (strcmp(word, "fixed") == 0)
    {
        kind = XP_OTHER;
        word = xp_word(reader);
        if (strcmp(word, "efficient") == 0)
        {
            word = xp_word(reader);
            for (kind = XP_FIRST; kind <= XP_LOTTERY && strcmp(word, ties[kind]) != 0; kind++)
                ;
            if (kind > XP_LOTTERY)
                xp_reject(reader, "ties are broken first, last or by lottery");
        }
        else if (strcmp(word, "other") != 0)
            xp_reject(reader, "a fixed rule is efficient or other");
    }
    else if (strcmp(word, "free") != 0)
        xp_reject(reader, "a rule is fixed or free");
    if (environment->reduced && kind != XP_OTHER)
        xp_reject(reader, "the rule of a reduced form is `fixed other`");
    xp_next(reader);
    return (xp_rule_kind_t) kind;
}

static void add_choice(xp_rule_t rule, size_t outcome, size_t chance)
{
    rule->choice = xp_grown(rule->choice, &rule->space, rule->choices, sizeof(xp_choice_t));
    rule->choice[rule->choices].outcome = outcome;
    rule->choice[rule->choices++].chance = chance;
}

/* The maximisers of S(., profile), in order. */
static void find_maximisers(xp_rule_t rule, const xp_environment_t environment, size_t profile)
{
    size_t a;

    rule->maximisers = 0;
    for (a = 0; a < environment->outcomes; a++)
    {
        int order = 1;

        xp_surplus(rule->surplus, environment, a, profile, rule->integer);
        if (a > 0)
            order = mpq_cmp(rule->surplus, rule->best);
        if (order < 0)
            continue;
        if (order > 0)
        {
            rule->maximisers = 0;
            mpq_swap(rule->best, rule->surplus);
        }
        rule->maximiser = xp_grown(rule->maximiser, &rule->most, rule->maximisers, sizeof(size_t));
        rule->maximiser[rule->maximisers++] = a;
    }
}

/* Compares the choices at the profile, whose records end at this line, with the efficient ones. */
static void check_efficient(xp_rule_t rule, const xp_environment_t environment,
                            xp_rule_kind_t kind, size_t profile, xp_reader_t reader)
{
    const xp_choice_t *choice;
    size_t count = xp_choices(rule, profile, &choice), k, wanted;

    find_maximisers(rule, environment, profile);
    wanted = kind == XP_LOTTERY ? rule->maximisers : 1;
    for (k = 0; k < count && count == wanted; k++)
    {
        size_t place = kind == XP_LAST ? rule->maximisers - 1 : k;

        if (choice[k].outcome != rule->maximiser[place] ||
            mpq_cmp_ui(rule->chance->at[choice[k].chance], 1, wanted) != 0)
            break;
    }
    if (k < count || count != wanted)
        xp_reject(reader, "this is not the efficient rule with these ties: outcome %zu is %s",
                  rule->maximiser[kind == XP_LAST ? rule->maximisers - 1 : 0],
                  kind == XP_LOTTERY ? "among the maximisers" : "the one to choose");
}

static void read_lottery(xp_rule_t rule, const xp_environment_t environment, size_t profile,
                         xp_reader_t reader)
{
    mpq_ptr chance = rule->surplus;
    size_t start = rule->choices, outcome;

    xp_sum_zero(rule->sum);
    do
    {
        if (rule->choices > start)
        {
            xp_next(reader);
            if (!xp_at(reader, "lottery"))
                xp_reject_at(reader, reader->line - 1, "the lottery does not add up to 1");
        }
        xp_profile_is(environment, reader, profile, XP_NOBODY);
        outcome = xp_index(reader, environment->outcomes, "outcome");
        xp_number(reader, chance);
        if (rule->choices > start && rule->choice[rule->choices - 1].outcome >= outcome)
            xp_reject(reader, "the outcomes of a lottery are in order, each once");
        if (mpq_sgn(chance) <= 0)
            xp_reject(reader, "a probability in a lottery is greater than 0");
        xp_sum_add(rule->sum, 1, mpq_numref(chance), mpq_denref(chance), rule->integer);
        add_choice(rule, outcome, rule->chance->count);
        xp_numbers_add(rule->chance, chance);
    } while (mpz_cmp(mpq_numref(rule->sum), mpq_denref(rule->sum)) < 0);
    if (mpz_cmp(mpq_numref(rule->sum), mpq_denref(rule->sum)) > 0)
        xp_reject(reader, "the lottery does not add up to 1");
    if (rule->choices < start + 2)
        xp_reject(reader, "a lottery has two outcomes or more");
}

void xp_rule_read(xp_rule_t rule, const xp_environment_t environment, xp_rule_kind_t kind,
                  int deterministic, xp_reader_t reader)
{
    mpq_set_ui(rule->surplus, 1, 1);
    xp_numbers_add(rule->chance, rule->surplus);
    for (rule->count = 0; rule->count < environment->profiles; rule->count++)
    {
        if (xp_at(reader, "lottery") && !deterministic)
            read_lottery(rule, environment, rule->count, reader);
        else
        {
            xp_expect(reader, "alloc");
            xp_profile_is(environment, reader, rule->count, XP_NOBODY);
            add_choice(rule, xp_index(reader, environment->outcomes, "outcome"), 0);
        }
        rule->end = xp_grown(rule->end, &rule->room, rule->count, sizeof(size_t));
        rule->end[rule->count] = rule->choices;
        if (kind < XP_OTHER)
            check_efficient(rule, environment, kind, rule->count, reader);
        xp_next(reader);
    }
}
