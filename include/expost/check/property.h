/* The properties that a mechanism can be asked for, and their names. */
#ifndef XP_CHECK_PROPERTY_H
#define XP_CHECK_PROPERTY_H

#include <stddef.h>

/* In the order of the table of properties (semantics.md section 4). */
typedef enum
{
    XP_DSIC = 0,
    XP_EPIC,
    XP_BIC,
    XP_EPIR,
    XP_IIR,
    XP_EAIR,
    XP_SBB,
    XP_WBB,
    XP_EABB,
    XP_EAWBB,
    XP_EFF,
    XP_PARETO,
    XP_NPT,
    XP_NOPAY,
    XP_WMON,
    XP_CMON,
    XP_BMON,
    XP_PROPERTY_COUNT
} xp_property_t;

typedef struct
{
    const char *name;    /* "dsic" */
    const char *title;   /* "dominant-strategy incentive compatible" */
    const char *meaning; /* one line for help */
    int needs_prior;
    int needs_payments; /* 0: a property of the rule alone */
} xp_property_info_t;

const xp_property_info_t *xp_property_info(xp_property_t property);

/*
 * Meaning   the property of this name (length bytes)
 * Result    1 and *property; 0 when there is none of this name
 */
int xp_property_find(xp_property_t *property, const char *name, size_t length);

#endif
