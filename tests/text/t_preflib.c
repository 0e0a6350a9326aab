/* PrefLib files: by hand, written and read again, and faults with their places. */
#include <expost/text/preflib.h>

#include <stdlib.h>

#include "tests/lib/harness.h"

static const char vacation[] =
    "# FILE NAME: vacation.soc\n# TITLE: Vacation\n# DATA TYPE: soc\n"
    "# MODIFICATION TYPE: synthetic\n# NUMBER ALTERNATIVES: 4\n# NUMBER VOTERS: 5\n"
    "# NUMBER UNIQUE ORDERS: 4\n# ALTERNATIVE NAME 1: Australia\n# ALTERNATIVE NAME 2: France\n"
    "# ALTERNATIVE NAME 3: Mexico\n# ALTERNATIVE NAME 4: Thailand\n"
    "1: 1,4,3,2\n2: 2,1,3,4\n1: 4,3,1,2\n1: 3,1,4,2\n";

static void test_read(void)
{
    static const int level[] = {0, 3, 2, 1, 1, 0, 2, 3, 2, 3, 1, 0, 1, 3, 0, 2};
    xp_ballots_t ballots;
    xp_error_t error;
    xp_string_t out;

    xp_string_init(out);
    xp_error_init(error);
    xp_ballots_init(ballots);
    XP_CHECK(xp_preflib_read_text(ballots, vacation, strlen(vacation), "vacation.soc", error)
             == XP_OK);
    XP_CHECK(ballots->count == 4 && ballots->alternative_count == 4);
    XP_CHECK(fmpz_equal_si(ballots->voter_count, 5) && xp_ballots_is_valid(ballots));
    XP_CHECK_STR(ballots->title, "Vacation");
    XP_CHECK_STR(ballots->alternative[3], "Thailand");
    XP_CHECK(memcmp(ballots->level, level, sizeof level) == 0);
    XP_CHECK(fmpz_equal_si(ballots->multiplicity + 1, 2) && ballots->voter == NULL);
    XP_CHECK(ballots->note_count == 2);
    XP_CHECK_STR(ballots->note[1], "MODIFICATION TYPE: synthetic");
    /* the same bytes: the header was in the order in which it is written */
    XP_CHECK(xp_preflib_write(out, ballots, error) == XP_OK);
    XP_CHECK_STR(out->text, vacation);
    xp_ballots_clear(ballots);
    xp_error_clear(error);
    xp_string_clear(out);
}

/* Line ends, a byte order mark, blanks; numbers of voters beyond a word; braces of one. */
static void test_forms(void)
{
    static const char text[] =
        "\xEF\xBB\xBF# NUMBER ALTERNATIVES: 3\r\n#ALTERNATIVE NAME 2:  b c \r\n"
        "# ALTERNATIVE NAME 1: \xC3\xA9\r\n# ALTERNATIVE NAME 3: z\r\n"
        "123456789012345678901234567890 : { 2 , 3 } , 1\r\n\r\n 7:{1}\r\n2:3,{1,2}";
    static const int level[] = {1, 0, 0, 0, -1, -1, 1, 1, 0};
    xp_ballots_t ballots;
    xp_error_t error;
    char *voters;

    xp_error_init(error);
    xp_ballots_init(ballots);
    XP_CHECK(xp_preflib_read_text(ballots, text, strlen(text), NULL, error) == XP_OK);
    XP_CHECK(ballots->count == 3 && memcmp(ballots->level, level, sizeof level) == 0);
    XP_CHECK_STR(ballots->alternative[0], "\xC3\xA9");
    XP_CHECK_STR(ballots->alternative[1], "b c");
    voters = fmpz_get_str(NULL, 10, ballots->voter_count);
    XP_CHECK_STR(voters, "123456789012345678901234567899");
    flint_free(voters);
    XP_CHECK(xp_preflib_type(ballots) == XP_PREFLIB_TOI);
    XP_CHECK(xp_ballots_is_valid(ballots));
    xp_ballots_clear(ballots);
    xp_error_clear(error);
}

/* The older form: alternatives, names, "voters,sum,orders", ballots. */
static void test_old(void)
{
    static const char text[] = "3\n1,Ann\n2,Bob, the second\n3,Cy\n6,6,2\n4,1,{2,3}\n2,3,2,1\n";
    static const int level[] = {0, 1, 1, 2, 1, 0};
    xp_ballots_t ballots;
    xp_error_t error;

    xp_error_init(error);
    xp_ballots_init(ballots);
    XP_CHECK(xp_preflib_read_text(ballots, text, strlen(text), "old.toc", error) == XP_OK);
    XP_CHECK(ballots->count == 2 && memcmp(ballots->level, level, sizeof level) == 0);
    XP_CHECK_STR(ballots->alternative[1], "Bob, the second");
    xp_ballots_clear(ballots);
    xp_error_clear(error);
}

static void check_same(const xp_ballots_t a, const xp_ballots_t b)
{
    slong i, m = a->alternative_count;
    size_t n;

    XP_CHECK(a->count == b->count && m == b->alternative_count);
    XP_CHECK(fmpz_equal(a->voter_count, b->voter_count));
    XP_CHECK((a->title == NULL) == (b->title == NULL));
    if (a->title != NULL && b->title != NULL)
        XP_CHECK_STR(a->title, b->title);
    for (i = 0; i < m; i++)
        XP_CHECK_STR(a->alternative[i], b->alternative[i]);
    XP_CHECK(memcmp(a->level, b->level, (size_t) (a->count * m) * sizeof(int)) == 0);
    for (i = 0; i < a->count; i++)
        XP_CHECK(fmpz_equal(a->multiplicity + i, b->multiplicity + i));
    XP_CHECK(a->note_count == b->note_count);
    for (n = 0; n < a->note_count && n < b->note_count; n++)
        XP_CHECK_STR(a->note[n], b->note[n]);
}

/* Distinct random ballots: what is written is read as the same. */
static void test_round_trip(void)
{
    static const char *const names[] = {"a", "b > c", "{1,2}", "#4", "5: 1,2"};
    long rounds = xp_test_rounds(300), round;
    int types[4] = {0};
    uint64_t state = 99;

    for (round = 0; round < rounds; round++)
    {
        slong m = 1 + (slong) xp_test_random(&state, 5), count, i, j, a;
        xp_ballots_t ballots, again;
        xp_error_t error;
        xp_string_t out;
        fmpz_t voters;

        fmpz_init(voters);
        xp_string_init(out);
        xp_error_init(error);
        xp_ballots_init(ballots);
        xp_ballots_init(again);
        xp_ballots_set_alternatives(ballots, m, names);
        count = 1 + (slong) xp_test_random(&state, 4);
        for (i = 0; i < count; i++)
        {
            int level[5], number[5], seen[5], on;
            int strict = round % 2 == 0;

            for (a = 0; a < m; a++)
                number[a] = (int) xp_test_random(&state, round % 4 < 2 ? 4 : 3) - (round % 4 == 1);
            memset(seen, 0, sizeof seen);
            for (a = 0; a < m; a++)
            {
                level[a] = XP_BALLOT_UNRANKED;
                if (strict)
                    number[a] = (int) a;
            }
            if (strict)
                for (a = m - 1; a > 0; a--)
                {
                    slong with = (slong) xp_test_random(&state, (uint64_t) a + 1);
                    int kept = number[a];

                    number[a] = number[with];
                    number[with] = kept;
                }
            number[0] = number[0] < 0 ? 0 : number[0];
            if (strict && round % 4 == 2)
                for (a = 0; a < m; a++)
                    number[a] = number[a] > 2 ? -1 : number[a];
            for (a = 0; a < m; a++)
                if (number[a] >= 0)
                    seen[number[a]] = 1;
            for (a = 0; a < m; a++)
                for (on = 0; number[a] >= 0 && on <= number[a]; on++)
                    level[a] += seen[on];
            for (j = 0; j < ballots->count; j++)
                if (memcmp(ballots->level + j * m, level, (size_t) m * sizeof(int)) == 0)
                    break;
            fmpz_set_si(voters, 1 + (slong) xp_test_random(&state, 1000));
            fmpz_pow_ui(voters, voters, 1 + (ulong) xp_test_random(&state, 9));
            if (j == ballots->count)
                xp_ballots_add(ballots, level, voters, NULL);
        }
        types[xp_preflib_type(ballots)]++;
        XP_CHECK(xp_ballots_is_valid(ballots));
        XP_CHECK(xp_preflib_write(out, ballots, error) == XP_OK);
        XP_CHECK(xp_preflib_is("-", out->text, out->length));
        XP_CHECK(xp_preflib_read_text(again, out->text, out->length, NULL, error) == XP_OK);
        check_same(ballots, again);
        fmpz_clear(voters);
        xp_ballots_clear(ballots);
        xp_ballots_clear(again);
        xp_error_clear(error);
        xp_string_clear(out);
    }
    XP_CHECK(types[0] > 0 && types[1] > 0 && types[2] > 0 && types[3] > 0);
}

/* Equal ballots of named voters become one line; names that no line can hold are refused. */
static void test_write(void)
{
    static const char *const names[] = {"a", "b"}, *const broken[] = {"a", "b\nc"};
    static const int level[] = {1, 0}, none[] = {-1, -1};
    xp_ballots_t ballots, other;
    xp_error_t error;
    xp_string_t out;
    fmpz_t one;

    fmpz_init_set_ui(one, 1);
    xp_string_init(out);
    xp_error_init(error);
    xp_ballots_init(ballots);
    xp_ballots_init(other);
    xp_ballots_set_alternatives(ballots, 2, names);
    xp_ballots_add(ballots, level, one, "Ann");
    xp_ballots_add(ballots, level, one, "Bob");
    XP_CHECK(ballots->voter != NULL);
    XP_CHECK(xp_preflib_write(out, ballots, error) == XP_OK);
    XP_CHECK_STR(out->text, "# DATA TYPE: soc\n# NUMBER ALTERNATIVES: 2\n# NUMBER VOTERS: 2\n"
                            "# NUMBER UNIQUE ORDERS: 1\n# ALTERNATIVE NAME 1: a\n"
                            "# ALTERNATIVE NAME 2: b\n2: 2,1\n");
    xp_ballots_add(ballots, none, one, "Cy");
    XP_CHECK(xp_preflib_write(out, ballots, error) == XP_REFUSED);
    xp_ballots_set_alternatives(other, 2, broken);
    xp_ballots_add(other, level, one, NULL);
    XP_CHECK(other->voter == NULL);
    XP_CHECK(xp_preflib_write(out, other, error) == XP_REFUSED);
    fmpz_clear(one);
    xp_ballots_clear(ballots);
    xp_ballots_clear(other);
    xp_error_clear(error);
    xp_string_clear(out);
}

static void test_is(void)
{
    XP_CHECK(xp_preflib_is("x.soc", "", 0) && xp_preflib_is("a/x.toi", "", 0));
    XP_CHECK(!xp_preflib_is("x.mech", "3\n", 2) && !xp_preflib_is("-", "outcomes a, b", 13));
    XP_CHECK(xp_preflib_is("-", "3\n1,a", 5) && xp_preflib_is(NULL, vacation, strlen(vacation)));
    XP_CHECK(!xp_preflib_is("-", "", 0));
}

/* Faults, their lines and columns; tests/bad/ballots has one file for each kind. */
static void check_fault(const char *text, size_t length, const char *path, long line, long column,
                        const char *words)
{
    xp_ballots_t ballots;
    xp_error_t error;

    xp_error_init(error);
    xp_ballots_init(ballots);
    XP_CHECK(xp_preflib_read_text(ballots, text, length, path, error) == XP_INPUT);
    XP_CHECK(error->message != NULL && strstr(error->message, words) != NULL);
    XP_CHECK(error->line == line && error->column == column);
    XP_CHECK(ballots->count == 0);
    xp_ballots_clear(ballots);
    xp_error_clear(error);
}

#define HEAD "# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 1: a\n# ALTERNATIVE NAME 2: b\n"
#define FAULT(text, path, line, column, words) \
    check_fault(text, sizeof(text) - 1, path, line, column, words)

static void test_faults(void)
{
    FAULT("", "x.soc", 1, 1, "expected the header");
    FAULT(HEAD, "x.soc", 4, 1, "there is no ballot");
    FAULT(HEAD "1: 1,2,1\n", "x.soc", 4, 8, "on this ballot already");
    FAULT(HEAD "1: 1,3\n", "x.soc", 4, 6, "from 1 to 2");
    FAULT(HEAD "1: 0,1\n", "x.soc", 4, 4, "from 1 to 2");
    FAULT(HEAD "1: {1,2\n", "x.toc", 4, 4, "never closed");
    FAULT(HEAD "1: 1,2}\n", "x.toc", 4, 7, "never opened");
    FAULT(HEAD "0: 1,2\n", "x.soc", 4, 1, "0 voters");
    FAULT(HEAD "1: 1\n", "x.soc", 4, 4, "complete");
    FAULT(HEAD "1: {1,2}\n", "x.soc", 4, 4, "a tie");
    FAULT(HEAD "1: {}\n", "x.toi", 4, 4, "nothing in these braces");
    FAULT(HEAD "1 1,2\n", "x.soc", 4, 3, "expected a colon");
    FAULT(HEAD "1: 1,2 x\n", "x.soc", 4, 8, "expected a comma");
    FAULT(HEAD "1: 1,2\n# TITLE: late\n", "x.soc", 5, 1, "header stands before");
    FAULT(HEAD "1: 1,2\n2: 1,2\n", "x.soc", 5, 4, "in the file already");
    FAULT("# NUMBER VOTERS: 3\n" HEAD "1: 1,2\n", "x.soc", 1, 18, "1 voters");
    FAULT("# NUMBER UNIQUE ORDERS: 2\n" HEAD "1: 1,2\n", "x.soc", 1, 25, "1 different");
    FAULT("# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: a\n", "x.soc", 1, 24,
          "alternative 2 has no name");
    FAULT(HEAD "1: 1,\xC3(\n", "x.soc", 4, 6, "not UTF-8");
    FAULT("# DATA TYPE: cat\n", "x.soc", 1, 14, "soc, soi, toc or toi");
    FAULT("# ALTERNATIVE NAME 1: a\n# ALTERNATIVE NAME 1: b\n", NULL, 2, 20,
          "has a name already");
    FAULT("# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 1: a\n# ALTERNATIVE NAME 2: a\n", NULL,
          1, 24, "two alternatives");
    FAULT("# ALTERNATIVE NAME 99999999999: a\n", NULL, 1, 20, "numbered from 1");
    FAULT("2\n1,a\n2,b\n1,1\n1,1,2\n", NULL, 4, 4, "expected a comma");
    FAULT("2\n1,a\n2,b\n3,3,1\n1,1,2\n", NULL, 4, 3, "1 voters");
}

int main(void)
{
    static const xp_test_t tests[] = {{"read", test_read},
                                      {"forms", test_forms},
                                      {"old", test_old},
                                      {"round_trip", test_round_trip},
                                      {"write", test_write},
                                      {"is", test_is},
                                      {"faults", test_faults}};

    return XP_TEST_MAIN("text/preflib", tests);
}
