/* Ballots in a model: the `prefers` of the agents. */
#include <expost/text/ballots.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/text/preflib.h>

#include "text/file.h"
#include "text/reader.h"

/* The statement of a block; NULL when there is none, and after an error. */
static const xp_item_struct *find_prefers(xp_reader_t *reader, const xp_item_struct *block)
{
    const xp_item_struct *found = NULL;

    for (size_t i = 0; i < block->item_count; i++)
    {
        if (block->item[i]->kind != XP_ITEM_PREFERS)
        {
            continue;
        }
        if (found != NULL)
        {
            xp_reader_fail(reader, block->item[i]->span.begin,
                           "`prefers` stands twice in this block");
            return NULL;
        }
        found = block->item[i];
    }
    return found;
}

/* The levels of the outcomes in the ballot of an agent; 0 after an error. */
static int read_levels(int *level, xp_reader_t *reader, const xp_item_struct *item, slong agent)
{
    const xp_source_struct *source = reader->source;
    int read = 1;

    for (slong a = 0; a < source->outcome_count; a++)
    {
        level[a] = XP_BALLOT_UNRANKED;
    }
    for (size_t i = 0; i < item->tiers.count; i++)
    {
        const xp_tree_struct *tier = item->tiers.tree[i];

        for (size_t j = 0; j < tier->child_count; j++)
        {
            slong outcome = xp_resolve_outcome(reader, tier->child[j], agent);

            if (outcome >= 0 && level[outcome] != XP_BALLOT_UNRANKED)
            {
                xp_reader_fail(reader, tier->child[j]->span.begin,
                               "the outcome \"%s\" is on this ballot already",
                               source->outcome_label[outcome]);
                outcome = -1;
            }
            read = read && outcome >= 0;
            if (outcome >= 0)
            {
                level[outcome] = (int) i;
            }
        }
    }
    return read;
}

void xp_read_prefers(xp_reader_t *reader)
{
    const xp_source_struct *source = reader->source;
    int *level;

    if (source->outcomes_broken || source->agents_broken)
    {
        return;
    }
    level = xp_malloc((size_t) source->outcome_count * sizeof(int));
    for (slong c = 0; c < source->class_count; c++)
    {
        const xp_class_t *class = &source->class[c];
        const xp_item_struct *item = find_prefers(reader, class->block);

        /* what `self` means differs, what is wrong with a ballot does not */
        if (item != NULL)
        {
            (void) read_levels(level, reader, item, class->first);
        }
    }
    free(level);
}

/* One voter for each agent. */
static void read_voters(xp_ballots_t ballots, xp_reader_t *reader)
{
    const xp_source_struct *source = reader->source;
    int *level = xp_malloc((size_t) source->outcome_count * sizeof(int));
    fmpz_t one;

    fmpz_init_set_ui(one, 1);
    for (slong c = 0; c < source->class_count && reader->status == XP_OK; c++)
    {
        const xp_class_t *class = &source->class[c];
        size_t faults = reader->faults;
        const xp_item_struct *item = find_prefers(reader, class->block);

        if (item == NULL && reader->faults == faults)
        {
            xp_reader_fail(reader, class->block->span.begin,
                           "this agent states no ballot, and a vote needs one of every agent: add "
                           "a line such as `prefers %s > ...`", source->outcome_label[0]);
        }
        for (slong i = class->first; item != NULL && i < class->first + class->agents; i++)
        {
            if (read_levels(level, reader, item, i))
            {
                xp_ballots_add(ballots, level, one, source->agent_name[i]);
            }
        }
    }
    fmpz_clear(one);
    free(level);
}

static void read_ballots(xp_ballots_t ballots, xp_reader_t *reader)
{
    const xp_source_struct *source = reader->source;

    xp_read_agents(reader);
    xp_read_lets(reader);
    xp_read_outcomes(reader);
    xp_read_titles(reader);
    if (reader->status != XP_OK)
    {
        return;
    }
    if ((size_t) source->outcome_count > XP_PREFLIB_LIMIT / (size_t) source->agent_count)
    {
        xp_reader_stop(reader, XP_LIMIT, source->class[0].block->span.begin,
                       "%ld ballots of %ld outcomes are too many to read",
                       (long) source->agent_count, (long) source->outcome_count);
        return;
    }
    xp_ballots_set_alternatives(ballots, source->outcome_count, source->outcome_label);
    read_voters(ballots, reader);
    if (reader->model->environment->title != NULL)
    {
        ballots->title = xp_strdup(reader->model->environment->title);
    }
}

/* As xp_model_read_text, up to the names. */
static xp_status_t read_model(xp_ballots_t ballots, const char *text, size_t length,
                              const char *path, xp_errors_t errors)
{
    xp_source_struct *source = xp_malloc(sizeof(xp_source_struct));
    xp_read_options_t defaults;
    xp_ballots_t read;
    xp_reader_t reader;
    xp_model_t model;

    xp_read_options_init(&defaults);
    memset(&reader, 0, sizeof(reader));
    xp_source_init(source);
    xp_model_init(model);
    xp_ballots_init(read);
    model->source = source;
    model->source_clear = xp_source_free;
    reader.source = source;
    reader.model = model;
    reader.options = &defaults;
    reader.errors = errors;
    reader.status = xp_document_parse(source->doc, text, length, path, errors);
    if (reader.status == XP_OK)
    {
        read_ballots(read, &reader);
    }
    if (reader.status == XP_OK)
    {
        xp_ballots_swap(ballots, read);
    }
    xp_ballots_clear(read);
    xp_model_clear(model);
    return reader.status;
}

xp_status_t xp_ballots_read_text(xp_ballots_t ballots, const char *text, size_t length,
                                 const char *path, xp_errors_t errors)
{
    xp_status_t status;
    xp_error_t error;

    if (!xp_preflib_is(path, text, length))
    {
        return read_model(ballots, text, length, path, errors);
    }
    xp_error_init(error);
    status = xp_preflib_read_text(ballots, text, length, path, error);
    if (status != XP_OK)
    {
        xp_errors_add(errors, error);
    }
    xp_error_clear(error);
    return status;
}

xp_status_t xp_ballots_read_file(xp_ballots_t ballots, const char *path, xp_errors_t errors)
{
    char *text = NULL;
    size_t length = 0;
    xp_error_t error;
    xp_status_t status;

    xp_error_init(error);
    status = xp_file_read(&text, &length, path, error);
    if (status == XP_OK)
    {
        status = xp_ballots_read_text(ballots, text, length, path, errors);
    }
    else
    {
        xp_errors_add(errors, error);
    }
    free(text);
    xp_error_clear(error);
    return status;
}
