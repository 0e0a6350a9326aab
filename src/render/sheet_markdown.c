/* A sheet as Markdown with tables (CommonMark and pipe tables). */
#include "render/sheet_impl.h"

#include <string.h>

/* Characters that could be markup, escaped wherever they stand. */
static const char *const markup = "\\`*_[]<>|~&#$";

static void add_escaped(xp_string_t out, const char *text, size_t length)
{
    size_t i;

    for (i = 0; i < length; i++)
        if ((unsigned char) text[i] < ' ' || text[i] == 0x7F)
            xp_string_add_char(out, text[i] == '\n' ? ' ' : '?');
        else
        {
            if (strchr(markup, text[i]) != NULL)
                xp_string_add_char(out, '\\');
            xp_string_add_char(out, text[i]);
        }
}

/* At a line's start `-`, `+`, `=` and "1." would begin a list, a rule or a heading. */
static void add_line(xp_string_t out, const char *text)
{
    size_t digits = strspn(text, "0123456789");

    if (digits > 0 && (text[digits] == '.' || text[digits] == ')'))
    {
        xp_string_add_bytes(out, text, digits);
        xp_string_add_char(out, '\\');
        text += digits;
    }
    else if (text[0] != '\0' && strchr("-+=", text[0]) != NULL)
        xp_string_add_char(out, '\\');
    add_escaped(out, text, strlen(text));
    xp_string_add_char(out, '\n');
}

static void add_cell(xp_string_t out, void *data, size_t column,
                     const xp_sheet_block_struct *block, const xp_cell_struct *cell)
{
    const char *text = block->text->text + cell->offset;

    (void) data;
    xp_string_add(out, column == 0 ? "\n| " : " ");
    add_escaped(out, text, cell->length);
    if (cell->decimal_length > 0)
    {
        xp_string_add(out, cell->is_exact ? " = " : " \xE2\x89\x88 ");
        xp_string_add_bytes(out, text + cell->length, cell->decimal_length);
    }
    xp_string_add(out, " |");
}

static void add_table(xp_string_t out, const xp_sheet_block_struct *table, xp_pen_t *pen)
{
    xp_sheet_rows_t rows;
    size_t k;

    if (table->caption != NULL)
    {
        add_line(out, table->caption);
        xp_string_add_char(out, '\n');
    }
    xp_string_add_char(out, '|');
    for (k = 0; k < table->columns; k++)
    {
        xp_string_add_char(out, ' ');
        add_escaped(out, table->heading[k], strlen(table->heading[k]));
        xp_string_add(out, " |");
    }
    xp_string_add(out, "\n|");
    for (k = 0; k < table->columns; k++)
        xp_string_add(out, table->align[k] == XP_ALIGN_RIGHT ? " ---: |" : " :--- |");
    xp_sheet_rows_init(rows, table, add_cell, NULL, "", 0);
    xp_sheet_rows_write(out, rows, 0, xp_sheet_row_count(table), pen);
    xp_sheet_rows_clear(rows);
    xp_string_add_char(out, '\n');
}

/* A comment ends at "-->", which a command may contain. */
static void add_comment(xp_string_t out, const char *command)
{
    xp_string_t line;
    size_t i;

    xp_string_init(line);
    xp_sheet_add_comment(line, command);
    xp_string_add(out, "<!-- ");
    for (i = 0; i < line->length; i++)
    {
        if (line->text[i] == '>' && i >= 2 && line->text[i - 1] == '-' && line->text[i - 2] == '-')
            xp_string_add_char(out, ' ');
        xp_string_add_char(out, line->text[i]);
    }
    xp_string_add(out, " -->\n");
    xp_string_clear(line);
}

void xp_sheet_write_markdown(xp_string_t out, const xp_sheet_t sheet, const char *command,
                             xp_pen_t *pen)
{
    size_t i;

    if (command != NULL)
    {
        add_comment(out, command);
        xp_string_add_char(out, '\n');
    }
    for (i = 0; i < sheet->count && pen->status == XP_OK; i++)
    {
        const xp_sheet_block_struct *block = sheet->block + i;

        if (i > 0 && !(block->kind == XP_BLOCK_ITEM && block[-1].kind == XP_BLOCK_ITEM))
            xp_string_add_char(out, '\n');
        switch (block->kind)
        {
        case XP_BLOCK_HEADING:
            xp_string_add(out, "## ");
            add_escaped(out, block->text->text, block->text->length);
            xp_string_add_char(out, '\n');
            break;
        case XP_BLOCK_PARAGRAPH:
            add_line(out, block->text->text);
            break;
        case XP_BLOCK_ITEM:
            xp_string_add(out, "- ");
            add_line(out, block->text->text);
            break;
        case XP_BLOCK_COMMAND:
            xp_string_add(out, "    ");
            xp_sheet_add_comment(out, block->text->text);
            xp_string_add_char(out, '\n');
            break;
        case XP_BLOCK_TABLE:
            add_table(out, block, pen);
            break;
        }
    }
}
