/* Questions of existence: which can be asked, what follows, and the value of an objective. */
#include <expost/rule/payment.h>

#include "tests/exist/ask.h"

#define BIT(property) XP_PROPERTY_BIT(property)

static const char *const trade = "outcomes keep, trade\n"
                                 "cost trade = 1\n"
                                 "agent seller {\n types 1, 3\n prior 1/4, 3/4\n"
                                 " value trade = -t\n}\n"
                                 "agent buyer {\n types 2, 4\n prior 1/2, 1/2\n"
                                 " value trade = t\n}\n"
                                 "rule { trade when t[buyer] == 4; keep otherwise }\n";

static const char *const without_prior = "outcomes keep, trade\n"
                                         "agent seller {\n types 1, 3\n value trade = -t\n}\n"
                                         "agent buyer {\n types 2, 4\n value trade = t\n}\n";

static const char *const interdependent =
    "outcomes keep, trade\n"
    "agent seller {\n types 1, 3\n value trade = -t\n}\n"
    "agent buyer {\n types 2, 4\n value trade = t + t[seller]\n}\n";

static xp_status_t check(xp_question_t *question)
{
    xp_error_t error;
    xp_status_t status;

    xp_error_init(error);
    status = xp_question_check(question, error);
    XP_CHECK((status == XP_OK) == (error->message == NULL));
    xp_error_clear(error);
    return status;
}

static void test_admitted(void)
{
    xp_model_t model;
    xp_question_t question;

    read_model(model, trade);
    question = ask_question(model, 0, "pareto,bic");
    XP_CHECK(check(&question) == XP_OK);
    XP_CHECK(question.properties == (BIT(XP_EFF) | BIT(XP_SBB) | BIT(XP_BIC)));
    question = ask_question(model, 1, "dsic,epic,epir,iir,eair,sbb,wbb,eabb,eawbb,npt,nopay,eff");
    question.deterministic = 1;
    question.objective = XP_OBJECTIVE_UTILITY;
    question.objective_agent = 1;
    XP_CHECK(check(&question) == XP_OK);
    question.objective = XP_OBJECTIVE_WORST_DEFICIT;
    XP_CHECK(check(&question) == XP_OK);
    xp_model_clear(model);
}

/* Each failure of the header; the question stays as it was. */
static void test_refused(void)
{
    xp_model_t model;
    xp_question_t question;

    read_model(model, trade);
    question = ask_question(model, 0, "");
    XP_CHECK(check(&question) == XP_INPUT);
    question = ask_question(model, 0, "wmon,pareto");
    XP_CHECK(check(&question) == XP_INPUT);
    XP_CHECK(question.properties == (BIT(XP_WMON) | BIT(XP_PARETO)));
    question = ask_question(model, 0, "dsic,cmon");
    XP_CHECK(check(&question) == XP_INPUT);
    question = ask_question(model, 0, "bmon");
    XP_CHECK(check(&question) == XP_INPUT);
    question = ask_question(model, 0, "dsic");
    question.deterministic = 1;
    XP_CHECK(check(&question) == XP_INPUT);
    question = ask_question(model, 0, "dsic");
    question.objective = XP_OBJECTIVE_WORST_DEFICIT;
    question.maximise = 1;
    XP_CHECK(check(&question) == XP_INPUT);
    question.objective = XP_OBJECTIVE_UTILITY;
    question.objective_agent = 2;
    XP_CHECK(check(&question) == XP_INPUT);
    question.objective_agent = -2;
    XP_CHECK(check(&question) == XP_INPUT);
    xp_model_clear(model);
}

static void test_without_prior(void)
{
    static const char *const needy[] = {"bic", "iir", "eair", "eabb", "eawbb"};
    xp_model_t model;
    xp_question_t question;

    read_model(model, without_prior);
    for (size_t n = 0; n < sizeof needy / sizeof needy[0]; n++)
    {
        question = ask_question(model, 0, needy[n]);
        XP_CHECK(check(&question) == XP_INPUT);
    }
    question = ask_question(model, 1, "dsic,epir,sbb,npt,eff");
    XP_CHECK(check(&question) == XP_OK);
    for (int o = XP_OBJECTIVE_REVENUE; o <= XP_OBJECTIVE_WORST_DEFICIT; o++)
    {
        question.objective = (xp_objective_t) o;
        XP_CHECK(check(&question)
                 == (o == XP_OBJECTIVE_WORST_DEFICIT ? XP_OK : XP_INPUT));
    }
    xp_model_clear(model);
    read_model(model, interdependent);
    question = ask_question(model, 0, "dsic");
    XP_CHECK(check(&question) == XP_REFUSED);
    question = ask_question(model, 0, "epic");
    XP_CHECK(check(&question) == XP_OK);
    xp_model_clear(model);
}

/* Profiles beyond the limit are not listed. */
static void test_too_many(void)
{
    static const slong types[2] = {3, 3};
    xp_model_t model;
    xp_question_t question;

    read_model(model, trade);
    xp_profiles_set(model->environment->profiles, 2, types, 4);
    question = ask_question(model, 0, "dsic");
    XP_CHECK(check(&question) == XP_LIMIT);
    xp_model_clear(model);
}

/* The implications of semantics.md section 5, written out. */
static void test_close(void)
{
    XP_CHECK(xp_properties_close(BIT(XP_DSIC)) == (BIT(XP_DSIC) | BIT(XP_BIC)));
    XP_CHECK(xp_properties_close(BIT(XP_EPIC)) == (BIT(XP_EPIC) | BIT(XP_BIC)));
    XP_CHECK(xp_properties_close(BIT(XP_BIC)) == BIT(XP_BIC));
    XP_CHECK(xp_properties_close(BIT(XP_EPIR))
             == (BIT(XP_EPIR) | BIT(XP_IIR) | BIT(XP_EAIR)));
    XP_CHECK(xp_properties_close(BIT(XP_IIR)) == (BIT(XP_IIR) | BIT(XP_EAIR)));
    XP_CHECK(xp_properties_close(BIT(XP_SBB))
             == (BIT(XP_SBB) | BIT(XP_WBB) | BIT(XP_EABB) | BIT(XP_EAWBB)));
    XP_CHECK(xp_properties_close(BIT(XP_WBB)) == (BIT(XP_WBB) | BIT(XP_EAWBB)));
    XP_CHECK(xp_properties_close(BIT(XP_EABB)) == (BIT(XP_EABB) | BIT(XP_EAWBB)));
    XP_CHECK(xp_properties_close(BIT(XP_NOPAY)) == (BIT(XP_NOPAY) | BIT(XP_NPT)));
    XP_CHECK(xp_properties_close(BIT(XP_EFF) | BIT(XP_EAIR)) == (BIT(XP_EFF) | BIT(XP_EAIR)));
    XP_CHECK(xp_properties_reduce(BIT(XP_DSIC) | BIT(XP_BIC) | BIT(XP_EAIR) | BIT(XP_EPIR))
             == (BIT(XP_DSIC) | BIT(XP_EPIR)));
    XP_CHECK(xp_properties_reduce(BIT(XP_SBB) | BIT(XP_EAWBB) | BIT(XP_NPT))
             == (BIT(XP_SBB) | BIT(XP_NPT)));
    /* Closing twice adds nothing, and reducing the closure gives the reduction back. */
    for (xp_properties_t p = 0; p < 1u << (XP_NOPAY + 1); p++)
    {
        const xp_properties_t closed = xp_properties_close(p);
        const xp_properties_t reduced = xp_properties_reduce(p);

        if (xp_properties_close(closed) != closed || xp_properties_close(reduced) != closed
            || xp_properties_reduce(closed) != reduced || (reduced & ~p) != 0)
            XP_CHECK(0);
    }
}

static void test_words(void)
{
    xp_objective_t objective;

    XP_CHECK(xp_objective_word(XP_OBJECTIVE_NONE) == NULL);
    XP_CHECK_STR(xp_objective_word(XP_OBJECTIVE_WORST_DEFICIT), "worst-deficit");
    for (int o = XP_OBJECTIVE_REVENUE; o <= XP_OBJECTIVE_WORST_DEFICIT; o++)
    {
        const char *word = xp_objective_word((xp_objective_t) o);

        XP_CHECK(xp_objective_find(&objective, word, strlen(word)) && (int) objective == o);
    }
    XP_CHECK(!xp_objective_find(&objective, "revenues", 8));
    XP_CHECK(!xp_objective_find(&objective, "", 0));
}

static void expect_value(xp_question_t *question, xp_objective_t objective, slong agent,
                         const xp_table_t payment, const char *expected)
{
    xp_error_t error;
    fmpq_t value;

    xp_error_init(error);
    fmpq_init(value);
    question->objective = objective;
    question->objective_agent = agent;
    XP_CHECK(xp_objective_value(value, question, question->rule, payment, error) == XP_OK);
    XP_CHECK(ask_equals(value, expected));
    fmpq_clear(value);
    xp_error_clear(error);
}

/*
 * By hand: trade, at cost 1, when the buyer has 4, so with probability 1/2.  The profiles
 * (1,2), (1,4), (3,2), (3,4) have weights 1/8, 1/8, 3/8, 3/8.  Payments of the seller 0, -2,
 * 0, -3, of the buyer 1/2, 3, 0, 4: sums 1/2, 1, 0, 1.  Revenue 1/16 + 1/8 + 3/8 = 9/16;
 * E c = 1/2; E v seller = -(1/8 + 9/8) = -5/4, E v buyer = 2; E p buyer = 1/16 + 3/8 + 3/2
 * = 31/16, E p seller = -11/8.
 */
static void test_value(void)
{
    static const slong numerators[8] = {0, 1, -4, 6, 0, 0, -6, 8};
    xp_model_t model;
    xp_question_t question;
    xp_table_t payment;
    xp_error_t error;

    xp_error_init(error);
    xp_table_init(payment);
    XP_CHECK(xp_table_set_zero(payment, 8, error) == XP_OK);
    for (slong u = 0; u < 8; u++)
        fmpz_set_si(payment->entry + u, numerators[u]);
    fmpz_set_ui(payment->denominator, 2);
    read_model(model, trade);
    question = ask_question(model, 0, "dsic");
    expect_value(&question, XP_OBJECTIVE_REVENUE, -1, payment, "9/16");
    expect_value(&question, XP_OBJECTIVE_PROFIT, -1, payment, "1/16");
    expect_value(&question, XP_OBJECTIVE_DEFICIT, -1, payment, "-1/16");
    expect_value(&question, XP_OBJECTIVE_WELFARE, -1, payment, "1/4");
    expect_value(&question, XP_OBJECTIVE_UTILITY, -1, payment, "3/16");
    expect_value(&question, XP_OBJECTIVE_UTILITY, 0, payment, "1/8");
    expect_value(&question, XP_OBJECTIVE_UTILITY, 1, payment, "1/16");
    /* c less the sum: -1/2, 0, 0, 0. */
    expect_value(&question, XP_OBJECTIVE_WORST_DEFICIT, -1, payment, "0");
    xp_model_clear(model);
    xp_table_clear(payment);
    xp_error_clear(error);
}

int main(void)
{
    static const xp_test_t tests[] = {{"admitted", test_admitted},
                                      {"refused", test_refused},
                                      {"without prior", test_without_prior},
                                      {"too many profiles", test_too_many},
                                      {"close", test_close},
                                      {"words", test_words},
                                      {"value", test_value}};

    return XP_TEST_MAIN("question", tests);
}
