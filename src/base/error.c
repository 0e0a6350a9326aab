/* An error as a value: the words, and the place in a file where there is one. */
#include <expost/base/error.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_error_init(xp_error_t error)
{
    memset(error, 0, sizeof(xp_error_struct));
}

void xp_error_clear(xp_error_t error)
{
    free(error->message);
    free(error->path);
    free(error->source);
    xp_error_init(error);
}

void xp_error_swap(xp_error_t a, xp_error_t b)
{
    xp_error_struct keep = *a;

    *a = *b;
    *b = keep;
}

void xp_error_set(xp_error_t error, const char *format, ...)
{
    va_list arguments;
    char *message;
    int length;

    va_start(arguments, format);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        length = 0;
    message = xp_malloc((size_t) length + 1);
    message[0] = '\0';
    va_start(arguments, format);
    vsnprintf(message, (size_t) length + 1, format, arguments);
    va_end(arguments);
    xp_error_clear(error);
    error->message = message;
}

/* Whether a line ends with the byte at i: LF, or a CR that no LF follows. */
static int ends_line(const char *text, size_t length, size_t i)
{
    return text[i] == '\n' || (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n'));
}

void xp_error_set_place(xp_error_t error, const char *path, const char *text, size_t length,
                        size_t offset)
{
    size_t start = 0, end, i;

    free(error->path);
    free(error->source);
    error->path = path == NULL ? NULL : xp_strdup(path);
    error->line = 1;
    for (i = 0; i < offset; i++)
        if (ends_line(text, length, i))
        {
            start = i + 1;
            error->line++;
        }
    if (start == 0 && length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        start = offset < 3 ? offset : 3;
    end = start;
    while (end < length && text[end] != '\n' && text[end] != '\r')
        end++;
    error->column = 1;
    for (i = start; i < offset; i++)
        if (((unsigned char) text[i] & 0xC0) != 0x80)
            error->column++;
    error->source = xp_strndup(text + start, end - start);
}

void xp_errors_init(xp_errors_t errors)
{
    memset(errors, 0, sizeof(xp_errors_struct));
}

void xp_errors_clear(xp_errors_t errors)
{
    size_t i;

    for (i = 0; i < errors->count; i++)
        xp_error_clear(errors->error + i);
    free(errors->error);
    xp_errors_init(errors);
}

void xp_errors_add(xp_errors_t errors, xp_error_t error)
{
    size_t i;

    if (errors->count == XP_ERRORS_LIMIT)
    {
        const xp_error_struct *last = errors->error + errors->count - 1;

        if (error->line > last->line
            || (error->line == last->line && error->column >= last->column))
        {
            xp_error_clear(error);
            return;
        }
        xp_error_clear(errors->error + --errors->count);
    }
    xp_array_grow(&errors->error, &errors->room, errors->count, sizeof(xp_error_struct));
    i = errors->count++;
    while (i > 0 && (errors->error[i - 1].line > error->line
                     || (errors->error[i - 1].line == error->line
                         && errors->error[i - 1].column > error->column)))
    {
        errors->error[i] = errors->error[i - 1];
        i--;
    }
    errors->error[i] = *error;
    xp_error_init(error);
}
