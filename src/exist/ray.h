/* Whether payments that move along a ray keep every property and improve the objective. */
#ifndef XP_EXIST_RAY_H
#define XP_EXIST_RAY_H

#include <expost/base/error.h>
#include <expost/exist/question.h>
#include <expost/num/table.h>

/*
 * Meaning   whether every row asked holds for the ray with 0 on its right side, and the
 *           objective improves along it
 * Domain    ray as in a decision (exist/decide.h): n K entries, or n where the profiles are not
 *           listed
 * Result    1, or 0 with the reason in error
 */
int xp_ray_holds(const xp_table_t ray, const xp_question_t *question, xp_error_t error);

#endif
