/* Sums over the others' types, in one arithmetic.  No guard: see num/number_int64.h. */

/* The weight of one outcome or lottery is added at a report. */
static void add_choice(XP_NUM *sum, const xp_rule_struct *rule, slong types, slong report,
                       slong choice, const XP_NUM *weight, const XP_NUM *whole)
{
    slong m = rule->outcome_count;
    slong b;
    XP_NUM_LOCAL(share);

    if (choice < m)
    {
        XP_NUM_ADDMUL(sum[choice * types + report], *weight, *whole);
        return;
    }
    for (b = 0; b < m; b++)
    {
        XP_NUM_GET(share, rule->lottery->entry[(choice - m) * m + b]);
        XP_NUM_ADDMUL(sum[b * types + report], *weight, share);
    }
    XP_NUM_DROP(share);
}

/*
 * The last agent is innermost.  prefix[j] is the product of the numerators of the agents
 * before j, agent left out, at the present digits.
 */
static xp_status_t count_weights(XP_NUM *sum, XP_NUM *prefix, slong *digit,
                                 const xp_environment_struct *environment,
                                 const xp_rule_struct *rule, slong agent,
                                 const xp_progress_t *progress, xp_error_t error)
{
    const slong last = environment->agent_count - 1;
    const xp_agent_struct *inner = environment->agent + last;
    const slong types = environment->agent[agent].type_count;
    const slong width = inner->type_count;
    const uint32_t *choice = rule->choice;
    slong told = 0;
    slong level = 0;
    slong t;
    XP_NUM_LOCAL(factor);
    XP_NUM_LOCAL(whole);

    XP_NUM_ONE(whole);
    if (rule->lottery_count > 0)
        XP_NUM_GET(whole, *rule->lottery->denominator);
    XP_NUM_ONE(prefix[0]);
    while (level >= 0)
    {
        for (; level < last; level++)
        {
            XP_NUM_SET(prefix[level + 1], prefix[level]);
            if (level == agent)
                continue;
            XP_NUM_GET(factor, environment->agent[level].probability->entry[digit[level]]);
            XP_NUM_MUL(prefix[level + 1], prefix[level + 1], factor);
        }
        if (XP_NUM_POSITIVE(prefix[last]) && agent == last)
            for (t = 0; t < width; t++)
                add_choice(sum, rule, types, t, choice[t], prefix + last, &whole);
        else if (XP_NUM_POSITIVE(prefix[last]))
            for (t = 0; t < width; t++)
            {
                XP_NUM_GET(factor, inner->probability->entry[t]);
                XP_NUM_MUL(factor, factor, prefix[last]);
                add_choice(sum, rule, types, digit[agent], choice[t], &factor, &whole);
            }
        choice += width;
        told += width;
        if (told >= XP_WEIGHTS_BLOCK)
        {
            told = 0;
            if (xp_progress_tick(progress, "interim probabilities",
                                 (uint64_t) (choice - rule->choice),
                                 (uint64_t) rule->choice_length))
            {
                xp_error_set(error, "stopped while adding up interim probabilities");
                return XP_STOPPED;
            }
        }
        for (level = last - 1;
             level >= 0 && ++digit[level] == environment->agent[level].type_count; level--)
            digit[level] = 0;
    }
    XP_NUM_DROP(whole);
    XP_NUM_DROP(factor);
    return XP_OK;
}

static xp_status_t count(fmpz *sum, const xp_environment_struct *environment,
                         const xp_rule_struct *rule, slong agent, const xp_progress_t *progress,
                         xp_error_t error)
{
    slong n = environment->agent_count;
    slong length = environment->agent[agent].type_count * rule->outcome_count;
    XP_NUM *number = XP_NUM_VEC(length);
    XP_NUM *prefix = XP_NUM_VEC(n);
    slong *digit = xp_calloc((size_t) n, sizeof(slong));
    xp_status_t status = count_weights(number, prefix, digit, environment, rule, agent,
                                       progress, error);
    slong k;

    for (k = 0; status == XP_OK && k < length; k++)
        XP_NUM_PUT(sum + k, number[k]);
    free(digit);
    XP_NUM_VEC_DROP(prefix, n);
    XP_NUM_VEC_DROP(number, length);
    return status;
}

static void multiply(fmpz *gain, const fmpz *weight, const fmpz *value, slong types,
                     slong outcomes)
{
    XP_NUM *share = XP_NUM_VEC(types * outcomes);
    XP_NUM *row = XP_NUM_VEC(types);
    slong b;
    slong r;
    slong t;
    XP_NUM_LOCAL(factor);

    for (r = 0; r < types * outcomes; r++)
        XP_NUM_GET(share[r], weight[r]);
    for (t = 0; t < types; t++)
    {
        for (r = 0; r < types; r++)
            XP_NUM_ZERO(row[r]);
        for (b = 0; b < outcomes; b++)
        {
            const XP_NUM *from = share + b * types;

            if (fmpz_is_zero(value + b * types + t))
                continue;
            XP_NUM_GET(factor, value[b * types + t]);
            for (r = 0; r < types; r++)
                XP_NUM_ADDMUL(row[r], from[r], factor);
        }
        for (r = 0; r < types; r++)
            XP_WEIGHTS_STORE(gain + t * types + r, row[r]);
    }
    XP_NUM_DROP(factor);
    XP_NUM_VEC_DROP(row, types);
    XP_NUM_VEC_DROP(share, types * outcomes);
}

const xp_weights_kernel_t XP_WEIGHTS_KERNEL = {count, multiply};
