/* Certificates about social choice functions: the text. */
#include <expost/cert/vote.h>

#include "cert/write_fields.h"

static void write_count(xp_string_t out, const char *word, slong count)
{
    xp_field_begin(out, word);
    xp_field_index(out, count);
    xp_field_end(out);
}

static void write_domain(xp_string_t out, const xp_domain_t domain)
{
    const slong m = domain->alternative_count;

    xp_field_begin(out, "domain");
    switch (domain->kind)
    {
    case XP_DOMAIN_FULL:
        xp_field_word(out, "full");
        break;
    case XP_DOMAIN_SINGLE_PEAKED:
        xp_field_word(out, "single-peaked");
        break;
    default:
        xp_field_word(out, "listed");
        xp_field_index(out, domain->order_count);
    }
    xp_field_end(out);
    for (slong o = 0; domain->kind == XP_DOMAIN_LISTED && o < domain->order_count; o++)
    {
        xp_field_begin(out, "order");
        xp_field_index(out, o);
        for (slong a = 0; a < m; a++)
            xp_field_index(out, domain->level[o * m + a]);
        xp_field_end(out);
    }
}

static void write_claim(xp_string_t out, const xp_vote_certificate_t certificate)
{
    static const char *const word[] = {"satisfies", "violates", "impossible"};

    xp_field_begin(out, "claim");
    xp_field_word(out, word[certificate->claim]);
    for (int p = 0; p < XP_VOTE_PROPERTY_COUNT; p++)
        if (certificate->properties >> p & 1)
            xp_field_word(out, xp_vote_property_info((xp_vote_property_t) p)->word);
    xp_field_end(out);
}

static void write_table(xp_string_t out, const xp_choice_t choice)
{
    for (slong r = 0; r < choice->profile_count; r++)
    {
        xp_field_begin(out, "choose");
        for (slong i = 0; i < choice->voter_count; i++)
            xp_field_index(out, xp_choice_order(choice, r, i));
        xp_field_index(out, choice->choice[r]);
        xp_field_end(out);
    }
}

static void write_refutation(xp_string_t out, const xp_refutation_t refutation)
{
    for (size_t k = 0; k < refutation->step->count; k++)
    {
        size_t length;
        const int *literal = xp_clauses_get(&length, refutation->step, k);

        xp_field_begin(out, refutation->is_delete[k] ? "delete" : "lemma");
        for (size_t j = 0; j < length; j++)
            xp_string_printf(out, " %d", literal[j]);
        xp_field_end(out);
    }
}

void xp_vote_certificate_write(xp_string_t out, const xp_vote_certificate_t certificate)
{
    const xp_domain_struct *domain = certificate->domain;

    xp_string_add(out, "expost-certificate 1\nvoting\n");
    write_count(out, "voters", certificate->choice->voter_count);
    write_count(out, "alternatives", domain->alternative_count);
    for (slong a = 0; a < domain->alternative_count; a++)
    {
        xp_field_begin(out, "alternative");
        xp_field_index(out, a);
        xp_field_label(out, domain->label[a]);
        xp_field_end(out);
    }
    write_domain(out, domain);
    write_claim(out, certificate);
    xp_string_add(out, "evidence\n");
    if (certificate->claim == XP_VOTE_IMPOSSIBLE)
        write_refutation(out, certificate->refutation);
    else
        write_table(out, certificate->choice);
    xp_string_add(out, "end\n");
}
