/* Models with types on intervals; every expected number is worked out by hand from the text. */
#include <stdio.h>
#include <string.h>

#include <expost/base/string.h>
#include <expost/text/read.h>
#include <expost/text/write.h>

#include "tests/lib/harness.h"

#define AGENTS_MOST 4

/* Reads a text that is right; the model must be a continuous one. */
static int read_model(xp_model_t model, const char *text, const char *define)
{
    xp_read_options_t options;
    xp_errors_t errors;
    int read;

    xp_read_options_init(&options);
    options.define = &define;
    options.define_count = define != NULL;
    xp_model_init(model);
    xp_errors_init(errors);
    read = xp_model_read_text(model, text, strlen(text), "x.mech", &options, errors) == XP_OK;
    XP_CHECK(read);
    for (size_t e = 0; e < errors->count; e++)
    {
        fprintf(stderr, "%s\n%ld:%ld: %s\n", text, errors->error[e].line,
                errors->error[e].column, errors->error[e].message);
    }
    XP_CHECK(!read || model->continuous != NULL);
    xp_errors_clear(errors);
    return read && model->continuous != NULL;
}

/* Whether e is p/q at the types theta and the decision; theta and decision are p/4. */
static int has_value(const xp_expression_struct *e, const long *theta, long decision, long p,
                     ulong q)
{
    fmpq *type = _fmpq_vec_init(AGENTS_MOST);
    fmpq_t x, value, expected;
    xp_error_t error;
    int same;

    fmpq_init(x);
    fmpq_init(value);
    fmpq_init(expected);
    xp_error_init(error);
    for (slong i = 0; i < AGENTS_MOST; i++)
    {
        fmpq_set_si(type + i, theta[i], 4);
    }
    fmpq_set_si(x, decision, 4);
    fmpq_set_si(expected, p, q);
    same = e == NULL ? p == 0
                     : xp_expression_evaluate(value, e, type, x, error) == XP_OK &&
                           fmpq_equal(value, expected);
    if (!same)
    {
        xp_string_t text;
        const char *const name[] = {"t0", "t1", "t2", "t3"};

        xp_string_init(text);
        if (e != NULL)
        {
            xp_expression_add_text(text, e, name, "x", 0);
        }
        fprintf(stderr, "%s is not %ld/%lu\n", text->text, p, q);
        xp_string_clear(text);
    }
    xp_error_clear(error);
    fmpq_clear(x);
    fmpq_clear(value);
    fmpq_clear(expected);
    _fmpq_vec_clear(type, AGENTS_MOST);
    return same;
}

static const long at[AGENTS_MOST] = {1, 2, 3, 4};

static int is_rational(const fmpq_t value, long p, ulong q)
{
    fmpq_t expected;
    int same;

    fmpq_init(expected);
    fmpq_set_si(expected, p, q);
    same = fmpq_equal(value, expected);
    fmpq_clear(expected);
    return same;
}

/* F at p/q of agent i is value/over; the distribution must be polynomial. */
static int has_cdf(const xp_model_t model, slong i, long p, ulong q, long value, ulong over)
{
    const xp_distribution_struct *distribution = model->continuous->agent[i].distribution;
    fmpq_t x, y;
    int same;

    if (!model->continuous->agent[i].has_prior || !distribution->polynomial)
    {
        return 0;
    }
    fmpq_init(x);
    fmpq_init(y);
    fmpq_set_si(x, p, q);
    xp_distribution_cdf_fmpq(y, distribution, x);
    same = is_rational(y, value, over);
    fmpq_clear(x);
    fmpq_clear(y);
    return same;
}

static void test_partnership(void)
{
    xp_model_t model;

    if (read_model(model, "title \"Two\"\nsource \"by hand\"\nlet r = 3/4\n"
                          "agent ann { types in [0, 1]; prior uniform; share = r }\n"
                          "agent bob { types in [0, 2]; prior uniform; share = 1 - r }\n", NULL))
    {
        const xp_continuous_struct *c = model->continuous;

        XP_CHECK_STR(model->environment->title, "Two");
        XP_CHECK_STR(model->environment->source, "by hand");
        XP_CHECK(model->environment->agent_count == 0);
        XP_CHECK(c->agent_count == 2 && c->outcome_count == 2 && c->decision == NULL);
        XP_CHECK_STR(c->agent[1].name, "bob");
        XP_CHECK_STR(c->outcome_label[0], "owner(ann)");
        XP_CHECK(c->owner != NULL && c->owner[0] == 0 && c->owner[1] == 1);
        XP_CHECK(is_rational(c->agent[1].low, 0, 1) && is_rational(c->agent[1].high, 2, 1));
        XP_CHECK(has_value(c->agent[0].value[0], at, 0, 1, 4));
        XP_CHECK(has_value(c->agent[0].value[1], at, 0, 0, 1));
        XP_CHECK(has_value(c->agent[1].value[1], at, 0, 1, 2));
        /* the share of the type, whatever happens */
        XP_CHECK(has_value(c->agent[0].outside[0], at, 0, 3, 16));
        XP_CHECK(has_value(c->agent[0].outside[1], at, 0, 3, 16));
        XP_CHECK(has_value(c->agent[1].outside[0], at, 0, 1, 8));
        XP_CHECK(c->agent[0].has_share && is_rational(c->agent[0].share->rational, 3, 4));
        XP_CHECK(is_rational(c->agent[1].share->rational, 1, 4));
        XP_CHECK(has_cdf(model, 0, 1, 3, 1, 3) && has_cdf(model, 1, 1, 3, 1, 6));
        XP_CHECK(c->rule == XP_INTERVAL_EFFICIENT && !c->rule_stated);
        XP_CHECK(xp_continuous_has_shares(c) && xp_continuous_has_priors(c));
    }
    xp_model_clear(model);
}

static void test_irrational_share(void)
{
    xp_model_t model;
    const char *text = "let r = (3 - sqrt(3))/6\nlet s = 1 - r\n"
                       "agent ann { types in [0, 1]; prior uniform; share = r }\n"
                       "agent bob { types in [0, 1]; prior uniform; share = s }\n";
    xp_parameter_t *parameter;
    size_t count;
    xp_string_t words;
    xp_real_t sum;
    fmpq_t low, high;
    int sign = 1;

    xp_string_init(words);
    xp_real_init(sum);
    fmpq_init(low);
    fmpq_init(high);
    if (read_model(model, text, NULL))
    {
        const xp_continuous_struct *c = model->continuous;

        XP_CHECK(c->agent[0].share->kind == XP_REAL_ALGEBRAIC);
        xp_real_add(sum, c->agent[0].share, c->agent[1].share, XP_REAL_DEGREE, 64);
        XP_CHECK(sum->kind == XP_REAL_RATIONAL && is_rational(sum->rational, 1, 1));
        /* 0.2113 < (3 - sqrt(3))/6 < 0.2114 */
        fmpq_set_si(low, 2113, 10000);
        fmpq_set_si(high, 2114, 10000);
        XP_CHECK(xp_real_compare_fmpq(&sign, c->agent[0].share, low) && sign > 0);
        XP_CHECK(xp_real_compare_fmpq(&sign, c->agent[0].share, high) && sign < 0);
        XP_CHECK(c->agent[0].outside[0] != NULL && xp_expression_reads(c->agent[0].outside[0], 0));
        xp_model_parameters(&parameter, &count, model);
        XP_CHECK(count == 2);
        XP_CHECK_STR(parameter[0].value, "(3 - sqrt(3))/6");
        xp_parameters_free(parameter, count);
    }
    xp_model_clear(model);
    if (read_model(model, text, "r=1/3"))
    {
        XP_CHECK(is_rational(model->continuous->agent[0].share->rational, 1, 3));
        XP_CHECK(is_rational(model->continuous->agent[1].share->rational, 2, 3));
    }
    xp_model_clear(model);
    fmpq_clear(low);
    fmpq_clear(high);
    xp_real_clear(sum);
    xp_string_clear(words);
}

static void test_outcomes(void)
{
    xp_model_t model;

    if (read_model(model,
                   "outcomes keep, \"sell it\", trade\nlet q = sqrt(2)\n"
                   "agent a[1..3] {\n    types in [0, 1]\n"
                   "    value { keep = t, trade = sum(j in others: t[j]) + n }\n"
                   "    value = if(outcome == \"sell it\", q^2*t, 0)\n"
                   "    outside { t when t > 1/2; 0 otherwise }\n    outside at trade = 1\n}\n"
                   "cost { keep = 1, trade = 2/3 }\noutcome trade requires a1, a2\n"
                   "rule = if(t[a1] > 1/2, if(t[a2] > t[a3], keep, trade), \"sell it\")\n",
                   NULL))
    {
        const xp_continuous_struct *c = model->continuous;

        XP_CHECK(c->agent_count == 3 && c->outcome_count == 3 && c->owner == NULL);
        XP_CHECK(has_value(c->agent[0].value[0], at, 0, 1, 4));
        /* 2/4 + 3/4 + 3 */
        XP_CHECK(has_value(c->agent[0].value[2], at, 0, 17, 4));
        XP_CHECK(has_value(c->agent[2].value[2], at, 0, 15, 4));
        XP_CHECK(has_value(c->agent[1].outside[0], at, 0, 0, 1));
        XP_CHECK(has_value(c->agent[2].outside[1], at, 0, 3, 4));
        XP_CHECK(has_value(c->agent[2].outside[2], at, 0, 1, 1));
        XP_CHECK(has_value(c->cost[0], at, 0, 1, 1) && has_value(c->cost[1], at, 0, 0, 1));
        XP_CHECK(has_value(c->cost[2], at, 0, 2, 3));
        XP_CHECK(!c->agent[0].available[2] && !c->agent[1].available[2] &&
                 c->agent[2].available[2] && c->agent[0].available[0]);
        XP_CHECK(!c->agent[0].has_prior && !xp_continuous_has_private_values(c));
        XP_CHECK(c->rule == XP_INTERVAL_CASES && c->rule_stated && c->case_count == 3);
        XP_CHECK(c->choice[0] == 0 && c->choice[1] == 2 && c->choice[2] == 1);
        XP_CHECK(c->condition[0] != NULL && c->condition[1] != NULL && c->condition[2] == NULL);
    }
    xp_model_clear(model);
}

static void test_numbered_outcomes(void)
{
    xp_model_t model;

    if (read_model(model,
                   "outcomes x in {0, 1/2, 1}\n"
                   "agent a, b { types in [-1, 1]; value = t*x - x^2 }\ncost = x/3\n"
                   "rule { 1 when t[a] > 0; 0.5 when t[a] <= 0 }\n"
                   "payment agents { x*t when outcome == 1/2; 0 otherwise }\npayment b = 3\n",
                   NULL))
    {
        const xp_continuous_struct *c = model->continuous;

        XP_CHECK(c->outcome_count == 3 && c->outcome_value != NULL && c->decision == NULL);
        XP_CHECK(is_rational(c->outcome_value + 1, 1, 2));
        /* 1/4 * 1/2 - 1/4 */
        XP_CHECK(has_value(c->agent[0].value[1], at, 0, -1, 8));
        XP_CHECK(has_value(c->agent[1].value[2], at, 0, -1, 2));
        XP_CHECK(has_value(c->cost[1], at, 0, 1, 6));
        XP_CHECK(c->has_payments && has_value(c->agent[0].payment[0], at, 0, 0, 1));
        XP_CHECK(has_value(c->agent[0].payment[1], at, 0, 1, 8));
        XP_CHECK(has_value(c->agent[1].payment[1], at, 0, 3, 1));
        /* the second case is what the first leaves over */
        XP_CHECK(c->case_count == 2 && c->choice[0] == 2 && c->choice[1] == 1 &&
                 c->condition[1] == NULL);
    }
    xp_model_clear(model);
}

static void test_decision(void)
{
    xp_model_t model;

    if (read_model(model,
                   "let e = exp(1)\noutcomes x in [0, 5]\n"
                   "agent a { types in [0, 2]; value = x*t + max(j in others: t[j]); "
                   "outside = t/2 }\n"
                   "agent b { types in [1, 2]; value = sqrt(2)*x*t + pi*e }\ncost = x^2/2\n"
                   "rule { (t[a] + t[b])/2 when t[a] >= t[b]; t[a] otherwise }\n"
                   "payments groves { agents = max(0, sum(j in others: t[j])); a = t[b]^2 }\n",
                   NULL))
    {
        const xp_continuous_struct *c = model->continuous;
        static const long high[AGENTS_MOST] = {6, 4, 0, 0};

        XP_CHECK_STR(c->decision, "x");
        XP_CHECK(c->outcome_count == 0 && c->has_bounds && is_rational(c->high, 5, 1));
        XP_CHECK(has_value(c->agent[0].value[0], at, 3, 11, 16));
        XP_CHECK(has_value(c->agent[0].outside[0], at, 3, 1, 8));
        XP_CHECK(has_value(c->cost[0], at, 3, 9, 32));
        XP_CHECK(c->rule == XP_INTERVAL_FORMULA);
        XP_CHECK(has_value(c->formula, high, 0, 5, 4) && has_value(c->formula, at, 0, 1, 4));
        XP_CHECK(c->has_groves_h && has_value(c->agent[0].groves_h, at, 0, 1, 4));
        XP_CHECK(has_value(c->agent[1].groves_h, at, 0, 1, 4));
        XP_CHECK_STR(c->mechanism, "groves");
    }
    xp_model_clear(model);
    if (read_model(model, "outcomes x real\nagent a { types in [0, 1]; value = t*x - x^2/2 }\n"
                          "rule = t[a]\npayments dagv\n", NULL))
    {
        XP_CHECK(!model->continuous->has_bounds);
        XP_CHECK_STR(model->continuous->mechanism, "dagv");
    }
    xp_model_clear(model);
}

/* One agent with this prior on [0, 1]. */
static int read_prior(xp_model_t model, const char *prior)
{
    xp_string_t text;
    int read;

    xp_string_init(text);
    xp_string_printf(text, "outcomes a\nlet h = 1/2\nagent ann { types in [0, 1]; prior %s }\n",
                     prior);
    read = read_model(model, text->text, NULL);
    xp_string_clear(text);
    return read;
}

static void test_distributions(void)
{
    static const struct
    {
        const char *prior;
        long p;
        ulong q;
        long value;
        ulong over;
    } exact[] = {
        {"uniform", 1, 3, 1, 3},
        {"uniform(0, h)", 1, 4, 1, 2},
        {"power(3)", 1, 2, 1, 8},
        {"kumaraswamy(2, 2)", 1, 2, 7, 16},       /* 1 - (1 - 1/4)^2 */
        {"beta(2, 3)", 1, 2, 11, 16},             /* 12 (1/8 - 1/12 + 1/64 ...) by expansion */
        {"triangular(1/2)", 1, 4, 1, 8},          /* 2 x^2 */
        {"1/2 uniform + h power(2)", 1, 2, 3, 8}, /* 1/4 + 1/8 */
        {"cdf = t^2", 1, 2, 1, 4},
        {"cdf = 1 - (1 - t)^2", 1, 2, 3, 4},
        {"density = 2*t", 1, 2, 1, 4},
        {"density { 1/2 when t < h or t > 3/4; 5/2 otherwise }", 3, 4, 7, 8},
        {"cdf { 2*t when t <= 1/4; 1/2 when t <= 3/4; 2*t - 1 otherwise }", 1, 2, 1, 2},
        {"cdf { 2*t when t <= 1/4; 1/2 when t <= 3/4; 2*t - 1 otherwise }", 7, 8, 3, 4},
        {"cdf = if(t < 1/4 and not (t >= 1/5 and t < 1/10), 2*t, (1 + 2*t)/3)", 5, 8, 3, 4},
        {"cdf = min(2*t, 1)", 3, 8, 3, 4},
        {"cdf = min(1, max(0, 2*t - h))", 1, 2, 1, 2},
        {"cdf = (1 + abs(2*t - 1))/2*(2*t - 1)^2*0 + t", 1, 3, 1, 3},
        {"density = 4*(h - abs(t - h))", 1, 4, 1, 8},
        {"cdf { t when t < h; t when t > h }", 1, 3, 1, 3},
    };
    static const char *const others[] = {"power(1/2)", "exponential(2)", "normal(1/3, 1/100)",
                                         "logitnormal(0, 1)", "beta(1/2, 1/2)",
                                         "1/2 uniform + 1/2 normal(1/3, 1/100)",
                                         "cdf = sqrt(t)", "cdf = (exp(t) - 1)/(exp(1) - 1)",
                                         "density = pi/2*t^0 + 1 - pi/2"};
    xp_model_t model;

    for (size_t d = 0; d < sizeof exact / sizeof exact[0]; d++)
    {
        int right = read_prior(model, exact[d].prior) &&
                    has_cdf(model, 0, exact[d].p, exact[d].q, exact[d].value, exact[d].over);

        XP_CHECK(right);
        if (!right)
        {
            fprintf(stderr, "prior %s\n", exact[d].prior);
        }
        xp_model_clear(model);
    }
    for (size_t d = 0; d < sizeof others / sizeof others[0]; d++)
    {
        XP_CHECK(read_prior(model, others[d]) && model->continuous->agent[0].has_prior);
        xp_model_clear(model);
    }
}

/* The second canonical form is the first, byte for byte, and both mean the same. */
static void test_canonical(void)
{
    static const char *const texts[] = {
        "let r=(3-sqrt(3))/6;agent ann{types in [0,1];share=r;prior uniform}\n"
        "agent bob{types in [0,2];prior 1/2 uniform+1/2 normal(1/3,1/100);share=1-r}\n",
        "outcomes x real;agent a,b{types in [1,2];value=t*log(x)-x^(3/2)+pi*erf(t);prior cdf=t-1}\n"
        "rule=(t[a]+t[b])/2;payments groves{a=t[b];b=exp(t[a])}\n",
        "outcomes x in [0,1];agent a{types in [0,1];prior cdf{2*t when t<=1/4;1/2 when t<=3/4;"
        "2*t-1 otherwise};value=x*t}\nrule{t[a] when t[a]>1/2;0 otherwise}\n",
        "outcomes keep,trade;agent s{types in [0,1];prior density{2*t otherwise};value keep=t;"
        "outside=t};agent b{types in [0,1];prior beta(2,3);value trade=t}\n"
        "rule{trade when t[b]-t[s]>=1/4;keep otherwise}\npayment b=if(outcome==trade,1/2,0)\n"
        "payment s=-if(outcome==trade,1/2,0)\noutcome trade requires s,b\n"};

    for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++)
    {
        xp_model_t model, again;
        xp_string_t first, second;

        xp_string_init(first);
        xp_string_init(second);
        if (read_model(model, texts[t], NULL))
        {
            xp_model_write(first, model);
        }
        if (read_model(again, first->text, NULL))
        {
            xp_model_write(second, again);
        }
        XP_CHECK_STR(first->text, second->text);
        XP_CHECK(first->length > 50);
        xp_model_clear(model);
        xp_model_clear(again);
        xp_string_clear(first);
        xp_string_clear(second);
    }
    {
        xp_model_t model;
        xp_string_t text;

        xp_string_init(text);
        if (read_model(model, texts[0], "r=1/3"))
        {
            xp_model_write(text, model);
            XP_CHECK(strstr(text->text, "let r = 1/3\n") != NULL);
        }
        xp_model_clear(model);
        xp_string_clear(text);
    }
}

static void test_profile(void)
{
    static const struct
    {
        const char *text;
        long column;
        const char *words;
    } wrong[] = {{"(3/5, 5/2)", 7, "agent \"bob\" lie in [0, 2]"},
                 {"(-1, 1)", 2, "agent \"ann\" lie in [0, 1]"},
                 {"1/2", 1, "a tuple of 2 numbers"},
                 {"(1/2, low)", 7, "expected a number"},
                 {"(1/2, 1, 1)", 1, "a tuple of 2 numbers"}};
    fmpq *theta = _fmpq_vec_init(2);
    xp_model_t model;
    xp_error_t error;

    xp_error_init(error);
    if (read_model(model, "agent ann { types in [0, 1]; share = 1 }\n"
                          "agent bob { types in [0, 2]; share = 0 }\n", NULL))
    {
        XP_CHECK(xp_interval_profile_read(theta, model, "(0.6, 5/4)", error) == XP_OK);
        XP_CHECK(is_rational(theta, 3, 5) && is_rational(theta + 1, 5, 4));
        for (size_t w = 0; w < sizeof wrong / sizeof wrong[0]; w++)
        {
            XP_CHECK(xp_interval_profile_read(theta, model, wrong[w].text, error) == XP_INPUT);
            XP_CHECK(error->message != NULL && strstr(error->message, wrong[w].words) != NULL);
            XP_CHECK(error->column == wrong[w].column);
            XP_CHECK_STR(error->path, "--at");
        }
        XP_CHECK(is_rational(theta, 3, 5));
    }
    xp_model_clear(model);
    xp_error_clear(error);
    _fmpq_vec_clear(theta, 2);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"partnership", test_partnership},
        {"irrational share", test_irrational_share},
        {"outcomes", test_outcomes},
        {"numbered outcomes", test_numbered_outcomes},
        {"real decision", test_decision},
        {"distributions", test_distributions},
        {"canonical form", test_canonical},
        {"profile", test_profile},
    };

    return XP_TEST_MAIN("interval", tests);
}
