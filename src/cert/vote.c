/* A certificate about social choice functions: life cycle, and from what was found. */
#include <expost/cert/vote.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_vote_certificate_init(xp_vote_certificate_t certificate)
{
    memset(certificate, 0, sizeof(xp_vote_certificate_struct));
    certificate->domain = xp_malloc(sizeof(xp_domain_struct));
    xp_domain_init(certificate->domain);
    xp_choice_init(certificate->choice);
    xp_refutation_init(certificate->refutation);
}

void xp_vote_certificate_clear(xp_vote_certificate_t certificate)
{
    xp_choice_clear(certificate->choice);
    xp_domain_clear(certificate->domain);
    free(certificate->domain);
    xp_refutation_clear(certificate->refutation);
}

void xp_vote_certificate_swap(xp_vote_certificate_t a, xp_vote_certificate_t b)
{
    xp_vote_certificate_struct other = a[0];

    a[0] = b[0];
    b[0] = other;
}

static xp_status_t copy_domain(xp_domain_t domain, const xp_domain_t source, xp_error_t error)
{
    const size_t m = (size_t) source->alternative_count;
    const size_t entries = (size_t) source->order_count * m;
    void *level = NULL;
    xp_status_t status = xp_table_alloc(&level, entries, sizeof(int), error);

    if (status != XP_OK)
        return status;
    memcpy(level, source->level, entries * sizeof(int));
    domain->kind = source->kind;
    domain->alternative_count = source->alternative_count;
    domain->order_count = source->order_count;
    domain->level = level;
    domain->label = xp_malloc(m * sizeof(char *));
    for (size_t a = 0; a < m; a++)
        domain->label[a] = xp_strdup(source->label[a]);
    return XP_OK;
}

/* Domain and sizes, and the table where there is one. */
static xp_status_t copy_choice(xp_vote_certificate_t made, const xp_choice_t choice,
                               xp_error_t error)
{
    xp_status_t status = copy_domain(made->domain, choice->domain, error);

    if (status == XP_OK)
        status = xp_choice_set_sizes(made->choice, made->domain, choice->voter_count, error);
    if (status == XP_OK && choice->choice != NULL)
    {
        status = xp_choice_alloc(made->choice, error);
        if (status == XP_OK)
            memcpy(made->choice->choice, choice->choice,
                   (size_t) choice->profile_count * sizeof(uint16_t));
    }
    return status;
}

static xp_status_t copy_refutation(xp_refutation_t made, const xp_refutation_t source,
                                   xp_error_t error)
{
    xp_status_t status = XP_OK;

    for (size_t k = 0; k < source->step->count && status == XP_OK; k++)
    {
        size_t length;
        const int *literal = xp_clauses_get(&length, source->step, k);

        status = xp_refutation_add(made, source->is_delete[k], literal, length, error);
    }
    made->used = source->used;
    return status;
}

xp_status_t xp_vote_certificate_set(xp_vote_certificate_t certificate,
                                    const xp_vote_decision_t decision, xp_error_t error)
{
    xp_vote_certificate_t made;
    xp_status_t status;

    xp_vote_certificate_init(made);
    made->claim = decision->verdict == XP_POSSIBLE ? XP_VOTE_SATISFIES : XP_VOTE_IMPOSSIBLE;
    made->properties = decision->properties;
    status = copy_choice(made, decision->choice, error);
    if (status == XP_OK)
        status = copy_refutation(made->refutation, decision->refutation, error);
    if (status == XP_OK)
        xp_vote_certificate_swap(certificate, made);
    xp_vote_certificate_clear(made);
    return status;
}

xp_status_t xp_vote_certificate_set_table(xp_vote_certificate_t certificate,
                                          const xp_choice_t choice, xp_vote_claim_t claim,
                                          unsigned properties, xp_error_t error)
{
    xp_vote_certificate_t made;
    xp_status_t status;

    xp_vote_certificate_init(made);
    made->claim = claim;
    made->properties = properties;
    status = copy_choice(made, choice, error);
    if (status == XP_OK)
        xp_vote_certificate_swap(certificate, made);
    xp_vote_certificate_clear(made);
    return status;
}
