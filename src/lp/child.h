/* The forked process in which an engine runs. */
#ifndef XP_LP_CHILD_H
#define XP_LP_CHILD_H

#include <sys/types.h>

#include "lp/process.h"

/*
 * Meaning   forks a process that runs the engine and writes its claim to descriptor
 * Result    the process; -1 with errno when there is none.  The new process does not return
 */
pid_t xp_lp_child_start(int descriptor, const xp_lp_struct *lp, xp_lp_engine_t *engine,
                        int how, const xp_lp_limits_t *limits);

#endif
