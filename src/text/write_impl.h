/* The canonical form of a document, tree by tree. */
#ifndef XP_TEXT_WRITE_IMPL_H
#define XP_TEXT_WRITE_IMPL_H

#include <expost/base/string.h>

#include "text/ast.h"

/* A name bound by sum, min or max around what is being written. */
typedef struct xp_binding_struct
{
    const char *name;
    const struct xp_binding_struct *outer;
} xp_binding_t;

/*
 * out       what was written so far
 * doc       whose statements are written: a quoted name in a formula keeps its quotation marks
 *           where the plain name would be a quantity
 * binding   the bound names, innermost first
 */
typedef struct
{
    xp_string_struct *out;
    const xp_document_struct *doc;
    const xp_binding_t *binding;
} xp_writer_t;

/*
 * Meaning   adds the canonical form of doc: the statements in the order of the language's tables,
 *           those of one kind in the order of the file, one per line
 * Domain    doc was parsed without an error, and perhaps changed with the constructors of ast.h;
 *           spans are not looked at
 * Result    parsing the text gives the same trees, but for quotation marks and parentheses that
 *           are not needed and the order of statements; writing that gives the same bytes
 */
void xp_document_write(xp_string_t out, const xp_document_t doc);

/* Adds a name, in quotation marks when it needs them; a text, always in quotation marks. */
void xp_write_name(xp_string_t out, const char *name);
void xp_write_quoted(xp_string_t out, const char *text);

/* Adds any tree. */
void xp_write_tree(const xp_writer_t *writer, const xp_tree_struct *tree);

/* Adds an outcome, an agent, a type or a key: names in them are not quantities. */
void xp_write_label(const xp_writer_t *writer, const xp_tree_struct *tree);

/* Adds a list, with commas. */
void xp_write_trees(const xp_writer_t *writer, xp_tree_struct *const *tree, size_t count);
void xp_write_labels(const xp_writer_t *writer, xp_tree_struct *const *tree, size_t count);

#endif
