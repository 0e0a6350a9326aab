/* The simple auction: bids by hand, participation, refusals. */
#include "tests/cont/partner.h"

static xp_status_t run(xp_simple_auction_t auction, xp_dissolution_t d, const xp_partnership_t p,
                       xp_error_t error)
{
    xp_dissolve_options_t options;

    xp_dissolve_options_init(&options);
    XP_CHECK(xp_dissolve(d, p, &options, error) == XP_OK);
    return xp_simple_auction(auction, p, d, error);
}

static int is_text(const fmpq_poly_t f, const char *text)
{
    xp_string_t out;
    int equal;

    xp_string_init(out);
    xp_poly_add_text(out, f, "v", 0);
    equal = strcmp(out->text, text) == 0;
    xp_string_clear(out);
    return equal;
}

/* Uniform: b = v - v/(n + 1); n = 2: 2v/3, W(v) = 1/6 - v^2/2 (Cramton, Gibbons, Klemperer). */
static void test_uniform(void)
{
    xp_distribution_t uniform;
    xp_simple_auction_t auction;
    xp_dissolution_t d;
    xp_partnership_t p;
    xp_error_t error;

    xp_error_init(error);
    xp_distribution_init(uniform);
    xp_dissolution_init(d);
    xp_simple_auction_init(auction);
    set_named(uniform, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
    set_partners(p, 2, uniform);
    set_share(p, 0, "1/2");
    set_share(p, 1, "1/2");
    XP_CHECK(run(auction, d, p, error) == XP_OK);
    XP_CHECK(auction->exact && auction->piece_count == 1 && auction->n == 2);
    XP_CHECK(is_text(auction->numerator, "2*v/3") && is_text(auction->denominator, "1"));
    XP_CHECK(auction->interim_ir[0] == XP_HOLDS && auction->interim_ir[1] == XP_HOLDS);
    XP_CHECK(is_rational(auction->slack, "1/24"));
    /* D >= 0 but the larger owner loses: W(7/10) = 1/6 - 49/200 < 0. */
    set_share(p, 0, "3/10");
    set_share(p, 1, "7/10");
    XP_CHECK(run(auction, d, p, error) == XP_OK);
    XP_CHECK(d->answer == XP_HOLDS);
    XP_CHECK(auction->interim_ir[0] == XP_HOLDS && auction->interim_ir[1] == XP_FAILS);
    XP_CHECK(is_rational(auction->slack + 1, "-47/600"));
    xp_partnership_clear(p);
    set_partners(p, 3, uniform);
    set_share(p, 0, "1");
    XP_CHECK(run(auction, d, p, error) == XP_OK);
    XP_CHECK(is_text(auction->numerator, "3*v/4"));
    XP_CHECK(auction->interim_ir[0] == XP_FAILS && auction->interim_ir[2] == XP_HOLDS);
    xp_partnership_clear(p);
    xp_simple_auction_clear(auction);
    xp_dissolution_clear(d);
    xp_distribution_clear(uniform);
    xp_error_clear(error);
}

/*
 * F = (3x - x^2)/2, n = 2: F^2 = (9x^2 - 6x^3 + x^4)/4 has the primitive 3x^3/4 - 3x^4/8 + x^5/20,
 * so b = v - (3v/4 - 3v^2/8 + v^3/20)/((3 - v)^2/4)
 *      = (v (9 - 6v + v^2) - 3v + 3v^2/2 - v^3/5)/(9 - 6v + v^2).
 */
static void test_fraction(void)
{
    xp_distribution_t cdf;
    xp_simple_auction_t auction;
    xp_dissolution_t d;
    xp_partnership_t p;
    xp_error_t error;

    xp_error_init(error);
    xp_distribution_init(cdf);
    xp_dissolution_init(d);
    xp_simple_auction_init(auction);
    set_cdf_str(cdf, "3  0 3/2 -1/2", "0", "1");
    set_partners(p, 2, cdf);
    set_share(p, 0, "1/2");
    set_share(p, 1, "1/2");
    XP_CHECK(run(auction, d, p, error) == XP_OK);
    XP_CHECK(is_text(auction->numerator, "6*v - 9*v^2/2 + 4*v^3/5"));
    XP_CHECK(is_text(auction->denominator, "9 - 6*v + v^2"));
    XP_CHECK(is_written(auction->slack, "(121 - 50*sqrt(5))/240"));
    xp_partnership_clear(p);
    xp_simple_auction_clear(auction);
    xp_dissolution_clear(d);
    xp_distribution_clear(cdf);
    xp_error_clear(error);
}

/* F = 0 on [0, 1/2], then 2x - 1: bids of types that do not occur are their values. */
static void test_pieces(void)
{
    xp_distribution_t cdf;
    xp_simple_auction_t auction;
    xp_dissolution_t d;
    xp_partnership_t p;
    xp_piecewise_t f;
    fmpq_poly_t piece;
    fmpq *knot = _fmpq_vec_init(3);
    xp_error_t error;

    xp_error_init(error);
    xp_distribution_init(cdf);
    xp_dissolution_init(d);
    xp_simple_auction_init(auction);
    xp_piecewise_init(f);
    fmpq_poly_init(piece);
    fmpq_set_si(knot + 1, 1, 2);
    fmpq_set_si(knot + 2, 1, 1);
    xp_piecewise_set_poly(f, knot, knot + 1, piece);
    fmpq_poly_set_str(piece, "2  -1 2");
    xp_piecewise_append(f, knot + 2, piece);
    set_cdf(cdf, f);
    set_partners(p, 2, cdf);
    set_share(p, 0, "1/2");
    set_share(p, 1, "1/2");
    XP_CHECK(run(auction, d, p, error) == XP_OK);
    XP_CHECK(auction->piece_count == 2);
    XP_CHECK(is_text(auction->numerator, "v") && is_text(auction->denominator, "1"));
    /* On [1/2, 1]: v - (v - 1/2)/3 = 1/6 + 2v/3. */
    XP_CHECK(is_text(auction->numerator + 1, "1/6 + 2*v/3"));
    XP_CHECK(fmpq_equal(auction->knot + 1, knot + 1));
    xp_piecewise_clear(f);
    fmpq_poly_clear(piece);
    _fmpq_vec_clear(knot, 3);
    xp_partnership_clear(p);
    xp_simple_auction_clear(auction);
    xp_dissolution_clear(d);
    xp_distribution_clear(cdf);
    xp_error_clear(error);
}

/* Not polynomial: no formula, the sign by balls.  Different distributions: refused. */
static void test_others(void)
{
    xp_distribution_t exponential;
    xp_distribution_t uniform;
    xp_simple_auction_t auction;
    xp_dissolution_t d;
    xp_partnership_t p;
    xp_error_t error;

    xp_error_init(error);
    xp_distribution_init(exponential);
    xp_distribution_init(uniform);
    xp_dissolution_init(d);
    xp_simple_auction_init(auction);
    set_named(exponential, XP_DISTRIBUTION_EXPONENTIAL, "3/2", NULL, "0", "1");
    set_named(uniform, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
    set_partners(p, 2, exponential);
    set_share(p, 0, "1/5");
    set_share(p, 1, "4/5");
    XP_CHECK(run(auction, d, p, error) == XP_OK);
    XP_CHECK(!auction->exact && auction->piece_count == 0);
    XP_CHECK(auction->interim_ir[0] == XP_HOLDS && auction->interim_ir[1] == XP_FAILS);
    p->distribution[1] = uniform;
    XP_CHECK(run(auction, d, p, error) == XP_REFUSED);
    XP_CHECK(error->message != NULL && strstr(error->message, "different") != NULL);
    xp_partnership_clear(p);
    xp_simple_auction_clear(auction);
    xp_dissolution_clear(d);
    xp_distribution_clear(exponential);
    xp_distribution_clear(uniform);
    xp_error_clear(error);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"uniform", test_uniform},
        {"fraction", test_fraction},
        {"pieces", test_pieces},
        {"others", test_others},
    };

    return XP_TEST_MAIN("simple-auction", tests);
}
