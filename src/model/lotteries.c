/* Distinct lotteries while a rule is made. */
#include <expost/model/rule.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/string.h>
#include <uthash.h>

/* A lottery is found by the text of its weights. */
typedef struct
{
    char *key;
    slong index;
    UT_hash_handle hh;
} lottery_entry_t;

void xp_lotteries_init(xp_lotteries_t lotteries, slong outcome_count)
{
    memset(lotteries, 0, sizeof(xp_lotteries_struct));
    lotteries->outcome_count = outcome_count;
}

void xp_lotteries_clear(xp_lotteries_t lotteries)
{
    lottery_entry_t *table = lotteries->hash, *entry, *next;
    slong i;

    HASH_ITER(hh, table, entry, next)
    {
        HASH_DEL(table, entry);
        free(entry->key);
        free(entry);
    }
    for (i = 0; i < lotteries->count * lotteries->outcome_count; i++)
        fmpq_clear(lotteries->weight + i);
    free(lotteries->weight);
}

static char *write_key(const fmpq *weight, slong count)
{
    xp_string_t key;
    slong a;

    xp_string_init(key);
    for (a = 0; a < count; a++)
    {
        char *text = fmpq_get_str(NULL, 16, weight + a);

        xp_string_add(key, text);
        xp_string_add_char(key, ' ');
        flint_free(text);
    }
    return xp_string_take(key);
}

uint32_t xp_lotteries_choice(xp_lotteries_t lotteries, const fmpq *weight)
{
    const slong m = lotteries->outcome_count;
    lottery_entry_t *table = lotteries->hash, *entry;
    char *key;
    slong a;

    for (a = 0; a < m; a++)
        if (fmpq_is_one(weight + a))
            return (uint32_t) a;
    key = write_key(weight, m);
    HASH_FIND_STR(table, key, entry);
    if (entry != NULL)
    {
        free(key);
        return (uint32_t) (m + entry->index);
    }
    entry = xp_malloc(sizeof(lottery_entry_t));
    entry->key = key;
    entry->index = lotteries->count;
    HASH_ADD_KEYPTR(hh, table, entry->key, strlen(entry->key), entry);
    lotteries->hash = table;
    xp_array_grow(&lotteries->weight, &lotteries->room, (size_t) lotteries->count,
                  (size_t) m * sizeof(fmpq));
    for (a = 0; a < m; a++)
    {
        fmpq *copy = lotteries->weight + lotteries->count * m + a;

        fmpq_init(copy);
        fmpq_set(copy, weight + a);
    }
    lotteries->count++;
    return (uint32_t) (m + entry->index);
}

void xp_rule_set_lotteries(xp_rule_t rule, const xp_lotteries_t lotteries)
{
    const slong length = lotteries->count * lotteries->outcome_count;
    xp_table_t table;
    xp_error_t error;

    xp_table_init(table);
    xp_error_init(error);
    /* The weights are in memory already; their table is no larger. */
    if (xp_table_set_fmpq_vec(table, lotteries->weight, length, error) != XP_OK)
        abort();
    xp_table_swap(rule->lottery, table);
    rule->outcome_count = lotteries->outcome_count;
    rule->lottery_count = lotteries->count;
    xp_error_clear(error);
    xp_table_clear(table);
}
