/* How long work goes on: with how many threads, how it tells how far it is and is asked to stop. */
#include <expost/base/progress.h>

#include <stddef.h>

int xp_progress_tick(const xp_progress_t *progress, const char *what, uint64_t done,
                     uint64_t total)
{
    if (progress == NULL || progress->tick == NULL)
        return 0;
    return progress->tick(progress->data, what, done, total);
}
