/* Auctions of units: virtual values, second price, posted price, myerson, chances of winning. */
#include <expost/rule/bidders.h>
#include <expost/rule/ranking.h>
#include <expost/rule/virtual_value.h>

#include "tests/rule/cases.h"

/* Whether entries of positive probability are as in the text; the others stand as "0". */
static int entries_equal(const fmpq *entry, slong count, const char *text)
{
    slong length;
    fmpq *expected = build_read(&length, text);
    int equal = length == count;
    for (slong k = 0; equal && k < count; k++)
    {
        equal = fmpq_equal(entry + k, expected + k);
    }
    build_free(expected, length);
    return equal;
}

/* Whether the first count entries are the next count ones. */
static int halves_agree(const fmpq *entry, slong count)
{
    int equal = 1;
    for (slong k = 0; k < count; k++)
    {
        equal = equal && fmpq_equal(entry + k, entry + count + k);
    }
    return equal;
}

static int virtual_is(const char *values, const char *chances, const char *plain,
                      const char *ironed, int regular)
{
    slong count, chance_count;
    fmpq *value = build_read(&count, values);
    fmpq *chance = build_read(&chance_count, chances);
    xp_type_virtual_t own;
    xp_type_virtual_init(own);
    xp_type_virtual_set(own, value, chance, count);
    const int good = entries_equal(own->plain, count, plain)
                     && entries_equal(own->ironed, count, ironed) && own->regular == regular;
    xp_type_virtual_clear(own);
    build_free(value, count);
    build_free(chance, chance_count);
    return good;
}

/* By hand from x - (next - x) (1 - F) / f. */
static void test_virtual(void)
{
    XP_CHECK(virtual_is("0 1 2 3", "1/4 1/4 1/4 1/4", "-3 -1 1 3", "-3 -1 1 3", 1));
    XP_CHECK(virtual_is("3 1 2", "1/2 1/4 1/4", "3 -2 0", "3 -2 0", 1));
    XP_CHECK(virtual_is("2 3 7", "1/2 1/4 1/4", "1 -1 7", "1/3 1/3 7", 0));
    XP_CHECK(virtual_is("10 100", "1/2 1/2", "-80 100", "-80 100", 1));
    /* the same value twice counts once; types of probability 0 do not count */
    XP_CHECK(virtual_is("3 1 2 3", "1/4 1/2 0 1/4", "3 -1 0 3", "3 -1 0 3", 1));
    XP_CHECK(virtual_is("5", "1", "5", "5", 1));
    /* the first two pooled: (0 - 1/8)/(5/8) */
    XP_CHECK(virtual_is("1 2 3 4", "1/2 1/8 1/8 1/4", "0 -1 1 4", "-1/5 -1/5 1 4", 0));
    /* 4 - 2 * 3, 6 - 3 * 2, 9 - 11: the middle two pooled to -1 */
    XP_CHECK(virtual_is("4 6 9 20", "1/4 1/4 1/4 1/4", "-2 0 -2 20", "-2 -1 -1 20", 0));
    /* 4 - 1 * 3, 5 - 3 * 2, 8 - 11: three pooled to -1 */
    XP_CHECK(virtual_is("4 5 8 19", "1/4 1/4 1/4 1/4", "1 -1 -3 19", "-1 -1 -1 19", 0));
    XP_CHECK(!virtual_is("2 3 7", "1/2 1/4 1/4", "1 -1 7", "1 -1 7", 1));
}

/* The slope of least means, isotonic regression by its definition. */
static void iron_slowly(fmpq_t level, const fmpq *plain, const fmpq *mass, slong count, slong at)
{
    fmpq_t sum, weight, mean, least;
    fmpq_init(sum);
    fmpq_init(weight);
    fmpq_init(mean);
    fmpq_init(least);
    for (slong a = 0; a <= at; a++)
    {
        int first = 1;
        for (slong b = at; b < count; b++)
        {
            fmpq_zero(sum);
            fmpq_zero(weight);
            for (slong k = a; k <= b; k++)
            {
                fmpq_addmul(sum, mass + k, plain + k);
                fmpq_add(weight, weight, mass + k);
            }
            fmpq_div(mean, sum, weight);
            if (first || fmpq_cmp(mean, least) < 0)
            {
                fmpq_set(least, mean);
            }
            first = 0;
        }
        if (a == 0 || fmpq_cmp(least, level) > 0)
        {
            fmpq_set(level, least);
        }
    }
    fmpq_clear(sum);
    fmpq_clear(weight);
    fmpq_clear(mean);
    fmpq_clear(least);
}

#define MOST 7

/* Sorted different values of positive probability, so that places are those of the formula. */
static void test_random_virtual(void)
{
    uint64_t state = 11;
    slong seen[2] = {0, 0};
    for (long round = 0; round < xp_test_rounds(300); round++)
    {
        const slong count = 1 + (slong) xp_test_random(&state, MOST);
        fmpq *value = _fmpq_vec_init(count);
        fmpq *mass = _fmpq_vec_init(count);
        slong total = 0, last = -3;
        fmpq_t level;
        fmpq_init(level);
        for (slong k = 0; k < count; k++)
        {
            const slong weight = 1 + (slong) xp_test_random(&state, 6);
            last += 1 + (slong) xp_test_random(&state, 5);
            fmpq_set_si(value + k, last, 1);
            fmpq_set_si(mass + k, weight, 1);
            total += weight;
        }
        for (slong k = 0; k < count; k++)
        {
            fmpq_set_si(level, total, 1);
            fmpq_div(mass + k, mass + k, level);
        }
        xp_type_virtual_t own;
        xp_type_virtual_init(own);
        xp_type_virtual_set(own, value, mass, count);
        int same = 1;
        for (slong k = 0; k < count; k++)
        {
            iron_slowly(level, own->plain, mass, count, k);
            XP_CHECK(fmpq_equal(level, own->ironed + k));
            same = same && fmpq_equal(own->plain + k, own->ironed + k);
        }
        XP_CHECK(own->regular == same);
        seen[same]++;
        xp_type_virtual_clear(own);
        fmpq_clear(level);
        _fmpq_vec_clear(value, count);
        _fmpq_vec_clear(mass, count);
    }
    XP_CHECK(seen[0] > 0 && seen[1] > 0);
}

/* Reference case secondprice-n2: as the pivot mechanism. */
static void test_second_price_two(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_second_price(model);
    XP_CHECK(build_mechanism(mechanism, model, "second-price", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(mechanism_chooses(mechanism, "0 1 1 1 0 0 1 1 0 0 0 1 0 0 0 0"));
    XP_CHECK(payments_equal_text(mechanism, 0, "0 0 0 0 0 1 0 0 0 1 2 0 0 1 2 3"));
    XP_CHECK(payments_equal_text(mechanism, 1, "0 0 0 0 0 0 1 1 0 0 0 2 0 0 0 0"));
    XP_CHECK(surplus_equals(mechanism, "7/8"));
    XP_CHECK(refuses(model, "second-price(1)", XP_IR_DEFAULT, XP_REFUSED, "nobody wins"));
    XP_CHECK(refuses(model, "posted-price(1)", XP_IR_DEFAULT, XP_REFUSED, "nobody wins"));
    XP_CHECK(refuses(model, "myerson", XP_IR_DEFAULT, XP_REFUSED, "nobody wins"));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* Reference case secondprice-n3: values 0, 1, 2; outcome 0: nobody. */
static void build_three(xp_model_t model, slong limit)
{
    build_start(model, 3, "0 0 0 0");
    build_agent(model, 0, "0 0 0 0  0 1 0 0  0 2 0 0", "1/3 1/3 1/3");
    build_agent(model, 1, "0 0 0 0  0 0 1 0  0 0 2 0", "1/3 1/3 1/3");
    build_agent(model, 2, "0 0 0 0  0 0 0 1  0 0 0 2", "1/3 1/3 1/3");
    build_profiles(model, limit);
}

static void test_three(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_three(model, LIMIT);
    XP_CHECK(build_mechanism(mechanism, model, "second-price", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(surplus_equals(mechanism, "1"));
    /* by hand: virtual values -2, 0, 2: 2 (19/27) = 38/27; a price of 2 sells at 19/27 */
    XP_CHECK(build_mechanism(mechanism, model, "myerson", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(surplus_equals(mechanism, "38/27"));
    XP_CHECK(build_mechanism(mechanism, model, "posted-price(2)", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(surplus_equals(mechanism, "38/27"));
    /* 1 (26/27) + P(two or more have 2) = 26/27 + 7/27 */
    XP_CHECK(build_mechanism(mechanism, model, "second-price(1)", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(surplus_equals(mechanism, "11/9"));
    XP_CHECK(build_mechanism(mechanism, model, "posted-price(3)", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(surplus_equals(mechanism, "0"));
    XP_CHECK(build_mechanism(mechanism, model, "rebalance(myerson)", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(is_balanced(mechanism));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* By hand: values 3, 1, 2, 0, 5, 3 with 1/4, 1/2, 0, 0, 0, 1/4; virtual values of 1, 3: -1, 3. */
static void test_odd_types(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_start(model, 1, "0 0");
    build_agent(model, 0, "0 3  0 1  0 2  0 0  0 5  0 3", "1/4 1/2 0 0 0 1/4");
    build_profiles(model, LIMIT);
    XP_CHECK(build_mechanism(mechanism, model, "myerson", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(mechanism_chooses(mechanism, "1 0 0 0 1 1"));
    XP_CHECK(payments_equal_text(mechanism, 0, "3 0 0 0 3 3"));
    XP_CHECK(refuses(model, "posted-price", XP_IR_DEFAULT, XP_INPUT, "number"));
    build_outside(model, 0, XP_OUTSIDE_TYPE, "0 0 0 0 0 1");
    XP_CHECK(refuses(model, "myerson", XP_IR_DEFAULT, XP_REFUSED, "staying out"));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* Where profiles are not listed the auction is held when it is asked for, with the same answers. */
static void test_unlisted(void)
{
    static const char *const name[] = {"second-price(1)", "posted-price(1)", "myerson"};
    xp_model_t few, many;
    xp_error_t error;
    slong profile[3] = {0, 0, 0};
    xp_model_init(few);
    xp_model_init(many);
    xp_error_init(error);
    build_three(few, LIMIT);
    build_three(many, 1);
    for (size_t k = 0; k < sizeof name / sizeof name[0]; k++)
    {
        xp_mechanism_t listed, unlisted;
        fmpq *weight = _fmpq_vec_init(8);
        fmpq *payment = _fmpq_vec_init(6);
        xp_mechanism_init(listed);
        xp_mechanism_init(unlisted);
        XP_CHECK(build_mechanism(listed, few, name[k], XP_IR_DEFAULT) == XP_OK);
        XP_CHECK(build_mechanism(unlisted, many, name[k], XP_IR_DEFAULT) == XP_OK);
        do
        {
            XP_CHECK(xp_allocation_at(weight, listed->rule, few->environment, profile, error)
                     == XP_OK);
            XP_CHECK(xp_allocation_at(weight + 4, unlisted->rule, many->environment, profile,
                                      error) == XP_OK);
            XP_CHECK(xp_payment_at(payment, listed, weight, profile, error) == XP_OK);
            XP_CHECK(xp_payment_at(payment + 3, unlisted, weight + 4, profile, error) == XP_OK);
            XP_CHECK(halves_agree(weight, 4) && halves_agree(payment, 3));
        } while (xp_profiles_next(profile, few->environment->profiles));
        xp_mechanism_clear(listed);
        xp_mechanism_clear(unlisted);
        _fmpq_vec_clear(weight, 8);
        _fmpq_vec_clear(payment, 6);
    }
    xp_error_clear(error);
    xp_model_clear(few);
    xp_model_clear(many);
}

/* The same chances from an independent prior and from its product, stated as a joint one. */
static void test_chances(void)
{
    xp_model_t product, joint;
    xp_units_t units;
    xp_ranking_t ranking;
    xp_error_t error;
    fmpq_t least;
    fmpq *one = _fmpq_vec_init(40);
    fmpq *other = _fmpq_vec_init(40);
    xp_model_init(product);
    xp_model_init(joint);
    xp_units_init(units);
    xp_ranking_init(ranking);
    xp_error_init(error);
    fmpq_init(least);
    build_start(product, 2, "0 0 0");
    build_agent(product, 0, "0 0 0  0 2 0  0 1 0", "1/2 1/3 1/6");
    build_agent(product, 1, "0 0 1  0 0 2", "1/4 3/4");
    build_profiles(product, LIMIT);
    build_start(joint, 2, "0 0 0");
    build_agent(joint, 0, "0 0 0  0 2 0  0 1 0", NULL);
    build_agent(joint, 1, "0 0 1  0 0 2", NULL);
    build_profiles(joint, LIMIT);
    build_joint(joint, "1/8 3/8 1/12 1/4 1/24 1/8");
    XP_CHECK(xp_units_recognise(units, product->environment, error) == XP_OK);
    XP_CHECK(units->unit_count == 1 && xp_units_are_free(units));
    fmpq_set_si(least, 1, 1);
    xp_ranking_set(ranking, units, units->value, NULL, least);
    XP_CHECK(ranking->level_count == 2);
    XP_CHECK(xp_ranking_chances(one, ranking, product->environment, NULL, error) == XP_OK);
    XP_CHECK(xp_ranking_chances(other, ranking, joint->environment, NULL, error) == XP_OK);
    /* by hand: the first agent with 2 always wins, with 1 against 1 */
    XP_CHECK(entries_equal(one, 5, "0 1/3 1/24 1/8 1/2"));
    XP_CHECK(entries_equal(other, 5, "0 1/3 1/24 1/8 1/2"));
    XP_CHECK(xp_ranking_counts(one, ranking, product->environment, NULL, error) == XP_OK);
    XP_CHECK(xp_ranking_counts(other, ranking, joint->environment, NULL, error) == XP_OK);
    /* values >= 1: 1/2 and 1; values >= 2: 1/3 and 3/4 */
    XP_CHECK(entries_equal(one, 6, "0 1/2 1/2 1/6 7/12 1/4"));
    XP_CHECK(entries_equal(other, 6, "0 1/2 1/2 1/6 7/12 1/4"));
    XP_CHECK(xp_ranking_chances(one, ranking, product->environment, &xp_test_stop, error)
             == XP_STOPPED);
    fmpq_clear(least);
    xp_error_clear(error);
    xp_ranking_clear(ranking);
    xp_units_clear(units);
    xp_model_clear(product);
    xp_model_clear(joint);
    _fmpq_vec_clear(one, 40);
    _fmpq_vec_clear(other, 40);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"virtual_values", test_virtual},
        {"random_virtual_values", test_random_virtual},
        {"secondprice-n2", test_second_price_two},
        {"secondprice-n3", test_three},
        {"odd_types", test_odd_types},
        {"unlisted", test_unlisted},
        {"chances", test_chances},
    };
    return XP_TEST_MAIN("rule/auction", tests);
}
