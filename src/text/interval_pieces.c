/* A cdf or density by pieces: the cases of its body between the places where they change. */
#include "text/interval.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

#include "text/interval_cut.h"

/* A formula is cut into no more pieces than this. */
#define PIECES_LIMIT 10000

void xp_type_pieces_init(xp_type_pieces_t *pieces)
{
    memset(pieces, 0, sizeof(xp_type_pieces_t));
}

void xp_type_pieces_clear(xp_type_pieces_t *pieces)
{
    if (pieces->knot != NULL)
    {
        _fmpq_vec_clear(pieces->knot, pieces->room + 1);
    }
    free(pieces->piece);
    free(pieces->offset);
    xp_type_pieces_init(pieces);
}

/* The cases of a body, of TYPE 0; condition NULL: always.  offset: where the formulas stand. */
typedef struct
{
    xp_cuts_t cuts;
    xp_reader_t *reader;
    const xp_body_struct *body;
    slong count;
    const xp_expression_struct **condition;
    const xp_expression_struct **value;
    size_t *offset;
} cases_t;

/* Reads one case; 0 after an error. */
static int read_case(cases_t *cases, xp_spot_t place, const xp_tree_struct *tree,
                     const xp_tree_struct *when)
{
    xp_pool_struct *pool = cases->cuts.pool;
    const xp_expression_struct *condition = NULL;
    const xp_expression_struct *value = xp_interval_number(place, tree);
    xp_condition_t answer = XP_CONDITION_TRUE;
    slong last = cases->count;

    if (when != NULL)
    {
        answer = xp_interval_condition(&condition, place, when);
    }
    if (value == NULL || answer == XP_CONDITION_BROKEN)
    {
        return 0;
    }
    if (answer != XP_CONDITION_FALSE)
    {
        cases->value[last] = xp_expression_rename(pool, value, place->self, 0);
        cases->offset[last] = tree->span.begin;
        if (answer == XP_CONDITION_OPEN)
        {
            cases->condition[last] = xp_expression_rename(pool, condition, place->self, 0);
        }
        cases->count++;
    }
    return 1;
}

/* Reads the body into cases; 0 after an error. */
static int read_cases(cases_t *cases, xp_spot_t place)
{
    const xp_body_struct *body = cases->body;
    size_t count = body->kind == XP_BODY_CASES ? body->entry_count : 1;
    int whole = 1;

    if (body->kind == XP_BODY_TABLE || body->broken)
    {
        if (!body->broken)
        {
            xp_interval_refuse_table(cases->reader, body);
        }
        return 0;
    }
    cases->condition = xp_calloc(count, sizeof(*cases->condition));
    cases->value = xp_calloc(count, sizeof(*cases->value));
    cases->offset = xp_calloc(count, sizeof(size_t));
    if (body->kind == XP_BODY_FORMULA)
    {
        return read_case(cases, place, body->value, NULL);
    }
    for (size_t e = 0; e < count; e++)
    {
        if (e > 0 && body->entry[e - 1].condition == NULL)
        {
            xp_reader_fail(cases->reader, body->entry[e].span.begin,
                           "a case after `otherwise` never holds: put `otherwise` last");
            return 0;
        }
        whole = read_case(cases, place, body->entry[e].value, body->entry[e].condition) && whole;
    }
    return whole;
}

/* What find_case says beside a case: an error was given; no case holds there. */
#define BROKEN (-1)
#define NOWHERE (-2)

/* The case that holds near point. */
static slong find_case(cases_t *cases, const fmpq_t point)
{
    for (slong c = 0; c < cases->count; c++)
    {
        int holds = cases->condition[c] == NULL
                        ? 1
                        : xp_cuts_decide(&cases->cuts, cases->condition[c], point);

        if (holds < 0)
        {
            xp_reader_fail(cases->reader, cases->offset[c],
                           "the cases of a prior are told apart by comparing t with rational "
                           "numbers, as in t <= 1/4");
            return BROKEN;
        }
        if (holds)
        {
            return c;
        }
    }
    return NOWHERE;
}

/* Says that the cases leave out what lies between two knots. */
static void refuse_gap(cases_t *cases, const fmpq_t left, const fmpq_t right)
{
    xp_string_t text;
    fmpq_t point;

    fmpq_init(point);
    fmpq_add(point, left, right);
    fmpq_div_2exp(point, point, 1);
    xp_string_init(text);
    xp_rat_add_text(text, point);
    xp_reader_fail(cases->reader, cases->body->span.begin,
                   "no case of this prior holds at t = %s: end the cases with `otherwise`",
                   text->length > 60 ? "some point" : text->text);
    xp_string_clear(text);
    fmpq_clear(point);
}

/*
 * The piece between knots left and right, between which nothing changes that is known: what
 * find_case says, and the formula.
 */
static slong find_piece(const xp_expression_struct **piece, cases_t *cases, const fmpq_t left,
                        const fmpq_t right)
{
    fmpq_t middle;
    slong chosen;

    fmpq_init(middle);
    fmpq_add(middle, left, right);
    fmpq_div_2exp(middle, middle, 1);
    chosen = find_case(cases, middle);
    if (chosen >= 0)
    {
        *piece = xp_cuts_resolve(&cases->cuts, cases->value[chosen], middle);
    }
    fmpq_clear(middle);
    return chosen;
}

/* The knots: low, the cuts so far, high. */
static fmpq *list_knots(const xp_cuts_t *cuts)
{
    fmpq *knot = _fmpq_vec_init(cuts->count + 2);

    fmpq_set(knot, cuts->low);
    for (slong c = 0; c < cuts->count; c++)
    {
        fmpq_set(knot + c + 1, cuts->cut + c);
    }
    fmpq_set(knot + cuts->count + 1, cuts->high);
    return knot;
}

/* Adds cuts until nothing changes between two of them; 0 after an error. */
static int find_cuts(cases_t *cases)
{
    xp_cuts_t *cuts = &cases->cuts;
    const xp_expression_struct *piece;
    slong before = -1;
    int whole = 1;

    while (whole && before != cuts->count)
    {
        fmpq *knot = list_knots(cuts);

        before = cuts->count;
        for (slong k = 0; k <= before && whole; k++)
        {
            whole = find_piece(&piece, cases, knot + k, knot + k + 1) != BROKEN;
        }
        _fmpq_vec_clear(knot, before + 2);
        xp_cuts_sort(cuts);
        if (cuts->count > PIECES_LIMIT)
        {
            xp_reader_stop(cases->reader, XP_LIMIT, cases->body->span.begin,
                           "this prior has over %d pieces", PIECES_LIMIT);
            whole = 0;
        }
    }
    return whole;
}

/* The pieces between the cuts; neighbours that are alike are one.  0 after an error. */
static int make_pieces(xp_type_pieces_t *pieces, cases_t *cases)
{
    slong room = cases->cuts.count + 1, count = 0;
    fmpq *knot = list_knots(&cases->cuts);
    int whole = 1;

    pieces->piece = xp_calloc((size_t) room, sizeof(*pieces->piece));
    pieces->offset = xp_calloc((size_t) room, sizeof(size_t));
    pieces->knot = _fmpq_vec_init(room + 1);
    for (slong k = 0; k < room && whole; k++)
    {
        const xp_expression_struct *piece = NULL;
        slong chosen = find_piece(&piece, cases, knot + k, knot + k + 1);

        whole = chosen >= 0;
        if (chosen == NOWHERE)
        {
            refuse_gap(cases, knot + k, knot + k + 1);
        }
        else if (whole && (count == 0 || pieces->offset[count - 1] != cases->offset[chosen] ||
                           !xp_interval_same(pieces->piece[count - 1], piece)))
        {
            fmpq_set(pieces->knot + count, knot + k);
            pieces->offset[count] = cases->offset[chosen];
            pieces->piece[count++] = piece;
        }
    }
    fmpq_set(pieces->knot + count, cases->cuts.high);
    pieces->count = count;
    pieces->room = room;
    _fmpq_vec_clear(knot, room + 1);
    return whole;
}

int xp_interval_cut(xp_type_pieces_t *pieces, xp_spot_t place, const xp_body_struct *body,
                    const fmpq_t low, const fmpq_t high)
{
    cases_t cases;
    int whole;

    memset(&cases, 0, sizeof(cases));
    xp_cuts_init(&cases.cuts, place->model->pool, low, high);
    cases.reader = place->scope.reader;
    cases.body = body;
    whole = read_cases(&cases, place) && find_cuts(&cases) && make_pieces(pieces, &cases);
    xp_cuts_clear(&cases.cuts);
    free(cases.condition);
    free(cases.value);
    free(cases.offset);
    return whole;
}
