/* Certificates about continuous types: a number field that holds worst-off types and shares. */
#include <expost/cert/interval.h>

#include "cert/interval_impl.h"

/* Degree up to which a field is looked for, and bits of the coefficients. */
#define DEGREE 48
#define BITS 4096

/* Numbers that the field must hold; count of them. */
typedef struct
{
    slong count;
    qqbar_ptr number;
} numbers_t;

/* Adds an irrational number. */
static void add_number(numbers_t *numbers, const xp_real_t number)
{
    if (number->kind == XP_REAL_ALGEBRAIC)
        qqbar_set(numbers->number + numbers->count++, number->algebraic);
}

/* Is the number a polynomial in the other one?  A no may be wrong. */
static int holds(const qqbar_t field, const qqbar_t number)
{
    fmpq_poly_t f;
    int found;

    fmpq_poly_init(f);
    found = qqbar_express_in_field(f, field, number, BITS, 0, 2 * BITS);
    fmpq_poly_clear(f);
    return found;
}

static int holds_all(const qqbar_t field, const numbers_t *numbers)
{
    for (slong k = 0; k < numbers->count; k++)
        if (!holds(field, numbers->number + k))
            return 0;
    return 1;
}

/* One of the numbers, or a sum of multiples of them, that generates all: 1, or 0. */
static int find_generator(qqbar_t field, const numbers_t *numbers)
{
    qqbar_t product;
    int found = 0;

    for (slong k = 0; !found && k < numbers->count; k++)
    {
        qqbar_set(field, numbers->number + k);
        found = holds_all(field, numbers);
    }
    qqbar_init(product);
    for (slong factor = 1; !found && factor < 4; factor++)
    {
        qqbar_set(field, numbers->number);
        for (slong k = 1; !found && k < numbers->count; k++)
        {
            if (qqbar_degree(field) * qqbar_degree(numbers->number + k) > DEGREE)
                break;
            if (holds(field, numbers->number + k))
                continue;
            qqbar_mul_si(product, numbers->number + k, factor);
            qqbar_add(field, field, product);
            found = holds_all(field, numbers);
        }
    }
    qqbar_clear(product);
    return found;
}

static void express(fmpq_poly_t f, const qqbar_t field, const xp_real_t number)
{
    if (number->kind == XP_REAL_RATIONAL)
        fmpq_poly_set_fmpq(f, number->rational);
    else
        qqbar_express_in_field(f, field, number->algebraic, BITS, 0, 2 * BITS);
}

xp_status_t xp_certified_field(xp_interval_certificate_t certificate,
                                   const xp_real_struct *worst_off, xp_error_t error)
{
    numbers_t numbers = {0, _qqbar_vec_init(2 * certificate->n)};
    int exact = 1, found = 1;
    xp_real_t real;
    qqbar_t field;

    qqbar_init(field);
    for (slong i = 0; i < certificate->n; i++)
    {
        exact = exact && xp_real_is_exact(worst_off + i);
        add_number(&numbers, worst_off + i);
        if (certificate->agent[i].by == XP_STATED_ROOT)
            add_number(&numbers, certificate->agent[i].share);
    }
    if (exact && numbers.count > 0)
    {
        found = find_generator(field, &numbers);
        certificate->has_field = found;
    }
    if (certificate->has_field)
    {
        xp_real_init(real);
        xp_real_set_qqbar(real, field);
        xp_real_minimal_polynomial(certificate->field->polynomial, certificate->field->low,
                                   certificate->field->high, real);
        xp_real_clear(real);
    }
    for (slong i = 0; certificate->has_field && i < certificate->n; i++)
    {
        xp_certified_agent_struct *agent = certificate->agent + i;

        agent->has_type = worst_off[i].kind == XP_REAL_ALGEBRAIC;
        express(agent->type, field, worst_off + i);
        express(agent->share_of, field, agent->share);
    }
    _qqbar_vec_clear(numbers.number, 2 * certificate->n);
    qqbar_clear(field);
    if (exact && found)
        return XP_OK;
    xp_error_set(error, "the sum is 0, and no number field of degree up to %d was found that holds "
                        "the worst-off types and the shares", DEGREE);
    return XP_LIMIT;
}
