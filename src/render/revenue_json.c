/* The report `auction` as JSON. */
#include "render/revenue_impl.h"

#include "render/json_impl.h"

static json_t *list_types(const xp_report_t *report, const xp_revenue_t revenue)
{
    json_t *list = json_array();

    for (slong i = 0; i < revenue->units->agent_count; i++)
    {
        const xp_agent_struct *agent = revenue->environment->agent + i;

        for (slong t = 0; t < agent->type_count && xp_units_can_win(revenue->units, i); t++)
        {
            const slong at = revenue->units->offset[i] + t;
            json_t *object = json_object();

            json_object_set_new(object, "agent", xp_json_text(agent->name));
            json_object_set_new(object, "type", xp_json_text(agent->type_label[t]));
            xp_json_set_rational(object, "probability", revenue->probability + at,
                                 report->digits);
            xp_json_set_rational(object, "value", revenue->units->value + at, report->digits);
            if (revenue->independent && !fmpq_is_zero(revenue->probability + at))
            {
                xp_json_set_rational(object, "virtual_value", revenue->bidders->own[i].plain + t,
                                     report->digits);
                xp_json_set_rational(object, "ironed", revenue->bidders->own[i].ironed + t,
                                     report->digits);
            }
            json_array_append_new(list, object);
        }
    }
    return list;
}

static json_t *describe_fall(const xp_report_t *report, const xp_revenue_t revenue,
                             const xp_score_struct *score)
{
    const xp_agent_struct *agent = revenue->environment->agent + score->agent;
    json_t *object;

    if (score->truthful)
        return json_null();
    object = json_object();
    json_object_set_new(object, "agent", xp_json_text(agent->name));
    json_object_set_new(object, "low", xp_json_text(agent->type_label[score->low]));
    json_object_set_new(object, "high", xp_json_text(agent->type_label[score->high]));
    xp_json_set_rational(object, "low_chance", score->low_chance, report->digits);
    xp_json_set_rational(object, "high_chance", score->high_chance, report->digits);
    return object;
}

static json_t *list_scores(const xp_report_t *report, const xp_revenue_t revenue)
{
    json_t *list = json_array();

    for (int k = 0; k < XP_SCORE_COUNT && revenue->has_scores; k++)
    {
        const xp_score_struct *score = revenue->score + k;
        json_t *object = json_object();

        json_object_set_new(object, "score", json_string(xp_score_word((xp_score_kind_t) k)));
        xp_json_set_rational(object, "worth", score->worth, report->digits);
        json_object_set_new(object, "truthful", json_boolean(score->truthful));
        json_object_set_new(object, "witness", describe_fall(report, revenue, score));
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *list_offers(const xp_revenue_t revenue)
{
    json_t *list = json_array();
    const slong units = revenue->units->unit_count;

    for (slong i = 0; i < revenue->units->agent_count; i++)
        for (slong u = units; u >= 1 && xp_units_can_win(revenue->units, i); u--)
        {
            const slong type = revenue->offer[i * units + u - 1];
            json_t *object = json_object();
            fmpz_t left;

            fmpz_init_set_si(left, u);
            json_object_set_new(object, "agent",
                                xp_json_text(revenue->environment->agent[i].name));
            json_object_set_new(object, "units_left", xp_json_count(left));
            json_object_set_new(object, "price",
                                type < 0 ? json_null()
                                         : xp_json_rational(revenue->units->value
                                                            + revenue->units->offset[i] + type));
            json_array_append_new(list, object);
            fmpz_clear(left);
        }
    return list;
}

static json_t *list_amounts(const xp_report_t *report, const xp_revenue_t revenue,
                            const char *stop)
{
    json_t *list = json_array();

    for (int k = 0; k < XP_AMOUNT_COUNT; k++)
    {
        const xp_amount_struct *amount = revenue->amount + k;
        const int known = amount->state == XP_AMOUNT_KNOWN;
        json_t *object = json_object();

        json_object_set_new(object, "of", json_string(xp_amount_word((xp_amount_kind_t) k)));
        json_object_set_new(object, "state",
                            json_string(known ? "known"
                                        : amount->state == XP_AMOUNT_OPEN ? "unknown" : "none"));
        if (known)
            xp_json_set_rational(object, "value", amount->value, report->digits);
        else
            json_object_set_new(object, "reason", xp_json_text(xp_amount_reason(amount, stop)));
        if (known && k == XP_AMOUNT_RESERVE)
            xp_json_set_rational(object, "price", revenue->reserve, report->digits);
        if (known && k == XP_AMOUNT_ONE_PRICE)
            xp_json_set_rational(object, "price", revenue->price, report->digits);
        if (known && k == XP_AMOUNT_PRICES)
            json_object_set_new(object, "prices", list_offers(revenue));
        json_array_append_new(list, object);
    }
    return list;
}

void xp_revenue_add_json(xp_string_t out, const xp_report_t *report, const xp_revenue_t revenue,
                         const char *stop, int exit_status)
{
    json_t *object = xp_json_begin(report, exit_status);
    fmpz_t units;

    fmpz_init_set_si(units, revenue->units->unit_count);
    json_object_set_new(object, "agents", xp_json_agents(revenue->environment));
    json_object_set_new(object, "units", xp_json_count(units));
    json_object_set_new(object, "independent", json_boolean(revenue->independent));
    json_object_set_new(object, "regular",
                        revenue->independent ? json_boolean(revenue->bidders->regular)
                                             : json_null());
    json_object_set_new(object, "virtual_values", list_types(report, revenue));
    json_object_set_new(object, "scores", list_scores(report, revenue));
    json_object_set_new(object, "revenues", list_amounts(report, revenue, stop));
    json_object_set_new(object, "beliefs", xp_revenue_list_beliefs(revenue));
    xp_json_finish(out, report, object);
    fmpz_clear(units);
}
