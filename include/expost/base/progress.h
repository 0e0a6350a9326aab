/* How long work goes on: with how many threads, how it tells how far it is and is asked to stop. */
#ifndef XP_BASE_PROGRESS_H
#define XP_BASE_PROGRESS_H

#include <stdint.h>

/*
 * tick is called now and then, from the thread that made the call, with the
 * work done so far and all of it in units of the callee's choice; the word
 * names the work.  A result other than 0 asks to stop: the call ends with
 * XP_STOPPED at the end of the block.  threads, 0 or 1: one; no result depends on it.
 */
typedef struct
{
    int (*tick)(void *data, const char *what, uint64_t done, uint64_t total);
    void *data;
    int threads;
} xp_progress_t;

/*
 * Meaning   calls progress->tick when there is one
 * Domain    progress may be NULL
 * Result    what tick answered, 0 without one
 */
int xp_progress_tick(const xp_progress_t *progress, const char *what,
                     uint64_t done, uint64_t total);

#endif
