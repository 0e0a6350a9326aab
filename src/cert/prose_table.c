/* Tables: aligned and folded in text, pipes in Markdown, longtable in LaTeX. */
#include "cert/prose.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#define GAP 2

void xp_paper_begin_table(xp_paper_t paper, const xp_column_t *column, size_t columns)
{
    paper->column = column;
    paper->columns = columns;
}

void xp_paper_add_cell(xp_paper_t paper, const char *marked)
{
    xp_string_t text;

    xp_string_init(text);
    xp_prose_add(text, paper->prose, marked);
    xp_array_grow(&paper->cell, &paper->room, paper->cells, sizeof(char *));
    paper->cell[paper->cells++] = text->text != NULL ? xp_strdup(text->text) : xp_strdup("");
    xp_string_clear(text);
}

/* A heading as plain text. */
static char *write_heading(const xp_paper_t paper, size_t column)
{
    xp_string_t text;

    xp_string_init(text);
    xp_prose_add(text, paper->prose, paper->column[column].heading);
    return xp_string_take(text);
}

/* The width of each column: the widest cell; those with shares give way. */
static size_t *measure(const xp_paper_t paper)
{
    size_t *width = xp_calloc(paper->columns, sizeof(size_t));
    size_t i, k, fixed = 0, folded = 0, shares = 0, room, own;

    for (k = 0; k < paper->columns; k++)
    {
        char *heading = write_heading(paper, k);

        width[k] = xp_prose_width(heading);
        free(heading);
        for (i = k; i < paper->cells; i += paper->columns)
        {
            own = xp_prose_width(paper->cell[i]);
            width[k] = own > width[k] ? own : width[k];
        }
        fixed += k > 0 ? GAP : 0;
        if (paper->column[k].share == 0)
            fixed += width[k];
        else
        {
            folded += width[k];
            shares += (size_t) paper->column[k].share;
        }
    }
    if (fixed + folded <= XP_PROSE_TABLE || shares == 0)
        return width;
    room = fixed + 30 < XP_PROSE_TABLE ? XP_PROSE_TABLE - fixed : 30;
    /* a column narrower than its share leaves the rest to the others */
    for (k = 0; k < paper->columns; k++)
        if (paper->column[k].share > 0
            && width[k] <= room * (size_t) paper->column[k].share / shares)
        {
            room -= width[k];
            shares -= (size_t) paper->column[k].share;
        }
    for (k = 0; k < paper->columns; k++)
    {
        size_t part = shares == 0 ? 0 : room * (size_t) paper->column[k].share / shares;

        if (paper->column[k].share > 0 && part > 0 && width[k] > part)
            width[k] = part;
    }
    return width;
}

static void add_blanks(xp_string_t out, size_t count)
{
    while (count-- > 0)
        xp_string_add_char(out, ' ');
}

static void end_line(xp_string_t out)
{
    while (out->length > 0 && out->text[out->length - 1] == ' ')
        out->text[--out->length] = '\0';
    xp_string_add_char(out, '\n');
}

/* Takes the next line of a folded cell off the front of *rest, and gives its length. */
static size_t take_line(const char **rest, const char **line)
{
    const char *end = strchr(*rest, '\n');
    size_t length = end != NULL ? (size_t) (end - *rest) : strlen(*rest);

    *line = *rest;
    *rest += length + (end != NULL);
    return length;
}

/* One row of the table, as many lines as its longest cell. */
static void add_row(const xp_paper_t paper, const size_t *width, char *const *cell)
{
    xp_string_struct *folded = xp_calloc(paper->columns, sizeof(xp_string_struct));
    const char **rest = xp_calloc(paper->columns, sizeof(char *));
    size_t k;
    int more = 1;

    for (k = 0; k < paper->columns; k++)
    {
        xp_string_init(folded + k);
        xp_prose_fold(folded + k, cell[k], width[k], "", paper->column[k].share > 0 ? "  " : "");
        rest[k] = folded[k].text;
    }
    while (more)
    {
        more = 0;
        for (k = 0; k < paper->columns; k++)
        {
            const char *line;
            size_t length = take_line(rest + k, &line), own;
            xp_string_t text;

            xp_string_init(text);
            xp_string_add_bytes(text, line, length);
            own = length > 0 ? xp_prose_width(text->text) : 0;
            add_blanks(paper->out, k > 0 ? GAP : 0);
            if (paper->column[k].right)
                add_blanks(paper->out, width[k] > own ? width[k] - own : 0);
            xp_string_add_bytes(paper->out, line, length);
            if (!paper->column[k].right)
                add_blanks(paper->out, width[k] > own ? width[k] - own : 0);
            more |= *rest[k] != '\0';
            xp_string_clear(text);
        }
        end_line(paper->out);
    }
    for (k = 0; k < paper->columns; k++)
        xp_string_clear(folded + k);
    free(folded);
    free(rest);
}

static void add_text(const xp_paper_t paper)
{
    size_t *width = measure(paper), i, k, w;
    char **heading = xp_calloc(paper->columns, sizeof(char *));

    for (k = 0; k < paper->columns; k++)
        heading[k] = write_heading(paper, k);
    add_row(paper, width, heading);
    for (k = 0; k < paper->columns; k++)
    {
        add_blanks(paper->out, k > 0 ? GAP : 0);
        for (w = 0; w < width[k]; w++)
            xp_string_add_char(paper->out, '-');
        free(heading[k]);
    }
    end_line(paper->out);
    for (i = 0; i < paper->cells; i += paper->columns)
        add_row(paper, width, paper->cell + i);
    free(heading);
    free(width);
}

static void add_markdown(const xp_paper_t paper)
{
    xp_string_struct *out = paper->out;
    size_t i, k;

    xp_string_add_char(out, '|');
    for (k = 0; k < paper->columns; k++)
    {
        xp_string_add_char(out, ' ');
        xp_prose_add(out, paper->prose, paper->column[k].heading);
        xp_string_add(out, " |");
    }
    xp_string_add(out, "\n|");
    for (k = 0; k < paper->columns; k++)
        xp_string_add(out, paper->column[k].right ? " ---: |" : " :--- |");
    for (i = 0; i < paper->cells; i++)
        xp_string_printf(out, "%s%s |", i % paper->columns == 0 ? "\n| " : " ",
                         paper->cell[i]);
    xp_string_add_char(out, '\n');
}

static void add_latex(const xp_paper_t paper)
{
    xp_string_struct *out = paper->out;
    size_t i, k;

    xp_string_add(out, "\\begin{longtable}{");
    for (k = 0; k < paper->columns; k++)
        if (paper->column[k].share > 0)
            xp_string_printf(out, ">{\\raggedright\\arraybackslash}p{0.%02d\\linewidth}",
                             paper->column[k].share * 7 / 8);
        else
            xp_string_add_char(out, paper->column[k].right ? 'r' : 'l');
    xp_string_add(out, "}\n\\toprule\n");
    for (k = 0; k < paper->columns; k++)
    {
        xp_string_add(out, k > 0 ? " & " : "");
        xp_prose_add(out, paper->prose, paper->column[k].heading);
    }
    xp_string_add(out, " \\\\\n\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n");
    for (i = 0; i < paper->cells; i++)
    {
        xp_string_add(out, i % paper->columns > 0 ? " & " : "");
        xp_string_add(out, paper->cell[i]);
        if ((i + 1) % paper->columns == 0)
            xp_string_add(out, " \\\\\n");
    }
    xp_string_add(out, "\\end{longtable}\n");
}

void xp_paper_end_table(xp_paper_t paper)
{
    size_t i;

    if (paper->prose == XP_PROSE_TEXT)
        add_text(paper);
    else if (paper->prose == XP_PROSE_MARKDOWN)
        add_markdown(paper);
    else
        add_latex(paper);
    xp_string_add_char(paper->out, '\n');
    for (i = 0; i < paper->cells; i++)
        free(paper->cell[i]);
    paper->cells = 0;
}
