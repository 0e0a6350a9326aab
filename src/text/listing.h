/* The types of one block while they are listed. */
#ifndef XP_TEXT_LISTING_H
#define XP_TEXT_LISTING_H

#include "text/sets.h"

/* place[t] is where type t stands; next is the first type that is not listed yet. */
typedef struct
{
    xp_reader_t *reader;
    xp_scope_t scope;
    xp_class_t *class;
    size_t *place;
    slong next;
} xp_listing_t;

/* build_types.c: room for count types of so many fields (0: plain types). */
void xp_listing_make_room(xp_listing_t *listing, slong count, slong fields);

/* build_tuples.c: `types (a, b in SET)` and `types (a, b) in { ... }`; 0 after an error. */
int xp_list_fields(xp_listing_t *listing, const xp_item_struct *item);
int xp_list_tuples(xp_listing_t *listing, const xp_item_struct *item);

#endif
