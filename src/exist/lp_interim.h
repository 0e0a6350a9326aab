/* A program with interim columns: the links to the unknowns, and the way back. */
#ifndef XP_EXIST_LP_INTERIM_H
#define XP_EXIST_LP_INTERIM_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/exist/decide.h>
#include <expost/num/compat.h>

#include "exist/program.h"

/*
 *   omitted      the payments at profiles have no columns
 *   payment      by agent, the column of m_i(0); then come the other types; -1: none
 *   probability  by agent, the column of Q_i(0, 0), type by type, outcome fastest; -1: none
 *   sum, touched, is_touched   a row while it is added up, by column; which columns it has
 */
typedef struct
{
    xp_program_t program;
    int omitted;
    slong *payment;
    slong *probability;
    fmpz *sum;
    slong *touched;
    unsigned char *is_touched;
    slong touched_count;
} xp_interim_form_struct;

typedef xp_interim_form_struct xp_interim_form_t[1];

/* Adds the equations between interim columns and the columns of payments and probabilities. */
void xp_interim_form_link(xp_interim_form_t form);

/* The decision that a result says when payments are omitted. */
XP_MUST_USE xp_status_t xp_interim_form_set_verdict(xp_decision_t decision,
                                                    const xp_interim_form_t form,
                                                    const xp_lp_result_t result,
                                                    xp_error_t error);

#endif
