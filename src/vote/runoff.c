/* Every order of elimination of instant runoff, by the sets of alternatives that can be left. */
#include <expost/vote/runoff.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "vote/rule_impl.h"

/*
 * A set of alternatives that can be left.
 *   fewest   m flags: those with the fewest first places, who may drop out
 *   next     m places in the next round: the set without that alternative
 *   winning  m numbers: orders of elimination from here on that each wins
 */
typedef struct
{
    unsigned char *alive;
    unsigned char *fewest;
    slong *next;
    fmpz *winning;
} set_t;

/* The sets of one round: as many alternatives are left in each. */
typedef struct
{
    set_t *set;
    size_t count;
    size_t room;
} round_t;

/* round[r]: r alternatives have dropped out. */
typedef struct
{
    slong alternatives;
    round_t *round;
    size_t sets;
    const xp_cast_t *cast;
    xp_vote_work_struct *work;
    const xp_progress_t *progress;
} search_t;

void xp_runoff_init(xp_runoff_t runoff)
{
    memset(runoff, 0, sizeof(xp_runoff_struct));
    fmpz_init(runoff->path_count);
}

void xp_runoff_clear(xp_runoff_t runoff)
{
    slong m = runoff->alternative_count;

    if (runoff->winning != NULL)
        _fmpz_vec_clear(runoff->winning, m);
    if (runoff->first != NULL)
        _fmpq_vec_clear(runoff->first, m * m);
    free(runoff->path);
    free(runoff->usual);
    free(runoff->tied);
    fmpz_clear(runoff->path_count);
}

static void clear_search(search_t *search)
{
    slong m = search->alternatives, r;
    size_t s;

    for (r = 0; r < m; r++)
    {
        for (s = 0; s < search->round[r].count; s++)
        {
            set_t *set = search->round[r].set + s;

            free(set->alive);
            free(set->fewest);
            free(set->next);
            _fmpz_vec_clear(set->winning, m);
        }
        free(search->round[r].set);
    }
    free(search->round);
}

static void add_set(search_t *search, round_t *round, const unsigned char *alive)
{
    size_t m = (size_t) search->alternatives;
    set_t *set;

    xp_array_grow(&round->set, &round->room, round->count, sizeof(set_t));
    set = round->set + round->count++;
    set->alive = xp_malloc(m);
    memcpy(set->alive, alive, m);
    set->fewest = xp_calloc(m, 1);
    set->next = xp_calloc(m, sizeof(slong));
    set->winning = _fmpz_vec_init(search->alternatives);
    search->sets++;
}

/* Who has the fewest first places; how many they are. */
static slong find_fewest(unsigned char *fewest, search_t *search, const unsigned char *alive)
{
    const xp_vote_work_struct *work = search->work;
    slong m = search->alternatives, least = -1, count = 0, a;

    memcpy(search->work->alive, alive, (size_t) m);
    xp_vote_count_firsts(search->work, search->cast);
    for (a = 0; a < m; a++)
        if (alive[a] && (least < 0 || fmpz_cmp(work->total + a, work->total + least) < 0))
            least = a;
    for (a = 0; a < m; a++)
    {
        fewest[a] = alive[a] && fmpz_equal(work->total + a, work->total + least);
        count += fewest[a];
    }
    return count;
}

/* A set of the next round, and which one dropped out of which set to make it. */
typedef struct
{
    unsigned char *alive;
    size_t size;
    size_t from;
    slong dropped;
} step_t;

static int compare_steps(const void *a, const void *b)
{
    const step_t *x = a, *y = b;
    int order = memcmp(x->alive, y->alive, x->size);

    if (order != 0)
        return order;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->dropped < y->dropped ? -1 : x->dropped > y->dropped;
}

static xp_status_t check_size(const search_t *search, size_t more, xp_error_t error)
{
    size_t limit = XP_RUNOFF_ENTRIES / (size_t) search->alternatives;

    limit = limit < XP_RUNOFF_SETS ? limit : XP_RUNOFF_SETS;
    if (search->sets + more > limit)
    {
        xp_error_set(error, "instant runoff: more than %zu different sets of alternatives can be "
                            "left, too many to follow", limit);
        return XP_LIMIT;
    }
    if (xp_progress_tick(search->progress, "ties of instant runoff", (uint64_t) search->sets,
                         XP_RUNOFF_SETS) != 0)
    {
        xp_error_set(error, "stopped while the ties of instant runoff were followed");
        return XP_STOPPED;
    }
    return XP_OK;
}

/* Sorts the steps and makes each set once. */
static void join_steps(search_t *search, round_t *from, round_t *to, step_t *step, size_t count)
{
    size_t s;

    qsort(step, count, sizeof(step_t), compare_steps);
    for (s = 0; s < count; s++)
    {
        if (s == 0 || memcmp(step[s].alive, step[s - 1].alive, step[s].size) != 0)
            add_set(search, to, step[s].alive);
        from->set[step[s].from].next[step[s].dropped] = (slong) to->count - 1;
    }
}

static xp_status_t make_round(search_t *search, slong r, xp_error_t error)
{
    round_t *from = search->round + r;
    size_t m = (size_t) search->alternatives, count = 0, room = 0, s;
    step_t *step = NULL;
    xp_status_t status = XP_OK;
    slong a;

    for (s = 0; status == XP_OK && s < from->count; s++)
    {
        set_t *set = from->set + s;

        (void) find_fewest(set->fewest, search, set->alive);
        for (a = 0; a < search->alternatives; a++)
            if (set->fewest[a])
            {
                xp_array_grow(&step, &room, count, sizeof(step_t));
                step[count].alive = xp_malloc(m);
                memcpy(step[count].alive, set->alive, m);
                step[count].alive[a] = 0;
                step[count].size = m;
                step[count].from = s;
                step[count++].dropped = a;
            }
        /* one set of the next round comes from so many sets of this one at most */
        status = check_size(search, count / m, error);
    }
    if (status == XP_OK)
        join_steps(search, from, search->round + r + 1, step, count);
    for (s = 0; s < count; s++)
        free(step[s].alive);
    free(step);
    return status;
}

/* From the last round backwards: orders of elimination by their winner. */
static void count_paths(search_t *search)
{
    slong m = search->alternatives, r, a;
    size_t s;

    for (s = 0; s < search->round[m - 1].count; s++)
        for (a = 0; a < m; a++)
            if (search->round[m - 1].set[s].alive[a])
                fmpz_one(search->round[m - 1].set[s].winning + a);
    for (r = m - 2; r >= 0; r--)
        for (s = 0; s < search->round[r].count; s++)
        {
            set_t *set = search->round[r].set + s;

            for (a = 0; a < m; a++)
                if (set->fewest[a])
                    _fmpz_vec_add(set->winning, set->winning,
                                  search->round[r + 1].set[set->next[a]].winning, m);
        }
}

/* Writes the next orders behind those listed, from a set on; path holds what dropped before. */
static void list_paths(xp_runoff_t runoff, const search_t *search, slong *path, slong r,
                       size_t place)
{
    slong m = search->alternatives, a;
    const set_t *set = search->round[r].set + place;

    if (runoff->listed == XP_RUNOFF_LISTED)
        return;
    if (r == m - 1)
    {
        for (a = 0; !set->alive[a]; a++)
            ;
        path[r] = a;
        runoff->path = xp_realloc(runoff->path,
                                  (size_t) ((runoff->listed + 1) * m) * sizeof(slong));
        memcpy(runoff->path + runoff->listed++ * m, path, (size_t) m * sizeof(slong));
        return;
    }
    for (a = 0; a < m; a++)
        if (set->fewest[a])
        {
            path[r] = a;
            list_paths(runoff, search, path, r + 1, (size_t) set->next[a]);
        }
}

/* The rounds when ties are broken as stated. */
static void list_rounds(xp_runoff_t runoff, search_t *search, int drop_first)
{
    slong m = search->alternatives, r, a;
    unsigned char *alive = xp_malloc((size_t) m), *fewest = xp_malloc((size_t) m);

    memset(alive, 1, (size_t) m);
    for (r = 0; r < m; r++)
    {
        slong drop = -1;

        runoff->tied[r] = find_fewest(fewest, search, alive);
        for (a = 0; a < m; a++)
        {
            if (alive[a])
                fmpq_set_fmpz_frac(runoff->first + r * m + a, search->work->total + a,
                                   search->work->scale);
            if (fewest[a] && (drop < 0 || !drop_first))
                drop = a;
        }
        runoff->usual[r] = drop;
        alive[drop] = 0;
    }
    free(alive);
    free(fewest);
}

static xp_status_t follow(xp_runoff_t runoff, search_t *search, int drop_first,
                          xp_error_t error)
{
    slong m = search->alternatives, r;
    unsigned char *all = xp_malloc((size_t) m);
    slong *path = xp_calloc((size_t) m, sizeof(slong));
    xp_status_t status = XP_OK;

    memset(all, 1, (size_t) m);
    add_set(search, search->round, all);
    for (r = 0; status == XP_OK && r + 1 < m; r++)
        status = make_round(search, r, error);
    if (status == XP_OK)
    {
        count_paths(search);
        runoff->alternative_count = m;
        runoff->winning = _fmpz_vec_init(m);
        runoff->first = _fmpq_vec_init(m * m);
        runoff->usual = xp_calloc((size_t) m, sizeof(slong));
        runoff->tied = xp_calloc((size_t) m, sizeof(slong));
        _fmpz_vec_set(runoff->winning, search->round[0].set->winning, m);
        _fmpz_vec_sum(runoff->path_count, runoff->winning, m);
        list_paths(runoff, search, path, 0, 0);
        list_rounds(runoff, search, drop_first);
    }
    free(path);
    free(all);
    return status;
}

xp_status_t xp_runoff_set(xp_runoff_t runoff, slong alternatives, slong count, const int *level,
                          const fmpz *multiplicity, int drop_first,
                          const xp_progress_t *progress, xp_error_t error)
{
    xp_cast_t cast = {level, count, NULL, multiplicity};
    xp_vote_rule_t rule;
    xp_vote_work_t work;
    search_t search;
    xp_status_t status;

    xp_vote_rule_init(rule);
    rule->kind = XP_VOTE_RUNOFF;
    status = xp_vote_work_init(work, rule, alternatives, count, level, error);
    if (status != XP_OK)
        return status;
    search.alternatives = alternatives;
    search.round = xp_calloc((size_t) alternatives, sizeof(round_t));
    search.sets = 0;
    search.cast = &cast;
    search.work = work;
    search.progress = progress;
    status = follow(runoff, &search, drop_first, error);
    clear_search(&search);
    xp_vote_work_clear(work);
    xp_vote_rule_clear(rule);
    return status;
}
