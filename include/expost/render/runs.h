/* One row for each run of a command: report of the command `sweep`. */
#ifndef XP_RENDER_RUNS_H
#define XP_RENDER_RUNS_H

#include <stddef.h>

#include <expost/base/string.h>
#include <expost/render/sheet.h>

/* A column of answers: its heading, and the field of the command's JSON object. */
typedef struct
{
    char *heading;
    char *field;
    int is_number;
} xp_runs_column_t;

/*
 *   command     that is run
 *   parameter   parameter_count names
 *   column      column_count answers of the command
 *   cell        the rows one after the other: values, answers, exit status, note
 *   noted       whether some row has a note
 *   lines       the objects of all rows as JSON Lines
 */
typedef struct
{
    char *command;
    char **parameter;
    size_t parameter_count;
    xp_runs_column_t *column;
    size_t column_count;
    char **cell;
    size_t cell_count;
    size_t cell_room;
    int noted;
    xp_string_t lines;
} xp_runs_struct;

typedef xp_runs_struct xp_runs_t[1];

/*
 * Meaning   an empty sweep of a command over parameters
 * Domain    properties: of `check`, those asked, property_count of them
 */
void xp_runs_init(xp_runs_t runs, const char *command, const char *const *parameter,
                   size_t parameter_count, const char *const *properties,
                   size_t property_count);
void xp_runs_clear(xp_runs_t runs);

/*
 * Meaning   adds the row of one run
 * Domain    values as given, one for each parameter; output is the command's JSON object or
 *           empty; messages what it wrote to standard error
 */
void xp_runs_add(xp_runs_t runs, const char *const *values, const xp_string_t output,
                  int exit_status, const char *messages);

/* Meaning   adds the table in a format; JSON: an object a line. */
void xp_runs_write(xp_string_t out, const xp_runs_t runs, xp_format_t format, long digits,
                    const char *line);

#endif
