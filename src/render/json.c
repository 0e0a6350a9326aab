/* JSON objects of results: every number a string, names by label. */
#include "render/json_impl.h"

#include <assert.h>
#include <string.h>

#include <expost/num/rat.h>
#include <expost/render/number.h>
#include <expost/render/width.h>
#include <expost/text/write.h>

#include "render/words_impl.h"

json_t *xp_json_text(const char *text)
{
    json_t *value = json_string(text);
    size_t length = strlen(text), i = 0;
    xp_string_t clean;

    if (value != NULL)
        return value;
    xp_string_init(clean);
    while (i < length)
    {
        unsigned long character;
        size_t bytes = xp_width_decode(&character, text + i, length - i);

        if (character == 0xFFFD)
            xp_string_add(clean, "\xEF\xBF\xBD");
        else
            xp_string_add_bytes(clean, text + i, bytes);
        i += bytes;
    }
    value = json_stringn(clean->text, clean->length);
    xp_string_clear(clean);
    return value;
}

json_t *xp_json_text_or_null(const char *text)
{
    return text == NULL ? json_null() : xp_json_text(text);
}

json_t *xp_json_rational(const fmpq_t value)
{
    xp_string_t text;
    json_t *result;

    xp_string_init(text);
    xp_rat_add_text(text, value);
    result = json_string(text->text);
    xp_string_clear(text);
    return result;
}

json_t *xp_json_count(const fmpz_t value)
{
    char *text = fmpz_get_str(NULL, 10, value);
    json_t *result = json_string(text);

    flint_free(text);
    return result;
}

json_t *xp_json_size(size_t value)
{
    return json_sprintf("%zu", value);
}

static json_t *make_decimal(const fmpq_t value, long digits)
{
    xp_string_t text;
    json_t *result = json_object();
    int exact;

    xp_string_init(text);
    exact = xp_number_add_decimal(text, value, digits);
    json_object_set_new(result, "value", json_string(text->text));
    json_object_set_new(result, "rounded", json_boolean(!exact));
    xp_string_clear(text);
    return result;
}

void xp_json_set_decimal(json_t *object, const char *key, json_t *decimal)
{
    xp_string_t name;

    xp_string_init(name);
    xp_string_printf(name, "%s_decimal", key);
    json_object_set_new(object, name->text, decimal);
    xp_string_clear(name);
}

void xp_json_set_rational(json_t *object, const char *key, const fmpq_t value, long digits)
{
    json_object_set_new(object, key, xp_json_rational(value));
    if (digits >= 0)
        xp_json_set_decimal(object, key, make_decimal(value, digits));
}

void xp_json_set_rationals(json_t *object, const char *key, const fmpq *value, slong count,
                           long digits)
{
    json_t *list = json_array(), *decimals = digits >= 0 ? json_array() : NULL;
    slong i;

    for (i = 0; i < count; i++)
    {
        json_array_append_new(list, xp_json_rational(value + i));
        if (digits >= 0)
            json_array_append_new(decimals, make_decimal(value + i, digits));
    }
    json_object_set_new(object, key, list);
    if (digits >= 0)
        xp_json_set_decimal(object, key, decimals);
}

static json_t *list_types(const xp_environment_t environment, slong without,
                          const slong *profile)
{
    json_t *list = json_array();
    slong i;

    for (i = 0; i < environment->agent_count; i++)
        if (i != without)
            json_array_append_new(list,
                                  xp_json_text(environment->agent[i].type_label[profile[i]]));
    return list;
}

json_t *xp_json_profile(const xp_environment_t environment, const slong *profile)
{
    return list_types(environment, -1, profile);
}

json_t *xp_json_others(const xp_environment_t environment, slong agent, const slong *profile)
{
    return list_types(environment, agent, profile);
}

json_t *xp_json_agents(const xp_environment_t environment)
{
    json_t *list = json_array();
    slong i;

    for (i = 0; i < environment->agent_count; i++)
        json_array_append_new(list, xp_json_text(environment->agent[i].name));
    return list;
}

json_t *xp_json_outcomes(const xp_environment_t environment)
{
    json_t *list = json_array();
    slong a;

    for (a = 0; a < environment->outcome_count; a++)
        json_array_append_new(list, xp_json_text(environment->outcome_label[a]));
    return list;
}

json_t *xp_json_weights(const xp_environment_t environment, const fmpq *weight)
{
    json_t *lottery, *object;
    slong a;

    for (a = 0; a < environment->outcome_count; a++)
        if (fmpq_is_one(weight + a))
            return xp_json_text(environment->outcome_label[a]);
    lottery = json_object();
    for (a = 0; a < environment->outcome_count; a++)
        if (!fmpq_is_zero(weight + a))
            json_object_set_new(lottery, environment->outcome_label[a],
                                xp_json_rational(weight + a));
    object = json_object();
    json_object_set_new(object, "lottery", lottery);
    return object;
}

json_t *xp_json_choice(const xp_environment_t environment, const xp_rule_t rule, slong choice)
{
    fmpq *weight;
    json_t *result;

    if (choice < environment->outcome_count)
        return xp_json_text(environment->outcome_label[choice]);
    weight = _fmpq_vec_init(environment->outcome_count);
    xp_words_weights(weight, rule, choice);
    result = xp_json_weights(environment, weight);
    _fmpq_vec_clear(weight, environment->outcome_count);
    return result;
}

json_t *xp_json_texts(const char *const *text, size_t count)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; i < count; i++)
        json_array_append_new(list, xp_json_text(text[i]));
    return list;
}

static json_t *describe_model(const xp_report_t *report)
{
    const xp_environment_struct *environment = report->model->environment;
    json_t *object = json_object();
    xp_string_t hash;

    json_object_set_new(object, "path", xp_json_text(report->path));
    json_object_set_new(object, "title",
                        environment->title == NULL ? json_null()
                                                   : xp_json_text(environment->title));
    json_object_set_new(object, "source",
                        environment->source == NULL ? json_null()
                                                    : xp_json_text(environment->source));
    xp_string_init(hash);
    xp_report_add_sha256(hash, report->model);
    json_object_set_new(object, "sha256", json_string(hash->text));
    xp_string_clear(hash);
    return object;
}

static json_t *list_parameters(const xp_report_t *report)
{
    json_t *object = json_object();
    xp_parameter_t *parameter;
    size_t count, i;

    xp_model_parameters(&parameter, &count, report->model);
    for (i = 0; i < count; i++)
        json_object_set_new(object, parameter[i].name, xp_json_text(parameter[i].value));
    xp_parameters_free(parameter, count);
    return object;
}

/* An option given once is a text, or true; one given again is a list of texts. */
static json_t *list_options(const xp_report_t *report)
{
    json_t *object = json_object();
    size_t i;

    for (i = 0; i < report->option_count; i++)
    {
        const xp_report_option_t *option = report->option + i;
        json_t *before = json_object_get(object, option->name);

        if (option->value == NULL)
            json_object_set_new(object, option->name, json_true());
        else if (before == NULL)
            json_object_set_new(object, option->name, xp_json_text(option->value));
        else if (json_is_array(before))
            json_array_append_new(before, xp_json_text(option->value));
        else
        {
            json_t *list = json_array();

            json_array_append(list, before);
            json_array_append_new(list, xp_json_text(option->value));
            json_object_set_new(object, option->name, list);
        }
    }
    return object;
}

json_t *xp_json_begin(const xp_report_t *report, int exit_status)
{
    json_t *object = json_object();

    json_object_set_new(object, "schema", json_string("expost/1"));
    json_object_set_new(object, "version", json_string(xp_report_version()));
    json_object_set_new(object, "command", json_string(report->command));
    json_object_set_new(object, "model",
                        report->model == NULL ? json_null() : describe_model(report));
    json_object_set_new(object, "parameters",
                        report->model == NULL ? json_object() : list_parameters(report));
    json_object_set_new(object, "options", list_options(report));
    json_object_set_new(object, "exit", json_sprintf("%d", exit_status));
    return object;
}

static int add_bytes(const char *bytes, size_t length, void *data)
{
    xp_string_add_bytes(data, bytes, length);
    return 0;
}

void xp_json_finish(xp_string_t out, const xp_report_t *report, json_t *object)
{
    int failed;

    if (report->stats_count > 0)
        json_object_set_new(object, "stats", xp_json_texts(report->stats, report->stats_count));
    failed = json_dump_callback(object, add_bytes, out, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
    assert(!failed);
    (void) failed;
    xp_string_add_char(out, '\n');
    json_decref(object);
}

/* Within a text a line end and a quotation mark are escaped: the key is found where it is one. */
void xp_json_finish_around(xp_string_t before, xp_string_t after, const xp_report_t *report,
                           json_t *object, const char *key, size_t depth)
{
    xp_string_t all, line;
    const char *place;

    xp_string_init(all);
    xp_string_init(line);
    xp_json_finish(all, report, object);
    xp_string_printf(line, "\n%*s\"%s\": null", (int) depth, "", key);
    place = strstr(all->text, line->text);
    assert(place != NULL);
    place += line->length - strlen("null");
    xp_string_add_bytes(before, all->text, (size_t) (place - all->text));
    xp_string_add(after, place + strlen("null"));
    xp_string_clear(line);
    xp_string_clear(all);
}

void xp_json_add_value(xp_string_t out, json_t *value, size_t depth)
{
    xp_string_t text;
    size_t i;
    int failed;

    xp_string_init(text);
    failed = json_dump_callback(value, add_bytes, text,
                                JSON_INDENT(1) | JSON_PRESERVE_ORDER | JSON_ENCODE_ANY);
    assert(!failed);
    (void) failed;
    for (i = 0; i < text->length; i++)
    {
        xp_string_add_char(out, text->text[i]);
        if (text->text[i] == '\n')
            xp_string_printf(out, "%*s", (int) depth, "");
    }
    xp_string_clear(text);
    json_decref(value);
}
