/* Time: signals, --timeout, the bar of --progress. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

#define SECOND ((int64_t) 1000000000)

/* The signal that asked to stop.  A handler can reach nothing else. */
static volatile sig_atomic_t stopped_by;

/* What is known about the time; there is one clock for one program. */
static struct
{
    int64_t start;
    int64_t limit; /* nanoseconds from the start; 0: none */
    int64_t shown; /* when the bar was last drawn */
    size_t width;  /* of the bar on the terminal; 0: none */
    int bar;
    int ran_out;
    int threads;
} watch;

static int64_t read_clock(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t) now.tv_sec * SECOND + now.tv_nsec;
}

static void take_signal(int number)
{
    stopped_by = number;
}

int xp_cli_signal(void)
{
    return stopped_by;
}

void xp_cli_watch_end(void)
{
    if (watch.width > 0)
        fprintf(stderr, "\r%*s\r", (int) watch.width, "");
    watch.width = 0;
}

/* "dsic [#####.....]  52 %, 3 s left" over the line before. */
static void draw_bar(const char *what, uint64_t done, uint64_t total, int64_t elapsed)
{
    char line[100], marks[21];
    unsigned percent = total > 0 ? (unsigned) ((unsigned __int128) done * 100 / total) : 0;
    int64_t left = done > 0 ? (int64_t) ((__int128) elapsed * (int64_t) (total - done)
                                         / (int64_t) done) : 0;
    int length;

    percent = percent > 100 ? 100 : percent;
    memset(marks, '.', 20);
    memset(marks, '#', percent / 5);
    marks[20] = '\0';
    length = snprintf(line, sizeof line, "%.40s [%s] %3u %%, %lld s left", what, marks, percent,
                      (long long) (left / SECOND + 1));
    fprintf(stderr, "\r%-*s", (int) watch.width, line);
    fflush(stderr);
    if (length > (int) watch.width)
        watch.width = (size_t) length;
}

static int tick(void *data, const char *what, uint64_t done, uint64_t total)
{
    int64_t elapsed = read_clock() - watch.start;

    (void) data;
    if (stopped_by != 0)
        return 1;
    if (watch.limit > 0 && elapsed >= watch.limit)
    {
        watch.ran_out = 1;
        return 1;
    }
    if (watch.bar && elapsed > SECOND && elapsed - watch.shown > SECOND / 5 && done <= total)
    {
        watch.shown = elapsed;
        draw_bar(what, done, total, elapsed);
    }
    return 0;
}

const xp_progress_t *xp_cli_watch(void)
{
    static xp_progress_t progress = {tick, NULL, 1};

    progress.threads = watch.threads;
    return &progress;
}

void xp_cli_watch_start(const xp_cli_options_struct *options)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action, old;
    size_t i;

    memset(&watch, 0, sizeof watch);
    watch.start = read_clock();
    watch.limit = options->nanoseconds;
    watch.threads = options->threads;
    watch.bar = options->progress == XP_PROGRESS_ALWAYS
                || (options->progress == XP_PROGRESS_AUTO && !options->quiet
                    && isatty(STDERR_FILENO));
    memset(&action, 0, sizeof action);
    action.sa_handler = take_signal;
    sigemptyset(&action.sa_mask);
    /* a second signal of the kind ends the program at once */
    action.sa_flags = (int) SA_RESETHAND;
    for (i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (sigaction(numbers[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(numbers[i], &action, NULL);
    xp_cli_limit_memory(options->memory);
}

void xp_cli_add_stop_reason(xp_string_t out)
{
    if (stopped_by != 0)
        xp_string_add(out, "interrupted");
    else
    {
        xp_string_add(out, "stopped after ");
        xp_string_printf(out, "%lld.%03lld", (long long) (watch.limit / SECOND),
                         (long long) (watch.limit % SECOND / 1000000));
        while (out->text[out->length - 1] == '0')
            out->text[--out->length] = '\0';
        if (out->text[out->length - 1] == '.')
            out->text[--out->length] = '\0';
        xp_string_add(out, watch.limit == SECOND ? " second (--timeout)"
                                                 : " seconds (--timeout)");
    }
}

void xp_cli_add_seconds(xp_string_t out)
{
    int64_t elapsed = read_clock() - watch.start;

    xp_string_printf(out, "%lld.%03lld", (long long) (elapsed / SECOND),
                     (long long) (elapsed % SECOND / 1000000));
}

/* A small allocation that fails ends the process with SIGABRT: under --memory that is the limit. */
static void end_at_limit(int number)
{
    static const char words[] = "expost: the limit of --memory was reached\n";
    ssize_t written = write(STDERR_FILENO, words, sizeof words - 1);

    (void) number;
    (void) written;
    _exit(XP_EXIT_UNKNOWN);
}

void xp_cli_limit_memory(size_t bytes)
{
    struct rlimit limit;

    if (bytes == 0)
        return;
#if !defined(__SANITIZE_ADDRESS__)
    /* The address sanitizer maps terabytes that it does not use. */
    limit.rlim_cur = limit.rlim_max = bytes;
    if (setrlimit(RLIMIT_DATA, &limit) == 0)
        signal(SIGABRT, end_at_limit);
#else
    (void) limit;
    (void) end_at_limit;
#endif
}

int xp_cli_add_open_reason(xp_string_t out, xp_status_t status, const xp_error_struct *error)
{
    if (status == XP_STOPPED)
        xp_cli_add_stop_reason(out);
    else if (status == XP_LIMIT)
        xp_string_add(out, error->message);
    return status == XP_STOPPED || status == XP_LIMIT;
}

int xp_cli_join_answer(int status, xp_answer_t answer)
{
    if (status != XP_EXIT_YES && status != XP_EXIT_NO)
        return status;
    if (answer == XP_UNDECIDED)
        return xp_cli_signal() != 0 ? 128 + xp_cli_signal() : XP_EXIT_UNKNOWN;
    return answer == XP_FAILS ? XP_EXIT_NO : status;
}
