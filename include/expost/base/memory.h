/* Memory: small allocations that end the process when they fail, tables that are asked for. */
#ifndef XP_BASE_MEMORY_H
#define XP_BASE_MEMORY_H

#include <stddef.h>
#include <stdint.h>

#include <expost/base/error.h>
#include <expost/base/status.h>

/*
 * Meaning   as malloc, realloc, strdup and strndup, for small things
 * Result    the caller owns the memory and gives it back with free()
 * Failure   none: a small allocation that fails ends the process, as in GMP
 */
void *xp_malloc(size_t size);
void *xp_calloc(size_t count, size_t size);
void *xp_realloc(void *memory, size_t size);
char *xp_strdup(const char *text);
char *xp_strndup(const char *text, size_t length);

/*
 * Meaning   memory, all zero, for a table whose size follows from the input
 * Result    *table points to count * size bytes, owned by the caller (free);
 *           NULL when that is 0
 * Failure   XP_LIMIT when count * size overflows, is over XP_TABLE_LIMIT or
 *           cannot be had; the error says how much was asked for
 */
XP_MUST_USE xp_status_t xp_table_alloc(void **table, size_t count, size_t size,
                                       xp_error_t error);

/* The largest single table: 2^38 bytes. */
#define XP_TABLE_LIMIT ((size_t) 1 << 38)

/*
 * Meaning   makes room for one more element at the end of a growing array
 * Domain    *array has room for *room elements of the given size, count <= *room
 * Result    *array has room for more than count elements
 */
void xp_array_grow(void *array, size_t *room, size_t count, size_t size);

#endif
