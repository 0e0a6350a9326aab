/* Engines that crash, hang, exit, flood and lie: none of it gets past the limits and the rows. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "lp/claim.h"
#include "lp/process.h"
#include "tests/lib/harness.h"
#include "tests/lp/build.h"

/* ---- engines */

static void abort_at_once(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    (void) claim, (void) lp, (void) how;
    abort();
}

static void write_nowhere(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    (void) claim, (void) lp, (void) how;
    raise(SIGSEGV);
}

static void exit_well(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    claim->verdict = XP_LP_OPTIMAL;
    (void) lp, (void) how;
    exit(0);
}

static void exit_badly(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    (void) claim, (void) lp, (void) how;
    exit(1);
}

static void compute_for_ever(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    volatile unsigned count = 0;

    (void) claim, (void) lp, (void) how;
    for (;;)
        count++;
}

static void sleep_for_ever(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    (void) claim, (void) lp, (void) how;
    for (;;)
        pause();
}

/* Stubborn: no signal that can be caught ends it. */
static void ignore_signals(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_IGN);
    sleep_for_ever(claim, lp, how);
}

/* From the system itself: a sanitizer's malloc has its own ways to fail. */
static void take_all_memory(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    (void) claim, (void) lp, (void) how;
    while (mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
           != MAP_FAILED)
        continue;
    abort();
}

/* Into every descriptor that is open. */
static void write_garbage(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    static const char garbage[] = "this is no answer, whatever it is taken for";

    (void) claim, (void) lp, (void) how;
    for (int descriptor = 3; descriptor < 64; descriptor++)
        if (fcntl(descriptor, F_GETFL) >= 0 && (fcntl(descriptor, F_GETFL) & O_WRONLY) != 0
            && write(descriptor, garbage, sizeof garbage) < 0)
            continue;
    _exit(0);
}

/* Ends, and leaves a process that holds the pipe open for two seconds. */
static void leave_a_child(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    (void) claim, (void) lp, (void) how;
    if (fork() == 0)
        sleep(2);
    _exit(0);
}

static void close_all(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    for (int descriptor = 0; descriptor < 64; descriptor++)
        close(descriptor);
    sleep_for_ever(claim, lp, how);
}

/* 2^(2^20) for every x. */
static void answer_at_length(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    (void) how;
    claim->verdict = XP_LP_OPTIMAL;
    for (slong j = 0; j < lp->column_count; j++)
    {
        fmpz_one(fmpq_numref(claim->x + j));
        fmpz_mul_2exp(fmpq_numref(claim->x + j), fmpq_numref(claim->x + j), 1 << 20);
    }
}

/* Claims about Chvatal's program, whose answer is x = (2, 0, 1), y = (1, 0, 1). */
static void claim_optimal(xp_lp_claim_t *claim, const char *x, const char *y)
{
    claim->verdict = XP_LP_OPTIMAL;
    set_vector(claim->x, 3, x);
    set_vector(claim->y, 3, y);
}

static void tell_truth(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    (void) lp, (void) how;
    claim_optimal(claim, "2 0 1", "1 0 1");
}

static void lie_in_x(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    (void) lp, (void) how;
    claim_optimal(claim, "2 1/1000000000000000000000000000000 1", "1 0 1");
}

static void lie_in_y(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    (void) lp, (void) how;
    claim_optimal(claim, "2 0 1",
                  "1 0 1000000000000000000000000000001/1000000000000000000000000000000");
}

static void stop_short(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    (void) lp, (void) how;
    claim_optimal(claim, "2 0 0", "1 0 1");
}

/* A dual solution of another value, with the x that has this value nowhere near. */
static void prove_another(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    (void) lp, (void) how;
    claim_optimal(claim, "2 0 1", "3 0 0");
}

static void divide_by_zero(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    (void) lp, (void) how;
    claim_optimal(claim, "2 0 1", "1 0 1");
    fmpz_zero(fmpq_denref(claim->x));
}

static void say_infeasible(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    (void) lp, (void) how;
    claim->verdict = XP_LP_INFEASIBLE;
    set_vector(claim->y, 3, "1 0 1");
}

static void say_unbounded(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    (void) lp, (void) how;
    claim->verdict = XP_LP_UNBOUNDED;
}

static void say_nothing(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    (void) claim, (void) lp, (void) how;
}

static void say_nonsense(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    (void) lp, (void) how;
    claim->verdict = (xp_lp_verdict_t) 77;
}

/* Right in the primal simplex only, as engines are. */
static void lie_in_dual(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    if ((how & XP_LP_PRIMAL) != 0)
        tell_truth(claim, lp, how);
    else
        lie_in_x(claim, lp, how);
}

static void crash_in_dual(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    if ((how & XP_LP_PRIMAL) != 0)
        tell_truth(claim, lp, how);
    else
        abort();
}

static int has_objective(const xp_lp_struct *lp)
{
    int has = 0;

    for (slong j = 0; j < lp->column_count; j++)
        has = has || !fmpq_is_zero(lp->objective + j);
    return has;
}

/* Calls every objective unbounded until it is told better, and is right otherwise. */
static void see_no_bound(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    if (has_objective(lp) && (how & XP_LP_BOUNDED) == 0)
        claim->verdict = XP_LP_UNBOUNDED;
    else
        xp_lp_engine_qsopt(claim, lp, how);
}

static void never_see_a_bound(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    see_no_bound(claim, lp, how & XP_LP_PRIMAL);
}

static void find_no_answer(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    if (!has_objective(lp))
        xp_lp_engine_qsopt(claim, lp, how);
}

/* ---- questions */

/* The verdict on a program; the words are asked for when it is UNKNOWN. */
static xp_lp_verdict_t ask(const xp_lp_t lp, xp_lp_engine_t *engine, long seconds, size_t memory,
                           const char *words)
{
    const xp_lp_options_t options = {engine, 0, seconds, memory};
    xp_lp_verdict_t verdict;
    xp_lp_result_t result;
    xp_error_t error;

    xp_lp_result_init(result);
    xp_error_init(error);
    XP_CHECK(xp_lp_solve(result, lp, &options, NULL, error) == XP_OK);
    verdict = result->verdict;
    if (verdict == XP_LP_UNKNOWN)
    {
        XP_CHECK(result->reason != NULL && result->x == NULL && result->y == NULL
                 && result->ray == NULL);
        if (result->reason != NULL && words != NULL && strstr(result->reason, words) == NULL)
        {
            printf("no '%s' in: %s\n", words, result->reason);
            XP_CHECK(0);
        }
    }
    else
        XP_CHECK(result->reason == NULL);
    xp_error_clear(error);
    xp_lp_result_clear(result);
    return verdict;
}

/* On Chvatal's program. */
static xp_lp_verdict_t try_engine(xp_lp_engine_t *engine, const char *words)
{
    xp_lp_verdict_t verdict;
    xp_lp_t lp;

    make_chvatal(lp);
    verdict = ask(lp, engine, 0, 0, words);
    xp_lp_clear(lp);
    return verdict;
}

/* One run under narrow limits: how it ended, and whether within a second. */
static xp_lp_end_t run_engine(xp_lp_engine_t *engine, const xp_progress_t *progress,
                              xp_status_t expected)
{
    const xp_lp_limits_t limits = {10, 200, (size_t) 64 << 20, 10000};
    xp_lp_end_t end = XP_LP_ANSWERED;
    struct timespec before, after;
    char *reason = NULL;
    xp_lp_claim_t claim;
    xp_error_t error;
    xp_lp_t lp;

    make_chvatal(lp);
    xp_error_init(error);
    xp_lp_claim_init(&claim, 3, 3);
    clock_gettime(CLOCK_MONOTONIC, &before);
    XP_CHECK(xp_lp_run(&end, &claim, &reason, lp, engine, 0, &limits, progress, error)
             == expected);
    clock_gettime(CLOCK_MONOTONIC, &after);
    XP_CHECK(after.tv_sec - before.tv_sec <= 1);
    XP_CHECK((error->message == NULL) == (expected == XP_OK));
    XP_CHECK((reason == NULL) == (expected != XP_OK || end == XP_LP_ANSWERED));
    free(reason);
    xp_lp_claim_clear(&claim, 3, 3);
    xp_error_clear(error);
    xp_lp_clear(lp);
    return end;
}

static void test_truth(void)
{
    XP_CHECK(try_engine(NULL, NULL) == XP_LP_OPTIMAL);
    XP_CHECK(try_engine(tell_truth, NULL) == XP_LP_OPTIMAL);
    XP_CHECK(try_engine(lie_in_dual, NULL) == XP_LP_OPTIMAL);
    XP_CHECK(try_engine(crash_in_dual, NULL) == XP_LP_OPTIMAL);
}

static void test_crashes(void)
{
    XP_CHECK(try_engine(abort_at_once, "crashed (signal 6)") == XP_LP_UNKNOWN);
    XP_CHECK(try_engine(write_nowhere, "crashed (signal 11)") == XP_LP_UNKNOWN);
    XP_CHECK(try_engine(exit_well, "without an answer") == XP_LP_UNKNOWN);
    XP_CHECK(try_engine(exit_badly, "without an answer") == XP_LP_UNKNOWN);
}

static void test_lies(void)
{
    XP_CHECK(try_engine(lie_in_x, "refute") == XP_LP_UNKNOWN);
    XP_CHECK(try_engine(lie_in_y, "cannot prove") == XP_LP_UNKNOWN);
    XP_CHECK(try_engine(stop_short, "cannot prove") == XP_LP_UNKNOWN);
    XP_CHECK(try_engine(prove_another, "cannot prove") == XP_LP_UNKNOWN);
    XP_CHECK(try_engine(divide_by_zero, "cannot be read") == XP_LP_UNKNOWN);
    XP_CHECK(try_engine(say_infeasible, "no solution") == XP_LP_UNKNOWN);
    XP_CHECK(try_engine(say_unbounded, "no bound") == XP_LP_UNKNOWN);
    XP_CHECK(try_engine(say_nothing, "found no answer") == XP_LP_UNKNOWN);
    XP_CHECK(try_engine(say_nonsense, "cannot be read") == XP_LP_UNKNOWN);
    XP_CHECK(try_engine(write_garbage, "cannot be read") == XP_LP_UNKNOWN);
}

/* On a program without a solution: 3 x_1 >= 31 against the second row. */
static void test_lies_of_solutions(void)
{
    xp_lp_t lp;

    make_chvatal(lp);
    add_row(lp, "3 0 0", ">=", "31");
    XP_CHECK(ask(lp, NULL, 0, 0, NULL) == XP_LP_INFEASIBLE);
    XP_CHECK(ask(lp, tell_truth, 0, 0, "refute") == XP_LP_UNKNOWN);
    XP_CHECK(ask(lp, say_infeasible, 0, 0, "without a proof") == XP_LP_UNKNOWN);
    XP_CHECK(ask(lp, see_no_bound, 0, 0, NULL) == XP_LP_INFEASIBLE);
    XP_CHECK(ask(lp, find_no_answer, 0, 0, NULL) == XP_LP_INFEASIBLE);
    xp_lp_clear(lp);
}

/* The optimum of Chvatal's program, -13 when it is minimised. */
static int finds_optimum(xp_lp_engine_t *engine)
{
    const xp_lp_options_t options = {engine, 0, 0, 0};
    xp_lp_result_t result;
    xp_error_t error;
    xp_lp_t lp;
    int found;

    make_chvatal(lp);
    xp_lp_result_init(result);
    xp_error_init(error);
    found = xp_lp_solve(result, lp, &options, NULL, error) == XP_OK
            && result->verdict == XP_LP_OPTIMAL && fmpq_equal_si(result->value, -13);
    xp_error_clear(error);
    xp_lp_result_clear(result);
    xp_lp_clear(lp);
    return found;
}

/* "No bound" is decided by a solution and a ray, never by the engine's word. */
static void test_no_bound(void)
{
    xp_lp_t lp;

    XP_CHECK(try_engine(see_no_bound, NULL) == XP_LP_OPTIMAL);
    /* There is a solution and no ray: both ends of the optimum are found as a solution. */
    XP_CHECK(finds_optimum(never_see_a_bound));
    XP_CHECK(finds_optimum(find_no_answer));
    make_program(lp, "++", "1 -2");
    add_row(lp, "1 -1", "=", "3");
    XP_CHECK(ask(lp, see_no_bound, 0, 0, NULL) == XP_LP_UNBOUNDED);
    XP_CHECK(ask(lp, find_no_answer, 0, 0, NULL) == XP_LP_UNBOUNDED);
    XP_CHECK(ask(lp, say_unbounded, 0, 0, "no bound") == XP_LP_UNKNOWN);
    xp_lp_clear(lp);
}

static void test_limits(void)
{
    xp_lp_t lp;

    XP_CHECK(run_engine(sleep_for_ever, NULL, XP_OK) == XP_LP_TIMED_OUT);
    XP_CHECK(run_engine(ignore_signals, NULL, XP_OK) == XP_LP_TIMED_OUT);
    XP_CHECK(run_engine(take_all_memory, NULL, XP_OK) == XP_LP_DIED);
    XP_CHECK(run_engine(answer_at_length, NULL, XP_OK) == XP_LP_DIED);
    XP_CHECK(run_engine(leave_a_child, NULL, XP_OK) == XP_LP_DIED);
    XP_CHECK(run_engine(close_all, NULL, XP_OK) == XP_LP_DIED);
    XP_CHECK(run_engine(tell_truth, NULL, XP_OK) == XP_LP_ANSWERED);
    make_chvatal(lp);
    XP_CHECK(ask(lp, compute_for_ever, 1, 0, "1 s of processor time") == XP_LP_UNKNOWN);
    XP_CHECK(ask(lp, take_all_memory, 0, 1 << 26, "it may use 64 MiB") == XP_LP_UNKNOWN);
    xp_lp_clear(lp);
}

/* Asks to stop at the third question. */
static int stop_soon(void *data, const char *what, uint64_t done, uint64_t total)
{
    int *asked = data;

    (void) what, (void) done, (void) total;
    return ++*asked >= 3;
}

static void test_stop(void)
{
    int asked = 0;
    const xp_progress_t progress = {stop_soon, &asked, 1};
    const xp_lp_options_t options = {ignore_signals, 0, 0, 0};
    xp_lp_result_t result;
    xp_error_t error;
    xp_lp_t lp;

    run_engine(ignore_signals, &progress, XP_STOPPED);
    XP_CHECK(asked == 3);
    asked = 0;
    make_chvatal(lp);
    xp_lp_result_init(result);
    xp_error_init(error);
    XP_CHECK(xp_lp_solve(result, lp, &options, &progress, error) == XP_STOPPED);
    XP_CHECK(error->message != NULL && result->reason == NULL && asked == 3);
    xp_error_clear(error);
    xp_lp_result_clear(result);
    xp_lp_clear(lp);
}

static int count_descriptors(void)
{
    int count = 0;

    for (int descriptor = 0; descriptor < 256; descriptor++)
        count += fcntl(descriptor, F_GETFD) >= 0;
    return count;
}

/* No zombie and no descriptor is left, also where the caller does not wait for children. */
static void test_nothing_left(void)
{
    const int before = count_descriptors();
    void (*handler)(int);

    XP_CHECK(try_engine(abort_at_once, NULL) == XP_LP_UNKNOWN);
    run_engine(sleep_for_ever, NULL, XP_OK);
    handler = signal(SIGCHLD, SIG_IGN);
    XP_CHECK(try_engine(NULL, NULL) == XP_LP_OPTIMAL);
    XP_CHECK(try_engine(exit_well, "without an answer") == XP_LP_UNKNOWN);
    signal(SIGCHLD, handler);
    XP_CHECK(waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD);
    XP_CHECK(count_descriptors() == before);
}

/* Not under a sanitizer: a fork may find its allocator locked by another thread, for ever. */
#ifndef __SANITIZE_ADDRESS__

/* Answers after a while, so that other processes are born in between. */
static void answer_late(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    usleep(100000);
    tell_truth(claim, lp, how);
}

static void *solve_often(void *data)
{
    int *good = data;

    for (int round = 0; round < 20; round++)
    {
        xp_lp_engine_t *engine = round == 3 ? answer_late : round == 5 ? abort_at_once : NULL;
        const xp_lp_options_t options = {engine, 0, 0, 0};
        xp_lp_result_t result;
        xp_error_t error;
        xp_lp_t lp;

        make_chvatal(lp);
        xp_lp_result_init(result);
        xp_error_init(error);
        *good += xp_lp_solve(result, lp, &options, NULL, error) == XP_OK
                 && result->verdict == (round == 5 ? XP_LP_UNKNOWN : XP_LP_OPTIMAL);
        xp_error_clear(error);
        xp_lp_result_clear(result);
        xp_lp_clear(lp);
    }
    flint_cleanup();
    return NULL;
}

/* Two threads; the process of one inherits the pipe of the other. */
static void test_threads(void)
{
    pthread_t thread[2];
    int good[2] = {0, 0};

    for (int i = 0; i < 2; i++)
        XP_CHECK(pthread_create(thread + i, NULL, solve_often, good + i) == 0);
    for (int i = 0; i < 2; i++)
        XP_CHECK(pthread_join(thread[i], NULL) == 0 && good[i] == 20);
}

#endif

static void note_signal(int number)
{
    (void) number;
}

/* A timer that interrupts every call, as a caller's may. */
static void test_interrupted(void)
{
    const struct itimerval often = {{0, 500}, {0, 500}}, never = {{0, 0}, {0, 0}};
    struct sigaction action, before;

    memset(&action, 0, sizeof action);
    action.sa_handler = note_signal;
    sigaction(SIGALRM, &action, &before);
    setitimer(ITIMER_REAL, &often, NULL);
    XP_CHECK(try_engine(NULL, NULL) == XP_LP_OPTIMAL);
    XP_CHECK(run_engine(sleep_for_ever, NULL, XP_OK) == XP_LP_TIMED_OUT);
    setitimer(ITIMER_REAL, &never, NULL);
    sigaction(SIGALRM, &before, NULL);
}

static int exits[2] = {-1, -1};

static void note_exit(void)
{
    if (exits[1] >= 0 && write(exits[1], "x", 1) < 0)
        return;
}

/* What the caller has to do at exit is not done when an engine exits. */
static void test_exit_is_the_callers(void)
{
    char byte;

    XP_CHECK(pipe(exits) == 0 && fcntl(exits[0], F_SETFL, O_NONBLOCK) == 0
             && atexit(note_exit) == 0);
    XP_CHECK(try_engine(exit_well, NULL) == XP_LP_UNKNOWN);
    XP_CHECK(try_engine(exit_badly, NULL) == XP_LP_UNKNOWN);
    XP_CHECK(read(exits[0], &byte, 1) == -1 && errno == EAGAIN);
    close(exits[0]);
    close(exits[1]);
    exits[1] = -1;
}

/* No descriptor for a pipe. */
static void test_no_pipe(void)
{
    struct rlimit before, none;

    getrlimit(RLIMIT_NOFILE, &before);
    none = before;
    none.rlim_cur = 0;
    setrlimit(RLIMIT_NOFILE, &none);
    run_engine(tell_truth, NULL, XP_SYSTEM);
    setrlimit(RLIMIT_NOFILE, &before);
    XP_CHECK(run_engine(tell_truth, NULL, XP_OK) == XP_LP_ANSWERED);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"truth", test_truth},
        {"crashes", test_crashes},
        {"lies", test_lies},
        {"lies of solutions", test_lies_of_solutions},
        {"no bound", test_no_bound},
        {"limits", test_limits},
        {"stop", test_stop},
        {"nothing left", test_nothing_left},
#ifndef __SANITIZE_ADDRESS__
        {"threads", test_threads},
#endif
        {"interrupted", test_interrupted},
        {"exit is the caller's", test_exit_is_the_callers},
        {"no pipe", test_no_pipe},
    };

    return XP_TEST_MAIN("lp-engine", tests);
}
