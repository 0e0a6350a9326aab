/* An allocation rule as a table: at each profile an outcome or a lottery. */
#ifndef XP_VERIFY_RULE_H
#define XP_VERIFY_RULE_H

#include <stddef.h>

#include "verify/environment.h"
#include "verify/number.h"
#include "verify/reader.h"

typedef enum
{
    XP_FIRST,
    XP_LAST,
    XP_LOTTERY,
    XP_OTHER, /* a fixed rule of which nothing is said */
    XP_FREE
} xp_rule_kind_t;

typedef struct
{
    size_t outcome;
    size_t chance; /* its probability is rule->chance->at[chance]; number 0 is 1 */
} xp_choice_t;

typedef struct
{
    size_t count;        /* profiles read */
    size_t *end, room;   /* the choices at profile t are those from end[t - 1] to end[t] - 1 */
    xp_choice_t *choice;
    size_t choices, space;
    xp_numbers_t chance;
    mpq_t best, surplus; /* scratch, as the next three */
    mpq_t sum;
    mpz_t integer;
    size_t *maximiser, maximisers, most;
} xp_rule_struct;
typedef xp_rule_struct xp_rule_t[1];

void xp_rule_init(xp_rule_t rule);
void xp_rule_clear(xp_rule_t rule);

static inline size_t xp_choices(const xp_rule_struct *rule, size_t profile,
                                const xp_choice_t **choice)
{
    size_t start = profile > 0 ? rule->end[profile - 1] : 0;

    *choice = rule->choice + start;
    return rule->end[profile] - start;
}

/* Reads the record `rule ...`. */
xp_rule_kind_t xp_rule_kind_read(const xp_environment_t environment, xp_reader_t reader);

/*
 * Reads `alloc` or `lottery` at every profile; an efficient rule must be the one of its ties, and
 * a deterministic one has no lottery.
 */
void xp_rule_read(xp_rule_t rule, const xp_environment_t environment, xp_rule_kind_t kind,
                  int deterministic, xp_reader_t reader);

#endif
