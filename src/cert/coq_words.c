/* Numbers, lists, tables and comments of a file for Coq. */
#include "cert/coq_impl.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

#include "cert/prose.h"

/* Columns that a line of a list may take, and one of a comment. */
#define LIST_LINE 94
#define COMMENT_LINE 96

void xp_coq_add(xp_coq_t *c, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    xp_string_vprintf(c->out, format, arguments);
    va_end(arguments);
}

void xp_coq_comment(xp_coq_t *c, const char *words)
{
    const char *at;
    xp_string_t safe, folded;

    xp_string_init(safe);
    for (at = words; *at != '\0'; at++)
    {
        /* Neither the signs of a comment nor a string, which a comment may not leave open. */
        if (at > words && ((at[-1] == '(' && *at == '*') || (at[-1] == '*' && *at == ')')))
            xp_string_add_char(safe, ' ');
        if (*at == '"')
            xp_string_add_char(safe, '\'');
        else
            xp_string_add_char(safe, (unsigned char) *at < ' ' || *at == 0x7F ? '?' : *at);
    }
    xp_string_init(folded);
    xp_prose_fold(folded, safe->text, COMMENT_LINE, "(* ", "   ");
    xp_string_add_bytes(c->out, folded->text, folded->length - 1);
    xp_string_add(c->out, " *)\n");
    xp_string_clear(folded);
    xp_string_clear(safe);
}

void xp_coq_break(xp_coq_t *c)
{
    xp_coq_add(c, "\n%*s", (int) c->indent, "");
}

size_t xp_coq_begin_thing(xp_coq_t *c, slong place, const char *separator)
{
    if (place > 0)
        xp_coq_add(c, "%s ", separator);
    return c->out->length;
}

static size_t line_width(const xp_string_t out)
{
    size_t begun = out->length;

    while (begun > 0 && out->text[begun - 1] != '\n')
        begun--;
    return out->length - begun;
}

void xp_coq_end_thing(xp_coq_t *c, size_t begun)
{
    char *thing;
    size_t length;

    if (begun == 0 || c->out->text[begun - 1] != ' ' || line_width(c->out) <= LIST_LINE)
        return;
    length = c->out->length - begun;
    thing = xp_malloc(length + 1);
    memcpy(thing, c->out->text + begun, length);
    while (begun > 0 && c->out->text[begun - 1] == ' ')
        begun--;
    c->out->length = begun;
    c->out->text[begun] = '\0';
    xp_coq_break(c);
    xp_string_add_bytes(c->out, thing, length);
    free(thing);
}

void xp_coq_number(xp_coq_t *c, const fmpq_t value)
{
    fmpq_t whole;

    fmpq_init(whole);
    fmpz_set(fmpq_numref(whole), fmpq_numref(value));
    xp_rat_add_text(c->out, whole);
    if (!fmpz_is_one(fmpq_denref(value)))
    {
        xp_coq_add(c, " # ");
        fmpz_set(fmpq_numref(whole), fmpq_denref(value));
        xp_rat_add_text(c->out, whole);
    }
    fmpq_clear(whole);
}

void xp_coq_argument(xp_coq_t *c, const fmpq_t value)
{
    int bare = fmpq_sgn(value) >= 0 && fmpz_is_one(fmpq_denref(value));

    xp_coq_add(c, bare ? "" : "(");
    xp_coq_number(c, value);
    xp_coq_add(c, bare ? "" : ")");
}

void xp_coq_entry(xp_coq_t *c, const xp_table_struct *table, slong index)
{
    fmpq_t value;

    fmpq_init(value);
    xp_table_get_fmpq(value, table, index);
    xp_coq_number(c, value);
    fmpq_clear(value);
}

void xp_coq_entries(xp_coq_t *c, const xp_table_struct *table, slong first, slong count,
                    slong stride)
{
    slong e;

    xp_coq_add(c, "[");
    for (e = 0; e < count; e++)
    {
        const size_t begun = xp_coq_begin_thing(c, e, ";");

        xp_coq_entry(c, table, first + e * stride);
        xp_coq_end_thing(c, begun);
    }
    xp_coq_add(c, "]");
}

void xp_coq_profile(xp_coq_t *c, slong index)
{
    const xp_profiles_struct *profiles = c->environment->profiles;
    slong i;

    xp_coq_add(c, "[");
    for (i = 0; i < profiles->agents; i++)
        xp_coq_add(c, "%s%ld", i > 0 ? "; " : "",
                   (long) (index / profiles->stride[i] % profiles->types[i]));
    xp_coq_add(c, "]%%nat");
}

typedef struct
{
    xp_coq_entry_t entry;
    const void *context;
    slong without;
} table_t;

/* The types of the agents from `agent` on, those before being at the profile of this index. */
static void add_branches(xp_coq_t *c, const table_t *table, slong agent, slong index)
{
    const xp_profiles_struct *profiles = c->environment->profiles;
    const slong count = agent == table->without ? 1 : profiles->types[agent];
    const slong stride = profiles->stride[agent];
    slong t;

    if (agent + 1 == profiles->agents)
    {
        xp_coq_add(c, "cells [");
        for (t = 0; t < count; t++)
        {
            const size_t begun = xp_coq_begin_thing(c, t, ";");

            table->entry(c, table->context, index + t * stride);
            xp_coq_end_thing(c, begun);
        }
        xp_coq_add(c, "]");
        return;
    }
    xp_coq_add(c, "By [");
    c->indent += 4;
    for (t = 0; t < count; t++)
    {
        if (t > 0)
        {
            xp_coq_add(c, ";");
            xp_coq_break(c);
        }
        add_branches(c, table, agent + 1, index + t * stride);
    }
    c->indent -= 4;
    xp_coq_add(c, "]");
}

void xp_coq_table(xp_coq_t *c, xp_coq_entry_t entry, const void *context, slong without)
{
    const table_t table = {entry, context, without};

    add_branches(c, &table, 0, 0);
}
