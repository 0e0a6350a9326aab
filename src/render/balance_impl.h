/* What the forms of the report `balance` share. */
#ifndef XP_RENDER_BALANCE_IMPL_H
#define XP_RENDER_BALANCE_IMPL_H

#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/render/report.h>
#include <expost/rule/balance.h>

/* A cube of more agents than this is not written out. */
#define XP_CUBE_AGENTS 10

/*
 * The corners of the cube between the base, the first type of each agent, and the
 * profile of balance: corner c has agent i's type of that profile where bit
 * agents - 1 - i of c is set, else the base's.  count is 0 when there is no cube, or
 * one of too many agents.
 *   welfare  W at each corner;  sign: 1 or -1, that of (-1)^(n - number of bits)
 */
typedef struct
{
    slong agents;
    slong count;
    fmpq *welfare;
    int *sign;
} xp_cube_struct;

typedef xp_cube_struct xp_cube_t[1];

/* The profile of one corner. */
void xp_cube_corner(slong *profile, const xp_cube_t cube, const xp_balance_t balance,
                    slong corner);

void xp_balance_add_sheet(xp_string_t out, const xp_report_t *report,
                          const xp_balance_t balance, const xp_cube_t cube);
void xp_balance_add_json(xp_string_t out, const xp_report_t *report, const xp_balance_t balance,
                         const xp_cube_t cube, int exit_status);

#endif
