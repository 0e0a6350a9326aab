/* Random questions of existence about a model, so that every reduction is met. */
#include "random_question.h"

#include "tests/lib/random_scale.h"

#define B(property) XP_PROPERTY_BIT(XP_##property)

/* Each line of semantics.md section 5 several times, and sets that only a program decides. */
static const xp_properties_t sets[] = {
    /* one line at a time */
    B(DSIC), B(DSIC) | B(EPIR), B(DSIC) | B(EPIR) | B(WBB), B(DSIC) | B(EPIR) | B(EAWBB),
    B(DSIC) | B(EPIR) | B(EABB), B(EPIC) | B(EPIR) | B(WBB), B(EPIC) | B(WBB),
    B(DSIC) | B(EPIR) | B(WBB), B(EPIR) | B(WBB), B(EPIR) | B(EAWBB),
    /* interim */
    B(BIC) | B(IIR) | B(SBB), B(BIC) | B(IIR) | B(WBB), B(BIC) | B(IIR) | B(EABB),
    B(BIC) | B(IIR) | B(EAWBB), B(BIC) | B(IIR), B(BIC) | B(SBB), B(BIC) | B(EAIR) | B(SBB),
    B(BIC) | B(EAIR) | B(EABB), B(BIC) | B(EAIR) | B(WBB), B(BIC) | B(IIR) | B(SBB),
    B(BIC), B(IIR) | B(EAWBB), B(BIC) | B(IIR) | B(NPT) | B(EAWBB),
    /* two agents and exact balance */
    B(DSIC) | B(EPIR) | B(SBB), B(DSIC) | B(SBB), B(EPIC) | B(EPIR) | B(SBB),
    B(EPIC) | B(SBB), B(DSIC) | B(EPIR) | B(SBB), B(DSIC) | B(SBB) | B(NPT),
    /* the rest */
    B(BIC) | B(EPIR) | B(SBB), B(BIC) | B(EPIR) | B(WBB), B(DSIC) | B(IIR) | B(SBB),
    B(DSIC) | B(IIR) | B(EAWBB), B(DSIC) | B(EPIR) | B(NPT), B(DSIC) | B(EAIR) | B(WBB),
    B(BIC) | B(NPT) | B(SBB), B(DSIC) | B(NOPAY), B(BIC) | B(NOPAY), B(EPIR) | B(SBB),
    B(EPIR) | B(IIR) | B(EABB), B(EFF) | B(DSIC) | B(EPIR) | B(SBB),
    B(EFF) | B(BIC) | B(IIR) | B(SBB), B(EFF) | B(SBB), B(EFF) | B(NOPAY) | B(EPIC), B(WBB),
    B(NOPAY) | B(IIR), B(DSIC) | B(BIC) | B(EPIR) | B(IIR) | B(SBB) | B(EAWBB)};

/* How an objective is asked; no prior leaves worst-deficit alone. */
static void draw_objective(xp_question_t *question, const xp_ref_model_t ref, uint64_t *state)
{
    static const xp_objective_t expected[] = {
        XP_OBJECTIVE_REVENUE, XP_OBJECTIVE_PROFIT,  XP_OBJECTIVE_WELFARE,
        XP_OBJECTIVE_UTILITY, XP_OBJECTIVE_UTILITY, XP_OBJECTIVE_DEFICIT,
        XP_OBJECTIVE_PROFIT,  XP_OBJECTIVE_WORST_DEFICIT};

    question->objective = XP_OBJECTIVE_NONE;
    question->objective_agent = -1;
    question->maximise = 0;
    if (!xp_random_happens(state, 2))
        return;
    question->objective = ref->prior == XP_PRIOR_NONE
                              ? XP_OBJECTIVE_WORST_DEFICIT
                              : expected[xp_random_pick(state, 8)];
    if (question->objective == XP_OBJECTIVE_UTILITY && xp_random_happens(state, 2))
        question->objective_agent = xp_random_pick(state, ref->n);
    /* mostly in the direction in which the problem is bounded */
    if (question->objective != XP_OBJECTIVE_WORST_DEFICIT)
        question->maximise = (question->objective != XP_OBJECTIVE_DEFICIT)
                             != xp_random_happens(state, 6);
}

void xp_random_question(xp_question_t *question, const xp_ref_model_t ref, uint64_t *state)
{
    const xp_properties_t need_prior = B(BIC) | B(IIR) | B(EAIR) | B(EABB) | B(EAWBB);
    xp_properties_t set = 0;

    while (set == 0)
    {
        set = sets[xp_random_pick(state, (slong) (sizeof sets / sizeof sets[0]))];
        if (ref->prior == XP_PRIOR_NONE)
            set &= ~need_prior;
    }
    if (!ref->private && (set & B(DSIC)))
        set = (set & ~B(DSIC)) | B(EPIC);
    question->properties = set;
    question->deterministic = 0;
    draw_objective(question, ref, state);
}
