/* What the sections of a file for Coq share: numbers, lists, tables, comments. */
#ifndef XP_CERT_COQ_IMPL_H
#define XP_CERT_COQ_IMPL_H

#include <stddef.h>

#include <expost/base/string.h>
#include <expost/cert/certificate.h>
#include <expost/model/environment.h>
#include <expost/model/rule.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>

/*
 * What is being written.
 *   rule        the listed rule that is stated, the fixed one or that of the mechanism, or NULL
 *   indent      blanks before a line that continues a list
 *   everywhere  the theorem is about every environment with the tables of the reduced form
 */
typedef struct
{
    const xp_certificate_struct *certificate;
    const xp_environment_struct *environment;
    const xp_rule_struct *rule;
    slong indent;
    int everywhere;
    xp_string_struct *out;
} xp_coq_t;

void xp_coq_add(xp_coq_t *c, const char *format, ...) XP_PRINTF(2, 3);

/* A comment on lines of its own: what would end it, or begin a string in it, is changed. */
void xp_coq_comment(xp_coq_t *c, const char *words);

/* A line feed and the indentation. */
void xp_coq_break(xp_coq_t *c);

/*
 * Each thing of a list is written behind begin, which adds the separator and a blank before
 * all but the first, and before end, which moves it to a line of its own if this one is full.
 */
size_t xp_coq_begin_thing(xp_coq_t *c, slong place, const char *separator);
void xp_coq_end_thing(xp_coq_t *c, size_t begun);

/* A number: `-5`, `5 # 3`; as an argument of something in parentheses where it must. */
void xp_coq_number(xp_coq_t *c, const fmpq_t value);
void xp_coq_argument(xp_coq_t *c, const fmpq_t value);
void xp_coq_entry(xp_coq_t *c, const xp_table_struct *table, slong index);

/* [x; y; z], count entries from one on, each so many behind the last. */
void xp_coq_entries(xp_coq_t *c, const xp_table_struct *table, slong first, slong count,
                    slong stride);

/* The types of all agents at the profile of this index: [0; 1]%nat. */
void xp_coq_profile(xp_coq_t *c, slong index);

/* Adds one entry of a table by profile. */
typedef void (*xp_coq_entry_t)(xp_coq_t *c, const void *context, slong index);

/*
 * Meaning   a table with an entry for each profile, nested by agents
 * Domain    without: an agent whose type is 0 at all entries, or -1
 */
void xp_coq_table(xp_coq_t *c, xp_coq_entry_t entry, const void *context, slong without);

/* Whether rules without lotteries are meant. */
int xp_coq_without_lotteries(const xp_coq_t *c);

/* A row's name. */
void xp_coq_key(xp_coq_t *c, const xp_row_key_t *key);

/* Whether the theorem speaks of interim payments q, not of mechanisms m. */
int xp_coq_is_interim(const xp_coq_t *c);

/* `exists m : mechanism F,`, and on the next line that m has the fixed rule, if there is one. */
void xp_coq_conditions(xp_coq_t *c, slong *count, const char *quantifier);

/* The claimed properties, joined by "and" to the count statements before them. */
void xp_coq_claimed(xp_coq_t *c, slong *count);

/* The claims about objectives, behind `let e := ... in`. */
void xp_coq_optimum(xp_coq_t *c);
void xp_coq_unbounded(xp_coq_t *c);

/* The sections: data and rule, tables of the evidence, claim and evidence, theorems. */
void xp_coq_environment(xp_coq_t *c);
void xp_coq_definitions(xp_coq_t *c);
void xp_coq_claim(xp_coq_t *c);
void xp_coq_theorems(xp_coq_t *c);

#endif
