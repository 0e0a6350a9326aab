/* What the files on explanations of interim probabilities of winning share. */
#ifndef XP_CERT_ALLOCATION_EXPLAIN_H
#define XP_CERT_ALLOCATION_EXPLAIN_H

#include <expost/cert/allocation.h>

#include "cert/prose.h"

/*
 * The words of the next paragraph or cell gather in text.
 *   chance   of each pair: the probability of the type
 */
typedef struct
{
    const xp_allocation_certificate_struct *certificate;
    const xp_environment_struct *environment;
    const xp_progress_t *progress;
    fmpq *chance;
    long digits;
    xp_paper_t paper;
    xp_string_t text;
} xp_allocation_paper_struct;

typedef xp_allocation_paper_struct xp_allocation_paper_t[1];

/* Plain words as printf; a label; a number, with decimals where they are asked for. */
void xp_allocation_tell(xp_allocation_paper_t e, const char *format, ...) XP_PRINTF(2, 3);
void xp_allocation_tell_label(xp_allocation_paper_t e, const char *label);
void xp_allocation_tell_number(xp_allocation_paper_t e, const fmpq_t value);

/* What the words gathered to, which uses them up. */
void xp_allocation_tell_paragraph(xp_allocation_paper_t e);
void xp_allocation_tell_cell(xp_allocation_paper_t e);

/* The error of evidence that does not prove the claim. */
XP_MUST_USE xp_status_t xp_allocation_refuse(xp_error_t error);

/* Whether to stop here, at profile k. */
XP_MUST_USE xp_status_t xp_allocation_go_on(const xp_allocation_paper_t e, slong k,
                                            xp_error_t error);

/* The proofs, each checked while it is told. */
XP_MUST_USE xp_status_t xp_allocation_tell_rule(xp_allocation_paper_t e, xp_error_t error);
XP_MUST_USE xp_status_t xp_allocation_tell_set(xp_allocation_paper_t e, xp_error_t error);

#endif
