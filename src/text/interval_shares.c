/* Ownership shares of a partnership: every agent has one, or none, and they sum to 1. */
#include "text/interval.h"

/* Says which agents have no share although others do. */
static void refuse_missing(xp_reader_t *reader)
{
    const xp_source_struct *source = reader->source;
    const xp_continuous_struct *model = reader->model->continuous;
    const xp_class_t *class = NULL;
    slong missing = 0;
    xp_string_t names;

    xp_string_init(names);
    for (slong i = 0; i < model->agent_count; i++)
    {
        if (!model->agent[i].has_share)
        {
            class = class == NULL ? &source->class[source->class_of[i]] : class;
            if (missing < 5)
            {
                xp_string_printf(names, "%s\"%s\"", missing > 0 ? ", " : "",
                                 model->agent[i].name);
            }
            missing++;
        }
    }
    if (missing > 5)
    {
        xp_string_add(names, ", ...");
    }
    xp_reader_fail(reader, class->block->span.begin,
                   "%s no share, but others do: give every agent a share, be it 0 (missing: %s)",
                   missing == 1 ? "one agent has" : "some agents have", names->text);
    xp_string_clear(names);
}

static const xp_item_struct *find_share(const xp_item_struct *block)
{
    for (size_t i = 0; i < block->item_count; i++)
    {
        if (block->item[i]->kind == XP_ITEM_SHARE)
        {
            return block->item[i];
        }
    }
    return NULL;
}

/* The shares of all agents sum to 1. */
static void check_sum(xp_reader_t *reader)
{
    const xp_source_struct *source = reader->source;
    const xp_continuous_struct *model = reader->model->continuous;
    const xp_class_t *last = &source->class[source->class_count - 1];
    xp_real_t sum, part;
    fmpq_t one;
    int sign = 0;

    xp_real_init(sum);
    xp_real_init(part);
    fmpq_init(one);
    fmpq_one(one);
    for (slong c = 0; c < source->class_count; c++)
    {
        fmpq_t count;

        fmpq_init(count);
        fmpq_set_si(count, source->class[c].agents, 1);
        xp_real_set_fmpq(part, count);
        xp_real_mul(part, part, model->agent[source->class[c].first].share, XP_REAL_DEGREE,
                    XP_REAL_PRECISION);
        xp_real_add(sum, sum, part, XP_REAL_DEGREE, XP_REAL_PRECISION);
        fmpq_clear(count);
    }
    if (!xp_real_compare_fmpq(&sign, sum, one) || sign != 0)
    {
        xp_string_t text;

        xp_string_init(text);
        xp_real_add_text(text, sum, sum->kind == XP_REAL_RATIONAL ? -1 : 6);
        xp_reader_fail(reader, find_share(last->block)->span.begin,
                       "the shares sum to %s, not to 1",
                       text->length > 200 ? "another number" : text->text);
        xp_string_clear(text);
    }
    fmpq_clear(one);
    xp_real_clear(sum);
    xp_real_clear(part);
}

void xp_interval_read_shares(xp_reader_t *reader)
{
    const xp_continuous_struct *model = reader->model->continuous;
    slong stated = 0, read = 0;

    for (slong i = 0; i < model->agent_count; i++)
    {
        const xp_class_t *class = &reader->source->class[reader->source->class_of[i]];

        stated += find_share(class->block) != NULL;
        read += model->agent[i].has_share;
    }
    if (stated == model->agent_count && read == stated)
    {
        check_sum(reader);
    }
    else if (stated > 0 && read == stated)
    {
        refuse_missing(reader);
    }
}
