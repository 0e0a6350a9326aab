/* Filling runs from a strip, in one arithmetic.  No guard: see num/number_int64.h. */

/*
 * No number here passes strip->bound, for which the arithmetic was chosen: each is a sum over
 * some of the layers of factor * (entry, or a part of the sum of lottery weight * entry), or a
 * factor, an entry or a weight of a layer that is not 0 (set_factors in strip.c; weights add up
 * to the lotteries' denominator).
 *
 * Each tier defines before this
 *   XP_STRIP_NEAR   so many numbers are kept at hand without asking for memory
 */

/* The present block: the type of each axis, the row, the first line of each plan->line. */
typedef struct
{
    slong digit[XP_STRIP_AXES];
    const XP_NUM *row[XP_STRIP_AXES + 1];
    slong line[XP_STRIP_AXES];
    XP_NUM *room;
} block_t;

/*@ requires added_entries;
    requires within(a, length, sum_bound) && within(b, length, entry_bound);
    requires \base_addr(sum) != \base_addr(b);
    requires sum == a || \separated(sum + (0 .. length - 1), a + (0 .. length - 1));
    assigns sum[0 .. length - 1];
    ensures within(sum, length, sum_bound + entry_bound); */
static void add_numbers(XP_NUM *sum, const XP_NUM *a, const XP_NUM *b, slong length)
{
    /*@ loop invariant 0 <= k && within(sum, k, sum_bound + entry_bound);
        loop invariant \forall integer j; k <= j < length ==> bounded(a[j], sum_bound);
        loop assigns k, sum[0 .. length - 1]; */
    for (slong k = 0; k < length; k++)
    {
        XP_NUM_ADD(sum[k], a[k], b[k]);
    }
}

/* The rows from axis `from` on: row l is the base and the axes before l. */
static void set_rows(block_t *block, const xp_strip_plan_struct *plan, slong from)
{
    for (slong l = from; l < plan->axes; l++)
    {
        const XP_NUM *rows = plan->axis[l].rows.number;
        if (rows == NULL)
        {
            block->row[l + 1] = block->row[l];
        }
        else
        {
            XP_NUM *row = block->room + l * plan->row;
            add_numbers(row, block->row[l], rows + block->digit[l] * plan->row, plan->row);
            block->row[l + 1] = row;
        }
    }
}

static void set_block(block_t *block, const xp_strip_struct *strip, slong number)
{
    const xp_strip_plan_struct *plan = strip->plan;
    slong left = number;
    for (slong l = plan->axes - 1; l >= 0; l--)
    {
        block->digit[l] = left % plan->axis[l].types;
        left /= plan->axis[l].types;
    }
    for (slong k = 0; k < plan->lines; k++)
    {
        block->line[k] =
            xp_profiles_line_of(strip->profiles, plan->line[k].agent, number * plan->width);
    }
    block->row[0] = plan->base.number;
    set_rows(block, plan, 0);
}

static void move_block(block_t *block, const xp_strip_plan_struct *plan)
{
    slong axis = plan->axes - 1;
    while (axis >= 0 && ++block->digit[axis] == plan->axis[axis].types)
    {
        block->digit[axis--] = 0;
    }
    for (slong k = 0; k < plan->lines; k++)
    {
        block->line[k] += plan->line[k].step;
        if (axis >= 0 && plan->line[k].axis == axis)
        {
            block->line[k] -= plan->line[k].stride;
        }
    }
    set_rows(block, plan, axis < 0 ? 0 : axis);
}

/* What rows and the inside of the block come to.  choice is NULL when the row has one number. */
static void start_run(XP_NUM *number, const xp_strip_plan_struct *plan, const XP_NUM *row,
                      const uint32_t *choice, slong offset, slong length)
{
    const XP_NUM *inner = plan->inner.number;
    const slong width = plan->width;
    if (choice == NULL && inner == NULL)
    {
        for (slong t = 0; t < length; t++)
        {
            XP_NUM_SET(number[t], *row);
        }
    }
    else if (choice == NULL)
    {
        for (slong t = 0; t < length; t++)
        {
            XP_NUM_ADD(number[t], *row, inner[offset + t]);
        }
    }
    else if (inner == NULL)
    {
        for (slong t = 0; t < length; t++)
        {
            XP_NUM_SET(number[t], row[choice[t]]);
        }
    }
    else
    {
        for (slong t = 0; t < length; t++)
        {
            const slong c = choice[t];
            XP_NUM_ADD(number[t], row[c], inner[c * width + offset + t]);
        }
    }
}

static void add_line(XP_NUM *number, const xp_strip_line_struct *line, slong first, slong offset,
                     slong length)
{
    const XP_NUM *entry = (const XP_NUM *) line->numbers.number + first;
    if (line->place == NULL)
    {
        add_numbers(number, number, entry + offset, length);
        return;
    }
    for (slong t = 0; t < length; t++)
    {
        XP_NUM_ADD(number[t], number[t], entry[line->place[offset + t]]);
    }
}

static void add_gather(XP_NUM *number, const xp_strip_gather_struct *gather,
                       const block_t *block, const uint32_t *choice, slong offset, slong length)
{
    const XP_NUM *entry = gather->numbers.number;
    const slong types = gather->types;
    if (gather->place != NULL)
    {
        for (slong t = 0; t < length; t++)
        {
            XP_NUM_ADD(number[t], number[t], entry[choice[t] * types + gather->place[offset + t]]);
        }
        return;
    }
    entry += gather->axis < 0 ? 0 : block->digit[gather->axis];
    for (slong t = 0; t < length; t++)
    {
        XP_NUM_ADD(number[t], number[t], entry[choice[t] * types]);
    }
}

static void add_profiles(XP_NUM *number, const fmpz *entry, const fmpz *factor, slong length)
{
    XP_NUM_LOCAL(value);
    XP_NUM_LOCAL(times);
    XP_NUM_GET(times, *factor);
    for (slong t = 0; t < length; t++)
    {
        XP_NUM_GET(value, entry[t]);
        XP_NUM_ADDMUL(number[t], value, times);
    }
    XP_NUM_DROP(times);
    XP_NUM_DROP(value);
}

/* A layer by choice that is read where it stands: averaged here. */
static void add_products(XP_NUM *number, const xp_strip_product_struct *product,
                         const block_t *block, const xp_rule_struct *rule, slong offset,
                         slong index, slong length)
{
    const slong outcomes = rule->outcome_count;
    const uint32_t *choice = rule->choice + index;
    XP_NUM_LOCAL(factor);
    XP_NUM_LOCAL(certain);
    XP_NUM_LOCAL(value);
    XP_NUM_LOCAL(weight);
    XP_NUM_LOCAL(sum);
    XP_NUM_GET(factor, *product->factor);
    XP_NUM_SET(certain, factor);
    if (rule->lottery_count > 0)
    {
        XP_NUM_GET(weight, *rule->lottery->denominator);
        XP_NUM_MUL(certain, certain, weight);
    }
    for (slong t = 0; t < length; t++)
    {
        const slong c = choice[t];
        const fmpz *entry = product->entry
                            + (product->profile         ? index + t
                               : product->place != NULL ? product->place[offset + t]
                               : product->axis >= 0     ? block->digit[product->axis]
                                                        : 0);
        if (c < outcomes)
        {
            XP_NUM_GET(value, entry[c * product->step]);
            XP_NUM_ADDMUL(number[t], value, certain);
            continue;
        }
        const fmpz *lottery = rule->lottery->entry + (c - outcomes) * outcomes;
        XP_NUM_ZERO(sum);
        for (slong a = 0; a < outcomes; a++)
        {
            if (!fmpz_is_zero(lottery + a))
            {
                XP_NUM_GET(weight, lottery[a]);
                XP_NUM_GET(value, entry[a * product->step]);
                XP_NUM_ADDMUL(sum, value, weight);
            }
        }
        XP_NUM_ADDMUL(number[t], sum, factor);
    }
    XP_NUM_DROP(sum);
    XP_NUM_DROP(weight);
    XP_NUM_DROP(value);
    XP_NUM_DROP(certain);
    XP_NUM_DROP(factor);
}

/* A run inside the block. */
static void fill_run(XP_NUM *number, const xp_strip_struct *strip, const block_t *block,
                     slong offset, slong index, slong length)
{
    const xp_strip_plan_struct *plan = strip->plan;
    start_run(number, plan, block->row[plan->axes],
              plan->by_choice ? strip->rule->choice + index : NULL, offset, length);
    for (slong k = 0; k < plan->lines; k++)
    {
        add_line(number, plan->line + k, block->line[k], offset, length);
    }
    for (slong k = 0; k < plan->gathers; k++)
    {
        add_gather(number, plan->gather + k, block, strip->rule->choice + index, offset, length);
    }
    for (slong k = 0; k < plan->products; k++)
    {
        const xp_strip_product_struct *product = plan->product + k;
        if (product->choice)
        {
            add_products(number, product, block, strip->rule, offset, index, length);
        }
        else
        {
            add_profiles(number, product->entry + index, product->factor, length);
        }
    }
}

static void fill(void *out, const xp_strip_struct *strip, slong index, slong length)
{
    const xp_strip_plan_struct *plan = strip->plan;
    XP_NUM *number = out;
    if (strip->direct != NULL)
    {
        for (slong t = 0; t < length; t++)
        {
            XP_NUM_GET(number[t], strip->direct[index + t]);
        }
        return;
    }
    const slong room = plan->axes * plan->row;
    slong offset = index % plan->width;
    XP_NUM near[XP_STRIP_NEAR + 1];
    block_t block;
    block.room = room <= XP_STRIP_NEAR ? near : XP_NUM_VEC(room);
    set_block(&block, strip, index / plan->width);
    for (;;)
    {
        const slong run = FLINT_MIN(length, plan->width - offset);
        fill_run(number, strip, &block, offset, index, run);
        number += run;
        index += run;
        length -= run;
        offset = 0;
        if (length == 0)
        {
            break;
        }
        move_block(&block, plan);
    }
    if (room > XP_STRIP_NEAR)
    {
        XP_NUM_VEC_DROP(block.room, room);
    }
}
