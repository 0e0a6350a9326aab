/* The properties that -p names. */
#include "cli/properties.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <expost/base/memory.h>
#include <expost/base/nearest.h>

static void add(xp_cli_properties_t *properties, xp_property_t property)
{
    size_t i;

    for (i = 0; i < properties->count; i++)
        if (properties->list[i] == property)
            return;
    properties->list[properties->count++] = property;
}

static void add_all(xp_cli_properties_t *properties)
{
    int i;

    for (i = 0; i < XP_PROPERTY_COUNT; i++)
        add(properties, (xp_property_t) i);
    properties->every = 1;
}

/* Words of the field that stand for several properties, and what they could mean. */
static const char *explain_ambiguous(const char *name)
{
    static const struct
    {
        const char *name;
        const char *words;
    } row[] = {
        {"ir", "`epir` (at every profile), `iir` (given the own type) or `eair` (before types "
               "are known)"},
        {"ic", "`dsic` (dominant strategies), `epic` (ex post) or `bic` (Bayesian)"},
        {"bb", "`sbb` (payments equal the cost at every profile), `wbb` (no deficit at any), "
               "`eabb` or `eawbb` (the same on average)"}};
    size_t i;

    for (i = 0; i < sizeof row / sizeof row[0]; i++)
        if (strcasecmp(row[i].name, name) == 0)
            return row[i].words;
    return NULL;
}

static int fail_name(const xp_cli_options_struct *options, const char *name)
{
    const char *names[XP_PROPERTY_COUNT + 1], *nearest;
    const char *ambiguous = explain_ambiguous(name);
    int i;

    for (i = 0; i < XP_PROPERTY_COUNT; i++)
        names[i] = xp_property_info((xp_property_t) i)->name;
    names[XP_PROPERTY_COUNT] = "all";
    nearest = xp_nearest(name, names, XP_PROPERTY_COUNT + 1);
    if (ambiguous != NULL)
        return xp_cli_fail_usage(options->command, "-p %s: which one? It could be %s", name,
                                 ambiguous);
    if (nearest != NULL)
        return xp_cli_fail_usage(options->command,
                                 "-p: there is no property `%s`; did you mean `%s`?", name,
                                 nearest);
    return xp_cli_fail_usage(options->command, "-p: there is no property `%s`; `expost help "
                                               "properties` lists them", name);
}

static int is_about_existence(const xp_cli_options_struct *options)
{
    return (options->command->bit & XP_FOR_QUESTIONS) != 0;
}

/* The properties that a rule has or lacks whatever is paid, and `all`. */
static int refuse_name(const xp_cli_options_struct *options, const char *name)
{
    if (strcmp(name, "all") == 0)
        return xp_cli_fail_usage(options->command, "-p all: only `check` asks for all; name the "
                                                   "properties that a mechanism should have");
    return xp_cli_fail_usage(options->command, "-p %s: a property of the rule alone, which `expost "
                                               "check -p %s` asks", name, name);
}

static int is_monotonicity(xp_property_t property)
{
    return property == XP_WMON || property == XP_CMON || property == XP_BMON;
}

static int fail_without_names(const xp_cli_options_struct *options)
{
    xp_string_t list;
    int i;

    if (!is_about_existence(options))
        return xp_cli_fail_usage(options->command, "check: name properties with -p, as in `-p "
                                                   "dsic,epir`, or ask them all with `-p all`");
    xp_string_init(list);
    for (i = 0; i < XP_PROPERTY_COUNT; i++)
        if (!is_monotonicity((xp_property_t) i))
            xp_string_printf(list, "%s%s", list->length > 0 ? ", " : "",
                             xp_property_info((xp_property_t) i)->name);
    xp_cli_fail_usage(options->command, "%s: name properties with -p, as in `-p bic,iir,sbb`; "
                                        "there are %s", options->command->name, list->text);
    xp_string_clear(list);
    return XP_EXIT_USAGE;
}

static int add_name(xp_cli_properties_t *properties, const xp_cli_options_struct *options,
                    const char *text, size_t length)
{
    char *name = xp_strndup(text, length);
    int status = XP_EXIT_YES;
    xp_property_t property;

    if (strcmp(name, "all") == 0)
    {
        if (is_about_existence(options))
            status = refuse_name(options, name);
        else
            add_all(properties);
    }
    else if (!xp_property_find(&property, name, length))
        status = fail_name(options, name);
    else if (is_about_existence(options) && is_monotonicity(property))
        status = refuse_name(options, name);
    else
        add(properties, property);
    free(name);
    return status;
}

int xp_cli_properties_read(xp_cli_properties_t *properties,
                           const xp_cli_options_struct *options)
{
    size_t i;

    memset(properties, 0, sizeof *properties);
    for (i = 0; i < options->properties.count; i++)
    {
        const char *text = options->properties.text[i];

        for (;;)
        {
            size_t length = strcspn(text, ",");
            int status = add_name(properties, options, text, length);

            if (status != XP_EXIT_YES)
                return status;
            if (text[length] == '\0')
                break;
            text += length + 1;
        }
    }
    if (properties->count == 0)
        return fail_without_names(options);
    return XP_EXIT_YES;
}
