/* The set of type profiles: how many, in which order, and the lines in it. */
#ifndef XP_MODEL_PROFILES_H
#define XP_MODEL_PROFILES_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/num/compat.h>

/*
 * Profiles of agents agents; agent i has types[i] >= 1 types.  The first agent
 * is slowest, the last fastest.
 *   count      the exact number of profiles, the product of types
 *   size       the same when listed, 0 when there are too many to list
 *   stride[i]  index distance of neighbours along agent i (listed only)
 * A *line* of agent i is the set of profiles that differ in i's type only; lines
 * are numbered 0 .. size / types[i] - 1 in the order of the others' profile.
 */
typedef struct
{
    slong agents;
    slong *types;
    fmpz_t count;
    slong size;
    slong *stride;
} xp_profiles_struct;

typedef xp_profiles_struct xp_profiles_t[1];

void xp_profiles_init(xp_profiles_t profiles);
void xp_profiles_clear(xp_profiles_t profiles);
int xp_profiles_is_valid(const xp_profiles_t profiles);

/*
 * Meaning   the profiles of agents agents with the given numbers of types
 * Domain    agents >= 1, types[i] >= 1; limit >= 1
 * Result    size is count when count <= limit, otherwise 0
 */
void xp_profiles_set(xp_profiles_t profiles, slong agents, const slong *types, slong limit);

/* Whether the profiles are few enough to be listed. */
int xp_profiles_are_listed(const xp_profiles_t profiles);

/*
 * Meaning   XP_OK when the profiles are listed
 * Failure   XP_LIMIT: the error says how many there are, that `what` would list
 *           them, and what works instead (show, pay --at, and expectations for
 *           independent private values under the efficient rule)
 */
XP_MUST_USE xp_status_t xp_profiles_require(const xp_profiles_t profiles, const char *what,
                                            xp_error_t error);

/* Index of a profile, and the profile of an index.  Domain: listed. */
slong xp_profiles_index(const xp_profiles_t profiles, const slong *profile);
void xp_profiles_get(slong *profile, const xp_profiles_t profiles, slong index);

/* The next profile in order; 0 after the last, which is followed by the first. */
int xp_profiles_next(slong *profile, const xp_profiles_t profiles);

/* Number of lines of an agent, and the index of a line's first profile.  Domain: listed. */
slong xp_profiles_lines(const xp_profiles_t profiles, slong agent);
slong xp_profiles_line_start(const xp_profiles_t profiles, slong agent, slong line);

/* The line of an agent on which the profile of this index lies.  Domain: listed. */
slong xp_profiles_line_of(const xp_profiles_t profiles, slong agent, slong index);

#endif
