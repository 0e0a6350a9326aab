/* What a model file states: an environment, perhaps a rule, perhaps payments to test. */
#include <expost/model/model.h>

#include <stdlib.h>
#include <string.h>

void xp_model_init(xp_model_t model)
{
    memset(model, 0, sizeof(xp_model_struct));
    xp_environment_init(model->environment);
    xp_rule_init(model->rule);
    xp_payments_init(model->payments);
    xp_payments_init(model->groves_h);
}

void xp_model_clear(xp_model_t model)
{
    xp_environment_clear(model->environment);
    xp_rule_clear(model->rule);
    xp_payments_clear(model->payments);
    free(model->mechanism);
    xp_payments_clear(model->groves_h);
    if (model->continuous != NULL)
    {
        xp_continuous_clear(model->continuous);
        free(model->continuous);
    }
    if (model->source_clear != NULL)
        model->source_clear(model->source);
}

void xp_model_swap(xp_model_t a, xp_model_t b)
{
    xp_model_struct keep = *a;

    *a = *b;
    *b = keep;
}

int xp_model_has_payments(const xp_model_t model)
{
    const xp_continuous_struct *continuous = model->continuous;

    if (continuous != NULL
        && (continuous->has_payments || continuous->mechanism != NULL || continuous->has_groves_h))
        return 1;
    return model->payments->agent_count > 0 || model->mechanism != NULL;
}
