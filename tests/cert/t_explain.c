/* The proofs in words: their sentences and every number, against proofs done by hand. */
#include <stdio.h>
#include <stdlib.h>

#include <expost/cert/explain.h>

#include "tests/cert/texts.h"
#include "tests/lib/harness.h"

/* The explanation on one line: every run of blanks and line ends is one blank. */
static char *explain(const char *text, xp_prose_t prose, long digits)
{
    xp_explain_options_t options = {prose, "expost explain a.cert", digits};
    xp_certificate_t certificate;
    xp_string_t out, line;
    xp_error_t error;
    size_t i;

    xp_string_init(out);
    xp_string_init(line);
    xp_error_init(error);
    if (read_text(certificate, text))
        XP_CHECK(xp_explain(out, certificate, &options, error) == XP_OK);
    for (i = 0; i < out->length; i++)
    {
        char c = out->text[i] == '\n' ? ' ' : out->text[i];

        if (c != ' ' || (line->length > 0 && line->text[line->length - 1] != ' '))
            xp_string_add_char(line, c);
    }
    xp_certificate_clear(certificate);
    xp_string_clear(out);
    xp_error_clear(error);
    return xp_string_take(line);
}

/* Every one of the pieces, ended by NULL, is in the explanation. */
static void expect(const char *text, xp_prose_t prose, const char *const *piece)
{
    char *whole = explain(text, prose, -1);

    for (; *piece != NULL; piece++)
    {
        XP_CHECK(strstr(whole, *piece) != NULL);
        if (strstr(whole, *piece) == NULL)
            fprintf(stderr, "missing: %s\n", *piece);
    }
    free(whole);
}

static void expect_without(const char *text, const char *piece)
{
    char *whole = explain(text, XP_PROSE_TEXT, -1);

    XP_CHECK(strstr(whole, piece) == NULL);
    free(whole);
}

/* The evidence does not prove the claim: nothing is written.  Without is not claimed. */
static void refuse_without(const char *text, xp_property_t without)
{
    xp_explain_options_t options = {XP_PROSE_TEXT, NULL, -1};
    xp_certificate_t certificate;
    xp_string_t out;
    xp_error_t error;

    xp_string_init(out);
    xp_error_init(error);
    if (read_text(certificate, text))
    {
        certificate->question.properties &= ~XP_PROPERTY_BIT(without);
        XP_CHECK(xp_explain(out, certificate, &options, error) == XP_INPUT);
        XP_CHECK(error->message != NULL);
        XP_CHECK(out->length == 0);
    }
    xp_certificate_clear(certificate);
    xp_string_clear(out);
    xp_error_clear(error);
}

static void refuse(const char *text)
{
    refuse_without(text, XP_CMON);
}

static const char *const trade_pieces[] = {
    "No mechanism with",
    "is Bayesian incentive compatible, interim individually rational and ex-post budget balanced",
    "seller, type 0, report 4 m_seller(0) - m_seller(4) ≤ 0 1/2",
    "buyer, type 5, report 1 m_buyer(5) - m_buyer(1) ≤ 5/2 1/2",
    "m_seller(4) ≤ -2 1",
    "m_buyer(1) ≤ 1/2 1",
    "E m_seller + E m_buyer = 0",
    "m_seller(0) (1) ≤ m_seller(4) -2 2",
    "m_buyer(5) (2) ≤ 5/2 + m_buyer(1) 3 2",
    "E m_seller = 1/2 m_seller(0) + 1/2 m_seller(4) ≤ -2.",
    "E m_buyer = 1/2 m_buyer(1) + 1/2 m_buyer(5) ≤ 7/4.",
    "at most -1/4 in expectation, but the budget needs 0, which is 1/4 more: 0 ≥ 1/4, a "
    "contradiction.",
    "an expected surplus over the outside options of 7/4, but rents of at least 2 have to be left "
    "to the agents: 1/4 is missing.",
    NULL};

static void test_impossible(void)
{
    static const char *const rule[] = {"with the efficient rule (ties to the first outcome) is",
                                       "ex-post budget balanced in this environment.",
                                       "(4, 1) keep", "seller 4 0 -4", NULL};

    expect(TRADE_IMPOSSIBLE, XP_PROSE_TEXT, trade_pieces);
    expect(TRADE_IMPOSSIBLE, XP_PROSE_TEXT, rule);
    /* multipliers of which the sum is not 0 >= q > 0, and none */
    refuse(TRADE "claim impossible bic iir sbb\nevidence\nrow bic 0 0 1 1\nrow bic 1 1 0 1\n"
                 "row iir 0 1 2\nrow iir 1 0 1\nrow eabb 1\nend\n");
    refuse(TRADE "claim impossible bic iir\nevidence\nrow iir 0 1 2\nend\n");
    refuse_without(TRADE_IMPOSSIBLE, XP_SBB);
}

static void test_reduced(void)
{
    static const char *const tables[] = {"No mechanism with these interim tables is",
                                         "ex-post budget balanced.", "buyer 5 1 5/2", NULL};

    expect(TRADE_REDUCED "claim impossible bic iir sbb\nevidence\n" TRADE_ROWS "end\n",
           XP_PROSE_TEXT, trade_pieces);
    expect(TRADE_REDUCED "claim impossible bic iir sbb\nevidence\n" TRADE_ROWS "end\n",
           XP_PROSE_TEXT, tables);
    refuse(TRADE_REDUCED "claim impossible bic iir sbb\nevidence\nrow bic 0 0 1 1\n"
                         "row bic 1 1 0 1\nrow iir 0 1 2\nrow iir 1 0 3\nrow eabb 1\nend\n");
    refuse_without(TRADE_REDUCED "claim impossible bic iir sbb\nevidence\n" TRADE_ROWS "end\n",
                   XP_SBB);
}

static void test_line(void)
{
    static const char *const pieces[] = {
        "seller, type 0, report 4, others 5 p_seller(0, 5) - p_seller(4, 5) ≤ 0 1",
        "buyer at (0, 1) p_buyer(0, 1) ≤ 1 1",
        "p_seller(0, 5) ≤ -4.",
        "p_buyer(0, 5) ≤ 1.",
        "collect at most -3, but the budget needs 0, which is 3 more: 0 ≥ 3, a contradiction.",
        /* gains 5; the seller keeps 4 of them, the buyer 4 */
        "of 5, but rents of at least 8",
        "No probability enters the proof: it holds for every prior. So it holds in every "
        "environment with these agents and with these outcomes at the same costs in which these "
        "types occur with the same values and outside options, whatever other types there are",
        NULL};

    expect(TRADE "claim impossible dsic epir wbb\nevidence\n" TRADE_LINE_ROWS
                 "row wbb 0 1 1\nend\n",
           XP_PROSE_TEXT, pieces);
}

/* p_buyer = - p_seller, and 0 <= p(0,1) + 1 <= p(0,5) + 1 <= p(4,5) + 1 <= -4 + 1 */
static void test_difference(void)
{
    static const char *const pieces[] = {
        "p_seller(0, 1) ≤ p_seller(0, 5) 0 ", "p_seller(0, 5) ≤ p_seller(4, 5) 0 ",
        "p_seller(4, 5) ≤ -4 -4 ", "0 ≤ p_seller(0, 1) + 1",
        "p_seller(0, 1) ≤ p_seller(0, 1) - 3, a contradiction.", NULL};

    expect(TRADE "claim impossible dsic epir sbb\nevidence\n" TRADE_LINE_ROWS
                 "row sbb 0 1 1\nend\n",
           XP_PROSE_TEXT, pieces);
}

/* In each case the one who loses 1 would have to be paid. */
static void test_cases(void)
{
    static const char *const pieces[] = {
        "No mechanism without lotteries is ex-post individually rational and free of payments",
        "had these properties. x(a | θ) is the probability of outcome a at profile θ.",
        "Case 1: the outcome at (s, s) is left.",
        "b at (s, s) x(right | s, s) - p_b(s, s) - x(left | s, s) ≥ 0 1",
        "x(left | s, s) = 1 2",
        "Case 2: the outcome at (s, s) is right.",
        "On the right stands -1 + 2 = 1.",
        "0 ≥ 1, a contradiction. Every case ends in a contradiction.",
        NULL};

    expect(OPPOSED "claim impossible deterministic epir nopay\nevidence\nbranch 0 0\n"
                   "case 0\nrow epir 1 0 0 1\nrow nopay 1 0 0 1\nrow one 0 0 -1\n"
                   "row fix 0 0 0 2\n"
                   "case 1\nrow epir 0 0 0 1\nrow nopay 0 0 0 1\nrow one 0 0 -1\n"
                   "row fix 0 0 1 2\nend\n",
           XP_PROSE_TEXT, pieces);
}

static void test_mechanisms(void)
{
    static const char *const satisfies[] = {
        "The mechanism below is dominant-strategy incentive compatible and ex-post individually "
        "rational.",
        "3 sale 1", "Ex-post individual rationality 2 0", NULL};
    static const char *const violates[] = {
        "The mechanism below is not dominant-strategy incentive compatible.",
        "buyer of type 3 gets by the truth a value of 3 less a payment of 3, that is 0; by "
        "reporting 1 a value of 3 less a payment of 1, that is 2. The lie gains 2.",
        NULL};
    static const char *const optimum[] = {
        "the largest value of the expected revenue is 1, and it is attained.",
        "buyer, type 3, report 1 p_buyer(3) - p_buyer(1) ≤ 0 1/2",
        "buyer at 1 p_buyer(1) ≤ 1 1",
        "The objective is 1/2 p_buyer(1) + 1/2 p_buyer(3). Every such mechanism satisfies",
        "1/2 p_buyer(1) + 1/2 p_buyer(3) ≤ 1.",
        "So no such mechanism has a larger value than 1.",
        NULL};
    static const char *const unbounded[] = {
        "the expected revenue has no least value", "The objective changes by -1 times s", NULL};

    expect(SALE("efficient first", "1", "1") "claim satisfies dsic epir\nevidence\npay 0 1\n"
                                             "pay 1 1\nend\n",
           XP_PROSE_TEXT, satisfies);
    refuse(SALE("efficient first", "1", "1") "claim satisfies dsic epir\nevidence\npay 0 1\n"
                                             "pay 1 2\nend\n");
    expect(SALE("efficient first", "1", "1") "claim violates dsic\nevidence\npay 0 1\npay 1 3\n"
                                             "row dsic 0 1 0\nend\n",
           XP_PROSE_TEXT, violates);
    refuse(SALE("efficient first", "1", "1") "claim violates dsic\nevidence\npay 0 1\npay 1 3\n"
                                             "row dsic 0 0 1\nend\n");
    expect(SALE("efficient first", "1", "1") "claim optimum max revenue 1 dsic epir\nevidence\n"
                                             "pay 0 1\npay 1 1\nrow dsic 0 1 0 1/2\n"
                                             "row epir 0 0 1\nend\n",
           XP_PROSE_TEXT, optimum);
    /* a value that is not attained, and one that the rows do not bound */
    refuse(SALE("efficient first", "1", "1") "claim optimum max revenue 2 dsic epir\nevidence\n"
                                             "pay 0 1\npay 1 1\nrow dsic 0 1 0 1/2\n"
                                             "row epir 0 0 1\nend\n");
    refuse(SALE("efficient first", "1", "1") "claim optimum max revenue 0 dsic epir\nevidence\n"
                                             "pay 0 0\npay 1 0\nrow dsic 0 1 0 1/2\n"
                                             "row epir 0 0 1\nend\n");
    expect(SALE("efficient first", "1", "1") "claim unbounded min revenue dsic epir\nevidence\n"
                                             "pay 0 0\npay 1 0\nray 0 -1\nray 1 -1\nend\n",
           XP_PROSE_TEXT, unbounded);
    refuse(SALE("efficient first", "1", "1") "claim unbounded min revenue dsic epir\nevidence\n"
                                             "pay 0 0\npay 1 0\nray 0 -1\nray 1 0\nend\n");
}

/* W is 1, 5, 0, 1: 1 - 5 - 0 + 1 = -3. */
static void test_groves(void)
{
    static const char *const cube[] = {"add up to W, where", "(0, 1) + 1", "(4, 1) - 0",
                                       "(0, 5) - 5", "(4, 5) + 1",
                                       "the signed sum of W is -3, a contradiction.", NULL};
    static const char *const balance[] = {"Some Groves payments", "a 2 2", "b 3 3", NULL};
    /* one outcome, worth the type to each: W is the sum of the types */
#define GIFT "expost-certificate 1\nenvironment\nagents 2\nagent 0 \"a\" 2\ntype 0 0 \"1\"\n" \
             "type 0 1 \"3\"\nagent 1 \"b\" 1\ntype 1 0 \"2\"\noutcomes 1\noutcome 0 \"gift\"\n" \
             "value 0 0 0 1\nvalue 0 0 1 3\nvalue 1 0 0 2\nprior none\noutside 0 none\n" \
             "outside 1 none\nrule fixed efficient first\nalloc 0 0 0\nalloc 1 0 0\n" \
             "claim groves-balance\nevidence\n"

    expect(TRADE "claim groves-no-balance\nevidence\ncube 1 1 0 0 -3\nend\n", XP_PROSE_TEXT,
           cube);
    refuse(TRADE "claim groves-no-balance\nevidence\ncube 1 1 0 0 3\nend\n");
    expect(GIFT "h 0 0 2\nh 1 0 1\nh 1 1 3\nend\n", XP_PROSE_TEXT, balance);
    refuse(GIFT "h 0 0 2\nh 1 0 1\nh 1 1 2\nend\n");
}

/* Selling to the lower type alone: the two gain 3 - 1 = 2 by changing places. */
static void test_implementable(void)
{
    static const char *const cycle[] = {
        "No payments make the allocation rule dominant-strategy incentive compatible in this "
        "environment.",
        "p_buyer(3) - p_buyer(1) ≤ -3", "p_buyer(1) - p_buyer(3) ≤ 1",
        "0 ≤ -2, a contradiction.", NULL};
    static const char *const potentials[] = {
        "Some payments make the efficient rule (ties to the first outcome) dominant-strategy "
        "incentive compatible in this environment.",
        "buyer 3 1", NULL};

    expect(SALE("other", "1", "0") "claim not-implementable dsic\nevidence\ncycle 0 0 1\nend\n",
           XP_PROSE_TEXT, cycle);
    refuse(SALE("other", "0", "1") "claim not-implementable dsic\nevidence\ncycle 0 0 1\nend\n");
    expect(SALE("efficient first", "1", "1") "claim implementable dsic\nevidence\n"
                                             "potential 0 0 1\npotential 0 1 1\nend\n",
           XP_PROSE_TEXT, potentials);
    refuse(SALE("efficient first", "1", "1") "claim implementable dsic\nevidence\n"
                                             "potential 0 0 1\npotential 0 1 2\nend\n");
}

/* One agent, who values left at 1 and right at -1. */
#define ALONE "expost-certificate 1\nenvironment\nagents 1\nagent 0 \"a\" 1\ntype 0 0 \"s\"\n" \
              "outcomes 2\noutcome 0 \"left\"\noutcome 1 \"right\"\nneeds 1 0\n" \
              "value 0 0 0 1\nvalue 0 1 0 -1\nprior independent\nmu 0 0 1\noutside 0 none\n" \
              "rule free\n"

/* The larger welfare is 1.  With right it is -1, and a would have to be paid. */
static void test_cases_of_optimum(void)
{
    static const char *const contradiction[] = {
        "Without a, right is not available.",
        "x(a | θ) is the probability of outcome a at profile θ. The objective is x(left | s) - "
        "x(right | s). The outcome at s is one of",
        "On the right stands 1 - 2 = -1. The left side is the objective, with its sign turned. So "
        "in this case the value is at most 1.",
        "On the right stands -1 + 2 = 1. On the left everything cancels, so the sum says 0 ≥ 1, "
        "a contradiction: no such mechanism falls into this case. In no case is the value larger "
        "than 1.",
        NULL};
    static const char *const less[] = {
        "On the right stands -1 + 2 = 1. The left side is the objective, with its sign turned. So "
        "in this case the value is at most -1, which is less than 1.",
        NULL};

    expect(ALONE "claim optimum max welfare 1 deterministic epir nopay\nevidence\nalloc 0 0\n"
                 "pay 0 0\nbranch 0\ncase 0\nrow one 0 1\nrow fix 0 0 -2\n"
                 "case 1\nrow epir 0 0 1\nrow nopay 0 0 1\nrow one 0 -1\nrow fix 0 1 2\nend\n",
           XP_PROSE_TEXT, contradiction);
    expect(ALONE "claim optimum max welfare 1 deterministic nopay\nevidence\nalloc 0 0\n"
                 "pay 0 0\nbranch 0\ncase 0\nrow one 0 1\nrow fix 0 0 -2\n"
                 "case 1\nrow one 0 -1\nrow fix 0 1 2\nend\n",
           XP_PROSE_TEXT, less);
}

/* What the designer collects in expectation is 0, and 4 with 1 from each type and agent. */
static void test_interim_balance(void)
{
    static const char *const exact[] = {
        "There is a mechanism with the interim payments below that is ex-post budget balanced.",
        "Budget balance in expectation 1 0",
        "The interim payments add up to the cost in expectation.",
        "r(θ) = c(θ) - Σ m_i(θ_i), of which the expectation is 0;",
        "p_1(θ) = m_1(θ_1) + r(θ) - E[r | θ_1], p_2(θ) = m_2(θ_2) + E[r | θ_1] and "
        "p_i(θ) = m_i(θ_i) for the others add up to c(θ) at every profile, and have these "
        "interim payments.",
        NULL};
    static const char *const weak[] = {
        "No deficit in expectation 1 2", "The interim payments cover the cost in expectation.",
        "s ≥ 0 what they exceed it by in expectation, and r(θ) = c(θ) + s - Σ m_i(θ_i), "
        "of which",
        "for the others add up to c(θ) + s at every profile", NULL};
    static const char *const violates[] = {
        "No mechanism with the interim payments below is interim individually rational.", NULL};

    expect(TRADE_REDUCED "claim satisfies sbb\nevidence\npay 0 0 0\npay 0 1 0\npay 1 0 0\n"
                         "pay 1 1 0\nend\n",
           XP_PROSE_TEXT, exact);
    expect_without(TRADE_REDUCED "claim satisfies eabb\nevidence\npay 0 0 0\npay 0 1 0\n"
                                 "pay 1 0 0\npay 1 1 0\nend\n",
                   "have these interim payments");
    expect(TRADE_REDUCED "claim satisfies wbb\nevidence\npay 0 0 1\npay 0 1 1\npay 1 0 1\n"
                         "pay 1 1 1\nend\n",
           XP_PROSE_TEXT, weak);
    expect(TRADE_REDUCED "claim violates iir\nevidence\npay 0 0 0\npay 0 1 0\npay 1 0 0\n"
                         "pay 1 1 0\nrow iir 0 1\nend\n",
           XP_PROSE_TEXT, violates);
}

/* A gift that costs 1 and is worth nothing; the two types are always the same. */
#define EQUAL "expost-certificate 1\nenvironment\nagents 2\nagent 0 \"a\" 2\ntype 0 0 \"0\"\n" \
              "type 0 1 \"1\"\nagent 1 \"b\" 2\ntype 1 0 \"0\"\ntype 1 1 \"1\"\noutcomes 1\n" \
              "outcome 0 \"gift\"\ncost 0 1\nprior joint\nmux 0 0 1/2\nmux 1 1 1/2\n" \
              "outside 0 none\noutside 1 none\nrule fixed other\nalloc 0 0 0\nalloc 0 1 0\n" \
              "alloc 1 0 0\nalloc 1 1 0\n"

static void test_symbols(void)
{
    static const char *const joint[] = {
        "Write E p_i for the expectation of p_i(θ) under the prior. They would satisfy",
        "less its outside option, each profile weighted with its probability:",
        "E p_a + E p_b = 1", NULL};
    static const char *const mixed[] = {
        "m_i(t) is the sum, over the others' types, of their probability times p_i at these types "
        "and t. Types are independent, so m_i(t) depends on the report t only: whoever reports t "
        "expects to pay it, whatever the true type.",
        "m_seller(4) ≤ -2", "p_seller(4, 5) = 0", NULL};
    static const char *const budget[] = {
        "The objective is -E m_seller - E m_buyer. Every such mechanism satisfies the following "
        "inequality, with the number by which it is multiplied below.",
        "By (1), -E m_seller - E m_buyer ≥ 0. This sum is the part of the objective", NULL};

    expect(EQUAL "claim impossible iir eabb\nevidence\nrow iir 0 0 1\nrow iir 0 1 1\n"
                 "row iir 1 0 1\nrow iir 1 1 1\nrow eabb 1\nend\n",
           XP_PROSE_TEXT, joint);
    expect(TRADE "claim impossible iir nopay\nevidence\nrow iir 0 1 1\nrow nopay 0 1 0 1/4\n"
                 "row nopay 0 1 1 1/4\nend\n",
           XP_PROSE_TEXT, mixed);
    expect(TRADE "claim optimum min deficit 0 eabb\nevidence\npay 0 0 0 0\npay 0 1 0 0\n"
                 "pay 1 0 0 0\npay 1 1 0 0\nrow eabb -1\nend\n",
           XP_PROSE_TEXT, budget);
}

/* A gift that is worth 1 and costs 2. */
#define DEAR "expost-certificate 1\nenvironment\nagents 1\nagent 0 \"a\" 2\ntype 0 0 \"s\"\n" \
             "type 0 1 \"t\"\noutcomes 1\noutcome 0 \"gift\"\ncost 0 2\nvalue 0 0 0 1\n" \
             "value 0 0 1 1\nprior independent\nmu 0 0 1\nmu 0 1 0\noutside 0 none\n" \
             "rule fixed other\nalloc 0 0\nalloc 1 0\n"

static void test_wordings(void)
{
    static const char *const constant[] = {
        "The rule is fixed, and the expected welfare (values less cost) does not depend on the "
        "payments: it is 2 in every such mechanism. End of proof.",
        NULL};
    static const char *const ray[] = {
        "The payments are 0 at first. For every s ≥ 0, s times the following changes can be "
        "added to these payments:",
        NULL};
    static const char *const rule[] = {"The allocation rule above is ex-post efficient.", NULL};
    static const char *const pays[] = {"buyer pays 1 at 1, although no agent may pay.", NULL};
    static const char *const paid[] = {"buyer is paid 1 at 1, although no agent may be paid.",
                                       NULL};
    static const char *const used[] = {
        "It uses only type 4 of seller and type 5 of buyer. So it holds", NULL};
    static const char *const dear[] = {
        "over the outside options of -1, and rents of at least 0 have to be left to the agents: 1 "
        "is missing.",
        NULL};
    static const char *const left_out[] = {
        "Types of probability 0 are left out: none of their own inequalities counts, and the "
        "report of one costs so much that nobody gains by it. Agent Type Payment ----- ---- "
        "------- a s 1",
        NULL};
    static const char rule_alone[] = SALE("efficient first", "1", "1") "claim satisfies eff\n"
                                                                       "evidence\nend\n";

    expect(SALE("efficient first", "1", "1") "claim optimum max welfare 2 dsic\nevidence\n"
                                             "pay 0 1\npay 1 1\nend\n",
           XP_PROSE_TEXT, constant);
    expect(ALONE "claim unbounded max revenue eff\nevidence\nalloc 0 0\nray 0 1\nend\n",
           XP_PROSE_TEXT, ray);
    expect(rule_alone, XP_PROSE_TEXT, rule);
    expect_without(rule_alone, "The mechanism chooses");
    expect(SALE("efficient first", "1", "1") "claim violates nopay\nevidence\npay 0 1\npay 1 1\n"
                                             "row nopay 0 0\nend\n",
           XP_PROSE_TEXT, pays);
    expect(SALE("efficient first", "1", "1") "claim violates npt\nevidence\npay 0 -1\npay 1 1\n"
                                             "row npt 0 0\nend\n",
           XP_PROSE_TEXT, paid);
    expect(TRADE "claim impossible epir nopay\nevidence\nrow epir 0 1 1 1\nrow nopay 0 1 1 1\n"
                 "end\n",
           XP_PROSE_TEXT, used);
    expect(DEAR "claim impossible iir eabb\nevidence\nrow iir 0 0 1\nrow eabb 1\nend\n",
           XP_PROSE_TEXT, dear);
    expect(DEAR "claim implementable bic\nevidence\npotential 0 0 1\nend\n", XP_PROSE_TEXT,
           left_out);
}

/* Labels that LaTeX, Markdown or the paper's own marks would take for something else. */
#define ODD "expost-certificate 1\nenvironment\nagents 1\nagent 0 \"b_{%}\\x02$\" 2\n" \
            "type 0 0 \"a*b|#\"\ntype 0 1 \"\\xCE\\xB8\\xE4\\xB8\\xAD\"\noutcomes 1\n" \
            "outcome 0 \"\\x5Cend{proof}\"\nprior none\noutside 0 none\n" \
            "rule fixed efficient first\nalloc 0 0\nalloc 1 0\nclaim satisfies dsic\nevidence\n" \
            "pay 0 1\npay 1 1\nend\n"

static void test_forms(void)
{
    static const char *const latex[] = {
        "% expost explain a.cert \\documentclass", "\\begin{proposition}", "\\begin{proof}",
        "$m_{\\text{seller}}(\\text{0}) - m_{\\text{seller}}(\\text{4}) \\le 0$",
        "\\end{proof} \\end{document}", NULL};
    static const char *const odd[] = {"b\\_\\{\\%\\}?\\$", "a{*}b$|$\\#", "$\\theta $",
                                      "{[}U+4E2D{]}", "\\textbackslash{}end\\{proof\\}", NULL};
    static const char *const markdown[] = {
        "<!-- expost explain a.cert -->", "**Proposition.**",
        "| (1) | seller, type 0, report 4 | m\\_seller(0) - m\\_seller(4) ≤ 0 | 1/2 |", NULL};
    static const char *const odd_markdown[] = {"b\\_{%}?\\$", "a\\*b\\|\\#", NULL};
    char *digits = explain(TRADE_IMPOSSIBLE, XP_PROSE_TEXT, 2);

    expect(TRADE_IMPOSSIBLE, XP_PROSE_LATEX, latex);
    expect(ODD, XP_PROSE_LATEX, odd);
    expect(TRADE_IMPOSSIBLE, XP_PROSE_MARKDOWN, markdown);
    expect(ODD, XP_PROSE_MARKDOWN, odd_markdown);
    XP_CHECK(strstr(digits, "which is 1/4 = 0.25 more") != NULL);
    free(digits);
}

/* No line of text is over the width, and none ends in a blank. */
static void test_width(void)
{
    xp_explain_options_t options = {XP_PROSE_TEXT, NULL, -1};
    xp_certificate_t certificate;
    size_t i, width = 0, widest = 0;
    xp_string_t out;
    xp_error_t error;

    xp_string_init(out);
    xp_error_init(error);
    if (read_text(certificate, TRADE_IMPOSSIBLE))
        XP_CHECK(xp_explain(out, certificate, &options, error) == XP_OK);
    for (i = 0; i < out->length; i++)
    {
        width = out->text[i] == '\n' ? 0 : width + (((unsigned char) out->text[i] & 0xC0) != 0x80);
        widest = width > widest ? width : widest;
        XP_CHECK(out->text[i] != '\n' || i == 0 || out->text[i - 1] != ' ');
    }
    XP_CHECK(widest > 60 && widest <= 98);
    xp_certificate_clear(certificate);
    xp_string_clear(out);
    xp_error_clear(error);
}

int main(void)
{
    static const xp_test_t tests[] = {{"impossible", test_impossible},
                                      {"reduced", test_reduced},
                                      {"line", test_line},
                                      {"difference", test_difference},
                                      {"cases", test_cases},
                                      {"mechanisms", test_mechanisms},
                                      {"groves", test_groves},
                                      {"implementable", test_implementable},
                                      {"cases of an optimum", test_cases_of_optimum},
                                      {"interim balance", test_interim_balance},
                                      {"symbols", test_symbols},
                                      {"wordings", test_wordings},
                                      {"forms", test_forms},
                                      {"width", test_width}};

    return XP_TEST_MAIN("cert/explain", tests);
}
