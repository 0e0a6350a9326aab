/* A figure with one axis for each line of shares. */
#include <expost/num/rat.h>

#include "render/figure_impl.h"

#define XP_AXIS_LEFT 44000L
#define XP_AXIS_RIGHT (XP_FIGURE_WIDTH - XP_AXIS_LEFT)

/* The parameters within the simplex; 0 when there are none. */
static int find_range(fmpq_t low, fmpq_t high, const xp_boundary_line_struct *line)
{
    fmpq_t zero;
    int lows = 0, highs = 0;
    slong i;

    fmpq_init(zero);
    for (i = 0; i < line->n; i++)
    {
        int sign = fmpq_sgn(line->direction + i);

        if (sign == 0)
            continue;
        fmpq_div(zero, line->base + i, line->direction + i);
        fmpq_neg(zero, zero);
        if (sign > 0 && (lows++ == 0 || fmpq_cmp(zero, low) > 0))
            fmpq_set(low, zero);
        if (sign < 0 && (highs++ == 0 || fmpq_cmp(zero, high) < 0))
            fmpq_set(high, zero);
    }
    fmpq_clear(zero);
    return fmpq_cmp(low, high) < 0;
}

/* Where parameter s lies on the axis from low to high. */
static long find_place(const fmpq_t s, const fmpq_t low, const fmpq_t high)
{
    fmpq_t part, whole;
    long place;

    fmpq_init(part);
    fmpq_init(whole);
    fmpq_sub(part, s, low);
    fmpq_sub(whole, high, low);
    fmpq_div(part, part, whole);
    place = xp_figure_place(XP_AXIS_LEFT, XP_AXIS_RIGHT - XP_AXIS_LEFT, part);
    fmpq_clear(part);
    fmpq_clear(whole);
    return place;
}

static void add_tick(xp_canvas_t canvas, long x, long y, const fmpq_t value)
{
    xp_label_t label;
    xp_real_t real;
    xp_string_t latex;

    xp_label_init(label);
    xp_real_init(real);
    xp_string_init(latex);
    xp_real_set_fmpq(real, value);
    xp_rat_add_text(label->text, value);
    xp_string_add_char(latex, '$');
    xp_real_add_latex(latex, real, -1);
    xp_string_add_char(latex, '$');
    xp_canvas_add_line(canvas, XP_INK_AXIS, x, y - 5000, x, y + 5000);
    xp_canvas_add_text(canvas, XP_ANCHOR_MIDDLE, XP_FIGURE_SMALL, x, y - 9000, label->text->text,
                       latex->text);
    xp_string_clear(latex);
    xp_real_clear(real);
    xp_label_clear(label);
}

/* The middle of a label so wide that it stays on the page. */
static long fit(long x, long width)
{
    long low = XP_FIGURE_MARGIN + width / 2, high = XP_FIGURE_WIDTH - XP_FIGURE_MARGIN - width / 2;

    return x < low ? low : x > high ? high : x;
}

static long find_width(const xp_label_t label)
{
    long text = label->text->length == 0 ? 0
                : xp_canvas_text_width(label->text->text, XP_FIGURE_FONT);
    long decimal = label->decimal->length == 0 ? 0
                   : xp_canvas_text_width(label->decimal->text, XP_FIGURE_SMALL);

    return text > decimal ? text : decimal;
}

/* The exact form and below it the decimals, around x; the y below. */
static long add_label(xp_canvas_t canvas, const xp_label_t label, long x, long y)
{
    if (label->text->length > 0)
    {
        xp_canvas_add_text(canvas, XP_ANCHOR_MIDDLE, XP_FIGURE_FONT, x, y, label->text->text,
                           label->latex->text);
        y += 14000;
    }
    if (label->decimal->length > 0)
    {
        xp_canvas_add_text(canvas, XP_ANCHOR_MIDDLE, XP_FIGURE_SMALL, x, y, label->decimal->text,
                           label->tex->text);
        y += 12000;
    }
    return y;
}

/* Both labels side by side, or the right one lower when they would meet; the y below both. */
static long add_labels(xp_canvas_t canvas, const xp_boundary_line_struct *line, const long *x,
                       long y)
{
    xp_label_t label[2];
    long width[2], middle[2], below[2];
    int k;

    for (k = 0; k < 2; k++)
    {
        xp_label_init(label[k]);
        /* where the axis ends its tick says it */
        if (!line->end[k].at_simplex)
            xp_label_set_end(label[k], line, k, -1);
        width[k] = find_width(label[k]);
        middle[k] = fit(x[k], width[k]);
    }
    below[0] = add_label(canvas, label[0], middle[0], y + 19000);
    if (x[0] == x[1])
        below[1] = below[0];
    else if (middle[0] + width[0] / 2 + 10000 < middle[1] - width[1] / 2)
        below[1] = add_label(canvas, label[1], middle[1], y + 19000);
    else
    {
        /* a thin line leads down, past the first label */
        long side = middle[0] + width[0] / 2 + 4000, down = x[1] > side ? x[1] : side;
        long start = below[0] + 8000;

        if (down > XP_FIGURE_WIDTH - XP_FIGURE_MARGIN)
            down = XP_FIGURE_WIDTH - XP_FIGURE_MARGIN;
        xp_canvas_add_line(canvas, XP_INK_HELP, x[1], y + 4000, down, y + 9000);
        xp_canvas_add_line(canvas, XP_INK_HELP, down, y + 9000, down, start - 9000);
        below[1] = add_label(canvas, label[1], fit(down, width[1]), start);
    }
    for (k = 0; k < 2; k++)
        xp_label_clear(label[k]);
    return below[0] > below[1] ? below[0] : below[1];
}

/* A sentence below the axis. */
static long add_sentence(xp_canvas_t canvas, long y, const char *text)
{
    xp_canvas_add_text(canvas, XP_ANCHOR_START, XP_FIGURE_SMALL, XP_AXIS_LEFT, y + 18000, text,
                       NULL);
    return y + 30000;
}

/* The axis of one line with its heading at y; the y below it. */
static long draw_line(xp_canvas_t canvas, const xp_boundary_line_struct *line,
                      xp_legend_t *legend, long y)
{
    fmpq_t low, high;
    long place[2];
    int k, exact;

    fmpq_init(low);
    fmpq_init(high);
    xp_canvas_add_clipped(canvas, XP_ANCHOR_START, XP_FIGURE_FONT, XP_FIGURE_MARGIN, y, line->name,
                          XP_FIGURE_WIDTH - 2 * XP_FIGURE_MARGIN);
    y += 34000;
    if (!find_range(low, high, line))
        y = add_sentence(canvas, y - 34000, "The line has no shares >= 0.");
    else
    {
        xp_canvas_add_line(canvas, XP_INK_AXIS, XP_AXIS_LEFT, y, XP_AXIS_RIGHT, y);
        add_tick(canvas, XP_AXIS_LEFT, y, low);
        add_tick(canvas, XP_AXIS_RIGHT, y, high);
        if (line->answer == XP_FAILS)
            y = add_sentence(canvas, y, "No shares on this line can be dissolved.");
        else if (line->answer != XP_HOLDS)
            y = add_sentence(canvas, y, "Not decided; the report says why.");
        else
        {
            place[0] = find_place(line->end[0].high, low, high);
            place[1] = find_place(line->end[1].low, low, high);
            legend->bar = 1;
            xp_canvas_add_line(canvas, XP_INK_BAR, place[0], y, place[1], y);
            for (k = 0; k < 2; k++)
            {
                exact = xp_figure_is_exact(line->end + k);
                *(exact ? &legend->full : &legend->open) = 1;
                xp_canvas_add_dot(canvas, !exact, place[k], y);
            }
            y = add_labels(canvas, line, place, y);
        }
    }
    fmpq_clear(low);
    fmpq_clear(high);
    return y;
}

void xp_figure_draw_lines(xp_canvas_t canvas, const xp_boundary_t boundary)
{
    xp_legend_t legend = {0, 0, 0, 0, 0};
    long y = XP_FIGURE_MARGIN;
    slong k;

    for (k = 0; k < boundary->line_count; k++)
        y = draw_line(canvas, boundary->line + k, &legend, y) + 18000;
    y = xp_figure_add_legend(canvas, &legend, y);
    canvas->height = y + XP_FIGURE_MARGIN / 2;
}
