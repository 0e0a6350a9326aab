/* What every report says about its occasion: the command, the model, the options, the form. */
#ifndef XP_RENDER_REPORT_H
#define XP_RENDER_REPORT_H

#include <stddef.h>

#include <expost/base/progress.h>
#include <expost/base/sink.h>
#include <expost/base/string.h>
#include <expost/model/model.h>
#include <expost/render/sheet.h>

/* An option as given; value is NULL for one that takes none.  A name may occur again. */
typedef struct
{
    const char *name;
    const char *value;
} xp_report_option_t;

/*
 *   command   "check"
 *   line      the whole command, for the comment that opens a generated file
 *   path      the model's file as named by the user
 *   model     as read; NULL for a command without a model
 *   format    of the output
 *   digits    decimals beside the fractions; -1: none
 *   option, option_count   the options given, for JSON
 *   stats     sentences of --stats, stats_count of them
 *   progress  asked by work that a report itself starts; may be NULL
 *   sink      takes the text of a report that grows long, before the report is complete; NULL:
 *             all of it stays in `out`
 */
typedef struct
{
    const char *command;
    const char *line;
    const char *path;
    const xp_model_struct *model;
    xp_format_t format;
    long digits;
    const xp_report_option_t *option;
    size_t option_count;
    const char *const *stats;
    size_t stats_count;
    const xp_progress_t *progress;
    const xp_sink_t *sink;
} xp_report_t;

/* The version of this library, "0.1.0". */
const char *xp_report_version(void);

/*
 * Meaning   adds the SHA-256 of the model's canonical form, 64 hexadecimal digits
 * Domain    as xp_model_write
 */
void xp_report_add_sha256(xp_string_t out, const xp_model_t model);

#endif
