/* An engine in a process of its own, watched: its answer, its end and its limits. */
#include "lp/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <expost/base/memory.h>
#include <expost/base/string.h>

#include "lp/child.h"
#include "lp/claim.h"

/* A running engine and what it has written. */
typedef struct
{
    pid_t process;
    int pipe;
    int reaped;
    int known; /* how it ended: wait_status */
    int wait_status;
    char *bytes;
    size_t length;
    size_t room;
} engine_run_t;

/* What the watch over an engine came to. */
typedef enum
{
    SAW_END,
    SAW_STOP,
    SAW_TIME,
    SAW_TOO_MUCH
} sight_t;

static int64_t read_milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t) now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Reaps the process; without wait only when it has ended. */
static void reap(engine_run_t *run, int wait)
{
    pid_t got;

    do
        got = waitpid(run->process, &run->wait_status, wait ? 0 : WNOHANG);
    while (got < 0 && errno == EINTR);
    run->known = got == run->process;
    /* Another answer: somebody else in this program has reaped it. */
    run->reaped = got != 0;
}

/* Takes what the pipe has: 1 for more to come, 0 at the end, -1 for too much. */
static int take_bytes(engine_run_t *run, size_t limit)
{
    ssize_t got;

    if (run->room - run->length < 65536)
    {
        const size_t room = run->room < 65536 ? 131072 : 2 * run->room;
        char *larger = realloc(run->bytes, room);

        if (larger == NULL)
            return -1;
        run->bytes = larger;
        run->room = room;
    }
    got = read(run->pipe, run->bytes + run->length, run->room - run->length);
    if (got < 0)
        return errno == EINTR || errno == EAGAIN;
    run->length += (size_t) got;
    return run->length > limit ? -1 : got > 0;
}

/* What a process left in the pipe; another process may hold the pipe open. */
static sight_t drain(engine_run_t *run, size_t limit)
{
    struct pollfd ready = {run->pipe, POLLIN, 0};

    while (poll(&ready, 1, 0) > 0)
    {
        const int more = take_bytes(run, limit);

        if (more <= 0)
            return more < 0 ? SAW_TOO_MUCH : SAW_END;
    }
    return SAW_END;
}

static sight_t watch(engine_run_t *run, const xp_lp_limits_t *limits,
                     const xp_progress_t *progress)
{
    const int64_t start = read_milliseconds();
    int64_t asked = start;

    for (;;)
    {
        struct pollfd ready = {run->pipe, POLLIN, 0};
        int64_t now;

        if (poll(&ready, 1, XP_LP_TICK) > 0)
        {
            const int more = take_bytes(run, limits->answer);

            if (more <= 0)
                return more < 0 ? SAW_TOO_MUCH : SAW_END;
        }
        now = read_milliseconds();
        if (now - asked < XP_LP_TICK)
            continue;
        asked = now;
        reap(run, 0);
        if (run->reaped)
            return drain(run, limits->answer);
        if (xp_progress_tick(progress, "linear program", 0, 0))
            return SAW_STOP;
        if (now - start >= limits->milliseconds)
            return SAW_TIME;
    }
}

/* Words for a process that ended without a claim. */
static void describe_end(xp_lp_end_t *end, xp_string_t words, const engine_run_t *run,
                         const xp_lp_limits_t *limits)
{
    *end = XP_LP_DIED;
    if (run->known && WIFSIGNALED(run->wait_status)
        && WTERMSIG(run->wait_status) == SIGXCPU)
    {
        *end = XP_LP_TIMED_OUT;
        xp_string_printf(words, "the linear program was not solved within %ld s of processor time",
                         limits->seconds);
        return;
    }
    xp_string_add(words, "the solver of linear programs ");
    if (run->length > 0)
        xp_string_add(words, "gave an answer that cannot be read");
    else if (run->known && WIFSIGNALED(run->wait_status))
        xp_string_printf(words, "crashed (signal %d), perhaps for want of memory"
                         " (it may use %zu MiB)",
                         WTERMSIG(run->wait_status), limits->memory >> 20);
    else
        xp_string_printf(words, "ended without an answer, perhaps for want of memory"
                         " (it may use %zu MiB)", limits->memory >> 20);
}

static xp_lp_end_t judge(xp_string_t words, xp_lp_claim_t *claim, const xp_lp_struct *lp,
                         const engine_run_t *run, sight_t sight, const xp_lp_limits_t *limits)
{
    xp_lp_end_t end = XP_LP_DIED;

    if (sight == SAW_TIME)
    {
        xp_string_printf(words, "the linear program was not solved within %lld s",
                         (long long) (limits->milliseconds / 1000));
        return XP_LP_TIMED_OUT;
    }
    if (sight == SAW_TOO_MUCH)
    {
        xp_string_printf(words, "the answer of the solver of linear programs has over %zu MiB",
                         limits->answer >> 20);
        return XP_LP_DIED;
    }
    if (run->length % sizeof(uint64_t) == 0
        && xp_lp_claim_read(claim, lp->column_count, lp->row_count,
                            (const uint64_t *) (const void *) run->bytes,
                            run->length / sizeof(uint64_t)))
        return XP_LP_ANSWERED;
    describe_end(&end, words, run, limits);
    return end;
}

static xp_status_t start_engine(engine_run_t *run, const xp_lp_struct *lp,
                                xp_lp_engine_t *engine, int how,
                                const xp_lp_limits_t *limits, xp_error_t error)
{
    int end[2];

    memset(run, 0, sizeof *run);
    if (pipe(end) != 0)
    {
        xp_error_set(error, "no pipe to a process that solves linear programs: %s",
                     strerror(errno));
        return XP_SYSTEM;
    }
    fcntl(end[0], F_SETFD, FD_CLOEXEC);
    fcntl(end[1], F_SETFD, FD_CLOEXEC);
    run->pipe = end[0];
    run->process = xp_lp_child_start(end[1], lp, engine, how, limits);
    if (run->process < 0)
    {
        xp_error_set(error, "no process to solve linear programs in: %s", strerror(errno));
        close(end[0]);
        close(end[1]);
        return XP_SYSTEM;
    }
    close(end[1]);
    return XP_OK;
}

xp_status_t xp_lp_run(xp_lp_end_t *end, xp_lp_claim_t *claim, char **reason,
                      const xp_lp_struct *lp, xp_lp_engine_t *engine, int how,
                      const xp_lp_limits_t *limits, const xp_progress_t *progress,
                      xp_error_t error)
{
    engine_run_t run;
    sight_t sight;
    xp_status_t status = start_engine(&run, lp, engine, how, limits, error);

    if (status != XP_OK)
        return status;
    sight = watch(&run, limits, progress);
    if (!run.reaped)
    {
        /* After the end of the pipe this changes nothing: the process is on its way out. */
        kill(run.process, SIGKILL);
        reap(&run, 1);
    }
    close(run.pipe);
    if (sight == SAW_STOP)
    {
        xp_error_set(error, "stopped while a linear program was being solved");
        status = XP_STOPPED;
    }
    else
    {
        xp_string_t words;

        xp_string_init(words);
        *end = judge(words, claim, lp, &run, sight, limits);
        *reason = *end == XP_LP_ANSWERED ? NULL : xp_string_take(words);
        xp_string_clear(words);
    }
    free(run.bytes);
    return status;
}
