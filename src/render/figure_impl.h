/* What the figures share: numbers as labels, the parts of a drawing. */
#ifndef XP_RENDER_FIGURE_IMPL_H
#define XP_RENDER_FIGURE_IMPL_H

#include <expost/render/figure.h>

#include "render/canvas.h"

/*
 * A number as a label, in plain text and in LaTeX.
 *   text, latex       the exact form where it is short, perhaps empty
 *   decimal, tex      decimals that are certain, perhaps empty
 */
typedef struct
{
    xp_string_t text;
    xp_string_t latex;
    xp_string_t decimal;
    xp_string_t tex;
} xp_label_struct;

typedef xp_label_struct xp_label_t[1];

void xp_label_init(xp_label_t label);
void xp_label_clear(xp_label_t label);

/* The parameter of an end of a line, or with agent >= 0 that agent's share there. */
void xp_label_set_end(xp_label_t label, const xp_boundary_line_struct *line, int end,
                      slong agent);

/* Adds both forms on one line: "(3 - sqrt(3))/6 = 0.2113248..." */
void xp_label_join(xp_string_t text, xp_string_t latex, const xp_label_t label);

/* Whether an end is drawn with a full dot. */
int xp_figure_is_exact(const xp_boundary_end_struct *end);

/* Thousandths of a point: from + length * x, rounded down. */
long xp_figure_place(long from, long length, const fmpq_t x);

/* What the legend must explain. */
typedef struct
{
    int region;
    int bar;
    int full;
    int open;
    int corner;
} xp_legend_t;

/* Draws the legend with its first baseline at y; the y below it. */
long xp_figure_add_legend(xp_canvas_t canvas, const xp_legend_t *legend, long y);

void xp_figure_draw_lines(xp_canvas_t canvas, const xp_boundary_t boundary);
void xp_figure_draw_simplex(xp_canvas_t canvas, const xp_boundary_t boundary,
                            const char *const *agent_name);

/* The page: its width and margin, the sizes of fonts, in thousandths of a point. */
#define XP_FIGURE_WIDTH 440000L
#define XP_FIGURE_MARGIN 24000L
#define XP_FIGURE_FONT 10000L
#define XP_FIGURE_SMALL 8000L

#endif
