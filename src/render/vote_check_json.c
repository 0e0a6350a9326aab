/* The report `vote check` of a function as JSON. */
#include "render/vote_check_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>

#include "render/json_impl.h"

json_t *xp_vote_json_order(const int *level, slong alternatives, char *const *label)
{
    json_t *list = json_array();
    slong placed = 0, a;
    int on;

    for (on = 0; placed < alternatives; on++)
    {
        json_t *tier = json_array();

        for (a = 0; a < alternatives; a++)
            if (level[a] == on)
            {
                json_array_append_new(tier, xp_json_text(label[a]));
                placed++;
            }
        json_array_append_new(list, tier);
    }
    return list;
}

static json_t *describe_order(const xp_domain_t domain, slong order)
{
    return order < 0 ? json_null()
                     : xp_vote_json_order(domain->level + order * domain->alternative_count,
                                          domain->alternative_count, domain->label);
}

static json_t *describe_label(const xp_domain_t domain, slong alternative)
{
    return alternative < 0 ? json_null() : xp_json_text(domain->label[alternative]);
}

/* Voters count from 1, as in words. */
static json_t *describe_voter(slong voter)
{
    return voter < 0 ? json_null() : xp_json_size((size_t) voter + 1);
}

static json_t *describe_place(const xp_vote_check_report_t *check,
                              const xp_vote_place_struct *place)
{
    const xp_domain_struct *domain = check->domain;
    json_t *object = json_object(), *profile = json_array(), *names = json_array();
    slong *order = xp_malloc((size_t) check->voters * sizeof(slong));
    slong i;

    if (place->position >= 0)
    {
        xp_vote_place_orders(order, check->function, place);
        for (i = 0; i < check->voters; i++)
            json_array_append_new(profile, describe_order(domain, order[i]));
    }
    for (i = 0; place->alternative >= 0 && i < 2; i++)
        json_array_append_new(names, describe_label(domain, place->alternative + i));
    json_object_set_new(object, "profile", profile);
    json_object_set_new(object, "voter", describe_voter(place->voter));
    json_object_set_new(object, "report", describe_order(domain, place->report));
    json_object_set_new(object, "renamed", names);
    json_object_set_new(object, "chosen", describe_label(domain, place->chosen));
    json_object_set_new(object, "instead", describe_label(domain, place->instead));
    free(order);
    return object;
}

static json_t *list_losses(const xp_vote_check_report_t *check,
                           const xp_vote_finding_struct *finding)
{
    json_t *list = json_array();
    slong i;

    for (i = 0; i < finding->loss_count; i++)
        json_array_append_new(list, finding->loss[i].position < 0
                                        ? json_null()
                                        : describe_place(check, finding->loss + i));
    return list;
}

static json_t *list_places(const xp_vote_check_report_t *check,
                           const xp_vote_finding_struct *finding)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; i < finding->all_count; i++)
        json_array_append_new(list, describe_place(check, finding->all + i));
    return list;
}

static json_t *describe_row(const xp_report_t *report, const xp_vote_check_report_t *check,
                            const xp_vote_row_t *row)
{
    const xp_vote_finding_struct *finding = row->finding;
    json_t *object = json_object();
    fmpq_t share;

    json_object_set_new(object, "name",
                        json_string(xp_vote_property_info(row->property)->word));
    json_object_set_new(object, "verdict", json_string(xp_vote_verdict(row)));
    json_object_set_new(object, "reason", xp_json_text_or_null(row->reason));
    json_object_set_new(object, "checked",
                        finding == NULL ? json_string("0") : xp_json_count(finding->checked));
    json_object_set_new(object, "violations",
                        finding == NULL ? json_string("0") : xp_json_count(finding->violations));
    json_object_set_new(object, "witness",
                        finding == NULL || finding->answer != XP_FAILS
                            ? json_null()
                            : describe_place(check, &finding->witness));
    if (finding == NULL)
        return object;
    if (row->property == XP_VOTE_STRATEGYPROOF)
    {
        fmpq_init(share);
        xp_vote_share(share, check, finding);
        json_object_set_new(object, "manipulable_profiles", xp_json_count(finding->profiles));
        xp_json_set_rational(object, "index", share, report->digits);
        fmpq_clear(share);
    }
    if (finding->loss_count > 0)
    {
        json_object_set_new(object, "dictator", describe_voter(finding->dictator));
        json_object_set_new(object, "losses", list_losses(check, finding));
    }
    if (check->all)
        json_object_set_new(object, "all", list_places(check, finding));
    return object;
}

static json_t *list_left_out(const xp_vote_check_report_t *check)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; i < check->left_count; i++)
    {
        const xp_vote_row_t *row = check->left_out + i;
        json_t *object = json_object();

        json_object_set_new(object, "name",
                            json_string(xp_vote_property_info(row->property)->word));
        json_object_set_new(object, "reason", xp_json_text(row->reason));
        json_array_append_new(list, object);
    }
    return list;
}

void xp_vote_check_add_json(xp_string_t out, const xp_report_t *report,
                            const xp_vote_check_report_t *check)
{
    static const char *const kind[] = {"full", "single-peaked", "listed"};
    const xp_domain_struct *domain = check->domain;
    const int symmetric = check->function != NULL
                          && xp_vote_function_is_symmetric(check->function);
    json_t *object = xp_json_begin(report, check->exit_status), *list = json_array();
    json_t *alternatives = json_array();
    fmpz_t profiles;
    slong a;
    size_t i;

    fmpz_init_set_si(profiles, domain->order_count);
    fmpz_pow_ui(profiles, profiles, (ulong) check->voters);
    for (a = 0; a < domain->alternative_count; a++)
        json_array_append_new(alternatives, xp_json_text(domain->label[a]));
    for (i = 0; i < check->row_count; i++)
        json_array_append_new(list, describe_row(report, check, check->row + i));
    json_object_set_new(object, "question", json_string("check"));
    json_object_set_new(object, "rule", xp_json_text_or_null(check->rule));
    json_object_set_new(object, "table",
                        check->rule == NULL ? xp_json_text(report->path) : json_null());
    json_object_set_new(object, "voters", xp_json_size((size_t) check->voters));
    json_object_set_new(object, "alternatives", alternatives);
    json_object_set_new(object, "domain", json_string(kind[domain->kind]));
    json_object_set_new(object, "orders", xp_json_size((size_t) domain->order_count));
    json_object_set_new(object, "profiles", xp_json_count(profiles));
    json_object_set_new(object, "multisets",
                        symmetric ? xp_json_size((size_t) check->function->count) : json_null());
    json_object_set_new(object, "properties", list);
    json_object_set_new(object, "left_out", list_left_out(check));
    fmpz_clear(profiles);
    xp_json_finish(out, report, object);
}
