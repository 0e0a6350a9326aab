/* Mechanisms, multipliers and the other tables of the evidence in a file for Coq. */
#include "cert/coq_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/exist/proof.h>
#include <expost/exist/row.h>
#include <expost/model/profiles.h>

/* The number of an agent in a table with n numbers at each profile. */
typedef struct
{
    const xp_table_struct *table;
    slong agent;
} payment_t;

static void add_payment_at(xp_coq_t *c, const void *context, slong index)
{
    const payment_t *payment = context;

    xp_coq_entry(c, payment->table, index * c->environment->agent_count + payment->agent);
}

/* The number at the line of the agent on which the profile lies. */
static void add_h_at(xp_coq_t *c, const void *context, slong index)
{
    const payment_t *h = context;

    xp_coq_entry(c, h->table,
                 xp_profiles_line_of(c->environment->profiles, h->agent, index));
}

/* The number at the agent's type in the graph of that line. */
static void add_potential_at(xp_coq_t *c, const void *context, slong index)
{
    const xp_profiles_struct *profiles = c->environment->profiles;
    const payment_t *potential = context;
    const slong i = potential->agent, k = profiles->types[i];

    xp_coq_entry(c, potential->table,
                 xp_profiles_line_of(profiles, i, index) * k + index / profiles->stride[i] % k);
}

/* A table for each agent, by the own type alone: those of the first agent come first. */
static void add_own_types(xp_coq_t *c, const xp_table_struct *table, slong agent, slong first)
{
    xp_coq_add(c, "cells ");
    xp_coq_entries(c, table, first, c->environment->agent[agent].type_count, 1);
}

/* Defines a list of tables, one for each agent. */
static void begin_tables(xp_coq_t *c, const char *name)
{
    xp_coq_add(c, "\nDefinition %s : list (table Q) :=\n  [", name);
    c->indent = 3;
}

static void next_table(xp_coq_t *c, slong agent)
{
    if (agent > 0)
    {
        xp_coq_add(c, ";");
        xp_coq_break(c);
    }
}

static void end_tables(xp_coq_t *c)
{
    xp_coq_add(c, "].\n");
    c->indent = 2;
}

static void add_payments(xp_coq_t *c, const char *name, const xp_table_struct *table)
{
    slong i, first = 0;

    begin_tables(c, name);
    for (i = 0; i < c->environment->agent_count && table->length > 0; i++)
    {
        const payment_t payment = {table, i};

        next_table(c, i);
        if (c->certificate->reduced)
            add_own_types(c, table, i, first);
        else
            xp_coq_table(c, add_payment_at, &payment, -1);
        first += c->environment->agent[i].type_count;
    }
    end_tables(c);
}

static void add_h(xp_coq_t *c)
{
    slong i;

    begin_tables(c, "the_h");
    for (i = 0; i < c->environment->agent_count; i++)
    {
        const payment_t h = {c->certificate->h + i, i};

        next_table(c, i);
        xp_coq_table(c, add_h_at, &h, i);
    }
    end_tables(c);
}

static void add_potentials(xp_coq_t *c)
{
    slong i;

    begin_tables(c, "the_potentials");
    for (i = 0; i < c->environment->agent_count; i++)
    {
        const payment_t potential = {c->certificate->potential + i, i};

        next_table(c, i);
        if (c->certificate->interim)
            add_own_types(c, potential.table, i, 0);
        else
            xp_coq_table(c, add_potential_at, &potential, -1);
    }
    end_tables(c);
}

void xp_coq_key(xp_coq_t *c, const xp_row_key_t *key)
{
    const xp_profiles_struct *profiles = c->environment->profiles;
    const unsigned has = xp_row_kind_indices(key->kind);

    xp_coq_add(c, "Row_%s", xp_row_kind_word(key->kind));
    if (has & XP_ROW_HAS_AGENT)
        xp_coq_add(c, " %ld", (long) key->agent);
    if (has & XP_ROW_HAS_OTHERS)
    {
        /* The whole profile, the agent's type being the true one. */
        xp_coq_add(c, " ");
        xp_coq_profile(c, xp_profiles_line_start(profiles, key->agent, key->others)
                          + key->type * profiles->stride[key->agent]);
    }
    else if (has & XP_ROW_HAS_TYPE)
        xp_coq_add(c, " %ld", (long) key->type);
    if (has & XP_ROW_HAS_REPORT)
        xp_coq_add(c, " %ld", (long) key->report);
    if (has & XP_ROW_HAS_PROFILE)
    {
        xp_coq_add(c, " ");
        xp_coq_profile(c, key->profile);
    }
    if (has & XP_ROW_HAS_OUTCOME)
        xp_coq_add(c, " %ld", (long) key->outcome);
}

static void add_leaf(xp_coq_t *c, const xp_proof_node_t *leaf)
{
    size_t e;

    xp_coq_add(c, "Leaf");
    c->indent += 2;
    xp_coq_break(c);
    xp_coq_add(c, "[");
    c->indent += 1;
    for (e = 0; e < leaf->count; e++)
    {
        const xp_multiplier_struct *multiplier =
            c->certificate->proof->multiplier + leaf->first + e;
        const size_t begun = xp_coq_begin_thing(c, (slong) e, ";");

        xp_coq_add(c, "(");
        xp_coq_key(c, &multiplier->key);
        xp_coq_add(c, ", ");
        xp_coq_number(c, multiplier->value);
        xp_coq_add(c, ")");
        xp_coq_end_thing(c, begun);
    }
    xp_coq_add(c, "]");
    c->indent -= 3;
}

/* Behind a tree: ends the branches of which it was the last case. */
static size_t end_case(xp_coq_t *c, slong *ended, size_t depth)
{
    while (depth > 0 && ++ended[depth - 1] == c->environment->outcome_count)
    {
        xp_coq_add(c, "]");
        depth--;
    }
    if (depth > 0)
    {
        xp_coq_add(c, ";");
        xp_coq_break(c);
    }
    return depth;
}

static void add_multipliers(xp_coq_t *c)
{
    const xp_proof_struct *proof = c->certificate->proof;
    size_t v, depth = 0, room = 0;
    slong *ended = NULL;

    xp_coq_add(c, "\nDefinition the_multipliers : multipliers :=\n  ");
    for (v = 0; v < proof->node_count; v++)
    {
        if (proof->node[v].profile < 0)
        {
            add_leaf(c, proof->node + v);
            depth = end_case(c, ended, depth);
            continue;
        }
        xp_coq_add(c, "Branch ");
        xp_coq_profile(c, proof->node[v].profile);
        xp_coq_add(c, " [");
        xp_coq_break(c);
        xp_array_grow(&ended, &room, depth, sizeof(slong));
        ended[depth++] = 0;
    }
    xp_coq_add(c, ".\n");
    free(ended);
}

void xp_coq_definitions(xp_coq_t *c)
{
    const xp_certificate_struct *certificate = c->certificate;
    const xp_claim_t claim = certificate->claim;

    c->indent = 2;
    if (claim == XP_CLAIM_SATISFIES || claim == XP_CLAIM_VIOLATES || claim == XP_CLAIM_OPTIMUM
        || claim == XP_CLAIM_UNBOUNDED)
        add_payments(c, "the_payments", certificate->payment);
    if (claim == XP_CLAIM_IMPOSSIBLE || claim == XP_CLAIM_OPTIMUM)
        add_multipliers(c);
    if (claim == XP_CLAIM_UNBOUNDED)
        add_payments(c, "the_ray", certificate->ray);
    if (claim == XP_CLAIM_GROVES_BALANCE)
        add_h(c);
    if (claim == XP_CLAIM_IMPLEMENTABLE)
        add_potentials(c);
}
