/* What the program prints: results, all at once or in pieces, and errors. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <expost/base/memory.h>
#include <expost/render/width.h>

#include "cli/cli.h"

/* Where messages go instead of standard error; there is one standard error for one program. */
static xp_string_struct *captured;

void xp_cli_capture_messages(xp_string_struct *messages)
{
    captured = messages;
}

static void say_list(const char *format, va_list arguments)
{
    va_list again;
    char *words;
    int length;

    if (captured == NULL)
    {
        vfprintf(stderr, format, arguments);
        return;
    }
    va_copy(again, arguments);
    length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0)
        return;
    words = xp_malloc((size_t) length + 1);
    vsnprintf(words, (size_t) length + 1, format, arguments);
    xp_string_add(captured, words);
    free(words);
}

void xp_cli_say(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    say_list(format, arguments);
    va_end(arguments);
}

int xp_cli_fail_usage(const xp_cli_command_t *command, const char *format, ...)
{
    va_list arguments;

    xp_cli_say("expost: ");
    va_start(arguments, format);
    say_list(format, arguments);
    va_end(arguments);
    if (command != NULL)
        xp_cli_say("\nTry `expost %s --help`.\n", command->name);
    else
        xp_cli_say("\nTry `expost --help`.\n");
    return XP_EXIT_USAGE;
}

/* Longest part of a source line that is shown, in characters. */
#define SOURCE_SHOWN 100

/*
 * The part of the line around the column, and the blanks under it up to the column.  A
 * tab stays a tab in both, so that the caret stands right whatever the terminal makes of
 * it; what cannot be shown is a question mark.
 */
static void print_source(const xp_error_struct *error)
{
    const char *text = error->source;
    size_t length = strlen(text);
    long character = 1, first = error->column > 80 ? error->column - 70 : 1;
    xp_string_t line, blanks;

    xp_string_init(line);
    xp_string_init(blanks);
    if (first > 1)
    {
        xp_string_add(line, "...");
        xp_string_add(blanks, "   ");
    }
    while (length > 0 && character < first + SOURCE_SHOWN)
    {
        unsigned long code;
        size_t bytes = xp_width_decode(&code, text, length);
        int shown = code >= ' ' && code != 0x7F && code != 0xFFFD, width = xp_width_of(code);

        if (character >= first)
        {
            if (code == '\t')
                xp_string_add_char(line, '\t');
            else if (shown)
                xp_string_add_bytes(line, text, bytes);
            else
                xp_string_add_char(line, '?');
            for (; character < error->column && width > 0; width--)
                xp_string_add_char(blanks, code == '\t' ? '\t' : ' ');
        }
        character++;
        text += bytes;
        length -= bytes;
    }
    for (; character < error->column && character < first + SOURCE_SHOWN; character++)
        xp_string_add_char(blanks, ' ');
    xp_cli_say("    %s%s\n    %s^\n", line->text, length > 0 ? "..." : "", blanks->text);
    xp_string_clear(line);
    xp_string_clear(blanks);
}

void xp_cli_print_error(const xp_error_struct *error)
{
    xp_cli_say("expost: ");
    if (error->path != NULL)
        xp_cli_say("%s:", error->path);
    if (error->line > 0)
        xp_cli_say("%ld:%ld:", error->line, error->column);
    xp_cli_say("%s%s\n", error->path != NULL || error->line > 0 ? " " : "",
            error->message != NULL ? error->message : "something failed");
    if (error->source != NULL && error->line > 0)
        print_source(error);
}

int xp_cli_status(xp_status_t status)
{
    switch (status)
    {
    case XP_OK:
        return XP_EXIT_YES;
    case XP_INPUT:
    case XP_REFUSED:
        return XP_EXIT_USAGE;
    case XP_LIMIT:
        return XP_EXIT_UNKNOWN;
    case XP_STOPPED:
        return xp_cli_signal() != 0 ? 128 + xp_cli_signal() : XP_EXIT_UNKNOWN;
    default:
        return XP_EXIT_SYSTEM;
    }
}

int xp_cli_fail(xp_status_t status, const xp_error_struct *error)
{
    xp_string_t reason;

    xp_cli_watch_end();
    if (status == XP_STOPPED)
    {
        xp_string_init(reason);
        xp_cli_add_stop_reason(reason);
        xp_cli_say("expost: %s: nothing is established yet\n", reason->text);
        xp_string_clear(reason);
    }
    else
        xp_cli_print_error(error);
    return xp_cli_status(status);
}

static int fail_write(const char *path)
{
    xp_cli_say("expost: %s: %s\n", path, strerror(errno));
    return XP_EXIT_SYSTEM;
}

static int write_bytes(int file, const char *bytes, size_t length)
{
    size_t done = 0;

    while (done < length)
    {
        ssize_t count = write(file, bytes + done, length - done);

        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return -1;
        done += (size_t) count;
    }
    return 0;
}

/* The permissions that a new file gets, or those of the file that is replaced. */
static mode_t choose_mode(const struct stat *old)
{
    mode_t mask;

    if (old != NULL)
        return old->st_mode & 07777;
    mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/*
 * A file that is being written.
 *   path   what is replaced in the end; NULL: written to as it is
 *   name   of the temporary beside it
 */
typedef struct
{
    int file;
    mode_t mode;
    char *path;
    char *name;
} target_t;

static void clear_target(target_t *target)
{
    free(target->path);
    free(target->name);
    target->path = target->name = NULL;
}

/* A temporary beside path, so that path is never half-written. */
static int open_beside(target_t *target, const char *path, const struct stat *old)
{
    xp_string_t name;

    target->path = xp_strdup(path);
    target->mode = choose_mode(old);
    xp_string_init(name);
    xp_string_printf(name, "%s.XXXXXX", path);
    target->name = xp_string_take(name);
    target->file = mkstemp(target->name);
    return target->file < 0 ? -1 : 0;
}

/* A device or a pipe is written to as it is; a link's target is replaced, not the link. */
static int open_target(target_t *target, const char *path)
{
    struct stat old;
    char *real;
    int known = stat(path, &old) == 0, failed, number;

    memset(target, 0, sizeof *target);
    if (!known || S_ISREG(old.st_mode))
    {
        real = known ? realpath(path, NULL) : NULL;
        failed = open_beside(target, real != NULL ? real : path, known ? &old : NULL);
        number = errno;
        free(real);
        if (failed)
            clear_target(target);
        errno = number;
        return failed;
    }
    target->file = open(path, O_WRONLY);
    return target->file < 0 ? -1 : 0;
}

/* Ends the file and puts it in its place; when writing failed it is as if nothing had been. */
static int close_target(target_t *target, int failed)
{
    int number = errno;

    if (!failed && target->path != NULL
        && (fchmod(target->file, target->mode) != 0
            || (fsync(target->file) != 0 && errno != EINVAL)))
    {
        failed = 1;
        number = errno;
    }
    if (close(target->file) != 0 && !failed)
    {
        failed = 1;
        number = errno;
    }
    if (!failed && target->path != NULL && rename(target->name, target->path) != 0)
    {
        failed = 1;
        number = errno;
    }
    if (failed && target->path != NULL)
        unlink(target->name);
    clear_target(target);
    errno = number;
    return failed ? -1 : 0;
}

static int write_file(const char *path, const xp_string_t text)
{
    target_t target;

    if (open_target(&target, path) != 0)
        return -1;
    return close_target(&target, write_bytes(target.file, text->text, text->length) != 0);
}

int xp_cli_write_to(const char *path, const xp_string_t text)
{
    int failed = strcmp(path, "-") == 0
                     ? write_bytes(STDOUT_FILENO, text->text, text->length)
                     : write_file(path, text);

    if (failed != 0)
        return fail_write(strcmp(path, "-") == 0 ? "standard output" : path);
    return XP_EXIT_YES;
}

static int goes_to_file(const xp_cli_options_struct *options)
{
    return options->output != NULL && strcmp(options->output, "-") != 0;
}

/* Whether the report is not wanted, or a certificate has standard output. */
static int is_silent(const xp_cli_options_struct *options)
{
    return options->quiet
           || (options->certificate != NULL && strcmp(options->certificate, "-") == 0);
}

int xp_cli_write(const xp_cli_options_struct *options, const xp_string_t text, int status)
{
    xp_cli_watch_end();
    if (options->capture != NULL)
    {
        xp_string_add_bytes(options->capture, text->text, text->length);
        return status;
    }
    if (goes_to_file(options))
        return write_file(options->output, text) == 0 ? status : fail_write(options->output);
    if (is_silent(options) || write_bytes(STDOUT_FILENO, text->text, text->length) == 0)
        return status;
    return fail_write("standard output");
}

/* The file of -o while a report is written in pieces. */
struct xp_cli_file
{
    target_t target;
};

static xp_status_t fail_piece(const char *path, xp_error_t error)
{
    xp_error_set(error, "%s: %s", path, strerror(errno));
    return XP_SYSTEM;
}

static xp_status_t take_piece(void *data, const char *bytes, size_t length, xp_error_t error)
{
    xp_cli_outlet_struct *outlet = data;
    const xp_cli_options_struct *options = outlet->options;

    outlet->begun = 1;
    if (options->capture != NULL)
        xp_string_add_bytes(options->capture, bytes, length);
    else if (goes_to_file(options))
    {
        if (outlet->file == NULL)
        {
            struct xp_cli_file *file = xp_malloc(sizeof *file);

            if (open_target(&file->target, options->output) != 0)
            {
                free(file);
                return fail_piece(options->output, error);
            }
            outlet->file = file;
        }
        if (write_bytes(outlet->file->target.file, bytes, length) != 0)
            return fail_piece(options->output, error);
    }
    else if (!is_silent(options))
    {
        xp_cli_watch_end();
        if (write_bytes(STDOUT_FILENO, bytes, length) != 0)
            return fail_piece("standard output", error);
    }
    return XP_OK;
}

void xp_cli_outlet_init(xp_cli_outlet_t outlet, const xp_cli_options_struct *options)
{
    memset(outlet, 0, sizeof(xp_cli_outlet_struct));
    outlet->options = options;
    outlet->sink.take = take_piece;
    outlet->sink.data = outlet;
}

int xp_cli_outlet_end(xp_cli_outlet_t outlet, const xp_string_t rest, int status)
{
    const xp_cli_options_struct *options = outlet->options;
    int failed;

    if (outlet->file == NULL)
        return xp_cli_write(options, rest, status);
    xp_cli_watch_end();
    failed = write_bytes(outlet->file->target.file, rest->text, rest->length) != 0;
    failed = close_target(&outlet->file->target, failed) != 0;
    free(outlet->file);
    outlet->file = NULL;
    return failed ? fail_write(options->output) : status;
}

int xp_cli_outlet_fail(xp_cli_outlet_t outlet, xp_status_t status, const xp_error_struct *error)
{
    int to_file = outlet->file != NULL;
    xp_string_t reason;

    if (to_file)
    {
        close_target(&outlet->file->target, 1);
        free(outlet->file);
        outlet->file = NULL;
    }
    if (status != XP_STOPPED || !outlet->begun)
        return xp_cli_fail(status, error);
    xp_cli_watch_end();
    xp_string_init(reason);
    xp_cli_add_stop_reason(reason);
    xp_cli_say("expost: %s while the report was written: %s\n", reason->text,
               to_file ? "no file is left" : "it is not complete");
    xp_string_clear(reason);
    return xp_cli_status(status);
}

const char *xp_cli_operand(const xp_cli_options_struct *options, const char *what)
{
    if (options->operands.count == 1)
        return options->operands.text[0];
    if (options->operands.count == 0)
        xp_cli_fail_usage(options->command, "%s: %s is missing", options->command->name, what);
    else
        xp_cli_fail_usage(options->command, "%s: one %s only, not also `%s`",
                          options->command->name, what, options->operands.text[1]);
    return NULL;
}
