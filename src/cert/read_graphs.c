/* Reading the evidence about Groves payments and about type graphs. */
#include "cert/read_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>

/* The shortest record h 0 0. */
#define RECORD_BYTES 6

static xp_table_struct *begin_tables(xp_fields_t *in, slong count)
{
    xp_table_struct *table;
    slong i;

    xp_fields_spend(in, count, sizeof(xp_table_struct));
    if (in->status != XP_OK)
        return NULL;
    table = xp_malloc((size_t) count * sizeof(xp_table_struct));
    for (i = 0; i < count; i++)
        xp_table_init(table + i);
    return table;
}

void xp_take_h(xp_fields_t *in, xp_certificate_t certificate)
{
    const xp_profiles_struct *profiles = certificate->environment->profiles;
    slong i, line;

    certificate->h = begin_tables(in, profiles->agents);
    for (i = 0; i < profiles->agents && in->status == XP_OK; i++)
    {
        const slong lines = xp_profiles_lines(profiles, i);
        fmpq *value;

        xp_fields_require(in, lines, RECORD_BYTES, "records `h`");
        value = xp_fields_alloc(in, lines);
        for (line = 0; line < lines && in->status == XP_OK; line++)
        {
            xp_fields_expect(in, "h");
            xp_fields_fixed(in, i, "the agent");
            xp_fields_fixed_others(in, profiles, i, line);
            xp_fields_number(in, value + line);
            xp_fields_end(in);
        }
        xp_fields_store(in, certificate->h + i, value, lines);
    }
}

void xp_take_cube(xp_fields_t *in, xp_certificate_t certificate)
{
    const xp_profiles_struct *profiles = certificate->environment->profiles;
    const slong n = profiles->agents;
    slong i;

    certificate->cube_profile = xp_calloc((size_t) n, sizeof(slong));
    certificate->cube_base = xp_calloc((size_t) n, sizeof(slong));
    xp_fields_expect(in, "cube");
    for (i = 0; i < n && in->status == XP_OK; i++)
        certificate->cube_profile[i] = xp_fields_index(in, profiles->types[i], "a type");
    for (i = 0; i < n && in->status == XP_OK; i++)
    {
        certificate->cube_base[i] = xp_fields_index(in, profiles->types[i], "a type");
        if (certificate->cube_base[i] == certificate->cube_profile[i])
            xp_fields_refuse(in, "the two profiles of a cube differ at each agent");
    }
    xp_fields_number(in, certificate->cube_sum);
    if (fmpq_is_zero(certificate->cube_sum))
        xp_fields_refuse(in, "the sum over the cube is not 0");
    xp_fields_end(in);
}

/* One flag for each type of the agent: whether it is a node of its graphs. */
static unsigned char *find_nodes(xp_fields_t *in, const xp_certificate_t certificate, slong i)
{
    const slong k = certificate->environment->agent[i].type_count;
    unsigned char *node = xp_malloc((size_t) k);
    fmpq_t probability;
    slong t;

    (void) in;
    fmpq_init(probability);
    fmpq_one(probability);
    for (t = 0; t < k; t++)
    {
        if (certificate->interim)
            xp_environment_type_probability(probability, certificate->environment, i, t);
        node[t] = fmpq_sgn(probability) > 0;
    }
    fmpq_clear(probability);
    return node;
}

static void read_potentials(xp_fields_t *in, xp_certificate_t certificate, slong i,
                            const unsigned char *node)
{
    const xp_profiles_struct *profiles = certificate->environment->profiles;
    const slong k = profiles->types[i];
    const slong count = certificate->interim ? k : profiles->size;
    fmpq *value;
    slong e;

    if (!certificate->interim)
        xp_fields_require(in, count, RECORD_BYTES, "records `potential`");
    value = xp_fields_alloc(in, count);
    for (e = 0; e < count && in->status == XP_OK; e++)
    {
        if (!node[e % k])
            continue;
        xp_fields_expect(in, "potential");
        xp_fields_fixed(in, i, "the agent");
        if (!certificate->interim)
            xp_fields_fixed_others(in, profiles, i, e / k);
        xp_fields_fixed(in, e % k, "the type");
        xp_fields_number(in, value + e);
        xp_fields_end(in);
    }
    xp_fields_store(in, certificate->potential + i, value, count);
}

void xp_take_potentials(xp_fields_t *in, xp_certificate_t certificate)
{
    const slong n = certificate->environment->agent_count;
    slong i;

    certificate->potential = begin_tables(in, n);
    for (i = 0; i < n && in->status == XP_OK; i++)
    {
        unsigned char *node = find_nodes(in, certificate, i);

        read_potentials(in, certificate, i, node);
        free(node);
    }
}

void xp_take_cycle(xp_fields_t *in, xp_certificate_t certificate)
{
    const xp_environment_struct *environment = certificate->environment;
    unsigned char *node;
    size_t room = 0;

    xp_fields_expect(in, "cycle");
    certificate->cycle_agent = xp_fields_index(in, environment->agent_count, "an agent");
    if (!certificate->interim)
        certificate->cycle_others = xp_fields_others(in, environment->profiles,
                                                     certificate->cycle_agent);
    node = find_nodes(in, certificate, certificate->cycle_agent);
    while (in->status == XP_OK && (certificate->cycle_length < 2 || !xp_fields_is_end(in)))
    {
        slong t = xp_fields_index(in, environment->agent[certificate->cycle_agent].type_count,
                                  "a type of this agent");

        if (!node[t])
            xp_fields_refuse(in, "the types of a cycle are distinct and have a probability "
                                 "greater than 0 where there are expectations");
        node[t] = 0;
        xp_array_grow(&certificate->cycle_node, &room, (size_t) certificate->cycle_length,
                      sizeof(slong));
        certificate->cycle_node[certificate->cycle_length++] = t;
    }
    free(node);
    xp_fields_end(in);
}
