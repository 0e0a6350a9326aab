/* The report `balance`: the cube's corners, and which form is asked for. */
#include <expost/render/balance.h>

#include <stdlib.h>

#include <expost/base/memory.h>

#include "render/balance_impl.h"

void xp_cube_corner(slong *profile, const xp_cube_t cube, const xp_balance_t balance,
                    slong corner)
{
    slong i;

    for (i = 0; i < cube->agents; i++)
        profile[i] = corner >> (cube->agents - 1 - i) & 1 ? balance->profile[i] : 0;
}

/* W(theta) = max over a of the sum of the values less the cost. */
static xp_status_t find_welfare(fmpq_t welfare, const xp_environment_t environment,
                                const slong *profile, xp_error_t error)
{
    xp_status_t status = XP_OK;
    fmpq_t sum, value;
    slong a, i;

    fmpq_init(sum);
    fmpq_init(value);
    for (a = 0; status == XP_OK && a < environment->outcome_count; a++)
    {
        xp_table_get_fmpq(sum, environment->cost, a);
        fmpq_neg(sum, sum);
        for (i = 0; status == XP_OK && i < environment->agent_count; i++)
        {
            status = xp_environment_value(value, environment, i, a, profile, error);
            if (status == XP_OK)
                fmpq_add(sum, sum, value);
        }
        if (a == 0 || fmpq_cmp(sum, welfare) > 0)
            fmpq_set(welfare, sum);
    }
    fmpq_clear(sum);
    fmpq_clear(value);
    return status;
}

static void init_cube(xp_cube_t cube, const xp_balance_t balance)
{
    cube->agents = balance->agent_count;
    cube->count = balance->answer == XP_FAILS && cube->agents <= XP_CUBE_AGENTS
                      ? (slong) 1 << cube->agents : 0;
    cube->welfare = _fmpq_vec_init(cube->count);
    cube->sign = xp_calloc((size_t) cube->count, sizeof(int));
}

static void clear_cube(xp_cube_t cube)
{
    _fmpq_vec_clear(cube->welfare, cube->count);
    free(cube->sign);
}

static xp_status_t fill_cube(xp_cube_t cube, const xp_environment_t environment,
                             const xp_balance_t balance, xp_error_t error)
{
    slong *profile = xp_calloc((size_t) cube->agents, sizeof(slong));
    xp_status_t status = XP_OK;
    slong corner, bits;

    for (corner = 0; status == XP_OK && corner < cube->count; corner++)
    {
        xp_cube_corner(profile, cube, balance, corner);
        status = find_welfare(cube->welfare + corner, environment, profile, error);
        cube->sign[corner] = cube->agents % 2 == 0 ? 1 : -1;
        for (bits = corner; bits > 0; bits >>= 1)
            if (bits & 1)
                cube->sign[corner] = -cube->sign[corner];
    }
    free(profile);
    return status;
}

xp_status_t xp_balance_render(xp_string_t out, const xp_report_t *report,
                              const xp_balance_t balance, int exit_status, xp_error_t error)
{
    xp_status_t status;
    xp_cube_t cube;

    init_cube(cube, balance);
    status = fill_cube(cube, report->model->environment, balance, error);
    if (status == XP_OK && report->format == XP_FORMAT_JSON)
        xp_balance_add_json(out, report, balance, cube, exit_status);
    else if (status == XP_OK)
        xp_balance_add_sheet(out, report, balance, cube);
    clear_cube(cube);
    return status;
}
