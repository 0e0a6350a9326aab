/* What the chapters of an explanation share: the paper, and words for the model's things. */
#ifndef XP_CERT_EXPLAIN_IMPL_H
#define XP_CERT_EXPLAIN_IMPL_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/cert/certificate.h>
#include <expost/cert/explain.h>
#include <expost/exist/question.h>
#include <expost/model/environment.h>
#include <expost/model/rule.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>

#include "cert/prose.h"

/*
 * What is being written.  The words of the next paragraph, formula or cell gather in text.
 *   rule      the fixed rule, NULL when it is free or in reduced form
 *   question  as claimed, with environment and rule filled in
 *   profile   room for one profile
 */
typedef struct
{
    const xp_certificate_struct *certificate;
    const xp_environment_struct *environment;
    const xp_rule_struct *rule;
    xp_question_t question;
    long digits;
    xp_paper_t paper;
    xp_string_t text;
    slong *profile;
} xp_explanation_t;

/* Adds to the text: plain words as printf; names and labels of the model. */
void xp_say(xp_explanation_t *e, const char *format, ...) XP_PRINTF(2, 3);
void xp_say_agent(xp_explanation_t *e, slong agent);
void xp_say_type(xp_explanation_t *e, slong agent, slong type);
void xp_say_outcome(xp_explanation_t *e, slong outcome);

/* "(0, 5)"; one agent: the type alone. */
void xp_say_profile(xp_explanation_t *e, slong index);

/* The same without brackets. */
void xp_say_types(xp_explanation_t *e, slong index);

/* The others' types on a line of the agent, likewise. */
void xp_say_others(xp_explanation_t *e, slong agent, slong line);

/* An outcome or "1/2 keep + 1/2 trade". */
void xp_say_choice(xp_explanation_t *e, const xp_rule_struct *rule, slong choice);

/* A fraction; with the decimals beside it that were asked for. */
void xp_say_number(xp_explanation_t *e, const fmpq_t value);
void xp_say_value(xp_explanation_t *e, const fmpq_t value);

/* " + 3" or " - 3", behind a term. */
void xp_say_signed(xp_explanation_t *e, const fmpq_t value);

/* "one type", "2 agents"; "and" between the last two of count things, commas before. */
void xp_say_count(xp_explanation_t *e, slong count, const char *noun);
void xp_say_comma(xp_explanation_t *e, slong i, slong count);

/* Use up the text. */
void xp_end_paragraph(xp_explanation_t *e);
void xp_end_formula(xp_explanation_t *e);
void xp_end_heading(xp_explanation_t *e);
void xp_end_cell(xp_explanation_t *e);

/* The columns of a table: two of words, then one of numbers under each label of the model. */
typedef struct
{
    xp_column_t *column;
    char **label;
    size_t count;
} xp_columns_struct;

typedef xp_columns_struct xp_columns_t[1];

/*
 * With room for so many labels, which are added without control characters.  The headings
 * of the words outlive the columns.
 */
void xp_columns_init(xp_columns_t columns, const char *first, const char *second, slong labels);
void xp_columns_add(xp_columns_t columns, const char *label);
void xp_columns_clear(xp_columns_t columns);

/* "Profile", "Outcome", and a column for each agent. */
void xp_columns_init_profiles(xp_columns_t columns, const xp_explanation_t *e);

/* A cell with a number, or with words of our own. */
void xp_cell_number(xp_explanation_t *e, const fmpq_t value);
void xp_cell(xp_explanation_t *e, const char *words);

/* "Bayesian incentive compatible"; the noun "Bayesian incentive compatibility". */
const char *xp_property_adjective(xp_property_t property);
const char *xp_property_noun(xp_property_t property);

/* The claimed properties: "A, B and C". */
void xp_say_properties(xp_explanation_t *e, xp_properties_t properties);

/* Whether the claim is about the fixed rule, which stands above, and states no payments. */
int xp_states_rule_alone(const xp_explanation_t *e);

/* "the expected revenue E Σ p_i", without an article at the start of a sentence. */
void xp_say_objective(xp_explanation_t *e);

/* The claim as a sentence; place: where the fixed rule stands, "above" or "below". */
void xp_say_claim(xp_explanation_t *e, const char *place);

/* mu_i(t).  Domain: a prior. */
void xp_type_probability(fmpq_t value, const xp_explanation_t *e, slong agent, slong type);

/* The chapters. */
void xp_explain_environment(xp_explanation_t *e);
void xp_explain_claim(xp_explanation_t *e);
XP_MUST_USE xp_status_t xp_explain_mechanism(xp_explanation_t *e, xp_error_t error);
XP_MUST_USE xp_status_t xp_explain_violation(xp_explanation_t *e, xp_error_t error);
XP_MUST_USE xp_status_t xp_explain_ray(xp_explanation_t *e, xp_error_t error);
XP_MUST_USE xp_status_t xp_explain_proof(xp_explanation_t *e, xp_error_t error);
XP_MUST_USE xp_status_t xp_explain_balance(xp_explanation_t *e, xp_error_t error);
XP_MUST_USE xp_status_t xp_explain_cube(xp_explanation_t *e, xp_error_t error);
XP_MUST_USE xp_status_t xp_explain_potentials(xp_explanation_t *e, xp_error_t error);
XP_MUST_USE xp_status_t xp_explain_type_cycle(xp_explanation_t *e, xp_error_t error);

#endif
