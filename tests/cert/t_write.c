/* The lines before the claim, against bytes written by hand from expost-certificate(5). */
#include <stdlib.h>

#include "tests/cert/build.h"

static int environment_is(const char *model_text, int with_rule, const char *expected)
{
    xp_model_t model;
    xp_string_t text;
    int same;

    read_model(model, model_text);
    xp_string_init(text);
    xp_certificate_write_environment(text, model->environment, with_rule ? model->rule : NULL);
    same = is_same_text(text->text, text->length, expected, strlen(expected));
    xp_string_clear(text);
    xp_model_clear(model);
    return same;
}

/* S(yes) - S(no) at (0,x), (0,y), (1,x), (1,y): -1/2, -3/2, 1/2, -1/2. */
static void test_private(void)
{
    XP_CHECK(environment_is(
        "outcomes no, yes\n"
        "cost yes = 1/2\n"
        "outcome yes requires b\n"
        "agent a { types 0, 1; prior 1/3, 2/3; value yes = t; outside = t/2 }\n"
        "agent b { types x, \"y \\\"\\\\\xC3\xA9\"; prior 1, 0\n"
        "          value yes { x = 0, \"y \\\"\\\\\xC3\xA9\" = -1 } }\n",
        1,
        "expost-certificate 1\n"
        "environment\n"
        "agents 2\n"
        "agent 0 \"a\" 2\n"
        "type 0 0 \"0\"\n"
        "type 0 1 \"1\"\n"
        "agent 1 \"b\" 2\n"
        "type 1 0 \"x\"\n"
        "type 1 1 \"y \\x22\\x5C\\xC3\\xA9\"\n"
        "outcomes 2\n"
        "outcome 0 \"no\"\n"
        "outcome 1 \"yes\"\n"
        "needs 1 1\n"
        "cost 1 1/2\n"
        "value 0 1 1 1\n"
        "value 1 1 1 -1\n"
        "prior independent\n"
        "mu 0 0 1/3\n"
        "mu 0 1 2/3\n"
        "mu 1 0 1\n"
        "mu 1 1 0\n"
        "outside 0 type\n"
        "out 0 0 0\n"
        "out 0 1 1/2\n"
        "outside 1 none\n"
        "rule fixed efficient first\n"
        "alloc 0 0 0\n"
        "alloc 0 1 0\n"
        "alloc 1 0 1\n"
        "alloc 1 1 0\n"));
}

/* The values of agent 0 come first though agent 1's are of the other kind. */
static void test_interdependent(void)
{
    XP_CHECK(environment_is(
        "outcomes a, b\n"
        "agent one { types 0, 1; value a = t + 2 * t[two]\n"
        "            outside at a = 3 * t; outside at b = -1 }\n"
        "agent two { types 0, 2; value b = 1/3; outside = t[one] - t }\n"
        "agent three { types z; outside at a = t[one] }\n"
        "prior joint { (0, 0, z) = 1/2; (0, 2, z) = 1/8; (1, 2, z) = 3/8 }\n"
        "rule { 1/4 a + 3/4 b when t[two] == 2; a otherwise }\n",
        1,
        "expost-certificate 1\n"
        "environment\n"
        "agents 3\n"
        "agent 0 \"one\" 2\n"
        "type 0 0 \"0\"\n"
        "type 0 1 \"1\"\n"
        "agent 1 \"two\" 2\n"
        "type 1 0 \"0\"\n"
        "type 1 1 \"2\"\n"
        "agent 2 \"three\" 1\n"
        "type 2 0 \"z\"\n"
        "outcomes 2\n"
        "outcome 0 \"a\"\n"
        "outcome 1 \"b\"\n"
        "value 1 1 0 1/3\n"
        "value 1 1 1 1/3\n"
        "valuex 0 0 0 1 0 4\n"
        "valuex 0 0 1 0 0 1\n"
        "valuex 0 0 1 1 0 5\n"
        "prior joint\n"
        "mux 0 0 0 1/2\n"
        "mux 0 1 0 1/8\n"
        "mux 1 1 0 3/8\n"
        "outside 0 outcome\n"
        "outa 0 0 0 0\n"
        "outa 0 0 1 3\n"
        "outa 0 1 0 -1\n"
        "outa 0 1 1 -1\n"
        "outside 1 profile\n"
        "outx 1 0 0 0 0\n"
        "outx 1 0 1 0 -2\n"
        "outx 1 1 0 0 1\n"
        "outx 1 1 1 0 -1\n"
        "outside 2 both\n"
        "outxa 2 0 0 0 0 0\n"
        "outxa 2 0 0 1 0 0\n"
        "outxa 2 0 1 0 0 1\n"
        "outxa 2 0 1 1 0 1\n"
        "outxa 2 1 0 0 0 0\n"
        "outxa 2 1 0 1 0 0\n"
        "outxa 2 1 1 0 0 0\n"
        "outxa 2 1 1 1 0 0\n"
        "rule fixed other\n"
        "alloc 0 0 0 0\n"
        "lottery 0 1 0 0 1/4\n"
        "lottery 0 1 0 1 3/4\n"
        "alloc 1 0 0 0\n"
        "lottery 1 1 0 0 1/4\n"
        "lottery 1 1 0 1 3/4\n"));
}

static const char small[] = "outcomes a, b, c\n"
                            "agent one { types 0, 1; value a = t; value b = t }\n";

/* The environment of `small` behind the line `environment`. */
#define SMALL_LINES                                                                              \
    "expost-certificate 1\n"                                                                     \
    "environment\n"                                                                              \
    "agents 1\n"                                                                                 \
    "agent 0 \"one\" 2\n"                                                                        \
    "type 0 0 \"0\"\n"                                                                           \
    "type 0 1 \"1\"\n"                                                                           \
    "outcomes 3\n"                                                                               \
    "outcome 0 \"a\"\n"                                                                          \
    "outcome 1 \"b\"\n"                                                                          \
    "outcome 2 \"c\"\n"                                                                          \
    "value 0 0 1 1\n"                                                                            \
    "value 0 1 1 1\n"                                                                            \
    "prior none\n"                                                                               \
    "outside 0 none\n"

/* With type 0 all three are best, with type 1 a and b. */
static void test_ties(void)
{
    char text[sizeof small + 40];

    snprintf(text, sizeof text, "%srule efficient ties last\n", small);
    XP_CHECK(environment_is(text, 1,
                            SMALL_LINES "rule fixed efficient last\n"
                                        "alloc 0 2\n"
                                        "alloc 1 1\n"));
    snprintf(text, sizeof text, "%srule efficient ties lottery\n", small);
    XP_CHECK(environment_is(text, 1,
                            SMALL_LINES "rule fixed efficient lottery\n"
                                        "lottery 0 0 1/3\n"
                                        "lottery 0 1 1/3\n"
                                        "lottery 0 2 1/3\n"
                                        "lottery 1 0 1/2\n"
                                        "lottery 1 1 1/2\n"));
}

static void test_free(void)
{
    XP_CHECK(environment_is(small, 0, SMALL_LINES "rule free\n"));
}

int main(void)
{
    static const xp_test_t tests[] = {{"private", test_private},
                                      {"interdependent", test_interdependent},
                                      {"ties", test_ties},
                                      {"free", test_free}};

    return XP_TEST_MAIN("write", tests);
}
