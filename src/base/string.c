/* A growing text. */
#include <expost/base/string.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_string_init(xp_string_t string)
{
    string->text = xp_calloc(1, 1);
    string->length = 0;
    string->room = 1;
}

void xp_string_clear(xp_string_t string)
{
    free(string->text);
    string->text = NULL;
    string->length = string->room = 0;
}

void xp_string_swap(xp_string_t a, xp_string_t b)
{
    xp_string_struct keep = *a;

    *a = *b;
    *b = keep;
}

void xp_string_reset(xp_string_t string)
{
    string->length = 0;
    if (string->text != NULL)
        string->text[0] = '\0';
}

/* There is room for the final zero byte too. */
void xp_string_make_room(xp_string_t string, size_t more)
{
    size_t room = string->room > 0 ? string->room : 16;

    if (more >= (size_t) -1 / 4 - string->length)
        abort();
    while (room <= string->length + more)
        room = 2 * room;
    if (room > string->room)
    {
        string->text = xp_realloc(string->text, room);
        string->room = room;
    }
}

void xp_string_add_bytes(xp_string_t string, const char *bytes, size_t length)
{
    xp_string_make_room(string, length);
    memcpy(string->text + string->length, bytes, length);
    string->length += length;
    string->text[string->length] = '\0';
}

void xp_string_add(xp_string_t string, const char *text)
{
    xp_string_add_bytes(string, text, strlen(text));
}

void xp_string_add_char(xp_string_t string, char byte)
{
    xp_string_add_bytes(string, &byte, 1);
}

void xp_string_vprintf(xp_string_t string, const char *format, va_list arguments)
{
    va_list again;
    int length;

    va_copy(again, arguments);
    length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length <= 0)
        return;
    xp_string_make_room(string, (size_t) length);
    vsnprintf(string->text + string->length, (size_t) length + 1, format, arguments);
    string->length += (size_t) length;
}

void xp_string_printf(xp_string_t string, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    xp_string_vprintf(string, format, arguments);
    va_end(arguments);
}

char *xp_string_take(xp_string_t string)
{
    char *text = string->text == NULL ? xp_calloc(1, 1) : string->text;

    string->text = NULL;
    string->length = string->room = 0;
    return text;
}

void xp_string_add_shell_word(xp_string_t string, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "-_./=,:+@%^";

    if (word[0] != '\0' && word[strspn(word, plain)] == '\0')
    {
        xp_string_add(string, word);
        return;
    }
    xp_string_add_char(string, '\'');
    for (; *word != '\0'; word++)
        if (*word == '\'')
            xp_string_add(string, "'\\''");
        else
            xp_string_add_char(string, *word);
    xp_string_add_char(string, '\'');
}
