/* The text of a certificate: records, fields, numbers; and how a certificate is refused. */
#ifndef XP_VERIFY_READER_H
#define XP_VERIFY_READER_H

#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>

#include <gmp.h>

/* What becomes of a certificate, and the exit status. */
enum
{
    XP_ACCEPTED = 0,
    XP_REJECTED = 1,
    XP_BAD_INPUT = 2,
    XP_LIMIT = 3,
    XP_FAILED = 4
};

typedef struct
{
    const char *path;
    FILE *file;
    jmp_buf out;       /* where a certificate that is refused goes on */
    int status;        /* why it was left */
    size_t line;       /* of the record that is being read */
    char record[24];   /* its first field */
    int ended;         /* its last field has been read */
    char *word;        /* the field read last */
    size_t length, space;
    size_t at, end;    /* the bytes buffer[at .. end - 1] are unread */
    unsigned char buffer[65536];
    mpz_t gcd;
} xp_reader_struct;
typedef xp_reader_struct xp_reader_t[1];

void xp_reader_init(xp_reader_t reader, const char *path, FILE *file);
void xp_reader_clear(xp_reader_t reader);

/* Says `PATH:LINE: words` on standard error and leaves through reader->out. */
_Noreturn void xp_reject_at(xp_reader_t reader, size_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same at the present record. */
_Noreturn void xp_reject(xp_reader_t reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The same for a certificate that may be right but is too large for this program. */
_Noreturn void xp_reject_size(xp_reader_t reader, const char *words);

/* Goes to the next record; the present one must have no further field. */
void xp_next(xp_reader_t reader);
/* Is the present record of this kind? */
int xp_at(const xp_reader_t reader, const char *kind);
/* The present record must be of this kind. */
void xp_expect(xp_reader_t reader, const char *kind);
/* Behind `end` there is nothing. */
void xp_expect_nothing(xp_reader_t reader);

/* Each reads the next field of the record, which must exist. */
const char *xp_word(xp_reader_t reader);
/* A label, without its quotation marks, as written. */
const char *xp_label(xp_reader_t reader);
/* An integer from 0 to bound - 1. */
size_t xp_index(xp_reader_t reader, size_t bound, const char *name);
/* The same from a part of the field. */
size_t xp_index_in(xp_reader_t reader, const char *text, size_t bound, const char *name);
/* The integer that has to stand here. */
void xp_index_is(xp_reader_t reader, size_t expected, const char *name);
/* A number of objects, 1 or more. */
size_t xp_count(xp_reader_t reader, const char *name);
void xp_number(xp_reader_t reader, mpq_t number);
/* The number that is the field read last. */
void xp_number_here(xp_reader_t reader, mpq_t number);

#endif
