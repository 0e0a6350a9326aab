/* The beginning and the end of every page. */
#include "render/page_impl.h"

void xp_page_add_title(xp_sheet_t sheet, const xp_report_t *report)
{
    const char *title = report->model->environment->title;

    xp_sheet_add_heading(sheet, title != NULL ? title : report->path);
}

void xp_page_add_notes(xp_sheet_t sheet, const char *const *note, size_t count)
{
    xp_string_t text;
    size_t i;

    xp_string_init(text);
    for (i = 0; i < count; i++)
    {
        xp_string_reset(text);
        xp_string_printf(text, "Note: %s.", note[i]);
        xp_sheet_add_paragraph(sheet, text->text);
    }
    xp_string_clear(text);
}

void xp_page_add_way(xp_sheet_t sheet, const char *certificate, const char *verify)
{
    xp_string_t text;

    xp_string_init(text);
    if (certificate != NULL)
    {
        xp_string_printf(text, "The certificate is in %s. To verify it, and to read it as a proof "
                               "in words:", certificate);
        xp_sheet_add_paragraph(sheet, text->text);
        xp_string_reset(text);
        xp_string_add(text, "expost-verify ");
        xp_string_add_shell_word(text, certificate);
        xp_string_add(text, " && expost explain ");
        xp_string_add_shell_word(text, certificate);
        xp_sheet_add_command(sheet, text->text);
    }
    else if (verify != NULL)
    {
        xp_sheet_add_paragraph(sheet, "To write a certificate and verify it:");
        xp_sheet_add_command(sheet, verify);
    }
    xp_string_clear(text);
}

static void add_stats(xp_sheet_t sheet, const xp_report_t *report)
{
    size_t i;

    for (i = 0; i < report->stats_count; i++)
        xp_sheet_add_paragraph(sheet, report->stats[i]);
}

void xp_page_finish(xp_string_t out, const xp_report_t *report, xp_sheet_t sheet)
{
    add_stats(sheet, report);
    xp_sheet_write(out, sheet, report->format, report->line);
}

xp_status_t xp_page_write(xp_string_t out, const xp_report_t *report, xp_sheet_t sheet,
                          xp_error_t error)
{
    add_stats(sheet, report);
    return xp_sheet_write_to(out, report->sink, sheet, report->format, report->line,
                             report->progress, error);
}
