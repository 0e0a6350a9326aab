/* Where a long text goes piece by piece. */
#ifndef XP_BASE_SINK_H
#define XP_BASE_SINK_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/base/string.h>

/*
 * take is given the next length bytes of the text, in order.
 * Failure   XP_SYSTEM: they could not be written; the error says why
 */
typedef struct
{
    xp_status_t (*take)(void *data, const char *bytes, size_t length, xp_error_t error);
    void *data;
} xp_sink_t;

/* Text is handed on in pieces of at least so many bytes. */
#define XP_SINK_PIECE 65536

/*
 * Meaning   hands the text on and empties it when it has at least XP_SINK_PIECE bytes
 * Domain    sink may be NULL: the text stays
 * Failure   as the sink; text is then as it was
 */
XP_MUST_USE xp_status_t xp_sink_pass(const xp_sink_t *sink, xp_string_t text, xp_error_t error);

#endif
