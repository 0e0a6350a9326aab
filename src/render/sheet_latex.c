/* A sheet as LaTeX: booktabs tables, long ones in parts. */
#include "render/sheet_impl.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/render/width.h>

typedef struct
{
    unsigned long character;
    const char *command;
} command_t;

/* Characters that LaTeX itself has no letter for, and what it calls them. */
static const command_t commands[] = {
    {'\\', "\\textbackslash{}"}, {'{', "\\{"}, {'}', "\\}"}, {'$', "\\$"}, {'&', "\\&"},
    {'#', "\\#"}, {'%', "\\%"}, {'_', "\\_"}, {'^', "\\textasciicircum{}"},
    {'~', "\\textasciitilde{}"}, {'<', "\\textless{}"}, {'>', "\\textgreater{}"},
    {'|', "\\textbar{}"}, {'"', "''"}, {'`', "\\`{}"},
    /* after the end of a row these two would be taken for its arguments */
    {'[', "{[}"}, {'*', "{*}"},
    {0xB1, "$\\pm$"}, {0xB2, "\\textsuperscript{2}"}, {0xB3, "\\textsuperscript{3}"},
    {0xB7, "$\\cdot$"}, {0xD7, "$\\times$"}, {0x3B1, "$\\alpha$"}, {0x3B2, "$\\beta$"},
    {0x3B3, "$\\gamma$"}, {0x3B4, "$\\delta$"}, {0x3B5, "$\\varepsilon$"}, {0x3B6, "$\\zeta$"},
    {0x3B7, "$\\eta$"}, {0x3B8, "$\\theta$"}, {0x3B9, "$\\iota$"}, {0x3BA, "$\\kappa$"},
    {0x3BB, "$\\lambda$"}, {0x3BC, "$\\mu$"}, {0x3BD, "$\\nu$"}, {0x3BE, "$\\xi$"},
    {0x3BF, "$o$"}, {0x3C0, "$\\pi$"}, {0x3C1, "$\\rho$"}, {0x3C2, "$\\varsigma$"},
    {0x3C3, "$\\sigma$"}, {0x3C4, "$\\tau$"}, {0x3C5, "$\\upsilon$"}, {0x3C6, "$\\varphi$"},
    {0x3C7, "$\\chi$"}, {0x3C8, "$\\psi$"}, {0x3C9, "$\\omega$"}, {0x3D1, "$\\vartheta$"},
    {0x393, "$\\Gamma$"}, {0x394, "$\\Delta$"}, {0x398, "$\\Theta$"}, {0x39B, "$\\Lambda$"},
    {0x39E, "$\\Xi$"}, {0x3A0, "$\\Pi$"}, {0x3A3, "$\\Sigma$"}, {0x3A6, "$\\Phi$"},
    {0x3A8, "$\\Psi$"}, {0x3A9, "$\\Omega$"}, {0x2190, "$\\leftarrow$"},
    {0x2192, "$\\rightarrow$"}, {0x2208, "$\\in$"}, {0x2211, "$\\sum$"}, {0x2212, "$-$"},
    {0x221E, "$\\infty$"}, {0x2248, "$\\approx$"}, {0x2260, "$\\neq$"}, {0x2264, "$\\leq$"},
    {0x2265, "$\\geq$"}};

/* Latin letters and the signs of text, which every LaTeX of the last years knows. */
static int is_known(unsigned long character)
{
    return character < 0x180 || (character >= 0x2010 && character <= 0x2026);
}

static const char *command_of(unsigned long character)
{
    size_t i;

    for (i = 0; i < sizeof commands / sizeof commands[0]; i++)
        if (commands[i].character == character)
            return commands[i].command;
    return NULL;
}

/* A hyphen before a digit, at the start or after a blank or bracket, is a minus. */
static int is_minus(const char *text, size_t i, size_t length)
{
    return text[i] == '-' && i + 1 < length && text[i + 1] >= '0' && text[i + 1] <= '9'
           && (i == 0 || strchr(" (,", text[i - 1]) != NULL);
}

static void add_escaped(xp_string_t out, const char *text, size_t length)
{
    size_t i = 0;

    while (i < length)
    {
        unsigned long character;
        size_t bytes = xp_width_decode(&character, text + i, length - i);
        const char *command = command_of(character);

        if (is_minus(text, i, length))
            xp_string_add(out, "$-$");
        else if (command != NULL)
            xp_string_add(out, command);
        else if (character < ' ' || character == 0x7F || character == 0xFFFD)
            xp_string_add_char(out, text[i] == '\n' ? ' ' : '?');
        else
        {
            xp_string_add_bytes(out, text + i, bytes);
            /* two hyphens would become a dash */
            if (character == '-' && i + 1 < length && text[i + 1] == '-')
                xp_string_add(out, "{}");
        }
        i += bytes;
    }
}

void xp_sheet_add_latex(xp_string_t out, const char *text)
{
    add_escaped(out, text, strlen(text));
}

/* Whether every character has a command or is known to LaTeX. */
static int is_plain(const char *text, size_t length)
{
    while (length > 0)
    {
        unsigned long character;
        size_t bytes = xp_width_decode(&character, text, length);

        if (character != 0xFFFD && !is_known(character) && command_of(character) == NULL)
            return 0;
        text += bytes;
        length -= bytes;
    }
    return 1;
}

/* data: an int that becomes 0. */
static void look_at_cell(void *data, size_t column, const xp_sheet_block_struct *block,
                         const xp_cell_struct *cell)
{
    int *plain = data;

    (void) column;
    if (!cell->is_number && !is_plain(block->text->text + cell->offset, cell->length))
        *plain = 0;
}

static int sheet_is_plain(const xp_sheet_t sheet, xp_pen_t *pen)
{
    size_t i, k;
    int plain = 1;

    for (i = 0; i < sheet->count; i++)
    {
        const xp_sheet_block_struct *block = sheet->block + i;

        if (!is_plain(block->text->text, block->text->length)
            || (block->caption != NULL && !is_plain(block->caption, strlen(block->caption))))
            return 0;
        for (k = 0; k < block->columns; k++)
            if (!is_plain(block->heading[k], strlen(block->heading[k])))
                return 0;
        if (block->has_rows)
            xp_sheet_visit(block, look_at_cell, &plain, pen);
    }
    return plain;
}

static void add_cell(xp_string_t out, void *data, size_t column,
                     const xp_sheet_block_struct *block, const xp_cell_struct *cell)
{
    const char *text = block->text->text + cell->offset;

    (void) data;
    xp_string_add(out, column > 0 ? " & " : "");
    if (cell->latex_length > 0)
    {
        xp_string_add_char(out, '$');
        xp_string_add_bytes(out, text + cell->length + cell->decimal_length, cell->latex_length);
        xp_string_add_char(out, '$');
        return;
    }
    if (!cell->is_number || cell->length == 0)
    {
        add_escaped(out, text, cell->length);
        return;
    }
    xp_string_add_char(out, '$');
    xp_string_add_bytes(out, text, cell->length);
    if (cell->decimal_length > 0)
    {
        xp_string_add(out, cell->is_exact ? " = " : " \\approx ");
        xp_string_add_bytes(out, text + cell->length, cell->decimal_length);
    }
    xp_string_add_char(out, '$');
}

/* The rows from first to before end, with the heading over them. */
static void add_part(xp_string_t out, const xp_sheet_block_struct *table, xp_sheet_rows_t rows,
                     slong first, slong end, xp_pen_t *pen)
{
    size_t k;

    xp_string_add(out, "\\begin{tabular}{");
    for (k = 0; k < table->columns; k++)
        xp_string_add_char(out, table->align[k] == XP_ALIGN_RIGHT ? 'r' : 'l');
    xp_string_add(out, "}\n\\toprule\n");
    for (k = 0; k < table->columns; k++)
    {
        xp_string_add(out, k > 0 ? " & " : "");
        add_escaped(out, table->heading[k], strlen(table->heading[k]));
    }
    xp_string_add(out, " \\\\\n\\midrule\n");
    xp_sheet_rows_write(out, rows, first, end, pen);
    xp_string_add(out, "\\bottomrule\n\\end{tabular}\n");
}

/* data: the widest cell of each column. */
static void measure_cell(void *data, size_t column, const xp_sheet_block_struct *block,
                         const xp_cell_struct *cell)
{
    size_t *width = data;
    size_t own = cell->length + (cell->decimal_length > 0 ? cell->decimal_length + 3 : 0);

    (void) block;
    if (own > width[column])
        width[column] = own;
}

/* The largest type in which a table is about as wide as a page: what to write before it. */
static const char *fit(const xp_sheet_block_struct *table, xp_pen_t *pen)
{
    static const struct
    {
        size_t percent; /* of the size of the text */
        size_t gap;     /* between two columns, in points */
        const char *command;
    } type[] = {{100, 12, ""},
                {88, 8, "\\footnotesize\\setlength{\\tabcolsep}{4pt}\n"},
                {80, 6, "\\scriptsize\\setlength{\\tabcolsep}{3pt}\n"},
                {68, 4, "\\tiny\\setlength{\\tabcolsep}{2pt}\n"}};
    size_t *width = xp_calloc(table->columns, sizeof(size_t));
    size_t letters = 0, k;

    for (k = 0; k < table->columns; k++)
        width[k] = xp_width(table->heading[k], strlen(table->heading[k]));
    xp_sheet_visit(table, measure_cell, width, pen);
    for (k = 0; k < table->columns; k++)
        letters += width[k];
    free(width);
    /* a letter is about 5 points wide, and a page of an article 345 */
    for (k = 0; k < 3; k++)
        if (letters * 5 * type[k].percent / 100 + table->columns * type[k].gap <= 345)
            break;
    return type[k].command;
}

static void add_table(xp_string_t out, const xp_sheet_block_struct *table, xp_pen_t *pen)
{
    slong count = xp_sheet_row_count(table), parts, part, end;
    const char *size = fit(table, pen);
    xp_sheet_rows_t rows;

    xp_sheet_rows_init(rows, table, add_cell, NULL, " \\\\\n", 0);
    parts = count <= XP_SHEET_ROWS ? 1 : (count + XP_SHEET_ROWS - 1) / XP_SHEET_ROWS;
    for (part = 0; part < parts && pen->status == XP_OK; part++)
    {
        end = (part + 1) * XP_SHEET_ROWS;
        xp_string_add(out, "\\begin{center}\n");
        if (table->caption != NULL)
            add_escaped(out, table->caption, strlen(table->caption));
        if (parts > 1)
            xp_string_printf(out, "%s(part %ld of %ld)", table->caption != NULL ? " " : "",
                             (long) part + 1, (long) parts);
        if (table->caption != NULL || parts > 1)
            xp_string_add(out, "\\par\\medskip\n");
        xp_string_add(out, size);
        add_part(out, table, rows, part * XP_SHEET_ROWS, end < count ? end : count, pen);
        xp_string_add(out, "\\end{center}\n");
    }
    xp_sheet_rows_clear(rows);
}

static void add_head(xp_string_t out, const xp_sheet_t sheet, const char *command,
                     xp_pen_t *pen)
{
    if (command != NULL)
    {
        xp_string_add(out, "% ");
        xp_sheet_add_comment(out, command);
        xp_string_add_char(out, '\n');
    }
    xp_string_add(out, "% Needs \\usepackage{booktabs} in the preamble.\n");
    if (!sheet_is_plain(sheet, pen))
        xp_string_add(out, "% It has letters beyond Latin and Greek: use XeLaTeX or LuaLaTeX, and"
                           " a font that has them.\n");
}

void xp_sheet_write_latex(xp_string_t out, const xp_sheet_t sheet, const char *command,
                          xp_pen_t *pen)
{
    size_t i;

    add_head(out, sheet, command, pen);
    for (i = 0; i < sheet->count && pen->status == XP_OK; i++)
    {
        const xp_sheet_block_struct *block = sheet->block + i;
        int before = i > 0 && block[-1].kind == XP_BLOCK_ITEM;
        int after = i + 1 < sheet->count && block[1].kind == XP_BLOCK_ITEM;

        if (block->kind == XP_BLOCK_ITEM)
        {
            xp_string_add(out, before ? "" : "\n\\begin{itemize}\n");
            xp_string_add(out, "\\item ");
            add_escaped(out, block->text->text, block->text->length);
            xp_string_add(out, after ? "\n" : "\n\\end{itemize}\n");
            continue;
        }
        xp_string_add_char(out, '\n');
        if (block->kind == XP_BLOCK_TABLE)
            add_table(out, block, pen);
        else
        {
            int heading = block->kind == XP_BLOCK_HEADING;
            int shell = block->kind == XP_BLOCK_COMMAND;

            xp_string_add(out, heading ? "\\paragraph{" : shell ? "{\\ttfamily " : "");
            add_escaped(out, block->text->text, block->text->length);
            xp_string_add(out, heading || shell ? "}\n" : "\n");
        }
    }
}
