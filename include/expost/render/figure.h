/* Figures: the dissolvable shares as an interval or on the simplex. */
#ifndef XP_RENDER_FIGURE_H
#define XP_RENDER_FIGURE_H

#include <expost/cont/boundary.h>

typedef enum
{
    XP_FIGURE_SVG = 0,
    XP_FIGURE_PDF,
    XP_FIGURE_TIKZ
} xp_figure_kind_t;

/*
 * Meaning   the kind that the name of a file asks for by its end: .svg, .pdf, .tex
 * Result    0 when it is none of these
 */
int xp_figure_kind_of(xp_figure_kind_t *kind, const char *path);

/*
 * Meaning   adds the figure of a boundary: n = 3 with its region known: the simplex, dissolvable
 *           part shaded (each corner of the shading was proved dissolvable); otherwise an axis for
 *           each line.  Every labelled point is exact (a full dot) or a certified bracket (an open
 *           dot); decimals that end in "..." are cut, never rounded
 * Domain    n names; command: for the comment at the beginning
 * Result    SVG: a document; PDF: a document of one page with its own size (letters outside Latin-1
 *           become "?"); TikZ: a tikzpicture, for \input where tikz is loaded, and a document when
 *           it is compiled by itself
 * Failure   XP_REFUSED: nothing to draw (no line)
 */
XP_MUST_USE xp_status_t xp_figure_boundary(xp_string_t out, xp_figure_kind_t kind,
                                           const xp_boundary_t boundary,
                                           const char *const *agent_name, const char *command,
                                           xp_error_t error);

#endif
