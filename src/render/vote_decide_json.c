/* The report `vote decide` as JSON. */
#include "render/vote_decide_impl.h"

#include <expost/render/vote_check.h>

#include "render/json_impl.h"

static json_t *list_properties(unsigned properties)
{
    json_t *list = json_array();

    for (int p = 0; p < XP_VOTE_PROPERTY_COUNT; p++)
        if (properties >> p & 1)
            json_array_append_new(
                list, json_string(xp_vote_property_info((xp_vote_property_t) p)->word));
    return list;
}

static json_t *describe_domain(const xp_domain_t domain)
{
    static const char *const word[] = {"full", "single-peaked", "listed"};
    json_t *object = json_object();

    json_object_set_new(object, "kind", json_string(word[domain->kind]));
    json_object_set_new(object, "orders", xp_json_size((size_t) domain->order_count));
    return object;
}

static json_t *list_table(const xp_choice_t choice)
{
    json_t *list = json_array();
    xp_string_t text;

    xp_string_init(text);
    for (slong r = 0; r < choice->profile_count; r++)
    {
        json_t *row = json_object(), *profile = json_array();

        for (slong i = 0; i < choice->voter_count; i++)
        {
            xp_string_reset(text);
            xp_vote_order_add(text, choice->domain, xp_choice_order(choice, r, i), ">", "~");
            json_array_append_new(profile, xp_json_text(text->text));
        }
        json_object_set_new(row, "profile", profile);
        json_object_set_new(row, "alternative",
                            xp_json_text(choice->domain->label[choice->choice[r]]));
        json_array_append_new(list, row);
    }
    xp_string_clear(text);
    return list;
}

void xp_vote_decide_add_json(xp_string_t out, const xp_report_t *report,
                             const xp_vote_decide_report_t *decide)
{
    const xp_vote_decision_struct *decision = decide->decision;
    const char *verdict = decision->verdict == XP_POSSIBLE     ? "possible"
                          : decision->verdict == XP_IMPOSSIBLE ? "impossible"
                                                               : "unknown";
    json_t *object = xp_json_begin(report, decide->exit_status), *alternatives = json_array();

    for (slong a = 0; a < decide->domain->alternative_count; a++)
        json_array_append_new(alternatives, xp_json_text(decide->domain->label[a]));
    json_object_set_new(object, "question", json_string("decide"));
    json_object_set_new(object, "verdict", json_string(verdict));
    json_object_set_new(object, "reason", xp_json_text_or_null(decision->reason));
    json_object_set_new(object, "voters", xp_json_size((size_t) decide->voters));
    json_object_set_new(object, "alternatives", alternatives);
    json_object_set_new(object, "domain", describe_domain(decide->domain));
    json_object_set_new(object, "properties", list_properties(decision->properties));
    json_object_set_new(object, "table",
                        decision->verdict == XP_POSSIBLE ? list_table(decision->choice)
                                                         : json_null());
    json_object_set_new(object, "variables", xp_json_size(decision->variables));
    json_object_set_new(object, "clauses", xp_json_size(decision->clauses));
    json_object_set_new(object, "lemmas",
                        decision->verdict == XP_IMPOSSIBLE
                            ? xp_json_size(decision->refutation->lemmas)
                            : json_null());
    json_object_set_new(object, "count",
                        decide->count == NULL ? json_null() : xp_json_count(decide->count));
    json_object_set_new(object, "count_reason", xp_json_text_or_null(decide->count_reason));
    json_object_set_new(object, "certificate", xp_json_text_or_null(decide->certificate));
    xp_json_finish(out, report, object);
}
