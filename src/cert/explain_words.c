/* Names, labels, numbers and lists, as every chapter of an explanation writes them. */
#include "cert/explain_impl.h"

#include <stdarg.h>
#include <string.h>

#include <expost/model/profiles.h>
#include <expost/num/rat.h>

void xp_say(xp_explanation_t *e, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    xp_string_vprintf(e->text, format, arguments);
    va_end(arguments);
}

/* Whether the text ends inside mathematics, where a label is marked. */
static int in_math(const xp_explanation_t *e)
{
    size_t i = e->text->length;

    while (i-- > 0)
        if (e->text->text[i] == *XP_MATH || e->text->text[i] == *XP_MATH_END)
            return e->text->text[i] == *XP_MATH;
    return 0;
}

static void say_label(xp_explanation_t *e, const char *label)
{
    int math = in_math(e);

    xp_string_add(e->text, math ? XP_LABEL : "");
    xp_prose_add_plain(e->text, label);
    xp_string_add(e->text, math ? XP_LABEL_END : "");
}

void xp_say_agent(xp_explanation_t *e, slong agent)
{
    say_label(e, e->environment->agent[agent].name);
}

void xp_say_type(xp_explanation_t *e, slong agent, slong type)
{
    say_label(e, e->environment->agent[agent].type_label[type]);
}

void xp_say_outcome(xp_explanation_t *e, slong outcome)
{
    say_label(e, e->environment->outcome_label[outcome]);
}

/* All types of the profile but that of agent `without`. */
static void say_labels(xp_explanation_t *e, slong without, int brackets)
{
    slong i, said = 0;

    xp_say(e, "%s", brackets ? "(" : "");
    for (i = 0; i < e->environment->agent_count; i++)
        if (i != without)
        {
            xp_say(e, "%s", said++ > 0 ? ", " : "");
            xp_say_type(e, i, e->profile[i]);
        }
    xp_say(e, "%s", brackets ? ")" : "");
}

void xp_say_profile(xp_explanation_t *e, slong index)
{
    xp_profiles_get(e->profile, e->environment->profiles, index);
    say_labels(e, -1, e->environment->agent_count > 1);
}

void xp_say_types(xp_explanation_t *e, slong index)
{
    xp_profiles_get(e->profile, e->environment->profiles, index);
    say_labels(e, -1, 0);
}

void xp_say_others(xp_explanation_t *e, slong agent, slong line)
{
    xp_profiles_get(e->profile, e->environment->profiles,
                    xp_profiles_line_start(e->environment->profiles, agent, line));
    say_labels(e, agent, e->environment->agent_count > 2);
}

void xp_say_choice(xp_explanation_t *e, const xp_rule_struct *rule, slong choice)
{
    fmpq_t weight;
    slong a, said = 0;

    if (choice < rule->outcome_count)
    {
        xp_say_outcome(e, choice);
        return;
    }
    fmpq_init(weight);
    for (a = 0; a < rule->outcome_count; a++)
    {
        xp_rule_weight(weight, rule, choice, a);
        if (fmpq_is_zero(weight))
            continue;
        xp_say(e, "%s", said++ > 0 ? " + " : "");
        xp_rat_add_text(e->text, weight);
        xp_say(e, " ");
        xp_say_outcome(e, a);
    }
    fmpq_clear(weight);
}

void xp_say_number(xp_explanation_t *e, const fmpq_t value)
{
    int math = in_math(e);

    xp_say(e, "%s", math ? "" : XP_MATH);
    xp_rat_add_text(e->text, value);
    xp_say(e, "%s", math ? "" : XP_MATH_END);
}

void xp_say_signed(xp_explanation_t *e, const fmpq_t value)
{
    fmpq_t size;

    fmpq_init(size);
    fmpq_abs(size, value);
    xp_say(e, "%s", fmpq_sgn(value) < 0 ? " - " : " + ");
    xp_say_number(e, size);
    fmpq_clear(size);
}

void xp_say_value(xp_explanation_t *e, const fmpq_t value)
{
    xp_string_t decimal;
    int exact;

    if (e->digits < 0 || fmpz_is_one(fmpq_denref(value)))
    {
        xp_say_number(e, value);
        return;
    }
    xp_string_init(decimal);
    exact = xp_rat_add_decimal(decimal, value, e->digits);
    xp_say(e, XP_MATH);
    xp_rat_add_text(e->text, value);
    xp_say(e, " %s %s" XP_MATH_END, exact ? "=" : "\xE2\x89\x88", decimal->text);
    xp_string_clear(decimal);
}

void xp_say_count(xp_explanation_t *e, slong count, const char *noun)
{
    static const char *const words[] = {"no", "one", "two", "three", "four", "five", "six"};
    size_t length = strlen(noun);

    if (count < 7)
        xp_say(e, "%s ", words[count]);
    else
        xp_say(e, "%ld ", (long) count);
    if (count == 1)
        xp_say(e, "%s", noun);
    else if (noun[length - 1] == 'y')
        xp_say(e, "%.*sies", (int) length - 1, noun);
    else
        xp_say(e, "%ss", noun);
}

void xp_say_comma(xp_explanation_t *e, slong i, slong count)
{
    if (i > 0)
        xp_say(e, "%s", i + 1 == count ? " and " : ", ");
}

void xp_end_paragraph(xp_explanation_t *e)
{
    xp_paper_add_paragraph(e->paper, e->text->text);
    xp_string_reset(e->text);
}

void xp_end_formula(xp_explanation_t *e)
{
    xp_paper_add_formula(e->paper, e->text->text);
    xp_string_reset(e->text);
}

void xp_end_heading(xp_explanation_t *e)
{
    xp_paper_add_heading(e->paper, e->text->text);
    xp_string_reset(e->text);
}

void xp_end_cell(xp_explanation_t *e)
{
    xp_paper_add_cell(e->paper, e->text->text);
    xp_string_reset(e->text);
}

void xp_cell_number(xp_explanation_t *e, const fmpq_t value)
{
    xp_say_number(e, value);
    xp_end_cell(e);
}

void xp_cell(xp_explanation_t *e, const char *words)
{
    xp_paper_add_cell(e->paper, words);
}

void xp_type_probability(fmpq_t value, const xp_explanation_t *e, slong agent, slong type)
{
    xp_environment_type_probability(value, e->environment, agent, type);
}
