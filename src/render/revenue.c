/* The report `auction`: the words of its parts, and which form is asked for. */
#include "render/revenue_impl.h"

const char *xp_amount_word(xp_amount_kind_t kind)
{
    static const char *const word[] = {"second-price", "second-price-reserve", "posted-price",
                                       "posted-prices", "efficient", "myerson", "bic-iir",
                                       "dsic-epir", "surplus"};

    return word[kind];
}

const char *xp_score_word(xp_score_kind_t kind)
{
    static const char *const word[] = {"ironed", "not-ironed", "interval-up-to",
                                       "interval-below"};

    return word[kind];
}

const char *xp_amount_reason(const xp_amount_struct *amount, const char *stop)
{
    if (amount->reason != NULL)
        return amount->reason;
    return stop != NULL ? stop : "stopped";
}

void xp_revenue_render(xp_string_t out, const xp_report_t *report, const xp_revenue_t revenue,
                       const char *stop, int exit_status)
{
    if (report->format == XP_FORMAT_JSON)
        xp_revenue_add_json(out, report, revenue, stop, exit_status);
    else
        xp_revenue_add_sheet(out, report, revenue, stop);
}
