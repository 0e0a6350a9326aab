/* A drawing as a document in PDF 1.4, one page. */
#include "render/canvas.h"

#include <string.h>

#include "render/sheet_impl.h"

/* Fill, stroke, line width. */
static const char *const styles[] = {
    "0.651 0.808 0.890 rg 0.031 0.188 0.420 RG 0.8 w 1 j",
    "0.122 0.471 0.706 RG 5 w",
    "0.133 0.133 0.133 RG 0.8 w",
    "0.600 0.600 0.600 RG 0.5 w"};

/* Points for a quarter of a circle of radius 1: 4 (sqrt(2) - 1) / 3. */
#define XP_ROUND 5523L

static void add_point(xp_string_t out, const xp_canvas_t canvas, long x, long y)
{
    xp_canvas_add_number(out, x);
    xp_string_add_char(out, ' ');
    xp_canvas_add_number(out, canvas->height - y);
    xp_string_add_char(out, ' ');
}

static void add_path(xp_string_t out, const xp_canvas_t canvas, const xp_mark_struct *mark)
{
    size_t k;

    xp_string_printf(out, "q %s\n", styles[mark->ink]);
    for (k = 0; k < mark->count; k++)
    {
        add_point(out, canvas, mark->xy[2 * k], mark->xy[2 * k + 1]);
        xp_string_add(out, k == 0 ? "m\n" : "l\n");
    }
    xp_string_add(out, mark->kind == XP_MARK_PATH       ? "S Q\n"
                       : mark->ink == XP_INK_REGION ? "b Q\n"
                                                    : "s Q\n");
}

static void add_dot(xp_string_t out, const xp_canvas_t canvas, const xp_mark_struct *mark)
{
    static const int side[5][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}, {1, 0}};
    long x = mark->xy[0], y = mark->xy[1], r = XP_CANVAS_DOT, c = r * XP_ROUND / 10000;
    int k;

    xp_string_printf(out, "q %d g 0 G 1 w\n", mark->open ? 1 : 0);
    add_point(out, canvas, x + r, y);
    xp_string_add(out, "m\n");
    for (k = 0; k < 4; k++)
    {
        const int *from = side[k], *to = side[k + 1];

        add_point(out, canvas, x + from[0] * r + to[0] * c, y + from[1] * r + to[1] * c);
        add_point(out, canvas, x + to[0] * r + from[0] * c, y + to[1] * r + from[1] * c);
        add_point(out, canvas, x + to[0] * r, y + to[1] * r);
        xp_string_add(out, "c\n");
    }
    xp_string_add(out, "b Q\n");
}

/* The real width, without the reserve for other fonts. */
static long find_shift(const xp_mark_struct *mark)
{
    long width = xp_canvas_text_width(mark->text, mark->size) * 10 / 11;

    return mark->anchor == XP_ANCHOR_START ? 0
           : mark->anchor == XP_ANCHOR_MIDDLE ? width / 2 : width;
}

static void add_text(xp_string_t out, const xp_canvas_t canvas, const xp_mark_struct *mark)
{
    const char *text = mark->text;
    size_t length = strlen(text), bytes;
    unsigned char letter;

    xp_string_add(out, "BT /F1 ");
    xp_canvas_add_number(out, mark->size);
    xp_string_add(out, " Tf ");
    add_point(out, canvas, mark->xy[0] - find_shift(mark), mark->xy[1]);
    xp_string_add(out, "Td (");
    for (; length > 0; text += bytes, length -= bytes)
    {
        bytes = xp_canvas_latin(&letter, text, length);
        if (letter > '~')
            xp_string_printf(out, "\\%03o", (unsigned) letter);
        else
        {
            if (letter == '(' || letter == ')' || letter == '\\')
                xp_string_add_char(out, '\\');
            xp_string_add_char(out, (char) letter);
        }
    }
    xp_string_add(out, ") Tj ET\n");
}

static void add_content(xp_string_t out, const xp_canvas_t canvas)
{
    size_t i;

    for (i = 0; i < canvas->count; i++)
    {
        const xp_mark_struct *mark = canvas->mark + i;

        if (mark->kind == XP_MARK_TEXT)
            add_text(out, canvas, mark);
        else if (mark->kind == XP_MARK_DOT)
            add_dot(out, canvas, mark);
        else
            add_path(out, canvas, mark);
    }
}

/* The first line must be the version; the comment is the second, bytes over 127 the third. */
void xp_canvas_write_pdf(xp_string_t out, const xp_canvas_t canvas, const char *command)
{
    size_t start = out->length, offset[6], table;
    xp_string_t content;
    int k;

    xp_string_init(content);
    add_content(content, canvas);
    xp_string_add(out, "%PDF-1.4\n% ");
    xp_sheet_add_comment(out, command);
    xp_string_add(out, "\n%\xE2\xE3\xCF\xD3\n");
    offset[1] = out->length - start;
    xp_string_add(out, "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
    offset[2] = out->length - start;
    xp_string_add(out, "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n");
    offset[3] = out->length - start;
    xp_string_add(out, "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ");
    xp_canvas_add_number(out, canvas->width);
    xp_string_add_char(out, ' ');
    xp_canvas_add_number(out, canvas->height);
    xp_string_add(out, "]\n/Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>\nendobj\n");
    offset[4] = out->length - start;
    xp_string_add(out, "4 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
                       " /Encoding /WinAnsiEncoding >>\nendobj\n");
    offset[5] = out->length - start;
    xp_string_printf(out, "5 0 obj\n<< /Length %zu >>\nstream\n", content->length);
    xp_string_add_bytes(out, content->text, content->length);
    xp_string_add(out, "endstream\nendobj\n");
    table = out->length - start;
    xp_string_add(out, "xref\n0 6\n0000000000 65535 f \n");
    for (k = 1; k < 6; k++)
        xp_string_printf(out, "%010zu 00000 n \n", offset[k]);
    xp_string_printf(out, "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n", table);
    xp_string_clear(content);
}
