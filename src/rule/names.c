/* The mechanisms that can be named. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/nearest.h>
#include <expost/base/string.h>

#include "rule/rule_impl.h"

static const xp_mechanism_info_t infos[] = {
    {"groves", "h_i of the others' types less their welfare; h_i = 0 unless the model gives it",
     "Groves 1973", 0},
    {"pivot", "what the others lose by the agent's presence", "Clarke 1971", 0},
    {"ir-vcg", "pivot less the constants that keep every agent in", "Krishna and Perry 1998", 1},
    {"dagv", "expected externality payments, balanced at every profile",
     "d'Aspremont and Gerard-Varet 1979, Arrow 1979", 1},
    {"cyclic", "the own expected pivot payment less the next agent's", "Borgers 2015", 1},
    {"rebalance(M)", "the payments of M, balanced at every profile", "Borgers and Norman 2009",
     1},
    {"balanced-groves", "Groves payments that balance at every profile, where they exist",
     "Holmstrom 1977, Walker 1980", 1},
    {"model", "the payments that the model states", "the file itself", 0},
};

#define KIND_COUNT (sizeof infos / sizeof infos[0])

static const xp_mechanism_kind_t kinds[KIND_COUNT] = {
    {"groves", XP_NEEDS_GROVES, xp_groves_build},
    {"pivot", XP_NEEDS_GROVES, xp_pivot_build},
    {"ir-vcg", XP_NEEDS_GROVES | XP_NEEDS_PROFILES, xp_ir_vcg_build},
    {"dagv", XP_NEEDS_GROVES | XP_NEEDS_TWO | XP_NEEDS_PRIOR | XP_NEEDS_PROFILES,
     xp_dagv_build},
    {"cyclic", XP_NEEDS_GROVES | XP_NEEDS_TWO | XP_NEEDS_INDEPENDENT | XP_NEEDS_PROFILES,
     xp_cyclic_build},
    {"rebalance", XP_NEEDS_TWO | XP_NEEDS_INDEPENDENT | XP_NEEDS_PROFILES, NULL},
    {"balanced-groves", XP_NEEDS_GROVES | XP_NEEDS_PROFILES, xp_balanced_groves_build},
    {"model", 0, xp_stated_build},
};

const xp_mechanism_info_t *xp_mechanism_list(size_t *count)
{
    *count = KIND_COUNT;
    return infos;
}

/* No mechanism is called word: the nearest one, or all of them. */
static void say_unknown(const char *word, xp_error_t error)
{
    const char *words[KIND_COUNT];
    for (size_t k = 0; k < KIND_COUNT; k++)
    {
        words[k] = kinds[k].word;
    }
    const char *nearest = xp_nearest(word, words, KIND_COUNT);
    if (nearest != NULL)
    {
        for (size_t k = 0; k < KIND_COUNT; k++)
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
    for (size_t k = 0; k < KIND_COUNT; k++)
    {
        xp_string_add(list, k == 0 ? "" : ", ");
        xp_string_add(list, infos[k].name);
    }
    xp_error_set(error, "there is no mechanism `%.60s`; the mechanisms are %s", word, list->text);
    xp_string_clear(list);
}

static const xp_mechanism_kind_t *find_kind(const char *word)
{
    for (size_t k = 0; k < KIND_COUNT; k++)
    {
        if (strcmp(word, kinds[k].word) == 0)
        {
            return kinds + k;
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
static xp_status_t find_base(const xp_mechanism_kind_t **base, char *text, size_t depth,
                             xp_error_t error)
{
    char *parenthesis = strpbrk(text, "()");
    const int has_argument = parenthesis != NULL;
    if (has_argument)
    {
        *parenthesis = '\0';
    }
    const xp_mechanism_kind_t *kind = find_kind(text);
    if (kind != NULL && !has_argument && kind->build != NULL)
    {
        *base = kind;
        return XP_OK;
    }
    if ((kind != NULL && kind->build == NULL) || (*text == '\0' && depth > 0))
    {
        xp_error_set(error, "rebalance needs the mechanism that it starts from in parentheses, "
                            "as in `rebalance(pivot)`");
    }
    else if (kind != NULL)
    {
        xp_error_set(error, "the mechanism `%s` takes no argument and no parenthesis",
                     kind->word);
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

xp_status_t xp_mechanism_parse(const xp_mechanism_kind_t **base, size_t *depth, const char *name,
                               xp_error_t error)
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
