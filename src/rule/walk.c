/* Profiles in order, in runs along which one agent's type stands still. */
#include "rule/walk.h"

#include <assert.h>

void xp_walk_init(xp_walk_t walk, const xp_profiles_t profiles, slong agent, const char *what,
                  const xp_progress_t *progress)
{
    assert(xp_profiles_are_listed(profiles));
    assert(agent >= 0 && agent < profiles->agents);
    walk->index = 0;
    walk->length = 0;
    walk->type = 0;
    walk->line = 0;
    walk->size = profiles->size;
    walk->types = profiles->types[agent];
    walk->stride = profiles->stride[agent];
    walk->offset = 0;
    walk->next_tick = XP_WALK_BLOCK;
    walk->what = what;
    walk->progress = progress;
    walk->stopped = 0;
}

/*
 * index = (outer * types + type) * stride + offset and line = outer * stride + offset.
 */
int xp_walk_next(xp_walk_t walk)
{
    walk->index += walk->length;
    if (walk->index >= walk->size)
    {
        return 0;
    }
    if (walk->index >= walk->next_tick)
    {
        if (xp_progress_tick(walk->progress, walk->what, (uint64_t) walk->index,
                             (uint64_t) walk->size))
        {
            walk->stopped = 1;
            walk->length = 0;
            return 0;
        }
        walk->next_tick = walk->index + XP_WALK_BLOCK;
    }
    walk->offset += walk->length;
    walk->line += walk->length;
    if (walk->offset == walk->stride)
    {
        walk->offset = 0;
        walk->type++;
        if (walk->type == walk->types)
        {
            walk->type = 0;
        }
        else
        {
            walk->line -= walk->stride;
        }
    }
    walk->length = walk->stride - walk->offset;
    if (walk->length > XP_WALK_BLOCK)
    {
        walk->length = XP_WALK_BLOCK;
    }
    return 1;
}

static xp_status_t say_stopped(const char *what, slong done, slong total, xp_error_t error)
{
    xp_error_set(error, "stopped while listing the %s, after %ld of %ld profiles", what,
                 (long) done, (long) total);
    return XP_STOPPED;
}

xp_status_t xp_walk_end(const xp_walk_t walk, xp_error_t error)
{
    return walk->stopped ? say_stopped(walk->what, walk->index, walk->size, error) : XP_OK;
}

xp_status_t xp_walk_tick(const xp_progress_t *progress, const char *what, slong done, slong total,
                         xp_error_t error)
{
    if (xp_progress_tick(progress, what, (uint64_t) done, (uint64_t) total))
    {
        return say_stopped(what, done, total, error);
    }
    return XP_OK;
}
