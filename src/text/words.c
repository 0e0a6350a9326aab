/* The reserved words of the model language. */
#include <stddef.h>
#include <string.h>

#include "text/syntax.h"

/* In the order of the bytes, for binary search. */
static const struct
{
    const char *word;
    int token;
} words[] = {
    {"abs", XP_TOKEN_ABS},
    {"agent", XP_TOKEN_AGENT},
    {"agents", XP_TOKEN_AGENTS},
    {"and", XP_TOKEN_AND},
    {"at", XP_TOKEN_AT},
    {"cdf", XP_TOKEN_CDF},
    {"ceil", XP_TOKEN_CEIL},
    {"cost", XP_TOKEN_COST},
    {"density", XP_TOKEN_DENSITY},
    {"efficient", XP_TOKEN_EFFICIENT},
    {"erf", XP_TOKEN_ERF},
    {"exp", XP_TOKEN_EXP},
    {"floor", XP_TOKEN_FLOOR},
    {"from", XP_TOKEN_FROM},
    {"grid", XP_TOKEN_GRID},
    {"if", XP_TOKEN_IF},
    {"in", XP_TOKEN_IN},
    {"joint", XP_TOKEN_JOINT},
    {"let", XP_TOKEN_LET},
    {"log", XP_TOKEN_LOG},
    {"max", XP_TOKEN_MAX},
    {"min", XP_TOKEN_MIN},
    {"n", XP_TOKEN_COUNT},
    {"not", XP_TOKEN_NOT},
    {"or", XP_TOKEN_OR},
    {"others", XP_TOKEN_OTHERS},
    {"otherwise", XP_TOKEN_OTHERWISE},
    {"outcome", XP_TOKEN_OUTCOME},
    {"outcomes", XP_TOKEN_OUTCOMES},
    {"outside", XP_TOKEN_OUTSIDE},
    {"owner", XP_TOKEN_OWNER},
    {"payment", XP_TOKEN_PAYMENT},
    {"payments", XP_TOKEN_PAYMENTS},
    {"pi", XP_TOKEN_PI},
    {"prefers", XP_TOKEN_PREFERS},
    {"prior", XP_TOKEN_PRIOR},
    {"real", XP_TOKEN_REAL},
    {"requires", XP_TOKEN_REQUIRES},
    {"rule", XP_TOKEN_RULE},
    {"self", XP_TOKEN_SELF},
    {"share", XP_TOKEN_SHARE},
    {"source", XP_TOKEN_SOURCE},
    {"sqrt", XP_TOKEN_SQRT},
    {"sum", XP_TOKEN_SUM},
    {"t", XP_TOKEN_TYPE},
    {"ties", XP_TOKEN_TIES},
    {"title", XP_TOKEN_TITLE},
    {"types", XP_TOKEN_TYPES},
    {"value", XP_TOKEN_VALUE},
    {"weights", XP_TOKEN_WEIGHTS},
    {"when", XP_TOKEN_WHEN}
};

int xp_syntax_reserved(const char *text, size_t length)
{
    size_t low = 0, high = sizeof(words) / sizeof(words[0]);

    while (low < high)
    {
        size_t middle = low + (high - low) / 2;
        int order = strncmp(text, words[middle].word, length);

        if (order == 0 && words[middle].word[length] != 0)
        {
            order = -1;
        }
        if (order == 0)
        {
            return words[middle].token;
        }
        if (order < 0)
        {
            high = middle;
        }
        else
        {
            low = middle + 1;
        }
    }
    return 0;
}
