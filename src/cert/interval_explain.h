/* What the chapters of an explanation of a certificate about continuous types share. */
#ifndef XP_CERT_INTERVAL_EXPLAIN_H
#define XP_CERT_INTERVAL_EXPLAIN_H

#include <expost/cert/interval.h>

#include "cert/prose.h"

/* The words of the next paragraph, formula or cell gather in text. */
typedef struct
{
    const xp_interval_certificate_struct *certificate;
    xp_interval_bounds_t bounds;
    int latex;
    long digits;
    xp_paper_t paper;
    xp_string_t text;
} xp_interval_paper_struct;

typedef xp_interval_paper_struct xp_interval_paper_t[1];

/* Uses up the text. */
void xp_tell_paragraph(xp_interval_paper_t e);
void xp_tell_formula(xp_interval_paper_t e);
void xp_tell_cell(xp_interval_paper_t e);

/* Plain words as printf; the name of an agent. */
void xp_tell(xp_interval_paper_t e, const char *format, ...) XP_PRINTF(2, 3);
void xp_tell_agent(xp_interval_paper_t e, slong agent);

/* A number; a long one as a decimal, rounded down (-1) or up (1). */
void xp_tell_number(xp_interval_paper_t e, const fmpq_t value, int side);
/* " + 3" or " - 3". */
void xp_tell_signed(xp_interval_paper_t e, const fmpq_t value);
/* "3/8", or "[0.374, 0.376]". */
void xp_tell_range(xp_interval_paper_t e, const fmpq_t low, const fmpq_t high);
/* a x + b. */
void xp_tell_line(xp_interval_paper_t e, const fmpq_t a, const fmpq_t b, const char *variable);
/* The share of a partner, or R. */
void xp_tell_share(xp_interval_paper_t e, slong agent);

/* Chapters: what is given, what is claimed, and the proof. */
void xp_tell_environment(xp_interval_paper_t e);
void xp_tell_claim(xp_interval_paper_t e);
void xp_tell_good(xp_interval_paper_t e);
void xp_tell_project(xp_interval_paper_t e);

/* Whether D, or the subsidy, is what is claimed exactly, by the numbers of the field. */
int xp_field_proves(const xp_interval_certificate_t certificate,
                    const xp_interval_bounds_t bounds);

#endif
