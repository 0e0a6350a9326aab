/* Tests of render/figure: forms, escapes, certain digits, texts that neither meet nor are cut. */
#include <expost/render/figure.h>

#include "tests/cont/partner.h"
#include "render/figure_impl.h"

static const char *const names[] = {"ann", "bob", "carl"};
static const char *const odd_names[] = {"a<b> & \"c\"", "50%_{x}#$~^", "(p\\q) \xC3\xA9 \xCE\xB1"};
static const char *const command = "expost dissolve m.mech --boundary --plot 'a>b.svg'";

/* The boundary of n agents with one distribution. */
static void find(xp_boundary_t boundary, slong n, xp_distribution_kind_t kind, const char *first,
                 const char *const *name, slong points)
{
    xp_dissolve_options_t options;
    xp_distribution_t d;
    xp_partnership_t p;
    xp_error_t error;

    xp_error_init(error);
    xp_dissolve_options_init(&options);
    xp_distribution_init(d);
    set_named(d, kind, first, NULL, "0", "1");
    set_partners(p, n, d);
    XP_CHECK(xp_boundary(boundary, p, name, NULL, points, &options, error) == XP_OK);
    xp_partnership_clear(p);
    xp_distribution_clear(d);
    xp_error_clear(error);
}

static void draw(xp_string_t out, xp_figure_kind_t kind, const xp_boundary_t boundary,
                 const char *const *name)
{
    xp_error_t error;

    xp_error_init(error);
    xp_string_reset(out);
    XP_CHECK(xp_figure_boundary(out, kind, boundary, name, command, error) == XP_OK);
    xp_error_clear(error);
}

static int has(const xp_string_t out, const char *text)
{
    return strstr(out->text, text) != NULL;
}

/* A document of one root whose tags match, with no bare &, < or >, no -- in a comment. */
static int is_well_formed(const char *text)
{
    const char *stack[16];
    size_t length[16], depth = 0, roots = 0;

    while (*text != '\0')
    {
        if (strncmp(text, "<!--", 4) == 0)
        {
            const char *end = strstr(text + 4, "--");

            if (end == NULL || end[2] != '>')
                return 0;
            text = end + 3;
        }
        else if (*text == '<')
        {
            int closing = text[1] == '/', quoted = 0;
            const char *name = text + 1 + closing;
            size_t size = strcspn(name, " />");

            for (text = name; *text != '\0' && (quoted || *text != '>'); text++)
            {
                if (*text == '<')
                    return 0;
                quoted ^= *text == '"';
            }
            if (*text == '\0')
                return 0;
            if (closing)
            {
                if (depth == 0 || length[--depth] != size || strncmp(stack[depth], name, size) != 0)
                    return 0;
            }
            else if (text[-1] != '/')
            {
                if (depth == 16)
                    return 0;
                roots += depth == 0;
                stack[depth] = name;
                length[depth++] = size;
            }
            text++;
        }
        else if (*text == '&')
        {
            text += strcspn(text, ";");
            if (*text == '\0')
                return 0;
        }
        else if (*text == '>' || (depth == 0 && *text != '\n'))
            return 0;
        else
            text++;
    }
    return depth == 0 && roots == 1;
}

static long read_number(const char *text)
{
    return text == NULL ? -1 : strtol(text, NULL, 10);
}

/* Offsets of the table, the length of the stream, the start of the table. */
static int is_right_pdf(const xp_string_t out)
{
    const char *text = out->text, *end, *table, *stream, *length;
    char line[32];
    long start;
    int k;

    if (strncmp(text, "%PDF-1.4\n% expost dissolve", 26) != 0)
        return 0;
    end = strstr(text, "startxref\n");
    start = end == NULL ? -1 : read_number(end + 10);
    if (start < 0 || (size_t) start >= out->length)
        return 0;
    table = text + start;
    if (strncmp(table, "xref\n0 6\n0000000000 65535 f \n", 29) != 0)
        return 0;
    for (k = 1; k < 6; k++)
    {
        const char *row = table + 9 + 20 * k;
        long offset = read_number(row);

        snprintf(line, sizeof line, "%d 0 obj\n", k);
        if (offset < 0 || (size_t) offset >= out->length
            || strncmp(row + 10, " 00000 n \n", 10) != 0
            || strncmp(text + offset, line, strlen(line)) != 0)
            return 0;
    }
    length = strstr(text, "/Length ");
    stream = strstr(text, "stream\n");
    if (length == NULL || stream == NULL)
        return 0;
    stream += 7;
    return strncmp(stream + read_number(length + 8), "endstream", 9) == 0
           && strcmp(out->text + out->length - 6, "%%EOF\n") == 0;
}

/* Braces in balance, no special character of TeX left bare in a node. */
static int is_right_tex(const char *text)
{
    long depth = 0;

    for (; *text != '\0'; text++)
    {
        if (*text == '\\' && text[1] != '\0')
            text++;
        else if (*text == '%')
            text += strcspn(text, "\n");
        else if (*text == '#' || *text == '&')
            return 0;
        else
            depth += *text == '{' ? 1 : *text == '}' ? -1 : 0;
        if (depth < 0)
            return 0;
    }
    return depth == 0;
}

static void check_forms(const xp_boundary_t boundary, const char *const *name)
{
    xp_string_t out;

    xp_string_init(out);
    draw(out, XP_FIGURE_SVG, boundary, name);
    XP_CHECK(is_well_formed(out->text));
    XP_CHECK(strncmp(out->text, "<!-- expost dissolve m.mech - -boundary", 39) == 0);
    XP_CHECK(has(out, "<desc>expost dissolve m.mech --boundary --plot 'a&gt;b.svg'</desc>"));
    draw(out, XP_FIGURE_PDF, boundary, name);
    XP_CHECK(is_right_pdf(out));
    draw(out, XP_FIGURE_TIKZ, boundary, name);
    XP_CHECK(is_right_tex(out->text));
    XP_CHECK(strncmp(out->text, "% expost dissolve m.mech --boundary", 35) == 0);
    XP_CHECK(has(out, "\\begin{tikzpicture}") && has(out, "\\end{tikzpicture}"));
    xp_string_clear(out);
}

/* The box of a text. */
static void set_box(long *box, const xp_mark_struct *mark)
{
    long width = xp_canvas_text_width(mark->text, mark->size) * 10 / 11;

    box[0] = mark->xy[0]
             - (mark->anchor == XP_ANCHOR_START    ? 0
                : mark->anchor == XP_ANCHOR_MIDDLE ? width / 2
                                                   : width);
    box[1] = mark->xy[1] - mark->size * 7 / 10;
    box[2] = box[0] + width;
    box[3] = mark->xy[1] + mark->size * 2 / 10;
}

/* All texts on the page, no two on top of each other, none on a dot. */
static int is_legible(const xp_canvas_t canvas)
{
    long box[4], other[4];
    size_t i, k;

    for (i = 0; i < canvas->count; i++)
    {
        if (canvas->mark[i].kind != XP_MARK_TEXT)
            continue;
        set_box(box, canvas->mark + i);
        if (box[0] < 0 || box[1] < 0 || box[2] > canvas->width || box[3] > canvas->height)
            return 0;
        for (k = 0; k < canvas->count; k++)
        {
            if (k == i || (canvas->mark[k].kind == XP_MARK_TEXT && k > i))
                continue;
            if (canvas->mark[k].kind == XP_MARK_TEXT)
                set_box(other, canvas->mark + k);
            else if (canvas->mark[k].kind == XP_MARK_DOT)
            {
                other[0] = canvas->mark[k].xy[0] - XP_CANVAS_DOT;
                other[1] = canvas->mark[k].xy[1] - XP_CANVAS_DOT;
                other[2] = canvas->mark[k].xy[0] + XP_CANVAS_DOT;
                other[3] = canvas->mark[k].xy[1] + XP_CANVAS_DOT;
            }
            else
                continue;
            if (box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])
                return 0;
        }
    }
    return 1;
}

static int draws_legibly(const xp_boundary_t boundary, const char *const *name)
{
    xp_canvas_t canvas;
    int legible;

    xp_canvas_init(canvas);
    canvas->width = XP_FIGURE_WIDTH;
    if (boundary->point_count > 0)
        xp_figure_draw_simplex(canvas, boundary, name);
    else
        xp_figure_draw_lines(canvas, boundary);
    legible = is_legible(canvas);
    xp_canvas_clear(canvas);
    return legible;
}

/* Both ends as in the case cgk-uniform-n2, decimals cut: 0.21132486..., 0.78867513... */
static void test_interval(void)
{
    xp_boundary_t b;
    xp_string_t out;

    xp_boundary_init(b);
    xp_string_init(out);
    find(b, 2, XP_DISTRIBUTION_UNIFORM, NULL, names, 0);
    check_forms(b, names);
    XP_CHECK(draws_legibly(b, names));
    draw(out, XP_FIGURE_SVG, b, names);
    XP_CHECK(has(out, ">(3 - sqrt(3))/6<") && has(out, ">0.2113248...<"));
    XP_CHECK(has(out, ">(3 + sqrt(3))/6<") && has(out, ">0.7886751...<"));
    XP_CHECK(has(out, ">share of ann<") && has(out, ">exact<") && !has(out, "bracket"));
    draw(out, XP_FIGURE_PDF, b, names);
    XP_CHECK(has(out, "(\\(3 - sqrt\\(3\\)\\)/6) Tj"));
    draw(out, XP_FIGURE_TIKZ, b, names);
    XP_CHECK(has(out, "\\sqrt{3}") && has(out, "$0.2113248\\ldots$"));
    find(b, 2, XP_DISTRIBUTION_EXPONENTIAL, "2", names, 0);
    check_forms(b, names);
    draw(out, XP_FIGURE_SVG, b, names);
    XP_CHECK(has(out, ">certified bracket<") && !has(out, ">exact<"));
    xp_string_clear(out);
    xp_boundary_clear(b);
}

static void test_simplex(void)
{
    xp_boundary_t b;
    xp_string_t out;

    xp_boundary_init(b);
    xp_string_init(out);
    find(b, 3, XP_DISTRIBUTION_UNIFORM, NULL, names, 24);
    check_forms(b, names);
    XP_CHECK(draws_legibly(b, names));
    draw(out, XP_FIGURE_SVG, b, names);
    /* s^(3/2) + sqrt(1/2) (1 - s)^(3/2) = 3/4 at 0.76543..., on an edge at 0.70004... */
    XP_CHECK(has(out, ">share of ann, the others equal: 0.76543"));
    XP_CHECK(has(out, ">without bob, share of ann: 0.70004") && has(out, "degree 6"));
    XP_CHECK(has(out, ">7<") && !has(out, ">8<"));
    /* four agents: an axis */
    find(b, 4, XP_DISTRIBUTION_UNIFORM, NULL, odd_names, 0);
    check_forms(b, odd_names);
    xp_string_clear(out);
    xp_boundary_clear(b);
}

static void test_names(void)
{
    static const char *const long_names[]
        = {"a very long name of an agent who owns quite a lot of this partnership and knows it",
           "b very long name of an agent who owns quite a lot of this partnership and knows it",
           "c very long name of an agent who owns quite a lot of this partnership and knows it"};
    xp_boundary_t b;
    xp_string_t out;

    xp_boundary_init(b);
    xp_string_init(out);
    find(b, 3, XP_DISTRIBUTION_UNIFORM, NULL, odd_names, 6);
    check_forms(b, odd_names);
    draw(out, XP_FIGURE_SVG, b, odd_names);
    XP_CHECK(has(out, ">a&lt;b&gt; &amp; &quot;c&quot;<") && has(out, "\xC3\xA9 \xCE\xB1"));
    draw(out, XP_FIGURE_PDF, b, odd_names);
    XP_CHECK(has(out, "(\\(p\\\\q\\) \\351 ?) Tj"));
    draw(out, XP_FIGURE_TIKZ, b, odd_names);
    XP_CHECK(has(out, "50\\%\\_\\{x\\}\\#\\$") && has(out, "$\\alpha$"));
    find(b, 3, XP_DISTRIBUTION_UNIFORM, NULL, long_names, 6);
    XP_CHECK(draws_legibly(b, long_names));
    check_forms(b, long_names);
    find(b, 2, XP_DISTRIBUTION_UNIFORM, NULL, long_names, 0);
    XP_CHECK(draws_legibly(b, long_names));
    xp_string_clear(out);
    xp_boundary_clear(b);
}

/* An interval set by hand on the line of the first of two agents' share. */
static void set_interval(xp_boundary_t b, const char *const *bound)
{
    int k;

    find(b, 2, XP_DISTRIBUTION_UNIFORM, NULL, names, 0);
    for (k = 0; k < 2; k++)
    {
        xp_boundary_end_struct *end = b->line->end + k;
        arb_t low, high;

        set_rat(end->low, bound[2 * k]);
        set_rat(end->high, bound[2 * k + 1]);
        if (fmpq_equal(end->low, end->high))
        {
            xp_real_set_fmpq(end->parameter, end->low);
            continue;
        }
        arb_init(low);
        arb_init(high);
        arb_set_fmpq(low, end->low, 128);
        arb_set_fmpq(high, end->high, 128);
        arb_union(low, low, high, 128);
        xp_real_set_arb(end->parameter, low);
        arb_clear(low);
        arb_clear(high);
    }
}

/* Decimals: those that are certain; labels near each other go on two levels. */
static void test_decimals(void)
{
    static const char *const narrow[] = {"49/100", "49/100", "51/100", "51/100"};
    static const char *const left[] = {"1/1000", "1/1000", "1/999", "1/999"};
    static const char *const right[] = {"998/1000", "998/1000", "998/999", "998/999"};
    static const char *const split[] = {"4999999999/10000000000", "5000000001/10000000000",
                                        "70000001/100000000", "70000002/100000000"};
    static const char *const coarse[] = {"1/8", "1/7", "3/4", "7501/10000"};
    const char *const *near[3];
    xp_boundary_t b;
    xp_string_t out;
    int k;

    near[0] = narrow;
    near[1] = left;
    near[2] = right;
    xp_boundary_init(b);
    xp_string_init(out);
    for (k = 0; k < 3; k++)
    {
        set_interval(b, near[k]);
        XP_CHECK(draws_legibly(b, names));
        check_forms(b, names);
    }
    draw(out, XP_FIGURE_SVG, b, names);
    XP_CHECK(has(out, ">499/500<") && has(out, ">0.998<") && has(out, ">998/999<"));
    XP_CHECK(has(out, ">0.9989989...<"));
    set_interval(b, split);
    draw(out, XP_FIGURE_SVG, b, names);
    XP_CHECK(has(out, ">in [0.4999999, 0.5000001]<") && has(out, ">0.7000000...<"));
    set_interval(b, coarse);
    draw(out, XP_FIGURE_SVG, b, names);
    XP_CHECK(has(out, ">in [0.1250000, 0.1428572]<") && has(out, ">0.750...<"));
    XP_CHECK(draws_legibly(b, names));
    xp_string_clear(out);
    xp_boundary_clear(b);
}

static void test_answers(void)
{
    xp_figure_kind_t kind;
    xp_boundary_t b;
    xp_string_t out;
    xp_error_t error;

    xp_error_init(error);
    xp_string_init(out);
    xp_boundary_init(b);
    XP_CHECK(xp_figure_boundary(out, XP_FIGURE_SVG, b, names, command, error) == XP_REFUSED);
    XP_CHECK(out->length == 0);
    find(b, 2, XP_DISTRIBUTION_UNIFORM, NULL, names, 0);
    b->line->answer = XP_FAILS;
    draw(out, XP_FIGURE_SVG, b, names);
    XP_CHECK(has(out, "No shares on this line can be dissolved.") && !has(out, "#1f78b4"));
    b->line->answer = XP_UNDECIDED;
    draw(out, XP_FIGURE_SVG, b, names);
    XP_CHECK(has(out, "Not decided") && !has(out, "#1f78b4"));
    XP_CHECK(draws_legibly(b, names));
    XP_CHECK(xp_figure_kind_of(&kind, "a/b.svg") && kind == XP_FIGURE_SVG);
    XP_CHECK(xp_figure_kind_of(&kind, "b.PDF") && kind == XP_FIGURE_PDF);
    XP_CHECK(xp_figure_kind_of(&kind, "x.y.tex") && kind == XP_FIGURE_TIKZ);
    XP_CHECK(!xp_figure_kind_of(&kind, "b.png") && !xp_figure_kind_of(&kind, ".svg"));
    XP_CHECK(!xp_figure_kind_of(&kind, "svg"));
    /* the checks of this file say no */
    XP_CHECK(!is_well_formed("<a><b></a></b>") && !is_well_formed("<a>&</a>"));
    XP_CHECK(!is_well_formed("<!-- a--b --><a></a>"));
    XP_CHECK(!is_right_tex("{a}}") && !is_right_tex("#"));
    xp_string_clear(out);
    xp_boundary_clear(b);
    xp_error_clear(error);
}

int main(void)
{
    static const xp_test_t tests[] = {{"interval", test_interval}, {"simplex", test_simplex},
                                      {"names", test_names},       {"decimals", test_decimals},
                                      {"answers", test_answers}};

    return XP_TEST_MAIN("figure", tests);
}
