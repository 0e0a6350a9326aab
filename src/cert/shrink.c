/* A proof of the same impossibility by fewer rows, or in fewer types. */
#include <expost/cert/explain.h>

#include <expost/exist/proof.h>

#include "cert/shrink.h"

/* Every claimed property is about each profile alone. */
static int is_without_expectations(xp_properties_t properties)
{
    const xp_properties_t expected = XP_PROPERTY_BIT(XP_BIC) | XP_PROPERTY_BIT(XP_IIR)
                                     | XP_PROPERTY_BIT(XP_EAIR) | XP_PROPERTY_BIT(XP_EABB)
                                     | XP_PROPERTY_BIT(XP_EAWBB);

    return (properties & expected) == 0;
}

static xp_status_t shrink(xp_proof_t proof, const xp_question_t *question,
                          const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status = XP_OK;

    if (is_without_expectations(question->properties))
        status = xp_shrink_types(proof, question, progress, error);
    if (status == XP_OK)
        status = xp_shrink_rows(proof, question, progress, error);
    xp_shrink_simplify(proof);
    return status;
}

xp_status_t xp_certificate_shrink(xp_certificate_t certificate, const xp_progress_t *progress,
                                  xp_error_t error)
{
    xp_question_t question = certificate->question;
    xp_status_t status;
    xp_proof_t own;

    if (certificate->claim != XP_CLAIM_IMPOSSIBLE)
    {
        xp_error_set(error, "only a proof of impossibility can be shrunk: this certificate claims "
                            "something else");
        return XP_INPUT;
    }
    /* trees, and the interim rows of a reduced form, stay as they are */
    if (certificate->reduced || question.deterministic || certificate->proof->node_count != 1)
        return XP_OK;
    question.environment = certificate->environment;
    question.rule = certificate->has_rule ? certificate->rule : NULL;
    if (!xp_proof_holds(certificate->proof, &question, XP_PROOF_OF_IMPOSSIBILITY,
                        certificate->value, error))
        return XP_INPUT;
    xp_proof_init(own);
    xp_proof_set(own, certificate->proof);
    status = shrink(own, &question, progress, error);
    if (status == XP_OK
        && xp_proof_holds(own, &question, XP_PROOF_OF_IMPOSSIBILITY, certificate->value, error)
        && own->count <= certificate->proof->count)
        xp_proof_swap(certificate->proof, own);
    xp_proof_clear(own);
    return status;
}
