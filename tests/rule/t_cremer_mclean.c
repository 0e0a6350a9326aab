/* Full surplus extraction: by hand, and random priors against the definitions. */
#include <expost/rule/surplus_extraction.h>

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>
#include <expost/rule/allocation.h>
#include <expost/rule/mechanism.h>
#include <expost/rule/payment.h>

#include "lp/lp.h"
#include "tests/lib/read_model.h"
#include "tests/lib/ref_lp.h"

static int equals(const fmpq_t value, const char *text)
{
    xp_error_t error;
    fmpq_t other;
    int same;

    xp_error_init(error);
    fmpq_init(other);
    XP_CHECK(xp_rat_set_text(other, text, strlen(text), error) == XP_OK);
    same = fmpq_equal(value, other);
    fmpq_clear(other);
    xp_error_clear(error);
    return same;
}

static xp_status_t build(xp_mechanism_t mechanism, const xp_model_t model, xp_error_t error)
{
    return xp_mechanism_build(mechanism, model, "cremer-mclean", NULL, XP_IR_DEFAULT, NULL, error);
}

/*
 * All of it spelled out: value[i][report][true type][line of others] less payment, and the
 * probability of (true type, line).
 */
typedef struct
{
    const xp_environment_struct *environment;
    xp_table_struct *payment;
    const xp_rule_struct *rule;
} spelled_t;

static void init_spelled(spelled_t *spelled, const xp_mechanism_t mechanism)
{
    slong i, n = mechanism->environment->agent_count;
    xp_error_t error;

    xp_error_init(error);
    XP_CHECK(xp_allocation_list(((xp_mechanism_struct *) mechanism)->rule,
                                mechanism->environment, NULL, error) == XP_OK);
    spelled->environment = mechanism->environment;
    spelled->rule = mechanism->rule;
    spelled->payment = xp_calloc((size_t) n, sizeof(xp_table_struct));
    for (i = 0; i < n; i++)
    {
        xp_table_init(spelled->payment + i);
        XP_CHECK(xp_payment_list(spelled->payment + i, mechanism, i, NULL, error) == XP_OK);
    }
    xp_error_clear(error);
}

static void clear_spelled(spelled_t *spelled)
{
    slong i;

    for (i = 0; i < spelled->environment->agent_count; i++)
        xp_table_clear(spelled->payment + i);
    free(spelled->payment);
}

/* The utility of agent i of type t where the profile is reported as `index`. */
static void find_utility(fmpq_t utility, const spelled_t *spelled, slong i, slong t, slong index)
{
    const xp_agent_struct *own = spelled->environment->agent + i;
    fmpq_t weight, value;
    slong a;

    fmpq_init(weight);
    fmpq_init(value);
    xp_table_get_fmpq(utility, spelled->payment + i, index);
    fmpq_neg(utility, utility);
    for (a = 0; a < spelled->environment->outcome_count; a++)
    {
        xp_rule_weight(weight, spelled->rule, (slong) spelled->rule->choice[index], a);
        xp_table_get_fmpq(value, own->value, a * own->type_count + t);
        fmpq_addmul(utility, weight, value);
    }
    fmpq_clear(value);
    fmpq_clear(weight);
}

static slong get_index(const spelled_t *spelled, slong i, slong line, slong type)
{
    const xp_profiles_struct *profiles = spelled->environment->profiles;

    return xp_profiles_line_start(profiles, i, line) + type * profiles->stride[i];
}

/* Sum over the others' types of probability (with true type t) times utility after report r. */
static void find_interim(fmpq_t sum, const spelled_t *spelled, slong i, slong t, slong r)
{
    slong line;
    fmpq_t probability, utility;

    fmpq_init(probability);
    fmpq_init(utility);
    fmpq_zero(sum);
    for (line = 0; line < xp_profiles_lines(spelled->environment->profiles, i); line++)
    {
        xp_environment_probability(probability, spelled->environment,
                                   get_index(spelled, i, line, t));
        find_utility(utility, spelled, i, t, get_index(spelled, i, line, r));
        fmpq_addmul(sum, probability, utility);
    }
    fmpq_clear(utility);
    fmpq_clear(probability);
}

static int is_possible(const xp_environment_struct *environment, slong i, slong t)
{
    fmpq_t probability;
    int possible;

    fmpq_init(probability);
    xp_environment_type_probability(probability, environment, i, t);
    possible = !fmpq_is_zero(probability);
    fmpq_clear(probability);
    return possible;
}

/* No rents at types that occur, and no gain by any report, on average; outside options are 0. */
static int extracts(const spelled_t *spelled)
{
    slong i, t, r;
    int good = 1;
    fmpq_t utility;

    fmpq_init(utility);
    for (i = 0; i < spelled->environment->agent_count; i++)
        for (t = 0; t < spelled->environment->agent[i].type_count; t++)
            for (r = 0; r < spelled->environment->agent[i].type_count; r++)
            {
                find_interim(utility, spelled, i, t, r);
                if (is_possible(spelled->environment, i, t))
                    good = good && (r == t ? fmpq_is_zero(utility) : fmpq_sgn(utility) <= 0);
            }
    fmpq_clear(utility);
    return good;
}

/* Whether the truth is best for the agent whatever the others' types are. */
static int is_dominant(const spelled_t *spelled, slong i)
{
    slong line, t, r, types = spelled->environment->agent[i].type_count;
    int good = 1;
    fmpq_t truth, lie;

    fmpq_init(truth);
    fmpq_init(lie);
    for (line = 0; line < xp_profiles_lines(spelled->environment->profiles, i); line++)
        for (t = 0; t < types; t++)
            for (r = 0; r < types; r++)
            {
                find_utility(truth, spelled, i, t, get_index(spelled, i, line, t));
                find_utility(lie, spelled, i, t, get_index(spelled, i, line, r));
                good = good && fmpq_cmp(truth, lie) >= 0;
            }
    fmpq_clear(lie);
    fmpq_clear(truth);
    return good;
}

/* E sum of p, and E W by brute force. */
static void find_revenue(fmpq_t revenue, fmpq_t welfare, const spelled_t *spelled)
{
    const xp_environment_struct *environment = spelled->environment;
    slong *profile = xp_calloc((size_t) environment->agent_count, sizeof(slong));
    slong k, i, a;
    fmpq_t probability, value, sum, best;

    fmpq_init(probability);
    fmpq_init(value);
    fmpq_init(sum);
    fmpq_init(best);
    fmpq_zero(revenue);
    fmpq_zero(welfare);
    for (k = 0; k < environment->profiles->size; k++)
    {
        xp_profiles_get(profile, environment->profiles, k);
        xp_environment_probability(probability, environment, k);
        for (a = 0; a < environment->outcome_count; a++)
        {
            xp_table_get_fmpq(sum, environment->cost, a);
            fmpq_neg(sum, sum);
            for (i = 0; i < environment->agent_count; i++)
            {
                xp_table_get_fmpq(value, environment->agent[i].value,
                                  a * environment->agent[i].type_count + profile[i]);
                fmpq_add(sum, sum, value);
            }
            if (a == 0 || fmpq_cmp(sum, best) > 0)
                fmpq_set(best, sum);
        }
        fmpq_addmul(welfare, probability, best);
        for (i = 0; i < environment->agent_count; i++)
        {
            xp_table_get_fmpq(value, spelled->payment + i, k);
            fmpq_addmul(revenue, probability, value);
        }
    }
    fmpq_clear(best);
    fmpq_clear(sum);
    fmpq_clear(value);
    fmpq_clear(probability);
    free(profile);
}

static int revenue_is_surplus(const spelled_t *spelled, const char *text)
{
    fmpq_t revenue, welfare;
    int good;

    fmpq_init(revenue);
    fmpq_init(welfare);
    find_revenue(revenue, welfare, spelled);
    good = fmpq_equal(revenue, welfare) && (text == NULL || equals(revenue, text));
    fmpq_clear(welfare);
    fmpq_clear(revenue);
    return good;
}

static int beliefs_are(const xp_model_t model, slong agent, slong possible, slong rank,
                       int independent, xp_answer_t convex, slong type)
{
    xp_beliefs_t beliefs;
    xp_error_t error;
    int good;

    xp_error_init(error);
    xp_beliefs_init(beliefs);
    good = xp_beliefs_decide(beliefs, model->environment, agent, NULL, error) == XP_OK
           && beliefs->possible == possible && beliefs->rank == rank
           && beliefs->independent == independent && beliefs->convex == convex
           && beliefs->type == type;
    xp_beliefs_clear(beliefs);
    xp_error_clear(error);
    return good;
}

/* Reference case myerson-correlated-70: the full surplus is 70; (Myerson 1981, section 7). */
static void test_myerson_70(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_error_t error;
    spelled_t spelled;
    fmpq_t value;

    read_model(model, "outcomes owner(agents)\n"
                      "agent a, b { types 10, 100; value owner(self) = t }\n"
                      "rule efficient ties lottery\n"
                      "prior joint { (10, 10) = 1/3; (10, 100) = 1/6\n"
                      "(100, 10) = 1/6; (100, 100) = 1/3 }\n");
    xp_mechanism_init(mechanism);
    xp_error_init(error);
    fmpq_init(value);
    XP_CHECK(beliefs_are(model, 0, 2, 2, 1, XP_HOLDS, -1));
    XP_CHECK(build(mechanism, model, error) == XP_OK);
    init_spelled(&spelled, mechanism);
    XP_CHECK(extracts(&spelled));
    XP_CHECK(is_dominant(&spelled, 0) && is_dominant(&spelled, 1));
    XP_CHECK(revenue_is_surplus(&spelled, "70"));
    /* by hand: z solves 2/3 z(10) + 1/3 z(100) = 0, 1/3 z(10) + 2/3 z(100) = 30 */
    xp_table_get_fmpq(value, spelled.payment + 0, 0);
    XP_CHECK(equals(value, "-25"));
    xp_table_get_fmpq(value, spelled.payment + 0, 3);
    XP_CHECK(equals(value, "110"));
    clear_spelled(&spelled);
    fmpq_clear(value);
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* Reference case correlated-cm-violated: types 5 and 6 hold one belief. */
static void test_shared_belief(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_error_t error;
    xp_beliefs_t beliefs;

    read_model(model, "outcomes none, owner(agents)\n"
                      "agent first { types 1, 5, 6; value owner(self) = t }\n"
                      "agent second { types 0, 3; value owner(self) = t }\n"
                      "prior joint { (1, 0) = 1/12; (1, 3) = 1/4; (5, 0) = 1/6; (5, 3) = 1/6\n"
                      "(6, 0) = 1/6; (6, 3) = 1/6 }\n");
    xp_mechanism_init(mechanism);
    xp_error_init(error);
    xp_beliefs_init(beliefs);
    XP_CHECK(build(mechanism, model, error) == XP_REFUSED);
    XP_CHECK(strstr(error->message, "agent first") != NULL);
    XP_CHECK(strstr(error->message, "type 5") != NULL);
    XP_CHECK(strstr(error->message, "type 6") != NULL);
    XP_CHECK(xp_beliefs_decide(beliefs, model->environment, 0, NULL, error) == XP_OK);
    XP_CHECK(beliefs->rank == 2 && beliefs->possible == 3 && !beliefs->independent);
    XP_CHECK(beliefs->convex == XP_FAILS && beliefs->type == 1);
    XP_CHECK(!beliefs->mixed[0] && beliefs->mixed[1] && beliefs->mixed[2]);
    XP_CHECK(fmpq_is_one(beliefs->weight + 2));
    XP_CHECK(beliefs_are(model, 1, 2, 2, 1, XP_HOLDS, -1));
    xp_beliefs_clear(beliefs);
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/*
 * By hand: beliefs (1, 0, 0), (0, 1, 0), (0, 0, 1) and (1/3, 1/3, 1/3), the mixture of the
 * others; the corners of a square have rank 3 and no mixture.
 */
static void test_conditions(void)
{
    xp_model_t model;
    xp_beliefs_t beliefs;
    xp_error_t error;
    slong t;

    xp_error_init(error);
    xp_beliefs_init(beliefs);
    read_model(model, "outcomes none, owner(agents)\n"
                      "agent a { types 1, 2, 3, 4; value owner(self) = t }\n"
                      "agent b { types 1, 2, 3; value owner(self) = t }\n"
                      "prior joint weights { (1, 1) = 3; (2, 2) = 3; (3, 3) = 3; (4, 1) = 1\n"
                      "(4, 2) = 1; (4, 3) = 1 }\n");
    XP_CHECK(beliefs_are(model, 0, 4, 3, 0, XP_FAILS, 3));
    XP_CHECK(xp_beliefs_decide(beliefs, model->environment, 0, NULL, error) == XP_OK);
    for (t = 0; t < 3; t++)
        XP_CHECK(equals(beliefs->weight + t, "1/3") && !beliefs->mixed[t]);
    XP_CHECK(fmpq_is_zero(beliefs->weight + 3) && beliefs->mixed[3]);
    xp_model_clear(model);
    read_model(model, "outcomes none, owner(agents)\n"
                      "agent a { types 1, 2, 3, 4; value owner(self) = t }\n"
                      "agent b { types 1, 2, 3, 4; value owner(self) = t }\n"
                      "prior joint weights { (1, 1) = 1; (1, 2) = 1; (2, 2) = 1; (2, 3) = 1\n"
                      "(3, 3) = 1; (3, 4) = 1; (4, 4) = 1; (4, 1) = 1 }\n");
    XP_CHECK(beliefs_are(model, 0, 4, 3, 0, XP_HOLDS, -1));
    xp_model_clear(model);
    read_model(model, "outcomes none, owner(agents)\n"
                      "agent a { types 1, 2; prior 1, 0; value owner(self) = t }\n"
                      "agent b { types 1, 2; prior 1/2, 1/2; value owner(self) = t }\n");
    XP_CHECK(beliefs_are(model, 0, 1, 1, 1, XP_HOLDS, -1));
    XP_CHECK(beliefs_are(model, 1, 2, 1, 0, XP_FAILS, 0));
    xp_model_clear(model);
    xp_beliefs_clear(beliefs);
    xp_error_clear(error);
}

/* Independent types: no; where the values allow it: yes.  An explicit rule, no prior: refused. */
static void test_refused(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_error_t error;

    xp_mechanism_init(mechanism);
    xp_error_init(error);
    read_model(model, "outcomes none, owner(agents)\n"
                      "agent a, b { types 1, 2; prior uniform; value owner(self) = t }\n");
    XP_CHECK(build(mechanism, model, error) == XP_REFUSED);
    XP_CHECK(strstr(error->message, "independent") != NULL);
    xp_model_clear(model);
    read_model(model, "outcomes none, owner(agents)\n"
                      "agent a, b { types 1, 2; value owner(self) = t }\n");
    XP_CHECK(build(mechanism, model, error) == XP_INPUT);
    XP_CHECK(strstr(error->message, "prior") != NULL);
    xp_model_clear(model);
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
}

/* Outside options: what is left to every type is what it has without the mechanism. */
static void test_outside(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_error_t error;
    spelled_t spelled;
    fmpq_t utility;

    read_model(model, "outcomes none, owner(agents)\n"
                      "agent a { types 1, 2; value owner(self) = t; outside { 1 = 1/3; 2 = -1 } }\n"
                      "agent b { types 1, 2; value owner(self) = t }\n"
                      "prior joint { (1, 1) = 1/3; (1, 2) = 1/6; (2, 1) = 1/6; (2, 2) = 1/3 }\n");
    xp_mechanism_init(mechanism);
    xp_error_init(error);
    fmpq_init(utility);
    XP_CHECK(build(mechanism, model, error) == XP_OK);
    init_spelled(&spelled, mechanism);
    find_interim(utility, &spelled, 0, 0, 0);
    XP_CHECK(equals(utility, "1/6"));
    find_interim(utility, &spelled, 0, 1, 1);
    XP_CHECK(equals(utility, "-1/2"));
    clear_spelled(&spelled);
    fmpq_clear(utility);
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* Whether every type that occurs is left o, in the order of the types, and no lie beats it. */
static int leaves(const spelled_t *spelled, slong i, const char *const *outside)
{
    slong t, r, types = spelled->environment->agent[i].type_count;
    int good = 1;
    fmpq_t utility, option, probability;

    fmpq_init(utility);
    fmpq_init(option);
    fmpq_init(probability);
    for (t = 0; t < types; t++)
        for (r = 0; r < types; r++)
        {
            xp_error_t error;

            xp_error_init(error);
            find_interim(utility, spelled, i, t, r);
            xp_environment_type_probability(probability, spelled->environment, i, t);
            XP_CHECK(xp_rat_set_text(option, outside[t], strlen(outside[t]), error) == XP_OK);
            fmpq_mul(option, option, probability);
            if (!fmpq_is_zero(probability))
                good = good && (r == t ? fmpq_equal(utility, option)
                                       : fmpq_cmp(utility, option) <= 0);
            xp_error_clear(error);
        }
    fmpq_clear(probability);
    fmpq_clear(option);
    fmpq_clear(utility);
    return good;
}

/*
 * A ring of beliefs, rank 3 of 4 and none a mixture.  By hand: the first bidder wins at (4, 2)
 * only, a rent of 1 for type 4; with -1 as the outside option of type 3 what is to be taken is
 * 0, 0, 1, 1, and as 0 + 1 = 0 + 1 a function of the others' types does it.  The second bidder,
 * who wins elsewhere, needs bets by the report; the type 9 is only a report.
 */
static void test_ring(void)
{
    static const char *const first[] = {"0", "0", "-1", "0"};
    static const char *const second[] = {"0", "1/2", "-5", "1", "0"};
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_error_t error;
    spelled_t spelled;

    read_model(model, "outcomes none, owner(agents)\n"
                      "agent a { types 1, 2, 3, 4; value owner(self) = t\n"
                      "outside { 1 = 0; 2 = 0; 3 = -1; 4 = 0 } }\n"
                      "agent b { types 2, 3, 4, 5, 9; value owner(self) = t\n"
                      "outside { 2 = 0; 3 = 1/2; 4 = -5; 5 = 1; 9 = 0 } }\n"
                      "prior joint weights { (1, 2) = 1; (1, 3) = 1; (2, 3) = 1; (2, 4) = 1\n"
                      "(3, 4) = 1; (3, 5) = 1; (4, 5) = 1; (4, 2) = 1 }\n");
    xp_mechanism_init(mechanism);
    xp_error_init(error);
    XP_CHECK(beliefs_are(model, 0, 4, 3, 0, XP_HOLDS, -1));
    XP_CHECK(beliefs_are(model, 1, 4, 3, 0, XP_HOLDS, -1));
    XP_CHECK(build(mechanism, model, error) == XP_OK);
    init_spelled(&spelled, mechanism);
    XP_CHECK(is_dominant(&spelled, 0));
    XP_CHECK(!is_dominant(&spelled, 1));
    XP_CHECK(leaves(&spelled, 0, first));
    XP_CHECK(leaves(&spelled, 1, second));
    clear_spelled(&spelled);
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* The probabilities of the others' profiles with type t, one for each line. */
static fmpq *list_weights(const xp_environment_struct *environment, slong i, slong t)
{
    const xp_profiles_struct *profiles = environment->profiles;
    slong line, lines = xp_profiles_lines(profiles, i);
    fmpq *weight = _fmpq_vec_init(lines);

    for (line = 0; line < lines; line++)
        xp_environment_probability(weight + line, environment,
                                   xp_profiles_line_start(profiles, i, line)
                                       + t * profiles->stride[i]);
    return weight;
}

/* Rank by elimination of the rows of the types, whatever their probability. */
static slong find_rank(const xp_environment_struct *environment, slong i)
{
    slong types = environment->agent[i].type_count, rank = 0, c, r, e;
    slong lines = xp_profiles_lines(environment->profiles, i);
    fmpq **row = xp_malloc((size_t) types * sizeof(fmpq *));
    fmpq_t factor, term;

    fmpq_init(factor);
    fmpq_init(term);
    for (r = 0; r < types; r++)
        row[r] = list_weights(environment, i, r);
    for (c = 0; c < lines && rank < types; c++)
    {
        fmpq *swap;

        for (r = rank; r < types && fmpq_is_zero(row[r] + c); r++)
            ;
        if (r == types)
            continue;
        swap = row[r];
        row[r] = row[rank];
        row[rank] = swap;
        for (r = rank + 1; r < types; r++)
        {
            fmpq_div(factor, row[r] + c, row[rank] + c);
            for (e = c; e < lines; e++)
            {
                fmpq_mul(term, factor, row[rank] + e);
                fmpq_sub(row[r] + e, row[r] + e, term);
            }
        }
        rank++;
    }
    for (r = 0; r < types; r++)
        _fmpq_vec_clear(row[r], lines);
    free(row);
    fmpq_clear(term);
    fmpq_clear(factor);
    return rank;
}

/*
 * By cddlib on every line: can the belief of type t be written as a mixture of the others'?
 * Weights need no scaling: a cone of rows meets the row of t exactly when the mixture exists.
 */
static int is_mixture(const xp_environment_struct *environment, slong i, slong t)
{
    slong types = environment->agent[i].type_count, s, line;
    slong lines = xp_profiles_lines(environment->profiles, i);
    fmpq **row = xp_malloc((size_t) types * sizeof(fmpq *));
    xp_lp_verdict_t verdict;
    fmpq_t value;
    xp_lp_t lp;

    fmpq_init(value);
    xp_lp_init(lp, types);
    for (s = 0; s < types; s++)
    {
        row[s] = list_weights(environment, i, s);
        lp->nonnegative[s] = 1;
    }
    for (line = 0; line < lines; line++)
    {
        xp_lp_add_row(lp, 1, row[t] + line);
        for (s = 0; s < types; s++)
            if (s != t && is_possible(environment, i, s))
                xp_lp_add_entry(lp, s, row[s] + line);
    }
    verdict = xp_ref_lp_solve(value, lp);
    XP_CHECK(verdict == XP_LP_OPTIMAL || verdict == XP_LP_INFEASIBLE);
    for (s = 0; s < types; s++)
        _fmpq_vec_clear(row[s], lines);
    free(row);
    xp_lp_clear(lp);
    fmpq_clear(value);
    return verdict == XP_LP_OPTIMAL;
}

/*
 * By cddlib with a payment for every profile: can every type that occurs be left nothing, and
 * nobody gain by reporting t?
 */
static int can_leave_nothing(const spelled_t *spelled, slong i, slong t)
{
    const xp_environment_struct *environment = spelled->environment;
    slong types = environment->agent[i].type_count, s, line;
    slong lines = xp_profiles_lines(environment->profiles, i);
    xp_lp_verdict_t verdict;
    fmpq_t right, value;
    xp_lp_t lp;

    fmpq_init(right);
    fmpq_init(value);
    xp_lp_init(lp, lines);
    for (s = 0; s < types; s++)
    {
        fmpq *weight = list_weights(environment, i, s);

        find_interim(right, spelled, i, s, t);
        if (is_possible(environment, i, s))
        {
            xp_lp_add_row(lp, s == t, right);
            for (line = 0; line < lines; line++)
                xp_lp_add_entry(lp, line, weight + line);
        }
        _fmpq_vec_clear(weight, lines);
    }
    verdict = xp_ref_lp_solve(value, lp);
    XP_CHECK(verdict == XP_LP_OPTIMAL || verdict == XP_LP_INFEASIBLE);
    xp_lp_clear(lp);
    fmpq_clear(value);
    fmpq_clear(right);
    return verdict == XP_LP_OPTIMAL;
}

/* Whether it can be done for all; payments of `spelled` are any at all. */
static int can_extract(const spelled_t *spelled)
{
    slong i, t;

    for (i = 0; i < spelled->environment->agent_count; i++)
        for (t = 0; t < spelled->environment->agent[i].type_count; t++)
            if (is_possible(spelled->environment, i, t) && !can_leave_nothing(spelled, i, t))
                return 0;
    return 1;
}

/* A random auction with a joint prior; some entries are 0, at times a type has none but 0. */
static void add_model(xp_string_t text, uint64_t *state)
{
    slong agents = 2 + (xp_test_random(state, 5) == 0), i, k, types[3] = {1, 1, 1};
    slong value[3][6], at[3];
    uint64_t zeros = 2 + xp_test_random(state, 5), most = 1 + xp_test_random(state, 3);
    slong dropped = xp_test_random(state, 3) == 0 ? 0 : -1;
    int ring = xp_test_random(state, 6) == 0; /* each believes in two neighbours: rank 3 of 4 */

    agents = ring ? 2 : agents;
    xp_string_add(text, "outcomes none, owner(agents)\n");
    for (i = 0; i < agents; i++)
    {
        types[i] = ring ? 4 + (i == 0)
                        : 2 + (slong) xp_test_random(state, agents == 3 ? 1 : i == 0 ? 4 : 2);
        xp_string_printf(text, "agent a%ld { types ", (long) i);
        for (k = 0; k < types[i]; k++)
        {
            value[i][k] = k == 0 ? (slong) xp_test_random(state, 2)
                                 : value[i][k - 1] + 1 + (slong) xp_test_random(state, 3);
            xp_string_printf(text, "%s%ld", k > 0 ? ", " : "", (long) value[i][k]);
        }
        xp_string_add(text, "; value owner(self) = t }\n");
    }
    xp_string_add(text, "prior joint weights {\n");
    for (at[0] = 0; at[0] < types[0]; at[0]++)
        for (at[1] = 0; at[1] < types[1]; at[1]++)
            for (at[2] = 0; at[2] < types[2]; at[2]++)
            {
                int last = at[0] == types[0] - 1 && at[1] == types[1] - 1
                           && at[2] == types[2] - 1;
                slong weight = xp_test_random(state, zeros) == 0
                                   ? 0 : 1 + (slong) xp_test_random(state, most);

                if (ring)
                    weight = at[0] < 4 && (at[1] == at[0] || at[1] == (at[0] + 1) % 4);
                else if (last)
                    weight = 1;
                if (weight > 0 && (last || ring || at[0] != dropped))
                {
                    xp_string_add(text, "(");
                    for (i = 0; i < agents; i++)
                        xp_string_printf(text, "%s%ld", i > 0 ? ", " : "",
                                         (long) value[i][at[i]]);
                    xp_string_printf(text, ") = %ld\n", (long) weight);
                }
            }
    xp_string_add(text, "}\n");
}

/* How often each kind of case came. */
typedef struct
{
    long refused;
    long all_independent;
    long convex_only;
    long neither;
    long without;
} counts_t;

static void check_beliefs(counts_t *counts, const spelled_t *spelled, int built)
{
    const xp_environment_struct *environment = spelled->environment;
    int independent = 1, convex = 1;
    slong i, t;

    for (i = 0; i < environment->agent_count; i++)
    {
        xp_beliefs_t beliefs;
        xp_error_t error;
        slong first = -1;

        xp_beliefs_init(beliefs);
        xp_error_init(error);
        XP_CHECK(xp_beliefs_decide(beliefs, environment, i, NULL, error) == XP_OK);
        XP_CHECK(beliefs->rank == find_rank(environment, i));
        XP_CHECK(beliefs->independent == (beliefs->rank == beliefs->possible));
        for (t = 0; t < beliefs->type_count; t++)
        {
            int possible = is_possible(environment, i, t);
            int mixed = possible && is_mixture(environment, i, t);

            XP_CHECK(beliefs->mixed[t] == mixed);
            first = mixed && first < 0 ? t : first;
            counts->without += !possible;
        }
        XP_CHECK(beliefs->type == first);
        XP_CHECK(beliefs->convex == (first < 0 ? XP_HOLDS : XP_FAILS));
        XP_CHECK(!built || !beliefs->independent || is_dominant(spelled, i));
        independent = independent && beliefs->independent;
        convex = convex && beliefs->convex == XP_HOLDS;
        xp_error_clear(error);
        xp_beliefs_clear(beliefs);
    }
    XP_CHECK(built || !convex);
    counts->refused += !built;
    counts->all_independent += independent;
    counts->convex_only += convex && !independent;
    counts->neither += built && !convex;
}

/*
 * Whatever is built extracts everything; what is refused cannot be had by any payments: a
 * linear program over all of them, by cddlib, says so.
 */
static void test_random(void)
{
    long rounds = xp_test_rounds(60), round;
    uint64_t state = 1988;
    counts_t counts = {0, 0, 0, 0, 0};

    for (round = 0; round < rounds; round++)
    {
        xp_string_t text;
        xp_model_t model;
        xp_mechanism_t mechanism, pivot;
        xp_error_t error;
        spelled_t spelled;
        xp_status_t status;

        xp_string_init(text);
        xp_error_init(error);
        xp_mechanism_init(mechanism);
        xp_mechanism_init(pivot);
        add_model(text, &state);
        read_model(model, text->text);
        status = build(mechanism, model, error);
        XP_CHECK(status == XP_OK || status == XP_REFUSED);
        XP_CHECK(xp_mechanism_build(pivot, model, "pivot", NULL, XP_IR_DEFAULT, NULL, error)
                 == XP_OK);
        init_spelled(&spelled, status == XP_OK ? mechanism : pivot);
        if (status == XP_OK)
        {
            XP_CHECK(extracts(&spelled));
            XP_CHECK(revenue_is_surplus(&spelled, NULL));
        }
        XP_CHECK(can_extract(&spelled) == (status == XP_OK));
        check_beliefs(&counts, &spelled, status == XP_OK);
        clear_spelled(&spelled);
        xp_mechanism_clear(pivot);
        xp_mechanism_clear(mechanism);
        xp_model_clear(model);
        xp_error_clear(error);
        xp_string_clear(text);
    }
    printf("cremer_mclean: refused %ld, independent %ld, convex only %ld, neither but built %ld, "
           "types of probability 0 %ld\n", counts.refused, counts.all_independent,
           counts.convex_only, counts.neither, counts.without);
    XP_CHECK(counts.refused > 0 && counts.all_independent > 0 && counts.convex_only > 0
             && counts.neither > 0 && counts.without > 0);
}

int main(void)
{
    static const xp_test_t tests[] = {{"myerson_70", test_myerson_70},
                                      {"shared_belief", test_shared_belief},
                                      {"conditions", test_conditions},
                                      {"refused", test_refused},
                                      {"outside", test_outside},
                                      {"ring", test_ring},
                                      {"random", test_random}};
    return XP_TEST_MAIN("cremer_mclean", tests);
}
