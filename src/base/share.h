/* Numbered work in blocks that threads share. */
#ifndef XP_BASE_SHARE_H
#define XP_BASE_SHARE_H

#include <stdatomic.h>
#include <stdint.h>

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>

/*
 * How work goes on: what progress is told (progress may be NULL) are the word, the work done
 * before and all of it, in positions.
 *   told   the work done as it was told last
 *   steps  of work that no position counts, since the last time that progress was told
 *   stop   progress asked to stop
 */
typedef struct
{
    int threads;
    const xp_progress_t *progress;
    const char *what;
    uint64_t done;
    uint64_t total;
    uint64_t told;
    uint64_t steps;
    atomic_int stop;
} xp_pace_struct;

/* The pace of work on total positions, with the threads that progress grants. */
xp_pace_struct xp_pace(const xp_progress_t *progress, const char *what, uint64_t total);

/*
 * Meaning   so many steps were done, of a microsecond at most or about that; progress is told
 *           now and then.  For long work between positions, or inside one
 * Domain    called by the thread that progress is for
 * Result    1: to stop, as was asked now or before
 */
int xp_pace_step(xp_pace_struct *pace, uint64_t steps);

/* Whether it was asked to stop; any thread may look. */
int xp_pace_stopped(const xp_pace_struct *pace);

/*
 * Works on the positions from, ..., to - 1.  data is shared and not written; own is the
 * worker's, written by nobody else.
 */
typedef void (*xp_share_work_t)(const void *data, void *own, int64_t from, int64_t to);

/* The workers for count positions: pace->threads at most, and no more than there are blocks. */
int xp_share_workers(const xp_pace_struct *pace, int64_t count, int64_t block);

/*
 * Meaning   work on the positions 0, ..., count - 1, in blocks of block of them (the last may
 *           be smaller), which the workers take in order; worker w is given own[w]
 * Domain    workers >= 1, own has as many entries; block >= 1.  leave, when not NULL, is
 *           called by each thread that was started, at its end (flint_cleanup)
 * Result    every position was worked on exactly once, by which worker is chance: what the
 *           owns hold together must not depend on it.  pace->done is count larger.  Where
 *           no more threads are to be had fewer do the work
 * Failure   XP_STOPPED; the owns then hold anything
 */
XP_MUST_USE xp_status_t xp_share_run(void *const *own, int workers, xp_share_work_t work,
                                     const void *data, int64_t count, int64_t block,
                                     void (*leave)(void), xp_pace_struct *pace,
                                     xp_error_t error);

#endif
