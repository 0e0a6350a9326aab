#!/usr/bin/env python3
"""Certificates from the command line: written, accepted, explained, the same bytes again.

usage: certificates.py [EXPOST]
       expost-verify is that of the variable EXPOST_VERIFY
"""

import os
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True

from program import ROOT, Tally, folder, stand_in_for_booktabs    # noqa: E402

T = Tally("cli/certificates")
VERIFY = os.environ.get("EXPOST_VERIFY")
LATEX = shutil.which("pdflatex")

EFFICIENT = "the efficient rule, ties to the first outcome,"

# a rule of the file, lotteries, a correlated prior, labels that need quoting
SPECIAL = """title "Odd \\"names\\" {x}"
outcomes "no couch", b, "50%"
cost b = 1/3
outcome b requires "Z\u00fc"
agent "Z\u00fc", y { types low = 0, high = 2/3; value b = t + 1/7; outside at b = 1/2 }
prior joint { (low, low) = 1/2; (high, high) = 1/2; (low, high) = 0; (high, low) = 0 }
rule { b when t["Z\u00fc"] == high; 1/3 "no couch" + 2/3 "50%" otherwise }
payment "Z\u00fc" = 1/3
payment y = -t
"""
# each agent's value depends on the other's type
INTERDEPENDENT = """outcomes a, b
agent x { types 0, 1; prior uniform; value a = t + t[y]/2; outside = t[y]/4 }
agent y { types 0, 1; prior 1/4, 3/4; value b = t + t[x]/2 }
"""
# one agent, two types, two outcomes: the rule gives the better outcome to the lower type
FALLING = """outcomes a, b
agent x { types 0, 1; prior uniform; value a = t }
rule { a when t[x] == 0; b otherwise }
"""


def verify(path):
    return subprocess.run([VERIFY, path], capture_output=True, encoding="utf-8", timeout=60,
                          check=False)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def explain(place, path, name):
    """In every format, without complaint; LaTeX is a document."""
    for form in ("text", "markdown", "latex"):
        target = os.path.join(place, "proof." + form)
        done = T.run("explain", path, "--format", form, "-o", target, "--digits", "3")
        if not T.same(f"{name}: explain {form}", (done.returncode, done.stderr), (0, "")):
            continue
        again = T.run("explain", path, "--format", form, "--digits", "3", "-o", "-")
        text = read(target)
        T.check(len(text) > 100, f"{name}: {form} is short: {text}")
        # the comment on the first line names the command, and so the file
        T.same(f"{name}: {form} twice", again.stdout.splitlines()[1:], text.splitlines()[1:])
        if form == "latex" and LATEX is not None:
            done = subprocess.run([LATEX, "-interaction=nonstopmode", "-halt-on-error",
                                   "-jobname=proof", target], cwd=place, capture_output=True,
                                  encoding="latin-1", timeout=120, check=False)
            T.check(done.returncode == 0, f"{name}: pdflatex: {done.stdout[-900:]}")


def without_head(text):
    """A file for Coq from its first command on; the head names the command that wrote it."""
    return text[text.find("\nFrom Coq "):]


def explain_for_coq(place, path, name):
    """A file for Coq: the same bytes, comments that end, one theorem at least.  Coq itself is asked
    by tests/proofs/instances.py."""
    target = os.path.join(place, "proof.v")
    done = T.run("explain", path, "--format", "coq", "-o", target)
    if not T.same(f"{name}: explain coq", (done.returncode, done.stderr), (0, "")):
        return
    text = read(target)
    again = T.run("explain", path, "--format", "coq")
    T.same(f"{name}: coq twice", without_head(again.stdout), without_head(text))
    T.check(text.startswith("(* "), f"{name}: coq begins with the claim")
    T.same(f"{name}: comments", text.count("(*"), text.count("*)"))
    T.check('"' not in text and "\nTheorem " in text and "\nPrint Assumptions " in text,
            f"{name}: coq: {text[-300:]}")


def environment(text, words, model):
    """`export --to env` is what stands before the claim."""
    rule = [w for k, o in enumerate(words) if o in ("--rule", "--ties", "-D")
            for w in words[k:k + 2]]
    done = T.run("export", "--to", "env", *rule, "-", text=model)
    T.same(f"export --to env {rule}", done.stdout, text[:text.index("\nclaim ") + 1])


def certify(place, model, words, status, claim):
    """Writes a certificate and asks everything of it; claim is what the verifier must say."""
    name = " ".join(words)
    path = os.path.join(place, "x.cert")
    if os.path.exists(path):
        os.remove(path)
    done = T.run(*words, "-c", path, "-", text=model)
    if not T.same(f"exit of {name}", (done.returncode, done.stderr), (status, "")):
        return None
    text = read(path)
    T.check("x.cert" in done.stdout or words[0] in ("check", "balance"),
            f"{name}: the report names the certificate")
    verdict = verify(path)
    T.same(f"{name}: verified", (verdict.returncode, verdict.stderr), (0, ""))
    T.same(f"{name}: the claim", verdict.stdout.strip(), claim)
    done = T.run(*words, "-c", "-", "-", text=model)
    T.same(f"{name}: the same bytes, and nothing else, on standard output",
           (done.returncode, done.stdout), (status, text))
    if "--reduced" not in words:
        environment(text, words, model)
    explain(place, path, name)
    explain_for_coq(place, path, name)
    return path


def existence(place):
    trade = T.family("bilateral-trade")
    all_of_it = f"No mechanism with {EFFICIENT} is BIC, interim IR and ex-post budget balanced"
    for more in ([], ["--method", "lp"], ["--method", "lp-whole"]):
        certify(place, trade, ["decide", "-p", "bic,iir,sbb", *more], 1,
                all_of_it + " in this environment.")
    certify(place, trade, ["decide", "-p", "bic,iir,sbb", "--ties", "last"], 1,
            all_of_it.replace("first", "last") + " in this environment.")
    certify(place, trade, ["decide", "-p", "bic,iir,sbb", "--reduced"], 1,
            "For these interim tables, no mechanism is BIC, interim IR and ex-post budget "
            "balanced.")
    # see json_outputs.py for 5/64
    certify(place, trade, ["subsidy"], 1,
            f"The least expected deficit of a mechanism with {EFFICIENT} that is BIC and interim "
            "IR is 5/64 in this environment.")
    certify(place, trade, ["decide", "-p", "bic,sbb"], 0,
            f"This mechanism with {EFFICIENT} is BIC and ex-post budget balanced in this "
            "environment.")
    certify(place, trade, ["decide", "-p", "dsic,epir"], 0,
            f"This mechanism with {EFFICIENT} is DSIC and ex-post IR in this environment.")
    certify(place, trade, ["decide", "-p", "bic", "--maximize", "utility:seller"], 0,
            "The expected utility of agent \"seller\" of a mechanism with "
            f"{EFFICIENT} that is BIC has no largest value, and such mechanisms exist in this "
            "environment.")
    # balanced: what one pays the other receives
    certify(place, trade, ["decide", "-p", "bic,iir,sbb", "--rule", "free", "--maximize",
                           "revenue"], 0,
            "The largest expected revenue of a mechanism with any rule that is BIC, interim IR "
            "and ex-post budget balanced is 0 in this environment.")
    certify(place, trade, ["decide", "-p", "dsic,nopay"], 1,
            f"No mechanism with {EFFICIENT} is DSIC and without payments in this environment.")
    certify(place, trade, ["decide", "-p", "dsic,epir,wbb,eff", "--rule", "free",
                           "--deterministic"], 1,
            "No mechanism with any rule without lotteries is DSIC, ex-post IR, ex-post free of "
            "deficits and efficient in this environment.")
    # two agents, one good, a worst profile: nobody can be made to pay more than 0 where it is
    # worth 0 to everybody
    certify(place, SPECIAL, ["decide", "-p", "nopay", "--rule", "free", "--minimize",
                             "worst-deficit"], 0,
            "The least deficit at the worst profile of a mechanism with any rule that is without "
            "payments is 0 in this environment.")
    certify(place, INTERDEPENDENT, ["decide", "-p", "nopay"], 0,
            f"This mechanism with {EFFICIENT} is without payments in this environment.")


def answers(place):
    trade = T.family("bilateral-trade")
    certify(place, trade, ["check", "-m", "pivot", "-p", "dsic,epir"], 0,
            f"This mechanism with {EFFICIENT} is DSIC and ex-post IR in this environment.")
    # at (0, 7/8) pivot payments sum to 1/8 - 7/8 < 0
    certify(place, trade, ["check", "-m", "pivot", "-p", "dsic,wbb"], 1,
            f"This mechanism with {EFFICIENT} is not ex-post free of deficits in this "
            "environment.")
    certify(place, trade, ["check", "-p", "eff,wmon"], 0,
            "The efficient rule, ties to the first outcome, is efficient and weakly monotone in "
            "this environment.")
    for name, word in (("cmon", "DSIC"), ("bmon", "BIC")):
        certify(place, trade, ["check", "-p", name], 0,
                "Payments exist under which the efficient rule, ties to the first outcome, is "
                f"{word} in this environment.")
        # the types together gain 1 by changing places
        certify(place, FALLING, ["check", "-p", name], 1,
                f"There are no payments under which the stated rule is {word} in this "
                "environment.")
    certify(place, FALLING, ["decide", "-p", "dsic"], 1,
            "No mechanism with the stated rule is DSIC in this environment.")
    certify(place, SPECIAL, ["check", "-p", "eabb"], 1,
            "This mechanism with the stated rule is not budget balanced in expectation in this "
            "environment.")
    # Groves and Loeb 1975: three agents can, two cannot
    certify(place, T.family("quadratic"), ["balance"], 0,
            "These Groves payments balance the budget at every profile in this environment.")
    certify(place, T.family("quadratic", ["--agents", "2"]), ["balance"], 1,
            "No Groves payments balance the budget at every profile in this environment.")


def catalogue(place):
    """Models of the catalogue: whatever the verdict, its certificate is accepted."""
    for item in ("borgers2009/asymmetric", "clarke1971/roommates", "krishna1998/ir-notions",
                 "daspremont1979/public-decision"):
        path = os.path.join(ROOT, "examples", item + ".mech")
        for words in (["decide", path, "-p", "bic,iir,sbb"], ["decide", path, "-p", "dsic,epir,wbb"],
                      ["subsidy", path], ["balance", path]):
            cert = os.path.join(place, "y.cert")
            done = T.run(*words, "-c", cert)
            if not T.check(done.returncode in (0, 1), f"{words}: {done.stderr}"):
                continue
            done = verify(cert)
            T.same(f"{words}: verified", (done.returncode, done.stderr), (0, ""))
            done = T.run("explain", cert)
            T.same(f"{words}: explained", (done.returncode, done.stderr), (0, ""))


def by_hand():
    """What the verifier accepts is read and explained too."""
    good = os.path.join(ROOT, "tests", "verify", "good")
    names = sorted(name for name in os.listdir(good) if name.endswith(".cert"))
    T.check(len(names) > 40, "certificates written by hand")
    for name in names:
        done = T.run("explain", os.path.join(good, name))
        T.same(f"{name}: explained", (done.returncode, done.stderr), (0, ""))
        done = T.run("explain", "--format", "coq", os.path.join(good, name))
        not_covered = name.startswith(("continuous-", "vote-", "allocation-"))
        T.same(f"{name}: for Coq", (done.returncode, done.stderr == ""),
               (2, False) if not_covered else (0, True))


def shrink(place):
    path = certify(place, T.family("bilateral-trade"), ["decide", "-p", "bic,epir,sbb"], 1,
                   f"No mechanism with {EFFICIENT} is BIC, ex-post IR and ex-post budget balanced "
                   "in this environment.")
    if path is None:
        return
    small = os.path.join(place, "small.cert")
    done = T.run("explain", path, "--shrink", "-c", small)
    if T.same("explain --shrink", (done.returncode, done.stderr), (0, "")):
        T.same("the shrunk certificate", verify(small).returncode, 0)
        T.check(read(small).count("\nrow ") <= read(path).count("\nrow "), "it is no longer")


def beyond_enumeration(place):
    """5^20 profiles: a certificate is written in reduced form, and only in that."""
    model = read(os.path.join(ROOT, "examples", "krishna1998", "vacation-outside.mech"))
    # what Blake forgoes is worth 3, and no longer 2, the claim of the catalogue
    model = model.replace("    outside = 2\n", "    outside = 3\n")
    path = os.path.join(place, "vacation.cert")
    words = ("decide", "-p", "bic,iir,sbb")
    done = T.run(*words, "-c", path, "-", text=model)
    T.same("every profile", (done.returncode, done.stdout, os.path.exists(path)), (3, "", False))
    T.check("95367431640625 profiles" in done.stderr and "--reduced" in done.stderr, done.stderr)
    done = T.run(*words, "--reduced", "-c", path, "-", text=model)
    if T.same("in reduced form", (done.returncode, done.stderr), (1, "")):
        done = verify(path)
        T.same("vacation: verified", (done.returncode, done.stdout.strip()),
               (0, "For these interim tables, no mechanism is BIC, interim IR and ex-post budget "
                   "balanced."))
        os.remove(path)
    for more in (["--rule", "free"], ["--method", "lp"]):
        done = T.run(*words, *more, "-", text=model)
        T.same(f"vacation {more}", done.returncode, 3)
    T.expect(3, "decide", "-p", "dsic,epir", "-", text=model)
    for form in ("env", "lp", "mps"):
        asked = ["-p", "bic,iir,sbb"] if form != "env" else []
        T.expect(3, "export", "--to", form, *asked, "-", text=model)


def failures(place):
    """Nothing is left where nothing is established or a file cannot be written."""
    trade = T.family("bilateral-trade")
    done = T.expect(4, "decide", "-p", "bic", "-c", "/nonexistent/x.cert", "-", text=trade)
    T.same("no report without its certificate", done.stdout, "")
    path = os.path.join(place, "unknown.cert")
    large = T.family("auction", ["--agents", "3", "--types", "12"])
    done = T.run("decide", "-p", "dsic,epir", "--rule", "free", "--maximize", "revenue",
                 "--timeout", "0.5", "-c", path, "-", text=large)
    if done.returncode == 0:
        T.skipped += 1      # a very fast machine
    else:
        T.same("unknown", (done.returncode, os.path.exists(path)), (3, False))
        T.check("no certificate" in done.stderr and "Unknown" in done.stdout, done.stderr)
    T.same("nothing else is left", [n for n in os.listdir(place) if n.count(".") > 1], [])
    # a certificate that was changed is rejected
    path = os.path.join(place, "x.cert")
    T.run("decide", "-p", "bic,iir,sbb", "-c", path, "-", text=trade)
    with open(path, "w", encoding="utf-8") as file:
        file.write(T.run("decide", "-p", "bic,iir,sbb", "-c", "-", "-",
                         text=trade).stdout.replace("\nrow eabb 1\n", "\nrow eabb 2\n"))
    T.same("a changed multiplier", verify(path).returncode, 1)
    T.expect(2, "explain", path)


def main():
    if not VERIFY:
        sys.exit("cli/certificates: the variable EXPOST_VERIFY is not set")
    if LATEX is None:
        print("cli/certificates: pdflatex is not there: proofs were not compiled")
    with folder() as place:
        if LATEX is not None:
            stand_in_for_booktabs(place, T.name)
        existence(place)
        answers(place)
        catalogue(place)
        by_hand()
        shrink(place)
        beyond_enumeration(place)
        failures(place)
    T.finish()


main()
