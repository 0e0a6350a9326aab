/* A mechanism: a rule and payments in an environment, ready to be asked. */
#include <expost/model/mechanism.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_mechanism_init(xp_mechanism_t mechanism)
{
    memset(mechanism, 0, sizeof(xp_mechanism_struct));
    xp_rule_init(mechanism->rule);
    xp_payments_init(mechanism->payments);
}

void xp_mechanism_clear(xp_mechanism_t mechanism)
{
    size_t k;
    slong i;

    if (mechanism->subsidy != NULL)
        for (i = 0; i < mechanism->environment->agent_count; i++)
            fmpq_clear(mechanism->subsidy + i);
    free(mechanism->subsidy);
    xp_rule_clear(mechanism->rule);
    xp_payments_clear(mechanism->payments);
    free(mechanism->name);
    for (k = 0; k < mechanism->note_count; k++)
        free(mechanism->note[k]);
    free(mechanism->note);
    if (mechanism->context_clear != NULL)
        mechanism->context_clear(mechanism->context);
}

void xp_mechanism_swap(xp_mechanism_t a, xp_mechanism_t b)
{
    xp_mechanism_struct keep = *a;

    *a = *b;
    *b = keep;
}

void xp_mechanism_add_note(xp_mechanism_t mechanism, const char *format, ...)
{
    va_list arguments;
    char *note;
    int length;
    size_t k;

    va_start(arguments, format);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    note = xp_malloc((size_t) length + 1);
    va_start(arguments, format);
    vsnprintf(note, (size_t) length + 1, format, arguments);
    va_end(arguments);
    for (k = 0; k < mechanism->note_count; k++)
        if (strcmp(mechanism->note[k], note) == 0)
        {
            free(note);
            return;
        }
    xp_array_grow(&mechanism->note, &mechanism->note_room, mechanism->note_count, sizeof(char *));
    mechanism->note[mechanism->note_count++] = note;
}
