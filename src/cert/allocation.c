/* A certificate about interim probabilities of winning: life cycle, and from what was found. */
#include <expost/cert/allocation.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_allocation_certificate_init(xp_allocation_certificate_t certificate)
{
    memset(certificate, 0, sizeof(xp_allocation_certificate_struct));
}

static void clear_numbers(fmpq *number, slong count)
{
    for (slong k = 0; number != NULL && k < count; k++)
        fmpq_clear(number + k);
    free(number);
}

void xp_allocation_certificate_clear(xp_allocation_certificate_t certificate)
{
    clear_numbers(certificate->win, certificate->pair_count);
    clear_numbers(certificate->give, certificate->give_count);
    free(certificate->member);
    free(certificate->offset);
    if (certificate->own_environment)
    {
        /* The certificate's own, so it may be changed. */
        xp_environment_struct *own = (xp_environment_struct *) certificate->environment;

        xp_environment_clear(own);
        free(own);
    }
}

void xp_allocation_certificate_swap(xp_allocation_certificate_t a,
                                    xp_allocation_certificate_t b)
{
    xp_allocation_certificate_struct other = a[0];

    a[0] = b[0];
    b[0] = other;
}

static xp_status_t init_numbers(fmpq **number, slong count, xp_error_t error)
{
    void *made = NULL;
    xp_status_t status = xp_table_alloc(&made, (size_t) count, sizeof(fmpq), error);

    if (status != XP_OK)
        return status;
    *number = made;
    for (slong k = 0; k < count; k++)
        fmpq_init(*number + k);
    return XP_OK;
}

/* The winners of the lottery of profile k, each with the weight of the outcomes. */
static void add_winners(fmpq *give, const xp_units_t units, const xp_rule_t rule, slong k)
{
    fmpq_t weight;

    fmpq_init(weight);
    for (slong a = 0; a < units->outcome_count; a++)
    {
        xp_rule_weight(weight, rule, (slong) rule->choice[k], a);
        for (slong i = 0; i < units->agent_count && !fmpq_is_zero(weight); i++)
            if (units->wins[a * units->agent_count + i])
                fmpq_add(give + i, give + i, weight);
    }
    fmpq_clear(weight);
}

static xp_status_t set_give(xp_allocation_certificate_t made, const xp_units_t units,
                            const xp_rule_t rule, const xp_progress_t *progress,
                            xp_error_t error)
{
    const slong n = units->agent_count, size = rule->choice_length;
    xp_status_t status;

    if (size > WORD_MAX / n)
    {
        xp_error_set(error, "the rule is too large for a certificate");
        return XP_LIMIT;
    }
    status = init_numbers(&made->give, size * n, error);
    if (status != XP_OK)
        return status;
    made->give_count = size * n;
    for (slong k = 0; k < size; k++)
    {
        add_winners(made->give + k * n, units, rule, k);
        if ((k & 1023) == 0
            && xp_progress_tick(progress, "certificate", (uint64_t) k, (uint64_t) size))
        {
            xp_error_set(error, "stopped while the certificate was made");
            return XP_STOPPED;
        }
    }
    return XP_OK;
}

/* Types that add nothing to what the set is to win are left out: they can but loosen the bound. */
static void set_member(xp_allocation_certificate_t made, const xp_border_t border)
{
    const unsigned char *member = border->violated[0].member;

    made->member = xp_calloc((size_t) made->pair_count, 1);
    for (slong p = 0; p < made->pair_count; p++)
        made->member[p] = member[p] && !fmpq_is_zero(border->win + p)
                          && !fmpq_is_zero(border->probability + p);
}

xp_status_t xp_allocation_certificate_set(xp_allocation_certificate_t certificate,
                                          const xp_environment_t environment,
                                          const xp_units_t units, const xp_border_t border,
                                          const xp_progress_t *progress, xp_error_t error)
{
    const size_t offsets = (size_t) border->agent_count + 1;
    xp_allocation_certificate_t made;
    xp_status_t status;

    assert(border->answer == XP_HOLDS || border->answer == XP_FAILS);
    xp_allocation_certificate_init(made);
    made->environment = environment;
    made->unit_count = border->unit_count;
    made->offset = xp_malloc(offsets * sizeof(slong));
    memcpy(made->offset, border->offset, offsets * sizeof(slong));
    made->feasible = border->answer == XP_HOLDS;
    status = init_numbers(&made->win, border->pair_count, error);
    if (status == XP_OK)
    {
        made->pair_count = border->pair_count;
        for (slong p = 0; p < made->pair_count; p++)
            fmpq_set(made->win + p, border->win + p);
    }
    if (status == XP_OK && made->feasible)
        status = set_give(made, units, border->rule, progress, error);
    else if (status == XP_OK)
        set_member(made, border);
    if (status == XP_OK)
        xp_allocation_certificate_swap(certificate, made);
    xp_allocation_certificate_clear(made);
    return status;
}
