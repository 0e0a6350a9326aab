/* Types, profiles, choices in words, for every report. */
#ifndef XP_RENDER_WORDS_IMPL_H
#define XP_RENDER_WORDS_IMPL_H

#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/model/environment.h>
#include <expost/model/rule.h>
#include <expost/num/compat.h>

/* "(low, 3/4)"; with one agent the type itself. */
void xp_words_add_profile(xp_string_t out, const xp_environment_t environment,
                          const slong *profile);

/* The others' types as a tuple without agent's: "(low, 3/4)". */
void xp_words_add_others(xp_string_t out, const xp_environment_t environment, slong agent,
                         const slong *profile);

/*
 * The others' types with their names: "buyer has type 7/8", "Blake, Eva have the types
 * (2, 0), low".  Domain: at least two agents
 */
void xp_words_add_others_named(xp_string_t out, const xp_environment_t environment, slong agent,
                               const slong *profile);

/* An outcome, or a lottery as in the language: `1/2 keep + 1/2 trade`, `1/2 "0" + 1/2 "1"`. */
void xp_words_add_weights(xp_string_t out, const xp_environment_t environment,
                          const fmpq *weight);
void xp_words_add_choice(xp_string_t out, const xp_environment_t environment,
                         const xp_rule_t rule, slong choice);

/* "possible", "impossible" or "unknown": whether what was asked for exists. */
const char *xp_words_existence(xp_answer_t answer);

/* A count alone, "16". */
void xp_words_add_number(xp_string_t out, const fmpz_t count);

/* A count with its noun: "1 profile", "16 profiles". */
void xp_words_add_count(xp_string_t out, const fmpz_t count, const char *noun);

/* The weights of all outcomes at a choice: outcome_count rationals, initialised. */
void xp_words_weights(fmpq *weight, const xp_rule_t rule, slong choice);

#endif
