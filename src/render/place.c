/* The place of an inequality in words: short, and its cycle. */
#include "render/place_impl.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "render/words_impl.h"

int xp_place_names_profile(const xp_place_struct *place)
{
    return place->profile >= 0 || place->types != NULL;
}

int xp_place_profile(slong *profile, const xp_place_struct *place,
                     const xp_environment_t environment)
{
    const xp_profiles_struct *profiles = environment->profiles;

    if (place->types != NULL)
        memcpy(profile, place->types, (size_t) place->types_count * sizeof(slong));
    else if (place->profile >= 0)
        xp_profiles_get(profile, profiles, place->profile);
    else if (place->agent >= 0 && place->others >= 0)
        xp_profiles_get(profile, profiles,
                        xp_profiles_line_start(profiles, place->agent, place->others));
    else
        return 0;
    if (place->agent >= 0 && place->type >= 0)
        profile[place->agent] = place->type;
    return 1;
}

void xp_place_add_cycle(xp_string_t out, const xp_place_struct *place,
                        const xp_environment_t environment)
{
    const xp_agent_struct *agent = environment->agent + place->agent;
    slong k;

    for (k = 0; k < place->cycle_length; k++)
        xp_string_printf(out, "%s \xE2\x86\x92 ", agent->type_label[place->cycle[k]]);
    xp_string_add(out, agent->type_label[place->cycle[0]]);
}

/* Adds a part of a place behind a comma, the first without one. */
static void add_part(xp_string_t out, int *parts, const char *word)
{
    xp_string_add(out, *parts > 0 ? ", " : "");
    xp_string_add(out, word);
    ++*parts;
}

void xp_place_add_short(xp_string_t out, const xp_place_struct *place,
                        const xp_environment_t environment)
{
    const xp_agent_struct *agent = place->agent < 0 ? NULL : environment->agent + place->agent;
    int pair = place->property == XP_WMON, parts = 0;
    slong *profile = xp_malloc((size_t) environment->agent_count * sizeof(slong));

    if (agent != NULL)
        add_part(out, &parts, agent->name);
    if (place->cycle_length > 0)
    {
        add_part(out, &parts, "cycle ");
        xp_place_add_cycle(out, place, environment);
    }
    else
    {
        if (place->type >= 0)
        {
            add_part(out, &parts, pair ? "types " : "type ");
            xp_string_add(out, agent->type_label[place->type]);
        }
        if (place->report >= 0)
        {
            if (pair)
                xp_string_add(out, " and ");
            else
                add_part(out, &parts, "report ");
            xp_string_add(out, agent->type_label[place->report]);
        }
    }
    if (xp_place_profile(profile, place, environment))
    {
        if (xp_place_names_profile(place))
        {
            add_part(out, &parts, "profile ");
            xp_words_add_profile(out, environment, profile);
        }
        else if (environment->agent_count > 1)
        {
            add_part(out, &parts, environment->agent_count > 2 ? "others " : "other ");
            xp_words_add_others(out, environment, place->agent, profile);
        }
    }
    if (place->outcome >= 0)
    {
        add_part(out, &parts, "against ");
        xp_string_add(out, environment->outcome_label[place->outcome]);
    }
    if (parts == 0)
        xp_string_add(out, "in expectation");
    free(profile);
}
