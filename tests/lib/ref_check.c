/* The slow reference of the checker: every inequality by its definition, one after the other. */
#include <stdlib.h>

#include "ref_check.h"

static void init_place(xp_ref_place_struct *place, xp_property_t property)
{
    place->property = property;
    place->agent = place->type = place->report = -1;
    place->others = place->profile = place->outcome = -1;
    fmpq_init(place->slack);
    fmpq_init(place->difference);
}

static void set_place(xp_ref_place_struct *place, const xp_ref_place_struct *source)
{
    fmpq_clear(place->slack);
    fmpq_clear(place->difference);
    *place = *source;
    fmpq_init(place->slack);
    fmpq_init(place->difference);
    fmpq_set(place->slack, source->slack);
    fmpq_set(place->difference, source->difference);
}

static void clear_place(xp_ref_place_struct *place)
{
    fmpq_clear(place->slack);
    fmpq_clear(place->difference);
}

void xp_ref_finding_init(xp_ref_finding_t finding)
{
    finding->checked = finding->skipped = finding->violations = 0;
    finding->has_slack = 0;
    finding->walks = 0;
    init_place(&finding->at, XP_DSIC);
    finding->all = NULL;
    finding->room = 0;
}

void xp_ref_finding_clear(xp_ref_finding_t finding)
{
    clear_place(&finding->at);
    for (slong e = 0; e < finding->violations; e++)
        clear_place(finding->all + e);
    free(finding->all);
}

void xp_ref_finding_enter(xp_ref_finding_struct *finding, xp_ref_place_struct *place,
                          int equality)
{
    fmpq_set(place->slack, place->difference);
    if (equality && fmpq_sgn(place->slack) > 0)
        fmpq_neg(place->slack, place->slack);
    finding->checked++;
    if (!finding->has_slack || fmpq_cmp(place->slack, finding->at.slack) < 0)
        set_place(&finding->at, place);
    finding->has_slack = 1;
    if (fmpq_sgn(place->slack) >= 0)
        return;
    if (finding->violations == finding->room)
    {
        finding->room = 2 * finding->room + 4;
        finding->all = realloc(finding->all,
                               (size_t) finding->room * sizeof(xp_ref_place_struct));
    }
    init_place(finding->all + finding->violations, place->property);
    set_place(finding->all + finding->violations, place);
    finding->violations++;
}

/* u_i at the true profile x when the agent's report makes the profile y. */
static void take_utility(fmpq_t utility, const xp_ref_model_t ref, const fmpq *payment,
                         slong agent, slong x, slong y)
{
    xp_ref_utility(utility, ref, agent, x, y);
    fmpq_sub(utility, utility, payment + agent * ref->K + y);
}

/* What truth gains over the report at x. */
static void compare_reports(fmpq_t difference, const xp_ref_model_t ref, const fmpq *payment,
                            slong agent, slong x, slong report)
{
    fmpq_t lie;

    fmpq_init(lie);
    take_utility(difference, ref, payment, agent, x, x);
    take_utility(lie, ref, payment, agent, x, xp_ref_report(ref, x, agent, report));
    fmpq_sub(difference, difference, lie);
    fmpq_clear(lie);
}

/* The same in expectation given the true type. */
static void compare_interim(fmpq_t difference, const xp_ref_model_t ref, const fmpq *payment,
                            slong agent, slong type, slong report)
{
    fmpq_t term;

    fmpq_init(term);
    fmpq_zero(difference);
    for (slong x = 0; x < ref->K; x++)
    {
        const fmpq *given = ref->given + agent * ref->K + x;

        if (ref->type[x * ref->n + agent] != type || fmpq_is_zero(given))
            continue;
        compare_reports(term, ref, payment, agent, x, report);
        fmpq_addmul(difference, given, term);
    }
    fmpq_clear(term);
}

static void check_ex_post_ic(xp_ref_finding_struct *finding, const xp_ref_model_t ref,
                             const fmpq *payment, xp_ref_place_struct *place)
{
    for (slong i = 0; i < ref->n; i++)
        for (slong o = 0; o < ref->K / ref->types[i]; o++)
            for (slong t = 0; t < ref->types[i]; t++)
                for (slong r = 0; r < ref->types[i]; r++)
                {
                    if (r == t)
                        continue;
                    place->agent = i;
                    place->others = o;
                    place->type = t;
                    place->report = r;
                    compare_reports(place->difference, ref, payment, i,
                                    xp_ref_on_line(ref, i, o, t), r);
                    xp_ref_finding_enter(finding, place, 0);
                }
}

static void check_interim_ic(xp_ref_finding_struct *finding, const xp_ref_model_t ref,
                             const fmpq *payment, xp_ref_place_struct *place)
{
    for (slong i = 0; i < ref->n; i++)
        for (slong t = 0; t < ref->types[i]; t++)
            for (slong r = 0; r < ref->types[i]; r++)
            {
                if (r == t)
                    continue;
                if (fmpq_is_zero(xp_ref_marginal(ref, i, t)))
                {
                    finding->skipped++;
                    continue;
                }
                place->agent = i;
                place->type = t;
                place->report = r;
                compare_interim(place->difference, ref, payment, i, t, r);
                xp_ref_finding_enter(finding, place, 0);
            }
}

/* epir, iir and eair: what taking part gains, ex post, in the interim, ex ante. */
static void check_participation(xp_ref_finding_struct *finding, const xp_ref_model_t ref,
                                const fmpq *payment, xp_ref_place_struct *place)
{
    fmpq *gain = _fmpq_vec_init(ref->K);
    fmpq_t outside;

    fmpq_init(outside);
    for (slong i = 0; i < ref->n; i++)
    {
        place->agent = i;
        for (slong x = 0; x < ref->K; x++)
        {
            take_utility(gain + x, ref, payment, i, x, x);
            xp_ref_outside(outside, ref, i, x);
            fmpq_sub(gain + x, gain + x, outside);
            if (place->property != XP_EPIR)
                continue;
            place->profile = x;
            fmpq_set(place->difference, gain + x);
            xp_ref_finding_enter(finding, place, 0);
        }
        for (slong t = 0; t < ref->types[i] && place->property == XP_IIR; t++)
        {
            if (fmpq_is_zero(xp_ref_marginal(ref, i, t)))
            {
                finding->skipped++;
                continue;
            }
            place->type = t;
            xp_ref_interim(place->difference, ref, i, t, gain);
            xp_ref_finding_enter(finding, place, 0);
        }
        if (place->property == XP_EAIR)
        {
            xp_ref_mean(place->difference, ref, gain);
            xp_ref_finding_enter(finding, place, 0);
        }
    }
    fmpq_clear(outside);
    _fmpq_vec_clear(gain, ref->K);
}

/* sbb, wbb, eabb, eawbb: the payments less the cost. */
static void check_balance(xp_ref_finding_struct *finding, const xp_ref_model_t ref,
                          const fmpq *payment, xp_ref_place_struct *place)
{
    fmpq *left = _fmpq_vec_init(ref->K);
    int equality = place->property == XP_SBB || place->property == XP_EABB;
    fmpq_t cost;

    fmpq_init(cost);
    for (slong x = 0; x < ref->K; x++)
    {
        xp_ref_cost(cost, ref, x);
        fmpq_neg(left + x, cost);
        for (slong i = 0; i < ref->n; i++)
            fmpq_add(left + x, left + x, payment + i * ref->K + x);
        if (place->property != XP_SBB && place->property != XP_WBB)
            continue;
        place->profile = x;
        fmpq_set(place->difference, left + x);
        xp_ref_finding_enter(finding, place, equality);
    }
    if (place->property == XP_EABB || place->property == XP_EAWBB)
    {
        xp_ref_mean(place->difference, ref, left);
        xp_ref_finding_enter(finding, place, equality);
    }
    fmpq_clear(cost);
    _fmpq_vec_clear(left, ref->K);
}

static void check_efficiency(xp_ref_finding_struct *finding, const xp_ref_model_t ref,
                             xp_ref_place_struct *place)
{
    fmpq_t chosen, other;

    fmpq_init(chosen);
    fmpq_init(other);
    for (slong x = 0; x < ref->K; x++)
    {
        const fmpq *weight = ref->weight + x * ref->m;

        fmpq_zero(chosen);
        for (slong a = 0; a < ref->m; a++)
        {
            xp_ref_surplus(other, ref, a, x, -1);
            fmpq_addmul(chosen, weight + a, other);
        }
        place->profile = x;
        for (slong b = 0; b < ref->m; b++)
        {
            if (fmpq_is_one(weight + b))
                continue;
            place->outcome = b;
            xp_ref_surplus(other, ref, b, x, -1);
            fmpq_sub(place->difference, chosen, other);
            xp_ref_finding_enter(finding, place, 0);
        }
    }
    fmpq_clear(chosen);
    fmpq_clear(other);
}

static void check_payments(xp_ref_finding_struct *finding, const xp_ref_model_t ref,
                           const fmpq *payment, xp_ref_place_struct *place)
{
    for (slong i = 0; i < ref->n; i++)
        for (slong x = 0; x < ref->K; x++)
        {
            place->agent = i;
            place->profile = x;
            fmpq_set(place->difference, payment + i * ref->K + x);
            xp_ref_finding_enter(finding, place, place->property == XP_NOPAY);
        }
}

void xp_ref_check(xp_ref_finding_t finding, const xp_ref_model_t ref, const fmpq *payment,
                  xp_property_t property)
{
    xp_ref_place_struct place;

    init_place(&place, property);
    switch (property)
    {
    case XP_DSIC:
    case XP_EPIC:
        check_ex_post_ic(finding, ref, payment, &place);
        break;
    case XP_BIC:
        check_interim_ic(finding, ref, payment, &place);
        break;
    case XP_EPIR:
    case XP_IIR:
    case XP_EAIR:
        check_participation(finding, ref, payment, &place);
        break;
    case XP_SBB:
    case XP_WBB:
    case XP_EABB:
    case XP_EAWBB:
        check_balance(finding, ref, payment, &place);
        break;
    case XP_EFF:
        check_efficiency(finding, ref, &place);
        break;
    case XP_PARETO:
        place.property = XP_EFF;
        check_efficiency(finding, ref, &place);
        place.property = XP_SBB;
        place.outcome = -1;
        check_balance(finding, ref, payment, &place);
        break;
    case XP_NPT:
    case XP_NOPAY:
        check_payments(finding, ref, payment, &place);
        break;
    case XP_WMON:
        xp_ref_check_pairs(finding, ref, &place);
        break;
    case XP_CMON:
    case XP_BMON:
        xp_ref_check_cycles(finding, ref, &place);
        break;
    case XP_PROPERTY_COUNT:
        abort();
    }
    clear_place(&place);
}

void xp_ref_regret_ex_post(fmpq_t regret, const xp_ref_model_t ref, const fmpq *payment)
{
    fmpq_t gain;

    fmpq_init(gain);
    fmpq_zero(regret);
    for (slong i = 0; i < ref->n; i++)
        for (slong x = 0; x < ref->K; x++)
            for (slong r = 0; r < ref->types[i]; r++)
            {
                compare_reports(gain, ref, payment, i, x, r);
                fmpq_neg(gain, gain);
                if (fmpq_cmp(gain, regret) > 0)
                    fmpq_set(regret, gain);
            }
    fmpq_clear(gain);
}

void xp_ref_regret_interim(fmpq_t regret, const xp_ref_model_t ref, const fmpq *payment)
{
    fmpq_t gain;

    fmpq_init(gain);
    fmpq_zero(regret);
    for (slong i = 0; i < ref->n; i++)
        for (slong t = 0; t < ref->types[i]; t++)
            for (slong r = 0; r < ref->types[i]; r++)
            {
                if (fmpq_is_zero(xp_ref_marginal(ref, i, t)))
                    continue;
                compare_interim(gain, ref, payment, i, t, r);
                fmpq_neg(gain, gain);
                if (fmpq_cmp(gain, regret) > 0)
                    fmpq_set(regret, gain);
            }
    fmpq_clear(gain);
}
