/* Voting rules: the vacation example, and random ballots against slow doubles. */
#include <expost/vote/rule.h>

#include <stdlib.h>

#include <expost/vote/majorities.h>

#include "tests/lib/harness.h"

/* Bernard, ECON 7219, slides 7: Australia, France, Mexico, Thailand; Aaron to Eva. */
#define A 4
#define VOTERS 5
static const int vacation[VOTERS * A] = {0, 3, 2, 1, 1, 0, 2, 3, 2, 3,
                                         1, 0, 1, 3, 0, 2, 1, 0, 2, 3};

static fmpz *ones(slong count)
{
    fmpz *vector = _fmpz_vec_init(count);
    slong i;

    for (i = 0; i < count; i++)
        fmpz_one(vector + i);
    return vector;
}

static slong ask(fmpq *score, const char *name, int last, int drop_first, slong m, slong count,
                 const int *level, const fmpz *voters)
{
    xp_vote_rule_t rule;
    xp_error_t error;
    slong winner = -2;

    xp_vote_rule_init(rule);
    xp_error_init(error);
    XP_CHECK(xp_vote_rule_parse(rule, name, error) == XP_OK);
    rule->ties_last = last;
    rule->drop_first = drop_first;
    XP_CHECK(xp_vote_winner(&winner, score, rule, m, count, level, voters, error) == XP_OK);
    xp_error_clear(error);
    xp_vote_rule_clear(rule);
    return winner;
}

static void test_vacation(void)
{
    static const slong borda[A] = {10, 6, 8, 6};
    fmpz *voters = ones(VOTERS), *pair = _fmpz_vec_init(A * A);
    fmpq *score = _fmpq_vec_init(A);
    slong a;

    /* reference case vacation-voting; the runoff of the default drop: vacation-manipulable */
    XP_CHECK(ask(NULL, "plurality", 0, 0, A, VOTERS, vacation, voters) == 1);
    XP_CHECK(ask(NULL, "condorcet", 0, 0, A, VOTERS, vacation, voters) == 0);
    XP_CHECK(ask(score, "borda", 0, 0, A, VOTERS, vacation, voters) == 0);
    for (a = 0; a < A; a++)
        XP_CHECK(fmpq_equal_si(score + a, borda[a]));
    XP_CHECK(ask(NULL, "runoff", 0, 0, A, VOTERS, vacation, voters) == 2);
    XP_CHECK(ask(NULL, "irv", 0, 1, A, VOTERS, vacation, voters) == 3);
    xp_vote_majorities(pair, A, VOTERS, vacation, voters);
    XP_CHECK(fmpz_equal_si(pair + 0 * A + 3, 4) && fmpz_equal_si(pair + 3 * A + 0, 1));
    XP_CHECK(fmpz_equal_si(pair + 0 * A + 2, 3) && fmpz_equal_si(pair + 2 * A + 0, 2));
    XP_CHECK(fmpz_equal_si(pair + 0 * A + 1, 3) && fmpz_equal_si(pair + 1 * A + 0, 2));
    XP_CHECK(xp_vote_beats_all(pair, A) == 0);
    _fmpz_vec_clear(pair, A * A);
    _fmpz_vec_clear(voters, VOTERS);
    _fmpq_vec_clear(score, A);
}

/* Kemeny 1959 and Condorcet's cycle by hand: 3 a>b>c, 2 b>c>a, 2 c>a>b. */
static void test_cycle(void)
{
    static const int level[] = {0, 1, 2, 2, 0, 1, 1, 2, 0};
    fmpz *voters = ones(3);
    fmpq *score = _fmpq_vec_init(3);

    fmpz_set_ui(voters, 3);
    fmpz_set_ui(voters + 1, 2);
    fmpz_set_ui(voters + 2, 2);
    /* a>b 5:2, b>c 5:2, c>a 4:3; a>b>c costs 2+2+4 = 8, b>c>a 2+3+5 = 10, c>a>b 3+2+5 = 10 */
    XP_CHECK(ask(score, "kemeny", 0, 0, 3, 3, level, voters) == 0);
    XP_CHECK(fmpq_equal_si(score, 8) && fmpq_equal_si(score + 1, 10)
             && fmpq_equal_si(score + 2, 10));
    /* everybody beats one: a tie of all three */
    XP_CHECK(ask(score, "copeland", 0, 0, 3, 3, level, voters) == 0);
    XP_CHECK(ask(NULL, "copeland", 1, 0, 3, 3, level, voters) == 2);
    XP_CHECK(fmpq_is_one(score) && fmpq_is_one(score + 2));
    /* no Condorcet winner: plurality says a */
    XP_CHECK(ask(NULL, "condorcet", 1, 0, 3, 3, level, voters) == 0);
    /* b and c have 2 first places: without c it is a 5, b 2; without b it is a 3, c 4 */
    XP_CHECK(ask(NULL, "runoff", 0, 0, 3, 3, level, voters) == 0);
    XP_CHECK(ask(NULL, "runoff", 0, 1, 3, 3, level, voters) == 2);
    XP_CHECK(ask(NULL, "scoring(1,1,0)", 0, 0, 3, 3, level, voters) == 0);
    XP_CHECK(ask(score, "scoring(1/2,1/3,0)", 0, 0, 3, 3, level, voters) == 0);
    /* a: 3/2 + 2/3 */
    XP_CHECK(fmpz_equal_si(fmpq_numref(score), 13) && fmpz_equal_si(fmpq_denref(score), 6));
    XP_CHECK(ask(NULL, "dictatorship(4)", 0, 0, 3, 3, level, voters) == 1);
    _fmpz_vec_clear(voters, 3);
    _fmpq_vec_clear(score, 3);
}

static void test_median(void)
{
    /* tops 0, 2, 2, 3 along four alternatives */
    static const int level[] = {0, 1, 2, 3, 3, 1, 0, 2, 2, 1, 0, 3, 3, 2, 1, 0};
    static const int other[] = {0, 2, 1, 3};
    fmpz *voters = ones(4);
    xp_vote_rule_t rule;
    xp_error_t error;
    slong winner = -1;

    XP_CHECK(ask(NULL, "median", 0, 0, 4, 4, level, voters) == 2);
    XP_CHECK(ask(NULL, "median", 0, 0, 4, 2, level, voters) == 0);
    XP_CHECK(ask(NULL, "median", 1, 0, 4, 2, level, voters) == 2);
    xp_vote_rule_init(rule);
    xp_error_init(error);
    rule->kind = XP_VOTE_MEDIAN;
    XP_CHECK(xp_vote_winner(&winner, NULL, rule, 4, 1, other, voters, error) == XP_REFUSED);
    XP_CHECK(winner == -1 && strstr(error->message, "not single-peaked") != NULL);
    xp_error_clear(error);
    _fmpz_vec_clear(voters, 4);
}

static void test_names(void)
{
    static const char *const good[] = {"plurality", "borda", "scoring(3,1,0)", "condorcet",
                                       "copeland", "runoff", "kemeny", "median",
                                       "dictatorship(12)", "scoring(1/2,-1,0)"};
    static const char *const bad[] = {"", "plurlity", "scoring", "scoring()", "scoring(1,,2)",
                                      "scoring(1", "dictatorship", "dictatorship(0)",
                                      "dictatorship(x)", "borda(1)", "dictatorship(-1)",
                                      "scoring(1/0)", "dictatorship(99999999999999999999)"};
    xp_vote_rule_t rule;
    xp_error_t error;
    xp_string_t text;
    size_t i;

    xp_string_init(text);
    xp_error_init(error);
    for (i = 0; i < sizeof good / sizeof good[0]; i++)
    {
        xp_vote_rule_init(rule);
        rule->ties_last = 1;
        XP_CHECK(xp_vote_rule_parse(rule, good[i], error) == XP_OK && rule->ties_last);
        xp_string_reset(text);
        xp_vote_rule_add_name(text, rule);
        XP_CHECK_STR(text->text, good[i]);
        xp_vote_rule_clear(rule);
    }
    xp_vote_rule_init(rule);
    for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
    {
        XP_CHECK(xp_vote_rule_parse(rule, bad[i], error) == XP_INPUT);
        XP_CHECK(error->message != NULL && rule->kind == XP_VOTE_PLURALITY);
    }
    XP_CHECK(xp_vote_rule_parse(rule, "plurlity", error) == XP_INPUT
             && strstr(error->message, "`plurality`") != NULL);
    XP_CHECK(xp_vote_rule_parse(rule, " scoring ( 2, 1 ) ", error) == XP_OK);
    XP_CHECK(rule->point_count == 2);
    xp_vote_rule_clear(rule);
    xp_error_clear(error);
    xp_string_clear(text);
}

static void test_failures(void)
{
    fmpz *voters = ones(VOTERS);
    int wide[10] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    xp_vote_rule_t rule;
    xp_error_t error;
    slong winner = -1;

    xp_error_init(error);
    xp_vote_rule_init(rule);
    XP_CHECK(xp_vote_rule_parse(rule, "scoring(1,0)", error) == XP_OK);
    XP_CHECK(xp_vote_winner(&winner, NULL, rule, A, VOTERS, vacation, voters, error)
             == XP_REFUSED);
    XP_CHECK(xp_vote_rule_parse(rule, "dictatorship(6)", error) == XP_OK);
    XP_CHECK(xp_vote_winner(&winner, NULL, rule, A, VOTERS, vacation, voters, error)
             == XP_REFUSED);
    XP_CHECK(xp_vote_rule_parse(rule, "kemeny", error) == XP_OK);
    XP_CHECK(xp_vote_winner(&winner, NULL, rule, 10, 1, wide, voters, error) == XP_LIMIT);
    XP_CHECK(winner == -1);
    xp_vote_rule_clear(rule);
    xp_error_clear(error);
    _fmpz_vec_clear(voters, VOTERS);
}

/* --- slow doubles: m <= 4 alternatives, at most 6 ballots, one voter each --- */

#define M 4
#define BALLOTS 6

typedef struct
{
    int m;
    int count;
    int level[BALLOTS * M];
    int order[24][M]; /* every order, the best first */
    int orders;
} election_t;

static void list_orders(election_t *e, int *taken, int *order, int place)
{
    int a;

    if (place == e->m)
    {
        memcpy(e->order[e->orders++], order, (size_t) e->m * sizeof(int));
        return;
    }
    for (a = 0; a < e->m; a++)
        if (!taken[a])
        {
            taken[a] = 1;
            order[place] = a;
            list_orders(e, taken, order, place + 1);
            taken[a] = 0;
        }
}

/* Random levels without gaps; strict when asked. */
static void random_level(int *level, int m, int strict, uint64_t *state)
{
    int number[M], a, b;

    for (a = 0; a < m; a++)
        do
        {
            number[a] = (int) xp_test_random(state, strict ? 1000 : (uint64_t) m);
            for (b = 0; b < a && (!strict || number[b] != number[a]); b++)
                ;
        } while (b < a);
    for (a = 0; a < m; a++)
    {
        int seen[1000] = {0};

        level[a] = 0;
        for (b = 0; b < m; b++)
            if (number[b] < number[a] && !seen[number[b]]++)
                level[a]++;
    }
}

static void make_election(election_t *e, int strict, uint64_t *state)
{
    int taken[M] = {0}, order[M], i;

    e->m = 1 + (int) xp_test_random(state, M);
    e->count = 1 + (int) xp_test_random(state, BALLOTS);
    e->orders = 0;
    list_orders(e, taken, order, 0);
    for (i = 0; i < e->count; i++)
        random_level(e->level + i * e->m, e->m, strict, state);
}

static int respects(const election_t *e, const int *order, const int *level)
{
    int p;

    for (p = 1; p < e->m; p++)
        if (level[order[p - 1]] > level[order[p]])
            return 0;
    return 1;
}

/* Tied places share their points: the mean over all ways to break the ties of the ballot. */
static void slow_points(fmpq *score, const election_t *e, const int *point, const int *out)
{
    fmpq_t one;
    int i, o, p, q;

    fmpq_init(one);
    for (i = 0; i < e->count; i++)
    {
        int ways = 0;

        for (o = 0; o < e->orders; o++)
            ways += respects(e, e->order[o], e->level + i * e->m);
        for (o = 0; o < e->orders; o++)
            if (respects(e, e->order[o], e->level + i * e->m))
                for (p = 0, q = 0; p < e->m; p++)
                    if (!out[e->order[o][p]])
                    {
                        fmpq_set_si(one, point[q++], (ulong) ways);
                        fmpq_add(score + e->order[o][p], score + e->order[o][p], one);
                    }
    }
    fmpq_clear(one);
}

static int slow_above(const election_t *e, int a, int b)
{
    int i, n = 0;

    for (i = 0; i < e->count; i++)
        n += e->level[i * e->m + a] < e->level[i * e->m + b];
    return n;
}

static int slow_best(const fmpq *score, int m, int last)
{
    int best = last ? m - 1 : 0, a;

    for (a = last ? m - 1 : 0; a >= 0 && a < m; a += last ? -1 : 1)
        if (fmpq_cmp(score + a, score + best) > 0)
            best = a;
    return best;
}

static int slow_runoff(const election_t *e, int drop_first)
{
    static const int first[M] = {1, 0, 0, 0};
    int out[M] = {0}, left, a;

    for (left = e->m; left > 1; left--)
    {
        fmpq *score = _fmpq_vec_init(M);
        int drop = -1;

        slow_points(score, e, first, out);
        for (a = 0; a < e->m; a++)
            if (!out[a]
                && (drop < 0 || fmpq_cmp(score + a, score + drop) < 0
                    || (!drop_first && fmpq_equal(score + a, score + drop))))
                drop = a;
        out[drop] = 1;
        _fmpq_vec_clear(score, M);
    }
    for (a = 0; out[a]; a++)
        ;
    return a;
}

static void slow_scores(fmpq *score, const election_t *e, const char *name)
{
    static const int none[M] = {0}, other[M] = {5, 3, 3, -1}, first[M] = {1, 0, 0, 0};
    int borda[M], a, b, o;

    for (a = 0; a < e->m; a++)
        borda[a] = e->m - 1 - a;
    if (strcmp(name, "plurality") == 0)
        slow_points(score, e, first, none);
    else if (strcmp(name, "borda") == 0)
        slow_points(score, e, borda, none);
    else if (strncmp(name, "scoring", 7) == 0)
        slow_points(score, e, other, none);
    else if (strcmp(name, "copeland") == 0)
    {
        for (a = 0; a < e->m; a++)
            for (b = 0; b < e->m; b++)
                if (a != b)
                {
                    fmpq_t part;
                    int gap = slow_above(e, a, b) - slow_above(e, b, a);

                    fmpq_init(part);
                    fmpq_set_si(part, gap > 0 ? 2 : gap == 0 ? 1 : 0, 2);
                    fmpq_add(score + a, score + a, part);
                    fmpq_clear(part);
                }
    }
    else /* kemeny, negative: the largest is the best */
        for (a = 0; a < e->m; a++)
        {
            int least = 1000000;

            for (o = 0; o < e->orders; o++)
            {
                int cost = 0, p, q;

                for (p = 0; p < e->m; p++)
                    for (q = p + 1; q < e->m; q++)
                        cost += slow_above(e, e->order[o][q], e->order[o][p]);
                if (e->order[o][0] == a && cost < least)
                    least = cost;
            }
            fmpq_set_si(score + a, -least, 1);
        }
}

static int slow_condorcet(const election_t *e)
{
    int a, b;

    for (a = 0; a < e->m; a++)
    {
        for (b = 0; b < e->m && (a == b || slow_above(e, a, b) > slow_above(e, b, a)); b++)
            ;
        if (b == e->m)
            return a;
    }
    return -1;
}

static const char *scoring_of(int m)
{
    static const char *const name[] = {"", "scoring(5)", "scoring(5,3)", "scoring(5,3,3)",
                                       "scoring(5,3,3,-1)"};

    return name[m];
}

static void test_random(void)
{
    const char *name[] = {"plurality", "borda", "copeland", "kemeny", "scoring"};
    long rounds = xp_test_rounds(1500), round;
    int cycles = 0, majorities = 0, ties = 0, rule, last, a;
    uint64_t state = 20261122;

    for (round = 0; round < rounds; round++)
    {
        fmpz *voters = ones(BALLOTS);
        fmpq *own = _fmpq_vec_init(M);
        election_t e;

        make_election(&e, round % 3 == 0, &state);
        for (rule = 0; rule < 5; rule++)
        {
            fmpq *slow = _fmpq_vec_init(M);

            slow_scores(slow, &e, name[rule]);
            for (last = 0; last < 2; last++)
                XP_CHECK(ask(own, rule == 4 ? scoring_of(e.m) : name[rule], last, 0, e.m, e.count,
                             e.level, voters) == slow_best(slow, e.m, last));
            for (a = 0; a < e.m; a++)
            {
                if (rule == 3)
                    fmpq_neg(slow + a, slow + a);
                XP_CHECK(fmpq_equal(slow + a, own + a));
            }
            ties += slow_best(slow, e.m, 0) != slow_best(slow, e.m, 1);
            _fmpq_vec_clear(slow, M);
        }
        a = slow_condorcet(&e);
        majorities += a >= 0;
        cycles += a < 0;
        XP_CHECK(ask(NULL, "condorcet", 0, 0, e.m, e.count, e.level, voters)
                 == (a >= 0 ? a : ask(NULL, "plurality", 0, 0, e.m, e.count, e.level, voters)));
        for (last = 0; last < 2; last++)
            XP_CHECK(ask(NULL, "runoff", 0, last, e.m, e.count, e.level, voters)
                     == slow_runoff(&e, last));
        _fmpz_vec_clear(voters, BALLOTS);
        _fmpq_vec_clear(own, M);
    }
    XP_CHECK(cycles > 0 && majorities > 0 && ties > 0);
}

/* Multiplicities: the same as the ballots repeated; large ones do not overflow. */
static void test_multiplicity(void)
{
    long rounds = xp_test_rounds(200), round;
    uint64_t state = 77;
    static const char *const name[] = {"plurality", "borda", "condorcet", "copeland", "runoff",
                                       "kemeny"};

    for (round = 0; round < rounds; round++)
    {
        fmpz *voters = ones(BALLOTS), *many = ones(3);
        election_t e, twice;
        int i, r, k;

        make_election(&e, 0, &state);
        e.count = e.count > 3 ? 3 : e.count;
        twice = e;
        twice.count = 0;
        for (i = 0; i < e.count; i++)
        {
            int copies = 1 + (int) xp_test_random(&state, 2);

            fmpz_set_ui(many + i, 10);
            fmpz_pow_ui(many + i, many + i, 40);
            fmpz_mul_si(many + i, many + i, copies);
            for (k = 0; k < copies; k++)
                memcpy(twice.level + e.m * twice.count++, e.level + i * e.m,
                       (size_t) e.m * sizeof(int));
        }
        for (r = 0; r < 6; r++)
            XP_CHECK(ask(NULL, name[r], 0, 0, e.m, e.count, e.level, many)
                     == ask(NULL, name[r], 0, 0, e.m, twice.count, twice.level, voters));
        _fmpz_vec_clear(voters, BALLOTS);
        _fmpz_vec_clear(many, 3);
    }
}

/* The table against the winner at each profile. */
static void check_table(const xp_domain_t domain, const char *name, slong voters)
{
    slong m = domain->alternative_count, profile, i;
    fmpz *one = ones(voters);
    int *level = malloc((size_t) (voters * m) * sizeof(int));
    xp_vote_rule_t rule;
    xp_choice_t choice;
    xp_error_t error;

    xp_error_init(error);
    xp_choice_init(choice);
    xp_vote_rule_init(rule);
    XP_CHECK(xp_vote_rule_parse(rule, name, error) == XP_OK);
    XP_CHECK(xp_choice_set_sizes(choice, domain, voters, error) == XP_OK);
    XP_CHECK(xp_vote_table(choice, rule, NULL, error) == XP_OK);
    for (profile = 0; choice->choice != NULL && profile < choice->profile_count; profile++)
    {
        slong winner = -1;

        for (i = 0; i < voters; i++)
            memcpy(level + i * m,
                   domain->level + xp_choice_order(choice, profile, i) * m,
                   (size_t) m * sizeof(int));
        XP_CHECK(xp_vote_winner(&winner, NULL, rule, m, voters, level, one, error) == XP_OK);
        XP_CHECK(winner == choice->choice[profile]);
    }
    xp_vote_rule_clear(rule);
    xp_choice_clear(choice);
    xp_error_clear(error);
    _fmpz_vec_clear(one, voters);
    free(level);
}

/* Every order of three alternatives, ties allowed: 13 of them. */
static void set_weak(xp_domain_t domain)
{
    static const char *const names[] = {"a", "b", "c"};
    xp_ballots_t ballots;
    xp_error_t error;
    fmpz_t one;
    int level[3];

    xp_error_init(error);
    xp_ballots_init(ballots);
    fmpz_init_set_ui(one, 1);
    xp_ballots_set_alternatives(ballots, 3, names);
    for (level[0] = 0; level[0] < 3; level[0]++)
        for (level[1] = 0; level[1] < 3; level[1]++)
            for (level[2] = 0; level[2] < 3; level[2]++)
            {
                int has[3] = {0};

                has[level[0]] = has[level[1]] = has[level[2]] = 1;
                if (has[0] && (has[1] || !has[2]))
                    xp_ballots_add(ballots, level, one, NULL);
            }
    XP_CHECK(ballots->count == 13 && xp_ballots_is_valid(ballots));
    XP_CHECK(xp_domain_set_ballots(domain, ballots, error) == XP_OK);
    fmpz_clear(one);
    xp_ballots_clear(ballots);
    xp_error_clear(error);
}

static void test_table(void)
{
    static const char *const name[] = {"plurality", "borda", "scoring(3,1,1)", "condorcet",
                                       "copeland", "runoff", "kemeny", "dictatorship(2)"};
    xp_domain_t full, peaked, weak;
    xp_error_t error;
    size_t i;

    xp_error_init(error);
    xp_domain_init(full);
    xp_domain_init(peaked);
    xp_domain_init(weak);
    XP_CHECK(xp_domain_set_kind(full, XP_DOMAIN_FULL, 3, NULL, error) == XP_OK);
    XP_CHECK(xp_domain_set_kind(peaked, XP_DOMAIN_SINGLE_PEAKED, 4, NULL, error) == XP_OK);
    set_weak(weak);
    for (i = 0; i < sizeof name / sizeof name[0]; i++)
    {
        check_table(full, name[i], 3);
        check_table(weak, name[i], 2);
    }
    check_table(peaked, "median", 3);
    check_table(peaked, "median", 2);
    check_table(full, "borda", 1 + 1);
    xp_domain_clear(full);
    xp_domain_clear(peaked);
    xp_domain_clear(weak);
    xp_error_clear(error);
}

static void test_table_failures(void)
{
    xp_vote_rule_t rule;
    xp_domain_t domain;
    xp_choice_t choice;
    xp_error_t error;

    xp_error_init(error);
    xp_domain_init(domain);
    xp_choice_init(choice);
    xp_vote_rule_init(rule);
    XP_CHECK(xp_domain_set_kind(domain, XP_DOMAIN_FULL, 3, NULL, error) == XP_OK);
    XP_CHECK(xp_choice_set_sizes(choice, domain, 2, error) == XP_OK);
    rule->kind = XP_VOTE_MEDIAN;
    XP_CHECK(xp_vote_table(choice, rule, NULL, error) == XP_REFUSED);
    rule->kind = XP_VOTE_DICTATORSHIP;
    rule->voter = 2;
    XP_CHECK(xp_vote_table(choice, rule, NULL, error) == XP_REFUSED);
    rule->kind = XP_VOTE_BORDA;
    XP_CHECK(xp_vote_table(choice, rule, &xp_test_stop, error) == XP_STOPPED);
    XP_CHECK(choice->choice == NULL);
    XP_CHECK(xp_choice_set_sizes(choice, domain, 13, error) == XP_LIMIT);
    XP_CHECK(choice->voter_count == 2);
    xp_choice_clear(choice);
    xp_domain_clear(domain);
    xp_error_clear(error);
}

int main(void)
{
    static const xp_test_t tests[] = {{"vacation", test_vacation},
                                      {"cycle", test_cycle},
                                      {"median", test_median},
                                      {"names", test_names},
                                      {"failures", test_failures},
                                      {"random", test_random},
                                      {"multiplicity", test_multiplicity},
                                      {"table", test_table},
                                      {"table_failures", test_table_failures}};

    return XP_TEST_MAIN("vote/rule", tests);
}
