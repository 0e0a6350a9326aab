/* The values of options: words, counts, times, sizes. */
#include "cli/option_values.h"

#include <string.h>

#include <expost/base/nearest.h>
#include <expost/exist/decide.h>
#include <expost/num/rat.h>

/* The place of value among words, or -1 after the message. */
static int choose(const xp_cli_options_struct *options, const char *name, const char *value,
                  const char *const *word, size_t count)
{
    const char *nearest;
    xp_string_t list;
    size_t i;

    for (i = 0; i < count; i++)
        if (strcmp(value, word[i]) == 0)
            return (int) i;
    nearest = xp_nearest(value, word, count);
    xp_string_init(list);
    for (i = 0; i < count; i++)
        xp_string_printf(list, "%s%s", i == 0 ? "" : i + 1 == count ? " or " : ", ", word[i]);
    if (nearest != NULL)
        xp_cli_fail_usage(options->command, "--%s %s: did you mean `%s`? It is %s", name, value,
                          nearest, list->text);
    else
        xp_cli_fail_usage(options->command, "--%s %s: it is %s", name, value, list->text);
    xp_string_clear(list);
    return -1;
}

/* A count between least and most, or -1 after the message. */
static long read_count(const xp_cli_options_struct *options, const char *name,
                       const char *value, long least, long most)
{
    size_t digits = strspn(value, "0123456789");
    long count = 0;
    size_t i;

    if (digits > 0 && value[digits] == '\0' && digits < 18)
    {
        for (i = 0; i < digits; i++)
            count = 10 * count + (value[i] - '0');
        if (count >= least && count <= most)
            return count;
    }
    xp_cli_fail_usage(options->command, "--%s %s: a whole number from %ld to %ld is needed",
                      name, value, least, most);
    return -1;
}

/* Seconds, perhaps with decimals, as nanoseconds rounded up. */
static int read_seconds(xp_cli_options_t options, const char *value)
{
    xp_error_t error;
    fmpq_t seconds;
    fmpz_t nanoseconds;
    int status = XP_EXIT_YES;

    xp_error_init(error);
    fmpq_init(seconds);
    fmpz_init(nanoseconds);
    if (xp_rat_set_text(seconds, value, strlen(value), error) == XP_OK)
    {
        fmpz_set_ui(nanoseconds, 1000000000);
        fmpq_mul_fmpz(seconds, seconds, nanoseconds);
        fmpz_cdiv_q(nanoseconds, fmpq_numref(seconds), fmpq_denref(seconds));
    }
    if (fmpz_sgn(nanoseconds) <= 0 || fmpz_bits(nanoseconds) > 62)
        status = xp_cli_fail_usage(options->command,
                                   "--timeout %s: a number of seconds above 0 is needed", value);
    else
        options->nanoseconds = (int64_t) fmpz_get_si(nanoseconds);
    fmpz_clear(nanoseconds);
    fmpq_clear(seconds);
    xp_error_clear(error);
    return status;
}

/* Bytes: a number, and K, M or G for powers of 1024. */
static int read_bytes(xp_cli_options_t options, const char *value)
{
    static const char units[] = "KMG";
    size_t digits = strspn(value, "0123456789"), bytes = 0, i;
    const char *unit = value + digits;
    unsigned shift = 0;

    if (*unit != '\0' && strchr(units, *unit) != NULL)
        shift = 10 * (unsigned) (strchr(units, *unit++) - units + 1);
    if (digits == 0 || digits > 15 || *unit != '\0')
        return xp_cli_fail_usage(options->command,
                                 "--memory %s: a size such as 500M or 2G is needed", value);
    for (i = 0; i < digits; i++)
        bytes = 10 * bytes + (size_t) (value[i] - '0');
    if (bytes == 0 || bytes > ((size_t) 1 << 60) >> shift)
        return xp_cli_fail_usage(options->command,
                                 "--memory %s: a size such as 500M or 2G is needed", value);
    options->memory = bytes << shift;
    return XP_EXIT_YES;
}

static int set_objective(xp_cli_options_t options, const char *name, const char *value,
                         int maximise)
{
    if (options->objective != NULL)
        return xp_cli_fail_usage(options->command, "--%s %s: there is an objective already, `%s`",
                                 name, value, options->objective);
    options->objective = value;
    options->maximise = maximise;
    return XP_EXIT_YES;
}

static int set_method(xp_cli_options_t options, const char *name, const char *value)
{
    const char *word[XP_METHOD_COUNT];
    int i;

    for (i = 0; i < XP_METHOD_COUNT; i++)
        word[i] = xp_method_word((xp_method_t) i);
    options->method = value;
    return choose(options, name, value, word, XP_METHOD_COUNT) < 0 ? XP_EXIT_USAGE : XP_EXIT_YES;
}

static int set_rule(xp_cli_options_t options, const char *name, const char *value)
{
    static const char *const word[] = {"efficient", "model", "free"};

    options->rule = value;
    /* a voting rule is read by its command */
    if (options->command->bit & XP_FOR_VOTE)
        return XP_EXIT_YES;
    return choose(options, name, value, word, 3) < 0 ? XP_EXIT_USAGE : XP_EXIT_YES;
}

static int set_target(xp_cli_options_t options, const char *name, const char *value)
{
    static const char *const word[] = {"lp", "mps", "vipr", "env"};

    options->to = value;
    return choose(options, name, value, word, 4) < 0 ? XP_EXIT_USAGE : XP_EXIT_YES;
}

/* A certificate becomes prose, which has no tables to speak of, or a file for Coq. */
static int set_prose(xp_cli_options_t options, const char *name, const char *value)
{
    static const char *const word[] = {"text", "latex", "markdown", "coq"};
    static const xp_format_t format[] = {XP_FORMAT_TEXT, XP_FORMAT_LATEX, XP_FORMAT_MARKDOWN,
                                         XP_FORMAT_COQ};
    int chosen = choose(options, name, value, word, 4);

    options->format = chosen < 0 ? XP_FORMAT_TEXT : format[chosen];
    return chosen < 0 ? XP_EXIT_USAGE : XP_EXIT_YES;
}

/* Of votes: ballots are written as a PrefLib file. */
static int set_vote_format(xp_cli_options_t options, const char *name, const char *value)
{
    static const char *const word[] = {"text", "latex", "markdown", "csv", "json", "preflib"};
    int chosen = choose(options, name, value, word, 6);

    options->format = chosen == 5 ? XP_FORMAT_PREFLIB
                      : chosen < 0 ? XP_FORMAT_TEXT : (xp_format_t) chosen;
    return chosen < 0 ? XP_EXIT_USAGE : XP_EXIT_YES;
}

static int set_format(xp_cli_options_t options, const char *name, const char *value)
{
    static const char *const word[] = {"text", "latex", "markdown", "csv", "json", "mech"};
    int only_show = (options->command->bit & XP_FOR_SHOW) == 0;
    int chosen;

    if (options->command->bit & XP_FOR_EXPLAIN)
        return set_prose(options, name, value);
    if (options->command->bit & XP_FOR_VOTE)
        return set_vote_format(options, name, value);
    if (strcmp(value, "coq") == 0)
        return xp_cli_fail_usage(options->command, "--format coq: only `explain` writes a file "
                                                   "for Coq");
    if (only_show && strcmp(value, "mech") == 0)
        return xp_cli_fail_usage(options->command, "--format mech: only `show` writes a model");
    chosen = choose(options, name, value, word, only_show ? 5 : 6);
    options->format = chosen < 0 ? XP_FORMAT_TEXT : (xp_format_t) chosen;
    return chosen < 0 ? XP_EXIT_USAGE : XP_EXIT_YES;
}

static int set_ties(xp_cli_options_t options, const char *name, const char *value)
{
    static const char *const word[] = {"first", "last", "lottery"};
    int chosen = choose(options, name, value, word, options->command->bit & XP_FOR_VOTE ? 2 : 3);

    options->has_ties = 1;
    options->ties = chosen < 0 ? XP_TIES_FIRST : (xp_ties_t) chosen;
    return chosen < 0 ? XP_EXIT_USAGE : XP_EXIT_YES;
}

static int set_drop(xp_cli_options_t options, const char *name, const char *value)
{
    static const char *const word[] = {"last", "first"};
    int chosen = choose(options, name, value, word, 2);

    options->drop_first = chosen == 1;
    return chosen < 0 ? XP_EXIT_USAGE : XP_EXIT_YES;
}

static int set_ir(xp_cli_options_t options, const char *name, const char *value)
{
    static const char *const word[] = {"interim", "ex-post", "ex-ante"};
    int chosen = choose(options, name, value, word, 3);

    options->ir = chosen < 0 ? XP_IR_DEFAULT : (xp_ir_t) (XP_IR_INTERIM + chosen);
    return chosen < 0 ? XP_EXIT_USAGE : XP_EXIT_YES;
}

static int set_progress(xp_cli_options_t options, const char *name, const char *value)
{
    static const char *const word[] = {"auto", "always", "never"};
    int chosen = choose(options, name, value, word, 3);

    options->progress = chosen < 0 ? XP_PROGRESS_AUTO : (xp_cli_progress_t) chosen;
    return chosen < 0 ? XP_EXIT_USAGE : XP_EXIT_YES;
}

static int set_count(long *count, const xp_cli_options_struct *options, const char *name,
                     const char *value, long least, long most)
{
    *count = read_count(options, name, value, least, most);
    return *count < 0 ? XP_EXIT_USAGE : XP_EXIT_YES;
}

static int set_threads(xp_cli_options_t options, const char *name, const char *value)
{
    long count = read_count(options, name, value, 1, 1024);

    options->threads = count < 0 ? 0 : (int) count;
    return count < 0 ? XP_EXIT_USAGE : XP_EXIT_YES;
}

/* The options that are a text or a mark. */
static void set_plain(xp_cli_options_t options, xp_cli_option_t option, const char *value)
{
    if (option == XP_OPTION_DEFINE)
        xp_cli_texts_add(&options->defines, value);
    else if (option == XP_OPTION_PROPERTIES)
        xp_cli_texts_add(&options->properties, value);
    else if (option == XP_OPTION_MECHANISM)
        options->mechanism = value;
    else if (option == XP_OPTION_AT)
        options->at = value;
    else if (option == XP_OPTION_INTERIM)
        options->interim = 1;
    else if (option == XP_OPTION_OUTPUT)
        options->output = value;
    else if (option == XP_OPTION_CERTIFICATE)
        options->certificate = value;
    else if (option == XP_OPTION_BOUNDARY)
        options->boundary = 1;
    else if (option == XP_OPTION_ALONG)
        options->along = value;
    else if (option == XP_OPTION_PLOT)
        options->plot = value;
    else if (option == XP_OPTION_DETERMINISTIC)
        options->deterministic = 1;
    else if (option == XP_OPTION_REDUCED)
        options->reduced = 1;
    else if (option == XP_OPTION_SHRINK)
        options->shrink = 1;
    else if (option == XP_OPTION_ALL)
        options->all = 1;
    else if (option == XP_OPTION_STATS)
        options->stats = 1;
    else if (option == XP_OPTION_QUIET)
        options->quiet = 1;
    else if (option == XP_OPTION_DOMAIN)
        options->domain = value;
    else if (option == XP_OPTION_TABLE)
        options->table = value;
    else if (option == XP_OPTION_COUNT)
        options->count = 1;
    else if (option == XP_OPTION_BIDS)
        options->bids = value;
    else if (option == XP_OPTION_PRICE)
        options->price = value;
    else if (option == XP_OPTION_WIN)
        xp_cli_texts_add(&options->win, value);
    else if (option == XP_OPTION_FROM)
        options->from = value;
    else if (option == XP_OPTION_LIST)
        options->list = 1;
    else if (option == XP_OPTION_VERSION)
        options->version = 1;
    else
        options->help = 1;
}

int xp_cli_option_set(xp_cli_options_t options, xp_cli_option_t option, const char *name,
                      const char *value)
{
    switch (option)
    {
    case XP_OPTION_TIES:
        return set_ties(options, name, value);
    case XP_OPTION_IR:
        return set_ir(options, name, value);
    case XP_OPTION_MAXIMISE:
        return set_objective(options, name, value, 1);
    case XP_OPTION_MINIMISE:
        return set_objective(options, name, value, 0);
    case XP_OPTION_METHOD:
        return set_method(options, name, value);
    case XP_OPTION_RULE:
        return set_rule(options, name, value);
    case XP_OPTION_TO:
        return set_target(options, name, value);
    case XP_OPTION_FORMAT:
        return set_format(options, name, value);
    case XP_OPTION_DIGITS:
        return set_count(&options->digits, options, name, value, 0, 10000);
    case XP_OPTION_THREADS:
        return set_threads(options, name, value);
    case XP_OPTION_TIMEOUT:
        return read_seconds(options, value);
    case XP_OPTION_MEMORY:
        return read_bytes(options, value);
    case XP_OPTION_PROGRESS:
        return set_progress(options, name, value);
    case XP_OPTION_AGENTS:
        options->agents = value;
        return options->command->bit & XP_FOR_REDISTRIBUTE
                   ? XP_EXIT_YES
                   : set_count(&options->sizes.agents, options, name, value, 1, XP_FAMILY_LIMIT);
    case XP_OPTION_UNITS:
        options->units = value;
        return options->command->bit & XP_FOR_REDISTRIBUTE
                   ? XP_EXIT_YES
                   : set_count(&options->sizes.units, options, name, value, 1, XP_FAMILY_LIMIT);
    case XP_OPTION_VOTERS:
        return set_count(&options->voters, options, name, value, 1, 1000000);
    case XP_OPTION_ALTERNATIVES:
        return set_count(&options->alternatives, options, name, value, 1, 65535);
    case XP_OPTION_DROP:
        return set_drop(options, name, value);
    case XP_OPTION_TYPES:
        return set_count(&options->sizes.types, options, name, value, 1, XP_FAMILY_LIMIT);
    case XP_OPTION_OUTCOMES:
        return set_count(&options->sizes.outcomes, options, name, value, 1, XP_FAMILY_LIMIT);
    default:
        set_plain(options, option, value);
        return XP_EXIT_YES;
    }
}
