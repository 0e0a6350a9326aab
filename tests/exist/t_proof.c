/* The gate for proofs: what it lets through, and every way in which it says no. */
#include <expost/exist/proof.h>

#include "tests/exist/ask.h"

/*
 * The good goes to the low type: with a(1) = yes, a(2) = no the two incentive rows are
 * 1 - p(1) + p(2) >= 0 and 0 - p(2) - 2 + p(1) >= 0, and add up to -1 >= 0.
 */
static const char *const backwards = "outcomes no, yes\n"
                                     "agent one {\n types 1, 2\n prior uniform\n"
                                     " value yes = t\n}\n"
                                     "rule { yes when t[one] == 1; no otherwise }\n";

/* The same to the high type: revenue is at most 1 under dsic and epir. */
static const char *const forwards = "outcomes no, yes\n"
                                    "agent one {\n types 1, 2\n prior uniform\n"
                                    " value yes = t\n}\n"
                                    "rule { yes when t[one] == 2; no otherwise }\n";

static xp_row_key_t make_key(xp_row_kind_t kind, slong agent, slong type, slong report,
                             slong others, slong profile, slong outcome)
{
    const xp_row_key_t key = {kind, agent, type, report, others, profile, outcome};

    return key;
}

static void add(xp_proof_t proof, xp_row_key_t key, slong numerator, ulong denominator)
{
    fmpq_t value;

    fmpq_init(value);
    fmpq_set_si(value, numerator, denominator);
    xp_proof_add(proof, &key, value);
    fmpq_clear(value);
}

static xp_row_key_t dsic(slong type, slong report)
{
    return make_key(XP_ROW_DSIC, 0, type, report, 0, -1, -1);
}

static xp_row_key_t epir(slong profile)
{
    return make_key(XP_ROW_EPIR, 0, -1, -1, -1, profile, -1);
}

static int holds(const xp_proof_t proof, const xp_question_t *question, xp_proof_aim_t aim,
                 slong numerator, ulong denominator)
{
    int good;
    fmpq_t value;
    xp_error_t error;

    fmpq_init(value);
    xp_error_init(error);
    fmpq_set_si(value, numerator, denominator);
    good = xp_proof_holds(proof, question, aim, value, error);
    XP_CHECK(good == (error->message == NULL));
    xp_error_clear(error);
    fmpq_clear(value);
    return good;
}

static int refutes(const xp_proof_t proof, const xp_question_t *question)
{
    return holds(proof, question, XP_PROOF_OF_IMPOSSIBILITY, 0, 1);
}

static void make_refutation(xp_proof_t proof)
{
    xp_proof_init(proof);
    xp_proof_add_leaf(proof);
    add(proof, dsic(1, 0), 1, 2);
    add(proof, dsic(0, 1), 1, 1);
    add(proof, dsic(1, 0), 1, 2);
    add(proof, dsic(1, 0), 0, 1);
    xp_proof_end_leaf(proof);
}

/* end_leaf sorts and adds up; the sum is what the gate says it is. */
static void test_refutation(void)
{
    fmpq *sum = _fmpq_vec_init(2);
    fmpq_t right;
    xp_model_t model;
    xp_question_t question;
    xp_proof_t proof;
    xp_proof_t copy;

    fmpq_init(right);
    read_model(model, backwards);
    question = ask_question(model, 0, "dsic");
    make_refutation(proof);
    XP_CHECK(proof->count == 2 && proof->multiplier[0].key.type == 0);
    XP_CHECK(refutes(proof, &question));
    xp_proof_sum(sum, right, proof, 0, &question);
    XP_CHECK(fmpq_is_zero(sum) && fmpq_is_zero(sum + 1) && fmpq_is_one(right));
    /* Under the property bic of the same rows it may not be used; dsic implies bic. */
    question = ask_question(model, 0, "bic");
    XP_CHECK(!refutes(proof, &question));
    question = ask_question(model, 0, "epic,iir");
    XP_CHECK(!refutes(proof, &question));
    question = ask_question(model, 0, "epic,dsic");
    XP_CHECK(refutes(proof, &question));
    xp_proof_init(copy);
    xp_proof_set(copy, proof);
    XP_CHECK(refutes(copy, &question));
    xp_proof_swap(copy, proof);
    xp_proof_clear(copy);
    xp_proof_clear(proof);
    /* The interim rows, half of those each, of the stronger property. */
    xp_proof_init(proof);
    xp_proof_add_leaf(proof);
    add(proof, make_key(XP_ROW_BIC, 0, 0, 1, -1, -1, -1), 2, 1);
    add(proof, make_key(XP_ROW_BIC, 0, 1, 0, -1, -1, -1), 2, 1);
    xp_proof_end_leaf(proof);
    question = ask_question(model, 0, "dsic");
    XP_CHECK(refutes(proof, &question));
    /* The rule that gives to the high type is implementable: the sum is 0 >= -1. */
    xp_proof_clear(proof);
    xp_model_clear(model);
    read_model(model, forwards);
    make_refutation(proof);
    question = ask_question(model, 0, "dsic");
    XP_CHECK(!refutes(proof, &question));
    xp_proof_clear(proof);
    xp_model_clear(model);
    _fmpq_vec_clear(sum, 2);
    fmpq_clear(right);
}

static void test_spoiled_multipliers(void)
{
    xp_model_t model;
    xp_question_t question;
    xp_proof_t proof;
    xp_multiplier_struct other;

    read_model(model, backwards);
    question = ask_question(model, 0, "dsic,epir");
    make_refutation(proof);
    XP_CHECK(refutes(proof, &question));

    /* Value, sign. */
    fmpq_set_si(proof->multiplier[1].value, 2, 1);
    XP_CHECK(!refutes(proof, &question));
    fmpq_set_si(proof->multiplier[0].value, -1, 1);
    fmpq_set_si(proof->multiplier[1].value, -1, 1);
    XP_CHECK(!refutes(proof, &question));
    fmpq_zero(proof->multiplier[0].value);
    fmpq_zero(proof->multiplier[1].value);
    XP_CHECK(!refutes(proof, &question));
    fmpq_one(proof->multiplier[0].value);
    fmpq_one(proof->multiplier[1].value);
    XP_CHECK(refutes(proof, &question));

    /* Order, and a key that occurs twice. */
    other = proof->multiplier[0];
    proof->multiplier[0] = proof->multiplier[1];
    proof->multiplier[1] = other;
    XP_CHECK(!refutes(proof, &question));
    other = proof->multiplier[0];
    proof->multiplier[0] = proof->multiplier[1];
    proof->multiplier[1] = other;
    proof->multiplier[1].key = proof->multiplier[0].key;
    XP_CHECK(!refutes(proof, &question));
    xp_proof_clear(proof);

    /* Indices out of range, missing, or too many. */
    for (int spoil = 0; spoil < 10; spoil++)
    {
        xp_row_key_t *key;

        make_refutation(proof);
        key = &proof->multiplier[1].key;
        switch (spoil)
        {
        case 0:
            key->agent = 1;
            break;
        case 1:
            key->agent = -1;
            break;
        case 2:
            key->type = 2;
            break;
        case 3:
            key->report = 2;
            break;
        case 4:
            key->report = key->type;
            break;
        case 5:
            key->others = 1;
            break;
        case 6:
            key->others = -1;
            break;
        case 7:
            key->profile = 0;
            break;
        case 8:
            key->outcome = 0;
            break;
        default:
            key->kind = XP_ROW_KIND_COUNT;
        }
        XP_CHECK(!refutes(proof, &question));
        xp_proof_clear(proof);
    }
    xp_model_clear(model);
}

/* Rows that a question with a fixed rule, or of other properties, does not have. */
static void test_unusable(void)
{
    static const xp_row_kind_t kinds[] = {XP_ROW_POS, XP_ROW_ONE, XP_ROW_FIX, XP_ROW_EFF,
                                          XP_ROW_WMON, XP_ROW_WORST, XP_ROW_SBB};
    xp_model_t model;
    xp_question_t question;

    read_model(model, backwards);
    question = ask_question(model, 0, "dsic,epir,wbb");
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
    {
        const unsigned indices = xp_row_kind_indices(kinds[k]);
        xp_row_key_t key = make_key(kinds[k], -1, -1, -1, -1, -1, -1);
        xp_proof_t proof;

        if (indices & XP_ROW_HAS_AGENT)
            key = make_key(kinds[k], 0, 0, 1, 0, -1, -1);
        if (indices & XP_ROW_HAS_PROFILE)
            key.profile = 0;
        if (indices & XP_ROW_HAS_OUTCOME)
            key.outcome = 0;
        make_refutation(proof);
        XP_CHECK(refutes(proof, &question));
        add(proof, key, 1, 1);
        xp_proof_end_leaf(proof);
        XP_CHECK(proof->count == 3);
        XP_CHECK(!refutes(proof, &question));
        xp_proof_clear(proof);
    }
    xp_model_clear(model);
}

/* Branches and leaves where none may be. */
static void test_spoiled_tree(void)
{
    xp_model_t model;
    xp_question_t question;
    xp_proof_t proof;

    read_model(model, backwards);
    question = ask_question(model, 0, "dsic");
    xp_proof_init(proof);
    XP_CHECK(!refutes(proof, &question));
    xp_proof_add_leaf(proof);
    xp_proof_end_leaf(proof);
    XP_CHECK(!refutes(proof, &question));
    xp_proof_clear(proof);

    make_refutation(proof);
    xp_proof_add_leaf(proof);
    xp_proof_end_leaf(proof);
    XP_CHECK(!refutes(proof, &question));
    xp_proof_clear(proof);

    xp_proof_init(proof);
    xp_proof_add_branch(proof, 0);
    for (int a = 0; a < 2; a++)
    {
        xp_proof_add_leaf(proof);
        add(proof, dsic(0, 1), 1, 1);
        add(proof, dsic(1, 0), 1, 1);
        xp_proof_end_leaf(proof);
    }
    XP_CHECK(!refutes(proof, &question));
    xp_proof_clear(proof);

    make_refutation(proof);
    proof->node[0].count = 1;
    XP_CHECK(!refutes(proof, &question));
    proof->node[0].count = 3;
    XP_CHECK(!refutes(proof, &question));
    proof->node[0].count = 2;
    proof->node[0].first = 1;
    XP_CHECK(!refutes(proof, &question));
    xp_proof_clear(proof);
    xp_model_clear(model);
}

/*
 * Revenue (p(1) + p(2)) / 2 under dsic and epir with the rule that gives to the high type:
 * -p(1) >= 0 once and -p(2) + p(1) >= -2 half add up to -revenue >= -1.
 */
static void test_bound(void)
{
    xp_model_t model;
    xp_question_t question;
    xp_proof_t proof;

    read_model(model, forwards);
    question = ask_question(model, 0, "dsic,epir");
    xp_proof_init(proof);
    xp_proof_add_leaf(proof);
    add(proof, epir(0), 1, 1);
    add(proof, dsic(1, 0), 1, 2);
    xp_proof_end_leaf(proof);
    XP_CHECK(!holds(proof, &question, XP_PROOF_OF_BOUND, 1, 1));
    question.objective = XP_OBJECTIVE_REVENUE;
    question.maximise = 1;
    XP_CHECK(holds(proof, &question, XP_PROOF_OF_BOUND, 1, 1));
    XP_CHECK(!refutes(proof, &question));
    /* A proof of more or of less than the optimum is none of it. */
    XP_CHECK(!holds(proof, &question, XP_PROOF_OF_BOUND, 2, 1));
    XP_CHECK(!holds(proof, &question, XP_PROOF_OF_BOUND, 1, 2));
    question.maximise = 0;
    XP_CHECK(!holds(proof, &question, XP_PROOF_OF_BOUND, 1, 1));
    question.maximise = 1;
    question.objective = XP_OBJECTIVE_WELFARE;
    XP_CHECK(!holds(proof, &question, XP_PROOF_OF_BOUND, 1, 1));
    /* Utility is 1 - revenue: its least value 0 has the constant 1. */
    question.objective = XP_OBJECTIVE_UTILITY;
    question.objective_agent = -1;
    question.maximise = 0;
    XP_CHECK(holds(proof, &question, XP_PROOF_OF_BOUND, 0, 1));
    XP_CHECK(!holds(proof, &question, XP_PROOF_OF_BOUND, 1, 1));
    xp_proof_clear(proof);
    xp_model_clear(model);
    /* A contradiction bounds nothing that has an optimum, unless by cases. */
    read_model(model, backwards);
    question = ask_question(model, 0, "dsic");
    question.objective = XP_OBJECTIVE_REVENUE;
    make_refutation(proof);
    XP_CHECK(!holds(proof, &question, XP_PROOF_OF_BOUND, 0, 1));
    xp_proof_clear(proof);
    xp_model_clear(model);
}

/*
 * One agent of one type, value 1 of `yes`: the largest welfare of a sure rule is 1.  At every
 * leaf -x(yes) = -(x(no) + x(yes)) + x(no) >= -1; where the rule is `no`, also
 * -x(yes) = -(x(no) + x(yes)) + x(no) = -1 + 1 = 0 by fix.
 */
static void make_cases(xp_proof_t proof, slong fixed)
{
    xp_proof_init(proof);
    xp_proof_add_branch(proof, 0);
    for (slong a = 0; a < 2; a++)
    {
        xp_proof_add_leaf(proof);
        add(proof, make_key(XP_ROW_ONE, -1, -1, -1, -1, 0, -1), -1, 1);
        add(proof, make_key(a == fixed ? XP_ROW_FIX : XP_ROW_POS, -1, -1, -1, -1, 0, 0), 1, 1);
        xp_proof_end_leaf(proof);
    }
}

static void test_cases(void)
{
    xp_model_t model;
    xp_question_t question;
    xp_proof_t proof;

    read_model(model, "outcomes no, yes\n"
                      "agent one {\n types 1\n prior uniform\n value yes = t\n}\n");
    question = ask_question(model, 1, "nopay");
    question.objective = XP_OBJECTIVE_WELFARE;
    question.maximise = 1;
    make_cases(proof, 0);
    XP_CHECK(!holds(proof, &question, XP_PROOF_OF_BOUND, 1, 1));
    question.deterministic = 1;
    XP_CHECK(holds(proof, &question, XP_PROOF_OF_BOUND, 1, 1));
    /* One leaf proves 1 only: not that nothing exceeds 1/2. */
    XP_CHECK(!holds(proof, &question, XP_PROOF_OF_BOUND, 1, 2));
    /* More than the least bound is proved at each leaf: 2 is not exceeded either. */
    XP_CHECK(holds(proof, &question, XP_PROOF_OF_BOUND, 2, 1));
    XP_CHECK(!refutes(proof, &question));
    /* Half a tree; a profile that is fixed already; one that there is not. */
    proof->node_count--;
    XP_CHECK(!holds(proof, &question, XP_PROOF_OF_BOUND, 1, 1));
    proof->node_count++;
    proof->node[1].profile = 0;
    XP_CHECK(!holds(proof, &question, XP_PROOF_OF_BOUND, 1, 1));
    proof->node[1].profile = -1;
    proof->node[0].profile = 1;
    XP_CHECK(!holds(proof, &question, XP_PROOF_OF_BOUND, 1, 1));
    proof->node[0].profile = 0;
    XP_CHECK(holds(proof, &question, XP_PROOF_OF_BOUND, 1, 1));
    xp_proof_clear(proof);
    /* The row of case `no` in the case `yes`. */
    make_cases(proof, 1);
    XP_CHECK(!holds(proof, &question, XP_PROOF_OF_BOUND, 1, 1));
    xp_proof_clear(proof);
    xp_model_clear(model);
}

int main(void)
{
    static const xp_test_t tests[] = {{"refutation", test_refutation},
                                      {"spoiled multipliers", test_spoiled_multipliers},
                                      {"unusable rows", test_unusable},
                                      {"spoiled tree", test_spoiled_tree},
                                      {"bound", test_bound},
                                      {"cases", test_cases}};

    return XP_TEST_MAIN("proof", tests);
}
