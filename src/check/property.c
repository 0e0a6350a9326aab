/* The properties that a mechanism can be asked for, and their names. */
#include <expost/check/property.h>

#include <assert.h>
#include <string.h>

static const xp_property_info_t properties[XP_PROPERTY_COUNT] = {
    {"dsic", "dominant-strategy incentive compatible",
     "the truth is a best report whatever the others report (private values)", 0, 1},
    {"epic", "ex-post incentive compatible",
     "the truth is a best report when the others tell the truth, whatever their types", 0, 1},
    {"bic", "Bayesian incentive compatible",
     "the truth is a best report on average over the others' types, given the own type", 1, 1},
    {"epir", "ex-post individually rational",
     "at every profile each agent gets at least the outside option", 0, 1},
    {"iir", "interim individually rational",
     "each type of each agent expects at least the outside option", 1, 1},
    {"eair", "ex-ante individually rational",
     "before types are known each agent expects at least the outside option", 1, 1},
    {"sbb", "strongly budget balanced",
     "at every profile the payments sum to the social cost", 0, 1},
    {"wbb", "weakly budget balanced",
     "at every profile the payments cover the social cost", 0, 1},
    {"eabb", "ex-ante budget balanced",
     "on average the payments sum to the social cost", 1, 1},
    {"eawbb", "ex-ante weakly budget balanced",
     "on average the payments cover the social cost", 1, 1},
    {"eff", "ex-post efficient",
     "at every profile the outcome chosen has the largest welfare", 0, 0},
    {"pareto", "ex-post Pareto efficient",
     "the outcome has the largest welfare and the payments sum to its cost: eff and sbb", 0, 1},
    {"npt", "no positive transfers",
     "no agent is ever paid", 0, 1},
    {"nopay", "no payments",
     "no agent ever pays or is paid", 0, 1},
    {"wmon", "weakly monotone",
     "no two types of an agent would gain by changing places (cycles of two types)", 0, 0},
    {"cmon", "cyclically monotone",
     "no cycle of types of an agent would gain: some payments make the rule dsic (or epic)", 0, 0},
    {"bmon", "Bayesian monotone",
     "the same on average over the others' types: some payments make the rule bic", 1, 0},
};

const xp_property_info_t *xp_property_info(xp_property_t property)
{
    assert((unsigned) property < XP_PROPERTY_COUNT);
    return properties + property;
}

int xp_property_find(xp_property_t *property, const char *name, size_t length)
{
    int i;

    for (i = 0; i < XP_PROPERTY_COUNT; i++)
        if (strlen(properties[i].name) == length && memcmp(properties[i].name, name, length) == 0)
        {
            *property = (xp_property_t) i;
            return 1;
        }
    return 0;
}
