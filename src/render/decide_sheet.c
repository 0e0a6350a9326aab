/* The evidence of a decision as a page: multipliers, ray, mechanism. */
#include "render/decide_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/render/number.h>

#include "render/page_impl.h"
#include "render/words_impl.h"

/* Sums of more unknowns than this are not formed for a report. */
#define SUM_LIMIT 100000

/* "at (0, 1): trade; at (1, 1): keep", the case that a leaf stands in. */
static void add_case(xp_string_t out, const xp_leaves_t leaves,
                     const xp_environment_t environment)
{
    slong *profile = xp_malloc((size_t) environment->agent_count * sizeof(slong));
    size_t d;

    for (d = 0; d < leaves->depth; d++)
    {
        xp_profiles_get(profile, environment->profiles,
                        leaves->proof->node[leaves->path[d]].profile);
        xp_string_add(out, d > 0 ? "; " : "");
        xp_words_add_profile(out, environment, profile);
        xp_string_printf(out, ": %s", environment->outcome_label[leaves->outcome[d]]);
    }
    free(profile);
}

/* The right side of the sum of the rows; 0 where there are too many unknowns to form it. */
static int find_right(fmpq_t right, const xp_question_t *question, const xp_proof_struct *proof)
{
    xp_question_t asked = *question;
    slong unknowns = xp_unknown_count(question);
    int found = xp_profiles_are_listed(question->environment->profiles) && unknowns <= SUM_LIMIT;
    xp_rule_t own;
    xp_error_t error;
    fmpq *sum;

    xp_rule_init(own);
    xp_error_init(error);
    found = found && xp_question_list_rule(&asked, own, NULL, error) == XP_OK;
    if (found)
    {
        sum = _fmpq_vec_init(unknowns);
        xp_proof_sum(sum, right, proof, 0, &asked);
        _fmpq_vec_clear(sum, unknowns);
    }
    xp_error_clear(error);
    xp_rule_clear(own);
    return found;
}

/* What the multiplied rows of a proof with one leaf add up to. */
static void add_sum(xp_sheet_t sheet, const xp_decide_report_t *decide, long digits)
{
    const xp_question_t *question = decide->question;
    const xp_proof_struct *proof = decide->decision->proof;
    xp_string_t text;
    fmpq_t right;

    xp_string_init(text);
    fmpq_init(right);
    if (decide->decision->verdict == XP_OPTIMAL)
        xp_string_printf(text, "Multiplied by these numbers and added up, the inequalities say "
                               "that no such mechanism has a %s value.",
                         question->maximise ? "larger" : "smaller");
    else if (proof->node_count > 1)
        xp_string_add(text, "In each case the inequalities, multiplied by these numbers and added "
                            "up, contradict one another.");
    else
    {
        xp_string_add(text, "Multiplied by these numbers and added up, the inequalities say 0 >= ");
        if (find_right(right, question, proof))
        {
            xp_number_add(text, right, digits);
            xp_string_add(text, ", which is false.");
        }
        else
            xp_string_add(text, "q for a number q > 0, which is false.");
    }
    xp_sheet_add_paragraph(sheet, text->text);
    fmpq_clear(right);
    xp_string_clear(text);
}

static void begin_multipliers(xp_sheet_t sheet, const xp_decide_report_t *decide)
{
    static const char *const heading[] = {"Case", "Inequality", "Where", "Multiplier"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT, XP_ALIGN_LEFT,
                                       XP_ALIGN_RIGHT};
    size_t first = decide->decision->proof->node_count > 1 ? 0 : 1;

    xp_sheet_add_table(sheet, NULL, 4 - first, heading + first, align + first);
}

static void say_left_out(xp_sheet_t sheet, size_t count, const char *noun)
{
    xp_string_t text;

    xp_string_init(text);
    xp_string_printf(text, "%zu more %s are not shown here; --format csv and json have all.",
                     count, noun);
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

/* The multipliers of every leaf, at most rows of them. */
static void add_multipliers(xp_sheet_t sheet, const xp_report_t *report,
                            const xp_decide_report_t *decide, size_t rows)
{
    const xp_proof_struct *proof = decide->decision->proof;
    const xp_environment_struct *environment = decide->question->environment;
    const xp_proof_node_t *leaf;
    size_t shown = 0, k;
    xp_leaves_t leaves;
    xp_string_t text;

    xp_string_init(text);
    xp_leaves_init(leaves, proof, environment->outcome_count);
    begin_multipliers(sheet, decide);
    while (shown < rows && (leaf = xp_leaves_next(leaves)) != NULL)
        for (k = 0; k < leaf->count && shown < rows; k++, shown++)
        {
            const xp_multiplier_struct *multiplier = proof->multiplier + leaf->first + k;

            if (proof->node_count > 1)
            {
                xp_string_reset(text);
                add_case(text, leaves, environment);
                xp_sheet_add_cell(sheet, text->text);
            }
            xp_sheet_add_cell(sheet, xp_row_kind_word(multiplier->key.kind));
            xp_string_reset(text);
            xp_decide_add_row(text, &multiplier->key, environment);
            xp_sheet_add_cell(sheet, text->text);
            xp_sheet_add_rational(sheet, multiplier->value, report->digits);
        }
    xp_leaves_clear(leaves);
    xp_string_clear(text);
}

static int has_interim(const xp_proof_struct *proof)
{
    size_t k;

    for (k = 0; k < proof->count; k++)
        if (proof->multiplier[k].key.kind == XP_ROW_BIC
            || proof->multiplier[k].key.kind == XP_ROW_IIR)
            return 1;
    return 0;
}

static void add_proof(xp_sheet_t sheet, const xp_report_t *report,
                      const xp_decide_report_t *decide)
{
    const xp_decision_struct *decision = decide->decision;
    int csv = report->format == XP_FORMAT_CSV;
    size_t count = decision->proof->count, rows = count;
    xp_string_t text;

    if (decision->proof->node_count == 0)
        return;
    if (!csv && count > XP_DECIDE_ROWS + XP_DECIDE_ROWS / 2)
        rows = XP_DECIDE_ROWS;
    xp_string_init(text);
    xp_string_printf(text, "The proof has %zu %s", count,
                     count == 1 ? "multiplier" : "multipliers");
    if (decision->proof->node_count > 1)
        xp_string_add(text, ", case by case of the outcomes at the profiles named");
    if (has_interim(decision->proof))
        xp_string_add(text, "; interim inequalities are weighted with the probability of the type");
    xp_string_add_char(text, ':');
    xp_sheet_add_paragraph(sheet, text->text);
    add_multipliers(sheet, report, decide, rows);
    if (decision->verdict == XP_OPTIMAL)
        xp_sheet_set_aside(sheet);
    if (rows < count)
        say_left_out(sheet, count - rows, "multipliers");
    add_sum(sheet, decide, report->digits);
    xp_string_clear(text);
}

/* The direction that is the same at every profile. */
static void add_single_ray(xp_sheet_t sheet, const xp_report_t *report,
                           const xp_decide_report_t *decide)
{
    static const char *const heading[] = {"Agent", "Change"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_RIGHT};
    const xp_environment_struct *environment = decide->question->environment;
    slong i;
    fmpq_t value;

    fmpq_init(value);
    xp_sheet_add_paragraph(sheet, "Any positive multiple of these changes of the payments, the "
                                  "same at every profile, keeps all the properties and improves "
                                  "the objective:");
    xp_sheet_add_table(sheet, NULL, 2, heading, align);
    xp_sheet_set_aside(sheet);
    for (i = 0; i < environment->agent_count; i++)
    {
        xp_table_get_fmpq(value, decide->decision->ray, i);
        xp_sheet_add_cell(sheet, environment->agent[i].name);
        xp_sheet_add_rational(sheet, value, report->digits);
    }
    fmpq_clear(value);
}

/* The directions at the profiles where one is not 0. */
static void add_ray(xp_sheet_t sheet, const xp_report_t *report,
                    const xp_decide_report_t *decide)
{
    const xp_environment_struct *environment = decide->question->environment;
    const slong n = environment->agent_count;
    const xp_table_struct *ray = decide->decision->ray;
    size_t columns = 2 * (size_t) n, k, shown = 0, left_out = 0;
    const char **heading = xp_malloc(columns * sizeof(char *));
    xp_align_t *align = xp_malloc(columns * sizeof(xp_align_t));
    xp_string_t *pays = xp_malloc((size_t) n * sizeof(xp_string_t));
    slong *profile = xp_malloc((size_t) n * sizeof(slong));
    slong index, i;
    fmpq_t value;

    fmpq_init(value);
    for (i = 0; i < n; i++)
    {
        xp_string_init(pays[i]);
        xp_string_printf(pays[i], "%s: change", environment->agent[i].name);
        heading[i] = environment->agent[i].name;
        heading[n + i] = pays[i]->text;
    }
    for (k = 0; k < columns; k++)
        align[k] = k < (size_t) n ? XP_ALIGN_LEFT : XP_ALIGN_RIGHT;
    xp_sheet_add_paragraph(sheet, "Any positive multiple of these changes of the payments keeps "
                                  "all the properties and improves the objective:");
    xp_sheet_add_table(sheet, NULL, columns, heading, align);
    xp_sheet_set_aside(sheet);
    for (index = 0; index < environment->profiles->size; index++)
    {
        for (i = 0; i < n && fmpz_is_zero(ray->entry + index * n + i); i++)
            continue;
        if (i == n)
            continue;
        if (shown == XP_DECIDE_ROWS)
        {
            left_out++;
            continue;
        }
        shown++;
        xp_profiles_get(profile, environment->profiles, index);
        for (i = 0; i < n; i++)
            xp_sheet_add_cell(sheet, environment->agent[i].type_label[profile[i]]);
        for (i = 0; i < n; i++)
        {
            xp_table_get_fmpq(value, ray, index * n + i);
            xp_sheet_add_rational(sheet, value, report->digits);
        }
    }
    if (left_out > 0)
        say_left_out(sheet, left_out, "profiles");
    for (i = 0; i < n; i++)
        xp_string_clear(pays[i]);
    fmpq_clear(value);
    free(profile);
    free(pays);
    free(heading);
    free(align);
}

static void add_mechanism(xp_sheet_t sheet, const xp_report_t *report,
                          const xp_pay_struct *pay)
{
    slong size = pay->mechanism->environment->profiles->size, left_out;
    int all = report->format == XP_FORMAT_CSV || size <= XP_DECIDE_ROWS + XP_DECIDE_ROWS / 2;

    xp_sheet_add_paragraph(sheet, "What each agent pays to the designer; a negative payment is "
                                  "received.");
    left_out = xp_pay_add_tables(sheet, report, pay, all ? size : XP_DECIDE_ROWS);
    if (left_out > 0)
        say_left_out(sheet, (size_t) left_out, "profiles");
}

/* CSV has a table whatever the verdict. */
static void add_reason(xp_sheet_t sheet, const xp_decision_struct *decision)
{
    static const char *const heading[] = {"Verdict", "Reason"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT};

    xp_sheet_add_table(sheet, NULL, 2, heading, align);
    xp_sheet_add_cell(sheet, xp_decide_verdict(decision->verdict));
    xp_sheet_add_cell(sheet, decision->violates_rule ? "the rule is not efficient"
                             : decision->reason == NULL ? "" : decision->reason);
}

void xp_decide_add_evidence(xp_sheet_t sheet, const xp_report_t *report,
                            const xp_decide_report_t *decide, const xp_pay_struct *pay)
{
    const xp_decision_struct *decision = decide->decision;

    if (report->format == XP_FORMAT_CSV
        && (decision->verdict == XP_UNKNOWN || decision->violates_rule))
        add_reason(sheet, decision);
    if (pay != NULL)
        add_mechanism(sheet, report, pay);
    if (decision->verdict == XP_UNBOUNDED
        && xp_profiles_are_listed(decide->question->environment->profiles))
        add_ray(sheet, report, decide);
    else if (decision->verdict == XP_UNBOUNDED)
        add_single_ray(sheet, report, decide);
    if (decision->verdict == XP_OPTIMAL || decision->verdict == XP_IMPOSSIBLE)
        add_proof(sheet, report, decide);
    if (decision->verdict == XP_UNKNOWN)
        return;
    if (!decision->violates_rule)
        xp_sheet_add_paragraph(sheet, xp_decide_method(decision));
    xp_page_add_way(sheet, decide->certificate, decide->verify);
}
