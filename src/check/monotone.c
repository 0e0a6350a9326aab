/* Ex-post monotonicity of the rule: wmon, cmon. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/graph/cycle.h>

#include "check/by_line.h"
#include "check/kernel.h"

/*
 * v(a(t), t) - v(a(r), t), the length of the edge r -> t of the type graph of a line.
 */
static void get_length(fmpz_t length, const xp_lines_struct *lines, slong line, slong r, slong t)
{
    fmpz_t other;

    fmpz_init(other);
    xp_lines_value(length, lines, line, t, t);
    xp_lines_value(other, lines, line, t, r);
    fmpz_sub(length, length, other);
    fmpz_clear(other);
}

/* Pairs t < r of one line: the first of slack number, or (number NULL) the violated ones. */
static void search_pairs(xp_finding_struct *finding, const xp_lines_struct *lines, slong line,
                         const fmpz *number, int keep, xp_pace_struct *pace)
{
    xp_place_struct place;
    fmpz_t slack;
    fmpz_t back;
    int done = 0;
    slong r;
    slong t;

    fmpz_init(slack);
    fmpz_init(back);
    xp_place_init(&place, finding->property);
    place.agent = lines->agent;
    place.others = line;
    for (t = 0; t < lines->types && !done && !xp_pace_step(pace, (uint64_t) lines->types); t++)
        for (r = t + 1; r < lines->types && !done; r++)
        {
            get_length(slack, lines, line, r, t);
            get_length(back, lines, line, t, r);
            fmpz_add(slack, slack, back);
            if (number != NULL ? !fmpz_equal(slack, number) : fmpz_sgn(slack) >= 0)
                continue;
            place.type = t;
            place.report = r;
            xp_place_set_slack(&place, slack, lines->denominator);
            if (number != NULL)
                xp_finding_offer(finding, &place);
            else
                xp_finding_add_violation(finding, &place, keep);
            done = number != NULL || !keep;
        }
    xp_place_clear(&place);
    fmpz_clear(slack);
    fmpz_clear(back);
}

static xp_status_t scan_pairs(xp_scan_t scan, const xp_lines_struct *lines, slong block,
                              xp_pace_struct *pace, xp_error_t error)
{
    return xp_scan_run(scan, xp_kernel_for(lines->tier)->scan_pairs, lines, lines->count, block,
                       pace, error);
}

static xp_status_t take_pairs(xp_finding_struct *finding, const xp_lines_struct *lines,
                              const xp_scan_struct *scan, xp_pace_struct *pace,
                              xp_error_t error)
{
    const ulong types = (ulong) lines->types;
    size_t v;

    /* K / k lines of k (k - 1) / 2 pairs. */
    fmpz_add_ui(finding->checked, finding->checked,
                (ulong) lines->count * (types * (types - 1) / 2));
    fmpz_add(finding->violations, finding->violations, scan->violations);
    if (scan->has_least)
        search_pairs(finding, lines, scan->at, scan->least, 0, pace);
    if (scan->first >= 0 && !scan->keep && finding->answer == XP_HOLDS)
        search_pairs(finding, lines, scan->first, NULL, 0, pace);
    for (v = 0; v < scan->violated_count && !xp_pace_stopped(pace); v++)
        search_pairs(finding, lines, scan->violated[v], NULL, 1, pace);
    return xp_scan_end(pace, error);
}

xp_status_t xp_check_weak_monotone(xp_finding_struct *finding, xp_inquiry_t inquiry,
                                   xp_error_t error)
{
    static const xp_by_line_t property = {0, scan_pairs, take_pairs};

    return xp_check_by_line(finding, inquiry, &property, error);
}

/* The least simple cycle of the type graph of a line with few types. */
static void find_simple(xp_cycle_t cycle, const xp_lines_struct *lines, slong line)
{
    slong types = lines->types;
    fmpz *length = _fmpz_vec_init(types * types);
    slong r;
    slong t;

    for (r = 0; r < types; r++)
        for (t = 0; t < types; t++)
            get_length(length + r * types + t, lines, line, r, t);
    xp_cycle_least_simple(cycle, length, types);
    _fmpz_vec_clear(length, types * types);
}

/*
 * A cycle of choices as a cycle of types: the edge c -> d is that of the type which
 * attains it, and these types differ since their choices do.
 */
static void set_types(xp_cycle_t cycle, const xp_cycle_t choices, const xp_edges_struct *edges)
{
    slong *type = xp_calloc((size_t) choices->length, sizeof(slong));
    slong i;

    for (i = 0; i < choices->length; i++)
    {
        slong next = (i + 1) % choices->length;

        type[next] = edges->type[choices->node[i] * edges->count + choices->node[next]];
    }
    xp_cycle_set(cycle, type, choices->length, choices->sum);
    free(type);
}

/*
 * The least cycle of the type graph of one line, by the graph of its choices.  The length
 * of an edge r -> t depends on r through the choice only, so that among cycles that pass
 * each choice once the least are those of the choice graph; others fall apart into such
 * cycles and edges of length 0 between types that share a choice.  So both graphs have a
 * negative cycle or none, and without one the least sum is that of the choice graph, or
 * 0 when two types share a choice, whichever is less.  With one, a cycle of types may
 * pass a choice several times and be less than any in the choice graph: it is looked
 * for among all when the types are few.
 */
static xp_status_t find_cycle(xp_cycle_t cycle, int *proved, const xp_lines_struct *lines,
                              slong line, const xp_edges_struct *edges, xp_error_t error)
{
    xp_cycle_t choices;
    fmpz_t zero;
    xp_status_t status;

    xp_cycle_init(choices);
    fmpz_init(zero);
    status = xp_cycle_least(choices, proved, edges->weight, edges->count, error);
    if (status == XP_OK && !*proved)
    {
        *proved = lines->types <= XP_CYCLE_SIMPLE_LIMIT;
        if (*proved)
            find_simple(cycle, lines, line);
        else
            set_types(cycle, choices, edges);
    }
    else if (status == XP_OK)
    {
        int order = choices->length == 0 ? 1 : fmpz_sgn(choices->sum);

        if (edges->shared[0] >= 0 && (order > 0 || (order == 0 && choices->length > 2)))
            xp_cycle_set(cycle, edges->shared, 2, zero);
        else
            set_types(cycle, choices, edges);
    }
    fmpz_clear(zero);
    xp_cycle_clear(choices);
    return status;
}

/* data: the lines. */
static void take_sum(const void *data, xp_scan_struct *scan, slong line,
                     const xp_edges_struct *edges)
{
    xp_cycle_t cycle;
    xp_error_t error;
    int proved = 1;

    xp_cycle_init(cycle);
    xp_error_init(error);
    if (find_cycle(cycle, &proved, data, line, edges, error) != XP_OK)
        scan->status = XP_LIMIT;
    else
    {
        xp_scan_offer(scan, cycle->sum, line);
        if (fmpz_sgn(cycle->sum) < 0)
            xp_scan_add_violations(scan, 1, line);
        scan->unproved += !proved;
    }
    xp_error_clear(error);
    xp_cycle_clear(cycle);
}

/* What take_place fills. */
typedef struct
{
    const xp_lines_struct *lines;
    xp_place_struct *place;
} picture_t;

static void take_place(const void *data, xp_scan_struct *scan, slong line,
                       const xp_edges_struct *edges)
{
    const picture_t *picture = data;
    xp_place_struct *place = picture->place;
    xp_cycle_t cycle;
    xp_error_t error;
    int proved;

    xp_cycle_init(cycle);
    xp_error_init(error);
    if (find_cycle(cycle, &proved, picture->lines, line, edges, error) != XP_OK)
        scan->status = XP_LIMIT;
    else
    {
        place->agent = picture->lines->agent;
        place->others = line;
        free(place->cycle);
        place->cycle_length = cycle->length;
        place->cycle = cycle->node;
        cycle->node = NULL;
        xp_place_set_slack(place, cycle->sum, picture->lines->denominator);
    }
    xp_error_clear(error);
    xp_cycle_clear(cycle);
}

/* The place of the cycle of one line, found as in the scan. */
static xp_status_t get_place(xp_place_struct *place, const xp_lines_struct *lines, slong line,
                             xp_error_t error)
{
    picture_t picture = {lines, place};
    xp_edges_work_t work = {lines, take_place, &picture};
    xp_scan_t scan;
    xp_status_t status;

    xp_scan_init(scan, 0, 0);
    xp_kernel_for(lines->tier)->scan_edges(&work, scan, line, line + 1);
    status = scan->status;
    if (status != XP_OK)
        xp_error_set(error, "there is no memory for the type graph of a line");
    xp_scan_clear(scan);
    return status;
}

static xp_status_t take_cycles(xp_finding_struct *finding, const xp_lines_struct *lines,
                               const xp_scan_struct *scan, xp_pace_struct *pace,
                               xp_error_t error)
{
    xp_place_struct place;
    xp_status_t status = XP_OK;
    size_t v;

    xp_place_init(&place, finding->property);
    fmpz_add(finding->violations, finding->violations, scan->violations);
    if (scan->unproved > 0)
        finding->least_proved = 0;
    if (scan->has_least)
    {
        status = get_place(&place, lines, scan->at, error);
        if (status == XP_OK)
            xp_finding_offer(finding, &place);
    }
    if (status == XP_OK && scan->first >= 0 && !scan->keep && finding->answer == XP_HOLDS)
    {
        status = get_place(&place, lines, scan->first, error);
        if (status == XP_OK)
            xp_finding_add_violation(finding, &place, 0);
    }
    for (v = 0; v < scan->violated_count && status == XP_OK
                && !xp_pace_step(pace, (uint64_t) lines->types); v++)
    {
        status = get_place(&place, lines, scan->violated[v], error);
        if (status == XP_OK)
            xp_finding_add_violation(finding, &place, 1);
    }
    xp_place_clear(&place);
    return status == XP_OK ? xp_scan_end(pace, error) : status;
}

static xp_status_t scan_cycles(xp_scan_t scan, const xp_lines_struct *lines, slong block,
                               xp_pace_struct *pace, xp_error_t error)
{
    const xp_edges_work_t work = {lines, take_sum, lines};

    return xp_scan_run(scan, xp_kernel_for(lines->tier)->scan_edges, &work, lines->count, block,
                       pace, error);
}

/* A graph of one type is counted too, though it has no cycle. */
xp_status_t xp_check_cyclic_monotone(xp_finding_struct *finding, xp_inquiry_t inquiry,
                                     xp_error_t error)
{
    static const xp_by_line_t property = {0, scan_cycles, take_cycles};

    fmpz_add_ui(finding->checked, finding->checked, xp_inquiry_lines(inquiry));
    return xp_check_by_line(finding, inquiry, &property, error);
}
