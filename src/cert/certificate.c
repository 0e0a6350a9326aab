/* A certificate in memory: init, clear, swap. */
#include <expost/cert/certificate.h>

#include <stdlib.h>
#include <string.h>

void xp_certificate_init(xp_certificate_t certificate)
{
    memset(certificate, 0, sizeof(xp_certificate_struct));
    xp_interim_tables_init(certificate->tables);
    xp_rule_init(certificate->rule);
    certificate->question.objective_agent = -1;
    fmpq_init(certificate->value);
    xp_rule_init(certificate->found);
    xp_table_init(certificate->payment);
    xp_table_init(certificate->ray);
    xp_row_key_init(&certificate->row, XP_ROW_DSIC);
    xp_proof_init(certificate->proof);
    fmpq_init(certificate->cube_sum);
    certificate->cycle_agent = -1;
    certificate->cycle_others = -1;
}

static void clear_tables(xp_table_struct *table, slong count)
{
    slong i;

    for (i = 0; table != NULL && i < count; i++)
        xp_table_clear(table + i);
    free(table);
}

void xp_certificate_clear(xp_certificate_t certificate)
{
    const slong agents = certificate->environment == NULL ? 0
                                                          : certificate->environment->agent_count;

    xp_interim_tables_clear(certificate->tables);
    xp_rule_clear(certificate->rule);
    fmpq_clear(certificate->value);
    xp_rule_clear(certificate->found);
    xp_table_clear(certificate->payment);
    xp_table_clear(certificate->ray);
    xp_proof_clear(certificate->proof);
    clear_tables(certificate->h, agents);
    free(certificate->cube_profile);
    free(certificate->cube_base);
    fmpq_clear(certificate->cube_sum);
    clear_tables(certificate->potential, agents);
    free(certificate->cycle_node);
    if (certificate->own_environment)
    {
        /* The certificate's own, so it may be changed. */
        xp_environment_struct *own = (xp_environment_struct *) certificate->environment;

        xp_environment_clear(own);
        free(own);
    }
}

/* The rule of a question stands in the certificate itself. */
static void point_to_own_rule(xp_certificate_t certificate)
{
    certificate->question.rule = certificate->has_rule ? certificate->rule : NULL;
}

void xp_certificate_swap(xp_certificate_t a, xp_certificate_t b)
{
    xp_certificate_struct keep = *a;

    *a = *b;
    *b = keep;
    point_to_own_rule(a);
    point_to_own_rule(b);
}
