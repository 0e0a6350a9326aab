/* The convolution in one arithmetic.  No guard on purpose. */

/*
 * Each convolution_int64.c and so on includes this after a header number_*.h (the numbers) and
 * defines
 *   XP_CONVOLUTION             the name of the function
 *   XP_CONVOLUTION_FEW         up to so many outcomes their weights are summed one after the
 *                              other, by selections that become vector instructions
 *   XP_CONVOLUTION_SET_WORD(z, w)   z = w, a uint64_t that is a number of this arithmetic
 */
#include "rule/convolution_merge.h"

#include "rule/convolution_columns.h"

#include "rule/convolution_choices.h"

xp_status_t XP_CONVOLUTION(xp_convolution_found_t found, const xp_convolution_plan_t plan,
                           const xp_progress_t *progress, xp_error_t error)
{
    columns_t columns;
    sums_t sums;
    xp_status_t status;
    XP_NUM_LOCAL(clarke);

    status = convolve_all(&sums, plan, progress, error);
    if (status == XP_OK)
    {
        free(sums.slot);
        sums.slot = NULL;
        status = set_columns(&columns, &clarke, &sums, plan, progress, error);
        free(sums.key);
        sums.key = NULL;
        if (status == XP_OK)
            status = choose_all(found, &columns, progress, error);
        clear_columns(&columns);
    }
    XP_NUM_PUT(found->clarke, clarke);
    found->vectors = (uint64_t) sums.count;
    clear_sums(&sums);
    XP_NUM_DROP(clarke);
    return status;
}
