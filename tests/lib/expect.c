/* An assertion inside random rounds: it says in which round the first few failed. */
#include "expect.h"

#include <stdio.h>

#include "harness.h"

long xp_expect_round;

void xp_expect_at(int holds, const char *condition, const char *file, int line)
{
    static int told;

    XP_CHECK(holds);
    if (!holds && told++ < 10)
        printf("%s:%d: round %ld: not so: %s\n", file, line, xp_expect_round, condition);
}

void xp_expect_occurred(const char *suite, const char *what, unsigned long times)
{
    printf("%s: %s %lu%s\n", suite, what, times, times == 0 ? " (never)" : "");
    XP_CHECK(times > 0);
}
