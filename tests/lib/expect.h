/* An assertion inside random rounds: it says in which round the first few failed. */
#ifndef XP_TESTS_EXPECT_H
#define XP_TESTS_EXPECT_H

/* The round that runs, set by the test. */
extern long xp_expect_round;

void xp_expect_at(int holds, const char *condition, const char *file, int line);

/* Counts as one assertion; of the failures the first ten are printed. */
#define XP_EXPECT(condition) xp_expect_at((condition) != 0, #condition, __FILE__, __LINE__)

/* Prints how often something occurred; fails if it never did. */
void xp_expect_occurred(const char *suite, const char *what, unsigned long times);

#endif
