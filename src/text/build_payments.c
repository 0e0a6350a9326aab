/* Payments to test: by agent, as a table, by the name of a mechanism, or Groves with given h. */
#include "text/compile.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/model/mechanism_name.h>

#include "text/sets.h"
#include "text/write_impl.h"

/* Roughly the bytes that one byte of a formula takes when it is ready. */
#define FORMULA_BYTES 100

/*
 * The formulas of all agents while statements are read: an agent's own statement goes before
 * one for all agents.
 */
typedef struct
{
    xp_reader_t *reader;
    const char *what;
    xp_formula_t *formula;
    const xp_code_struct **general;
    const xp_code_struct **own;
    int general_stated;
} ledger_t;

static void open_ledger(ledger_t *ledger, xp_reader_t *reader, const char *what)
{
    xp_source_struct *source = reader->source;
    size_t n = (size_t) source->agent_count;

    memset(ledger, 0, sizeof(ledger_t));
    ledger->reader = reader;
    ledger->what = what;
    ledger->formula = xp_document_alloc(source->doc, n * sizeof(xp_formula_t));
    ledger->general = xp_calloc(n + 1, sizeof(const xp_code_struct *));
    ledger->own = xp_calloc(n + 1, sizeof(const xp_code_struct *));
}

static void close_ledger(ledger_t *ledger)
{
    for (slong i = 0; i < ledger->reader->source->agent_count; i++)
    {
        xp_formula_t *formula = &ledger->formula[i];

        formula->what = ledger->what;
        formula->self = i;
        formula->general = ledger->own[i] != NULL ? ledger->own[i] : ledger->general[i];
        formula->source = formula->general == NULL ? NULL : ledger->reader->source;
    }
    free(ledger->own);
    free(ledger->general);
}

/* How a formula of the ledger is read: from a body, or from one expression (body NULL). */
typedef struct
{
    const xp_body_struct *body;
    const xp_tree_struct *tree;
    int may;
    int not_own;
    const char *where;
} entry_t;

static const xp_code_struct *compile_entry(ledger_t *ledger, const entry_t *entry,
                                           const slong *self, slong count)
{
    xp_scope_t scope;

    xp_scope_init(&scope, ledger->reader, entry->may, entry->where);
    scope.self = self;
    scope.self_count = count;
    scope.not_own = entry->not_own;
    return entry->body != NULL
               ? xp_compile_body(&scope, entry->body, xp_compile_number, 0, 0)
               : xp_compile_number(&scope, entry->tree);
}

/* A formula is made once for each block: about FORMULA_BYTES for each byte of it. */
static int fits_all(const ledger_t *ledger, const entry_t *entry, size_t offset)
{
    xp_span_t span = entry->body != NULL ? entry->body->span : entry->tree->span;
    fmpz_t bytes;
    int fits;

    fmpz_init_set_ui(bytes, span.end - span.begin);
    fmpz_mul_si(bytes, bytes, ledger->reader->source->class_count);
    fits = xp_reader_fits(ledger->reader, offset, bytes, FORMULA_BYTES, "bytes of formulas");
    fmpz_clear(bytes);
    return fits;
}

/* For all agents, class by class, until one fails. */
static void state_for_all(ledger_t *ledger, const entry_t *entry, size_t offset)
{
    xp_source_struct *source = ledger->reader->source;

    if (ledger->general_stated)
    {
        xp_reader_fail(ledger->reader, offset, "the %s for all agents stands twice",
                       ledger->what);
        return;
    }
    ledger->general_stated = 1;
    if (!fits_all(ledger, entry, offset))
    {
        return;
    }
    for (slong c = 0; c < source->class_count; c++)
    {
        const xp_class_t *class = &source->class[c];
        slong *self = xp_document_alloc(source->doc, (size_t) class->agents * sizeof(slong));
        const xp_code_struct *code;

        for (slong s = 0; s < class->agents; s++)
        {
            self[s] = class->first + s;
        }
        code = compile_entry(ledger, entry, self, class->agents);
        if (code == NULL)
        {
            return;
        }
        for (slong s = 0; s < class->agents; s++)
        {
            ledger->general[self[s]] = code;
        }
    }
}

static void state_for_agent(ledger_t *ledger, const entry_t *entry,
                            const xp_tree_struct *name)
{
    xp_source_struct *source = ledger->reader->source;
    slong agent = xp_resolve_agent(ledger->reader, name, -1);

    if (agent < 0)
    {
        return;
    }
    if (ledger->own[agent] != NULL)
    {
        xp_reader_fail(ledger->reader, name->span.begin, "the %s of agent \"%s\" stands twice",
                       ledger->what, source->agent_name[agent]);
        return;
    }
    {
        slong *self = xp_document_alloc(source->doc, sizeof(slong));

        *self = agent;
        ledger->own[agent] = compile_entry(ledger, entry, self, 1);
    }
}

static void read_payment(ledger_t *ledger, const xp_item_struct *item)
{
    entry_t entry = {item->body, NULL,
                     XP_MAY_LETS | XP_MAY_OWN | XP_MAY_TYPES | XP_MAY_SELF | XP_MAY_OUTCOME |
                         XP_MAY_VARIABLE,
                     0, "a payment"};

    for (size_t a = 0; a < item->list.count; a++)
    {
        const xp_tree_struct *tree = item->list.tree[a];

        if (tree->kind == XP_TREE_AGENTS)
        {
            state_for_all(ledger, &entry, tree->span.begin);
        }
        else
        {
            size_t faults = ledger->reader->faults;

            state_for_agent(ledger, &entry, tree);
            if (faults != ledger->reader->faults)
            {
                return;
            }
        }
    }
}

/* Every agent's formula is stated, be it 0: a forgotten one would be a silent 0. */
static void require_all(ledger_t *ledger, size_t offset, const char *statement)
{
    const xp_source_struct *source = ledger->reader->source;
    xp_string_t name;
    slong i = 0;

    while (i < source->agent_count && (ledger->own[i] != NULL || ledger->general[i] != NULL))
    {
        i++;
    }
    if (i < source->agent_count)
    {
        xp_string_init(name);
        xp_write_name(name, source->agent_name[i]);
        xp_reader_fail(ledger->reader, offset,
                       "no %s is stated for agent \"%s\": state one, be it `%s%s = 0`",
                       ledger->what, source->agent_name[i], statement, name->text);
        xp_string_clear(name);
    }
}

/* payments { PROFILE = (p1, ..., pn) ... } */
static void read_table(ledger_t *ledger, const xp_body_struct *body)
{
    xp_reader_t *reader = ledger->reader;
    const xp_code_struct *code;
    xp_scope_t scope;

    ledger->general_stated = 1;
    if (body->kind != XP_BODY_TABLE)
    {
        xp_reader_fail(reader, body->span.begin,
                       "expected a table: payments { PROFILE = (p1, ..., pn) ... }");
        return;
    }
    xp_scope_init(&scope, reader, XP_MAY_LETS | XP_MAY_TYPES | XP_MAY_OUTCOME | XP_MAY_VARIABLE,
                  "a table of payments");
    code = xp_compile_body(&scope, body, xp_compile_tuple, 0, 0);
    for (slong i = 0; i < reader->source->agent_count; i++)
    {
        ledger->general[i] = code;
    }
}

/* payments groves { AGENT = EXPR ... } */
static void read_groves(ledger_t *ledger, const xp_body_struct *body)
{
    entry_t entry = {NULL, NULL, XP_MAY_LETS | XP_MAY_TYPES | XP_MAY_SELF, 1, "h"};
    size_t faults = ledger->reader->faults;

    if (body->kind != XP_BODY_TABLE)
    {
        xp_reader_fail(ledger->reader, body->span.begin,
                       "expected payments groves { AGENT = EXPR ... }");
        return;
    }
    for (size_t e = 0; e < body->entry_count; e++)
    {
        const xp_tree_struct *key = body->entry[e].key;

        entry.tree = body->entry[e].value;
        if (key->kind == XP_TREE_AGENTS)
        {
            state_for_all(ledger, &entry, key->span.begin);
        }
        else
        {
            state_for_agent(ledger, &entry, key);
        }
    }
    if (faults == ledger->reader->faults && !body->broken)
    {
        require_all(ledger, body->span.begin, "");
    }
}

/* A mechanism, or the number between its parentheses. */
static void write_mechanism(xp_string_t text, const xp_tree_struct *tree)
{
    if (tree->kind == XP_TREE_NEGATE)
    {
        xp_string_add_char(text, '-');
        write_mechanism(text, tree->child[0]);
        return;
    }
    if (tree->kind == XP_TREE_DIV)
    {
        write_mechanism(text, tree->child[0]);
        xp_string_add_char(text, '/');
        write_mechanism(text, tree->child[1]);
        return;
    }
    xp_string_add(text, tree->text);
    if (tree->child_count > 0)
    {
        xp_string_add_char(text, '(');
        write_mechanism(text, tree->child[0]);
        xp_string_add_char(text, ')');
    }
}

char *xp_read_mechanism(xp_reader_t *reader, const xp_item_struct *item)
{
    const xp_mechanism_info_t *base;
    xp_string_t text;
    xp_error_t error;
    fmpq_t argument;
    size_t depth;

    xp_string_init(text);
    xp_error_init(error);
    fmpq_init(argument);
    write_mechanism(text, item->name);
    if (xp_mechanism_name_parse(&base, &depth, argument, text->text, error) != XP_OK)
    {
        xp_reader_fail(reader, item->name->span.begin, "%s", error->message);
    }
    else if (strcmp(base->word, "model") == 0)
    {
        xp_reader_fail(reader, item->name->span.begin,
                       "`model` stands for the payments that the model states: name another "
                       "mechanism here, as in `payments pivot`");
    }
    fmpq_clear(argument);
    xp_error_clear(error);
    if (item->body != NULL && strcmp(text->text, "groves") != 0)
    {
        xp_reader_fail(reader, item->body->span.begin,
                       "only `payments groves` takes formulas between braces");
    }
    return xp_string_take(text);
}

static void read_mechanism(ledger_t *h, const xp_item_struct *item)
{
    xp_reader_t *reader = h->reader;

    free(reader->model->mechanism);
    reader->model->mechanism = xp_read_mechanism(reader, item);
    if (item->body != NULL && strcmp(reader->model->mechanism, "groves") == 0)
    {
        reader->h = h->formula;
        read_groves(h, item->body);
    }
}

/* The statements of payments: several `payment`, or one `payments`. */
static void read_statements(ledger_t *payment, ledger_t *h)
{
    xp_reader_t *reader = payment->reader;
    const xp_document_struct *doc = reader->source->doc;
    const xp_item_struct *found = NULL;
    size_t faults = reader->faults;

    for (size_t i = 0; i < doc->item_count; i++)
    {
        const xp_item_struct *item = doc->item[i];

        if (item->kind != XP_ITEM_PAYMENT && item->kind != XP_ITEM_PAYMENTS)
        {
            continue;
        }
        if (found != NULL &&
            (item->kind == XP_ITEM_PAYMENTS || found->kind == XP_ITEM_PAYMENTS))
        {
            xp_reader_fail(reader, item->span.begin,
                           "payments are stated twice: state `payments` once, or `payment` "
                           "agent by agent");
            continue;
        }
        found = item;
        if (item->kind == XP_ITEM_PAYMENT)
        {
            reader->payment = payment->formula;
            read_payment(payment, item);
        }
        else if (item->name != NULL)
        {
            read_mechanism(h, item);
        }
        else if (item->file == NULL)
        {
            reader->payment = payment->formula;
            read_table(payment, item->body);
        }
    }
    if (found != NULL && found->kind == XP_ITEM_PAYMENT && faults == reader->faults
        && doc->lost == 0)
    {
        require_all(payment, found->span.begin, "payment ");
    }
}

void xp_read_payments(xp_reader_t *reader)
{
    ledger_t payment, h;

    open_ledger(&payment, reader, "payment");
    open_ledger(&h, reader, "h");
    read_statements(&payment, &h);
    close_ledger(&payment);
    close_ledger(&h);
}

/* A formula that does not read the others' types: a table by the own type. */
static int fill_own(xp_payments_t payments, xp_reader_t *reader, const xp_formula_t *formula,
                    int outcomes, int listed)
{
    xp_term_struct *term;
    xp_table_t table;
    int filled;

    /* At an outcome or a type where nobody asks it the formula may well have no value. */
    xp_table_init(table);
    filled = listed && !outcomes
                 ? xp_fill_table(table, reader, formula, XP_ROWS_TYPE, 0)
                 : xp_try_table(table, reader, formula, XP_ROWS_TYPE, outcomes);
    if (filled)
    {
        term = xp_payments_add_term(payments, formula->self,
                                    outcomes ? XP_TERM_CHOICE : XP_TERM_TYPE, formula->self);
        xp_table_swap(term->table, table);
    }
    xp_table_clear(table);
    return filled || (listed && !outcomes);
}

/* The term of one agent: the smallest table that can be made, otherwise the formula. */
static void fill_term(xp_payments_t payments, xp_reader_t *reader, const xp_formula_t *formula,
                      xp_term_kind_t kind)
{
    const int reads = xp_formula_reads(formula);
    const int outcomes = (reads & XP_READS_OUTCOME) != 0;
    const int listed = xp_profiles_are_listed(reader->model->environment->profiles);
    xp_term_struct *term;

    if (!(reads & XP_READS_OTHERS) && fill_own(payments, reader, formula, outcomes, listed))
    {
        return;
    }
    term = xp_payments_add_term(payments, formula->self,
                                listed && !outcomes ? kind : XP_TERM_FUNCTION, formula->self);
    if (term->kind != XP_TERM_FUNCTION)
    {
        (void) xp_fill_table(term->table, reader, formula,
                             kind == XP_TERM_OTHERS ? XP_ROWS_OTHERS : XP_ROWS_PROFILE, 0);
    }
    else
    {
        term->function.evaluate = xp_formula_evaluate;
        term->function.context = formula;
    }
}

static void fill_all(xp_payments_t payments, xp_reader_t *reader, const xp_formula_t *formula,
                     xp_term_kind_t kind)
{
    slong n = reader->source->agent_count;
    size_t faults = reader->faults;

    if (formula == NULL)
    {
        return;
    }
    xp_payments_set_zero(payments, n);
    for (slong i = 0; i < n && faults == reader->faults; i++)
    {
        if (formula[i].source != NULL)
        {
            fill_term(payments, reader, &formula[i], kind);
        }
    }
}

void xp_fill_payments(xp_reader_t *reader)
{
    fill_all(reader->model->payments, reader, reader->payment, XP_TERM_PROFILE);
    fill_all(reader->model->groves_h, reader, reader->h, XP_TERM_OTHERS);
}
