/* Certificates about interim probabilities of winning: from answers, written, read back, told. */
#include <expost/cert/allocation.h>

#include <stdio.h>
#include <string.h>

#include "tests/lib/read_model.h"

#define TWO "expost-certificate 1\nallocation\nagents 2\nagent 0 \"first\" 2\ntype 0 0 \"low\"\n" \
    "type 0 1 \"high\"\nagent 1 \"second\" 2\ntype 1 0 \"low\"\ntype 1 1 \"high\"\nunits 1\n"
#define EVEN TWO "prior independent\nmu 0 0 1/2\nmu 0 1 1/2\nmu 1 0 1/2\nmu 1 1 1/2\n"
#define JOINT TWO "prior joint\nmux 0 0 1/2\nmux 0 1 1/4\nmux 1 1 1/4\n"
#define EFFICIENT "win 0 0 1/4\nwin 0 1 3/4\nwin 1 0 1/4\nwin 1 1 3/4\n"
/* As in an efficient auction: by hand. */
#define RULE EVEN EFFICIENT "claim feasible\nevidence\ngive 0 0 1/2 1/2\ngive 0 1 0 1\n" \
    "give 1 0 1 0\ngive 1 1 1/2 1/2\nend\n"
/* Some bidder is high with probability 3/4, below 3/8 + 9/20. */
#define SET EVEN "win 0 0 1/4\nwin 0 1 3/4\nwin 1 0 1/4\nwin 1 1 9/10\nclaim infeasible\n" \
    "evidence\nmember 0 1\nmember 1 1\nend\n"
/* The first bidder when low: 1/2 of 1/2 and all of 1/4, of 3/4. */
#define TOGETHER JOINT "win 0 0 2/3\nwin 0 1 1/2\nwin 1 0 1/2\nwin 1 1 1/4\nclaim feasible\n" \
    "evidence\ngive 0 0 1/2 1/2\ngive 0 1 1 0\ngive 1 0 0 0\ngive 1 1 1/2 1/2\nend\n"

static xp_status_t read_text(xp_allocation_certificate_t certificate, const char *text)
{
    xp_error_t error;
    xp_status_t status;

    xp_error_init(error);
    status = xp_allocation_certificate_read(certificate, text, strlen(text), "a.cert", error);
    XP_CHECK(status == XP_OK || error->message != NULL);
    xp_error_clear(error);
    return status;
}

static xp_status_t explain_text(xp_string_t out, const char *text, xp_prose_t prose)
{
    const xp_explain_options_t options = {prose, NULL, -1};
    xp_allocation_certificate_t certificate;
    xp_error_t error;
    xp_status_t status;

    xp_error_init(error);
    xp_allocation_certificate_init(certificate);
    status = read_text(certificate, text);
    if (status == XP_OK)
        status = xp_allocation_explain(out, certificate, &options, NULL, error);
    xp_allocation_certificate_clear(certificate);
    xp_error_clear(error);
    return status;
}

static void test_round_trip(void)
{
    static const char *const text[] = {RULE, SET, TOGETHER};

    for (size_t k = 0; k < sizeof text / sizeof text[0]; k++)
    {
        xp_allocation_certificate_t certificate;
        xp_string_t out;

        xp_string_init(out);
        xp_allocation_certificate_init(certificate);
        XP_CHECK(xp_allocation_certificate_is(text[k], strlen(text[k])));
        XP_CHECK(read_text(certificate, text[k]) == XP_OK);
        xp_allocation_certificate_write(out, certificate);
        XP_CHECK_STR(out->text, text[k]);
        xp_allocation_certificate_clear(certificate);
        xp_string_clear(out);
    }
    XP_CHECK(!xp_allocation_certificate_is("expost-certificate 1\nvoting\n", 28));
}

static void test_words(void)
{
    static const struct
    {
        const char *text;
        const char *part[3];
    } cases[] = {
        {RULE, {"Some allocation of 1 unit", "(low, high)", "sets of at most 1 winner."}},
        {SET, {"No allocation of 1 unit", "first high; second high", "to win 33/40 units"}},
        {TOGETHER, {"Types are drawn together", "first   low           3/4        2/3",
                    "(high, low)   0, 0 "}},
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
        XP_CHECK(strstr(out->text, "\\end{document}") != NULL);
        XP_CHECK(explain_text(out, cases[k].text, XP_PROSE_MARKDOWN) == XP_OK);
        xp_string_clear(out);
    }
}

/* Read, but not proved: the explanation says so. */
static void test_not_proved(void)
{
    static const char *const text[] = {
        EVEN EFFICIENT "claim feasible\nevidence\ngive 0 0 1/2 1/2\ngive 0 1 0 1\ngive 1 0 1 0\n"
            "give 1 1 1/2 1/3\nend\n",
        EVEN EFFICIENT "claim feasible\nevidence\ngive 0 0 1/2 2/3\ngive 0 1 0 1\ngive 1 0 1 0\n"
            "give 1 1 1/2 1/3\nend\n",
        EVEN EFFICIENT "claim infeasible\nevidence\nmember 0 1\nmember 1 1\nend\n",
        EVEN EFFICIENT "claim infeasible\nevidence\nend\n",
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
        "expost-certificate 1\nallocation\nagents 0\n",
        TWO "prior none\n" EFFICIENT "claim feasible\nevidence\nend\n",
        EVEN "win 0 0 5/4\n",
        EVEN "win 0 0 -1/4\n",
        EVEN "win 0 1 1/4\n",
        EVEN EFFICIENT "claim possible\nevidence\nend\n",
        EVEN EFFICIENT "claim feasible\nevidence\nend\n",
        EVEN EFFICIENT "claim feasible\nevidence\ngive 0 0 1/2 1/2\ngive 0 1 0 1\nend\n",
        EVEN EFFICIENT "claim feasible\nevidence\ngive 0 0 1/2 3/2\ngive 0 1 0 1\ngive 1 0 1 0\n"
            "give 1 1 1/2 1/2\nend\n",
        EVEN EFFICIENT "claim feasible\nevidence\ngive 0 0 1/2 1/2\ngive 1 0 1 0\ngive 0 1 0 1\n"
            "give 1 1 1/2 1/2\nend\n",
        EVEN EFFICIENT "claim infeasible\nevidence\nmember 1 1\nmember 0 1\nend\n",
        EVEN EFFICIENT "claim infeasible\nevidence\nmember 0 1\nmember 0 1\nend\n",
        EVEN EFFICIENT "claim infeasible\nevidence\nmember 0 2\nend\n",
        EVEN EFFICIENT "claim infeasible\nevidence\nmember 2 0\nend\n",
        EVEN EFFICIENT "claim infeasible\nevidence\nmember 0 1\nend\nend\n",
        EVEN EFFICIENT "claim infeasible\nevidence\nmember 0 1\n",
    };

    for (size_t k = 0; k < sizeof text / sizeof text[0]; k++)
    {
        xp_allocation_certificate_t certificate;

        xp_allocation_certificate_init(certificate);
        XP_CHECK(read_text(certificate, text[k]) == XP_INPUT);
        xp_allocation_certificate_clear(certificate);
    }
}

/* One question of a model with the wins as numbers over `over`, agent by agent. */
static void check_answer(const char *source, const slong *wins, ulong over, int feasible,
                         const char *part)
{
    xp_allocation_certificate_t certificate, again;
    xp_border_t border;
    xp_model_t model;
    xp_units_t units;
    xp_error_t error;
    xp_string_t out, second;
    fmpq *win;
    slong pairs;

    read_model(model, source);
    xp_error_init(error);
    xp_units_init(units);
    xp_border_init(border);
    xp_string_init(out);
    xp_string_init(second);
    xp_allocation_certificate_init(certificate);
    xp_allocation_certificate_init(again);
    XP_CHECK(xp_units_recognise(units, model->environment, error) == XP_OK);
    pairs = units->offset[units->agent_count];
    win = _fmpq_vec_init(pairs);
    for (slong p = 0; p < pairs; p++)
        fmpq_set_si(win + p, wins[p], over);
    XP_CHECK(xp_border_decide(border, model->environment, units, win, NULL, error) == XP_OK);
    XP_CHECK(xp_allocation_certificate_set(certificate, model->environment, units, border, NULL,
                                           error) == XP_OK);
    XP_CHECK(certificate->feasible == feasible);
    xp_allocation_certificate_write(out, certificate);
    XP_CHECK(strstr(out->text, part) != NULL);
    XP_CHECK(read_text(again, out->text) == XP_OK);
    xp_allocation_certificate_write(second, again);
    XP_CHECK_STR(second->text, out->text);
    /* the explanation forms both sides again */
    XP_CHECK(explain_text(second, out->text, XP_PROSE_TEXT) == XP_OK);
    _fmpq_vec_clear(win, pairs);
    xp_allocation_certificate_clear(certificate);
    xp_allocation_certificate_clear(again);
    xp_string_clear(out);
    xp_string_clear(second);
    xp_border_clear(border);
    xp_units_clear(units);
    xp_error_clear(error);
    xp_model_clear(model);
}

/* Answers become certificates that are read back and explained. */
static void test_answers(void)
{
    static const char auction[] = "outcomes none, owner(agents)\nagent a, b { types 0, 1; "
                                  "prior uniform; value owner(self) = t }\n";
    static const char never[] = "outcomes none, owner(agents)\nagent a, b { types 0, 1; "
                                "prior weights 1, 0; value owner(self) = t + 1 }\n";
    static const char bystander[] = "outcomes none, a, b\nagent x { types 0, 1; prior uniform; "
                                    "value a = t }\nagent y { types 0, 1; prior uniform }\n"
                                    "agent z { types 1; prior uniform; value b = t }\n";

    check_answer(auction, (const slong[]) {1, 3, 1, 3}, 4, 1, "give 0 1 0 1\n");
    check_answer(auction, (const slong[]) {5, 16, 5, 16}, 20, 0, "member 0 1\nmember 1 1\nend\n");
    /* types that never are win as often as they like, and are in no set */
    check_answer(never, (const slong[]) {1, 2, 1, 2}, 2, 1, "win 0 1 1\n");
    check_answer(never, (const slong[]) {3, 4, 3, 4}, 4, 0, "evidence\nmember 0 0\nmember 1 0\n");
    /* nor are those who can win nothing */
    check_answer(bystander, (const slong[]) {1, 1, 0, 0, 1}, 2, 1,
                 "win 1 0 0\nwin 1 1 0\nwin 2 0 1/2\n");
    check_answer(bystander, (const slong[]) {1, 1, 0, 0, 2}, 2, 0,
                 "evidence\nmember 0 0\nmember 0 1\nmember 2 0\nend\n");
}

int main(void)
{
    static const xp_test_t tests[] = {{"round-trip", test_round_trip},
                                      {"words", test_words},
                                      {"not-proved", test_not_proved},
                                      {"bad-text", test_bad_text},
                                      {"answers", test_answers}};

    return XP_TEST_MAIN("cert/allocation", tests);
}
