/* Bounds on a line unfolded to multipliers of named rows. */
#include "exist/line_agent.h"

static void add_incentive(xp_proof_t proof, const xp_line_agent_struct *agent, slong line,
                          slong type, slong report, const fmpq_t value)
{
    xp_row_key_t key;

    xp_row_key_init(&key, agent->incentive);
    key.agent = agent->agent;
    key.type = type;
    key.report = report;
    key.others = line;
    xp_proof_add(proof, &key, value);
}

static void add_at_profile(xp_proof_t proof, xp_row_kind_t kind,
                           const xp_line_agent_struct *agent, slong line, slong type,
                           const fmpq_t value)
{
    xp_row_key_t key;

    xp_row_key_init(&key, kind);
    key.agent = agent->agent;
    key.profile = xp_lines_start(agent->lines, line) + type * agent->lines->stride;
    xp_proof_add(proof, &key, value);
}

void xp_line_prove_cycle(xp_proof_t proof, const xp_line_agent_struct *agent, slong line,
                         const xp_cycle_struct *cycle)
{
    slong i;
    fmpq_t one;

    fmpq_init(one);
    fmpq_one(one);
    for (i = 0; i < cycle->length; i++)
        add_incentive(proof, agent, line, cycle->node[(i + 1) % cycle->length], cycle->node[i],
                      one);
    fmpq_clear(one);
}

/* The demand of each node and of all nodes whose paths go through it. */
static void add_flow(fmpq *demand, const xp_tree_struct *tree)
{
    slong i;

    for (i = 0; i < tree->count; i++)
    {
        slong t = tree->order[i];

        if (tree->before[t] >= 0)
            fmpq_add(demand + tree->before[t], demand + tree->before[t], demand + t);
    }
}

void xp_line_prove_high(xp_proof_t proof, const xp_line_agent_struct *agent, slong line,
                        fmpq *demand)
{
    slong t;

    add_flow(demand, agent->tree);
    for (t = 0; t < agent->types; t++)
    {
        if (fmpq_is_zero(demand + t))
            continue;
        if (agent->tree->before[t] >= 0)
            add_incentive(proof, agent, line, t, agent->tree->before[t], demand + t);
        else
            add_at_profile(proof, XP_ROW_EPIR, agent, line, t, demand + t);
    }
}

/* In the graph of turned edges the node before r is the true type t of p_r >= p_t - length. */
void xp_line_prove_low(xp_proof_t proof, const xp_line_agent_struct *agent, slong line,
                       fmpq *demand)
{
    slong r;

    add_flow(demand, agent->back);
    for (r = 0; r < agent->types; r++)
    {
        if (fmpq_is_zero(demand + r))
            continue;
        if (agent->back->before[r] >= 0)
            add_incentive(proof, agent, line, agent->back->before[r], r, demand + r);
        else
            add_at_profile(proof, XP_ROW_NPT, agent, line, r, demand + r);
    }
}

void xp_line_prove_floor(xp_proof_t proof, const xp_line_agent_struct *agent, slong line,
                         slong type)
{
    fmpq_t one;

    fmpq_init(one);
    fmpq_one(one);
    add_at_profile(proof, XP_ROW_NPT, agent, line, type, one);
    fmpq_clear(one);
}
