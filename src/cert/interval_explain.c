/* A certificate about continuous types as a proof in words. */
#include <expost/cert/interval.h>

#include "cert/interval_explain.h"
#include "cert/interval_impl.h"

/* The name of a function in a formula. */
#define MAXIMUM XP_LABEL "max" XP_LABEL_END

/* What the bounds of integrals rest on. */
static void tell_method(xp_interval_paper_t e, const char *rising)
{
    const xp_interval_certificate_struct *certificate = e->certificate;

    if (certificate->exact)
    {
        xp_tell(e, "All cdfs are piecewise polynomials, so that the integrals below are exact.");
        xp_tell_paragraph(e);
        return;
    }
    xp_tell(e, "The cdfs are enclosed at the %ld points of the grid in the certificate. %s, so the "
               "integral over the interval between two neighbours lies between its length times "
               "the bounds at its two ends. These sums give the bounds below.",
            (long) certificate->point_count, rising);
    xp_tell_paragraph(e);
}

static void tell_table(xp_interval_paper_t e, const char *share, const char *at_low,
                       const char *at_high, const char *tail, const char *most)
{
    const xp_column_t column[] = {{"Agent", 0, 0},  {share, 1, 0}, {"Worst-off type", 1, 0},
                                  {at_low, 1, 0},   {at_high, 1, 0}, {tail, 1, 0},
                                  {most, 1, 0}};
    const xp_interval_bounds_struct *bounds = e->bounds;

    xp_paper_begin_table(e->paper, column, sizeof column / sizeof column[0]);
    for (slong i = 0; i < e->certificate->n; i++)
    {
        const xp_certified_agent_struct *agent = e->certificate->agent + i;

        xp_tell_agent(e, i);
        xp_tell_cell(e);
        xp_tell(e, XP_MATH);
        xp_tell_share(e, i);
        xp_tell(e, XP_MATH_END);
        xp_tell_cell(e);
        xp_tell_range(e, agent->worst_low, agent->worst_high);
        xp_tell_cell(e);
        xp_tell_range(e, bounds->at_low[0] + i, bounds->at_low[1] + i);
        xp_tell_cell(e);
        xp_tell_range(e, bounds->at_high[0] + i, bounds->at_high[1] + i);
        xp_tell_cell(e);
        xp_tell_range(e, bounds->tail[0] + i, bounds->tail[1] + i);
        xp_tell_cell(e);
        xp_tell_range(e, bounds->most[0] + i, bounds->most[1] + i);
        xp_tell_cell(e);
    }
    xp_paper_end_table(e->paper);
}

/* "= 1/3", the rest of a formula. */
static void tell_total(xp_interval_paper_t e)
{
    const fmpq *total = e->bounds->total;

    xp_tell(e, "%s ", fmpq_equal(total, total + 1) ? "=" : "∈");
    xp_tell_range(e, total, total + 1);
    xp_tell(e, XP_MATH_END ".");
    xp_tell_paragraph(e);
}

/* D or the subsidy, and what follows. */
static void tell_end(xp_interval_paper_t e)
{
    const xp_interval_certificate_struct *certificate = e->certificate;
    const xp_interval_bounds_struct *bounds = e->bounds;
    int subsidy = certificate->claim == XP_INTERVAL_SUBSIDY;
    fmpq *d;

    if (!subsidy)
    {
        d = _fmpq_vec_init(2);
        fmpq_neg(d, bounds->value + 1);
        fmpq_neg(d + 1, bounds->value);
        xp_tell(e, "Altogether " XP_MATH "D ");
        xp_tell(e, "%s ", fmpq_equal(d, d + 1) ? "=" : "∈");
        xp_tell_range(e, d, d + 1);
        xp_tell(e, XP_MATH_END ", which is %s, and the partnership %s be dissolved.",
                certificate->claim == XP_INTERVAL_DISSOLVABLE ? "not negative" : "negative",
                certificate->claim == XP_INTERVAL_DISSOLVABLE ? "can" : "cannot");
        _fmpq_vec_clear(d, 2);
    }
    else
    {
        xp_tell(e, "Altogether the least subsidy %s " XP_MATH,
                fmpq_equal(bounds->value, bounds->value + 1) ? "is" : "lies in");
        xp_tell_range(e, bounds->value, bounds->value + 1);
        xp_tell(e, XP_MATH_END ", as claimed.");
    }
    xp_tell_paragraph(e);
}

/* The worst-off types and shares as polynomials in w, and that all fits modulo that of w. */
static void tell_field(xp_interval_paper_t e)
{
    const xp_interval_certificate_struct *certificate = e->certificate;
    fmpq_poly_t f;

    fmpq_poly_init(f);
    fmpq_poly_set_fmpz_poly(f, certificate->field->polynomial);
    xp_tell(e, "Let w be the root of " XP_MATH);
    xp_poly_add_text(e->text, f, "w", e->latex);
    xp_tell(e, XP_MATH_END " in " XP_MATH "[");
    xp_tell_number(e, certificate->field->low, -1);
    xp_tell(e, ", ");
    xp_tell_number(e, certificate->field->high, 1);
    xp_tell(e, "]" XP_MATH_END ". The worst-off types are exactly ");
    for (slong i = 0; i < certificate->n; i++)
    {
        const xp_certified_agent_struct *agent = certificate->agent + i;

        if (agent->has_type)
            fmpq_poly_set(f, agent->type);
        else
            fmpq_poly_set_fmpq(f, agent->worst_low);
        xp_tell(e, XP_MATH "v_%ld = ", (long) i + 1);
        xp_poly_add_text(e->text, f, "w", e->latex);
        xp_tell(e, XP_MATH_END);
        if (agent->by == XP_STATED_ROOT)
        {
            xp_tell(e, " with " XP_MATH "r_%ld = ", (long) i + 1);
            xp_poly_add_text(e->text, agent->share_of, "w", e->latex);
            xp_tell(e, XP_MATH_END);
        }
        xp_tell(e, "%s", i + 1 < certificate->n ? ", " : ".");
    }
    xp_tell(e, " With these numbers " XP_MATH "G_i(v_i) - r_i" XP_MATH_END
               ", for the types that are polynomials in w, and ");
    if (certificate->claim == XP_INTERVAL_SUBSIDY)
        xp_tell(e, "the difference of the subsidy from the claim");
    else
        xp_tell(e, XP_MATH "D" XP_MATH_END);
    xp_tell(e, " are multiples of that polynomial of w, so they are 0.%s",
            certificate->claim == XP_INTERVAL_SUBSIDY ? "" : " The partnership can be dissolved, "
                                                             "with nothing left over.");
    xp_tell_paragraph(e);
    fmpq_poly_clear(f);
}

void xp_tell_good(xp_interval_paper_t e)
{
    const xp_interval_certificate_struct *certificate = e->certificate;
    fmpq_t low, high;

    fmpq_init(low);
    fmpq_init(high);
    xp_certified_hull(low, high, certificate);
    xp_tell(e, "Let " XP_MATH "[α, β] = [");
    xp_tell_number(e, low, 0);
    xp_tell(e, ", ");
    xp_tell_number(e, high, 0);
    xp_tell(e, "]" XP_MATH_END " be the hull of the supports and " XP_MATH "G_i" XP_MATH_END
               " the product of the cdfs of the agents other than i, the distribution function of "
               "the highest of their types. Write");
    xp_tell_paragraph(e);
    xp_tell(e, XP_MATH "H_i = " XP_LABEL " max over v of " XP_LABEL_END
               "v r_i + ∫_v^β G_i(x) dx" XP_MATH_END ",");
    xp_tell_formula(e);
    xp_tell(e, XP_MATH "D = β + (n - 1) ∫_α^β ∏_j F_j(x) dx - ∑_i H_i" XP_MATH_END ",");
    xp_tell_formula(e);
    if (certificate->problem == XP_PROBLEM_PARTNERSHIP)
        xp_tell(e, "for v in the support of agent i. The partnership can be dissolved efficiently "
                   "exactly when " XP_MATH "D ≥ 0" XP_MATH_END " (Cramton, Gibbons and Klemperer "
                   "1987), and the least subsidy is " XP_MATH "-D" XP_MATH_END ".");
    else
        xp_tell(e, "for v in the support of agent i, where " XP_MATH "r_i t + c_i" XP_MATH_END
                   " is the outside option. The least subsidy is " XP_MATH "∑_i c_i - D"
                   XP_MATH_END ".");
    xp_tell_paragraph(e);
    xp_tell(e, "What " XP_MATH "H_i" XP_MATH_END " maximises is concave in v, with the slope "
               XP_MATH "r_i - G_i(v)" XP_MATH_END ". So a maximiser, a worst-off type, lies "
               "between two types of which the first has " XP_MATH "G_i ≤ r_i" XP_MATH_END
               " or is the lowest, and the second has " XP_MATH "G_i ≥ r_i" XP_MATH_END
               " or is the highest; and " XP_MATH "H_i" XP_MATH_END " is at least the value at the "
               "first, at most that plus the slope there, if positive, times their distance.");
    xp_tell_paragraph(e);
    tell_method(e, "The cdfs do not fall");
    tell_table(e, XP_MATH "r_i" XP_MATH_END, XP_MATH "G_i" XP_MATH_END ", low end",
               XP_MATH "G_i" XP_MATH_END ", high end", "integral", XP_MATH "H_i" XP_MATH_END);
    xp_tell(e, "The columns give " XP_MATH "G_i" XP_MATH_END " at the two ends of the bracket of "
               "the worst-off type, the integral of " XP_MATH "G_i" XP_MATH_END " from its low end "
               "to " XP_MATH "β" XP_MATH_END ", and " XP_MATH "H_i" XP_MATH_END ". Moreover "
               XP_MATH "∫ ∏_j F_j ");
    tell_total(e);
    if (certificate->has_field)
        tell_field(e);
    else
        tell_end(e);
    fmpq_clear(low);
    fmpq_clear(high);
}

void xp_tell_project(xp_interval_paper_t e)
{
    xp_tell(e, "Among the mechanisms with the efficient rule that are Bayesian incentive "
               "compatible and interim individually rational, Groves payments that hold every "
               "worst-off type to the outside option leave the least expected deficit (Krishna "
               "and Perry 1998, Williams 1999):");
    xp_tell_paragraph(e);
    xp_tell(e, XP_MATH "(n - 1) E " MAXIMUM "(S - C, 0) - ∑_i " XP_LABEL " min over t of "
               XP_LABEL_END "L_i(t)" XP_MATH_END ",");
    xp_tell_formula(e);
    xp_tell(e, XP_MATH "L_i(t) = E " MAXIMUM "(X_i(t) + S_{-i} - C, 0) - o_i(t)" XP_MATH_END ",");
    xp_tell_formula(e);
    xp_tell(e, "where " XP_MATH "o_i(t) = r_i t + c_i" XP_MATH_END " is the outside option less "
               "the value of the first outcome, and " XP_MATH "S_{-i}" XP_MATH_END " the sum "
               "without agent i. " XP_MATH "L_i" XP_MATH_END " is convex; with " XP_MATH
               "X_i = a_i t + b_i" XP_MATH_END " its slope is " XP_MATH "a_i P_i(t) - r_i"
               XP_MATH_END ", " XP_MATH "P_i(t)" XP_MATH_END " the probability that the second "
               "outcome is chosen. So the least value lies between two types of which the first "
               "has a slope ≤ 0 or is the lowest, and the second has a slope ≥ 0 or is the "
               "highest; it is at most the value at the first, and at least that plus the slope "
               "there, if negative, times their distance.");
    xp_tell_paragraph(e);
    tell_method(e, XP_MATH "E " MAXIMUM "(S - C, 0)" XP_MATH_END " is the integral of " XP_MATH
                   "P(X_1 > u) P(X_2 > C - u)" XP_MATH_END " over u, of which the first factor "
                   "falls and the second rises");
    tell_table(e, XP_MATH "r_i" XP_MATH_END, XP_MATH "P_i" XP_MATH_END ", low end",
               XP_MATH "P_i" XP_MATH_END ", high end", "expectation",
               "min " XP_MATH "L_i" XP_MATH_END);
    xp_tell(e, "The columns give " XP_MATH "P_i" XP_MATH_END " at the two ends of the bracket of "
               "the worst-off type, the expectation in " XP_MATH "L_i" XP_MATH_END " at its low "
               "end, and the least value of " XP_MATH "L_i" XP_MATH_END ". Moreover " XP_MATH
               "E " MAXIMUM "(S - C, 0) ");
    tell_total(e);
    tell_end(e);
}

xp_status_t xp_interval_explain(xp_string_t out, const xp_interval_certificate_t certificate,
                                const xp_explain_options_t *options, xp_error_t error)
{
    xp_interval_paper_t e;
    xp_string_t paper;
    xp_status_t status;
    int shown = 0;

    e->certificate = certificate;
    e->latex = options->prose == XP_PROSE_LATEX;
    e->digits = options->digits;
    xp_interval_bounds_init(e->bounds, certificate->n);
    status = xp_interval_bounds(&shown, e->bounds, certificate, error);
    if (status == XP_OK && certificate->has_field)
        shown = xp_field_proves(certificate, e->bounds);
    if (status == XP_OK && !shown)
    {
        xp_error_set(error, "the evidence does not prove the claim: ask expost-verify where");
        status = XP_INPUT;
    }
    if (status == XP_OK)
    {
        xp_string_init(paper);
        xp_string_init(e->text);
        xp_paper_init(e->paper, paper, options->prose, options->command);
        xp_tell_environment(e);
        xp_tell_claim(e);
        xp_paper_begin_proof(e->paper);
        if (certificate->problem == XP_PROBLEM_PROJECT)
            xp_tell_project(e);
        else
            xp_tell_good(e);
        xp_paper_end_proof(e->paper);
        xp_paper_finish(e->paper);
        xp_string_add_bytes(out, paper->text, paper->length);
        xp_string_clear(paper);
        xp_string_clear(e->text);
        xp_paper_clear(e->paper);
    }
    xp_interval_bounds_clear(e->bounds);
    return status;
}
