/* A certificate as a file for Coq: data, evidence, and a theorem without premises. */
#include <expost/cert/explain.h>

#include <string.h>

#include <expost/model/profiles.h>

#include "cert/coq_impl.h"
#include "cert/explain_impl.h"
#include "cert/prose.h"

int xp_coq_without_lotteries(const xp_coq_t *c)
{
    return !c->certificate->reduced && !c->certificate->has_rule
           && c->certificate->question.deterministic;
}

/* The rule that is listed: the fixed one, or that of the mechanism in the evidence. */
static const xp_rule_struct *find_rule(const xp_certificate_struct *certificate)
{
    const xp_rule_struct *rule = certificate->has_rule ? certificate->rule : certificate->found;

    return certificate->reduced || rule->choice == NULL ? NULL : rule;
}

/* The claim as a sentence. */
static void add_sentence(xp_coq_t *c, const xp_certificate_t certificate)
{
    xp_explanation_t e;
    xp_string_t plain;

    memset(&e, 0, sizeof e);
    e.certificate = certificate;
    e.environment = certificate->environment;
    e.rule = certificate->has_rule && !certificate->reduced ? certificate->rule : NULL;
    e.question = certificate->question;
    e.question.environment = e.environment;
    e.question.rule = e.rule;
    e.digits = -1;
    xp_string_init(e.text);
    xp_say_claim(&e, "below");
    xp_string_init(plain);
    xp_prose_add(plain, XP_PROSE_TEXT, e.text->text);
    xp_coq_comment(c, plain->text);
    xp_string_clear(plain);
    xp_string_clear(e.text);
}

static void add_head(xp_coq_t *c, const xp_certificate_t certificate, const char *command)
{
    xp_string_t words;

    add_sentence(c, certificate);
    xp_string_init(words);
    xp_string_printf(words, "Written by `%s`.  The words of the theorems are defined in "
                     "theory/Environment.v%s, theory/Field.v and cert/Claims.v, what the data "
                     "stand for in cert/%s.v and cert/Instance.v.",
                     command != NULL ? command : "expost explain --format coq",
                     certificate->reduced ? ", theory/Tables.v, cert/Reduced_ex_post.v" : "",
                     certificate->reduced ? "Reduced_rows" : "Data");
    xp_coq_comment(c, words->text);
    xp_coq_comment(c, "coqc -Q DIR/theory Expost.theory -Q DIR/cert Expost.cert FILE.v, where DIR "
                      "is proofs in the build folder, or share/expost/proofs.");
    xp_string_clear(words);
    xp_coq_add(c, "From Coq Require Import QArith List.\n"
                  "From Expost.theory Require Import Field Profile Environment%s.\n"
                  "From Expost.cert Require Import Data Rows %sClaims Evidence Checker.\n"
                  "From Expost.cert Require Import %sInstance.\n"
                  "Import ListNotations.\n"
                  "Local Open Scope Q_scope.\n",
               certificate->reduced ? " Tables" : "",
               certificate->reduced ? "Reduced_rows " : "",
               certificate->reduced ? "Reduced_ex_post " : "");
}

xp_status_t xp_explain_coq(xp_string_t out, const xp_certificate_t certificate,
                           const char *command, xp_error_t error)
{
    xp_coq_t c = {certificate, certificate->environment, find_rule(certificate), 2, 0, out};

    if (!certificate->reduced)
    {
        const xp_status_t status = xp_profiles_require(certificate->environment->profiles,
                                                       "the file for Coq", error);
        if (status != XP_OK)
            return status;
    }
    add_head(&c, certificate, command);
    xp_coq_environment(&c);
    xp_coq_definitions(&c);
    xp_coq_claim(&c);
    xp_coq_theorems(&c);
    return XP_OK;
}
