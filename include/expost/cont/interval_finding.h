/* What a mechanism answered when types are intervals: the answer, its proof or its witness. */
#ifndef XP_CONT_INTERVAL_FINDING_H
#define XP_CONT_INTERVAL_FINDING_H

#include <expost/model/continuous.h>

/* The properties of semantics.md section 4 that have a meaning here. */
typedef enum
{
    XP_INTERVAL_DSIC = 0,
    XP_INTERVAL_BIC,
    XP_INTERVAL_EPIR,
    XP_INTERVAL_IIR,
    XP_INTERVAL_EAIR,
    XP_INTERVAL_SBB,
    XP_INTERVAL_WBB,
    XP_INTERVAL_EABB,
    XP_INTERVAL_EAWBB,
    XP_INTERVAL_EFF,
    XP_INTERVAL_NPT,
    XP_INTERVAL_NOPAY
} xp_interval_question_t;

/* A set of types of one agent; an end with open != 0 does not belong to it. */
typedef struct
{
    slong agent;
    xp_real_t low;
    xp_real_t high;
    int low_open;
    int high_open;
} xp_type_interval_struct;

/*
 *   answer, how   the answer, and a sentence: the proof, what refutes it, or why it is undecided
 *   how_agent     for each agent (dsic, bic, epir, iir, eair, npt, nopay): the same in words, or
 *                 NULL; n texts
 *   has_slack     slack is the least value of left less right side (iir, eair, eabb, eawbb: exact;
 *                 of an equality minus the absolute difference); slack_agent whose, or -1;
 *                 has_slack_type: slack_type is the least type of that agent where it is attained
 *   XP_FAILS      witness_agent (-1: none); has_profile: profile, n rational types (for dsic and
 *                 bic only entry witness_agent is a true type; bic: the others are 0 and mean
 *                 nothing; has_profile is 0 for iir, eair, eabb, eawbb); has_report: report, the
 *                 better report; has_type: type, for interim ones, rational; difference: left less
 *                 right side there, < 0 (an equality: != 0), exact or enclosed
 *   interval      XP_FAILS of iir, and of bic where the truth is not a stationary report: types
 *                 that violate, interval_count of them, by agent and rising; complete says whether
 *                 these are all violating types but single points
 *   excess        sbb, wbb, eabb, eawbb: sum of p_i less cost, an expression in the mechanism's
 *                 pool; NULL for others
 */
typedef struct
{
    xp_interval_question_t question;
    xp_answer_t answer;
    char *how;
    slong n;
    char **how_agent;
    int has_slack;
    slong slack_agent;
    xp_real_t slack;
    int has_slack_type;
    xp_real_t slack_type;
    slong witness_agent;
    int has_profile;
    fmpq *profile;
    int has_type;
    fmpq_t type;
    int has_report;
    fmpq_t report;
    xp_real_t difference;
    slong interval_count;
    xp_type_interval_struct *interval;
    int complete;
    const xp_expression_struct *excess;
} xp_interval_finding_struct;

typedef xp_interval_finding_struct xp_interval_finding_t[1];

void xp_interval_finding_init(xp_interval_finding_t finding);
void xp_interval_finding_clear(xp_interval_finding_t finding);
void xp_interval_finding_swap(xp_interval_finding_t a, xp_interval_finding_t b);

/* "dsic", ..., "nopay"; whether expectations are needed. */
const char *xp_interval_question_name(xp_interval_question_t question);
int xp_interval_question_needs_prior(xp_interval_question_t question);

#endif
