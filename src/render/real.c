/* Numbers that need not be rational, and functions of types, in reports. */
#include "render/real_impl.h"

#include <expost/num/rat.h>

#include "render/json_impl.h"

/* Bits of the bounds that stand for an enclosure. */
#define BOUND_BITS 256

static json_t *list_interval(const fmpq_t low, const fmpq_t high)
{
    json_t *list = json_array();

    json_array_append_new(list, xp_json_rational(low));
    json_array_append_new(list, xp_json_rational(high));
    return list;
}

static json_t *describe_algebraic(const xp_real_t value)
{
    json_t *object = json_object(), *list = json_array();
    fmpz_poly_t polynomial;
    fmpq_t low, high;
    xp_string_t text;
    slong k;

    fmpz_poly_init(polynomial);
    fmpq_init(low);
    fmpq_init(high);
    xp_string_init(text);
    xp_real_minimal_polynomial(polynomial, low, high, value);
    for (k = 0; k < fmpz_poly_length(polynomial); k++)
        json_array_append_new(list, xp_json_count(fmpz_poly_get_coeff_ptr(polynomial, k)));
    json_object_set_new(object, "poly", list);
    json_object_set_new(object, "interval", list_interval(low, high));
    xp_real_add_text(text, value, -1);
    json_object_set_new(object, "text", json_string(text->text));
    xp_string_clear(text);
    fmpq_clear(low);
    fmpq_clear(high);
    fmpz_poly_clear(polynomial);
    return object;
}

json_t *xp_json_real(const xp_real_t value)
{
    json_t *object;
    fmpq_t low, high;

    if (value->kind == XP_REAL_RATIONAL)
        return xp_json_rational(value->rational);
    if (value->kind == XP_REAL_ALGEBRAIC)
        return describe_algebraic(value);
    fmpq_init(low);
    fmpq_init(high);
    object = json_null();
    if (xp_real_bounds(low, high, value, BOUND_BITS))
    {
        object = json_object();
        json_object_set_new(object, "lo", xp_json_rational(low));
        json_object_set_new(object, "hi", xp_json_rational(high));
    }
    fmpq_clear(low);
    fmpq_clear(high);
    return object;
}

/* Null where the enclosure does not decide the digits. */
static json_t *describe_decimal(const xp_real_t value, long digits)
{
    json_t *object = json_null();
    xp_string_t text;
    int known;

    xp_string_init(text);
    known = xp_real_add_decimal(text, value, digits);
    if (known >= 0)
    {
        object = json_object();
        json_object_set_new(object, "value", json_string(text->text));
        json_object_set_new(object, "rounded", json_boolean(known == 0));
    }
    xp_string_clear(text);
    return object;
}

void xp_json_set_real(json_t *object, const char *key, const xp_real_t value, long digits)
{
    json_object_set_new(object, key, xp_json_real(value));
    if (digits >= 0)
        xp_json_set_decimal(object, key, describe_decimal(value, digits));
}

void xp_json_set_reals(json_t *object, const char *key, const xp_real_struct *value, slong count,
                       long digits)
{
    json_t *list = json_array(), *decimals = digits >= 0 ? json_array() : NULL;
    slong i;

    for (i = 0; i < count; i++)
    {
        json_array_append_new(list, xp_json_real(value + i));
        if (digits >= 0)
            json_array_append_new(decimals, describe_decimal(value + i, digits));
    }
    json_object_set_new(object, key, list);
    if (digits >= 0)
        xp_json_set_decimal(object, key, decimals);
}

json_t *xp_json_poly(const fmpq_poly_t f)
{
    json_t *list = json_array();
    fmpq_t coefficient;
    slong k;

    fmpq_init(coefficient);
    for (k = 0; k < fmpq_poly_length(f); k++)
    {
        fmpq_poly_get_coeff_fmpq(coefficient, f, k);
        json_array_append_new(list, xp_json_rational(coefficient));
    }
    fmpq_clear(coefficient);
    return list;
}

json_t *xp_json_piecewise(const xp_piecewise_t f)
{
    json_t *list = json_array();
    slong k;

    for (k = 0; k < f->count; k++)
    {
        json_t *piece = json_object();

        json_object_set_new(piece, "from", xp_json_rational(f->knot + k));
        json_object_set_new(piece, "to", xp_json_rational(f->knot + k + 1));
        json_object_set_new(piece, "poly", xp_json_poly(f->piece + k));
        json_array_append_new(list, piece);
    }
    return list;
}

static json_t *list_agents(const xp_continuous_t model)
{
    json_t *list = json_array();
    slong i;

    for (i = 0; i < model->agent_count; i++)
        json_array_append_new(list, xp_json_text(model->agent[i].name));
    return list;
}

json_t *xp_json_begin_intervals(const xp_report_t *report, int exit_status)
{
    json_t *object = xp_json_begin(report, exit_status);

    json_object_set_new(object, "types", json_string("intervals"));
    json_object_set_new(object, "agents", list_agents(report->model->continuous));
    return object;
}

void xp_sheet_add_functions(xp_sheet_t sheet, const char *caption)
{
    static const char *const heading[] = {"Function", "From", "To", "Formula"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_RIGHT, XP_ALIGN_RIGHT,
                                       XP_ALIGN_LEFT};

    xp_sheet_add_table(sheet, caption, 4, heading, align);
}

void xp_sheet_add_function(xp_sheet_t sheet, const char *name, const xp_piecewise_t f,
                           const char *variable)
{
    xp_string_t text, latex;
    slong k;

    xp_string_init(text);
    xp_string_init(latex);
    for (k = 0; k < f->count; k++)
    {
        xp_string_reset(text);
        xp_string_reset(latex);
        xp_poly_add_text(text, f->piece + k, variable, 0);
        xp_poly_add_text(latex, f->piece + k, variable, 1);
        xp_sheet_add_cell(sheet, name);
        xp_sheet_add_rational(sheet, f->knot + k, -1);
        xp_sheet_add_rational(sheet, f->knot + k + 1, -1);
        xp_sheet_add_formula(sheet, text->text, latex->text);
    }
    xp_string_clear(text);
    xp_string_clear(latex);
}
