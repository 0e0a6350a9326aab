/* The frame of every test program: CUnit that cannot report success on failure or on zero tests. */
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>

#include <CUnit/TestRun.h>
#include <expost/num/compat.h>

static int fail(const char *suite, const char *why)
{
    printf("%s: %s\n%s: 0 passed, 1 failed\n", suite, why, suite);
    return 1;
}

static void show_failures(CU_pFailureRecord failure)
{
    for (; failure != NULL; failure = failure->pNext)
        printf("  %s:%u: %s\n", failure->strFileName == NULL ? "?" : failure->strFileName,
               failure->uiLineNumber, failure->strCondition == NULL ? "" : failure->strCondition);
}

int xp_test_main(const char *suite, const xp_test_t *tests, size_t count)
{
    CU_pSuite registered;
    unsigned passed, failed;
    size_t i;

    if (count == 0)
        return fail(suite, "there is no test");
    if (CU_initialize_registry() != CUE_SUCCESS)
        return fail(suite, CU_get_error_msg());
    registered = CU_add_suite(suite, NULL, NULL);
    if (registered == NULL)
        return fail(suite, CU_get_error_msg());
    for (i = 0; i < count; i++)
        if (CU_add_test(registered, tests[i].name, tests[i].run) == NULL)
            return fail(suite, CU_get_error_msg());
    passed = failed = 0;
    for (i = 0; i < count; i++)
    {
        if (CU_run_test(registered, CU_get_test(registered, tests[i].name)) != CUE_SUCCESS
            && CU_get_number_of_tests_run() == 0)
            return fail(suite, CU_get_error_msg());
        passed += CU_get_number_of_successes();
        failed += CU_get_number_of_failures();
        if (CU_get_number_of_asserts() == 0)
        {
            printf("%s: the test `%s` asserts nothing\n", suite, tests[i].name);
            failed++;
        }
        else if (CU_get_number_of_failures() > 0)
        {
            printf("%s: the test `%s` failed\n", suite, tests[i].name);
            show_failures(CU_get_failure_list());
        }
    }
    CU_cleanup_registry();
    flint_cleanup();
    printf("%s: %u passed, %u failed\n", suite, passed, failed);
    return passed > 0 && failed == 0 ? 0 : 1;
}

long xp_test_rounds(long rounds)
{
    const char *text = getenv("XP_TEST_MULTIPLIER");
    char *end;
    long factor = 1;

    if (text != NULL)
    {
        factor = strtol(text, &end, 10);
        if (*end != '\0' || factor < 1)
            factor = 1;
    }
    return rounds * factor;
}

/* xorshift64* */
uint64_t xp_test_random(uint64_t *state, uint64_t bound)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (*state * UINT64_C(2685821657736338717) >> 11) % bound;
}

static int stop(void *data, const char *what, uint64_t done, uint64_t total)
{
    XP_CHECK(data == NULL && what != NULL && done <= total);
    return 1;
}

const xp_progress_t xp_test_stop = {stop, NULL, 1};
