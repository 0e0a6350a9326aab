/* Linear forms in the unknowns: payments p_I(t) and, under a free rule, probabilities x(t, A). */
#ifndef XP_VERIFY_FORM_H
#define XP_VERIFY_FORM_H

#include <stddef.h>

#include <gmp.h>

#include "verify/environment.h"
#include "verify/reader.h"
#include "verify/rule.h"

/*
 * Rows are added one after the other: each is multiplied by a factor, and what is known in it goes
 * to `known`, on the left side.  When rule and payments are known, nothing is unknown.
 */
typedef struct
{
    const xp_environment_struct *environment;
    const xp_rule_struct *rule;       /* NULL: unknown, or a reduced form */
    /* NULL: unknown; empty: all 0; else at t * agents + I, or at the type */
    const xp_numbers_struct *payment;
    int ray;                          /* the payments are a direction: only they count */
    mpz_t num, den;                   /* the factor; the weights' common denominator is in den */
    mpq_t row;                        /* what is known in this row, without the factor */
    mpq_t known;                      /* what is known in all rows */
    mpq_t *unknown;                   /* the coefficients; those in the list may be other than 0 */
    unsigned char *listed;
    size_t *list, count, space, unknowns;
    mpz_t top, bottom, scratch;
} xp_form_struct;
typedef xp_form_struct xp_form_t[1];

/* 0, in unknowns that xp_form_open makes room for. */
void xp_form_init(xp_form_t form, const xp_environment_t environment);
void xp_form_clear(xp_form_t form);
/* Payments, probabilities under a free rule, and w as the last. */
void xp_form_open(xp_form_t form, int free_rule, xp_reader_t reader);

/* A new row, times factor (NULL: 1), divided by the weights' common denominator if weighted. */
void xp_form_begin(xp_form_t form, mpq_srcptr factor, int weighted);
/* Adds factor * row to what is known. */
void xp_form_end(xp_form_t form);
/* Are all coefficients 0? */
int xp_form_vanishes(const xp_form_t form);
/* Back to 0. */
void xp_form_reset(xp_form_t form);

/* Each adds sign * weight (NULL: 1) * something to the row. */
typedef enum
{
    XP_VALUE,   /* v_I(a(place), t) */
    XP_OUTSIDE, /* o_I(t) */
    XP_COST     /* c(a(place)) */
} xp_quantity_t;
void xp_form_add_number(xp_form_t form, int sign, mpz_srcptr weight, mpq_srcptr number);
void xp_form_add_payment(xp_form_t form, int sign, mpz_srcptr weight, size_t place);
void xp_form_add(xp_form_t form, int sign, mpz_srcptr weight, xp_quantity_t what, size_t agent,
                 size_t place, size_t profile);
/* Each adds to the row: x(t, A), w, or sign * 1. */
void xp_form_add_probability(xp_form_t form, size_t profile, size_t outcome);
void xp_form_add_worst(xp_form_t form);
void xp_form_add_one(xp_form_t form, int sign);

#endif
