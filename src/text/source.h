/* What a model keeps of its file: the tree, and what the names in it mean. */
#ifndef XP_TEXT_SOURCE_H
#define XP_TEXT_SOURCE_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/model/model.h>
#include <expost/num/compat.h>

#include "text/ast.h"
#include "text/names.h"

/*
 * A text beside the model file (a table, a definition of the command line).  A place in it is
 * the offset base + byte; the model file's own text has base 0.
 */
typedef struct
{
    char *path;
    char *text;
    size_t length;
    size_t base;
} xp_file_t;

/*
 * The types that the agents of one block share: agents first .. first + agents - 1.
 *   broken     they could not be read: say nothing about what depends on them
 *   count      how many
 *   label      as first written
 *   fields     the number of fields of tuples, 0 for plain types
 *   width      max(fields, 1)
 *   value      count * width rationals; of plain types those with numeric[type]
 *   numeric    count flags; all 1 for tuples
 *   literal    count flags: the label is the number
 *   labels, literals, points   where labels, literal numbers, all numbers stand
 */
typedef struct
{
    const xp_item_struct *block;
    slong first;
    slong agents;
    int broken;
    slong count;
    const char **label;
    slong fields;
    slong width;
    const char **field;
    fmpq *value;
    unsigned char *numeric;
    unsigned char *literal;
    xp_names_t field_names;
    xp_names_t labels;
    xp_points_t literals;
    xp_points_t points;
} xp_class_t;

/*
 * A parameter; the value is known when state is XP_LET_KNOWN.  expression: over types on
 * intervals, what it stands for, in the pool of the model; otherwise NULL.
 */
typedef enum
{
    XP_LET_NEW = 0,
    XP_LET_OPEN, /* being evaluated */
    XP_LET_KNOWN,
    XP_LET_IRRATIONAL, /* types on intervals only: it has no rational value, but expression */
    XP_LET_BROKEN /* it has no value: an error was given */
} xp_let_state_t;

typedef struct
{
    const xp_item_struct *item;
    const char *name;
    xp_let_state_t state;
    fmpq_t value;
    const xp_expression_struct *expression;
} xp_let_t;

/* A rational that formulas point to. */
typedef struct xp_constant_struct
{
    fmpq_t value;
    struct xp_constant_struct *next;
} xp_constant_struct;

/*
 *   agent_name, class_of   agent_count entries
 *   outcome_label          outcome_count entries
 *   outcome_value          the same for a decision variable, otherwise NULL
 *   variable               its name, or NULL
 *   owner                  owner(i) for each agent: an outcome or -1; NULL without any
 *   agents_broken, outcomes_broken   as broken of a class
 *   lotteries              those of the stated rule
 *   partnership            types on intervals, a share for every agent, and neither outcomes nor
 *                          values: outcomes are owner(agents), and owner(self) is worth t
 */
typedef struct xp_source_struct
{
    xp_document_t doc;
    xp_file_t *file;
    size_t file_count;
    size_t file_room;
    int agents_broken;
    slong agent_count;
    const char **agent_name;
    xp_names_t agents;
    slong *class_of;
    slong class_count;
    xp_class_t *class;
    int outcomes_broken;
    slong outcome_count;
    const char **outcome_label;
    fmpq *outcome_value;
    const char *variable;
    slong *owner;
    xp_names_t outcomes;
    xp_points_t outcome_points;
    slong let_count;
    xp_let_t *let;
    const char **let_name;
    xp_names_t lets;
    xp_constant_struct *constant;
    xp_lotteries_t lotteries;
    int has_lotteries;
    int partnership;
} xp_source_struct;

typedef xp_source_struct xp_source_t[1];

void xp_source_init(xp_source_t source);
void xp_source_clear(xp_source_t source);

/* As source_clear of a model: clears and frees. */
void xp_source_free(void *source);

/* The source of a model that was read from a file, and its tree for the writer. */
const xp_source_struct *xp_model_source(const xp_model_t model);
const xp_document_struct *xp_model_document(const xp_model_t model);

/*
 * Meaning   keeps a text beside the model file
 * Domain    text is allocated and given away
 * Result    the base of its offsets
 */
size_t xp_source_add_file(xp_source_t source, const char *path, char *text, size_t length);

/* Adds the place of offset, in whichever text it lies, to an error. */
void xp_source_set_place(xp_error_t error, const xp_source_t source, size_t offset);

/* A rational that lives as long as source. */
const fmpq *xp_source_constant(xp_source_t source, const fmpq_t value);

#endif
