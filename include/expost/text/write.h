/* Writes a model in canonical form. */
#ifndef XP_TEXT_WRITE_H
#define XP_TEXT_WRITE_H

#include <expost/base/string.h>
#include <expost/model/model.h>

/*
 * Meaning   adds the canonical form of a model that was read from a file
 * Domain    model was made by xp_model_read_file or xp_model_read_text
 * Result    reading the text gives the same environment, writing that the same bytes;
 *           definitions (-D) and tables from files are part of it
 */
void xp_model_write(xp_string_t out, const xp_model_t model);

/* One "let" of the model, for reports: its name and its value as text. */
typedef struct
{
    const char *name;
    char *value;
} xp_parameter_t;

/*
 * Meaning   the parameters of a model in the order of the file
 * Result    *parameters is an array of *count, to be freed with xp_parameters_free
 */
void xp_model_parameters(xp_parameter_t **parameters, size_t *count, const xp_model_t model);
void xp_parameters_free(xp_parameter_t *parameters, size_t count);

#endif
