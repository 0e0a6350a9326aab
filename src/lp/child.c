/* The forked process in which an engine runs: it is cut off from all but one pipe. */
#include "lp/child.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "lp/claim.h"

/*
 * The caller's handlers must not run here.  What the terminal sends to both processes
 * ends this one only where it ends the caller: otherwise the caller decides.
 */
static void reset_signals(void)
{
    static const int shared[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    struct sigaction action;
    sigset_t none;

    for (int number = 1; number < NSIG; number++)
    {
        int handled;

        if (sigaction(number, NULL, &action) != 0)
            continue;
        handled = (action.sa_flags & SA_SIGINFO) != 0 || action.sa_handler != SIG_DFL;
        action.sa_flags = 0;
        action.sa_handler = SIG_DFL;
        for (size_t i = 0; i < sizeof shared / sizeof shared[0]; i++)
            if (number == shared[i] && handled)
                action.sa_handler = SIG_IGN;
        sigaction(number, &action, NULL);
    }
    sigemptyset(&none);
    pthread_sigmask(SIG_SETMASK, &none, NULL);
}

/* The pipe on a descriptor from 3 on, 0 to 2 on /dev/null; -1 when that fails. */
static int redirect(int descriptor)
{
    const int null = open("/dev/null", O_RDWR);

    if (descriptor <= 2)
        descriptor = fcntl(descriptor, F_DUPFD, 3);
    if (null < 0 || descriptor < 0 || dup2(null, 0) < 0 || dup2(null, 1) < 0
        || dup2(null, 2) < 0)
        return -1;
    if (null > 2)
        close(null);
    return descriptor;
}

/* Bytes of address space in use, 0 when that is not known. */
static size_t read_address_space(void)
{
    char text[64];
    const int statm = open("/proc/self/statm", O_RDONLY);
    ssize_t length = 0;

    if (statm >= 0)
    {
        length = read(statm, text, sizeof text - 1);
        close(statm);
    }
    text[length > 0 ? length : 0] = '\0';
    return (size_t) strtoul(text, NULL, 10) * (size_t) sysconf(_SC_PAGESIZE);
}

/* The soft and the hard limit, neither above what is allowed already. */
static void lower_limit(int resource, rlim_t soft, rlim_t hard)
{
    struct rlimit limit;

    if (getrlimit(resource, &limit) != 0)
        return;
    limit.rlim_max = hard < limit.rlim_max ? hard : limit.rlim_max;
    limit.rlim_cur = soft < limit.rlim_max ? soft : limit.rlim_max;
    setrlimit(resource, &limit);
}

static void set_limits(const xp_lp_limits_t *limits)
{
    const size_t used = read_address_space();
    const rlim_t space = limits->memory < (size_t) -1 / 2 - used ? used + limits->memory
                                                                 : RLIM_INFINITY;

    lower_limit(RLIMIT_CORE, 0, 0);
    lower_limit(RLIMIT_AS, space, space);
    lower_limit(RLIMIT_CPU, (rlim_t) limits->seconds, (rlim_t) limits->seconds + 1);
}

/* The caller's streams and its work at exit belong to the caller, also when an engine exits. */
static void leave(void)
{
    _Exit(1);
}

static void run_engine(int descriptor, const xp_lp_struct *lp, xp_lp_engine_t *engine,
                       int how, const xp_lp_limits_t *limits, pid_t caller)
{
    xp_lp_claim_t claim;

    reset_signals();
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_DUMPABLE, 0);
#endif
    descriptor = redirect(descriptor);
    if (getppid() != caller || descriptor < 0 || atexit(leave) != 0)
        _Exit(1);
    set_limits(limits);
    xp_lp_claim_init(&claim, lp->column_count, lp->row_count);
    engine(&claim, lp, how);
    _Exit(!xp_lp_claim_write(&claim, lp->column_count, lp->row_count, descriptor));
}

pid_t xp_lp_child_start(int descriptor, const xp_lp_struct *lp, xp_lp_engine_t *engine,
                        int how, const xp_lp_limits_t *limits)
{
    const pid_t caller = getpid();
    sigset_t all, before;
    pid_t child;

    /* No handler of the caller runs in the child before it is reset. */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    child = fork();
    if (child == 0)
        run_engine(descriptor, lp, engine, how, limits, caller);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return child;
}
