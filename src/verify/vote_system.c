/* The clauses that say that a social choice function has the properties of a claim. */
#include "verify/vote.h"
#include "verify/vote_proof.h"

/* Variables: x(r, a), then used(b), dictator(i) and loses(i, a, b) as far as a claim needs them. */
static size_t x(const xp_vote_t vote, size_t profile, size_t a)
{
    return profile * vote->alternatives + a + 1;
}

static int has_used(const xp_vote_t vote)
{
    return xp_vote_claims(vote, XP_SET_MONOTONE) || xp_vote_claims(vote, XP_DICTATORIAL) ||
           xp_vote_claims(vote, XP_NONDICTATORIAL);
}

static size_t used(const xp_vote_t vote, size_t b)
{
    return x(vote, vote->profiles, b);
}

static size_t dictator(const xp_vote_t vote, size_t i)
{
    return used(vote, vote->alternatives) + i;
}

static size_t loses(const xp_vote_t vote, size_t i, size_t a, size_t b)
{
    const size_t count = vote->alternatives;

    return dictator(vote, xp_vote_claims(vote, XP_DICTATORIAL) ? vote->voters : 0) +
           (i * count + a) * count + b;
}

/* Refuses a system of which not even the words can be held; they are counted from above. */
static void bound_words(const xp_vote_t vote)
{
    const size_t k = vote->profiles, m = vote->alternatives, n = vote->voters;
    const size_t reports = k * n * (vote->orders - 1), pairs = m * (m - 1) / 2;
    const size_t words[XP_VOTE_PROPERTIES] = {
        [XP_STRATEGYPROOF] = 5 * reports * pairs,
        [XP_MONOTONE] = 5 * reports * m,
        [XP_SET_MONOTONE] = reports * m * (4 + 2 * m),
        [XP_UNANIMOUS] = 4 * k,
        [XP_ONTO] = m * (3 + k),
        [XP_DICTATORIAL] = 3 + n + 6 * n * k * pairs,
        [XP_NONDICTATORIAL] = 2 * n * pairs * (10 + k),
        [XP_CONDORCET] = 4 * k,
        [XP_ANONYMOUS] = 5 * k * n * m,
        [XP_NEUTRAL] = 5 * k * m * m,
    };
    size_t sum = k * (3 + m + 5 * pairs) + (has_used(vote) ? m * (4 + 6 * k) : 0);
    int property;

    for (property = 0; property < XP_VOTE_PROPERTIES; property++)
        if (xp_vote_claims(vote, (xp_vote_property_t) property))
            sum += words[property];
    if (sum > 2 * XP_MOST_WORDS)
        xp_reject_size(vote->reader, "clauses of more than 2^28 words");
}

size_t xp_vote_variables(const xp_vote_t vote)
{
    const size_t count = vote->alternatives;

    if (vote->profiles > XP_MOST_WORDS / 8 / count ||
        vote->voters > XP_MOST_WORDS / 8 / count / count)
        xp_reject_size(vote->reader, "more than 2^24 variables");
    bound_words(vote);
    if (xp_vote_claims(vote, XP_NONDICTATORIAL))
        return loses(vote, vote->voters, 0, 0) - 1;
    if (xp_vote_claims(vote, XP_DICTATORIAL))
        return dictator(vote, vote->voters) - 1;
    return has_used(vote) ? used(vote, count) - 1 : x(vote, vote->profiles, 0) - 1;
}

int xp_vote_is_variable(const xp_vote_t vote, size_t number)
{
    const size_t count = vote->alternatives;

    if (number == 0)
        return 0;
    if (!xp_vote_claims(vote, XP_NONDICTATORIAL) || number < loses(vote, 0, 0, 0))
        return 1;
    number = (number - loses(vote, 0, 0, 0)) % (count * count);
    return number / count != number % count;
}

/* A clause of two literals. */
static void add_two(xp_proof_t *proof, size_t one, int negated, size_t two, int also)
{
    xp_proof_start(proof);
    xp_proof_put(proof, one, negated);
    xp_proof_put(proof, two, also);
    xp_proof_add(proof);
}

/* b is chosen somewhere; unless: or it is not used. */
static void add_somewhere(const xp_vote_t vote, xp_proof_t *proof, size_t b, int unless)
{
    size_t r;

    xp_proof_start(proof);
    if (unless)
        xp_proof_put(proof, used(vote, b), 1);
    for (r = 0; r < vote->profiles; r++)
        xp_proof_put(proof, x(vote, r, b), 0);
    xp_proof_add(proof);
}

static void add_always(const xp_vote_t vote, xp_proof_t *proof)
{
    size_t r, a, b;

    for (r = 0; r < vote->profiles; r++)
    {
        xp_proof_start(proof);
        for (a = 0; a < vote->alternatives; a++)
            xp_proof_put(proof, x(vote, r, a), 0);
        xp_proof_add(proof);
        for (b = 1; b < vote->alternatives; b++)
            for (a = 0; a < b; a++)
                add_two(proof, x(vote, r, a), 1, x(vote, r, b), 1);
    }
}

static void add_used(const xp_vote_t vote, xp_proof_t *proof)
{
    size_t r, b;

    for (b = 0; b < vote->alternatives; b++)
    {
        add_somewhere(vote, proof, b, 1);
        for (r = 0; r < vote->profiles; r++)
            add_two(proof, x(vote, r, b), 1, used(vote, b), 0);
    }
}

static void add_strategyproof(xp_vote_t vote, xp_proof_t *proof, size_t r, size_t i, size_t q)
{
    const size_t p = xp_vote_order(vote, r, i), changed = xp_vote_report(vote, r, i, q);
    size_t a, b;

    for (a = 0; a < vote->alternatives; a++)
        for (b = 0; b < vote->alternatives; b++)
            if (xp_vote_above(vote, p, b, a))
                add_two(proof, x(vote, r, a), 1, x(vote, changed, b), 1);
}

static void add_monotone(xp_vote_t vote, xp_proof_t *proof, size_t r, size_t i, size_t q)
{
    const size_t p = xp_vote_order(vote, r, i), changed = xp_vote_report(vote, r, i, q);
    size_t a;

    for (a = 0; a < vote->alternatives; a++)
        if (xp_vote_keeps(vote, p, q, a))
            add_two(proof, x(vote, r, a), 1, x(vote, changed, a), 0);
}

static void add_set_monotone(xp_vote_t vote, xp_proof_t *proof, size_t r, size_t i, size_t q)
{
    const size_t changed = xp_vote_report(vote, r, i, q);
    size_t a, b;

    xp_vote_mark_changed(vote, xp_vote_order(vote, r, i), q);
    for (a = 0; a < vote->alternatives; a++)
    {
        xp_proof_start(proof);
        xp_proof_put(proof, x(vote, r, a), 1);
        for (b = 0; b < vote->alternatives; b++)
        {
            if (vote->mark[b] && b != a)
                xp_proof_put(proof, used(vote, b), 1);
            if (vote->mark[b] || b == a)
                xp_proof_put(proof, x(vote, changed, b), 0);
        }
        xp_proof_add(proof);
    }
}

static void add_for_reports(xp_vote_t vote, xp_proof_t *proof,
                            void (*add)(xp_vote_t vote, xp_proof_t *proof, size_t r, size_t i,
                                        size_t q))
{
    size_t r, i, q;

    for (r = 0; r < vote->profiles; r++)
        for (i = 0; i < vote->voters; i++)
            for (q = 0; q < vote->orders; q++)
                if (q != xp_vote_order(vote, r, i))
                    add(vote, proof, r, i, q);
}

/* Where there is such an alternative it is chosen. */
static void add_choice(const xp_vote_t vote, xp_proof_t *proof,
                       size_t (*find)(const xp_vote_t vote, size_t profile))
{
    size_t r, a;

    for (r = 0; r < vote->profiles; r++)
        if ((a = find(vote, r)) < vote->alternatives)
        {
            xp_proof_start(proof);
            xp_proof_put(proof, x(vote, r, a), 0);
            xp_proof_add(proof);
        }
}

static void add_onto(const xp_vote_t vote, xp_proof_t *proof)
{
    size_t b;

    for (b = 0; b < vote->alternatives; b++)
        add_somewhere(vote, proof, b, 0);
}

static void add_dictatorial(const xp_vote_t vote, xp_proof_t *proof)
{
    size_t i, r, a, b;

    xp_proof_start(proof);
    for (i = 0; i < vote->voters; i++)
        xp_proof_put(proof, dictator(vote, i), 0);
    xp_proof_add(proof);
    for (i = 0; i < vote->voters; i++)
        for (r = 0; r < vote->profiles; r++)
            for (a = 0; a < vote->alternatives; a++)
                for (b = 0; b < vote->alternatives; b++)
                    if (xp_vote_above(vote, xp_vote_order(vote, r, i), b, a))
                    {
                        xp_proof_start(proof);
                        xp_proof_put(proof, dictator(vote, i), 1);
                        xp_proof_put(proof, x(vote, r, a), 1);
                        xp_proof_put(proof, used(vote, b), 1);
                        xp_proof_add(proof);
                    }
}

/* loses(i, a, b): b is in the range, and a is chosen where voter i ranks b above a. */
static void add_loses(const xp_vote_t vote, xp_proof_t *proof, size_t i, size_t a, size_t b)
{
    size_t r;

    add_two(proof, loses(vote, i, a, b), 1, used(vote, b), 0);
    xp_proof_start(proof);
    xp_proof_put(proof, loses(vote, i, a, b), 1);
    for (r = 0; r < vote->profiles; r++)
        if (xp_vote_above(vote, xp_vote_order(vote, r, i), b, a))
            xp_proof_put(proof, x(vote, r, a), 0);
    xp_proof_add(proof);
}

static void add_nondictatorial(const xp_vote_t vote, xp_proof_t *proof)
{
    size_t i, a, b;

    for (i = 0; i < vote->voters; i++)
    {
        xp_proof_start(proof);
        for (a = 0; a < vote->alternatives; a++)
            for (b = 0; b < vote->alternatives; b++)
                if (a != b)
                    xp_proof_put(proof, loses(vote, i, a, b), 0);
        xp_proof_add(proof);
        for (a = 0; a < vote->alternatives; a++)
            for (b = 0; b < vote->alternatives; b++)
                if (a != b)
                    add_loses(vote, proof, i, a, b);
    }
}

static void add_anonymous(const xp_vote_t vote, xp_proof_t *proof)
{
    size_t r, i, a;

    for (r = 0; r < vote->profiles; r++)
        for (i = 0; i + 1 < vote->voters; i++)
        {
            const size_t swapped = xp_vote_swap_voters(vote, r, i);

            for (a = 0; a < vote->alternatives && swapped != r; a++)
                add_two(proof, x(vote, r, a), 1, x(vote, swapped, a), 0);
        }
}

static void add_neutral(xp_vote_t vote, xp_proof_t *proof)
{
    size_t r, c, a;

    for (r = 0; r < vote->profiles; r++)
        for (c = 0; c + 1 < vote->alternatives; c++)
        {
            const size_t swapped = xp_vote_swap_alternatives(vote, r, c);

            for (a = 0; a < vote->alternatives; a++)
            {
                const size_t b = a == c ? c + 1 : a == c + 1 ? c : a;

                if (swapped != r || a != b)
                    add_two(proof, x(vote, r, a), 1, x(vote, swapped, b), 0);
            }
        }
}

void xp_vote_add_system(xp_vote_t vote, xp_proof_t *proof)
{
    add_always(vote, proof);
    if (has_used(vote))
        add_used(vote, proof);
    if (xp_vote_claims(vote, XP_STRATEGYPROOF))
        add_for_reports(vote, proof, add_strategyproof);
    if (xp_vote_claims(vote, XP_MONOTONE))
        add_for_reports(vote, proof, add_monotone);
    if (xp_vote_claims(vote, XP_SET_MONOTONE))
        add_for_reports(vote, proof, add_set_monotone);
    if (xp_vote_claims(vote, XP_UNANIMOUS))
        add_choice(vote, proof, xp_vote_common_top);
    if (xp_vote_claims(vote, XP_ONTO))
        add_onto(vote, proof);
    if (xp_vote_claims(vote, XP_DICTATORIAL))
        add_dictatorial(vote, proof);
    if (xp_vote_claims(vote, XP_NONDICTATORIAL))
        add_nondictatorial(vote, proof);
    if (xp_vote_claims(vote, XP_CONDORCET))
        add_choice(vote, proof, xp_vote_condorcet);
    if (xp_vote_claims(vote, XP_ANONYMOUS))
        add_anonymous(vote, proof);
    if (xp_vote_claims(vote, XP_NEUTRAL))
        add_neutral(vote, proof);
}
