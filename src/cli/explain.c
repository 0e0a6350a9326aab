/* The command explain: a certificate as a proof in words. */
#include <stdlib.h>

#include <expost/cert/explain.h>

#include "cli/certificate.h"
#include "cli/cli.h"
#include "text/file.h"

static xp_prose_t choose_prose(xp_format_t format)
{
    return format == XP_FORMAT_LATEX ? XP_PROSE_LATEX
           : format == XP_FORMAT_MARKDOWN ? XP_PROSE_MARKDOWN : XP_PROSE_TEXT;
}

static xp_status_t read_certificate(xp_certificate_t certificate, const char *path,
                                    xp_error_t error)
{
    size_t length;
    char *text;
    xp_status_t status = xp_file_read(&text, &length, path, error);

    if (status != XP_OK)
        return status;
    status = xp_certificate_read(certificate, text, length, path, error);
    free(text);
    return status;
}

/* Shrinks if asked to, and makes the proof in words. */
static xp_status_t explain(xp_string_t out, xp_certificate_t certificate,
                           const xp_cli_options_struct *options, xp_error_t error)
{
    xp_explain_options_t asked = {choose_prose(options->format), options->line, options->digits};
    xp_status_t status = XP_OK;

    if (options->shrink)
        status = xp_certificate_shrink(certificate, xp_cli_watch(), error);
    return status == XP_OK ? xp_explain(out, certificate, &asked, error) : status;
}

int xp_cli_run_explain(const xp_cli_options_struct *options)
{
    const char *path = xp_cli_operand(options, "CERT");
    xp_certificate_t certificate;
    xp_status_t status;
    xp_string_t out;
    xp_error_t error;
    int exit_status = XP_EXIT_YES;

    if (path == NULL)
        return XP_EXIT_USAGE;
    if (options->certificate != NULL && !options->shrink)
        return xp_cli_fail_usage(options->command, "explain: -c is for the certificate that "
                                                   "--shrink finds");
    xp_error_init(error);
    xp_string_init(out);
    xp_certificate_init(certificate);
    status = read_certificate(certificate, path, error);
    if (status == XP_OK)
        status = explain(out, certificate, options, error);
    if (status != XP_OK)
        exit_status = xp_cli_fail(status, error);
    else if (options->certificate != NULL)
        exit_status = xp_cli_certificate_write(options, certificate);
    if (exit_status == XP_EXIT_YES)
        exit_status = xp_cli_write(options, out, XP_EXIT_YES);
    xp_certificate_clear(certificate);
    xp_string_clear(out);
    xp_error_clear(error);
    return exit_status;
}
