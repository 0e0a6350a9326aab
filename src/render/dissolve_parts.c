/* The report `dissolve` as a page: payments, the simple auction, the boundary. */
#include "render/dissolve_impl.h"

#include "render/real_impl.h"

static const char *name_of(const xp_report_t *report, slong agent)
{
    return report->model->continuous->agent[agent].name;
}

static void add_formula(xp_sheet_t sheet, const xp_report_t *report,
                        const xp_dissolve_report_t *dissolve)
{
    const xp_cgk_payments_struct *payments = dissolve->payments;
    xp_string_t text;

    xp_string_init(text);
    if (payments->n == 2)
        xp_string_add(text, "Payments: the highest type gets the good, and partner i pays "
                            "P_i(own type) - P_j(the other's type) - k_i");
    else
        xp_string_printf(text, "Payments: the highest type gets the good, and partner i pays "
                               "P_i(own type) - 1/%ld of the sum of the others' P_j(their types) "
                               "- k_i", (long) payments->n - 1);
    xp_string_add(text, ", with P_i(x) the integral of y dG_i(y) up to x. They sum to 0 at every "
                        "profile, and every worst-off type gains ");
    xp_real_add_text(text, payments->gain, report->digits);
    xp_string_add(text, ".");
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

static void add_constants(xp_sheet_t sheet, const xp_report_t *report,
                          const xp_cgk_payments_struct *payments)
{
    static const char *const heading[] = {"Partner", "k"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_RIGHT};
    slong i;

    xp_sheet_add_table(sheet, NULL, 2, heading, align);
    xp_sheet_set_aside(sheet);
    for (i = 0; i < payments->n; i++)
    {
        xp_sheet_add_cell(sheet, name_of(report, i));
        xp_sheet_add_real(sheet, payments->constant + i, report->digits);
    }
}

static void add_functions(xp_sheet_t sheet, const xp_report_t *report,
                          const xp_dissolve_report_t *dissolve)
{
    const xp_cgk_payments_struct *payments = dissolve->payments;
    int same = dissolve->dissolution->same;
    xp_string_t name;
    slong i;

    xp_string_init(name);
    xp_sheet_add_functions(sheet, "The functions P");
    xp_sheet_set_aside(sheet);
    for (i = 0; i < (same ? 1 : payments->n); i++)
    {
        xp_string_reset(name);
        xp_string_printf(name, same ? "P" : "P of %s", name_of(report, i));
        xp_sheet_add_function(sheet, name->text, payments->own + i, "x");
    }
    xp_string_clear(name);
}

/* The payments at the types of --at. */
static void add_point(xp_sheet_t sheet, const xp_report_t *report,
                      const xp_dissolve_report_t *dissolve)
{
    static const char *const heading[] = {"Partner", "Type", "Gets the good", "Payment"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_RIGHT, XP_ALIGN_LEFT,
                                       XP_ALIGN_RIGHT};
    slong i;

    xp_sheet_add_table(sheet, NULL, 4, heading, align);
    for (i = 0; i < dissolve->payments->n; i++)
    {
        xp_sheet_add_cell(sheet, name_of(report, i));
        xp_sheet_add_rational(sheet, dissolve->theta + i, report->digits);
        xp_sheet_add_cell(sheet, i == dissolve->winner ? "yes" : "no");
        xp_sheet_add_real(sheet, dissolve->payment_at + i, report->digits);
    }
}

/* The bid on one piece: numerator / denominator, each in brackets unless it is one term. */
static void add_bid(xp_string_t out, const xp_simple_auction_struct *auction, slong piece,
                    int latex)
{
    const fmpq_poly_struct *below = auction->denominator + piece;
    int whole = fmpq_poly_is_one(below);

    xp_string_add(out, whole ? "" : latex ? "\\frac{" : "(");
    xp_poly_add_text(out, auction->numerator + piece, "v", latex);
    if (whole)
        return;
    xp_string_add(out, latex ? "}{" : ")/(");
    xp_poly_add_text(out, below, "v", latex);
    xp_string_add(out, latex ? "}" : ")");
}

static void add_bids(xp_sheet_t sheet, const xp_simple_auction_struct *auction)
{
    xp_string_t text, latex;
    slong k;

    xp_string_init(text);
    xp_string_init(latex);
    xp_sheet_add_functions(sheet, "The equilibrium bid b");
    xp_sheet_set_aside(sheet);
    for (k = 0; k < auction->piece_count; k++)
    {
        xp_string_reset(text);
        xp_string_reset(latex);
        add_bid(text, auction, k, 0);
        add_bid(latex, auction, k, 1);
        xp_sheet_add_cell(sheet, "b(v)");
        xp_sheet_add_rational(sheet, auction->knot + k, -1);
        xp_sheet_add_rational(sheet, auction->knot + k + 1, -1);
        xp_sheet_add_formula(sheet, text->text, latex->text);
    }
    xp_string_clear(text);
    xp_string_clear(latex);
}

static void add_auction(xp_sheet_t sheet, const xp_report_t *report,
                        const xp_dissolve_report_t *dissolve)
{
    const xp_simple_auction_struct *auction = dissolve->auction;
    xp_string_t text;
    slong i, stay = 0, unknown = 0;

    for (i = 0; i < auction->n; i++)
    {
        stay += auction->interim_ir[i] == XP_FAILS;
        unknown += auction->interim_ir[i] == XP_UNDECIDED;
    }
    xp_string_init(text);
    xp_string_add(text, "The simple auction, where the highest bidder gets the good and pays the "
                        "bid, shared equally by all: in equilibrium type v bids v less the "
                        "integral of F^n up to v over F(v)^n. It is efficient and balanced, and ");
    if (stay == 0 && unknown == 0)
        xp_string_add(text, "with these shares interim IR.");
    else if (stay == 0)
        xp_string_add(text, "whether it is interim IR with these shares is not known.");
    else
    {
        xp_string_add(text, "with these shares not interim IR, without side payments:");
        for (i = 0; i < auction->n; i++)
            if (auction->interim_ir[i] == XP_FAILS)
            {
                xp_string_printf(text, " the worst-off type of %s loses ", name_of(report, i));
                xp_real_t loss;

                xp_real_init(loss);
                xp_real_sub(loss, loss, auction->slack + i, XP_REAL_DEGREE, XP_REAL_PRECISION);
                xp_real_add_text(text, loss, report->digits);
                xp_real_clear(loss);
                xp_string_add(text, --stay > 0 ? "," : ".");
            }
    }
    xp_sheet_add_paragraph(sheet, text->text);
    if (auction->exact)
        add_bids(sheet, auction);
    xp_string_clear(text);
}

void xp_dissolve_add_payments(xp_sheet_t sheet, const xp_report_t *report,
                              const xp_dissolve_report_t *dissolve)
{
    if (dissolve->payments->n > 0)
    {
        add_formula(sheet, report, dissolve);
        if (dissolve->theta != NULL)
            add_point(sheet, report, dissolve);
        if (dissolve->payments->exact)
            add_functions(sheet, report, dissolve);
        add_constants(sheet, report, dissolve->payments);
    }
    if (dissolve->auction->n > 0)
        add_auction(sheet, report, dissolve);
}

static void add_end(xp_sheet_t sheet, const xp_report_t *report,
                    const xp_boundary_line_struct *line, int which)
{
    const xp_boundary_end_struct *end = line->end + which;

    xp_sheet_add_cell(sheet, line->name);
    xp_sheet_add_cell(sheet, which == 0 ? "from" : "to");
    xp_sheet_add_real(sheet, end->parameter, report->digits);
    xp_sheet_add_cell(sheet, end->at_simplex                               ? "shares end here"
                             : end->parameter->kind == XP_REAL_ENCLOSURE ? "certified bracket"
                                                                         : "exact");
}

void xp_dissolve_add_boundary(xp_sheet_t sheet, const xp_report_t *report,
                              const xp_dissolve_report_t *dissolve)
{
    static const char *const heading[] = {"Line", "End", "Value", "Kind"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT, XP_ALIGN_RIGHT,
                                       XP_ALIGN_LEFT};
    const xp_boundary_struct *boundary = dissolve->boundary;
    xp_string_t text;
    slong k;

    if (boundary->n == 0)
        return;
    xp_string_init(text);
    xp_sheet_add_paragraph(sheet, "Along each line exactly the shares from one end to the other "
                                  "can be dissolved:");
    xp_sheet_add_table(sheet, NULL, 4, heading, align);
    for (k = 0; k < boundary->line_count; k++)
        if (boundary->line[k].answer == XP_HOLDS)
        {
            add_end(sheet, report, boundary->line + k, 0);
            add_end(sheet, report, boundary->line + k, 1);
        }
    for (k = 0; k < boundary->line_count; k++)
        if (boundary->line[k].answer != XP_HOLDS)
        {
            const xp_boundary_line_struct *line = boundary->line + k;

            xp_string_reset(text);
            xp_string_printf(text, "%s: %s%s.", line->name,
                             line->answer == XP_FAILS ? "no point can be dissolved" : "unknown, ",
                             line->answer == XP_FAILS ? "" : line->reason);
            xp_sheet_add_paragraph(sheet, text->text);
        }
    if (boundary->point_count > 0 && report->format != XP_FORMAT_CSV)
    {
        xp_string_reset(text);
        xp_string_printf(text, "The region's boundary has been followed along %ld rays; "
                               "--format json has their ends.", (long) boundary->point_count);
        xp_sheet_add_paragraph(sheet, text->text);
    }
    if (dissolve->plot != NULL)
    {
        xp_string_reset(text);
        xp_string_printf(text, "The figure is in %s.", dissolve->plot);
        xp_sheet_add_paragraph(sheet, text->text);
    }
    xp_string_clear(text);
}
