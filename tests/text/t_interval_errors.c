/* Faults in models with types on intervals; places are counted by hand in the texts. */
#include <stdio.h>
#include <string.h>

#include <expost/text/read.h>

#include "tests/lib/harness.h"

/* The first error of a text; words must be in its message. */
typedef struct
{
    const char *text;
    long line;
    long column;
    const char *words;
} fault_t;

#define OUT "outcomes keep, trade\n"
#define REAL "outcomes x real\n"
#define ANN "agent ann { types in [0, 1]\n"
#define BOB "agent bob { types in [0, 1]; prior uniform; value trade = t }\n"

static void check_faults(const fault_t *fault, size_t count)
{
    for (size_t f = 0; f < count; f++)
    {
        xp_model_t model;
        xp_errors_t errors;
        int right;

        xp_model_init(model);
        xp_errors_init(errors);
        XP_CHECK(xp_model_read_text(model, fault[f].text, strlen(fault[f].text), "x.mech", NULL,
                                    errors) == XP_INPUT);
        right = errors->count == 1 && errors->error[0].line == fault[f].line &&
                errors->error[0].column == fault[f].column &&
                strstr(errors->error[0].message, fault[f].words) != NULL;
        XP_CHECK(right);
        XP_CHECK(model->continuous == NULL);
        for (size_t e = 0; e < errors->count && !right; e++)
        {
            fprintf(stderr, "%s\n%ld:%ld: %s\n", fault[f].text, errors->error[e].line,
                    errors->error[e].column, errors->error[e].message);
        }
        if (errors->count == 0)
        {
            fprintf(stderr, "no error: %s\n", fault[f].text);
        }
        xp_errors_clear(errors);
        xp_model_clear(model);
    }
}

#define CHECK_FAULTS(faults) check_faults(faults, sizeof(faults) / sizeof(faults[0]))

static void test_types(void)
{
    static const fault_t faults[] = {
        {OUT "agent ann { types 0, 1 }\n" BOB, 2, 13,
         "agent \"ann\" has finitely many types and agent \"bob\" types on an interval"},
        {OUT "agent ann { types in [1, 1] }\n", 2, 22, "not below the right one"},
        {"let q = sqrt(2)\n" OUT "agent ann { types in [0, q] }\n", 3, 26, "\"q\" is irrational"},
        {OUT ANN "types in [0, 2] }\n", 3, 1, "`types` stands twice"},
        {OUT BOB "agent ann { value keep = 1 }\n", 3, 1, "types in [0, 1]"},
        {OUT ANN "prefers keep > keep }\n", 3, 16, "ballot"},
        {OUT ANN "value keep = t.size }\n", 3, 14, "have no fields"},
        {OUT ANN "value keep = if(t == low, 1, 0) }\n", 3, 22, "no parameter called \"low\""},
        {OUT "agent ann { types 0, 1; value keep = sqrt(2) }\n", 2, 38,
         "formulas over types on an interval"},
        {OUT "agent ann { types 0, 1; share = sqrt(2) }\n", 2, 33, "types on an interval"},
        {REAL "agent ann { types 0, 1 }\n", 1, 1, "needs types on intervals"},
        {ANN "prior uniform }\n", 3, 1, "no outcomes"},
    };

    CHECK_FAULTS(faults);
}

static void test_formulas(void)
{
    static const fault_t faults[] = {
        {OUT ANN "value keep = t/(1 - 1) }\n", 3, 17, "division by zero"},
        {OUT ANN "value keep = log(0) }\n", 3, 14, "logarithm"},
        {OUT ANN "value keep = sqrt(-2) }\n", 3, 14, "square root"},
        {OUT ANN "value keep = (-2)^t }\n", 3, 14, "integer powers"},
        {OUT ANN "value keep = 0^(-1) }\n", 3, 14, "no negative power"},
        {OUT ANN "value keep = t > 1 }\n", 3, 14, "found a condition"},
        {OUT ANN "value keep = if(t, 1, 2) }\n", 3, 17, "found a number"},
        {OUT ANN "value keep = max(j in others: t[j]) }\n", 3, 14, "over nobody"},
        {OUT ANN "value keep = t[eve] }\n", 3, 16, "no agent called \"eve\""},
        {OUT ANN "value keep { 0 = 1; 1 = 2 } }\n", 3, 12, "have no table"},
        {OUT ANN "value keep { 1 when t > 1/2; 0 when t < 1/4 } }\n", 3, 30, "`otherwise`"},
        {OUT ANN "value keep { 1 otherwise; 0 when t < 1/4 } }\n", 3, 27, "put `otherwise` last"},
        {OUT ANN "value = 1; value = 2 }\n", 3, 12, "a general value stands twice"},
        {OUT ANN "value keep = 1; value keep = 2 }\n", 3, 23, "of outcome keep stands twice"},
        {OUT ANN "value from \"x.csv\" }\n", 3, 12, "have no table"},
        {OUT ANN "outside = outcome == keep }\n", 3, 11, "found a condition"},
        {OUT ANN "outside = if(outcome == keep, 1, 0) }\n", 3, 14, "no meaning in an outside"},
        {"let q = q\n" OUT BOB, 1, 5, "defined by itself"},
        {"let q = log(-1)\n" OUT BOB, 1, 9, "logarithm"},
        {OUT ANN "value keep = q }\nlet q = 1\n", 3, 14, "must come before"},
        {REAL ANN "value = y }\nrule = 1\n", 3, 9, "no parameter called \"y\""},
        {OUT ANN "}\ncost keep = t[ann]\n", 4, 13, "types have no value in a cost"},
        {OUT ANN "}\ncost keep = 1\ncost keep = 2\n", 5, 6, "stands twice"},
        {OUT ANN "}\noutcome trade requires ann\noutcome keep requires ann\n", 5, 1,
         "no outcome is left"},
    };

    CHECK_FAULTS(faults);
}

static void test_priors(void)
{
    static const fault_t faults[] = {
        {OUT ANN "prior unifrom }\n", 3, 7, "did you mean \"uniform\""},
        {OUT ANN "prior beta(2) }\n", 3, 7, "beta(a, b)"},
        {OUT ANN "prior power(-1) }\n", 3, 7, "power"},
        {OUT ANN "prior 1/2, 1/2 }\n", 3, 1, "finite types"},
        {OUT ANN "prior { low = 1 } }\n", 3, 1, "finite types"},
        {OUT ANN "prior 1/2 uniform + 1/3 power(2) }\n", 3, 7, "5/6"},
        {OUT ANN "prior 1/2 uniform + 1/2 gauss(0, 1) }\n", 3, 25, "no distribution called"},
        {OUT ANN "prior cdf = t/2 }\n", 3, 13, "1/2"},
        {OUT ANN "prior cdf { t when t < 1/2; 1 otherwise } }\n", 3, 29, "1/2"},
        {OUT ANN "prior cdf = 3*t^2 - 2*t }\n", 3, 13, "falls"},
        {OUT ANN "prior density = 1 + 4*(t - 1/2) }\n", 3, 17, "negative"},
        {OUT ANN "prior density = t }\n", 3, 17, "1/2"},
        {OUT ANN "prior cdf { t when t < 1/2 } }\n", 3, 11, "no case of this prior holds at t = 3"},
        {OUT ANN "prior cdf { t when t^2 < 1/2; t otherwise } }\n", 3, 13, "comparing t"},
        {OUT ANN "prior cdf = t[ann] }\n", 3, 13, "types have no value in a cdf"},
        {OUT ANN "prior uniform; prior uniform }\n", 3, 16, "`prior` stands twice"},
        {OUT ANN "}\n" BOB, 2, 1, "one agent has no prior"},
        {OUT BOB "prior joint = 1\n", 3, 1, "joint prior is for finite types"},
    };

    CHECK_FAULTS(faults);
}

static void test_shares(void)
{
    static const fault_t faults[] = {
        {ANN "share = 1/3 }\nagent bob { types in [0, 1]; share = 1/3 }\n", 3, 30,
         "the shares sum to 2/3, not to 1"},
        {ANN "share = sqrt(2)/2 }\nagent bob { types in [0, 1]; share = 1/2 }\n", 3, 30,
         "(1 + sqrt(2))/2"},
        {ANN "share = -1/2 }\n", 2, 9, "the share -1/2 is negative"},
        {OUT ANN "prior uniform; share = 1/2 }\n" BOB, 4, 1, "one agent has no share"},
        {ANN "share = t }\n", 2, 9, "types have no value in a share"},
        {ANN "share = exp(1)/3 }\n", 2, 9, ""},
        {ANN "share = 1; share = 0 }\n", 2, 12, "`share` stands twice"},
        {ANN "share = 1; outside = 0 }\n", 2, 12, "outside option stands twice"},
    };

    CHECK_FAULTS(faults);
}

static void test_rules(void)
{
    static const fault_t faults[] = {
        {REAL ANN "value = x*t }\n", 4, 1, "needs `rule = EXPR`"},
        {REAL ANN "value = x*t }\nrule efficient\n", 4, 1, "needs `rule = EXPR`"},
        {REAL ANN "value = x*t }\nrule { 1 when t[ann] > 1/2 }\n", 4, 8, "`otherwise`"},
        {OUT ANN "}\nrule { (0) = keep }\n", 4, 6, "have no table"},
        {OUT ANN "}\nrule = 1/2 keep + 1/2 trade\n", 4, 8, "a lottery is for finite types"},
        {OUT ANN "}\nrule = 1\n", 4, 8, "expected an outcome"},
        {OUT ANN "}\nrule = swap\n", 4, 8, "no outcome called \"swap\""},
        {OUT ANN "}\nrule { keep when t[ann] > 1/2 }\n", 4, 8, "`otherwise`"},
        {OUT ANN "}\nrule { keep when t > 1/2; trade otherwise }\n", 4, 18, "say whose"},
        {OUT ANN "}\nrule efficient ties lottery\n", 4, 21, "leave out"},
        {OUT ANN "}\nrule = keep\nrule = keep\n", 5, 1, "`rule` stands twice"},
        {OUT ANN "}\nrule from \"x.csv\"\n", 4, 11, "have no table"},
        {"outcomes x in {0, 1}\n" ANN "}\nrule = 1/2\n", 4, 8, "not among the outcomes"},
        {"outcomes x in {0, 1}\n" ANN "}\nrule = t[ann]\n", 4, 8, "finitely many outcomes"},
        {REAL "agent ann { types in [0, 1]; value = x }\nlet x = 1\nrule = 1\n", 1, 10,
         "is a parameter already"},
        {"outcomes x in [1, 0]\n" ANN "}\nrule = 1\n", 1, 15, "not below the right one"},
    };

    CHECK_FAULTS(faults);
}

static void test_payments(void)
{
    static const fault_t faults[] = {
        {OUT ANN "}\n" BOB, 2, 1, "one agent has no prior"},
        {OUT ANN "}\npayment ann = 1\npayment ann = 2\n", 5, 9, "stands twice"},
        {OUT ANN "}\nagent bob { types in [0, 1] }\npayment ann = 1\n", 5, 1,
         "no payment is stated for agent \"bob\""},
        {OUT ANN "}\npayments { 0 = 1 }\n", 4, 10, "have no table"},
        {OUT ANN "}\npayments pivto\n", 4, 10, "did you mean `pivot`"},
        {OUT ANN "}\npayments model\n", 4, 10, "stands for the payments"},
        {OUT ANN "}\npayments pivot { ann = 1 }\n", 4, 16, "only `payments groves`"},
        {OUT ANN "}\npayments groves { ann = t[ann] }\n", 4, 25, "others' types"},
        {OUT ANN "}\npayments pivot\npayment ann = 1\n", 5, 1, "stated twice"},
    };

    CHECK_FAULTS(faults);
}

/* Formulas of very many agents end with a limit, and soon. */
static void test_limit(void)
{
    static const char text[] = "outcomes a\nagent b[1..9000] { types in [0, 1]; value a = "
                               "sum(j in others: t[j]) }\n";
    xp_model_t model;
    xp_errors_t errors;

    xp_model_init(model);
    xp_errors_init(errors);
    XP_CHECK(xp_model_read_text(model, text, strlen(text), "x.mech", NULL, errors) == XP_LIMIT);
    XP_CHECK(errors->count == 1);
    xp_errors_clear(errors);
    xp_model_clear(model);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"types", test_types},   {"formulas", test_formulas}, {"priors", test_priors},
        {"shares", test_shares}, {"rules", test_rules},       {"payments", test_payments},
        {"limit", test_limit},
    };

    return XP_TEST_MAIN("interval-errors", tests);
}
