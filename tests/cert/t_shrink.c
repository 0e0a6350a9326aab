/* Smaller proofs, where the smallest is known by hand. */
#include <expost/cert/explain.h>
#include <expost/exist/proof.h>

#include "tests/cert/texts.h"
#include "tests/lib/harness.h"

/* Shrinks the certificate of the text; whatever comes out must still be a proof. */
static int shrink(xp_certificate_t certificate, const char *text)
{
    xp_error_t error;
    size_t before;
    int good = 0;

    xp_error_init(error);
    if (read_text(certificate, text))
    {
        before = certificate->proof->count;
        good = xp_certificate_shrink(certificate, NULL, error) == XP_OK;
        XP_CHECK(good);
        XP_CHECK(certificate->proof->count <= before);
        if (!certificate->reduced)
        {
            certificate->question.environment = certificate->environment;
            certificate->question.rule = certificate->has_rule ? certificate->rule : NULL;
            XP_CHECK(xp_proof_holds(certificate->proof, &certificate->question,
                                    XP_PROOF_OF_IMPOSSIBILITY, certificate->value, error));
        }
    }
    xp_error_clear(error);
    return good;
}

/*
 * Balance at every profile stands beside balance in expectation, half and half.  Without
 * one of the four profiles only the latter is left, and five rows are needed: a least
 * participation, an incentive for each agent, the budget.
 */
static void test_rows(void)
{
    xp_certificate_t certificate;

    if (shrink(certificate, TRADE "claim impossible bic iir sbb\nevidence\nrow bic 0 0 1 1\n"
                                  "row bic 1 1 0 1\nrow iir 0 1 2\nrow iir 1 0 2\n"
                                  "row sbb 0 0 1/8\nrow sbb 0 1 1/8\nrow sbb 1 0 1/8\n"
                                  "row sbb 1 1 1/8\nrow eabb 1/2\nend\n"))
    {
        XP_CHECK(certificate->proof->count == 5);
        XP_CHECK(certificate->proof->count == 5
                 && certificate->proof->multiplier[4].key.kind == XP_ROW_EABB);
    }
    xp_certificate_clear(certificate);
}

/* Multipliers become integers without common factor: the rows are needed, all five. */
static void test_simple(void)
{
    xp_certificate_t certificate;

    if (shrink(certificate, TRADE "claim impossible bic iir sbb\nevidence\nrow bic 0 0 1 2/3\n"
                                  "row bic 1 1 0 2/3\nrow iir 0 1 4/3\nrow iir 1 0 4/3\n"
                                  "row eabb 2/3\nend\n"))
    {
        XP_CHECK(certificate->proof->count == 5);
        XP_CHECK(fmpq_is_one(certificate->proof->multiplier[0].value));
        XP_CHECK(fmpq_equal_si(certificate->proof->multiplier[2].value, 2));
    }
    xp_certificate_clear(certificate);
}

/*
 * Costs 0, 2, 4 and values 1, 3, 5.  The proof at (0, 5) goes 0, 2, 4 and 5, 3, 1; two
 * types of each agent and five rows do, and one type of an agent does not: with one type
 * of the seller it gets its cost and the buyer can be asked for the lower value that trades.
 */
static void test_types(void)
{
    static const char *const text =
        "expost-certificate 1\nenvironment\nagents 2\n"
        "agent 0 \"seller\" 3\ntype 0 0 \"0\"\ntype 0 1 \"2\"\ntype 0 2 \"4\"\n"
        "agent 1 \"buyer\" 3\ntype 1 0 \"1\"\ntype 1 1 \"3\"\ntype 1 2 \"5\"\n"
        "outcomes 2\noutcome 0 \"keep\"\noutcome 1 \"trade\"\n"
        "value 0 1 1 -2\nvalue 0 1 2 -4\nvalue 1 1 0 1\nvalue 1 1 1 3\nvalue 1 1 2 5\n"
        "prior none\noutside 0 none\noutside 1 none\nrule fixed efficient first\n"
        "alloc 0 0 1\nalloc 0 1 1\nalloc 0 2 1\nalloc 1 0 0\nalloc 1 1 1\nalloc 1 2 1\n"
        "alloc 2 0 0\nalloc 2 1 0\nalloc 2 2 1\n"
        "claim impossible dsic epir wbb\nevidence\n"
        "row dsic 0 0 1 2 1\nrow dsic 0 1 2 2 1\nrow dsic 1 1 0 0 1\nrow dsic 1 2 1 0 1\n"
        "row epir 0 2 2 1\nrow epir 1 0 0 1\nrow wbb 0 2 1\nend\n";
    xp_explain_options_t options = {XP_PROSE_TEXT, NULL, -1};
    xp_certificate_t certificate;
    int used[2][3] = {{0, 0, 0}, {0, 0, 0}}, agent;
    xp_string_t out;
    xp_error_t error;
    size_t i;

    xp_error_init(error);
    xp_string_init(out);
    if (shrink(certificate, text))
    {
        XP_CHECK(certificate->proof->count == 5);
        for (i = 0; i < certificate->proof->count; i++)
        {
            const xp_row_key_t *key = &certificate->proof->multiplier[i].key;

            if (key->profile >= 0)
                used[0][key->profile / 3] = used[1][key->profile % 3] = 1;
            if (key->others >= 0)
                used[key->agent][key->type] = used[key->agent][key->report]
                    = used[1 - key->agent][key->others] = 1;
        }
        for (agent = 0; agent < 2; agent++)
            XP_CHECK(used[agent][0] + used[agent][1] + used[agent][2] == 2);
        XP_CHECK(xp_explain(out, certificate, &options, error) == XP_OK);
        XP_CHECK(strstr(out->text, "It uses only types") != NULL);
    }
    xp_certificate_clear(certificate);
    xp_string_clear(out);
    xp_error_clear(error);
}

/* Whatever is chosen is worth -1, and the agent may not be paid: all three rows are needed. */
static void test_free(void)
{
    xp_certificate_t certificate;

    if (shrink(certificate,
               "expost-certificate 1\nenvironment\nagents 1\nagent 0 \"a\" 1\ntype 0 0 \"s\"\n"
               "outcomes 2\noutcome 0 \"left\"\noutcome 1 \"right\"\nvalue 0 0 0 -1\n"
               "value 0 1 0 -1\nprior none\noutside 0 none\nrule free\n"
               "claim impossible epir npt\nevidence\nrow epir 0 0 1\nrow npt 0 0 1\n"
               "row one 0 1\nend\n"))
        XP_CHECK(certificate->proof->count == 3);
    xp_certificate_clear(certificate);
}

static void test_refused(void)
{
    xp_certificate_t certificate;
    xp_error_t error;

    xp_error_init(error);
    if (read_text(certificate,
                  TRADE "claim groves-no-balance\nevidence\ncube 1 1 0 0 -3\nend\n"))
        XP_CHECK(xp_certificate_shrink(certificate, NULL, error) == XP_INPUT);
    XP_CHECK(error->message != NULL);
    xp_certificate_clear(certificate);
    /* the rows do not add up: there is no proof to shrink */
    if (read_text(certificate, TRADE "claim impossible bic iir sbb\nevidence\n"
                                     "row bic 0 0 1 1\nrow eabb 1\nend\n"))
        XP_CHECK(xp_certificate_shrink(certificate, NULL, error) == XP_INPUT);
    xp_certificate_clear(certificate);
    xp_error_clear(error);
}

static void test_kept(void)
{
    xp_certificate_t certificate;
    xp_error_t error;

    xp_error_init(error);
    if (shrink(certificate, TRADE_REDUCED "claim impossible bic iir sbb\nevidence\n" TRADE_ROWS
                                          "end\n"))
        XP_CHECK(certificate->proof->count == 5);
    xp_certificate_clear(certificate);
    if (read_text(certificate, TRADE_IMPOSSIBLE))
        XP_CHECK(xp_certificate_shrink(certificate, &xp_test_stop, error) == XP_STOPPED);
    XP_CHECK(certificate->proof->count == 5);
    xp_certificate_clear(certificate);
    xp_error_clear(error);
}

int main(void)
{
    static const xp_test_t tests[] = {{"rows", test_rows}, {"simple", test_simple},
                                      {"types", test_types}, {"free", test_free},
                                      {"refused", test_refused}, {"kept", test_kept}};

    return XP_TEST_MAIN("cert/shrink", tests);
}
