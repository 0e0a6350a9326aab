/* Payments from an allocation rule: revenue equivalence, by hand. */
#include <expost/cont/envelope.h>
#include <expost/text/read.h>

#include "tests/lib/harness.h"

#define TRADERS \
    "outcomes keep, trade\n" \
    "agent seller { types in [0, 1]; prior uniform; value keep = t; outside = t }\n" \
    "agent buyer { types in [0, 1]; prior uniform; value trade = t }\n"

static xp_status_t solve(xp_envelope_t envelope, xp_model_t model, const char *text,
                         const char *words)
{
    xp_errors_t errors;
    xp_error_t error;
    xp_status_t status;

    xp_errors_init(errors);
    xp_error_init(error);
    xp_model_init(model);
    xp_envelope_init(envelope);
    XP_CHECK(xp_model_read_text(model, text, strlen(text), "test", NULL, errors) == XP_OK);
    status = xp_envelope_set(envelope, model->continuous, NULL, error);
    XP_CHECK(words == NULL || (error->message != NULL && strstr(error->message, words) != NULL));
    xp_errors_clear(errors);
    xp_error_clear(error);
    return status;
}

static void end(xp_envelope_t envelope, xp_model_t model)
{
    xp_envelope_clear(envelope);
    xp_model_clear(model);
}

static int is(const xp_real_t x, slong p, ulong q)
{
    fmpq_t value;
    int sign, same;

    fmpq_init(value);
    fmpq_set_si(value, p, q);
    same = xp_real_is_exact(x) && xp_real_compare_fmpq(&sign, x, value) && sign == 0;
    fmpq_clear(value);
    return same;
}

static int is_text(const xp_piecewise_t f, const char *words)
{
    xp_string_t text;
    int same;

    xp_string_init(text);
    xp_piecewise_add_text(text, f, "t", 0);
    same = strcmp(text->text, words) == 0;
    if (!same)
        printf("%s\n", text->text);
    xp_string_clear(text);
    return same;
}

/*
 * Trade when b - s >= 1/4, uniform on [0, 1]: the seller trades with probability 3/4 - s, the buyer
 * with b - 1/4.  Seller: U' = 1 - (3/4 - s) = 1/4 + s up to 3/4, then 1, like the outside option s;
 * so U - s falls up to 3/4, and U(3/4) = 3/4: U(0) = 3/4 - 3/16 - 9/32 = 9/32.  E p = E v - U =
 * s (1/4 + s) - 9/32 - s/4 - s^2/2 = s^2/2 - 9/32.  Buyer: U = (b - 1/4)^2/2, E p = b (b - 1/4) - U
 * = b^2/2 - 1/32.  E p of the seller: (1/6)(27/64) - (9/32)(3/4) = -9/64; of the buyer 9/64: a
 * double auction attains it.
 */
static void test_threshold(void)
{
    xp_envelope_t envelope;
    xp_model_t model;

    XP_CHECK(solve(envelope, model,
                   TRADERS "rule { trade when t[buyer] - t[seller] >= 1/4; keep otherwise }\n",
                   NULL) == XP_OK);
    XP_CHECK(is(envelope->least, 9, 32) && is(envelope->worst_off, 3, 4));
    XP_CHECK(is(envelope->least + 1, 0, 1) && is(envelope->worst_off + 1, 0, 1));
    XP_CHECK(is(envelope->revenue, 0, 1) && is(envelope->surplus, 0, 1));
    XP_CHECK(is_text(envelope->slope + 1, "0 on [0, 1/4], -1/4 + t on [1/4, 1]"));
    XP_CHECK(is_text(envelope->charge, "t^2/2 on [0, 3/4], 9/32 on [3/4, 1]"));
    XP_CHECK(is_text(envelope->charge + 1, "0 on [0, 1/4], -1/32 + t^2/2 on [1/4, 1]"));
    end(envelope, model);
}

/* The efficient rule: a subsidy of 1/6 (Myerson and Satterthwaite 1983). */
static void test_efficient(void)
{
    xp_envelope_t envelope;
    xp_model_t model;

    XP_CHECK(solve(envelope, model, TRADERS, NULL) == XP_OK);
    XP_CHECK(envelope->rule->efficient);
    XP_CHECK(is(envelope->revenue, -1, 6));
    end(envelope, model);
}

/* A posted price of 1/2 to one buyer: x jumps up at 1/2, and the revenue is 1/4. */
static void test_posted_price(void)
{
    xp_envelope_t envelope;
    xp_model_t model;

    XP_CHECK(solve(envelope, model,
                   "outcomes none, sold\n"
                   "agent a { types in [0, 1]; prior uniform; value sold = t }\n"
                   "rule { sold when t[a] >= 1/2; none otherwise }\n", NULL) == XP_OK);
    XP_CHECK(is(envelope->revenue, 1, 4));
    end(envelope, model);
}

/* Rules under which the interim chance falls, or jumps down; values that are not affine. */
static void test_refusals(void)
{
    xp_envelope_t envelope;
    xp_model_t model;

    XP_CHECK(solve(envelope, model,
                   TRADERS "rule { keep when t[buyer] - t[seller] >= 1/4; trade otherwise }\n",
                   "agent \"seller\" can expect of it falls for types between 0 and 3/4")
             == XP_REFUSED);
    end(envelope, model);
    XP_CHECK(solve(envelope, model,
                   "outcomes none, sold\n"
                   "agent a { types in [0, 1]; prior uniform; value sold = t }\n"
                   "rule { none when t[a] >= 1/3; sold otherwise }\n",
                   "agent \"a\" can expect of it jumps down at the type 1/3") == XP_REFUSED);
    end(envelope, model);
    XP_CHECK(solve(envelope, model,
                   "outcomes none, sold\n"
                   "agent a { types in [0, 1]; prior uniform; value sold = t^2 }\n"
                   "rule { sold when t[a] >= 1/3; none otherwise }\n", "not affine")
             == XP_REFUSED);
    end(envelope, model);
    XP_CHECK(solve(envelope, model,
                   "outcomes x in [0, 1]\nagent a { types in [0, 1]; prior uniform; "
                   "value = t*x }\nrule = t[a]\n", "real decision") == XP_REFUSED);
    end(envelope, model);
}

int main(void)
{
    static const xp_test_t tests[] = {{"threshold", test_threshold},
                                      {"efficient", test_efficient},
                                      {"posted-price", test_posted_price},
                                      {"refusals", test_refusals}};

    return XP_TEST_MAIN("cont-envelope", tests);
}
