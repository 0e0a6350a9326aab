/* The Cramton-Gibbons-Klemperer sum: its sign, 1,000 digits, and 100 digits against PARI. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <expost/base/memory.h>
#include <expost/cont/partnership.h>

#define RUNS 7
#define AGENTS 20

static double now(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return (double) usage.ru_utime.tv_sec + (double) usage.ru_stime.tv_sec
           + 1e-6 * ((double) usage.ru_utime.tv_usec + (double) usage.ru_stime.tv_usec);
}

static void must(int good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "p_cgk: %s\n", what);
    exit(1);
}

static void report(const char *name, double ratio, double target)
{
    printf("bench %s ratio %.2f target %.2f %s\n", name, ratio, target,
           ratio >= target ? "pass" : "below");
    fflush(stdout);
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *) a;
    double y = *(const double *) b;

    return (x > y) - (x < y);
}

static double median(double *time, int count)
{
    qsort(time, (size_t) count, sizeof(double), compare_doubles);
    return time[count / 2];
}

/* n different shares with no pattern. */
static void set_partners(xp_partnership_t p, slong n, const xp_distribution_struct *cdf)
{
    slong weight[AGENTS];
    slong total = 0;
    fmpq_t share;
    slong i;
    slong j;

    fmpq_init(share);
    xp_partnership_init(p);
    p->n = n;
    p->distribution = xp_calloc((size_t) n, sizeof(xp_distribution_struct *));
    p->share = xp_real_vec_init(n);
    for (i = 0; i < n; i++)
    {
        weight[i] = 7 + (42 * (i + 1) + 11 * i * i) % 101;
        for (j = 0; j < i; j++)
            if (weight[j] == weight[i])
            {
                weight[i]++;
                j = -1;
            }
        total += weight[i];
    }
    for (i = 0; i < n; i++)
    {
        p->distribution[i] = cdf;
        fmpq_set_si(share, weight[i], (ulong) total);
        xp_real_set_fmpq(p->share + i, share);
    }
    fmpq_clear(share);
}

/* Seconds for the sign, everything included; several in a row, for the clock's sake. */
static double time_sign(const xp_partnership_t p)
{
    double time[RUNS];
    xp_dissolve_options_t options;
    xp_error_t error;
    int run;
    int k;

    xp_error_init(error);
    xp_dissolve_options_init(&options);
    options.sign_only = 1;
    for (run = 0; run < RUNS; run++)
    {
        double start = now();

        for (k = 0; k < 20; k++)
        {
            xp_dissolution_t d;

            xp_dissolution_init(d);
            must(xp_dissolve(d, p, &options, error) == XP_OK && d->answer != XP_UNDECIDED,
                 "no sign");
            xp_dissolution_clear(d);
        }
        time[run] = (now() - start) / 20;
    }
    xp_error_clear(error);
    return median(time, RUNS);
}

/* Seconds for the sum to so many digits, everything included. */
static double time_sum(arb_t sum, const xp_partnership_t p, slong digits, int repeat)
{
    double time[RUNS];
    slong precision = digits * 3322 / 1000 + 8;
    arb_ptr share = _arb_vec_init(p->n);
    int run;
    int k;
    slong i;

    for (run = 0; run < RUNS; run++)
    {
        double start = now();

        for (k = 0; k < repeat; k++)
        {
            xp_evaluator_struct *evaluator = xp_evaluator_new(p);

            for (i = 0; i < p->n; i++)
                xp_real_get_arb(share + i, p->share + i, precision + 64);
            xp_evaluator_sum(sum, NULL, evaluator, share, precision);
            xp_evaluator_free(evaluator);
        }
        time[run] = (now() - start) / repeat;
    }
    must(arb_rel_accuracy_bits(sum) >= precision - 32, "too few digits");
    _arb_vec_clear(share, p->n);
    return median(time, RUNS);
}

static void set_polynomial(xp_distribution_t cdf, const char *text)
{
    xp_pool_t pool;
    xp_error_t error;
    fmpq_poly_t f;
    fmpq *knot = _fmpq_vec_init(2);
    const xp_expression_struct *piece;
    const xp_expression_struct *t;
    fmpq_t coefficient;
    slong place;
    slong j;

    xp_pool_init(pool);
    xp_error_init(error);
    fmpq_poly_init(f);
    fmpq_init(coefficient);
    fmpq_set_si(knot + 1, 1, 1);
    must(fmpq_poly_set_str(f, text) == 0, "no polynomial");
    piece = xp_expression_constant_si(pool, 0, 1);
    t = xp_expression_type(pool, 0);
    for (j = fmpq_poly_degree(f); j >= 0; j--)
    {
        fmpq_poly_get_coeff_fmpq(coefficient, f, j);
        piece = xp_expression_binary(pool, XP_EXPRESSION_MUL, piece, t);
        piece = xp_expression_binary(pool, XP_EXPRESSION_ADD, piece,
                                     xp_expression_constant(pool, coefficient));
    }
    must(xp_distribution_set_cdf(cdf, knot, &piece, 1, &place, error) == XP_OK, "no cdf");
    xp_pool_clear(pool);
    xp_error_clear(error);
    fmpq_poly_clear(f);
    fmpq_clear(coefficient);
    _fmpq_vec_clear(knot, 2);
}

static void set_named(xp_distribution_t cdf, xp_distribution_kind_t kind, slong p, ulong q)
{
    fmpq *number = _fmpq_vec_init(3);
    xp_error_t error;

    xp_error_init(error);
    fmpq_set_si(number, p, q);
    fmpq_set_si(number + 2, 1, 1);
    must(xp_distribution_set_named(cdf, kind, number, p != 0, number + 1, number + 2, error)
             == XP_OK,
         "no distribution");
    xp_error_clear(error);
    _fmpq_vec_clear(number, 3);
}

/* The slowest of n = 2 to 20 counts. */
static void bench_polynomial(const char *name, const xp_distribution_t cdf, double *worst_sign,
                             double *worst_sum)
{
    static const slong sizes[] = {2, 3, 5, 8, 12, 16, 20};
    size_t k;

    for (k = 0; k < sizeof(sizes) / sizeof(sizes[0]); k++)
    {
        xp_partnership_t p;
        arb_t sum;
        double sign;
        double digits;

        arb_init(sum);
        set_partners(p, sizes[k], cdf);
        sign = time_sign(p);
        digits = time_sum(sum, p, 1000, 3);
        printf("%s n %ld: sign %.1f us, 1000 digits %.3f ms\n", name, (long) sizes[k],
               1e6 * sign, 1e3 * digits);
        *worst_sign = sign > *worst_sign ? sign : *worst_sign;
        *worst_sum = digits > *worst_sum ? digits : *worst_sum;
        xp_partnership_clear(p);
        arb_clear(sum);
    }
}

/*
 * PARI computes the same sum for two truncated exponentials, 100 digits: worst-off types by solve,
 * integrals by intnum.  It prints milliseconds for 50 rounds, then the number.
 */
static int run_pari(double *seconds, char *number, size_t room)
{
    static const char script[]
        = "default(realprecision,100);l=3/2;c=1/(1-exp(-l));r=[1/5,4/5];\n"
          "F(x)=c*(1-exp(-l*x));\n"
          "S()={my(s=1+intnum(x=0,1,F(x)^2),v);for(i=1,2,v=solve(x=0,1,F(x)-r[i]);"
          "s=s-v*r[i]-intnum(x=v,1,F(x)));s};\n"
          "S();t=getabstime();for(k=1,50,z=S());print(getabstime()-t);print(z);";
    char command[1024];
    double milliseconds = 0;
    int good;
    FILE *pipe;

    snprintf(command, sizeof(command),
             "command -v gp >/dev/null && printf '%%s\\n' '%s' | gp -q -f", script);
    pipe = popen(command, "r");
    if (pipe == NULL)
        return 0;
    good = fscanf(pipe, "%lf", &milliseconds) == 1 && fgets(number, (int) room, pipe) != NULL
           && fgets(number, (int) room, pipe) != NULL;
    pclose(pipe);
    number[strcspn(number, "\n")] = '\0';
    *seconds = milliseconds / 1000 / 50;
    return good;
}

static void bench_exponential(void)
{
    xp_distribution_t cdf;
    xp_partnership_t p;
    fmpq_t share;
    arb_t sum;
    arb_t other;
    char number[512];
    double ours;
    double theirs = 0;

    fmpq_init(share);
    arb_init(sum);
    arb_init(other);
    xp_distribution_init(cdf);
    set_named(cdf, XP_DISTRIBUTION_EXPONENTIAL, 3, 2);
    set_partners(p, 2, cdf);
    fmpq_set_si(share, 1, 5);
    xp_real_set_fmpq(p->share, share);
    fmpq_set_si(share, 4, 5);
    xp_real_set_fmpq(p->share + 1, share);
    ours = time_sum(sum, p, 100, 20);
    printf("exponential n 2: 100 digits %.3f ms\n", 1e3 * ours);
    if (run_pari(&theirs, number, sizeof(number)))
    {
        must(arb_set_str(other, number, 400) == 0, "PARI printed no number");
        arb_sub(other, other, sum, 400);
        must(mag_cmp_2exp_si(arb_radref(other), -300) < 0
                 && arf_cmpabs_2exp_si(arb_midref(other), -300) < 0,
             "PARI's sum is another");
        printf("PARI: %.3f ms\n", 1e3 * theirs);
        report("cgk-exponential-100", theirs / ours, 10);
    }
    else
        printf("bench cgk-exponential-100: PARI (gp) is not installed\n");
    fmpq_clear(share);
    arb_clear(sum);
    arb_clear(other);
    xp_partnership_clear(p);
    xp_distribution_clear(cdf);
}

int main(void)
{
    double sign = 0;
    double sum = 0;
    xp_distribution_t cdf;

    xp_distribution_init(cdf);
    set_named(cdf, XP_DISTRIBUTION_UNIFORM, 0, 1);
    bench_polynomial("uniform", cdf, &sign, &sum);
    set_named(cdf, XP_DISTRIBUTION_TRIANGULAR, 1, 3);
    bench_polynomial("triangular", cdf, &sign, &sum);
    set_polynomial(cdf, "4  0 0 3 -2");
    bench_polynomial("cubic", cdf, &sign, &sum);
    printf("cgk-sign: %.6f s (0.001 s allowed)\n", sign);
    report("cgk-sign", 0.001 / sign, 1);
    printf("cgk-1000-digits: %.6f s (0.01 s allowed)\n", sum);
    report("cgk-1000-digits", 0.01 / sum, 1);
    xp_distribution_clear(cdf);
    bench_exponential();
    return 0;
}
