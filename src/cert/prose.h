/* A paper in text, Markdown or LaTeX: paragraphs, formulas, tables, a proposition, a proof. */
#ifndef XP_CERT_PROSE_H
#define XP_CERT_PROSE_H

#include <stddef.h>

#include <expost/base/string.h>
#include <expost/cert/explain.h>

/*
 * What is written is plain UTF-8 with marks.  Between XP_MATH and XP_MATH_END stands
 * mathematics: ASCII, a few signs, labels between XP_LABEL and XP_LABEL_END.  Everything
 * else is words.  No label or word holds a byte below the blank (xp_prose_add_plain).
 */
#define XP_MATH "\x02"
#define XP_MATH_END "\x03"
#define XP_LABEL "\x04"
#define XP_LABEL_END "\x05"

/* Adds a text from outside: its control characters become question marks. */
void xp_prose_add_plain(xp_string_t out, const char *text);

/* Adds marked text as it stands in the form. */
void xp_prose_add(xp_string_t out, xp_prose_t prose, const char *marked);

/* Columns that UTF-8 text takes, one for each character. */
size_t xp_prose_width(const char *text);

/*
 * share > 0: the column may be folded; where the table is too wide the columns with
 * shares divide the room in that proportion (in LaTeX 7/8 of it is per cent of the line).
 */
typedef struct
{
    const char *heading;
    int right;
    int share;
} xp_column_t;

typedef struct
{
    xp_prose_t prose;
    xp_string_struct *out;
    const xp_column_t *column;
    size_t columns;
    char **cell;
    size_t cells;
    size_t room;
} xp_paper_struct;

typedef xp_paper_struct xp_paper_t[1];

/* Begins with the line that names the command, when there is one. */
void xp_paper_init(xp_paper_t paper, xp_string_t out, xp_prose_t prose, const char *command);
void xp_paper_clear(xp_paper_t paper);

/* The end of the document. */
void xp_paper_finish(xp_paper_t paper);

void xp_paper_add_heading(xp_paper_t paper, const char *marked);
void xp_paper_add_paragraph(xp_paper_t paper, const char *marked);
void xp_paper_add_formula(xp_paper_t paper, const char *marked);
void xp_paper_add_proposition(xp_paper_t paper, const char *marked);
void xp_paper_begin_proof(xp_paper_t paper);
void xp_paper_end_proof(xp_paper_t paper);

/* A table: its columns, which outlive it, then its cells row by row, then its end. */
void xp_paper_begin_table(xp_paper_t paper, const xp_column_t *column, size_t columns);
void xp_paper_add_cell(xp_paper_t paper, const char *marked);
void xp_paper_end_table(xp_paper_t paper);

/* Folds text at blanks to the width, behind a first and before every other indentation. */
void xp_prose_fold(xp_string_t out, const char *text, size_t width, const char *first,
                   const char *other);

/* Columns of a line of text, and of a table. */
#define XP_PROSE_LINE 88
#define XP_PROSE_TABLE 98

#endif
