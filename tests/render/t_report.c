/* The reports on a model: show, pay, check, balance, from the library. */
#include <expost/render/report.h>

#include <stdlib.h>
#include <string.h>

#include <expost/check/check.h>
#include <expost/render/balance.h>
#include <expost/render/check.h>
#include <expost/render/pay.h>
#include <expost/render/show.h>
#include <expost/rule/balance.h>
#include <expost/rule/mechanism.h>
#include <expost/text/read.h>

#include "tests/lib/harness.h"

/*
 * Two bidders, ties to the first.  By hand: b1 pays 1 at (1, 1), otherwise nobody pays;
 * E W = 3/4; the cube of W is 1 - 1 - 1 + 0 = -1.
 */
static const char auction[] = "title \"Auction\"\n"
                              "outcomes owner(agents)\n"
                              "agent b1, b2 {\n"
                              "    types 0, 1\n"
                              "    prior uniform\n"
                              "    value owner(self) = t\n"
                              "}\n";

/*
 * No payments.  By hand: b1 of type 1 against 2, and b2 of type 1 against 1, gain 1 by
 * reporting 2; no other report gains.  There are 2 * (3 - 1) * 9 inequalities of dsic.
 */
static const char free_auction[] = "outcomes owner(agents)\n"
                                   "agent b1, b2 { types 0..2; value owner(self) = t }\n"
                                   "payment agents = 0\n";

typedef struct
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_report_t report;
    xp_error_t error;
    xp_string_t out;
} scene_t;

static void begin(scene_t *scene, const char *text, long limit)
{
    xp_read_options_t options;
    xp_errors_t errors;

    xp_read_options_init(&options);
    if (limit > 0)
        options.profiles_limit = limit;
    xp_errors_init(errors);
    xp_model_init(scene->model);
    xp_mechanism_init(scene->mechanism);
    xp_error_init(scene->error);
    xp_string_init(scene->out);
    XP_CHECK(xp_model_read_text(scene->model, text, strlen(text), "m", &options, errors)
             == XP_OK);
    xp_errors_clear(errors);
    memset(&scene->report, 0, sizeof scene->report);
    scene->report.command = "test";
    scene->report.line = "expost test";
    scene->report.path = "m";
    scene->report.model = scene->model;
    scene->report.digits = -1;
}

static void end(scene_t *scene)
{
    xp_mechanism_clear(scene->mechanism);
    xp_model_clear(scene->model);
    xp_error_clear(scene->error);
    xp_string_clear(scene->out);
}

static void build(scene_t *scene, const char *name)
{
    XP_CHECK(xp_mechanism_build(scene->mechanism, scene->model, name, NULL, XP_IR_DEFAULT, NULL,
                                scene->error)
             == XP_OK);
}

static int says(const scene_t *scene, const char *part)
{
    return strstr(scene->out->text, part) != NULL;
}

static void test_pay(void)
{
    scene_t scene;

    begin(&scene, auction, 0);
    build(&scene, "pivot");
    scene.report.format = XP_FORMAT_CSV;
    XP_CHECK(xp_pay_render(scene.out, &scene.report, scene.mechanism, NULL, 0, scene.error)
             == XP_OK);
    XP_CHECK_STR(scene.out->text, "b1,b2,outcome,payment b1,payment b2,sum,cost\r\n"
                                  "0,0,owner(b1),0,0,0,0\r\n0,1,owner(b2),0,0,0,0\r\n"
                                  "1,0,owner(b1),0,0,0,0\r\n1,1,owner(b1),1,0,1,0\r\n");
    xp_string_reset(scene.out);
    scene.report.format = XP_FORMAT_TEXT;
    scene.report.digits = 1;
    XP_CHECK(xp_pay_render(scene.out, &scene.report, scene.mechanism, NULL, 0, scene.error)
             == XP_OK);
    XP_CHECK(says(&scene, "expected surplus:\n1/4 \xE2\x89\x88 0.2."));
    XP_CHECK(says(&scene, "Expected welfare: 3/4 \xE2\x89\x88 0.8."));
    end(&scene);
}

/*
 * By hand: b1 wins a tie and then pays 1 if b2's type is 1; b2 wins at (0, 1) only and pays 0.
 * So b1 of type 1 pays 1/2 on average and has 1 - 1/2; b2 of type 1 has 1/2.
 */
static const char interim_rows[] =
    "agent,type,probability,expected payment,expected utility,probability owner(b1),"
    "probability owner(b2)\r\n"
    "b1,0,1/2,0,0,1/2,1/2\r\nb1,1,1/2,1/2,1/2,1,0\r\n"
    "b2,0,1/2,0,0,1,0\r\nb2,1,1/2,0,1/2,1/2,1/2\r\n";

static void test_interim(void)
{
    slong profile[2] = {1, 0};
    scene_t scene;
    int limit;

    /* profiles that are listed, and that are not */
    for (limit = 0; limit < 4; limit += 3)
    {
        begin(&scene, auction, limit);
        build(&scene, "pivot");
        scene.report.format = XP_FORMAT_CSV;
        XP_CHECK(xp_pay_render(scene.out, &scene.report, scene.mechanism, NULL, 1, scene.error)
                 == XP_OK);
        XP_CHECK_STR(scene.out->text, interim_rows);
        xp_string_reset(scene.out);
        scene.report.format = XP_FORMAT_TEXT;
        XP_CHECK(xp_pay_render(scene.out, &scene.report, scene.mechanism, profile, 1,
                               scene.error)
                 == XP_OK);
        XP_CHECK(says(&scene, "\nb1     1             1/2               1/2               1/2"));
        XP_CHECK(says(&scene, "\nb2     0             1/2                 0                 0"));
        XP_CHECK(!says(&scene, "\nb1     0"));
        XP_CHECK(says(&scene, "expected surplus: 1/4."));
        XP_CHECK(says(&scene, "Expected welfare: 3/4."));
        XP_CHECK(!says(&scene, "left out"));
        end(&scene);
    }
    begin(&scene, auction, 3);
    build(&scene, "pivot");
    XP_CHECK(xp_pay_render(scene.out, &scene.report, scene.mechanism, NULL, 0, scene.error)
             == XP_OK);
    XP_CHECK(says(&scene, "The payments at each of the 4 profiles are left out"));
    end(&scene);
    begin(&scene, free_auction, 0);
    build(&scene, "pivot");
    XP_CHECK(xp_pay_render(scene.out, &scene.report, scene.mechanism, NULL, 1, scene.error)
             == XP_INPUT);
    XP_CHECK(scene.out->length == 0);
    end(&scene);
}

/* Too many profiles, a stop: the status, and nothing is added. */
static void test_pay_failures(void)
{
    slong profile[2] = {1, 1};
    xp_status_t status;
    scene_t scene;

    begin(&scene, free_auction, 3);
    build(&scene, "pivot");
    XP_CHECK(xp_pay_render(scene.out, &scene.report, scene.mechanism, NULL, 0, scene.error)
             == XP_LIMIT);
    XP_CHECK(scene.out->length == 0);
    XP_CHECK(strstr(scene.error->message, "9 profiles") != NULL);
    end(&scene);
    begin(&scene, auction, 3);
    build(&scene, "pivot");
    XP_CHECK(xp_pay_render(scene.out, &scene.report, scene.mechanism, profile, 0, scene.error)
             == XP_OK);
    XP_CHECK(says(&scene, "Sum of the payments: 1; cost: 0."));
    end(&scene);
    begin(&scene, auction, 0);
    build(&scene, "pivot");
    scene.report.progress = &xp_test_stop;
    status = xp_pay_render(scene.out, &scene.report, scene.mechanism, NULL, 0, scene.error);
    XP_CHECK(status == XP_STOPPED || status == XP_OK);
    XP_CHECK((status == XP_STOPPED) == (scene.out->length == 0));
    end(&scene);
}

static void test_show(void)
{
    slong profile[2] = {0, 1};
    scene_t scene;

    begin(&scene, auction, 0);
    XP_CHECK(xp_show_render(scene.out, &scene.report, scene.model->rule, NULL, scene.error)
             == XP_OK);
    XP_CHECK(says(&scene, "Auction\n"));
    XP_CHECK(says(&scene, "2 agents, 2 outcomes, 4 profiles. Private values. Independent prior."));
    XP_CHECK(says(&scene, "\nb2     1             1/2          0          1\n"));
    xp_string_reset(scene.out);
    XP_CHECK(xp_show_render(scene.out, &scene.report, scene.model->rule, profile, scene.error)
             == XP_OK);
    XP_CHECK(says(&scene, "At (0, 1) the outcome is owner(b2); the largest welfare is 1."));
    end(&scene);
}

static void check_property(scene_t *scene, xp_property_t property, int all)
{
    xp_check_options_t options = {0, 1, 0, XP_TIER_INT64};
    xp_check_row_t row = {property, NULL, NULL};
    xp_check_report_t report;
    xp_findings_t findings;

    options.all = all;
    xp_findings_init(findings);
    XP_CHECK(xp_check(findings, scene->mechanism, &property, 1, &options, NULL, scene->error)
             == XP_OK);
    row.finding = findings->finding;
    memset(&report, 0, sizeof report);
    report.mechanism = scene->mechanism;
    report.row = &row;
    report.row_count = 1;
    report.regret = findings;
    report.all = all;
    xp_string_reset(scene->out);
    xp_check_render(scene->out, &scene->report, &report);
    xp_findings_clear(findings);
}

static void test_check(void)
{
    scene_t scene;

    begin(&scene, free_auction, 0);
    build(&scene, NULL);
    check_property(&scene, XP_DSIC, 0);
    XP_CHECK(says(&scene, "dsic      fails         36         2              -1  "
                          "b1, type 1, report 2, other 2\n"));
    XP_CHECK(says(&scene, "The first of 2 violations:\nb1 of type 1 gains 1 by reporting 2 when b2 "
                          "has type 2: after the truth the\noutcome is owner(b2) and b1 pays 0; "
                          "after the report the outcome is owner(b1)\nand b1 pays 0.\n"));
    XP_CHECK(says(&scene, "by a false report: 1 knowing the\nothers' types."));
    scene.report.format = XP_FORMAT_CSV;
    check_property(&scene, XP_DSIC, 1);
    XP_CHECK_STR(scene.out->text,
                 "Property,Agent,True type,Report,Others,Profile,Outcome,Gain\r\n"
                 "dsic,b1,1,2,2,,,1\r\ndsic,b2,1,2,1,,,1\r\n");
    scene.report.format = XP_FORMAT_TEXT;
    check_property(&scene, XP_NOPAY, 0);
    XP_CHECK(says(&scene, "nopay     holds"));
    XP_CHECK(!says(&scene, "violation"));
    end(&scene);
    begin(&scene, auction, 0);
    build(&scene, "pivot");
    check_property(&scene, XP_SBB, 0);
    XP_CHECK(says(&scene, "fails: at (1, 1) the payments exceed the cost by\n1.\n"));
    check_property(&scene, XP_NOPAY, 0);
    XP_CHECK(says(&scene, "fails: at (1, 1) b1 pays 1.\n"));
    end(&scene);
}

static void test_balance(void)
{
    xp_balance_t balance;
    scene_t scene;

    begin(&scene, auction, 0);
    xp_balance_init(balance);
    XP_CHECK(xp_balance_decide(balance, scene.model->environment, NULL, scene.error) == XP_OK);
    XP_CHECK(xp_balance_render(scene.out, &scene.report, balance, 1, scene.error) == XP_OK);
    XP_CHECK(says(&scene, "Impossible: no Groves payments sum to the cost at every profile. Of 1 "
                          "cube of\nprofiles 1 does not vanish.\n"));
    XP_CHECK(says(&scene, "over its corners is -1"));
    XP_CHECK(says(&scene, "b1  b2  Sign  W\n--  --  ----  -\n0   0   +     0\n0   1   -     1\n"
                          "1   0   -     1\n1   1   +     1\n"));
    XP_CHECK(says(&scene, "This is about Groves mechanisms only."));
    xp_balance_clear(balance);
    end(&scene);
}

static void test_sha256(void)
{
    xp_string_t first, second;
    scene_t scene;

    begin(&scene, auction, 0);
    xp_string_init(first);
    xp_string_init(second);
    xp_report_add_sha256(first, scene.model);
    XP_CHECK(first->length == 64 && strspn(first->text, "0123456789abcdef") == 64);
    end(&scene);
    begin(&scene, free_auction, 0);
    xp_report_add_sha256(second, scene.model);
    XP_CHECK(strcmp(first->text, second->text) != 0);
    xp_string_clear(first);
    xp_string_clear(second);
    end(&scene);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"pay", test_pay}, {"interim", test_interim},
        {"pay failures", test_pay_failures}, {"show", test_show},
        {"check", test_check}, {"balance", test_balance}, {"sha256", test_sha256}};

    return XP_TEST_MAIN("report", tests);
}
