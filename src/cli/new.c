/* The command new: a model of a known family. */
#include "cli/cli.h"

void xp_cli_add_families(xp_string_t out)
{
    size_t count, i;
    const xp_family_info_t *info = xp_family_list(&count);

    xp_string_add(out, "Families of `expost new`, with the sizes that they take (and have):\n\n");
    for (i = 0; i < count; i++)
    {
        xp_string_printf(out, "  %-20s %s\n", info[i].name, info[i].summary);
        if (info[i].usual.agents > 0 || info[i].usual.types > 0)
        {
            xp_string_printf(out, "  %-20s", "");
            if (info[i].least.agents > 0)
                xp_string_printf(out, " --agents N (%ld)", info[i].usual.agents);
            if (info[i].least.types > 0)
                xp_string_printf(out, " --types N (%ld)", info[i].usual.types);
            if (info[i].least.outcomes > 0)
                xp_string_add(out, " --outcomes N (every mean)");
            if (info[i].least.units > 0)
                xp_string_printf(out, " --units N (%ld)", info[i].usual.units);
            if (info[i].texts.price != NULL)
                xp_string_printf(out, " --price P (%s)", info[i].texts.price);
            if (info[i].texts.bids != NULL)
                xp_string_printf(out, " --bids FORMULAS (%s)", info[i].texts.bids);
            xp_string_add_char(out, '\n');
        }
    }
}

int xp_cli_run_new(const xp_cli_options_struct *options)
{
    const xp_family_texts_t texts = {options->price, options->bids};
    const char *family;
    xp_error_t error;
    xp_string_t out;
    xp_status_t status;
    int exit_status;

    xp_string_init(out);
    if (options->list)
    {
        xp_cli_add_families(out);
        exit_status = xp_cli_write(options, out, XP_EXIT_YES);
        xp_string_clear(out);
        return exit_status;
    }
    family = xp_cli_operand(options, "a FAMILY (`expost new --list` names them)");
    if (family == NULL)
    {
        xp_string_clear(out);
        return XP_EXIT_USAGE;
    }
    xp_error_init(error);
    status = xp_family_write(out, family, &options->sizes, &texts, error);
    exit_status = status == XP_OK ? xp_cli_write(options, out, XP_EXIT_YES)
                                  : xp_cli_fail(status, error);
    xp_error_clear(error);
    xp_string_clear(out);
    return exit_status;
}
