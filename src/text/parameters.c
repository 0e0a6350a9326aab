/* The parameters of a model, for reports. */
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>
#include <expost/text/write.h>

#include "text/source.h"

void xp_model_parameters(xp_parameter_t **parameters, size_t *count, const xp_model_t model)
{
    const xp_source_struct *source = xp_model_source(model);
    size_t lets = (size_t) source->let_count;
    xp_parameter_t *list = xp_calloc(lets + 1, sizeof(xp_parameter_t));

    for (size_t l = 0; l < lets; l++)
    {
        xp_string_t text;

        xp_string_init(text);
        xp_rat_add_text(text, source->let[l].value);
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
