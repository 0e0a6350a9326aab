# The proofs: make proofs compiles them, make check-proofs checks what they say.
proofs_make = $(MAKE) -f $(abs_top_srcdir)/proofs/Makefile source=$(abs_top_srcdir)/proofs \
	build=$(abs_top_builddir)/proofs
proofs_environment = EXPOST=$(abs_top_builddir)/expost$(EXEEXT) \
	EXPOST_VERIFY=$(abs_top_builddir)/expost-verify$(EXEEXT) \
	EXPOST_VERIFY_COQ=$(abs_top_builddir)/proofs/extract/expost-verify-coq \
	PROOFS=$(abs_top_builddir)/proofs

if HAVE_COQ
proofs:
	@$(MKDIR_P) proofs
	$(proofs_make)

check-proofs: proofs expost$(EXEEXT) expost-verify$(EXEEXT)
	$(proofs_make) check
	$(proofs_environment) $(PYTHON) $(srcdir)/tests/proofs/verifiers.py
	$(proofs_environment) $(PYTHON) $(srcdir)/tests/proofs/rows.py
	$(proofs_environment) $(PYTHON) $(srcdir)/tests/proofs/instances.py

# Some minutes: every change of proofs/mutations.txt must break the proofs.
check-mutations: proofs
	sh $(srcdir)/proofs/mutate.sh $(srcdir)/proofs proofs
else
proofs check-proofs check-mutations:
	@echo "$@: skipped: coqc, ocamlfind or zarith was not found (see the end of configure)"
endif

.PHONY: proofs check-proofs check-mutations
