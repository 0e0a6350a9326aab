# The proofs: make proofs compiles them, make check-proofs checks what they say.
proofs_make = $(MAKE) -f $(abs_top_srcdir)/proofs/Makefile source=$(abs_top_srcdir)/proofs \
	build=$(abs_top_builddir)/proofs version=$(VERSION) COQC=$(COQC) OCAMLFIND=$(OCAMLFIND)
proofs_environment = EXPOST=$(abs_top_builddir)/expost$(EXEEXT) \
	EXPOST_VERIFY=$(abs_top_builddir)/expost-verify$(EXEEXT) \
	EXPOST_VERIFY_COQ=$(abs_top_builddir)/proofs/extract/expost-verify-coq \
	PROOFS=$(abs_top_builddir)/proofs ROWS_PROGRAMS=$(abs_top_builddir)/tests/proofs

if HAVE_COQ
proofs:
	@$(MKDIR_P) proofs
	$(proofs_make)

# The part on intervals: for Coquelicot and CoqInterval.
proofs-real:
	@$(MKDIR_P) proofs
	$(proofs_make) real

check-proofs: proofs expost$(EXEEXT) expost-verify$(EXEEXT) \
	tests/proofs/library_rows$(EXEEXT) tests/proofs/verifier_rows$(EXEEXT)
	$(proofs_make) check
	$(proofs_environment) $(PYTHON) $(srcdir)/tests/proofs/verifiers.py
	$(proofs_environment) $(PYTHON) $(srcdir)/tests/proofs/rows.py
	$(proofs_environment) $(PYTHON) $(srcdir)/tests/proofs/instances.py
if HAVE_COQ_REAL
	$(proofs_make) check-real
else
	@echo "proofs/real: skipped: Coquelicot and CoqInterval were not found"
endif

# The program, and the library of Coq that the files of `expost explain --format coq` use.
install-proofs: proofs
	$(MKDIR_P) $(DESTDIR)$(bindir)
	$(INSTALL_PROGRAM) proofs/extract/expost-verify-coq $(DESTDIR)$(bindir)
	for folder in theory cert; do \
		$(MKDIR_P) $(DESTDIR)$(pkgdatadir)/proofs/$$folder; \
		$(INSTALL_DATA) proofs/$$folder/*.v proofs/$$folder/*.vo \
			$(DESTDIR)$(pkgdatadir)/proofs/$$folder || exit 1; \
	done
uninstall-local:
	rm -rf $(DESTDIR)$(bindir)/expost-verify-coq $(DESTDIR)$(pkgdatadir)/proofs

# Some minutes: every change of proofs/mutations.txt must break the proofs.
check-mutations: proofs
	sh $(srcdir)/proofs/mutate.sh $(srcdir)/proofs proofs
else
proofs proofs-real check-proofs install-proofs check-mutations:
	@echo "$@: skipped: coqc, ocamlfind or zarith was not found (see the end of configure)"
endif

# Needs Frama-C, Why3, Z3 and CVC4, not Coq.
check-overflow:
	sh $(srcdir)/proofs/overflow/check.sh $(srcdir)

.PHONY: proofs proofs-real check-proofs install-proofs check-mutations check-overflow

EXTRA_DIST += proofs/README proofs/_CoqProject proofs/Makefile proofs/check.sh proofs/mutate.sh \
	proofs/mutations.txt proofs/theorems.expected proofs/theory proofs/cert proofs/extract \
	proofs/instances proofs/overflow proofs/real
