/* The text of each family; the sizes are set and in range. */
#ifndef XP_RENDER_FAMILY_IMPL_H
#define XP_RENDER_FAMILY_IMPL_H

#include <expost/base/string.h>
#include <expost/render/family.h>

void xp_family_bilateral_trade(xp_string_t out, const xp_family_sizes_t *sizes);
void xp_family_auction(xp_string_t out, const xp_family_sizes_t *sizes);
void xp_family_sale(xp_string_t out, const xp_family_sizes_t *sizes);
void xp_family_partnership(xp_string_t out, const xp_family_sizes_t *sizes);
void xp_family_public_project(xp_string_t out, const xp_family_sizes_t *sizes);
void xp_family_vacation(xp_string_t out, const xp_family_sizes_t *sizes);
void xp_family_roommates(xp_string_t out, const xp_family_sizes_t *sizes);
void xp_family_quadratic(xp_string_t out, const xp_family_sizes_t *sizes);
void xp_family_interval_partnership(xp_string_t out, const xp_family_sizes_t *sizes);
void xp_family_interval_trade(xp_string_t out, const xp_family_sizes_t *sizes);
void xp_family_interval_project(xp_string_t out, const xp_family_sizes_t *sizes);

/*
 * These may refuse: too many outcomes, texts that are no price or no bids.  A text is as given, or
 * NULL.  Failure: XP_INPUT, and out is as before.
 */
xp_status_t xp_family_units(xp_string_t out, const xp_family_sizes_t *sizes,
                            const xp_family_texts_t *texts, xp_error_t error);
xp_status_t xp_family_two_sided(xp_string_t out, const xp_family_sizes_t *sizes,
                                const xp_family_texts_t *texts, xp_error_t error);
xp_status_t xp_family_posted_price(xp_string_t out, const xp_family_sizes_t *sizes,
                                   const xp_family_texts_t *texts, xp_error_t error);
xp_status_t xp_family_double_auction(xp_string_t out, const xp_family_sizes_t *sizes,
                                     const xp_family_texts_t *texts, xp_error_t error);

#endif
