/* A drawing as a list of marks. */
#include "render/canvas.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/render/width.h>

#include "render/sheet_impl.h"

/* Widths of Helvetica's letters from blank to tilde, in thousandths of the font's size. */
static const short widths[95] = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584};

void xp_canvas_init(xp_canvas_t canvas)
{
    memset(canvas, 0, sizeof(xp_canvas_struct));
}

void xp_canvas_clear(xp_canvas_t canvas)
{
    size_t i;

    for (i = 0; i < canvas->count; i++)
    {
        free(canvas->mark[i].xy);
        free(canvas->mark[i].text);
        free(canvas->mark[i].latex);
    }
    free(canvas->mark);
}

static xp_mark_struct *add_mark(xp_canvas_t canvas, xp_mark_kind_t kind, const long *xy,
                                size_t count)
{
    xp_mark_struct *mark;

    xp_array_grow(&canvas->mark, &canvas->room, canvas->count, sizeof(xp_mark_struct));
    mark = canvas->mark + canvas->count++;
    memset(mark, 0, sizeof(xp_mark_struct));
    mark->kind = kind;
    mark->count = count;
    mark->xy = xp_calloc(2 * count, sizeof(long));
    memcpy(mark->xy, xy, 2 * count * sizeof(long));
    return mark;
}

void xp_canvas_add_line(xp_canvas_t canvas, xp_ink_t ink, long x0, long y0, long x1, long y1)
{
    long xy[4];

    xy[0] = x0;
    xy[1] = y0;
    xy[2] = x1;
    xy[3] = y1;
    add_mark(canvas, XP_MARK_PATH, xy, 2)->ink = ink;
}

void xp_canvas_add_polygon(xp_canvas_t canvas, xp_ink_t ink, const long *xy, size_t count)
{
    add_mark(canvas, XP_MARK_POLYGON, xy, count)->ink = ink;
}

void xp_canvas_add_dot(xp_canvas_t canvas, int open, long x, long y)
{
    long xy[2];

    xy[0] = x;
    xy[1] = y;
    add_mark(canvas, XP_MARK_DOT, xy, 1)->open = open;
}

void xp_canvas_add_text(xp_canvas_t canvas, xp_anchor_t anchor, long size, long x, long y,
                        const char *text, const char *latex)
{
    long xy[2];
    xp_mark_struct *mark;
    xp_string_t escaped;

    xy[0] = x;
    xy[1] = y;
    mark = add_mark(canvas, XP_MARK_TEXT, xy, 1);
    mark->anchor = anchor;
    mark->size = size;
    mark->text = xp_strdup(text);
    xp_string_init(escaped);
    if (latex != NULL)
        xp_string_add(escaped, latex);
    else
        xp_sheet_add_latex(escaped, text);
    mark->latex = xp_string_take(escaped);
    xp_string_clear(escaped);
}

size_t xp_canvas_latin(unsigned char *letter, const char *text, size_t length)
{
    unsigned long character;
    size_t bytes = xp_width_decode(&character, text, length);

    if (character == 0x2212)
        character = '-';
    *letter = character < 0x20 ? ' '
              : character < 0x7F || (character >= 0xA0 && character < 0x100)
                  ? (unsigned char) character
                  : '?';
    return bytes;
}

long xp_canvas_text_width(const char *text, long size)
{
    size_t length = strlen(text), bytes;
    long width = 0;
    unsigned char letter;

    for (; length > 0; text += bytes, length -= bytes)
    {
        bytes = xp_canvas_latin(&letter, text, length);
        /* letters without a width here, as wide as the widest common ones */
        width += letter >= ' ' && letter <= '~' && letter != '?' ? widths[letter - ' '] : 850;
    }
    return width * size / 1000 * 11 / 10;
}

void xp_canvas_add_clipped(xp_canvas_t canvas, xp_anchor_t anchor, long size, long x, long y,
                           const char *text, long room)
{
    size_t length = strlen(text), used = 0;
    xp_string_t cut;

    if (xp_canvas_text_width(text, size) <= room)
    {
        xp_canvas_add_text(canvas, anchor, size, x, y, text, NULL);
        return;
    }
    xp_string_init(cut);
    while (used < length)
    {
        unsigned long character;
        size_t bytes = xp_width_decode(&character, text + used, length - used), kept = cut->length;

        xp_string_add_bytes(cut, text + used, bytes);
        xp_string_add(cut, "...");
        if (xp_canvas_text_width(cut->text, size) > room)
            used = length;
        cut->length = used == length ? kept : kept + bytes;
        cut->text[cut->length] = '\0';
        used += bytes;
    }
    xp_string_add(cut, "...");
    xp_canvas_add_text(canvas, anchor, size, x, y, cut->text, NULL);
    xp_string_clear(cut);
}

void xp_canvas_add_number(xp_string_t out, long thousandths)
{
    unsigned long size = thousandths < 0 ? 0UL - (unsigned long) thousandths
                                         : (unsigned long) thousandths;

    xp_string_printf(out, "%s%lu.%03lu", thousandths < 0 ? "-" : "", size / 1000, size % 1000);
}
