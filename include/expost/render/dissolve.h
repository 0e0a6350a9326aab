/* Whether a partnership can be dissolved: the report of the command `dissolve`. */
#ifndef XP_RENDER_DISSOLVE_H
#define XP_RENDER_DISSOLVE_H

#include <expost/base/string.h>
#include <expost/cont/boundary.h>
#include <expost/cont/partnership.h>
#include <expost/render/report.h>

/*
 * What was found out.
 *   payments  agent_count payments of CGK, or n = 0 where the verdict is no
 *   auction   the simple auction, or n = 0 where the distributions differ
 *   boundary  with --boundary, otherwise n = 0
 *   theta     the types of --at, with the payments and the index of who gets the good; NULL
 *   w         the functions W_i, n of them, where all cdfs are piecewise polynomial; otherwise NULL
 *   certificate   the file that the certificate was written to, or NULL
 *   plot          the file that the figure was written to, or NULL
 *   verify        a command that writes and verifies the certificate, or NULL
 *   exit_status   of the command, for JSON
 */
typedef struct
{
    const xp_partnership_struct *partnership;
    const xp_dissolution_struct *dissolution;
    const xp_cgk_payments_struct *payments;
    const xp_simple_auction_struct *auction;
    const xp_boundary_struct *boundary;
    const fmpq *theta;
    const xp_real_struct *payment_at;
    slong winner;
    const xp_piecewise_struct *w;
    const char *certificate;
    const char *plot;
    const char *verify;
    int exit_status;
} xp_dissolve_report_t;

/*
 * Meaning   adds the report in the report's format: the verdict in a sentence, a table of the
 *           partners, functions and payments, the boundary
 */
void xp_dissolve_render(xp_string_t out, const xp_report_t *report,
                        const xp_dissolve_report_t *dissolve);

#endif
