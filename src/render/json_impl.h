/* JSON objects of results: every number a string, names by label. */
#ifndef XP_RENDER_JSON_IMPL_H
#define XP_RENDER_JSON_IMPL_H

#include <jansson.h>

#include <expost/base/string.h>
#include <expost/model/environment.h>
#include <expost/num/compat.h>
#include <expost/render/report.h>

/* A text; bytes that are not UTF-8 become U+FFFD. */
json_t *xp_json_text(const char *text);

/* The same, or null. */
json_t *xp_json_text_or_null(const char *text);

/* "p/q", "p" and counts. */
json_t *xp_json_rational(const fmpq_t value);
json_t *xp_json_count(const fmpz_t value);
json_t *xp_json_size(size_t value);

/*
 * Meaning   sets key to value, and with digits >= 0 key_decimal to
 *           {"value": "0.333", "rounded": true} beside it
 */
void xp_json_set_rational(json_t *object, const char *key, const fmpq_t value, long digits);

/* The same for a list of count values. */
void xp_json_set_rationals(json_t *object, const char *key, const fmpq *value, slong count,
                           long digits);

/* Sets key_decimal to what stands beside key. */
void xp_json_set_decimal(json_t *object, const char *key, json_t *decimal);

/* A list of type labels: all agents', or all but one agent's. */
json_t *xp_json_profile(const xp_environment_t environment, const slong *profile);
json_t *xp_json_others(const xp_environment_t environment, slong agent, const slong *profile);

/* The labels of all agents, of all outcomes. */
json_t *xp_json_agents(const xp_environment_t environment);
json_t *xp_json_outcomes(const xp_environment_t environment);

/* An outcome's label, or {"lottery": {label: weight}}. */
json_t *xp_json_weights(const xp_environment_t environment, const fmpq *weight);
json_t *xp_json_choice(const xp_environment_t environment, const xp_rule_t rule, slong choice);

/* Sentences as a list. */
json_t *xp_json_texts(const char *const *text, size_t count);

/* The object with the fields that every output begins with. */
json_t *xp_json_begin(const xp_report_t *report, int exit_status);

/*
 * The same in two parts, before and after the value of a key that stands at a depth (1: in
 * object itself).  Domain: its value is null, and no other of that name at that depth is
 */
void xp_json_finish_around(xp_string_t before, xp_string_t after, const xp_report_t *report,
                           json_t *object, const char *key, size_t depth);

/*
 * The text of a value within an object, its lines indented by depth more blanks;
 * value is given up.
 */
void xp_json_add_value(xp_string_t out, json_t *value, size_t depth);

/* Adds the object's text and a line end, and gives the object up. */
void xp_json_finish(xp_string_t out, const xp_report_t *report, json_t *object);

#endif
