/* Chains of incentive constraints down to a participation constraint: bounds and rents. */
#include "cert/explain_step.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/model/profiles.h>

/*
 * Of each type (or profile) at most one step starts: from[x] is its index, or -1.
 *   bound   what the chain from x allows at most; known[x]: 0 not yet, 1 on the way, 2
 */
typedef struct
{
    slong count;
    slong *from;
    slong *next;
    unsigned char *known;
    fmpq *bound;
    xp_symbol_t symbol;
} chains_t;

static int is_minus_one(const fmpq_t value)
{
    return fmpz_is_one(fmpq_denref(value)) && fmpz_equal_si(fmpq_numref(value), -1);
}

/* The step's node and where it goes (-1: it ends there).  0: it has another form. */
static int read_step(slong *node, slong *next, xp_symbol_t *symbol, const xp_step_struct *step)
{
    size_t i;

    *node = *next = -1;
    for (i = 0; i < step->sum->count; i++)
    {
        const xp_term_t *term = step->sum->term + i;

        *symbol = term->symbol;
        if (term->symbol != XP_SYMBOL_MEAN && term->symbol != XP_SYMBOL_PAYMENT)
            return 0;
        if (fmpq_is_one(term->coefficient) && *node < 0)
            *node = term->index;
        else if (is_minus_one(term->coefficient) && *next < 0)
            *next = term->index;
        else
            return 0;
    }
    return *node >= 0 && step->upper && !step->equation;
}

static int link_steps(chains_t *chains, const xp_steps_t steps, slong agent)
{
    size_t i, used = 0;

    for (i = 0; i < steps->count; i++)
    {
        xp_symbol_t symbol = XP_SYMBOL_MEAN;
        slong node, next;

        if (steps->step[i].key.agent != agent)
            continue;
        if (!read_step(&node, &next, &symbol, steps->step + i) || chains->from[node] >= 0
            || (used > 0 && symbol != chains->symbol))
            return 0;
        chains->symbol = symbol;
        chains->from[node] = (slong) i;
        chains->next[node] = next;
        used++;
    }
    return used > 0;
}

/* Bounds from the ends of the chains upwards: 0 when a chain does not end. */
static int bound_nodes(chains_t *chains, const xp_steps_t steps)
{
    slong *path = xp_calloc((size_t) chains->count, sizeof(slong)), x, y, length;
    int good = 1;

    for (x = 0; x < chains->count && good; x++)
    {
        length = 0;
        for (y = x; good && chains->from[x] >= 0 && y >= 0 && chains->known[y] == 0;
             y = chains->next[y])
        {
            good = chains->from[y] >= 0;
            chains->known[y] = 1;
            path[length++] = y;
        }
        if (good && length > 0 && y >= 0 && chains->known[y] == 1)
            good = 0;
        while (good && length-- > 0)
        {
            y = path[length];
            fmpq_set(chains->bound + y, steps->step[chains->from[y]].right);
            if (chains->next[y] >= 0)
                fmpq_add(chains->bound + y, chains->bound + y,
                         chains->bound + chains->next[y]);
            chains->known[y] = 2;
        }
    }
    free(path);
    return good;
}

/* Every term of the target has a bound; *total, the weighted sum of the bounds. */
static int bound_target(fmpq_t total, const chains_t *chains, const xp_sum_t target)
{
    size_t i;

    fmpq_zero(total);
    for (i = 0; i < target->count; i++)
    {
        const xp_term_t *term = target->term + i;
        const fmpq *weight = &term->coefficient[0];

        if (term->symbol != chains->symbol || chains->known[term->index] != 2
            || fmpq_sgn(weight) < 0)
            return 0;
        fmpq_addmul(total, weight, chains->bound + term->index);
    }
    return target->count > 0;
}

static void add_table(xp_explanation_t *e, const chains_t *chains, const xp_steps_t steps,
                      slong agent, const xp_sum_t target, fmpq_t rent)
{
    static const xp_column_t column[] = {{"Payment", 0, 30},
                                         {"By", 0, 0},
                                         {"Chain", 0, 30},
                                         {"At most", 1, 0},
                                         {"Rent at least", 1, 0}};
    fmpq_t own;
    slong x;
    size_t i;

    fmpq_init(own);
    xp_paper_begin_table(e->paper, column, 5);
    for (x = 0; x < chains->count; x++)
    {
        const fmpq *length;
        xp_sum_t one;
        int more;

        if (chains->known[x] != 2)
            continue;
        xp_sum_init(one);
        fmpq_one(own);
        xp_sum_add(one, chains->symbol, agent, x, -1, own);
        xp_say(e, XP_MATH);
        xp_say_sum(e, one);
        xp_say(e, XP_MATH_END);
        xp_end_cell(e);
        xp_say(e, "(%lu)", (unsigned long) (steps->first_number + (size_t) chains->from[x]));
        xp_end_cell(e);
        xp_say(e, XP_MATH "\xE2\x89\xA4 ");
        more = chains->next[x] >= 0;
        length = steps->step[chains->from[x]].right;
        if (!more || !fmpq_is_zero(length))
            xp_say_number(e, length);
        if (more)
        {
            one->term[0].index = chains->next[x];
            xp_say(e, "%s", fmpq_is_zero(length) ? "" : " + ");
            xp_say_sum(e, one);
            one->term[0].index = x;
        }
        xp_say(e, XP_MATH_END);
        xp_end_cell(e);
        xp_cell_number(e, chains->bound + x);
        xp_truthful_gain(own, e, one->term);
        fmpq_sub(own, own, chains->bound + x);
        xp_cell_number(e, own);
        for (i = 0; i < target->count; i++)
            if (target->term[i].index == x)
                fmpq_addmul(rent, own, target->term[i].coefficient);
        xp_sum_clear(one);
    }
    xp_paper_end_table(e->paper);
    fmpq_clear(own);
}

int xp_explain_chains(xp_explanation_t *e, const xp_steps_t steps, slong agent,
                      const xp_sum_t target, fmpq_t rent)
{
    chains_t chains;
    slong profiles = e->certificate->reduced ? 0 : e->environment->profiles->size;
    slong types = e->environment->agent[agent].type_count, x;
    fmpq_t total;
    int good;

    memset(&chains, 0, sizeof chains);
    chains.count = profiles > types ? profiles : types;
    chains.from = xp_calloc((size_t) chains.count, sizeof(slong));
    chains.next = xp_calloc((size_t) chains.count, sizeof(slong));
    chains.known = xp_calloc((size_t) chains.count, 1);
    chains.bound = _fmpq_vec_init(chains.count);
    for (x = 0; x < chains.count; x++)
        chains.from[x] = chains.next[x] = -1;
    fmpq_init(total);
    good = link_steps(&chains, steps, agent) && bound_nodes(&chains, steps)
           && bound_target(total, &chains, target);
    if (good)
    {
        xp_say(e, "The payments of ");
        xp_say_agent(e, agent);
        xp_say(e, " are bounded one after the other. The last column is the rent: what is kept "
                  "above the outside option.");
        xp_end_paragraph(e);
        add_table(e, &chains, steps, agent, target, rent);
    }
    free(chains.from);
    free(chains.next);
    free(chains.known);
    _fmpq_vec_clear(chains.bound, chains.count);
    fmpq_clear(total);
    return good;
}
