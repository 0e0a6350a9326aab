/* Marked text as plain text, Markdown or LaTeX. */
#include "cert/prose.h"

#include <ctype.h>
#include <string.h>

typedef struct
{
    unsigned long character;
    const char *command;
} sign_t;

/* Characters with a meaning of their own in LaTeX's words. */
static const sign_t specials[] = {
    {'\\', "\\textbackslash{}"}, {'{', "\\{"}, {'}', "\\}"}, {'$', "\\$"}, {'&', "\\&"},
    {'#', "\\#"}, {'%', "\\%"}, {'_', "\\_"}, {'^', "\\textasciicircum{}"},
    {'~', "\\textasciitilde{}"}, {'<', "$<$"}, {'>', "$>$"}, {'|', "$|$"}, {'"', "''"},
    {'`', "\\`{}"}, {'[', "{[}"}, {']', "{]}"}, {'*', "{*}"}, {0xA0, "~"}};

/* Signs of mathematics. */
static const sign_t signs[] = {
    {0xB1, "\\pm "}, {0xB2, "^2"}, {0xB3, "^3"}, {0xB7, "\\cdot "}, {0xD7, "\\times "},
    {0x393, "\\Gamma "}, {0x394, "\\Delta "}, {0x398, "\\Theta "}, {0x39B, "\\Lambda "},
    {0x39E, "\\Xi "}, {0x3A0, "\\Pi "}, {0x3A3, "\\sum "}, {0x3A6, "\\Phi "},
    {0x3A8, "\\Psi "}, {0x3A9, "\\Omega "}, {0x3B1, "\\alpha "}, {0x3B2, "\\beta "},
    {0x3B3, "\\gamma "}, {0x3B4, "\\delta "}, {0x3B5, "\\varepsilon "}, {0x3B6, "\\zeta "},
    {0x3B7, "\\eta "}, {0x3B8, "\\theta "}, {0x3B9, "\\iota "}, {0x3BA, "\\kappa "},
    {0x3BB, "\\lambda "}, {0x3BC, "\\mu "}, {0x3BD, "\\nu "}, {0x3BE, "\\xi "}, {0x3BF, "o"},
    {0x3C0, "\\pi "}, {0x3C1, "\\rho "}, {0x3C2, "\\varsigma "}, {0x3C3, "\\sigma "},
    {0x3C4, "\\tau "}, {0x3C5, "\\upsilon "}, {0x3C6, "\\varphi "}, {0x3C7, "\\chi "},
    {0x3C8, "\\psi "}, {0x3C9, "\\omega "}, {0x2190, "\\leftarrow "}, {0x2192, "\\to "},
    {0x2208, "\\in "}, {0x220F, "\\prod "}, {0x2211, "\\sum "}, {0x2212, "-"},
    {0x221E, "\\infty "}, {0x222B, "\\int "},
    {0x2248, "\\approx "}, {0x2260, "\\neq "}, {0x2264, "\\le "}, {0x2265, "\\ge "}};

static const char *find_sign(const sign_t *list, size_t count, unsigned long character)
{
    size_t i;

    for (i = 0; i < count; i++)
        if (list[i].character == character)
            return list[i].command;
    return NULL;
}

/* One character, and how many bytes it takes; U+FFFD for a byte that begins none. */
static size_t decode(unsigned long *character, const char *text)
{
    unsigned char first = (unsigned char) text[0];
    size_t length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2, i;

    *character = first < 0x80 ? first : first & (0xFFu >> (length + 1));
    if (first >= 0x80 && (first < 0xC2 || first > 0xF4))
    {
        *character = 0xFFFD;
        return 1;
    }
    for (i = 1; i < length; i++)
    {
        if (((unsigned char) text[i] & 0xC0) != 0x80)
        {
            *character = 0xFFFD;
            return 1;
        }
        *character = (*character << 6) | ((unsigned char) text[i] & 0x3F);
    }
    return length;
}

void xp_prose_add_plain(xp_string_t out, const char *text)
{
    for (; *text != '\0'; text++)
        xp_string_add_char(out, (unsigned char) *text < ' ' || *text == 0x7F ? '?' : *text);
}

size_t xp_prose_width(const char *text)
{
    size_t width = 0;

    for (; *text != '\0'; text++)
        width += ((unsigned char) *text & 0xC0) != 0x80;
    return width;
}

/* Letters that every LaTeX knows; any other is named by its number. */
static int is_letter(unsigned long character)
{
    return character < 0x80 || (character >= 0xC0 && character <= 0x17F)
           || (character >= 0x2013 && character <= 0x201E && character != 0x2015
               && character != 0x2016 && character != 0x2017 && character != 0x201B);
}

static void add_latex(xp_string_t out, const char *text, size_t bytes, unsigned long character,
                      int math)
{
    const char *sign = find_sign(signs, sizeof signs / sizeof signs[0], character);
    const char *special = find_sign(specials, sizeof specials / sizeof specials[0], character);

    if (math)
        xp_string_add_bytes(out, sign != NULL ? sign : text,
                            sign != NULL ? strlen(sign) : bytes);
    else if (special != NULL)
        xp_string_add(out, special);
    else if (sign != NULL)
        xp_string_printf(out, "$%s$", sign);
    else if (!is_letter(character))
        xp_string_printf(out, "{[}U+%04lX{]}", character);
    else
    {
        xp_string_add_bytes(out, text, bytes);
        /* two hyphens would become a dash */
        if (character == '-' && text[1] == '-')
            xp_string_add(out, "{}");
    }
}

/* A blank between a coefficient, or the sign of expectation, and a symbol. */
static int is_product(const char *blank)
{
    return *blank == ' ' && isalpha((unsigned char) blank[1])
           && (isdigit((unsigned char) blank[-1]) || blank[-1] == 'E');
}

/* Mathematics in LaTeX: labels are words in it. */
static void add_marked_latex(xp_string_t out, const char *text)
{
    int math = 0, label = 0;

    while (*text != '\0')
    {
        unsigned long character;
        size_t bytes = decode(&character, text);

        if (*text == *XP_MATH || *text == *XP_MATH_END)
        {
            math = *text == *XP_MATH;
            xp_string_add_char(out, '$');
        }
        else if (*text == *XP_LABEL || *text == *XP_LABEL_END)
        {
            label = *text == *XP_LABEL;
            xp_string_add(out, label ? "\\text{" : "}");
        }
        else if (math && !label && is_product(text))
            xp_string_add(out, "\\,");
        else
            add_latex(out, text, bytes, character, math && !label);
        text += bytes;
    }
}

void xp_prose_add(xp_string_t out, xp_prose_t prose, const char *marked)
{
    size_t start = out->length;

    if (prose == XP_PROSE_LATEX)
    {
        add_marked_latex(out, marked);
        return;
    }
    for (; *marked != '\0'; marked++)
        if ((unsigned char) *marked >= ' ')
        {
            int first = out->length == start;

            if (prose == XP_PROSE_MARKDOWN
                && (strchr("\\`*_[]<>|~&#$", *marked) != NULL
                    || (first && strchr("-+=", *marked) != NULL)))
                xp_string_add_char(out, '\\');
            xp_string_add_char(out, *marked);
        }
}
