/* The mechanisms that can be named. */
#include <expost/model/mechanism_name.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/nearest.h>
#include <expost/base/string.h>
#include <expost/num/rat.h>

static const xp_mechanism_info_t infos[] = {
    {"groves", "groves",
     "h_i of the others' types less their welfare; h_i = 0 unless the model gives it",
     "Groves 1973", 0, XP_ARGUMENT_NONE},
    {"pivot", "pivot", "what the others lose by the agent's presence", "Clarke 1971", 0,
     XP_ARGUMENT_NONE},
    {"ir-vcg", "ir-vcg", "pivot less the constants that keep every agent in",
     "Krishna and Perry 1998", 1, XP_ARGUMENT_NONE},
    {"dagv", "dagv", "expected externality payments, balanced at every profile",
     "d'Aspremont and Gérard-Varet 1979, Arrow 1979", 1, XP_ARGUMENT_NONE},
    {"cyclic", "cyclic", "the own expected pivot payment less the next agent's",
     "Börgers 2015", 1, XP_ARGUMENT_NONE},
    {"rebalance", "rebalance(M)", "the payments of M, balanced at every profile",
     "Börgers and Norman 2009", 1, XP_ARGUMENT_MECHANISM},
    {"balanced-groves", "balanced-groves",
     "Groves payments that balance at every profile, where they exist",
     "Holmström 1977, Walker 1980", 1, XP_ARGUMENT_NONE},
    {"bailey", "bailey",
     "pivot, less 1/n of the pivot revenue without the agent", "Bailey 1997", 0,
     XP_ARGUMENT_NONE},
    {"cavallo", "cavallo",
     "pivot, less 1/n of the least surplus over her reports", "Cavallo 2006", 0,
     XP_ARGUMENT_NONE},
    {"guo-conitzer", "guo-conitzer",
     "units: pivot, less rebates that are best at the worst profile",
     "Guo and Conitzer 2009", 0, XP_ARGUMENT_NONE},
    {"optimal-linear", "optimal-linear",
     "units: pivot, less linear rebates that are best on average",
     "Guo and Conitzer 2010", 1, XP_ARGUMENT_NONE},
    {"green-laffont", "green-laffont",
     "one object, drawn between the two highest; always balanced",
     "Green and Laffont 1979", 0, XP_ARGUMENT_NONE},
    {"second-price", "second-price(R)",
     "units to the highest values of at least R, at the best losing value or R", "Vickrey 1961", 0,
     XP_ARGUMENT_OPTION},
    {"posted-price", "posted-price(P)", "units offered to the agents in turn at the price P",
     "Riley and Zeckhauser 1983", 0, XP_ARGUMENT_NUMBER},
    {"myerson", "myerson", "units to the highest ironed virtual values of at least 0",
     "Myerson 1981", 0, XP_ARGUMENT_NONE},
    {"cremer-mclean", "cremer-mclean", "pivot and bets on the others' types that leave no rent",
     "Crémer and McLean 1988", 1, XP_ARGUMENT_NONE},
    {"model", "model", "the payments that the model states", "the file itself", 0,
     XP_ARGUMENT_NONE},
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

/* The text inside, when text ends with parentheses around one; both are cut off. */
static char *cut_argument(char *text)
{
    const size_t length = strlen(text);
    char *open = strchr(text, '(');
    if (open == NULL || text[length - 1] != ')')
    {
        return NULL;
    }
    text[length - 1] = '\0';
    *open = '\0';
    return open + 1;
}

static xp_status_t read_number(fmpq_t argument, const xp_mechanism_info_t *info,
                               const char *inside, xp_error_t error)
{
    if (inside == NULL && info->argument == XP_ARGUMENT_OPTION)
    {
        fmpq_zero(argument);
        return XP_OK;
    }
    if (inside == NULL || xp_rat_set_text(argument, inside, strlen(inside), error) != XP_OK)
    {
        xp_error_set(error, "%s needs a number in parentheses, as in `%s(1/2)`", info->word,
                     info->word);
        return XP_INPUT;
    }
    return XP_OK;
}

/* No mechanism, or one whose parentheses are wrong. */
static xp_status_t say_wrong(const xp_mechanism_info_t *info, const char *text, size_t depth,
                             xp_error_t error)
{
    if ((info != NULL && info->argument == XP_ARGUMENT_MECHANISM) || (*text == '\0' && depth > 0))
    {
        xp_error_set(error, "rebalance needs the mechanism that it starts from in parentheses, "
                            "as in `rebalance(pivot)`");
    }
    else if (info != NULL && info->argument != XP_ARGUMENT_NONE)
    {
        xp_error_set(error, "the parentheses of `%s` do not match", info->word);
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

/* What remains may have a number between parentheses, and no mechanism. */
static xp_status_t find_base(const xp_mechanism_info_t **base, fmpq_t argument, char *text,
                             size_t depth, xp_error_t error)
{
    char *inside = cut_argument(text);
    char *parenthesis = strpbrk(text, "()");
    const int broken = parenthesis != NULL;
    if (broken)
    {
        *parenthesis = '\0';
    }
    const xp_mechanism_info_t *info = find_info(text);
    const int takes_number = info != NULL && (info->argument == XP_ARGUMENT_NUMBER
                                              || info->argument == XP_ARGUMENT_OPTION);
    if (info == NULL || broken || info->argument == XP_ARGUMENT_MECHANISM
        || (inside != NULL && !takes_number))
    {
        return say_wrong(info, text, depth, error);
    }
    if (!takes_number)
    {
        fmpq_zero(argument);
    }
    else if (read_number(argument, info, inside, error) != XP_OK)
    {
        return XP_INPUT;
    }
    *base = info;
    return XP_OK;
}

xp_status_t xp_mechanism_name_parse(const xp_mechanism_info_t **base, size_t *depth,
                                    fmpq_t argument, const char *name, xp_error_t error)
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
    xp_status_t status = find_base(base, argument, inside, count, error);
    if (status == XP_OK)
    {
        *depth = count;
    }
    free(copy);
    return status;
}
