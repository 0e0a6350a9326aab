/* Clauses solved, proofs checked and trimmed: against all assignments, and against every lie. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "sat/sat.h"
#include "tests/lib/harness.h"

#define VARIABLES 9
#define ALL (1u << VARIABLES)

static void add(xp_clauses_t clauses, const int *literal, size_t length)
{
    xp_error_t error;

    xp_error_init(error);
    XP_CHECK(xp_clauses_add(clauses, literal, length, error) == XP_OK);
    xp_error_clear(error);
}

/* The slow double: whether any assignment satisfies all clauses. */
static int any_satisfies(const xp_clauses_t clauses)
{
    for (unsigned x = 0; x < ALL; x++)
    {
        size_t c = 0;

        for (; c < clauses->count; c++)
        {
            size_t length, k = 0;
            const int *literal = xp_clauses_get(&length, clauses, c);

            while (k < length && (x >> (abs(literal[k]) - 1) & 1) != (literal[k] > 0))
                k++;
            if (k == length)
                break;
        }
        if (c == clauses->count)
            return 1;
    }
    return 0;
}

/* One pass of unit propagation over a clause: 1 when it is false. */
static int pass(int *value, const int *literal, size_t length, int *changed)
{
    size_t open = 0;
    int last = 0;

    for (size_t k = 0; k < length; k++)
    {
        int here = value[abs(literal[k])] * (literal[k] > 0 ? 1 : -1);

        if (here > 0)
            return 0;
        if (here == 0 && last != literal[k])
        {
            open++;
            last = literal[k];
        }
    }
    if (open == 1)
    {
        value[abs(last)] = last > 0 ? 1 : -1;
        *changed = 1;
    }
    return open == 0;
}

/* The slow double: reverse unit propagation over the clauses and the steps that are there. */
static int follows(const xp_clauses_t clauses, const xp_clauses_t steps, const int *there,
                   size_t before, const int *lemma, size_t length)
{
    int value[VARIABLES + 1] = {0}, changed = 1;

    for (size_t k = 0; k < length; k++)
    {
        if (value[abs(lemma[k])] == (lemma[k] > 0 ? 1 : -1))
            return 1;
        value[abs(lemma[k])] = lemma[k] > 0 ? -1 : 1;
    }
    while (changed)
    {
        changed = 0;
        for (size_t c = 0; c < clauses->count + before; c++)
        {
            size_t count;
            const int *literal = c < clauses->count
                                     ? xp_clauses_get(&count, clauses, c)
                                     : xp_clauses_get(&count, steps, c - clauses->count);

            if (c >= clauses->count && !there[c - clauses->count])
                continue;
            if (pass(value, literal, count, &changed))
                return 1;
        }
    }
    return 0;
}

static int is_same_set(const int *a, size_t a_length, const int *b, size_t b_length)
{
    size_t found = 0;

    for (size_t k = 0; k < a_length; k++)
        for (size_t j = 0; j < b_length; j++)
            found += a[k] == b[j];
    return a_length == b_length && found == a_length;
}

/* Forward, with deletions; steps without is_delete are lemmas. */
static int proves(const xp_clauses_t clauses, const xp_clauses_t steps,
                  const unsigned char *is_delete, int skip)
{
    int *there = xp_calloc(steps->count + 1, sizeof(int));
    int good = 1;

    for (size_t s = 0; s < steps->count && good; s++)
    {
        size_t length, other;
        const int *literal = xp_clauses_get(&length, steps, s);

        if ((int) s == skip)
            continue;
        if (is_delete != NULL && is_delete[s])
        {
            int found = 0;

            for (size_t k = 0; k < s; k++)
                if (there[k] && is_same_set(literal, length, xp_clauses_get(&other, steps, k),
                                            steps->start[k + 1] - steps->start[k]))
                    there[k] = 0, found++;
            good = found == 1;
        }
        else
        {
            good = follows(clauses, steps, there, s, literal, length);
            there[s] = 1;
        }
    }
    free(there);
    return good;
}

static void make_random(xp_clauses_t clauses, uint64_t *state)
{
    size_t count = 25 + xp_test_random(state, 25);

    for (size_t c = 0; c < count; c++)
    {
        size_t length = xp_test_random(state, 12) == 0 ? 1 : 2 + xp_test_random(state, 2), made = 0;
        int literal[3];

        while (made < length)
        {
            int v = 1 + (int) xp_test_random(state, VARIABLES), k = 0;

            while (k < (int) made && abs(literal[k]) != v)
                k++;
            if (k == (int) made)
                literal[made++] = xp_test_random(state, 2) == 0 ? v : -v;
        }
        add(clauses, literal, length);
    }
}

/* Lemmas of a refutation without its deletions and its end, one of them left out. */
static void copy_lemmas(xp_clauses_t lemmas, const xp_refutation_t refutation, size_t skip)
{
    size_t number = 0;

    for (size_t s = 0; s + 1 < refutation->step->count; s++)
    {
        size_t length;
        const int *literal = xp_clauses_get(&length, refutation->step, s);

        if (!refutation->is_delete[s] && number++ != skip)
            add(lemmas, literal, length);
    }
}

/* With one lemma left out the checker says what the slow double says. */
static void spoil(const xp_clauses_t clauses, const xp_refutation_t refutation, uint64_t *state,
                  long *refused)
{
    xp_clauses_t lemmas, all;
    xp_refutation_t made;
    xp_error_t error;
    int holds = -1, expected;

    if (refutation->lemmas < 2)
        return;
    xp_error_init(error);
    xp_clauses_init(lemmas);
    xp_clauses_init(all);
    xp_refutation_init(made);
    copy_lemmas(lemmas, refutation, xp_test_random(state, refutation->lemmas - 1));
    copy_lemmas(all, refutation, (size_t) -1);
    /* lemmas that do not follow are tried too, as long as the end does not need them */
    XP_CHECK(xp_sat_trim(&holds, made, clauses, lemmas, VARIABLES, NULL, error) == XP_OK);
    if (holds)
        XP_CHECK(proves(clauses, made->step, made->is_delete, -1));
    add(lemmas, NULL, 0);
    expected = proves(clauses, lemmas, NULL, -1);
    XP_CHECK(!expected || holds);
    *refused += !holds;
    xp_refutation_clear(made);
    xp_clauses_clear(lemmas);
    xp_clauses_clear(all);
    xp_error_clear(error);
}

static void test_random(void)
{
    uint64_t state = 7;
    long satisfiable = 0, unsatisfiable = 0, refused = 0;

    for (long round = xp_test_rounds(300); round > 0; round--)
    {
        xp_clauses_t clauses;
        xp_sat_result_t result;
        xp_error_t error;

        xp_error_init(error);
        xp_clauses_init(clauses);
        xp_sat_result_init(result);
        make_random(clauses, &state);
        XP_CHECK(xp_sat_solve(result, clauses, VARIABLES, NULL, NULL, error) == XP_OK);
        if (any_satisfies(clauses))
        {
            XP_CHECK(result->verdict == XP_SAT_SATISFIABLE);
            satisfiable++;
        }
        else
        {
            XP_CHECK(result->verdict == XP_SAT_UNSATISFIABLE);
            XP_CHECK(proves(clauses, result->refutation->step, result->refutation->is_delete, -1));
            XP_CHECK(result->refutation->used > 0);
            spoil(clauses, result->refutation, &state, &refused);
            unsatisfiable++;
        }
        xp_sat_result_clear(result);
        xp_clauses_clear(clauses);
        xp_error_clear(error);
    }
    XP_CHECK(satisfiable > 0 && unsatisfiable > 0 && refused > 0);
}

/* All eight clauses over three variables; then one of them is missing. */
static void test_needed_clause(void)
{
    static const int lemma[][2] = {{1, 2}, {1, -2}, {1, 1}};
    xp_clauses_t clauses, lemmas;
    xp_refutation_t made;
    xp_error_t error;

    for (int missing = -1; missing < 8; missing++)
    {
        int holds = -1;

        xp_error_init(error);
        xp_clauses_init(clauses);
        xp_clauses_init(lemmas);
        xp_refutation_init(made);
        for (int c = 0; c < 8; c++)
        {
            int literal[3] = {c & 1 ? 1 : -1, c & 2 ? 2 : -2, c & 4 ? 3 : -3};

            if (c != missing)
                add(clauses, literal, 3);
        }
        add(lemmas, lemma[0], 2);
        add(lemmas, lemma[1], 2);
        add(lemmas, lemma[2], 1);
        add(lemmas, (int[]) {2}, 1);
        XP_CHECK(xp_sat_trim(&holds, made, clauses, lemmas, 3, NULL, error) == XP_OK);
        XP_CHECK(holds == (missing < 0));
        if (holds)
        {
            XP_CHECK(made->used == 8);
            XP_CHECK(proves(clauses, made->step, made->is_delete, -1));
        }
        xp_refutation_clear(made);
        xp_clauses_clear(clauses);
        xp_clauses_clear(lemmas);
        xp_error_clear(error);
    }
}

static xp_status_t lie_satisfiable(xp_sat_verdict_t *verdict, unsigned char *value,
                                   xp_clauses_t learned, const xp_clauses_t clauses, int variables,
                                   const xp_progress_t *progress, xp_error_t error)
{
    (void) value, (void) learned, (void) clauses, (void) variables, (void) progress, (void) error;
    *verdict = XP_SAT_SATISFIABLE;
    return XP_OK;
}

static xp_status_t lie_unsatisfiable(xp_sat_verdict_t *verdict, unsigned char *value,
                                     xp_clauses_t learned, const xp_clauses_t clauses,
                                     int variables, const xp_progress_t *progress,
                                     xp_error_t error)
{
    (void) value, (void) clauses, (void) variables, (void) progress;
    *verdict = XP_SAT_UNSATISFIABLE;
    return xp_clauses_add(learned, (int[]) {-1}, 1, error);
}

/* A solver that lies is found out. */
static void test_lies(void)
{
    xp_clauses_t clauses;
    xp_sat_result_t result;
    xp_error_t error;

    xp_error_init(error);
    xp_clauses_init(clauses);
    add(clauses, (int[]) {1, 2}, 2);
    xp_sat_result_init(result);
    XP_CHECK(xp_sat_solve(result, clauses, 2, lie_satisfiable, NULL, error) == XP_OK);
    XP_CHECK(result->verdict == XP_SAT_UNKNOWN && result->reason != NULL);
    XP_CHECK(xp_sat_solve(result, clauses, 2, lie_unsatisfiable, NULL, error) == XP_OK);
    XP_CHECK(result->verdict == XP_SAT_UNKNOWN && result->refutation->lemmas == 0);
    XP_CHECK(xp_sat_solve(result, clauses, 2, NULL, &xp_test_stop, error) == XP_STOPPED);
    xp_sat_result_clear(result);
    xp_clauses_clear(clauses);
    xp_error_clear(error);
}

/* No clause; the empty clause. */
static void test_edges(void)
{
    xp_clauses_t clauses;
    xp_sat_result_t result;
    xp_error_t error;

    xp_error_init(error);
    xp_clauses_init(clauses);
    xp_sat_result_init(result);
    XP_CHECK(xp_sat_solve(result, clauses, 0, NULL, NULL, error) == XP_OK);
    XP_CHECK(result->verdict == XP_SAT_SATISFIABLE);
    add(clauses, (int[]) {1}, 1);
    add(clauses, NULL, 0);
    XP_CHECK(xp_sat_solve(result, clauses, 1, NULL, NULL, error) == XP_OK);
    XP_CHECK(result->verdict == XP_SAT_UNSATISFIABLE && result->refutation->lemmas == 1);
    xp_sat_result_clear(result);
    xp_clauses_clear(clauses);
    xp_error_clear(error);
}

int main(void)
{
    static const xp_test_t tests[] = {{"random", test_random},
                                      {"needed-clause", test_needed_clause},
                                      {"lies", test_lies},
                                      {"edges", test_edges}};

    return XP_TEST_MAIN("sat/solve", tests);
}
