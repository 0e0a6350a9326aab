/* A page of paragraphs and tables, and its text, LaTeX, Markdown and CSV forms. */
#ifndef XP_RENDER_SHEET_H
#define XP_RENDER_SHEET_H

#include <stddef.h>
#include <stdint.h>

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/sink.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/num/compat.h>
#include <expost/num/real.h>

/* The forms of an output.  A sheet has the first four. */
typedef enum
{
    XP_FORMAT_TEXT = 0,
    XP_FORMAT_LATEX,
    XP_FORMAT_MARKDOWN,
    XP_FORMAT_CSV,
    XP_FORMAT_JSON,
    XP_FORMAT_MECH,
    XP_FORMAT_COQ,
    XP_FORMAT_PREFLIB
} xp_format_t;

typedef enum
{
    XP_ALIGN_LEFT = 0,
    XP_ALIGN_RIGHT
} xp_align_t;

/*
 * A cell is plain text (names are escaped for the format) or a number, given as
 * "p/q" with perhaps a decimal: LaTeX sets numbers in mathematics.
 */
typedef struct xp_sheet_block_struct xp_sheet_block_struct;

/* The page: blocks in order. */
typedef struct
{
    xp_sheet_block_struct *block;
    size_t count;
    size_t room;
} xp_sheet_struct;

typedef xp_sheet_struct xp_sheet_t[1];

void xp_sheet_init(xp_sheet_t sheet);
void xp_sheet_clear(xp_sheet_t sheet);

/*
 * A heading, a paragraph, an item of a list, of plain text.  Items that follow
 * one another make one list.  CSV leaves all three out.
 */
void xp_sheet_add_heading(xp_sheet_t sheet, const char *text);
void xp_sheet_add_paragraph(xp_sheet_t sheet, const char *text);
void xp_sheet_add_item(xp_sheet_t sheet, const char *text);

/* A command for a shell, on a line of its own that is not folded.  CSV leaves it out. */
void xp_sheet_add_command(xp_sheet_t sheet, const char *text);

/*
 * Meaning   begins a table; the cells that follow fill it row by row
 * Domain    columns >= 1; caption may be NULL
 */
void xp_sheet_add_table(xp_sheet_t sheet, const char *caption, size_t columns,
                        const char *const *heading, const xp_align_t *align);
void xp_sheet_add_cell(xp_sheet_t sheet, const char *text);
void xp_sheet_add_number(xp_sheet_t sheet, const char *text);

/*
 * Meaning   adds a cell with a number, as xp_number_add writes it
 * Domain    digits < 0: no decimals
 */
void xp_sheet_add_rational(xp_sheet_t sheet, const fmpq_t value, long digits);

/* Adds a cell with a formula as text, and as LaTeX mathematics without the dollar signs. */
void xp_sheet_add_formula(xp_sheet_t sheet, const char *text, const char *latex);

/* The same for a number: its exact form, with decimals beside it for digits >= 0. */
void xp_sheet_add_real(xp_sheet_t sheet, const xp_real_t value, long digits);

/*
 * The rows of a large table, asked for when they are written.  A key stands for the content of
 * a cell within its column: equal keys below XP_ROWS_KEY in absolute value for equal cells;
 * other keys are good until the next call of fill only.
 *   count     of the rows
 *   fill      key[c * length + j] = the key of column c in row first + j, 0 <= j < length;
 *             length <= XP_ROWS_RUN
 *   add_cell  adds the cell of a key, by xp_sheet_add_cell, _number or _rational
 *   decimals  0: no cell has a decimal
 */
typedef struct
{
    slong count;
    void (*fill)(int64_t *key, void *data, slong first, slong length);
    void (*add_cell)(xp_sheet_t sheet, void *data, size_t column, int64_t key);
    void *data;
    int decimals;
} xp_rows_t;

#define XP_ROWS_RUN 512
#define XP_ROWS_KEY ((int64_t) 1 << 62)

/*
 * Meaning   gives the table begun last its rows
 * Domain    it has no cells; rows->data stays as it is until the sheet is cleared
 */
void xp_sheet_set_rows(xp_sheet_t sheet, const xp_rows_t *rows);

/*
 * Meaning   leaves the table begun last out of CSV, where a file is one table
 * Domain    a table has been begun
 */
void xp_sheet_set_aside(xp_sheet_t sheet);

/*
 * Meaning   adds the page in a format; command, when not NULL, is named in a
 *           comment on the first line of LaTeX and Markdown
 * Domain    format is one of text, LaTeX, Markdown, CSV; the rows of every table are full
 * Result    text: paragraphs are folded at 79 columns, tables are aligned by display
 *           width.  LaTeX: needs booktabs and nothing else; a table of more than
 *           XP_SHEET_ROWS rows is written in parts.  CSV: RFC 4180; a column with
 *           decimals is followed by a column of them
 */
void xp_sheet_write(xp_string_t out, const xp_sheet_t sheet, xp_format_t format,
                    const char *command);

/*
 * Meaning   the same, through sink and asking progress now and then; both may be NULL
 * Result    out holds what sink has not taken; without sink the same as from xp_sheet_write
 * Failure   XP_STOPPED, or as the sink: out and what was taken are then a part
 */
XP_MUST_USE xp_status_t xp_sheet_write_to(xp_string_t out, const xp_sink_t *sink,
                                          const xp_sheet_t sheet, xp_format_t format,
                                          const char *command, const xp_progress_t *progress,
                                          xp_error_t error);

/* Rows of one part of a long table in LaTeX. */
#define XP_SHEET_ROWS 40

#endif
