/* The two proofs about interim probabilities of winning: a rule, and a set of types. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "cert/allocation_explain.h"

/* Longer tables are told by their size; so are sets of more types. */
#define ROWS_TOLD 100
#define MEMBERS_TOLD 60

/* How often each type wins, times its probability; the sum of each profile is checked. */
static xp_status_t add_rule(fmpq *won, const xp_allocation_paper_t e, xp_error_t error)
{
    const xp_allocation_certificate_struct *certificate = e->certificate;
    const xp_profiles_struct *profiles = e->environment->profiles;
    const slong n = e->environment->agent_count;
    slong *profile = xp_calloc((size_t) n, sizeof(slong));
    xp_status_t status = XP_OK;
    fmpq_t weight, total;

    fmpq_init(weight);
    fmpq_init(total);
    for (slong k = 0; k < profiles->size && status == XP_OK; k++)
    {
        const fmpq *give = certificate->give + k * n;

        xp_environment_probability(weight, e->environment, k);
        fmpq_zero(total);
        for (slong i = 0; i < n; i++)
        {
            fmpq_add(total, total, give + i);
            fmpq_addmul(won + certificate->offset[i] + profile[i], weight, give + i);
        }
        fmpq_sub_si(total, total, certificate->unit_count);
        if (fmpq_sgn(total) > 0)
            status = xp_allocation_refuse(error);
        xp_profiles_next(profile, profiles);
        if (status == XP_OK)
            status = xp_allocation_go_on(e, k, error);
    }
    fmpq_clear(weight);
    fmpq_clear(total);
    free(profile);
    return status;
}

/* A row for each profile: its types, and how often each agent wins. */
static void tell_give(xp_allocation_paper_t e)
{
    static const xp_column_t column[] = {{"Profile", 0, 50}, {"Win with", 0, 50}};
    const xp_allocation_certificate_struct *certificate = e->certificate;
    const xp_profiles_struct *profiles = e->environment->profiles;
    const slong n = e->environment->agent_count;
    slong *profile = xp_calloc((size_t) n, sizeof(slong));

    xp_paper_begin_table(e->paper, column, 2);
    for (slong k = 0; k < profiles->size; k++)
    {
        for (slong i = 0; i < n; i++)
        {
            xp_allocation_tell(e, i > 0 ? ", " : "(");
            xp_allocation_tell_label(e, e->environment->agent[i].type_label[profile[i]]);
        }
        xp_allocation_tell(e, ")");
        xp_allocation_tell_cell(e);
        for (slong i = 0; i < n; i++)
        {
            xp_allocation_tell(e, i > 0 ? ", " : "");
            xp_allocation_tell_number(e, certificate->give + k * n + i);
        }
        xp_allocation_tell_cell(e);
        xp_profiles_next(profile, profiles);
    }
    xp_paper_end_table(e->paper);
    free(profile);
}

static xp_status_t require_won(const xp_allocation_paper_t e, const fmpq *won, xp_error_t error)
{
    xp_status_t status = XP_OK;
    fmpq_t want;

    fmpq_init(want);
    for (slong p = 0; p < e->certificate->pair_count && status == XP_OK; p++)
    {
        fmpq_mul(want, e->chance + p, e->certificate->win + p);
        if (!fmpq_equal(want, won + p))
            status = xp_allocation_refuse(error);
    }
    fmpq_clear(want);
    return status;
}

xp_status_t xp_allocation_tell_rule(xp_allocation_paper_t e, xp_error_t error)
{
    const slong pairs = e->certificate->pair_count, size = e->environment->profiles->size;
    const slong units = e->certificate->unit_count;
    fmpq *won = _fmpq_vec_init(pairs);
    xp_status_t status = add_rule(won, e, error);

    if (status == XP_OK)
        status = require_won(e, won, error);
    _fmpq_vec_clear(won, pairs);
    if (status != XP_OK)
        return status;
    if (size > ROWS_TOLD || size > 10 * ROWS_TOLD / e->environment->agent_count)
        xp_allocation_tell(e, "The certificate states for each of the %ld profiles how often each "
                              "agent wins there. ", (long) size);
    else
    {
        xp_allocation_tell(e, "Let the agents win with these probabilities, in their order:");
        xp_allocation_tell_paragraph(e);
        tell_give(e);
    }
    xp_allocation_tell(e, "At each profile every probability is from 0 to 1, and they add up to "
                          "at most %ld, so that they come from a lottery over sets of at most %ld "
                          "winner%s. For each type, the probabilities with which the agent wins "
                          "at the profiles with that type, each times the probability of the "
                          "profile, add up to the probability of the type times that with which "
                          "it is to win.", (long) units, (long) units, units == 1 ? "" : "s");
    xp_allocation_tell_paragraph(e);
    return XP_OK;
}

/* chance[c]: that c agents have a type of the set. */
static xp_status_t count_present(fmpq *chance, const xp_allocation_paper_t e, xp_error_t error)
{
    const xp_allocation_certificate_struct *certificate = e->certificate;
    const xp_profiles_struct *profiles = e->environment->profiles;
    const slong n = e->environment->agent_count;
    slong *profile = xp_calloc((size_t) n, sizeof(slong));
    xp_status_t status = XP_OK;
    fmpq_t weight;

    fmpq_init(weight);
    for (slong k = 0; k < profiles->size && status == XP_OK; k++)
    {
        slong present = 0;

        for (slong i = 0; i < n; i++)
            present += certificate->member[certificate->offset[i] + profile[i]];
        xp_environment_probability(weight, e->environment, k);
        fmpq_add(chance + present, chance + present, weight);
        xp_profiles_next(profile, profiles);
        status = xp_allocation_go_on(e, k, error);
    }
    fmpq_clear(weight);
    free(profile);
    return status;
}

/* "first 5, 6; second 3" */
static void tell_members(xp_allocation_paper_t e)
{
    const xp_allocation_certificate_struct *certificate = e->certificate;
    int several = 0;

    for (slong i = 0; i < e->environment->agent_count; i++)
    {
        const xp_agent_struct *agent = e->environment->agent + i;
        int said = 0;

        for (slong t = 0; t < agent->type_count; t++)
        {
            if (!certificate->member[certificate->offset[i] + t])
                continue;
            if (!said)
            {
                xp_allocation_tell(e, several ? "; " : "");
                xp_allocation_tell_label(e, agent->name);
            }
            xp_allocation_tell(e, said ? ", " : " ");
            xp_allocation_tell_label(e, agent->type_label[t]);
            said = several = 1;
        }
    }
}

static void tell_present(xp_allocation_paper_t e, const fmpq *chance)
{
    static const xp_column_t column[] = {{"Agents with such a type", 1, 0}, {"Probability", 1, 0},
                                         {"Units at most", 1, 0}};
    const slong units = e->certificate->unit_count;

    xp_paper_begin_table(e->paper, column, 3);
    for (slong c = 0; c <= e->environment->agent_count; c++)
    {
        if (fmpq_is_zero(chance + c))
            continue;
        xp_allocation_tell(e, "%ld", (long) c);
        xp_allocation_tell_cell(e);
        xp_allocation_tell_number(e, chance + c);
        xp_allocation_tell_cell(e);
        xp_allocation_tell(e, "%ld", (long) (c < units ? c : units));
        xp_allocation_tell_cell(e);
    }
    xp_paper_end_table(e->paper);
}

static void tell_sides(xp_allocation_paper_t e, const fmpq *chance, const fmpq_t left,
                       const fmpq_t right, slong members)
{
    xp_allocation_tell(e, "Take ");
    if (members <= MEMBERS_TOLD)
    {
        xp_allocation_tell(e, "these types: ");
        tell_members(e);
        xp_allocation_tell(e, ". ");
    }
    else
        xp_allocation_tell(e, "the %ld types that the certificate names. ", (long) members);
    xp_allocation_tell(e, "Each is there with its probability, and is to win with the probability "
                          "stated: in expectation they are to win ");
    xp_allocation_tell_number(e, left);
    xp_allocation_tell(e, " units. But at a profile no more units go to them than there are, and "
                          "no more than agents have one of these types:");
    xp_allocation_tell_paragraph(e);
    tell_present(e, chance);
    xp_allocation_tell(e, "So they win at most ");
    xp_allocation_tell_number(e, right);
    xp_allocation_tell(e, " units in expectation, under every rule, which is less (Border 1991).");
    xp_allocation_tell_paragraph(e);
}

xp_status_t xp_allocation_tell_set(xp_allocation_paper_t e, xp_error_t error)
{
    const xp_allocation_certificate_struct *certificate = e->certificate;
    const slong n = e->environment->agent_count, units = certificate->unit_count;
    fmpq *chance = _fmpq_vec_init(n + 1);
    xp_status_t status = count_present(chance, e, error);
    fmpq_t left, right, part;
    slong members = 0;

    fmpq_init(left);
    fmpq_init(right);
    fmpq_init(part);
    for (slong p = 0; p < certificate->pair_count; p++)
        if (certificate->member[p])
        {
            members++;
            fmpq_addmul(left, e->chance + p, certificate->win + p);
        }
    for (slong c = 0; c <= n; c++)
    {
        fmpq_set_si(part, c < units ? c : units, 1);
        fmpq_addmul(right, chance + c, part);
    }
    if (status == XP_OK && fmpq_cmp(left, right) <= 0)
        status = xp_allocation_refuse(error);
    if (status == XP_OK)
        tell_sides(e, chance, left, right, members);
    fmpq_clear(left);
    fmpq_clear(right);
    fmpq_clear(part);
    _fmpq_vec_clear(chance, n + 1);
    return status;
}
