/* Rows as the verifier builds them: verifier_rows CERT < KEYS, each key a record `row KEY`. */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "verify/environment.h"
#include "verify/form.h"
#include "verify/reader.h"
#include "verify/row.h"
#include "verify/rule.h"

static xp_reader_t reader;
static xp_environment_t environment;
static xp_rule_t rule;
static xp_form_t form;
static mpq_t number;

static void read_certificate(void)
{
    xp_rule_kind_t kind;

    xp_next(reader);
    xp_expect(reader, "expost-certificate");
    xp_index_is(reader, 1, "version");
    xp_next(reader);
    xp_expect(reader, "environment");
    environment->reduced = !reader->ended && strcmp(xp_word(reader), "reduced") == 0;
    xp_next(reader);
    xp_environment_read(environment, reader);
    kind = xp_rule_kind_read(environment, reader);
    if (kind != XP_FREE && !environment->reduced)
    {
        xp_rule_read(rule, environment, kind, 0, reader);
        form->rule = rule;
    }
    if (environment->prior != XP_NO_PRIOR)
        xp_weigh(environment, reader);
    xp_form_open(form, kind == XP_FREE, reader);
}

/* A sum in lowest terms. */
static void print_number(mpq_srcptr sum)
{
    mpq_set(number, sum);
    mpq_canonicalize(number);
    gmp_printf("%Qd", number);
}

static void print_row(const xp_key_t *key)
{
    const char *before = "";
    size_t u;

    xp_form_begin(form, NULL, xp_row_is_weighted(key->kind));
    xp_row_add(form, key);
    xp_form_end(form);
    for (u = 0; u < form->unknowns; u++)
        if (form->listed[u] && mpq_sgn(form->unknown[u]) != 0)
        {
            printf("%s%zu ", before, u);
            print_number(form->unknown[u]);
            before = ", ";
        }
    printf("%sconstant ", before[0] == '\0' ? "" : " ");
    print_number(form->known);
    putchar('\n');
    xp_form_reset(form);
}

/* The row of one line of KEYS. */
static void answer(char *line, size_t length)
{
    FILE *file = fmemopen(line, length, "r");
    xp_key_t key;

    if (file == NULL)
        xp_fail_memory();
    xp_reader_init(reader, "KEYS", file);
    xp_next(reader);
    xp_expect(reader, "row");
    xp_key_read(&key, environment, reader);
    xp_expect_nothing(reader);
    printf("%.*s : ", (int) (length - strlen("row \n")), line + strlen("row "));
    print_row(&key);
    fclose(file);
    xp_reader_clear(reader);
}

int main(int argc, char **argv)
{
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    char *line = NULL;
    size_t room = 0;
    ssize_t length;

    if (file == NULL)
    {
        fputs("usage: verifier_rows CERT < KEYS\n", stderr);
        return XP_BAD_INPUT;
    }
    xp_reader_init(reader, argv[1], file);
    xp_environment_init(environment);
    xp_rule_init(rule);
    xp_form_init(form, environment);
    mpq_init(number);
    if (setjmp(reader->out) != 0)
        return reader->status;
    read_certificate();
    fclose(file);
    xp_reader_clear(reader);
    while ((length = getline(&line, &room, stdin)) > 0)
        answer(line, (size_t) length);
    free(line);
    mpq_clear(number);
    xp_form_clear(form);
    xp_rule_clear(rule);
    xp_environment_clear(environment);
    return fflush(stdout) == 0 ? 0 : XP_FAILED;
}
