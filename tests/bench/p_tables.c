/* The check of dsic on payments as tables of half a gigabyte, against reading them once. */
#include <expost/check/check.h>
#include <expost/rule/payment.h>

#include "tests/bench/bench.h"

#define AGENTS 3
#define TYPES 283
#define OUTCOMES 4
#define RUNS 3

/* Pivot payments become tables over profiles. */
static void list_payments(xp_mechanism_t mechanism)
{
    xp_payments_t listed;
    xp_error_t error;

    xp_error_init(error);
    xp_payments_init(listed);
    xp_payments_set_zero(listed, AGENTS);
    for (slong i = 0; i < AGENTS; i++)
    {
        xp_term_struct *term = xp_payments_add_term(listed, i, XP_TERM_PROFILE, i);

        bench_must(xp_payment_list(term->table, mechanism, i, NULL, error) == XP_OK,
                   error->message);
    }
    xp_payments_swap(mechanism->payments, listed);
    xp_payments_clear(listed);
    xp_error_clear(error);
}

/* Every word of the tables and of the rule once, in order. */
static uint64_t read_once(const xp_mechanism_t mechanism)
{
    slong size = mechanism->environment->profiles->size;
    uint64_t sum = 0;

    for (slong i = 0; i < AGENTS; i++)
    {
        const fmpz *entry = mechanism->payments->payment[i].term->table->entry;

        for (slong k = 0; k < size; k++)
            sum += (uint64_t) entry[k];
        for (slong k = 0; k < size; k++)
            sum += mechanism->rule->choice[k];
    }
    return sum;
}

static double run_check(const xp_mechanism_t mechanism)
{
    static const xp_property_t dsic = XP_DSIC;
    xp_check_options_t options = {0, 0, 1, XP_TIER_INT64};
    xp_findings_t findings;
    xp_error_t error;
    double start = bench_cpu();

    xp_findings_init(findings);
    xp_error_init(error);
    bench_must(xp_check(findings, mechanism, &dsic, 1, &options, NULL, error) == XP_OK,
               error->message);
    start = bench_cpu() - start;
    bench_must(findings->finding->answer == XP_HOLDS && findings->finding->tier == XP_TIER_INT64,
               "pivot payments are not dsic");
    xp_error_clear(error);
    xp_findings_clear(findings);
    return start;
}

int main(void)
{
    double ours[RUNS];
    double reading[RUNS];
    uint64_t first = 0;
    xp_model_t model;
    xp_mechanism_t mechanism;
    double size;

    xp_model_init(model);
    xp_mechanism_init(mechanism);
    bench_model(model, AGENTS, TYPES, OUTCOMES);
    bench_pivot(mechanism, model);
    list_payments(mechanism);
    size = (double) model->environment->profiles->size;
    for (int run = 0; run < RUNS; run++)
    {
        uint64_t sum;

        reading[run] = bench_cpu();
        sum = read_once(mechanism);
        reading[run] = bench_cpu() - reading[run];
        bench_must(run == 0 || sum == first, "the tables have changed");
        first = sum;
        ours[run] = run_check(mechanism);
    }
    printf("dsic on tables of %.0f MB, %d agents with %d types, %.3g inequalities: %.0f ms; "
           "reading tables and choices once for each agent %.0f ms (4 times allowed)\n",
           1e-6 * AGENTS * 8 * size, AGENTS, TYPES, AGENTS * (TYPES - 1) * size,
           1e3 * bench_median(ours, RUNS), 1e3 * bench_median(reading, RUNS));
    bench_report("check-dsic-tables",
                 4 * bench_median(reading, RUNS) / bench_median(ours, RUNS), 1);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
    flint_cleanup();
    return 0;
}
