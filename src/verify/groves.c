/* Groves payments: functions h that balance the budget, or a cube that forbids them. */
#include "verify/evidence.h"

/* W(t), as a sum. */
static void find_welfare(xp_certificate_t certificate, mpq_t welfare, size_t t)
{
    size_t a;

    for (a = 0; a < certificate->environment->outcomes; a++)
    {
        xp_surplus(certificate->number, certificate->environment, a, t, certificate->integer);
        if (a == 0 || mpq_cmp(certificate->number, welfare) > 0)
            mpq_set(welfare, certificate->number);
    }
}

void xp_check_groves_balance(xp_certificate_t certificate)
{
    const xp_environment_struct *environment = certificate->environment;
    xp_reader_struct *reader = certificate->reader;
    xp_numbers_struct *h = certificate->table;
    mpq_ptr sum = certificate->mechanism->known;
    size_t i, k, t, first;

    for (i = 0; i < environment->agents; i++)
        for (k = 0; k < environment->profiles / environment->agent[i].types; k++)
        {
            xp_expect(reader, "h");
            xp_index_is(reader, i, "agent");
            xp_profile_is(environment, reader, xp_profile_of(&environment->agent[i], k, 0), i);
            xp_number(reader, certificate->number);
            xp_numbers_add(h, certificate->number);
            xp_next(reader);
        }
    for (t = 0; t < environment->profiles; t++)
    {
        find_welfare(certificate, certificate->best, t);
        mpz_mul_ui(mpq_numref(certificate->best), mpq_numref(certificate->best),
                   environment->agents - 1);
        xp_sum_zero(sum);
        for (first = i = 0; i < environment->agents; i++)
        {
            const xp_agent_t *agent = &environment->agent[i];
            mpq_srcptr term;

            k = t / agent->stride / agent->types * agent->stride + t % agent->stride;
            term = h->at[first + k];
            xp_sum_add(sum, 1, mpq_numref(term), mpq_denref(term), certificate->integer);
            first += environment->profiles / agent->types;
        }
        if (mpq_cmp(sum, certificate->best) != 0)
            xp_reject(reader, "at profile number %zu the functions h do not add up to W", t);
    }
}

void xp_check_cube(xp_certificate_t certificate)
{
    const xp_environment_struct *environment = certificate->environment;
    xp_reader_struct *reader = certificate->reader;
    mpq_ptr sum = certificate->mechanism->known;
    size_t i, corner, far, near, agents = environment->agents;

    if (agents < 2)
        xp_reject(reader, "a cube has two agents or more");
    xp_expect(reader, "cube");
    far = xp_profile_read(environment, reader, XP_NOBODY);
    near = xp_profile_read(environment, reader, XP_NOBODY);
    for (i = 0; i < agents; i++)
        if (xp_type_at(&environment->agent[i], far) == xp_type_at(&environment->agent[i], near))
            xp_reject(reader, "the two profiles must differ at each agent");
    /* each agent has two types or more, so that there are at least 2^agents profiles */
    for (corner = 0; corner < (size_t) 1 << agents; corner++)
    {
        size_t t = near;
        int sign = agents % 2 == 0 ? 1 : -1;

        for (i = 0; i < agents; i++)
            if (corner >> i & 1)
            {
                t = xp_with_type(&environment->agent[i], t,
                                 xp_type_at(&environment->agent[i], far));
                sign = -sign;
            }
        find_welfare(certificate, certificate->best, t);
        xp_sum_add(sum, sign, mpq_numref(certificate->best), mpq_denref(certificate->best),
                   certificate->integer);
    }
    xp_number(reader, certificate->number);
    if (mpq_cmp(sum, certificate->number) != 0)
        xp_reject(reader, "the cube has another sum");
    if (mpq_sgn(certificate->number) == 0)
        xp_reject(reader, "the sum of the cube is 0");
    xp_next(reader);
}
