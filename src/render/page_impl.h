/* The beginning and the end of every page. */
#ifndef XP_RENDER_PAGE_IMPL_H
#define XP_RENDER_PAGE_IMPL_H

#include <expost/base/string.h>
#include <expost/render/report.h>
#include <expost/render/sheet.h>

/* The model's title, or its path. */
void xp_page_add_title(xp_sheet_t sheet, const xp_report_t *report);

/* Sentences, each a paragraph. */
void xp_page_add_notes(xp_sheet_t sheet, const char *const *note, size_t count);

/* Where the certificate is, or else the command that writes and verifies it; either may be NULL. */
void xp_page_add_way(xp_sheet_t sheet, const char *certificate, const char *verify);

/* The lines of --stats, and the page in the report's format. */
void xp_page_finish(xp_string_t out, const xp_report_t *report, xp_sheet_t sheet);

/* The same for a page with large tables, through the report's sink and asking its progress. */
XP_MUST_USE xp_status_t xp_page_write(xp_string_t out, const xp_report_t *report,
                                      xp_sheet_t sheet, xp_error_t error);

#endif
