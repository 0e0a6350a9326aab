/* Profiles in order, in runs along which one agent's type stands still. */
#ifndef XP_RULE_WALK_H
#define XP_RULE_WALK_H

#include <stdint.h>

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/profiles.h>

/* A run is at most so long, and progress is told as often. */
#define XP_WALK_BLOCK 65536

/*
 * The present run:
 *   index, length   the profiles index, ..., index + length - 1
 *   type            the agent's type in all of them
 *   line            the agent's line of the first; the lines go on one by one
 * The rest belongs to the walk.
 */
typedef struct
{
    slong index;
    slong length;
    slong type;
    slong line;
    slong size;
    slong types;
    slong stride;
    slong offset;
    slong next_tick;
    const char *what;
    const xp_progress_t *progress;
    int stopped;
} xp_walk_struct;

typedef xp_walk_struct xp_walk_t[1];

/* Meaning   stands before the first run.  Domain: listed; progress may be NULL. */
void xp_walk_init(xp_walk_t walk, const xp_profiles_t profiles, slong agent, const char *what,
                  const xp_progress_t *progress);

/* Goes to the next run; 0 after the last one, and when it was asked to stop. */
int xp_walk_next(xp_walk_t walk);

/* XP_STOPPED with the words when the walk was stopped, otherwise XP_OK. */
XP_MUST_USE xp_status_t xp_walk_end(const xp_walk_t walk, xp_error_t error);

/* Meaning   tells progress; XP_STOPPED with the words when asked to stop. */
XP_MUST_USE xp_status_t xp_walk_tick(const xp_progress_t *progress, const char *what,
                                     slong done, slong total, xp_error_t error);

#endif
