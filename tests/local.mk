# Tests: one program for each source under tests/ROOM/t_MODULE.c, then the scripts.

if HAVE_CUNIT
check_LTLIBRARIES += libharness.la
libharness_la_SOURCES = tests/lib/harness.c tests/lib/harness.h
libharness_la_LIBADD = $(CUNIT_LIBS)

TEST_LIBS = libharness.la libexpost.la
LDADD = $(TEST_LIBS)

test_programs =
check_PROGRAMS += $(test_programs)
TESTS += $(test_programs)

# base, num, model
test_programs += tests/base/t_error tests/base/t_nearest tests/base/t_string \
	tests/num/t_rat tests/num/t_table \
	tests/model/t_environment tests/model/t_profiles tests/model/t_rule

# text
test_programs += tests/text/t_csv tests/text/t_parse tests/text/t_read tests/text/t_read_errors \
	tests/text/t_tables tests/text/t_write

# rule
test_programs += tests/rule/t_allocation tests/rule/t_balance tests/rule/t_balanced_groves \
	tests/rule/t_cyclic tests/rule/t_dagv tests/rule/t_groves tests/rule/t_interim \
	tests/rule/t_ir_vcg tests/rule/t_mechanism tests/rule/t_payment tests/rule/t_pivot \
	tests/rule/t_rebalance tests/rule/t_walk

# issue 6, efficient rule and cubes: rule
test_programs += tests/rule/t_threads

# graph, check
test_programs += tests/check/t_check tests/check/t_incentives tests/check/t_property \
	tests/check/t_scan tests/check/t_threads tests/graph/t_cycle

# render
test_programs += tests/render/t_family tests/render/t_number tests/render/t_report \
	tests/render/t_sheet tests/render/t_width

# random tests against slow references
check_LTLIBRARIES += libreference.la
libreference_la_SOURCES = tests/lib/expect.c tests/lib/expect.h \
	tests/lib/random_counts.c \
	tests/lib/random_model.c tests/lib/random_model.h \
	tests/lib/random_payments.c tests/lib/random_payments.h \
	tests/lib/random_scale.c tests/lib/random_scale.h \
	tests/lib/ref_check.c tests/lib/ref_check.h \
	tests/lib/ref_identity.c tests/lib/ref_identity.h \
	tests/lib/ref_model.c tests/lib/ref_model.h \
	tests/lib/ref_monotone.c \
	tests/lib/ref_rule.c tests/lib/ref_rule.h
RANDOM_LIBS = libreference.la $(TEST_LIBS)
test_programs += tests/check/t_random_check tests/check/t_random_threads \
	tests/rule/t_random_allocation tests/rule/t_random_point \
	tests/rule/t_random_rule tests/rule/t_random_stated
tests_check_t_random_check_LDADD = $(RANDOM_LIBS)
tests_check_t_random_threads_LDADD = $(RANDOM_LIBS)
tests_rule_t_random_allocation_LDADD = $(RANDOM_LIBS)
tests_rule_t_random_point_LDADD = $(RANDOM_LIBS)
tests_rule_t_random_rule_LDADD = $(RANDOM_LIBS)
tests_rule_t_random_stated_LDADD = $(RANDOM_LIBS)

# issue 3, lp
test_programs += tests/lp/t_claim tests/lp/t_engine tests/lp/t_lp tests/lp/t_proof tests/lp/t_solve
if HAVE_CDD
# ref_lp: a second opinion on linear programs, by cddlib
check_LTLIBRARIES += libreflp.la
libreflp_la_SOURCES = tests/lib/ref_lp.c tests/lib/ref_lp.h
libreflp_la_CPPFLAGS = $(AM_CPPFLAGS) -DGMPRATIONAL
libreflp_la_LIBADD = $(CDD_LIBS)
REF_LP_LIBS = libreflp.la
test_programs += tests/lp/t_cdd
tests_lp_t_cdd_LDADD = $(REF_LP_LIBS) $(TEST_LIBS)
endif

# issue 3, exist: question, rows, linear programs
test_programs += tests/exist/t_branch tests/exist/t_decide_lp tests/exist/t_engine_fake \
	tests/exist/t_proof tests/exist/t_question tests/exist/t_row
tests_exist_t_branch_LDADD = $(RANDOM_LIBS)
tests_exist_t_decide_lp_LDADD = $(RANDOM_LIBS)
tests_exist_t_row_LDADD = $(RANDOM_LIBS)
EXTRA_DIST += tests/exist/ask.h

# issue 3, exist: reductions
test_programs += tests/exist/t_difference tests/exist/t_interim tests/exist/t_interim_tables \
	tests/exist/t_line tests/graph/t_tree
if HAVE_CDD
REDUCTION_FLAGS = -DXP_TESTS_CDD
endif
tests_exist_t_difference_CPPFLAGS = $(AM_CPPFLAGS) $(REDUCTION_FLAGS)
tests_exist_t_difference_LDADD = $(REF_LP_LIBS) $(RANDOM_LIBS)
tests_exist_t_interim_CPPFLAGS = $(AM_CPPFLAGS) $(REDUCTION_FLAGS)
tests_exist_t_interim_LDADD = $(REF_LP_LIBS) $(RANDOM_LIBS)
tests_exist_t_interim_tables_LDADD = $(RANDOM_LIBS)
tests_exist_t_line_CPPFLAGS = $(AM_CPPFLAGS) $(REDUCTION_FLAGS)
tests_exist_t_line_LDADD = $(REF_LP_LIBS) $(RANDOM_LIBS)
EXTRA_DIST += tests/exist/build.h tests/exist/evidence.h tests/exist/reduction.h

# issue 3, cert: certificates
test_programs += tests/cert/t_export tests/cert/t_from tests/cert/t_random tests/cert/t_read tests/cert/t_write
tests_cert_t_random_LDADD = $(RANDOM_LIBS)
EXTRA_DIST += tests/cert/build.h tests/cert/evaluate.h

# issue 3, cert: explanations
test_programs += tests/cert/t_explain tests/cert/t_shrink
EXTRA_DIST += tests/cert/texts.h

# issue 3, render and cli
test_programs += tests/render/t_decide tests/render/t_runs

# issue 3, verify

# issue 4, num: real numbers, piecewise polynomials
test_programs += tests/num/t_piecewise tests/num/t_piecewise_signs tests/num/t_real
EXTRA_DIST += tests/num/piecewise_build.h

# issue 4, model: formulas, distributions, intervals
test_programs += tests/model/t_continuous tests/model/t_distribution \
	tests/model/t_expression tests/model/t_range

# issue 4, text and show: continuous models
test_programs += tests/text/t_interval tests/text/t_interval_errors

# issue 4, cont: partnerships
test_programs += tests/cont/t_cgk_payments tests/cont/t_partnership \
	tests/cont/t_random_partnership \
	tests/cont/t_simple_auction
EXTRA_DIST += tests/cont/partner.h

# issue 4, cont, render: boundary and figures
test_programs += tests/cont/t_boundary tests/render/t_figure

# issue 4, cont: interim quantities, subsidy
test_programs += tests/cont/t_interim tests/cont/t_subsidy
tests_cont_t_interim_SOURCES = tests/cont/t_interim.c \
	tests/cont/interval_models.c tests/cont/interval_models.h
tests_cont_t_subsidy_SOURCES = tests/cont/t_subsidy.c \
	tests/cont/interval_models.c tests/cont/interval_models.h

# issue 4, cont: real decisions
test_programs += tests/cont/t_box tests/cont/t_decision_balance tests/cont/t_decision_check \
	tests/cont/t_decision_efficiency tests/cont/t_decision_payments
EXTRA_DIST += tests/cont/decision_models.h

# issue 4, cert and verify: continuous types
test_programs += tests/cert/t_interval

# issue 4, render, cli: commands on continuous models
test_programs +=

# issue 4, cont: mechanisms over finitely many outcomes
test_programs += tests/cont/t_outcome

# issue 4, cont: auctions, expectations
test_programs += tests/cont/t_envelope tests/cont/t_virtual_value

# issue 3, campaigns
if HAVE_CDD
# tests/exist/methods.py runs it and has its certificates verified
check_PROGRAMS += tests/exist/t_methods
tests_exist_t_methods_SOURCES = tests/exist/t_methods.c \
	tests/exist/random_question.c tests/exist/random_question.h \
	tests/exist/save.c tests/exist/save.h \
	tests/exist/slow_answer.c tests/exist/slow_answer.h \
	tests/lib/ref_rows.c tests/lib/ref_rows.h
tests_exist_t_methods_LDADD = $(REF_LP_LIBS) $(RANDOM_LIBS)
endif

endif
EXTRA_DIST += tests/model/formulas.h \
	tests/cert/models.py tests/lib/slow_certificate.py tests/lib/slow_reader.py \
	tests/lib/slow_simplex.py
EXTRA_DIST += tests/check/build.h tests/lib/numbers.h tests/lib/read_model.h tests/lp/build.h \
	tests/rule/build.h tests/rule/cases.h

# Without CUnit, cddlib or jsonschema tests are missing: such a check has not passed.
check-local:
if !HAVE_CUNIT
	@echo "make check needs CUnit (Debian package libcunit1-dev)"; exit 1
endif
if !HAVE_CDD
	@echo "make check needs cddlib (Debian package libcdd-dev)"; exit 1
endif
if !HAVE_PYTHON
	@echo "make check needs Python 3 with jsonschema (python3, python3-jsonschema)"; exit 1
endif

# scripts: each prints NAME: N passed, N failed
TEST_EXTENSIONS = .py .sh
PY_LOG_COMPILER = $(PYTHON)
SH_LOG_COMPILER = $(SHELL)
AM_TESTS_ENVIRONMENT = EXPOST='$(abs_top_builddir)/expost'; export EXPOST; \
	EXPOST_VERIFY='$(abs_top_builddir)/expost-verify'; export EXPOST_VERIFY; \
	PYTHONDONTWRITEBYTECODE=1; export PYTHONDONTWRITEBYTECODE;
script_tests = tests/layers.sh tests/style.sh tests/lib/t_sum.sh
python_tests = tests/bad/run.py tests/cert/spoil.py \
	tests/cli/canonical.py tests/cli/certificates.py \
	tests/cli/claims.py tests/cli/documents.py \
	tests/cli/formats.py tests/cli/help.py tests/cli/interval_outputs.py tests/cli/json_outputs.py \
	tests/cli/limits.py \
	tests/cli/random_intervals.py tests/cli/show_intervals.py \
	tests/cli/status.py \
	tests/exist/margins.py tests/exist/methods.py tests/exist/permutations.py \
	tests/reference/decide.py tests/reference/run.py tests/verify/random_continuous.py \
	tests/verify/random_rows.py tests/verify/run.py
TESTS += $(script_tests)
if HAVE_PYTHON
TESTS += $(python_tests)
endif
EXTRA_DIST += $(script_tests) $(python_tests) tests/bad tests/cli tests/fuzz tests/reference \
	tests/verify tests/lib/sum.sh tests/sanitize.sh tests/valgrind.sh

# Folders are distributed with what the tests left in them, unless it is taken out again.
dist-hook:
	find $(distdir)/tests '(' -name '*.log' -o -name '*.trs' -o -name '*.pyc' ')' -exec rm -f {} +
	find $(distdir)/proofs '(' -name '*.vo*' -o -name '*.glob' -o -name '.*.aux' ')' \
		-exec rm -f {} +
	rm -rf $(distdir)/proofs/extract/program $(distdir)/proofs/extract/expost-verify-coq

.PHONY: check-sanitize check-valgrind fuzz fuzz-verify
check-sanitize:
	$(top_srcdir)/tests/sanitize.sh sanitize
check-valgrind: all
	$(top_srcdir)/tests/valgrind.sh .
fuzz:
	SECONDS=$(SECONDS) $(top_srcdir)/tests/fuzz/fuzz.sh fuzz
fuzz-verify:
	SECONDS=$(SECONDS) $(top_srcdir)/tests/fuzz/fuzz_verify.sh fuzz-verify

# campaigns: long runs of what `make check` runs shortly; SEED=N for another one
.PHONY: campaign-intervals campaign-methods campaign-spoil
campaign-intervals: all
	EXPOST='$(abs_top_builddir)/expost' EXPOST_VERIFY='$(abs_top_builddir)/expost-verify' \
		$(PYTHON) $(top_srcdir)/tests/cli/random_intervals.py 1000 $${SEED:-1}
campaign-methods: all tests/exist/t_methods
	EXPOST='$(abs_top_builddir)/expost' $(PYTHON) $(top_srcdir)/tests/exist/methods.py \
		--rounds 25 --slow 5000 --seed 0$(SEED)
campaign-spoil: all
	EXPOST='$(abs_top_builddir)/expost' $(PYTHON) $(top_srcdir)/tests/cert/spoil.py \
		--count 6000 --models 30 --seed 0$(SEED)

# issue 5, proofs: rows by the library and by the verifier's own objects, for make check-proofs
check_PROGRAMS += tests/proofs/library_rows tests/proofs/verifier_rows
tests_proofs_library_rows_LDADD = libexpost.la
tests_proofs_verifier_rows_SOURCES = tests/proofs/verifier_rows.c \
	src/verify/environment.c \
	src/verify/environment_read.c \
	src/verify/form.c \
	src/verify/number.c \
	src/verify/reader.c \
	src/verify/row.c \
	src/verify/rule.c
tests_proofs_verifier_rows_LDADD = -lgmp
EXTRA_DIST += tests/proofs/instances.py tests/proofs/rows.py tests/proofs/verifiers.py

# benchmarks: make bench; make bench-table writes doc/benchmarks.md
bench_programs = tests/bench/p_allocation tests/bench/p_cgk tests/bench/p_check \
	tests/bench/p_decide tests/bench/p_growth tests/bench/p_interim tests/bench/p_tables
tests_bench_p_allocation_LDADD = libexpost.la
tests_bench_p_cgk_LDADD = libexpost.la
tests_bench_p_check_LDADD = libexpost.la
tests_bench_p_decide_LDADD = libexpost.la
tests_bench_p_growth_LDADD = libexpost.la -lm
tests_bench_p_interim_LDADD = libexpost.la
tests_bench_p_tables_LDADD = libexpost.la
tests_bench_fwrite_LDADD =
EXTRA_PROGRAMS += $(bench_programs) tests/bench/fwrite
CLEANFILES += $(bench_programs) tests/bench/fwrite bench.out
EXTRA_DIST += tests/bench/bench.h tests/bench/table.sh tests/bench/whole.py

# Whole processes are timed without the script that libtool puts around a program.
.PHONY: bench bench-table
bench: all $(bench_programs) tests/bench/fwrite
	@for program in $(bench_programs); do ./$$program || exit 1; done
	@program=.libs/expost; test -x $$program || program=expost; \
	LD_LIBRARY_PATH="$$PWD/.libs$${LD_LIBRARY_PATH:+:$$LD_LIBRARY_PATH}" \
		$(PYTHON) $(top_srcdir)/tests/bench/whole.py $$program expost-verify tests/bench/fwrite
bench-table: all $(bench_programs) tests/bench/fwrite
	$(MAKE) -s --no-print-directory bench > bench.out
	$(SHELL) $(top_srcdir)/tests/bench/table.sh bench.out "$(CC)" > benchmarks.tmp
	mv benchmarks.tmp $(top_srcdir)/doc/benchmarks.md
EXTRA_DIST += doc/benchmarks.md

# issue 6, convolution: rule
if HAVE_CUNIT
test_programs += tests/rule/t_convolution
tests_rule_t_convolution_LDADD = $(RANDOM_LIBS)
endif

# issue 6, exist: models whose profiles are not listed
if HAVE_CUNIT
test_programs += tests/exist/t_unlisted
tests_exist_t_unlisted_LDADD = $(RANDOM_LIBS)
endif

# issue 6, strips: rule
if HAVE_CUNIT
test_programs += tests/rule/t_means tests/rule/t_strip
tests_rule_t_means_LDADD = $(RANDOM_LIBS)
tests_rule_t_strip_LDADD = $(RANDOM_LIBS)
endif

# issue 6, tests: interim values by brute force; identical answers
if HAVE_CUNIT
check_PROGRAMS += tests/rule/interim_driver
tests_rule_interim_driver_LDADD = libexpost.la
test_programs += tests/check/t_identical
tests_check_t_identical_SOURCES = tests/check/t_identical.c \
	tests/check/answers.c tests/check/answers.h
tests_check_t_identical_LDADD = $(RANDOM_LIBS)
endif
if HAVE_PYTHON
TESTS += tests/cli/identical.py tests/rule/interim.py
endif
EXTRA_DIST += tests/lib/slow_interim.py tests/rule/interim.py

.PHONY: campaign-identical campaign-interim
campaign-identical: all tests/check/t_identical
	XP_TEST_MULTIPLIER=50 XP_CAMPAIGN_SEED=0$(SEED) ./tests/check/t_identical
	EXPOST='$(abs_top_builddir)/expost' $(PYTHON) $(top_srcdir)/tests/cli/identical.py \
		--count 1500 --large 30 --seed 0$(SEED)
campaign-interim: all tests/rule/interim_driver
	EXPOST='$(abs_top_builddir)/expost' $(PYTHON) $(top_srcdir)/tests/rule/interim.py \
		--count 600 --program 1 --seed 0$(SEED)

# issue 6, check without profiles: check
if HAVE_CUNIT
test_programs += tests/check/t_bound tests/check/t_unlisted
tests_check_t_bound_LDADD = $(TEST_LIBS)
tests_check_t_unlisted_LDADD = $(TEST_LIBS)
endif

# issue 6, expectations: rule
if HAVE_CUNIT
test_programs += tests/rule/t_expectations
tests_rule_t_expectations_LDADD = $(RANDOM_LIBS)
endif

# issue 6, large tables: render
if HAVE_CUNIT
test_programs += tests/render/t_rows
tests_render_t_rows_LDADD = $(TEST_LIBS)
endif

# issue 7, properties of voting rules: vote
if HAVE_CUNIT
test_programs += tests/vote/t_check tests/vote/t_function tests/vote/t_gains \
	tests/vote/t_nitzan_kelly tests/vote/t_property tests/render/t_choice_rows
tests_render_t_choice_rows_LDADD = $(TEST_LIBS)
tests_vote_t_check_SOURCES = tests/vote/t_check.c tests/lib/ref_vote.c tests/lib/ref_vote.h
endif
if HAVE_PYTHON
TESTS += tests/cli/votes_check.py
endif
EXTRA_DIST += tests/cli/votes_check.py

# issue 7, votes: verify
if HAVE_PYTHON
TESTS += tests/verify/votes.py
endif
EXTRA_DIST += tests/verify/votes.py

# issue 7, interim probabilities of winning: cert, verify
if HAVE_CUNIT
test_programs += tests/cert/t_allocation
endif
if HAVE_PYTHON
TESTS += tests/verify/allocations.py
endif
EXTRA_DIST += tests/verify/allocations.py

# issue 7, full surplus extraction and Border's condition: graph, rule
if HAVE_CUNIT
test_programs += tests/graph/t_flow tests/rule/t_border
if HAVE_CDD
test_programs += tests/rule/t_cremer_mclean
tests_rule_t_cremer_mclean_LDADD = $(REF_LP_LIBS) $(TEST_LIBS)
endif
endif
if HAVE_PYTHON
TESTS += tests/cli/border.py
endif
EXTRA_DIST += tests/cli/border.py

# issue 7, redistribution: rule
if HAVE_CUNIT
test_programs += tests/rule/t_random_rebates tests/rule/t_redistribution tests/rule/t_units
tests_rule_t_random_rebates_LDADD = $(RANDOM_LIBS)
endif

# issue 7, tables of redistribution, families of trade, second best: rule, cli
if HAVE_CUNIT
test_programs += tests/rule/t_worst_case
tests_rule_t_worst_case_LDADD = $(TEST_LIBS)
endif
if HAVE_PYTHON
TESTS += tests/cli/redistribute.py tests/cli/trade.py
endif

# issue 7, auctions: rule, cli
if HAVE_CUNIT
test_programs += tests/rule/t_auction
tests_rule_t_auction_LDADD = $(TEST_LIBS)
endif
if HAVE_PYTHON
TESTS += tests/cli/auction.py
endif
EXTRA_DIST += tests/cli/auction.py

# issue 7, voting: text, vote, cli
if HAVE_CUNIT
test_programs += tests/text/t_preflib tests/vote/t_domain tests/vote/t_rule tests/vote/t_runoff
endif
if HAVE_PYTHON
TESTS += tests/bad/ballots/run.py tests/cli/ballots.py
endif
EXTRA_DIST += tests/bad/ballots/run.py tests/cli/ballots.py

# issue 7, existence without money: sat, exist, cert
if HAVE_CUNIT
test_programs += tests/cert/t_vote tests/exist/t_vote tests/sat/t_solve
endif
if HAVE_PYTHON
TESTS += tests/cli/votes_decide.py
endif
