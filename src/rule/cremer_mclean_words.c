/* Full surplus extraction in words: how it is done, and why it cannot be. */
#include "rule/cremer_mclean_words.h"

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/base/string.h>
#include <expost/num/rat.h>

/* "that of type 6", "the mixture 1/2 of type 3 and 1/2 of type 6". */
static void add_mixture(xp_string_t out, const xp_rows_of_beliefs_t rows, const fmpq *weight)
{
    const xp_agent_struct *own = rows->environment->agent + rows->agent;
    slong parts = 0;
    slong said = 0;
    for (slong s = 0; s < rows->count; s++)
    {
        parts += !fmpq_is_zero(weight + s);
    }
    xp_string_add(out, parts == 1 ? "that of type " : "the mixture of ");
    for (slong s = 0; s < rows->count; s++)
    {
        if (fmpq_is_zero(weight + s))
        {
            continue;
        }
        if (said > 0)
        {
            xp_string_add(out, said == parts - 1 ? " and " : ", ");
        }
        if (parts > 1)
        {
            xp_rat_add_text(out, weight + s);
            xp_string_add(out, " of type ");
        }
        xp_string_add(out, own->type_label[rows->type[s]]);
        said++;
    }
}

xp_status_t xp_extraction_refuse(const xp_rows_of_beliefs_t rows, slong s, const fmpq *weight,
                                 xp_error_t error)
{
    const xp_agent_struct *own = rows->environment->agent + rows->agent;
    const char *label = own->type_label[rows->type[s]];
    xp_string_t mixture;
    xp_string_init(mixture);
    add_mixture(mixture, rows, weight);
    xp_error_set(error,
                 "cremer-mclean: the full surplus cannot be had from agent %s: what its type %s "
                 "believes about the others' types is %s%s, so payments that leave no rent to "
                 "type %s leave one to a type that can report %s",
                 own->name, label, mixture->text,
                 rows->environment->prior == XP_PRIOR_INDEPENDENT ? " (types are independent)"
                                                                  : "",
                 label, label);
    xp_string_clear(mixture);
    return XP_REFUSED;
}

xp_status_t xp_extraction_find_mixture(xp_extraction_t *verdict,
                                       const xp_rows_of_beliefs_t rows,
                                       const xp_progress_t *progress, xp_error_t error)
{
    const xp_agent_struct *own = rows->environment->agent + rows->agent;
    fmpq *weight = _fmpq_vec_init(rows->count);
    xp_status_t status = XP_OK;
    int mixed = 0;
    for (slong s = 0; s < rows->count && status == XP_OK && !mixed; s++)
    {
        status = xp_row_is_mixed(&mixed, weight, rows, s, progress, error);
        if (status == XP_OK && mixed)
        {
            xp_string_t words;
            xp_string_init(words);
            xp_string_printf(words, "what type %s believes is ", own->type_label[rows->type[s]]);
            add_mixture(words, rows, weight);
            verdict->mixture = xp_string_take(words);
            verdict->way = XP_EXTRACTION_BY_LUCK;
        }
    }
    _fmpq_vec_clear(weight, rows->count);
    return status;
}

static int is_same(const xp_extraction_t *a, const xp_extraction_t *b)
{
    return a->way == b->way && a->rank == b->rank && a->possible == b->possible
           && a->mixture == NULL && b->mixture == NULL;
}

/* The agents from `first` on with its verdict; those are marked as said. */
static void add_names(xp_string_t out, const xp_environment_struct *environment,
                      const xp_extraction_t *verdict, unsigned char *said, slong first)
{
    for (slong j = first; j < environment->agent_count; j++)
    {
        if (j == first || (!said[j] && is_same(verdict + first, verdict + j)))
        {
            xp_string_printf(out, "%s%s", j == first ? "" : ", ", environment->agent[j].name);
            said[j] = 1;
        }
    }
}

/* The condition that holds, and what the payments are like. */
static void add_way(xp_string_t out, const xp_extraction_t *verdict)
{
    const int stakes = verdict->way >= XP_EXTRACTION_BY_STAKES;
    xp_string_printf(out, "the beliefs about the others' types are linearly %s (rank %ld, types "
                          "%ld)", verdict->way == XP_EXTRACTION_BY_RANK ? "independent"
                                                                        : "dependent",
                     (long) verdict->rank, (long) verdict->possible);
    switch (verdict->way)
    {
    case XP_EXTRACTION_BY_RANK:
        break;
    case XP_EXTRACTION_BY_VALUES:
        xp_string_add(out, ", but for these values the equations have a solution");
        break;
    case XP_EXTRACTION_BY_STAKES:
        xp_string_add(out, ", but none is a mixture of others");
        break;
    case XP_EXTRACTION_BY_LUCK:
        xp_string_printf(out, ", and %s, but for these values there are bets that leave no rent",
                         verdict->mixture);
        break;
    }
    xp_string_add(out, stakes ? ": what is added to the pivot payment is a bet on the others' "
                                "types that depends on the report, and the truth is a best reply "
                                "to the truth"
                              : ": what is added to the pivot payment depends on the others' "
                                "types only, and the truth is a dominant strategy");
}

void xp_extraction_note(xp_mechanism_t mechanism, const xp_extraction_t *verdict)
{
    const xp_environment_struct *environment = mechanism->environment;
    unsigned char *said = xp_calloc((size_t) environment->agent_count, 1);
    slong skipped = 0;
    for (slong i = 0; i < environment->agent_count; i++)
    {
        xp_string_t names;
        xp_string_t line;
        skipped += verdict[i].way >= XP_EXTRACTION_BY_STAKES ? verdict[i].skipped : 0;
        if (said[i])
        {
            continue;
        }
        xp_string_init(names);
        xp_string_init(line);
        add_names(names, environment, verdict, said, i);
        add_way(line, verdict + i);
        xp_mechanism_add_note(mechanism, "%s: %s", names->text, line->text);
        xp_string_clear(line);
        xp_string_clear(names);
    }
    if (skipped > 0)
    {
        xp_mechanism_add_note(mechanism,
                              "%ld type%s of probability 0: reporting %s costs so much that "
                              "nobody gains by it",
                              (long) skipped, skipped == 1 ? " has a report" : "s have reports",
                              skipped == 1 ? "it" : "one of them");
    }
    free(said);
}
