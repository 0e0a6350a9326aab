/* Proofs in fewer types: leaves out a type with every row that speaks of it. */
#include "cert/shrink.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/model/profiles.h>

/* Rows of one profile, or of one line: no expectation is in them. */
static int is_ex_post(xp_row_kind_t kind)
{
    return kind != XP_ROW_BIC && kind != XP_ROW_IIR && kind != XP_ROW_EAIR
           && kind != XP_ROW_EABB && kind != XP_ROW_EAWBB && kind != XP_ROW_WMON
           && kind != XP_ROW_FIX && kind != XP_ROW_WORST;
}

static int profile_is_kept(const xp_question_t *question, slong *profile, slong index,
                           slong without, unsigned char *const *kept)
{
    slong i;

    xp_profiles_get(profile, question->environment->profiles, index);
    for (i = 0; i < question->environment->agent_count; i++)
        if (i != without && !kept[i][profile[i]])
            return 0;
    return 1;
}

static int row_is_kept(const xp_question_t *question, slong *profile, const xp_row_key_t *key,
                       unsigned char *const *kept)
{
    const xp_profiles_struct *profiles = question->environment->profiles;

    if (key->type >= 0 && !kept[key->agent][key->type])
        return 0;
    if (key->report >= 0 && !kept[key->agent][key->report])
        return 0;
    if (key->others >= 0
        && !profile_is_kept(question, profile,
                            xp_profiles_line_start(profiles, key->agent, key->others),
                            key->agent, kept))
        return 0;
    return key->profile < 0 || profile_is_kept(question, profile, key->profile, -1, kept);
}

int xp_keys_set_system(xp_keys_t keys, const xp_question_t *question,
                       unsigned char *const *kept, size_t limit)
{
    xp_properties_t closed = xp_properties_close(question->properties);
    slong *profile = xp_calloc((size_t) question->environment->agent_count, sizeof(slong));
    xp_property_t property;
    xp_row_key_t key;
    int kind, more;

    keys->count = 0;
    for (kind = 0; kind < XP_ROW_KIND_COUNT && keys->count <= limit; kind++)
    {
        if (!is_ex_post((xp_row_kind_t) kind))
            continue;
        if (xp_row_kind_property(&property, (xp_row_kind_t) kind)
                ? !(closed & XP_PROPERTY_BIT(property))
                : question->rule != NULL)
            continue;
        if (kind == XP_ROW_EFF && question->rule != NULL)
            continue;
        for (more = xp_row_first(&key, question, (xp_row_kind_t) kind);
             more && keys->count <= limit; more = xp_row_next(&key, question))
            if (row_is_kept(question, profile, &key, kept))
                xp_keys_add(keys, &key);
    }
    free(profile);
    return keys->count <= limit;
}

/* The rows to choose from: of the whole system, or of the proof alone. */
static void choose(xp_keys_t keys, const xp_question_t *question, const xp_keys_t pool,
                   unsigned char *const *kept)
{
    slong *profile = xp_calloc((size_t) question->environment->agent_count, sizeof(slong));
    size_t i;

    keys->count = 0;
    for (i = 0; i < pool->count; i++)
        if (row_is_kept(question, profile, pool->key + i, kept))
            xp_keys_add(keys, pool->key + i);
    free(profile);
}

/* Leaves out type after type, of each agent at most all but one. */
static xp_status_t drop_types(xp_proof_t proof, const xp_question_t *question,
                              const xp_keys_t pool, unsigned char **kept,
                              const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status = XP_OK;
    xp_keys_t keys;
    slong i, t, left;
    int found;

    xp_keys_init(keys);
    for (i = 0; i < question->environment->agent_count && status == XP_OK; i++)
    {
        left = question->environment->agent[i].type_count;
        for (t = 0; t < question->environment->agent[i].type_count && status == XP_OK; t++)
        {
            if (left == 1)
                break;
            kept[i][t] = 0;
            choose(keys, question, pool, kept);
            found = 0;
            if (keys->count > 0)
                status = xp_shrink_solve(&found, proof, question, keys, progress, error);
            kept[i][t] = (unsigned char) !found;
            left -= found;
        }
    }
    xp_keys_clear(keys);
    return status;
}

static unsigned char **keep_all(const xp_question_t *question)
{
    slong i, n = question->environment->agent_count;
    unsigned char **kept = xp_calloc((size_t) n, sizeof *kept);

    for (i = 0; i < n; i++)
    {
        size_t types = (size_t) question->environment->agent[i].type_count;

        kept[i] = xp_calloc(types, 1);
        memset(kept[i], 1, types);
    }
    return kept;
}

xp_status_t xp_shrink_types(xp_proof_t proof, const xp_question_t *question,
                            const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status = XP_OK;
    xp_keys_t pool;
    int attempt, done = 0;

    xp_keys_init(pool);
    /* the whole system first; when that needs more rows, the rows of the proof */
    for (attempt = 0; attempt < 2 && status == XP_OK && !done; attempt++)
    {
        unsigned char **kept = keep_all(question);
        xp_proof_t own;
        slong i;

        xp_proof_init(own);
        xp_proof_set(own, proof);
        if (attempt == 1)
            xp_keys_set_proof(pool, proof, proof->count);
        if (attempt == 1 || xp_keys_set_system(pool, question, kept, XP_SHRINK_SYSTEM))
        {
            status = drop_types(own, question, pool, kept, progress, error);
            if (status == XP_OK)
                status = xp_shrink_rows(own, question, progress, error);
            if (status == XP_OK && own->count <= proof->count)
            {
                xp_proof_swap(proof, own);
                done = 1;
            }
        }
        xp_proof_clear(own);
        for (i = 0; i < question->environment->agent_count; i++)
            free(kept[i]);
        free(kept);
    }
    xp_keys_clear(pool);
    return status;
}
