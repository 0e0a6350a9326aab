/* The forms of the report `border`. */
#ifndef XP_RENDER_BORDER_IMPL_H
#define XP_RENDER_BORDER_IMPL_H

#include <expost/render/border.h>

void xp_border_add_json(xp_string_t out, const xp_report_t *report, const xp_border_t border,
                        const char *certificate, int exit_status);

#endif
