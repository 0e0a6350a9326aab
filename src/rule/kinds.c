/* What stands behind the name of each mechanism. */
#include <string.h>

#include <expost/model/mechanism_name.h>

#include "rule/rule_impl.h"

static const xp_mechanism_kind_t kinds[] = {
    {"groves", XP_NEEDS_GROVES, xp_groves_build},
    {"pivot", XP_NEEDS_GROVES, xp_pivot_build},
    {"ir-vcg", XP_NEEDS_GROVES, xp_ir_vcg_build},
    {"dagv", XP_NEEDS_GROVES | XP_NEEDS_TWO | XP_NEEDS_PRIOR, xp_dagv_build},
    {"cyclic", XP_NEEDS_GROVES | XP_NEEDS_TWO | XP_NEEDS_INDEPENDENT, xp_cyclic_build},
    {"balanced-groves", XP_NEEDS_GROVES | XP_NEEDS_PROFILES, xp_balanced_groves_build},
    {"model", 0, xp_stated_build},
};

xp_status_t xp_mechanism_parse(const xp_mechanism_kind_t **base, size_t *depth, const char *name,
                               xp_error_t error)
{
    const xp_mechanism_info_t *info;
    xp_status_t status = xp_mechanism_name_parse(&info, depth, name, error);
    if (status != XP_OK)
    {
        return status;
    }
    *base = kinds;
    while (strcmp((*base)->word, info->word) != 0)
    {
        (*base)++;
    }
    return XP_OK;
}
