/* Reading rows by their keys: the violated one, and multipliers with their branches. */
#include "cert/read_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>

/* A kind of row, which stands alone when it is the violated one. */
static xp_row_kind_t read_kind(xp_fields_t *in)
{
    xp_row_kind_t kind = XP_ROW_DSIC;
    const char *word = NULL;
    size_t length = 0;

    if (xp_fields_word(in, &word, &length, "the kind of a row such as `bic`")
        && !xp_row_kind_find(&kind, word, length))
        xp_fields_refuse(in, "this is no kind of row: they are dsic, epic, bic, epir, iir, eair, "
                             "sbb, wbb, eabb, eawbb, npt, nopay, eff, wmon, pos, one, worst, fix");
    return kind;
}

static void read_indices(xp_fields_t *in, xp_row_key_t *key, const xp_environment_t environment)
{
    const unsigned has = xp_row_kind_indices(key->kind);

    if (has & XP_ROW_HAS_AGENT)
        key->agent = xp_fields_index(in, environment->agent_count, "an agent");
    if (has & XP_ROW_HAS_TYPE)
        key->type = xp_fields_index(in, environment->agent[key->agent].type_count, "a type");
    if (has & XP_ROW_HAS_REPORT)
    {
        key->report = xp_fields_index(in, environment->agent[key->agent].type_count, "a type");
        if (key->report == key->type)
            xp_fields_refuse(in, "the report is the true type");
        if (key->kind == XP_ROW_WMON && key->report < key->type)
            xp_fields_refuse(in, "the smaller type stands first");
    }
    if (has & XP_ROW_HAS_OTHERS)
        key->others = xp_fields_others(in, environment->profiles, key->agent);
    if (has & XP_ROW_HAS_PROFILE)
        key->profile = xp_fields_profile(in, environment->profiles);
    if (has & XP_ROW_HAS_OUTCOME)
        key->outcome = xp_fields_index(in, environment->outcome_count, "an outcome");
}

void xp_take_violated(xp_fields_t *in, xp_certificate_t certificate)
{
    xp_property_t property = XP_DSIC;
    xp_row_kind_t kind;

    xp_fields_expect(in, "row");
    kind = read_kind(in);
    if (in->status == XP_OK
        && (!xp_row_kind_property(&property, kind)
            || certificate->question.properties != XP_PROPERTY_BIT(property)))
        xp_fields_refuse(in, "expected a row of the property that is violated");
    if (in->status != XP_OK)
        return;
    xp_row_key_init(&certificate->row, kind);
    read_indices(in, &certificate->row, certificate->environment);
    xp_fields_end(in);
}

/* Why a row of this kind may not be used; NULL when it may. */
static const char *find_fault(const xp_certificate_t certificate, xp_row_kind_t kind)
{
    const xp_question_t *question = &certificate->question;
    xp_property_t property = XP_DSIC;

    if (xp_row_kind_property(&property, kind))
    {
        if (!(xp_properties_close(question->properties) & XP_PROPERTY_BIT(property)))
            return "this property is not claimed and does not follow from those claimed";
        if (xp_property_info(property)->needs_prior
            && certificate->environment->prior == XP_PRIOR_NONE)
            return "this row is an expectation, and there is no prior";
        if (certificate->reduced && (kind == XP_ROW_SBB || kind == XP_ROW_WBB))
            return "the reduced form has rows bic, iir, eair, eabb, eawbb only";
        return NULL;
    }
    switch (kind)
    {
    case XP_ROW_POS:
    case XP_ROW_ONE:
        return certificate->has_rule ? "this row is for a free rule" : NULL;
    case XP_ROW_WORST:
        return question->objective == XP_OBJECTIVE_WORST_DEFICIT
                   ? NULL : "this row is for the objective worst-deficit";
    default:
        return question->deterministic ? NULL : "this row is for deterministic claims";
    }
}

/*
 * The branches above the tree that is read.
 *   node   profile and case of each
 *   fixed  for each profile 1 + the outcome that a case fixed, otherwise 0; NULL
 *          when the claim is not deterministic
 */
typedef struct
{
    slong profile;
    slong outcome;
} branch_t;

typedef struct
{
    branch_t *node;
    size_t depth;
    size_t room;
    slong *fixed;
} path_t;

static void read_multiplier(xp_fields_t *in, xp_certificate_t certificate, const path_t *path,
                            xp_row_key_t *last, int first)
{
    const char *fault;
    xp_row_key_t key;
    fmpq_t value;
    size_t place;

    xp_fields_expect(in, "row");
    place = in->at + 1;
    xp_row_key_init(&key, read_kind(in));
    fault = in->status == XP_OK ? find_fault(certificate, key.kind) : NULL;
    if (fault != NULL)
        xp_fields_refuse(in, "%s", fault);
    if (in->status == XP_OK)
        read_indices(in, &key, certificate->environment);
    if (key.kind == XP_ROW_FIX && in->status == XP_OK
        && path->fixed[key.profile] != key.outcome + 1)
        xp_fields_refuse(in, "no case above this row fixes this outcome at this profile");
    if (in->status == XP_OK && !first && xp_row_key_compare(last, &key) >= 0)
    {
        in->field = place;
        xp_fields_refuse(in, "this row stands twice or before one of smaller indices: rows are in "
                             "the order of their kinds and indices");
    }
    fmpq_init(value);
    xp_fields_number(in, value);
    if (fmpq_is_zero(value) || (fmpq_sgn(value) < 0 && !xp_row_kind_is_equation(key.kind)))
        xp_fields_refuse(in, "a multiplier is greater than 0, of an equation other than 0");
    xp_fields_end(in);
    if (in->status == XP_OK)
        xp_proof_add(certificate->proof, &key, value);
    fmpq_clear(value);
    *last = key;
}

/* An optimum that is the constant part of its objective needs no row. */
static void read_leaf(xp_fields_t *in, xp_certificate_t certificate, const path_t *path)
{
    xp_row_key_t last;
    int first = 1;

    xp_row_key_init(&last, XP_ROW_DSIC);
    xp_proof_add_leaf(certificate->proof);
    if (certificate->claim == XP_CLAIM_IMPOSSIBLE && !xp_fields_next_is(in, "row"))
        xp_fields_refuse_next(in, "`row`");
    for (; xp_fields_next_is(in, "row"); first = 0)
        read_multiplier(in, certificate, path, &last, first);
    xp_proof_end_leaf(certificate->proof);
}

static void begin_case(xp_fields_t *in, path_t *path)
{
    const branch_t *branch = path->node + path->depth - 1;

    xp_fields_expect(in, "case");
    xp_fields_fixed(in, branch->outcome, "the outcome");
    xp_fields_end(in);
    path->fixed[branch->profile] = branch->outcome + 1;
}

static void read_branch(xp_fields_t *in, xp_certificate_t certificate, path_t *path)
{
    slong x;

    xp_fields_expect(in, "branch");
    x = xp_fields_profile(in, certificate->environment->profiles);
    if (in->status == XP_OK && path->fixed[x] != 0)
        xp_fields_refuse(in, "the outcome at this profile is fixed already");
    xp_fields_end(in);
    if (in->status != XP_OK)
        return;
    xp_array_grow(&path->node, &path->room, path->depth, sizeof(branch_t));
    path->node[path->depth].profile = x;
    path->node[path->depth].outcome = 0;
    path->depth++;
    xp_proof_add_branch(certificate->proof, x);
    begin_case(in, path);
}

/* A tree has ended: the next case of the innermost branch that has one; 0 when none has. */
static int continue_path(xp_fields_t *in, path_t *path, slong outcomes)
{
    while (path->depth > 0 && path->node[path->depth - 1].outcome == outcomes - 1)
        path->fixed[path->node[--path->depth].profile] = 0;
    if (path->depth == 0 || in->status != XP_OK)
        return 0;
    path->node[path->depth - 1].outcome++;
    begin_case(in, path);
    return 1;
}

void xp_take_proof(xp_fields_t *in, xp_certificate_t certificate)
{
    const slong size = certificate->environment->profiles->size;
    path_t path = {NULL, 0, 0, NULL};

    if (certificate->question.deterministic)
    {
        xp_fields_spend(in, size, sizeof(slong));
        if (in->status == XP_OK)
            path.fixed = xp_calloc((size_t) size, sizeof(slong));
    }
    do
    {
        while (path.fixed != NULL && xp_fields_next_is(in, "branch"))
            read_branch(in, certificate, &path);
        if (in->status != XP_OK)
            break;
        read_leaf(in, certificate, &path);
    }
    while (continue_path(in, &path, certificate->environment->outcome_count));
    free(path.fixed);
    free(path.node);
}
