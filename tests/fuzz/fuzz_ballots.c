/* Fuzzing of the readers of ballots: what is read is valid, and what is written is read alike. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/error.h>
#include <expost/base/string.h>
#include <expost/text/ballots.h>
#include <expost/text/preflib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int condition, const char *what)
{
    if (condition)
        return;
    fprintf(stderr, "fuzz_ballots: %s\n", what);
    abort();
}

/* Written, read and written again: the same bytes. */
static void write_twice(const xp_ballots_t ballots)
{
    xp_string_t first, second;
    xp_ballots_t again;
    xp_error_t error;

    xp_string_init(first);
    xp_string_init(second);
    xp_ballots_init(again);
    xp_error_init(error);
    if (xp_preflib_write(first, ballots, error) == XP_OK)
    {
        require(xp_preflib_read_text(again, first->text, first->length, NULL, error) == XP_OK,
                "what was written cannot be read");
        require(fmpz_equal(again->voter_count, ballots->voter_count), "voters were lost");
        require(xp_preflib_write(second, again, error) == XP_OK
                    && strcmp(first->text, second->text) == 0, "written in another way");
    }
    else
        require(error->message != NULL, "a refusal without words");
    xp_error_clear(error);
    xp_ballots_clear(again);
    xp_string_clear(first);
    xp_string_clear(second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    xp_ballots_t ballots;
    xp_errors_t errors;
    xp_status_t status;

    xp_ballots_init(ballots);
    xp_errors_init(errors);
    status = xp_ballots_read_text(ballots, (const char *) data, size, NULL, errors);
    if (status == XP_OK)
    {
        require(xp_ballots_is_valid(ballots) && ballots->count >= 1, "invalid ballots");
        write_twice(ballots);
    }
    else
        require(errors->count > 0, "a refusal without words");
    xp_errors_clear(errors);
    xp_ballots_clear(ballots);
    return 0;
}
