/* What an engine claims, as words that pass through a pipe. */
#include "lp/claim.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include <expost/base/memory.h>

void xp_lp_claim_init(xp_lp_claim_t *claim, slong columns, slong rows)
{
    claim->verdict = XP_LP_UNKNOWN;
    claim->x = _fmpq_vec_init(columns);
    claim->y = _fmpq_vec_init(rows);
}

void xp_lp_claim_clear(xp_lp_claim_t *claim, slong columns, slong rows)
{
    if (claim->x != NULL)
        _fmpq_vec_clear(claim->x, columns);
    if (claim->y != NULL)
        _fmpq_vec_clear(claim->y, rows);
}

/* Words on their way to a descriptor. */
typedef struct
{
    int descriptor;
    int failed;
    size_t count;
    uint64_t word[8192];
} sink_t;

static void flush(sink_t *sink)
{
    const char *bytes = (const char *) sink->word;
    size_t length = sink->count * sizeof sink->word[0];

    sink->count = 0;
    while (length > 0 && !sink->failed)
    {
        ssize_t written = write(sink->descriptor, bytes, length);

        if (written > 0)
        {
            bytes += written;
            length -= (size_t) written;
        }
        else if (written == 0 || errno != EINTR)
            sink->failed = 1;
    }
}

static void put_word(sink_t *sink, uint64_t word)
{
    if (sink->count == sizeof sink->word / sizeof sink->word[0])
        flush(sink);
    sink->word[sink->count++] = word;
}

static void put_integer(sink_t *sink, const fmpz_t number)
{
    const slong size = fmpz_size(number);
    ulong *limb = xp_calloc((size_t) size + 1, sizeof *limb);
    fmpz_t absolute;

    fmpz_init(absolute);
    fmpz_abs(absolute, number);
    if (size > 0)
        fmpz_get_ui_array(limb, size, absolute);
    put_word(sink, (uint64_t) (fmpz_sgn(number) < 0 ? -size : size));
    for (slong i = 0; i < size; i++)
        put_word(sink, limb[i]);
    fmpz_clear(absolute);
    free(limb);
}

static void put_vector(sink_t *sink, const fmpq *vector, slong count)
{
    for (slong i = 0; i < count; i++)
    {
        put_integer(sink, fmpq_numref(vector + i));
        if (!fmpq_is_zero(vector + i))
            put_integer(sink, fmpq_denref(vector + i));
    }
}

int xp_lp_claim_write(const xp_lp_claim_t *claim, slong columns, slong rows, int descriptor)
{
    sink_t *sink = xp_malloc(sizeof *sink);
    int good;

    sink->descriptor = descriptor;
    sink->failed = 0;
    sink->count = 0;
    put_word(sink, XP_LP_CLAIM_MARK);
    put_word(sink, (uint64_t) claim->verdict);
    if (claim->verdict == XP_LP_OPTIMAL)
        put_vector(sink, claim->x, columns);
    if (claim->verdict == XP_LP_OPTIMAL || claim->verdict == XP_LP_INFEASIBLE)
        put_vector(sink, claim->y, rows);
    flush(sink);
    good = !sink->failed;
    free(sink);
    return good;
}

/* Words that have come, read from the left. */
typedef struct
{
    const uint64_t *word;
    size_t left;
    int failed;
} source_t;

static uint64_t get_word(source_t *source)
{
    if (source->left == 0)
    {
        source->failed = 1;
        return 0;
    }
    source->left--;
    return *source->word++;
}

static void get_integer(fmpz_t number, source_t *source)
{
    const uint64_t head = get_word(source);
    const int negative = head >> 63 != 0;
    const uint64_t size = negative ? -head : head;

    fmpz_zero(number);
    if (size == 0)
        return;
    if (size > source->left)
    {
        source->failed = 1;
        return;
    }
    fmpz_set_ui_array(number, (const ulong *) source->word, (slong) size);
    if (negative)
        fmpz_neg(number, number);
    source->word += size;
    source->left -= size;
}

static void get_vector(fmpq *vector, source_t *source, slong count)
{
    for (slong i = 0; i < count && !source->failed; i++)
    {
        get_integer(fmpq_numref(vector + i), source);
        if (fmpz_is_zero(fmpq_numref(vector + i)))
            fmpz_one(fmpq_denref(vector + i));
        else
            get_integer(fmpq_denref(vector + i), source);
        if (!source->failed && !fmpq_is_canonical(vector + i))
            source->failed = 1;
    }
}

int xp_lp_claim_read(xp_lp_claim_t *claim, slong columns, slong rows, const uint64_t *word,
                     size_t count)
{
    source_t source = {word, count, 0};
    uint64_t verdict;

    if (get_word(&source) != XP_LP_CLAIM_MARK)
        return 0;
    verdict = get_word(&source);
    if (verdict > XP_LP_UNKNOWN)
        return 0;
    claim->verdict = (xp_lp_verdict_t) verdict;
    if (claim->verdict == XP_LP_OPTIMAL)
        get_vector(claim->x, &source, columns);
    if (claim->verdict == XP_LP_OPTIMAL || claim->verdict == XP_LP_INFEASIBLE)
        get_vector(claim->y, &source, rows);
    return !source.failed && source.left == 0;
}
