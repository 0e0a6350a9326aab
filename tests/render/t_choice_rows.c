/* Tables of social choice functions as CSV: as one by hand, and read back. */
#include <expost/render/vote_check.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <expost/check/choice_table.h>

#include "tests/lib/harness.h"

/* One voter with ties, and labels that need quotation marks: by hand. */
static const char expected[] = "voter1,alternative\r\n"
                               "\"x, y>z\",\"x, y\"\r\n"
                               "\"x, y~z\",z\r\n";

static void set_domain(xp_domain_t domain)
{
    static const char *const name[] = {"x, y", "z"};
    static const int level[][2] = {{0, 1}, {0, 0}};
    xp_ballots_t ballots;
    xp_error_t error;
    fmpz_t one;

    xp_error_init(error);
    fmpz_init_set_ui(one, 1);
    xp_ballots_init(ballots);
    xp_ballots_set_alternatives(ballots, 2, name);
    xp_ballots_add(ballots, level[0], one, NULL);
    xp_ballots_add(ballots, level[1], one, NULL);
    xp_domain_init(domain);
    XP_CHECK(xp_domain_set_ballots(domain, ballots, error) == XP_OK);
    xp_ballots_clear(ballots);
    fmpz_clear(one);
    xp_error_clear(error);
}

static void check_round(void)
{
    const xp_choice_table_t known = {XP_DOMAIN_FULL, 0, 0};
    char path[] = "/tmp/expost-table-XXXXXX";
    int file = mkstemp(path);
    xp_choice_t choice, again;
    xp_domain_t domain;
    xp_error_t error;
    xp_string_t text;

    xp_error_init(error);
    xp_string_init(text);
    xp_choice_init(choice);
    xp_choice_init(again);
    set_domain(domain);
    XP_CHECK(xp_choice_set_sizes(choice, domain, 1, error) == XP_OK);
    XP_CHECK(xp_choice_alloc(choice, error) == XP_OK);
    choice->choice[1] = 1;
    xp_choice_write_csv(text, choice);
    XP_CHECK_STR(text->text, expected);
    XP_CHECK(file >= 0 && write(file, text->text, text->length) == (ssize_t) text->length);
    close(file);
    XP_CHECK(xp_choice_table_read(domain, again, &known, path, error) == XP_OK);
    XP_CHECK(again->profile_count == 2 && memcmp(again->choice, choice->choice, 4) == 0);
    remove(path);
    xp_choice_clear(choice);
    xp_choice_clear(again);
    xp_domain_clear(domain);
    xp_string_clear(text);
    xp_error_clear(error);
}

int main(void)
{
    static const xp_test_t tests[] = {{"round", check_round}};

    return XP_TEST_MAIN("render/choice_rows", tests);
}
