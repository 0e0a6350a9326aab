/* The table of a social choice function from CSV: columns, orders, every profile once. */
#include <expost/check/choice_table.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/string.h>

#include "text/csv.h"
#include "text/file.h"

/*
 * A file that is being read.
 *   column   of each voter; last: of the alternative
 *   level    room for an order
 */
typedef struct
{
    const char *path;
    char *text;
    size_t length;
    xp_csv_t csv;
    slong voters;
    size_t *column;
    size_t last;
    int *level;
} sheet_t;

/* A message about a cell. */
static xp_status_t refuse(const sheet_t *sheet, size_t offset, xp_error_t error)
{
    xp_error_set_place(error, sheet->path, sheet->text, sheet->length, offset);
    return XP_INPUT;
}

static xp_status_t find_columns(sheet_t *sheet, const xp_choice_table_t *known, xp_error_t error)
{
    xp_string_t header;
    size_t column;

    sheet->column = xp_malloc((sheet->csv->columns + 1) * sizeof(size_t));
    xp_string_init(header);
    for (sheet->voters = 0;; sheet->voters++)
    {
        xp_string_reset(header);
        xp_string_printf(header, "voter%ld", (long) sheet->voters + 1);
        column = xp_csv_column(sheet->csv, header->text);
        if (column == sheet->csv->columns)
            break;
        sheet->column[sheet->voters] = column;
    }
    xp_string_clear(header);
    sheet->last = xp_csv_column(sheet->csv, "alternative");
    if (sheet->voters == 0 || sheet->last == sheet->csv->columns
        || sheet->csv->columns != (size_t) sheet->voters + 1)
    {
        xp_error_set(error, "the columns of a table are voter1, voter2, ..., one for each voter, "
                            "and alternative");
        return refuse(sheet, xp_csv_cell(sheet->csv, 0, 0)->offset, error);
    }
    if (known->voters > 0 && known->voters != sheet->voters)
    {
        xp_error_set(error, "the table has %ld voter%s, not %ld", (long) sheet->voters,
                     sheet->voters == 1 ? "" : "s", (long) known->voters);
        return refuse(sheet, xp_csv_cell(sheet->csv, 0, 0)->offset, error);
    }
    if (sheet->csv->rows < 2)
    {
        xp_error_set(error, "the table has no row");
        return refuse(sheet, xp_csv_cell(sheet->csv, 0, 0)->offset, error);
    }
    return XP_OK;
}

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t");
}

/* Whether a name ends here: at a sign or the end. */
static int is_end(const char *text)
{
    text = skip_blanks(text);
    return *text == '\0' || *text == '>' || *text == '~';
}

/* The longest label that stands here, or -1; *behind is what follows it. */
static slong find_label(const char *text, const xp_domain_t domain, const char **behind)
{
    slong found = -1, a;
    size_t longest = 0;

    for (a = 0; a < domain->alternative_count; a++)
    {
        size_t length = strlen(domain->label[a]);

        if (length > longest && strncmp(text, domain->label[a], length) == 0
            && is_end(text + length))
        {
            found = a;
            longest = length;
        }
    }
    *behind = skip_blanks(text + longest);
    return found;
}

/* Reads an order as `a>b~c` into levels; 0 when it is none of all alternatives. */
static int read_levels(int *level, const char *text, const xp_domain_t domain)
{
    slong seen = 0, a;
    int on = 0;

    for (a = 0; a < domain->alternative_count; a++)
        level[a] = -1;
    for (text = skip_blanks(text); *text != '\0'; seen++)
    {
        a = find_label(text, domain, &text);
        if (a < 0 || level[a] >= 0)
            return 0;
        level[a] = on;
        if (*text == '\0')
            continue;
        on += *text == '>';
        text = skip_blanks(text + 1);
        if (*text == '\0')
            return 0;
    }
    return seen == domain->alternative_count;
}

/* The names in an order, in its order. */
static char **split_names(const char *text, slong *count)
{
    char **name = NULL;
    size_t room = 0;

    for (*count = 0;; text++)
    {
        size_t length, end;

        text = skip_blanks(text);
        length = end = strcspn(text, ">~");
        while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t'))
            end--;
        xp_array_grow(&name, &room, (size_t) *count, sizeof(char *));
        name[(*count)++] = xp_strndup(text, end);
        text += length;
        if (*text == '\0')
            return name;
    }
}

static xp_status_t set_domain(xp_domain_t domain, const sheet_t *sheet,
                              const xp_choice_table_t *known, xp_error_t error)
{
    const xp_csv_cell_t *cell = xp_csv_cell(sheet->csv, 1, sheet->column[0]);
    xp_status_t status = XP_OK;
    slong count = 0, a, b;
    char **name;

    if (domain->order_count > 0)
        return XP_OK;
    if (known->alternatives > 0)
        return xp_domain_set_kind(domain, known->kind, known->alternatives, NULL, error);
    name = split_names(cell->text, &count);
    for (a = 0; status == XP_OK && a < count; a++)
    {
        int good = name[a][0] != '\0';

        for (b = 0; b < a; b++)
            good = good && strcmp(name[a], name[b]) != 0;
        if (!good)
        {
            xp_error_set(error, "an order of alternatives is needed here, as `a>b~c`");
            status = refuse(sheet, cell->offset, error);
        }
    }
    if (status == XP_OK)
        status = xp_domain_set_kind(domain, known->kind, count, (const char *const *) name, error);
    for (a = 0; a < count; a++)
        free(name[a]);
    free(name);
    return status;
}

static xp_status_t read_row(xp_choice_t choice, unsigned char *seen, const sheet_t *sheet,
                            size_t row, xp_error_t error)
{
    const xp_domain_struct *domain = choice->domain;
    const xp_csv_cell_t *cell;
    const char *behind;
    slong profile = 0, i, order, chosen;

    for (i = 0; i < sheet->voters; i++)
    {
        cell = xp_csv_cell(sheet->csv, row, sheet->column[i]);
        if (!read_levels(sheet->level, cell->text, domain))
        {
            xp_error_set(error, "an order of all alternatives is needed here, as `a>b~c`");
            return refuse(sheet, cell->offset, error);
        }
        order = xp_domain_find(domain, sheet->level);
        if (order < 0)
        {
            xp_error_set(error, "this order is not in the domain");
            return refuse(sheet, cell->offset, error);
        }
        profile += order * choice->stride[i];
    }
    cell = xp_csv_cell(sheet->csv, row, sheet->last);
    chosen = find_label(skip_blanks(cell->text), domain, &behind);
    if (chosen < 0 || *behind != '\0')
    {
        xp_error_set(error, "there is no alternative called `%s`", cell->text);
        return refuse(sheet, cell->offset, error);
    }
    if (seen[profile])
    {
        xp_error_set(error, "this profile stands in the table a second time");
        return refuse(sheet, xp_csv_cell(sheet->csv, row, 0)->offset, error);
    }
    seen[profile] = 1;
    choice->choice[profile] = (uint16_t) chosen;
    return XP_OK;
}

static void add_order(xp_string_t out, const xp_domain_t domain, slong order)
{
    const int *level = domain->level + order * domain->alternative_count;
    slong placed = 0, a;
    int on, first;

    for (on = 0; placed < domain->alternative_count; on++)
        for (a = 0, first = 1; a < domain->alternative_count; a++)
            if (level[a] == on)
            {
                xp_string_printf(out, "%s%s", !first ? "~" : on > 0 ? ">" : "",
                                 domain->label[a]);
                first = 0;
                placed++;
            }
}

/* Complains of the first profile that is missing. */
static xp_status_t check_complete(const xp_choice_t choice, const unsigned char *seen,
                                  const sheet_t *sheet, xp_error_t error)
{
    slong profile, missing = 0, first = -1, i;
    xp_string_t text;

    for (profile = choice->profile_count - 1; profile >= 0; profile--)
        if (!seen[profile])
        {
            first = profile;
            missing++;
        }
    if (missing == 0)
        return XP_OK;
    xp_string_init(text);
    for (i = 0; i < choice->voter_count; i++)
    {
        xp_string_add(text, i > 0 ? ", " : "");
        add_order(text, choice->domain, xp_choice_order(choice, first, i));
    }
    xp_error_set(error, "the table lacks %ld of %ld profiles; the first is (%s)", (long) missing,
                 (long) choice->profile_count, text->text);
    free(error->path);
    error->path = xp_strdup(sheet->path);
    xp_string_clear(text);
    return XP_INPUT;
}

static xp_status_t read_rows(xp_domain_t domain, xp_choice_t choice, sheet_t *sheet,
                             const xp_choice_table_t *known, xp_error_t error)
{
    xp_status_t status = set_domain(domain, sheet, known, error);
    void *seen = NULL;
    size_t row;

    if (status == XP_OK)
        status = xp_choice_set_sizes(choice, domain, sheet->voters, error);
    if (status == XP_OK)
        status = xp_choice_alloc(choice, error);
    if (status == XP_OK)
        status = xp_table_alloc(&seen, (size_t) choice->profile_count, 1, error);
    if (status == XP_OK)
        sheet->level = xp_malloc((size_t) domain->alternative_count * sizeof(int));
    for (row = 1; status == XP_OK && row < sheet->csv->rows; row++)
        status = read_row(choice, seen, sheet, row, error);
    if (status == XP_OK)
        status = check_complete(choice, seen, sheet, error);
    free(seen);
    return status;
}

xp_status_t xp_choice_table_read(xp_domain_t domain, xp_choice_t choice,
                                 const xp_choice_table_t *known, const char *path,
                                 xp_error_t error)
{
    sheet_t sheet = {.path = path};
    size_t offset = 0;
    xp_status_t status = xp_file_read(&sheet.text, &sheet.length, path, error);

    if (status != XP_OK)
        return status;
    xp_csv_init(sheet.csv);
    status = xp_csv_read(sheet.csv, sheet.text, sheet.length, &offset, error);
    if (status == XP_INPUT)
        xp_error_set_place(error, path, sheet.text, sheet.length, offset);
    if (status == XP_OK)
        status = find_columns(&sheet, known, error);
    if (status == XP_OK)
        status = read_rows(domain, choice, &sheet, known, error);
    free(sheet.level);
    free(sheet.column);
    xp_csv_clear(sheet.csv);
    free(sheet.text);
    return status;
}
