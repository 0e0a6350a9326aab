/* The evidence of a certificate as text. */
#include <expost/cert/certificate.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "cert/write_fields.h"
#include "cert/write_impl.h"

/* One record of n numbers at each profile; in reduced form one at each type of each agent. */
static void write_by_profile(xp_string_t out, const xp_certificate_t certificate,
                             const char *word, const xp_table_t table)
{
    const xp_environment_struct *environment = certificate->environment;
    const slong n = environment->agent_count;
    slong x, i, t, e = 0;

    for (x = 0; !certificate->reduced && x < environment->profiles->size; x++)
    {
        xp_field_begin(out, word);
        xp_field_profile(out, environment->profiles, x);
        for (i = 0; i < n; i++)
            xp_field_entry(out, table, e++);
        xp_field_end(out);
    }
    for (i = 0; certificate->reduced && i < n; i++)
        for (t = 0; t < environment->agent[i].type_count; t++)
        {
            xp_field_begin(out, word);
            xp_field_index(out, i);
            xp_field_index(out, t);
            xp_field_entry(out, table, e++);
            xp_field_end(out);
        }
}

static void write_mechanism(xp_string_t out, const xp_certificate_t certificate)
{
    if (!certificate->has_rule)
        xp_write_choices(out, certificate->environment->profiles, certificate->found);
    if (certificate->has_payment)
        write_by_profile(out, certificate, "pay", certificate->payment);
}

static void write_leaf(xp_string_t out, const xp_certificate_t certificate,
                       const xp_proof_node_t *leaf)
{
    size_t e;

    for (e = leaf->first; e < leaf->first + leaf->count; e++)
    {
        const xp_multiplier_struct *multiplier = certificate->proof->multiplier + e;

        xp_field_begin(out, "row");
        xp_field_key(out, certificate->environment->profiles, &multiplier->key);
        xp_field_number(out, multiplier->value);
        xp_field_end(out);
    }
}

/* The branches above the node that is written, and how many of their cases have begun. */
typedef struct
{
    slong *begun;
    size_t depth;
    size_t room;
} path_t;

/* The next tree is a case of the innermost branch that has cases left. */
static void write_case(xp_string_t out, path_t *path, slong outcomes)
{
    while (path->depth > 0 && path->begun[path->depth - 1] == outcomes)
        path->depth--;
    if (path->depth == 0)
        return;
    xp_field_begin(out, "case");
    xp_field_index(out, path->begun[path->depth - 1]++);
    xp_field_end(out);
}

static void write_proof(xp_string_t out, const xp_certificate_t certificate)
{
    const xp_environment_struct *environment = certificate->environment;
    path_t path = {NULL, 0, 0};
    size_t v;

    for (v = 0; v < certificate->proof->node_count; v++)
    {
        const xp_proof_node_t *node = certificate->proof->node + v;

        write_case(out, &path, environment->outcome_count);
        if (node->profile < 0)
        {
            write_leaf(out, certificate, node);
            continue;
        }
        xp_field_begin(out, "branch");
        xp_field_profile(out, environment->profiles, node->profile);
        xp_field_end(out);
        xp_array_grow(&path.begun, &path.room, path.depth, sizeof(slong));
        path.begun[path.depth++] = 0;
    }
    free(path.begun);
}

static void write_violated(xp_string_t out, const xp_certificate_t certificate)
{
    xp_field_begin(out, "row");
    xp_field_key(out, certificate->environment->profiles, &certificate->row);
    xp_field_end(out);
}

static void write_h(xp_string_t out, const xp_certificate_t certificate)
{
    slong i, line;

    for (i = 0; i < certificate->environment->agent_count; i++)
        for (line = 0; line < certificate->h[i].length; line++)
        {
            xp_field_begin(out, "h");
            xp_field_index(out, i);
            xp_field_others(out, certificate->environment->profiles, i, line);
            xp_field_entry(out, certificate->h + i, line);
            xp_field_end(out);
        }
}

static void write_cube(xp_string_t out, const xp_certificate_t certificate)
{
    const slong n = certificate->environment->agent_count;
    slong i;

    xp_field_begin(out, "cube");
    for (i = 0; i < n; i++)
        xp_field_index(out, certificate->cube_profile[i]);
    for (i = 0; i < n; i++)
        xp_field_index(out, certificate->cube_base[i]);
    xp_field_number(out, certificate->cube_sum);
    xp_field_end(out);
}

/* Types of probability 0 are no nodes of an interim graph. */
static int is_node(const xp_certificate_t certificate, slong i, slong t)
{
    fmpq_t probability;
    int positive;

    if (!certificate->interim)
        return 1;
    fmpq_init(probability);
    xp_environment_type_probability(probability, certificate->environment, i, t);
    positive = fmpq_sgn(probability) > 0;
    fmpq_clear(probability);
    return positive;
}

static void write_potentials(xp_string_t out, const xp_certificate_t certificate)
{
    const xp_environment_struct *environment = certificate->environment;
    slong i, e;

    for (i = 0; i < environment->agent_count; i++)
        for (e = 0; e < certificate->potential[i].length; e++)
        {
            const slong k = environment->agent[i].type_count;

            if (!is_node(certificate, i, e % k))
                continue;
            xp_field_begin(out, "potential");
            xp_field_index(out, i);
            if (!certificate->interim)
                xp_field_others(out, environment->profiles, i, e / k);
            xp_field_index(out, e % k);
            xp_field_entry(out, certificate->potential + i, e);
            xp_field_end(out);
        }
}

static void write_cycle(xp_string_t out, const xp_certificate_t certificate)
{
    slong e;

    xp_field_begin(out, "cycle");
    xp_field_index(out, certificate->cycle_agent);
    if (!certificate->interim)
        xp_field_others(out, certificate->environment->profiles, certificate->cycle_agent,
                        certificate->cycle_others);
    for (e = 0; e < certificate->cycle_length; e++)
        xp_field_index(out, certificate->cycle_node[e]);
    xp_field_end(out);
}

void xp_write_evidence(xp_string_t out, const xp_certificate_t certificate)
{
    xp_string_add(out, "evidence\n");
    switch (certificate->claim)
    {
    case XP_CLAIM_SATISFIES:
        write_mechanism(out, certificate);
        break;
    case XP_CLAIM_VIOLATES:
        write_mechanism(out, certificate);
        write_violated(out, certificate);
        break;
    case XP_CLAIM_IMPOSSIBLE:
        write_proof(out, certificate);
        break;
    case XP_CLAIM_OPTIMUM:
        write_mechanism(out, certificate);
        write_proof(out, certificate);
        break;
    case XP_CLAIM_UNBOUNDED:
        write_mechanism(out, certificate);
        write_by_profile(out, certificate, "ray", certificate->ray);
        break;
    case XP_CLAIM_GROVES_BALANCE:
        write_h(out, certificate);
        break;
    case XP_CLAIM_GROVES_NO_BALANCE:
        write_cube(out, certificate);
        break;
    case XP_CLAIM_IMPLEMENTABLE:
        write_potentials(out, certificate);
        break;
    default:
        assert(certificate->claim == XP_CLAIM_NOT_IMPLEMENTABLE);
        write_cycle(out, certificate);
        break;
    }
    xp_string_add(out, "end\n");
}
