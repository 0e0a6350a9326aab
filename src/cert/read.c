/* Reading a certificate: the whole. */
#include <expost/cert/certificate.h>

#include <assert.h>

#include <expost/base/memory.h>

#include "cert/read_impl.h"

static void read_environment(xp_fields_t *in, xp_certificate_t certificate)
{
    xp_environment_struct *own = xp_malloc(sizeof(xp_environment_struct));

    xp_environment_init(own);
    certificate->environment = own;
    certificate->own_environment = 1;
    certificate->question.environment = own;
    if (!xp_fields_take(in, "expost-certificate"))
        xp_fields_refuse(in, "this is not a certificate, which begins with `expost-certificate 1`");
    xp_fields_expect(in, "1");
    xp_fields_end(in);
    xp_fields_expect(in, "environment");
    certificate->reduced = xp_fields_take(in, "reduced");
    xp_fields_end(in);
    if (in->status == XP_OK && certificate->reduced)
        xp_take_reduced(in, own, certificate->tables);
    else if (in->status == XP_OK)
        xp_take_environment(in, own);
    assert(in->status != XP_OK || xp_environment_is_valid(own));
}

xp_status_t xp_certificate_read(xp_certificate_t certificate, const char *text, size_t length,
                                const char *path, xp_error_t error)
{
    xp_certificate_t local;
    xp_fields_t in;

    xp_certificate_init(local);
    xp_fields_init(&in, text, length, path, error);
    read_environment(&in, local);
    if (in.status == XP_OK)
        xp_take_rule(&in, local);
    local->question.rule = local->has_rule ? local->rule : NULL;
    if (in.status == XP_OK)
        xp_take_claim(&in, local);
    if (in.status == XP_OK)
        xp_take_evidence(&in, local);
    if (in.status == XP_OK)
        xp_certificate_swap(certificate, local);
    xp_certificate_clear(local);
    return in.status;
}
