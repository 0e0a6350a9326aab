/* The claim about continuous types as a sentence. */
#include <stdio.h>

#include "verify/continuous.h"

/* "6x^2 - 6x + 1". */
static void print_polynomial(const xp_polynomial_t f)
{
    size_t k;

    for (k = f->count; k-- > 0;)
    {
        int sign = mpz_sgn(f->at[k]), one = mpz_cmpabs_ui(f->at[k], 1) == 0;
        mpz_t size;

        if (sign == 0)
            continue;
        fputs(k + 1 == f->count ? (sign < 0 ? "-" : "") : sign < 0 ? " - " : " + ", stdout);
        mpz_init(size);
        mpz_abs(size, f->at[k]);
        if (k == 0 || !one)
            gmp_printf("%Zd", size);
        mpz_clear(size);
        if (k > 1)
            printf("x^%zu", k);
        else if (k == 1)
            putchar('x');
    }
}

static void print_share(const xp_interval_agent_t *agent, mpq_srcptr low, mpq_srcptr high)
{
    if (agent->share == XP_SHARE_NUMBER)
        gmp_printf("%Qd", agent->slope);
    else if (agent->share == XP_SHARE_REST)
        fputs("the rest", stdout);
    else
    {
        fputs("the root of ", stdout);
        print_polynomial(agent->root->polynomial);
        gmp_printf(" between %Qd and %Qd", low, high);
    }
}

static void print_shares(const xp_continuous_t continuous)
{
    size_t i;
    int rational = 1;

    for (i = 0; i < continuous->agents; i++)
        rational &= continuous->agent[i].share == XP_SHARE_NUMBER;
    fputs(rational ? "" : "(", stdout);
    for (i = 0; i < continuous->agents; i++)
    {
        const xp_interval_agent_t *agent = &continuous->agent[i];

        fputs(i == 0 ? "" : ", ", stdout);
        print_share(agent, agent->stated->low, agent->stated->high);
    }
    fputs(rational ? "" : ")", stdout);
}

static void print_subsidy(const xp_continuous_t continuous)
{
    static const char *const problems[] = {
        [XP_GOOD] = "efficient allocation of the good",
        [XP_PARTNERSHIP] = "efficient dissolution of the partnership with shares ",
        [XP_PROJECT] = "the efficient choice between the two outcomes",
    };
    const xp_range_struct *subsidy = continuous->subsidy;

    printf("the least expected subsidy for BIC and interim IR with %s",
           problems[continuous->problem]);
    if (continuous->problem == XP_PARTNERSHIP)
        print_shares(continuous);
    if (mpq_equal(subsidy->low, subsidy->high))
        gmp_printf(" is %Qd", subsidy->low);
    else
        gmp_printf(" lies between %Qd and %Qd", subsidy->low, subsidy->high);
}

void xp_print_continuous(const xp_continuous_t continuous)
{
    fputs(continuous->has_formula ? "If the formulas are distribution functions, "
                                  : "For these distributions ",
          stdout);
    if (continuous->claim == XP_SUBSIDY)
        print_subsidy(continuous);
    else
    {
        fputs("the partnership with shares ", stdout);
        print_shares(continuous);
        fputs(continuous->claim == XP_DISSOLVABLE
                  ? " can be dissolved efficiently: a mechanism with the efficient rule is BIC, "
                    "interim IR and ex-post budget balanced"
                  : " cannot be dissolved efficiently: no mechanism with the efficient rule is "
                    "BIC, interim IR and ex-post budget balanced",
              stdout);
    }
    puts(".");
}
