/* The mechanisms that can be named. */
#include <expost/model/mechanism_name.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/nearest.h>
#include <expost/base/string.h>

static const xp_mechanism_info_t infos[] = {
    {"groves", "groves",
     "h_i of the others' types less their welfare; h_i = 0 unless the model gives it",
     "Groves 1973", 0},
    {"pivot", "pivot", "what the others lose by the agent's presence", "Clarke 1971", 0},
    {"ir-vcg", "ir-vcg", "pivot less the constants that keep every agent in",
     "Krishna and Perry 1998", 1},
    {"dagv", "dagv", "expected externality payments, balanced at every profile",
     "d'Aspremont and Gérard-Varet 1979, Arrow 1979", 1},
    {"cyclic", "cyclic", "the own expected pivot payment less the next agent's",
     "Börgers 2015", 1},
    {"rebalance", "rebalance(M)", "the payments of M, balanced at every profile",
     "Börgers and Norman 2009", 1},
    {"balanced-groves", "balanced-groves",
     "Groves payments that balance at every profile, where they exist",
     "Holmström 1977, Walker 1980", 1},
    {"model", "model", "the payments that the model states", "the file itself", 0},
};

#define NAME_COUNT (sizeof infos / sizeof infos[0])

const xp_mechanism_info_t *xp_mechanism_list(size_t *count)
{
    *count = NAME_COUNT;
    return infos;
}

/* No mechanism is called word: the nearest one, or all of them. */
static void say_unknown(const char *word, xp_error_t error)
{
    const char *words[NAME_COUNT];
    for (size_t k = 0; k < NAME_COUNT; k++)
    {
        words[k] = infos[k].word;
    }
    const char *nearest = xp_nearest(word, words, NAME_COUNT);
    if (nearest != NULL)
    {
        for (size_t k = 0; k < NAME_COUNT; k++)
        {
            if (nearest == words[k])
            {
                xp_error_set(error, "there is no mechanism `%.60s`; did you mean `%s`?", word,
                             infos[k].name);
            }
        }
        return;
    }
    xp_string_t list;
    xp_string_init(list);
    for (size_t k = 0; k < NAME_COUNT; k++)
    {
        xp_string_add(list, k == 0 ? "" : ", ");
        xp_string_add(list, infos[k].name);
    }
    xp_error_set(error, "there is no mechanism `%.60s`; the mechanisms are %s", word, list->text);
    xp_string_clear(list);
}

static const xp_mechanism_info_t *find_info(const char *word)
{
    for (size_t k = 0; k < NAME_COUNT; k++)
    {
        if (strcmp(word, infos[k].word) == 0)
        {
            return infos + k;
        }
    }
    return NULL;
}

/* The name inside, when text is rebalance(...) with both parentheses; otherwise NULL. */
static char *open_rebalance(char *text)
{
    static const char head[] = "rebalance(";
    const size_t length = strlen(text);
    if (strncmp(text, head, sizeof head - 1) != 0 || text[length - 1] != ')')
    {
        return NULL;
    }
    text[length - 1] = '\0';
    return text + sizeof head - 1;
}

/* What remains has no argument any more. */
static xp_status_t find_base(const xp_mechanism_info_t **base, char *text, size_t depth,
                             xp_error_t error)
{
    char *parenthesis = strpbrk(text, "()");
    const int has_argument = parenthesis != NULL;
    if (has_argument)
    {
        *parenthesis = '\0';
    }
    const xp_mechanism_info_t *info = find_info(text);
    const int is_rebalance = info != NULL && strcmp(info->word, "rebalance") == 0;
    if (info != NULL && !has_argument && !is_rebalance)
    {
        *base = info;
        return XP_OK;
    }
    if (is_rebalance || (*text == '\0' && depth > 0))
    {
        xp_error_set(error, "rebalance needs the mechanism that it starts from in parentheses, "
                            "as in `rebalance(pivot)`");
    }
    else if (info != NULL)
    {
        xp_error_set(error, "the mechanism `%s` takes no argument and no parenthesis",
                     info->word);
    }
    else if (*text == '\0')
    {
        xp_error_set(error, "the name of a mechanism is missing");
    }
    else
    {
        say_unknown(text, error);
    }
    return XP_INPUT;
}

xp_status_t xp_mechanism_name_parse(const xp_mechanism_info_t **base, size_t *depth,
                                    const char *name, xp_error_t error)
{
    char *copy = xp_malloc(strlen(name) + 1);
    size_t length = 0;
    for (const char *c = name; *c != '\0'; c++)
    {
        if (*c != ' ' && *c != '\t')
        {
            copy[length++] = *c;
        }
    }
    copy[length] = '\0';
    char *inside = copy;
    size_t count = 0;
    for (char *next = open_rebalance(copy); next != NULL; next = open_rebalance(inside))
    {
        inside = next;
        count++;
    }
    xp_status_t status = find_base(base, inside, count, error);
    if (status == XP_OK)
    {
        *depth = count;
    }
    free(copy);
    return status;
}
