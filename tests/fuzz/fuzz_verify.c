/* Fuzzing of expost-verify: whatever the text, one of its answers. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "verify/evidence.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FILE *file = size > 0 ? fmemopen((void *) (uintptr_t) data, size, "rb") : NULL;
    int status;

    if (file == NULL)
        return 0;
    status = xp_verify("fuzz", file, 1, 0);
    if (status != XP_ACCEPTED && status != XP_REJECTED && status != XP_LIMIT)
        abort();
    fclose(file);
    return 0;
}
