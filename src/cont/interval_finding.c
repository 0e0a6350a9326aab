/* What was found about one property: its life, its words, one agent's after another's. */
#include "cont/interval_finding.h"

#include <stdarg.h>
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/base/string.h>

#include "cont/decision_impl.h"

void xp_type_interval_init(xp_type_interval_struct *interval)
{
    interval->agent = -1;
    xp_real_init(interval->low);
    xp_real_init(interval->high);
    interval->low_open = interval->high_open = 0;
}

void xp_type_interval_clear(xp_type_interval_struct *interval)
{
    xp_real_clear(interval->low);
    xp_real_clear(interval->high);
}

void xp_interval_finding_init(xp_interval_finding_t finding)
{
    const xp_interval_finding_struct empty = {0};
    *finding = empty;
    finding->slack_agent = finding->witness_agent = -1;
    xp_real_init(finding->slack);
    xp_real_init(finding->slack_type);
    fmpq_init(finding->type);
    fmpq_init(finding->report);
    xp_real_init(finding->difference);
}

void xp_interval_finding_clear(xp_interval_finding_t finding)
{
    for (slong i = 0; finding->how_agent != NULL && i < finding->n; i++)
    {
        free(finding->how_agent[i]);
    }
    for (slong k = 0; k < finding->interval_count; k++)
    {
        xp_type_interval_clear(finding->interval + k);
    }
    if (finding->profile != NULL)
    {
        _fmpq_vec_clear(finding->profile, finding->n);
    }
    free(finding->how);
    free(finding->how_agent);
    free(finding->interval);
    xp_real_clear(finding->slack);
    xp_real_clear(finding->slack_type);
    fmpq_clear(finding->type);
    fmpq_clear(finding->report);
    xp_real_clear(finding->difference);
}

void xp_interval_finding_swap(xp_interval_finding_t a, xp_interval_finding_t b)
{
    const xp_interval_finding_struct held = *a;
    *a = *b;
    *b = held;
}

void xp_interval_finding_tell(xp_interval_finding_t finding, const char *format, ...)
{
    va_list arguments;
    xp_string_t how;

    xp_string_init(how);
    va_start(arguments, format);
    xp_string_vprintf(how, format, arguments);
    va_end(arguments);
    free(finding->how);
    finding->how = xp_string_take(how);
}

void xp_interval_finding_refute(xp_interval_finding_t finding, slong n, slong agent,
                                const fmpq *point, int report, const xp_real_t difference)
{
    finding->answer = XP_FAILS;
    finding->n = n;
    finding->witness_agent = agent;
    finding->has_profile = 1;
    finding->profile = _fmpq_vec_init(n);
    for (slong i = 0; i < n; i++)
    {
        fmpq_set(finding->profile + i, point + i);
    }
    finding->has_report = report;
    if (report)
    {
        fmpq_set(finding->report, point + n);
        finding->has_type = 1;
        fmpq_set(finding->type, point + agent);
    }
    xp_real_set(finding->difference, difference);
}

void xp_interval_finding_add_interval(xp_interval_finding_t finding,
                                      const xp_type_interval_struct *interval)
{
    const slong count = finding->interval_count;
    finding->interval = xp_realloc(finding->interval,
                                   (size_t) (count + 1) * sizeof(xp_type_interval_struct));
    xp_type_interval_init(finding->interval + count);
    finding->interval[count].agent = interval->agent;
    xp_real_set(finding->interval[count].low, interval->low);
    xp_real_set(finding->interval[count].high, interval->high);
    finding->interval[count].low_open = interval->low_open;
    finding->interval[count].high_open = interval->high_open;
    finding->interval_count++;
}

void xp_interval_finding_add_parts(xp_interval_finding_t finding, const fmpq_poly_t f,
                                   const fmpq_t low, const fmpq_t high, slong agent, int slope)
{
    xp_piecewise_t piece;
    xp_signs_t signs;
    xp_type_interval_struct interval;
    fmpq_t value;
    xp_piecewise_init(piece);
    xp_signs_init(signs);
    xp_type_interval_init(&interval);
    fmpq_init(value);
    xp_piecewise_set_poly(piece, low, high, f);
    xp_piecewise_signs(signs, piece);
    interval.agent = agent;
    for (slong k = 0; k <= signs->count; k++)
    {
        if (signs->sign[k] < 0 || slope)
        {
            /* A root between two parts of one sign is a single type that does not violate. */
            interval.low_open = interval.high_open = 1;
            if (k == 0)
            {
                xp_real_set_fmpq(interval.low, low);
                fmpq_poly_evaluate_fmpq(value, f, low);
                interval.low_open = slope ? fmpq_sgn(value) <= 0 : fmpq_sgn(value) >= 0;
            }
            else
            {
                xp_real_set(interval.low, signs->root + k - 1);
            }
            if (k == signs->count)
            {
                xp_real_set_fmpq(interval.high, high);
                fmpq_poly_evaluate_fmpq(value, f, high);
                interval.high_open = fmpq_sgn(value) >= 0;
            }
            else
            {
                xp_real_set(interval.high, signs->root + k);
            }
            xp_interval_finding_add_interval(finding, &interval);
        }
    }
    fmpq_clear(value);
    xp_type_interval_clear(&interval);
    xp_signs_clear(signs);
    xp_piecewise_clear(piece);
}
