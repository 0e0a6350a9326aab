/* The frame of every test program: CUnit that cannot report success on failure or on zero tests. */
#ifndef XP_TESTS_HARNESS_H
#define XP_TESTS_HARNESS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <CUnit/CUnit.h>
#include <expost/base/progress.h>

typedef struct
{
    const char *name;
    void (*run)(void);
} xp_test_t;

#define XP_CHECK(condition) CU_ASSERT(condition)
#define XP_CHECK_STR(a, b) CU_ASSERT_STRING_EQUAL(a, b)

/* The body of main: runs the array of tests as one suite. */
#define XP_TEST_MAIN(suite, tests) xp_test_main(suite, tests, sizeof(tests) / sizeof(tests[0]))

/*
 * Meaning   runs count tests and prints "suite: N passed, N failed", counting assertions
 * Result    0 when at least one test ran, each test made an assertion and all
 *           held; otherwise 1: to be returned from main
 */
int xp_test_main(const char *suite, const xp_test_t *tests, size_t count);

/* rounds times XP_TEST_MULTIPLIER (environment; 1 when not set), at least 1. */
long xp_test_rounds(long rounds);

/* A number from 0 to bound - 1; the state starts at any fixed value other than 0. */
uint64_t xp_test_random(uint64_t *state, uint64_t bound);

/* Stops at once; what it is told is checked. */
extern const xp_progress_t xp_test_stop;

#endif
