/* The orders that voters may report, from the command line. */
#include "cli/vote.h"

#include <string.h>

static int fail_sizes(const xp_cli_options_struct *options, const xp_domain_t domain)
{
    if (options->alternatives == 0 || options->alternatives == domain->alternative_count)
        return XP_EXIT_YES;
    return xp_cli_fail_usage(options->command, "--alternatives %ld: %s has %ld alternatives",
                             options->alternatives, options->domain,
                             (long) domain->alternative_count);
}

/* The distinct orders of a file of ballots. */
static int read_listed(xp_domain_t domain, const xp_cli_options_struct *options)
{
    xp_ballots_t ballots;
    xp_error_t error;
    xp_status_t made;
    int status;

    xp_ballots_init(ballots);
    xp_error_init(error);
    status = xp_cli_read_ballots(ballots, options, options->domain);
    if (status == XP_EXIT_YES)
    {
        made = xp_domain_set_ballots(domain, ballots, error);
        status = made == XP_OK ? fail_sizes(options, domain) : xp_cli_fail(made, error);
    }
    xp_error_clear(error);
    xp_ballots_clear(ballots);
    return status;
}

int xp_cli_read_vote_domain(xp_domain_t domain, const xp_cli_options_struct *options)
{
    xp_domain_kind_t kind = XP_DOMAIN_FULL;
    xp_error_t error;
    xp_status_t made;

    if (options->domain != NULL && strcmp(options->domain, "single-peaked") == 0)
        kind = XP_DOMAIN_SINGLE_PEAKED;
    else if (options->domain != NULL && strcmp(options->domain, "full") != 0)
        return read_listed(domain, options);
    if (options->alternatives == 0)
        return xp_cli_fail_usage(options->command, "--alternatives is missing: how many "
                                                   "alternatives there are");
    xp_error_init(error);
    made = xp_domain_set_kind(domain, kind, options->alternatives, NULL, error);
    if (made != XP_OK)
    {
        int status = xp_cli_fail(made, error);

        xp_error_clear(error);
        return status;
    }
    xp_error_clear(error);
    return XP_EXIT_YES;
}

int xp_cli_read_vote_properties(unsigned *properties, const xp_cli_options_struct *options)
{
    xp_error_t error;
    int status = XP_EXIT_YES;

    *properties = 0;
    if (options->properties.count == 0)
        return xp_cli_fail_usage(options->command, "-p is missing: the properties to ask for, of "
                                                   "`expost help vote-properties`");
    xp_error_init(error);
    for (size_t k = 0; k < options->properties.count && status == XP_EXIT_YES; k++)
        if (xp_vote_properties_parse(properties, options->properties.text[k], error) != XP_OK)
            status = xp_cli_fail_usage(options->command, "-p %s: %s",
                                       options->properties.text[k], error->message);
    xp_error_clear(error);
    return status;
}
