/* Certificates about continuous types: the reader. */
#include <expost/cert/interval.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "cert/interval_impl.h"
#include "cert/interval_read.h"

int xp_interval_certificate_is(const char *text, size_t length)
{
    static const char start[] = "expost-certificate 1\nenvironment continuous\n";

    return length >= sizeof start - 1 && memcmp(text, start, sizeof start - 1) == 0;
}

void xp_take_polynomial(xp_fields_t *in, fmpq_poly_t f)
{
    fmpq_t coefficient;

    fmpq_init(coefficient);
    fmpq_poly_zero(f);
    for (slong k = 0; in->status == XP_OK && (k == 0 || !xp_fields_is_end(in)); k++)
    {
        xp_fields_number(in, coefficient);
        fmpq_poly_set_coeff_fmpq(f, k, coefficient);
    }
    if (in->status == XP_OK && fmpq_is_zero(coefficient) && !fmpq_poly_is_zero(f))
        xp_fields_refuse(in, "the last coefficient of a polynomial is not 0");
    fmpq_clear(coefficient);
    xp_fields_end(in);
}

void xp_take_root(xp_fields_t *in, xp_stated_root_t root, slong least)
{
    fmpq_poly_t f;

    fmpq_poly_init(f);
    xp_fields_number(in, root->low);
    xp_fields_number(in, root->high);
    if (fmpq_cmp(root->low, root->high) >= 0)
        xp_fields_refuse(in, "LO must be less than HI");
    xp_take_polynomial(in, f);
    if (in->status == XP_OK
        && (fmpq_poly_degree(f) < least || !fmpz_is_one(fmpq_poly_denref(f))))
        xp_fields_refuse(in, "the polynomial must have integers and be of degree %ld or more",
                         (long) least);
    fmpq_poly_get_numerator(root->polynomial, f);
    fmpq_poly_clear(f);
}

/* The only real root between low and high of a polynomial with integers. */
static void find_root(xp_fields_t *in, xp_real_t number, const xp_stated_root_t root)
{
    qqbar_ptr all;
    slong count = fmpz_poly_degree(root->polynomial), found = 0;
    xp_real_t candidate;
    int low, high;

    if (in->status != XP_OK)
        return;
    all = _qqbar_vec_init(count);
    xp_real_init(candidate);
    qqbar_roots_fmpz_poly(all, root->polynomial, 0);
    for (slong k = 0; k < count; k++)
    {
        if (!qqbar_is_real(all + k))
            continue;
        xp_real_set_qqbar(candidate, all + k);
        if (xp_real_compare_fmpq(&low, candidate, root->low)
            && xp_real_compare_fmpq(&high, candidate, root->high) && low > 0 && high < 0)
        {
            xp_real_swap(number, candidate);
            found++;
        }
    }
    if (found != 1)
        xp_fields_refuse(in, "the polynomial must have one root between LO and HI, and not %ld",
                         (long) found);
    _qqbar_vec_clear(all, count);
    xp_real_clear(candidate);
}

static void read_share(xp_fields_t *in, xp_certified_agent_struct *agent, slong i)
{
    if (xp_fields_take(in, "share"))
    {
        xp_fields_fixed(in, i, "the agent");
        xp_fields_number(in, agent->slope);
        xp_fields_end(in);
        xp_real_set_fmpq(agent->share, agent->slope);
    }
    else if (xp_fields_take(in, "rest"))
    {
        agent->by = XP_STATED_REST;
        xp_fields_fixed(in, i, "the agent");
        xp_fields_end(in);
    }
    else
    {
        agent->by = XP_STATED_ROOT;
        xp_fields_expect(in, "shareroot");
        xp_fields_fixed(in, i, "the agent");
        xp_take_root(in, agent->root, 2);
        find_root(in, agent->share, agent->root);
    }
}

static void read_shares(xp_fields_t *in, xp_interval_certificate_t certificate)
{
    xp_certified_agent_struct *rest = NULL;
    slong rests = 0;
    xp_real_t left;
    fmpq_t zero;
    int sign;

    xp_real_init(left);
    fmpq_init(zero);
    fmpq_one(zero);
    xp_real_set_fmpq(left, zero);
    fmpq_zero(zero);
    for (slong i = 0; i < certificate->n && in->status == XP_OK; i++)
    {
        xp_certified_agent_struct *agent = certificate->agent + i;

        read_share(in, agent, i);
        if (agent->by == XP_STATED_REST)
        {
            rest = agent;
            rests++;
        }
        else
            xp_real_sub(left, left, agent->share, XP_REAL_DEGREE * XP_REAL_DEGREE,
                        XP_REAL_PRECISION);
    }
    if (rests > 1)
        xp_fields_refuse(in, "`rest` stands for one share");
    if (in->status == XP_OK && rest != NULL)
        xp_real_set(rest->share, left);
    else if (in->status == XP_OK && xp_real_compare_fmpq(&sign, left, zero) && sign != 0)
        xp_fields_refuse(in, "the shares do not add up to 1");
    xp_real_clear(left);
    fmpq_clear(zero);
}

static void read_pair(xp_fields_t *in, const char *word, slong i, fmpq_t a, fmpq_t b)
{
    xp_fields_expect(in, word);
    xp_fields_fixed(in, i, "the agent");
    xp_fields_number(in, a);
    xp_fields_number(in, b);
    xp_fields_end(in);
}

static void read_problem(xp_fields_t *in, xp_interval_certificate_t certificate)
{
    xp_certified_agent_struct *agent = certificate->agent;
    slong n = certificate->n;

    if (xp_fields_take(in, "partnership"))
    {
        certificate->problem = XP_PROBLEM_PARTNERSHIP;
        xp_fields_end(in);
        read_shares(in, certificate);
        return;
    }
    if (xp_fields_take(in, "project"))
    {
        certificate->problem = XP_PROBLEM_PROJECT;
        xp_fields_number(in, certificate->threshold);
        xp_fields_end(in);
        for (slong i = 0; i < n; i++)
            read_pair(in, "difference", i, agent[i].factor, agent[i].shift);
        if (!certificate->exact && n != 2)
            xp_fields_refuse(in, "with formulas a project has two agents");
        for (slong i = 0; !certificate->exact && i < n; i++)
            if (fmpq_is_zero(agent[i].factor))
                xp_fields_refuse(in, "with formulas no A is 0");
    }
    else
    {
        xp_fields_expect(in, "good");
        xp_fields_end(in);
    }
    for (slong i = 0; i < n; i++)
        read_pair(in, "outside", i, agent[i].slope, agent[i].constant);
}

static void read_claim(xp_fields_t *in, xp_interval_certificate_t certificate)
{
    xp_fields_expect(in, "claim");
    if (xp_fields_take(in, "subsidy"))
    {
        certificate->claim = XP_INTERVAL_SUBSIDY;
        xp_fields_number(in, certificate->low);
        xp_fields_number(in, certificate->high);
    }
    else if (xp_fields_take(in, "dissolvable"))
        certificate->claim = XP_INTERVAL_DISSOLVABLE;
    else
    {
        certificate->claim = XP_INTERVAL_NOT_DISSOLVABLE;
        xp_fields_expect(in, "not-dissolvable");
    }
    if (certificate->claim != XP_INTERVAL_SUBSIDY && certificate->problem != XP_PROBLEM_PARTNERSHIP)
        xp_fields_refuse(in, "this claim is about a partnership");
    xp_fields_end(in);
}

static void read_field(xp_fields_t *in, xp_interval_certificate_t certificate)
{
    certificate->has_field = 1;
    xp_take_root(in, certificate->field, 1);
    for (slong i = 0; i < certificate->n; i++)
    {
        xp_certified_agent_struct *agent = certificate->agent + i;

        agent->has_type = !fmpq_equal(agent->worst_low, agent->worst_high);
        if (!agent->has_type)
            continue;
        xp_fields_expect(in, "root");
        xp_fields_fixed(in, i, "the agent");
        xp_take_polynomial(in, agent->type);
    }
    for (slong i = 0; i < certificate->n; i++)
        if (certificate->agent[i].by == XP_STATED_ROOT)
        {
            xp_fields_expect(in, "shareof");
            xp_fields_fixed(in, i, "the agent");
            xp_take_polynomial(in, certificate->agent[i].share_of);
        }
}

static void read_points(xp_fields_t *in, xp_interval_certificate_t certificate)
{
    slong room = 0, count = 0;
    fmpq *point = NULL;

    xp_fields_expect(in, "precision");
    certificate->precision = xp_fields_index(in, 65537, "bits");
    if (certificate->precision < 16)
        xp_fields_refuse(in, "the precision is 16 or more");
    xp_fields_end(in);
    while (xp_fields_take(in, "point"))
    {
        if (count == room)
        {
            point = xp_realloc(point, (size_t) (2 * room + 16) * sizeof(fmpq));
            for (slong k = room; k < 2 * room + 16; k++)
                fmpq_init(point + k);
            room = 2 * room + 16;
        }
        xp_fields_number(in, point + count);
        if (in->status == XP_OK && count > 0 && fmpq_cmp(point + count - 1, point + count) >= 0)
            xp_fields_refuse(in, "the points must rise");
        xp_fields_end(in);
        count++;
    }
    for (slong k = count; k < room; k++)
        fmpq_clear(point + k);
    certificate->point = point;
    certificate->point_count = count;
    if (count == 0)
        xp_fields_refuse_next(in, "`point`");
}

static void read_evidence(xp_fields_t *in, xp_interval_certificate_t certificate)
{
    xp_fields_expect(in, "evidence");
    xp_fields_end(in);
    for (slong i = 0; i < certificate->n; i++)
    {
        xp_certified_agent_struct *agent = certificate->agent + i;

        read_pair(in, "worst", i, agent->worst_low, agent->worst_high);
        if (in->status == XP_OK
            && (fmpq_cmp(agent->worst_low, agent->distribution->low) < 0
                || fmpq_cmp(agent->worst_low, agent->worst_high) > 0
                || fmpq_cmp(agent->worst_high, agent->distribution->high) > 0))
            xp_fields_refuse(in, "LO <= HI must lie in the support");
    }
    if (!certificate->exact)
        read_points(in, certificate);
    else if (certificate->problem != XP_PROBLEM_PROJECT && xp_fields_take(in, "field"))
        read_field(in, certificate);
    xp_fields_finish(in);
}

xp_status_t xp_interval_certificate_read(xp_interval_certificate_t certificate, const char *text,
                                         size_t length, const char *path, xp_error_t error)
{
    xp_interval_certificate_t local;
    xp_fields_t in;

    xp_interval_certificate_init(local);
    xp_fields_init(&in, text, length, path, error);
    xp_fields_expect(&in, "expost-certificate");
    xp_fields_expect(&in, "1");
    xp_fields_end(&in);
    xp_fields_expect(&in, "environment");
    xp_fields_expect(&in, "continuous");
    xp_fields_end(&in);
    xp_take_intervals(&in, local);
    if (in.status == XP_OK)
        read_problem(&in, local);
    if (in.status == XP_OK)
        read_claim(&in, local);
    if (in.status == XP_OK)
        read_evidence(&in, local);
    if (in.status == XP_OK)
        xp_interval_certificate_swap(certificate, local);
    xp_interval_certificate_clear(local);
    return in.status;
}
