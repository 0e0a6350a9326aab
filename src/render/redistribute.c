/* The report `redistribute` as a page. */
#include <expost/render/redistribute.h>

#include <expost/num/rat.h>
#include <expost/render/number.h>

#include "render/page_impl.h"
#include "render/redistribute_impl.h"

/* One column: its heading, and the number of a row, or NULL for the number of agents. */
typedef struct
{
    const char *heading;
    const fmpq *(*get)(const xp_redistribution_row_struct *row);
    int needs_one; /* green-laffont: one unit only */
} column_t;

static const fmpq *get_bailey(const xp_redistribution_row_struct *row)
{
    return row->bailey;
}

static const fmpq *get_guo_conitzer(const xp_redistribution_row_struct *row)
{
    return row->guo_conitzer;
}

static const fmpq *get_optimum(const xp_redistribution_row_struct *row)
{
    return row->optimum;
}

static const fmpq *get_involuntary(const xp_redistribution_row_struct *row)
{
    return row->involuntary;
}

static const fmpq *get_revenue(const xp_redistribution_row_struct *row)
{
    return row->revenue;
}

static const fmpq *get_welfare(const xp_redistribution_row_struct *row)
{
    return row->welfare;
}

static const fmpq *get_bailey_share(const xp_redistribution_row_struct *row)
{
    return row->by_bailey.share;
}

static const fmpq *get_bailey_left(const xp_redistribution_row_struct *row)
{
    return row->by_bailey.left;
}

static const fmpq *get_guo_conitzer_share(const xp_redistribution_row_struct *row)
{
    return row->by_guo_conitzer.share;
}

static const fmpq *get_guo_conitzer_left(const xp_redistribution_row_struct *row)
{
    return row->by_guo_conitzer.left;
}

static const fmpq *get_lost(const xp_redistribution_row_struct *row)
{
    return row->lost;
}

static const fmpq *get_worst_lost(const xp_redistribution_row_struct *row)
{
    return row->worst_lost;
}

static const column_t worst[] = {{"n", NULL, 0},
                                 {"bailey, cavallo", get_bailey, 0},
                                 {"guo-conitzer", get_guo_conitzer, 0},
                                 {"linear program", get_optimum, 0},
                                 {"without IR", get_involuntary, 0},
                                 {"green-laffont: lost", get_worst_lost, 1}};

static const column_t expected[] = {{"n", NULL, 0},
                                    {"welfare", get_welfare, 0},
                                    {"revenue", get_revenue, 0},
                                    {"green-laffont: lost", get_lost, 1}};

static const column_t returned[] = {{"n", NULL, 0},
                                    {"bailey: share", get_bailey_share, 0},
                                    {"bailey: left", get_bailey_left, 0},
                                    {"guo-conitzer: share", get_guo_conitzer_share, 0},
                                    {"guo-conitzer: left", get_guo_conitzer_left, 0}};

/* A file of CSV is one table: every column, named so that none is like another. */
static const column_t all[] = {{"n", NULL, 0},
                               {"worst bailey", get_bailey, 0},
                               {"worst guo-conitzer", get_guo_conitzer, 0},
                               {"worst linear program", get_optimum, 0},
                               {"worst linear program without IR", get_involuntary, 0},
                               {"worst loss green-laffont", get_worst_lost, 1},
                               {"expected welfare", get_welfare, 0},
                               {"expected revenue", get_revenue, 0},
                               {"expected share bailey", get_bailey_share, 0},
                               {"expected left bailey", get_bailey_left, 0},
                               {"expected share guo-conitzer", get_guo_conitzer_share, 0},
                               {"expected left guo-conitzer", get_guo_conitzer_left, 0},
                               {"expected loss green-laffont", get_lost, 1}};

#define COLUMNS(list) (sizeof list / sizeof list[0])
#define MOST COLUMNS(all)

static void add_table(xp_sheet_t sheet, const char *caption, const column_t *column,
                      size_t count, const xp_redistribute_report_t *found, long digits)
{
    const char *heading[MOST];
    xp_align_t align[MOST];
    xp_string_t text;
    size_t used = 0, r, c;

    for (c = 0; c < count; c++)
        if (!column[c].needs_one || found->units == 1)
        {
            heading[used] = column[c].heading;
            align[used++] = XP_ALIGN_RIGHT;
        }
    xp_sheet_add_table(sheet, caption, used, heading, align);
    xp_string_init(text);
    for (r = 0; r < found->count; r++)
        for (c = 0; c < count; c++)
            if (column[c].get == NULL)
            {
                xp_string_reset(text);
                xp_string_printf(text, "%ld", (long) found->row[r].agents);
                xp_sheet_add_number(sheet, text->text);
            }
            else if (!column[c].needs_one || found->units == 1)
                xp_sheet_add_rational(sheet, column[c].get(found->row + r), digits);
    xp_string_clear(text);
}

/* The ending of an ordinal: 2nd, 3rd, 11th, 21st. */
static const char *suffix_of(slong number)
{
    const slong last = number % 10;

    if (number % 100 / 10 == 1)
        return "th";
    return last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th";
}

/* Coefficients of Guo and Conitzer: "1/2, -1/4, 1/4" for the highest to the lowest. */
static void add_coefficients(xp_sheet_t sheet, const xp_redistribute_report_t *found)
{
    static const char *const heading[] = {"n", "coefficients"};
    static const xp_align_t align[] = {XP_ALIGN_RIGHT, XP_ALIGN_LEFT};
    xp_string_t text;
    size_t r;
    slong j;

    xp_string_init(text);
    xp_string_printf(text, "Guo and Conitzer's rebate: the coefficients of the %ld%s highest, ..., "
                           "lowest value of the others", (long) found->units + 1,
                     suffix_of(found->units + 1));
    xp_sheet_add_table(sheet, text->text, 2, heading, align);
    for (r = 0; r < found->count; r++)
    {
        const xp_redistribution_row_struct *row = found->row + r;

        xp_string_reset(text);
        xp_string_printf(text, "%ld", (long) row->agents);
        xp_sheet_add_number(sheet, text->text);
        xp_string_reset(text);
        for (j = row->units + 1; j < row->agents; j++)
        {
            xp_string_add(text, j > row->units + 1 ? ", " : "");
            xp_rat_add_text(text, row->rebate + j);
        }
        xp_sheet_add_cell(sheet, text->length > 0 ? text->text : "none");
    }
    xp_sheet_set_aside(sheet);
    xp_string_clear(text);
}

static void add_title(xp_sheet_t sheet, const xp_redistribute_report_t *found)
{
    xp_string_t text;

    xp_string_init(text);
    if (found->units == 1)
        xp_string_add(text, "Redistribution: one object");
    else
        xp_string_printf(text, "Redistribution: %ld identical units, one for each winner",
                         (long) found->units);
    xp_sheet_add_heading(sheet, text->text);
    xp_string_clear(text);
}

static int is_optimal_anyway(const xp_redistribute_report_t *found)
{
    size_t r;

    for (r = 0; r < found->count; r++)
        if (!fmpq_equal(found->row[r].involuntary, found->row[r].optimum))
            return 0;
    return 1;
}

static void add_worst(xp_sheet_t sheet, const xp_redistribute_report_t *found, long digits)
{
    add_table(sheet, "Worst case over all values of at least 0: the share of the pivot "
                     "revenue that is returned", worst, COLUMNS(worst), found, digits);
    xp_sheet_add_paragraph(sheet, "For every n the closed form of Guo and Conitzer is the optimum "
                                  "of the exact linear program over all linear rebates that are "
                                  "individually rational (IR: nobody loses by taking part), and "
                                  "their coefficients return just that in the worst case.");
    xp_sheet_add_paragraph(sheet, is_optimal_anyway(found)
                                      ? "Without IR, where nobody may refuse to take part, no "
                                        "linear rebates return more."
                                      : "Without IR, where nobody may refuse to take part, "
                                        "linear rebates can return more.");
    if (found->units == 1)
        xp_sheet_add_paragraph(sheet, "The mechanism of Green and Laffont leaves no money, and "
                                      "loses welfare instead: what is shown is the largest share "
                                      "of the efficient welfare that is lost.");
    add_coefficients(sheet, found);
    xp_sheet_add_paragraph(sheet, found->units == 1
                                      ? "Bailey (1997), Cavallo (2006), Guo and Conitzer (2009), "
                                        "Green and Laffont (1979)."
                                      : "Bailey (1997), Cavallo (2006), Guo and Conitzer (2009).");
}

/* "every value 0, ..., 3 with probability 1/4, independently". */
static void add_prior(xp_string_t out, slong types)
{
    if (types == 1)
        xp_string_add(out, "every value 0");
    else if (types == 2)
        xp_string_add(out, "every value 0 or 1 with probability 1/2, independently");
    else
        xp_string_printf(out, "every value 0, ..., %ld with probability 1/%ld, independently",
                         (long) types - 1, (long) types);
}

static void add_expected(xp_sheet_t sheet, const xp_redistribute_report_t *found, long digits)
{
    xp_string_t text;

    xp_string_init(text);
    xp_string_add(text, "Expected, ");
    add_prior(text, found->types);
    add_table(sheet, text->text, expected, COLUMNS(expected), found, digits);
    if (found->units == 1)
        xp_sheet_add_paragraph(sheet, "Welfare: of the efficient rule; revenue: of the pivot "
                                      "payments; lost: the welfare that the mechanism of Green "
                                      "and Laffont loses.");
    else
        xp_sheet_add_paragraph(sheet, "Welfare: of the efficient rule; revenue: of the pivot "
                                      "payments.");
    add_table(sheet, "Expected: the share of the revenue that is returned, and what is left of it",
              returned, COLUMNS(returned), found, digits);
    xp_sheet_add_paragraph(sheet, "Pivot payments return nothing: all of the revenue is left. "
                                  "Share: expected rebates over expected revenue (0 where there is "
                                  "no revenue); left: expected revenue less expected rebates.");
    xp_string_clear(text);
}

void xp_redistribute_render(xp_string_t out, const xp_report_t *report,
                            const xp_redistribute_report_t *found)
{
    xp_sheet_t sheet;
    xp_string_t text;

    if (report->format == XP_FORMAT_JSON)
    {
        xp_redistribute_add_json(out, report, found);
        return;
    }
    xp_sheet_init(sheet);
    add_title(sheet, found);
    if (report->format == XP_FORMAT_CSV)
        add_table(sheet, NULL, all, found->types > 0 ? COLUMNS(all) : COLUMNS(worst), found,
                  report->digits);
    else if (found->count > 0)
    {
        add_worst(sheet, found, report->digits);
        if (found->types > 0)
            add_expected(sheet, found, report->digits);
    }
    if (found->reason != NULL)
    {
        xp_string_init(text);
        xp_string_printf(text, "Unknown: what lies beyond, since %s.", found->reason);
        xp_sheet_add_paragraph(sheet, text->text);
        xp_string_clear(text);
    }
    xp_page_finish(out, report, sheet);
    xp_sheet_clear(sheet);
}
