/* Reading a certificate field by field, with the place and what was expected there. */
#ifndef XP_CERT_READ_FIELDS_H
#define XP_CERT_READ_FIELDS_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/exist/row.h>
#include <expost/model/environment.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>

/*
 * A text and the place in it.
 *   at         the next byte; field: where the last field began, for messages
 *   status     once it is not XP_OK every function below does nothing and indices
 *              and numbers read are 0; error then has the words and the place
 *   memory     bytes that tables may still take
 */
typedef struct
{
    const char *text;
    size_t length;
    const char *path;
    size_t at;
    size_t field;
    xp_status_t status;
    xp_error_struct *error;
    size_t memory;
} xp_fields_t;

void xp_fields_init(xp_fields_t *in, const char *text, size_t length, const char *path,
                    xp_error_struct *error);

/* Sets an error at the last field, unless one is set. */
void xp_fields_refuse(xp_fields_t *in, const char *format, ...) XP_PRINTF(2, 3);

/* Says what was expected at the next field, and what is there. */
void xp_fields_refuse_next(xp_fields_t *in, const char *expected);

/* Whether the record that begins here has this word first. */
int xp_fields_next_is(const xp_fields_t *in, const char *word);

/* The next field is this word: 1 and it is read, or 0 and nothing is. */
int xp_fields_take(xp_fields_t *in, const char *word);

/* As xp_fields_take for the first bytes of a field; the rest of it is then the next field. */
int xp_fields_take_prefix(xp_fields_t *in, const char *prefix);

/* The bytes of the next field: 1, or 0 after an error. */
int xp_fields_word(xp_fields_t *in, const char **field, size_t *length, const char *expected);

/* Where the next field begins and ends, the same when there is none; it is not read. */
void xp_fields_find(const xp_fields_t *in, size_t *start, size_t *end);

/* The digits of an index of at most 18 digits: 1, or 0. */
int xp_fields_get_index(slong *value, const char *field, size_t length);

/* Whether the record has no further field. */
int xp_fields_is_end(const xp_fields_t *in);

/* The next field must be this word. */
void xp_fields_expect(xp_fields_t *in, const char *word);

/* The record must end here. */
void xp_fields_end(xp_fields_t *in);

/* The record `end` must come, and nothing behind it. */
void xp_fields_finish(xp_fields_t *in);

/*
 * An index below bound of what; one that must be this; a count of at least 1.  room: each
 * of the things counted takes at least so many bytes of the rest of the file.
 */
slong xp_fields_index(xp_fields_t *in, slong bound, const char *what);
void xp_fields_fixed(xp_fields_t *in, slong value, const char *what);
slong xp_fields_count(xp_fields_t *in, size_t room, const char *what);

/* The types of all agents, and of all but one: the index of the profile, of the line. */
slong xp_fields_profile(xp_fields_t *in, const xp_profiles_t profiles);
slong xp_fields_others(xp_fields_t *in, const xp_profiles_t profiles, slong agent);
void xp_fields_fixed_profile(xp_fields_t *in, const xp_profiles_t profiles, slong index);
void xp_fields_fixed_others(xp_fields_t *in, const xp_profiles_t profiles, slong agent,
                            slong line);

/* A number in lowest terms; a label, which the caller frees (NULL after an error). */
void xp_fields_number(xp_fields_t *in, fmpq_t value);
char *xp_fields_label(xp_fields_t *in);

/* Count records of at least room bytes are to come: an error when the file is too short. */
void xp_fields_require(xp_fields_t *in, slong count, size_t room, const char *what);

/*
 * Meaning   values for a table of count numbers, all 0, or NULL after an error
 * Failure   XP_LIMIT: more than a file of this length may ask for
 */
fmpq *xp_fields_alloc(xp_fields_t *in, slong count);

/* Puts the values into the table and frees them; values may be NULL after an error. */
void xp_fields_store(xp_fields_t *in, xp_table_t table, fmpq *values, slong count);

/* Takes bytes of the memory that tables may take. */
void xp_fields_spend(xp_fields_t *in, slong count, size_t bytes);

#endif
