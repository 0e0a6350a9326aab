/* The claim as a sentence. */
#include <stdio.h>

#include "verify/evidence.h"

static const char *const adjectives[] = {
    [XP_DSIC] = "DSIC",
    [XP_EPIC] = "ex-post incentive compatible",
    [XP_BIC] = "BIC",
    [XP_EPIR] = "ex-post IR",
    [XP_IIR] = "interim IR",
    [XP_EAIR] = "ex-ante IR",
    [XP_SBB] = "ex-post budget balanced",
    [XP_WBB] = "ex-post free of deficits",
    [XP_EABB] = "budget balanced in expectation",
    [XP_EAWBB] = "free of deficits in expectation",
    [XP_NPT] = "free of payments to agents",
    [XP_NOPAY] = "without payments",
    [XP_EFF] = "efficient",
    [XP_WMON] = "weakly monotone",
};

/* In the order of the claim. */
static const xp_row_kind_t order[] = {XP_DSIC, XP_EPIC, XP_BIC,   XP_EPIR, XP_IIR,
                                      XP_EAIR, XP_SBB,  XP_WBB,   XP_EABB, XP_EAWBB,
                                      XP_EFF,  XP_NPT,  XP_NOPAY, XP_WMON};

static void print_properties(const xp_claim_struct *claim)
{
    size_t k, left = 0;

    for (k = 0; k < sizeof order / sizeof *order; k++)
        left += (size_t) xp_claims(claim, order[k]);
    for (k = 0; k < sizeof order / sizeof *order; k++)
        if (xp_claims(claim, order[k]))
        {
            fputs(adjectives[order[k]], stdout);
            left--;
            fputs(left > 1 ? ", " : left == 1 ? " and " : "", stdout);
        }
}

/* The rule of which the claim speaks, behind `with` or as a subject; no free rule. */
static const char *name_rule(const xp_claim_struct *claim)
{
    static const char *const names[] = {
        [XP_FIRST] = "the efficient rule, ties to the first outcome,",
        [XP_LAST] = "the efficient rule, ties to the last outcome,",
        [XP_LOTTERY] = "the efficient rule, ties by a uniform lottery,",
        [XP_OTHER] = "the stated rule",
    };

    return names[claim->rule];
}

/* Behind `mechanism`, one or several: the rule. */
static void print_rule(const xp_environment_t environment, const xp_claim_struct *claim)
{
    int one = claim->kind == XP_SATISFIES || claim->kind == XP_VIOLATES;

    if (environment->reduced)
        return;
    if (claim->rule != XP_FREE)
        printf(" with %s", name_rule(claim));
    else
        printf("%s%s", one ? "" : " with any rule",
               claim->deterministic ? " without lotteries" : "");
}

/* The words for one mechanism, or for the rule when the claim is about the rule alone. */
static void print_subject(const xp_environment_t environment, const xp_claim_struct *claim)
{
    const unsigned int rule_alone = 1U << XP_EFF | 1U << XP_WMON;

    if (environment->reduced)
        fputs(claim->kind == XP_SATISFIES
                  ? "there is a mechanism with these interim payments that"
                  : "a mechanism with these interim payments",
              stdout);
    else if ((claim->properties & ~rule_alone) != 0)
    {
        fputs("This mechanism", stdout);
        print_rule(environment, claim);
    }
    else if (claim->rule == XP_FREE)
        printf("This rule%s", claim->deterministic ? " without lotteries" : "");
    else
        printf("T%s", name_rule(claim) + 1);
    fputs(claim->kind == XP_SATISFIES ? " is " : " is not ", stdout);
}

static void print_objective(const xp_environment_t environment, const xp_claim_struct *claim)
{
    static const char *const names[] = {
        [XP_REVENUE] = "expected revenue",
        [XP_PROFIT] = "expected profit",
        [XP_WELFARE] = "expected welfare",
        [XP_UTILITY] = "expected utility of all agents",
        [XP_UTILITY_OF] = "expected utility of agent",
        [XP_DEFICIT] = "expected deficit",
        [XP_WORST_DEFICIT] = "deficit at the worst profile",
    };

    fputs(names[claim->objective], stdout);
    if (claim->objective == XP_UTILITY_OF)
        printf(" \"%s\"", environment->agent[claim->agent].name);
    fputs(" of a mechanism", stdout);
    print_rule(environment, claim);
    fputs(" that is ", stdout);
    print_properties(claim);
}

static void print_implementable(const xp_environment_t environment, const xp_claim_struct *claim)
{
    int exist = claim->kind == XP_IMPLEMENTABLE;

    printf("%s under which %s is ",
           environment->reduced ? (exist ? "payments exist" : "there are no payments")
                                : (exist ? "Payments exist" : "There are no payments"),
           environment->reduced ? "the rule" : name_rule(claim));
    fputs(adjectives[claim->interim                ? XP_BIC
                     : environment->interdependent ? XP_EPIC
                                                   : XP_DSIC],
          stdout);
}

void xp_print_claim(const xp_environment_t environment, const xp_claim_struct *claim)
{
    int reduced = environment->reduced;

    if (reduced)
        fputs("For these interim tables, ", stdout);
    switch (claim->kind)
    {
    case XP_SATISFIES:
    case XP_VIOLATES:
        print_subject(environment, claim);
        print_properties(claim);
        break;
    case XP_IMPOSSIBLE:
        fputs(reduced ? "no mechanism" : "No mechanism", stdout);
        print_rule(environment, claim);
        fputs(" is ", stdout);
        print_properties(claim);
        break;
    case XP_OPTIMUM:
        printf("%che %s ", reduced ? 't' : 'T', claim->maximum ? "largest" : "least");
        print_objective(environment, claim);
        gmp_printf(" is %Qd", claim->value);
        break;
    case XP_UNBOUNDED:
        printf("%che ", reduced ? 't' : 'T');
        print_objective(environment, claim);
        printf(" has no %s value, and such mechanisms exist",
               claim->maximum ? "largest" : "least");
        break;
    case XP_GROVES_BALANCE:
        fputs("These Groves payments balance the budget at every profile", stdout);
        break;
    case XP_GROVES_NO_BALANCE:
        fputs("No Groves payments balance the budget at every profile", stdout);
        break;
    case XP_IMPLEMENTABLE:
    case XP_NOT_IMPLEMENTABLE:
        print_implementable(environment, claim);
        break;
    case XP_CLAIM_KINDS:
        break;
    }
    puts(reduced ? "." : " in this environment.");
}
