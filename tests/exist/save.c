/* Certificates of a campaign, one file each, for the script that has them verified. */
#include "save.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/expect.h"

unsigned long xp_saved;

/* Also: writing, reading and writing again gives the same bytes. */
static void save(const xp_certificate_t certificate)
{
    const char *folder = getenv("XP_CERTIFICATES");
    xp_certificate_t copy;
    xp_string_t text, again, path;
    xp_error_t error;

    xp_certificate_init(copy);
    xp_string_init(text);
    xp_string_init(again);
    xp_string_init(path);
    xp_error_init(error);
    xp_certificate_write(text, certificate);
    XP_EXPECT(xp_certificate_read(copy, text->text, text->length, NULL, error) == XP_OK);
    if (error->message != NULL)
        printf("reading: %ld: %s\n", error->line, error->message);
    else
    {
        xp_certificate_write(again, copy);
        XP_EXPECT(again->length == text->length
                  && memcmp(again->text, text->text, text->length) == 0);
    }
    if (folder != NULL)
    {
        FILE *file;
        int good;

        xp_string_printf(path, "%s/c%06lu.cert", folder, xp_saved);
        file = fopen(path->text, "wb");
        good = file != NULL && fwrite(text->text, 1, text->length, file) == text->length;
        good = file != NULL && fclose(file) == 0 && good;
        XP_EXPECT(good);
    }
    xp_saved++;
    xp_error_clear(error);
    xp_string_clear(path);
    xp_string_clear(again);
    xp_string_clear(text);
    xp_certificate_clear(copy);
}

xp_status_t xp_save_decision(const xp_question_t *question, const xp_decision_t decision,
                             int reduced)
{
    xp_certificate_t certificate;
    xp_error_t error;
    xp_status_t status;

    xp_certificate_init(certificate);
    xp_error_init(error);
    status = reduced ? xp_certificate_set_reduced(certificate, question, decision, NULL, error)
                     : xp_certificate_set_decision(certificate, question, decision, NULL, error);
    if (status == XP_OK)
        save(certificate);
    xp_error_clear(error);
    xp_certificate_clear(certificate);
    return status;
}

xp_status_t xp_save_findings(const xp_mechanism_t mechanism, const xp_findings_t findings)
{
    xp_certificate_t certificate;
    xp_error_t error;
    xp_status_t status;

    xp_certificate_init(certificate);
    xp_error_init(error);
    status = xp_certificate_set_findings(certificate, mechanism, findings, NULL, error);
    if (status == XP_OK)
        save(certificate);
    xp_error_clear(error);
    xp_certificate_clear(certificate);
    return status;
}

xp_status_t xp_save_balance(const xp_environment_t environment, const xp_rule_t rule,
                            const xp_balance_t balance)
{
    xp_certificate_t certificate;
    xp_error_t error;
    xp_status_t status;

    xp_certificate_init(certificate);
    xp_error_init(error);
    status = xp_certificate_set_balance(certificate, environment, rule, balance, error);
    if (status == XP_OK)
        save(certificate);
    xp_error_clear(error);
    xp_certificate_clear(certificate);
    return status;
}
