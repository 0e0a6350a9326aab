/* Formulas of one variable in reverse Polish notation. */
#include <stdlib.h>
#include <string.h>

#include "verify/formula.h"
#include "verify/number.h"

enum
{
    MOST_TOKENS = 100000,
    LONGEST_EXACT = 8192 /* bits of a numerator or denominator that is kept as it is */
};

static const struct
{
    const char *word;
    size_t arguments;
} tokens[] = {
    [XP_TOKEN_NUMBER] = {"", 0},     [XP_TOKEN_T] = {"t", 0},      [XP_TOKEN_PI] = {"pi", 0},
    [XP_TOKEN_ADD] = {"+", 2},       [XP_TOKEN_SUBTRACT] = {"-", 2},
    [XP_TOKEN_MULTIPLY] = {"*", 2},  [XP_TOKEN_DIVIDE] = {"/", 2}, [XP_TOKEN_POWER] = {"^", 2},
    [XP_TOKEN_NEG] = {"neg", 1},     [XP_TOKEN_ABS] = {"abs", 1},  [XP_TOKEN_EXP] = {"exp", 1},
    [XP_TOKEN_LOG] = {"log", 1},     [XP_TOKEN_SQRT] = {"sqrt", 1}, [XP_TOKEN_ERF] = {"erf", 1},
    [XP_TOKEN_BETA] = {"beta", 3},   [XP_TOKEN_MIN] = {"min", 2},  [XP_TOKEN_MAX] = {"max", 2},
};

void xp_formula_init(xp_formula_t formula)
{
    memset(formula, 0, sizeof(xp_formula_struct));
}

void xp_formula_clear(xp_formula_t formula)
{
    size_t k;

    for (k = 0; k < formula->count; k++)
    {
        mpq_clear(formula->node[k].number);
        xp_interval_clear(formula->node[k].interval);
    }
    free(formula->node);
    free(formula->stack);
}

static xp_token_t find_token(const char *word)
{
    xp_token_t kind;

    for (kind = XP_TOKEN_T; kind <= XP_TOKEN_MAX; kind++)
        if (strcmp(word, tokens[kind].word) == 0)
            return kind;
    return XP_TOKEN_NUMBER;
}

static xp_node_t *add_node(xp_formula_t formula)
{
    xp_node_t *node;

    formula->node = xp_grown(formula->node, &formula->space, formula->count, sizeof(xp_node_t));
    node = &formula->node[formula->count++];
    memset(node, 0, sizeof *node);
    mpq_init(node->number);
    xp_interval_init(node->interval);
    return node;
}

/* Takes the arguments of the last token from the stack, of which the new height is returned. */
static size_t take_arguments(xp_formula_t formula, size_t height, xp_reader_t reader)
{
    xp_node_t *node = &formula->node[formula->count - 1];
    size_t k, arguments = tokens[node->kind].arguments;

    if (height < arguments)
        xp_reject(reader, "`%s` has too few arguments", tokens[node->kind].word);
    node->constant = node->kind != XP_TOKEN_T;
    for (k = 0; k < arguments; k++)
    {
        const xp_node_t *argument;

        node->argument[k] = formula->stack[height - arguments + k];
        argument = &formula->node[node->argument[k]];
        node->constant &= argument->constant;
        if (node->kind == XP_TOKEN_BETA && k > 0 &&
            (argument->kind != XP_TOKEN_NUMBER || mpq_sgn(argument->number) <= 0))
            xp_reject(reader, "the last arguments of `beta` are numbers > 0");
    }
    return height - arguments;
}

void xp_formula_read(xp_formula_t formula, xp_reader_t reader)
{
    size_t height = 0;

    do
    {
        const char *word = xp_word(reader);
        xp_token_t kind = find_token(word);
        xp_node_t *node;

        if (formula->count == MOST_TOKENS)
            xp_reject_size(reader, "a formula of more than 100000 tokens");
        if (kind == XP_TOKEN_NUMBER && word[word[0] == '-'] == '\0')
            xp_reject(reader, "a field is missing");
        if (kind == XP_TOKEN_NUMBER && (word[word[0] == '-'] < '0' || word[word[0] == '-'] > '9'))
            xp_reject(reader, "there is no token `%s`", word);
        node = add_node(formula);
        node->kind = kind;
        if (kind == XP_TOKEN_NUMBER)
            xp_number_here(reader, node->number);
        height = take_arguments(formula, height, reader);
        formula->stack = xp_grown(formula->stack, &formula->room, height, sizeof(size_t));
        formula->stack[height++] = formula->count - 1;
    } while (!reader->ended);
    if (height != 1)
        xp_reject(reader, "the formula leaves %zu values in place of one", height);
}

int xp_formula_equal(const xp_formula_t a, const xp_formula_t b)
{
    size_t k;

    if (a->count != b->count)
        return 0;
    for (k = 0; k < a->count; k++)
        if (a->node[k].kind != b->node[k].kind ||
            (a->node[k].kind == XP_TOKEN_NUMBER &&
             !mpq_equal(a->node[k].number, b->node[k].number)))
            return 0;
    return 1;
}

static int is_short(mpq_srcptr number)
{
    return mpz_sizeinbase(mpq_numref(number), 2) <= LONGEST_EXACT &&
           mpz_sizeinbase(mpq_denref(number), 2) <= LONGEST_EXACT;
}

/* x ^ n, exact; 0 where that is long or does not exist. */
static int raise_number(mpq_t power, mpq_srcptr x, mpq_srcptr n)
{
    unsigned long k;
    size_t length = mpz_sizeinbase(mpq_numref(x), 2) + mpz_sizeinbase(mpq_denref(x), 2);

    if (mpz_cmp_ui(mpq_denref(n), 1) != 0 || mpz_cmpabs_ui(mpq_numref(n), LONGEST_EXACT) > 0 ||
        (mpq_sgn(x) == 0 && mpq_sgn(n) < 0))
        return 0;
    k = mpz_get_ui(mpq_numref(n));
    if (k * length > LONGEST_EXACT)
        return 0;
    mpz_pow_ui(mpq_numref(power), mpq_numref(x), k);
    mpz_pow_ui(mpq_denref(power), mpq_denref(x), k);
    if (mpq_sgn(n) < 0)
        mpq_inv(power, power);
    return 1;
}

/* The value from rational arguments: 0 when it is not rational, or long. */
static int compute_exactly(xp_node_t *node, const xp_node_t *x, const xp_node_t *y)
{
    if (!x->exact || !y->exact)
        return 0;
    switch (node->kind)
    {
    case XP_TOKEN_ADD:
        mpq_add(node->number, x->number, y->number);
        break;
    case XP_TOKEN_SUBTRACT:
        mpq_sub(node->number, x->number, y->number);
        break;
    case XP_TOKEN_MULTIPLY:
        mpq_mul(node->number, x->number, y->number);
        break;
    case XP_TOKEN_DIVIDE:
        if (mpq_sgn(y->number) == 0)
            return 0;
        mpq_div(node->number, x->number, y->number);
        break;
    case XP_TOKEN_POWER:
        if (!raise_number(node->number, x->number, y->number))
            return 0;
        break;
    case XP_TOKEN_NEG:
        mpq_neg(node->number, x->number);
        break;
    case XP_TOKEN_ABS:
        mpq_abs(node->number, x->number);
        break;
    case XP_TOKEN_MIN:
        mpq_set(node->number, mpq_cmp(x->number, y->number) < 0 ? x->number : y->number);
        break;
    case XP_TOKEN_MAX:
        mpq_set(node->number, mpq_cmp(x->number, y->number) > 0 ? x->number : y->number);
        break;
    default:
        return 0;
    }
    return is_short(node->number);
}

/* x ^ y; an integer as an exponent allows a negative x. */
static int raise_interval(xp_interval_ptr z, const xp_node_t *x, const xp_node_t *y,
                          unsigned long bits)
{
    if (y->exact && mpz_cmp_ui(mpq_denref(y->number), 1) == 0 &&
        mpz_fits_slong_p(mpq_numref(y->number)))
        return xp_interval_power_integer(z, x->interval, mpz_get_si(mpq_numref(y->number)), bits);
    return xp_interval_power(z, x->interval, y->interval, bits);
}

/* The value as an interval, from the intervals of the arguments; 0 where there is none. */
static int compute_interval(xp_node_t *node, const xp_node_t *x, const xp_node_t *y,
                            const xp_node_t *b, unsigned long bits)
{
    xp_interval_struct *z = node->interval;

    switch (node->kind)
    {
    case XP_TOKEN_PI:
        xp_interval_pi(z, bits);
        return 1;
    case XP_TOKEN_ADD:
        xp_interval_add(z, x->interval, y->interval);
        return 1;
    case XP_TOKEN_SUBTRACT:
        xp_interval_subtract(z, x->interval, y->interval);
        return 1;
    case XP_TOKEN_MULTIPLY:
        xp_interval_multiply(z, x->interval, y->interval, bits);
        return 1;
    case XP_TOKEN_DIVIDE:
        return xp_interval_divide(z, x->interval, y->interval, bits);
    case XP_TOKEN_POWER:
        return raise_interval(z, x, y, bits);
    case XP_TOKEN_NEG:
        xp_interval_negate(z, x->interval);
        return 1;
    case XP_TOKEN_ABS:
        xp_interval_absolute(z, x->interval);
        return 1;
    case XP_TOKEN_EXP:
        return xp_interval_exp(z, x->interval, bits);
    case XP_TOKEN_LOG:
        return xp_interval_log(z, x->interval, bits);
    case XP_TOKEN_SQRT:
        return xp_interval_sqrt(z, x->interval, bits);
    case XP_TOKEN_ERF:
        return xp_interval_erf(z, x->interval, bits);
    case XP_TOKEN_BETA:
        return xp_interval_beta(z, x->interval, y->number, b->number, bits);
    case XP_TOKEN_MIN:
        xp_interval_minimum(z, x->interval, y->interval);
        return 1;
    case XP_TOKEN_MAX:
        xp_interval_maximum(z, x->interval, y->interval);
        return 1;
    default:
        abort();
    }
}

int xp_formula_evaluate(xp_interval_ptr value, xp_formula_t formula, mpq_srcptr t,
                        unsigned long bits)
{
    size_t k;

    for (k = 0; k < formula->count; k++)
    {
        xp_node_t *node = &formula->node[k];
        const xp_node_t *x = &formula->node[node->argument[0]];
        const xp_node_t *y = &formula->node[node->argument[1]];

        if (node->known)
            continue;
        if (tokens[node->kind].arguments == 1)
            y = x;
        node->exact = 1;
        if (node->kind == XP_TOKEN_T)
            mpq_set(node->number, t);
        else if (node->kind != XP_TOKEN_NUMBER)
            node->exact = tokens[node->kind].arguments > 0 && compute_exactly(node, x, y);
        if (node->exact)
            xp_interval_set_number(node->interval, node->number, bits);
        else if (!compute_interval(node, x, y, &formula->node[node->argument[2]], bits))
            return 0;
        node->known = node->constant;
    }
    xp_interval_set(value, formula->node[formula->count - 1].interval);
    return 1;
}
