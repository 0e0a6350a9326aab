/* Certificates about types on intervals: written from models, read back, bounded, told in words. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expost/cert/interval.h>
#include <expost/text/read.h>

#include "tests/lib/harness.h"

#define PAIR "expost-certificate 1\n" \
    "environment continuous\n" \
    "agents 2\n" \
    "agent 0 \"ann\" 0 1\n" \
    "poly 0 0 1 0 1\n" \
    "agent 1 \"bob\" 0 1\n" \
    "poly 1 0 1 0 1\n"

/* D = (2/3 - r^2 - (1 - r)^2) / 2 for shares r and 1 - r (Cramton, Gibbons, Klemperer 1987). */
#define HALVES PAIR "partnership\nshare 0 1/2\nshare 1 1/2\n"
#define HALVES_DISSOLVABLE HALVES "claim dissolvable\nevidence\n" \
    "worst 0 1/2 1/2\nworst 1 1/2 1/2\nend\n"
#define OWNER PAIR "partnership\nshare 0 1\nshare 1 0\n"
#define OWNER_EVIDENCE "evidence\nworst 0 1 1\nworst 1 0 0\nend\n"
#define OWNER_NOT OWNER "claim not-dissolvable\n" OWNER_EVIDENCE
#define OWNER_SUBSIDY OWNER "claim subsidy 1/6 1/6\n" OWNER_EVIDENCE

/* The roots of that: (3 - sqrt(3))/6 and 1 less it.  D = 0 there. */
#define EQUALITY_CLAIM PAIR "partnership\nshareroot 0 0 1/2 1 -6 6\nrest 1\nclaim dissolvable\n" \
    "evidence\nworst 0 0 1/2\nworst 1 1/2 1\n"
#define EQUALITY EQUALITY_CLAIM "field 0 1/2 1 -6 6\nroot 0 0 1\nroot 1 1 -1\n" \
    "shareof 0 0 1\nend\n"

/* Myerson and Satterthwaite 1983: 1/6. */
#define TRADE PAIR "project 0\ndifference 0 -1 0\ndifference 1 1 0\noutside 0 0 0\n" \
    "outside 1 0 0\nclaim subsidy 1/6 1/6\nevidence\nworst 0 1 1\nworst 1 0 0\nend\n"

/* One cdf as a formula, on sixteenths. */
#define POINTS "precision 64\npoint 0\npoint 1/16\npoint 1/8\npoint 3/16\npoint 1/4\npoint 5/16\n" \
    "point 3/8\npoint 7/16\npoint 1/2\npoint 9/16\npoint 5/8\npoint 11/16\npoint 3/4\n" \
    "point 13/16\npoint 7/8\npoint 15/16\npoint 1\nend\n"
#define ENCLOSURE_OF(formula) "expost-certificate 1\n" \
    "environment continuous\n" \
    "agents 2\n" \
    "agent 0 \"ann\" 0 1\n" \
    "formula 0 0 1 " formula "\n" \
    "agent 1 \"bob\" 0 1\n" \
    "poly 1 0 1 0 1\n" \
    "partnership\nshare 0 1/2\nshare 1 1/2\nclaim dissolvable\nevidence\n" \
    "worst 0 7/16 9/16\nworst 1 7/16 9/16\n" POINTS

static int read_text(xp_interval_certificate_t certificate, const char *text)
{
    xp_error_t error;
    xp_status_t status;

    xp_error_init(error);
    status = xp_interval_certificate_read(certificate, text, strlen(text), "a.cert", error);
    if (status != XP_OK)
        fprintf(stderr, "not read: %ld: %s\n", error->line, error->message);
    xp_error_clear(error);
    XP_CHECK(status == XP_OK);
    return status == XP_OK;
}

static void expect_same(const char *text)
{
    xp_interval_certificate_t certificate;
    xp_string_t out;

    xp_interval_certificate_init(certificate);
    xp_string_init(out);
    XP_CHECK(xp_interval_certificate_is(text, strlen(text)));
    if (read_text(certificate, text))
    {
        xp_interval_certificate_write(out, certificate);
        XP_CHECK_STR(out->text, text);
        xp_string_reset(out);
        xp_interval_certificate_write_environment(out, certificate);
        XP_CHECK(strncmp(text, out->text, out->length) == 0);
        XP_CHECK(strncmp(text + out->length, "claim ", 6) == 0);
    }
    xp_interval_certificate_clear(certificate);
    xp_string_clear(out);
}

static void test_round_trip(void)
{
    expect_same(HALVES_DISSOLVABLE);
    expect_same(OWNER_NOT);
    expect_same(OWNER_SUBSIDY);
    expect_same(EQUALITY);
    expect_same(TRADE);
    expect_same(ENCLOSURE_OF("1 t neg exp - 1 -1 exp - /"));
    expect_same(ENCLOSURE_OF("t pi * pi / t min t max abs sqrt 2 ^"));
    expect_same(ENCLOSURE_OF("t 1 3/2 beta"));
}

static void expect_refused(const char *text, long line, const char *words)
{
    xp_interval_certificate_t certificate;
    xp_error_t error;

    xp_error_init(error);
    xp_interval_certificate_init(certificate);
    XP_CHECK(xp_interval_certificate_read(certificate, text, strlen(text), NULL, error)
             == XP_INPUT);
    XP_CHECK(error->line == line);
    XP_CHECK(error->message != NULL && strstr(error->message, words) != NULL);
    if (error->message == NULL || strstr(error->message, words) == NULL || error->line != line)
        fprintf(stderr, "found: %ld: %s\n", error->line, error->message);
    XP_CHECK(certificate->n == 0);
    xp_interval_certificate_clear(certificate);
    xp_error_clear(error);
}

static void test_refused(void)
{
    expect_refused(PAIR "partnership\nshare 0 1/2\nshare 1 1/3\n", 10, "do not add up to 1");
    expect_refused(PAIR "partnership\nshareroot 0 0 1 1 -6 6\n", 9, "one root between");
    expect_refused(PAIR "partnership\nshareroot 0 0 1 1 -6\n", 9, "degree 2");
    expect_refused(PAIR "good\noutside 0 0 0\noutside 1 0 0\nclaim dissolvable\n", 11,
                   "about a partnership");
    expect_refused(PAIR "goods\n", 8, "expected `good`");
    expect_refused(HALVES "claim dissolvable\nevidence\nworst 0 1/2 3/2\n", 13, "in the support");
    expect_refused(HALVES_DISSOLVABLE "end\n", 16, "nothing stands behind");
    expect_refused(EQUALITY_CLAIM "field 0 1/2 1 -6 6\nroot 0 0 1\nend\n", 17, "`root`");
    expect_refused(ENCLOSURE_OF("t 2 ^ 2 *"), 5, "no cdf");
    expect_refused(ENCLOSURE_OF("t +"), 5, "too few arguments");
    expect_refused(ENCLOSURE_OF("t t"), 5, "leaves 2 values");
    expect_refused(ENCLOSURE_OF("t 1 t beta"), 5, "numbers > 0");
    XP_CHECK(!xp_interval_certificate_is("expost-certificate 1\nenvironment\n", 34));
}

/* value is [low, high] of the subsidy, or of -D. */
static void expect_bounds(const char *text, int expected, const char *low, const char *high)
{
    xp_interval_certificate_t certificate;
    xp_interval_bounds_t bounds;
    fmpq_t number;
    xp_error_t error;
    int shown = -1;

    fmpq_init(number);
    xp_error_init(error);
    xp_interval_certificate_init(certificate);
    if (read_text(certificate, text))
    {
        xp_interval_bounds_init(bounds, certificate->n);
        XP_CHECK(xp_interval_bounds(&shown, bounds, certificate, error) == XP_OK);
        XP_CHECK(shown == expected);
        XP_CHECK(fmpq_set_str(number, low, 10) == 0 && fmpq_cmp(number, bounds->value) <= 0);
        XP_CHECK(fmpq_cmp(bounds->value, bounds->value + 1) <= 0);
        XP_CHECK(fmpq_set_str(number, high, 10) == 0 && fmpq_cmp(bounds->value + 1, number) <= 0);
        xp_interval_bounds_clear(bounds);
    }
    xp_interval_certificate_clear(certificate);
    xp_error_clear(error);
    fmpq_clear(number);
}

static void test_bounds(void)
{
    expect_bounds(HALVES_DISSOLVABLE, 1, "-1/12", "-1/12");
    expect_bounds(OWNER_NOT, 1, "1/6", "1/6");
    expect_bounds(OWNER_SUBSIDY, 1, "1/6", "1/6");
    expect_bounds(TRADE, 1, "1/6", "1/6");
    /* around -1/12: with steps of 1/16 each integral is known within 1/16 */
    expect_bounds(ENCLOSURE_OF("t"), 1, "-1/4", "0");
    /* claims that are false, and evidence that is not enough */
    expect_bounds(HALVES "claim not-dissolvable\nevidence\nworst 0 1/2 1/2\nworst 1 1/2 1/2\nend\n",
                  0, "-1/12", "-1/12");
    expect_bounds(OWNER "claim subsidy 0 1/7\n" OWNER_EVIDENCE, 0, "1/6", "1/6");
    expect_bounds(HALVES "claim dissolvable\nevidence\nworst 0 1/4 1/3\nworst 1 1/2 1/2\nend\n", 0,
                  "-1", "1");
    expect_bounds(HALVES "claim dissolvable\nevidence\nworst 0 0 1\nworst 1 0 1\nend\n", 0, "-1",
                  "1");
    expect_bounds(EQUALITY_CLAIM "end\n", 0, "-1", "1");
}

/* The model as text; certified by dissolving or by its subsidy: the words of an error, or NULL. */
static char *certify(xp_string_t out, const char *text, int dissolve)
{
    xp_interval_subsidy_t subsidy;
    xp_partnership_t partnership;
    xp_dissolve_options_t options;
    xp_dissolution_t dissolution;
    xp_model_t model;
    xp_errors_t errors;
    xp_error_t error;
    xp_status_t status;
    char *words = NULL;

    xp_errors_init(errors);
    xp_error_init(error);
    xp_model_init(model);
    xp_dissolve_options_init(&options);
    xp_partnership_init(partnership);
    xp_dissolution_init(dissolution);
    xp_interval_subsidy_init(subsidy);
    status = xp_model_read_text(model, text, strlen(text), NULL, NULL, errors);
    XP_CHECK(status == XP_OK);
    if (status == XP_OK && dissolve)
    {
        status = xp_partnership_set_model(partnership, model->continuous, error);
        if (status == XP_OK)
            status = xp_dissolve(dissolution, partnership, &options, error);
        XP_CHECK(status == XP_OK);
        if (status == XP_OK)
            status = xp_interval_certificate_dissolution(out, model->continuous, partnership,
                                                         dissolution, error);
    }
    else if (status == XP_OK)
    {
        status = xp_interval_subsidy(subsidy, model->continuous, &options, error);
        XP_CHECK(status == XP_OK);
        if (status == XP_OK)
            status = xp_interval_certificate_subsidy(out, model->continuous, subsidy, error);
    }
    if (status != XP_OK)
    {
        XP_CHECK(status == XP_LIMIT);
        XP_CHECK(out->length == 0);
        words = strdup(error->message == NULL ? "" : error->message);
    }
    xp_model_clear(model);
    xp_errors_clear(errors);
    xp_error_clear(error);
    xp_partnership_clear(partnership);
    xp_dissolution_clear(dissolution);
    xp_interval_subsidy_clear(subsidy);
    return words;
}

static void expect_certificate(const char *model, int dissolve, const char *expected)
{
    xp_string_t out;
    char *words;

    xp_string_init(out);
    words = certify(out, model, dissolve);
    XP_CHECK(words == NULL);
    if (words == NULL)
        XP_CHECK_STR(out->text, expected);
    free(words);
    xp_string_clear(out);
}

#define PARTNER(name, prior, share) "agent " name " {\n types in [0, 1]\n prior " prior "\n" \
    " share = " share "\n}\n"

static void test_written(void)
{
    expect_certificate(PARTNER("ann", "uniform", "1/2") PARTNER("bob", "uniform", "1/2"), 1,
                       HALVES_DISSOLVABLE);
    expect_certificate(PARTNER("ann", "uniform", "1") PARTNER("bob", "uniform", "0"), 1, OWNER_NOT);
    expect_certificate(PARTNER("ann", "uniform", "1") PARTNER("bob", "uniform", "0"), 0,
                       OWNER_SUBSIDY);
    expect_certificate("outcomes keep, trade\nagent ann {\n types in [0, 1]\n prior uniform\n"
                       " value keep = t\n outside = t\n}\nagent bob {\n types in [0, 1]\n"
                       " prior uniform\n value trade = t\n}\n", 0, TRADE);
}

/* What is written follows from its evidence, is read back, and is told in words. */
static void expect_sound(const char *model, int dissolve, xp_interval_claim_t claim)
{
    xp_interval_certificate_t certificate;
    xp_explain_options_t options = {XP_PROSE_TEXT, NULL, -1};
    xp_error_t error;
    xp_string_t out, again;
    char *words;

    xp_error_init(error);
    xp_string_init(out);
    xp_string_init(again);
    xp_interval_certificate_init(certificate);
    words = certify(out, model, dissolve);
    XP_CHECK(words == NULL);
    if (words != NULL)
        fprintf(stderr, "%s: %s\n", words, model);
    if (words == NULL && read_text(certificate, out->text))
    {
        XP_CHECK(certificate->claim == claim);
        xp_interval_certificate_write(again, certificate);
        XP_CHECK_STR(again->text, out->text);
        xp_string_reset(again);
        XP_CHECK(xp_interval_explain(again, certificate, &options, error) == XP_OK);
        XP_CHECK(strstr(again->text, "Proof.") != NULL);
    }
    free(words);
    xp_interval_certificate_clear(certificate);
    xp_error_clear(error);
    xp_string_clear(out);
    xp_string_clear(again);
}

#define ROOT "let r = (3 - sqrt(3))/6\n"

static void test_sound(void)
{
    expect_sound(ROOT PARTNER("a", "uniform", "r") PARTNER("b", "uniform", "1 - r"), 1,
                 XP_INTERVAL_DISSOLVABLE);
    expect_sound(ROOT PARTNER("a", "uniform", "r - 1/10^40")
                     PARTNER("b", "uniform", "1 - r + 1/10^40"), 1, XP_INTERVAL_NOT_DISSOLVABLE);
    expect_sound(ROOT PARTNER("a", "uniform", "r + 1/10^40")
                     PARTNER("b", "uniform", "1 - r - 1/10^40"), 1, XP_INTERVAL_DISSOLVABLE);
    expect_sound(PARTNER("a", "triangular(1/3)", "1/3") PARTNER("b", "power(2)", "2/3"), 1,
                 XP_INTERVAL_DISSOLVABLE);
    expect_sound(PARTNER("a", "exponential(2)", "1/2") PARTNER("b", "uniform", "1/4")
                     PARTNER("c", "beta(1/2, 3)", "1/4"), 1, XP_INTERVAL_DISSOLVABLE);
    expect_sound(PARTNER("a", "normal(1/2, 1/5)", "1") PARTNER("b", "power(1/2)", "0"), 1,
                 XP_INTERVAL_NOT_DISSOLVABLE);
    expect_sound(PARTNER("a", "uniform", "1/2") PARTNER("b", "uniform", "1/3")
                     PARTNER("c", "uniform", "1/6"), 0, XP_INTERVAL_SUBSIDY);
    expect_sound("outcomes keep, trade\nagent ann {\n types in [0, 1]\n prior exponential(1)\n"
                 " value keep = t\n outside = t\n}\nagent bob {\n types in [0, 1]\n"
                 " prior uniform\n value trade = t\n}\n", 0, XP_INTERVAL_SUBSIDY);
    expect_sound("outcomes owner(agents)\nagent ann {\n types in [0, 1]\n prior power(1/2)\n"
                 " value owner(self) = 2*t + 1\n outside = t/2\n}\nagent bob {\n types in [0, 2]\n"
                 " prior uniform\n value owner(self) = t + 1/2\n}\n", 0, XP_INTERVAL_SUBSIDY);
}

static void expect_none(const char *model, int dissolve, const char *piece)
{
    xp_string_t out;
    char *words;

    xp_string_init(out);
    words = certify(out, model, dissolve);
    XP_CHECK(words != NULL && strstr(words, piece) != NULL);
    if (words == NULL || strstr(words, piece) == NULL)
        fprintf(stderr, "not \"%s\": %s\n", piece, words == NULL ? "written" : words);
    free(words);
    xp_string_clear(out);
}

#define CITIZEN(name) "agent " name " {\n types in [0, 1]\n prior exponential(1)\n" \
    " value build = t\n}\n"

static void test_none(void)
{
    expect_none(PARTNER("a", "density = exp(t)/(exp(1) - 1)", "1/2")
                    PARTNER("b", "uniform", "1/2"), 1, "is not a formula");
    expect_none("outcomes nothing, build\ncost build = 1\n" CITIZEN("a") CITIZEN("b") CITIZEN("c"),
                0, "two agents only");
    expect_none("outcomes none, owner(agents)\nagent x[1..2] {\n types in [0, 1]\n prior uniform\n"
                " value owner(self) = t - 1/2\n}\n", 0, "with nobody");
}

static void expect_words(const char *text, xp_prose_t prose, const char *const *piece)
{
    xp_explain_options_t options = {prose, "expost explain a.cert", -1};
    xp_interval_certificate_t certificate;
    xp_error_t error;
    xp_string_t out, line;

    xp_error_init(error);
    xp_string_init(out);
    xp_string_init(line);
    xp_interval_certificate_init(certificate);
    if (read_text(certificate, text))
        XP_CHECK(xp_interval_explain(out, certificate, &options, error) == XP_OK);
    for (size_t i = 0; i < out->length; i++)
    {
        char c = out->text[i] == '\n' ? ' ' : out->text[i];

        if (c != ' ' || (line->length > 0 && line->text[line->length - 1] != ' '))
            xp_string_add_char(line, c);
    }
    for (; *piece != NULL; piece++)
    {
        int found = line->length > 0 && strstr(line->text, *piece) != NULL;

        XP_CHECK(found);
        if (!found)
            fprintf(stderr, "missing: %s\n", *piece);
    }
    xp_interval_certificate_clear(certificate);
    xp_error_clear(error);
    xp_string_clear(out);
    xp_string_clear(line);
}

static void refuse_words(const char *text)
{
    xp_explain_options_t options = {XP_PROSE_TEXT, NULL, -1};
    xp_interval_certificate_t certificate;
    xp_error_t error;
    xp_string_t out;

    xp_error_init(error);
    xp_string_init(out);
    xp_interval_certificate_init(certificate);
    if (read_text(certificate, text))
    {
        XP_CHECK(xp_interval_explain(out, certificate, &options, error) == XP_INPUT);
        XP_CHECK(error->message != NULL && out->length == 0);
    }
    xp_interval_certificate_clear(certificate);
    xp_error_clear(error);
    xp_string_clear(out);
}

/* By hand: the worst-off types are the shares, H = r^2 + (1 - r^2) / 2, D = 1 + 1/3 - 2 * 5/8. */
static const char *const halves_words[] = {
    "1, ann: type in [0, 1], cdf F_1(t) = t on [0, 1].", "the share r_1 = 1/2",
    "ann 1/2 1/2 1/2 1/2 3/8 5/8", "∫ ∏_j F_j = 1/3.",
    "Altogether D = 1/12, which is not negative", NULL};
static const char *const owner_words[] = {
    "The partnership cannot be dissolved efficiently", "ann 1 1 1 1 0 1",
    "bob 0 0 0 0 1/2 1/2", "Altogether D = -1/6, which is negative", NULL};
static const char *const equality_words[] = {
    "the share r_1 = (3 - sqrt(3))/6", "Let w be the root of 1 - 6*w + 6*w^2 in [0, 1/2].",
    "v_1 = w with r_1 = w, v_2 = 1 - w", "with nothing left over", NULL};
static const char *const trade_words[] = {
    "ann: -t; bob: t.", "exceeds C = 0", "is 1/6.", "E max(S - C, 0) = 1/6.",
    "Altogether the least subsidy is 1/6, as claimed.", NULL};
static const char *const enclosure_words[] = {
    "If the formulas are distribution functions:", "enclosed at the 17 points of the grid",
    "[7/16, 9/16]", "which is not negative", NULL};
static const char *const latex_words[] = {
    "\\documentclass{article}", "\\begin{proposition}", "\\int _v^\\beta G_i(x) dx",
    "\\end{document}", NULL};

static void test_words(void)
{
    expect_words(HALVES_DISSOLVABLE, XP_PROSE_TEXT, halves_words);
    expect_words(OWNER_NOT, XP_PROSE_TEXT, owner_words);
    expect_words(EQUALITY, XP_PROSE_TEXT, equality_words);
    expect_words(TRADE, XP_PROSE_TEXT, trade_words);
    expect_words(ENCLOSURE_OF("t"), XP_PROSE_TEXT, enclosure_words);
    expect_words(HALVES_DISSOLVABLE, XP_PROSE_LATEX, latex_words);
    refuse_words(HALVES "claim not-dissolvable\nevidence\nworst 0 1/2 1/2\nworst 1 1/2 1/2\nend\n");
    refuse_words(OWNER "claim subsidy 0 1/7\n" OWNER_EVIDENCE);
    refuse_words(EQUALITY_CLAIM "end\n");
    refuse_words(EQUALITY_CLAIM "field 0 1/2 1 -6 6\nroot 0 1/9 1\nroot 1 1 -1\nshareof 0 0 1\n"
                                "end\n");
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"round trip", test_round_trip}, {"refused", test_refused}, {"bounds", test_bounds},
        {"written", test_written},       {"sound", test_sound},     {"none", test_none},
        {"words", test_words},
    };

    return XP_TEST_MAIN("cert-interval", tests);
}
