/* Formulas as the model asks them: what they read, their value, and where they have none. */
#include "text/code.h"

#include <stdlib.h>

/* What reading the type of the agent ref comes to; over[b]: bound name b leaves self out. */
static int read_agent(const xp_agent_ref_t *ref, const xp_source_struct *source, slong self,
                      const int *over)
{
    int others = source->agent_count > 1 ? XP_READS_OTHERS : 0;

    switch (ref->kind)
    {
        case XP_AGENT_SELF:
            return XP_READS_OWN;
        case XP_AGENT_FIXED:
            return XP_READS_SELF | (ref->index == self ? XP_READS_OWN : XP_READS_OTHERS);
        default:
            return XP_READS_SELF | others | (over[ref->index] ? 0 : XP_READS_OWN);
    }
}

static int read_code(const xp_code_struct *code, const xp_source_struct *source, slong self,
                     int *over)
{
    int reads = 0;

    switch (code->kind)
    {
        case XP_CODE_VARIABLE:
        case XP_CODE_CHOSEN:
            reads = XP_READS_OUTCOME;
            break;
        case XP_CODE_CHOSEN_OWNER:
            reads = XP_READS_OUTCOME | XP_READS_SELF;
            break;
        case XP_CODE_TYPE:
        case XP_CODE_FIELD:
        case XP_CODE_TYPE_IS:
            reads = read_agent(&code->agent, source, self, over);
            break;
        case XP_CODE_TYPE_SAME:
            reads = read_agent(&code->agent, source, self, over) |
                    read_agent(&code->other, source, self, over);
            break;
        case XP_CODE_SUM_OVER:
        case XP_CODE_MIN_OVER:
        case XP_CODE_MAX_OVER:
            over[code->number] = code->others;
            break;
        case XP_CODE_BY_TYPE:
            reads = XP_READS_OWN;
            break;
        case XP_CODE_BY_PROFILE:
            reads = XP_READS_OWN | XP_READS_SELF |
                    (source->agent_count > 1 ? XP_READS_OTHERS : 0);
            break;
        default:
            break;
    }
    for (slong c = 0; c < code->child_count; c++)
    {
        if (code->child[c] != NULL)
        {
            reads |= read_code(code->child[c], source, self, over);
        }
    }
    return reads;
}

int xp_code_reads(const xp_code_struct *code, const xp_source_struct *source, slong self)
{
    int over[XP_CODE_LOOPS] = {0};

    return read_code(code, source, self, over);
}

const xp_code_struct *xp_formula_at(const xp_formula_t *formula, slong outcome)
{
    if (formula->by_outcome != NULL && outcome >= 0 && formula->by_outcome[outcome] != NULL)
    {
        return formula->by_outcome[outcome];
    }
    return formula->general;
}

int xp_formula_reads(const xp_formula_t *formula)
{
    int reads = 0;

    if (formula->general != NULL)
    {
        reads |= xp_code_reads(formula->general, formula->source, formula->self);
    }
    if (formula->by_outcome != NULL)
    {
        for (slong a = 0; a < formula->source->outcome_count; a++)
        {
            if (formula->by_outcome[a] != NULL)
            {
                reads |= xp_code_reads(formula->by_outcome[a], formula->source, formula->self);
            }
        }
    }
    return reads;
}

void xp_source_add_profile(xp_string_t string, const xp_source_struct *source,
                           const slong *profile)
{
    slong n = source->agent_count;

    if (n > 1)
    {
        xp_string_add_char(string, '(');
    }
    for (slong i = 0; i < n; i++)
    {
        xp_string_printf(string, "%s%s", i > 0 ? ", " : "",
                         source->class[source->class_of[i]].label[profile[i]]);
    }
    if (n > 1)
    {
        xp_string_add_char(string, ')');
    }
}

void xp_formula_explain(xp_error_t error, const xp_formula_t *formula,
                        const xp_code_struct *code, const xp_point_t *point)
{
    const xp_source_struct *source = formula->source;
    int reads = xp_code_reads(code, source, formula->self);
    slong self = formula->self;
    xp_string_t words;

    xp_string_init(words);
    xp_string_printf(words, "%s: the %s", error->message, formula->what);
    if (self >= 0)
    {
        xp_string_printf(words, " of agent \"%s\"", source->agent_name[self]);
    }
    if (point->profile != NULL && ((reads & XP_READS_OTHERS) || (self < 0 && reads != 0)))
    {
        xp_string_add(words, " at profile ");
        xp_source_add_profile(words, source, point->profile);
    }
    else if (point->profile != NULL && self >= 0 && (reads & XP_READS_OWN))
    {
        const xp_class_t *class = &source->class[source->class_of[self]];

        xp_string_printf(words, " at type %s", class->label[point->profile[self]]);
    }
    if (point->outcome >= 0 && (formula->by_outcome != NULL || (reads & XP_READS_OUTCOME)))
    {
        xp_string_printf(words, ", outcome %s", source->outcome_label[point->outcome]);
    }
    if (point->advice != NULL)
    {
        xp_string_printf(words, "; %s", point->advice);
    }
    xp_error_set(error, "%s", words->text);
    xp_source_set_place(error, source, point->offset);
    xp_string_clear(words);
}

xp_status_t xp_formula_evaluate(fmpq_t value, const void *context, slong agent, slong outcome,
                                const slong *profile, xp_error_t error)
{
    const xp_formula_t *formula = context;
    const xp_code_struct *code = xp_formula_at(formula, outcome);
    xp_point_t point;
    xp_status_t status;
    fmpq_t result;

    (void) agent;
    if (code == NULL)
    {
        fmpq_zero(value);
        return XP_OK;
    }
    fmpq_init(result);
    xp_point_init(&point, formula->source, formula->self, outcome, profile);
    status = xp_code_number(result, code, &point, error);
    if (status == XP_OK)
    {
        fmpq_swap(value, result);
    }
    else
    {
        xp_formula_explain(error, formula, code, &point);
    }
    fmpq_clear(result);
    return status;
}

xp_status_t xp_formula_weights(fmpq *weight, const void *context, const slong *profile,
                               xp_error_t error)
{
    const xp_formula_t *formula = context;
    const xp_source_struct *source = formula->source;
    slong m = source->outcome_count;
    slong choice = 0;
    xp_point_t point;
    xp_status_t status;

    xp_point_init(&point, source, -1, -1, profile);
    status = xp_code_choice(&choice, formula->general, &point, error);
    if (status != XP_OK)
    {
        xp_formula_explain(error, formula, formula->general, &point);
        return status;
    }
    for (slong a = 0; a < m; a++)
    {
        if (choice >= m)
        {
            fmpq_set(weight + a, source->lotteries->weight + (choice - m) * m + a);
        }
        else
        {
            fmpq_set_si(weight + a, a == choice, 1);
        }
    }
    return XP_OK;
}
