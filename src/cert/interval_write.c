/* Certificates about continuous types: the text. */
#include <expost/cert/interval.h>

#include <string.h>

#include "cert/interval_impl.h"
#include "cert/write_fields.h"

static void add_polynomial(xp_string_t out, const fmpq_poly_t f)
{
    fmpq_t coefficient;

    fmpq_init(coefficient);
    for (slong k = 0; k == 0 || k < fmpq_poly_length(f); k++)
    {
        fmpq_poly_get_coeff_fmpq(coefficient, f, k);
        xp_field_number(out, coefficient);
    }
    fmpq_clear(coefficient);
}

/* LO HI C0 ... CD. */
static void add_root(xp_string_t out, const xp_stated_root_t root)
{
    fmpq_poly_t f;

    xp_field_number(out, root->low);
    xp_field_number(out, root->high);
    fmpq_poly_init(f);
    fmpq_poly_set_fmpz_poly(f, root->polynomial);
    add_polynomial(out, f);
    fmpq_poly_clear(f);
}

static void begin_record(xp_string_t out, const char *word, slong agent)
{
    xp_field_begin(out, word);
    xp_field_index(out, agent);
}

static void add_formula(xp_string_t out, const xp_expression_struct *e)
{
    xp_string_t text;

    xp_string_init(text);
    xp_expression_add_postfix(text, e);
    xp_string_add_bytes(out, text->text, text->length);
    xp_string_clear(text);
}

/* The cdf on piece k: a mark, ` ` for a polynomial and `f` for a formula, then the fields. */
static void set_piece(xp_string_t text, const xp_distribution_t distribution, slong k)
{
    fmpq_poly_t f;

    fmpq_poly_init(f);
    xp_string_reset(text);
    if (xp_certified_piece(f, distribution, k))
    {
        xp_string_add_char(text, ' ');
        add_polynomial(text, f);
    }
    else
    {
        xp_string_add(text, "f ");
        add_formula(text, distribution->piece[k]);
    }
    fmpq_poly_clear(f);
}

static void write_agent(xp_string_t out, const xp_certified_agent_struct *agent, slong i)
{
    const xp_distribution_struct *distribution = agent->distribution;
    slong count = distribution->polynomial ? distribution->cdf->count : distribution->piece_count;
    const fmpq *knot = distribution->polynomial ? distribution->cdf->knot : distribution->knot;
    xp_string_t piece, next;
    slong start = 0;

    begin_record(out, "agent", i);
    xp_field_label(out, agent->name);
    xp_field_number(out, distribution->low);
    xp_field_number(out, distribution->high);
    xp_field_end(out);
    xp_string_init(piece);
    xp_string_init(next);
    for (slong k = 0; k < count; k++)
    {
        /* neighbours of one formula are one piece */
        if (k == start)
            set_piece(piece, distribution, k);
        xp_string_reset(next);
        if (k + 1 < count)
            set_piece(next, distribution, k + 1);
        if (next->length == piece->length && strcmp(next->text, piece->text) == 0)
            continue;
        begin_record(out, piece->text[0] == ' ' ? "poly" : "formula", i);
        xp_field_number(out, knot + start);
        xp_field_number(out, knot + k + 1);
        xp_string_add(out, piece->text + 1);
        xp_field_end(out);
        start = k + 1;
    }
    xp_string_clear(piece);
    xp_string_clear(next);
}

static void write_share(xp_string_t out, const xp_certified_agent_struct *agent, slong i)
{
    static const char *const words[] = {
        [XP_STATED_NUMBER] = "share",
        [XP_STATED_ROOT] = "shareroot",
        [XP_STATED_REST] = "rest",
    };

    begin_record(out, words[agent->by], i);
    if (agent->by == XP_STATED_NUMBER)
        xp_field_number(out, agent->slope);
    else if (agent->by == XP_STATED_ROOT)
        add_root(out, agent->root);
    xp_field_end(out);
}

static void write_pair(xp_string_t out, const char *word, slong i, const fmpq_t a, const fmpq_t b)
{
    begin_record(out, word, i);
    xp_field_number(out, a);
    xp_field_number(out, b);
    xp_field_end(out);
}

static void write_problem(xp_string_t out, const xp_interval_certificate_t certificate)
{
    const xp_certified_agent_struct *agent = certificate->agent;
    slong n = certificate->n;

    switch (certificate->problem)
    {
    case XP_PROBLEM_PARTNERSHIP:
        xp_string_add(out, "partnership\n");
        for (slong i = 0; i < n; i++)
            write_share(out, agent + i, i);
        return;
    case XP_PROBLEM_PROJECT:
        xp_field_begin(out, "project");
        xp_field_number(out, certificate->threshold);
        xp_field_end(out);
        for (slong i = 0; i < n; i++)
            write_pair(out, "difference", i, agent[i].factor, agent[i].shift);
        break;
    case XP_PROBLEM_GOOD:
        xp_string_add(out, "good\n");
        break;
    }
    for (slong i = 0; i < n; i++)
        write_pair(out, "outside", i, agent[i].slope, agent[i].constant);
}

void xp_interval_certificate_write_environment(xp_string_t out,
                                               const xp_interval_certificate_t certificate)
{
    xp_string_add(out, "expost-certificate 1\nenvironment continuous\nagents");
    xp_field_index(out, certificate->n);
    xp_field_end(out);
    for (slong i = 0; i < certificate->n; i++)
        write_agent(out, certificate->agent + i, i);
    write_problem(out, certificate);
}

static void write_claim(xp_string_t out, const xp_interval_certificate_t certificate)
{
    xp_field_begin(out, "claim");
    if (certificate->claim == XP_INTERVAL_SUBSIDY)
    {
        xp_field_word(out, "subsidy");
        xp_field_number(out, certificate->low);
        xp_field_number(out, certificate->high);
    }
    else
        xp_field_word(out, certificate->claim == XP_INTERVAL_DISSOLVABLE ? "dissolvable"
                                                                         : "not-dissolvable");
    xp_field_end(out);
}

static void write_field(xp_string_t out, const xp_interval_certificate_t certificate)
{
    xp_field_begin(out, "field");
    add_root(out, certificate->field);
    xp_field_end(out);
    for (slong i = 0; i < certificate->n; i++)
        if (certificate->agent[i].has_type)
        {
            begin_record(out, "root", i);
            add_polynomial(out, certificate->agent[i].type);
            xp_field_end(out);
        }
    for (slong i = 0; i < certificate->n; i++)
        if (certificate->agent[i].by == XP_STATED_ROOT)
        {
            begin_record(out, "shareof", i);
            add_polynomial(out, certificate->agent[i].share_of);
            xp_field_end(out);
        }
}

static void write_grid(xp_string_t out, const xp_interval_certificate_t certificate)
{
    xp_field_begin(out, "precision");
    xp_field_index(out, certificate->precision);
    xp_field_end(out);
    for (slong k = 0; k < certificate->point_count; k++)
    {
        xp_field_begin(out, "point");
        xp_field_number(out, certificate->point + k);
        xp_field_end(out);
    }
}

void xp_interval_certificate_write(xp_string_t out, const xp_interval_certificate_t certificate)
{
    xp_interval_certificate_write_environment(out, certificate);
    write_claim(out, certificate);
    xp_string_add(out, "evidence\n");
    for (slong i = 0; i < certificate->n; i++)
        write_pair(out, "worst", i, certificate->agent[i].worst_low,
                   certificate->agent[i].worst_high);
    if (certificate->has_field)
        write_field(out, certificate);
    if (!certificate->exact)
        write_grid(out, certificate);
    xp_string_add(out, "end\n");
}
