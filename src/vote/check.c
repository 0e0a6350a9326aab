/* Asking a social choice function for a property: position by position, in blocks. */
#include "vote/check_impl.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "base/share.h"

/* Cases in a block that one thread takes, about; and the most positions. */
#define BLOCK_CASES ((slong) 1 << 20)
#define BLOCK_POSITIONS 4096

typedef void look_t(xp_vote_look_struct *look);

typedef struct
{
    const xp_vote_scan_struct *scan;
    look_t *look;
} question_t;

void xp_vote_finding_init(xp_vote_finding_t finding)
{
    memset(finding, 0, sizeof(xp_vote_finding_struct));
    fmpz_init(finding->checked);
    fmpz_init(finding->violations);
    fmpz_init(finding->profiles);
    finding->answer = XP_UNDECIDED;
    finding->witness = xp_vote_no_place();
    finding->dictator = -1;
}

void xp_vote_finding_clear(xp_vote_finding_t finding)
{
    fmpz_clear(finding->checked);
    fmpz_clear(finding->violations);
    fmpz_clear(finding->profiles);
    free(finding->loss);
    free(finding->all);
}

void xp_vote_finding_swap(xp_vote_finding_t a, xp_vote_finding_t b)
{
    xp_vote_finding_struct other = *a;

    *a = *b;
    *b = other;
}

xp_vote_place_struct xp_vote_no_place(void)
{
    return (xp_vote_place_struct) {-1, -1, -1, -1, -1, -1, -1};
}

void xp_vote_look_note(xp_vote_look_struct *look, slong times, slong voter, slong report,
                       slong alternative, slong instead)
{
    const xp_vote_place_struct place = {look->position, voter, -1, report, alternative,
                                        look->chosen, instead};
    xp_vote_finding_struct *list = look->list;

    look->violations += (uint64_t) times;
    if (look->witness.position < 0)
        look->witness = place;
    if (list == NULL || list->all_count == XP_VOTE_LIST_LIMIT)
        return;
    xp_array_grow(&list->all, &list->all_room, list->all_count, sizeof place);
    list->all[list->all_count++] = place;
}

/* Adds what was found at the position, as often as it has profiles. */
static void add_position(xp_vote_look_struct *look, fmpz_t weight)
{
    if (look->checked == 0)
        return;
    if (!xp_vote_function_is_symmetric(look->scan->function))
    {
        fmpz_add_ui(look->all_checked, look->all_checked, look->checked);
        fmpz_add_ui(look->all_violations, look->all_violations, look->violations);
        fmpz_add_ui(look->all_profiles, look->all_profiles, look->violations > 0);
        return;
    }
    xp_multiset_weight(weight, look->scan->function, look->number);
    fmpz_addmul_ui(look->all_checked, weight, look->checked);
    fmpz_addmul_ui(look->all_violations, weight, look->violations);
    if (look->violations > 0)
        fmpz_add(look->all_profiles, look->all_profiles, weight);
}

/* Groups of a multiset: the orders that someone has. */
static void set_groups(xp_vote_look_struct *look)
{
    const slong orders = look->scan->function->domain->order_count;
    slong voter = 0, t;

    look->group_count = 0;
    for (t = 0; t < orders; t++)
    {
        if (look->number[t] == 0)
            continue;
        look->order[look->group_count] = t;
        look->size[look->group_count] = look->number[t];
        look->first[look->group_count] = voter;
        look->group_count++;
        voter += look->number[t];
    }
}

static void go_to(xp_vote_look_struct *look, slong position)
{
    const xp_vote_function_struct *function = look->scan->function;
    slong i;

    if (xp_vote_function_is_symmetric(function))
    {
        xp_multiset_get(look->number, function, position);
        set_groups(look);
        return;
    }
    look->group_count = function->voter_count;
    xp_vote_function_orders(look->order, function, position);
    for (i = 0; i < function->voter_count; i++)
    {
        look->size[i] = 1;
        look->first[i] = i;
    }
}

static void go_on(xp_vote_look_struct *look)
{
    const xp_vote_function_struct *function = look->scan->function;
    slong i = function->voter_count - 1;

    if (xp_vote_function_is_symmetric(function))
    {
        xp_multiset_next(look->number, function);
        set_groups(look);
        return;
    }
    while (i >= 0 && look->order[i] == function->domain->order_count - 1)
        look->order[i--] = 0;
    if (i >= 0)
        look->order[i]++;
}

static void look_at_block(const void *data, void *own, int64_t from, int64_t to)
{
    const question_t *question = data;
    xp_vote_look_struct *look = own;
    fmpz_t weight;

    fmpz_init(weight);
    go_to(look, from);
    for (look->position = from; look->position < to; look->position++)
    {
        look->chosen = look->scan->function->choice[look->position];
        look->checked = look->violations = 0;
        question->look(look);
        add_position(look, weight);
        go_on(look);
    }
    fmpz_clear(weight);
}

static void init_look(xp_vote_look_struct *look, const xp_vote_scan_struct *scan,
                      xp_vote_finding_struct *list)
{
    const size_t voters = (size_t) scan->function->voter_count;
    const size_t orders = (size_t) scan->function->domain->order_count;
    const int symmetric = xp_vote_function_is_symmetric(scan->function);
    const size_t groups = symmetric && orders < voters ? orders : voters;

    memset(look, 0, sizeof *look);
    look->scan = scan;
    look->order = xp_malloc(groups * sizeof(slong));
    look->size = xp_malloc(groups * sizeof(slong));
    look->first = xp_malloc(groups * sizeof(slong));
    if (symmetric)
    {
        look->number = xp_malloc(orders * sizeof(slong));
        look->line = xp_malloc(orders * sizeof(uint16_t));
        look->more = xp_malloc(orders * sizeof(slong));
    }
    fmpz_init(look->all_checked);
    fmpz_init(look->all_violations);
    fmpz_init(look->all_profiles);
    look->witness = xp_vote_no_place();
    look->list = list;
}

static void clear_look(xp_vote_look_struct *look)
{
    free(look->order);
    free(look->size);
    free(look->first);
    free(look->number);
    free(look->line);
    free(look->more);
    fmpz_clear(look->all_checked);
    fmpz_clear(look->all_violations);
    fmpz_clear(look->all_profiles);
}

/* Workers take blocks in order: each witness is its worker's first, the least is the first. */
static void join(xp_vote_finding_t finding, const xp_vote_look_struct *look)
{
    fmpz_add(finding->checked, finding->checked, look->all_checked);
    fmpz_add(finding->violations, finding->violations, look->all_violations);
    fmpz_add(finding->profiles, finding->profiles, look->all_profiles);
    if (look->witness.position >= 0
        && (finding->witness.position < 0 || look->witness.position < finding->witness.position))
        finding->witness = look->witness;
}

static slong block_size(const xp_vote_function_t function)
{
    const slong orders = function->domain->order_count;
    slong block = BLOCK_CASES / orders / function->voter_count;

    if (block > BLOCK_POSITIONS)
        block = BLOCK_POSITIONS;
    return block < 1 ? 1 : block;
}

static xp_status_t look_at_all(xp_vote_finding_t finding, const question_t *question, int all,
                               const xp_progress_t *progress, xp_error_t error)
{
    const xp_vote_function_struct *function = question->scan->function;
    const slong block = block_size(function);
    xp_pace_struct pace = xp_pace(progress, xp_vote_property_info(finding->property)->word,
                                  (uint64_t) function->count);
    int workers = all ? 1 : xp_share_workers(&pace, function->count, block), w;
    xp_vote_look_struct *look = xp_malloc((size_t) workers * sizeof(xp_vote_look_struct));
    void **own = xp_malloc((size_t) workers * sizeof(void *));
    xp_status_t status;

    for (w = 0; w < workers; w++)
    {
        init_look(look + w, question->scan, all ? finding : NULL);
        own[w] = look + w;
    }
    status = xp_share_run(own, workers, look_at_block, question, function->count, block,
                          flint_cleanup, &pace, error);
    for (w = 0; w < workers; w++)
    {
        if (status == XP_OK)
            join(finding, look + w);
        clear_look(look + w);
    }
    free(own);
    free(look);
    finding->answer = fmpz_is_zero(finding->violations) ? XP_HOLDS : XP_FAILS;
    return status;
}

static xp_status_t ask(xp_vote_finding_t finding, const xp_vote_function_t function, int all,
                       const xp_progress_t *progress, xp_error_t error)
{
    static look_t *const looks[XP_VOTE_PROPERTY_COUNT] = {
        [XP_VOTE_STRATEGYPROOF] = xp_vote_look_strategyproof,
        [XP_VOTE_MONOTONE] = xp_vote_look_monotone,
        [XP_VOTE_SET_MONOTONE] = xp_vote_look_set_monotone,
        [XP_VOTE_UNANIMOUS] = xp_vote_look_unanimous,
        [XP_VOTE_IS_CONDORCET] = xp_vote_look_condorcet,
        [XP_VOTE_ANONYMOUS] = xp_vote_look_anonymous,
        [XP_VOTE_NEUTRAL] = xp_vote_look_neutral};
    const xp_vote_property_t property = finding->property;
    xp_vote_scan_struct scan = {function, NULL, NULL, NULL};
    question_t question = {&scan, looks[property]};
    xp_status_t status = XP_OK;

    if (property == XP_VOTE_MONOTONE || property == XP_VOTE_SET_MONOTONE)
        status = xp_vote_scan_sets(&scan, property == XP_VOTE_SET_MONOTONE, progress, error);
    else if (property == XP_VOTE_UNANIMOUS)
        xp_vote_scan_tops(&scan);
    else if (property == XP_VOTE_NEUTRAL)
        status = xp_vote_scan_exchanges(&scan, error);
    if (status == XP_OK)
        status = look_at_all(finding, &question, all, progress, error);
    free(scan.set);
    free(scan.top);
    free(scan.exchanged);
    return status;
}

xp_status_t xp_vote_check(xp_vote_finding_t finding, const xp_vote_function_t function,
                          xp_vote_property_t property, int all, const xp_progress_t *progress,
                          xp_error_t error)
{
    xp_vote_finding_t own;
    xp_status_t status;

    assert(!all || !xp_vote_function_is_symmetric(function));
    xp_vote_finding_init(own);
    own->property = property;
    if (property == XP_VOTE_ONTO)
        status = xp_vote_check_onto(own, function, progress, error);
    else if (property == XP_VOTE_DICTATORIAL || property == XP_VOTE_NONDICTATORIAL)
        status = xp_vote_check_dictators(own, function, progress, error);
    else
        status = ask(own, function, all, progress, error);
    if (status == XP_OK)
        xp_vote_finding_swap(finding, own);
    xp_vote_finding_clear(own);
    return status;
}

void xp_vote_place_orders(slong *order, const xp_vote_function_t function,
                          const xp_vote_place_struct *place)
{
    const slong voters = function->voter_count;
    slong at;

    xp_vote_function_orders(order, function, place->position);
    if (!xp_vote_function_is_symmetric(function) || place->order < 0)
        return;
    /* the voter of a loss takes the ballot that loses; the others stay sorted */
    for (at = 0; at < voters && order[at] != place->order; at++)
        ;
    for (; at < place->voter; at++)
        order[at] = order[at + 1];
    for (; at > place->voter; at--)
        order[at] = order[at - 1];
    order[place->voter] = place->order;
}
