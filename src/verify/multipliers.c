/* Multipliers of rows: their sum, at once or in each leaf of a tree of deterministic rules. */
#include "verify/evidence.h"

/* May a row of this kind be used because one of these properties is claimed? */
static int follows(const xp_claim_struct *claim, xp_row_kind_t kind)
{
    static const struct
    {
        xp_row_kind_t kind;
        unsigned int from;
    } implied[] = {
        {XP_BIC, 1U << XP_DSIC | 1U << XP_EPIC},
        {XP_IIR, 1U << XP_EPIR},
        {XP_EAIR, 1U << XP_IIR | 1U << XP_EPIR},
        {XP_WBB, 1U << XP_SBB},
        {XP_EABB, 1U << XP_SBB},
        {XP_EAWBB, 1U << XP_SBB | 1U << XP_WBB | 1U << XP_EABB},
        {XP_NPT, 1U << XP_NOPAY},
    };
    size_t k;

    if (kind <= XP_WMON && xp_claims(claim, kind))
        return 1;
    for (k = 0; k < sizeof implied / sizeof *implied; k++)
        if (implied[k].kind == kind && (claim->properties & implied[k].from) != 0)
            return 1;
    if (kind == XP_WORST)
        return claim->kind == XP_OPTIMUM && claim->objective == XP_WORST_DEFICIT;
    return claim->rule == XP_FREE && (kind == XP_POS || kind == XP_ONE);
}

static void check_usable(const xp_certificate_t certificate, const xp_key_t *key,
                         xp_reader_t reader)
{
    if (xp_row_is_weighted(key->kind) && certificate->environment->prior == XP_NO_PRIOR)
        xp_reject(reader, "row `%s` needs a prior", xp_row_name(key->kind));
    if (key->kind == XP_FIX)
    {
        if (certificate->fixed == NULL || certificate->fixed[key->profile] != key->outcome + 1)
            xp_reject(reader, "this row `fix` does not belong to the case");
    }
    else if (!follows(certificate->claim, key->kind))
        xp_reject(reader, "row `%s` does not follow from what is claimed",
                  xp_row_name(key->kind));
}

/* Adds the multiplied rows up to the first other record. */
static void add_rows(xp_certificate_t certificate)
{
    xp_reader_struct *reader = certificate->reader;
    xp_form_struct *sum = certificate->sum;
    xp_key_t key, last;
    int first = 1;

    for (; xp_at(reader, "row"); xp_next(reader))
    {
        xp_key_read(&key, certificate->environment, reader);
        if (!first && xp_key_compare(&last, &key) >= 0)
            xp_reject(reader, "this row is out of order or a duplicate");
        check_usable(certificate, &key, reader);
        xp_number(reader, certificate->number);
        if (mpq_sgn(certificate->number) < (xp_row_is_equation(key.kind) ? -1 : 1) ||
            mpq_sgn(certificate->number) == 0)
            xp_reject(reader, xp_row_is_equation(key.kind)
                                  ? "the multiplier of an equation is not 0"
                                  : "the multiplier of an inequality is greater than 0");
        xp_form_begin(sum, certificate->number, xp_row_is_weighted(key.kind));
        xp_row_add(sum, &key);
        xp_form_end(sum);
        last = key;
        first = 0;
    }
}

/* Takes the objective (for max: its negative) less the value claimed from the sum. */
static void subtract_objective(xp_certificate_t certificate)
{
    const xp_claim_struct *claim = certificate->claim;
    xp_form_struct *sum = certificate->sum;
    int sign = claim->maximum ? 1 : -1;

    if (claim->objective == XP_WORST_DEFICIT)
    {
        mpq_set_si(certificate->number, -1, 1);
        xp_form_begin(sum, certificate->number, 0);
        xp_form_add_worst(sum);
        xp_form_end(sum);
    }
    else
    {
        xp_form_begin(sum, NULL, 1);
        xp_objective_add(sum, claim, sign);
        xp_form_end(sum);
    }
    xp_form_begin(sum, NULL, 0);
    xp_form_add_number(sum, -sign, NULL, claim->value);
    xp_form_end(sum);
}

/*
 * The sum says (left side) + known >= 0, a contradiction when the left side is 0 and known < 0.
 * Without the objective and with the value claimed the left side is 0, and known <= 0 says that the
 * right side was at least as large as the value.
 */
static void check_sum(xp_certificate_t certificate, size_t line)
{
    xp_form_struct *sum = certificate->sum;
    int contradiction = xp_form_vanishes(sum) && mpq_sgn(sum->known) < 0;

    if (certificate->claim->kind == XP_IMPOSSIBLE)
    {
        if (!xp_form_vanishes(sum))
            xp_reject_at(certificate->reader, line, "on the left the rows do not add up to 0");
        if (!contradiction)
            xp_reject_at(certificate->reader, line,
                         "on the right the rows do not add up to a number > 0");
    }
    else if (!certificate->claim->deterministic || !contradiction)
    {
        subtract_objective(certificate);
        if (!xp_form_vanishes(sum))
            xp_reject_at(certificate->reader, line,
                         "on the left the rows do not add up to the objective");
        if (mpq_sgn(sum->known) > 0 ||
            (!certificate->claim->deterministic && mpq_sgn(sum->known) != 0))
            xp_reject_at(certificate->reader, line,
                         "on the right the rows do not add up to the value claimed");
    }
    xp_form_reset(sum);
}

/* Reads `case A` at the innermost branch. */
static void begin_case(xp_certificate_t certificate, size_t outcome)
{
    xp_expect(certificate->reader, "case");
    xp_index_is(certificate->reader, outcome, "outcome");
    certificate->fixed[certificate->open[certificate->opened - 1]] = outcome + 1;
    xp_next(certificate->reader);
}

static void begin_branch(xp_certificate_t certificate)
{
    xp_reader_struct *reader = certificate->reader;
    size_t profile = xp_profile_read(certificate->environment, reader, XP_NOBODY);

    if (certificate->fixed[profile] != 0)
        xp_reject(reader, "the rule is fixed at this profile already");
    certificate->open = xp_grown(certificate->open, &certificate->space, certificate->opened,
                                 sizeof(size_t));
    certificate->open[certificate->opened++] = profile;
    xp_next(reader);
    begin_case(certificate, 0);
}

static void check_tree(xp_certificate_t certificate)
{
    size_t outcomes = certificate->environment->outcomes;

    certificate->fixed = xp_zeroed(certificate->environment->profiles, sizeof(size_t));
    for (;;)
    {
        if (xp_at(certificate->reader, "branch"))
        {
            begin_branch(certificate);
            continue;
        }
        add_rows(certificate);
        check_sum(certificate, certificate->reader->line);
        while (certificate->opened > 0)
        {
            size_t *now = &certificate->fixed[certificate->open[certificate->opened - 1]];

            if (*now < outcomes)
            {
                begin_case(certificate, *now);
                break;
            }
            *now = 0;
            certificate->opened--;
        }
        if (certificate->opened == 0)
            return;
    }
}

void xp_check_multipliers(xp_certificate_t certificate)
{
    xp_form_struct *sum = certificate->sum;

    if (certificate->claim->rule != XP_FREE && !certificate->environment->reduced)
        sum->rule = certificate->rule;
    xp_form_open(sum, certificate->claim->rule == XP_FREE, certificate->reader);
    if (certificate->claim->deterministic)
    {
        check_tree(certificate);
        return;
    }
    add_rows(certificate);
    check_sum(certificate, certificate->reader->line);
}
