/* A drawing as a list of marks, and its forms: SVG, PDF, TikZ. */
#ifndef XP_RENDER_CANVAS_H
#define XP_RENDER_CANVAS_H

#include <stddef.h>

#include <expost/base/string.h>

/* How a mark looks; colours differ in lightness too, so that a grey print shows the same. */
typedef enum
{
    XP_INK_REGION = 0, /* filled light, with a dark line around */
    XP_INK_BAR,        /* a thick line */
    XP_INK_AXIS,       /* a dark thin line */
    XP_INK_HELP        /* a light thin line */
} xp_ink_t;

typedef enum
{
    XP_ANCHOR_START = 0,
    XP_ANCHOR_MIDDLE,
    XP_ANCHOR_END
} xp_anchor_t;

typedef enum
{
    XP_MARK_PATH = 0,
    XP_MARK_POLYGON,
    XP_MARK_DOT,
    XP_MARK_TEXT
} xp_mark_kind_t;

/*
 * All lengths are in thousandths of a point; y grows downwards.
 *   count, xy  points, two numbers each
 *   open       of a dot: white inside
 *   size       of a text: that of its font; xy is the start of its baseline, by anchor
 *   latex      the text in LaTeX
 */
typedef struct
{
    xp_mark_kind_t kind;
    xp_ink_t ink;
    size_t count;
    long *xy;
    int open;
    xp_anchor_t anchor;
    long size;
    char *text;
    char *latex;
} xp_mark_struct;

typedef struct
{
    long width;
    long height;
    xp_mark_struct *mark;
    size_t count;
    size_t room;
} xp_canvas_struct;

typedef xp_canvas_struct xp_canvas_t[1];

void xp_canvas_init(xp_canvas_t canvas);
void xp_canvas_clear(xp_canvas_t canvas);

void xp_canvas_add_line(xp_canvas_t canvas, xp_ink_t ink, long x0, long y0, long x1, long y1);
void xp_canvas_add_polygon(xp_canvas_t canvas, xp_ink_t ink, const long *xy, size_t count);
void xp_canvas_add_dot(xp_canvas_t canvas, int open, long x, long y);
/* latex may be NULL: then it follows from the text. */
void xp_canvas_add_text(xp_canvas_t canvas, xp_anchor_t anchor, long size, long x, long y,
                        const char *text, const char *latex);
/* The same, cut with "..." where it is wider than room. */
void xp_canvas_add_clipped(xp_canvas_t canvas, xp_anchor_t anchor, long size, long x, long y,
                           const char *text, long room);

/* The radius of a dot. */
#define XP_CANVAS_DOT 2600L

/* The width of text in Helvetica, and a little more for fonts that stand in for it. */
long xp_canvas_text_width(const char *text, long size);

/* Adds thousandths of a point as a decimal. */
void xp_canvas_add_number(xp_string_t out, long thousandths);

/* The next character as one of Latin-1, "?" for any other; the bytes it takes. */
size_t xp_canvas_latin(unsigned char *letter, const char *text, size_t length);

void xp_canvas_write_svg(xp_string_t out, const xp_canvas_t canvas, const char *command);
void xp_canvas_write_pdf(xp_string_t out, const xp_canvas_t canvas, const char *command);
void xp_canvas_write_tikz(xp_string_t out, const xp_canvas_t canvas, const char *command);

#endif
