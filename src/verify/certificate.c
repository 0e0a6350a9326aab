/* One certificate from its first line to its last. */
#include <stdlib.h>
#include <string.h>

#include "verify/evidence.h"

#define MOST_FREE ((size_t) 1 << 22)

static void init_certificate(xp_certificate_t certificate, const char *path, FILE *file)
{
    memset(certificate, 0, sizeof(xp_certificate_struct));
    xp_reader_init(certificate->reader, path, file);
    xp_environment_init(certificate->environment);
    xp_continuous_init(certificate->continuous);
    certificate->continuous->reader = certificate->reader;
    certificate->vote->reader = certificate->reader;
    xp_allocation_init(certificate->allocation, certificate->environment, certificate->reader);
    xp_rule_init(certificate->rule);
    xp_form_init(certificate->mechanism, certificate->environment);
    xp_form_init(certificate->sum, certificate->environment);
    mpq_inits(certificate->claim->value, certificate->number, certificate->best, NULL);
    mpz_init(certificate->integer);
}

static void clear_certificate(xp_certificate_t certificate)
{
    xp_reader_clear(certificate->reader);
    xp_environment_clear(certificate->environment);
    xp_continuous_clear(certificate->continuous);
    xp_vote_clear(certificate->vote);
    xp_allocation_clear(certificate->allocation);
    xp_rule_clear(certificate->rule);
    xp_form_clear(certificate->mechanism);
    xp_form_clear(certificate->sum);
    xp_numbers_clear(certificate->payment);
    xp_numbers_clear(certificate->ray);
    xp_numbers_clear(certificate->table);
    mpq_clears(certificate->claim->value, certificate->number, certificate->best, NULL);
    mpz_clear(certificate->integer);
    free(certificate->open);
    free(certificate->fixed);
    free(certificate->seen);
}

static void check_evidence(xp_certificate_t certificate)
{
    switch (certificate->claim->kind)
    {
    case XP_SATISFIES:
        xp_check_mechanism(certificate);
        return;
    case XP_VIOLATES:
        xp_check_violation(certificate);
        return;
    case XP_IMPOSSIBLE:
        xp_check_multipliers(certificate);
        return;
    case XP_OPTIMUM:
        xp_check_attained(certificate);
        xp_check_multipliers(certificate);
        return;
    case XP_UNBOUNDED:
        xp_check_ray(certificate);
        return;
    case XP_GROVES_BALANCE:
        xp_check_groves_balance(certificate);
        return;
    case XP_GROVES_NO_BALANCE:
        xp_check_cube(certificate);
        return;
    case XP_IMPLEMENTABLE:
        xp_check_potentials(certificate);
        return;
    case XP_NOT_IMPLEMENTABLE:
        xp_check_cycle(certificate);
        return;
    case XP_CLAIM_KINDS:
        break;
    }
    abort();
}

/* Finite types, from the record behind the line `environment`. */
static void check_finite(xp_certificate_t certificate)
{
    xp_reader_struct *reader = certificate->reader;
    xp_rule_kind_t kind;

    xp_environment_read(certificate->environment, reader);
    kind = xp_rule_kind_read(certificate->environment, reader);
    if (kind != XP_FREE && !certificate->environment->reduced)
        xp_rule_read(certificate->rule, certificate->environment, kind, 0, reader);
    xp_claim_read(certificate->claim, certificate->environment, kind, reader);
    /* a fixed rule has a record for each profile; nothing else keeps their number small */
    if (kind == XP_FREE && certificate->environment->profiles > MOST_FREE)
        xp_reject_size(reader, "more than 2^22 profiles under a free rule");
    if (certificate->environment->prior != XP_NO_PRIOR)
        xp_weigh(certificate->environment, reader);
    xp_expect(reader, "evidence");
    xp_next(reader);
    check_evidence(certificate);
    xp_expect(reader, "end");
    xp_expect_nothing(reader);
}

static void check_certificate(xp_certificate_t certificate)
{
    xp_reader_struct *reader = certificate->reader;
    const char *form = "";

    xp_next(reader);
    xp_expect(reader, "expost-certificate");
    xp_index_is(reader, 1, "version");
    xp_next(reader);
    certificate->is_vote = xp_at(reader, "voting");
    if (certificate->is_vote)
    {
        xp_next(reader);
        xp_vote_check(certificate->vote);
        return;
    }
    certificate->is_allocation = xp_at(reader, "allocation");
    if (certificate->is_allocation)
    {
        xp_next(reader);
        xp_allocation_check(certificate->allocation);
        return;
    }
    xp_expect(reader, "environment");
    if (!reader->ended)
        form = xp_word(reader);
    certificate->environment->reduced = strcmp(form, "reduced") == 0;
    certificate->is_continuous = strcmp(form, "continuous") == 0;
    if (form[0] != '\0' && !certificate->environment->reduced && !certificate->is_continuous)
        xp_reject(reader, "behind `environment` there is nothing but `reduced` or `continuous`");
    xp_next(reader);
    if (certificate->is_continuous)
        xp_continuous_check(certificate->continuous);
    else
        check_finite(certificate);
}

int xp_verify(const char *path, FILE *file, int quiet, int with_path)
{
    xp_certificate_struct *certificate = xp_zeroed(1, sizeof *certificate);
    int status;

    init_certificate(certificate, path, file);
    if (setjmp(certificate->reader->out) == 0)
    {
        check_certificate(certificate);
        if (!quiet && with_path)
            printf("%s: ", path);
        if (!quiet && certificate->is_vote)
            xp_print_vote(certificate->vote);
        else if (!quiet && certificate->is_allocation)
            xp_print_allocation(certificate->allocation);
        else if (!quiet && certificate->is_continuous)
            xp_print_continuous(certificate->continuous);
        else if (!quiet)
            xp_print_claim(certificate->environment, certificate->claim);
    }
    status = certificate->reader->status;
    clear_certificate(certificate);
    free(certificate);
    return status;
}
