/* The models of identical units: who wins, and who trades with whom. */
#include "render/family_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/compat.h>

/* The number of sets of `size` of `agents`, when it is at most XP_FAMILY_OUTCOMES. */
static xp_status_t count_sets(long *count, long agents, long size, const char *what,
                              xp_error_t error)
{
    long smaller = size < agents - size ? size : agents - size, i;
    fmpz_t sets;

    fmpz_init(sets);
    fmpz_one(sets);
    for (i = 1; i <= smaller && fmpz_cmp_si(sets, XP_FAMILY_OUTCOMES) <= 0; i++)
    {
        fmpz_mul_si(sets, sets, agents - smaller + i);
        fmpz_divexact_si(sets, sets, i);
    }
    *count = fmpz_cmp_si(sets, XP_FAMILY_OUTCOMES) <= 0 ? fmpz_get_si(sets) : -1;
    fmpz_clear(sets);
    if (*count > 0)
        return XP_OK;
    xp_error_set(error, "more than %d outcomes: there are too many %s", XP_FAMILY_OUTCOMES, what);
    return XP_INPUT;
}

/* The first set of `size`: 0, 1, ...; the next in lexicographic order, 0 behind the last. */
static void first_set(long *set, long size)
{
    long i;

    for (i = 0; i < size; i++)
        set[i] = i;
}

static int next_set(long *set, long size, long agents)
{
    long i = size - 1, j;

    while (i >= 0 && set[i] == agents - size + i)
        i--;
    if (i < 0)
        return 0;
    set[i]++;
    for (j = i + 1; j < size; j++)
        set[j] = set[j - 1] + 1;
    return 1;
}

static int contains(const long *set, long size, long agent)
{
    long i;

    for (i = 0; i < size; i++)
        if (set[i] == agent)
            return 1;
    return 0;
}

/* A list that goes on over lines: items of one list, `open` before the first. */
typedef struct
{
    xp_string_struct *out;
    size_t line;
    int begun;
    const char *indent;
} list_t;

#define LINE_WIDTH 92

/* Adds an item behind a comma, on a new line where the old one is full. */
static void add_item(list_t *list, const char *text, size_t length)
{
    if (list->begun)
        xp_string_add_char(list->out, ',');
    if (list->begun && list->out->length - list->line + length + 3 > LINE_WIDTH)
    {
        xp_string_add_char(list->out, '\n');
        list->line = list->out->length;
        xp_string_add(list->out, list->indent);
    }
    else
        xp_string_add_char(list->out, ' ');
    xp_string_add_bytes(list->out, text, length);
    list->begun = 1;
}

static void begin_list(list_t *list, xp_string_struct *out, const char *open, const char *indent)
{
    list->out = out;
    list->line = out->length;
    list->begun = 0;
    list->indent = indent;
    xp_string_add(out, open);
}

/* "to_1_3": bidders 1 and 3 win. */
static void name_winners(xp_string_t name, const long *set, long size)
{
    long i;

    xp_string_reset(name);
    xp_string_add(name, "to");
    for (i = 0; i < size; i++)
        xp_string_printf(name, "_%ld", set[i] + 1);
}

/* The outcomes, or with agent >= 0 the values of those at which it wins. */
static void list_winners(xp_string_t out, const xp_family_sizes_t *sizes, long agent, long *set)
{
    xp_string_t name;
    list_t list;

    xp_string_init(name);
    begin_list(&list, out, agent < 0 ? "outcomes" : "    value {", "        ");
    first_set(set, sizes->units);
    do
    {
        if (agent >= 0 && !contains(set, sizes->units, agent))
            continue;
        name_winners(name, set, sizes->units);
        if (agent >= 0)
            xp_string_add(name, " = t");
        add_item(&list, name->text, name->length);
    } while (next_set(set, sizes->units, sizes->agents));
    xp_string_add(out, agent < 0 ? "\n" : " }\n");
    xp_string_clear(name);
}

xp_status_t xp_family_units(xp_string_t out, const xp_family_sizes_t *sizes,
                            const xp_family_texts_t *texts, xp_error_t error)
{
    const long n = sizes->agents, m = sizes->units;
    long count, i, *set;

    (void) texts;
    if (m > n)
    {
        xp_error_set(error, "--units %ld: there are only %ld bidders, who want one each", m, n);
        return XP_INPUT;
    }
    if (count_sets(&count, n, m, "sets of winners", error) != XP_OK)
        return XP_INPUT;
    set = xp_malloc((size_t) m * sizeof(long));
    xp_string_printf(out,
        "title \"%ld identical %s, %ld bidders with %ld %s each\"\n"
        "source \"Vickrey 1961; Guo and Conitzer 2009\"\n"
        "\n"
        "# Each bidder wants one unit; her type is what it is worth to her.  An outcome names\n"
        "# those who win: %s.  Since no type is below 0, nothing is\n"
        "# lost by giving every unit to somebody.\n",
        m, m == 1 ? "unit" : "units", n, sizes->types, sizes->types == 1 ? "value" : "values",
        m == 1 ? "to_1 is for bidder 1"
               : m == 2 ? "to_1_2 is for bidders 1 and 2" : "to_1_2_... is for bidders 1, 2, ...");
    list_winners(out, sizes, -1, set);
    for (i = 0; i < n; i++)
    {
        xp_string_printf(out,
            "\n"
            "agent bidder%ld {\n"
            "    types 0..%ld\n"
            "    prior uniform\n",
            i + 1, sizes->types - 1);
        list_winners(out, sizes, i, set);
        xp_string_add(out, "}\n");
    }
    free(set);
    return XP_OK;
}

/* "s1_s2_b1_b3": these sellers sell to these buyers; "none". */
static void name_trade(xp_string_t name, const long *sellers, const long *buyers, long size)
{
    long i;

    xp_string_reset(name);
    if (size == 0)
        xp_string_add(name, "none");
    for (i = 0; i < size; i++)
        xp_string_printf(name, "%ss%ld", i > 0 ? "_" : "", sellers[i] + 1);
    for (i = 0; i < size; i++)
        xp_string_printf(name, "_b%ld", buyers[i] + 1);
}

/* What is written for each trade. */
typedef enum
{
    LIST_OUTCOMES = 0, /* its name */
    LIST_CONSENT,      /* a statement of its own: whom it requires */
    LIST_SOLD,         /* its value to a seller who sells in it */
    LIST_BOUGHT        /* its value to a buyer who buys in it */
} trade_part_t;

static void add_consent(xp_string_t out, const char *name, const long *sellers,
                        const long *buyers, long size)
{
    long i;

    if (size == 0)
        return;
    xp_string_printf(out, "outcome %s requires ", name);
    for (i = 0; i < size; i++)
        xp_string_printf(out, "%sseller%ld", i > 0 ? ", " : "", sellers[i] + 1);
    for (i = 0; i < size; i++)
        xp_string_printf(out, ", buyer%ld", buyers[i] + 1);
    xp_string_add_char(out, '\n');
}

static void list_trades(xp_string_t out, long agents, trade_part_t part, long agent)
{
    static const char *const open[] = {"outcomes", "", "    value {", "    value {"};
    long *sellers = xp_malloc((size_t) agents * sizeof(long));
    long *buyers = xp_malloc((size_t) agents * sizeof(long));
    xp_string_t name;
    list_t list;
    long size;

    xp_string_init(name);
    begin_list(&list, out, open[part], "        ");
    for (size = 0; size <= agents; size++)
    {
        first_set(sellers, size);
        do
        {
            first_set(buyers, size);
            do
            {
                if ((part == LIST_SOLD && !contains(sellers, size, agent))
                    || (part == LIST_BOUGHT && !contains(buyers, size, agent)))
                    continue;
                name_trade(name, sellers, buyers, size);
                if (part == LIST_CONSENT)
                {
                    add_consent(out, name->text, sellers, buyers, size);
                    continue;
                }
                if (part != LIST_OUTCOMES)
                    xp_string_add(name, part == LIST_SOLD ? " = 0" : " = t");
                add_item(&list, name->text, name->length);
            } while (next_set(buyers, size, agents));
        } while (next_set(sellers, size, agents));
    }
    if (part != LIST_CONSENT)
        xp_string_add(out, part == LIST_OUTCOMES ? "\n" : " }\n");
    xp_string_clear(name);
    free(buyers);
    free(sellers);
}

xp_status_t xp_family_two_sided(xp_string_t out, const xp_family_sizes_t *sizes,
                                const xp_family_texts_t *texts, xp_error_t error)
{
    const long n = sizes->agents, k = sizes->types;
    long count, i;

    (void) texts;
    /* a set of those who hold a unit in the end: n of 2 n */
    if (count_sets(&count, 2 * n, n, "sets of traders", error) != XP_OK)
        return XP_INPUT;
    xp_string_printf(out,
        "title \"%ld %s, %ld equally likely types each\"\n"
        "source \"after Myerson and Satterthwaite 1983, and McAfee 1992\"\n"
        "\n"
        "# Each seller owns one unit, each buyer wants one.  An outcome names those who trade:\n"
        "# s1_b%ld is a sale by seller 1 to buyer %ld, none no trade at all.  The buyers' types\n"
        "# lie between the sellers': the sign of the gains from trade is never in doubt.\n",
        n, n == 1 ? "seller and one buyer" : "sellers and as many buyers", k, n, n);
    list_trades(out, n, LIST_OUTCOMES, -1);
    list_trades(out, n, LIST_CONSENT, -1);
    for (i = 0; i < n; i++)
    {
        xp_string_printf(out,
            "\n"
            "agent seller%ld {\n"
            "    types grid(0, %ld/%ld, %ld)\n"
            "    prior uniform\n",
            i + 1, k - 1, k, k);
        list_trades(out, n, LIST_SOLD, i);
        xp_string_add(out, "    value = t               # where she does not sell\n"
                           "    outside = t             # her property right: she can keep it\n"
                           "}\n");
    }
    for (i = 0; i < n; i++)
    {
        xp_string_printf(out,
            "\n"
            "agent buyer%ld {\n"
            "    types grid(1/%ld, %ld/%ld, %ld)\n"
            "    prior uniform\n",
            i + 1, 2 * k, 2 * k - 1, 2 * k, k);
        list_trades(out, n, LIST_BOUGHT, i);
        xp_string_add(out, "}\n");
    }
    return XP_OK;
}
