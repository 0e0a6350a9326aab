/* The columns of tables that have one for each agent or outcome. */
#include "cert/explain_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>

void xp_columns_init(xp_columns_t columns, const char *first, const char *second, slong labels)
{
    columns->column = xp_calloc((size_t) labels + 2, sizeof(xp_column_t));
    columns->label = xp_calloc((size_t) labels, sizeof(char *));
    columns->column[0].heading = first;
    columns->column[1].heading = second;
    columns->count = 2;
}

void xp_columns_add(xp_columns_t columns, const char *label)
{
    xp_string_t plain;

    xp_string_init(plain);
    xp_prose_add_plain(plain, label);
    columns->label[columns->count - 2] = xp_string_take(plain);
    columns->column[columns->count].heading = columns->label[columns->count - 2];
    columns->column[columns->count].right = 1;
    columns->count++;
}

void xp_columns_init_profiles(xp_columns_t columns, const xp_explanation_t *e)
{
    slong i;

    xp_columns_init(columns, "Profile", "Outcome", e->environment->agent_count);
    for (i = 0; i < e->environment->agent_count; i++)
        xp_columns_add(columns, e->environment->agent[i].name);
}

void xp_columns_clear(xp_columns_t columns)
{
    size_t k;

    for (k = 2; k < columns->count; k++)
        free(columns->label[k - 2]);
    free(columns->label);
    free(columns->column);
}
