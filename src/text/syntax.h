/* What lexer, line filter, grammar and complaints share while one text is parsed. */
#ifndef XP_TEXT_SYNTAX_H
#define XP_TEXT_SYNTAX_H

#include "text/ast.h"
#include "text/parse.h"

/* A token as the lexer gives it; newline: a line ended between it and the token before. */
typedef struct
{
    int token;
    int newline;
    XP_PARSER_STYPE value;
    xp_span_t span;
} xp_lexeme_t;

/* An open bracket: `(` or `[`, and for `{` what it opens. */
typedef enum
{
    XP_BRACKET_ROUND,
    XP_BRACKET_SQUARE,
    XP_BRACKET_SET,
    XP_BRACKET_BODY,
    XP_BRACKET_BLOCK
} xp_bracket_kind_t;

typedef struct
{
    xp_bracket_kind_t kind;
    size_t begin;
} xp_bracket_t;

/*
 * The lexer's part
 *   scanner   flex's; offset: the byte where the next token begins
 *   line_broken      a token of this line was no token: no more is said about the line
 * The filter's part (lines.c)
 *   held, is_held    the token that the lexer gave last and the parser has not seen; line_seen:
 *                    the line end before it has been dealt with
 *   last, before     the last two tokens handed to the parser; last_span: where the last stood
 *   bracket, height, room, round_count
 *                    the open brackets; how many of them are `(` or `[`
 *   is_closed, closed  whether the last token closed a bracket, and which
 *   pending_broken, closing, close_to, pending_end
 *                    tokens to hand out before held: that something is broken, `}` down to height
 *                    close_to, the statement's end
 *   closed_early     braces closed by the filter whose `}` may still come
 *   skipping, level  tokens are dropped until the statement or entry ends at this height
 *   item_word, block_word  the first tokens of the statement and of the one inside a block
 *   entry_equals, entry_when, entry_begin
 *                    `=`, `when` and `otherwise` seen since the entry began; its first byte
 * The parser's part
 *   misplaced the statement before was one of a block and stood in the file: nothing is said about
 *             more of them, or about the `}` behind them
 *   stray     the line before was no statement at all: nothing is said about more of them
 *   reported  the number of errors; at XP_ERRORS_LIMIT the text ends for the parser
 *   muted     an error in this statement or entry was reported: what follows may follow from it
 *   start     the token that says what is parsed, handed out first; then 0
 *   key       the result when that is a key
 */
typedef struct xp_syntax_struct
{
    xp_document_struct *doc;
    xp_errors_struct *errors;

    void *scanner;
    size_t offset;
    int line_broken;

    xp_lexeme_t held;
    int is_held;
    int line_seen;
    int last;
    int before;
    xp_span_t last_span;
    xp_span_t before_span;
    xp_bracket_t *bracket;
    size_t height;
    size_t room;
    size_t round_count;
    int is_closed;
    xp_bracket_t closed;
    int pending_broken;
    int closing;
    size_t close_to;
    int pending_end;
    size_t closed_early;
    int skipping;
    size_t level;
    int item_word;
    int block_word;
    int entry_equals;
    int entry_when;
    size_t entry_begin;

    int misplaced;
    int stray;
    int reported;
    int muted;
    int start;
    xp_tree_struct *key;
} xp_syntax_struct;

/* lex.l: the scanner over the document's text from byte offset. */
void xp_syntax_open(xp_syntax_struct *syntax);
void xp_syntax_close(xp_syntax_struct *syntax);
int xp_syntax_scan(xp_syntax_struct *syntax, XP_PARSER_STYPE *value, xp_span_t *span);

/* words.c: the token of a reserved word, 0 if text is none. */
int xp_syntax_reserved(const char *text, size_t length);

/* lines.c: the tokens of the grammar, statement ends among them. */
int xp_parser_lex(XP_PARSER_STYPE *value, xp_span_t *span, xp_syntax_struct *syntax);

/* lines.c: the parser gives up this statement or entry; its last token was not understood. */
void xp_syntax_skip(xp_syntax_struct *syntax);

/* complain.c: an error with its place, unless this statement had one; then mutes the statement. */
void xp_syntax_error(xp_syntax_struct *syntax, size_t offset, const char *format, ...)
    XP_PRINTF(3, 4);

/* complain.c: the same without a look at what was said before. */
void xp_syntax_remark(xp_syntax_struct *syntax, size_t offset, const char *format, ...)
    XP_PRINTF(3, 4);

/* complain.c: the last token was not expected; the names of those that were. */
void xp_syntax_unexpected(xp_syntax_struct *syntax, const char *const *expected, size_t count);

/* complain.c: whether a name is among those of the count tokens expected. */
int xp_syntax_expects(const char *const *expected, size_t count, const char *name);

/*
 * remedies.c: says what to do about a fault that has a remedy of its own; found is the text of
 * the last token.  0, and nothing said, when it has none.
 */
int xp_syntax_remedy(xp_syntax_struct *syntax, const char *found, const char *const *expected,
                     size_t count);

/* A piece of the text for a message, cut at 40 bytes; room for 64 bytes. */
#define XP_EXCERPT_ROOM 64
const char *xp_syntax_excerpt(char *room, const xp_syntax_struct *syntax, xp_span_t span);

/* build.c: what actions of the grammar do. */
xp_tree_struct *xp_build_node(xp_syntax_struct *syntax, xp_tree_kind_t kind, xp_span_t span,
                              xp_tree_struct *const *child, size_t count);
xp_tree_struct *xp_build_pair(xp_syntax_struct *syntax, xp_tree_kind_t kind, xp_span_t span,
                              xp_tree_struct *a, xp_tree_struct *b);
xp_tree_struct *xp_build_comparison(xp_syntax_struct *syntax, xp_tree_kind_t kind,
                                    xp_span_t span, xp_span_t sign, xp_tree_struct *a,
                                    xp_tree_struct *b);
xp_tree_struct *xp_build_list(xp_syntax_struct *syntax, xp_tree_kind_t kind, xp_span_t span,
                              const char *text, xp_trees_t list);
xp_tree_struct *xp_build_over(xp_syntax_struct *syntax, xp_tree_kind_t kind, xp_span_t span,
                              xp_trees_t name_range_term);
xp_tree_struct *xp_build_type(xp_syntax_struct *syntax, xp_span_t span, xp_tree_struct *agent,
                              xp_tree_struct *field);
xp_tree_struct *xp_build_hyphen(xp_syntax_struct *syntax, xp_span_t span, xp_tree_struct *a,
                                xp_tree_struct *b);
xp_item_struct *xp_build_item(xp_syntax_struct *syntax, xp_item_kind_t kind, xp_span_t span,
                              xp_span_t word);
xp_trees_t xp_build_one(xp_syntax_struct *syntax, xp_tree_struct *tree);
xp_trees_t xp_build_more(xp_syntax_struct *syntax, xp_trees_t list, xp_tree_struct *tree);
xp_body_struct *xp_build_formula(xp_syntax_struct *syntax, xp_span_t span,
                                 xp_tree_struct *value);
xp_body_struct *xp_build_broken(xp_syntax_struct *syntax, xp_body_struct *body);
xp_body_struct *xp_build_body(xp_syntax_struct *syntax, xp_span_t span, xp_body_struct *body);
xp_body_struct *xp_build_entry(xp_syntax_struct *syntax, xp_body_struct *body, xp_entry_t entry);
void xp_build_check_label(xp_syntax_struct *syntax, const xp_tree_struct *tree,
                          const char *what);
void xp_build_check_key(xp_syntax_struct *syntax, const xp_tree_struct *tree);
void xp_build_check_name(xp_syntax_struct *syntax, const xp_tree_struct *tree);
xp_item_struct *xp_build_prior(xp_syntax_struct *syntax, xp_span_t span, xp_span_t word,
                               xp_trees_t list);
void xp_build_no_weight(xp_syntax_struct *syntax, const xp_tree_struct *tree);
void xp_build_lost(xp_syntax_struct *syntax, int word);

#endif
