/* Status and answer codes: did the call end as described, and what does it say? */
#ifndef XP_BASE_STATUS_H
#define XP_BASE_STATUS_H

/*
 * How a call ended.
 *   XP_OK       as its header says; only then have the outputs changed
 *   XP_INPUT    a fault in the user's file or request
 *   XP_REFUSED  the question has no meaning for this environment (pivot
 *               payments under interdependent values, say); the error says why
 *   XP_LIMIT    a limit of size, memory or time was reached: the answer is unknown
 *   XP_SYSTEM   the operating system failed (a file, a thread, memory)
 *   XP_STOPPED  the progress callback asked to stop
 * Every status other than XP_OK comes with the words in an xp_error_t.
 */
typedef enum
{
    XP_OK = 0,
    XP_INPUT,
    XP_REFUSED,
    XP_LIMIT,
    XP_SYSTEM,
    XP_STOPPED
} xp_status_t;

/* What a question to a mechanism was answered.  Never write `!answer`. */
typedef enum
{
    XP_HOLDS = 0,
    XP_FAILS,
    XP_UNDECIDED
} xp_answer_t;

#if defined(__GNUC__)
#define XP_MUST_USE __attribute__((warn_unused_result))
#define XP_PRINTF(words, first) __attribute__((__format__(__printf__, words, first)))
#else
#define XP_MUST_USE
#define XP_PRINTF(words, first)
#endif

#endif
