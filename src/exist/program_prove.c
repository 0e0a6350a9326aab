/* From the multipliers of a program to those of named rows, none left out. */
#include "exist/program.h"

#include <stdlib.h>

/* The multiplier of an inequality or equation about one payment. */
static void add_payment_row(xp_proof_struct *proof, const xp_question_t *question,
                            xp_row_kind_t kind, slong unknown, const fmpq_t value)
{
    const slong agents = question->environment->agent_count;
    xp_row_key_t key;

    xp_row_key_init(&key, kind);
    key.agent = unknown % agents;
    key.profile = unknown / agents;
    xp_proof_add(proof, &key, value);
}

static void add_probability_row(xp_proof_struct *proof, xp_row_kind_t kind, slong profile,
                                slong outcome, const fmpq_t value)
{
    xp_row_key_t key;

    xp_row_key_init(&key, kind);
    key.profile = profile;
    key.outcome = outcome;
    xp_proof_add(proof, &key, value);
}

/*
 * What is left of each payment goes to nopay, npt, or, as -p stands in epir, turned to
 * epir; whatever cannot is left to the gate.
 */
static void prove_payments(xp_proof_struct *proof, const xp_program_struct *program,
                           fmpq *defect)
{
    const xp_question_t *question = &program->question;
    const slong payments = question->environment->agent_count
                           * question->environment->profiles->size;
    xp_row_kind_t kind = XP_ROW_NPT;

    if (question->properties & XP_PROPERTY_BIT(XP_NOPAY))
        kind = XP_ROW_NOPAY;
    else if (program->takes_epir)
        kind = XP_ROW_EPIR;
    for (slong u = 0; u < payments; u++)
    {
        if (kind == XP_ROW_EPIR)
            fmpq_neg(defect + u, defect + u);
        add_payment_row(proof, question, kind, u, defect + u);
    }
}

/*
 * At a profile where the rule is fixed to A: one takes the least of what is left of the
 * other outcomes, pos what they have beyond it, fix the rest at A.
 */
static void prove_fixed(xp_proof_struct *proof, const xp_program_struct *program, slong profile,
                        const fmpq *defect)
{
    const slong outcomes = program->question.environment->outcome_count;
    const slong fixed = program->fixed[profile];
    fmpq_t least;
    fmpq_t beyond;
    int any = 0;

    fmpq_init(least);
    fmpq_init(beyond);
    for (slong a = 0; a < outcomes; a++)
        if (a != fixed && (!any || fmpq_cmp(defect + a, least) < 0))
        {
            fmpq_set(least, defect + a);
            any = 1;
        }
    add_probability_row(proof, XP_ROW_ONE, profile, -1, least);
    for (slong a = 0; a < outcomes; a++)
    {
        fmpq_sub(beyond, defect + a, least);
        add_probability_row(proof, a == fixed ? XP_ROW_FIX : XP_ROW_POS, profile, a, beyond);
    }
    fmpq_clear(beyond);
    fmpq_clear(least);
}

static void prove_probabilities(xp_proof_struct *proof, const xp_program_struct *program,
                                const fmpq *defect)
{
    const xp_environment_struct *environment = program->question.environment;
    const slong outcomes = environment->outcome_count;

    defect += environment->agent_count * environment->profiles->size;
    for (slong x = 0; x < environment->profiles->size; x++, defect += outcomes)
    {
        if (program->fixed != NULL && program->fixed[x] >= 0)
            prove_fixed(proof, program, x, defect);
        else
            for (slong a = 0; a < outcomes; a++)
                add_probability_row(proof, XP_ROW_POS, x, a, defect + a);
    }
}

/* defect = the objective, turned for max, or 0, less the sum of the last leaf. */
static void find_defect(fmpq *defect, const xp_proof_struct *proof,
                        const xp_program_struct *program, int bound)
{
    const xp_question_t *question = &program->question;
    fmpq_t number;

    fmpq_init(number);
    xp_proof_sum(defect, number, proof, proof->node_count - 1, question);
    for (slong u = 0; u < program->unknowns; u++)
        fmpq_neg(defect + u, defect + u);
    if (bound && question->objective != XP_OBJECTIVE_NONE)
    {
        xp_row_t row;

        xp_row_init(row);
        xp_row_set_objective(row, question);
        for (slong e = 0; e < row->length; e++)
        {
            fmpq *of = defect + row->unknown[e];

            if (question->maximise)
                fmpq_sub(of, of, row->coefficient + e);
            else
                fmpq_add(of, of, row->coefficient + e);
        }
        xp_row_clear(row);
    }
    fmpq_clear(number);
}

void xp_program_prove(xp_proof_t proof, const xp_program_t program, const fmpq *y, int bound)
{
    fmpq *defect = _fmpq_vec_init(program->unknowns);

    xp_proof_add_leaf(proof);
    for (slong r = 0; r < program->lp->row_count; r++)
        if (program->key[r].kind != XP_ROW_KIND_COUNT)
            xp_proof_add(proof, program->key + r, y + r);
    xp_proof_end_leaf(proof);
    find_defect(defect, proof, program, bound);
    prove_payments(proof, program, defect);
    if (program->question.rule == NULL)
        prove_probabilities(proof, program, defect);
    xp_proof_end_leaf(proof);
    _fmpq_vec_clear(defect, program->unknowns);
}
