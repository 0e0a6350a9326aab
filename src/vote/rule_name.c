/* Voting rules by name. */
#include <expost/vote/rule.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/nearest.h>
#include <expost/num/rat.h>

/* The words, in the order of xp_vote_kind_t, and other words for the same. */
static const char *const word[] = {"plurality", "borda", "scoring", "condorcet", "copeland",
                                   "runoff", "kemeny", "median", "dictatorship"};
static const struct
{
    const char *word;
    xp_vote_kind_t kind;
} other[] = {{"irv", XP_VOTE_RUNOFF}, {"instant-runoff", XP_VOTE_RUNOFF}};

#define WORDS (sizeof word / sizeof word[0])
#define OTHERS (sizeof other / sizeof other[0])

void xp_vote_rule_init(xp_vote_rule_t rule)
{
    memset(rule, 0, sizeof(xp_vote_rule_struct));
}

void xp_vote_rule_clear(xp_vote_rule_t rule)
{
    if (rule->point != NULL)
        _fmpq_vec_clear(rule->point, rule->point_count);
}

static int find_word(xp_vote_kind_t *kind, const char *name)
{
    size_t i;

    for (i = 0; i < WORDS; i++)
        if (strcmp(name, word[i]) == 0)
        {
            *kind = (xp_vote_kind_t) i;
            return 1;
        }
    for (i = 0; i < OTHERS; i++)
        if (strcmp(name, other[i].word) == 0)
        {
            *kind = other[i].kind;
            return 1;
        }
    return 0;
}

static void set_unknown(xp_error_t error, const char *name)
{
    const char *nearest = xp_nearest(name, word, WORDS);
    xp_string_t list;
    size_t i;

    xp_string_init(list);
    for (i = 0; i < WORDS; i++)
        xp_string_printf(list, "%s%s", i > 0 ? ", " : "", word[i]);
    if (nearest != NULL)
        xp_error_set(error, "there is no voting rule `%s`; did you mean `%s`?", name, nearest);
    else
        xp_error_set(error, "there is no voting rule `%s`; there are %s", name, list->text);
    xp_string_clear(list);
}

/* Points between commas. */
static xp_status_t read_points(xp_vote_rule_t rule, const char *text, xp_error_t error)
{
    slong count = 1, p;
    xp_status_t status = XP_OK;
    const char *at;

    for (at = text; *at != '\0'; at++)
        count += *at == ',';
    rule->point_count = count;
    rule->point = _fmpq_vec_init(count);
    for (p = 0; status == XP_OK && p < count; p++)
    {
        size_t length = strcspn(text, ",");

        status = xp_rat_set_text(rule->point + p, text, length, error);
        text += length + 1;
    }
    return status;
}

static xp_status_t read_voter(xp_vote_rule_t rule, const char *text, xp_error_t error)
{
    char *end;
    long voter;

    errno = 0;
    voter = strtol(text, &end, 10);
    if (strspn(text, "0123456789") != strlen(text) || *text == '\0' || errno != 0 || voter < 1)
    {
        xp_error_set(error, "`%s` is no voter: name one by its number, as in `dictatorship(1)`",
                     text);
        return XP_INPUT;
    }
    rule->voter = voter - 1;
    return XP_OK;
}

/* name without blanks; open points behind its first parenthesis, or is NULL. */
static xp_status_t read_name(xp_vote_rule_t rule, char *name, char *open, xp_error_t error)
{
    size_t length = open != NULL ? strlen(open) : 0;
    int takes;

    if (open != NULL && (length == 0 || open[length - 1] != ')'))
    {
        xp_error_set(error, "the parenthesis is never closed");
        return XP_INPUT;
    }
    if (open != NULL)
    {
        open[-1] = '\0';
        open[length - 1] = '\0';
    }
    if (!find_word(&rule->kind, name))
    {
        set_unknown(error, name);
        return XP_INPUT;
    }
    takes = rule->kind == XP_VOTE_SCORING || rule->kind == XP_VOTE_DICTATORSHIP;
    if (takes && (open == NULL || *open == '\0'))
        xp_error_set(error, "%s", rule->kind == XP_VOTE_SCORING
                                      ? "a scoring rule needs points, as in `scoring(3,1,0)`"
                                      : "a dictatorship needs a voter, as in `dictatorship(1)`");
    else if (!takes && open != NULL)
        xp_error_set(error, "%s takes nothing in parentheses", name);
    else if (!takes)
        return XP_OK;
    else
        return rule->kind == XP_VOTE_SCORING ? read_points(rule, open, error)
                                             : read_voter(rule, open, error);
    return XP_INPUT;
}

xp_status_t xp_vote_rule_parse(xp_vote_rule_t rule, const char *name, xp_error_t error)
{
    char *own = xp_strdup(name), *to = own, *open;
    xp_vote_rule_t read;
    xp_status_t status;

    for (; *name != '\0'; name++)
        if (strchr(" \t\r\n", *name) == NULL)
            *to++ = *name;
    *to = '\0';
    open = strchr(own, '(');
    xp_vote_rule_init(read);
    status = read_name(read, own, open != NULL ? open + 1 : NULL, error);
    if (status == XP_OK)
    {
        xp_vote_rule_struct old = *rule;

        read->ties_last = old.ties_last;
        read->drop_first = old.drop_first;
        *rule = *read;
        *read = old;
    }
    xp_vote_rule_clear(read);
    free(own);
    return status;
}

void xp_vote_rule_add_name(xp_string_t out, const xp_vote_rule_t rule)
{
    slong p;

    xp_string_add(out, word[rule->kind]);
    if (rule->kind == XP_VOTE_DICTATORSHIP)
        xp_string_printf(out, "(%ld)", (long) rule->voter + 1);
    if (rule->kind != XP_VOTE_SCORING)
        return;
    for (p = 0; p < rule->point_count; p++)
    {
        xp_string_add_char(out, p == 0 ? '(' : ',');
        xp_rat_add_text(out, rule->point + p);
    }
    xp_string_add_char(out, ')');
}
