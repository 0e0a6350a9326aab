/* Which types a proof without expectations needs. */
#include "cert/explain_proof.h"

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/model/profiles.h>

/* The types are in a row of their own: no other profile enters it. */
static int is_ex_post(xp_row_kind_t kind)
{
    return kind != XP_ROW_BIC && kind != XP_ROW_IIR && kind != XP_ROW_EAIR
           && kind != XP_ROW_EABB && kind != XP_ROW_EAWBB;
}

static void mark_profile(unsigned char **used, xp_explanation_t *e, slong index, slong without)
{
    slong i;

    xp_profiles_get(e->profile, e->environment->profiles, index);
    for (i = 0; i < e->environment->agent_count; i++)
        if (i != without)
            used[i][e->profile[i]] = 1;
}

static int mark_rows(unsigned char **used, xp_explanation_t *e)
{
    const xp_proof_struct *proof = e->certificate->proof;
    size_t i;

    for (i = 0; i < proof->node_count; i++)
        if (proof->node[i].profile >= 0)
            mark_profile(used, e, proof->node[i].profile, -1);
    for (i = 0; i < proof->count; i++)
    {
        const xp_row_key_t *key = &proof->multiplier[i].key;

        if (!is_ex_post(key->kind))
            return 0;
        if (key->profile >= 0)
            mark_profile(used, e, key->profile, -1);
        if (key->others >= 0)
            mark_profile(used, e, xp_profiles_line_start(e->environment->profiles, key->agent,
                                                         key->others),
                         key->agent);
        if (key->type >= 0)
            used[key->agent][key->type] = 1;
        if (key->report >= 0)
            used[key->agent][key->report] = 1;
    }
    return 1;
}

static slong count_used(const unsigned char *used, slong types)
{
    slong count = 0, t;

    for (t = 0; t < types; t++)
        count += used[t];
    return count;
}

static void say_used(xp_explanation_t *e, unsigned char *const *used)
{
    slong i, t, said, n = e->environment->agent_count, fewer = 0, told = 0, only = 0, count;

    for (i = 0; i < n; i++)
        fewer += count_used(used[i], e->environment->agent[i].type_count)
                 < e->environment->agent[i].type_count;
    xp_say(e, "No probability enters the proof: it holds for every prior");
    if (fewer > 0)
    {
        xp_say(e, ". It uses ");
        for (i = 0; i < n; i++)
        {
            slong types = e->environment->agent[i].type_count;

            count = count_used(used[i], types);
            if (count == types)
                continue;
            xp_say_comma(e, told++, fewer);
            xp_say(e, "%s%s ", count > 0 && only++ == 0 ? "only " : "",
                   count == 0   ? "no type"
                   : count == 1 ? "type"
                                : "types");
            for (t = 0, said = 0; t < types; t++)
                if (used[i][t])
                {
                    xp_say_comma(e, said++, count);
                    xp_say_type(e, i, t);
                }
            xp_say(e, "%sof ", count > 0 ? " " : "");
            xp_say_agent(e, i);
        }
    }
    xp_say(e, ". So it holds in every environment with these agents and with these outcomes at "
              "the same costs in which these types occur with the same values%s, whatever other "
              "types there are%s.",
           e->question.properties & XP_PROPERTY_BIT(XP_EPIR) ? " and outside options" : "",
           e->rule == NULL         ? ""
           : e->rule->efficient ? " (the efficient rule then chooses the same at these profiles)"
                                   : ", as long as the rule chooses the same at these profiles");
    xp_end_paragraph(e);
}

void xp_explain_used_types(xp_explanation_t *e)
{
    slong i, n = e->environment->agent_count;
    unsigned char **used;

    if (e->certificate->reduced)
        return;
    used = xp_calloc((size_t) n, sizeof *used);
    for (i = 0; i < n; i++)
        used[i] = xp_calloc((size_t) e->environment->agent[i].type_count, 1);
    if (mark_rows(used, e))
        say_used(e, used);
    for (i = 0; i < n; i++)
        free(used[i]);
    free(used);
}
