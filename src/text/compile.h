/* From trees to formulas: names resolved, places of words checked, constants folded. */
#ifndef XP_TEXT_COMPILE_H
#define XP_TEXT_COMPILE_H

#include "text/code.h"
#include "text/reader.h"

/* What may stand in a formula. */
#define XP_MAY_OWN 1      /* t */
#define XP_MAY_TYPES 2    /* t[agent] */
#define XP_MAY_SELF 4     /* self, others */
#define XP_MAY_OUTCOME 8  /* outcome */
#define XP_MAY_VARIABLE 16 /* the decision variable */
#define XP_MAY_LETS 32    /* parameters */

/* A name bound by sum(j in ...: ...) and the like. */
typedef struct
{
    const char *name;
    int others;
} xp_bound_t;

/*
 * Where a formula stands.
 *   may          XP_MAY_...
 *   where        "a cost", "the rule", ...: for messages
 *   self         the agents that it is for, self_count of them (none: -, 0)
 *   not_own      it may read types, but not the own one (h of Groves payments)
 *   share        an irrational number here has its own message
 */
typedef struct
{
    xp_reader_t *reader;
    int may;
    const char *where;
    const slong *self;
    slong self_count;
    int not_own;
    int share;
    xp_bound_t bound[XP_CODE_LOOPS];
    slong bound_count;
} xp_scope_t;

void xp_scope_init(xp_scope_t *scope, xp_reader_t *reader, int may, const char *where);

/* The formula of a number, a condition, a choice of the rule; NULL after an error. */
const xp_code_struct *xp_compile_number(xp_scope_t *scope, const xp_tree_struct *tree);
const xp_code_struct *xp_compile_condition(xp_scope_t *scope, const xp_tree_struct *tree);
const xp_code_struct *xp_compile_choice(xp_scope_t *scope, const xp_tree_struct *tree);

/* What the entries of a body are. */
typedef const xp_code_struct *(*xp_compile_t)(xp_scope_t *scope, const xp_tree_struct *tree);

/* The number of each agent, as a TUPLE code; with one agent a plain number. */
const xp_code_struct *xp_compile_tuple(xp_scope_t *scope, const xp_tree_struct *tree);

/*
 * Meaning   a body of numbers, choices or tuples: formula, cases, or table by the own type
 *           (scope->self_count > 0 and by_type) or by profile
 * Domain    by_type: all of self are agents of one class
 * Result    NULL after an error.  A table that misses a type or profile is an error unless
 *           partial: then what is missing is 0
 */
const xp_code_struct *xp_compile_body(xp_scope_t *scope, const xp_body_struct *body,
                                      xp_compile_t entry, int by_type, int partial);

/*
 * Meaning   the value of a tree that depends on parameters only
 * Result    1 and value set; 0 after an error
 */
int xp_compile_constant(fmpq_t value, xp_scope_t *scope, const xp_tree_struct *tree);

/* The same for an integer. */
int xp_compile_integer(fmpz_t value, xp_scope_t *scope, const xp_tree_struct *tree);

/* Parts. */
xp_code_struct *xp_code_new(xp_scope_t *scope, xp_code_kind_t kind, size_t offset,
                            slong child_count);
const xp_code_struct *xp_code_fold(xp_scope_t *scope, xp_code_struct *code);
int xp_compile_agent(xp_scope_t *scope, xp_agent_ref_t *ref, const xp_tree_struct *tree);

/* For each class whether ref can be an agent of it; the caller frees the flags. */
unsigned char *xp_scope_mark_classes(const xp_scope_t *scope, const xp_agent_ref_t *ref);

/*
 * Notes the field or the type that code means where its agent is of that class; all agents that
 * code->agent can be are of one class unless it is bound or there are payments of several.
 */
void xp_code_set_place(xp_scope_t *scope, xp_code_struct *code, slong class, slong place);

/* A TYPE tree as a number. */
const xp_code_struct *xp_compile_type(xp_scope_t *scope, const xp_tree_struct *tree);

/* Reads which agent's type a TYPE tree is; 0 after an error. */
int xp_compile_type_agent(xp_scope_t *scope, xp_agent_ref_t *ref, const xp_tree_struct *tree);

/* EQ or NE between outcomes, types or numbers. */
const xp_code_struct *xp_compile_equality(xp_scope_t *scope, const xp_tree_struct *tree);

/* The place of a parameter, -1 when there is none of this name. */
slong xp_scope_find_let(const xp_scope_t *scope, const char *name);

/* Whether the parameter stands before its use in tree; otherwise an error. */
int xp_scope_may_use(xp_scope_t *scope, const xp_tree_struct *tree, slong let);

/* Whether a name is a parameter or the decision variable. */
int xp_scope_is_quantity(const xp_scope_t *scope, const char *name);

/* Binds the name of sum(j in ...: ...), until bound_count is lowered again; 0 after an error. */
int xp_scope_bind(xp_scope_t *scope, const xp_tree_struct *tree);

/* Says what else a name that is no quantity could be; why a tree that is no number is none. */
void xp_scope_explain_name(xp_scope_t *scope, const xp_tree_struct *tree);
void xp_scope_refuse_number(xp_scope_t *scope, const xp_tree_struct *tree);

#endif
