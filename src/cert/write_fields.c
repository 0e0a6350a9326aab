/* The fields of a record as text. */
#include "cert/write_fields.h"

#include <assert.h>

#include <expost/num/rat.h>

void xp_field_begin(xp_string_t out, const char *word)
{
    xp_string_add(out, word);
}

void xp_field_end(xp_string_t out)
{
    xp_string_add_char(out, '\n');
}

void xp_field_word(xp_string_t out, const char *word)
{
    xp_string_add_char(out, ' ');
    xp_string_add(out, word);
}

void xp_field_index(xp_string_t out, slong index)
{
    char digits[24];
    size_t at = sizeof digits;

    assert(index >= 0);
    do
    {
        digits[--at] = (char) ('0' + index % 10);
        index /= 10;
    }
    while (index > 0);
    xp_string_add_char(out, ' ');
    xp_string_add_bytes(out, digits + at, sizeof digits - at);
}

void xp_field_number(xp_string_t out, const fmpq_t value)
{
    xp_string_add_char(out, ' ');
    xp_rat_add_text(out, value);
}

void xp_field_entry(xp_string_t out, const xp_table_t table, slong index)
{
    fmpq_t value;

    fmpq_init(value);
    xp_table_get_fmpq(value, table, index);
    xp_field_number(out, value);
    fmpq_clear(value);
}

void xp_field_label(xp_string_t out, const char *label)
{
    static const char digits[] = "0123456789ABCDEF";
    const unsigned char *byte;

    xp_string_add(out, " \"");
    for (byte = (const unsigned char *) label; *byte != '\0'; byte++)
        if (*byte < 0x20 || *byte > 0x7e || *byte == '"' || *byte == '\\')
        {
            xp_string_add(out, "\\x");
            xp_string_add_char(out, digits[*byte >> 4]);
            xp_string_add_char(out, digits[*byte & 15]);
        }
        else
            xp_string_add_char(out, (char) *byte);
    xp_string_add_char(out, '"');
}

void xp_field_profile(xp_string_t out, const xp_profiles_t profiles, slong index)
{
    slong i;

    for (i = 0; i < profiles->agents; i++)
        xp_field_index(out, index / profiles->stride[i] % profiles->types[i]);
}

void xp_field_others(xp_string_t out, const xp_profiles_t profiles, slong agent, slong line)
{
    const slong index = xp_profiles_line_start(profiles, agent, line);
    slong i;

    for (i = 0; i < profiles->agents; i++)
        if (i != agent)
            xp_field_index(out, index / profiles->stride[i] % profiles->types[i]);
}

void xp_field_key(xp_string_t out, const xp_profiles_t profiles, const xp_row_key_t *key)
{
    const unsigned has = xp_row_kind_indices(key->kind);

    xp_field_word(out, xp_row_kind_word(key->kind));
    if (has & XP_ROW_HAS_AGENT)
        xp_field_index(out, key->agent);
    if (has & XP_ROW_HAS_TYPE)
        xp_field_index(out, key->type);
    if (has & XP_ROW_HAS_REPORT)
        xp_field_index(out, key->report);
    if (has & XP_ROW_HAS_OTHERS)
        xp_field_others(out, profiles, key->agent, key->others);
    if (has & XP_ROW_HAS_PROFILE)
        xp_field_profile(out, profiles, key->profile);
    if (has & XP_ROW_HAS_OUTCOME)
        xp_field_index(out, key->outcome);
}

static void write_lottery(xp_string_t out, const xp_profiles_t profiles, const xp_rule_t rule,
                          slong index)
{
    const slong m = rule->outcome_count;
    const slong row = ((slong) rule->choice[index] - m) * m;
    slong a;

    for (a = 0; a < m; a++)
        if (!fmpz_is_zero(rule->lottery->entry + row + a))
        {
            xp_field_begin(out, "lottery");
            xp_field_profile(out, profiles, index);
            xp_field_index(out, a);
            xp_field_entry(out, rule->lottery, row + a);
            xp_field_end(out);
        }
}

void xp_write_choices(xp_string_t out, const xp_profiles_t profiles, const xp_rule_t rule)
{
    slong index;

    assert(rule->choice != NULL && rule->choice_length == profiles->size);
    for (index = 0; index < profiles->size; index++)
    {
        if ((slong) rule->choice[index] >= rule->outcome_count)
        {
            write_lottery(out, profiles, rule, index);
            continue;
        }
        xp_field_begin(out, "alloc");
        xp_field_profile(out, profiles, index);
        xp_field_index(out, (slong) rule->choice[index]);
        xp_field_end(out);
    }
}
