/* A drawing as a tikzpicture. */
#include "render/canvas.h"

#include "render/sheet_impl.h"

static const char *const styles[] = {
    "\\filldraw[fill=xpregion, draw=xpborder, line width=0.8pt, line join=round]",
    "\\draw[xpbar, line width=5pt]", "\\draw[xpaxis, line width=0.8pt]",
    "\\draw[xphelp, line width=0.5pt]"};

static const char *const anchors[] = {"base west", "base", "base east"};

static const char *const colours[][2] = {{"xpregion", "A6CEE3"},
                                         {"xpborder", "08306B"},
                                         {"xpbar", "1F78B4"},
                                         {"xpaxis", "222222"},
                                         {"xphelp", "999999"}};

static void add_point(xp_string_t out, const xp_canvas_t canvas, const long *xy)
{
    xp_string_add_char(out, '(');
    xp_canvas_add_number(out, xy[0]);
    xp_string_add(out, ", ");
    xp_canvas_add_number(out, canvas->height - xy[1]);
    xp_string_add_char(out, ')');
}

static void add_path(xp_string_t out, const xp_canvas_t canvas, const xp_mark_struct *mark)
{
    size_t k;

    xp_string_add(out, styles[mark->ink]);
    for (k = 0; k < mark->count; k++)
    {
        xp_string_add(out, k == 0 ? " " : k % 4 == 0 ? "\n    -- " : " -- ");
        add_point(out, canvas, mark->xy + 2 * k);
    }
    xp_string_add(out, mark->kind == XP_MARK_POLYGON ? " -- cycle;\n" : ";\n");
}

static void add_text(xp_string_t out, const xp_canvas_t canvas, const xp_mark_struct *mark)
{
    xp_string_printf(out, "\\node[anchor=%s, inner sep=0pt, outer sep=0pt, font=\\fontsize{",
                     anchors[mark->anchor]);
    xp_canvas_add_number(out, mark->size);
    xp_string_add(out, "}{");
    xp_canvas_add_number(out, mark->size * 6 / 5);
    xp_string_add(out, "}\\selectfont] at ");
    add_point(out, canvas, mark->xy);
    xp_string_printf(out, " {%s};\n", mark->latex);
}

/* Compiled by itself the file is a document: where tikz is not loaded it makes one. */
static void add_head(xp_string_t out, const char *command)
{
    xp_string_add(out, "% ");
    xp_sheet_add_comment(out, command);
    xp_string_add(out, "\n% For \\input where the preamble has \\usepackage{tikz}; compiled by"
                       " itself it is a document.\n"
                       "\\ifdefined\\tikzpicture\n"
                       "\\def\\xpfigureend{}\n"
                       "\\else\n"
                       "\\documentclass{article}\n"
                       "\\usepackage{tikz}\n"
                       "\\pagestyle{empty}\n"
                       "\\begin{document}\n"
                       "\\noindent\n"
                       "\\def\\xpfigureend{\\end{document}}\n"
                       "\\fi\n");
}

void xp_canvas_write_tikz(xp_string_t out, const xp_canvas_t canvas, const char *command)
{
    size_t i;

    add_head(out, command);
    xp_string_add(out, "\\begin{tikzpicture}[x=1pt, y=1pt]\n");
    for (i = 0; i < sizeof colours / sizeof colours[0]; i++)
        xp_string_printf(out, "\\definecolor{%s}{HTML}{%s}\n", colours[i][0], colours[i][1]);
    xp_string_add(out, "\\useasboundingbox (0, 0) rectangle (");
    xp_canvas_add_number(out, canvas->width);
    xp_string_add(out, ", ");
    xp_canvas_add_number(out, canvas->height);
    xp_string_add(out, ");\n");
    for (i = 0; i < canvas->count; i++)
    {
        const xp_mark_struct *mark = canvas->mark + i;

        if (mark->kind == XP_MARK_TEXT)
            add_text(out, canvas, mark);
        else if (mark->kind == XP_MARK_DOT)
        {
            xp_string_printf(out, "\\filldraw[fill=%s, draw=black, line width=1pt] ",
                             mark->open ? "white" : "black");
            add_point(out, canvas, mark->xy);
            xp_string_add(out, " circle[radius=");
            xp_canvas_add_number(out, XP_CANVAS_DOT);
            xp_string_add(out, "pt];\n");
        }
        else
            add_path(out, canvas, mark);
    }
    xp_string_add(out, "\\end{tikzpicture}%\n\\xpfigureend\n");
}
