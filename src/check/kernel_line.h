/* One line after another, brought into contiguous rows.  No guard: see kernel_source.h. */

/*
 * Lines that lie side by side are loaded together: that many, and up to XP_TILE_MOST where the
 * payments are made for them, as long as that takes no more than XP_TILE_ROOM numbers: long
 * runs cost the strip less.
 */
#define XP_TILE 16
#define XP_TILE_MOST 64
#define XP_TILE_ROOM (1 << 14)

/* Up to so many choices are the menu as they are; otherwise a line's choices are numbered. */
#define XP_MENU_FEW 16

/*
 * The open line:
 *   menu      number of choices in the menu; when few, some may be absent
 *   present   whether a choice of the menu occurs on the line
 *   label     the choice of each type, as an index of the menu
 *   row       row[c][t]: the value of choice c of the menu for type t
 *   payment   of each type
 *   choice    the choice of each type, as the rule numbers it; label when few
 *   tile      so many lines are loaded together
 * The rest is room for it.
 */
typedef struct
{
    const xp_lines_struct *lines;
    slong types;
    int few;
    slong menu;
    unsigned char *present;
    const int64_t *label;
    const XP_NUM **row;
    const XP_NUM *payment;
    const int64_t *choice;
    slong tile;
    XP_NUM *payments;
    XP_NUM *run;
    int64_t *choices;
    int64_t *labels;
    XP_NUM *rows;
    slong row_count;
    slong *slot;
    slong *listed;
    XP_NUM payment_scale;
    XP_NUM outcome_scale;
    int has_scale;
} line_t;

/* For proofs/overflow: what the kernels rely on, within the bounds that set_scales adds up. */
/*@ predicate is_open(line_t *line) =
      (\forall integer t; 0 <= t < line->types ==> 0 <= line->label[t] < line->menu)
      && (\forall integer c; 0 <= c < line->menu ==>
           within(line->row[c], line->types, value_bound))
      && within(line->payment, line->types, payment_bound);
    predicate is_apart(line_t *line, int64_t *x) =
      \base_addr(x) != \base_addr(line) && \base_addr(x) != \base_addr(line->label)
      && \base_addr(x) != \base_addr(line->payment)
      && \forall integer c; 0 <= c < line->menu ==>
           \base_addr(x) != \base_addr(line->row[c]); */

static void init_line(line_t *line, const xp_lines_struct *lines)
{
    const XP_NUM *number = lines->number;
    slong most = lines->choices < lines->types ? lines->choices : lines->types;
    slong c;

    *line = (line_t) {0};
    line->lines = lines;
    line->types = lines->types;
    line->few = lines->fixed && lines->choices <= XP_MENU_FEW;
    line->menu = line->few ? lines->choices : 0;
    most = line->few ? lines->choices : most;
    line->present = xp_calloc((size_t) most, 1);
    line->labels = xp_calloc((size_t) lines->types, sizeof(int64_t));
    line->row = xp_calloc((size_t) most, sizeof(XP_NUM *));
    line->tile = XP_TILE;
    while (lines->payments != NULL && line->tile < XP_TILE_MOST
           && 2 * line->tile * lines->types <= XP_TILE_ROOM)
        line->tile *= 2;
    line->payments = XP_NUM_VEC(line->tile * lines->types);
    if (lines->payments != NULL && lines->stride > 1)
        line->run = XP_NUM_VEC(line->tile * lines->types);
    line->choices = xp_calloc((size_t) (line->tile * lines->types), sizeof(int64_t));
    line->row_count = lines->fixed ? 0 : most;
    line->rows = XP_NUM_VEC(line->row_count * lines->types);
    line->slot = line->few ? NULL : xp_calloc((size_t) lines->choices, sizeof(slong));
    line->listed = xp_calloc((size_t) most, sizeof(slong));
    for (c = 0; line->few && c < line->menu; c++)
        line->row[c] = number + c * lines->types;
    XP_NUM_GET(line->payment_scale, *lines->payment_scale);
    XP_NUM_GET(line->outcome_scale, *lines->outcome_scale);
    line->has_scale = !fmpz_is_one(lines->payment_scale);
}

static void clear_line(line_t *line)
{
    free(line->present);
    free(line->labels);
    free(line->row);
    XP_NUM_VEC_DROP(line->payments, line->tile * line->types);
    if (line->run != NULL)
        XP_NUM_VEC_DROP(line->run, line->tile * line->types);
    free(line->choices);
    XP_NUM_VEC_DROP(line->rows, line->row_count * line->types);
    free(line->slot);
    free(line->listed);
    XP_NUM_DROP(line->payment_scale);
    XP_NUM_DROP(line->outcome_scale);
}

/* Entries that are width side by side at each of types places, as width rows of types. */
static inline void load_numbers(XP_NUM *restrict number, const fmpz *restrict entry,
                                slong types, slong stride, slong width)
{
    slong t;
    slong j;

    for (t = 0; t < types; t++)
        for (j = 0; j < width; j++)
            XP_NUM_GET(number[j * types + t], entry[t * stride + j]);
}

static inline void load_choices(int64_t *restrict number, const uint32_t *restrict choice,
                                slong types, slong stride, slong width)
{
    slong t;
    slong j;

    for (t = 0; t < types; t++)
        for (j = 0; j < width; j++)
            number[j * types + t] = choice[t * stride + j];
}

/* The payments of width lines side by side, report by report, brought into rows. */
static void make_payments(line_t *line, slong start, slong width)
{
    const xp_lines_struct *lines = line->lines;
    slong types = line->types;
    slong t;
    slong j;

    if (lines->stride == 1)
    {
        XP_FILL(line->payments, lines->payments, start, width * types);
        return;
    }
    for (t = 0; t < types; t++)
        XP_FILL(line->run + t * width, lines->payments, start + t * lines->stride, width);
    for (j = 0; j < width; j++)
        for (t = 0; t < types; t++)
            XP_NUM_SET(line->payments[j * types + t], line->run[t * width + j]);
}

/* The payments of width lines, from the one table that they are. */
static void read_payments(line_t *line, slong start, slong width)
{
    const xp_lines_struct *lines = line->lines;
    const fmpz *payment = lines->direct + start;
    slong types = line->types;
    slong t;

    if (lines->stride == 1)
        load_numbers(line->payments, payment, width * types, 1, 1);
    else if (width == XP_TILE)
        load_numbers(line->payments, payment, types, lines->stride, XP_TILE);
    else
        load_numbers(line->payments, payment, types, lines->stride, width);
    if (line->has_scale)
        for (t = 0; t < width * types; t++)
            XP_NUM_MUL(line->payments[t], line->payments[t], line->payment_scale);
}

/*
 * The payments and choices of the lines from number on, at most line->tile of them and none
 * from to on: how many.  The last agent's lines lie one after the other.
 */
static slong load_tile(line_t *line, slong number, slong to)
{
    const xp_lines_struct *lines = line->lines;
    slong start = xp_lines_start(lines, number);
    slong types = line->types;
    slong stride = lines->stride;
    slong width = to - number < line->tile ? to - number : line->tile;
    const uint32_t *choice = lines->choice + start;
    slong j;

    if (stride > 1 && width > stride - number % stride)
        width = stride - number % stride;
    if (stride == 1)
        load_choices(line->choices, choice, width * types, 1, 1);
    else
        for (j = 0; j < width; j += XP_TILE)
        {
            int64_t *row = line->choices + j * types;

            if (width - j >= XP_TILE)
                load_choices(row, choice + j, types, stride, XP_TILE);
            else
                load_choices(row, choice + j, types, stride, width - j);
        }
    if (lines->direct != NULL)
        read_payments(line, start, width);
    else if (lines->payments != NULL)
        make_payments(line, start, width);
    return width;
}

/* The values of a choice on a line whose first index is start, as row index of line->rows. */
static void fill_row(line_t *line, slong index, slong start, slong choice)
{
    const xp_lines_struct *lines = line->lines;
    const fmpz *base = lines->base + lines->shift * start;
    XP_NUM *row = line->rows + index * line->types;
    slong m = lines->outcomes;
    slong b;
    slong t;
    XP_NUM_LOCAL(weight);
    XP_NUM_LOCAL(value);

    if (choice < m)
    {
        for (t = 0; t < line->types; t++)
        {
            XP_NUM_GET(value, base[choice * lines->spread + t * lines->step]);
            XP_NUM_MUL(row[t], value, line->outcome_scale);
        }
    }
    else
    {
        for (t = 0; t < line->types; t++)
            XP_NUM_ZERO(row[t]);
        for (b = 0; b < m; b++)
        {
            const fmpz *share = lines->lottery + (choice - m) * m + b;

            if (fmpz_is_zero(share))
                continue;
            XP_NUM_GET(value, *lines->lottery_scale);
            XP_NUM_GET(weight, *share);
            XP_NUM_MUL(weight, weight, value);
            for (t = 0; t < line->types; t++)
            {
                XP_NUM_GET(value, base[b * lines->spread + t * lines->step]);
                XP_NUM_ADDMUL(row[t], weight, value);
            }
        }
    }
    line->row[index] = row;
    XP_NUM_DROP(value);
    XP_NUM_DROP(weight);
}

/* Opens line number, which is row j of the tile. */
static void open_line(line_t *line, slong number, slong j)
{
    const xp_lines_struct *lines = line->lines;
    const XP_NUM *values = lines->number;
    slong c;
    slong t;

    line->payment = line->payments + j * line->types;
    line->choice = line->choices + j * line->types;
    if (line->few)
    {
        line->label = line->choice;
        return;
    }
    line->label = line->labels;
    line->menu = 0;
    for (t = 0; t < line->types; t++)
    {
        slong *slot = line->slot + line->choice[t];

        if (*slot == 0)
        {
            line->listed[line->menu] = line->choice[t];
            *slot = ++line->menu;
        }
        line->labels[t] = *slot - 1;
    }
    for (c = 0; c < line->menu; c++)
    {
        slong choice = line->listed[c];

        line->slot[choice] = 0;
        line->present[c] = 1;
        if (lines->fixed)
            line->row[c] = values + choice * line->types;
        else
            fill_row(line, c, xp_lines_start(lines, number), choice);
    }
}

/* Which choices of a small menu occur. */
static void mark_present(line_t *line)
{
    slong t;

    if (!line->few)
        return;
    memset(line->present, 0, (size_t) line->menu);
    for (t = 0; t < line->types; t++)
        line->present[line->label[t]] = 1;
}
