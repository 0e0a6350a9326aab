/* What the files on explanations of certificates about votes share. */
#ifndef XP_CERT_VOTE_EXPLAIN_H
#define XP_CERT_VOTE_EXPLAIN_H

#include <expost/cert/vote.h>

#include "cert/prose.h"

/* The words of the next paragraph or cell gather in text. */
typedef struct
{
    const xp_vote_certificate_struct *certificate;
    const xp_vote_system_struct *system;
    const xp_choice_struct *choice;
    xp_paper_t paper;
    xp_string_t text;
} xp_vote_paper_struct;

typedef xp_vote_paper_struct xp_vote_paper_t[1];

/* Plain words as printf; then what they gathered to, which uses them up. */
void xp_vote_tell(xp_vote_paper_t e, const char *format, ...) XP_PRINTF(2, 3);
void xp_vote_tell_paragraph(xp_vote_paper_t e);
void xp_vote_tell_cell(xp_vote_paper_t e);

/* "a"; "a>b~c"; "(a>b~c, c>b>a)". */
void xp_vote_tell_alternative(xp_vote_paper_t e, slong a);
void xp_vote_tell_order(xp_vote_paper_t e, slong order);
void xp_vote_tell_profile(xp_vote_paper_t e, slong profile);

/* "strategyproof, onto and nondictatorial" of bits. */
void xp_vote_tell_properties(xp_vote_paper_t e, unsigned properties, const char *last);

/* A clause as a sentence: "At (a>b, b>a) a is not chosen". */
void xp_vote_tell_clause(xp_vote_paper_t e, const int *literal, size_t length);

/* A clause of a kind that is false on a table: what is wrong there. */
void xp_vote_tell_violation(xp_vote_paper_t e, int kind, const int *literal, size_t length);

#endif
