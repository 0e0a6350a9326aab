/* The tree of a model file, as written: what the parser makes and the writer writes. */
#ifndef XP_TEXT_AST_H
#define XP_TEXT_AST_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/num/compat.h>

/*
 * Memory.  Every tree, body, item and text belongs to one document and lives until
 * xp_document_clear; nothing in it is freed before.  Whoever changes a document (a definition
 * from the command line, a table from a file) makes new nodes with the constructors below and
 * puts them into the items; the writer then writes what the document says.
 *
 * Words.  All texts end with a zero byte and hold none.  They are UTF-8.
 */

/* Bytes begin <= x < end of the document's text. */
typedef struct
{
    size_t begin;
    size_t end;
} xp_span_t;

/*
 * What a tree is.  `text`, `value` and `child` hold, by kind:
 *
 *   expressions (where the grammar says expr)
 *   NUMBER     text: its spelling ("0.50", "1e-3"); value: the rational, >= 0
 *   NAME       text: a plain name: a quantity, or beside == and != an outcome or a type; as a
 *              label (key of a table, item of `types`) an outcome, a type or an agent
 *   QUOTED     text: the name without quotation marks and escapes; same meaning as NAME for
 *              outcomes, agents and types.  Also the file of `from`, the words of `title`
 *   OWNER      child 0: the agent (NAME, QUOTED, SELF; AGENTS only in `outcomes owner(agents)`)
 *   COUNT      the word n
 *   PI         the word pi
 *   OUTCOME    the word outcome
 *   TYPE       t, t[agent], t.field, t[agent].field.  text: the field or NULL; child 0: the agent
 *              (NAME, QUOTED, SELF), child_count 0 for the own type.  The agent of t[j] may be the
 *              bound name of an enclosing OVER tree (NAME only)
 *   NEGATE NOT child 0
 *   ADD SUB MUL DIV POW EQ NE LT LE GT GE AND OR
 *              child 0, child 1
 *   IF         child 0: condition, 1: then, 2: else
 *   SUM_OVER MIN_OVER MAX_OVER
 *              text: the bound name; child 0: AGENTS or OTHERS; child 1: the term
 *   MIN MAX    one child or more
 *   ABS FLOOR CEIL EXP LOG SQRT ERF
 *              child 0
 *
 *   words for agents
 *   SELF OTHERS AGENTS
 *
 *   not expressions: never a child of one
 *   TUPLE      2 children or more, each an expression or a TUPLE; parentheses around a tuple
 *              are not kept
 *   LOTTERY    children 0, 2, 4, ...: weights (expressions); 1, 3, 5, ...: outcomes (NAME, QUOTED,
 *              OWNER); child_count >= 2 and even
 *   RANGE      child 0 .. child 1                       (expressions)
 *   GRID       grid(child 0, child 1, child 2)
 *   SET        { child 0, child 1, ... }                one expression or more
 *   INTERVAL   [child 0, child 1]
 *   LABELLED   child 0 = child 1: a named type and its value (expression)
 *   FIELD      children 0 .. child_count - 2: NAME, the fields; the last: RANGE, SET or GRID
 *   FAMILY     agent text[child 0 .. child 1]: agents text1, text2, ...
 *   DIST       a named distribution: text: its name; children: the parameters, none when there
 *              are no parentheses
 *   MIXTURE    children 0, 2, ...: weights; 1, 3, ...: DIST
 *   MECHANISM  text: the name with its hyphens ("ir-vcg"); child 0, if any: the MECHANISM or
 *              number in parentheses
 */
typedef enum
{
    XP_TREE_NUMBER,
    XP_TREE_NAME,
    XP_TREE_QUOTED,
    XP_TREE_OWNER,
    XP_TREE_COUNT,
    XP_TREE_PI,
    XP_TREE_OUTCOME,
    XP_TREE_TYPE,
    XP_TREE_NEGATE,
    XP_TREE_NOT,
    XP_TREE_ADD,
    XP_TREE_SUB,
    XP_TREE_MUL,
    XP_TREE_DIV,
    XP_TREE_POW,
    XP_TREE_EQ,
    XP_TREE_NE,
    XP_TREE_LT,
    XP_TREE_LE,
    XP_TREE_GT,
    XP_TREE_GE,
    XP_TREE_AND,
    XP_TREE_OR,
    XP_TREE_IF,
    XP_TREE_SUM_OVER,
    XP_TREE_MIN_OVER,
    XP_TREE_MAX_OVER,
    XP_TREE_MIN,
    XP_TREE_MAX,
    XP_TREE_ABS,
    XP_TREE_FLOOR,
    XP_TREE_CEIL,
    XP_TREE_EXP,
    XP_TREE_LOG,
    XP_TREE_SQRT,
    XP_TREE_ERF,
    XP_TREE_SELF,
    XP_TREE_OTHERS,
    XP_TREE_AGENTS,
    XP_TREE_TUPLE,
    XP_TREE_LOTTERY,
    XP_TREE_RANGE,
    XP_TREE_GRID,
    XP_TREE_SET,
    XP_TREE_INTERVAL,
    XP_TREE_LABELLED,
    XP_TREE_FIELD,
    XP_TREE_FAMILY,
    XP_TREE_DIST,
    XP_TREE_MIXTURE,
    XP_TREE_MECHANISM
} xp_tree_kind_t;

/* No tree that the parser lets through is deeper, so it may be walked by recursion. */
#define XP_TREE_DEPTH_LIMIT 2000

/* The longest name or quoted name, in bytes. */
#define XP_NAME_LIMIT 1000

/*
 *   depth        1 + the largest depth of a child
 *   in_brackets  whether it was written in parentheses of its own (the writer does not look)
 *   span         where it stands, without those parentheses
 *   role, index  free for whoever resolves names: 0 and -1 at first
 */
typedef struct xp_tree_struct
{
    xp_tree_kind_t kind;
    int depth;
    int in_brackets;
    int role;
    slong index;
    xp_span_t span;
    const char *text;
    const fmpq *value;
    struct xp_tree_struct **child;
    size_t child_count;
} xp_tree_struct;

/*
 * A list of trees, in the order of the text.
 */
typedef struct
{
    xp_tree_struct **tree;
    size_t count;
    size_t room;
} xp_trees_t;

/*
 * One entry between braces.
 *   a table's  key = value             condition NULL
 *   a case's   value when condition    key NULL
 *              value otherwise         key NULL, condition NULL
 * key        a label, a TUPLE of labels (nested), OWNER, AGENTS.  A label is NAME, QUOTED, or a
 *            number: NUMBER, NUMBER / NUMBER or one of these with a minus sign
 *            (xp_tree_label_value reads it)
 * value      expression, LOTTERY, or (tables only) TUPLE
 * condition  expression
 */
typedef struct
{
    xp_span_t span;
    xp_tree_struct *key;
    xp_tree_struct *value;
    xp_tree_struct *condition;
} xp_entry_t;

/*
 *   FORMULA  = value: expression, LOTTERY or TUPLE
 *   CASES    entries without keys, one or more; `otherwise` anywhere (the parser does not ask
 *            that it is last)
 *   TABLE    entries with keys, one or more
 * broken: some entries were not understood and are missing; an error was given (do not say that
 * the table misses a profile)
 */
typedef enum
{
    XP_BODY_FORMULA,
    XP_BODY_CASES,
    XP_BODY_TABLE
} xp_body_kind_t;

typedef struct
{
    xp_body_kind_t kind;
    int broken;
    xp_span_t span;
    xp_tree_struct *value;
    xp_entry_t *entry;
    size_t entry_count;
    size_t entry_room;
} xp_body_struct;

/*
 * A statement, of the file or of an agent block.  The members used are named after each kind;
 * all others are NULL, empty or 0.
 *
 *   of the file
 *   TITLE SOURCE   name: QUOTED
 *   LET            name: NAME; value: expression
 *   OUTCOMES       list: NAME, QUOTED, OWNER of AGENTS
 *   VARIABLE       name: NAME, the decision variable; value: RANGE, SET, GRID or INTERVAL, or NULL
 *                  for `real`.  (`outcomes owner(agents)` is OUTCOMES)
 *   COST           target: the outcome (NAME, QUOTED, OWNER) or NULL; body.  With NULL the body is
 *                  a FORMULA of the decision variable or a TABLE whose keys are outcomes
 *   REQUIRES       target: the outcome; list: agents (NAME, QUOTED, SELF) or one AGENTS
 *   AGENT          list: NAME, QUOTED, FAMILY, one or more; item: the statements of the block
 *                  (may be none)
 *   PRIOR_JOINT    body, weights 0 or 1; or file
 *   RULE_EFFICIENT name: NAME after `ties`, or NULL
 *   RULE           body or file
 *   PAYMENT        list: agents (NAME, QUOTED, SELF) or one AGENTS; body
 *   PAYMENTS       exactly one of: name: MECHANISM, with or without body (of
 *                  `payments groves { ... }`); body alone; file
 *
 *   of an agent block
 *   TYPES          list: labels, LABELLED, RANGE, GRID, one or more; or file
 *   TYPES_FIELDS   list: FIELD, one or more:   types (a, b in 0..4, c in {1, 2})
 *   TYPES_TUPLES   list: NAME, two or more, the fields; tuples: TUPLE, one or more
 *   TYPES_INTERVAL value: INTERVAL
 *   PRIOR          list, expressions in the order of the types; weights 0 or 1
 *   PRIOR_TABLE    body: TABLE by type          (prior { low = 1/3, high = 2/3 })
 *   PRIOR_DIST     value: DIST (also `prior uniform`, a plain name alone) or MIXTURE
 *   PRIOR_CDF PRIOR_DENSITY   body
 *   VALUE          target: outcome or NULL; body; or file
 *   OUTSIDE        target: the outcome after `at`, or NULL; body
 *   SHARE          value: expression
 *   PREFERS        tiers: best first; each a SET of outcomes (NAME, QUOTED, OWNER)
 *
 * file is QUOTED, the path after `from` (span: where to point); the word itself is not kept.
 *
 * What the parser promises beyond the grammar: keys and items of `types` are labels; the two kinds
 * of entries are not mixed in one body.  What it leaves to the reader: which names exist, that
 * conditions and numbers do not mix, where t, self, others, outcome may stand, that a statement
 * stands once, values of labels (also a fraction over 0).
 */
typedef enum
{
    XP_ITEM_TITLE,
    XP_ITEM_SOURCE,
    XP_ITEM_LET,
    XP_ITEM_OUTCOMES,
    XP_ITEM_VARIABLE,
    XP_ITEM_COST,
    XP_ITEM_REQUIRES,
    XP_ITEM_AGENT,
    XP_ITEM_PRIOR_JOINT,
    XP_ITEM_RULE_EFFICIENT,
    XP_ITEM_RULE,
    XP_ITEM_PAYMENT,
    XP_ITEM_PAYMENTS,
    XP_ITEM_TYPES,
    XP_ITEM_TYPES_FIELDS,
    XP_ITEM_TYPES_TUPLES,
    XP_ITEM_TYPES_INTERVAL,
    XP_ITEM_PRIOR,
    XP_ITEM_PRIOR_TABLE,
    XP_ITEM_PRIOR_DIST,
    XP_ITEM_PRIOR_CDF,
    XP_ITEM_PRIOR_DENSITY,
    XP_ITEM_VALUE,
    XP_ITEM_OUTSIDE,
    XP_ITEM_SHARE,
    XP_ITEM_PREFERS
} xp_item_kind_t;

/*
 *   span     the whole statement
 *   word     its first word (or words): where to point when the statement as a whole is wrong
 *   weights  whether the word `weights` stands there
 */
typedef struct xp_item_struct
{
    xp_item_kind_t kind;
    int weights;
    xp_span_t span;
    xp_span_t word;
    xp_tree_struct *name;
    xp_tree_struct *target;
    xp_tree_struct *value;
    xp_tree_struct *file;
    xp_trees_t list;
    xp_trees_t tuples;
    xp_trees_t tiers;
    xp_body_struct *body;
    struct xp_item_struct **item;
    size_t item_count;
    size_t item_room;
} xp_item_struct;

/*
 * Statements that were not understood, by what is now missing: a reader who goes on after syntax
 * errors must not complain about what these would have defined.
 */
#define XP_LOST_LET 1
#define XP_LOST_OUTCOMES 2
#define XP_LOST_AGENT 4
#define XP_LOST_TYPES 8
#define XP_LOST_PRIOR 16
#define XP_LOST_OTHER 32

typedef struct xp_block_struct xp_block_struct;

/*
 *   text, length  a copy of what was read, with its byte order mark; spans point into it
 *   path          a copy, or NULL
 *   item          the statements in the order of the text
 *   lost          XP_LOST_... of the statements that are missing; 0 when all was understood
 *   block, number memory, private to ast.c
 */
typedef struct
{
    char *text;
    size_t length;
    char *path;
    xp_item_struct **item;
    size_t item_count;
    size_t item_room;
    int lost;
    xp_block_struct *block;
    struct xp_number_struct *number;
} xp_document_struct;

typedef xp_document_struct xp_document_t[1];

void xp_document_init(xp_document_t doc);
void xp_document_clear(xp_document_t doc);
void xp_document_swap(xp_document_t a, xp_document_t b);

/*
 * Meaning   parses a model file
 * Domain    doc is init'ed; path may be NULL
 * Result    doc holds the statements; what was in it before is cleared
 * Failure   XP_INPUT with the syntax errors added to errors.  Unlike elsewhere doc is then set
 *           too, to what was understood, so that the reader can go on looking for faults: see
 *           lost, and broken of a body
 * Cost      linear in length
 */
XP_MUST_USE xp_status_t xp_document_parse(xp_document_t doc, const char *text, size_t length,
                                          const char *path, xp_errors_t errors);

/*
 * Meaning   parses a label or a (nested) tuple of labels, as the key of a table
 * Result    doc holds the text; *key is the tree, in doc
 * Failure   XP_INPUT: not one
 */
XP_MUST_USE xp_status_t xp_document_parse_key(xp_document_t doc, xp_tree_struct **key,
                                              const char *text, size_t length,
                                              const char *path, xp_errors_t errors);

/* Adds an error with words as printf and its place in doc's text (the place of a span: begin). */
void xp_document_error(xp_errors_t errors, const xp_document_t doc, size_t offset,
                       const char *format, ...) XP_PRINTF(4, 5);

/* Constructors.  Everything that they make lives in doc; doc cannot be const. */

/* Memory, all zero, aligned for every type. */
void *xp_document_alloc(xp_document_t doc, size_t size);

/* A copy of length bytes, ended by a zero byte. */
char *xp_document_text(xp_document_t doc, const char *text, size_t length);

/* A tree without children: NAME, QUOTED (text copied), SELF, COUNT, ... (text NULL). */
xp_tree_struct *xp_tree_word(xp_document_t doc, xp_tree_kind_t kind, xp_span_t span,
                             const char *text);

/* A tree with count children, copied from the array; text is copied or NULL. */
xp_tree_struct *xp_tree_node(xp_document_t doc, xp_tree_kind_t kind, xp_span_t span,
                             const char *text, xp_tree_struct *const *child, size_t count);

/* NUMBER with this spelling and value (value >= 0). */
xp_tree_struct *xp_tree_number(xp_document_t doc, xp_span_t span, const char *spelling,
                               const fmpq_t value);

/* The rational as a tree: p, p / q, -p or (-p) / q with NUMBER leaves. */
xp_tree_struct *xp_tree_rational(xp_document_t doc, xp_span_t span, const fmpq_t value);

/*
 * Meaning   a label from its text, as in a field of a CSV file: a number or a fraction with or
 *           without a sign becomes a number that keeps its spelling, everything else QUOTED (the
 *           writer leaves out quotation marks that are not needed)
 */
xp_tree_struct *xp_tree_label(xp_document_t doc, xp_span_t span, const char *text,
                              size_t length);

/* Whether tree is a label (see xp_entry_t). */
int xp_tree_is_label(const xp_tree_struct *tree);

/*
 * Meaning   reads a numeric label
 * Result    1 and value set; 0 when it is not numeric (NAME, QUOTED, ...); -1 when it is a
 *           fraction over 0
 */
int xp_tree_label_value(fmpq_t value, const xp_tree_struct *tree);

void xp_trees_add(xp_document_t doc, xp_trees_t *list, xp_tree_struct *tree);

/* An empty body of this kind; value is set by the caller for FORMULA. */
xp_body_struct *xp_body_new(xp_document_t doc, xp_body_kind_t kind, xp_span_t span);

void xp_body_add(xp_document_t doc, xp_body_struct *body, xp_span_t span, xp_tree_struct *key,
                 xp_tree_struct *value, xp_tree_struct *condition);

/* A statement of this kind, not yet in a list; word is the begin of span. */
xp_item_struct *xp_item_new(xp_document_t doc, xp_item_kind_t kind, xp_span_t span);

/* Adds a statement at the end of the document, of the block of an AGENT. */
void xp_document_add(xp_document_t doc, xp_item_struct *item);
void xp_item_add(xp_document_t doc, xp_item_struct *agent, xp_item_struct *item);

#endif
