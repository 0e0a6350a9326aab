/* From a text to its document: checks the bytes, then parses. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "text/letters.h"
#include "text/syntax.h"

/* Whether the bytes are text that the lexer can take, and not another kind of file. */
static int check_bytes(const xp_document_t doc, xp_errors_t errors)
{
    static const char certificate[] = "expost-certificate ";
    size_t place = xp_letters_check(doc->text, doc->length);
    const char *zero = memchr(doc->text, 0, place);

    if (doc->length > INT_MAX / 2)
    {
        xp_document_error(errors, doc, 0, "the file has %zu bytes: models of more than %d are not "
                          "read; large tables belong into CSV files", doc->length, INT_MAX / 2);
        return 0;
    }
    if (zero != NULL)
    {
        xp_document_error(errors, doc, (size_t) (zero - doc->text), "byte %zu is zero: this is "
                          "not a text file", (size_t) (zero - doc->text) + 1);
        return 0;
    }
    if (doc->length > sizeof certificate - 1
        && memcmp(doc->text, certificate, sizeof certificate - 1) == 0)
    {
        xp_document_error(errors, doc, 0, "this is a certificate, not a model: `expost explain` "
                          "reads it, `expost-verify` checks it");
        return 0;
    }
    if (place < doc->length)
    {
        xp_document_error(errors, doc, place, "byte %zu (0x%02X) is not UTF-8: save the file in "
                          "that encoding", place + 1, (unsigned char) doc->text[place]);
        return 0;
    }
    return 1;
}

static xp_status_t parse(xp_document_t doc, xp_tree_struct **key, const char *text,
                         size_t length, const char *path, xp_errors_t errors, int start)
{
    xp_syntax_struct syntax;

    xp_document_clear(doc);
    xp_document_init(doc);
    doc->text = xp_document_text(doc, text, length);
    doc->length = length;
    doc->path = path == NULL ? NULL : xp_document_text(doc, path, strlen(path));
    if (!check_bytes(doc, errors))
    {
        doc->lost = ~0;
        return XP_INPUT;
    }
    memset(&syntax, 0, sizeof syntax);
    syntax.doc = doc;
    syntax.errors = errors;
    syntax.start = start;
    /* A byte order mark is no part of the text. */
    syntax.offset = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    syntax.last_span.begin = syntax.last_span.end = syntax.offset;
    xp_syntax_open(&syntax);
    if (xp_parser_parse(&syntax) != 0)
    {
        /* The stack was full: an error was given, and all that followed was not read. */
        doc->lost = ~0;
    }
    xp_syntax_close(&syntax);
    free(syntax.bracket);
    if (syntax.reported > 0 || doc->lost != 0)
    {
        return XP_INPUT;
    }
    if (key != NULL)
    {
        *key = syntax.key;
    }
    return XP_OK;
}

xp_status_t xp_document_parse(xp_document_t doc, const char *text, size_t length,
                              const char *path, xp_errors_t errors)
{
    return parse(doc, NULL, text, length, path, errors, XP_TOKEN_START_FILE);
}

xp_status_t xp_document_parse_key(xp_document_t doc, xp_tree_struct **key, const char *text,
                                  size_t length, const char *path, xp_errors_t errors)
{
    return parse(doc, key, text, length, path, errors, XP_TOKEN_START_KEY);
}
