/* Decisions as data and as made by a method, the words of methods, payments from the unknowns. */
#include <expost/exist/decide.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "exist/exist_impl.h"

static const char *const words[XP_METHOD_COUNT] = {
    [XP_METHOD_AUTO] = "auto",         [XP_METHOD_LINE] = "line",
    [XP_METHOD_INTERIM] = "interim",   [XP_METHOD_DIFFERENCE] = "difference",
    [XP_METHOD_LP] = "lp",             [XP_METHOD_LP_WHOLE] = "lp-whole",
    [XP_METHOD_LP_INTERIM] = "lp-interim", [XP_METHOD_LP_DEMAND] = "lp-demand",
};

const char *xp_method_word(xp_method_t method)
{
    return words[method];
}

int xp_method_find(xp_method_t *method, const char *name, size_t length)
{
    for (int m = 0; m < XP_METHOD_COUNT; m++)
        if (strlen(words[m]) == length && memcmp(words[m], name, length) == 0)
        {
            *method = (xp_method_t) m;
            return 1;
        }
    return 0;
}

void xp_decision_init(xp_decision_t decision)
{
    memset(decision, 0, sizeof *decision);
    decision->verdict = XP_UNKNOWN;
    decision->reason = NULL;
    decision->method = XP_METHOD_AUTO;
    xp_mechanism_init(decision->mechanism);
    fmpq_init(decision->value);
    xp_proof_init(decision->proof);
    xp_row_key_init(&decision->violated, XP_ROW_EFF);
    xp_table_init(decision->ray);
    fmpq_init(decision->largest_surplus);
    fmpq_init(decision->first_best);
}

void xp_decision_clear(xp_decision_t decision)
{
    free(decision->reason);
    xp_mechanism_clear(decision->mechanism);
    fmpq_clear(decision->value);
    xp_proof_clear(decision->proof);
    xp_table_clear(decision->ray);
    fmpq_clear(decision->largest_surplus);
    fmpq_clear(decision->first_best);
}

void xp_decision_swap(xp_decision_t a, xp_decision_t b)
{
    xp_decision_struct other = *a;

    *a = *b;
    *b = other;
}

xp_status_t xp_decide_by(xp_decision_t decision, const xp_question_t *question,
                         xp_method_t method, xp_method_work_t *work,
                         const xp_progress_t *progress, xp_error_t error)
{
    xp_decision_t found;
    xp_status_t status;

    xp_decision_init(found);
    status = work(found, question, progress, error);
    found->method = method;
    if (status == XP_OK)
        xp_decision_swap(decision, found);
    xp_decision_clear(found);
    return status;
}

xp_status_t xp_payments_set_unknowns(xp_payments_t payments, slong agents,
                                     const xp_table_t unknown, xp_error_t error)
{
    const slong profiles = unknown->length / agents;
    xp_status_t status = XP_OK;
    xp_payments_t made;

    assert(unknown->length % agents == 0);
    xp_payments_init(made);
    xp_payments_set_zero(made, agents);
    for (slong i = 0; i < agents && status == XP_OK; i++)
    {
        xp_term_struct *term = xp_payments_add_term(made, i, XP_TERM_PROFILE, i);

        status = xp_table_set_zero(term->table, profiles, error);
        if (status != XP_OK)
            break;
        fmpz_set(term->table->denominator, unknown->denominator);
        for (slong x = 0; x < profiles; x++)
            fmpz_set(term->table->entry + x, unknown->entry + x * agents + i);
        xp_table_canonicalise(term->table);
    }
    if (status == XP_OK)
        xp_payments_swap(payments, made);
    xp_payments_clear(made);
    return status;
}
