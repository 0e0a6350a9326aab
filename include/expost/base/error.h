/* An error as a value: the words, and the place in a file where there is one. */
#ifndef XP_BASE_ERROR_H
#define XP_BASE_ERROR_H

#include <stddef.h>

#include <expost/base/status.h>

/*
 * message   what is wrong and what to do, one sentence or two, no line end;
 *           NULL when no error is set
 * path      the file, or NULL
 * line      from 1; 0 when there is no place
 * column    in characters, from 1
 * source    the text of that line, without its end, or NULL
 */
typedef struct
{
    char *message;
    char *path;
    long line;
    long column;
    char *source;
} xp_error_struct;

typedef xp_error_struct xp_error_t[1];

void xp_error_init(xp_error_t error);
void xp_error_clear(xp_error_t error);
void xp_error_swap(xp_error_t a, xp_error_t b);

/*
 * Meaning   sets the message as printf does; the place is forgotten
 * Domain    an argument may be the error's own old message
 */
void xp_error_set(xp_error_t error, const char *format, ...) XP_PRINTF(2, 3);

/*
 * Meaning   adds the place: offset is a byte of the text of length bytes that
 *           was read from path; line, column and source follow from it.  Columns
 *           count UTF-8 characters; CRLF, LF and CR end a line; a byte order
 *           mark at the start has no column
 * Domain    offset <= length; the message is set; path may be NULL
 */
void xp_error_set_place(xp_error_t error, const char *path, const char *text,
                        size_t length, size_t offset);

/* Several errors of one file, in the order of the text. */
typedef struct
{
    xp_error_struct *error;
    size_t count;
    size_t room;
} xp_errors_struct;

typedef xp_errors_struct xp_errors_t[1];

/* At most so many errors are kept. */
#define XP_ERRORS_LIMIT 20

void xp_errors_init(xp_errors_t errors);
void xp_errors_clear(xp_errors_t errors);

/*
 * Meaning   moves error into the list, sorted by line and column (stable)
 * Result    error is empty afterwards; beyond XP_ERRORS_LIMIT the last in the
 *           order of the text is dropped
 */
void xp_errors_add(xp_errors_t errors, xp_error_t error);

#endif
