/* What the forms of the reports `decide` and `subsidy` share. */
#ifndef XP_RENDER_DECIDE_IMPL_H
#define XP_RENDER_DECIDE_IMPL_H

#include <jansson.h>

#include <expost/render/decide.h>
#include <expost/render/sheet.h>

#include "render/pay_impl.h"

/* "possible", "optimal", "unbounded", "impossible", "unknown". */
const char *xp_decide_verdict(xp_verdict_t verdict);

/* "efficient", "model", "free". */
const char *xp_decide_rule(const xp_question_t *question);

/* The verdict in one sentence, with rule and properties in words. */
void xp_decide_add_verdict(xp_string_t out, const xp_decide_report_t *decide, long digits);

/* "the efficient rule, ties to the first outcome,": of a fixed rule. */
void xp_decide_add_rule(xp_string_t out, const xp_rule_struct *rule);

/* "the expected revenue", "the expected utility of Ann". */
void xp_decide_add_objective(xp_string_t out, const xp_question_t *question);

/* Least subsidy and largest surplus, where they are known; a sentence. */
void xp_decide_add_surplus(xp_string_t out, const xp_decide_report_t *decide, long digits);

/* How far the largest welfare is from the first best, where that is known; a sentence. */
void xp_decide_add_first_best(xp_string_t out, const xp_decision_struct *decision, long digits);

/* How the verdict was reached; a sentence. */
const char *xp_decide_method(const xp_decision_struct *decision);

/* A row in short: "seller, type 1/2, report 3/4". */
void xp_decide_add_row(xp_string_t out, const xp_row_key_t *key,
                       const xp_environment_t environment);

/* The mechanism by what each type expects: a table, and as the value of "mechanism". */
void xp_decide_add_interim(xp_sheet_t sheet, const xp_report_t *report,
                           const xp_pay_interim_struct *interim);
json_t *xp_decide_describe_interim(const xp_report_t *report,
                                   const xp_pay_interim_struct *interim);

/*
 * A walk over the leaves of a proof, in order.  path[d] is the node of the branch at depth d,
 * outcome[d] the case that was taken there.
 */
typedef struct
{
    const xp_proof_struct *proof;
    slong outcome_count;
    size_t node;
    size_t depth;
    size_t *path;
    slong *outcome;
    size_t path_room;
    size_t outcome_room;
} xp_leaves_struct;

typedef xp_leaves_struct xp_leaves_t[1];

void xp_leaves_init(xp_leaves_t leaves, const xp_proof_struct *proof, slong outcome_count);
void xp_leaves_clear(xp_leaves_t leaves);

/* The next leaf, NULL after the last. */
const xp_proof_node_t *xp_leaves_next(xp_leaves_t leaves);

/*
 * The report, with the verdict as a word (for JSON) and in a sentence that add_verdict adds;
 * as xp_decide_render.
 */
XP_MUST_USE xp_status_t xp_decide_render_as(xp_string_t out, const xp_report_t *report,
                                            const xp_decide_report_t *decide,
                                            const char *verdict,
                                            void (*add_verdict)(xp_string_t out,
                                                                const xp_decide_report_t *decide,
                                                                long digits),
                                            xp_error_t error);

/* Adds multipliers, ray, mechanism, method, and the way to a certificate. */
void xp_decide_add_evidence(xp_sheet_t sheet, const xp_report_t *report,
                            const xp_decide_report_t *decide, const xp_pay_struct *pay);

/* Sets the fields from the rule on that both reports have. */
void xp_decide_set_json(json_t *object, const xp_report_t *report,
                        const xp_decide_report_t *decide, const xp_pay_struct *pay);

/* Of a decision with a mechanism. */
int xp_decide_has_mechanism(const xp_decision_struct *decision);

#endif
