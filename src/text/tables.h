/* Tables from files: a CSV file while its records become statements. */
#ifndef XP_TEXT_TABLES_H
#define XP_TEXT_TABLES_H

#include "text/csv.h"
#include "text/reader.h"

/* base: of the file's offsets; used: for each column whether it was asked for. */
typedef struct
{
    xp_reader_t *reader;
    xp_csv_t csv;
    size_t base;
    unsigned char *used;
} xp_csv_sheet_t;

/* Reads the file that a statement names; 0 after an error.  Close it in either case. */
int xp_csv_sheet_open(xp_csv_sheet_t *sheet, xp_reader_t *reader, const xp_tree_struct *file);
void xp_csv_sheet_close(xp_csv_sheet_t *sheet);

/* The column with this header, csv->columns when there is none; need: an error then. */
size_t xp_csv_sheet_find(xp_csv_sheet_t *sheet, const char *header);
int xp_csv_sheet_need(size_t *column, xp_csv_sheet_t *sheet, const char *header);

/* Fails when a column was never asked for; known: count headers to choose the nearest from. */
int xp_csv_sheet_check_used(xp_csv_sheet_t *sheet, const char **known, size_t count);

/* Where a cell stands. */
xp_span_t xp_csv_sheet_span(const xp_csv_sheet_t *sheet, size_t row, size_t column);

/*
 * A cell as a number, as a tree of one, as a name (of a `what`), as a type; 0 or NULL after an
 * error.
 */
int xp_csv_sheet_number(fmpq_t value, xp_csv_sheet_t *sheet, size_t row, size_t column);
xp_tree_struct *xp_csv_sheet_rational(xp_csv_sheet_t *sheet, size_t row, size_t column);
xp_tree_struct *xp_csv_sheet_name(xp_csv_sheet_t *sheet, size_t row, size_t column,
                                  const char *what);
xp_tree_struct *xp_csv_sheet_type(xp_csv_sheet_t *sheet, size_t row, size_t column);


/* Converts every `value from`; types and outcomes are known. */
void xp_convert_values(xp_reader_t *reader);

#endif
