/* What the forms of a sheet share: its blocks and cells. */
#ifndef XP_RENDER_SHEET_IMPL_H
#define XP_RENDER_SHEET_IMPL_H

#include <expost/render/sheet.h>

typedef enum
{
    XP_BLOCK_HEADING = 0,
    XP_BLOCK_PARAGRAPH,
    XP_BLOCK_ITEM,
    XP_BLOCK_COMMAND,
    XP_BLOCK_TABLE
} xp_block_kind_t;

/*
 * A cell's text lies in the block's text from offset on, its decimal (perhaps empty)
 * right behind it, then its form in LaTeX (perhaps empty: it follows from the text);
 * all are without a zero byte at the end.
 */
typedef struct
{
    size_t offset;
    size_t length;
    size_t decimal_length;
    size_t latex_length;
    unsigned char is_number;
    unsigned char is_exact; /* of a decimal: it is the number itself */
} xp_cell_struct;

/*
 * text     a paragraph, or the texts of all cells one after the other
 * caption  of a table, or NULL
 * cell     the rows of a table one after the other, then count
 */
struct xp_sheet_block_struct
{
    xp_block_kind_t kind;
    xp_string_t text;
    char *caption;
    size_t columns;
    char **heading;
    xp_align_t *align;
    int aside;
    xp_cell_struct *cell;
    size_t count;
    size_t room;
};

void xp_sheet_write_text(xp_string_t out, const xp_sheet_t sheet);
void xp_sheet_write_latex(xp_string_t out, const xp_sheet_t sheet, const char *command);
void xp_sheet_write_markdown(xp_string_t out, const xp_sheet_t sheet, const char *command);
void xp_sheet_write_csv(xp_string_t out, const xp_sheet_t sheet);

/* Whether some cell of a column has a decimal. */
int xp_sheet_has_decimals(const xp_sheet_block_struct *table, size_t column);

/* Adds text as LaTeX shows it: special characters escaped, Greek letters in mathematics. */
void xp_sheet_add_latex(xp_string_t out, const char *text);

/* The whole of a command on one line, for a comment: control characters become blanks. */
void xp_sheet_add_comment(xp_string_t out, const char *command);

#endif
