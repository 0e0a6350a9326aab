/* The names of rows: words, order, and the rows of one kind one after the other. */
#include <string.h>

#include "exist/scaled_row.h"

#define AGENT XP_ROW_HAS_AGENT
#define TYPE XP_ROW_HAS_TYPE
#define REPORT XP_ROW_HAS_REPORT
#define OTHERS XP_ROW_HAS_OTHERS
#define PROFILE XP_ROW_HAS_PROFILE
#define OUTCOME XP_ROW_HAS_OUTCOME

static const struct
{
    const char *word;
    unsigned indices;
    int equation;
    int property; /* -1: none */
} kinds[XP_ROW_KIND_COUNT] = {
    [XP_ROW_DSIC] = {"dsic", AGENT | TYPE | REPORT | OTHERS, 0, XP_DSIC},
    [XP_ROW_EPIC] = {"epic", AGENT | TYPE | REPORT | OTHERS, 0, XP_EPIC},
    [XP_ROW_BIC] = {"bic", AGENT | TYPE | REPORT, 0, XP_BIC},
    [XP_ROW_EPIR] = {"epir", AGENT | PROFILE, 0, XP_EPIR},
    [XP_ROW_IIR] = {"iir", AGENT | TYPE, 0, XP_IIR},
    [XP_ROW_EAIR] = {"eair", AGENT, 0, XP_EAIR},
    [XP_ROW_SBB] = {"sbb", PROFILE, 1, XP_SBB},
    [XP_ROW_WBB] = {"wbb", PROFILE, 0, XP_WBB},
    [XP_ROW_EABB] = {"eabb", 0, 1, XP_EABB},
    [XP_ROW_EAWBB] = {"eawbb", 0, 0, XP_EAWBB},
    [XP_ROW_NPT] = {"npt", AGENT | PROFILE, 0, XP_NPT},
    [XP_ROW_NOPAY] = {"nopay", AGENT | PROFILE, 1, XP_NOPAY},
    [XP_ROW_EFF] = {"eff", PROFILE | OUTCOME, 0, XP_EFF},
    [XP_ROW_WMON] = {"wmon", AGENT | TYPE | REPORT | OTHERS, 0, XP_WMON},
    [XP_ROW_POS] = {"pos", PROFILE | OUTCOME, 0, -1},
    [XP_ROW_ONE] = {"one", PROFILE, 1, -1},
    [XP_ROW_WORST] = {"worst", PROFILE, 0, -1},
    [XP_ROW_FIX] = {"fix", PROFILE | OUTCOME, 1, -1},
};

const char *xp_row_kind_word(xp_row_kind_t kind)
{
    return kinds[kind].word;
}

int xp_row_kind_find(xp_row_kind_t *kind, const char *word, size_t length)
{
    for (int k = 0; k < XP_ROW_KIND_COUNT; k++)
        if (strlen(kinds[k].word) == length && memcmp(kinds[k].word, word, length) == 0)
        {
            *kind = (xp_row_kind_t) k;
            return 1;
        }
    return 0;
}

unsigned xp_row_kind_indices(xp_row_kind_t kind)
{
    return kinds[kind].indices;
}

int xp_row_kind_is_equation(xp_row_kind_t kind)
{
    return kinds[kind].equation;
}

int xp_row_kind_property(xp_property_t *property, xp_row_kind_t kind)
{
    if (kinds[kind].property < 0)
        return 0;
    *property = (xp_property_t) kinds[kind].property;
    return 1;
}

void xp_row_key_init(xp_row_key_t *key, xp_row_kind_t kind)
{
    key->kind = kind;
    key->agent = -1;
    key->type = -1;
    key->report = -1;
    key->others = -1;
    key->profile = -1;
    key->outcome = -1;
}

static int compare(slong a, slong b)
{
    return (a > b) - (a < b);
}

int xp_row_key_compare(const xp_row_key_t *a, const xp_row_key_t *b)
{
    int order = compare((slong) a->kind, (slong) b->kind);

    if (order == 0)
        order = compare(a->agent, b->agent);
    if (order == 0)
        order = compare(a->type, b->type);
    if (order == 0)
        order = compare(a->report, b->report);
    if (order == 0)
        order = compare(a->others, b->others);
    if (order == 0)
        order = compare(a->profile, b->profile);
    return order != 0 ? order : compare(a->outcome, b->outcome);
}

/* A report is another type; for wmon, which names a pair once, a later one. */
static int is_pair(const xp_row_key_t *key)
{
    return key->kind == XP_ROW_WMON ? key->report > key->type : key->report != key->type;
}

/* The agent's first pair of types, or the first behind the present one. */
static int next_pair(xp_row_key_t *key, slong types)
{
    do
    {
        if (++key->report == types)
        {
            key->report = 0;
            if (++key->type == types)
                return 0;
        }
    } while (!is_pair(key));
    return 1;
}

/* The agent, type and report behind the present ones; 0 after the last. */
static int next_of_agent(xp_row_key_t *key, const xp_environment_struct *environment)
{
    const unsigned indices = kinds[key->kind].indices;

    if (!(indices & AGENT))
        return 0;
    if (key->agent >= 0 && (indices & TYPE))
    {
        const slong types = environment->agent[key->agent].type_count;

        if (indices & REPORT ? next_pair(key, types) : ++key->type < types)
            return 1;
    }
    while (++key->agent < environment->agent_count)
    {
        if (indices & TYPE)
            key->type = 0;
        if (!(indices & REPORT))
            return 1;
        key->report = -1;
        if (next_pair(key, environment->agent[key->agent].type_count))
            return 1;
    }
    return 0;
}

int xp_row_first(xp_row_key_t *key, const xp_question_t *question, xp_row_kind_t kind)
{
    const unsigned indices = kinds[kind].indices;
    xp_row_key_t first;

    xp_row_key_init(&first, kind);
    if (indices & OTHERS)
        first.others = 0;
    if (indices & PROFILE)
        first.profile = 0;
    if (indices & OUTCOME)
        first.outcome = 0;
    if ((indices & AGENT) && !next_of_agent(&first, question->environment))
        return 0;
    *key = first;
    return 1;
}

int xp_row_next(xp_row_key_t *key, const xp_question_t *question)
{
    const xp_environment_struct *environment = question->environment;
    const unsigned indices = kinds[key->kind].indices;
    xp_row_key_t next = *key;

    if (indices & OUTCOME)
    {
        if (++next.outcome < environment->outcome_count)
        {
            *key = next;
            return 1;
        }
        next.outcome = 0;
    }
    if (indices & PROFILE)
    {
        if (++next.profile < environment->profiles->size)
        {
            *key = next;
            return 1;
        }
        next.profile = 0;
    }
    if (indices & OTHERS)
    {
        if (++next.others < xp_profiles_lines(environment->profiles, next.agent))
        {
            *key = next;
            return 1;
        }
        next.others = 0;
    }
    if (!next_of_agent(&next, environment))
        return 0;
    *key = next;
    return 1;
}

void xp_row_count(fmpz_t count, const xp_question_t *question, xp_row_kind_t kind)
{
    const xp_environment_struct *environment = question->environment;
    const unsigned indices = kinds[kind].indices;
    const slong agents = indices & AGENT ? environment->agent_count : 1;
    fmpz_t part;

    fmpz_init(part);
    fmpz_zero(count);
    for (slong i = 0; i < agents; i++)
    {
        const slong types = environment->agent[i].type_count;

        fmpz_one(part);
        if (indices & TYPE)
            fmpz_mul_si(part, part, types);
        if (indices & REPORT)
            fmpz_mul_si(part, part, types - 1);
        if (kind == XP_ROW_WMON)
            fmpz_divexact_si(part, part, 2);
        if (indices & OTHERS)
            fmpz_mul_si(part, part, xp_profiles_lines(environment->profiles, i));
        if (indices & PROFILE)
            fmpz_mul_si(part, part, environment->profiles->size);
        if (indices & OUTCOME)
            fmpz_mul_si(part, part, environment->outcome_count);
        fmpz_add(count, count, part);
    }
    fmpz_clear(part);
}

int xp_row_key_is_valid(const xp_row_key_t *key, const xp_question_t *question)
{
    const xp_environment_struct *environment = question->environment;
    const unsigned indices = kinds[key->kind].indices;
    const slong agents = environment->agent_count;
    const int has_agent = key->agent >= 0 && key->agent < agents;
    const slong types = has_agent ? environment->agent[key->agent].type_count : 0;
    const slong lines = has_agent ? xp_profiles_lines(environment->profiles, key->agent) : 0;

    if (indices & AGENT ? !has_agent : key->agent != -1)
        return 0;
    if (indices & TYPE ? key->type < 0 || key->type >= types : key->type != -1)
        return 0;
    if (indices & REPORT ? key->report < 0 || key->report >= types || !is_pair(key)
                         : key->report != -1)
        return 0;
    if (indices & OTHERS ? key->others < 0 || key->others >= lines : key->others != -1)
        return 0;
    if (indices & PROFILE ? key->profile < 0 || key->profile >= environment->profiles->size
                          : key->profile != -1)
        return 0;
    return indices & OUTCOME ? key->outcome >= 0 && key->outcome < environment->outcome_count
                             : key->outcome == -1;
}
