/* The certificate of whether Groves payments can balance the budget. */
#include <expost/cert/certificate.h>

#include <assert.h>
#include <string.h>

#include <expost/base/memory.h>

static xp_table_struct *copy_tables(const xp_table_struct *source, slong count)
{
    xp_table_struct *copy = xp_malloc((size_t) count * sizeof(xp_table_struct));
    slong i;

    for (i = 0; i < count; i++)
    {
        xp_table_init(copy + i);
        xp_table_set(copy + i, source + i);
    }
    return copy;
}

xp_status_t xp_certificate_set_balance(xp_certificate_t certificate,
                                       const xp_environment_t environment,
                                       const xp_rule_t rule, const xp_balance_t balance,
                                       xp_error_t error)
{
    const slong n = environment->agent_count;
    const size_t bytes = (size_t) n * sizeof(slong);
    xp_certificate_t local;

    (void) error;
    assert(rule->efficient && rule->choice != NULL && balance->answer != XP_UNDECIDED);
    xp_certificate_init(local);
    local->environment = environment;
    local->has_rule = 1;
    xp_rule_set(local->rule, rule);
    local->question.environment = environment;
    local->question.rule = local->rule;
    if (balance->answer == XP_HOLDS)
    {
        local->claim = XP_CLAIM_GROVES_BALANCE;
        local->h = copy_tables(balance->h, n);
    }
    else
    {
        local->claim = XP_CLAIM_GROVES_NO_BALANCE;
        local->cube_profile = xp_malloc(bytes);
        memcpy(local->cube_profile, balance->profile, bytes);
        /* The base is the first type of each agent. */
        local->cube_base = xp_calloc((size_t) n, sizeof(slong));
        fmpq_set(local->cube_sum, balance->sum);
    }
    xp_certificate_swap(certificate, local);
    xp_certificate_clear(local);
    return XP_OK;
}
