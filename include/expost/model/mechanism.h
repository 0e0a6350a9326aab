/* A mechanism: a rule and payments in an environment, ready to be asked. */
#ifndef XP_MODEL_MECHANISM_H
#define XP_MODEL_MECHANISM_H

#include <expost/model/environment.h>
#include <expost/model/payments.h>
#include <expost/model/rule.h>

/*
 *   environment  not owned; outlives the mechanism
 *   name         "pivot", "rebalance(ir-vcg)", "model" (the file's own), or NULL
 *                when there are no payments
 *   own_rule     whether the mechanism brought the rule, rather than the model
 *   rebates      whether the payments are those of pivot less rebates
 *   subsidy      phi_i of ir-vcg, agent_count rationals, or NULL
 *   note         sentences that a report must show (a lottery's draw does not
 *                balance; an equal extra charge was made; ...), note_count of them
 *   context      what rule and payments point into where they are no tables, or NULL; cleared
 *                by context_clear
 */
typedef struct
{
    const xp_environment_struct *environment;
    xp_rule_t rule;
    xp_payments_t payments;
    char *name;
    int own_rule;
    int rebates;
    fmpq *subsidy;
    char **note;
    size_t note_count;
    size_t note_room;
    void *context;
    void (*context_clear)(void *context);
} xp_mechanism_struct;

typedef xp_mechanism_struct xp_mechanism_t[1];

void xp_mechanism_init(xp_mechanism_t mechanism);
void xp_mechanism_clear(xp_mechanism_t mechanism);
void xp_mechanism_swap(xp_mechanism_t a, xp_mechanism_t b);

/* Adds a note unless the same words are there. */
void xp_mechanism_add_note(xp_mechanism_t mechanism, const char *format, ...) XP_PRINTF(2, 3);

#endif
