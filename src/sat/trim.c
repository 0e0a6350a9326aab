/* Reverse unit propagation from the end of a proof: checks it and keeps the lemmas it needs. */
#include "sat/sat.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "sat/repeated.h"

#define NO_CLAUSE ((size_t) -1)
/* No clause: assumed, or not assigned. */
#define NO_REASON UINT32_MAX
/* The largest number of clauses and lemmas. */
#define COUNT_LIMIT ((size_t) 1 << 30)
#define LEMMAS_AT_ONCE 64

/*
 * The clauses and then the lemmas, all numbered in a row; limit: those from it on are not there.
 * A clause that is watched has its two watched literals in front; link 2 c + k + 1 stands for
 * clause c in the list of its literal k, 0 ends a list.  Variables that the clauses alone decide
 * are the first root_length of the trail for good.
 *   value    of each variable: 1, -1, or 0
 *   reason   of each variable: the clause that forced it, or NO_REASON
 *   needed   of each clause: a propagation used it
 *   last     of each lemma that is needed: the last lemma whose propagation used it
 *   forced   lemmas with one literal or none that is not false at the root
 */
typedef struct
{
    size_t clause_count;
    size_t lemma_count;
    size_t limit;
    size_t *start;
    int *literal;
    uint32_t *head;
    uint32_t *next;
    signed char *value;
    uint32_t *reason;
    unsigned char *seen;
    int *trail;
    size_t trail_length;
    size_t root_length;
    size_t near_head;
    size_t far_head;
    unsigned char *needed;
    uint32_t *last;
    uint32_t *forced;
    size_t forced_count;
    unsigned char *is_repeated;
} checker_t;

static size_t code_of(int literal)
{
    return literal > 0 ? 2 * (size_t) literal : 2 * (size_t) -(long) literal + 1;
}

static int value_of(const checker_t *c, int literal)
{
    return literal > 0 ? c->value[literal] : -c->value[-literal];
}

static void assign(checker_t *c, int literal, uint32_t reason)
{
    c->value[abs(literal)] = literal > 0 ? 1 : -1;
    c->reason[abs(literal)] = reason;
    c->trail[c->trail_length++] = literal;
}

static void take_back(checker_t *c, size_t length)
{
    while (c->trail_length > length)
    {
        int variable = abs(c->trail[--c->trail_length]);

        c->value[variable] = 0;
        c->reason[variable] = NO_REASON;
    }
    c->near_head = c->far_head = length;
}

/* Moves a literal that is not false into place k; 0 when there is none beyond the first two. */
static int watch_another(int *literal, size_t length, int k, const checker_t *c)
{
    for (size_t j = 2; j < length; j++)
        if (value_of(c, literal[j]) >= 0)
        {
            int other = literal[j];

            literal[j] = literal[k];
            literal[k] = other;
            return 1;
        }
    return 0;
}

/*
 * The clauses that watch a literal which became false, of those needed already or of the others;
 * the clause without a literal left, or NO_CLAUSE.
 */
static size_t visit(checker_t *c, int false_literal, int needed)
{
    uint32_t *link = c->head + code_of(false_literal);

    while (*link != 0)
    {
        const uint32_t self = *link;
        const size_t id = (self - 1) / 2;
        const int k = (self - 1) % 2;
        uint32_t *next = c->next + (self - 1);
        int *literal = c->literal + c->start[id];

        if (id >= c->limit)
        {
            *link = *next;
            continue;
        }
        if (c->needed[id] != needed || value_of(c, literal[1 - k]) > 0)
        {
            link = next;
            continue;
        }
        if (watch_another(literal, c->start[id + 1] - c->start[id], k, c))
        {
            uint32_t *head = c->head + code_of(literal[k]);

            *link = *next;
            *next = *head;
            *head = self;
            continue;
        }
        if (value_of(c, literal[1 - k]) < 0)
            return id;
        assign(c, literal[1 - k], (uint32_t) id);
        link = next;
    }
    return NO_CLAUSE;
}

/* Clauses that are needed anyway come first, so that fewer others become needed. */
static size_t propagate(checker_t *c)
{
    size_t conflict = NO_CLAUSE;

    while (conflict == NO_CLAUSE)
    {
        if (c->near_head < c->trail_length)
            conflict = visit(c, -c->trail[c->near_head++], 1);
        else if (c->far_head < c->trail_length)
            conflict = visit(c, -c->trail[c->far_head++], 0);
        else
            break;
    }
    return conflict;
}

static void need(checker_t *c, size_t id, size_t by)
{
    if (c->needed[id])
        return;
    c->needed[id] = 1;
    if (id >= c->clause_count)
        c->last[id - c->clause_count] = (uint32_t) by;
}

static void see(checker_t *c, size_t id, size_t by)
{
    need(c, id, by);
    for (size_t k = c->start[id]; k < c->start[id + 1]; k++)
        c->seen[abs(c->literal[k])] = 1;
}

/* Marks every clause that led to what is seen, for the lemma `by`. */
static void trace(checker_t *c, size_t by)
{
    for (size_t k = c->trail_length; k > 0; k--)
    {
        int variable = abs(c->trail[k - 1]);

        if (c->seen[variable] && c->reason[variable] != NO_REASON)
            see(c, c->reason[variable], by);
        c->seen[variable] = 0;
    }
}

static void watch(checker_t *c, size_t id)
{
    for (int k = 0; k < 2; k++)
    {
        size_t code = code_of(c->literal[c->start[id] + (size_t) k]);

        c->next[2 * id + (size_t) k] = c->head[code];
        c->head[code] = (uint32_t) (2 * id + (size_t) k + 1);
    }
}

/* Watches the clauses and propagates what they decide; the conflict, or NO_CLAUSE. */
static size_t start_root(checker_t *c)
{
    size_t conflict = NO_CLAUSE;

    c->limit = c->clause_count;
    for (size_t id = 0; id < c->clause_count; id++)
        if (c->start[id + 1] - c->start[id] >= 2)
            watch(c, id);
    for (size_t id = 0; id < c->clause_count && conflict == NO_CLAUSE; id++)
    {
        size_t length = c->start[id + 1] - c->start[id];
        int literal = length == 1 ? c->literal[c->start[id]] : 0;

        if (length == 0 || (length == 1 && value_of(c, literal) < 0))
            conflict = id;
        else if (length == 1 && value_of(c, literal) == 0)
            assign(c, literal, (uint32_t) id);
    }
    if (conflict == NO_CLAUSE)
        conflict = propagate(c);
    c->root_length = c->trail_length;
    return conflict;
}

/* Puts the literals of a lemma that are not false first; a lemma that is true is never used. */
static void add_lemma(checker_t *c, size_t id)
{
    int *literal = c->literal + c->start[id];
    size_t length = c->start[id + 1] - c->start[id], open = 0;

    for (size_t k = 0; k < length; k++)
    {
        int here = literal[k];

        if (value_of(c, here) > 0)
            return;
        if (value_of(c, here) < 0)
            continue;
        literal[k] = literal[open];
        literal[open++] = here;
    }
    if (open >= 2)
        watch(c, id);
    else
        c->forced[c->forced_count++] = (uint32_t) id;
}

/* Assumes a lemma false and propagates; whether that ends in a conflict, which is traced. */
static int check_lemma(checker_t *c, size_t id)
{
    size_t conflict = NO_CLAUSE, by = id - c->clause_count;
    int closed = 0;

    take_back(c, c->root_length);
    c->limit = id;
    for (size_t k = c->start[id]; k < c->start[id + 1] && !closed; k++)
    {
        int literal = c->literal[k];

        if (value_of(c, literal) > 0)
        {
            c->seen[abs(literal)] = 1;
            closed = 1;
        }
        else if (value_of(c, literal) == 0)
            assign(c, -literal, NO_REASON);
    }
    for (size_t k = 0; k < c->forced_count && !closed && conflict == NO_CLAUSE; k++)
    {
        size_t unit = c->forced[k];
        int literal;

        if (unit >= c->limit)
            break;
        literal = c->start[unit] < c->start[unit + 1] ? c->literal[c->start[unit]] : 0;
        if (literal == 0 || value_of(c, literal) < 0)
            conflict = unit;
        else if (value_of(c, literal) == 0)
            assign(c, literal, (uint32_t) unit);
    }
    if (!closed && conflict == NO_CLAUSE)
        conflict = propagate(c);
    if (!closed && conflict == NO_CLAUSE)
        return 0;
    if (conflict != NO_CLAUSE)
        see(c, conflict, by);
    trace(c, by);
    return 1;
}

static xp_status_t alloc_tables(checker_t *c, size_t literals, int variables, xp_error_t error)
{
    const size_t count = c->clause_count + c->lemma_count;
    const size_t names = (size_t) variables + 1;
    const struct
    {
        void *place;
        size_t count;
        size_t size;
    } wanted[] = {
        {&c->start, count + 1, sizeof(size_t)}, {&c->literal, literals, sizeof(int)},
        {&c->head, 2 * names, sizeof(uint32_t)}, {&c->next, 2 * count, sizeof(uint32_t)},
        {&c->value, names, 1},                  {&c->reason, names, sizeof(uint32_t)},
        {&c->seen, names, 1},                   {&c->trail, names, sizeof(int)},
        {&c->needed, count, 1},                 {&c->last, c->lemma_count, sizeof(uint32_t)},
        {&c->forced, c->lemma_count, sizeof(uint32_t)}, {&c->is_repeated, c->lemma_count, 1},
    };
    xp_status_t status = XP_OK;

    for (size_t k = 0; k < sizeof wanted / sizeof wanted[0] && status == XP_OK; k++)
    {
        void *table = NULL;

        status = xp_table_alloc(&table, wanted[k].count, wanted[k].size, error);
        memcpy(wanted[k].place, &table, sizeof table);
    }
    for (size_t v = 0; status == XP_OK && v < names; v++)
        c->reason[v] = NO_REASON;
    return status;
}

static void clear_tables(checker_t *c)
{
    free(c->start);
    free(c->literal);
    free(c->head);
    free(c->next);
    free(c->value);
    free(c->reason);
    free(c->seen);
    free(c->trail);
    free(c->needed);
    free(c->last);
    free(c->forced);
    free(c->is_repeated);
}

/* The clauses, the lemmas, and the empty lemma behind them. */
static xp_status_t set_up(checker_t *c, const xp_clauses_t clauses, const xp_clauses_t lemmas,
                          int variables, xp_error_t error)
{
    const size_t literals = clauses->length + lemmas->length;
    xp_status_t status;

    memset(c, 0, sizeof *c);
    if (clauses->count > COUNT_LIMIT || lemmas->count > COUNT_LIMIT - 1)
    {
        xp_error_set(error, "the proof has too many clauses to check");
        return XP_LIMIT;
    }
    c->clause_count = clauses->count;
    c->lemma_count = lemmas->count + 1;
    status = alloc_tables(c, literals, variables, error);
    if (status != XP_OK)
        return status;
    for (size_t id = 0; id <= clauses->count; id++)
        c->start[id] = id == 0 ? 0 : clauses->start[id];
    for (size_t k = 1; k <= lemmas->count; k++)
        c->start[clauses->count + k] = clauses->length + lemmas->start[k];
    c->start[clauses->count + c->lemma_count] = literals;
    if (clauses->length > 0)
        memcpy(c->literal, clauses->literal, clauses->length * sizeof(int));
    if (lemmas->length > 0)
        memcpy(c->literal + clauses->length, lemmas->literal, lemmas->length * sizeof(int));
    return xp_sat_find_repeated(c->is_repeated, clauses, lemmas, variables, error);
}

static xp_status_t check_backwards(checker_t *c, int *holds, const xp_progress_t *progress,
                                   xp_error_t error)
{
    const size_t last = c->lemma_count - 1;
    size_t done = 0;

    for (size_t k = 0; k < last; k++)
        if (!c->is_repeated[k])
            add_lemma(c, c->clause_count + k);
    c->needed[c->clause_count + last] = 1;
    for (size_t k = last + 1; k > 0 && *holds; k--)
    {
        if (!c->needed[c->clause_count + k - 1])
            continue;
        *holds = check_lemma(c, c->clause_count + k - 1);
        if (done++ % LEMMAS_AT_ONCE == 0
            && xp_progress_tick(progress, "checking the proof", last + 1 - k, last + 1) != 0)
        {
            xp_error_set(error, "stopped");
            return XP_STOPPED;
        }
    }
    return XP_OK;
}

static xp_status_t add_deletions(xp_refutation_t made, const xp_clauses_t lemmas,
                                 const uint32_t *next, uint32_t first, xp_error_t error)
{
    xp_status_t status = XP_OK;

    for (uint32_t k = first; k != NO_REASON && status == XP_OK; k = next[k])
    {
        size_t length;
        const int *literal = xp_clauses_get(&length, lemmas, k);

        status = xp_refutation_add(made, 1, literal, length, error);
    }
    return status;
}

/* The lemmas needed, as they were given, and each deletion behind the last use. */
static xp_status_t collect(xp_refutation_t made, const checker_t *c, const xp_clauses_t lemmas,
                           uint32_t *first, uint32_t *next, xp_error_t error)
{
    const size_t last = c->lemma_count - 1;
    xp_status_t status = XP_OK;

    for (size_t k = 0; k <= last; k++)
        first[k] = NO_REASON;
    for (size_t k = last; k > 0; k--)
        if (c->needed[c->clause_count + k - 1])
        {
            next[k - 1] = first[c->last[k - 1]];
            first[c->last[k - 1]] = (uint32_t) (k - 1);
        }
    for (size_t k = 0; k < last && status == XP_OK; k++)
    {
        size_t length;
        const int *literal = xp_clauses_get(&length, lemmas, k);

        if (!c->needed[c->clause_count + k])
            continue;
        status = xp_refutation_add(made, 0, literal, length, error);
        if (status == XP_OK)
            status = add_deletions(made, lemmas, next, first[k], error);
    }
    if (status == XP_OK)
        status = xp_refutation_add(made, 0, NULL, 0, error);
    for (size_t id = 0; id < c->clause_count; id++)
        made->used += c->needed[id];
    return status;
}

static xp_status_t write_refutation(xp_refutation_t refutation, const checker_t *c,
                                    const xp_clauses_t lemmas, xp_error_t error)
{
    void *first = NULL, *next = NULL;
    xp_refutation_t made;
    xp_status_t status;

    xp_refutation_init(made);
    status = xp_table_alloc(&first, c->lemma_count, sizeof(uint32_t), error);
    if (status == XP_OK)
        status = xp_table_alloc(&next, c->lemma_count, sizeof(uint32_t), error);
    if (status == XP_OK)
        status = collect(made, c, lemmas, first, next, error);
    if (status == XP_OK)
        xp_refutation_swap(refutation, made);
    xp_refutation_clear(made);
    free(first);
    free(next);
    return status;
}

xp_status_t xp_sat_trim(int *holds, xp_refutation_t refutation, const xp_clauses_t clauses,
                        const xp_clauses_t lemmas, int variables, const xp_progress_t *progress,
                        xp_error_t error)
{
    size_t conflict;
    xp_status_t status;
    checker_t c;
    int answer = 1;

    status = set_up(&c, clauses, lemmas, variables, error);
    if (status == XP_OK)
    {
        conflict = start_root(&c);
        if (conflict != NO_CLAUSE)
        {
            see(&c, conflict, c.lemma_count - 1);
            trace(&c, c.lemma_count - 1);
        }
        else
            status = check_backwards(&c, &answer, progress, error);
    }
    if (status == XP_OK && answer)
        status = write_refutation(refutation, &c, lemmas, error);
    if (status == XP_OK)
        *holds = answer;
    clear_tables(&c);
    return status;
}
