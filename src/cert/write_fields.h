/* The fields of a record as text: each adds one blank and what it names. */
#ifndef XP_CERT_WRITE_FIELDS_H
#define XP_CERT_WRITE_FIELDS_H

#include <expost/base/string.h>
#include <expost/exist/proof.h>
#include <expost/exist/row.h>
#include <expost/model/environment.h>
#include <expost/model/profiles.h>
#include <expost/model/rule.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>

/* A record begins with its word and ends with a line feed. */
void xp_field_begin(xp_string_t out, const char *word);
void xp_field_end(xp_string_t out);

void xp_field_word(xp_string_t out, const char *word);
void xp_field_index(xp_string_t out, slong index);
void xp_field_number(xp_string_t out, const fmpq_t value);
void xp_field_entry(xp_string_t out, const xp_table_t table, slong index);
void xp_field_label(xp_string_t out, const char *label);

/* The types of all agents at the profile of this index; of all but one on its line. */
void xp_field_profile(xp_string_t out, const xp_profiles_t profiles, slong index);
void xp_field_others(xp_string_t out, const xp_profiles_t profiles, slong agent, slong line);

/* A row's kind and its indices. */
void xp_field_key(xp_string_t out, const xp_profiles_t profiles, const xp_row_key_t *key);

/* The records alloc and lottery of a listed rule. */
void xp_write_choices(xp_string_t out, const xp_profiles_t profiles, const xp_rule_t rule);

#endif
