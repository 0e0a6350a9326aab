/* Rows as the library builds them: library_rows [--reduced] CERT. */
#include <stdio.h>
#include <string.h>

#include <expost/base/string.h>
#include <expost/cert/certificate.h>
#include <expost/exist/interim_tables.h>
#include <expost/exist/row.h>
#include <expost/num/rat.h>

#include "cert/write_fields.h"
#include "cert/write_impl.h"

/* The library builds the rows `eff` for a free rule only, `wmon` for a fixed one only. */
static int is_asked(const xp_question_t *question, xp_row_kind_t kind)
{
    const xp_environment_struct *environment = question->environment;
    xp_property_t property;

    if (xp_row_kind_property(&property, kind) && xp_property_info(property)->needs_prior
        && environment->prior == XP_PRIOR_NONE)
        return 0;
    switch (kind)
    {
    case XP_ROW_DSIC:
        return xp_environment_has_private_values(environment);
    case XP_ROW_WMON:
        return question->rule != NULL;
    case XP_ROW_EFF:
    case XP_ROW_POS:
    case XP_ROW_ONE:
    case XP_ROW_FIX:
        return question->rule == NULL;
    default:
        return 1;
    }
}

/* What stands on the right goes to the left. */
static void add_row(xp_string_t out, const xp_question_t *question, const xp_row_key_t *key)
{
    xp_string_t text;
    xp_row_t row;
    fmpq_t constant;

    xp_string_init(text);
    xp_row_init(row);
    fmpq_init(constant);
    xp_field_key(text, question->environment->profiles, key);
    xp_string_add(out, text->text + 1);
    xp_string_add(out, " : ");
    xp_row_set(row, question, key);
    for (slong e = 0; e < row->length; e++)
    {
        xp_string_printf(out, "%s%ld ", e > 0 ? ", " : "", (long) row->unknown[e]);
        xp_rat_add_text(out, row->coefficient + e);
    }
    xp_string_add(out, row->length > 0 ? " constant " : "constant ");
    fmpq_neg(constant, row->right);
    xp_rat_add_text(out, constant);
    xp_string_add_char(out, '\n');
    fmpq_clear(constant);
    xp_row_clear(row);
    xp_string_clear(text);
}

static void add_rows(xp_string_t out, xp_question_t question)
{
    question.objective = XP_OBJECTIVE_WORST_DEFICIT; /* so that there is w */
    for (int kind = 0; kind < XP_ROW_KIND_COUNT; kind++)
    {
        xp_row_key_t key;

        if (is_asked(&question, (xp_row_kind_t) kind)
            && xp_row_first(&key, &question, (xp_row_kind_t) kind))
            do
                add_row(out, &question, &key);
            while (xp_row_next(&key, &question));
    }
}

/* The environment of the interim tables, up to the rule. */
static xp_status_t add_reduced(xp_string_t out, const xp_certificate_t certificate,
                               xp_error_t error)
{
    xp_interim_tables_t tables;
    xp_status_t status;

    xp_interim_tables_init(tables);
    status = xp_interim_tables_set(tables, certificate->environment, certificate->rule, NULL,
                                   error);
    if (status == XP_OK)
        xp_write_reduced(out, tables);
    xp_interim_tables_clear(tables);
    return status;
}

static int read_all(xp_string_t text, const char *path)
{
    FILE *file = fopen(path, "rb");
    char part[4096];
    size_t length;

    if (file == NULL)
        return 0;
    while ((length = fread(part, 1, sizeof part, file)) > 0)
        xp_string_add_bytes(text, part, length);
    fclose(file);
    return 1;
}

int main(int argc, char **argv)
{
    const int reduced = argc == 3 && strcmp(argv[1], "--reduced") == 0;
    xp_certificate_t certificate;
    xp_status_t status;
    xp_error_t error;
    xp_string_t text;
    xp_string_t out;

    xp_string_init(text);
    if (argc != 2 + reduced || !read_all(text, argv[1 + reduced]))
    {
        fputs("usage: library_rows [--reduced] CERT\n", stderr);
        xp_string_clear(text);
        return 2;
    }
    xp_string_init(out);
    xp_error_init(error);
    xp_certificate_init(certificate);
    status = xp_certificate_read(certificate, text->text, text->length, argv[1 + reduced], error);
    if (status == XP_OK && reduced)
        status = add_reduced(out, certificate, error);
    else if (status == XP_OK)
        add_rows(out, certificate->question);
    if (status == XP_OK)
        fputs(out->text, stdout);
    else
        fprintf(stderr, "library_rows: %s:%ld: %s\n", argv[1 + reduced], error->line,
                error->message);
    xp_certificate_clear(certificate);
    xp_error_clear(error);
    xp_string_clear(out);
    xp_string_clear(text);
    return status != XP_OK;
}
