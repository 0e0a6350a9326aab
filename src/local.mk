# The library and the program: one block for each room, files in alphabetical order.

nobase_include_HEADERS = \
	include/expost/base/error.h \
	include/expost/base/memory.h \
	include/expost/base/nearest.h \
	include/expost/base/progress.h \
	include/expost/base/status.h \
	include/expost/base/string.h \
	include/expost/check/check.h \
	include/expost/check/property.h \
	include/expost/graph/cycle.h \
	include/expost/model/environment.h \
	include/expost/model/mechanism.h \
	include/expost/model/mechanism_name.h \
	include/expost/model/model.h \
	include/expost/model/payments.h \
	include/expost/model/profiles.h \
	include/expost/model/rule.h \
	include/expost/num/compat.h \
	include/expost/num/rat.h \
	include/expost/num/table.h \
	include/expost/num/tier.h \
	include/expost/render/sheet.h \
	include/expost/rule/allocation.h \
	include/expost/rule/balance.h \
	include/expost/rule/interim.h \
	include/expost/rule/mechanism.h \
	include/expost/rule/payment.h \
	include/expost/text/read.h \
	include/expost/text/write.h

lib_LTLIBRARIES += libexpost.la
libexpost_la_LDFLAGS = -version-info 0:0:0 -no-undefined -export-symbols-regex '^xp_'

libexpost_la_SOURCES = \
	src/base/error.c \
	src/base/memory.c \
	src/base/nearest.c \
	src/base/progress.c \
	src/base/share.c \
	src/base/share.h \
	src/base/string.c \
	src/model/environment.c \
	src/model/lotteries.c \
	src/model/mechanism.c \
	src/model/mechanism_name.c \
	src/model/model.c \
	src/model/payments.c \
	src/model/profiles.c \
	src/model/rule.c \
	src/num/bits.c \
	src/num/bits.h \
	src/num/rat.c \
	src/num/table.c \
	src/num/tier.c

# text
libexpost_la_SOURCES += \
	src/text/ast.c \
	src/text/ast.h \
	src/text/brackets.c \
	src/text/brackets.h \
	src/text/build.c \
	src/text/complain.c \
	src/text/document.c \
	src/text/letters.c \
	src/text/letters.h \
	src/text/lex.l \
	src/text/lines.c \
	src/text/parse.y \
	src/text/remedies.c \
	src/text/syntax.h \
	src/text/words.c \
	src/text/write.c \
	src/text/write_impl.h \
	src/text/write_tree.c

# text: from the tree to the model
libexpost_la_SOURCES += \
	src/text/branch.c \
	src/text/build_agents.c \
	src/text/build_environment.c \
	src/text/build_joint.c \
	src/text/build_outcomes.c \
	src/text/build_payments.c \
	src/text/build_prior.c \
	src/text/build_rule.c \
	src/text/build_tuples.c \
	src/text/build_types.c \
	src/text/build_value.c \
	src/text/code.h \
	src/text/compile.c \
	src/text/compile.h \
	src/text/compile_body.c \
	src/text/compile_choice.c \
	src/text/compile_condition.c \
	src/text/compile_type.c \
	src/text/csv.c \
	src/text/csv.h \
	src/text/evaluate.c \
	src/text/file.c \
	src/text/file.h \
	src/text/fill.c \
	src/text/formula.c \
	src/text/listing.h \
	src/text/names.c \
	src/text/names.h \
	src/text/parameters.c \
	src/text/profile.c \
	src/text/read.c \
	src/text/reader.h \
	src/text/resolve.c \
	src/text/sets.c \
	src/text/sets.h \
	src/text/source.c \
	src/text/source.h \
	src/text/tables.c \
	src/text/tables.h \
	src/text/tables_block.c \
	src/text/tables_profile.c

# rule
libexpost_la_SOURCES += \
	src/rule/allocation.c \
	src/rule/balance.c \
	src/rule/balanced_groves.c \
	src/rule/cyclic.c \
	src/rule/dagv.c \
	src/rule/groves.c \
	src/rule/interim.c \
	src/rule/ir_vcg.c \
	src/rule/kinds.c \
	src/rule/layer.c \
	src/rule/layer.h \
	src/rule/lists.c \
	src/rule/mechanism.c \
	src/rule/needs.c \
	src/rule/payment.c \
	src/rule/pivot.c \
	src/rule/rebalance.c \
	src/rule/rule_impl.h \
	src/rule/sweep.c \
	src/rule/sweep.h \
	src/rule/sweep_fmpz.c \
	src/rule/sweep_int128.c \
	src/rule/sweep_int64.c \
	src/rule/sweep_kernel.h \
	src/rule/walk.c \
	src/rule/walk.h

# issue 6, efficient rule and cubes: rule
libexpost_la_SOURCES += \
	src/rule/cubes.h \
	src/rule/cubes_fmpz.c \
	src/rule/cubes_int128.c \
	src/rule/cubes_int64.c \
	src/rule/cubes_kernel.h \
	src/rule/sweep_int64_avx2.c \
	src/rule/sweep_int64_avx512.c \
	src/rule/sweep_job.h

# graph, check
libexpost_la_SOURCES += \
	src/check/bayes.c \
	src/check/budget.c \
	src/check/by_line.c \
	src/check/by_line.h \
	src/check/check.c \
	src/check/efficiency.c \
	src/check/findings.c \
	src/check/findings.h \
	src/check/incentives.c \
	src/check/inquiry.c \
	src/check/inquiry.h \
	src/check/interim.c \
	src/check/interim.h \
	src/check/kernel.c \
	src/check/kernel.h \
	src/check/kernel_fmpz.c \
	src/check/kernel_incentives.h \
	src/check/kernel_int128.c \
	src/check/kernel_int64.c \
	src/check/kernel_int64_avx2.c \
	src/check/kernel_int64_avx512.c \
	src/check/kernel_interim.h \
	src/check/kernel_line.h \
	src/check/kernel_monotone.h \
	src/check/kernel_profiles.h \
	src/check/kernel_source.h \
	src/check/lines.c \
	src/check/lines.h \
	src/check/means.c \
	src/check/monotone.c \
	src/check/property.c \
	src/check/scan.c \
	src/check/scan.h \
	src/check/sums.c \
	src/check/sums.h \
	src/graph/cycle.c \
	src/graph/paths.h \
	src/graph/paths_fmpz.c \
	src/graph/paths_int64.c \
	src/graph/paths_kernel.h \
	src/num/number_fmpz.h \
	src/num/number_int128.h \
	src/num/number_int64.h \
	src/num/number_machine.h

# render
nobase_include_HEADERS += \
	include/expost/render/balance.h \
	include/expost/render/check.h \
	include/expost/render/family.h \
	include/expost/render/number.h \
	include/expost/render/pay.h \
	include/expost/render/report.h \
	include/expost/render/show.h \
	include/expost/render/width.h
libexpost_la_SOURCES += \
	src/render/balance.c \
	src/render/balance_impl.h \
	src/render/balance_json.c \
	src/render/balance_sheet.c \
	src/render/check.c \
	src/render/check_impl.h \
	src/render/check_json.c \
	src/render/check_sheet.c \
	src/render/family.c \
	src/render/family_impl.h \
	src/render/family_text.c \
	src/render/json.c \
	src/render/json_impl.h \
	src/render/number.c \
	src/render/page.c \
	src/render/page_impl.h \
	src/render/pay.c \
	src/render/pay_impl.h \
	src/render/pay_json.c \
	src/render/pay_sheet.c \
	src/render/place.c \
	src/render/place_impl.h \
	src/render/place_sentence.c \
	src/render/report.c \
	src/render/sheet.c \
	src/render/sheet_csv.c \
	src/render/sheet_impl.h \
	src/render/sheet_latex.c \
	src/render/sheet_markdown.c \
	src/render/sheet_text.c \
	src/render/show.c \
	src/render/show_impl.h \
	src/render/show_json.c \
	src/render/show_point.c \
	src/render/show_sheet.c \
	src/render/show_types.c \
	src/render/width.c \
	src/render/words.c \
	src/render/words_impl.h

# cli
bin_PROGRAMS += expost
expost_SOURCES = \
	src/cli/balance.c \
	src/cli/check.c \
	src/cli/cli.h \
	src/cli/commands.c \
	src/cli/help.c \
	src/cli/help_text.c \
	src/cli/main.c \
	src/cli/model.c \
	src/cli/new.c \
	src/cli/option_values.c \
	src/cli/option_values.h \
	src/cli/options.c \
	src/cli/output.c \
	src/cli/pay.c \
	src/cli/properties.c \
	src/cli/properties.h \
	src/cli/show.c \
	src/cli/watch.c
expost_LDADD = libexpost.la

# The parser is bison's, the lexer flex's; both are reentrant and without conflicts.
AM_YFLAGS = -d -Wall -Werror -o y.tab.c
BUILT_SOURCES += src/text/parse.h
MAINTAINERCLEANFILES += src/text/parse.c src/text/parse.h src/text/lex.c

# issue 3, lp
libexpost_la_SOURCES += \
	src/lp/child.c \
	src/lp/child.h \
	src/lp/claim.c \
	src/lp/claim.h \
	src/lp/duality.c \
	src/lp/duality.h \
	src/lp/lp.c \
	src/lp/lp.h \
	src/lp/process.c \
	src/lp/process.h \
	src/lp/proof.c \
	src/lp/qsopt.c \
	src/lp/reduce.c \
	src/lp/reduce.h \
	src/lp/scale.c \
	src/lp/scale.h \
	src/lp/solve.c

# issue 3, exist: question, rows, linear programs
nobase_include_HEADERS += \
	include/expost/exist/decide.h \
	include/expost/exist/interim_tables.h \
	include/expost/exist/proof.h \
	include/expost/exist/question.h \
	include/expost/exist/row.h
libexpost_la_SOURCES += \
	src/exist/branch.c \
	src/exist/decide.c \
	src/exist/decide_lp.c \
	src/exist/decision.c \
	src/exist/exist_impl.h \
	src/exist/gate.c \
	src/exist/gate.h \
	src/exist/lp_box.c \
	src/exist/lp_demand.c \
	src/exist/lp_forms.h \
	src/exist/lp_interim.c \
	src/exist/lp_interim.h \
	src/exist/lp_interim_back.c \
	src/exist/lp_whole.c \
	src/exist/objective.c \
	src/exist/program.c \
	src/exist/program.h \
	src/exist/program_mechanism.c \
	src/exist/program_prove.c \
	src/exist/proof.c \
	src/exist/proof_holds.c \
	src/exist/question.c \
	src/exist/row.c \
	src/exist/row_key.c \
	src/exist/row_plan.c \
	src/exist/row_plan.h \
	src/exist/scaled_row.c \
	src/exist/scaled_row.h \
	src/exist/utility.c \
	src/exist/utility.h

# issue 3, exist: reductions
nobase_include_HEADERS += \
	include/expost/graph/arcs.h \
	include/expost/graph/tree.h
libexpost_la_SOURCES += \
	src/exist/aim.c \
	src/exist/aim.h \
	src/exist/difference.c \
	src/exist/difference_graph.c \
	src/exist/difference_graph.h \
	src/exist/forced.c \
	src/exist/forced.h \
	src/exist/gain_fmpz.c \
	src/exist/gain_int128.c \
	src/exist/gain_int64.c \
	src/exist/gain_kernel.h \
	src/exist/interim.c \
	src/exist/interim_agent.c \
	src/exist/interim_agent.h \
	src/exist/interim_gain.c \
	src/exist/interim_gain.h \
	src/exist/interim_payments.c \
	src/exist/interim_proof.c \
	src/exist/interim_tables.c \
	src/exist/interim_verify.c \
	src/exist/line.c \
	src/exist/line_agent.c \
	src/exist/line_agent.h \
	src/exist/line_payments.c \
	src/exist/line_proof.c \
	src/exist/line_sums.c \
	src/exist/line_work.h \
	src/exist/ranges.c \
	src/exist/ranges.h \
	src/exist/ray.c \
	src/exist/ray.h \
	src/exist/unlisted.c \
	src/graph/arcs.c \
	src/graph/loop.c \
	src/graph/loop.h \
	src/graph/passes.h \
	src/graph/passes_fmpz.c \
	src/graph/passes_int64.c \
	src/graph/passes_kernel.h \
	src/graph/tree.c

# issue 3, cert: certificates
nobase_include_HEADERS += \
	include/expost/cert/certificate.h \
	include/expost/cert/explain.h \
	include/expost/cert/export.h
libexpost_la_SOURCES += \
	src/cert/certificate.c \
	src/cert/export_lp.c \
	src/cert/export_mps.c \
	src/cert/export_system.c \
	src/cert/export_system.h \
	src/cert/export_vipr.c \
	src/cert/export_vipr.h \
	src/cert/export_vipr_file.c \
	src/cert/export_vipr_rows.c \
	src/cert/from.c \
	src/cert/from.h \
	src/cert/from_balance.c \
	src/cert/from_decision.c \
	src/cert/from_findings.c \
	src/cert/graphs.c \
	src/cert/graphs.h \
	src/cert/read.c \
	src/cert/read_claim.c \
	src/cert/read_environment.c \
	src/cert/read_evidence.c \
	src/cert/read_fields.c \
	src/cert/read_fields.h \
	src/cert/read_indices.c \
	src/cert/read_graphs.c \
	src/cert/read_impl.h \
	src/cert/read_names.c \
	src/cert/read_outside.c \
	src/cert/read_prior.c \
	src/cert/read_reduced.c \
	src/cert/read_rows.c \
	src/cert/read_rule.c \
	src/cert/read_values.c \
	src/cert/write_claim.c \
	src/cert/write_environment.c \
	src/cert/write_evidence.c \
	src/cert/write_fields.c \
	src/cert/write_fields.h \
	src/cert/write_impl.h

# issue 3, cert: explanations
libexpost_la_SOURCES += \
	src/cert/explain.c \
	src/cert/explain_balance.c \
	src/cert/explain_chain.c \
	src/cert/explain_claim.c \
	src/cert/explain_columns.c \
	src/cert/explain_cycle.c \
	src/cert/explain_environment.c \
	src/cert/explain_free.c \
	src/cert/explain_graph.c \
	src/cert/explain_impl.h \
	src/cert/explain_interim.c \
	src/cert/explain_mechanism.c \
	src/cert/explain_point.c \
	src/cert/explain_point.h \
	src/cert/explain_proof.c \
	src/cert/explain_proof.h \
	src/cert/explain_ray.c \
	src/cert/explain_reduced.c \
	src/cert/explain_rows.c \
	src/cert/explain_step.c \
	src/cert/explain_step.h \
	src/cert/explain_sum.c \
	src/cert/explain_tree.c \
	src/cert/explain_used.c \
	src/cert/explain_violation.c \
	src/cert/explain_words.c \
	src/cert/prose.c \
	src/cert/prose.h \
	src/cert/prose_escape.c \
	src/cert/prose_table.c \
	src/cert/shrink.c \
	src/cert/shrink.h \
	src/cert/shrink_rows.c \
	src/cert/shrink_types.c

# issue 3, render and cli
nobase_include_HEADERS += \
	include/expost/render/decide.h \
	include/expost/render/runs.h
libexpost_la_SOURCES += \
	src/render/decide.c \
	src/render/decide_impl.h \
	src/render/decide_interim.c \
	src/render/decide_json.c \
	src/render/decide_rows.c \
	src/render/decide_sheet.c \
	src/render/decide_words.c \
	src/render/runs.c \
	src/render/subsidy.c
expost_SOURCES += \
	src/cli/certificate.c \
	src/cli/certificate.h \
	src/cli/decide.c \
	src/cli/explain.c \
	src/cli/export.c \
	src/cli/question.c \
	src/cli/question.h \
	src/cli/ranges.c \
	src/cli/ranges.h \
	src/cli/subsidy.c \
	src/cli/sweep.c

# issue 3, verify
# Only libc and GMP: the linker drops the other libraries of $(LIBS).
bin_PROGRAMS += expost-verify
expost_verify_LDADD = -lgmp
expost_verify_LDFLAGS = -Wl,--as-needed
expost_verify_SOURCES = \
	src/verify/certificate.c \
	src/verify/claim.c \
	src/verify/claim.h \
	src/verify/environment.c \
	src/verify/environment.h \
	src/verify/environment_read.c \
	src/verify/evidence.h \
	src/verify/form.c \
	src/verify/form.h \
	src/verify/groves.c \
	src/verify/implementable.c \
	src/verify/main.c \
	src/verify/mechanism.c \
	src/verify/multipliers.c \
	src/verify/number.c \
	src/verify/number.h \
	src/verify/reader.c \
	src/verify/reader.h \
	src/verify/row.c \
	src/verify/row.h \
	src/verify/rule.c \
	src/verify/rule.h \
	src/verify/words.c

# issue 4, num: real numbers, piecewise polynomials
nobase_include_HEADERS += \
	include/expost/num/ball.h \
	include/expost/num/piecewise.h \
	include/expost/num/real.h
libexpost_la_SOURCES += \
	src/num/piecewise.c \
	src/num/piecewise_algebra.c \
	src/num/piecewise_convolve.c \
	src/num/piecewise_evaluate.c \
	src/num/piecewise_impl.h \
	src/num/piecewise_minimum.c \
	src/num/piecewise_quantile.c \
	src/num/piecewise_signs.c \
	src/num/piecewise_text.c \
	src/num/poly.c \
	src/num/poly.h \
	src/num/real.c \
	src/num/real_arith.c \
	src/num/real_decimal.c \
	src/num/real_impl.h \
	src/num/real_radical.c \
	src/num/real_text.c \
	src/num/roots.c \
	src/num/roots.h

# issue 4, model: formulas, distributions, intervals
nobase_include_HEADERS += \
	include/expost/model/continuous.h \
	include/expost/model/distribution.h \
	include/expost/model/expression.h
libexpost_la_SOURCES += \
	src/model/continuous.c \
	src/model/distribution.c \
	src/model/distribution_cdf.c \
	src/model/distribution_density.c \
	src/model/distribution_impl.h \
	src/model/distribution_integrate.c \
	src/model/distribution_mixture.c \
	src/model/distribution_named.c \
	src/model/distribution_normal.c \
	src/model/distribution_normal.h \
	src/model/distribution_order.c \
	src/model/distribution_sign.c \
	src/model/distribution_stated.c \
	src/model/expression.c \
	src/model/expression_acb.c \
	src/model/expression_arb.c \
	src/model/expression_at.c \
	src/model/expression_beta.c \
	src/model/expression_change.c \
	src/model/expression_derivative.c \
	src/model/expression_direction.c \
	src/model/expression_evaluate.c \
	src/model/expression_holds.c \
	src/model/expression_impl.h \
	src/model/expression_poly.c \
	src/model/expression_postfix.c \
	src/model/expression_range.c \
	src/model/expression_range.h \
	src/model/expression_real.c \
	src/model/expression_text.c \
	src/model/range.c \
	src/model/range_functions.c

# issue 4, text and show: continuous models
libexpost_la_SOURCES += \
	src/render/show_interval.c \
	src/render/show_interval.h \
	src/render/show_interval_at.c \
	src/render/show_interval_json.c \
	src/render/show_interval_point.c \
	src/render/show_interval_prior.c \
	src/render/show_interval_sheet.c \
	src/text/interval.c \
	src/text/interval.h \
	src/text/interval_agents.c \
	src/text/interval_compile.c \
	src/text/interval_condition.c \
	src/text/interval_cut.c \
	src/text/interval_cut.h \
	src/text/interval_payments.c \
	src/text/interval_pieces.c \
	src/text/interval_prior.c \
	src/text/interval_rule.c \
	src/text/interval_shares.c \
	src/text/scope.c

# issue 4, cont: partnerships
nobase_include_HEADERS += \
	include/expost/cont/partnership.h
libexpost_la_SOURCES += \
	src/cont/algebraic.c \
	src/cont/attack.c \
	src/cont/cgk_payments.c \
	src/cont/dissolution.c \
	src/cont/dissolution.h \
	src/cont/dissolution_values.c \
	src/cont/dissolve.c \
	src/cont/dissolve.h \
	src/cont/evaluator.c \
	src/cont/evaluator.h \
	src/cont/evaluator_beta.c \
	src/cont/evaluator_bracket.c \
	src/cont/evaluator_forms.c \
	src/cont/evaluator_integral.c \
	src/cont/evaluator_level.c \
	src/cont/evaluator_loss.c \
	src/cont/evaluator_sections.c \
	src/cont/evaluator_tail.c \
	src/cont/partnership.c \
	src/cont/partnership_w.c \
	src/cont/radical.c \
	src/cont/separation.c \
	src/cont/simple_auction.c

# issue 4, cont, render: boundary and figures
nobase_include_HEADERS += \
	include/expost/cont/boundary.h \
	include/expost/render/figure.h
libexpost_la_SOURCES += \
	src/cont/boundary.c \
	src/cont/boundary_around.c \
	src/cont/boundary_bracket.c \
	src/cont/boundary_classes.c \
	src/cont/boundary_classes.h \
	src/cont/boundary_exact.c \
	src/cont/boundary_impl.h \
	src/cont/boundary_line.c \
	src/cont/boundary_middle.c \
	src/cont/boundary_sign.c \
	src/render/canvas.c \
	src/render/canvas.h \
	src/render/canvas_pdf.c \
	src/render/canvas_svg.c \
	src/render/canvas_tikz.c \
	src/render/figure.c \
	src/render/figure_impl.h \
	src/render/figure_label.c \
	src/render/figure_lines.c \
	src/render/figure_simplex.c

# issue 4, cont: interim quantities, subsidy
nobase_include_HEADERS += \
	include/expost/cont/interim.h \
	include/expost/cont/subsidy.h
libexpost_la_SOURCES += \
	src/cont/balls.c \
	src/cont/balls.h \
	src/cont/contest.c \
	src/cont/contest.h \
	src/cont/interim.c \
	src/cont/interim_decision.c \
	src/cont/interim_good.c \
	src/cont/interim_impl.h \
	src/cont/interim_project.c \
	src/cont/lattice.c \
	src/cont/lattice.h \
	src/cont/lattice_project.c \
	src/cont/lattice_project.h \
	src/cont/outcomes.c \
	src/cont/outcomes.h \
	src/cont/products.c \
	src/cont/products.h \
	src/cont/subsidy.c \
	src/cont/subsidy_ball.c \
	src/cont/subsidy_exact.c \
	src/cont/subsidy_impl.h \
	src/cont/subsidy_lattice.c \
	src/cont/sums.c \
	src/cont/sums.h

# issue 4, cont: real decisions
nobase_include_HEADERS += \
	include/expost/cont/decision.h \
	include/expost/cont/decision_balance.h \
	include/expost/cont/decision_check.h \
	include/expost/cont/decision_payments.h \
	include/expost/cont/interval_finding.h
libexpost_la_SOURCES += \
	src/cont/balance_outcomes.c \
	src/cont/box.h \
	src/cont/box_sign.c \
	src/cont/box_subdivide.c \
	src/cont/cube.c \
	src/cont/cube.h \
	src/cont/decision.c \
	src/cont/decision_balance.c \
	src/cont/decision_check.c \
	src/cont/decision_domain.c \
	src/cont/decision_efficiency.c \
	src/cont/decision_everywhere.c \
	src/cont/decision_impl.h \
	src/cont/decision_incentives.c \
	src/cont/decision_interim.c \
	src/cont/decision_mechanism.c \
	src/cont/decision_mechanism.h \
	src/cont/decision_payments.c \
	src/cont/decision_refute.c \
	src/cont/interval_finding.c \
	src/cont/interval_finding.h

# issue 4, cert and verify: continuous types
nobase_include_HEADERS += \
	include/expost/cert/interval.h
libexpost_la_SOURCES += \
	src/cert/interval.c \
	src/cert/interval_bounds.c \
	src/cert/interval_brackets.c \
	src/cert/interval_equality.c \
	src/cert/interval_evidence.c \
	src/cert/interval_exact.c \
	src/cert/interval_explain.c \
	src/cert/interval_explain.h \
	src/cert/interval_explain_words.c \
	src/cert/interval_field.c \
	src/cert/interval_from.c \
	src/cert/interval_grid.c \
	src/cert/interval_grid.h \
	src/cert/interval_impl.h \
	src/cert/interval_points.c \
	src/cert/interval_precision.c \
	src/cert/interval_read.c \
	src/cert/interval_read.h \
	src/cert/interval_read_agents.c \
	src/cert/interval_write.c
expost_verify_SOURCES += \
	src/verify/continuous.c \
	src/verify/continuous.h \
	src/verify/continuous_read.c \
	src/verify/continuous_words.c \
	src/verify/field.c \
	src/verify/formula.c \
	src/verify/formula.h \
	src/verify/functions.c \
	src/verify/good.c \
	src/verify/good.h \
	src/verify/grid.c \
	src/verify/grid.h \
	src/verify/grid_sums.c \
	src/verify/interval.c \
	src/verify/interval.h \
	src/verify/judge.c \
	src/verify/polynomial.c \
	src/verify/polynomial.h \
	src/verify/project.c \
	src/verify/range.c \
	src/verify/roots.c \
	src/verify/special.c

# issue 4, render, cli: commands on continuous models
nobase_include_HEADERS += \
	include/expost/render/dissolve.h \
	include/expost/render/interval_balance.h \
	include/expost/render/interval_check.h \
	include/expost/render/interval_pay.h \
	include/expost/render/interval_subsidy.h
libexpost_la_SOURCES += \
	src/render/dissolve.c \
	src/render/dissolve_impl.h \
	src/render/dissolve_json.c \
	src/render/dissolve_parts.c \
	src/render/dissolve_sheet.c \
	src/render/family_interval.c \
	src/render/interval_balance.c \
	src/render/interval_check.c \
	src/render/interval_check.h \
	src/render/interval_check_json.c \
	src/render/interval_pay.c \
	src/render/interval_pay.h \
	src/render/interval_pay_json.c \
	src/render/interval_pay_sheet.c \
	src/render/interval_subsidy.c \
	src/render/real.c \
	src/render/real_impl.h
expost_SOURCES += \
	src/cli/dissolve.c \
	src/cli/interval.c \
	src/cli/interval.h \
	src/cli/interval_balance.c \
	src/cli/interval_check.c \
	src/cli/interval_pay.c \
	src/cli/interval_subsidy.c

# issue 4, cont: mechanisms over finitely many outcomes
nobase_include_HEADERS += \
	include/expost/cont/outcome_check.h \
	include/expost/cont/outcome_mechanism.h
libexpost_la_SOURCES += \
	src/cont/outcome_cells.c \
	src/cont/outcome_cells.h \
	src/cont/outcome_check.c \
	src/cont/outcome_check.h \
	src/cont/outcome_evaluate.c \
	src/cont/outcome_everywhere.c \
	src/cont/outcome_interim.c \
	src/cont/outcome_mechanism.c \
	src/cont/outcome_mechanism.h \
	src/cont/outcome_payments.c \
	src/cont/outcome_rule.c \
	src/cont/outcome_search.c \
	src/cont/region.c \
	src/cont/region.h \
	src/cont/region_expect.c \
	src/cont/region_row.h \
	src/cont/region_split.c

# issue 4, cont: auctions, expectations
nobase_include_HEADERS += \
	include/expost/cont/auction.h \
	include/expost/cont/envelope.h \
	include/expost/cont/virtual_value.h \
	include/expost/render/interval_auction.h
libexpost_la_SOURCES += \
	src/cont/auction.c \
	src/cont/auction_evaluate.c \
	src/cont/envelope.c \
	src/cont/ironing.c \
	src/cont/ironing.h \
	src/cont/ironing_exact.c \
	src/cont/ironing_windows.c \
	src/cont/virtual_ball.c \
	src/cont/virtual_value.c \
	src/render/interval_auction.c \
	src/render/interval_auction.h \
	src/render/interval_auction_json.c \
	src/render/interval_envelope.c
expost_SOURCES += \
	src/cli/interval_auction.c

# issue 5, cert: files for Coq
libexpost_la_SOURCES += \
	src/cert/coq.c \
	src/cert/coq_claim.c \
	src/cert/coq_environment.c \
	src/cert/coq_evidence.c \
	src/cert/coq_impl.h \
	src/cert/coq_optimum.c \
	src/cert/coq_theorem.c \
	src/cert/coq_words.c

# issue 6, expectations and strips: rule
nobase_include_HEADERS += \
	include/expost/rule/expectations.h
libexpost_la_SOURCES += \
	src/rule/convolution.h \
	src/rule/means.h \
	src/rule/strip.h

# issue 6, convolution: rule
libexpost_la_SOURCES += \
	src/rule/convolution.c \
	src/rule/convolution_choices.h \
	src/rule/convolution_columns.h \
	src/rule/convolution_fmpz.c \
	src/rule/convolution_int128.c \
	src/rule/convolution_int64.c \
	src/rule/convolution_int64_avx2.c \
	src/rule/convolution_int64_avx512.c \
	src/rule/convolution_kernel.c \
	src/rule/convolution_kernel.h \
	src/rule/convolution_merge.h \
	src/rule/convolution_plan.c \
	src/rule/convolution_plan.h \
	src/rule/convolution_source.h \
	src/rule/convolution_vectors.c

# issue 6, strips: rule
libexpost_la_SOURCES += \
	src/rule/means.c \
	src/rule/means_fmpz.c \
	src/rule/means_impl.h \
	src/rule/means_int128.c \
	src/rule/means_int64.c \
	src/rule/means_kernel.h \
	src/rule/strip.c \
	src/rule/strip_fmpz.c \
	src/rule/strip_int128.c \
	src/rule/strip_int64.c \
	src/rule/strip_kernel.h \
	src/rule/strip_list.c \
	src/rule/strip_plan.c \
	src/rule/strip_plan.h \
	src/rule/terms.c

# issue 6, expectations: rule
libexpost_la_SOURCES += \
	src/rule/expectations.c \
	src/rule/expectations_impl.h \
	src/rule/expectations_sum.c \
	src/rule/largest.c \
	src/rule/largest.h \
	src/rule/reduced_form.c \
	src/rule/reduced_form.h \
	src/rule/reduced_form_fmpz.c \
	src/rule/reduced_form_int128.c \
	src/rule/reduced_form_int64.c \
	src/rule/reduced_form_kernel.h

# issue 6, large tables and interim payments: base, render
nobase_include_HEADERS += \
	include/expost/base/sink.h
libexpost_la_SOURCES += \
	src/base/sink.c \
	src/render/pay_interim.c \
	src/render/pay_interim_json.c \
	src/render/pay_interim_sheet.c \
	src/render/pay_json_rows.c \
	src/render/pay_means.c \
	src/render/pay_rows.c \
	src/render/pay_rows.h \
	src/render/sheet_rows.c \
	src/render/stream.c \
	src/render/stream.h

# issue 6, check without profiles: check
libexpost_la_SOURCES += \
	src/check/needs.c \
	src/check/needs.h \
	src/check/separable.c \
	src/check/separable.h \
	src/check/tally.c \
	src/check/tally.h \
	src/check/terms.c \
	src/check/terms.h

# issue 7, properties of voting rules: vote
nobase_include_HEADERS += \
	include/expost/vote/check.h \
	include/expost/vote/function.h \
	include/expost/vote/gains.h \
	include/expost/vote/property.h
nobase_include_HEADERS += \
	include/expost/check/choice_table.h \
	include/expost/render/vote_check.h
libexpost_la_SOURCES += \
	src/check/choice_table.c \
	src/render/choice_rows.c \
	src/render/vote_check.c \
	src/render/vote_check_impl.h \
	src/render/vote_check_json.c \
	src/render/vote_check_sheet.c \
	src/render/vote_gains.c
expost_SOURCES += \
	src/cli/vote_check.c
libexpost_la_SOURCES += \
	src/vote/check.c \
	src/vote/check_impl.h \
	src/vote/check_profiles.c \
	src/vote/check_range.c \
	src/vote/check_reports.c \
	src/vote/function.c \
	src/vote/function_rule.c \
	src/vote/gains.c \
	src/vote/property.c

# issue 7, redistribution: rule
nobase_include_HEADERS += \
	include/expost/rule/redistribution.h \
	include/expost/rule/share.h \
	include/expost/rule/units.h
libexpost_la_SOURCES += \
	src/rule/bailey.c \
	src/rule/cavallo.c \
	src/rule/green_laffont.c \
	src/rule/guo_conitzer.c \
	src/rule/guo_conitzer_closed.c \
	src/rule/optimal_linear.c \
	src/rule/own_rule.c \
	src/rule/rebates.c \
	src/rule/rebates.h \
	src/rule/share.c \
	src/rule/units.c

# issue 7, voting: model, vote
nobase_include_HEADERS += \
	include/expost/model/ballots.h \
	include/expost/render/vote_show.h \
	include/expost/text/ballots.h \
	include/expost/text/preflib.h \
	include/expost/vote/choice.h \
	include/expost/vote/domain.h \
	include/expost/vote/majorities.h \
	include/expost/vote/rule.h \
	include/expost/vote/runoff.h
libexpost_la_SOURCES += \
	src/model/ballots.c \
	src/render/vote_show.c \
	src/render/vote_show_impl.h \
	src/render/vote_show_json.c \
	src/render/vote_show_sheet.c \
	src/text/build_prefers.c \
	src/text/preflib.c \
	src/text/preflib_ballots.c \
	src/text/preflib_header.c \
	src/text/preflib_impl.h \
	src/text/preflib_write.c \
	src/vote/choice.c \
	src/vote/domain.c \
	src/vote/rule.c \
	src/vote/rule_impl.h \
	src/vote/rule_kemeny.c \
	src/vote/rule_median.c \
	src/vote/rule_name.c \
	src/vote/rule_pairs.c \
	src/vote/rule_points.c \
	src/vote/rule_runoff.c \
	src/vote/rule_work.c \
	src/vote/runoff.c
expost_SOURCES += \
	src/cli/vote.c \
	src/cli/vote.h \
	src/cli/vote_show.c

# issue 7, families of units and trade: render
libexpost_la_SOURCES += \
	src/render/family_trade.c \
	src/render/family_units.c

# issue 7, votes: verify
expost_verify_SOURCES += \
	src/verify/vote.c \
	src/verify/vote.h \
	src/verify/vote_lemmas.c \
	src/verify/vote_proof.c \
	src/verify/vote_proof.h \
	src/verify/vote_read.c \
	src/verify/vote_system.c \
	src/verify/vote_table.c \
	src/verify/vote_words.c

# issue 7, interim probabilities of winning: verify
expost_verify_SOURCES += \
	src/verify/allocation.c \
	src/verify/allocation.h \
	src/verify/allocation_read.c

# issue 7, interim probabilities of winning: cert
nobase_include_HEADERS += include/expost/cert/allocation.h
libexpost_la_SOURCES += \
	src/cert/allocation.c \
	src/cert/allocation_explain.c \
	src/cert/allocation_explain.h \
	src/cert/allocation_explain_proof.c \
	src/cert/allocation_read.c \
	src/cert/allocation_write.c

# issue 7, auctions: rule
nobase_include_HEADERS += \
	include/expost/rule/bidders.h \
	include/expost/rule/ranking.h \
	include/expost/rule/virtual_value.h
libexpost_la_SOURCES += \
	src/rule/bidders.c \
	src/rule/myerson.c \
	src/rule/posted_price.c \
	src/rule/ranking.c \
	src/rule/ranking_chances.c \
	src/rule/sale.c \
	src/rule/sale.h \
	src/rule/second_price.c \
	src/rule/virtual_value.c

# issue 7, existence without money: sat, exist, cert, render
nobase_include_HEADERS += \
	include/expost/cert/vote.h \
	include/expost/exist/vote.h \
	include/expost/render/vote_decide.h \
	include/expost/sat/clauses.h
libexpost_la_SOURCES += \
	src/cert/vote.c \
	src/cert/vote_explain.c \
	src/cert/vote_explain.h \
	src/cert/vote_explain_words.c \
	src/cert/vote_read.c \
	src/cert/vote_write.c \
	src/exist/vote_count.c \
	src/exist/vote_decide.c \
	src/exist/vote_evaluate.c \
	src/exist/vote_impl.h \
	src/exist/vote_list.c \
	src/exist/vote_orders.c \
	src/exist/vote_system.c \
	src/render/vote_decide.c \
	src/render/vote_decide_impl.h \
	src/render/vote_decide_json.c \
	src/sat/cadical.c \
	src/sat/clauses.c \
	src/sat/repeated.c \
	src/sat/repeated.h \
	src/sat/sat.h \
	src/sat/solve.c \
	src/sat/trim.c
expost_SOURCES += \
	src/cli/vote_decide.c \
	src/cli/vote_domain.c

# issue 7, tables of redistribution: rule
nobase_include_HEADERS += \
	include/expost/rule/order_means.h \
	include/expost/rule/redistribution_row.h \
	include/expost/rule/worst_case.h
libexpost_la_SOURCES += \
	src/rule/order_means.c \
	src/rule/redistribution_row.c \
	src/rule/worst_case.c

# issue 7, full surplus extraction and Border's condition: graph, rule
nobase_include_HEADERS += \
	include/expost/graph/flow.h \
	include/expost/num/matrix.h \
	include/expost/rule/border.h \
	include/expost/rule/surplus_extraction.h
libexpost_la_SOURCES += \
	src/graph/flow.c \
	src/rule/border.c \
	src/rule/border_impl.h \
	src/rule/border_rule.c \
	src/rule/border_sets.c \
	src/rule/cremer_mclean.c \
	src/rule/cremer_mclean.h \
	src/rule/cremer_mclean_beliefs.c \
	src/rule/cremer_mclean_gain.c \
	src/rule/cremer_mclean_rows.c \
	src/rule/cremer_mclean_stakes.c \
	src/rule/cremer_mclean_words.c \
	src/rule/cremer_mclean_words.h

# issue 7, tables of redistribution: render, cli
nobase_include_HEADERS += \
	include/expost/render/redistribute.h
libexpost_la_SOURCES += \
	src/render/redistribute.c \
	src/render/redistribute_impl.h \
	src/render/redistribute_json.c
expost_SOURCES += \
	src/cli/redistribute.c

# issue 7, second best: exist
libexpost_la_SOURCES += \
	src/exist/first_best.c

# issue 7, Border's condition: render, cli
nobase_include_HEADERS += \
	include/expost/render/border.h
libexpost_la_SOURCES += \
	src/render/revenue_beliefs.c \
	src/render/border.c \
	src/render/border_impl.h \
	src/render/border_json.c
expost_SOURCES += \
	src/cli/border.c \
	src/cli/border.h \
	src/cli/border_wins.c

# issue 7, auctions: exist, render, cli
nobase_include_HEADERS += \
	include/expost/exist/revenue.h \
	include/expost/render/revenue.h
libexpost_la_SOURCES += \
	src/exist/revenue.c \
	src/exist/revenue_impl.h \
	src/exist/revenue_optima.c \
	src/exist/revenue_prices.c \
	src/exist/revenue_scores.c \
	src/render/revenue.c \
	src/render/revenue_impl.h \
	src/render/revenue_json.c \
	src/render/revenue_sheet.c
expost_SOURCES += \
	src/cli/auction.c

# issue 7, shares of the revenue returned: render
libexpost_la_SOURCES += \
	src/render/pay_share.c
