/* Certificates written by hand are read and written to the same bytes; faults have their place. */
#include <stdlib.h>

#include <expost/num/rat.h>

#include "tests/cert/build.h"

/* Two agents with two types each, one object; trade at (1, 1) only. */
#define AGENTS                                                                                   \
    "expost-certificate 1\n"                                                                     \
    "environment\n"                                                                              \
    "agents 2\n"                                                                                 \
    "agent 0 \"s\" 2\n"                                                                          \
    "type 0 0 \"0\"\n"                                                                           \
    "type 0 1 \"1\"\n"                                                                           \
    "agent 1 \"b\" 2\n"                                                                          \
    "type 1 0 \"low\\x22\"\n"                                                                    \
    "type 1 1 \"high \\xC3\\xA9\"\n"
#define OUTCOMES                                                                                 \
    "outcomes 2\n"                                                                               \
    "outcome 0 \"keep\"\n"                                                                       \
    "outcome 1 \"trade\"\n"                                                                      \
    "needs 1 0\n"                                                                                \
    "needs 1 1\n"                                                                                \
    "cost 1 1/3\n"
#define VALUES                                                                                   \
    "value 0 0 1 1\n"                                                                            \
    "value 1 1 1 2\n"
#define PRIOR                                                                                    \
    "prior independent\n"                                                                        \
    "mu 0 0 1/2\n"                                                                               \
    "mu 0 1 1/2\n"                                                                               \
    "mu 1 0 0\n"                                                                                 \
    "mu 1 1 1\n"
#define OUTSIDE                                                                                  \
    "outside 0 type\n"                                                                           \
    "out 0 0 0\n"                                                                                \
    "out 0 1 1\n"                                                                                \
    "outside 1 none\n"
#define ENVIRONMENT AGENTS OUTCOMES VALUES PRIOR OUTSIDE
#define EFFICIENT                                                                                \
    "rule fixed efficient first\n"                                                               \
    "alloc 0 0 0\n"                                                                              \
    "alloc 0 1 1\n"                                                                              \
    "alloc 1 0 0\n"                                                                              \
    "alloc 1 1 1\n"
#define OTHER                                                                                    \
    "rule fixed other\n"                                                                         \
    "alloc 0 0 0\n"                                                                              \
    "lottery 0 1 0 1/3\n"                                                                        \
    "lottery 0 1 1 2/3\n"                                                                        \
    "alloc 1 0 0\n"                                                                              \
    "alloc 1 1 1\n"
#define FREE "rule free\n"
#define PAY                                                                                      \
    "pay 0 0 0 0\n"                                                                              \
    "pay 0 1 -1 4/3\n"                                                                           \
    "pay 1 0 0 0\n"                                                                              \
    "pay 1 1 0 1\n"
#define RAY                                                                                      \
    "ray 0 0 1 -1\n"                                                                             \
    "ray 0 1 1/2 -1\n"                                                                           \
    "ray 1 0 0 0\n"                                                                              \
    "ray 1 1 0 0\n"
#define FOUND                                                                                    \
    "alloc 0 0 0\n"                                                                              \
    "alloc 0 1 1\n"                                                                              \
    "alloc 1 0 0\n"                                                                              \
    "lottery 1 1 0 1/7\n"                                                                        \
    "lottery 1 1 1 6/7\n"
#define LAST "end\n"
#define REDUCED                                                                                  \
    "expost-certificate 1\n"                                                                     \
    "environment reduced\n"                                                                      \
    "agents 2\n"                                                                                 \
    "agent 0 \"s\" 2\n"                                                                          \
    "type 0 0 \"0\"\n"                                                                           \
    "type 0 1 \"1\"\n"                                                                           \
    "agent 1 \"b\" 1\n"                                                                          \
    "type 1 0 \"\"\n"                                                                            \
    "prior independent\n"                                                                        \
    "mu 0 0 1/2\n"                                                                               \
    "mu 0 1 1/2\n"                                                                               \
    "mu 1 0 1\n"                                                                                 \
    "gain 0 0 0 0\n"                                                                             \
    "gain 0 0 1 1/2\n"                                                                           \
    "gain 0 1 0 -2\n"                                                                            \
    "gain 0 1 1 3\n"                                                                             \
    "gain 1 0 0 5\n"                                                                             \
    "out 0 0 0\n"                                                                                \
    "out 0 1 1\n"                                                                                \
    "out 1 0 0\n"                                                                                \
    "expected-cost 1/4\n"                                                                        \
    "rule fixed other\n"

static const char *const good[] = {
    ENVIRONMENT EFFICIENT "claim satisfies dsic bic epir iir sbb eff npt wmon\nevidence\n" PAY LAST,
    ENVIRONMENT OTHER "claim satisfies eff wmon\nevidence\n" LAST,
    ENVIRONMENT FREE "claim satisfies dsic eff\nevidence\n" FOUND PAY LAST,
    ENVIRONMENT FREE "claim satisfies eff\nevidence\n" FOUND LAST,
    ENVIRONMENT EFFICIENT "claim violates bic\nevidence\n" PAY "row bic 0 1 0\n" LAST,
    ENVIRONMENT OTHER "claim violates eff\nevidence\nrow eff 0 1 0\n" LAST,
    ENVIRONMENT OTHER "claim violates wmon\nevidence\nrow wmon 1 0 1 1\n" LAST,
    ENVIRONMENT OTHER "claim violates eabb\nevidence\n" PAY "row eabb\n" LAST,
    ENVIRONMENT EFFICIENT "claim impossible dsic epir sbb nopay\nevidence\n"
                          "row dsic 0 1 0 0 1\nrow dsic 0 1 0 1 3/2\nrow dsic 1 0 1 0 1\n"
                          "row bic 0 0 1 1\nrow epir 0 0 1 2\nrow epir 1 0 0 1/9\nrow iir 0 0 1\n"
                          "row eair 1 7\nrow sbb 0 0 -1\nrow sbb 1 1 1\nrow wbb 0 1 1\n"
                          "row eabb -3\nrow eawbb 4\nrow npt 0 1 1 1\nrow nopay 1 0 0 -1\n" LAST,
    ENVIRONMENT FREE "claim impossible bic iir eabb eff\nevidence\nrow eff 0 1 0 1\n"
                     "row pos 0 1 1 2\nrow one 0 0 -2\n" LAST,
    ENVIRONMENT FREE "claim impossible deterministic bic\nevidence\nbranch 0 1\ncase 0\n"
                     "row bic 0 0 1 1\nrow fix 0 1 0 -1\ncase 1\nbranch 0 0\ncase 0\n"
                     "row fix 0 0 0 1\nrow fix 0 1 1 1\ncase 1\nrow bic 0 1 0 3\n" LAST,
    ENVIRONMENT FREE "claim impossible deterministic bic\nevidence\nrow bic 0 0 1 1\n" LAST,
    ENVIRONMENT EFFICIENT "claim optimum max revenue -3/4 bic iir\nevidence\n" PAY
                          "row bic 0 1 0 1/2\nrow iir 0 0 1\n" LAST,
    ENVIRONMENT EFFICIENT "claim optimum min welfare 2 bic\nevidence\n" PAY LAST,
    ENVIRONMENT EFFICIENT "claim optimum min worst-deficit 0 epir\nevidence\n" PAY
                          "row epir 0 0 0 1\nrow worst 0 1 1\n" LAST,
    ENVIRONMENT EFFICIENT "claim unbounded max utility:1 bic\nevidence\n" PAY RAY LAST,
    ENVIRONMENT FREE "claim unbounded min utility deterministic bic\nevidence\n"
                     "alloc 0 0 0\nalloc 0 1 0\nalloc 1 0 0\nalloc 1 1 0\n" PAY RAY LAST,
    ENVIRONMENT EFFICIENT "claim groves-balance\nevidence\nh 0 0 1\nh 0 1 -1/2\nh 1 0 0\n"
                          "h 1 1 0\n" LAST,
    ENVIRONMENT EFFICIENT "claim groves-no-balance\nevidence\ncube 1 1 0 0 -1/3\n" LAST,
    ENVIRONMENT OTHER "claim implementable dsic\nevidence\npotential 0 0 0 0\n"
                      "potential 0 0 1 1\npotential 0 1 0 0\npotential 0 1 1 -1/3\n"
                      "potential 1 0 0 0\npotential 1 0 1 5\npotential 1 1 0 0\n"
                      "potential 1 1 1 2\n" LAST,
    ENVIRONMENT OTHER "claim implementable bic\nevidence\npotential 0 0 0\npotential 0 1 1\n"
                      "potential 1 1 0\n" LAST,
    ENVIRONMENT OTHER "claim not-implementable dsic\nevidence\ncycle 1 0 1 0\n" LAST,
    ENVIRONMENT OTHER "claim not-implementable bic\nevidence\ncycle 0 0 1\n" LAST,
    REDUCED "claim satisfies bic iir sbb\nevidence\npay 0 0 1\npay 0 1 2\npay 1 0 -1\n" LAST,
    REDUCED "claim violates bic\nevidence\npay 0 0 1\npay 0 1 2\npay 1 0 -1\nrow bic 0 1 0\n" LAST,
    REDUCED "claim impossible bic iir wbb\nevidence\nrow bic 0 1 0 1\nrow iir 1 0 2\n"
            "row eawbb 1\n" LAST,
    REDUCED "claim unbounded max revenue bic eabb\nevidence\npay 0 0 1\npay 0 1 2\npay 1 0 -1\n"
            "ray 0 0 1\nray 0 1 1\nray 1 0 -1\n" LAST,
    /* Interdependent values, a joint prior, every other kind of outside option. */
    AGENTS OUTCOMES "valuex 0 0 1 0 1\nvaluex 0 1 0 1 -1\nvaluex 1 1 1 1 2\nprior joint\n"
                    "mux 0 0 1/2\nmux 1 1 1/2\noutside 0 profile\noutx 0 0 0 1\noutx 0 0 1 0\n"
                    "outx 0 1 0 0\noutx 0 1 1 -1\noutside 1 outcome\nouta 1 0 0 0\nouta 1 0 1 1\n"
                    "outa 1 1 0 2\nouta 1 1 1 3\n" OTHER
                    "claim satisfies epic\nevidence\n" PAY LAST,
    AGENTS OUTCOMES "prior none\noutside 0 none\noutside 1 both\noutxa 1 0 0 0 1\n"
                    "outxa 1 0 0 1 2\noutxa 1 0 1 0 3\noutxa 1 0 1 1 4\noutxa 1 1 0 0 5\n"
                    "outxa 1 1 0 1 6\noutxa 1 1 1 0 7\noutxa 1 1 1 1 8\n" FREE
                    "claim impossible dsic epir\nevidence\nrow epir 0 1 1 1\n" LAST,
};

static void test_good(void)
{
    for (size_t g = 0; g < sizeof good / sizeof good[0]; g++)
    {
        xp_certificate_t certificate;
        xp_string_t text;
        xp_error_t error;
        int read;

        xp_certificate_init(certificate);
        xp_string_init(text);
        xp_error_init(error);
        read = xp_certificate_read(certificate, good[g], strlen(good[g]), NULL, error) == XP_OK;
        XP_CHECK(read);
        if (read)
        {
            xp_certificate_write(text, certificate);
            XP_CHECK(is_same_text(text->text, text->length, good[g], strlen(good[g])));
        }
        else
            fprintf(stderr, "good %zu: %ld:%ld: %s\n", g, error->line, error->column,
                    error->message);
        xp_error_clear(error);
        xp_string_clear(text);
        xp_certificate_clear(certificate);
    }
}

/* Every text that ends early, and every text with a line twice or left out, is refused. */
static int is_refused(const char *text, size_t length)
{
    xp_certificate_t certificate;
    xp_error_t error;
    int refused;

    xp_certificate_init(certificate);
    xp_error_init(error);
    refused = xp_certificate_read(certificate, text, length, NULL, error) != XP_OK
              && error->message != NULL && error->line >= 1 && error->column >= 1
              && certificate->environment == NULL;
    xp_error_clear(error);
    xp_certificate_clear(certificate);
    return refused;
}

static void test_cut(void)
{
    for (size_t g = 0; g < sizeof good / sizeof good[0]; g++)
        for (size_t length = 0; length < strlen(good[g]); length++)
            if (!is_refused(good[g], length))
            {
                fprintf(stderr, "good %zu cut to %zu bytes is read\n", g, length);
                XP_CHECK(0);
            }
    XP_CHECK(1);
}

/* A line stands twice: no record may. */
static void test_doubled(void)
{
    for (size_t g = 0; g < sizeof good / sizeof good[0]; g++)
        for (const char *line = good[g]; *line != '\0'; line = strchr(line, '\n') + 1)
        {
            const size_t before = (size_t) (strchr(line, '\n') + 1 - good[g]);
            const size_t size = before - (size_t) (line - good[g]);
            const size_t length = strlen(good[g]) + size;
            char *text = malloc(length + 1);

            memcpy(text, good[g], before);
            memcpy(text + before, line, size);
            memcpy(text + before + size, good[g] + before, length - before - size);
            if (!is_refused(text, length))
            {
                fprintf(stderr, "good %zu with a line twice is read: %.*s", g, (int) size, line);
                XP_CHECK(0);
            }
            free(text);
        }
    XP_CHECK(1);
}

/* `from` of the text `text` becomes `to`: refused at this place with these words. */
typedef struct
{
    const char *text;
    const char *from;
    const char *to;
    long line;
    long column;
    const char *words;
} fault_t;

#define IMPOSSIBLE ENVIRONMENT EFFICIENT "claim impossible dsic epir sbb\nevidence\n"            \
                                         "row dsic 0 1 0 0 1\nrow sbb 0 0 -1\n" LAST
#define CASES ENVIRONMENT FREE "claim impossible deterministic bic\nevidence\nbranch 0 1\n"      \
                               "case 0\nrow bic 0 0 1 1\nrow fix 0 1 0 -1\ncase 1\n"             \
                               "row bic 0 1 0 1\n" LAST
#define OPTIMUM ENVIRONMENT EFFICIENT "claim optimum max revenue 1 bic\nevidence\n" PAY          \
                                      "row bic 0 1 0 1\n" LAST
#define CYCLE ENVIRONMENT OTHER "claim not-implementable bic\nevidence\ncycle 0 0 1\n" LAST
#define CUBE ENVIRONMENT EFFICIENT "claim groves-no-balance\nevidence\ncube 1 1 0 0 1\n" LAST
#define JOINT AGENTS OUTCOMES VALUES "prior joint\nmux 0 0 1/2\nmux 1 1 1/2\n" OUTSIDE OTHER     \
                              "claim implementable bic\nevidence\n"                              \
                              "potential 0 0 0\npotential 0 1 0\n"                               \
                              "potential 1 0 0\npotential 1 1 0\n" LAST

static const fault_t fault[] = {
    {IMPOSSIBLE, "expost-certificate 1", "expost-certificate 2", 1, 20, "expected `1`"},
    {IMPOSSIBLE, "expost-certificate 1", "title \"x\"", 1, 1, "not a certificate"},
    {IMPOSSIBLE, "environment\n", "environment \n", 2, 13, "blank too many"},
    {IMPOSSIBLE, "agents 2", "agents  2", 3, 8, "blank too many"},
    {IMPOSSIBLE, "agents 2", "agents 02", 3, 8, "number of agents"},
    {IMPOSSIBLE, "agents 2", "agents 0", 3, 8, "number of agents, 1 or more"},
    {IMPOSSIBLE, "agents 2", "agents 100000000000000", 3, 8, "cannot stand in the rest"},
    {IMPOSSIBLE, "agents 2", "agents 99999999999999999999999", 3, 8, "number of agents"},
    {IMPOSSIBLE, "agents 2\n", "agents 2\r\n", 3, 8, "number of agents"},
    {IMPOSSIBLE, "agents 2\n", "agents 2\n\n", 4, 1, "expected `agent`"},
    {IMPOSSIBLE, "agent 1", "agent 2", 7, 7, "expected 1, the number of the agent"},
    {IMPOSSIBLE, "\"s\" 2", "s 2", 4, 9, "a label in double quotes"},
    {IMPOSSIBLE, "\"s\" 2", "\"s\"2", 4, 9, "directly behind the closing quote"},
    {IMPOSSIBLE, "\"s\" 2", "\"\\x41\" 2", 4, 10, "byte of a label"},
    {IMPOSSIBLE, "\"s\" 2", "\"\\xe9\" 2", 4, 10, "byte of a label"},
    {IMPOSSIBLE, "\"s\" 2", "\"\\x00\" 2", 4, 10, "byte of a label"},
    {IMPOSSIBLE, "\"s\" 2", "\"\t\" 2", 4, 10, "byte of a label"},
    {IMPOSSIBLE, "\"s\" 2", "\"s 2", 4, 13, "byte of a label"},
    {IMPOSSIBLE, "type 0 1", "type 0 0", 6, 8, "expected 1, the number of the type"},
    {IMPOSSIBLE, "outcome 1", "outcome 0", 12, 9, "expected 1, the number of the outcome"},
    {IMPOSSIBLE, "needs 1 0\n", "needs 0 0\nneeds 1 0\n", 15, 9, "every outcome needs agent 0"},
    {IMPOSSIBLE, "needs 1 1", "needs 1 0", 14, 9, "stands twice"},
    {IMPOSSIBLE, "needs 1 1", "needs 1 2", 14, 9, "the number of an agent, 0 to 1"},
    {IMPOSSIBLE, "cost 1 1/3", "cost 1 0", 15, 8, "a cost of 0 is left out"},
    {IMPOSSIBLE, "cost 1 1/3", "cost 1 2/6", 15, 8, "in lowest terms, and not `2/6`"},
    {IMPOSSIBLE, "cost 1 1/3", "cost 1 +1", 15, 8, "in lowest terms"},
    {IMPOSSIBLE, "cost 1 1/3", "cost 1 -0", 15, 8, "in lowest terms"},
    {IMPOSSIBLE, "cost 1 1/3", "cost 1 01", 15, 8, "in lowest terms"},
    {IMPOSSIBLE, "cost 1 1/3", "cost 1 3/1", 15, 8, "in lowest terms"},
    {IMPOSSIBLE, "cost 1 1/3", "cost 1 1/0", 15, 8, "in lowest terms"},
    {IMPOSSIBLE, "cost 1 1/3", "cost 1 1/-3", 15, 8, "in lowest terms"},
    {IMPOSSIBLE, "cost 1 1/3", "cost 1 0.5", 15, 8, "in lowest terms"},
    {IMPOSSIBLE, "cost 1 1/3", "cost 1 1e3", 15, 8, "in lowest terms"},
    {IMPOSSIBLE, "cost 1 1/3", "cost 1", 15, 7, "but the line ends here"},
    {IMPOSSIBLE, "cost 1 1/3", "cost 1 1 3", 15, 10, "expected the end of the line"},
    {IMPOSSIBLE, "value 1 1 1 2", "value 1 1 1 0", 17, 13, "a value of 0 is left out"},
    {IMPOSSIBLE, "value 1 1 1 2", "value 0 0 0 2", 17, 11, "in the order of their indices"},
    {IMPOSSIBLE, "value 1 1 1 2", "value 1 1 2 2", 17, 11, "a type of this agent, 0 to 1"},
    {IMPOSSIBLE, "value 1 1 1 2", "valuex 0 1 1 1 2", 17, 8, "`value` or `valuex`, never both"},
    {IMPOSSIBLE, "prior independent", "prior some", 18, 7, "`none`, `independent` or `joint`"},
    {IMPOSSIBLE, "mu 0 1 1/2", "mu 0 1 1/3", 20, 8, "add up to 5/6"},
    {IMPOSSIBLE, "mu 0 0 1/2\nmu 0 1 1/2", "mu 0 0 3/2\nmu 0 1 -1/2", 20, 8, "not negative"},
    {JOINT, "mux 0 0 1/2", "mux 0 0 1/4", 20, 9, "add up to 3/4"},
    {JOINT, "mux 1 1 1/2", "mux 0 0 1/2", 20, 7, "stands twice"},
    {JOINT, "mux 1 1 1/2", "mux 1 0 0\nmux 1 1 1/2", 20, 9, "probability of 0 is left out"},
    {JOINT, "claim implementable", "claim not-implementable", 31, 25, "for independent priors"},
    {IMPOSSIBLE, "outside 0 type", "outside 0 typ", 23, 11, "`outcome` or `both`"},
    {IMPOSSIBLE, "out 0 1 1", "out 0 0 1", 25, 7, "expected 1, the number of the type"},
    {IMPOSSIBLE, "efficient first", "efficient middle", 27, 22, "`first`, `last` or `lottery`"},
    {IMPOSSIBLE, "alloc 0 1 1", "alloc 0 1 0", 27, 22, "differ is number 1, from 0"},
    {IMPOSSIBLE, "alloc 1 0 0", "alloc 1 1 0", 30, 9, "expected 0, the number of the type"},
    {CYCLE, "lottery 0 1 0 1/3", "lottery 0 1 0 1/4", 31, 1, "expected `lottery`"},
    {CYCLE, "lottery 0 1 1 2/3", "lottery 0 1 1 3/4", 30, 15, "add up to 1"},
    {CYCLE, "lottery 0 1 1 2/3", "lottery 0 1 0 2/3", 30, 13, "each once"},
    {CYCLE, "lottery 0 1 0 1/3", "lottery 0 1 0 1", 29, 15, "two or more"},
    {IMPOSSIBLE, "claim impossible", "claim unlikely", 32, 7, "the kind of claim"},
    {IMPOSSIBLE, "dsic epir sbb", "epir dsic sbb", 32, 23, "in the order"},
    {IMPOSSIBLE, "dsic epir sbb", "dsic dsic sbb", 32, 23, "at most once"},
    {IMPOSSIBLE, "dsic epir sbb", "pareto", 32, 18, "no property of a certificate"},
    {IMPOSSIBLE, "dsic epir sbb", "dsic sbb cmon", 32, 27, "no property of a certificate"},
    {IMPOSSIBLE, "dsic epir sbb", "dsic sbb eff", 32, 27, "`satisfies` and `violates` only"},
    {IMPOSSIBLE, "dsic epir sbb", "dsic sbb wmon", 32, 27, "`satisfies` and `violates` only"},
    {IMPOSSIBLE, "dsic epir sbb", "deterministic dsic", 32, 18, "no property"},
    {IMPOSSIBLE, "row dsic 0 1 0 0 1", "row disc 0 1 0 0 1", 34, 5, "no kind of row"},
    {IMPOSSIBLE, "row dsic 0 1 0 0 1", "row dsic 0 1 1 0 1", 34, 14, "the report is the true"},
    {IMPOSSIBLE, "row dsic 0 1 0 0 1", "row dsic 0 1 0 0 -1", 34, 18, "greater than 0"},
    {IMPOSSIBLE, "row dsic 0 1 0 0 1", "row bic 0 1 0 0", 34, 15, "greater than 0"},
    {IMPOSSIBLE, "row dsic 0 1 0 0 1", "row nopay 0 0 0 1", 34, 5, "is not claimed"},
    {IMPOSSIBLE, "row dsic 0 1 0 0 1", "row pos 0 0 0 1", 34, 5, "for a free rule"},
    {IMPOSSIBLE, "row dsic 0 1 0 0 1", "row worst 0 0 1", 34, 5, "worst-deficit"},
    {IMPOSSIBLE, "row dsic 0 1 0 0 1", "row fix 0 0 0 1", 34, 5, "for deterministic claims"},
    {IMPOSSIBLE, "row sbb 0 0 -1", "row sbb 0 0 0", 35, 13, "other than 0"},
    {IMPOSSIBLE, "row sbb 0 0 -1", "row dsic 0 1 0 0 1", 35, 5, "stands twice"},
    {IMPOSSIBLE, "row dsic 0 1 0 0 1\nrow sbb 0 0 -1\n", "", 34, 1, "expected `row`"},
    {IMPOSSIBLE, "end\n", "end", 36, 4, "does not end with a line feed"},
    {IMPOSSIBLE, "end\n", "end\n\n", 37, 1, "nothing stands behind `end`"},
    {CASES, "case 1", "case 0", 34, 6, "expected 1, the number of the outcome"},
    {CASES, "row fix 0 1 0 -1", "row fix 0 1 1 -1", 33, 13, "fixes this outcome"},
    {CASES, "row fix 0 1 0 -1", "row fix 0 0 0 -1", 33, 13, "fixes this outcome"},
    {CASES, "row bic 0 0 1 1\n", "branch 0 1\n", 32, 10, "is fixed already"},
    {CASES, "impossible deterministic", "impossible", 30, 1, "expected `row`"},
    {OPTIMUM, "max revenue", "most revenue", 32, 15, "`max` or `min`"},
    {OPTIMUM, "max revenue", "max money", 32, 19, "an objective"},
    {OPTIMUM, "max revenue", "max utility:2", 32, 27, "an agent, 0 to 1"},
    {OPTIMUM, "max revenue", "max worst-deficit", 32, 19, "with `min` only"},
    {OPTIMUM, "pay 1 1 0 1\n", "", 37, 1, "expected `pay`"},
    {OPTIMUM, "pay 1 1 0 1", "pay 1 1 0", 37, 10, "a number"},
    {CYCLE, "cycle 0 0 1", "cycle 0 0", 35, 10, "a type of this agent"},
    {CYCLE, "cycle 0 0 1", "cycle 0 0 1 0", 35, 13, "are distinct"},
    {CYCLE, "cycle 0 0 1", "cycle 1 0 1", 35, 9, "greater than 0 where there are expectations"},
    {CYCLE, "rule fixed other\nalloc 0 0 0\nlottery 0 1 0 1/3\nlottery 0 1 1 2/3\n"
            "alloc 1 0 0\nalloc 1 1 1\n", "rule free\n", 28, 7, "about a fixed rule"},
    {CUBE, "cube 1 1 0 0 1", "cube 1 1 0 1 1", 34, 12, "differ at each agent"},
    {CUBE, "cube 1 1 0 0 1", "cube 1 1 0 0 0", 34, 14, "not 0"},
    {REDUCED "claim impossible bic\nevidence\nrow bic 0 1 0 1\n" LAST, "claim impossible bic",
     "claim impossible dsic", 23, 18, "the reduced form is for"},
    {REDUCED "claim impossible wbb\nevidence\nrow eawbb 1\n" LAST, "row eawbb 1",
     "row wbb 0 0 1", 25, 5, "the reduced form has rows"},
    {REDUCED "claim impossible bic\nevidence\nrow bic 0 1 0 1\n" LAST, "claim impossible bic",
     "claim groves-balance", 23, 7, "not for the reduced form"},
    {REDUCED "claim impossible bic\nevidence\nrow bic 0 1 0 1\n" LAST, "agent 0 \"s\" 2",
     "agent 0 \"s\" 3", 7, 1, "expected `type`"},
};

static char *replace(const fault_t *f, size_t *length)
{
    const char *at = strstr(f->text, f->from);
    char *text;

    if (at == NULL)
        return NULL;
    *length = strlen(f->text) - strlen(f->from) + strlen(f->to);
    text = malloc(*length + 1);
    memcpy(text, f->text, (size_t) (at - f->text));
    strcpy(text + (at - f->text), f->to);
    strcat(text, at + strlen(f->from));
    return text;
}

static void test_faults(void)
{
    for (size_t g = 0; g < sizeof fault / sizeof fault[0]; g++)
    {
        const fault_t *f = fault + g;
        size_t length = 0;
        char *text = replace(f, &length);
        xp_certificate_t certificate;
        xp_status_t status;
        xp_error_t error;
        int right;

        XP_CHECK(text != NULL);
        if (text == NULL)
        {
            fprintf(stderr, "%s does not occur\n", f->from);
            continue;
        }
        xp_certificate_init(certificate);
        xp_error_init(error);
        status = xp_certificate_read(certificate, text, length, "some.cert", error);
        right = status == XP_INPUT && error->line == f->line && error->column == f->column
                && strstr(error->message, f->words) != NULL
                && strcmp(error->path, "some.cert") == 0;
        XP_CHECK(right);
        if (!right)
            fprintf(stderr, "%s -> %s: expected %ld:%ld: %s\n   %ld:%ld: %s\n", f->from, f->to,
                    f->line, f->column, f->words, error->line, error->column,
                    error->message == NULL ? "read" : error->message);
        xp_error_clear(error);
        xp_certificate_clear(certificate);
        free(text);
    }
}

/* n agents with two types and m outcomes: short to state, but 2^n profiles. */
static xp_status_t read_wide(long agents, const char *rest, xp_error_t error)
{
    xp_certificate_t certificate;
    xp_status_t status;
    xp_string_t text;

    xp_certificate_init(certificate);
    xp_string_init(text);
    xp_string_printf(text, "expost-certificate 1\nenvironment\nagents %ld\n", agents);
    for (long i = 0; i < agents; i++)
        xp_string_printf(text, "agent %ld \"\" 2\ntype %ld 0 \"\"\ntype %ld 1 \"\"\n", i, i, i);
    xp_string_add(text, "outcomes 1\noutcome 0 \"\"\n");
    xp_string_add(text, rest);
    status = xp_certificate_read(certificate, text->text, text->length, NULL, error);
    xp_string_clear(text);
    xp_certificate_clear(certificate);
    return status;
}

static void test_limits(void)
{
    xp_error_t error;

    xp_error_init(error);
    XP_CHECK(read_wide(100, "prior none\n", error) == XP_LIMIT);
    XP_CHECK(strstr(error->message, "too many to list") != NULL);
    /* 2^26 profiles may be listed, but so short a text may not ask for a table of them. */
    XP_CHECK(read_wide(26, "valuex 0 0 ", error) == XP_LIMIT);
    XP_CHECK(strstr(error->message, "much more memory") != NULL);
    XP_CHECK(read_wide(26, "prior joint\n", error) == XP_LIMIT);
    XP_CHECK(read_wide(26, "prior none\noutside 0 profile\n", error) == XP_INPUT);
    XP_CHECK(strstr(error->message, "cannot stand in the rest of this file") != NULL);
    xp_error_clear(error);
}

/* What was read is in the struct where its header says. */
static void test_fields(void)
{
    static const char text[] = ENVIRONMENT FREE
        "claim optimum min utility:1 -5/6 bic iir\nevidence\n" FOUND PAY
        "row bic 1 0 1 3\nrow pos 1 0 1 1/2\n" LAST;
    xp_certificate_t certificate;
    xp_error_t error;
    fmpq_t value;

    fmpq_init(value);
    xp_error_init(error);
    xp_certificate_init(certificate);
    XP_CHECK(xp_certificate_read(certificate, text, strlen(text), NULL, error) == XP_OK);
    XP_CHECK(certificate->own_environment && !certificate->reduced && !certificate->has_rule);
    XP_CHECK(certificate->question.environment == certificate->environment);
    XP_CHECK(certificate->question.rule == NULL);
    XP_CHECK(certificate->claim == XP_CLAIM_OPTIMUM);
    XP_CHECK(certificate->question.properties
             == (XP_PROPERTY_BIT(XP_BIC) | XP_PROPERTY_BIT(XP_IIR)));
    XP_CHECK(certificate->question.objective == XP_OBJECTIVE_UTILITY);
    XP_CHECK(certificate->question.objective_agent == 1 && !certificate->question.maximise);
    fmpq_set_si(value, -5, 6);
    XP_CHECK(fmpq_equal(certificate->value, value));
    XP_CHECK(strcmp(certificate->environment->agent[1].type_label[1], "high \xC3\xA9") == 0);
    XP_CHECK(!certificate->environment->agent[0].available[1]);
    XP_CHECK(xp_rule_is_valid(certificate->found) && certificate->found->choice[3] == 2);
    XP_CHECK(certificate->has_payment && certificate->payment->length == 8);
    xp_table_get_fmpq(value, certificate->payment, 3);
    XP_CHECK(fmpz_equal_si(fmpq_numref(value), 4) && fmpz_equal_si(fmpq_denref(value), 3));
    XP_CHECK(certificate->proof->node_count == 1 && certificate->proof->count == 2);
    XP_CHECK(certificate->proof->multiplier[1].key.kind == XP_ROW_POS);
    XP_CHECK(certificate->proof->multiplier[1].key.profile == 2);
    XP_CHECK(certificate->proof->multiplier[1].key.outcome == 1);
    xp_certificate_clear(certificate);
    xp_error_clear(error);
    fmpq_clear(value);
}

int main(void)
{
    static const xp_test_t tests[] = {{"good", test_good},     {"cut", test_cut},
                                      {"doubled", test_doubled}, {"faults", test_faults},
                                      {"limits", test_limits}, {"fields", test_fields}};

    return XP_TEST_MAIN("read", tests);
}
