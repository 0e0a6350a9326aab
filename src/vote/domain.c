/* The orders that a voter may report. */
#include <expost/vote/domain.h>

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

/* The most orders of a full or single-peaked domain: those of 10 alternatives. */
#define ORDER_LIMIT 3628800

void xp_domain_init(xp_domain_t domain)
{
    memset(domain, 0, sizeof(xp_domain_struct));
}

void xp_domain_clear(xp_domain_t domain)
{
    slong a;

    if (domain->label != NULL)
        for (a = 0; a < domain->alternative_count; a++)
            free(domain->label[a]);
    free(domain->label);
    free(domain->level);
}

void xp_domain_swap(xp_domain_t a, xp_domain_t b)
{
    xp_domain_struct other = *a;

    *a = *b;
    *b = other;
}

static char *own_label(slong alternative, slong alternatives)
{
    char text[32];

    if (alternatives <= 26)
        snprintf(text, sizeof text, "%c", "abcdefghijklmnopqrstuvwxyz"[alternative]);
    else
        snprintf(text, sizeof text, "a%ld", (long) alternative + 1);
    return xp_strdup(text);
}

/* The number of orders, or -1 when it passes the limit. */
static slong count_orders(xp_domain_kind_t kind, slong alternatives)
{
    slong count = 1, a;

    for (a = 2; a <= alternatives; a++)
    {
        slong factor = kind == XP_DOMAIN_FULL ? a : 2;

        if (count > ORDER_LIMIT / factor)
            return -1;
        count *= factor;
    }
    return count;
}

/* The next sequence in lexicographic order; 0 behind the last. */
static int next_sequence(slong *sequence, slong count)
{
    slong at = count - 2, other = count - 1, low, high, kept;

    while (at >= 0 && sequence[at] > sequence[at + 1])
        at--;
    if (at < 0)
        return 0;
    while (sequence[other] < sequence[at])
        other--;
    kept = sequence[at];
    sequence[at] = sequence[other];
    sequence[other] = kept;
    for (low = at + 1, high = count - 1; low < high; low++, high--)
    {
        kept = sequence[low];
        sequence[low] = sequence[high];
        sequence[high] = kept;
    }
    return 1;
}

static void fill_full(int *level, slong alternatives)
{
    slong *sequence = xp_malloc((size_t) alternatives * sizeof(slong));
    slong place;

    for (place = 0; place < alternatives; place++)
        sequence[place] = place;
    do
    {
        for (place = 0; place < alternatives; place++)
            level[sequence[place]] = (int) place;
        level += alternatives;
    } while (next_sequence(sequence, alternatives));
    free(sequence);
}

/*
 * Writes the orders whose best alternatives are left, ..., right in the order that row states so
 * far, and returns the place behind them.  The next is the neighbour on the left, then the one on
 * the right: so the sequences come in lexicographic order.
 */
static int *fill_around(int *level, int *row, slong left, slong right, slong alternatives)
{
    int place = (int) (right - left) + 1;

    if (place == alternatives)
    {
        memcpy(level, row, (size_t) alternatives * sizeof(int));
        return level + alternatives;
    }
    if (left > 0)
    {
        row[left - 1] = place;
        level = fill_around(level, row, left - 1, right, alternatives);
    }
    if (right + 1 < alternatives)
    {
        row[right + 1] = place;
        level = fill_around(level, row, left, right + 1, alternatives);
    }
    return level;
}

static void fill_single_peaked(int *level, slong alternatives)
{
    int *row = xp_malloc((size_t) alternatives * sizeof(int));
    slong top;

    for (top = 0; top < alternatives; top++)
    {
        row[top] = 0;
        level = fill_around(level, row, top, top, alternatives);
    }
    free(row);
}

xp_status_t xp_domain_set_kind(xp_domain_t domain, xp_domain_kind_t kind, slong alternatives,
                               const char *const *label, xp_error_t error)
{
    slong count = count_orders(kind, alternatives), a;
    xp_status_t status;
    void *level = NULL;
    xp_domain_t own;

    assert(alternatives >= 1 && kind != XP_DOMAIN_LISTED);
    if (count < 0)
    {
        xp_error_set(error, "the %s domain of %ld alternatives has more than %ld orders, too many "
                            "to list; list the orders that matter in a file",
                     kind == XP_DOMAIN_FULL ? "full" : "single-peaked", (long) alternatives,
                     (long) ORDER_LIMIT);
        return XP_LIMIT;
    }
    status = xp_table_alloc(&level, (size_t) count, (size_t) alternatives * sizeof(int), error);
    if (status != XP_OK)
        return status;
    xp_domain_init(own);
    own->kind = kind;
    own->alternative_count = alternatives;
    own->order_count = count;
    own->level = level;
    own->label = xp_malloc((size_t) alternatives * sizeof(char *));
    for (a = 0; a < alternatives; a++)
        own->label[a] = label != NULL ? xp_strdup(label[a]) : own_label(a, alternatives);
    if (kind == XP_DOMAIN_FULL)
        fill_full(own->level, alternatives);
    else
        fill_single_peaked(own->level, alternatives);
    xp_domain_swap(domain, own);
    xp_domain_clear(own);
    return XP_OK;
}

/* A row of levels and where it stands in the file, for sorting. */
typedef struct
{
    const int *level;
    slong alternatives;
    slong index;
} row_t;

static int compare_levels(const int *a, const int *b, slong count)
{
    slong i;

    for (i = 0; i < count; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return 0;
}

static int compare_rows(const void *a, const void *b)
{
    const row_t *x = a, *y = b;
    int order = compare_levels(x->level, y->level, x->alternatives);

    if (order != 0)
        return order;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* Keeps the first of equal rows, in their order; the result is how many they are. */
static slong keep_distinct(int *level, slong count, slong alternatives)
{
    row_t *row = xp_malloc((size_t) count * sizeof(row_t));
    char *again = xp_calloc((size_t) count, 1);
    slong kept = 0, i;

    for (i = 0; i < count; i++)
    {
        row[i].level = level + i * alternatives;
        row[i].alternatives = alternatives;
        row[i].index = i;
    }
    qsort(row, (size_t) count, sizeof(row_t), compare_rows);
    for (i = 1; i < count; i++)
        if (compare_levels(row[i].level, row[i - 1].level, alternatives) == 0)
            again[row[i].index] = 1;
    for (i = 0; i < count; i++)
        if (!again[i])
            memmove(level + kept++ * alternatives, level + i * alternatives,
                    (size_t) alternatives * sizeof(int));
    free(again);
    free(row);
    return kept;
}

xp_status_t xp_domain_set_ballots(xp_domain_t domain, const xp_ballots_t ballots,
                                  xp_error_t error)
{
    slong alternatives = ballots->alternative_count, a;
    void *level = NULL;
    xp_domain_t own;
    xp_status_t status;

    assert(ballots->count >= 1);
    status = xp_table_alloc(&level, (size_t) ballots->count, (size_t) alternatives * sizeof(int),
                            error);
    if (status != XP_OK)
        return status;
    xp_domain_init(own);
    own->kind = XP_DOMAIN_LISTED;
    own->alternative_count = alternatives;
    own->level = level;
    own->label = xp_malloc((size_t) alternatives * sizeof(char *));
    for (a = 0; a < alternatives; a++)
        own->label[a] = xp_strdup(ballots->alternative[a]);
    xp_ballots_get_levels(own->level, ballots);
    own->order_count = keep_distinct(own->level, ballots->count, alternatives);
    xp_domain_swap(domain, own);
    xp_domain_clear(own);
    return XP_OK;
}

/* Compares the sequences from best to worst of two orders without ties. */
static int compare_sequences(const int *a, const int *b, slong *first, slong *second, slong count)
{
    slong place;

    for (place = 0; place < count; place++)
    {
        first[a[place]] = place;
        second[b[place]] = place;
    }
    for (place = 0; place < count; place++)
        if (first[place] != second[place])
            return first[place] < second[place] ? -1 : 1;
    return 0;
}

/* Halving, where the orders stand in the order of their sequences. */
static slong find_sequence(const xp_domain_t domain, const int *level)
{
    slong count = domain->alternative_count, low = 0, high = domain->order_count, a, found = -1;
    slong *first = xp_malloc(2 * (size_t) count * sizeof(slong));
    int strict = 1;

    for (a = 0; a < count; a++)
        first[a] = -1;
    for (a = 0; strict && a < count; a++)
    {
        strict = level[a] >= 0 && level[a] < count && first[level[a]] < 0;
        if (strict)
            first[level[a]] = a;
    }
    while (strict && found < 0 && low < high)
    {
        slong middle = low + (high - low) / 2;
        int order = compare_sequences(level, domain->level + middle * count, first, first + count,
                                      count);

        if (order == 0)
            found = middle;
        else if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    free(first);
    return found;
}

slong xp_domain_find(const xp_domain_t domain, const int *level)
{
    size_t size = (size_t) domain->alternative_count * sizeof(int);
    slong order;

    if (domain->kind != XP_DOMAIN_LISTED)
        return find_sequence(domain, level);
    for (order = 0; order < domain->order_count; order++)
        if (memcmp(domain->level + order * domain->alternative_count, level, size) == 0)
            return order;
    return -1;
}

int xp_domain_is_neutral(const xp_domain_t domain)
{
    slong count = domain->alternative_count, order, c;
    int neutral = 1;
    int *level;

    if (domain->kind != XP_DOMAIN_LISTED)
        return domain->kind == XP_DOMAIN_FULL || count <= 2;
    /* exchanges of neighbours give every permutation */
    level = xp_malloc((size_t) count * sizeof(int));
    for (c = 0; neutral && c + 1 < count; c++)
        for (order = 0; neutral && order < domain->order_count; order++)
        {
            memcpy(level, domain->level + order * count, (size_t) count * sizeof(int));
            level[c] = domain->level[order * count + c + 1];
            level[c + 1] = domain->level[order * count + c];
            neutral = xp_domain_find(domain, level) >= 0;
        }
    free(level);
    return neutral;
}
