/* Types, profiles, choices in words, for every report. */
#include "render/words_impl.h"

#include <string.h>

#include <expost/num/rat.h>

static const char *label(const xp_environment_t environment, slong agent, const slong *profile)
{
    return environment->agent[agent].type_label[profile[agent]];
}

/* All types but that of agent `without`, which may be -1, between commas. */
static void add_types(xp_string_t out, const xp_environment_t environment, slong without,
                      const slong *profile)
{
    const char *comma = "";
    slong i;

    for (i = 0; i < environment->agent_count; i++)
        if (i != without)
        {
            xp_string_add(out, comma);
            xp_string_add(out, label(environment, i, profile));
            comma = ", ";
        }
}

void xp_words_add_profile(xp_string_t out, const xp_environment_t environment,
                          const slong *profile)
{
    int several = environment->agent_count > 1;

    xp_string_add(out, several ? "(" : "");
    add_types(out, environment, -1, profile);
    xp_string_add(out, several ? ")" : "");
}

void xp_words_add_others(xp_string_t out, const xp_environment_t environment, slong agent,
                         const slong *profile)
{
    int several = environment->agent_count > 2;

    xp_string_add(out, several ? "(" : "");
    add_types(out, environment, agent, profile);
    xp_string_add(out, several ? ")" : "");
}

void xp_words_add_others_named(xp_string_t out, const xp_environment_t environment, slong agent,
                               const slong *profile)
{
    const char *comma = "";
    slong i;

    for (i = 0; i < environment->agent_count; i++)
        if (i != agent)
        {
            xp_string_add(out, comma);
            xp_string_add(out, environment->agent[i].name);
            comma = ", ";
        }
    xp_string_add(out, environment->agent_count > 2 ? " have the types " : " has type ");
    add_types(out, environment, agent, profile);
}

/* Whether a label needs quotation marks beside a weight: blanks, signs, a leading digit. */
static int needs_quotes(const char *label)
{
    const char *c;

    for (c = label; *c != '\0'; c++)
        if ((unsigned char) *c < 0x80 && strchr("_()", *c) == NULL
            && !(*c >= 'a' && *c <= 'z') && !(*c >= 'A' && *c <= 'Z')
            && !(*c >= '0' && *c <= '9' && c > label))
            return 1;
    return 0;
}

void xp_words_add_weights(xp_string_t out, const xp_environment_t environment,
                          const fmpq *weight)
{
    const char *plus = "", *quote;
    slong a;

    for (a = 0; a < environment->outcome_count; a++)
    {
        if (fmpq_is_zero(weight + a))
            continue;
        xp_string_add(out, plus);
        if (fmpq_is_one(weight + a))
        {
            xp_string_add(out, environment->outcome_label[a]);
            return;
        }
        quote = needs_quotes(environment->outcome_label[a]) ? "\"" : "";
        xp_rat_add_text(out, weight + a);
        xp_string_printf(out, " %s%s%s", quote, environment->outcome_label[a], quote);
        plus = " + ";
    }
}

void xp_words_weights(fmpq *weight, const xp_rule_t rule, slong choice)
{
    slong a;

    for (a = 0; a < rule->outcome_count; a++)
        xp_rule_weight(weight + a, rule, choice, a);
}

void xp_words_add_choice(xp_string_t out, const xp_environment_t environment,
                         const xp_rule_t rule, slong choice)
{
    fmpq *weight;

    if (choice < environment->outcome_count)
    {
        xp_string_add(out, environment->outcome_label[choice]);
        return;
    }
    weight = _fmpq_vec_init(environment->outcome_count);
    xp_words_weights(weight, rule, choice);
    xp_words_add_weights(out, environment, weight);
    _fmpq_vec_clear(weight, environment->outcome_count);
}

void xp_words_add_number(xp_string_t out, const fmpz_t count)
{
    char *text = fmpz_get_str(NULL, 10, count);

    xp_string_add(out, text);
    flint_free(text);
}

void xp_words_add_count(xp_string_t out, const fmpz_t count, const char *noun)
{
    size_t length = strlen(noun);

    xp_words_add_number(out, count);
    xp_string_add_char(out, ' ');
    if (fmpz_is_one(count))
        xp_string_add(out, noun);
    else if (noun[length - 1] == 'y')
    {
        xp_string_add_bytes(out, noun, length - 1);
        xp_string_add(out, "ies");
    }
    else
        xp_string_printf(out, "%ss", noun);
}

const char *xp_words_existence(xp_answer_t answer)
{
    return answer == XP_HOLDS ? "possible" : answer == XP_FAILS ? "impossible" : "unknown";
}
