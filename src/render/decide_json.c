/* The reports `decide` and `subsidy` as JSON. */
#include "render/decide_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>

#include "render/json_impl.h"

static json_t *list_properties(const xp_question_t *question)
{
    json_t *list = json_array();
    int i;

    for (i = 0; i < XP_PROPERTY_COUNT; i++)
        if (question->properties & XP_PROPERTY_BIT(i))
            json_array_append_new(list, json_string(xp_property_info((xp_property_t) i)->name));
    return list;
}

static void set_objective(json_t *object, const xp_question_t *question)
{
    const char *word = xp_objective_word(question->objective);
    xp_string_t text;

    if (word == NULL)
    {
        json_object_set_new(object, "objective", json_null());
        json_object_set_new(object, "direction", json_null());
        return;
    }
    xp_string_init(text);
    xp_string_add(text, word);
    if (question->objective == XP_OBJECTIVE_UTILITY && question->objective_agent >= 0)
        xp_string_printf(text, ":%s",
                         question->environment->agent[question->objective_agent].name);
    json_object_set_new(object, "objective", xp_json_text(text->text));
    json_object_set_new(object, "direction",
                        json_string(question->maximise ? "maximise" : "minimise"));
    xp_string_clear(text);
}

static json_t *describe_profile(const xp_environment_t environment, slong index)
{
    slong *profile = xp_malloc((size_t) environment->agent_count * sizeof(slong));
    json_t *list;

    xp_profiles_get(profile, environment->profiles, index);
    list = xp_json_profile(environment, profile);
    free(profile);
    return list;
}

static json_t *describe_row(const xp_row_key_t *key, const xp_environment_t environment)
{
    const xp_agent_struct *agent = key->agent < 0 ? NULL : environment->agent + key->agent;
    slong *profile = xp_malloc((size_t) environment->agent_count * sizeof(slong));
    json_t *object = json_object();

    json_object_set_new(object, "row", json_string(xp_row_kind_word(key->kind)));
    if (agent != NULL)
        json_object_set_new(object, "agent", xp_json_text(agent->name));
    if (key->type >= 0)
        json_object_set_new(object, "type", xp_json_text(agent->type_label[key->type]));
    if (key->report >= 0)
        json_object_set_new(object, "report", xp_json_text(agent->type_label[key->report]));
    if (key->others >= 0)
    {
        xp_profiles_get(profile, environment->profiles,
                        xp_profiles_line_start(environment->profiles, key->agent, key->others));
        json_object_set_new(object, "others", xp_json_others(environment, key->agent, profile));
    }
    if (key->profile >= 0)
        json_object_set_new(object, "profile", describe_profile(environment, key->profile));
    if (key->outcome >= 0)
        json_object_set_new(object, "outcome",
                            xp_json_text(environment->outcome_label[key->outcome]));
    free(profile);
    return object;
}

static json_t *describe_case(const xp_leaves_t leaves, const xp_environment_t environment)
{
    json_t *list = json_array();
    size_t d;

    for (d = 0; d < leaves->depth; d++)
    {
        json_t *step = json_object();

        json_object_set_new(step, "profile",
                            describe_profile(environment,
                                             leaves->proof->node[leaves->path[d]].profile));
        json_object_set_new(step, "outcome",
                            xp_json_text(environment->outcome_label[leaves->outcome[d]]));
        json_array_append_new(list, step);
    }
    return list;
}

static json_t *list_multipliers(const xp_report_t *report, const xp_decide_report_t *decide)
{
    const xp_environment_struct *environment = decide->question->environment;
    const xp_proof_struct *proof = decide->decision->proof;
    json_t *list = json_array();
    const xp_proof_node_t *leaf;
    xp_leaves_t leaves;
    size_t k;

    xp_leaves_init(leaves, proof, environment->outcome_count);
    while ((leaf = xp_leaves_next(leaves)) != NULL)
        for (k = 0; k < leaf->count; k++)
        {
            const xp_multiplier_struct *multiplier = proof->multiplier + leaf->first + k;
            json_t *object = describe_row(&multiplier->key, environment);

            xp_json_set_rational(object, "multiplier", multiplier->value, report->digits);
            if (leaves->depth > 0)
                json_object_set_new(object, "case", describe_case(leaves, environment));
            json_array_append_new(list, object);
        }
    xp_leaves_clear(leaves);
    return list;
}

static json_t *list_ray(const xp_report_t *report, const xp_decide_report_t *decide)
{
    const xp_environment_struct *environment = decide->question->environment;
    const slong n = environment->agent_count;
    const xp_table_struct *ray = decide->decision->ray;
    fmpq *direction = _fmpq_vec_init(n);
    json_t *list = json_array();
    slong index, i;

    /* where the profiles are not listed one direction is that at every profile */
    for (index = 0; index < ray->length / n; index++)
    {
        json_t *object;
        int zero = 1;

        for (i = 0; i < n; i++)
        {
            xp_table_get_fmpq(direction + i, ray, index * n + i);
            zero = zero && fmpq_is_zero(direction + i);
        }
        if (zero)
            continue;
        object = json_object();
        json_object_set_new(object, "profile",
                            xp_profiles_are_listed(environment->profiles)
                                ? describe_profile(environment, index) : json_null());
        xp_json_set_rationals(object, "direction", direction, n, report->digits);
        json_array_append_new(list, object);
    }
    _fmpq_vec_clear(direction, n);
    return list;
}

static void set_surplus(json_t *object, const xp_decision_struct *decision, long digits)
{
    fmpq_t subsidy;

    if (!decision->has_surplus)
    {
        json_object_set_new(object, "least_subsidy", json_null());
        json_object_set_new(object, "largest_surplus", json_null());
        return;
    }
    fmpq_init(subsidy);
    fmpq_neg(subsidy, decision->largest_surplus);
    xp_json_set_rational(object, "least_subsidy", subsidy, digits);
    xp_json_set_rational(object, "largest_surplus", decision->largest_surplus, digits);
    fmpq_clear(subsidy);
}

/* Of the largest welfare, where the first best is known. */
static void set_first_best(json_t *object, const xp_decision_struct *decision, long digits)
{
    fmpq_t loss;

    if (!decision->has_first_best)
        return;
    fmpq_init(loss);
    fmpq_sub(loss, decision->first_best, decision->value);
    xp_json_set_rational(object, "first_best", decision->first_best, digits);
    xp_json_set_rational(object, "efficiency_loss", loss, digits);
    fmpq_clear(loss);
}

static json_t *describe_mechanism(const xp_report_t *report, const xp_pay_struct *pay)
{
    json_t *object;

    if (pay == NULL)
        return json_null();
    object = json_object();
    xp_pay_set_json(object, report, pay);
    return object;
}

void xp_decide_set_json(json_t *object, const xp_report_t *report,
                        const xp_decide_report_t *decide, const xp_pay_struct *pay)
{
    static const char *const ties[] = {"first", "last", "lottery"};
    const xp_question_t *question = decide->question;
    const xp_decision_struct *decision = decide->decision;

    json_object_set_new(object, "agents", xp_json_agents(question->environment));
    json_object_set_new(object, "rule", json_string(xp_decide_rule(question)));
    json_object_set_new(object, "ties", question->rule != NULL && question->rule->efficient
                                            ? json_string(ties[question->rule->ties])
                                            : json_null());
    json_object_set_new(object, "deterministic", json_boolean(question->deterministic));
    json_object_set_new(object, "properties", list_properties(question));
    set_objective(object, question);
    if (decision->verdict == XP_OPTIMAL)
        xp_json_set_rational(object, "value", decision->value, report->digits);
    else
        json_object_set_new(object, "value", json_null());
    set_first_best(object, decision, report->digits);
    set_surplus(object, decision, report->digits);
    json_object_set_new(object, "mechanism", describe_mechanism(report, pay));
    if (decision->verdict == XP_UNBOUNDED)
        json_object_set_new(object, "ray", list_ray(report, decide));
    if (decision->violates_rule)
        json_object_set_new(object, "violated",
                            describe_row(&decision->violated, question->environment));
    if (decision->proof->node_count > 0)
        json_object_set_new(object, "multipliers", list_multipliers(report, decide));
    json_object_set_new(object, "method", decision->verdict == XP_UNKNOWN
                                                      || decision->violates_rule
                                              ? json_null()
                                              : json_string(xp_method_word(decision->method)));
    json_object_set_new(object, "certificate", decide->certificate == NULL
                                                   ? json_null()
                                                   : xp_json_text(decide->certificate));
}
