/* The figure of three agents: the simplex of shares, the dissolvable part shaded. */
#include <stdio.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "render/figure_impl.h"
#include "render/sheet_impl.h"

#define XP_SIDE 280000L
/* sqrt(3)/2 of it, near enough for a picture */
#define XP_RISE 242487L
#define XP_LEFT ((XP_FIGURE_WIDTH - XP_SIDE) / 2)
#define XP_TOP 44000L

/* A box that no label may cover. */
typedef struct
{
    long left;
    long top;
    long right;
    long bottom;
} box_t;

/* A point with a number in the figure and a row below it. */
typedef struct
{
    const xp_boundary_line_struct *line;
    int end;
    slong agent;
    long xy[2];
} point_t;

typedef struct
{
    size_t count;
    point_t *point;
    size_t box_count;
    box_t *box;
} points_struct;

static void place_shares(long *xy, const fmpq *share)
{
    fmpq_t across;

    fmpq_init(across);
    fmpq_set(across, share + 2);
    fmpq_div_2exp(across, across, 1);
    fmpq_add(across, across, share + 1);
    xy[0] = xp_figure_place(XP_LEFT, XP_SIDE, across);
    xy[1] = 2 * XP_TOP + 2 * XP_RISE - xp_figure_place(XP_TOP + XP_RISE, XP_RISE, share + 2);
    fmpq_clear(across);
}

/* The end's point, on the side that is proved dissolvable. */
static void place_end(long *xy, const xp_boundary_line_struct *line, int end)
{
    const fmpq *s = end == 0 ? line->end[0].high : line->end[1].low;
    fmpq *share = _fmpq_vec_init(3);
    slong i;

    for (i = 0; i < 3; i++)
    {
        fmpq_mul(share + i, line->direction + i, s);
        fmpq_add(share + i, share + i, line->base + i);
    }
    place_shares(xy, share);
    _fmpq_vec_clear(share, 3);
}

static void draw_triangle(xp_canvas_t canvas)
{
    long xy[6];

    xy[0] = XP_LEFT;
    xy[1] = xy[3] = XP_TOP + XP_RISE;
    xy[2] = XP_LEFT + XP_SIDE;
    xy[4] = XP_LEFT + XP_SIDE / 2;
    xy[5] = XP_TOP;
    xp_canvas_add_polygon(canvas, XP_INK_AXIS, xy, 3);
}

static void draw_region(xp_canvas_t canvas, const xp_boundary_t boundary)
{
    long *xy = xp_calloc(2 * (size_t) boundary->point_count, sizeof(long));
    slong k;

    for (k = 0; k < boundary->point_count; k++)
        place_end(xy + 2 * k, boundary->ray + k, 1);
    xp_canvas_add_polygon(canvas, XP_INK_REGION, xy, (size_t) boundary->point_count);
    free(xy);
}

static void add_box(points_struct *points, long left, long top, long right, long bottom)
{
    box_t *box = points->box + points->box_count++;

    box->left = left;
    box->top = top;
    box->right = right;
    box->bottom = bottom;
}

static void add_point(points_struct *points, const xp_boundary_line_struct *line, int end,
                      slong agent)
{
    point_t *point = points->point + points->count++;
    long r = XP_CANVAS_DOT + 600;

    point->line = line;
    point->end = end;
    point->agent = agent;
    place_end(point->xy, line, end);
    add_box(points, point->xy[0] - r, point->xy[1] - r, point->xy[0] + r, point->xy[1] + r);
}

/* On an edge one agent has nothing all along the line; result: the other one that comes first. */
static slong find_edge_agent(const xp_boundary_line_struct *line)
{
    slong i, j;

    for (i = 0; i < 3; i++)
        if (fmpq_is_zero(line->base + i) && fmpq_is_zero(line->direction + i))
            for (j = 0; j < 3; j++)
                if (j != i)
                    return j;
    return -1;
}

/* Ends inside the simplex of the lines asked for, then those on its edges. */
static void collect_points(points_struct *points, const xp_boundary_t boundary)
{
    slong k;
    int end;

    for (k = 0; k < boundary->line_count; k++)
        for (end = 0; end < 2; end++)
            if (boundary->line[k].answer == XP_HOLDS && !boundary->line[k].end[end].at_simplex)
                add_point(points, boundary->line + k, end, -1);
    for (k = 0; k < boundary->point_count; k++)
        if (!boundary->ray[k].end[1].at_simplex && find_edge_agent(boundary->ray + k) >= 0)
            add_point(points, boundary->ray + k, 1, find_edge_agent(boundary->ray + k));
}

/* A name, clipped to the page. */
static void draw_corner(xp_canvas_t canvas, points_struct *points, long x, long y,
                        const char *name)
{
    long room = XP_FIGURE_WIDTH / 2 - XP_FIGURE_MARGIN - 10000;
    long width = xp_canvas_text_width(name, XP_FIGURE_FONT), low, high;

    width = width < room ? width : room;
    low = XP_FIGURE_MARGIN + width / 2;
    high = XP_FIGURE_WIDTH - XP_FIGURE_MARGIN - width / 2;
    x = x < low ? low : x > high ? high : x;
    xp_canvas_add_clipped(canvas, XP_ANCHOR_MIDDLE, XP_FIGURE_FONT, x, y, name, room);
    add_box(points, x - width / 2, y - 9000, x + width / 2, y + 3000);
}

/* Whether an edge of the simplex runs through the box: its corners lie on both sides. */
static int crosses_edge(const box_t *box)
{
    static const long corner[4][2] = {{XP_LEFT, XP_TOP + XP_RISE},
                                      {XP_LEFT + XP_SIDE, XP_TOP + XP_RISE},
                                      {XP_LEFT + XP_SIDE / 2, XP_TOP},
                                      {XP_LEFT, XP_TOP + XP_RISE}};
    int edge, k;

    for (edge = 0; edge < 3; edge++)
    {
        const long *from = corner[edge], *to = corner[edge + 1];
        int above = 0, below = 0;

        for (k = 0; k < 4; k++)
        {
            long x = k & 1 ? box->right : box->left, y = k & 2 ? box->bottom : box->top;
            long side = (to[0] - from[0]) / 16 * ((y - from[1]) / 16)
                        - (to[1] - from[1]) / 16 * ((x - from[0]) / 16);

            above = above || side > 0;
            below = below || side <= 0;
        }
        if (above && below)
            return 1;
    }
    return 0;
}

static int is_free(const points_struct *points, const box_t *box)
{
    size_t k;

    if (crosses_edge(box))
        return 0;
    for (k = 0; k < points->box_count; k++)
    {
        const box_t *other = points->box + k;

        if (box->left < other->right && other->left < box->right && box->top < other->bottom
            && other->top < box->bottom)
            return 0;
    }
    return 1;
}

/* The way out of the figure: on an edge at a right angle to it, otherwise from the centre. */
static void find_outward(long *way, const point_t *point)
{
    static const int normal[3][2] = {{866, -500}, {-866, -500}, {0, 1000}};
    slong i;

    way[0] = (point->xy[0] - (XP_LEFT + XP_SIDE / 2)) / 256;
    way[1] = (point->xy[1] - (XP_TOP + 2 * XP_RISE / 3)) / 256;
    for (i = 0; i < 3 && point->agent >= 0; i++)
        if (fmpq_is_zero(point->line->base + i) && fmpq_is_zero(point->line->direction + i))
        {
            way[0] = normal[i][0];
            way[1] = normal[i][1];
        }
}

/* The number beside its dot: near, outward, where nothing else is. */
static void draw_number(xp_canvas_t canvas, points_struct *points, const point_t *point,
                        const char *text)
{
    static const int ways[16][2] = {{10, 0},  {9, 4},   {7, 7},   {4, 9},  {0, 10}, {-4, 9},
                                    {-7, 7},  {-9, 4},  {-10, 0}, {-9, -4}, {-7, -7}, {-4, -9},
                                    {0, -10}, {4, -9},  {7, -7},  {9, -4}};
    long width = xp_canvas_text_width(text, XP_FIGURE_SMALL);
    long far, outward[2], best = 0;
    box_t box, chosen = {0, 0, 0, 0};
    int k, found = 0;

    find_outward(outward, point);
    for (far = 10000; far <= 40000 && !found; far += 6000)
        for (k = 0; k < 16; k++)
        {
            long out = ways[k][0] * outward[0] + ways[k][1] * outward[1];
            long x = point->xy[0] + ways[k][0] * (far + width / 4) / 10;
            long y = point->xy[1] + ways[k][1] * far / 10;

            box.left = x - width / 2 - 500;
            box.right = x + width / 2 + 500;
            box.top = y - 5000;
            box.bottom = y + 5000;
            if ((!found || out > best) && is_free(points, &box))
            {
                chosen = box;
                best = out;
                found = 1;
            }
        }
    if (!found)
        return;
    if (far > 16000)
        xp_canvas_add_line(canvas, XP_INK_HELP, point->xy[0], point->xy[1],
                           (chosen.left + chosen.right) / 2, (chosen.top + chosen.bottom) / 2);
    xp_canvas_add_text(canvas, XP_ANCHOR_MIDDLE, XP_FIGURE_SMALL,
                       (chosen.left + chosen.right) / 2, chosen.bottom - 2100, text, NULL);
    points->box[points->box_count++] = chosen;
}

/* "3   without bob, share of ann: 1/4 = 0.25", on two lines where one is too short; y below. */
static long draw_row(xp_canvas_t canvas, const point_t *point, const char *number,
                     const char *const *agent_name, long y)
{
    long left = XP_FIGURE_MARGIN + 26000, room = XP_FIGURE_WIDTH - XP_FIGURE_MARGIN - left;
    xp_string_t text, latex, name;
    xp_label_t label;

    xp_label_init(label);
    xp_string_init(text);
    xp_string_init(latex);
    xp_string_init(name);
    xp_label_set_end(label, point->line, point->end, point->agent);
    xp_string_add(name, point->line->name);
    if (point->agent >= 0)
        xp_string_printf(name, ", share of %s", agent_name[point->agent]);
    xp_string_add(name, ": ");
    xp_string_add(text, name->text);
    xp_sheet_add_latex(latex, name->text);
    xp_label_join(text, latex, label);
    xp_canvas_add_text(canvas, XP_ANCHOR_END, XP_FIGURE_SMALL, XP_FIGURE_MARGIN + 10000, y, number,
                       NULL);
    if (xp_canvas_text_width(text->text, XP_FIGURE_SMALL) > room)
    {
        xp_canvas_add_clipped(canvas, XP_ANCHOR_START, XP_FIGURE_SMALL, left, y, name->text, room);
        xp_string_reset(text);
        xp_string_reset(latex);
        xp_label_join(text, latex, label);
        y += 13000;
    }
    xp_canvas_add_text(canvas, XP_ANCHOR_START, XP_FIGURE_SMALL, left, y, text->text, latex->text);
    xp_string_clear(text);
    xp_string_clear(latex);
    xp_string_clear(name);
    xp_label_clear(label);
    return y + 13000;
}

void xp_figure_draw_simplex(xp_canvas_t canvas, const xp_boundary_t boundary,
                            const char *const *agent_name)
{
    size_t room = 2 * (size_t) boundary->line_count + (size_t) boundary->point_count, k;
    xp_legend_t legend = {0, 0, 0, 0, 1};
    points_struct points = {0, NULL, 0, NULL};
    long y = XP_TOP + XP_RISE + 54000;
    char number[32];

    points.point = xp_calloc(room + 1, sizeof(point_t));
    points.box = xp_calloc(2 * room + 4, sizeof(box_t));
    if (boundary->point_count > 0)
        draw_region(canvas, boundary);
    draw_triangle(canvas);
    draw_corner(canvas, &points, XP_LEFT, XP_TOP + XP_RISE + 26000, agent_name[0]);
    draw_corner(canvas, &points, XP_LEFT + XP_SIDE, XP_TOP + XP_RISE + 26000, agent_name[1]);
    draw_corner(canvas, &points, XP_LEFT + XP_SIDE / 2, XP_TOP - 9000, agent_name[2]);
    collect_points(&points, boundary);
    for (k = 0; k < points.count; k++)
    {
        const point_t *point = points.point + k;
        int exact = xp_figure_is_exact(point->line->end + point->end);

        *(exact ? &legend.full : &legend.open) = 1;
        snprintf(number, sizeof number, "%zu", k + 1);
        draw_number(canvas, &points, point, number);
        xp_canvas_add_dot(canvas, !exact, point->xy[0], point->xy[1]);
        y = draw_row(canvas, point, number, agent_name, y);
    }
    y += points.count > 0 ? 8000 : 0;
    legend.region = boundary->point_count > 0;
    if (!legend.region)
    {
        xp_canvas_add_text(canvas, XP_ANCHOR_START, XP_FIGURE_SMALL, XP_FIGURE_MARGIN, y,
                           "No shares at all can be dissolved.", NULL);
        y += 15000;
    }
    y = xp_figure_add_legend(canvas, &legend, y);
    canvas->height = y + XP_FIGURE_MARGIN / 2;
    free(points.point);
    free(points.box);
}
