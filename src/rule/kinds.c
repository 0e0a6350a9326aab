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
    {"bailey", XP_NEEDS_GROVES | XP_NEEDS_TWO, xp_bailey_build},
    {"cavallo", XP_NEEDS_GROVES | XP_NEEDS_TWO, xp_cavallo_build},
    {"guo-conitzer", XP_NEEDS_GROVES | XP_NEEDS_TWO, xp_guo_conitzer_build},
    {"optimal-linear", XP_NEEDS_GROVES | XP_NEEDS_TWO | XP_NEEDS_PRIOR | XP_NEEDS_PROFILES,
     xp_optimal_linear_build},
    {"green-laffont", XP_NEEDS_OWN | XP_NEEDS_TWO, xp_green_laffont_build},
    {"second-price", XP_NEEDS_OWN, xp_second_price_build},
    {"posted-price", XP_NEEDS_OWN, xp_posted_price_build},
    {"myerson", XP_NEEDS_OWN | XP_NEEDS_INDEPENDENT, xp_myerson_build},
    {"cremer-mclean", XP_NEEDS_GROVES | XP_NEEDS_PRIOR | XP_NEEDS_PROFILES,
     xp_cremer_mclean_build},
    {"model", 0, xp_stated_build},
};

xp_argument_t xp_mechanism_argument(const xp_mechanism_kind_t *kind)
{
    size_t count;
    const xp_mechanism_info_t *info = xp_mechanism_list(&count);
    while (strcmp(info->word, kind->word) != 0)
    {
        info++;
    }
    return info->argument;
}

xp_status_t xp_mechanism_parse(const xp_mechanism_kind_t **base, size_t *depth, fmpq_t argument,
                               const char *name, xp_error_t error)
{
    const xp_mechanism_info_t *info;
    xp_status_t status = xp_mechanism_name_parse(&info, depth, argument, name, error);
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
