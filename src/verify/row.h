/* The named rows: their keys, and each as a linear form rebuilt from the environment. */
#ifndef XP_VERIFY_ROW_H
#define XP_VERIFY_ROW_H

#include <stddef.h>

#include "verify/environment.h"
#include "verify/form.h"
#include "verify/reader.h"

/* In the order of the keys; up to XP_WMON also the properties. */
typedef enum
{
    XP_DSIC,
    XP_EPIC,
    XP_BIC,
    XP_EPIR,
    XP_IIR,
    XP_EAIR,
    XP_SBB,
    XP_WBB,
    XP_EABB,
    XP_EAWBB,
    XP_NPT,
    XP_NOPAY,
    XP_EFF,
    XP_WMON,
    XP_POS,
    XP_ONE,
    XP_WORST,
    XP_FIX,
    XP_ROW_KINDS
} xp_row_kind_t;

/* Indices that a row does not have are 0.  Keys are ordered by these parts as they stand. */
typedef struct
{
    xp_row_kind_t kind;
    size_t agent, type, report, profile, outcome;
} xp_key_t;

const char *xp_row_name(xp_row_kind_t kind);
/* XP_ROW_KINDS when there is none of this name. */
xp_row_kind_t xp_row_kind(const char *name);
int xp_row_is_equation(xp_row_kind_t kind);
/* Does it weight profiles by the prior? */
int xp_row_is_weighted(xp_row_kind_t kind);

/* Reads the rest of a key; the record goes on behind it. */
void xp_key_read(xp_key_t *key, const xp_environment_t environment, xp_reader_t reader);
/* < 0, 0, > 0 as a is before, at, behind b. */
int xp_key_compare(const xp_key_t *a, const xp_key_t *b);

/* Adds the left side less the right side of the row. */
void xp_row_add(xp_form_t form, const xp_key_t *key);

/*
 * Under a known mechanism: 1 if every row of this kind holds, else 0 and the first that does not;
 * with a ray, the rows with 0 on their right side.
 */
int xp_rows_hold(xp_form_t form, xp_row_kind_t kind, xp_key_t *key);
/* The same for one row. */
int xp_row_holds(xp_form_t form, const xp_key_t *key);

/* Parts of objectives: adds the budget at a profile, and all of it weighted with the prior. */
void xp_row_add_budget(xp_form_t form, int sign, size_t profile);
void xp_row_add_budgets(xp_form_t form, int sign, int payments, int costs);
/* Rejects the certificate, naming the row. */
_Noreturn void xp_row_reject(xp_reader_t reader, const xp_environment_struct *environment,
                             const xp_key_t *key, const char *words);

#endif
