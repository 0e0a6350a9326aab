/* What the commands share: options, the model that is read, output, watching the time. */
#ifndef XP_CLI_CLI_H
#define XP_CLI_CLI_H

#include <stddef.h>
#include <stdint.h>

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/sink.h>
#include <expost/base/string.h>
#include <expost/model/model.h>
#include <expost/render/family.h>
#include <expost/render/report.h>
#include <expost/render/sheet.h>
#include <expost/rule/mechanism.h>

/* Exit status, as the manual page says. */
enum
{
    XP_EXIT_YES = 0,
    XP_EXIT_NO = 1,
    XP_EXIT_USAGE = 2,
    XP_EXIT_UNKNOWN = 3,
    XP_EXIT_SYSTEM = 4
};

typedef enum
{
    XP_PROGRESS_AUTO = 0,
    XP_PROGRESS_ALWAYS,
    XP_PROGRESS_NEVER
} xp_cli_progress_t;

/* Texts in a row, none of them owned. */
typedef struct
{
    const char **text;
    size_t count;
    size_t room;
} xp_cli_texts_struct;

struct xp_cli_command_struct;

/*
 * The options of one command.  given lists them for JSON, in order; text that is not
 * in argv is owned by it.
 *   certificate  of -c; "-": standard output
 *   rule         "efficient", "model", "free"; NULL: the default
 *   boundary, along, plot   of dissolve: --boundary; the two points of --along and the file of
 *                --plot, or NULL
 *   objective    of --maximize or --minimize, as given; maximise says which
 *   to           of export --to
 *   voters, alternatives, domain, table, drop_first, count   of vote; domain and table NULL when
 *                not given
 *   agents, units   of redistribute: "3..10", "1"; NULL when not given; sizes.types 0: not given
 *   bids, price  of new: --bids, --price; NULL when not given
 *   win          of border: each --win; from: the file of --from
 *   nanoseconds  of --timeout; 0: none
 *   memory       bytes of --memory; 0: the default
 *   input        what `-` stands for when it was read already, input_length bytes; not owned
 *   capture      where the report goes instead of a file or standard output, or NULL
 */
typedef struct
{
    const struct xp_cli_command_struct *command;
    char *line;
    xp_format_t format;
    long digits;
    const char *output;
    const char *mechanism;
    const char *at;
    int interim;
    int all;
    const char *certificate;
    const char *rule;
    int deterministic;
    const char *objective;
    int maximise;
    const char *method;
    int reduced;
    int shrink;
    const char *to;
    long voters;
    long alternatives;
    const char *domain;
    const char *table;
    int drop_first;
    int count;
    const char *agents;
    const char *units;
    const char *bids;
    const char *price;
    xp_cli_texts_struct win;
    const char *from;
    int boundary;
    const char *along;
    const char *plot;
    int has_ties;
    xp_ties_t ties;
    xp_ir_t ir;
    int stats;
    int threads;
    int64_t nanoseconds;
    size_t memory;
    xp_cli_progress_t progress;
    int quiet;
    int help;
    int version;
    int list;
    xp_family_sizes_t sizes;
    xp_cli_texts_struct defines;
    xp_cli_texts_struct properties;
    xp_cli_texts_struct operands;
    xp_report_option_t *given;
    size_t given_count;
    size_t given_room;
    const char *input;
    size_t input_length;
    xp_string_struct *capture;
} xp_cli_options_struct;

typedef xp_cli_options_struct xp_cli_options_t[1];

/*
 * One command: its name, what it is for in one line, the letters of the options it takes
 * (bits of XP_FOR_...), its help text, and the function that runs it.
 */
typedef struct xp_cli_command_struct
{
    const char *name;
    const char *summary;
    unsigned bit;
    const char *help;
    int (*run)(const xp_cli_options_struct *options);
} xp_cli_command_t;

#define XP_FOR_NEW 1u
#define XP_FOR_SHOW 2u
#define XP_FOR_PAY 4u
#define XP_FOR_CHECK 8u
#define XP_FOR_BALANCE 16u
#define XP_FOR_HELP 32u
#define XP_FOR_DECIDE 64u
#define XP_FOR_EXPLAIN 128u
#define XP_FOR_EXPORT 256u
#define XP_FOR_SUBSIDY 512u
#define XP_FOR_SWEEP 1024u
#define XP_FOR_DISSOLVE 2048u
#define XP_FOR_AUCTION 4096u
#define XP_FOR_BORDER 8192u
#define XP_FOR_REDISTRIBUTE 16384u
#define XP_FOR_VOTE 32768u
/* Commands that report on a model. */
#define XP_FOR_MODELS                                                                            \
    (XP_FOR_SHOW | XP_FOR_PAY | XP_FOR_CHECK | XP_FOR_BALANCE | XP_FOR_DECIDE | XP_FOR_SUBSIDY    \
     | XP_FOR_DISSOLVE | XP_FOR_AUCTION | XP_FOR_BORDER)
/* Commands that compute and report. */
#define XP_FOR_REPORTS (XP_FOR_MODELS | XP_FOR_REDISTRIBUTE | XP_FOR_VOTE)
/* Commands that ask whether a mechanism exists. */
#define XP_FOR_QUESTIONS (XP_FOR_DECIDE | XP_FOR_EXPORT)
/* Commands that can write a certificate. */
#define XP_FOR_CERTIFICATES                                                                      \
    (XP_FOR_CHECK | XP_FOR_BALANCE | XP_FOR_DECIDE | XP_FOR_SUBSIDY | XP_FOR_DISSOLVE            \
     | XP_FOR_EXPLAIN | XP_FOR_VOTE | XP_FOR_BORDER)

/* Commands that answer for types on intervals; those that answer for nothing else. */
#define XP_FOR_INTERVALS                                                                         \
    (XP_FOR_SHOW | XP_FOR_PAY | XP_FOR_CHECK | XP_FOR_BALANCE | XP_FOR_EXPORT | XP_FOR_SUBSIDY    \
     | XP_FOR_DISSOLVE)
#define XP_FOR_INTERVALS_ONLY XP_FOR_DISSOLVE

/* The commands; *count of them.  The one of a name, or NULL. */
const xp_cli_command_t *xp_cli_commands(size_t *count);
const xp_cli_command_t *xp_cli_find_command(const char *name);

/* Adds a text to a row. */
void xp_cli_texts_add(xp_cli_texts_struct *texts, const char *text);

/*
 * Meaning   reads the arguments behind the command's name
 * Domain    argv[0] is the command's name; line is the whole command line, or NULL
 * Failure   XP_EXIT_USAGE after the message; otherwise 0
 */
int xp_cli_options_read(xp_cli_options_t options, const xp_cli_command_t *command, int argc,
                        char **argv, char *line);
void xp_cli_options_clear(xp_cli_options_t options);

/* "expost: ..." on standard error, with the way to the help of a command (or NULL); 2. */
int xp_cli_fail_usage(const xp_cli_command_t *command, const char *format, ...) XP_PRINTF(2, 3);

/* Prints an error with its place, the line and the caret; returns the exit status. */
void xp_cli_print_error(const xp_error_struct *error);
int xp_cli_fail(xp_status_t status, const xp_error_struct *error);

/* Adds to standard error. */
void xp_cli_say(const char *format, ...) XP_PRINTF(1, 2);

/*
 * Meaning   sends messages to a text instead of standard error; NULL: back again
 */
void xp_cli_capture_messages(xp_string_struct *messages);

/* The exit status of a call's status; a stop by a signal is 128 + signal. */
int xp_cli_status(xp_status_t status);

/*
 * Writes text to -o FILE or standard output; `status`, or XP_EXIT_SYSTEM.  Nothing goes to
 * standard output where the certificate goes there.
 */
int xp_cli_write(const xp_cli_options_struct *options, const xp_string_t text, int status);

/* Writes text to a file, complete or not at all, "-": standard output; 0 or XP_EXIT_SYSTEM. */
int xp_cli_write_to(const char *path, const xp_string_t text);

/*
 * A report that is written while it grows: sink takes it in pieces.
 *   begun   whether a piece was taken
 *   file    of -o, once it is open
 */
typedef struct
{
    const xp_cli_options_struct *options;
    xp_sink_t sink;
    int begun;
    struct xp_cli_file *file;
} xp_cli_outlet_struct;

typedef xp_cli_outlet_struct xp_cli_outlet_t[1];

/* Where xp_cli_write would write to. */
void xp_cli_outlet_init(xp_cli_outlet_t outlet, const xp_cli_options_struct *options);

/* Writes the rest of the report; as xp_cli_write where no piece was taken. */
int xp_cli_outlet_end(xp_cli_outlet_t outlet, const xp_string_t rest, int status);

/* Gives the report up: no file is left; the message says so.  Returns the exit status. */
int xp_cli_outlet_fail(xp_cli_outlet_t outlet, xp_status_t status,
                       const xp_error_struct *error);

/* The only operand, which is `what`; NULL after the message. */
const char *xp_cli_operand(const xp_cli_options_struct *options, const char *what);

/* Watching the time: the progress callback that stops for --timeout and signals. */
void xp_cli_watch_start(const xp_cli_options_struct *options);
const xp_progress_t *xp_cli_watch(void);
/* Wipes the bar off the terminal. */
void xp_cli_watch_end(void);
/* The signal that came, or 0. */
int xp_cli_signal(void);
/* Why the watch stopped the work: "interrupted", "stopped after 2 seconds (--timeout)". */
void xp_cli_add_stop_reason(xp_string_t out);
/*
 * Adds why a question is open after a limit or a stop: 1; 0 for another status.
 */
int xp_cli_add_open_reason(xp_string_t out, xp_status_t status, const xp_error_struct *error);

/*
 * The exit status of several questions, from that of those before (0 at first) and one more
 * answer: 3, or 128 and the signal, when one is open, else 1 when one fails.
 */
int xp_cli_join_answer(int status, xp_answer_t answer);

/* Seconds since the start, "0.123". */
void xp_cli_add_seconds(xp_string_t out);
/* Takes --memory to the system. */
void xp_cli_limit_memory(size_t bytes);

/*
 * Meaning   reads the model that the options name, after -D
 * Result    0 and model, which was initialised; otherwise the exit status after messages
 */
int xp_cli_read_model(xp_model_t model, const xp_cli_options_struct *options, const char *path);

/* What a report begins with. */
void xp_cli_report(xp_report_t *report, const xp_cli_options_struct *options,
                   const xp_model_struct *model, const char *path);

/*
 * What a command does with its model; profile is that of --at, or NULL.  With types on intervals
 * profile is NULL: see xp_cli_read_interval_profile.  The result is an exit status.
 */
typedef int xp_cli_on_model_t(const xp_cli_options_struct *options, const xp_model_t model,
                              const char *path, const slong *profile);

/* Reads the model that the command line names, and the profile, and runs the command on them. */
int xp_cli_run_on_model(const xp_cli_options_struct *options, xp_cli_on_model_t *run);

/* Refuses --ties for a rule that is not efficient: 0 or the exit status. */
int xp_cli_check_ties(const xp_cli_options_struct *options, const xp_model_t model);

/* Refuses a command that has no answer for the model's kind of types: 0 or the exit status. */
int xp_cli_check_types(const xp_cli_options_struct *options, const xp_model_t model);

/*
 * Meaning   reads the profile of --at for types on intervals
 * Result    0 and *theta, a number for each agent, to be given back by _fmpq_vec_clear; NULL
 *           when there is no --at.  Otherwise the exit status after the message
 */
int xp_cli_read_interval_profile(fmpq **theta, const xp_cli_options_struct *options,
                                 const xp_model_t model);

/* "groves, pivot, ...": the mechanisms that a model without payments can be asked for. */
void xp_cli_add_mechanisms(xp_string_t out);

int xp_cli_run_new(const xp_cli_options_struct *options);
int xp_cli_run_show(const xp_cli_options_struct *options);
int xp_cli_run_pay(const xp_cli_options_struct *options);
int xp_cli_run_check(const xp_cli_options_struct *options);
int xp_cli_run_balance(const xp_cli_options_struct *options);
int xp_cli_run_decide(const xp_cli_options_struct *options);
int xp_cli_run_explain(const xp_cli_options_struct *options);
int xp_cli_run_export(const xp_cli_options_struct *options);
int xp_cli_run_subsidy(const xp_cli_options_struct *options);
int xp_cli_run_dissolve(const xp_cli_options_struct *options);
int xp_cli_run_redistribute(const xp_cli_options_struct *options);
int xp_cli_run_border(const xp_cli_options_struct *options);
int xp_cli_run_auction(const xp_cli_options_struct *options);
int xp_cli_run_sweep(const xp_cli_options_struct *options);
int xp_cli_run_vote(const xp_cli_options_struct *options);
int xp_cli_run_help(const xp_cli_options_struct *options);

/* The list of commands; the list of families. */
void xp_cli_add_overview(xp_string_t out);
void xp_cli_add_families(xp_string_t out);

extern const char xp_cli_help_new[];
extern const char xp_cli_help_show[];
extern const char xp_cli_help_pay[];
extern const char xp_cli_help_check[];
extern const char xp_cli_help_balance[];
extern const char xp_cli_help_decide[];
extern const char xp_cli_help_explain[];
extern const char xp_cli_help_export[];
extern const char xp_cli_help_subsidy[];
extern const char xp_cli_help_dissolve[];
extern const char xp_cli_help_redistribute[];
extern const char xp_cli_help_border[];
extern const char xp_cli_help_auction[];
extern const char xp_cli_help_sweep[];
extern const char xp_cli_help_vote[];
extern const char xp_cli_help_help[];

#endif
