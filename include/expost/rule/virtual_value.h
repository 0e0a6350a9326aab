/* Virtual values of one agent with finitely many types. */
#ifndef XP_RULE_VIRTUAL_VALUE_H
#define XP_RULE_VIRTUAL_VALUE_H

#include <expost/num/compat.h>

/*
 * Types are in the order of the model and may share a value; the formula is about the different
 * values x^1 < ... < x^K of types of positive probability, f their probabilities:
 * x^k - (x^{k+1} - x^k) (1 - F(x^k)) / f(x^k), the last one's is x^K.
 *   value, probability   of each type
 *   plain, ironed        virtual values, before and after ironing, of a type of positive
 *                        probability; 0 of the others
 *   stand                the type of positive probability as which a type is treated: itself, or
 *                        for a type of probability 0 the first with the largest value that is not
 *                        above the own; -1: there is none, and the type never wins
 *   regular              whether virtual values never fall as the value rises: nothing is ironed
 */
typedef struct
{
    slong type_count;
    fmpq *value;
    fmpq *probability;
    fmpq *plain;
    fmpq *ironed;
    slong *stand;
    int regular;
} xp_type_virtual_struct;

typedef xp_type_virtual_struct xp_type_virtual_t[1];

void xp_type_virtual_init(xp_type_virtual_t virtual_value);
void xp_type_virtual_clear(xp_type_virtual_t virtual_value);

/*
 * Meaning   the virtual values of type_count types; adjacent values whose virtual values fall are
 *           pooled to their mean with weights f until none do
 * Domain    probabilities >= 0 with sum 1
 * Cost      a sort of the types
 * Source    Myerson 1981, section 6; Ayer, Brunk, Ewing, Reid and Silverman 1955 (pooling)
 */
void xp_type_virtual_set(xp_type_virtual_t virtual_value, const fmpq *value,
                         const fmpq *probability, slong type_count);

/*
 * Meaning   the formula of the theory of intervals read on types: x - (1 - F(x)) / f(x), where
 *           F(x) is the probability of values up to x (own: x itself included)
 * Result    score of each type of positive probability; 0 of the others
 */
void xp_type_virtual_interval(fmpq *score, const xp_type_virtual_t virtual_value, int own);

#endif
