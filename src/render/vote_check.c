/* The report `vote check` of a function: its words, and which form is asked for. */
#include "render/vote_check_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>

/* With more voters equal neighbours are told together. */
#define VOTERS_SHOWN 6

const char *xp_vote_verdict(const xp_vote_row_t *row)
{
    if (row->finding == NULL || row->finding->answer == XP_UNDECIDED)
        return "unknown";
    return row->finding->answer == XP_HOLDS ? "holds" : "fails";
}

void xp_vote_order_add(xp_string_t out, const xp_domain_t domain, slong order,
                       const char *better, const char *tied)
{
    const int *level = domain->level + order * domain->alternative_count;
    slong placed = 0, a;
    int on;

    for (on = 0; placed < domain->alternative_count; on++)
    {
        const char *sign = on > 0 ? better : "";

        for (a = 0; a < domain->alternative_count; a++)
            if (level[a] == on)
            {
                xp_string_printf(out, "%s%s", sign, domain->label[a]);
                sign = tied;
                placed++;
            }
    }
}

void xp_vote_add_profile(xp_string_t out, const xp_vote_function_t function,
                         const xp_vote_place_struct *place)
{
    const slong voters = function->voter_count;
    slong *order = xp_malloc((size_t) voters * sizeof(slong));
    slong i, next;

    xp_vote_place_orders(order, function, place);
    xp_string_add(out, voters > 1 ? "(" : "");
    for (i = 0; i < voters; i = next)
    {
        next = i + 1;
        while (voters > VOTERS_SHOWN && next < voters && order[next] == order[i])
            next++;
        xp_string_add(out, i > 0 ? ", " : "");
        if (next - i > 1)
            xp_string_printf(out, "%ld times ", (long) (next - i));
        xp_vote_order_add(out, function->domain, order[i], ">", "~");
    }
    xp_string_add(out, voters > 1 ? ")" : "");
    free(order);
}

void xp_vote_share(fmpq_t share, const xp_vote_check_report_t *check,
                   const xp_vote_finding_struct *finding)
{
    fmpz_t all;

    fmpz_init(all);
    xp_vote_function_profiles(all, check->function);
    fmpq_set_fmpz_frac(share, finding->profiles, all);
    fmpz_clear(all);
}

/* What a voter's report brings. */
static void add_report(xp_string_t out, const xp_vote_check_report_t *check,
                       xp_vote_property_t property, const xp_vote_place_struct *place)
{
    char *const *label = check->domain->label;

    xp_string_printf(out, "%s is chosen. When voter %ld reports ", label[place->chosen],
                     (long) place->voter + 1);
    xp_vote_order_add(out, check->domain, place->report, ">", "~");
    xp_string_printf(out, " instead, %s is", label[place->instead]);
    if (property == XP_VOTE_STRATEGYPROOF)
        xp_string_printf(out, ": better by the true order of voter %ld.",
                         (long) place->voter + 1);
    else if (property == XP_VOTE_MONOTONE)
        xp_string_printf(out, ", though nothing rose past %s.", label[place->chosen]);
    else
        xp_string_printf(out, ", though %s changed places with nothing.", label[place->instead]);
}

void xp_vote_add_violation(xp_string_t out, const xp_vote_check_report_t *check,
                           xp_vote_property_t property, const xp_vote_place_struct *place)
{
    char *const *label = check->domain->label;

    if (property == XP_VOTE_ONTO)
    {
        xp_string_printf(out, "%s is never chosen.", label[place->instead]);
        return;
    }
    if (property == XP_VOTE_NONDICTATORIAL)
    {
        xp_string_printf(out, "voter %ld always gets one of his best among the alternatives ever "
                              "chosen.", (long) place->voter + 1);
        return;
    }
    xp_string_add(out, "at ");
    xp_vote_add_profile(out, check->function, place);
    xp_string_add_char(out, ' ');
    if (place->report >= 0)
        add_report(out, check, property, place);
    else if (property == XP_VOTE_UNANIMOUS)
        xp_string_printf(out, "every voter has %s at the top, but %s is chosen.",
                         label[place->instead], label[place->chosen]);
    else if (property == XP_VOTE_IS_CONDORCET)
        xp_string_printf(out, "%s beats every other alternative, but %s is chosen.",
                         label[place->instead], label[place->chosen]);
    else if (property == XP_VOTE_DICTATORIAL)
        xp_string_printf(out, "%s is chosen, but voter %ld likes %s better.",
                         label[place->chosen], (long) place->voter + 1, label[place->instead]);
    else if (property == XP_VOTE_ANONYMOUS)
        xp_string_printf(out, "%s is chosen. When the voters %ld and %ld exchange their ballots, "
                              "%s is.", label[place->chosen], (long) place->voter + 1,
                         (long) place->voter + 2, label[place->instead]);
    else
    {
        const slong c = place->alternative, chosen = place->chosen;

        xp_string_printf(out, "%s is chosen. When %s and %s change names on every ballot, %s is, "
                              "not %s.", label[chosen], label[c], label[c + 1],
                         label[place->instead],
                         label[chosen == c ? c + 1 : chosen == c + 1 ? c : chosen]);
    }
}

void xp_vote_check_render(xp_string_t out, const xp_report_t *report,
                          const xp_vote_check_report_t *check)
{
    if (report->format == XP_FORMAT_JSON)
        xp_vote_check_add_json(out, report, check);
    else
        xp_vote_check_add_sheet(out, report, check);
}
