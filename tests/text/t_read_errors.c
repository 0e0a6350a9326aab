/* Faults that only the meaning shows; line and column are counted by hand in the texts. */
#include <stdio.h>
#include <string.h>

#include <expost/base/string.h>
#include <expost/text/read.h>

#include "tests/lib/harness.h"

/* The first error of a text; words must all be in its message. */
typedef struct
{
    const char *text;
    long line;
    long column;
    const char *words;
    const char *more;
} fault_t;

/* Statements that are right, around the faulty ones. */
#define OUT "outcomes keep, trade\n"
#define ANN "agent ann { types low = 0, high = 1\n"
#define BOB "agent bob { types 1/2, 1 }\n"

static void check_fault(const fault_t *fault, const xp_read_options_t *options,
                        xp_status_t status)
{
    xp_model_t model;
    xp_errors_t errors;
    int right;

    xp_model_init(model);
    xp_errors_init(errors);
    XP_CHECK(xp_model_read_text(model, fault->text, strlen(fault->text), "x.mech", options,
                                errors) == status);
    right = errors->count == 1 && errors->error[0].line == fault->line &&
            errors->error[0].column == fault->column &&
            strstr(errors->error[0].message, fault->words) != NULL &&
            (fault->more == NULL || strstr(errors->error[0].message, fault->more) != NULL);
    XP_CHECK(right);
    for (size_t e = 0; e < errors->count && !right; e++)
    {
        fprintf(stderr, "%s\n%zu of %zu: %ld:%ld: %s\n", fault->text, e + 1, errors->count,
                errors->error[e].line, errors->error[e].column, errors->error[e].message);
    }
    if (errors->count == 0)
    {
        fprintf(stderr, "no error: %s\n", fault->text);
    }
    XP_CHECK(model->environment->agent_count == 0);
    xp_errors_clear(errors);
    xp_model_clear(model);
}

static void check_faults(const fault_t *fault, size_t count)
{
    for (size_t f = 0; f < count; f++)
    {
        check_fault(&fault[f], NULL, XP_INPUT);
    }
}

#define CHECK_FAULTS(faults) check_faults(faults, sizeof(faults) / sizeof(faults[0]))

static void test_names(void)
{
    static const fault_t faults[] = {
        {OUT ANN "value trad = t }\n", 3, 7, "no outcome called \"trad\"", "\"trade\""},
        {OUT ANN "value trade = p }\n", 3, 15, "no parameter called \"p\"", NULL},
        {"let price = 1\n" OUT ANN "value trade = prize }\n", 4, 15, "no parameter",
         "did you mean \"price\""},
        {OUT ANN "}\nrule { trade when t[an] > 0; keep otherwise }\n", 4, 21,
         "no agent called \"an\"", "\"ann\""},
        {OUT ANN "value trade = if(t == hig, 1, 0) }\n", 3, 23, "type of agent \"ann\"",
         "\"high\""},
        {OUT ANN "value trade = t.size }\n", 3, 15, "have no fields", "size"},
        {OUT "agent ann { types (size, age in 1..2)\nvalue trade = t.sise }\n", 3, 15,
         "field of agent \"ann\"", "\"size\""},
        {OUT "agent ann { types (size, age in 1..2)\nvalue trade = t }\n", 3, 15, "is a tuple",
         "t.size"},
        {OUT "agent ann { types good, bad\nvalue trade = t }\n", 3, 15,
         "names without numbers", "t == good"},
        {OUT "agent ann { types good, bad = 1\nvalue trade = t }\n", 3, 15,
         "type \"good\" of agent \"ann\" is a name without a number", NULL},
        {OUT ANN "value trade = ann }\n", 3, 15, "is an agent, not a number", "t[ann]"},
        {OUT ANN "value trade = keep }\n", 3, 15, "is an outcome, not a number", NULL},
        {OUT ANN "value trade = high }\n", 3, 15, "is a type, not a number", "t == high"},
        {OUT ANN "}\noutcome trade requires eve\n", 4, 24, "no agent called \"eve\"", NULL},
        {OUT ANN "}\npayment eve = 1\n", 4, 9, "no agent called \"eve\"", NULL},
        {OUT ANN "}\ncost swap = 1\n", 4, 6, "no outcome called \"swap\"", NULL},
        {OUT ANN "}\nrule = swap\n", 4, 8, "no outcome called \"swap\"", NULL},
        {OUT ANN "value owner(self) = t }\n", 3, 7, "no outcomes owner(...)", NULL},
        {"let high = 1\n" OUT ANN "value trade = if(t == high, 1, 0) }\n", 4, 23,
         "could be the type or the parameter", "quotation marks"},
        {"let keep = 1\n" OUT ANN "value = if(outcome == keep, 1, 0) }\n", 4, 23,
         "could be the outcome or the parameter", NULL},
        {OUT ANN "value trade = sum(ann in agents: t[ann]) }\n", 3, 15, "is an agent", NULL},
        {OUT ANN "value trade = sum(j in agents: sum(j in agents: 1)) }\n", 3, 32,
         "used outside already", NULL},
        {OUT ANN "}\nrule efficient ties fist\n", 4, 21, "ties", "`first`"},
        {OUT ANN "prior unifrom }\n", 3, 7, "no distribution called \"unifrom\"",
         "\"uniform\""},
        {OUT ANN "value keep = q }\nlet q = 2\n", 3, 14, "`let q` must come before its use",
         NULL},
        {"let q = r\nlet r = 1\n" OUT ANN "}\n", 1, 9, "`let r` must come before", NULL},
        {"let q = q\n" OUT ANN "}\n", 1, 5, "defined by itself", NULL},
    };

    CHECK_FAULTS(faults);
}

static void test_repeated(void)
{
    static const fault_t faults[] = {
        {OUT "agent ann { types 0, 1/4, 0.25 }\n", 2, 27, "type 0.25 stands twice",
         "before as 1/4"},
        {OUT "agent ann { types low, high, low }\n", 2, 30, "type low stands twice", NULL},
        {OUT "agent ann { types 0..3, 2 }\n", 2, 25, "type 2 stands twice", NULL},
        {OUT "agent ann { types (a, b) in { (0, 1), (1, 0), (0.0, 1) } }\n", 2, 47,
         "type (0.0,1) stands twice", "before as (0,1)"},
        {OUT "agent ann { types (a, a in 0..1) }\n", 2, 23, "two fields are called \"a\"", NULL},
        {OUT "agent ann { types (a, b in {1, 2, 1}) }\n", 2, 35, "stands twice in this list",
         NULL},
        {"outcomes keep, trade, keep\n" ANN "}\n", 1, 23, "the outcome \"keep\" stands twice",
         NULL},
        {"outcomes x in {0, 1/2, 0.5}\n" ANN "}\n", 1, 24, "stands twice", "before as 1/2"},
        {OUT ANN "}\n" ANN "}\n", 4, 7, "two agents are called \"ann\"", NULL},
        {OUT "agent a1 { types 0 }\nagent a[1..2] { types 0 }\n", 3, 7,
         "two agents are called \"a1\"", NULL},
        {OUT OUT ANN "}\n", 2, 1, "`outcomes` stands twice", NULL},
        {"title \"a\"\ntitle \"b\"\n" OUT ANN "}\n", 2, 1, "`title` stands twice", NULL},
        {"let a = 1\nlet a = 2\n" OUT ANN "}\n", 2, 5, "\"a\" is defined twice", NULL},
        {OUT ANN "}\nrule = keep\nrule efficient\n", 5, 1, "`rule` stands twice", NULL},
        {OUT ANN "}\nprior joint { low = 1 }\nprior joint { low = 1 }\n", 5, 1,
         "`prior joint` stands twice", NULL},
        {OUT ANN "types 0, 1 }\n", 3, 1, "`types` stands twice", NULL},
        {OUT ANN "prior uniform\nprior 1/2, 1/2 }\n", 4, 1, "`prior` stands twice", NULL},
        {OUT ANN "share = 1\nshare = 0 }\n", 4, 1, "`share` stands twice", NULL},
        {OUT ANN "share = 1\noutside = t }\n", 4, 1, "outside option stands twice", NULL},
        {OUT ANN "outside at keep = 1\noutside at keep = t }\n", 4, 12, "stands twice", NULL},
        {OUT ANN "value keep = 1\nvalue { trade = 2, keep = t } }\n", 4, 20,
         "value of outcome keep stands twice", NULL},
        {OUT ANN "value = 1\nvalue = t }\n", 4, 1, "a general value stands twice", NULL},
        {OUT ANN "}\ncost keep = 1\ncost { keep = 2 }\n", 5, 8, "cost of outcome keep", NULL},
        {OUT ANN "}\npayment ann = 1\npayment ann = 2\n", 5, 9, "stands twice", NULL},
        {OUT ANN "}\npayment agents = 1\npayment agents = 2\n", 5, 9, "stands twice", NULL},
        {OUT ANN "}\npayments pivot\npayment ann = 2\n", 5, 1, "payments are stated twice",
         NULL},
        {OUT ANN "}\nrule { low = keep; high = trade; low = keep }\n", 4, 34, "stands twice",
         "low"},
        {OUT ANN "value keep { low = 1; high = 2; low = 3 } }\n", 3, 33, "type low stands twice",
         NULL},
    };

    CHECK_FAULTS(faults);
}

static void test_priors(void)
{
    static const fault_t faults[] = {
        {OUT "agent ann { types 0, 1, 2\nprior 1/2, 1/3, 1/4 }\n", 3, 1, "sums to 13/12",
         "\"ann\""},
        {OUT ANN "prior 1/2 }\n", 3, 1, "1 probability for 2 types", NULL},
        {OUT ANN "prior 1/2, 1/4, 1/4 }\n", 3, 1, "3 probabilities for 2 types", NULL},
        {OUT ANN "prior 3/2, -1/2 }\n", 3, 12, "negative", NULL},
        {OUT ANN "prior { low = 1/3 }\n}\n", 3, 1, "sums to 1/3", NULL},
        {OUT ANN "prior { low = 4/3, high = -1/3 }\n}\n", 3, 27, "negative", NULL},
        {OUT ANN "prior { lo = 1/3, high = 2/3 }\n}\n", 3, 9, "type of agent \"ann\"",
         "\"low\""},
        {OUT ANN "prior weights 0, 0 }\n", 3, 1, "weights of this prior are all 0", NULL},
        {OUT ANN "prior uniform }\n" BOB, 4, 1, "no prior", "\"bob\""},
        {OUT ANN "prior uniform }\nprior joint { low = 1 }\n", 3, 1, "joint prior", NULL},
        {OUT ANN "}\n" BOB "prior joint { (low, 1) = 1/2; (high, 0.5) = 1/3 }\n", 5, 1,
         "the joint prior sums to 5/6", NULL},
        {OUT ANN "}\n" BOB "prior joint { (low, 1) = -1/2; (high, 1/2) = 3/2 }\n", 5, 1,
         "negative at profile (low, 1)", NULL},
        {OUT ANN "}\n" BOB "prior joint weights = 0\n", 5, 1, "all 0", NULL},
        {OUT ANN "}\n" BOB "prior joint { low = 1 }\n", 5, 15, "expected a profile",
         "2 types"},
        {OUT ANN "}\n" BOB "prior joint = 1/(t[ann] - t[bob])\n", 5, 15, "division by zero",
         "profile (high, 1)"},
        {OUT ANN "}\nprior joint { (low, high) = 1 }\n", 4, 15, "not tuples", NULL},
    };

    CHECK_FAULTS(faults);
}

static void test_formulas(void)
{
    static const fault_t faults[] = {
        {OUT ANN "value keep = 1\nvalue trade = 1/t }\n", 4, 15, "division by zero",
         "agent \"ann\" at type low, outcome trade"},
        {OUT ANN "value trade = 0^(-t) }\n" BOB, 3, 15, "division by zero", "type high"},
        {OUT ANN "value trade = 2^(1/2) }\n", 3, 18, "exponent is an integer", NULL},
        {OUT ANN "value trade = 2^(t/2) }\n", 3, 15, "an exponent that is not an integer",
         "type high"},
        {OUT ANN "value trade = 2^10001 }\n", 3, 15, "exponent beyond 10000", NULL},
        {OUT ANN "value trade = 2^1000000000 }\n", 3, 15, "exponent beyond 10000", NULL},
        {OUT ANN "value trade = (2^10000)^101 }\n", 3, 15, "more than 1000000 bits", NULL},
        {OUT ANN "value trade = sqrt(2) }\n", 3, 15, "sqrt", "rational"},
        {OUT ANN "value trade = pi }\n", 3, 15, "pi", NULL},
        {OUT ANN "value trade = exp(t) }\n", 3, 15, "exp", NULL},
        {"let s = sqrt(2)\n" OUT ANN "}\n", 1, 9,
         "an irrational number is for `share`", "types on an interval"},
        {OUT ANN "share = 2^(1/2) }\n", 3, 12, "irrational number", NULL},
        {OUT ANN "value trade = t > 0 }\n", 3, 15, "found a condition", NULL},
        {OUT ANN "value trade = if(t, 1, 0) }\n", 3, 18, "expected a condition", NULL},
        {OUT ANN "value trade = \"keep\" }\n", 3, 15, "expected a number", NULL},
        {OUT ANN "value trade = outcome }\n", 3, 15, "`outcome` is not a number", NULL},
        {OUT ANN "value trade = max(j in others: t[j]) }\n", 3, 15, "maximum over nobody",
         "agent \"ann\""},
        {OUT ANN "}\nrule { trade when t > 0; keep otherwise }\n", 4, 19, "t[AGENT]", NULL},
        {OUT ANN "}\nrule { trade when t[self] > 0; keep otherwise }\n", 4, 21, "`self`", NULL},
        {OUT ANN "}\nrule { trade when sum(j in others: t[j]) > 0; keep otherwise }\n", 4, 28,
         "`others`", NULL},
        {OUT ANN "}\nrule { trade when outcome == keep; keep otherwise }\n", 4, 19,
         "`outcome` has no meaning", NULL},
        {OUT ANN "}\ncost trade = t[ann]\n", 4, 14, "types have no value in a cost", NULL},
        {"let p = t[ann]\n" OUT ANN "}\n", 1, 9, "types have no value in a parameter", NULL},
        {"outcomes x in 0..2\n" ANN "}\nrule = x\n", 4, 8,
         "decision variable x has no value", NULL},
        {OUT ANN "outside = t * x }\n", 3, 15, "no parameter called \"x\"", NULL},
        {"let a = 1/0\n" OUT ANN "value trade = a }\n", 1, 9, "division by zero", NULL},
        {OUT "agent a[1..n] { types 0 }\n", 2, 12, "not known here", NULL},
        {OUT "agent a[1..1/2] { types 0 }\n", 2, 12, "expected an integer", NULL},
        {OUT "agent a[2..1] { types 0 }\n", 2, 7, "numbered upwards", NULL},
    };

    CHECK_FAULTS(faults);
}

static void test_sets(void)
{
    static const fault_t faults[] = {
        {OUT "agent ann { types 0..3/2 }\n", 2, 22, "expected an integer", NULL},
        {OUT "agent ann { types 3..1 }\n", 2, 19, "this range is empty", NULL},
        {OUT "agent ann { types grid(0, 1, 1) }\n", 2, 30, "at least 2 points", NULL},
        {OUT "agent ann { types grid(0, 1, 5/2) }\n", 2, 30, "expected an integer", NULL},
        {OUT "agent ann { types grid(1, 0, 3) }\n", 2, 19, "increasing", NULL},
        {OUT "agent ann { types 1/0 }\n", 2, 19, "division by zero", NULL},
        {OUT "agent ann { types 1 = 2 }\n", 2, 19, "a number cannot have another value", NULL},
        {OUT "agent ann { types (a, b) in { (0, 1), (1, 2, 3) } }\n", 2, 39, "3 numbers",
         "2 fields"},
        {OUT ANN "prior beta(2, 3) }\n", 3, 7, "beta(...)", "finite types"},
        {OUT ANN "prior cdf = t }\n", 3, 1, "types on an interval", "finite types"},
        {OUT ANN "prior 1/2 uniform + 1/2 beta(1, 2) }\n", 3, 1, "types on an interval", NULL},
        {"outcomes x real\n" ANN "}\n", 1, 1, "real decision", "types on intervals"},
        {"outcomes x in [0, 1]\n" ANN "}\n", 1, 1, "real decision", NULL},
        {OUT ANN "prefers keep > keep }\n", 3, 16, "ballot", NULL},
        {OUT "agent ann { value trade = 1 }\n", 2, 1, "no types", NULL},
        {OUT, 2, 1, "no agents", NULL},
        {ANN "}\n", 3, 1, "no outcomes", NULL},
        {"let x = 1\noutcomes x in 0..2\n" ANN "}\n", 2, 10, "is a parameter already", NULL},
        {"outcomes a, owner(agents), owner(agents)\n" ANN "}\n", 1, 28, "stands twice", NULL},
    };

    CHECK_FAULTS(faults);
}

static void test_tables(void)
{
    static const fault_t faults[] = {
        {OUT ANN "}\n" BOB "rule { (low, 1/2) = keep; (high, 1/2) = trade; (high, 1) = keep }\n", 5,
         6, "misses profile (low, 1)", NULL},
        {OUT ANN "value trade { low = 1 } }\n", 3, 13, "misses type high", NULL},
        {OUT ANN "}\nrule { low = keep; hihg = trade }\n", 4, 20, "type of agent \"ann\"",
         "\"high\""},
        {OUT ANN "}\n" BOB "rule { (low, 1, 1) = keep }\n", 5, 8, "expected a profile", NULL},
        {OUT ANN "}\nrule { trade when t[ann] > 0 }\n", 4, 6, "no case holds",
         "the rule at profile low"},
        {OUT ANN "}\n" BOB "rule { trade when t[ann] > t[bob]; keep when t[ann] < t[bob] }\n", 5, 6,
         "no case holds", "profile (high, 1)"},
        {OUT ANN "value trade { 1 when t > 0 } }\n", 3, 13, "no case holds", "type low"},
        {OUT ANN "}\nrule { trade otherwise; keep when t[ann] > 0 }\n", 4, 25,
         "after `otherwise`", NULL},
        {OUT ANN "}\nrule = 1/2 keep + 1/3 trade\n", 4, 8, "sum to 5/6", NULL},
        {OUT ANN "}\nrule = 3/2 keep + (-1/2) trade\n", 4, 20, "negative", NULL},
        {OUT ANN "}\nrule = t[ann] keep + (1 - t[ann]) trade\n", 4, 8,
         "no value in a lottery's weight", NULL},
        {OUT ANN "}\nrule = keep + trade\n", 4, 8, "with weights only", NULL},
        {OUT ANN "}\nrule = 1\n", 4, 8, "expected an outcome", NULL},
        {"outcomes x in 0..2\n" ANN "}\nrule = t[ann] + 2\n", 4, 8, "x = 3",
         "profile high"},
        {"outcomes x in 0..2\n" ANN "}\nrule = 5\n", 4, 8, "x = 5", NULL},
        {OUT ANN "}\n" BOB "payment ann = 0\npayment bob = 1/(2 * t - 1)\n", 6, 15,
         "division by zero", "at type 1/2"},
        {OUT ANN "}\n" BOB "payments { (low, 1) = (1, 2, 3) }\n", 5, 23, "expected 2 payments",
         NULL},
        {OUT ANN "}\npayments { low = 1 }\n", 4, 10, "misses profile high", NULL},
        {OUT ANN "}\n" BOB "payments groves { ann = t[bob]; bob = t[bob] }\n", 5, 39,
         "others' types only", "\"bob\""},
        {OUT ANN "}\n" BOB "payments groves { ann = t; bob = 0 }\n", 5, 25,
         "others' types only", "\"ann\""},
        {OUT ANN "}\n" BOB "payments groves { agents = sum(j in agents: t[j]) }\n", 5, 45,
         "others' types only", NULL},
        {OUT ANN "}\n" BOB "payments groves { ann = t[self] }\n", 5, 25, "others' types only",
         NULL},
        {OUT ANN "}\n" BOB "payments pivot { ann = t[bob] }\n", 5, 16, "only `payments groves`",
         NULL},
        {OUT ANN "}\noutcome keep requires ann\noutcome trade requires ann\n", 5, 1,
         "no outcome is left without agent \"ann\"", NULL},
        {"outcomes x in 0..1\n" ANN "}\n" BOB "outcome \"0\" requires agents\n"
         "outcome \"1\" requires bob\n", 6, 1, "no outcome is left without agent \"bob\"", NULL},
    };

    CHECK_FAULTS(faults);
}

/* -D: the place is in the definition itself. */
static void test_definitions(void)
{
    static const struct
    {
        const char *define;
        long column;
        const char *words;
    } cases[] = {
        {"prize=2", 1, "did you mean \"price\""}, {"price", 1, "NAME=VALUE"},
        {"=2", 1, "NAME=VALUE"},                  {"price=abc", 7, "number"},
        {"price=1/0", 7, "0"},                     {"price=", 7, "number"},
    };
    const char *text = "let price = 1\n" OUT ANN "value trade = price * t }\n";

    for (size_t c = 0; c < sizeof(cases) / sizeof(cases[0]); c++)
    {
        fault_t fault = {text, 1, cases[c].column, cases[c].words, NULL};
        xp_read_options_t options;

        xp_read_options_init(&options);
        options.define = &cases[c].define;
        options.define_count = 1;
        check_fault(&fault, &options, XP_INPUT);
    }
}

/* What does not fit is a limit, and says how much it would take. */
static void test_limits(void)
{
    static const fault_t faults[] = {
        {OUT "agent ann { types 1..100000000000 }\n", 2, 19, "100000000000 types", "bytes"},
        {OUT "agent ann { types (a, b, c, d, e, f, g, h in 0..999) }\n", 2, 13,
         "1000000000000000000000000 types", "bytes"},
        {OUT "agent a[1..1000000000] { types 0 }\n", 2, 7, "at most 10000 agents", NULL},
        {"outcomes x in 1..100000000000\n" ANN "}\n", 1, 15, "100000000000 outcomes", NULL},
        {OUT "agent a[1..30] { types 0..9 }\nprior joint weights = 1\n", 3, 1,
         "1000000000000000000000000000000 profiles", "pay --at"},
    };

    for (size_t f = 0; f < sizeof(faults) / sizeof(faults[0]); f++)
    {
        check_fault(&faults[f], NULL, XP_LIMIT);
    }
}

/* Five faults that have nothing to do with each other, and nothing that follows from them. */
static void test_several(void)
{
    static const char text[] = "outcomes keep, trade\n"
                               "agent ann {\n"
                               "    types 0, 1\n"
                               "    prior 1/2, 1/3\n"
                               "    value trad = t\n"
                               "}\n"
                               "agent bob {\n"
                               "    types 0, 1, 0\n"
                               "    prior 1/2, 1/2\n"
                               "    value trade = t\n"
                               "}\n"
                               "cost swap = 1\n"
                               "rule { trade when t[eve] > 0; keep otherwise }\n";
    static const long lines[] = {4, 5, 8, 12, 13};
    xp_model_t model;
    xp_errors_t errors;

    xp_model_init(model);
    xp_errors_init(errors);
    XP_CHECK(xp_model_read_text(model, text, sizeof(text) - 1, NULL, NULL, errors) == XP_INPUT);
    XP_CHECK(errors->count == 5);
    for (size_t e = 0; e < errors->count && e < 5; e++)
    {
        XP_CHECK(errors->error[e].line == lines[e]);
    }
    xp_errors_clear(errors);
    xp_model_clear(model);
}

static void test_many(void)
{
    xp_string_t text;
    xp_model_t model;
    xp_errors_t errors;

    xp_string_init(text);
    xp_string_add(text, OUT ANN "}\n");
    for (int c = 0; c < 30; c++)
    {
        xp_string_printf(text, "cost x%d = 1\n", c);
    }
    xp_model_init(model);
    xp_errors_init(errors);
    XP_CHECK(xp_model_read_text(model, text->text, text->length, NULL, NULL, errors) ==
             XP_INPUT);
    XP_CHECK(errors->count == XP_ERRORS_LIMIT);
    XP_CHECK(errors->count > 0 && errors->error[errors->count - 1].line == 23);
    xp_errors_clear(errors);
    xp_model_clear(model);
    xp_string_clear(text);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"names", test_names},       {"repeated", test_repeated},
        {"priors", test_priors},     {"formulas", test_formulas},
        {"sets", test_sets},         {"tables", test_tables},
        {"definitions", test_definitions}, {"limits", test_limits},
        {"several", test_several},   {"many", test_many},
    };

    return XP_TEST_MAIN("read_errors", tests);
}
