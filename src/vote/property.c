/* The properties that a social choice function can be asked for, and their names. */
#include <expost/vote/property.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/nearest.h>

static const xp_vote_property_info_t properties[XP_VOTE_PROPERTY_COUNT] = {
    {"strategyproof", "strategyproof",
     "no voter ever strictly prefers, by the true order, what another report brings"},
    {"monotone", "monotone",
     "what is chosen stays chosen when it falls behind nothing in any voter's order"},
    {"set-monotone", "set-monotone",
     "a choice from a set of chosen alternatives stays in it when only pairs in it move"},
    {"unanimous", "unanimous",
     "an alternative that every voter ranks alone at the top is chosen"},
    {"onto", "onto",
     "every alternative is chosen at some profile"},
    {"dictatorial", "dictatorial",
     "some voter always gets one of his best among the alternatives ever chosen"},
    {"nondictatorial", "nondictatorial",
     "no voter always gets one of his best among the alternatives ever chosen"},
    {"condorcet", "Condorcet consistent",
     "an alternative that beats every other by majority is chosen where there is one"},
    {"anonymous", "anonymous",
     "who casts which ballot does not matter"},
    {"neutral", "neutral",
     "when the alternatives change names on every ballot so does the choice"},
};

const xp_vote_property_info_t *xp_vote_property_info(xp_vote_property_t property)
{
    assert((unsigned) property < XP_VOTE_PROPERTY_COUNT);
    return properties + property;
}

/* Complains of a word that is no property. */
static xp_status_t refuse_word(const char *word, xp_error_t error)
{
    const char *names[XP_VOTE_PROPERTY_COUNT + 1];
    const char *nearest;
    int i;

    for (i = 0; i < XP_VOTE_PROPERTY_COUNT; i++)
        names[i] = properties[i].word;
    names[i] = "all";
    nearest = xp_nearest(word, names, XP_VOTE_PROPERTY_COUNT + 1);
    if (*word == '\0')
        xp_error_set(error, "the list of properties has an empty place");
    else if (nearest != NULL)
        xp_error_set(error, "`%s` is no property of voting rules; did you mean `%s`?", word,
                     nearest);
    else
        xp_error_set(error, "`%s` is no property of voting rules; try `expost help "
                     "vote-properties`", word);
    return XP_INPUT;
}

/* The bits of one word. */
static xp_status_t parse_word(unsigned *bits, const char *word, xp_error_t error)
{
    int i;

    *bits = 0;
    if (strcmp(word, "all") == 0)
        *bits = (1u << XP_VOTE_PROPERTY_COUNT) - 1;
    for (i = 0; i < XP_VOTE_PROPERTY_COUNT; i++)
        if (strcmp(word, properties[i].word) == 0)
            *bits = 1u << i;
    return *bits != 0 ? XP_OK : refuse_word(word, error);
}

xp_status_t xp_vote_properties_parse(unsigned *set, const char *list, xp_error_t error)
{
    xp_status_t status = XP_OK;
    unsigned result = 0;

    while (status == XP_OK)
    {
        size_t length = strcspn(list, ",");
        size_t before = strspn(list, " \t");
        size_t end = length;
        unsigned bits = 0;
        char *word;

        before = before < length ? before : length;
        while (end > before && (list[end - 1] == ' ' || list[end - 1] == '\t'))
            end--;
        word = xp_strndup(list + before, end - before);
        status = parse_word(&bits, word, error);
        free(word);
        result |= bits;
        if (list[length] == '\0')
            break;
        list += length + 1;
    }
    if (status == XP_OK)
        *set = result;
    return status;
}
