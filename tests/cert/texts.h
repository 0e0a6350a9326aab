/* Small certificates by hand, whose every number can be worked out on paper. */
#ifndef XP_TESTS_CERT_TEXTS_H
#define XP_TESTS_CERT_TEXTS_H

#include <string.h>

#include <expost/cert/certificate.h>

#include "tests/lib/harness.h"

/*
 * Bilateral trade: costs 0 and 4, values 1 and 5, each equally likely, trade at (0, 1),
 * (0, 5) and (4, 5).  A seller of type 0 can claim 4 and trade half the time, so it keeps
 * 2; a buyer of type 5 likewise; half of 2 and half of 2 are rents of 2 in expectation,
 * while the gains from trade are (1 + 5 + 1) / 4 = 7/4 (Matsuo 1989 for two types).
 */
#define TRADE_BEFORE_VALUES "expost-certificate 1\n" \
    "environment\n" \
    "agents 2\n" \
    "agent 0 \"seller\" 2\n" \
    "type 0 0 \"0\"\n" \
    "type 0 1 \"4\"\n" \
    "agent 1 \"buyer\" 2\n" \
    "type 1 0 \"1\"\n" \
    "type 1 1 \"5\"\n"

#define TRADE_PRIOR "prior independent\n" \
    "mu 0 0 1/2\n" \
    "mu 0 1 1/2\n" \
    "mu 1 0 1/2\n" \
    "mu 1 1 1/2\n"

#define TRADE TRADE_BEFORE_VALUES \
    "outcomes 2\n" \
    "outcome 0 \"keep\"\n" \
    "outcome 1 \"trade\"\n" \
    "value 0 1 1 -4\n" \
    "value 1 1 0 1\n" \
    "value 1 1 1 5\n" TRADE_PRIOR \
    "outside 0 none\n" \
    "outside 1 none\n" \
    "rule fixed efficient first\n" \
    "alloc 0 0 1\n" \
    "alloc 0 1 1\n" \
    "alloc 1 0 0\n" \
    "alloc 1 1 1\n"

/* The seller expects at most -2, the buyer 7/4: 1/4 is missing. */
#define TRADE_ROWS "row bic 0 0 1 1\n" \
    "row bic 1 1 0 1\n" \
    "row iir 0 1 2\n" \
    "row iir 1 0 2\n" \
    "row eabb 1\n"

#define TRADE_IMPOSSIBLE TRADE "claim impossible bic iir sbb\nevidence\n" TRADE_ROWS "end\n"

/* The same from its interim tables. */
#define TRADE_REDUCED "expost-certificate 1\n" \
    "environment reduced\n" \
    "agents 2\n" \
    "agent 0 \"seller\" 2\n" \
    "type 0 0 \"0\"\n" \
    "type 0 1 \"4\"\n" \
    "agent 1 \"buyer\" 2\n" \
    "type 1 0 \"1\"\n" \
    "type 1 1 \"5\"\n" TRADE_PRIOR \
    "gain 0 0 0 0\n" \
    "gain 0 0 1 0\n" \
    "gain 0 1 0 -4\n" \
    "gain 0 1 1 -2\n" \
    "gain 1 0 0 1/2\n" \
    "gain 1 0 1 1\n" \
    "gain 1 1 0 5/2\n" \
    "gain 1 1 1 5\n" \
    "out 0 0 0\n" \
    "out 0 1 0\n" \
    "out 1 0 0\n" \
    "out 1 1 0\n" \
    "expected-cost 0\n" \
    "rule fixed other\n"

/*
 * At (0, 5) the seller pays at most what it would at (4, 5), that is -4, and the buyer at
 * most what it would at (0, 1), that is 1.
 */
#define TRADE_LINE_ROWS "row dsic 0 0 1 1 1\n" \
    "row dsic 1 1 0 0 1\n" \
    "row epir 0 1 1 1\n" \
    "row epir 1 0 0 1\n"

/* One buyer of value 1 or 3, who is always sold to, or not. */
#define SALE(rule, first, second) "expost-certificate 1\n" \
    "environment\n" \
    "agents 1\n" \
    "agent 0 \"buyer\" 2\n" \
    "type 0 0 \"1\"\n" \
    "type 0 1 \"3\"\n" \
    "outcomes 2\n" \
    "outcome 0 \"none\"\n" \
    "outcome 1 \"sale\"\n" \
    "value 0 1 0 1\n" \
    "value 0 1 1 3\n" \
    "prior independent\n" \
    "mu 0 0 1/2\n" \
    "mu 0 1 1/2\n" \
    "outside 0 none\n" \
    "rule fixed " rule "\n" \
    "alloc 0 " first "\n" \
    "alloc 1 " second "\n"

/* Opposed tastes, one type each, no rule. */
#define OPPOSED "expost-certificate 1\n" \
    "environment\n" \
    "agents 2\n" \
    "agent 0 \"a\" 1\n" \
    "type 0 0 \"s\"\n" \
    "agent 1 \"b\" 1\n" \
    "type 1 0 \"s\"\n" \
    "outcomes 2\n" \
    "outcome 0 \"left\"\n" \
    "outcome 1 \"right\"\n" \
    "value 0 0 0 1\n" \
    "value 0 1 0 -1\n" \
    "value 1 0 0 -1\n" \
    "value 1 1 0 1\n" \
    "prior none\n" \
    "outside 0 none\n" \
    "outside 1 none\n" \
    "rule free\n"

/* Reads the text; a failure leaves an empty certificate. */
static inline int read_text(xp_certificate_t certificate, const char *text)
{
    xp_error_t error;
    int good;

    xp_error_init(error);
    xp_certificate_init(certificate);
    good = xp_certificate_read(certificate, text, strlen(text), NULL, error) == XP_OK;
    XP_CHECK(good);
    xp_error_clear(error);
    return good;
}

#endif
