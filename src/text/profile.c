/* Reads a profile as on a command line. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>
#include <expost/text/read.h>

#include "text/reader.h"

/* Fills a profile from its tree; 0 after an error. */
typedef int (*fill_t)(xp_reader_t *reader, void *profile, const xp_tree_struct *tree);

static int fill_types(xp_reader_t *reader, void *profile, const xp_tree_struct *tree)
{
    return xp_resolve_profile(reader, profile, tree);
}

/* One number in the interval of agent i. */
static int fill_number(xp_reader_t *reader, fmpq *number, const xp_tree_struct *tree, slong i)
{
    const xp_interval_agent_struct *agent = &reader->model->continuous->agent[i];
    xp_string_t text;

    if (tree->kind == XP_TREE_TUPLE || xp_tree_label_value(number, tree) != 1)
    {
        xp_reader_fail(reader, tree->span.begin,
                       "expected a number, the type of agent \"%s\": 3/5 or 0.6", agent->name);
        return 0;
    }
    if (fmpq_cmp(number, agent->low) >= 0 && fmpq_cmp(number, agent->high) <= 0)
    {
        return 1;
    }
    xp_string_init(text);
    xp_string_add_char(text, '[');
    xp_rat_add_text(text, agent->low);
    xp_string_add(text, ", ");
    xp_rat_add_text(text, agent->high);
    xp_string_add_char(text, ']');
    xp_reader_fail(reader, tree->span.begin, "the types of agent \"%s\" lie in %s", agent->name,
                   text->text);
    xp_string_clear(text);
    return 0;
}

static int fill_numbers(xp_reader_t *reader, void *profile, const xp_tree_struct *tree)
{
    slong n = reader->model->continuous->agent_count;
    fmpq *theta = profile;
    int whole = 1;

    if (n == 1)
    {
        return fill_number(reader, theta, tree, 0);
    }
    if (tree->kind != XP_TREE_TUPLE || (slong) tree->child_count != n)
    {
        xp_reader_fail(reader, tree->span.begin,
                       "expected a profile: a tuple of %ld numbers in the order of the agents",
                       (long) n);
        return 0;
    }
    for (slong i = 0; i < n; i++)
    {
        whole = fill_number(reader, theta + i, tree->child[i], i) && whole;
    }
    return whole;
}

/* Reads text with the names of the model; the place of an error is one in text. */
static xp_status_t read_text(void *profile, fill_t fill, const xp_model_t model,
                             const char *text, xp_error_t error)
{
    xp_source_struct view = *(const xp_source_struct *) model->source;
    xp_model_struct copy = *model;
    xp_tree_struct *key = NULL;
    xp_reader_t reader;
    xp_document_t doc;
    xp_errors_t errors;
    xp_status_t status;

    memset(&reader, 0, sizeof(reader));
    xp_document_init(doc);
    xp_errors_init(errors);
    status = xp_document_parse_key(doc, &key, text, strlen(text), "--at", errors);
    view.doc->text = (char *) text;
    view.doc->length = strlen(text);
    view.doc->path = (char *) "--at";
    view.file_count = 0;
    reader.source = &view;
    reader.model = &copy;
    reader.errors = errors;
    if (status == XP_OK && !fill(&reader, profile, key))
    {
        status = XP_INPUT;
    }
    if (status != XP_OK && errors->count > 0)
    {
        xp_error_swap(error, &errors->error[0]);
    }
    xp_errors_clear(errors);
    xp_document_clear(doc);
    return status;
}

xp_status_t xp_profile_read(slong *profile, const xp_model_t model, const char *text,
                            xp_error_t error)
{
    size_t n = (size_t) xp_model_source(model)->agent_count;
    slong *read = xp_calloc(n, sizeof(slong));
    xp_status_t status = read_text(read, fill_types, model, text, error);

    if (status == XP_OK)
    {
        memcpy(profile, read, n * sizeof(slong));
    }
    free(read);
    return status;
}

xp_status_t xp_interval_profile_read(fmpq *theta, const xp_model_t model, const char *text,
                                     xp_error_t error)
{
    slong n = model->continuous->agent_count;
    fmpq *read = _fmpq_vec_init(n);
    xp_status_t status = read_text(read, fill_numbers, model, text, error);

    for (slong i = 0; i < n && status == XP_OK; i++)
    {
        fmpq_swap(theta + i, read + i);
    }
    _fmpq_vec_clear(read, n);
    return status;
}
