/* Joint priors: by formula or table, weights, and those that are independent after all. */
#include "text/compile.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

void xp_read_joint(xp_reader_t *reader)
{
    xp_source_struct *source = reader->source;
    const xp_document_struct *doc = source->doc;

    for (size_t i = 0; i < doc->item_count; i++)
    {
        const xp_item_struct *item = doc->item[i];
        xp_scope_t scope;

        if (item->kind != XP_ITEM_PRIOR_JOINT)
        {
            continue;
        }
        if (reader->joint.what != NULL)
        {
            xp_reader_fail(reader, item->span.begin, "`prior joint` stands twice");
            continue;
        }
        reader->joint.what = "joint prior";
        reader->joint.self = -1;
        reader->joint_weights = item->weights;
        reader->joint_place = item->span.begin;
        if (item->file != NULL)
        {
            continue;
        }
        xp_scope_init(&scope, reader, XP_MAY_LETS | XP_MAY_TYPES, "a joint prior");
        reader->joint.general = xp_compile_body(&scope, item->body, xp_compile_number, 0, 1);
        reader->joint.source = reader->joint.general == NULL ? NULL : source;
    }
}

/* Whether the profiles are few enough for a joint prior; otherwise an error. */
static int check_size(xp_reader_t *reader)
{
    const xp_profiles_struct *profiles = reader->model->environment->profiles;
    fmpz_t bytes;
    char *count, *size;

    if (xp_profiles_are_listed(profiles))
    {
        return 1;
    }
    fmpz_init(bytes);
    fmpz_mul_si(bytes, profiles->count, (slong) (sizeof(fmpz) + sizeof(fmpq)));
    count = fmpz_get_str(NULL, 10, profiles->count);
    size = fmpz_get_str(NULL, 10, bytes);
    xp_reader_stop(reader, XP_LIMIT, reader->joint_place,
                   "a joint prior over %.60s%s profiles would take about %.60s%s bytes; with a "
                   "prior for each agent, or none, `show` and `pay --at PROFILE` work without "
                   "listing the profiles",
                   count, strlen(count) > 60 ? "..." : "", size,
                   strlen(size) > 60 ? "..." : "");
    flint_free(count);
    flint_free(size);
    fmpz_clear(bytes);
    return 0;
}

static void fail_at_profile(xp_reader_t *reader, slong index, const char *words)
{
    const xp_profiles_struct *profiles = reader->model->environment->profiles;
    slong *profile = xp_calloc((size_t) profiles->agents, sizeof(slong));
    xp_string_t text;

    xp_string_init(text);
    xp_profiles_get(profile, profiles, index);
    xp_source_add_profile(text, reader->source, profile);
    xp_reader_fail(reader, reader->joint_place, "%s at profile %s", words, text->text);
    xp_string_clear(text);
    free(profile);
}

/* Makes the entries sum to the denominator, or checks that they do; 0 after an error. */
static int check_sum(xp_table_t table, xp_reader_t *reader)
{
    fmpq_t sum;
    int good;

    for (slong index = 0; index < table->length; index++)
    {
        if (fmpz_sgn(table->entry + index) < 0)
        {
            fail_at_profile(reader, index, "a probability is negative");
            return 0;
        }
    }
    fmpq_init(sum);
    _fmpz_vec_sum(fmpq_numref(sum), table->entry, table->length);
    good = !fmpz_is_zero(fmpq_numref(sum));
    if (good && reader->joint_weights)
    {
        fmpz_set(table->denominator, fmpq_numref(sum));
        xp_table_canonicalise(table);
    }
    else if (reader->joint_weights)
    {
        xp_reader_fail(reader, reader->joint_place, "the weights of the joint prior are all 0");
    }
    else
    {
        fmpz_set(fmpq_denref(sum), table->denominator);
        fmpq_canonicalise(sum);
        good = fmpq_is_one(sum);
        if (!good)
        {
            xp_string_t text;

            xp_string_init(text);
            xp_rat_add_text(text, sum);
            xp_reader_fail(reader, reader->joint_place,
                           "the joint prior sums to %s, not to 1; `prior joint weights ...` "
                           "divides by the sum",
                           text->length > 100 ? "a long number" : text->text);
            xp_string_clear(text);
        }
    }
    fmpq_clear(sum);
    return good;
}

/* The marginals of the entries of table, agent after agent; the caller clears count of them. */
static fmpz *sum_marginals(const xp_table_t table, const xp_profiles_struct *profiles,
                           slong *count)
{
    slong n = profiles->agents;
    slong *profile = xp_calloc((size_t) n, sizeof(slong));
    fmpz *marginal;

    *count = 0;
    for (slong i = 0; i < n; i++)
    {
        *count += profiles->types[i];
    }
    marginal = _fmpz_vec_init(*count);
    for (slong index = 0; index < table->length; index++)
    {
        fmpz *own = marginal;

        for (slong i = 0; i < n; i++)
        {
            fmpz_add(own + profile[i], own + profile[i], table->entry + index);
            own += profiles->types[i];
        }
        (void) xp_profiles_next(profile, profiles);
    }
    free(profile);
    return marginal;
}

/*
 * Whether mu is the product of its marginals: with entries w and denominator D,
 * w(theta) D^(n-1) = prod_i w_i(theta_i) at every profile.
 */
static int is_product(const xp_table_t table, const xp_profiles_struct *profiles,
                      const fmpz *marginal)
{
    slong n = profiles->agents;
    slong *profile = xp_calloc((size_t) n, sizeof(slong));
    int equal = 1;
    fmpz_t left, right, power;

    fmpz_init(left);
    fmpz_init(right);
    fmpz_init(power);
    fmpz_pow_ui(power, table->denominator, (ulong) (n - 1));
    for (slong index = 0; index < table->length && equal; index++)
    {
        const fmpz *own = marginal;

        fmpz_one(right);
        for (slong i = 0; i < n; i++)
        {
            fmpz_mul(right, right, own + profile[i]);
            own += profiles->types[i];
        }
        fmpz_mul(left, table->entry + index, power);
        equal = fmpz_equal(left, right);
        (void) xp_profiles_next(profile, profiles);
    }
    fmpz_clear(left);
    fmpz_clear(right);
    fmpz_clear(power);
    free(profile);
    return equal;
}

/* Stores the marginals as independent priors. */
static void store_marginals(xp_reader_t *reader, const xp_table_t table, const fmpz *marginal)
{
    xp_environment_struct *environment = reader->model->environment;
    xp_error_t error;
    xp_status_t status = XP_OK;

    xp_error_init(error);
    for (slong i = 0; i < environment->agent_count && status == XP_OK; i++)
    {
        xp_table_struct *own = environment->agent[i].probability;
        slong count = environment->agent[i].type_count;

        status = xp_table_set_zero(own, count, error);
        if (status == XP_OK)
        {
            _fmpz_vec_set(own->entry, marginal, count);
            fmpz_set(own->denominator, table->denominator);
            xp_table_canonicalise(own);
            marginal += count;
        }
    }
    if (status != XP_OK)
    {
        xp_reader_take_at(reader, status, error, reader->joint_place);
    }
    environment->prior = XP_PRIOR_INDEPENDENT;
    xp_error_clear(error);
}

void xp_fill_joint(xp_reader_t *reader)
{
    xp_environment_struct *environment = reader->model->environment;
    xp_table_t table;
    fmpz *marginal;
    slong count;

    if (reader->joint.source == NULL || !check_size(reader))
    {
        return;
    }
    xp_table_init(table);
    if (xp_fill_table(table, reader, &reader->joint, XP_ROWS_PROFILE, 0) &&
        check_sum(table, reader))
    {
        marginal = sum_marginals(table, environment->profiles, &count);
        if (is_product(table, environment->profiles, marginal))
        {
            store_marginals(reader, table, marginal);
        }
        else
        {
            environment->prior = XP_PRIOR_JOINT;
            xp_table_swap(environment->joint, table);
        }
        _fmpz_vec_clear(marginal, count);
    }
    xp_table_clear(table);
}
