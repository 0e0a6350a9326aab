/* Finite sets of numbers as written: ranges, grids, lists. */
#ifndef XP_TEXT_SETS_H
#define XP_TEXT_SETS_H

#include "text/compile.h"

/* Roughly the bytes that one type or outcome takes. */
#define XP_LABEL_BYTES 200

/*
 * count numbers, distinct, with their labels (as first written; they live in the document) and
 * the places in the text where they come from.  longest: the bytes of the longest label.
 */
typedef struct
{
    slong count;
    slong longest;
    fmpq *value;
    const char **label;
    size_t *place;
} xp_set_t;

void xp_set_init(xp_set_t *set);
void xp_set_clear(xp_set_t *set);

/*
 * Meaning   reads a RANGE, GRID or SET
 * Domain    set is as after init; what: "types", "outcomes", for messages
 * Result    1; 0 after an error (XP_LIMIT where the set would not fit)
 */
int xp_set_read(xp_set_t *set, xp_scope_t *scope, const xp_tree_struct *tree,
                const char *what);

/* The label of a number as written, or in lowest terms where it is a formula. */
const char *xp_set_label(xp_scope_t *scope, const xp_tree_struct *tree, const fmpq_t value);

/* Whether count things of so many bytes fit; otherwise an error (XP_LIMIT) at offset. */
int xp_reader_fits(xp_reader_t *reader, size_t offset, const fmpz_t count, slong bytes,
                   const char *what);

#endif
