/* The report `auction` as a page. */
#include <expost/render/number.h>
#include <expost/render/sheet.h>

#include "render/page_impl.h"
#include "render/revenue_impl.h"

static void add_paragraph(xp_sheet_t sheet, xp_string_t text)
{
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_reset(text);
}

static void add_types(xp_sheet_t sheet, const xp_report_t *report, const xp_revenue_t revenue)
{
    static const char *const heading[] = {"Agent", "Type", "Probability", "Value",
                                          "Virtual value", "Ironed"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT, XP_ALIGN_RIGHT,
                                       XP_ALIGN_RIGHT, XP_ALIGN_RIGHT, XP_ALIGN_RIGHT};

    xp_sheet_add_table(sheet, NULL, revenue->independent ? 6 : 4, heading, align);
    xp_sheet_set_aside(sheet);
    for (slong i = 0; i < revenue->units->agent_count; i++)
    {
        const xp_agent_struct *agent = revenue->environment->agent + i;
        const xp_type_virtual_struct *own = revenue->bidders->own + i;

        for (slong t = 0; t < agent->type_count && xp_units_can_win(revenue->units, i); t++)
        {
            const slong at = revenue->units->offset[i] + t;

            xp_sheet_add_cell(sheet, agent->name);
            xp_sheet_add_cell(sheet, agent->type_label[t]);
            xp_sheet_add_rational(sheet, revenue->probability + at, report->digits);
            xp_sheet_add_rational(sheet, revenue->units->value + at, report->digits);
            if (revenue->independent && fmpq_is_zero(revenue->probability + at))
            {
                xp_sheet_add_cell(sheet, "-");
                xp_sheet_add_cell(sheet, "-");
            }
            else if (revenue->independent)
            {
                xp_sheet_add_rational(sheet, own->plain + t, report->digits);
                xp_sheet_add_rational(sheet, own->ironed + t, report->digits);
            }
        }
    }
}

/* "No: bidder1 wins with probability 1 as 2 and with probability 1/2 as 3." */
static void add_fall(xp_string_t text, const xp_report_t *report, const xp_revenue_t revenue,
                     const xp_score_struct *score)
{
    const xp_agent_struct *agent = revenue->environment->agent + score->agent;

    xp_string_printf(text, "%s wins with probability ", agent->name);
    xp_number_add(text, score->low_chance, report->digits);
    xp_string_printf(text, " as %s and with probability ", agent->type_label[score->low]);
    xp_number_add(text, score->high_chance, report->digits);
    xp_string_printf(text, " as %s", agent->type_label[score->high]);
}

/* Whether virtual values may be used as they are, and what becomes of it if they are. */
static void add_regularity(xp_sheet_t sheet, const xp_report_t *report,
                           const xp_revenue_t revenue)
{
    const xp_score_struct *plain = revenue->score + XP_SCORE_PLAIN;
    xp_string_t text;

    xp_string_init(text);
    if (revenue->bidders->regular)
        xp_string_add(text, "No virtual value falls as the value rises: the environment is "
                            "regular, and nothing has to be ironed.");
    else if (!revenue->has_scores)
        xp_string_add(text, "Virtual values fall somewhere as the value rises: the environment is "
                            "not regular, and they are ironed.");
    else
    {
        xp_string_add(text, "Virtual values fall somewhere as the value rises: the environment is "
                            "not regular. ");
        if (plain->truthful)
            xp_string_add(text, "An auction by the virtual values as they are is truthful here "
                                "all the same, and earns ");
        else
            xp_string_add(text, "Naive virtual values mislead: an auction by the virtual values as "
                                "they are seems to be worth ");
        xp_number_add(text, plain->worth, report->digits);
        if (!plain->truthful)
        {
            xp_string_add(text, ", but no payments make it truthful: ");
            add_fall(text, report, revenue, plain);
        }
        xp_string_add(text, plain->truthful ? "." : ". Ironed they are worth ");
        if (!plain->truthful)
        {
            xp_number_add(text, revenue->score[XP_SCORE_IRONED].worth, report->digits);
            xp_string_add_char(text, '.');
        }
    }
    add_paragraph(sheet, text);
    xp_string_clear(text);
}

/* The formula of intervals on types, unless the auction by it is worth the same. */
static void add_interval(xp_sheet_t sheet, const xp_report_t *report, const xp_revenue_t revenue,
                         xp_score_kind_t kind)
{
    const xp_score_struct *score = revenue->score + kind;
    xp_string_t text;

    if (score->truthful && fmpq_equal(score->worth, revenue->score[XP_SCORE_IRONED].worth))
        return;
    xp_string_init(text);
    xp_string_printf(text, "The formula of intervals misleads here: an auction by value less (1 - "
                           "F)/f, F the probability of values %s the own, ",
                     kind == XP_SCORE_UP_TO ? "up to" : "below");
    if (score->truthful)
    {
        xp_string_add(text, "earns at most ");
        xp_number_add(text, score->worth, report->digits);
        xp_string_add(text, ", not ");
        xp_number_add(text, revenue->score[XP_SCORE_IRONED].worth, report->digits);
    }
    else
    {
        xp_string_add(text, "is made truthful by no payments: ");
        add_fall(text, report, revenue, score);
    }
    xp_string_add_char(text, '.');
    add_paragraph(sheet, text);
    xp_string_clear(text);
}

static void add_scores(xp_sheet_t sheet, const xp_report_t *report, const xp_revenue_t revenue)
{
    if (!revenue->independent)
    {
        xp_sheet_add_paragraph(sheet, "The prior is correlated: virtual values and the optimal "
                                      "auction of Myerson need independent types.");
        return;
    }
    add_regularity(sheet, report, revenue);
    if (revenue->has_scores)
    {
        add_interval(sheet, report, revenue, XP_SCORE_UP_TO);
        add_interval(sheet, report, revenue, XP_SCORE_BELOW);
    }
}

/* "Second price, reserve 2". */
static void add_name(xp_string_t text, const xp_report_t *report, const xp_revenue_t revenue,
                     int kind)
{
    static const char *const name[] = {
        "Second price without reserve", "Second price at best reserve", "One posted price",
        "Posted prices in turn", "Efficient rule at best payments", "Optimal auction (myerson)",
        "Every rule under bic and iir", "Every rule under dsic and epir", "The whole surplus"};

    (void) report;
    xp_string_add(text, name[kind]);
    if (revenue->amount[kind].state != XP_AMOUNT_KNOWN
        || (kind != XP_AMOUNT_RESERVE && kind != XP_AMOUNT_ONE_PRICE))
        return;
    xp_string_add(text, ": ");
    xp_number_add(text, kind == XP_AMOUNT_RESERVE ? revenue->reserve : revenue->price, -1);
}

static void add_amounts(xp_sheet_t sheet, const xp_report_t *report, const xp_revenue_t revenue)
{
    static const char *const heading[] = {"Mechanism", "Expected revenue"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_RIGHT};
    xp_string_t text;

    xp_string_init(text);
    xp_sheet_add_table(sheet, NULL, 2, heading, align);
    for (int k = 0; k < XP_AMOUNT_COUNT; k++)
    {
        xp_string_reset(text);
        add_name(text, report, revenue, k);
        xp_sheet_add_cell(sheet, text->text);
        if (revenue->amount[k].state == XP_AMOUNT_KNOWN)
            xp_sheet_add_rational(sheet, revenue->amount[k].value, report->digits);
        else
            xp_sheet_add_cell(sheet, revenue->amount[k].state == XP_AMOUNT_OPEN ? "unknown" : "-");
    }
    xp_string_clear(text);
}

static void add_reasons(xp_sheet_t sheet, const xp_report_t *report, const xp_revenue_t revenue,
                        const char *stop)
{
    xp_string_t text;

    xp_string_init(text);
    for (int k = 0; k < XP_AMOUNT_COUNT; k++)
        if (revenue->amount[k].state != XP_AMOUNT_KNOWN)
        {
            add_name(text, report, revenue, k);
            xp_string_printf(text, ": %s.", xp_amount_reason(revenue->amount + k, stop));
            xp_sheet_add_item(sheet, text->text);
            xp_string_reset(text);
        }
    xp_string_clear(text);
}

/* That the programs found what the optimal auction earns, where both are known. */
static void add_comparison(xp_sheet_t sheet, const xp_revenue_t revenue)
{
    const int bayes = revenue->amount[XP_AMOUNT_BAYES].state == XP_AMOUNT_KNOWN;
    const int dominant = revenue->amount[XP_AMOUNT_DOMINANT].state == XP_AMOUNT_KNOWN;

    if (revenue->amount[XP_AMOUNT_MYERSON].state != XP_AMOUNT_KNOWN || (!bayes && !dominant))
        return;
    xp_sheet_add_paragraph(
        sheet, bayes && dominant
                   ? "The optimal auction earns what the exact linear programs over all "
                     "mechanisms find: no other earns more, whether truth has to be dominant or "
                     "only best on average."
                   : "The optimal auction earns what the exact linear program over all mechanisms "
                     "finds: no other earns more.");
}

static void add_offers(xp_sheet_t sheet, const xp_report_t *report, const xp_revenue_t revenue)
{
    static const char *const heading[] = {"Agent", "Units left", "Price asked"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_RIGHT, XP_ALIGN_RIGHT};
    const slong units = revenue->units->unit_count;
    xp_string_t text;

    xp_string_init(text);
    xp_sheet_add_paragraph(sheet, "Posted prices in turn, to one agent after the other as long as "
                                  "there are units:");
    xp_sheet_add_table(sheet, NULL, 3, heading, align);
    xp_sheet_set_aside(sheet);
    for (slong i = 0; i < revenue->units->agent_count; i++)
        for (slong u = units; u >= 1 && xp_units_can_win(revenue->units, i); u--)
        {
            const slong type = revenue->offer[i * units + u - 1];

            xp_sheet_add_cell(sheet, revenue->environment->agent[i].name);
            xp_string_reset(text);
            xp_string_printf(text, "%ld", (long) u);
            xp_sheet_add_number(sheet, text->text);
            if (type < 0)
                xp_sheet_add_cell(sheet, "none");
            else
                xp_sheet_add_rational(sheet,
                                      revenue->units->value + revenue->units->offset[i] + type,
                                      report->digits);
        }
    xp_string_clear(text);
}

void xp_revenue_add_sheet(xp_string_t out, const xp_report_t *report, const xp_revenue_t revenue,
                          const char *stop)
{
    xp_sheet_t sheet;

    xp_sheet_init(sheet);
    xp_page_add_title(sheet, report);
    add_types(sheet, report, revenue);
    add_scores(sheet, report, revenue);
    add_amounts(sheet, report, revenue);
    add_reasons(sheet, report, revenue, stop);
    add_comparison(sheet, revenue);
    if (revenue->amount[XP_AMOUNT_PRICES].state == XP_AMOUNT_KNOWN)
        add_offers(sheet, report, revenue);
    if (revenue->beliefs != NULL)
        xp_revenue_add_beliefs(sheet, revenue);
    xp_page_finish(out, report, sheet);
    xp_sheet_clear(sheet);
}
