/* The command explain: a certificate as a proof in words, or as a file for Coq. */
#include <stdlib.h>

#include <expost/cert/allocation.h>
#include <expost/cert/explain.h>
#include <expost/cert/interval.h>
#include <expost/cert/vote.h>

#include "cli/certificate.h"
#include "cli/cli.h"
#include "text/file.h"

static xp_prose_t choose_prose(xp_format_t format)
{
    return format == XP_FORMAT_LATEX ? XP_PROSE_LATEX
           : format == XP_FORMAT_MARKDOWN ? XP_PROSE_MARKDOWN : XP_PROSE_TEXT;
}

/* Finite types: shrinks if asked to, and makes the proof. */
static xp_status_t explain_finite(xp_string_t out, xp_certificate_t certificate,
                                  const xp_cli_options_struct *options, const char *path,
                                  const char *text, size_t length, xp_error_t error)
{
    xp_explain_options_t asked = {choose_prose(options->format), options->line, options->digits};
    xp_status_t status = xp_certificate_read(certificate, text, length, path, error);

    if (status == XP_OK && options->shrink)
        status = xp_certificate_shrink(certificate, xp_cli_watch(), error);
    if (status != XP_OK)
        return status;
    return options->format == XP_FORMAT_COQ ? xp_explain_coq(out, certificate, options->line, error)
                                            : xp_explain(out, certificate, &asked, error);
}

/* Types on intervals. */
static xp_status_t explain_intervals(xp_string_t out, const xp_cli_options_struct *options,
                                     const char *path, const char *text, size_t length,
                                     xp_error_t error)
{
    xp_explain_options_t asked = {choose_prose(options->format), options->line, options->digits};
    xp_interval_certificate_t certificate;
    xp_status_t status;

    if (options->shrink)
    {
        xp_error_set(error, "--shrink: this certificate is about types on intervals, and has no "
                            "rows that could be fewer");
        return XP_INPUT;
    }
    if (options->format == XP_FORMAT_COQ)
    {
        xp_error_set(error, "--format coq: this certificate is about types on intervals; files for "
                            "Coq are written for finite types only");
        return XP_INPUT;
    }
    xp_interval_certificate_init(certificate);
    status = xp_interval_certificate_read(certificate, text, length, path, error);
    if (status == XP_OK)
        status = xp_interval_explain(out, certificate, &asked, error);
    xp_interval_certificate_clear(certificate);
    return status;
}

/* Votes. */
static xp_status_t explain_votes(xp_string_t out, const xp_cli_options_struct *options,
                                 const char *path, const char *text, size_t length,
                                 xp_error_t error)
{
    xp_explain_options_t asked = {choose_prose(options->format), options->line, options->digits};
    xp_vote_certificate_t certificate;
    xp_status_t status;

    if (options->shrink)
    {
        xp_error_set(error, "--shrink: this certificate is about votes, and has no rows that could "
                            "be fewer");
        return XP_INPUT;
    }
    if (options->format == XP_FORMAT_COQ)
    {
        xp_error_set(error, "--format coq: this certificate is about votes; files for Coq are "
                            "written for finite types only");
        return XP_INPUT;
    }
    xp_vote_certificate_init(certificate);
    status = xp_vote_certificate_read(certificate, text, length, path, error);
    if (status == XP_OK)
        status = xp_vote_explain(out, certificate, &asked, xp_cli_watch(), error);
    xp_vote_certificate_clear(certificate);
    return status;
}

/* Interim probabilities of winning. */
static xp_status_t explain_allocation(xp_string_t out, const xp_cli_options_struct *options,
                                      const char *path, const char *text, size_t length,
                                      xp_error_t error)
{
    xp_explain_options_t asked = {choose_prose(options->format), options->line, options->digits};
    xp_allocation_certificate_t certificate;
    xp_status_t status;

    if (options->shrink)
    {
        xp_error_set(error, "--shrink: this certificate is about interim probabilities of winning, "
                            "and has no rows that could be fewer");
        return XP_INPUT;
    }
    if (options->format == XP_FORMAT_COQ)
    {
        xp_error_set(error, "--format coq: this certificate is about interim probabilities of "
                            "winning; files for Coq are written for mechanisms only");
        return XP_INPUT;
    }
    xp_allocation_certificate_init(certificate);
    status = xp_allocation_certificate_read(certificate, text, length, path, error);
    if (status == XP_OK)
        status = xp_allocation_explain(out, certificate, &asked, xp_cli_watch(), error);
    xp_allocation_certificate_clear(certificate);
    return status;
}

static xp_status_t explain(xp_string_t out, xp_certificate_t certificate,
                           const xp_cli_options_struct *options, const char *path,
                           xp_error_t error)
{
    size_t length;
    char *text;
    xp_status_t status = xp_file_read(&text, &length, path, error);

    if (status != XP_OK)
        return status;
    if (xp_interval_certificate_is(text, length))
        status = explain_intervals(out, options, path, text, length, error);
    else if (xp_vote_certificate_is(text, length))
        status = explain_votes(out, options, path, text, length, error);
    else if (xp_allocation_certificate_is(text, length))
        status = explain_allocation(out, options, path, text, length, error);
    else
        status = explain_finite(out, certificate, options, path, text, length, error);
    free(text);
    return status;
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
    status = explain(out, certificate, options, path, error);
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
