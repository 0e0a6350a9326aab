/* What a strip comes to at every profile, as a table. */
#include "rule/strip.h"

#include <stdlib.h>

#include <expost/base/memory.h>

#include "base/share.h"

/* Threads take so many profiles at a time, and fill so many of them at once. */
#define BLOCK 16384
#define PIECE 512

typedef struct
{
    const xp_strip_struct *strip;
    fmpz *entry;
} list_t;

static void list_int64(const list_t *list, slong from, slong length)
{
    int64_t number[PIECE];
    xp_strip_fill_int64(number, list->strip, from, length);
    for (slong k = 0; k < length; k++)
    {
        fmpz_set_si(list->entry + from + k, number[k]);
    }
}

static void list_int128(const list_t *list, slong from, slong length)
{
    __int128 number[PIECE];
    xp_strip_fill_int128(number, list->strip, from, length);
    for (slong k = 0; k < length; k++)
    {
        fmpz_set_signed_uiui(list->entry + from + k,
                             (ulong) ((unsigned __int128) number[k] >> 64), (ulong) number[k]);
    }
}

static void list_block(const void *data, void *own, int64_t from, int64_t to)
{
    const list_t *list = data;
    (void) own;
    for (slong at = from; at < to; at += PIECE)
    {
        const slong length = to - at < PIECE ? to - at : PIECE;
        switch (list->strip->tier)
        {
        case XP_TIER_INT64:
            list_int64(list, at, length);
            break;
        case XP_TIER_INT128:
            list_int128(list, at, length);
            break;
        case XP_TIER_FMPZ:
            xp_strip_fill_fmpz(list->entry + at, list->strip, at, length);
            break;
        }
    }
}

xp_status_t xp_strip_list(xp_table_t list, xp_strip_t strip, const char *what,
                          const xp_progress_t *progress, xp_error_t error)
{
    const slong size = strip->profiles->size;
    xp_table_t local;
    xp_table_init(local);
    xp_status_t status = xp_table_set_zero(local, size, error);
    if (status == XP_OK)
    {
        status = xp_strip_prepare(strip, xp_tier_for(strip->bound, XP_TIER_INT64), error);
    }
    if (status == XP_OK)
    {
        const list_t data = {strip, local->entry};
        xp_pace_struct pace = xp_pace(progress, what, (uint64_t) size);
        const int workers = xp_share_workers(&pace, size, BLOCK);
        void **own = xp_calloc((size_t) workers, sizeof(void *));
        status = xp_share_run(own, workers, list_block, &data, size, BLOCK, flint_cleanup, &pace,
                              error);
        free(own);
    }
    if (status == XP_OK)
    {
        fmpz_set(local->denominator, strip->denominator);
        xp_table_canonicalise(local);
        xp_table_swap(list, local);
    }
    xp_table_clear(local);
    return status;
}
