/* Reads a profile as on a command line. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/text/read.h>

#include "text/reader.h"

/* Reads the tree of a profile with the names of source; errors go to errors. */
static int resolve(slong *profile, xp_source_struct *source, const xp_tree_struct *key,
                   xp_errors_struct *errors, const char *text)
{
    xp_reader_t reader;
    xp_source_struct view = *source;
    size_t length = strlen(text);
    int read;

    /* The places of the key are those of text, not of the model file. */
    memset(&reader, 0, sizeof(reader));
    view.doc->text = (char *) text;
    view.doc->length = length;
    view.doc->path = (char *) "--at";
    view.file_count = 0;
    reader.source = &view;
    reader.errors = errors;
    read = xp_resolve_profile(&reader, profile, key);
    return read;
}

xp_status_t xp_profile_read(slong *profile, const xp_model_t model, const char *text,
                            xp_error_t error)
{
    xp_source_struct *source = model->source;
    size_t n = (size_t) source->agent_count;
    slong *read = xp_calloc(n, sizeof(slong));
    xp_tree_struct *key = NULL;
    xp_document_t doc;
    xp_errors_t errors;
    xp_status_t status;

    xp_document_init(doc);
    xp_errors_init(errors);
    status = xp_document_parse_key(doc, &key, text, strlen(text), "--at", errors);
    if (status == XP_OK && !resolve(read, source, key, errors, text))
    {
        status = XP_INPUT;
    }
    if (status == XP_OK)
    {
        memcpy(profile, read, n * sizeof(slong));
    }
    else if (errors->count > 0)
    {
        xp_error_swap(error, &errors->error[0]);
    }
    xp_errors_clear(errors);
    xp_document_clear(doc);
    free(read);
    return status;
}
