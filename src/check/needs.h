/* Which properties go through the profiles, and what can be had where they are not listed. */
#ifndef XP_CHECK_NEEDS_H
#define XP_CHECK_NEEDS_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/check/property.h>
#include <expost/model/mechanism.h>
#include <expost/rule/expectations.h>

/* Whether the property is about expectations. */
int xp_needs_expectations(xp_property_t property);

/* Whether it is and each of them is found by convolution.  Domain: there is a prior. */
int xp_needs_convolution(const xp_mechanism_struct *mechanism, xp_property_t property,
                         const xp_expectations_struct *expectations);

/*
 * Meaning   XP_OK when the property can be found with as many profiles as there are
 * Domain    the data that the property needs are there
 * Failure   XP_LIMIT: it goes through the profiles and they are too many to list
 */
XP_MUST_USE xp_status_t xp_needs_require(const xp_mechanism_t mechanism, xp_property_t property,
                                         xp_error_t error);

#endif
