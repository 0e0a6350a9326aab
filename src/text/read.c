/* Reads a model file: from text to tree, from tree to model. */
#include <expost/text/read.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "text/file.h"
#include "text/interval.h"
#include "text/reader.h"

void xp_read_options_init(xp_read_options_t *options)
{
    memset(options, 0, sizeof(xp_read_options_t));
    options->profiles_limit = XP_READ_PROFILES_LIMIT;
    options->memory_limit = (size_t) 4 << 30;
}

/* The stages from tree to model. */
static void build_model(xp_reader_t *reader)
{
    xp_read_definitions(reader);
    xp_read_agents(reader);
    xp_read_lets(reader);
    xp_read_type_files(reader);
    xp_read_types(reader);
    xp_read_outcomes(reader);
    xp_read_prefers(reader);
    xp_read_sizes(reader);
    xp_read_files(reader);
    xp_read_values(reader);
    xp_read_outside(reader);
    xp_read_joint(reader);
    xp_read_rule(reader);
    xp_read_payments(reader);
    if (!xp_read_environment(reader))
    {
        xp_read_costs(reader);
        xp_read_requires(reader);
        xp_read_priors(reader);
        return;
    }
    xp_read_costs(reader);
    xp_read_requires(reader);
    xp_read_priors(reader);
    xp_fill_values(reader);
    xp_fill_outside(reader);
    xp_fill_joint(reader);
    xp_fill_rule(reader);
    xp_fill_payments(reader);
}

xp_status_t xp_model_read_text(xp_model_t model, const char *text, size_t length,
                               const char *path, const xp_read_options_t *options,
                               xp_errors_t errors)
{
    xp_source_struct *source = xp_malloc(sizeof(xp_source_struct));
    xp_read_options_t defaults;
    xp_reader_t reader;
    xp_model_t read;

    xp_read_options_init(&defaults);
    memset(&reader, 0, sizeof(reader));
    xp_source_init(source);
    xp_model_init(read);
    read->source = source;
    read->source_clear = xp_source_free;
    reader.source = source;
    reader.model = read;
    reader.options = options == NULL ? &defaults : options;
    reader.errors = errors;
    reader.status = xp_document_parse(source->doc, text, length, path, errors);
    if (reader.status == XP_OK || reader.status == XP_INPUT)
    {
        reader.muted = xp_calloc(errors->count + 1, sizeof(long));
        for (size_t e = 0; e < errors->count; e++)
        {
            reader.muted[reader.muted_count++] = errors->error[e].line;
        }
        if (xp_interval_is_stated(source->doc))
        {
            read->continuous = xp_malloc(sizeof(xp_continuous_struct));
            xp_continuous_init(read->continuous);
            xp_interval_build(&reader);
        }
        else
        {
            build_model(&reader);
        }
        free(reader.muted);
    }
    if (reader.status == XP_OK)
    {
        xp_model_swap(model, read);
    }
    xp_model_clear(read);
    return reader.status;
}

xp_status_t xp_model_read_file(xp_model_t model, const char *path,
                               const xp_read_options_t *options, xp_errors_t errors)
{
    char *text = NULL;
    size_t length = 0;
    xp_error_t error;
    xp_status_t status;

    xp_error_init(error);
    status = xp_file_read(&text, &length, path, error);
    if (status == XP_OK)
    {
        status = xp_model_read_text(model, text, length, path, options, errors);
        free(text);
    }
    else
    {
        xp_errors_add(errors, error);
    }
    xp_error_clear(error);
    return status;
}
