/* How often types are to win: --win 'AGENT = 1/4, 3/4', or a table in a file. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/nearest.h>
#include <expost/num/rat.h>

#include "cli/border.h"
#include "text/csv.h"
#include "text/file.h"

/* What is known so far; stated has a flag for each pair. */
typedef struct
{
    const xp_cli_options_struct *options;
    const xp_environment_struct *environment;
    const slong *offset;
    fmpq *win;
    unsigned char *stated;
} wins_t;

static slong find_agent(const xp_environment_struct *environment, const char *name)
{
    slong i;

    for (i = 0; i < environment->agent_count; i++)
        if (strcmp(environment->agent[i].name, name) == 0)
            return i;
    return -1;
}

/* The type of this label, or of this number however it is written; -1: none. */
static slong find_type(const xp_agent_struct *own, const char *text)
{
    xp_error_t error;
    fmpq_t number, other;
    slong t, found = -1;

    for (t = 0; t < own->type_count; t++)
        if (strcmp(own->type_label[t], text) == 0)
            return t;
    xp_error_init(error);
    fmpq_init(number);
    fmpq_init(other);
    if (xp_rat_set_text(number, text, strlen(text), error) == XP_OK)
        for (t = 0; t < own->type_count && found < 0; t++)
            if (xp_rat_set_text(other, own->type_label[t], strlen(own->type_label[t]), error)
                    == XP_OK && fmpq_equal(number, other))
                found = t;
    fmpq_clear(other);
    fmpq_clear(number);
    xp_error_clear(error);
    return found;
}

static const char *find_nearest(const char *word, char *const *label, slong count)
{
    return xp_nearest(word, (const char *const *) label, (size_t) count);
}

/* "did you mean ...?" among the agents, or nothing. */
static void add_nearest_agent(xp_string_t out, const xp_environment_struct *environment,
                              const char *name)
{
    char **names = xp_malloc((size_t) environment->agent_count * sizeof(char *));
    const char *nearest;
    slong i;

    for (i = 0; i < environment->agent_count; i++)
        names[i] = environment->agent[i].name;
    nearest = find_nearest(name, names, environment->agent_count);
    if (nearest != NULL)
        xp_string_printf(out, "; did you mean `%s`?", nearest);
    free(names);
}

/* The text without blanks at its ends; the caller frees it. */
static char *trim(const char *text, size_t length)
{
    while (length > 0 && strchr(" \t", *text) != NULL)
    {
        text++;
        length--;
    }
    while (length > 0 && strchr(" \t", text[length - 1]) != NULL)
        length--;
    return xp_strndup(text, length);
}

static int fail_text(const wins_t *wins, const char *text, const char *reason)
{
    return xp_cli_fail_usage(wins->options->command, "--win '%s': %s", text, reason);
}

/* The numbers of one agent, commas between them. */
static int read_numbers(wins_t *wins, slong agent, const char *list, const char *text)
{
    const xp_agent_struct *own = wins->environment->agent + agent;
    xp_error_t error;
    slong t = 0;
    int status = XP_EXIT_YES;

    xp_error_init(error);
    while (status == XP_EXIT_YES)
    {
        size_t length = strcspn(list, ",");
        char *number = trim(list, length);

        if (t >= own->type_count)
            status = xp_cli_fail_usage(wins->options->command,
                                       "--win '%s': more numbers than agent %s has types, %ld",
                                       text, own->name, (long) own->type_count);
        else if (xp_rat_set_text(wins->win + wins->offset[agent] + t, number, strlen(number),
                                 error) != XP_OK)
            status = fail_text(wins, text, error->message);
        else
            wins->stated[wins->offset[agent] + t++] = 1;
        free(number);
        if (list[length] == '\0')
            break;
        list += length + 1;
    }
    if (status == XP_EXIT_YES && t < own->type_count)
        status = xp_cli_fail_usage(wins->options->command,
                                   "--win '%s': agent %s has %ld types, and there %s %ld "
                                   "number%s: one for each type is needed, commas between them",
                                   text, own->name, (long) own->type_count,
                                   t == 1 ? "is" : "are", (long) t, t == 1 ? "" : "s");
    xp_error_clear(error);
    return status;
}

/* One --win: of an agent, or of all agents that no other --win names. */
static int read_win(wins_t *wins, const char *text, int general)
{
    const char *sign = strrchr(text, '=');
    char *name;
    slong i, agent;
    int status = XP_EXIT_YES;

    if (sign == NULL)
        return fail_text(wins, text, "`AGENT = NUMBER, ...` is needed");
    name = trim(text, (size_t) (sign - text));
    agent = find_agent(wins->environment, name);
    if (strcmp(name, "agents") == 0)
    {
        for (i = 0; i < wins->environment->agent_count && general && status == XP_EXIT_YES; i++)
            if (!wins->stated[wins->offset[i]])
                status = read_numbers(wins, i, sign + 1, text);
    }
    else if (agent < 0)
    {
        xp_string_t reason;

        xp_string_init(reason);
        xp_string_printf(reason, "there is no agent `%s`", name);
        add_nearest_agent(reason, wins->environment, name);
        status = fail_text(wins, text, reason->text);
        xp_string_clear(reason);
    }
    else if (!general && wins->stated[wins->offset[agent]])
        status = fail_text(wins, text, "this agent has a --win already");
    else if (!general)
        status = read_numbers(wins, agent, sign + 1, text);
    free(name);
    return status;
}

/* Every --win, those of single agents first. */
static int read_options(wins_t *wins)
{
    const xp_cli_texts_struct *texts = &wins->options->win;
    int status = XP_EXIT_YES, general;
    size_t k;

    for (general = 0; general < 2; general++)
        for (k = 0; k < texts->count && status == XP_EXIT_YES; k++)
            status = read_win(wins, texts->text[k], general);
    return status;
}

/* A fault in the table, at a byte of its text. */
static int fail_table(const char *path, const char *text, size_t length, size_t offset,
                      xp_error_t error)
{
    xp_error_set_place(error, path, text, length, offset);
    return xp_cli_fail(XP_INPUT, error);
}

/* One record: its pair, which is not stated yet, and the number; or the message in error. */
static int read_record(wins_t *wins, const xp_csv_cell_t *agent, const xp_csv_cell_t *type,
                       const xp_csv_cell_t *number, const xp_csv_cell_t **place,
                       xp_error_t error)
{
    const xp_environment_struct *environment = wins->environment;
    const slong i = find_agent(environment, agent->text);
    slong t, pair;
    xp_string_t reason;

    *place = agent;
    if (i < 0)
    {
        xp_string_init(reason);
        add_nearest_agent(reason, environment, agent->text);
        xp_error_set(error, "there is no agent `%.60s`%s", agent->text, reason->text);
        xp_string_clear(reason);
        return 0;
    }
    *place = type;
    t = find_type(environment->agent + i, type->text);
    if (t < 0)
    {
        const char *nearest = find_nearest(type->text, environment->agent[i].type_label,
                                           environment->agent[i].type_count);

        xp_error_set(error, "agent %.60s has no type `%.60s`%s%.60s%s", agent->text, type->text,
                     nearest == NULL ? "" : "; did you mean `", nearest == NULL ? "" : nearest,
                     nearest == NULL ? "" : "`?");
        return 0;
    }
    pair = wins->offset[i] + t;
    if (wins->stated[pair])
    {
        xp_error_set(error, "type %.60s of agent %.60s occurs twice", type->text, agent->text);
        return 0;
    }
    *place = number;
    wins->stated[pair] = 1;
    return xp_rat_set_text(wins->win + pair, number->text, number->length, error) == XP_OK;
}

static int read_records(wins_t *wins, const xp_csv_t csv, const char *path, const char *text,
                        size_t length)
{
    static const char *const header[] = {"agent", "type", "probability"};
    size_t column[3], row;
    xp_error_t error;
    int status = XP_EXIT_YES, k;

    xp_error_init(error);
    for (k = 0; k < 3 && status == XP_EXIT_YES; k++)
    {
        column[k] = xp_csv_column(csv, header[k]);
        if (column[k] == csv->columns)
        {
            xp_error_set(error, "this table has no column \"%s\"", header[k]);
            status = fail_table(path, text, length, xp_csv_cell(csv, 0, 0)->offset, error);
        }
    }
    for (row = 1; row < csv->rows && status == XP_EXIT_YES; row++)
    {
        const xp_csv_cell_t *place;

        if (!read_record(wins, xp_csv_cell(csv, row, column[0]), xp_csv_cell(csv, row, column[1]),
                         xp_csv_cell(csv, row, column[2]), &place, error))
            status = fail_table(path, text, length, place->offset, error);
    }
    xp_error_clear(error);
    return status;
}

static int read_table(wins_t *wins, const char *path)
{
    char *text = NULL;
    size_t length = 0, offset = 0;
    xp_csv_t csv;
    xp_error_t error;
    xp_status_t status;
    int exit_status;

    xp_error_init(error);
    xp_csv_init(csv);
    status = xp_file_read(&text, &length, path, error);
    if (status != XP_OK)
        exit_status = xp_cli_fail(status, error);
    else if (xp_csv_read(csv, text, length, &offset, error) != XP_OK)
        exit_status = fail_table(path, text, length, offset, error);
    else
        exit_status = read_records(wins, csv, path, text, length);
    free(text);
    xp_csv_clear(csv);
    xp_error_clear(error);
    return exit_status;
}

/* The first type about which nothing was said. */
static int require_all(const wins_t *wins)
{
    slong i, t;

    for (i = 0; i < wins->environment->agent_count; i++)
        for (t = 0; t < wins->environment->agent[i].type_count; t++)
            if (!wins->stated[wins->offset[i] + t])
                return xp_cli_fail_usage(wins->options->command,
                                         "border: how often type %s of agent %s wins is missing",
                                         wins->environment->agent[i].type_label[t],
                                         wins->environment->agent[i].name);
    return XP_EXIT_YES;
}

int xp_cli_read_wins(fmpq *win, const xp_cli_options_struct *options, const xp_model_t model,
                     const slong *offset)
{
    wins_t wins = {options, model->environment, offset, win, NULL};
    int status;

    wins.stated = xp_calloc((size_t) offset[model->environment->agent_count], 1);
    status = options->from != NULL ? read_table(&wins, options->from) : read_options(&wins);
    if (status == XP_EXIT_YES)
        status = require_all(&wins);
    free(wins.stated);
    return status;
}
