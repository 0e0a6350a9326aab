/* Blocks of positions shared by threads. */
#include "check/scan.h"

#include <pthread.h>
#include <string.h>

#include "tests/lib/harness.h"

/* The slack at a position: a fixed pattern with its least, -5, at 17 and again at 91. */
static slong slack_at(slong position)
{
    return position == 17 || position == 91 ? -5 : position % 10 == 3 ? -1 : position % 7;
}

static void work(const void *data, xp_scan_struct *scan, slong from, slong to)
{
    fmpz_t slack;
    slong i;

    fmpz_init(slack);
    for (i = from; i < to; i++)
    {
        fmpz_set_ui(slack, 10);
        fmpz_pow_ui(slack, slack, *(const ulong *) data);
        fmpz_mul_si(slack, slack, slack_at(i));
        xp_scan_offer(scan, slack, i);
        if (fmpz_sgn(slack) < 0)
            xp_scan_add_violations(scan, 2, i);
        fmpz_add(scan->sum + i % 2, scan->sum + i % 2, slack);
    }
    fmpz_clear(slack);
}

/* 100 positions: 10 with slack -1, 17 and 91 with -5; each counts two violations. */
static void test_merge(void)
{
    static const ulong powers[] = {0, 40};
    int threads;
    int p;

    for (p = 0; p < 2; p++)
        for (threads = 1; threads <= 5; threads++)
        {
            xp_pace_struct pace = {threads, NULL, "test", 7, 200, 0, 0, 0};
            xp_scan_t scan;
            xp_error_t error;
            fmpz_t ten;
            fmpz_t sum[2];
            size_t v;
            int sorted = 1;
            slong i;

            xp_error_init(error);
            xp_scan_init(scan, 1, 2);
            fmpz_init(sum[0]);
            fmpz_init(sum[1]);
            fmpz_init_set_ui(ten, 10);
            fmpz_pow_ui(ten, ten, powers[p]);
            XP_CHECK(xp_scan_run(scan, work, powers + p, 100, 1 + threads % 3, &pace, error)
                     == XP_OK);
            XP_CHECK(scan->has_least && scan->at == 17 && scan->first == 3);
            fmpz_mul_si(sum[0], ten, -5);
            XP_CHECK(fmpz_equal(scan->least, sum[0]));
            XP_CHECK(fmpz_equal_si(scan->violations, 24) && scan->violated_count == 12);
            for (v = 1; v < scan->violated_count; v++)
                sorted = sorted && scan->violated[v - 1] < scan->violated[v];
            XP_CHECK(sorted);
            fmpz_zero(sum[0]);
            for (i = 0; i < 100; i++)
            {
                if (slack_at(i) < 0)
                    fmpz_submul_ui(sum[i % 2], ten, (ulong) -slack_at(i));
                else
                    fmpz_addmul_ui(sum[i % 2], ten, (ulong) slack_at(i));
            }
            XP_CHECK(fmpz_equal(scan->sum, sum[0]) && fmpz_equal(scan->sum + 1, sum[1]));
            XP_CHECK(pace.done == 107);
            fmpz_clear(ten);
            fmpz_clear(sum[0]);
            fmpz_clear(sum[1]);
            xp_scan_clear(scan);
            xp_error_clear(error);
        }
}

/* Where blocks wait for one another: 0 with 1, then 1 with 2. */
typedef struct
{
    pthread_barrier_t meet[2];
} meeting_t;

static void work_together(const void *data, xp_scan_struct *scan, slong from, slong to)
{
    meeting_t *meeting = *(meeting_t *const *) data;
    fmpz_t slack;

    (void) to;
    if (from <= 1)
        pthread_barrier_wait(meeting->meet);
    fmpz_init_set_si(slack, from == 0 ? 0 : -1);
    xp_scan_offer(scan, slack, from);
    if (from > 0)
    {
        xp_scan_add_violations(scan, 1, from);
        pthread_barrier_wait(meeting->meet + 1);
    }
    fmpz_clear(slack);
}

/*
 * Two threads: one has block 0 and then 2, the other block 1, and the same slack is found
 * in blocks 1 and 2.  The earlier counts, whichever thread is merged into the other.
 */
static void test_order(void)
{
    meeting_t meeting;
    meeting_t *shared = &meeting;
    int round;

    for (round = 0; round < 20; round++)
    {
        xp_pace_struct pace = {2, NULL, "test", 0, 3, 0, 0, 0};
        xp_scan_t scan;
        xp_error_t error;

        pthread_barrier_init(meeting.meet, NULL, 2);
        pthread_barrier_init(meeting.meet + 1, NULL, 2);
        xp_error_init(error);
        xp_scan_init(scan, 1, 0);
        XP_CHECK(xp_scan_run(scan, work_together, &shared, 3, 1, &pace, error) == XP_OK);
        XP_CHECK(scan->at == 1 && fmpz_equal_si(scan->least, -1) && scan->first == 1);
        XP_CHECK(scan->violated_count == 2 && scan->violated[0] == 1 && scan->violated[1] == 2);
        xp_scan_clear(scan);
        xp_error_clear(error);
        pthread_barrier_destroy(meeting.meet);
        pthread_barrier_destroy(meeting.meet + 1);
    }
}

static int stop_at_third(void *data, const char *what, uint64_t done, uint64_t total)
{
    int *calls = data;

    XP_CHECK(strcmp(what, "test") == 0 && done >= 10 && done <= total);
    return ++*calls == 3;
}

static void test_stop(void)
{
    int threads;

    for (threads = 1; threads <= 2; threads++)
    {
        static const ulong power = 0;
        int calls = 0;
        xp_progress_t progress = {stop_at_third, &calls, 1};
        xp_pace_struct pace = {threads, &progress, "test", 10, 1000000, 0, 0, 0};
        xp_scan_t scan;
        xp_error_t error;

        xp_error_init(error);
        xp_scan_init(scan, 0, 2);
        XP_CHECK(xp_scan_run(scan, work, &power, 900000, 1000, &pace, error) == XP_STOPPED);
        XP_CHECK(calls == 3 && strstr(error->message, "test") != NULL);
        xp_scan_clear(scan);
        xp_error_clear(error);
    }
}

/* A position without an end: only the asking inside it ends the scan, in whatever thread. */
static void work_without_end(const void *data, xp_scan_struct *scan, slong from, slong to)
{
    (void) data;
    (void) from;
    (void) to;
    while (!xp_scan_stops(scan, XP_PART_STEPS))
        ;
}

static void test_stop_inside(void)
{
    int threads;

    for (threads = 1; threads <= 3; threads++)
    {
        int calls = 0;
        xp_progress_t progress = {stop_at_third, &calls, 1};
        xp_pace_struct pace = {threads, &progress, "test", 10, 100, 0, 0, 0};
        xp_scan_t scan;
        xp_error_t error;

        xp_error_init(error);
        xp_scan_init(scan, 0, 0);
        XP_CHECK(xp_scan_run(scan, work_without_end, NULL, 3, 1, &pace, error) == XP_STOPPED);
        XP_CHECK(calls >= 3 && strstr(error->message, "test") != NULL);
        xp_scan_clear(scan);
        xp_error_clear(error);
    }
}

static void fail(const void *data, xp_scan_struct *scan, slong from, slong to)
{
    (void) data;
    if (from <= 5 && 5 < to)
        scan->status = XP_LIMIT;
}

static void test_no_memory(void)
{
    int threads;

    for (threads = 1; threads <= 3; threads++)
    {
        xp_pace_struct pace = {threads, NULL, "test", 0, 10, 0, 0, 0};
        xp_scan_t scan;
        xp_error_t error;

        xp_error_init(error);
        xp_scan_init(scan, 0, 0);
        XP_CHECK(xp_scan_run(scan, fail, NULL, 10, 1, &pace, error) == XP_LIMIT);
        XP_CHECK(error->message != NULL);
        xp_scan_clear(scan);
        xp_error_clear(error);
    }
}

static void test_nothing(void)
{
    static const ulong power = 0;
    xp_pace_struct pace = {4, NULL, "test", 0, 0, 0, 0, 0};
    xp_scan_t scan;
    xp_error_t error;

    xp_error_init(error);
    xp_scan_init(scan, 1, 2);
    XP_CHECK(xp_scan_run(scan, work, &power, 0, 16, &pace, error) == XP_OK);
    XP_CHECK(!scan->has_least && scan->first == -1 && scan->violated_count == 0);
    xp_scan_clear(scan);
    xp_error_clear(error);
}

int main(void)
{
    static const xp_test_t tests[] = {{"merge", test_merge},
                                      {"order", test_order},
                                      {"stop", test_stop},
                                      {"stop inside a position", test_stop_inside},
                                      {"no memory", test_no_memory},
                                      {"nothing", test_nothing}};

    return XP_TEST_MAIN("scan", tests);
}
