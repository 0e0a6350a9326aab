/* The report `show` as JSON when types are intervals. */
#include "render/show_interval.h"

#include "render/json_impl.h"
#include "render/real_impl.h"

json_t *xp_json_formula(const xp_continuous_t model, const xp_expression_struct *e, slong self)
{
    json_t *json = json_null();
    xp_string_t text;

    if (e != NULL)
    {
        xp_string_init(text);
        xp_interval_add_formula(text, model, e, self, 0);
        json = xp_json_text(text->text);
        xp_string_clear(text);
    }
    return json;
}

static json_t *write_own(const xp_expression_struct *e)
{
    json_t *json = json_null();
    xp_string_t text;

    if (e != NULL)
    {
        xp_string_init(text);
        xp_interval_add_own(text, e, 0);
        json = xp_json_text(text->text);
        xp_string_clear(text);
    }
    return json;
}

static json_t *describe_prior(const xp_distribution_t distribution)
{
    json_t *object = json_object(), *list = json_array();
    slong k;

    json_object_set_new(object, "name", xp_json_text(distribution->name));
    json_object_set_new(object, "cdf", distribution->polynomial
                                           ? xp_json_piecewise(distribution->cdf) : json_null());
    for (k = 0; k < distribution->piece_count; k++)
    {
        json_t *piece = json_object();

        json_object_set_new(piece, "from", xp_json_rational(distribution->knot + k));
        json_object_set_new(piece, "to", xp_json_rational(distribution->knot + k + 1));
        json_object_set_new(piece, "cdf", write_own(distribution->piece[k]));
        json_object_set_new(piece, "density",
                            write_own(distribution->density == NULL ? NULL
                                                                    : distribution->density[k]));
        json_array_append_new(list, piece);
    }
    json_object_set_new(object, "pieces", list);
    json_object_set_new(object, "doubt", xp_json_text_or_null(distribution->doubt));
    return object;
}

/* Whether no value to agent i reads another's type. */
static int is_private(const xp_continuous_t model, slong i)
{
    slong a, j;

    for (a = 0; a < xp_interval_columns(model); a++)
        for (j = 0; j < model->agent_count && model->agent[i].value[a] != NULL; j++)
            if (j != i && xp_expression_reads(model->agent[i].value[a], j))
                return 0;
    return 1;
}

/* {outcome: formula} of those that are not 0. */
static json_t *list_formulas(const xp_continuous_t model, const xp_expression_struct **e,
                             slong self)
{
    json_t *object = json_object(), *formula = NULL;
    const xp_expression_struct *written = NULL;
    slong a;

    for (a = 0; a < xp_interval_columns(model); a++)
        if (e[a] != NULL)
        {
            if (e[a] != written)
                formula = xp_json_formula(model, e[a], self);
            else
                json_incref(formula);
            written = e[a];
            json_object_set_new(object, xp_interval_label(model, a), formula);
        }
    return object;
}

static json_t *describe_agent(const xp_report_t *report, slong i)
{
    const xp_continuous_struct *model = report->model->continuous;
    const xp_interval_agent_struct *agent = model->agent + i;
    json_t *object = json_object();

    json_object_set_new(object, "name", xp_json_text(agent->name));
    json_object_set_new(object, "low", xp_json_rational(agent->low));
    json_object_set_new(object, "high", xp_json_rational(agent->high));
    json_object_set_new(object, "prior", agent->has_prior ? describe_prior(agent->distribution)
                                                          : json_null());
    if (agent->has_share)
        xp_json_set_real(object, "share", agent->share, report->digits);
    else
        json_object_set_new(object, "share", json_null());
    json_object_set_new(object, "private", json_boolean(is_private(model, i)));
    json_object_set_new(object, "values", list_formulas(model, agent->value, i));
    json_object_set_new(object, "outside", list_formulas(model, agent->outside, i));
    json_object_set_new(object, "payments", model->has_payments && agent->payment != NULL
                                                ? list_formulas(model, agent->payment, i)
                                                : json_null());
    json_object_set_new(object, "h", xp_json_formula(model, agent->groves_h, -1));
    return object;
}

static json_t *describe_decision(const xp_continuous_t model)
{
    json_t *object;

    if (model->decision == NULL)
        return json_null();
    object = json_object();
    json_object_set_new(object, "name", xp_json_text(model->decision));
    json_object_set_new(object, "low", model->has_bounds ? xp_json_rational(model->low)
                                                         : json_null());
    json_object_set_new(object, "high", model->has_bounds ? xp_json_rational(model->high)
                                                          : json_null());
    json_object_set_new(object, "rule", xp_json_formula(model, model->formula, -1));
    return object;
}

/* {outcome: [agents it needs]} for outcomes that need somebody. */
static json_t *list_requirements(const xp_continuous_t model)
{
    json_t *object = json_object();
    slong a, i;

    for (a = 0; a < model->outcome_count; a++)
    {
        json_t *list = json_array();

        for (i = 0; i < model->agent_count; i++)
            if (!model->agent[i].available[a])
                json_array_append_new(list, xp_json_text(model->agent[i].name));
        if (json_array_size(list) > 0)
            json_object_set_new(object, model->outcome_label[a], list);
        else
            json_decref(list);
    }
    return object;
}

static json_t *list_cases(const xp_continuous_t model)
{
    json_t *list;
    slong c;

    if (model->rule != XP_INTERVAL_CASES)
        return json_null();
    list = json_array();
    for (c = 0; c < model->case_count; c++)
    {
        json_t *row = json_object();

        json_object_set_new(row, "outcome", xp_json_text(model->outcome_label[model->choice[c]]));
        json_object_set_new(row, "when", xp_json_formula(model, model->condition[c], -1));
        json_array_append_new(list, row);
    }
    return list;
}

static json_t *describe_point(const xp_report_t *report, const xp_interval_point_struct *point)
{
    const xp_continuous_struct *model = report->model->continuous;
    json_t *object = json_object(), *list = json_array(), *profile = json_array();
    slong a, i;

    for (i = 0; i < point->agents; i++)
        json_array_append_new(profile, xp_json_rational(point->theta + i));
    json_object_set_new(object, "profile", profile);
    for (a = 0; a < point->columns; a++)
    {
        json_t *row = json_object();

        json_object_set_new(row, "outcome", xp_json_text(xp_interval_label(model, a)));
        xp_json_set_reals(row, "values", point->value + a * point->agents, point->agents,
                          report->digits);
        xp_json_set_real(row, "cost", point->cost + a, report->digits);
        xp_json_set_real(row, "welfare", point->welfare + a, report->digits);
        json_array_append_new(list, row);
    }
    json_object_set_new(object, "outcomes", list);
    json_object_set_new(object, "chosen", point->chosen < 0 || model->decision != NULL
                                              ? json_null()
                                              : xp_json_text(model->outcome_label[point->chosen]));
    if (model->decision != NULL)
        xp_json_set_real(object, "decision", point->decision, report->digits);
    if (point->chosen >= 0)
        xp_json_set_reals(object, "outside", point->outside, point->agents, report->digits);
    if (point->chosen >= 0 && point->has_payment)
        xp_json_set_reals(object, "payments", point->payment, point->agents, report->digits);
    return object;
}

void xp_interval_add_json(xp_string_t out, const xp_report_t *report,
                          const xp_interval_point_struct *point)
{
    const xp_continuous_struct *model = report->model->continuous;
    json_t *object = xp_json_begin_intervals(report, 0), *agents = json_array();
    json_t *outcomes = json_array();
    slong i, a;

    for (i = 0; i < model->agent_count; i++)
        json_array_append_new(agents, describe_agent(report, i));
    for (a = 0; a < model->outcome_count; a++)
        json_array_append_new(outcomes, xp_json_text(model->outcome_label[a]));
    json_object_set_new(object, "agents", agents);
    json_object_set_new(object, "outcomes", outcomes);
    json_object_set_new(object, "decision", describe_decision(model));
    json_object_set_new(object, "costs", list_formulas(model, model->cost, -1));
    json_object_set_new(object, "requires", list_requirements(model));
    json_object_set_new(object, "private",
                        json_boolean(xp_continuous_has_private_values(model)));
    json_object_set_new(object, "prior", json_string(xp_continuous_has_priors(model)
                                                         ? "independent" : "none"));
    json_object_set_new(object, "rule", json_string(model->rule == XP_INTERVAL_EFFICIENT
                                                        ? "efficient" : "model"));
    json_object_set_new(object, "cases", list_cases(model));
    json_object_set_new(object, "payments",
                        model->mechanism != NULL ? xp_json_text(model->mechanism)
                        : model->has_payments    ? json_string("model")
                                                 : json_null());
    if (point != NULL)
        json_object_set_new(object, "at", describe_point(report, point));
    xp_json_finish(out, report, object);
}
