/* The system in LP, MPS and VIPR, against files written by hand. */
#include <expost/cert/export.h>

#include <expost/model/mechanism.h>

#include "tests/cert/build.h"

#define BIT(property) XP_PROPERTY_BIT(property)

/* Efficient: a at type 0 (a tie), b at type 1, which alone can pay: 1/2. */
static const char sale[] = "outcomes a, b\n"
                           "agent one { types 0, 1; prior 1/3, 2/3; value b = t/2 }\n";

static void ask_sale(xp_question_t *question, const xp_model_t model)
{
    /* eff of a fixed rule and iir, which follows from epir, have no rows. */
    set_question(question, model, 1, BIT(XP_DSIC) | BIT(XP_EPIR) | BIT(XP_IIR) | BIT(XP_EFF));
    question->objective = XP_OBJECTIVE_REVENUE;
    question->maximise = 1;
}

/* The text behind the comments that head it. */
static int is_file(const xp_string_t text, const char *comment, const char *expected)
{
    const char *start = text->text;

    while (strncmp(start, comment, strlen(comment)) == 0 && strstr(start, " is ") != NULL
           && strncmp(start + 2, "revenue", 7) != 0)
        start = strchr(start, '\n') + 1;
    return is_same_text(start, strlen(start), expected, strlen(expected));
}

typedef xp_status_t export_t(xp_string_t out, const xp_question_t *question,
                             const xp_progress_t *progress, xp_error_t error);

static void expect_sale(export_t *export, const char *comment, const char *expected)
{
    xp_question_t question;
    xp_string_t text;
    xp_model_t model;
    xp_error_t error;

    read_model(model, sale);
    ask_sale(&question, model);
    xp_string_init(text);
    xp_error_init(error);
    XP_CHECK(export(text, &question, NULL, error) == XP_OK);
    XP_CHECK(is_file(text, comment, expected));
    xp_string_clear(text);
    xp_error_clear(error);
    xp_model_clear(model);
}

static void test_lp(void)
{
    expect_sale(xp_export_lp, "\\",
                "\\ revenue is obj / 3 + 0\n"
                "Maximize\n"
                " obj: + 1 p_0_0 + 2 p_0_1\n"
                "Subject To\n"
                " dsic_0_0_1: - 1 p_0_0 + 1 p_0_1 >= 0\n"
                "\\ times 2\n"
                " dsic_0_1_0: + 2 p_0_0 - 2 p_0_1 >= -1\n"
                " epir_0_0: - 1 p_0_0 >= 0\n"
                "\\ times 2\n"
                " epir_0_1: - 2 p_0_1 >= -1\n"
                "Bounds\n"
                " p_0_0 free\n"
                " p_0_1 free\n"
                "End\n");
}

static void test_mps(void)
{
    expect_sale(xp_export_mps, "*",
                "* revenue is - obj / 3 + 0\n"
                "NAME expost\n"
                "ROWS\n"
                " N obj\n"
                " G dsic_0_0_1\n"
                "* times 2\n"
                " G dsic_0_1_0\n"
                " G epir_0_0\n"
                "* times 2\n"
                " G epir_0_1\n"
                "COLUMNS\n"
                " p_0_0 obj -1\n"
                " p_0_0 dsic_0_0_1 -1\n"
                " p_0_0 dsic_0_1_0 2\n"
                " p_0_0 epir_0_0 -1\n"
                " p_0_1 obj -2\n"
                " p_0_1 dsic_0_0_1 1\n"
                " p_0_1 dsic_0_1_0 -2\n"
                " p_0_1 epir_0_1 -2\n"
                "RHS\n"
                " RHS dsic_0_1_0 -1\n"
                " RHS epir_0_1 -1\n"
                "BOUNDS\n"
                " FR BND p_0_0\n"
                " FR BND p_0_1\n"
                "ENDATA\n");
}

static void add(xp_proof_t proof, xp_row_kind_t kind, slong agent, slong profile, slong outcome,
                slong p, ulong q)
{
    xp_row_key_t key;
    fmpq_t value;

    fmpq_init(value);
    fmpq_set_si(value, p, q);
    xp_row_key_init(&key, kind);
    key.agent = agent;
    key.profile = profile;
    key.outcome = outcome;
    xp_proof_add(proof, &key, value);
    fmpq_clear(value);
}

#define SALE_HEAD                                                                                \
    "% revenue is OBJ + 0\n"                                                                     \
    "VER 1.1\n"                                                                                  \
    "VAR 2\n"                                                                                    \
    "p_0_0\n"                                                                                    \
    "p_0_1\n"                                                                                    \
    "INT 0\n"                                                                                    \
    "OBJ max\n"                                                                                  \
    "2 0 1/3 1 2/3\n"                                                                            \
    "CON 4 0\n"                                                                                  \
    "dsic_0_0_1 G 0 2 0 -1 1 1\n"                                                                \
    "dsic_0_1_0 G -1/2 2 0 1 1 -1\n"                                                             \
    "epir_0_0 G 0 1 0 -1\n"                                                                      \
    "epir_0_1 G -1/2 1 1 -1\n"

/* Revenue 1/3 by epir; by eair, which follows, and with the mechanism that attains it. */
static void test_vipr(void)
{
    xp_mechanism_t mechanism;
    xp_question_t question;
    xp_term_struct *term;
    xp_string_t text;
    xp_proof_t proof;
    xp_model_t model;
    xp_error_t error;
    fmpq_t third;

    read_model(model, sale);
    ask_sale(&question, model);
    xp_string_init(text);
    xp_proof_init(proof);
    xp_error_init(error);
    fmpq_init(third);
    fmpq_set_si(third, 1, 3);
    xp_proof_add_leaf(proof);
    add(proof, XP_ROW_EPIR, 0, 0, -1, 1, 3);
    add(proof, XP_ROW_EPIR, 0, 1, -1, 2, 3);
    xp_proof_end_leaf(proof);
    XP_CHECK(xp_proof_holds(proof, &question, XP_PROOF_OF_BOUND, third, error));
    XP_CHECK(xp_export_vipr(text, &question, proof, NULL, error) == XP_OK);
    XP_CHECK(is_file(text, "%", SALE_HEAD "RTP range -inf 1/3\n"
                                          "SOL 0\n"
                                          "DER 1\n"
                                          "bound_4 L 1/3 OBJ { lin 2 2 -1/3 3 -2/3 } -1\n"));
    xp_proof_clear(proof);
    xp_proof_init(proof);
    xp_proof_add_leaf(proof);
    add(proof, XP_ROW_EAIR, 0, -1, -1, 1, 1);
    xp_proof_end_leaf(proof);
    XP_CHECK(xp_proof_holds(proof, &question, XP_PROOF_OF_BOUND, third, error));
    xp_mechanism_init(mechanism);
    mechanism->environment = model->environment;
    xp_rule_set(mechanism->rule, model->rule);
    xp_payments_set_zero(mechanism->payments, 1);
    term = xp_payments_add_term(mechanism->payments, 0, XP_TERM_PROFILE, 0);
    XP_CHECK(xp_table_set_zero(term->table, 2, error) == XP_OK);
    fmpz_one(term->table->entry + 1);
    fmpz_set_ui(term->table->denominator, 2);
    xp_string_reset(text);
    XP_CHECK(xp_export_vipr_optimum(text, &question, proof, mechanism, NULL, error) == XP_OK);
    XP_CHECK(is_file(text, "%", SALE_HEAD "RTP range 1/3 1/3\n"
                                          "SOL 1\n"
                                          "mechanism 1 1 1/2\n"
                                          "DER 2\n"
                                          "eair_0 G -1/3 2 0 -1/3 1 -2/3 { lin 2 2 1/3 3 2/3 } -1\n"
                                          "bound_5 L 1/3 OBJ { lin 1 4 -1 } -1\n"));
    xp_mechanism_clear(mechanism);
    fmpq_clear(third);
    xp_proof_clear(proof);
    xp_string_clear(text);
    xp_error_clear(error);
    xp_model_clear(model);
}

/*
 * Without payments a hurts two, b hurts one: with x_a = 1 the row epir of two is
 * -x_a + x_b - p >= 0; with p = 0, less one, and 2 x_a = 2, that is 0 >= 1.
 */
static void test_vipr_tree(void)
{
    static const char text_of_model[] = "outcomes a, b\n"
                                        "agent one { types x; value a = 1; value b = -1 }\n"
                                        "agent two { types x; value a = -1; value b = 1 }\n";
    xp_question_t question;
    xp_string_t text;
    xp_proof_t proof;
    xp_model_t model;
    xp_error_t error;
    slong a;

    read_model(model, text_of_model);
    set_question(&question, model, 0, BIT(XP_EPIR) | BIT(XP_NOPAY));
    question.deterministic = 1;
    xp_string_init(text);
    xp_proof_init(proof);
    xp_error_init(error);
    xp_proof_add_branch(proof, 0);
    for (a = 0; a < 2; a++)
    {
        xp_proof_add_leaf(proof);
        add(proof, XP_ROW_EPIR, 1 - a, 0, -1, 1, 1);
        add(proof, XP_ROW_NOPAY, 1 - a, 0, -1, 1, 1);
        add(proof, XP_ROW_ONE, -1, 0, -1, -1, 1);
        add(proof, XP_ROW_FIX, -1, 0, a, 2, 1);
        xp_proof_end_leaf(proof);
    }
    XP_CHECK(xp_proof_holds(proof, &question, XP_PROOF_OF_IMPOSSIBILITY, NULL, error));
    XP_CHECK(xp_export_vipr(text, &question, proof, NULL, error) == XP_OK);
    XP_CHECK(strstr(text->text,
                    "VER 1.1\nVAR 4\np_0_0_0\np_1_0_0\nx_0_0_0\nx_0_0_1\nINT 2\n2\n3\n"
                    "OBJ min\n0\nCON 7 2\n"
                    "pos_0_0_0 G 0 1 2 1\npos_0_0_1 G 0 1 3 1\n"
                    "epir_0_0_0 G 0 3 0 -1 2 1 3 -1\nepir_1_0_0 G 0 3 1 -1 2 -1 3 1\n"
                    "nopay_0_0_0 E 0 1 0 1\nnopay_1_0_0 E 0 1 1 1\none_0_0 E 1 2 2 1 3 1\n"
                    "RTP infeas\nSOL 0\nDER 9\n"
                    "assume_7 G 1 1 2 1 { asm } -1\n"
                    "assume_8 L 0 1 2 1 { asm } -1\n"
                    "contradiction_9 G 1 0 { lin 4 3 1 5 1 6 -1 7 2 } -1\n"
                    "assume_10 G 1 1 3 1 { asm } -1\n"
                    "assume_11 L 0 1 3 1 { asm } -1\n"
                    "contradiction_12 G 1 0 { lin 4 2 1 4 1 6 -1 10 2 } -1\n"
                    "nothing_13 G 1 0 { lin 3 6 1 8 -1 11 -1 } -1\n"
                    "contradiction_14 G 1 0 { uns 13 11 12 10 } -1\n"
                    "contradiction_15 G 1 0 { uns 14 8 9 7 } -1\n")
             != NULL);
    xp_string_reset(text);
    XP_CHECK(xp_export_lp(text, &question, NULL, error) == XP_OK);
    XP_CHECK(strstr(text->text, " one_0_0: + 1 x_0_0_0 + 1 x_0_0_1 = 1\n"
                                "Bounds\n p_0_0_0 free\n p_1_0_0 free\n"
                                "Binaries\n x_0_0_0\n x_0_0_1\nEnd\n")
             != NULL);
    xp_string_reset(text);
    XP_CHECK(xp_export_mps(text, &question, NULL, error) == XP_OK);
    XP_CHECK(strstr(text->text, " MARKER 'MARKER' 'INTORG'\n x_0_0_0 epir_0_0_0 1\n") != NULL);
    XP_CHECK(strstr(text->text, " MARKER 'MARKER' 'INTEND'\nRHS\n RHS one_0_0 1\nBOUNDS\n")
             != NULL);
    XP_CHECK(strstr(text->text, " UP BND x_0_0_0 1\n UP BND x_0_0_1 1\nENDATA\n") != NULL);
    xp_proof_clear(proof);
    xp_string_clear(text);
    xp_error_clear(error);
    xp_model_clear(model);
}

int main(void)
{
    static const xp_test_t tests[] = {{"lp", test_lp},
                                      {"mps", test_mps},
                                      {"vipr", test_vipr},
                                      {"vipr_tree", test_vipr_tree}};

    return XP_TEST_MAIN("export", tests);
}
