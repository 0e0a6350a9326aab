/* Certificates of a campaign, one file each, for the script that has them verified. */
#ifndef XP_TESTS_SAVE_H
#define XP_TESTS_SAVE_H

#include <expost/cert/certificate.h>

/* How many were made; the folder is that of the variable XP_CERTIFICATES, or none. */
extern unsigned long xp_saved;

/*
 * Makes the certificate of a decision, of findings or of a balance, and writes it when there
 * is a folder.  The status is that of xp_certificate_set_...; a file that cannot be
 * written is a failed expectation.
 */
xp_status_t xp_save_decision(const xp_question_t *question, const xp_decision_t decision,
                             int reduced);
xp_status_t xp_save_findings(const xp_mechanism_t mechanism, const xp_findings_t findings);
xp_status_t xp_save_balance(const xp_environment_t environment, const xp_rule_t rule,
                            const xp_balance_t balance);

#endif
