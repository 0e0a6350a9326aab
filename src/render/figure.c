/* Figures: the kinds, the page, the legend. */
#include "render/figure_impl.h"

#include <string.h>
#include <strings.h>

int xp_figure_kind_of(xp_figure_kind_t *kind, const char *path)
{
    static const char *const ends[] = {".svg", ".pdf", ".tex"};
    size_t length = strlen(path);
    int k;

    for (k = 0; k < 3; k++)
        if (length > 4 && strcasecmp(path + length - 4, ends[k]) == 0)
        {
            *kind = (xp_figure_kind_t) k;
            return 1;
        }
    return 0;
}

long xp_figure_place(long from, long length, const fmpq_t x)
{
    fmpz_t whole;
    long place;

    fmpz_init(whole);
    fmpz_mul_si(whole, fmpq_numref(x), length);
    fmpz_fdiv_q(whole, whole, fmpq_denref(x));
    place = from + fmpz_get_si(whole);
    fmpz_clear(whole);
    return place;
}

static long add_entry(xp_canvas_t canvas, long y, const char *text)
{
    xp_canvas_add_text(canvas, XP_ANCHOR_START, XP_FIGURE_SMALL, XP_FIGURE_MARGIN + 26000, y, text,
                       NULL);
    return y + 13000;
}

long xp_figure_add_legend(xp_canvas_t canvas, const xp_legend_t *legend, long y)
{
    long x = XP_FIGURE_MARGIN, middle = x + 10000;

    if (legend->region)
    {
        long xy[8];

        xy[0] = xy[6] = x;
        xy[2] = xy[4] = x + 20000;
        xy[1] = xy[3] = y - 7000;
        xy[5] = xy[7] = y + 1000;
        xp_canvas_add_polygon(canvas, XP_INK_REGION, xy, 4);
        y = add_entry(canvas, y, "shares that can be dissolved");
    }
    if (legend->bar)
    {
        xp_canvas_add_line(canvas, XP_INK_BAR, x, y - 3000, x + 20000, y - 3000);
        y = add_entry(canvas, y, "shares that can be dissolved");
    }
    if (legend->full)
    {
        xp_canvas_add_dot(canvas, 0, middle, y - 3000);
        y = add_entry(canvas, y, "exact");
    }
    if (legend->open)
    {
        xp_canvas_add_dot(canvas, 1, middle, y - 3000);
        y = add_entry(canvas, y, "certified bracket");
    }
    if (legend->corner)
        y = add_entry(canvas, y, "a corner: all to that agent");
    return y;
}

/* Whether the region itself can be drawn. */
static int has_region(const xp_boundary_t boundary)
{
    return boundary->n == 3
           && (boundary->point_count > 0 || boundary->region == XP_FAILS);
}

xp_status_t xp_figure_boundary(xp_string_t out, xp_figure_kind_t kind,
                               const xp_boundary_t boundary, const char *const *agent_name,
                               const char *command, xp_error_t error)
{
    xp_canvas_t canvas;

    if (boundary->line_count == 0)
    {
        xp_error_set(error, "the boundary has no line to draw");
        return XP_REFUSED;
    }
    xp_canvas_init(canvas);
    canvas->width = XP_FIGURE_WIDTH;
    if (has_region(boundary))
        xp_figure_draw_simplex(canvas, boundary, agent_name);
    else
        xp_figure_draw_lines(canvas, boundary);
    switch (kind)
    {
    case XP_FIGURE_SVG:
        xp_canvas_write_svg(out, canvas, command);
        break;
    case XP_FIGURE_PDF:
        xp_canvas_write_pdf(out, canvas, command);
        break;
    case XP_FIGURE_TIKZ:
        xp_canvas_write_tikz(out, canvas, command);
        break;
    }
    xp_canvas_clear(canvas);
    return XP_OK;
}
