/* Certificates about votes: from decisions and tables, written, read back, told in words. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expost/cert/vote.h>

#include "tests/lib/harness.h"

#define BIT(p) (1u << XP_VOTE_##p)

#define TWO "expost-certificate 1\nvoting\nvoters 2\nalternatives 2\nalternative 0 \"a\"\n" \
    "alternative 1 \"b\"\n"
/* No function of two voters on two alternatives treats voters and alternatives alike: at (a>b, b>a)
   it would have to choose both (Moulin 1983). */
#define SPLIT TWO "domain full\nclaim impossible anonymous neutral\nevidence\n" \
    "lemma -3\nlemma\nend\n"
/* The first voter's best. */
#define FIRST TWO "domain full\nclaim satisfies strategyproof onto dictatorial\nevidence\n" \
    "choose 0 0 0\nchoose 0 1 0\nchoose 1 0 1\nchoose 1 1 1\nend\n"
/* The first voter's worst, with a voter who may not care. */
#define WORST TWO "domain listed 3\norder 0 0 1\norder 1 1 0\norder 2 0 0\n" \
    "claim violates strategyproof\nevidence\nchoose 0 0 1\nchoose 0 1 1\nchoose 0 2 1\n" \
    "choose 1 0 0\nchoose 1 1 0\nchoose 1 2 0\nchoose 2 0 0\nchoose 2 1 0\nchoose 2 2 0\nend\n"

static xp_status_t read_text(xp_vote_certificate_t certificate, const char *text)
{
    xp_error_t error;
    xp_status_t status;

    xp_error_init(error);
    status = xp_vote_certificate_read(certificate, text, strlen(text), "a.cert", error);
    XP_CHECK(status == XP_OK || error->message != NULL);
    xp_error_clear(error);
    return status;
}

static xp_status_t explain_text(xp_string_t out, const char *text, xp_prose_t prose)
{
    const xp_explain_options_t options = {prose, NULL, -1};
    xp_vote_certificate_t certificate;
    xp_error_t error;
    xp_status_t status;

    xp_error_init(error);
    xp_vote_certificate_init(certificate);
    status = read_text(certificate, text);
    if (status == XP_OK)
        status = xp_vote_explain(out, certificate, &options, NULL, error);
    xp_vote_certificate_clear(certificate);
    xp_error_clear(error);
    return status;
}

static void test_round_trip(void)
{
    static const char *const text[] = {SPLIT, FIRST, WORST};

    for (size_t k = 0; k < sizeof text / sizeof text[0]; k++)
    {
        xp_vote_certificate_t certificate;
        xp_string_t out;

        xp_string_init(out);
        xp_vote_certificate_init(certificate);
        XP_CHECK(xp_vote_certificate_is(text[k], strlen(text[k])));
        XP_CHECK(read_text(certificate, text[k]) == XP_OK);
        xp_vote_certificate_write(out, certificate);
        XP_CHECK_STR(out->text, text[k]);
        xp_vote_certificate_clear(certificate);
        xp_string_clear(out);
    }
    XP_CHECK(!xp_vote_certificate_is("expost-certificate 1\nenvironment\n", 33));
}

static void test_words(void)
{
    static const struct
    {
        const char *text;
        const char *part[3];
    } cases[] = {
        {SPLIT, {"No social choice function on this domain is anonymous and neutral",
                 "it is not so that at (a>b, b>a) a is chosen", "a contradiction"}},
        {FIRST, {"strategyproof, onto and dictatorial", "(b>a, a>b)", "every one holds"}},
        {WORST, {"is not strategyproof", "When voter 1 reports b>a instead, a is chosen, which "
                 "this voter ranks", "a~b"}},
    };

    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++)
    {
        xp_string_t out;

        xp_string_init(out);
        XP_CHECK(explain_text(out, cases[k].text, XP_PROSE_TEXT) == XP_OK);
        /* words may be folded at any blank */
        for (size_t j = 0; j < out->length; j++)
            if (out->text[j] == '\n')
                out->text[j] = ' ';
        for (size_t j = 0; j < 3; j++)
        {
            XP_CHECK(strstr(out->text, cases[k].part[j]) != NULL);
            if (strstr(out->text, cases[k].part[j]) == NULL)
                fprintf(stderr, "missing: %s\n", cases[k].part[j]);
        }
        XP_CHECK(explain_text(out, cases[k].text, XP_PROSE_LATEX) == XP_OK);
        /* a column of sentences is as wide as most of the line */
        XP_CHECK(strstr(out->text, "p{0.") != NULL);
        XP_CHECK(strstr(out->text, "p{0.00") == NULL);
        XP_CHECK(strstr(out->text, "\\end{document}") != NULL);
        XP_CHECK(explain_text(out, cases[k].text, XP_PROSE_MARKDOWN) == XP_OK);
        xp_string_clear(out);
    }
}

/* Read, but not proved: the explanation says so. */
static void test_not_proved(void)
{
    static const char *const text[] = {
        TWO "domain full\nclaim impossible anonymous\nevidence\nlemma -3\nlemma\nend\n",
        TWO "domain full\nclaim impossible neutral\nevidence\nlemma\nend\n",
        TWO "domain full\nclaim satisfies anonymous\nevidence\nchoose 0 0 0\nchoose 0 1 0\n"
            "choose 1 0 1\nchoose 1 1 1\nend\n",
        TWO "domain full\nclaim violates onto\nevidence\nchoose 0 0 0\nchoose 0 1 0\n"
            "choose 1 0 1\nchoose 1 1 1\nend\n",
    };

    for (size_t k = 0; k < sizeof text / sizeof text[0]; k++)
    {
        xp_string_t out;

        xp_string_init(out);
        XP_CHECK(explain_text(out, text[k], XP_PROSE_TEXT) == XP_INPUT);
        XP_CHECK(out->length == 0);
        xp_string_clear(out);
    }
}

static void test_bad_text(void)
{
    static const char *const text[] = {
        "expost-certificate 1\nvoting\nvoters 0\n",
        TWO "domain full\nclaim impossible neutral anonymous\nevidence\nlemma\nend\n",
        TWO "domain full\nclaim impossible\nevidence\nlemma\nend\n",
        TWO "domain full\nclaim violates onto neutral\nevidence\nend\n",
        TWO "domain full\nclaim impossible anonymous\nevidence\nlemma 9\nlemma\nend\n",
        TWO "domain full\nclaim impossible anonymous\nevidence\nlemma 0\nlemma\nend\n",
        TWO "domain full\nclaim impossible anonymous\nevidence\nlemma 1 1\nlemma\nend\n",
        TWO "domain full\nclaim impossible anonymous\nevidence\nlemma 1 \nlemma\nend\n",
        TWO "domain full\nclaim impossible anonymous\nevidence\nlemma\nlemma\nend\n",
        TWO "domain full\nclaim impossible anonymous\nevidence\ndelete\nlemma\nend\n",
        TWO "domain full\nclaim impossible anonymous\nevidence\nend\n",
        TWO "domain full\nclaim impossible anonymous\nevidence\nlemma\nend\nend\n",
        TWO "domain listed 1\norder 0 1 1\nclaim impossible onto\nevidence\nlemma\nend\n",
        TWO "domain listed 2\norder 0 0 1\norder 1 0 1\nclaim impossible onto\nevidence\n"
            "lemma\nend\n",
        TWO "domain full\nclaim satisfies onto\nevidence\nchoose 0 0 0\nend\n",
        TWO "domain full\nclaim satisfies onto\nevidence\nchoose 0 0 0\nchoose 0 1 0\n"
            "choose 1 0 2\nchoose 1 1 1\nend\n",
    };

    for (size_t k = 0; k < sizeof text / sizeof text[0]; k++)
    {
        xp_vote_certificate_t certificate;

        xp_vote_certificate_init(certificate);
        XP_CHECK(read_text(certificate, text[k]) == XP_INPUT);
        xp_vote_certificate_clear(certificate);
    }
}

/* Decisions become certificates that are read back and explained. */
static void test_decisions(void)
{
    static const struct
    {
        xp_domain_kind_t kind;
        unsigned properties;
        xp_vote_claim_t claim;
    } cases[] = {
        {XP_DOMAIN_FULL, BIT(STRATEGYPROOF) | BIT(ONTO) | BIT(NONDICTATORIAL), XP_VOTE_IMPOSSIBLE},
        {XP_DOMAIN_SINGLE_PEAKED, BIT(STRATEGYPROOF) | BIT(ONTO) | BIT(NONDICTATORIAL),
         XP_VOTE_SATISFIES},
    };

    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++)
    {
        xp_vote_certificate_t certificate, again;
        xp_vote_decision_t decision;
        xp_domain_t domain;
        xp_string_t out, second;
        xp_error_t error;

        xp_error_init(error);
        xp_string_init(out);
        xp_string_init(second);
        xp_domain_init(domain);
        xp_vote_decision_init(decision);
        xp_vote_certificate_init(certificate);
        xp_vote_certificate_init(again);
        XP_CHECK(xp_domain_set_kind(domain, cases[k].kind, 3, NULL, error) == XP_OK);
        XP_CHECK(xp_vote_decide(decision, domain, 2, cases[k].properties, NULL, error) == XP_OK);
        XP_CHECK(xp_vote_certificate_set(certificate, decision, error) == XP_OK);
        XP_CHECK(certificate->claim == cases[k].claim);
        xp_vote_certificate_write(out, certificate);
        XP_CHECK(read_text(again, out->text) == XP_OK);
        xp_vote_certificate_write(second, again);
        XP_CHECK_STR(out->text, second->text);
        xp_string_reset(second);
        XP_CHECK(explain_text(second, out->text, XP_PROSE_TEXT) == XP_OK);
        if (decision->verdict == XP_POSSIBLE)
        {
            XP_CHECK(xp_vote_certificate_set_table(again, decision->choice, XP_VOTE_VIOLATES,
                                                   BIT(DICTATORIAL), error) == XP_OK);
            XP_CHECK(again->claim == XP_VOTE_VIOLATES && again->choice->domain == again->domain);
        }
        xp_vote_certificate_clear(certificate);
        xp_vote_certificate_clear(again);
        xp_vote_decision_clear(decision);
        xp_domain_clear(domain);
        xp_string_clear(out);
        xp_string_clear(second);
        xp_error_clear(error);
    }
}

int main(void)
{
    static const xp_test_t tests[] = {{"round-trip", test_round_trip},
                                      {"words", test_words},
                                      {"not-proved", test_not_proved},
                                      {"bad-text", test_bad_text},
                                      {"decisions", test_decisions}};

    return XP_TEST_MAIN("cert/vote", tests);
}
