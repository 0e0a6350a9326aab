/*
 * The words of the contracts in the int64_t kernels.  Only Frama-C reads this file, and the
 * contracts, which are comments of src; check.sh puts it before each source.
 */
#include <stdint.h>

/*
 * The constants stand for any integers: a contract holds for all that meet its premise.
 * The premises are what chooses the tier.  2^62 is where an fmpz stops being its own value.
 *
 *   value_bound      of values over the common denominator
 *   payment_bound    of payments over it
 *     src/check/lines.c, set_scales: lines->bound = 2 * (outcome_scale * 2^bits of the values
 *     + payment_scale * the bound of the strip), and 4 * (...) without payments; for
 *     compare_reports src/check/interim.c, set_factors: 2 * (the weights' denominator * 2^bits
 *     of the values + 2^bits of the expected payments);
 *     xp_tier_for: XP_TIER_INT64 when that has at most 62 bits
 *   utility_bound    of a value less a payment; weight_bound of the weights of one line, and
 *   sum_bound        of the sums over the lines before
 *     the same, times weight_total: src/check/interim.c, find_matrix
 *   entry_bound      of entries; scale_bound of what they are multiplied by; sum_bound as above
 *     src/check/efficiency.c, set_scales: the sum over agents of value_scale * 2^bits;
 *     src/rule/sweep.c, widen_bound: the sum over the axes of the largest entries
 *   length_bound     of edges: 2^bits of the entries
 *   distance_bound   of distances: 2 * length_bound * (2 * nodes + 2)
 *     src/graph/passes.h and xp_passes_are_short: 2^bits (2 nodes + 2) 4 < 2^62
 *
 * Not proved: that the functions which fill these arrays keep to the bounds (they call FLINT),
 * fill_prices (its selections by bits), and for graphs that distances stay within
 * distance_bound over the passes: relax_dense is one step.
 */
/*@ axiomatic bounds
    {
      logic integer value_bound;
      logic integer payment_bound;
      logic integer utility_bound;
      logic integer weight_bound;
      logic integer sum_bound;
      logic integer entry_bound;
      logic integer scale_bound;
      logic integer length_bound;
      logic integer distance_bound;
    }

    predicate below_limit(integer x) = x < 0x4000000000000000;

    predicate two_utilities = 0 <= value_bound && 0 <= payment_bound
      && below_limit(2 * (value_bound + payment_bound));

    predicate four_values = 0 <= value_bound && below_limit(4 * value_bound);

    predicate weighted_utilities = 0 <= value_bound && 0 <= payment_bound
      && value_bound + payment_bound <= utility_bound && below_limit(utility_bound)
      && 0 <= weight_bound && 0 <= sum_bound
      && below_limit(sum_bound + weight_bound * utility_bound);

    predicate scaled_entries = 0 <= entry_bound && 0 <= scale_bound && 0 <= sum_bound
      && below_limit(sum_bound + scale_bound * entry_bound);

    predicate added_entries = 0 <= entry_bound && 0 <= sum_bound
      && below_limit(sum_bound + entry_bound);

    predicate short_walks = 0 <= length_bound && 0 <= distance_bound
      && below_limit(2 * length_bound + distance_bound);

    predicate bounded(integer x, integer bound) = -bound <= x <= bound;

    predicate within(int64_t *x, integer n, integer bound) =
      \forall integer k; 0 <= k < n ==> -bound <= x[k] <= bound;
 */
