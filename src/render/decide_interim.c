/* A mechanism found where the profiles are too many to list: what each type expects. */
#include "render/decide_impl.h"

#include "render/json_impl.h"
#include "render/words_impl.h"

static void begin_table(xp_sheet_t sheet)
{
    static const char *const heading[] = {"Agent", "Type", "Expected payment",
                                          "Expected utility"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT, XP_ALIGN_RIGHT,
                                       XP_ALIGN_RIGHT};

    xp_sheet_add_table(sheet, NULL, 4, heading, align);
}

void xp_decide_add_interim(xp_sheet_t sheet, const xp_report_t *report,
                           const xp_pay_interim_struct *interim)
{
    const xp_environment_struct *environment = interim->mechanism->environment;
    slong rows = interim->row_count, row;
    xp_string_t text;

    if (report->format != XP_FORMAT_CSV && rows > XP_DECIDE_ROWS + XP_DECIDE_ROWS / 2)
        rows = XP_DECIDE_ROWS;
    xp_string_init(text);
    xp_string_add(text, "What each agent is expected to pay to the designer, given its own type; a "
                        "negative payment is received. The payments at each of the ");
    xp_words_add_count(text, environment->profiles->count, "profile");
    xp_string_add(text, " are left out.");
    xp_sheet_add_paragraph(sheet, text->text);
    begin_table(sheet);
    for (row = 0; row < rows; row++)
    {
        const xp_agent_struct *agent = environment->agent + interim->agent[row];

        xp_sheet_add_cell(sheet, agent->name);
        xp_sheet_add_cell(sheet, agent->type_label[interim->type[row]]);
        xp_sheet_add_rational(sheet, interim->payment + row, report->digits);
        xp_sheet_add_rational(sheet, interim->utility + row, report->digits);
    }
    if (rows < interim->row_count)
    {
        xp_string_reset(text);
        xp_string_printf(text, "%ld more types are not shown here; --format csv and json have all.",
                         (long) (interim->row_count - rows));
        xp_sheet_add_paragraph(sheet, text->text);
    }
    xp_string_clear(text);
}

json_t *xp_decide_describe_interim(const xp_report_t *report,
                                   const xp_pay_interim_struct *interim)
{
    const xp_environment_struct *environment = interim->mechanism->environment;
    json_t *object = json_object(), *list = json_array();
    slong row;

    for (row = 0; row < interim->row_count; row++)
    {
        const xp_agent_struct *agent = environment->agent + interim->agent[row];
        json_t *entry = json_object();

        json_object_set_new(entry, "agent", xp_json_text(agent->name));
        json_object_set_new(entry, "type", xp_json_text(agent->type_label[interim->type[row]]));
        xp_json_set_rational(entry, "payment", interim->payment + row, report->digits);
        xp_json_set_rational(entry, "utility", interim->utility + row, report->digits);
        json_array_append_new(list, entry);
    }
    json_object_set_new(object, "payments", json_null());
    json_object_set_new(object, "interim", list);
    return object;
}
