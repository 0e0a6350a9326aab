/* Asks a mechanism of a real decision for its properties: polynomial inequalities on boxes. */
#ifndef XP_CONT_DECISION_CHECK_H
#define XP_CONT_DECISION_CHECK_H

#include <expost/base/progress.h>
#include <expost/cont/decision_payments.h>

/* The properties of semantics.md section 4 that have a meaning here. */
typedef enum
{
    XP_DECISION_DSIC = 0,
    XP_DECISION_BIC,
    XP_DECISION_EPIR,
    XP_DECISION_IIR,
    XP_DECISION_EAIR,
    XP_DECISION_SBB,
    XP_DECISION_WBB,
    XP_DECISION_EABB,
    XP_DECISION_EAWBB,
    XP_DECISION_EFF,
    XP_DECISION_NPT,
    XP_DECISION_NOPAY
} xp_decision_question_t;

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
    xp_decision_question_t question;
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
} xp_decision_finding_struct;

typedef xp_decision_finding_struct xp_decision_finding_t[1];

void xp_decision_finding_init(xp_decision_finding_t finding);
void xp_decision_finding_clear(xp_decision_finding_t finding);
void xp_decision_finding_swap(xp_decision_finding_t a, xp_decision_finding_t b);

/* "dsic", ..., "nopay"; whether expectations are needed. */
const char *xp_decision_question_name(xp_decision_question_t question);
int xp_decision_question_needs_prior(xp_decision_question_t question);

/*
 * Meaning   whether the mechanism has the property
 * Domain    the mechanism is set; its pool may grow
 * Result    dsic, bic: the gain of truth over a report is divided by (type - report)^2 and the
 *           quotient's sign proved on the box of types and report; dsic of Groves payments and bic
 *           of dagv and Groves payments also by the theorem, when the rule is efficient.  iir:
 *           signs of a polynomial of one type, exact.  sbb, nopay: identities; wbb, epir, npt: sign
 *           on the box.  eff: as mechanism->efficiency
 * Failure   XP_REFUSED, named: an expectation without piecewise polynomial priors, or of what is no
 *           polynomial; XP_STOPPED
 * Cost      as xp_decision_efficiency for each agent
 * Source    semantics.md section 4
 */
XP_MUST_USE xp_status_t xp_decision_ask(xp_decision_finding_t finding,
                                        xp_decision_mechanism_t mechanism,
                                        xp_decision_question_t question,
                                        const xp_progress_t *progress, xp_error_t error);

#endif
