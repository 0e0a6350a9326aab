/* Interim values of mechanisms as text, by each way of finding them: for tests/rule/interim.py. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expost/check/check.h>
#include <expost/rule/expectations.h>
#include <expost/rule/mechanism.h>
#include <expost/text/read.h>

/*
 * A line of standard input is a job: WAY MECHANISM IR FILE.  WAY is `listed` (as the program
 * does it), `profiles` (the expectations asked here go through the profiles) or `convolution`
 * (no profile is listed); IR is `interim`, `ex-post`, `ex-ante` or `default`.  MECHANISM may
 * begin with `half:`, for half its payments, so that there are lies that pay.
 */
typedef struct
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_expectations_t expectations;
} job_t;

static xp_ir_t ir_of(const char *word)
{
    if (strcmp(word, "interim") == 0)
        return XP_IR_INTERIM;
    if (strcmp(word, "ex-post") == 0)
        return XP_IR_EX_POST;
    return strcmp(word, "ex-ante") == 0 ? XP_IR_EX_ANTE : XP_IR_DEFAULT;
}

static void print_number(const fmpq_t number)
{
    char *text = fmpq_get_str(NULL, 10, number);

    printf(" %s", text);
    flint_free(text);
}

/* Whether the call ended well; says on a line of its own what it ended with, otherwise. */
static int went(xp_status_t status, const char *what, xp_error_t error)
{
    const char *word = status == XP_LIMIT     ? "limit"
                       : status == XP_REFUSED ? "refused"
                       : status == XP_INPUT   ? "input"
                                              : "other";

    if (status != XP_OK)
        printf("%s %s %s\n", word, what, error->message == NULL ? "" : error->message);
    return status == XP_OK;
}

/* Adds factor times the terms of a payment to the sum. */
static void add_terms(xp_payments_t sum, const xp_payment_struct *payment, slong factor)
{
    for (slong e = 0; e < payment->count; e++)
    {
        const xp_term_struct *from = payment->term + e;
        xp_term_struct *term = xp_payments_add_term(sum, 0, from->kind, from->agent);

        fmpq_mul_si(term->coefficient, from->coefficient, factor);
        xp_table_set(term->table, from->table);
        term->function = from->function;
    }
}

static xp_status_t build(job_t *job, const char *name, const char *ir, xp_error_t error)
{
    int half = strncmp(name, "half:", 5) == 0;
    xp_status_t status = xp_mechanism_build(job->mechanism, job->model, name + (half ? 5 : 0),
                                            NULL, ir_of(ir), NULL, error);

    for (slong i = 0; status == XP_OK && half && i < job->mechanism->payments->agent_count; i++)
    {
        xp_payment_struct *payment = job->mechanism->payments->payment + i;

        for (slong e = 0; e < payment->count; e++)
            fmpq_div_2exp(payment->term[e].coefficient, payment->term[e].coefficient, 1);
    }
    return status;
}

/* What a mean is asked of: the agent's payment, or utility, or outside option. */
typedef enum
{
    ASK_PAYMENT,
    ASK_UTILITY,
    ASK_OUTSIDE
} ask_t;

static void set_sum(xp_payments_t sum, const job_t *job, ask_t ask, slong agent)
{
    xp_payments_set_zero(sum, 1);
    if (ask == ASK_PAYMENT)
        add_terms(sum, job->mechanism->payments->payment + agent, 1);
    else if (ask == ASK_UTILITY)
    {
        xp_payments_add_term(sum, 0, XP_TERM_VALUE, agent);
        add_terms(sum, job->mechanism->payments->payment + agent, -1);
    }
    else
        xp_payments_add_term(sum, 0, XP_TERM_OUTSIDE, agent);
}

/* One line for each type: agent, type, payment, utility, the probability of each outcome. */
static void print_types(job_t *job, slong agent, xp_error_t error)
{
    const xp_environment_struct *environment = job->model->environment;
    slong k = environment->agent[agent].type_count;
    fmpq *payment = _fmpq_vec_init(k);
    fmpq *utility = _fmpq_vec_init(k);
    const xp_table_struct *weight = NULL;
    xp_payments_t sum;
    fmpq_t number;
    int good = 1;

    xp_payments_init(sum);
    fmpq_init(number);
    for (int ask = 0; ask < 2 && good; ask++)
    {
        set_sum(sum, job, ask == 0 ? ASK_PAYMENT : ASK_UTILITY, agent);
        good = went(xp_expectations_of(ask == 0 ? payment : utility, job->expectations,
                                       sum->payment, agent, NULL, error),
                    "expectations", error);
    }
    good = good
           && went(xp_expectations_weights(&weight, job->expectations, agent, NULL, error),
                   "weights", error);
    for (slong t = 0; t < k && good; t++)
    {
        printf("type %ld %ld", (long) agent, (long) t);
        print_number(payment + t);
        print_number(utility + t);
        for (slong a = 0; a < environment->outcome_count; a++)
        {
            xp_table_get_fmpq(number, weight, a * k + t);
            print_number(number);
        }
        printf("\n");
    }
    fmpq_clear(number);
    xp_payments_clear(sum);
    _fmpq_vec_clear(utility, k);
    _fmpq_vec_clear(payment, k);
}

/* Before types are known: payment, utility and outside option of each agent. */
static void print_ex_ante(job_t *job, slong agent, xp_error_t error)
{
    static const ask_t asked[3] = {ASK_PAYMENT, ASK_UTILITY, ASK_OUTSIDE};
    static const char *const word[3] = {"payment", "utility", "outside"};
    xp_payments_t sum;
    fmpq_t mean;

    xp_payments_init(sum);
    fmpq_init(mean);
    for (int e = 0; e < 3; e++)
    {
        set_sum(sum, job, asked[e], agent);
        if (!went(xp_expectations_of(mean, job->expectations, sum->payment, -1, NULL, error),
                  word[e], error))
            continue;
        printf("%s %ld", word[e], (long) agent);
        print_number(mean);
        printf("\n");
    }
    fmpq_clear(mean);
    xp_payments_clear(sum);
}

static void print_place(const xp_place_struct *place)
{
    printf(" | %ld %ld %ld", (long) place->agent, (long) place->type, (long) place->report);
    print_number(place->slack);
    print_number(place->difference);
}

/* One line for each property: verdict, counts, where the slack is least, the first violation. */
static void print_findings(const job_t *job, xp_error_t error)
{
    static const xp_property_t asked[5] = {XP_BIC, XP_IIR, XP_EAIR, XP_EABB, XP_EAWBB};

    for (int p = 0; p < 5; p++)
    {
        xp_findings_t findings;
        const xp_finding_struct *finding;

        xp_findings_init(findings);
        if (went(xp_check(findings, job->mechanism, asked + p, 1, NULL, NULL, error),
                 xp_property_info(asked[p])->name, error))
        {
            finding = findings->finding;
            printf("%s %s ", xp_property_info(asked[p])->name,
                   finding->answer == XP_HOLDS ? "holds" : "fails");
            fmpz_print(finding->checked);
            printf(" ");
            fmpz_print(finding->skipped);
            printf(" ");
            fmpz_print(finding->violations);
            if (finding->has_slack)
                print_place(&finding->at);
            if (finding->answer == XP_FAILS)
                print_place(&finding->witness);
            printf("\n");
        }
        xp_findings_clear(findings);
    }
}

static void run(job_t *job, const char *way, const char *name, const char *ir, const char *path)
{
    xp_read_options_t options;
    xp_errors_t errors;
    xp_error_t error;

    xp_read_options_init(&options);
    xp_errors_init(errors);
    xp_error_init(error);
    if (strcmp(way, "convolution") == 0)
        options.profiles_limit = 1;
    if (xp_model_read_file(job->model, path, &options, errors) != XP_OK)
        printf("input model %s\n", errors->count > 0 ? errors->error->message : "");
    else if (went(build(job, name, ir, error), "mechanism", error))
    {
        xp_expectations_init(job->expectations, job->model->environment, job->mechanism->rule);
        if (strcmp(way, "profiles") == 0)
            job->expectations->way = XP_WAY_PROFILES;
        for (slong i = 0; i < job->model->environment->agent_count; i++)
        {
            print_types(job, i, error);
            print_ex_ante(job, i, error);
        }
        print_findings(job, error);
        xp_expectations_clear(job->expectations);
    }
    xp_error_clear(error);
    xp_errors_clear(errors);
}

int main(void)
{
    char way[16];
    char name[64];
    char ir[16];
    char path[1024];

    while (scanf("%15s %63s %15s %1023s", way, name, ir, path) == 4)
    {
        job_t job;

        xp_model_init(job.model);
        xp_mechanism_init(job.mechanism);
        run(&job, way, name, ir, path);
        printf("end\n");
        xp_mechanism_clear(job.mechanism);
        xp_model_clear(job.model);
    }
    flint_cleanup();
    return 0;
}
