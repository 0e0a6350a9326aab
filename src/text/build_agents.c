/* Parameters and agents: their names, and the values of parameters in the order of the file. */
#include "text/compile.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/nearest.h>
#include <expost/num/rat.h>

#include "text/interval.h"
#include "text/sets.h"

/* The largest number of agents. */
#define AGENTS_LIMIT 10000

/* Puts NAME=VALUE in the place of the expression of `let NAME`. */
static void define(xp_reader_t *reader, const char *text)
{
    xp_source_struct *source = reader->source;
    xp_document_struct *doc = source->doc;
    const char *equals = strchr(text, '=');
    size_t length = equals == NULL ? strlen(text) : (size_t) (equals - text);
    size_t base = xp_source_add_file(source, "-D", xp_strdup(text), strlen(text));
    xp_item_struct *let = NULL;
    const char **name = xp_calloc(doc->item_count + 1, sizeof(const char *));
    size_t lets = 0;
    char *word = xp_strndup(text, length);
    xp_error_t error;
    fmpq_t value;

    for (size_t i = 0; i < doc->item_count; i++)
    {
        if (doc->item[i]->kind == XP_ITEM_LET)
        {
            name[lets++] = doc->item[i]->name->text;
            let = strcmp(word, doc->item[i]->name->text) == 0 ? doc->item[i] : let;
        }
    }
    xp_error_init(error);
    fmpq_init(value);
    if (equals == NULL || length == 0)
    {
        xp_reader_fail(reader, base, "expected NAME=VALUE after -D");
    }
    else if (let == NULL)
    {
        if (!(doc->lost & XP_LOST_LET))
        {
            const char *near = xp_nearest(word, name, lets);

            xp_reader_fail(reader, base, "the model has no `let %s`%s%s%s", word,
                           near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
                           near == NULL ? "" : "\"?");
        }
    }
    else if (xp_rat_set_text(value, equals + 1, strlen(equals + 1), error) != XP_OK)
    {
        xp_reader_take_at(reader, XP_INPUT, error, base + length + 1);
    }
    else
    {
        xp_span_t span = {base + length + 1, base + strlen(text)};

        let->value = xp_tree_rational(doc, span, value);
    }
    xp_error_clear(error);
    fmpq_clear(value);
    free(word);
    free(name);
}

void xp_read_definitions(xp_reader_t *reader)
{
    for (size_t d = 0; d < reader->options->define_count; d++)
    {
        define(reader, reader->options->define[d]);
    }
}

/* Lists the parameters; their values are asked for later. */
static void list_lets(xp_reader_t *reader)
{
    xp_source_struct *source = reader->source;
    const xp_document_struct *doc = source->doc;
    slong first, repeated;
    slong count = 0;

    for (size_t i = 0; i < doc->item_count; i++)
    {
        count += doc->item[i]->kind == XP_ITEM_LET;
    }
    source->let = xp_calloc((size_t) count + 1, sizeof(xp_let_t));
    source->let_name = xp_calloc((size_t) count + 1, sizeof(const char *));
    for (size_t i = 0; i < doc->item_count; i++)
    {
        if (doc->item[i]->kind == XP_ITEM_LET)
        {
            xp_let_t *let = &source->let[source->let_count];

            let->item = doc->item[i];
            let->name = doc->item[i]->name->text;
            fmpq_init(let->value);
            source->let_name[source->let_count++] = let->name;
        }
    }
    xp_names_set(&source->lets, source->let_name, count);
    repeated = xp_names_repeated(&source->lets, &first);
    if (repeated >= 0)
    {
        xp_reader_fail(reader, source->let[repeated].item->name->span.begin,
                       "the parameter \"%s\" is defined twice", source->let_name[repeated]);
    }
}

const fmpq *xp_let_value(xp_reader_t *reader, slong place)
{
    xp_let_t *let = &reader->source->let[place];

    if (let->state == XP_LET_NEW)
    {
        xp_scope_t scope;

        let->state = XP_LET_OPEN;
        if (reader->model->continuous != NULL)
        {
            let->state = xp_interval_read_let(reader, let);
            return let->state == XP_LET_KNOWN ? let->value : NULL;
        }
        xp_scope_init(&scope, reader, XP_MAY_LETS, "a parameter");
        scope.share = 1;
        let->state = xp_compile_constant(let->value, &scope, let->item->value) ? XP_LET_KNOWN
                                                                               : XP_LET_BROKEN;
    }
    else if (let->state == XP_LET_OPEN)
    {
        xp_reader_fail(reader, let->item->name->span.begin,
                       "the parameter \"%s\" is defined by itself", let->name);
        let->state = XP_LET_BROKEN;
    }
    return let->state == XP_LET_KNOWN ? let->value : NULL;
}

/* The bounds of NAME[FROM..TO]; 0 after an error. */
static int read_family(slong *from, slong *to, xp_reader_t *reader, const xp_tree_struct *tree)
{
    xp_scope_t scope;
    fmpz_t low, high;
    int read;

    xp_scope_init(&scope, reader, XP_MAY_LETS, "the number of agents");
    fmpz_init(low);
    fmpz_init(high);
    read = xp_compile_integer(low, &scope, tree->child[0]);
    read = xp_compile_integer(high, &scope, tree->child[1]) && read;
    if (read && (fmpz_sgn(low) < 0 || fmpz_cmp(low, high) > 0))
    {
        xp_reader_fail(reader, tree->span.begin,
                       "agents are numbered upwards from 0 or more: %s[1..N] with N at least 1",
                       tree->text);
        read = 0;
    }
    if (read)
    {
        fmpz_t count;

        fmpz_init(count);
        fmpz_sub(count, high, low);
        if (fmpz_cmp_si(count, AGENTS_LIMIT) >= 0 || !fmpz_fits_si(high))
        {
            xp_reader_stop(reader, XP_LIMIT, tree->span.begin, "a model has at most %d agents",
                           AGENTS_LIMIT);
            read = 0;
        }
        fmpz_clear(count);
    }
    if (read)
    {
        *from = fmpz_get_si(low);
        *to = fmpz_get_si(high);
    }
    fmpz_clear(low);
    fmpz_clear(high);
    return read;
}

/* The agents while they are listed. */
typedef struct
{
    const char **name;
    size_t *place;
    slong *class;
    slong count;
    size_t name_room;
    size_t place_room;
    size_t class_room;
} roster_t;

static void add_agent(roster_t *roster, const char *name, size_t place, slong class)
{
    size_t count = (size_t) roster->count;

    xp_array_grow(&roster->name, &roster->name_room, count, sizeof(const char *));
    xp_array_grow(&roster->place, &roster->place_room, count, sizeof(size_t));
    xp_array_grow(&roster->class, &roster->class_room, count, sizeof(slong));
    roster->name[count] = name;
    roster->place[count] = place;
    roster->class[count] = class;
    roster->count++;
}

static int add_family(roster_t *roster, xp_reader_t *reader, const xp_tree_struct *tree,
                      slong class)
{
    slong from = 0;
    slong to = 0;

    if (!read_family(&from, &to, reader, tree))
    {
        return 0;
    }
    for (slong i = from; i <= to; i++)
    {
        xp_string_t name;

        xp_string_init(name);
        xp_string_printf(name, "%s%ld", tree->text, (long) i);
        add_agent(roster, xp_document_text(reader->source->doc, name->text, name->length),
                  tree->span.begin, class);
        xp_string_clear(name);
    }
    return 1;
}

/* Lists the agents of one block. */
static void list_block(roster_t *roster, xp_reader_t *reader, const xp_item_struct *block)
{
    xp_source_struct *source = reader->source;
    xp_class_t *class = &source->class[source->class_count];

    class->block = block;
    class->first = roster->count;
    for (size_t a = 0; a < block->list.count && roster->count <= AGENTS_LIMIT; a++)
    {
        const xp_tree_struct *tree = block->list.tree[a];

        if (tree->kind != XP_TREE_FAMILY)
        {
            add_agent(roster, tree->text, tree->span.begin, source->class_count);
        }
        else if (!add_family(roster, reader, tree, source->class_count))
        {
            source->agents_broken = 1;
        }
    }
    class->agents = roster->count - class->first;
    source->class_count += class->agents > 0;
}

void xp_read_agents(xp_reader_t *reader)
{
    xp_source_struct *source = reader->source;
    const xp_document_struct *doc = source->doc;
    roster_t roster = {0};
    slong first, repeated;

    list_lets(reader);
    source->class = xp_calloc(doc->item_count + 1, sizeof(xp_class_t));
    for (size_t i = 0; i < doc->item_count; i++)
    {
        if (doc->item[i]->kind == XP_ITEM_AGENT)
        {
            list_block(&roster, reader, doc->item[i]);
        }
    }
    if (doc->lost & XP_LOST_AGENT)
    {
        source->agents_broken = 1;
    }
    source->agent_count = roster.count;
    source->agent_name = roster.name;
    source->class_of = roster.class;
    xp_names_set(&source->agents, roster.name, roster.count);
    repeated = xp_names_repeated(&source->agents, &first);
    if (repeated >= 0)
    {
        xp_reader_fail(reader, roster.place[repeated], "two agents are called \"%s\"",
                       roster.name[repeated]);
        source->agents_broken = 1;
    }
    if (roster.count > AGENTS_LIMIT)
    {
        xp_reader_stop(reader, XP_LIMIT, roster.place[roster.count - 1],
                       "a model has at most %d agents", AGENTS_LIMIT);
        source->agents_broken = 1;
    }
    if (roster.count == 0 && !source->agents_broken)
    {
        xp_reader_fail(reader, doc->length, "the model has no agents: write "
                                            "agent NAME { types ... }");
        source->agents_broken = 1;
    }
    free(roster.place);
}

void xp_read_lets(xp_reader_t *reader)
{
    for (slong l = 0; l < reader->source->let_count; l++)
    {
        (void) xp_let_value(reader, l);
    }
}
