/* A certificate about social choice functions as a proof in words. */
#include <expost/cert/vote.h>

#include <string.h>

#include "cert/vote_explain.h"
#include "sat/sat.h"

/* Longer tables and proofs are told by their size. */
#define ROWS_TOLD 100
#define LEMMAS_TOLD 60
#define ORDERS_TOLD 24

static void tell_setting(xp_vote_paper_t e)
{
    const xp_domain_struct *domain = e->certificate->domain;
    const slong m = domain->alternative_count;

    xp_paper_add_heading(e->paper, "Setting");
    if (e->choice->voter_count == 1)
        xp_vote_tell(e, "One voter ranks");
    else
        xp_vote_tell(e, "%ld voters each rank", (long) e->choice->voter_count);
    xp_vote_tell(e, " the alternative%s ", m == 1 ? "" : "s");
    for (slong a = 0; a < m; a++)
    {
        xp_vote_tell(e, "%s", a == 0 ? "" : a + 1 < m ? ", " : " and ");
        xp_vote_tell_alternative(e, a);
    }
    switch (domain->kind)
    {
    case XP_DOMAIN_FULL:
        xp_vote_tell(e, ". Every strict order is possible: %ld orders", (long) domain->order_count);
        break;
    case XP_DOMAIN_SINGLE_PEAKED:
        xp_vote_tell(e, ". The strict orders that are single-peaked along the alternatives as "
                        "listed are possible: %ld orders", (long) domain->order_count);
        break;
    default:
        xp_vote_tell(e, ". These orders are possible: ");
        for (slong o = 0; o < domain->order_count && o < ORDERS_TOLD; o++)
        {
            xp_vote_tell(e, o == 0 ? "" : ", ");
            xp_vote_tell_order(e, o);
        }
        if (domain->order_count > ORDERS_TOLD)
            xp_vote_tell(e, ", and so on: %ld orders", (long) domain->order_count);
    }
    xp_vote_tell(e, "; %ld profile%s. A social choice function chooses an alternative at each "
                    "profile.", (long) e->choice->profile_count,
                 e->choice->profile_count == 1 ? "" : "s");
    xp_vote_tell_paragraph(e);
}

static void tell_claim(xp_vote_paper_t e)
{
    switch (e->certificate->claim)
    {
    case XP_VOTE_IMPOSSIBLE:
        xp_vote_tell(e, "No social choice function on this domain is ");
        xp_vote_tell_properties(e, e->certificate->properties, " and ");
        break;
    case XP_VOTE_SATISFIES:
        xp_vote_tell(e, "The social choice function of the certificate is ");
        xp_vote_tell_properties(e, e->certificate->properties, " and ");
        break;
    default:
        xp_vote_tell(e, "The social choice function of the certificate is not ");
        xp_vote_tell_properties(e, e->certificate->properties, " and ");
    }
    xp_vote_tell(e, ".");
    xp_paper_add_proposition(e->paper, e->text->text);
    xp_string_reset(e->text);
}

static const char *name_kind(int kind)
{
    if (kind == XP_VOTE_CLAUSE_ONE)
        return "a function";
    if (kind == XP_VOTE_CLAUSE_USED)
        return "occurrence";
    return xp_vote_property_info((xp_vote_property_t) kind)->word;
}

static const char *say_kind(int kind)
{
    if (kind == XP_VOTE_CLAUSE_ONE)
        return "exactly one alternative is chosen at every profile";
    if (kind == XP_VOTE_CLAUSE_USED)
        return "an alternative occurs when it is chosen at some profile";
    return xp_vote_property_info((xp_vote_property_t) kind)->summary;
}

/* What the clauses say, kind by kind, in the order of the list. */
static void tell_clauses(xp_vote_paper_t e, const size_t *count)
{
    static const xp_column_t column[] = {{"Clauses of", 0, 0}, {"Say that", 0, 65},
                                         {"Number", 1, 0}};
    static const int first[] = {XP_VOTE_CLAUSE_ONE, XP_VOTE_CLAUSE_USED};

    xp_paper_begin_table(e->paper, column, 3);
    for (int k = 0; k < XP_VOTE_CLAUSE_COUNT; k++)
    {
        int kind = k < 2 ? first[k] : k - 2;
        int asked = kind == XP_VOTE_CLAUSE_ONE || count[kind] > 0
                    || (kind < XP_VOTE_PROPERTY_COUNT
                        && (e->certificate->properties >> kind & 1) != 0);

        if (!asked)
            continue;
        xp_vote_tell(e, "%s", name_kind(kind));
        xp_vote_tell_cell(e);
        xp_vote_tell(e, "%s", say_kind(kind));
        xp_vote_tell_cell(e);
        xp_vote_tell(e, "%zu", count[kind]);
        xp_vote_tell_cell(e);
    }
    xp_paper_end_table(e->paper);
}

static void tell_lemmas(xp_vote_paper_t e, const xp_refutation_t refutation)
{
    static const xp_column_t column[] = {{"Lemma", 1, 0}, {"Says that", 0, 95}};
    size_t number = 0;

    xp_paper_begin_table(e->paper, column, 2);
    for (size_t k = 0; k < refutation->step->count; k++)
    {
        size_t length;
        const int *literal = xp_clauses_get(&length, refutation->step, k);

        if (refutation->is_delete[k])
            continue;
        xp_vote_tell(e, "%zu", ++number);
        xp_vote_tell_cell(e);
        xp_vote_tell_clause(e, literal, length);
        xp_vote_tell_cell(e);
    }
    xp_paper_end_table(e->paper);
}

static void tell_refutation(xp_vote_paper_t e, const size_t *count, size_t clauses,
                            const xp_refutation_t refutation)
{
    xp_vote_tell(e, "Take for each profile and alternative the statement that the alternative is "
                    "chosen there. A function with these properties would make all of the "
                    "following clauses true, %zu altogether; in each at least one of some such "
                    "statements or their negations is to hold.", clauses);
    xp_vote_tell_paragraph(e);
    tell_clauses(e, count);
    xp_vote_tell(e, "From %zu of them %zu lemma%s follow%s, the last of which is a contradiction. "
                    "Each follows from the clauses and the lemmas before it: suppose that it is "
                    "false; then one clause after the other has a single statement left that can "
                    "make it true, until one has none.", refutation->used, refutation->lemmas,
                 refutation->lemmas == 1 ? "" : "s", refutation->lemmas == 1 ? "s" : "");
    if (refutation->lemmas > LEMMAS_TOLD)
        xp_vote_tell(e, " They stand in the certificate.");
    xp_vote_tell_paragraph(e);
    if (refutation->lemmas <= LEMMAS_TOLD)
        tell_lemmas(e, refutation);
}

static void tell_table(xp_vote_paper_t e)
{
    static const xp_column_t column[] = {{"Profile", 0, 85}, {"Chosen", 0, 0}};
    const slong profiles = e->choice->profile_count;

    if (profiles > ROWS_TOLD)
    {
        xp_vote_tell(e, "The certificate states what the function chooses at each of the %ld "
                        "profiles.", (long) profiles);
        xp_vote_tell_paragraph(e);
        return;
    }
    xp_vote_tell(e, "The function:");
    xp_vote_tell_paragraph(e);
    xp_paper_begin_table(e->paper, column, 2);
    for (slong r = 0; r < profiles; r++)
    {
        xp_vote_tell_profile(e, r);
        xp_vote_tell_cell(e);
        xp_vote_tell_alternative(e, e->choice->choice[r]);
        xp_vote_tell_cell(e);
    }
    xp_paper_end_table(e->paper);
}

static void tell_evaluation(xp_vote_paper_t e, const size_t *count)
{
    tell_table(e);
    xp_vote_tell(e, "What the properties ask was evaluated case by case, each case a clause, and "
                    "every one holds.");
    xp_vote_tell_paragraph(e);
    tell_clauses(e, count);
}

static xp_status_t count_clause(void *data, int kind, const int *literal, size_t length,
                                xp_error_t error)
{
    size_t *count = data;

    (void) literal;
    (void) length;
    (void) error;
    count[kind]++;
    return XP_OK;
}

static xp_status_t refuse(xp_error_t error)
{
    xp_error_set(error, "the evidence does not prove the claim: ask expost-verify where");
    return XP_INPUT;
}

/*
 * Checks the lemmas and keeps those that the contradiction rests on: only these are told.
 * Deletions can only take away what a proof rests on.
 */
static xp_status_t check_refutation(xp_refutation_t refutation, const xp_vote_system_t system,
                                    const xp_refutation_t stated, const xp_progress_t *progress,
                                    xp_error_t error)
{
    size_t count[XP_VOTE_CLAUSE_COUNT];
    xp_clauses_t clauses, lemmas;
    xp_status_t status;
    int holds = 0;

    xp_clauses_init(clauses);
    xp_clauses_init(lemmas);
    status = xp_vote_system_clauses(clauses, count, system, progress, error);
    for (size_t k = 0; k < stated->step->count && status == XP_OK; k++)
    {
        size_t length;
        const int *literal = xp_clauses_get(&length, stated->step, k);

        if (!stated->is_delete[k] && length > 0)
            status = xp_clauses_add(lemmas, literal, length, error);
    }
    if (status == XP_OK)
        status = xp_sat_trim(&holds, refutation, clauses, lemmas, system->variables, progress,
                             error);
    if (status == XP_OK && !holds)
        status = refuse(error);
    xp_clauses_clear(clauses);
    xp_clauses_clear(lemmas);
    return status;
}

/* The words of the proof, once the evidence has been checked. */
static xp_status_t tell_proof(xp_vote_paper_t e, const xp_progress_t *progress, xp_error_t error)
{
    size_t count[XP_VOTE_CLAUSE_COUNT] = {0}, clauses = 0;
    const xp_vote_certificate_struct *certificate = e->certificate;
    xp_refutation_t refutation;
    xp_clauses_t broken;
    xp_status_t status;
    int holds = 1, kind = 0;

    xp_clauses_init(broken);
    xp_refutation_init(refutation);
    status = xp_vote_system_list(e->system, count_clause, count, progress, error);
    for (int k = 0; k < XP_VOTE_CLAUSE_COUNT; k++)
        clauses += count[k];
    if (status == XP_OK && certificate->claim == XP_VOTE_IMPOSSIBLE)
        status = check_refutation(refutation, e->system, certificate->refutation, progress, error);
    else if (status == XP_OK)
        status = xp_vote_system_evaluate(&holds, &kind, broken, e->system, progress, error);
    if (status == XP_OK && holds == (certificate->claim == XP_VOTE_VIOLATES))
        status = refuse(error);
    if (status == XP_OK && certificate->claim == XP_VOTE_IMPOSSIBLE)
        tell_refutation(e, count, clauses, refutation);
    else if (status == XP_OK && certificate->claim == XP_VOTE_SATISFIES)
        tell_evaluation(e, count);
    else if (status == XP_OK)
    {
        tell_table(e);
        xp_vote_tell_violation(e, kind, broken->literal, broken->length);
        xp_vote_tell_paragraph(e);
    }
    xp_refutation_clear(refutation);
    xp_clauses_clear(broken);
    return status;
}

xp_status_t xp_vote_explain(xp_string_t out, const xp_vote_certificate_t certificate,
                            const xp_explain_options_t *options, const xp_progress_t *progress,
                            xp_error_t error)
{
    xp_vote_system_t system;
    xp_vote_paper_t e;
    xp_string_t paper;
    xp_status_t status;

    xp_vote_system_init(system);
    status = xp_vote_system_set(system, certificate->choice, certificate->properties, error);
    if (status != XP_OK)
        return status;
    e->certificate = certificate;
    e->system = system;
    e->choice = certificate->choice;
    xp_string_init(paper);
    xp_string_init(e->text);
    xp_paper_init(e->paper, paper, options->prose, options->command);
    tell_setting(e);
    tell_claim(e);
    xp_paper_begin_proof(e->paper);
    status = tell_proof(e, progress, error);
    if (status == XP_OK)
    {
        xp_paper_end_proof(e->paper);
        xp_paper_finish(e->paper);
        xp_string_add_bytes(out, paper->text, paper->length);
    }
    xp_paper_clear(e->paper);
    xp_string_clear(paper);
    xp_string_clear(e->text);
    xp_vote_system_clear(system);
    return status;
}
