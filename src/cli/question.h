/* The question that the options put to a model: does a mechanism exist? */
#ifndef XP_CLI_QUESTION_H
#define XP_CLI_QUESTION_H

#include <expost/exist/decide.h>
#include <expost/exist/question.h>
#include <expost/model/rule.h>

#include "cli/cli.h"
#include "cli/properties.h"

/* rule: the fixed rule that question points to. */
typedef struct
{
    xp_question_t question;
    xp_rule_t rule;
} xp_cli_question_struct;

typedef xp_cli_question_struct xp_cli_question_t[1];

void xp_cli_question_init(xp_cli_question_t question);
void xp_cli_question_clear(xp_cli_question_t question);

/*
 * Meaning   what can be said of the options before a model is read
 * Result    0, or XP_EXIT_USAGE after the message
 */
int xp_cli_question_usage(xp_cli_properties_t *properties, const xp_cli_options_struct *options);

/*
 * Meaning   the question that the options put to the model, checked; a stated rule is listed
 * Domain    model outlives the question
 * Result    0, or the exit status after the message
 */
int xp_cli_question_set(xp_cli_question_t question, const xp_cli_options_struct *options,
                        const xp_cli_properties_t *properties, const xp_model_t model);

/* A question that was set has its rule listed; for a free rule the profiles have to be. */
int xp_cli_question_list(xp_cli_question_t question);

/* Environment and rule alone, the rule listed; as before. */
int xp_cli_question_set_rule(xp_cli_question_t question, const xp_cli_options_struct *options,
                             const xp_model_t model);

/* The least expected deficit of the efficient rule under bic and iir; as before. */
int xp_cli_question_set_subsidy(xp_cli_question_t question, const xp_cli_options_struct *options,
                                const xp_model_t model);

/*
 * Meaning   decides under the options' method and limits
 * Result    0 and decision, where a limit or a stop is XP_UNKNOWN; or the exit status
 */
int xp_cli_question_decide(xp_decision_t decision, const xp_cli_question_t question,
                           const xp_cli_options_struct *options);

/* The names of the objectives with commas between them. */
void xp_cli_add_objectives(xp_string_t out);

#endif
