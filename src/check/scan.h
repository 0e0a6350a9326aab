/* What a kernel finds on numbered lines (or profiles), and blocks of them shared by threads. */
#ifndef XP_CHECK_SCAN_H
#define XP_CHECK_SCAN_H

#include <stdint.h>

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/num/compat.h>

#include "base/share.h"

/*
 *   keep        every violated position is listed in violated
 *   has_least   some inequality was seen; least is the smallest slack, an integer
 *               over the denominator of the inputs, and at the first position of it
 *   violations  how many inequalities are violated
 *   first       the first position with a violation, or -1
 *   unproved    positions whose least slack was not proved to be the least
 *   status      XP_OK, or XP_LIMIT when memory ran out on the way
 *   sum         length numbers that the kernel adds to, or NULL
 *   pace        of the run; NULL: it is not stopped inside a position
 *   tells       this is the scan of the thread that progress is for
 */
typedef struct
{
    int keep;
    int has_least;
    fmpz_t least;
    slong at;
    fmpz_t violations;
    slong first;
    slong *violated;
    size_t violated_count;
    size_t violated_room;
    slong unproved;
    xp_status_t status;
    fmpz *sum;
    slong length;
    xp_pace_struct *pace;
    int tells;
} xp_scan_struct;

typedef xp_scan_struct xp_scan_t[1];

void xp_scan_init(xp_scan_t scan, int keep, slong length);
void xp_scan_clear(xp_scan_t scan);

/* Meaning   slack is seen at position: kept when it is smaller, or as small and earlier. */
void xp_scan_offer(xp_scan_t scan, const fmpz_t slack, slong position);

/* Meaning   count > 0 inequalities are violated at position. */
void xp_scan_add_violations(xp_scan_t scan, uint64_t count, slong position);

/* Meaning   whether to stop inside a position, after so many steps more of it. */
int xp_scan_stops(xp_scan_struct *scan, uint64_t steps);

/* Meaning   XP_STOPPED, and the words of it, when pace was asked to stop. */
XP_MUST_USE xp_status_t xp_scan_end(const xp_pace_struct *pace, xp_error_t error);

/*
 * So many types of a line are gone through at a time, each against all: between two parts
 * xp_scan_stops is asked, as after XP_PART_STEPS steps.  Most lines are one part.
 */
#define XP_PART_STEPS 4096
slong xp_part_of_line(slong types);

/* Looks at the positions from, ..., to - 1; data is shared and not written. */
typedef void (*xp_scan_work_t)(const void *data, xp_scan_struct *scan, slong from, slong to);

/*
 * Meaning   work on the positions 0, ..., count - 1, in blocks of about block of them,
 *           which the threads take in order
 * Domain    scan is as after init
 * Result    the same whatever the number of threads; violated in order; pace->done
 *           is count larger
 * Failure   XP_STOPPED; XP_LIMIT: scan->status; scan then holds anything
 */
XP_MUST_USE xp_status_t xp_scan_run(xp_scan_t scan, xp_scan_work_t work, const void *data,
                                    slong count, slong block, xp_pace_struct *pace,
                                    xp_error_t error);

#endif
