/* Fuzzing of the reader of certificates: what is read is written to the same bytes. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/error.h>
#include <expost/base/string.h>
#include <expost/cert/certificate.h>
#include <expost/exist/proof.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int condition, const char *what)
{
    if (condition)
        return;
    fprintf(stderr, "fuzz_certificate: %s\n", what);
    abort();
}

/* Whatever was read can be asked whether it proves something. */
static void ask_proof(const xp_certificate_t certificate, xp_error_t error)
{
    if (certificate->reduced)
        return;
    if (certificate->claim == XP_CLAIM_IMPOSSIBLE)
        (void) xp_proof_holds(certificate->proof, &certificate->question,
                              XP_PROOF_OF_IMPOSSIBILITY, NULL, error);
    if (certificate->claim == XP_CLAIM_OPTIMUM)
        (void) xp_proof_holds(certificate->proof, &certificate->question, XP_PROOF_OF_BOUND,
                              certificate->value, error);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    xp_certificate_t certificate;
    xp_status_t status;
    xp_string_t text;
    xp_error_t error;

    xp_certificate_init(certificate);
    xp_string_init(text);
    xp_error_init(error);
    status = xp_certificate_read(certificate, (const char *) data, size, "fuzz", error);
    if (status == XP_OK)
    {
        require(xp_environment_is_valid(certificate->environment), "an invalid environment");
        xp_certificate_write(text, certificate);
        require(text->length == size && memcmp(text->text, data, size) == 0,
                "what was read is written in another way");
        ask_proof(certificate, error);
    }
    else
        require(error->message != NULL && error->message[0] != '\0'
                    && certificate->environment == NULL,
                "a refusal without words");
    xp_error_clear(error);
    xp_string_clear(text);
    xp_certificate_clear(certificate);
    return 0;
}
