/* A reading of a PrefLib file in progress. */
#ifndef XP_TEXT_PREFLIB_IMPL_H
#define XP_TEXT_PREFLIB_IMPL_H

#include <expost/text/preflib.h>

/* A number that the header states, and where. */
typedef struct
{
    int stated;
    size_t place;
    fmpz_t value;
} xp_preflib_number_t;

/*
 *   text, length, path   the file; at: where the reader stands; end: of the line it is in
 *   ballots       being read
 *   name          of the alternatives, by number; those not yet stated are NULL
 *   alternatives  how many there are; -1 before it is known
 *   has_type      whether the header states the type
 *   place         where the order of each ballot stands
 */
typedef struct
{
    const char *text;
    size_t length;
    const char *path;
    xp_error_struct *error;
    size_t at;
    size_t end;
    xp_ballots_struct *ballots;
    char **name;
    size_t name_room;
    size_t name_count;
    slong alternatives;
    int has_type;
    xp_preflib_type_t type;
    xp_preflib_number_t alternative_number;
    xp_preflib_number_t voters;
    xp_preflib_number_t orders;
    size_t *place;
    size_t place_room;
} xp_preflib_reader_t;

/* Sets the error with its place; XP_INPUT. */
xp_status_t xp_preflib_fail(xp_preflib_reader_t *reader, size_t place, const char *format, ...)
    XP_PRINTF(3, 4);

/* Sets the end of the line that the reader stands at the beginning of; goes to the next line. */
void xp_preflib_find_end(xp_preflib_reader_t *reader);
void xp_preflib_next_line(xp_preflib_reader_t *reader);

/* Goes past blanks of the line; whether its end is reached. */
int xp_preflib_skip_blanks(xp_preflib_reader_t *reader);

/* Reads a number, digits only; what names it, "a number of voters". */
XP_MUST_USE xp_status_t xp_preflib_read_number(fmpz_t value, xp_preflib_reader_t *reader,
                                               const char *what);

/* Reads the header of either form: names, title, numbers, type. */
XP_MUST_USE xp_status_t xp_preflib_read_header(xp_preflib_reader_t *reader);
XP_MUST_USE xp_status_t xp_preflib_read_old_header(xp_preflib_reader_t *reader);

/* Names the alternatives of the ballots, all of which must have a name. */
XP_MUST_USE xp_status_t xp_preflib_set_names(xp_preflib_reader_t *reader);

/* Reads the ballots; separator stands behind the number of voters. */
XP_MUST_USE xp_status_t xp_preflib_read_ballots(xp_preflib_reader_t *reader, char separator);

#endif
