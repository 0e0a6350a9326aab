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
	src/base/string.c \
	src/model/environment.c \
	src/model/lotteries.c \
	src/model/mechanism.c \
	src/model/mechanism_name.c \
	src/model/model.c \
	src/model/payments.c \
	src/model/profiles.c \
	src/model/rule.c \
	src/num/rat.c \
	src/num/table.c

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
	src/lp/lp.h

# issue 3, exist: question, rows, linear programs
nobase_include_HEADERS += \
	include/expost/exist/decide.h \
	include/expost/exist/interim_tables.h \
	include/expost/exist/proof.h \
	include/expost/exist/question.h \
	include/expost/exist/row.h
libexpost_la_SOURCES += \
	src/exist/exist_impl.h

# issue 3, exist: reductions

# issue 3, cert: certificates
nobase_include_HEADERS += \
	include/expost/cert/certificate.h \
	include/expost/cert/explain.h

# issue 3, cert: explanations

# issue 3, render and cli

# issue 3, verify
