/* A drawing as a document in SVG. */
#include "render/canvas.h"

#include <string.h>

#include <expost/render/width.h>

#include "render/sheet_impl.h"

static const char *const styles[] = {
    "fill=\"#a6cee3\" stroke=\"#08306b\" stroke-width=\"0.8\" stroke-linejoin=\"round\"",
    "fill=\"none\" stroke=\"#1f78b4\" stroke-width=\"5\"",
    "fill=\"none\" stroke=\"#222222\" stroke-width=\"0.8\"",
    "fill=\"none\" stroke=\"#999999\" stroke-width=\"0.5\""};

static const char *const anchors[] = {"start", "middle", "end"};

static void add_escaped(xp_string_t out, const char *text)
{
    size_t length = strlen(text), bytes;

    for (; length > 0; text += bytes, length -= bytes)
    {
        unsigned long character;

        bytes = xp_width_decode(&character, text, length);
        if (character == '&')
            xp_string_add(out, "&amp;");
        else if (character == '<')
            xp_string_add(out, "&lt;");
        else if (character == '>')
            xp_string_add(out, "&gt;");
        else if (character == '"')
            xp_string_add(out, "&quot;");
        else if (character < 0x20 || character == 0x7F)
            xp_string_add_char(out, ' ');
        else if (character == 0xFFFD || character == 0xFFFE || character == 0xFFFF)
            xp_string_add_char(out, '?');
        else
            xp_string_add_bytes(out, text, bytes);
    }
}

/* XML has no two hyphens in a comment: a blank goes between, the exact words are in <desc>. */
static void add_comment(xp_string_t out, const char *command)
{
    xp_string_t line, clean;
    size_t i;

    xp_string_init(line);
    xp_string_init(clean);
    xp_sheet_add_comment(line, command);
    for (i = 0; i < line->length; i++)
    {
        if (line->text[i] == '-' && i > 0 && line->text[i - 1] == '-')
            xp_string_add_char(clean, ' ');
        xp_string_add_char(clean, line->text[i]);
    }
    xp_string_add(out, "<!-- ");
    add_escaped(out, clean->length > 0 ? clean->text : "");
    xp_string_add(out, " -->\n");
    xp_string_clear(line);
    xp_string_clear(clean);
}

static void add_field(xp_string_t out, const char *name, long value)
{
    xp_string_printf(out, " %s=\"", name);
    xp_canvas_add_number(out, value);
    xp_string_add_char(out, '"');
}

static void add_path(xp_string_t out, const xp_mark_struct *mark)
{
    size_t k;

    xp_string_add(out, "<path d=\"");
    for (k = 0; k < mark->count; k++)
    {
        xp_string_add(out, k == 0 ? "M" : " L");
        xp_canvas_add_number(out, mark->xy[2 * k]);
        xp_string_add_char(out, ' ');
        xp_canvas_add_number(out, mark->xy[2 * k + 1]);
    }
    xp_string_printf(out, "%s\" %s/>\n", mark->kind == XP_MARK_POLYGON ? " Z" : "",
                     styles[mark->ink]);
}

void xp_canvas_write_svg(xp_string_t out, const xp_canvas_t canvas, const char *command)
{
    size_t i;

    add_comment(out, command);
    xp_string_add(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"");
    xp_canvas_add_number(out, canvas->width);
    xp_string_add(out, "pt\" height=\"");
    xp_canvas_add_number(out, canvas->height);
    xp_string_add(out, "pt\" viewBox=\"0 0 ");
    xp_canvas_add_number(out, canvas->width);
    xp_string_add_char(out, ' ');
    xp_canvas_add_number(out, canvas->height);
    xp_string_add(out, "\" font-family=\"Helvetica, Arial, sans-serif\" fill=\"#000000\">\n<desc>");
    add_escaped(out, command);
    xp_string_add(out, "</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    for (i = 0; i < canvas->count; i++)
    {
        const xp_mark_struct *mark = canvas->mark + i;

        switch (mark->kind)
        {
        case XP_MARK_DOT:
            xp_string_add(out, "<circle");
            add_field(out, "cx", mark->xy[0]);
            add_field(out, "cy", mark->xy[1]);
            add_field(out, "r", XP_CANVAS_DOT);
            xp_string_printf(out, " fill=\"%s\" stroke=\"#000000\"/>\n",
                             mark->open ? "#ffffff" : "#000000");
            break;
        case XP_MARK_TEXT:
            xp_string_add(out, "<text");
            add_field(out, "x", mark->xy[0]);
            add_field(out, "y", mark->xy[1]);
            add_field(out, "font-size", mark->size);
            xp_string_printf(out, " text-anchor=\"%s\">", anchors[mark->anchor]);
            add_escaped(out, mark->text);
            xp_string_add(out, "</text>\n");
            break;
        default:
            add_path(out, mark);
        }
    }
    xp_string_add(out, "</svg>\n");
}
