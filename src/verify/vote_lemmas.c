/* The clausal proof of a certificate: each lemma is checked before the next is read. */
#include "verify/number.h"
#include "verify/vote_proof.h"

/* Reads literals up to the end of the record. */
static void read_clause(xp_vote_t vote)
{
    xp_reader_struct *reader = vote->reader;
    xp_proof_t *proof = vote->proof;

    xp_proof_start(proof);
    while (!reader->ended)
    {
        const char *word = xp_word(reader);
        const int negated = word[0] == '-';
        const size_t variable =
            xp_index_in(reader, word + negated, proof->variables + 1, "variable");

        if (!xp_vote_is_variable(vote, variable))
            xp_reject(reader, "there is no variable %zu", variable);
        if (proof->stamp[2 * variable] == proof->now ||
            proof->stamp[2 * variable + 1] == proof->now)
            xp_reject(reader, "the variable %zu stands twice in the clause", variable);
        xp_proof_put(proof, variable, negated);
    }
}

void xp_vote_check_proof(xp_vote_t vote)
{
    xp_reader_struct *reader = vote->reader;
    xp_proof_t *proof = vote->proof = xp_zeroed(1, sizeof *proof);
    int finished = 0;

    xp_proof_init(proof, reader, xp_vote_variables(vote));
    xp_vote_add_system(vote, proof);
    xp_proof_settle(proof);
    while (!finished)
    {
        const int deletes = xp_at(reader, "delete");

        if (!deletes && !xp_at(reader, "lemma"))
            xp_reject(reader, "the record must be `lemma` or `delete`: the proof ends with a lemma "
                              "without literals");
        read_clause(vote);
        if (deletes && proof->length == 0)
            xp_reject(reader, "a clause that is deleted has literals");
        finished = !deletes && proof->length == 0;
        if (deletes && !xp_proof_delete(proof))
            xp_reject(reader, "there is no such clause");
        if (!deletes && !xp_proof_follows(proof))
            xp_reject(reader, "the lemma does not follow by unit propagation");
        if (!deletes)
        {
            xp_proof_add(proof);
            xp_proof_settle(proof);
        }
        xp_next(reader);
    }
}
