/* What every report says about its occasion: the version, and the model's SHA-256. */
#include <expost/render/report.h>

#include <stdint.h>

#include <nettle/sha2.h>

#include <expost/text/write.h>

#ifdef HAVE_CONFIG_H
#include <config.h>
#endif
#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "unknown"
#endif

const char *xp_report_version(void)
{
    return PACKAGE_VERSION;
}

void xp_report_add_sha256(xp_string_t out, const xp_model_t model)
{
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    xp_string_t text;
    size_t i;

    xp_string_init(text);
    xp_model_write(text, model);
    sha256_init(&context);
    sha256_update(&context, text->length, (const uint8_t *) text->text);
    sha256_digest(&context, sizeof digest, digest);
    for (i = 0; i < sizeof digest; i++)
        xp_string_printf(out, "%02x", digest[i]);
    xp_string_clear(text);
}
