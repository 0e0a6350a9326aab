/* Maximal flows by blocking flows along shortest paths (Dinic 1970). */
#include <expost/graph/flow.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

void xp_flow_init(xp_flow_t flow)
{
    *flow = (xp_flow_struct) {0};
}

void xp_flow_clear(xp_flow_t flow)
{
    slong e;

    for (e = 0; e < flow->count; e++)
    {
        fmpz_clear(flow->capacity + e);
        fmpz_clear(flow->flow + e);
    }
    free(flow->tail);
    free(flow->head);
    free(flow->capacity);
    free(flow->flow);
}

xp_status_t xp_flow_set_room(xp_flow_t flow, slong nodes, slong room, xp_error_t error)
{
    void *part[4] = {NULL, NULL, NULL, NULL};
    const size_t size[4] = {sizeof(slong), sizeof(slong), sizeof(fmpz), sizeof(fmpz)};
    xp_status_t status = XP_OK;
    int k;

    for (k = 0; k < 4 && status == XP_OK; k++)
        status = xp_table_alloc(part + k, (size_t) room, size[k], error);
    if (status != XP_OK)
    {
        for (k = 0; k < 4; k++)
            free(part[k]);
        return status;
    }
    xp_flow_clear(flow);
    flow->nodes = nodes;
    flow->count = 0;
    flow->room = room;
    flow->tail = part[0];
    flow->head = part[1];
    flow->capacity = part[2];
    flow->flow = part[3];
    return XP_OK;
}

slong xp_flow_add_arc(xp_flow_t flow, slong tail, slong head, const fmpz_t capacity)
{
    slong e = flow->count++;

    assert(e < flow->room && tail != head && fmpz_sgn(capacity) >= 0);
    flow->tail[e] = tail;
    flow->head[e] = head;
    fmpz_set(flow->capacity + e, capacity);
    return e;
}

/*
 * The search: an arc can be used forwards (2 e) while it is not full, backwards (2 e + 1) while
 * it is not empty.
 *   start, arc   what can leave node v: arc[start[v]], ..., arc[start[v + 1] - 1]
 *   level        distance from the source, -1: not reached
 *   next         the first way out of a node that may still lead to the sink
 *   path         ways from the source to where the search is
 */
typedef struct
{
    xp_flow_struct *flow;
    slong source;
    slong sink;
    slong *start;
    slong *arc;
    slong *level;
    slong *next;
    slong *queue;
    slong *path;
} search_t;

static slong get_end(const xp_flow_struct *flow, slong way)
{
    return way & 1 ? flow->tail[way >> 1] : flow->head[way >> 1];
}

static int is_open(const xp_flow_struct *flow, slong way)
{
    slong e = way >> 1;

    return way & 1 ? !fmpz_is_zero(flow->flow + e)
                   : fmpz_cmp(flow->flow + e, flow->capacity + e) < 0;
}

static void get_slack(fmpz_t slack, const xp_flow_struct *flow, slong way)
{
    slong e = way >> 1;

    if (way & 1)
        fmpz_set(slack, flow->flow + e);
    else
        fmpz_sub(slack, flow->capacity + e, flow->flow + e);
}

static void clear_search(search_t *search)
{
    free(search->start);
    free(search->arc);
    free(search->level);
    free(search->next);
    free(search->queue);
    free(search->path);
}

static xp_status_t set_search(search_t *search, xp_flow_t flow, slong source, slong sink,
                              xp_error_t error)
{
    const size_t nodes = (size_t) flow->nodes;
    const size_t count[6] = {nodes + 1, 2 * (size_t) flow->count, nodes, nodes, nodes, nodes};
    void *part[6] = {NULL, NULL, NULL, NULL, NULL, NULL};
    xp_status_t status = XP_OK;
    slong e, v;
    int k;

    for (k = 0; k < 6 && status == XP_OK; k++)
        status = xp_table_alloc(part + k, count[k], sizeof(slong), error);
    *search = (search_t) {flow, source, sink, part[0], part[1], part[2], part[3], part[4],
                          part[5]};
    if (status != XP_OK)
        return status;
    for (e = 0; e < flow->count; e++)
    {
        search->start[flow->tail[e] + 1]++;
        search->start[flow->head[e] + 1]++;
    }
    for (v = 0; v < flow->nodes; v++)
    {
        search->start[v + 1] += search->start[v];
        search->next[v] = search->start[v];
    }
    for (e = 0; e < flow->count; e++)
    {
        search->arc[search->next[flow->tail[e]]++] = 2 * e;
        search->arc[search->next[flow->head[e]]++] = 2 * e + 1;
    }
    return XP_OK;
}

/* Levels of the nodes that open ways reach; whether the sink is one. */
static int set_levels(search_t *search)
{
    const xp_flow_struct *flow = search->flow;
    slong read = 0, write = 0, v, k;

    for (v = 0; v < flow->nodes; v++)
    {
        search->level[v] = -1;
        search->next[v] = search->start[v];
    }
    search->level[search->source] = 0;
    search->queue[write++] = search->source;
    while (read < write)
    {
        v = search->queue[read++];
        for (k = search->start[v]; k < search->start[v + 1]; k++)
        {
            slong end = get_end(flow, search->arc[k]);

            if (search->level[end] >= 0 || !is_open(flow, search->arc[k]))
                continue;
            search->level[end] = search->level[v] + 1;
            search->queue[write++] = end;
        }
    }
    return search->level[search->sink] >= 0;
}

/* Sends what fits along the path of length ways; where it is full first. */
static slong push(search_t *search, slong length, fmpz_t value)
{
    xp_flow_struct *flow = search->flow;
    slong k, first = 0;
    fmpz_t least, slack;

    fmpz_init(least);
    fmpz_init(slack);
    for (k = 0; k < length; k++)
    {
        get_slack(slack, flow, search->path[k]);
        if (k == 0 || fmpz_cmp(slack, least) < 0)
        {
            fmpz_set(least, slack);
            first = k;
        }
    }
    for (k = 0; k < length; k++)
    {
        fmpz *carried = flow->flow + (search->path[k] >> 1);

        if (search->path[k] & 1)
            fmpz_sub(carried, carried, least);
        else
            fmpz_add(carried, carried, least);
    }
    fmpz_add(value, value, least);
    fmpz_clear(slack);
    fmpz_clear(least);
    return first;
}

/* Fills every path along which levels rise by one; 1 when asked to stop. */
static int block(search_t *search, fmpz_t value, const xp_progress_t *progress)
{
    const xp_flow_struct *flow = search->flow;
    slong length = 0, v = search->source, pushes = 0;

    for (;;)
    {
        if (v == search->sink)
        {
            length = push(search, length, value);
            v = length == 0 ? search->source : get_end(flow, search->path[length - 1]);
            if ((++pushes & 1023) == 0 && xp_progress_tick(progress, "flow", 0, 0))
                return 1;
        }
        while (search->next[v] < search->start[v + 1])
        {
            slong way = search->arc[search->next[v]];

            if (search->level[get_end(flow, way)] == search->level[v] + 1 && is_open(flow, way))
                break;
            search->next[v]++;
        }
        if (search->next[v] < search->start[v + 1])
        {
            search->path[length++] = search->arc[search->next[v]];
            v = get_end(flow, search->path[length - 1]);
        }
        else if (length == 0)
            return 0;
        else
        {
            v = get_end(flow, search->path[--length] ^ 1);
            search->next[v]++;
        }
    }
}

/* Marks the nodes from which open ways lead to the sink. */
static void set_cut(unsigned char *cut, search_t *search)
{
    const xp_flow_struct *flow = search->flow;
    slong read = 0, write = 0, v, k;

    for (v = 0; v < flow->nodes; v++)
        cut[v] = v == search->sink;
    search->queue[write++] = search->sink;
    while (read < write)
    {
        v = search->queue[read++];
        for (k = search->start[v]; k < search->start[v + 1]; k++)
        {
            slong end = get_end(flow, search->arc[k]);

            if (cut[end] || !is_open(flow, search->arc[k] ^ 1))
                continue;
            cut[end] = 1;
            search->queue[write++] = end;
        }
    }
}

xp_status_t xp_flow_maximise(fmpz_t value, unsigned char *cut, xp_flow_t flow, slong source,
                             slong sink, const xp_progress_t *progress, xp_error_t error)
{
    fmpz_t sent;
    search_t search;
    xp_status_t status = set_search(&search, flow, source, sink, error);

    fmpz_init(sent);
    while (status == XP_OK && set_levels(&search))
        if (block(&search, sent, progress) || xp_progress_tick(progress, "flow", 0, 0))
        {
            xp_error_set(error, "stopped while the largest flow was looked for");
            status = XP_STOPPED;
        }
    if (status == XP_OK)
    {
        set_cut(cut, &search);
        fmpz_swap(value, sent);
    }
    fmpz_clear(sent);
    clear_search(&search);
    return status;
}

/* Adds what leaves a node by its arcs less what comes in. */
static void add_excess(fmpz *excess, const xp_flow_t flow)
{
    slong e;

    for (e = 0; e < flow->count; e++)
    {
        fmpz_add(excess + flow->tail[e], excess + flow->tail[e], flow->flow + e);
        fmpz_sub(excess + flow->head[e], excess + flow->head[e], flow->flow + e);
    }
}

int xp_flow_is_maximal(const xp_flow_t flow, slong source, slong sink, const fmpz_t value,
                       const unsigned char *cut)
{
    fmpz *excess = _fmpz_vec_init(flow->nodes);
    int good = !cut[source] && cut[sink];
    slong e, v;

    for (e = 0; e < flow->count; e++)
    {
        int into = !cut[flow->tail[e]] && cut[flow->head[e]];
        int out = cut[flow->tail[e]] && !cut[flow->head[e]];

        good = good && fmpz_sgn(flow->flow + e) >= 0
               && fmpz_cmp(flow->flow + e, flow->capacity + e) <= 0
               && (!into || fmpz_equal(flow->flow + e, flow->capacity + e))
               && (!out || fmpz_is_zero(flow->flow + e));
    }
    add_excess(excess, flow);
    for (v = 0; v < flow->nodes; v++)
        if (v != source && v != sink)
            good = good && fmpz_is_zero(excess + v);
    good = good && fmpz_equal(excess + source, value);
    _fmpz_vec_clear(excess, flow->nodes);
    return good;
}
