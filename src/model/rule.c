/* The allocation rule: which outcome, or lottery over outcomes, at which profile. */
#include <expost/model/rule.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_rule_init(xp_rule_t rule)
{
    memset(rule, 0, sizeof(xp_rule_struct));
    rule->efficient = 1;
    xp_table_init(rule->lottery);
}

void xp_rule_clear(xp_rule_t rule)
{
    xp_table_clear(rule->lottery);
    free(rule->choice);
}

void xp_rule_swap(xp_rule_t a, xp_rule_t b)
{
    xp_rule_struct keep = *a;

    *a = *b;
    *b = keep;
}

void xp_rule_set(xp_rule_t rule, const xp_rule_t source)
{
    xp_rule_t copy;

    xp_rule_init(copy);
    copy->efficient = source->efficient;
    copy->ties = source->ties;
    copy->outcome_count = source->outcome_count;
    copy->lottery_count = source->lottery_count;
    copy->weights = source->weights;
    copy->context = source->context;
    xp_table_set(copy->lottery, source->lottery);
    if (source->choice != NULL)
    {
        size_t bytes = (size_t) source->choice_length * sizeof(uint32_t);

        copy->choice = xp_malloc(bytes);
        memcpy(copy->choice, source->choice, bytes);
        copy->choice_length = source->choice_length;
    }
    xp_rule_swap(rule, copy);
    xp_rule_clear(copy);
}

int xp_rule_is_valid(const xp_rule_t rule)
{
    const slong m = rule->outcome_count;
    int valid = rule->lottery->length == rule->lottery_count * m
                && xp_table_is_valid(rule->lottery);
    fmpz_t sum;
    slong i, a;

    fmpz_init(sum);
    for (i = 0; valid && i < rule->lottery_count; i++)
    {
        slong positive = 0;

        fmpz_zero(sum);
        for (a = 0; a < m; a++)
        {
            int sign = fmpz_sgn(rule->lottery->entry + i * m + a);

            valid = valid && sign >= 0;
            positive += sign > 0;
            fmpz_add(sum, sum, rule->lottery->entry + i * m + a);
        }
        valid = valid && positive >= 2 && fmpz_equal(sum, rule->lottery->denominator);
    }
    fmpz_clear(sum);
    for (i = 0; valid && i < rule->choice_length; i++)
        valid = rule->choice[i] < xp_rule_choices(rule);
    return valid;
}

slong xp_rule_choices(const xp_rule_t rule)
{
    return rule->outcome_count + rule->lottery_count;
}

void xp_rule_weight(fmpq_t weight, const xp_rule_t rule, slong choice, slong outcome)
{
    const slong m = rule->outcome_count;

    if (choice < m)
        fmpq_set_si(weight, choice == outcome, 1);
    else
        xp_table_get_fmpq(weight, rule->lottery, (choice - m) * m + outcome);
}
