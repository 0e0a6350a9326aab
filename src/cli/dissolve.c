/* The command dissolve: can a partnership be dissolved efficiently? */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/cert/interval.h>
#include <expost/cont/boundary.h>
#include <expost/cont/partnership.h>
#include <expost/num/rat.h>
#include <expost/render/dissolve.h>
#include <expost/render/figure.h>

#include "cli/certificate.h"
#include "cli/interval.h"

/* Rays of the figure for three partners. */
#define RAYS 60

/* Everything that one run finds out. */
typedef struct
{
    const xp_cli_options_struct *options;
    const xp_model_struct *model;
    const char **name;
    xp_partnership_t partnership;
    xp_dissolve_options_t how;
    xp_dissolution_t dissolution;
    xp_cgk_payments_t payments;
    xp_simple_auction_t auction;
    xp_boundary_t boundary;
    fmpq *theta;
    xp_real_struct *payment_at;
    slong winner;
    xp_piecewise_struct *w;
    fmpq *along;
    const char *written;
    xp_error_t error;
} run_t;

static slong count_agents(const run_t *run)
{
    return run->model->continuous->agent_count;
}

static void init_run(run_t *run, const xp_cli_options_struct *options, const xp_model_t model)
{
    slong n = model->continuous->agent_count, i;

    memset(run, 0, sizeof(run_t));
    run->options = options;
    run->model = model;
    run->name = xp_malloc((size_t) n * sizeof(char *));
    for (i = 0; i < n; i++)
        run->name[i] = model->continuous->agent[i].name;
    xp_partnership_init(run->partnership);
    xp_cli_interval_options(&run->how, options);
    xp_dissolution_init(run->dissolution);
    xp_cgk_payments_init(run->payments);
    xp_simple_auction_init(run->auction);
    xp_boundary_init(run->boundary);
    xp_error_init(run->error);
}

static void clear_run(run_t *run)
{
    slong n = count_agents(run), i;

    free(run->name);
    xp_partnership_clear(run->partnership);
    xp_dissolution_clear(run->dissolution);
    xp_cgk_payments_clear(run->payments);
    xp_simple_auction_clear(run->auction);
    xp_boundary_clear(run->boundary);
    if (run->theta != NULL)
        _fmpq_vec_clear(run->theta, n);
    if (run->payment_at != NULL)
        xp_real_vec_clear(run->payment_at, n);
    for (i = 0; run->w != NULL && i < n; i++)
        xp_piecewise_clear(run->w + i);
    free(run->w);
    if (run->along != NULL)
        _fmpq_vec_clear(run->along, 2 * n);
    xp_error_clear(run->error);
}

/* W of every partner where all cdfs are piecewise polynomial. */
static void find_w(run_t *run)
{
    slong n = count_agents(run), i;
    int exact = 1;

    run->w = xp_malloc((size_t) n * sizeof(xp_piecewise_struct));
    for (i = 0; i < n; i++)
    {
        xp_piecewise_init(run->w + i);
        exact = exact && xp_partnership_w(run->w + i, run->partnership, i);
    }
    if (exact)
        return;
    for (i = 0; i < n; i++)
        xp_piecewise_clear(run->w + i);
    free(run->w);
    run->w = NULL;
}

static xp_status_t find_payments(run_t *run)
{
    xp_status_t status = xp_cgk_payments(run->payments, run->partnership, run->dissolution,
                                         &run->how, run->error);

    if (status != XP_OK || run->theta == NULL)
        return status;
    run->payment_at = xp_real_vec_init(count_agents(run));
    return xp_cgk_payments_at(run->payment_at, &run->winner, run->payments, run->partnership,
                              run->theta, &run->how, run->error);
}

static xp_status_t find_all(run_t *run)
{
    const xp_cli_options_struct *options = run->options;
    slong rays = options->plot != NULL || options->format == XP_FORMAT_JSON ? RAYS : 0;
    xp_status_t status;

    status = xp_partnership_set_model(run->partnership, run->model->continuous, run->error);
    if (status == XP_OK)
        status = xp_dissolve(run->dissolution, run->partnership, &run->how, run->error);
    if (status != XP_OK)
        return status;
    find_w(run);
    if (run->dissolution->answer == XP_HOLDS)
        status = find_payments(run);
    if (status == XP_OK && run->dissolution->same && run->dissolution->answer != XP_UNDECIDED)
        status = xp_simple_auction(run->auction, run->partnership, run->dissolution, run->error);
    if (status == XP_OK && (options->boundary || options->plot != NULL || run->along != NULL))
        status = xp_boundary(run->boundary, run->partnership, run->name, run->along,
                             run->along != NULL ? 0 : rays, &run->how, run->error);
    return status;
}

/* Reads "(a, b), (c, d)": 2 n numbers, each half with sum 1. */
static int read_along(run_t *run)
{
    const char *text = run->options->along;
    slong n = count_agents(run), count = 0, i;
    int good = 1, same;
    fmpq_t sum;

    if (text == NULL)
        return XP_EXIT_YES;
    run->along = _fmpq_vec_init(2 * n);
    while (good && *text != '\0')
    {
        size_t length = strcspn(text, "(), ");

        if (length == 0)
        {
            text++;
            continue;
        }
        good = count < 2 * n
               && xp_rat_set_text(run->along + count, text, length, run->error) == XP_OK;
        count++;
        text += length;
    }
    fmpq_init(sum);
    for (i = 0; good && i < 2 * n; i++)
    {
        if (i % n == 0)
            fmpq_zero(sum);
        fmpq_add(sum, sum, run->along + i);
        good = fmpq_sgn(run->along + i) >= 0 && (i % n < n - 1 || fmpq_is_one(sum));
    }
    fmpq_clear(sum);
    for (i = 0, same = 1; i < n; i++)
        same = same && fmpq_equal(run->along + i, run->along + n + i);
    good = good && count == 2 * n && !same;
    return good ? XP_EXIT_YES
                : xp_cli_fail_usage(run->options->command,
                                    "--along %s: two different lists of %ld shares are needed, "
                                    "each with sum 1, as in '(1, 0), (1/2, 1/2)'",
                                    run->options->along, (long) n);
}

/* The kind of figure that a file's name asks for; 0 after the message. */
static int choose_figure(xp_figure_kind_t *kind, const xp_cli_options_struct *options)
{
    if (options->plot == NULL || xp_figure_kind_of(kind, options->plot))
        return 1;
    xp_cli_fail_usage(options->command, "--plot %s: the name must end in .svg, .pdf or .tex",
                      options->plot);
    return 0;
}

static int write_figure(run_t *run, xp_figure_kind_t kind)
{
    const xp_cli_options_struct *options = run->options;
    xp_status_t status;
    xp_string_t out;
    int exit_status;

    if (options->plot == NULL)
        return XP_EXIT_YES;
    xp_string_init(out);
    status = xp_figure_boundary(out, kind, run->boundary, run->name,
                                options->line, run->error);
    exit_status = status == XP_OK ? xp_cli_write_to(options->plot, out)
                                  : xp_cli_fail(status, run->error);
    xp_string_clear(out);
    return exit_status;
}

static int write_certificate(run_t *run)
{
    xp_status_t status;
    xp_string_t out;
    int exit_status;

    if (run->options->certificate == NULL)
        return XP_EXIT_YES;
    if (run->dissolution->answer == XP_UNDECIDED)
    {
        xp_cli_certificate_miss(run->options, run->dissolution->reason);
        return XP_EXIT_YES;
    }
    xp_string_init(out);
    status = xp_interval_certificate_dissolution(out, run->model->continuous, run->partnership,
                                                 run->dissolution, run->error);
    exit_status = xp_cli_interval_certificate(&run->written, run->options, status, out,
                                              run->error);
    xp_string_clear(out);
    return exit_status;
}

static int write_report(run_t *run, const char *path)
{
    const xp_cli_options_struct *options = run->options;
    xp_dissolve_report_t dissolve = {run->partnership, run->dissolution, run->payments,
                                     run->auction, run->boundary, run->theta, run->payment_at,
                                     run->winner, run->w, run->written, options->plot,
                                     NULL,
                                     xp_cli_join_answer(XP_EXIT_YES, run->dissolution->answer)};
    xp_string_t out, words, stats, way;
    const char *sentence;
    xp_report_t report;
    int status;

    xp_string_init(out);
    xp_string_init(words);
    xp_string_init(stats);
    xp_string_init(way);
    xp_cli_report(&report, options, run->model, path);
    xp_string_printf(words, "Bits of the last balls: %ld. Time to decide: ",
                     (long) run->dissolution->precision);
    xp_cli_add_stats(&report, stats, &sentence, options, words->text);
    if (xp_cli_certificate_is_offered(options, path)
        && run->dissolution->answer != XP_UNDECIDED)
    {
        xp_cli_certificate_add_way(way, options, path, 0);
        dissolve.verify = way->text;
    }
    xp_dissolve_render(out, &report, &dissolve);
    status = xp_cli_write(options, out, dissolve.exit_status);
    xp_string_clear(out);
    xp_string_clear(words);
    xp_string_clear(stats);
    xp_string_clear(way);
    return status;
}

static int dissolve(const xp_cli_options_struct *options, const xp_model_t model,
                    const char *path, const slong *profile)
{
    xp_figure_kind_t figure = XP_FIGURE_SVG;
    xp_status_t found;
    int status;
    run_t run;

    (void) profile;
    if (!choose_figure(&figure, options))
        return XP_EXIT_USAGE;
    init_run(&run, options, model);
    status = read_along(&run);
    if (status == XP_EXIT_YES)
        status = xp_cli_read_interval_profile(&run.theta, options, model);
    if (status == XP_EXIT_YES)
    {
        found = find_all(&run);
        status = found == XP_OK ? XP_EXIT_YES : xp_cli_fail(found, run.error);
    }
    if (status == XP_EXIT_YES)
        status = write_figure(&run, figure);
    if (status == XP_EXIT_YES)
        status = write_certificate(&run);
    if (status == XP_EXIT_YES)
        status = write_report(&run, path);
    clear_run(&run);
    return status;
}

int xp_cli_run_dissolve(const xp_cli_options_struct *options)
{
    return xp_cli_run_on_model(options, dissolve);
}
