/* Certificates about continuous types: reading agents and their cdfs. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "cert/interval_impl.h"
#include "cert/interval_read.h"

/* Bytes that an agent, a piece takes at least. */
#define AGENT_BYTES 20

/* The pieces of one cdf, and the stack of a formula. */
typedef struct
{
    xp_pool_t pool;
    const xp_expression_struct **piece;
    fmpq *knot;
    slong count;
    slong room;
    const xp_expression_struct **stack;
    slong height;
    slong height_room;
} pieces_t;

static const struct
{
    const char *word;
    slong arguments;
    xp_expression_kind_t kind;
} tokens[] = {
    {"+", 2, XP_EXPRESSION_ADD},     {"-", 2, XP_EXPRESSION_SUB},
    {"*", 2, XP_EXPRESSION_MUL},     {"/", 2, XP_EXPRESSION_DIV},
    {"^", 2, XP_EXPRESSION_POW},     {"neg", 1, XP_EXPRESSION_NEGATE},
    {"abs", 1, XP_EXPRESSION_ABS},   {"exp", 1, XP_EXPRESSION_EXP},
    {"log", 1, XP_EXPRESSION_LOG},   {"sqrt", 1, XP_EXPRESSION_SQRT},
    {"erf", 1, XP_EXPRESSION_ERF},   {"beta", 3, XP_EXPRESSION_BETA},
    {"min", 2, XP_EXPRESSION_MIN},   {"max", 2, XP_EXPRESSION_MAX},
};

#define TOKENS (sizeof tokens / sizeof tokens[0])

static void push(pieces_t *pieces, const xp_expression_struct *e)
{
    if (pieces->height == pieces->height_room)
    {
        pieces->height_room = 2 * pieces->height_room + 16;
        pieces->stack = xp_realloc(pieces->stack,
                                   (size_t) pieces->height_room * sizeof(xp_expression_struct *));
    }
    pieces->stack[pieces->height++] = e;
}

static int is_positive(const xp_expression_struct *e)
{
    return e->kind == XP_EXPRESSION_CONSTANT && fmpq_sgn(e->value) > 0;
}

static void apply(xp_fields_t *in, pieces_t *pieces, size_t token)
{
    slong arguments = tokens[token].arguments;
    const xp_expression_struct *e, **argument = pieces->stack + pieces->height - arguments;

    if (pieces->height < arguments)
    {
        xp_fields_refuse(in, "`%s` has too few arguments", tokens[token].word);
        return;
    }
    if (tokens[token].kind == XP_EXPRESSION_BETA && !(is_positive(argument[1])
                                                      && is_positive(argument[2])))
    {
        xp_fields_refuse(in, "the last arguments of `beta` are numbers > 0");
        return;
    }
    if (arguments == 1)
        e = xp_expression_unary(pieces->pool, tokens[token].kind, argument[0]);
    else if (arguments == 2)
        e = xp_expression_binary(pieces->pool, tokens[token].kind, argument[0], argument[1]);
    else
        e = xp_expression_node(pieces->pool, tokens[token].kind, argument, arguments);
    pieces->height -= arguments;
    push(pieces, e);
}

static void read_token(xp_fields_t *in, pieces_t *pieces)
{
    fmpq_t number;

    for (size_t token = 0; token < TOKENS; token++)
        if (xp_fields_take(in, tokens[token].word))
        {
            apply(in, pieces, token);
            return;
        }
    if (xp_fields_take(in, "t"))
        push(pieces, xp_expression_type(pieces->pool, 0));
    else if (xp_fields_take(in, "pi"))
        push(pieces, xp_expression_word(pieces->pool, XP_EXPRESSION_PI));
    else
    {
        fmpq_init(number);
        xp_fields_number(in, number);
        push(pieces, xp_expression_constant(pieces->pool, number));
        fmpq_clear(number);
    }
}

static const xp_expression_struct *read_formula(xp_fields_t *in, pieces_t *pieces)
{
    pieces->height = 0;
    do
        read_token(in, pieces);
    while (in->status == XP_OK && !xp_fields_is_end(in));
    if (pieces->height != 1)
        xp_fields_refuse(in, "the formula leaves %ld values in place of one",
                         (long) pieces->height);
    xp_fields_end(in);
    return in->status == XP_OK ? pieces->stack[0] : NULL;
}

static const xp_expression_struct *read_polynomial(xp_fields_t *in, pieces_t *pieces)
{
    const xp_expression_struct *e;
    fmpq_poly_t f;

    fmpq_poly_init(f);
    xp_take_polynomial(in, f);
    e = xp_expression_from_poly(pieces->pool, f, 0);
    fmpq_poly_clear(f);
    return e;
}

/* One record; the piece begins where the last one ended, which stands in knot[count]. */
static void read_piece(xp_fields_t *in, pieces_t *pieces, xp_interval_certificate_t certificate,
                       slong i)
{
    int formula = xp_fields_take(in, "formula");
    fmpq_t low;

    if (!formula)
        xp_fields_expect(in, "poly");
    if (pieces->count + 1 >= pieces->room)
    {
        slong room = 2 * pieces->room + 8;

        pieces->knot = xp_realloc(pieces->knot, (size_t) room * sizeof(fmpq));
        for (slong k = pieces->room; k < room; k++)
            fmpq_init(pieces->knot + k);
        pieces->piece = xp_realloc(pieces->piece, (size_t) room * sizeof(xp_expression_struct *));
        pieces->room = room;
    }
    xp_fields_fixed(in, i, "the agent");
    fmpq_init(low);
    xp_fields_number(in, low);
    if (in->status == XP_OK && pieces->count > 0 && !fmpq_equal(low, pieces->knot + pieces->count))
        xp_fields_refuse(in, "a piece begins where the one before ends");
    fmpq_set(pieces->knot + pieces->count, low);
    xp_fields_number(in, pieces->knot + pieces->count + 1);
    if (in->status == XP_OK && fmpq_cmp(low, pieces->knot + pieces->count + 1) >= 0)
        xp_fields_refuse(in, "a piece ends behind its beginning");
    fmpq_clear(low);
    if (in->status != XP_OK)
        return;
    certificate->exact = certificate->exact && !formula;
    pieces->piece[pieces->count] = formula ? read_formula(in, pieces)
                                           : read_polynomial(in, pieces);
    pieces->count++;
}

static void clear_pieces(pieces_t *pieces)
{
    for (slong k = 0; k < pieces->room; k++)
        fmpq_clear(pieces->knot + k);
    free(pieces->knot);
    free(pieces->piece);
    free(pieces->stack);
    xp_pool_clear(pieces->pool);
}

static void read_agent(xp_fields_t *in, xp_interval_certificate_t certificate, slong i)
{
    xp_certified_agent_struct *agent = certificate->agent + i;
    pieces_t pieces;
    fmpq_t low, high;
    slong place;

    memset(&pieces, 0, sizeof pieces);
    xp_pool_init(pieces.pool);
    fmpq_init(low);
    fmpq_init(high);
    xp_fields_expect(in, "agent");
    xp_fields_fixed(in, i, "the agent");
    agent->name = xp_fields_label(in);
    xp_fields_number(in, low);
    xp_fields_number(in, high);
    xp_fields_end(in);
    do
        read_piece(in, &pieces, certificate, i);
    while (in->status == XP_OK && fmpq_cmp(pieces.knot + pieces.count, high) < 0);
    if (in->status == XP_OK
        && (!fmpq_equal(pieces.knot, low) || !fmpq_equal(pieces.knot + pieces.count, high)))
        xp_fields_refuse(in, "the pieces must go from LOW to HIGH");
    if (in->status == XP_OK)
    {
        xp_error_t error;

        xp_error_init(error);
        if (xp_distribution_set_cdf(agent->distribution, pieces.knot, pieces.piece, pieces.count,
                                    &place, error) != XP_OK)
            xp_fields_refuse(in, "the pieces of agent \"%s\" are no cdf: %s", agent->name,
                             error->message);
        xp_error_clear(error);
    }
    clear_pieces(&pieces);
    fmpq_clear(low);
    fmpq_clear(high);
}

void xp_take_intervals(xp_fields_t *in, xp_interval_certificate_t certificate)
{
    slong count;

    xp_fields_expect(in, "agents");
    count = xp_fields_count(in, AGENT_BYTES, "agents");
    xp_fields_end(in);
    if (in->status != XP_OK)
        return;
    xp_certified_agents_alloc(certificate, count);
    for (slong i = 0; i < count && in->status == XP_OK; i++)
        read_agent(in, certificate, i);
}
