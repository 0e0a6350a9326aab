/* What a model keeps of its file: the tree, and what the names in it mean. */
#include "text/source.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_source_init(xp_source_t source)
{
    memset(source, 0, sizeof(xp_source_struct));
    xp_document_init(source->doc);
}

static void clear_class(xp_class_t *class)
{
    if (class->value != NULL)
    {
        _fmpq_vec_clear(class->value, class->count * class->width);
    }
    free(class->label);
    free(class->field);
    free(class->numeric);
    free(class->literal);
    xp_names_clear(&class->field_names);
    xp_names_clear(&class->labels);
    xp_points_clear(&class->literals);
    xp_points_clear(&class->points);
}

void xp_source_clear(xp_source_t source)
{
    for (slong c = 0; c < source->class_count; c++)
    {
        clear_class(&source->class[c]);
    }
    for (slong l = 0; l < source->let_count; l++)
    {
        fmpq_clear(source->let[l].value);
    }
    while (source->constant != NULL)
    {
        xp_constant_struct *next = source->constant->next;

        fmpq_clear(source->constant->value);
        free(source->constant);
        source->constant = next;
    }
    for (size_t f = 0; f < source->file_count; f++)
    {
        free(source->file[f].path);
        free(source->file[f].text);
    }
    if (source->outcome_value != NULL)
    {
        _fmpq_vec_clear(source->outcome_value, source->outcome_count);
    }
    if (source->has_lotteries)
    {
        xp_lotteries_clear(source->lotteries);
    }
    xp_names_clear(&source->agents);
    xp_names_clear(&source->outcomes);
    xp_points_clear(&source->outcome_points);
    xp_names_clear(&source->lets);
    free(source->file);
    free(source->agent_name);
    free(source->class_of);
    free(source->class);
    free(source->outcome_label);
    free(source->owner);
    free(source->let);
    free(source->let_name);
    xp_document_clear(source->doc);
    memset(source, 0, sizeof(xp_source_struct));
}

void xp_source_free(void *source)
{
    xp_source_clear(source);
    free(source);
}

const xp_source_struct *xp_model_source(const xp_model_t model)
{
    assert(model->source_clear == xp_source_free);
    return model->source;
}

const xp_document_struct *xp_model_document(const xp_model_t model)
{
    return xp_model_source(model)->doc;
}

size_t xp_source_add_file(xp_source_t source, const char *path, char *text, size_t length)
{
    xp_file_t *file;
    size_t base = source->doc->length + 1;

    xp_array_grow(&source->file, &source->file_room, source->file_count, sizeof(xp_file_t));
    if (source->file_count > 0)
    {
        const xp_file_t *last = &source->file[source->file_count - 1];

        base = last->base + last->length + 1;
    }
    file = &source->file[source->file_count++];
    file->path = xp_strdup(path);
    file->text = text;
    file->length = length;
    file->base = base;
    return base;
}

void xp_source_set_place(xp_error_t error, const xp_source_t source, size_t offset)
{
    const xp_document_struct *doc = source->doc;

    for (size_t f = source->file_count; f-- > 0;)
    {
        const xp_file_t *file = &source->file[f];

        if (offset >= file->base)
        {
            xp_error_set_place(error, file->path, file->text, file->length, offset - file->base);
            return;
        }
    }
    xp_error_set_place(error, doc->path, doc->text, doc->length, offset);
}

const fmpq *xp_source_constant(xp_source_t source, const fmpq_t value)
{
    xp_constant_struct *constant = xp_malloc(sizeof(xp_constant_struct));

    fmpq_init(constant->value);
    fmpq_set(constant->value, value);
    constant->next = source->constant;
    source->constant = constant;
    return constant->value;
}
