/* The parameters of a model, for reports. */
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>
#include <expost/text/write.h>

#include "text/source.h"

/* The value in lowest terms; an irrational one by radicals, or as it is written. */
static void add_value(xp_string_t text, const xp_let_t *let)
{
    xp_error_t error;
    xp_real_t real;

    if (let->state != XP_LET_IRRATIONAL)
    {
        xp_rat_add_text(text, let->value);
        return;
    }
    xp_error_init(error);
    xp_real_init(real);
    if (xp_expression_evaluate_real(real, let->expression, error) == XP_OK)
    {
        xp_real_add_text(text, real, -1);
    }
    else
    {
        xp_expression_add_text(text, let->expression, NULL, NULL, 0);
    }
    xp_real_clear(real);
    xp_error_clear(error);
}

void xp_model_parameters(xp_parameter_t **parameters, size_t *count, const xp_model_t model)
{
    const xp_source_struct *source = xp_model_source(model);
    size_t lets = (size_t) source->let_count;
    xp_parameter_t *list = xp_calloc(lets + 1, sizeof(xp_parameter_t));

    for (size_t l = 0; l < lets; l++)
    {
        xp_string_t text;

        xp_string_init(text);
        add_value(text, &source->let[l]);
        list[l].name = source->let[l].name;
        list[l].value = xp_string_take(text);
    }
    *parameters = list;
    *count = lets;
}

void xp_parameters_free(xp_parameter_t *parameters, size_t count)
{
    for (size_t p = 0; p < count; p++)
    {
        free(parameters[p].value);
    }
    free(parameters);
}
