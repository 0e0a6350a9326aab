/* What the program prints: results, all at once, and errors. */
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

static int write_bytes(int file, const xp_string_t text)
{
    size_t done = 0;

    while (done < text->length)
    {
        ssize_t count = write(file, text->text + done, text->length - done);

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

/* Writes to a temporary beside path and renames it, so that path is never half-written. */
static int replace_file(const char *path, const struct stat *old, const xp_string_t text)
{
    xp_string_t name;
    int file, failed, number;

    xp_string_init(name);
    xp_string_printf(name, "%s.XXXXXX", path);
    file = mkstemp(name->text);
    if (file < 0)
    {
        xp_string_clear(name);
        return -1;
    }
    failed = write_bytes(file, text) != 0 || fchmod(file, choose_mode(old)) != 0
             || (fsync(file) != 0 && errno != EINVAL);
    number = errno;
    if (close(file) != 0 && !failed)
    {
        failed = 1;
        number = errno;
    }
    if (!failed && rename(name->text, path) != 0)
    {
        failed = 1;
        number = errno;
    }
    if (failed)
        unlink(name->text);
    xp_string_clear(name);
    errno = number;
    return failed ? -1 : 0;
}

/* A device or a pipe is written to as it is; a link's target is replaced, not the link. */
static int write_file(const char *path, const xp_string_t text)
{
    struct stat old;
    char *target;
    int known = stat(path, &old) == 0, file, failed;

    if (!known || S_ISREG(old.st_mode))
    {
        target = known ? realpath(path, NULL) : NULL;
        failed = replace_file(target != NULL ? target : path, known ? &old : NULL, text);
        free(target);
        return failed;
    }
    file = open(path, O_WRONLY);
    if (file < 0)
        return -1;
    failed = write_bytes(file, text) != 0;
    return close(file) != 0 || failed ? -1 : 0;
}

int xp_cli_write_to(const char *path, const xp_string_t text)
{
    int failed = strcmp(path, "-") == 0 ? write_bytes(STDOUT_FILENO, text)
                                        : write_file(path, text);

    if (failed != 0)
        return fail_write(strcmp(path, "-") == 0 ? "standard output" : path);
    return XP_EXIT_YES;
}

int xp_cli_write(const xp_cli_options_struct *options, const xp_string_t text, int status)
{
    int to_file = options->output != NULL && strcmp(options->output, "-") != 0;

    xp_cli_watch_end();
    if (options->capture != NULL)
    {
        xp_string_add_bytes(options->capture, text->text, text->length);
        return status;
    }
    if (to_file)
        return write_file(options->output, text) == 0 ? status : fail_write(options->output);
    if (options->quiet || (options->certificate != NULL && strcmp(options->certificate, "-") == 0))
        return status;
    return write_bytes(STDOUT_FILENO, text) == 0 ? status : fail_write("standard output");
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
