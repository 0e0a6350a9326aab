/* Tables in comma separated values (RFC 4180): the records of a text, cell by cell. */
#ifndef XP_TEXT_CSV_H
#define XP_TEXT_CSV_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/status.h>

/*
 * One cell.  text is its content without quotation marks, ended by a zero byte
 * that length does not count; offset is the byte of the source where it begins.
 */
typedef struct
{
    char *text;
    size_t length;
    size_t offset;
} xp_csv_cell_t;

/*
 * rows records of columns cells each; record 0 is the header, whose cells are
 * distinct and not empty.
 */
typedef struct
{
    xp_csv_cell_t *cell;
    size_t room;
    size_t columns;
    size_t rows;
} xp_csv_struct;

typedef xp_csv_struct xp_csv_t[1];

void xp_csv_init(xp_csv_t csv);
void xp_csv_clear(xp_csv_t csv);

/*
 * Meaning   the records of length bytes of text: cells between commas, records
 *           between line ends (LF, CR or CRLF); a cell in quotation marks may hold
 *           commas, line ends and doubled quotation marks; blanks belong to a cell;
 *           a byte order mark and lines without any character are skipped
 * Domain    csv is as after init
 * Failure   XP_INPUT: not UTF-8, a zero byte, a quotation mark inside a plain cell or
 *           not closed, text after a closing one, a record with more or fewer cells
 *           than the header, an empty or repeated header, no header.  The error has
 *           no place; *offset is the byte that it is about
 * Cost      one pass; columns squared for the header
 */
XP_MUST_USE xp_status_t xp_csv_read(xp_csv_t csv, const char *text, size_t length,
                                    size_t *offset, xp_error_t error);

/* One cell.  Domain: row < csv->rows, column < csv->columns. */
const xp_csv_cell_t *xp_csv_cell(const xp_csv_t csv, size_t row, size_t column);

/* The column of this header, or csv->columns when there is none. */
size_t xp_csv_column(const xp_csv_t csv, const char *header);

#endif
