/* Reads a model file. */
#ifndef XP_TEXT_READ_H
#define XP_TEXT_READ_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/model.h>

/* Profiles up to this number are listed, by default. */
#define XP_READ_PROFILES_LIMIT (1L << 27)

/*
 *   define, define_count  "NAME=VALUE" texts that replace the expression of a `let`
 *   profiles_limit        profiles beyond this number are not listed
 *   memory_limit          bytes that the tables of one model may take
 *   directory             where relative paths of tables start; NULL: that of the file
 *   progress              told how far the tables of the model are; may be NULL
 */
typedef struct
{
    const char *const *define;
    size_t define_count;
    slong profiles_limit;
    size_t memory_limit;
    const char *directory;
    const xp_progress_t *progress;
} xp_read_options_t;

/* The defaults: no definitions, XP_READ_PROFILES_LIMIT, 4 GiB. */
void xp_read_options_init(xp_read_options_t *options);

/*
 * Meaning   reads the model file at path ("-": standard input)
 * Domain    options may be NULL: the defaults
 * Result    model holds the environment, rule and payments; what was in it is cleared
 * Failure   XP_INPUT with up to XP_ERRORS_LIMIT errors in the order of the text;
 *           XP_LIMIT when a table would not fit (types of one agent, a joint prior);
 *           XP_INPUT when the file cannot be opened, XP_SYSTEM when reading it fails;
 *           XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_model_read_file(xp_model_t model, const char *path,
                                           const xp_read_options_t *options,
                                           xp_errors_t errors);

/* The same from length bytes of memory; path (may be NULL) is for messages. */
XP_MUST_USE xp_status_t xp_model_read_text(xp_model_t model, const char *text, size_t length,
                                           const char *path, const xp_read_options_t *options,
                                           xp_errors_t errors);

/*
 * Meaning   reads a profile as in a table: a tuple of types by label or by value;
 *           with one agent the type itself
 * Domain    profile has agent_count entries
 * Failure   XP_INPUT: the error shows the text with a caret; path is "--at"
 */
XP_MUST_USE xp_status_t xp_profile_read(slong *profile, const xp_model_t model,
                                        const char *text, xp_error_t error);

/*
 * Meaning   reads a profile of a continuous model: a tuple of rational numbers, with one agent
 *           the number itself
 * Domain    model->continuous is set; theta has agent_count entries
 * Failure   as xp_profile_read; a number outside its agent's interval
 */
XP_MUST_USE xp_status_t xp_interval_profile_read(fmpq *theta, const xp_model_t model,
                                                 const char *text, xp_error_t error);

#endif
