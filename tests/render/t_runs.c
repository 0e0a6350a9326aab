/* One row for each run of a command: tables, JSON Lines, notes. */
#include <expost/render/runs.h>

#include <string.h>

#include "tests/lib/harness.h"

static const char *const parameter[] = {"x", "y"};

static void add(xp_runs_t runs, const char *x, const char *y, const char *output, int status,
                const char *messages)
{
    const char *value[2] = {x, y};
    xp_string_t text;

    xp_string_init(text);
    xp_string_add(text, output);
    xp_runs_add(runs, value, text, status, messages);
    xp_string_clear(text);
}

static void check_form(const xp_runs_t runs, xp_format_t format, long digits,
                       const char *expected)
{
    xp_string_t out;

    xp_string_init(out);
    xp_runs_write(out, runs, format, digits, NULL);
    XP_CHECK_STR(out->text, expected);
    xp_string_clear(out);
}

/* Expected tables by hand, from the rules of the formats. */
static void test_decide(void)
{
    xp_runs_t runs;

    xp_runs_init(runs, "decide", parameter, 2, NULL, 0);
    add(runs, "1", "1e-2", "{\"verdict\":\"optimal\",\"value\":\"1/3\",\"least_subsidy\":null}", 0,
        "");
    add(runs, "1", "2", "{\"verdict\": \"impossible\", \"value\": null, \"least_subsidy\": \"-5\"}",
        1, "");
    check_form(runs, XP_FORMAT_CSV, -1,
               "x,y,Verdict,Value,Least subsidy,Exit\r\n1,1e-2,optimal,1/3,,0\r\n"
               "1,2,impossible,,-5,1\r\n");
    check_form(runs, XP_FORMAT_TEXT, 2,
               "x     y  Verdict          Value  Least subsidy  Exit\n"
               "-  ----  ----------  ----------  -------------  ----\n"
               "1  1e-2  optimal     1/3 \xE2\x89\x88 0.33                    0\n"
               "1     2  impossible                         -5     1\n");
    check_form(runs, XP_FORMAT_JSON, -1,
               "{\"verdict\":\"optimal\",\"value\":\"1/3\",\"least_subsidy\":null}\n"
               "{\"verdict\":\"impossible\",\"value\":null,\"least_subsidy\":\"-5\"}\n");
    xp_runs_clear(runs);
}

/* A row that failed has its first message as a note, and as the error of its object. */
static void test_failure(void)
{
    xp_runs_t runs;
    xp_string_t out;

    xp_runs_init(runs, "subsidy", parameter, 1, NULL, 0);
    add(runs, "0", NULL, "", 2, "expost: a fault\nmore words\n");
    add(runs, "1", NULL, "{\"verdict\":\"unknown\",\"value\":null,\"reason\":\"a limit\"}", 3, "");
    check_form(runs, XP_FORMAT_CSV, -1,
               "x,Verdict,Least subsidy,Exit,Note\r\n0,,,2,a fault\r\n1,unknown,,3,a limit\r\n");
    xp_string_init(out);
    xp_runs_write(out, runs, XP_FORMAT_JSON, -1, NULL);
    XP_CHECK(strstr(out->text, "\"parameters\":{\"x\":\"0\"},\"exit\":\"2\","
                               "\"error\":\"a fault\"}\n") != NULL);
    xp_string_clear(out);
    xp_runs_clear(runs);
}

/* One column for each property, blank where it was left out. */
static void test_check(void)
{
    static const char *const property[] = {"dsic", "sbb"};
    xp_runs_t runs;

    xp_runs_init(runs, "check", parameter, 1, property, 2);
    add(runs, "0", NULL, "{\"properties\":[{\"name\":\"sbb\",\"verdict\":\"fails\"}]}", 1, "");
    check_form(runs, XP_FORMAT_CSV, -1, "x,dsic,sbb,Exit\r\n0,,fails,1\r\n");
    xp_runs_clear(runs);
}

int main(void)
{
    static const xp_test_t tests[] = {{"decide", test_decide},
                                      {"failure", test_failure},
                                      {"check", test_check}};

    return XP_TEST_MAIN("runs", tests);
}
