/* Ex-post incentives: dsic, epic. */
#include <expost/model/profiles.h>

#include "check/findings.h"
#include "check/inquiry.h"
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
                        search_t search, const fmpz_t number)
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
    for (t = 0; t < lines->types && !done; t++)
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

/* What the scan of one agent's lines adds to the finding. */
static void take_scan(xp_finding_struct *finding, const xp_lines_struct *lines,
                      const xp_scan_struct *scan)
{
    size_t v;

    fmpz_add(finding->violations, finding->violations, scan->violations);
    if (scan->has_least)
        search_line(finding, lines, scan->at, EQUAL, scan->least);
    if (scan->first >= 0 && !scan->keep && finding->answer == XP_HOLDS)
        search_line(finding, lines, scan->first, FIRST, scan->least);
    for (v = 0; v < scan->violated_count; v++)
        search_line(finding, lines, scan->violated[v], VIOLATED, scan->least);
}

xp_status_t xp_check_incentives(xp_finding_struct *finding, xp_inquiry_t inquiry,
                                xp_error_t error)
{
    const xp_environment_struct *environment = inquiry->environment;
    xp_pace_struct pace = xp_inquiry_pace(inquiry, finding->property,
                                          xp_inquiry_lines(inquiry));
    xp_status_t status = XP_OK;
    slong i;

    for (i = 0; i < environment->agent_count && status == XP_OK; i++)
    {
        const xp_payment_list_struct *payments;
        xp_lines_t lines;
        xp_scan_t scan;
        slong types = environment->agent[i].type_count;

        if (types == 1)
            continue;
        xp_lines_init(lines);
        xp_scan_init(scan, inquiry->options.all, 0);
        status = xp_inquiry_payments(&payments, inquiry, i, error);
        if (status == XP_OK)
            status = xp_lines_set(lines, environment, inquiry->mechanism->rule, i, payments,
                                  NULL, inquiry->options.tier_least, error);
        if (status == XP_OK)
            status = xp_scan_run(scan, xp_kernel_for(lines->tier)->scan_incentives, lines,
                                 lines->count, xp_inquiry_block(types), &pace, error);
        if (status == XP_OK)
        {
            fmpz_addmul_ui(finding->checked, environment->profiles->count, (ulong) types - 1);
            if (lines->tier > finding->tier)
                finding->tier = lines->tier;
            take_scan(finding, lines, scan);
        }
        xp_scan_clear(scan);
        xp_lines_clear(lines);
    }
    return status;
}
