/*
 * The grammar of the model language.
 *
 * lines.c gives END at the end of every statement and entry, also before the `}` of a block or
 * body.  Faults that are easy to explain are read (a lottery without a weight, chained
 * comparisons, formulas as keys) and reported by the action.
 */
%define api.pure full
%define api.prefix {xp_parser_}
%define api.token.prefix {XP_TOKEN_}
%define api.location.type {xp_span_t}
%define parse.error custom
%define parse.lac full
%define lr.default-reduction consistent
%locations
%expect 0
%param {struct xp_syntax_struct *syntax}

%code requires
{
#include "text/ast.h"

struct xp_syntax_struct;
}

%code
{
#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "text/syntax.h"

#define YYLLOC_DEFAULT(current, rhs, count)                                                        \
    do                                                                                             \
    {                                                                                              \
        (current).begin = (count) ? YYRHSLOC(rhs, 1).begin : YYRHSLOC(rhs, 0).end;                 \
        (current).end = YYRHSLOC(rhs, count).end;                                                  \
    } while (0)

static void xp_parser_error(const xp_span_t *span, xp_syntax_struct *syntax, const char *words);
}

%union
{
    xp_tree_struct *tree;
    xp_trees_t list;
    xp_body_struct *body;
    xp_item_struct *item;
    xp_entry_t entry;
    xp_tree_kind_t kind;
}

%token BROKEN "something broken"
%token START_FILE "a file" START_KEY "a key"
%token END "the end of the statement"
%token SET_OPEN "`{` of a set" SET_CLOSE "`}` of a set"
%token <tree> NUM "a number" NAME "a name" STRING "a quoted name"
%token ABS "`abs`" AGENT "`agent`" AGENTS "`agents`" AT "`at`" CDF "`cdf`" CEIL "`ceil`"
%token COST "`cost`" COUNT "`n`" DENSITY "`density`" EFFICIENT "`efficient`" ERF "`erf`"
%token EXP "`exp`" FLOOR "`floor`" FROM "`from`" GRID "`grid`" IF "`if`" IN "`in`"
%token JOINT "`joint`" LET "`let`" LOG "`log`" MAX "`max`" MIN "`min`" OTHERS "`others`"
%token OTHERWISE "`otherwise`" OUTCOME "`outcome`" OUTCOMES "`outcomes`" OUTSIDE "`outside`"
%token OWNER "`owner`" PAYMENT "`payment`" PAYMENTS "`payments`" PI "`pi`" PREFERS "`prefers`"
%token PRIOR "`prior`" REAL "`real`" REQUIRES "`requires`" RULE "`rule`" SELF "`self`"
%token SHARE "`share`" SOURCE "`source`" SQRT "`sqrt`" SUM "`sum`" TIES "`ties`"
%token TITLE "`title`" TYPE "`t`" TYPES "`types`" VALUE "`value`" WEIGHTS "`weights`"
%token WHEN "`when`" DOTDOT "`..`"
%token OR "`or`" AND "`and`" NOT "`not`" EQ "`==`" NE "`!=`" LE "`<=`" GE "`>=`"
%token '<' "`<`" '>' "`>`" '+' "`+`" '-' "`-`" '*' "`*`" '/' "`/`" '^' "`^`"
%token '=' "`=`" '(' "`(`" ')' "`)`" '[' "`[`" ']' "`]`" '{' "`{`" '}' "`}`"
%token ',' "`,`" ':' "`:`" '.' "`.`" '~' "`~`"

/* Comparisons are read as chains, so that the message can say how to write one. */
%left OR
%left AND
%precedence NOT
%left EQ NE '<' LE '>' GE
%left '+' '-'
%left '*' '/'
%precedence NEGATION
%right '^'

%type <item> item block block_item
%type <list> outcomes_declared agents_declared agents agent_list items_of_types field_list
%type <list> names tuples tiers tier list set_list lottery elements mixture over
%type <tree> path outcome_declared agent_declared outcome one_agent quoted range grid
%type <tree> set interval item_of_types field mechanism mechanism_name amount named_distribution
%type <tree> distribution expression tuple element choice right_side key variable everybody
%type <tree> the_others
%type <body> body braces entries
%type <entry> entry
%type <kind> function

%%

start:
    START_FILE file
  | START_KEY key END                   { syntax->key = $2; }
  ;

key:
    expression                          { xp_build_check_key(syntax, $1); $$ = $1; }
  | tuple                               { xp_build_check_key(syntax, $1); $$ = $1; }
  ;

file:
    %empty
  | file item END                       { xp_document_add(syntax->doc, $2); }
  | file error END                      { xp_build_lost(syntax, syntax->item_word); yyerrok; }
  ;

item:
    TITLE STRING
    { $$ = xp_build_item(syntax, XP_ITEM_TITLE, @$, @1); $$->name = $2; }
  | SOURCE STRING
    { $$ = xp_build_item(syntax, XP_ITEM_SOURCE, @$, @1); $$->name = $2; }
  | LET NAME '=' expression
    { $$ = xp_build_item(syntax, XP_ITEM_LET, @$, @1); $$->name = $2; $$->value = $4; }
  | OUTCOMES outcomes_declared
    { $$ = xp_build_item(syntax, XP_ITEM_OUTCOMES, @$, @1); $$->list = $2; }
  | OUTCOMES variable IN set
    { $$ = xp_build_item(syntax, XP_ITEM_VARIABLE, @$, @1); $$->name = $2; $$->value = $4; }
  | OUTCOMES variable IN interval
    { $$ = xp_build_item(syntax, XP_ITEM_VARIABLE, @$, @1); $$->name = $2; $$->value = $4; }
  | OUTCOMES variable REAL
    { $$ = xp_build_item(syntax, XP_ITEM_VARIABLE, @$, @1); $$->name = $2; }
  | COST body
    { $$ = xp_build_item(syntax, XP_ITEM_COST, @$, @1); $$->body = $2; }
  | COST outcome body
    {
        $$ = xp_build_item(syntax, XP_ITEM_COST, @$, @1);
        $$->target = $2;
        $$->body = $3;
    }
  | OUTCOME outcome REQUIRES agents
    {
        $$ = xp_build_item(syntax, XP_ITEM_REQUIRES, @$, @1);
        $$->target = $2;
        $$->list = $4;
    }
  | AGENT agents_declared '{' block '}'
    { $$ = $4; $$->span = @$; $$->word = @1; $$->list = $2; }
  | PRIOR JOINT body
    { $$ = xp_build_item(syntax, XP_ITEM_PRIOR_JOINT, @$, @1); $$->body = $3; }
  | PRIOR JOINT WEIGHTS body
    {
        $$ = xp_build_item(syntax, XP_ITEM_PRIOR_JOINT, @$, @1);
        $$->weights = 1;
        $$->body = $4;
    }
  | PRIOR JOINT path
    { $$ = xp_build_item(syntax, XP_ITEM_PRIOR_JOINT, @$, @1); $$->file = $3; }
  | RULE EFFICIENT
    { $$ = xp_build_item(syntax, XP_ITEM_RULE_EFFICIENT, @$, @1); }
  | RULE EFFICIENT TIES NAME
    { $$ = xp_build_item(syntax, XP_ITEM_RULE_EFFICIENT, @$, @1); $$->name = $4; }
  | RULE body
    { $$ = xp_build_item(syntax, XP_ITEM_RULE, @$, @1); $$->body = $2; }
  | RULE path
    { $$ = xp_build_item(syntax, XP_ITEM_RULE, @$, @1); $$->file = $2; }
  | PAYMENT agents body
    { $$ = xp_build_item(syntax, XP_ITEM_PAYMENT, @$, @1); $$->list = $2; $$->body = $3; }
  | PAYMENTS mechanism
    { $$ = xp_build_item(syntax, XP_ITEM_PAYMENTS, @$, @1); $$->name = $2; }
  | PAYMENTS mechanism braces
    { $$ = xp_build_item(syntax, XP_ITEM_PAYMENTS, @$, @1); $$->name = $2; $$->body = $3; }
  | PAYMENTS braces
    { $$ = xp_build_item(syntax, XP_ITEM_PAYMENTS, @$, @1); $$->body = $2; }
  | PAYMENTS path
    { $$ = xp_build_item(syntax, XP_ITEM_PAYMENTS, @$, @1); $$->file = $2; }
  ;

path:
    FROM STRING                         { $$ = $2; }
  ;

variable:
    NAME
  ;

outcomes_declared:
    outcome_declared                    { $$ = xp_build_one(syntax, $1); }
  | outcomes_declared ',' outcome_declared
                                        { $$ = xp_build_more(syntax, $1, $3); }
  ;

outcome_declared:
    NAME
  | quoted
  | OWNER '(' everybody ')'
    { $$ = xp_build_node(syntax, XP_TREE_OWNER, @$, &$3, 1); }
  ;

everybody:
    AGENTS
    { $$ = xp_tree_word(syntax->doc, XP_TREE_AGENTS, @1, NULL); }
  ;

quoted:
    STRING                              { xp_build_check_name(syntax, $1); $$ = $1; }
  ;

outcome:
    NAME
  | quoted
  | OWNER '(' one_agent ')'
    { $$ = xp_build_node(syntax, XP_TREE_OWNER, @$, &$3, 1); }
  ;

one_agent:
    NAME
  | quoted
  | SELF                                { $$ = xp_tree_word(syntax->doc, XP_TREE_SELF, @1, NULL); }
  ;

agents:
    everybody                           { $$ = xp_build_one(syntax, $1); }
  | agent_list
  ;

agent_list:
    one_agent                           { $$ = xp_build_one(syntax, $1); }
  | agent_list ',' one_agent            { $$ = xp_build_more(syntax, $1, $3); }
  ;

agents_declared:
    agent_declared                      { $$ = xp_build_one(syntax, $1); }
  | agents_declared ',' agent_declared  { $$ = xp_build_more(syntax, $1, $3); }
  ;

agent_declared:
    NAME
  | quoted
  | NAME '[' expression DOTDOT expression ']'
    {
        $$ = xp_build_pair(syntax, XP_TREE_FAMILY, @$, $3, $5);
        $$->text = $1->text;
    }
  ;

mechanism:
    mechanism_name
  | mechanism_name '(' mechanism ')'
    {
        $$ = xp_build_node(syntax, XP_TREE_MECHANISM, @$, &$3, 1);
        $$->text = $1->text;
    }
  | mechanism_name '(' amount ')'
    {
        $$ = xp_build_node(syntax, XP_TREE_MECHANISM, @$, &$3, 1);
        $$->text = $1->text;
    }
  ;

amount:
    NUM
  | NUM '/' NUM                         { $$ = xp_build_pair(syntax, XP_TREE_DIV, @$, $1, $3); }
  | '-' amount                          { $$ = xp_build_node(syntax, XP_TREE_NEGATE, @$, &$2, 1); }
  ;

mechanism_name:
    NAME                                { $$ = $1; $$->kind = XP_TREE_MECHANISM; }
  | mechanism_name '-' NAME             { $$ = xp_build_hyphen(syntax, @$, $1, $3); }
  ;

block:
    %empty                              { $$ = xp_item_new(syntax->doc, XP_ITEM_AGENT, @$); }
  | block block_item END                { xp_item_add(syntax->doc, $1, $2); $$ = $1; }
  | block error END
    { xp_build_lost(syntax, syntax->block_word); yyerrok; $$ = $1; }
  ;

block_item:
    TYPES items_of_types
    { $$ = xp_build_item(syntax, XP_ITEM_TYPES, @$, @1); $$->list = $2; }
  | TYPES '(' field_list ')'
    { $$ = xp_build_item(syntax, XP_ITEM_TYPES_FIELDS, @$, @1); $$->list = $3; }
  | TYPES '(' names ')' IN SET_OPEN tuples set_end
    {
        $$ = xp_build_item(syntax, XP_ITEM_TYPES_TUPLES, @$, @1);
        $$->list = $3;
        $$->tuples = $7;
    }
  | TYPES IN interval
    { $$ = xp_build_item(syntax, XP_ITEM_TYPES_INTERVAL, @$, @1); $$->value = $3; }
  | TYPES path
    { $$ = xp_build_item(syntax, XP_ITEM_TYPES, @$, @1); $$->file = $2; }
  | PRIOR list
    { $$ = xp_build_prior(syntax, @$, @1, $2); }
  | PRIOR WEIGHTS list
    {
        $$ = xp_build_item(syntax, XP_ITEM_PRIOR, @$, @1);
        $$->weights = 1;
        $$->list = $3;
    }
  | PRIOR braces
    { $$ = xp_build_item(syntax, XP_ITEM_PRIOR_TABLE, @$, @1); $$->body = $2; }
  | PRIOR named_distribution
    { $$ = xp_build_item(syntax, XP_ITEM_PRIOR_DIST, @$, @1); $$->value = $2; }
  | PRIOR mixture
    {
        $$ = xp_build_item(syntax, XP_ITEM_PRIOR_DIST, @$, @1);
        $$->value = xp_build_list(syntax, XP_TREE_MIXTURE, @2, NULL, $2);
    }
  | PRIOR CDF body
    { $$ = xp_build_item(syntax, XP_ITEM_PRIOR_CDF, @$, @1); $$->body = $3; }
  | PRIOR DENSITY body
    { $$ = xp_build_item(syntax, XP_ITEM_PRIOR_DENSITY, @$, @1); $$->body = $3; }
  | VALUE body
    { $$ = xp_build_item(syntax, XP_ITEM_VALUE, @$, @1); $$->body = $2; }
  | VALUE outcome body
    {
        $$ = xp_build_item(syntax, XP_ITEM_VALUE, @$, @1);
        $$->target = $2;
        $$->body = $3;
    }
  | VALUE path
    { $$ = xp_build_item(syntax, XP_ITEM_VALUE, @$, @1); $$->file = $2; }
  | OUTSIDE body
    { $$ = xp_build_item(syntax, XP_ITEM_OUTSIDE, @$, @1); $$->body = $2; }
  | OUTSIDE AT outcome body
    {
        $$ = xp_build_item(syntax, XP_ITEM_OUTSIDE, @$, @1);
        $$->target = $3;
        $$->body = $4;
    }
  | SHARE '=' expression
    { $$ = xp_build_item(syntax, XP_ITEM_SHARE, @$, @1); $$->value = $3; }
  | PREFERS tiers
    { $$ = xp_build_item(syntax, XP_ITEM_PREFERS, @$, @1); $$->tiers = $2; }
  ;

items_of_types:
    item_of_types                       { $$ = xp_build_one(syntax, $1); }
  | items_of_types ',' item_of_types    { $$ = xp_build_more(syntax, $1, $3); }
  ;

item_of_types:
    expression                          { xp_build_check_label(syntax, $1, "a type"); $$ = $1; }
  | expression '=' expression
    {
        xp_build_check_label(syntax, $1, "a type");
        $$ = xp_build_pair(syntax, XP_TREE_LABELLED, @$, $1, $3);
    }
  | range
  | grid
  ;

range:
    expression DOTDOT expression        { $$ = xp_build_pair(syntax, XP_TREE_RANGE, @$, $1, $3); }
  ;

grid:
    GRID '(' expression ',' expression ',' expression ')'
    {
        xp_tree_struct *part[3];

        part[0] = $3;
        part[1] = $5;
        part[2] = $7;
        $$ = xp_build_node(syntax, XP_TREE_GRID, @$, part, 3);
    }
  ;

set:
    range
  | grid
  | SET_OPEN set_list set_end           { $$ = xp_build_list(syntax, XP_TREE_SET, @$, NULL, $2); }
  ;

set_list:
    expression                          { $$ = xp_build_one(syntax, $1); }
  | set_list separator expression       { $$ = xp_build_more(syntax, $1, $3); }
  ;

set_end:
    SET_CLOSE
  | separator SET_CLOSE
  ;

interval:
    '[' expression ',' expression ']'
    { $$ = xp_build_pair(syntax, XP_TREE_INTERVAL, @$, $2, $4); }
  ;

field_list:
    field                               { $$ = xp_build_one(syntax, $1); }
  | field_list ',' field                { $$ = xp_build_more(syntax, $1, $3); }
  ;

field:
    NAME IN set                         { $$ = xp_build_pair(syntax, XP_TREE_FIELD, @$, $1, $3); }
  | names IN set
    {
        $$ = xp_build_list(syntax, XP_TREE_FIELD, @$, NULL, xp_build_more(syntax, $1, $3));
    }
  ;

names:
    NAME ',' NAME
    { $$ = xp_build_more(syntax, xp_build_one(syntax, $1), $3); }
  | names ',' NAME                      { $$ = xp_build_more(syntax, $1, $3); }
  ;

tuples:
    tuple
    { xp_build_check_key(syntax, $1); $$ = xp_build_one(syntax, $1); }
  | tuples separator tuple
    {
        xp_build_check_key(syntax, $3);
        $$ = xp_build_more(syntax, $1, $3);
    }
  ;

named_distribution:
    NAME '(' list ')'
    { $$ = xp_build_list(syntax, XP_TREE_DIST, @$, $1->text, $3); }
  ;

distribution:
    NAME                                { $$ = $1; $$->kind = XP_TREE_DIST; }
  | named_distribution
  ;

mixture:
    expression distribution
    { $$ = xp_build_more(syntax, xp_build_one(syntax, $1), $2); }
  | mixture '+' expression distribution
    { $$ = xp_build_more(syntax, xp_build_more(syntax, $1, $3), $4); }
  ;

tiers:
    tier
    { $$ = xp_build_one(syntax, xp_build_list(syntax, XP_TREE_SET, @1, NULL, $1)); }
  | tiers '>' tier
    { $$ = xp_build_more(syntax, $1, xp_build_list(syntax, XP_TREE_SET, @3, NULL, $3)); }
  ;

tier:
    outcome                             { $$ = xp_build_one(syntax, $1); }
  | tier '~' outcome                    { $$ = xp_build_more(syntax, $1, $3); }
  ;

body:
    '=' right_side                      { $$ = xp_build_formula(syntax, @$, $2); }
  | braces
  ;

braces:
    '{' entries '}'                     { $$ = xp_build_body(syntax, @$, $2); }
  ;

separator:
    END
  | ','
  ;

entries:
    %empty                              { $$ = NULL; }
  | entries entry separator             { $$ = xp_build_entry(syntax, $1, $2); }
  | entries error separator             { $$ = xp_build_broken(syntax, $1); yyerrok; }
  ;

entry:
    expression '=' right_side
    { xp_build_check_key(syntax, $1); $$ = (xp_entry_t) {@$, $1, $3, NULL}; }
  | tuple '=' right_side
    { xp_build_check_key(syntax, $1); $$ = (xp_entry_t) {@$, $1, $3, NULL}; }
  | everybody '=' right_side            { $$ = (xp_entry_t) {@$, $1, $3, NULL}; }
  | choice WHEN expression              { $$ = (xp_entry_t) {@$, NULL, $1, $3}; }
  | choice OTHERWISE                    { $$ = (xp_entry_t) {@$, NULL, $1, NULL}; }
  ;

right_side:
    choice
  | tuple
  ;

choice:
    expression
  | lottery
    { $$ = xp_build_list(syntax, XP_TREE_LOTTERY, @$, NULL, $1); }
  | lottery '+' expression
    {
        xp_build_no_weight(syntax, $3);
        $$ = xp_build_list(syntax, XP_TREE_LOTTERY, @$, NULL, $1);
    }
  ;

lottery:
    expression outcome
    { $$ = xp_build_more(syntax, xp_build_one(syntax, $1), $2); }
  | lottery '+' expression outcome
    { $$ = xp_build_more(syntax, xp_build_more(syntax, $1, $3), $4); }
  ;

tuple:
    '(' elements ')'                    { $$ = xp_build_list(syntax, XP_TREE_TUPLE, @$, NULL, $2); }
  | '(' tuple ')'                       { $$ = $2; }
  ;

elements:
    element ',' element
    { $$ = xp_build_more(syntax, xp_build_one(syntax, $1), $3); }
  | elements ',' element                { $$ = xp_build_more(syntax, $1, $3); }
  ;

element:
    expression
  | tuple
  ;

list:
    expression                          { $$ = xp_build_one(syntax, $1); }
  | list ',' expression                 { $$ = xp_build_more(syntax, $1, $3); }
  ;

expression:
    NUM
  | NAME
  | quoted
  | OWNER '(' one_agent ')'
    { $$ = xp_build_node(syntax, XP_TREE_OWNER, @$, &$3, 1); }
  | COUNT                               { $$ = xp_tree_word(syntax->doc, XP_TREE_COUNT, @1, NULL); }
  | PI                                  { $$ = xp_tree_word(syntax->doc, XP_TREE_PI, @1, NULL); }
  | OUTCOME
    { $$ = xp_tree_word(syntax->doc, XP_TREE_OUTCOME, @1, NULL); }
  | TYPE                                { $$ = xp_build_type(syntax, @$, NULL, NULL); }
  | TYPE '[' one_agent ']'              { $$ = xp_build_type(syntax, @$, $3, NULL); }
  | TYPE '.' NAME                       { $$ = xp_build_type(syntax, @$, NULL, $3); }
  | TYPE '[' one_agent ']' '.' NAME     { $$ = xp_build_type(syntax, @$, $3, $6); }
  | '(' expression ')'                  { $$ = $2; $$->in_brackets = 1; }
  | expression '+' expression           { $$ = xp_build_pair(syntax, XP_TREE_ADD, @$, $1, $3); }
  | expression '-' expression           { $$ = xp_build_pair(syntax, XP_TREE_SUB, @$, $1, $3); }
  | expression '*' expression           { $$ = xp_build_pair(syntax, XP_TREE_MUL, @$, $1, $3); }
  | expression '/' expression           { $$ = xp_build_pair(syntax, XP_TREE_DIV, @$, $1, $3); }
  | expression '^' expression           { $$ = xp_build_pair(syntax, XP_TREE_POW, @$, $1, $3); }
  | expression EQ expression
    { $$ = xp_build_comparison(syntax, XP_TREE_EQ, @$, @2, $1, $3); }
  | expression NE expression
    { $$ = xp_build_comparison(syntax, XP_TREE_NE, @$, @2, $1, $3); }
  | expression '<' expression
    { $$ = xp_build_comparison(syntax, XP_TREE_LT, @$, @2, $1, $3); }
  | expression LE expression
    { $$ = xp_build_comparison(syntax, XP_TREE_LE, @$, @2, $1, $3); }
  | expression '>' expression
    { $$ = xp_build_comparison(syntax, XP_TREE_GT, @$, @2, $1, $3); }
  | expression GE expression
    { $$ = xp_build_comparison(syntax, XP_TREE_GE, @$, @2, $1, $3); }
  | expression AND expression           { $$ = xp_build_pair(syntax, XP_TREE_AND, @$, $1, $3); }
  | expression OR expression            { $$ = xp_build_pair(syntax, XP_TREE_OR, @$, $1, $3); }
  | '-' expression %prec NEGATION       { $$ = xp_build_node(syntax, XP_TREE_NEGATE, @$, &$2, 1); }
  | NOT expression                      { $$ = xp_build_node(syntax, XP_TREE_NOT, @$, &$2, 1); }
  | IF '(' expression ',' expression ',' expression ')'
    {
        xp_tree_struct *part[3];

        part[0] = $3;
        part[1] = $5;
        part[2] = $7;
        $$ = xp_build_node(syntax, XP_TREE_IF, @$, part, 3);
    }
  | SUM '(' over ')'
    { $$ = xp_build_over(syntax, XP_TREE_SUM_OVER, @$, $3); }
  | MIN '(' over ')'
    { $$ = xp_build_over(syntax, XP_TREE_MIN_OVER, @$, $3); }
  | MAX '(' over ')'
    { $$ = xp_build_over(syntax, XP_TREE_MAX_OVER, @$, $3); }
  | MIN '(' list ')'                    { $$ = xp_build_list(syntax, XP_TREE_MIN, @$, NULL, $3); }
  | MAX '(' list ')'                    { $$ = xp_build_list(syntax, XP_TREE_MAX, @$, NULL, $3); }
  | function '(' expression ')'         { $$ = xp_build_node(syntax, $1, @$, &$3, 1); }
  ;

over:
    NAME IN everybody ':' expression
    { $$ = xp_build_more(syntax, xp_build_more(syntax, xp_build_one(syntax, $1), $3), $5); }
  | NAME IN the_others ':' expression
    { $$ = xp_build_more(syntax, xp_build_more(syntax, xp_build_one(syntax, $1), $3), $5); }
  ;

the_others:
    OTHERS
    { $$ = xp_tree_word(syntax->doc, XP_TREE_OTHERS, @1, NULL); }
  ;

function:
    ABS                                 { $$ = XP_TREE_ABS; }
  | FLOOR                               { $$ = XP_TREE_FLOOR; }
  | CEIL                                { $$ = XP_TREE_CEIL; }
  | EXP                                 { $$ = XP_TREE_EXP; }
  | LOG                                 { $$ = XP_TREE_LOG; }
  | SQRT                                { $$ = XP_TREE_SQRT; }
  | ERF                                 { $$ = XP_TREE_ERF; }
  ;

%%

/* Bison calls this only when its stack is full. */
static void xp_parser_error(const xp_span_t *span, xp_syntax_struct *syntax, const char *words)
{
    (void) words;
    xp_syntax_error(syntax, span->begin, "this expression is nested too deeply: name parts of it "
                    "with `let`");
}

static int yyreport_syntax_error(const yypcontext_t *context, xp_syntax_struct *syntax)
{
    yysymbol_kind_t kind[YYNTOKENS];
    const char *name[YYNTOKENS];
    int count = yypcontext_expected_tokens(context, kind, YYNTOKENS);
    int i;

    for (i = 0; i < count; i++)
    {
        name[i] = yysymbol_name(kind[i]);
    }
    xp_syntax_unexpected(syntax, name, count < 0 ? 0 : (size_t) count);
    return 0;
}
