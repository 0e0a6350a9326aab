/* Ex-post incentives: dsic, epic. */
#include "check/by_line.h"
#include "check/kernel.h"

/* Which inequalities of a line are looked for. */
typedef enum
{
    EQUAL,   /* the first whose slack is the number given */
    FIRST,   /* the first that is violated */
    VIOLATED /* every one that is violated */
} search_t;

/* Goes through one line in the order of places, and hands over what is looked for. */
static void search_line(xp_finding_struct *finding, const xp_lines_struct *lines, slong line,
                        search_t search, const fmpz_t number, xp_pace_struct *pace)
{
    xp_place_struct place;
    fmpz_t own;
    fmpz_t slack;
    int done = 0;
    slong r;
    slong t;

    fmpz_init(own);
    fmpz_init(slack);
    xp_place_init(&place, finding->property);
    place.agent = lines->agent;
    place.others = line;
    for (t = 0; t < lines->types && !done && !xp_pace_step(pace, (uint64_t) lines->types); t++)
    {
        xp_lines_utility(own, lines, line, t, t);
        for (r = 0; r < lines->types && !done; r++)
        {
            if (r == t)
                continue;
            xp_lines_utility(slack, lines, line, t, r);
            fmpz_sub(slack, own, slack);
            if (search == EQUAL ? !fmpz_equal(slack, number) : fmpz_sgn(slack) >= 0)
                continue;
            place.type = t;
            place.report = r;
            xp_place_set_slack(&place, slack, lines->denominator);
            if (search == EQUAL)
                xp_finding_offer(finding, &place);
            else
                xp_finding_add_violation(finding, &place, search == VIOLATED);
            done = search != VIOLATED;
        }
    }
    xp_place_clear(&place);
    fmpz_clear(own);
    fmpz_clear(slack);
}

static xp_status_t scan_incentives(xp_scan_t scan, const xp_lines_struct *lines, slong block,
                                   xp_pace_struct *pace, xp_error_t error)
{
    return xp_scan_run(scan, xp_kernel_for(lines->tier)->scan_incentives, lines, lines->count,
                       block, pace, error);
}

static xp_status_t take_incentives(xp_finding_struct *finding, const xp_lines_struct *lines,
                                   const xp_scan_struct *scan, xp_pace_struct *pace,
                                   xp_error_t error)
{
    size_t v;

    fmpz_addmul_ui(finding->checked, lines->environment->profiles->count,
                   (ulong) lines->types - 1);
    fmpz_add(finding->violations, finding->violations, scan->violations);
    if (scan->has_least)
        search_line(finding, lines, scan->at, EQUAL, scan->least, pace);
    if (scan->first >= 0 && !scan->keep && finding->answer == XP_HOLDS)
        search_line(finding, lines, scan->first, FIRST, scan->least, pace);
    for (v = 0; v < scan->violated_count && !xp_pace_stopped(pace); v++)
        search_line(finding, lines, scan->violated[v], VIOLATED, scan->least, pace);
    return xp_scan_end(pace, error);
}

xp_status_t xp_check_incentives(xp_finding_struct *finding, xp_inquiry_t inquiry,
                                xp_error_t error)
{
    static const xp_by_line_t property = {1, scan_incentives, take_incentives};

    return xp_check_by_line(finding, inquiry, &property, error);
}
