/* The conditions and choices of a formula at one point. */
#include "text/code.h"

#include <string.h>

#include <expost/num/rat.h>

xp_status_t xp_code_branch(const xp_code_struct **branch, const xp_code_struct *code,
                           xp_point_t *point, xp_error_t error)
{
    slong n = point->source->agent_count;
    slong low = 0;
    slong high = code->child_count;
    int holds = 0;

    if (code->kind == XP_CODE_IF)
    {
        xp_status_t status = xp_code_condition(&holds, code->child[0], point, error);

        *branch = code->child[holds ? 1 : 2];
        return status;
    }
    if (code->kind == XP_CODE_BY_TYPE)
    {
        *branch = code->child[point->profile[point->self]];
        return XP_OK;
    }
    if (code->kind == XP_CODE_CASES)
    {
        for (slong c = 0; c < code->child_count; c += 2)
        {
            xp_status_t status = XP_OK;

            holds = code->child[c] == NULL;
            if (!holds)
            {
                status = xp_code_condition(&holds, code->child[c], point, error);
            }
            if (status != XP_OK || holds)
            {
                *branch = code->child[c + 1];
                return status;
            }
        }
        xp_error_set(error, "no case holds");
        return xp_point_fail(point, code, "add a case, or end with `otherwise`");
    }
    while (low < high)
    {
        slong middle = low + (high - low) / 2;
        const slong *key = code->key + middle * n;
        slong i = 0;

        while (i < n && key[i] == point->profile[i])
        {
            i++;
        }
        if (i == n)
        {
            *branch = code->child[middle];
            return XP_OK;
        }
        if (key[i] < point->profile[i])
        {
            low = middle + 1;
        }
        else
        {
            high = middle;
        }
    }
    *branch = NULL;
    return XP_OK;
}

static int order_holds(xp_code_kind_t kind, int order)
{
    switch (kind)
    {
        case XP_CODE_EQ:
            return order == 0;
        case XP_CODE_NE:
            return order != 0;
        case XP_CODE_LT:
            return order < 0;
        case XP_CODE_LE:
            return order <= 0;
        case XP_CODE_GT:
            return order > 0;
        default:
            return order >= 0;
    }
}

static xp_status_t compare(int *holds, const xp_code_struct *code, xp_point_t *point,
                           xp_error_t error)
{
    fmpq_t left, right;
    xp_status_t status;

    fmpq_init(left);
    fmpq_init(right);
    status = xp_code_number(left, code->child[0], point, error);
    if (status == XP_OK)
    {
        status = xp_code_number(right, code->child[1], point, error);
    }
    *holds = order_holds(code->kind, fmpq_cmp(left, right));
    fmpq_clear(left);
    fmpq_clear(right);
    return status;
}

static int types_are_same(const xp_code_struct *code, const xp_point_t *point)
{
    const xp_source_struct *source = point->source;
    slong a = xp_point_agent(point, &code->agent);
    slong b = xp_point_agent(point, &code->other);
    const xp_class_t *left = &source->class[source->class_of[a]];
    const xp_class_t *right = &source->class[source->class_of[b]];

    return strcmp(left->label[point->profile[a]], right->label[point->profile[b]]) == 0;
}

xp_status_t xp_code_condition(int *holds, const xp_code_struct *code, xp_point_t *point,
                              xp_error_t error)
{
    const xp_code_struct *branch;
    slong agent;
    xp_status_t status = xp_point_step(point, code, error);

    *holds = 0;
    if (status != XP_OK)
    {
        return status;
    }
    switch (code->kind)
    {
        case XP_CODE_IF:
            status = xp_code_branch(&branch, code, point, error);
            return status == XP_OK ? xp_code_condition(holds, branch, point, error) : status;
        case XP_CODE_NOT:
            status = xp_code_condition(holds, code->child[0], point, error);
            *holds = *holds == 0;
            return status;
        case XP_CODE_AND:
        case XP_CODE_OR:
            status = xp_code_condition(holds, code->child[0], point, error);
            if (status != XP_OK || *holds == (code->kind == XP_CODE_OR))
            {
                return status;
            }
            return xp_code_condition(holds, code->child[1], point, error);
        case XP_CODE_CHOSEN:
            *holds = point->outcome == code->number;
            return XP_OK;
        case XP_CODE_CHOSEN_OWNER:
            agent = xp_point_agent(point, &code->agent);
            *holds = point->outcome == point->source->owner[agent];
            return XP_OK;
        case XP_CODE_TYPE_IS:
            agent = xp_point_agent(point, &code->agent);
            *holds = point->profile[agent] == xp_code_place(code, point->source->class_of[agent]);
            return XP_OK;
        case XP_CODE_TYPE_SAME:
            *holds = types_are_same(code, point);
            return XP_OK;
        default:
            return compare(holds, code, point, error);
    }
}

static xp_status_t choose_by_value(slong *choice, const xp_code_struct *code, xp_point_t *point,
                                   xp_error_t error)
{
    fmpq_t value;
    xp_status_t status;

    fmpq_init(value);
    status = xp_code_number(value, code->child[0], point, error);
    if (status == XP_OK)
    {
        *choice = xp_points_find(&point->source->outcome_points, value);
        if (*choice < 0)
        {
            xp_string_t text;

            xp_string_init(text);
            xp_rat_add_text(text, value);
            if (text->length > 60)
            {
                xp_string_reset(text);
                xp_string_add(text, "a long number");
            }
            xp_error_set(error, "the rule gives %s = %s, which is not among the outcomes",
                         point->source->variable, text->text);
            xp_string_clear(text);
            status = xp_point_fail(point, code, NULL);
        }
    }
    fmpq_clear(value);
    return status;
}

xp_status_t xp_code_choice(slong *choice, const xp_code_struct *code, xp_point_t *point,
                           xp_error_t error)
{
    const xp_code_struct *branch;
    xp_status_t status = xp_point_step(point, code, error);

    if (status != XP_OK)
    {
        return status;
    }
    if (code->kind == XP_CODE_CHOICE)
    {
        *choice = code->number;
        return XP_OK;
    }
    if (code->kind == XP_CODE_CHOICE_OF)
    {
        return choose_by_value(choice, code, point, error);
    }
    status = xp_code_branch(&branch, code, point, error);
    return status == XP_OK ? xp_code_choice(choice, branch, point, error) : status;
}
