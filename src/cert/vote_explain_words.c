/* Explanations about votes: orders, profiles and clauses in words. */
#include "cert/vote_explain.h"

#include <stdarg.h>
#include <stdlib.h>

void xp_vote_tell(xp_vote_paper_t e, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    xp_string_vprintf(e->text, format, arguments);
    va_end(arguments);
}

void xp_vote_tell_paragraph(xp_vote_paper_t e)
{
    xp_paper_add_paragraph(e->paper, e->text->text);
    xp_string_reset(e->text);
}

void xp_vote_tell_cell(xp_vote_paper_t e)
{
    xp_paper_add_cell(e->paper, e->text->text);
    xp_string_reset(e->text);
}

void xp_vote_tell_alternative(xp_vote_paper_t e, slong a)
{
    xp_prose_add_plain(e->text, e->certificate->domain->label[a]);
}

void xp_vote_tell_order(xp_vote_paper_t e, slong order)
{
    const xp_domain_struct *domain = e->certificate->domain;
    const slong m = domain->alternative_count;
    const int *level = domain->level + order * m;
    int first = 1;

    for (slong l = 0; l < m; l++)
        for (slong a = 0, tied = 0; a < m; a++)
        {
            if (level[a] != l)
                continue;
            if (!first)
                xp_vote_tell(e, tied ? "~" : ">");
            xp_vote_tell_alternative(e, a);
            first = 0;
            tied = 1;
        }
}

void xp_vote_tell_profile(xp_vote_paper_t e, slong profile)
{
    xp_vote_tell(e, "(");
    for (slong i = 0; i < e->choice->voter_count; i++)
    {
        xp_vote_tell(e, i > 0 ? ", " : "");
        xp_vote_tell_order(e, xp_choice_order(e->choice, profile, i));
    }
    xp_vote_tell(e, ")");
}

void xp_vote_tell_properties(xp_vote_paper_t e, unsigned properties, const char *last)
{
    for (int p = 0; p < XP_VOTE_PROPERTY_COUNT; p++)
    {
        if (!(properties >> p & 1))
            continue;
        xp_vote_tell(e, "%s", xp_vote_property_info((xp_vote_property_t) p)->words);
        properties &= ~(1u << p);
        if (properties != 0)
            xp_vote_tell(e, (properties & (properties - 1)) != 0 ? ", " : last);
    }
}

/* What variable v says: "at (a>b, b>a) a is chosen". */
static void tell_variable(xp_vote_paper_t e, int v)
{
    const xp_vote_system_struct *system = e->system;
    const int m = (int) e->certificate->domain->alternative_count;

    if (system->loses > 0 && v >= system->loses)
    {
        v -= system->loses;
        xp_vote_tell(e, "voter %d ranks ", v / (m * m) + 1);
        xp_vote_tell_alternative(e, v % m);
        xp_vote_tell(e, ", which occurs, above ");
        xp_vote_tell_alternative(e, v / m % m);
        xp_vote_tell(e, " at a profile where that is chosen");
    }
    else if (system->dictator > 0 && v >= system->dictator)
        xp_vote_tell(e, "voter %d is a dictator", v - system->dictator + 1);
    else if (system->used > 0 && v >= system->used)
    {
        xp_vote_tell_alternative(e, v - system->used);
        xp_vote_tell(e, " occurs");
    }
    else
    {
        xp_vote_tell(e, "at ");
        xp_vote_tell_profile(e, (v - 1) / m);
        xp_vote_tell(e, " ");
        xp_vote_tell_alternative(e, (v - 1) % m);
        xp_vote_tell(e, " is chosen");
    }
}

void xp_vote_tell_clause(xp_vote_paper_t e, const int *literal, size_t length)
{
    const char *between = "";
    size_t conditions = 0;

    for (size_t k = 0; k < length; k++)
        conditions += literal[k] < 0;
    if (length == 0)
        xp_vote_tell(e, "a contradiction");
    else if (conditions == length)
        xp_vote_tell(e, "it is not so that ");
    else if (conditions > 0)
        xp_vote_tell(e, "if ");
    for (size_t k = 0; k < length; k++)
        if (literal[k] < 0)
        {
            xp_vote_tell(e, "%s", between);
            tell_variable(e, -literal[k]);
            between = " and ";
        }
    if (conditions > 0 && conditions < length)
        xp_vote_tell(e, ", then ");
    between = "";
    for (size_t k = 0; k < length; k++)
        if (literal[k] > 0)
        {
            xp_vote_tell(e, "%s", between);
            tell_variable(e, literal[k]);
            between = " or ";
        }
}

/* Profile and alternative of a literal. */
static slong profile_of(const xp_vote_paper_t e, int literal)
{
    return (abs(literal) - 1) / e->certificate->domain->alternative_count;
}

static slong alternative_of(const xp_vote_paper_t e, int literal)
{
    return (abs(literal) - 1) % e->certificate->domain->alternative_count;
}

/* "at (a>b, b>a) a is chosen", and what the table has at another profile. */
static void tell_choice(xp_vote_paper_t e, slong profile)
{
    xp_vote_tell_profile(e, profile);
    xp_vote_tell(e, " ");
    xp_vote_tell_alternative(e, e->choice->choice[profile]);
    xp_vote_tell(e, " is chosen");
}

/* The voter whose report alone differs between two profiles. */
static slong find_voter(const xp_vote_paper_t e, slong r, slong s)
{
    slong i = 0;

    while (xp_choice_order(e->choice, r, i) == xp_choice_order(e->choice, s, i))
        i++;
    return i;
}

static void tell_report(xp_vote_paper_t e, slong r, slong s)
{
    slong voter = find_voter(e, r, s);

    xp_vote_tell(e, "At ");
    tell_choice(e, r);
    xp_vote_tell(e, ". When voter %ld reports ", (long) voter + 1);
    xp_vote_tell_order(e, xp_choice_order(e->choice, s, voter));
    xp_vote_tell(e, " instead, ");
    xp_vote_tell_alternative(e, e->choice->choice[s]);
    xp_vote_tell(e, " is chosen");
}

/* Voters are none of them dictators, or one is. */
static void tell_dictators(xp_vote_paper_t e, int kind)
{
    if (kind == XP_VOTE_DICTATORIAL)
        xp_vote_tell(e, "For each voter there is a profile where an alternative is chosen although "
                        "the voter ranks another one higher that is chosen at some profile.");
    else
        xp_vote_tell(e, "One voter always gets a best one of the alternatives that are chosen at "
                        "some profile.");
}

void xp_vote_tell_violation(xp_vote_paper_t e, int kind, const int *literal, size_t length)
{
    const slong m = e->certificate->domain->alternative_count;
    slong r, s;

    /* Without another alternative no voter can lose: the clause then has no literal. */
    if (kind == XP_VOTE_DICTATORIAL || kind == XP_VOTE_NONDICTATORIAL)
    {
        tell_dictators(e, kind);
        return;
    }
    r = profile_of(e, literal[0]);
    s = profile_of(e, literal[length - 1]);
    switch (kind)
    {
    case XP_VOTE_STRATEGYPROOF:
        tell_report(e, r, s);
        xp_vote_tell(e, ", which this voter ranks higher.");
        break;
    case XP_VOTE_MONOTONE:
        tell_report(e, r, s);
        xp_vote_tell(e, ", although ");
        xp_vote_tell_alternative(e, alternative_of(e, literal[0]));
        xp_vote_tell(e, " falls behind nothing.");
        break;
    case XP_VOTE_SET_MONOTONE:
        tell_report(e, r, s);
        xp_vote_tell(e, ", although only pairs of alternatives change that are, with ");
        xp_vote_tell_alternative(e, alternative_of(e, literal[0]));
        xp_vote_tell(e, ", other ones and chosen at some profile.");
        break;
    case XP_VOTE_UNANIMOUS:
    case XP_VOTE_IS_CONDORCET:
        xp_vote_tell(e, "At ");
        tell_choice(e, r);
        xp_vote_tell(e, ", and not ");
        xp_vote_tell_alternative(e, alternative_of(e, literal[0]));
        xp_vote_tell(e, kind == XP_VOTE_UNANIMOUS ? ", which every voter ranks alone at the top."
                                                  : ", which beats every other by majority.");
        break;
    case XP_VOTE_ONTO:
        xp_vote_tell_alternative(e, (literal[0] - 1) % m);
        xp_vote_tell(e, " is chosen at no profile.");
        break;
    default:
        xp_vote_tell(e, "At ");
        tell_choice(e, r);
        xp_vote_tell(e, ". When %s, at ",
                     kind == XP_VOTE_ANONYMOUS ? "two neighbouring voters exchange their ballots"
                                               : "two alternatives exchange their names");
        tell_choice(e, s);
        xp_vote_tell(e, ".");
    }
}
