/* What the forms of a sheet share: its blocks and cells. */
#ifndef XP_RENDER_SHEET_IMPL_H
#define XP_RENDER_SHEET_IMPL_H

#include <expost/render/sheet.h>

#include "render/stream.h"

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
 * rows     when has_rows: they stand in place of cells
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
    int has_rows;
    xp_rows_t rows;
};

/* What writes a sheet stops where the pen does. */
void xp_sheet_write_text(xp_string_t out, const xp_sheet_t sheet, xp_pen_t *pen);
void xp_sheet_write_latex(xp_string_t out, const xp_sheet_t sheet, const char *command,
                          xp_pen_t *pen);
void xp_sheet_write_markdown(xp_string_t out, const xp_sheet_t sheet, const char *command,
                             xp_pen_t *pen);
void xp_sheet_write_csv(xp_string_t out, const xp_sheet_t sheet, xp_pen_t *pen);

/* Visits the cells of a table: each content of a column at least once. */
void xp_sheet_visit(const xp_sheet_block_struct *table,
                    void (*visit)(void *data, size_t column, const xp_sheet_block_struct *block,
                                  const xp_cell_struct *cell),
                    void *data, xp_pen_t *pen);

/*
 * Adds the rows of a table: add adds a cell, with what stands before it in its row; end is the
 * end of a row.  first, before: the rows from first to before `before`, all for 0 and the count.
 */
typedef struct
{
    const xp_sheet_block_struct *table;
    void (*add)(xp_string_t out, void *data, size_t column, const xp_sheet_block_struct *block,
                const xp_cell_struct *cell);
    void *data;
    const char *end;
    int trim;
    xp_sheet_t scratch;
    xp_stream_t stream;
} xp_sheet_rows_struct;

typedef xp_sheet_rows_struct xp_sheet_rows_t[1];

void xp_sheet_rows_init(xp_sheet_rows_t rows, const xp_sheet_block_struct *table,
                        void (*add)(xp_string_t out, void *data, size_t column,
                                    const xp_sheet_block_struct *block,
                                    const xp_cell_struct *cell),
                        void *data, const char *end, int trim);
void xp_sheet_rows_clear(xp_sheet_rows_t rows);
void xp_sheet_rows_write(xp_string_t out, xp_sheet_rows_t rows, slong first, slong before,
                         xp_pen_t *pen);

/* The number of rows of a table. */
slong xp_sheet_row_count(const xp_sheet_block_struct *table);

/* flag[k] = whether some cell of column k has a decimal. */
void xp_sheet_find_decimals(char *flag, const xp_sheet_block_struct *table, xp_pen_t *pen);

/* Adds text as LaTeX shows it: special characters escaped, Greek letters in mathematics. */
void xp_sheet_add_latex(xp_string_t out, const char *text);

/* The whole of a command on one line, for a comment: control characters become blanks. */
void xp_sheet_add_comment(xp_string_t out, const char *command);

#endif
