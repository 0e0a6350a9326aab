/* Certificates about social choice functions: the reader. */
#include <expost/cert/vote.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "cert/read_fields.h"

#define VOTER_LIMIT 1000000

int xp_vote_certificate_is(const char *text, size_t length)
{
    static const char start[] = "expost-certificate 1\nvoting\n";

    return length >= sizeof start - 1 && memcmp(text, start, sizeof start - 1) == 0;
}

/* Takes over what a call other than of the reader says. */
static void heed(xp_fields_t *in, xp_status_t status)
{
    if (in->status == XP_OK && status != XP_OK)
    {
        xp_error_set_place(in->error, in->path, in->text, in->length, in->field);
        in->status = status;
    }
}

/* The levels of a listed order: no gaps, and not those of an order before. */
static void read_order(xp_fields_t *in, xp_domain_t domain, slong o)
{
    const slong m = domain->alternative_count;
    int *level = domain->level + o * m;
    slong highest = 0;

    xp_fields_expect(in, "order");
    xp_fields_fixed(in, o, "the order");
    for (slong a = 0; a < m; a++)
    {
        level[a] = (int) xp_fields_index(in, m, "the levels");
        if (level[a] > highest)
            highest = level[a];
    }
    for (slong l = 0; l < highest && in->status == XP_OK; l++)
    {
        slong a = 0;

        while (a < m && level[a] != l)
            a++;
        if (a == m)
            xp_fields_refuse(in, "no alternative of this order has the level %ld", (long) l);
    }
    xp_fields_end(in);
    domain->order_count = o;
    if (in->status == XP_OK && xp_domain_find(domain, level) >= 0)
        xp_fields_refuse(in, "this order stands there before");
    domain->order_count = o + 1;
}

static void read_listed(xp_fields_t *in, xp_domain_t domain, char **label, slong m)
{
    void *level = NULL;
    slong count = xp_fields_count(in, 9, "orders");

    xp_fields_end(in);
    if (in->status == XP_OK && count > XP_CHOICE_LIMIT / m)
        xp_fields_refuse(in, "there are too many orders");
    xp_fields_spend(in, in->status == XP_OK ? count * m : 0, sizeof(int));
    if (in->status == XP_OK)
        heed(in, xp_table_alloc(&level, (size_t) count * (size_t) m, sizeof(int), in->error));
    if (in->status != XP_OK)
        return;
    domain->kind = XP_DOMAIN_LISTED;
    domain->alternative_count = m;
    domain->label = xp_malloc((size_t) m * sizeof(char *));
    for (slong a = 0; a < m; a++)
        domain->label[a] = xp_strdup(label[a]);
    domain->level = level;
    for (slong o = 0; o < count && in->status == XP_OK; o++)
        read_order(in, domain, o);
}

/* More orders than the file may ask for are not made. */
static void spend_orders(xp_fields_t *in, xp_domain_kind_t kind, slong m)
{
    slong orders = 1;

    for (slong a = 2; a <= m && orders < WORD(1) << 40; a++)
        orders *= kind == XP_DOMAIN_FULL ? a : 2;
    xp_fields_spend(in, orders, (size_t) m * sizeof(int));
}

static void read_domain(xp_fields_t *in, xp_domain_t domain, char **label, slong m)
{
    xp_domain_kind_t kind = XP_DOMAIN_FULL;

    xp_fields_expect(in, "domain");
    if (xp_fields_take(in, "listed"))
    {
        read_listed(in, domain, label, m);
        return;
    }
    if (xp_fields_take(in, "single-peaked"))
        kind = XP_DOMAIN_SINGLE_PEAKED;
    else
        xp_fields_expect(in, "full");
    xp_fields_end(in);
    if (in->status == XP_OK)
        spend_orders(in, kind, m);
    if (in->status == XP_OK)
        heed(in, xp_domain_set_kind(domain, kind, m, (const char *const *) label, in->error));
}

static void read_setting(xp_fields_t *in, xp_vote_certificate_t certificate)
{
    slong n, m;
    char **label;

    xp_fields_expect(in, "expost-certificate");
    xp_fields_fixed(in, 1, "the version");
    xp_fields_end(in);
    xp_fields_expect(in, "voting");
    xp_fields_end(in);
    xp_fields_expect(in, "voters");
    n = xp_fields_index(in, VOTER_LIMIT + 1, "the number of voters");
    if (n < 1)
        xp_fields_refuse(in, "there is at least one voter");
    xp_fields_end(in);
    xp_fields_expect(in, "alternatives");
    m = xp_fields_count(in, 17, "alternatives");
    xp_fields_end(in);
    if (in->status != XP_OK)
        return;
    label = xp_calloc((size_t) m, sizeof(char *));
    for (slong a = 0; a < m && in->status == XP_OK; a++)
    {
        xp_fields_expect(in, "alternative");
        xp_fields_fixed(in, a, "the alternative");
        label[a] = xp_fields_label(in);
        xp_fields_end(in);
    }
    if (in->status == XP_OK)
        read_domain(in, certificate->domain, label, m);
    if (in->status == XP_OK)
        heed(in, xp_choice_set_sizes(certificate->choice, certificate->domain, n, in->error));
    for (slong a = 0; a < m; a++)
        free(label[a]);
    free(label);
}

static void read_claim(xp_fields_t *in, xp_vote_certificate_t certificate)
{
    int count = 0;

    xp_fields_expect(in, "claim");
    if (xp_fields_take(in, "satisfies"))
        certificate->claim = XP_VOTE_SATISFIES;
    else if (xp_fields_take(in, "violates"))
        certificate->claim = XP_VOTE_VIOLATES;
    else
    {
        certificate->claim = XP_VOTE_IMPOSSIBLE;
        xp_fields_expect(in, "impossible");
    }
    certificate->properties = 0;
    for (int p = 0; p < XP_VOTE_PROPERTY_COUNT; p++)
        if (xp_fields_take(in, xp_vote_property_info((xp_vote_property_t) p)->word))
        {
            certificate->properties |= 1u << p;
            count++;
        }
    if (count == 0)
        xp_fields_refuse_next(in, "a property");
    if (certificate->claim == XP_VOTE_VIOLATES && count > 1)
        xp_fields_refuse(in, "`claim violates` names one property");
    xp_fields_end(in);
}

static void read_table(xp_fields_t *in, xp_choice_t choice)
{
    xp_fields_require(in, choice->profile_count, 10, "profiles");
    if (in->status == XP_OK)
        heed(in, xp_choice_alloc(choice, in->error));
    for (slong r = 0; r < choice->profile_count && in->status == XP_OK; r++)
    {
        xp_fields_expect(in, "choose");
        for (slong i = 0; i < choice->voter_count; i++)
            xp_fields_fixed(in, xp_choice_order(choice, r, i), "the order");
        choice->choice[r] = (uint16_t) xp_fields_index(in, choice->domain->alternative_count,
                                                       "the alternative");
        xp_fields_end(in);
    }
}

static int read_literal(xp_fields_t *in, int variables)
{
    int sign = xp_fields_take_prefix(in, "-") ? -1 : 1;
    const char *field = NULL;
    size_t length = 0;
    slong value = 0;

    if (!xp_fields_word(in, &field, &length, "a literal"))
        return 0;
    if (!xp_fields_get_index(&value, field, length) || value < 1 || value > variables)
        xp_fields_refuse(in, "a literal is V or -V for a variable V from 1 to %d", variables);
    return sign * (int) value;
}

/* The literals of one step, none twice: seen[v] is the step that named v last. */
static void read_step(xp_fields_t *in, xp_refutation_t refutation, int is_delete, int variables,
                      size_t *seen)
{
    int *literal = NULL;
    size_t count = 0, room = 0, step = refutation->step->count + 1;

    while (in->status == XP_OK && !xp_fields_is_end(in))
    {
        int here = read_literal(in, variables);

        if (in->status == XP_OK && seen[abs(here)] == step)
            xp_fields_refuse(in, "a variable stands twice in this clause");
        if (in->status != XP_OK)
            break;
        seen[abs(here)] = step;
        xp_array_grow(&literal, &room, count, sizeof(int));
        literal[count++] = here;
    }
    xp_fields_end(in);
    if (in->status == XP_OK && is_delete && count == 0)
        xp_fields_refuse(in, "there is no clause without literals to delete");
    if (in->status == XP_OK)
        heed(in, xp_refutation_add(refutation, is_delete, literal, count, in->error));
    free(literal);
}

static void read_refutation(xp_fields_t *in, xp_vote_certificate_t certificate)
{
    xp_vote_system_t system;
    void *seen = NULL;
    size_t length = 1;

    xp_vote_system_init(system);
    if (in->status == XP_OK)
        heed(in, xp_vote_system_set(system, certificate->choice, certificate->properties,
                                    in->error));
    if (in->status == XP_OK)
        xp_fields_spend(in, system->variables, sizeof(size_t));
    if (in->status == XP_OK)
        heed(in, xp_table_alloc(&seen, (size_t) system->variables + 1, sizeof(size_t), in->error));
    while (in->status == XP_OK && length > 0)
    {
        int is_delete = xp_fields_take(in, "delete");

        if (!is_delete)
            xp_fields_expect(in, "lemma");
        read_step(in, certificate->refutation, is_delete, system->variables, seen);
        if (in->status == XP_OK)
            xp_clauses_get(&length, certificate->refutation->step,
                           certificate->refutation->step->count - 1);
    }
    free(seen);
    xp_vote_system_clear(system);
}

xp_status_t xp_vote_certificate_read(xp_vote_certificate_t certificate, const char *text,
                                     size_t length, const char *path, xp_error_t error)
{
    xp_vote_certificate_t made;
    xp_fields_t in;

    xp_vote_certificate_init(made);
    xp_fields_init(&in, text, length, path, error);
    read_setting(&in, made);
    if (in.status == XP_OK)
        read_claim(&in, made);
    xp_fields_expect(&in, "evidence");
    xp_fields_end(&in);
    if (in.status == XP_OK && made->claim == XP_VOTE_IMPOSSIBLE)
        read_refutation(&in, made);
    else if (in.status == XP_OK)
        read_table(&in, made->choice);
    xp_fields_finish(&in);
    if (in.status == XP_OK)
        xp_vote_certificate_swap(certificate, made);
    xp_vote_certificate_clear(made);
    return in.status;
}
