/* The table of a social choice function as CSV. */
#include <expost/render/vote_check.h>

/* A cell, in quotation marks where its text needs them. */
static void add_cell(xp_string_t out, const xp_string_t text)
{
    size_t i;
    int plain = 1;

    for (i = 0; i < text->length; i++)
        plain = plain && text->text[i] != ',' && text->text[i] != '"' && text->text[i] != '\n'
                && text->text[i] != '\r';
    if (!plain)
        xp_string_add_char(out, '"');
    for (i = 0; i < text->length; i++)
    {
        if (text->text[i] == '"')
            xp_string_add_char(out, '"');
        xp_string_add_char(out, text->text[i]);
    }
    if (!plain)
        xp_string_add_char(out, '"');
}

void xp_choice_write_csv(xp_string_t out, const xp_choice_t choice)
{
    const xp_domain_struct *domain = choice->domain;
    xp_string_t cell;
    slong profile, i;

    xp_string_init(cell);
    for (i = 0; i < choice->voter_count; i++)
        xp_string_printf(out, "voter%ld,", (long) i + 1);
    xp_string_add(out, "alternative\r\n");
    for (profile = 0; profile < choice->profile_count; profile++)
    {
        for (i = 0; i < choice->voter_count; i++)
        {
            xp_string_reset(cell);
            xp_vote_order_add(cell, domain, xp_choice_order(choice, profile, i), ">", "~");
            add_cell(out, cell);
            xp_string_add_char(out, ',');
        }
        xp_string_reset(cell);
        xp_string_add(cell, domain->label[choice->choice[profile]]);
        add_cell(out, cell);
        xp_string_add(out, "\r\n");
    }
    xp_string_clear(cell);
}
