/* A certificate about interim probabilities of winning as a proof in words. */
#include "cert/allocation_explain.h"

#include <stdarg.h>
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

/* More types are told by their number. */
#define TYPES_TOLD 200

void xp_allocation_tell(xp_allocation_paper_t e, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    xp_string_vprintf(e->text, format, arguments);
    va_end(arguments);
}

void xp_allocation_tell_label(xp_allocation_paper_t e, const char *label)
{
    xp_prose_add_plain(e->text, label);
}

void xp_allocation_tell_number(xp_allocation_paper_t e, const fmpq_t value)
{
    xp_rat_add_text(e->text, value);
    if (e->digits >= 0 && !fmpz_is_one(fmpq_denref(value)))
    {
        xp_string_add(e->text, " (");
        xp_rat_add_decimal(e->text, value, e->digits);
        xp_string_add(e->text, ")");
    }
}

void xp_allocation_tell_paragraph(xp_allocation_paper_t e)
{
    xp_paper_add_paragraph(e->paper, e->text->text);
    xp_string_reset(e->text);
}

void xp_allocation_tell_cell(xp_allocation_paper_t e)
{
    xp_paper_add_cell(e->paper, e->text->text);
    xp_string_reset(e->text);
}

xp_status_t xp_allocation_refuse(xp_error_t error)
{
    xp_error_set(error, "the evidence does not prove the claim: ask expost-verify where");
    return XP_INPUT;
}

xp_status_t xp_allocation_go_on(const xp_allocation_paper_t e, slong k, xp_error_t error)
{
    const slong size = e->environment->profiles->size;

    if ((k & 1023) != 0
        || !xp_progress_tick(e->progress, "explain", (uint64_t) k, (uint64_t) size))
        return XP_OK;
    xp_error_set(error, "stopped while the proof was written");
    return XP_STOPPED;
}

static xp_status_t set_chances(xp_allocation_paper_t e, xp_error_t error)
{
    const xp_allocation_certificate_struct *certificate = e->certificate;
    const xp_environment_struct *environment = e->environment;
    void *chance = NULL;
    xp_status_t status = xp_table_alloc(&chance, (size_t) certificate->pair_count, sizeof(fmpq),
                                        error);

    if (status != XP_OK)
        return status;
    e->chance = chance;
    for (slong p = 0; p < certificate->pair_count; p++)
        fmpq_init(e->chance + p);
    for (slong i = 0; i < environment->agent_count && status == XP_OK; i++)
        for (slong p = certificate->offset[i]; p < certificate->offset[i + 1]; p++)
            xp_environment_type_probability(e->chance + p, environment, i,
                                            p - certificate->offset[i]);
    return status;
}

static void tell_types(xp_allocation_paper_t e)
{
    static const xp_column_t column[] = {{"Agent", 0, 0}, {"Type", 0, 0}, {"Probability", 1, 0},
                                         {"Wins with", 1, 0}};
    const xp_allocation_certificate_struct *certificate = e->certificate;

    xp_paper_begin_table(e->paper, column, 4);
    for (slong i = 0; i < e->environment->agent_count; i++)
        for (slong p = certificate->offset[i]; p < certificate->offset[i + 1]; p++)
        {
            const xp_agent_struct *agent = e->environment->agent + i;

            xp_allocation_tell_label(e, agent->name);
            xp_allocation_tell_cell(e);
            xp_allocation_tell_label(e, agent->type_label[p - certificate->offset[i]]);
            xp_allocation_tell_cell(e);
            xp_allocation_tell_number(e, e->chance + p);
            xp_allocation_tell_cell(e);
            xp_allocation_tell_number(e, certificate->win + p);
            xp_allocation_tell_cell(e);
        }
    xp_paper_end_table(e->paper);
}

static void tell_setting(xp_allocation_paper_t e)
{
    const slong units = e->certificate->unit_count;
    const slong n = e->environment->agent_count;
    const slong types = e->certificate->pair_count;

    xp_paper_add_heading(e->paper, "Setting");
    if (units == 1)
        xp_allocation_tell(e, "One unit can go to %s, or to nobody",
                           n == 1 ? "an agent" : "one of several agents");
    else
        xp_allocation_tell(e, "%ld identical units can go to agents, at most one to each; they "
                              "may also be kept", (long) units);
    xp_allocation_tell(e, ". There %s %ld agent%s. ", n == 1 ? "is" : "are", (long) n,
                       n == 1 ? "" : "s");
    xp_allocation_tell(e, e->environment->prior == XP_PRIOR_JOINT
                              ? "Types are drawn together: the certificate states the "
                                "probability of each profile. "
                              : "Types are independent. ");
    xp_allocation_tell(e, "%s%s", "A type is to win with the probability stated, in expectation "
                                  "over the others' types given its own",
                       types > TYPES_TOLD ? "; these probabilities stand in the certificate."
                                          : ":");
    xp_allocation_tell_paragraph(e);
    if (types <= TYPES_TOLD)
        tell_types(e);
}

static void tell_claim(xp_allocation_paper_t e)
{
    const slong units = e->certificate->unit_count;

    xp_allocation_tell(e, "%s allocation of %ld unit%s lets every type of positive probability "
                          "win with the probability stated.",
                       e->certificate->feasible ? "Some" : "No", (long) units,
                       units == 1 ? "" : "s");
    xp_paper_add_proposition(e->paper, e->text->text);
    xp_string_reset(e->text);
}

xp_status_t xp_allocation_explain(xp_string_t out, const xp_allocation_certificate_t certificate,
                                  const xp_explain_options_t *options,
                                  const xp_progress_t *progress, xp_error_t error)
{
    xp_allocation_paper_t e;
    xp_status_t status;
    xp_string_t paper;

    e->certificate = certificate;
    e->environment = certificate->environment;
    e->progress = progress;
    e->chance = NULL;
    e->digits = options->digits;
    status = set_chances(e, error);
    if (status != XP_OK)
        return status;
    xp_string_init(paper);
    xp_string_init(e->text);
    xp_paper_init(e->paper, paper, options->prose, options->command);
    tell_setting(e);
    tell_claim(e);
    xp_paper_begin_proof(e->paper);
    status = certificate->feasible ? xp_allocation_tell_rule(e, error)
                                   : xp_allocation_tell_set(e, error);
    if (status == XP_OK)
    {
        xp_paper_end_proof(e->paper);
        xp_paper_finish(e->paper);
        xp_string_add_bytes(out, paper->text, paper->length);
    }
    xp_paper_clear(e->paper);
    xp_string_clear(paper);
    xp_string_clear(e->text);
    for (slong p = 0; p < certificate->pair_count; p++)
        fmpq_clear(e->chance + p);
    free(e->chance);
    return status;
}
