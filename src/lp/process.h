/* An engine in a process of its own, with limits. */
#ifndef XP_LP_PROCESS_H
#define XP_LP_PROCESS_H

#include "lp/lp.h"

/*
 *   seconds        of processor time
 *   milliseconds   from start to end by the clock: an engine may sleep for ever
 *   memory         bytes of address space beyond what this process has
 *   answer         bytes of the answer
 */
typedef struct
{
    long seconds;
    int64_t milliseconds;
    size_t memory;
    size_t answer;
} xp_lp_limits_t;

/* How a run of the engine ended. */
typedef enum
{
    XP_LP_ANSWERED, /* with a claim, true or not */
    XP_LP_DIED,     /* without one, or with one that cannot be read */
    XP_LP_TIMED_OUT /* it was ended at one of its two limits of time */
} xp_lp_end_t;

/*
 * Meaning   runs the engine in a forked process: limits, no core file, standard input and
 *           output on /dev/null, signals as a new program has them; the process ends
 *           before the call does, and also when the caller's process ends
 * Domain    claim is initialised for the program; progress may be NULL
 * Result    *end; the claim (ANSWERED); *reason, words for the user that the caller
 *           frees (otherwise)
 * Failure   XP_STOPPED, asked every XP_LP_TICK milliseconds; XP_SYSTEM: no process or pipe
 */
XP_MUST_USE xp_status_t xp_lp_run(xp_lp_end_t *end, xp_lp_claim_t *claim, char **reason,
                                  const xp_lp_struct *lp, xp_lp_engine_t *engine, int how,
                                  const xp_lp_limits_t *limits, const xp_progress_t *progress,
                                  xp_error_t error);

#define XP_LP_TICK 20

#endif
