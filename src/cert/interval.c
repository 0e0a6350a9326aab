/* A certificate about continuous types: life cycle. */
#include <expost/cert/interval.h>

#include <stdlib.h>

#include <expost/base/memory.h>

#include "cert/interval_impl.h"

void xp_stated_root_init(xp_stated_root_t root)
{
    fmpz_poly_init(root->polynomial);
    fmpq_init(root->low);
    fmpq_init(root->high);
}

void xp_stated_root_clear(xp_stated_root_t root)
{
    fmpz_poly_clear(root->polynomial);
    fmpq_clear(root->low);
    fmpq_clear(root->high);
}

void xp_interval_certificate_init(xp_interval_certificate_t certificate)
{
    certificate->n = 0;
    certificate->agent = NULL;
    certificate->exact = 1;
    certificate->problem = XP_PROBLEM_GOOD;
    fmpq_init(certificate->threshold);
    certificate->claim = XP_INTERVAL_SUBSIDY;
    fmpq_init(certificate->low);
    fmpq_init(certificate->high);
    certificate->precision = 0;
    certificate->point_count = 0;
    certificate->point = NULL;
    certificate->has_field = 0;
    xp_stated_root_init(certificate->field);
}

static void init_agent(xp_certified_agent_struct *agent)
{
    agent->name = NULL;
    xp_distribution_init(agent->distribution);
    agent->by = XP_STATED_NUMBER;
    xp_real_init(agent->share);
    xp_stated_root_init(agent->root);
    fmpq_init(agent->slope);
    fmpq_init(agent->constant);
    fmpq_init(agent->factor);
    fmpq_init(agent->shift);
    fmpq_init(agent->worst_low);
    fmpq_init(agent->worst_high);
    agent->has_type = 0;
    fmpq_poly_init(agent->type);
    fmpq_poly_init(agent->share_of);
}

static void clear_agent(xp_certified_agent_struct *agent)
{
    free(agent->name);
    xp_distribution_clear(agent->distribution);
    xp_real_clear(agent->share);
    xp_stated_root_clear(agent->root);
    fmpq_clear(agent->slope);
    fmpq_clear(agent->constant);
    fmpq_clear(agent->factor);
    fmpq_clear(agent->shift);
    fmpq_clear(agent->worst_low);
    fmpq_clear(agent->worst_high);
    fmpq_poly_clear(agent->type);
    fmpq_poly_clear(agent->share_of);
}

void xp_interval_certificate_clear(xp_interval_certificate_t certificate)
{
    for (slong i = 0; i < certificate->n; i++)
        clear_agent(certificate->agent + i);
    free(certificate->agent);
    fmpq_clear(certificate->threshold);
    fmpq_clear(certificate->low);
    fmpq_clear(certificate->high);
    if (certificate->point != NULL)
        _fmpq_vec_clear(certificate->point, certificate->point_count);
    xp_stated_root_clear(certificate->field);
}

void xp_interval_certificate_swap(xp_interval_certificate_t a, xp_interval_certificate_t b)
{
    xp_interval_certificate_struct other = a[0];

    a[0] = b[0];
    b[0] = other;
}

void xp_certified_agents_alloc(xp_interval_certificate_t certificate, slong n)
{
    certificate->agent = xp_calloc((size_t) n, sizeof(xp_certified_agent_struct));
    for (slong i = 0; i < n; i++)
        init_agent(certificate->agent + i);
    certificate->n = n;
}
