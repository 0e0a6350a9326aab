/* A paper: its paragraphs, and the frame of a LaTeX document around them. */
#include "cert/prose.h"

#include <stdlib.h>
#include <string.h>

/* The length of the first word; p(a, b), an argument in parentheses, is one. */
static size_t measure_word(const char *text)
{
    size_t length, depth = 0;

    for (length = 0; text[length] != '\0' && (depth > 0 || text[length] != ' '); length++)
    {
        if (text[length] == '(' && (depth > 0 || (length > 0 && text[length - 1] != '(')))
            depth++;
        else if (text[length] == ')' && depth > 0)
            depth--;
    }
    return depth == 0 ? length : strcspn(text, " ");
}

void xp_prose_fold(xp_string_t out, const char *text, size_t width, const char *first,
                   const char *other)
{
    size_t column = xp_prose_width(first), indent = xp_prose_width(other);
    int fresh = 1;

    xp_string_add(out, first);
    while (*text != '\0')
    {
        size_t length = measure_word(text), own;
        xp_string_t word;

        xp_string_init(word);
        xp_string_add_bytes(word, text, length);
        own = xp_prose_width(word->text);
        if (!fresh && column + 1 + own > width)
        {
            xp_string_printf(out, "\n%s", other);
            column = indent;
            fresh = 1;
        }
        if (!fresh)
        {
            xp_string_add_char(out, ' ');
            column++;
        }
        xp_string_add(out, word->text);
        xp_string_clear(word);
        column += own;
        fresh = 0;
        text += length;
        while (*text == ' ')
            text++;
    }
    xp_string_add_char(out, '\n');
}

/* A command on one line, which "-->" may not end. */
static void add_command(xp_string_t out, const char *command, int markdown)
{
    const char *c;

    xp_string_add(out, markdown ? "<!-- " : "% ");
    for (c = command; *c != '\0'; c++)
    {
        if (markdown && *c == '>' && c >= command + 2 && c[-1] == '-' && c[-2] == '-')
            xp_string_add_char(out, ' ');
        xp_string_add_char(out, (unsigned char) *c < ' ' || *c == 0x7F ? '?' : *c);
    }
    xp_string_add(out, markdown ? " -->\n\n" : "\n");
}

void xp_paper_init(xp_paper_t paper, xp_string_t out, xp_prose_t prose, const char *command)
{
    memset(paper, 0, sizeof(xp_paper_struct));
    paper->prose = prose;
    paper->out = out;
    if (command != NULL && prose != XP_PROSE_TEXT)
        add_command(out, command, prose == XP_PROSE_MARKDOWN);
    if (prose != XP_PROSE_LATEX)
        return;
    xp_string_add(out, "\\documentclass{article}\n"
                       "\\usepackage[utf8]{inputenc}\n"
                       "\\usepackage{amsmath,amsthm,array,booktabs,longtable}\n"
                       "\\newtheorem*{proposition}{Proposition}\n"
                       "\\setlength{\\tabcolsep}{4pt}\n"
                       "\\emergencystretch=3em\n"
                       "\\begin{document}\n");
}

void xp_paper_clear(xp_paper_t paper)
{
    size_t i;

    for (i = 0; i < paper->cells; i++)
        free(paper->cell[i]);
    free(paper->cell);
    memset(paper, 0, sizeof(xp_paper_struct));
}

void xp_paper_finish(xp_paper_t paper)
{
    if (paper->prose == XP_PROSE_LATEX)
        xp_string_add(paper->out, "\\end{document}\n");
}

/* The text between what opens and closes it; in a terminal folded. */
static void add_block(xp_paper_t paper, const char *open, const char *marked, const char *close)
{
    xp_string_t text;

    xp_string_init(text);
    xp_string_add(text, open);
    xp_prose_add(text, paper->prose, marked);
    xp_string_add(text, close);
    if (paper->prose == XP_PROSE_TEXT)
        xp_prose_fold(paper->out, text->text, XP_PROSE_LINE, "", "");
    else
        xp_string_printf(paper->out, "%s\n", text->text);
    xp_string_add_char(paper->out, '\n');
    xp_string_clear(text);
}

void xp_paper_add_heading(xp_paper_t paper, const char *marked)
{
    static const char *const open[] = {"", "### ", "\\subsection*{"};

    add_block(paper, open[paper->prose], marked, paper->prose == XP_PROSE_LATEX ? "}" : "");
}

void xp_paper_add_paragraph(xp_paper_t paper, const char *marked)
{
    add_block(paper, "", marked, "");
}

void xp_paper_add_formula(xp_paper_t paper, const char *marked)
{
    xp_string_t text;

    if (paper->prose == XP_PROSE_MARKDOWN)
        add_block(paper, "> ", marked, "");
    else if (paper->prose == XP_PROSE_LATEX)
        add_block(paper, "\\begin{quote}\\raggedright\n", marked, "\n\\end{quote}");
    else
    {
        xp_string_init(text);
        xp_prose_add(text, paper->prose, marked);
        xp_prose_fold(paper->out, text->text, XP_PROSE_LINE, "    ", "        ");
        xp_string_add_char(paper->out, '\n');
        xp_string_clear(text);
    }
}

void xp_paper_add_proposition(xp_paper_t paper, const char *marked)
{
    static const char *const open[] = {"Proposition. ", "**Proposition.** ",
                                       "\\begin{proposition}\n"};

    add_block(paper, open[paper->prose], marked,
              paper->prose == XP_PROSE_LATEX ? "\n\\end{proposition}" : "");
}

void xp_paper_begin_proof(xp_paper_t paper)
{
    static const char *const open[] = {"Proof.\n\n", "*Proof.*\n\n", "\\begin{proof}\n"};

    xp_string_add(paper->out, open[paper->prose]);
}

void xp_paper_end_proof(xp_paper_t paper)
{
    static const char *const close[] = {"End of proof.\n", "*End of proof.*\n",
                                        "\\end{proof}\n"};

    xp_string_add(paper->out, close[paper->prose]);
}
