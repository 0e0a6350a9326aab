/* FLINT 2.9 and FLINT 3 under the same names: the only header that knows which it is. */
#ifndef XP_NUM_COMPAT_H
#define XP_NUM_COMPAT_H

#include <flint/flint.h>
#include <flint/fmpz.h>
#include <flint/fmpz_vec.h>
#include <flint/fmpq.h>
#include <flint/fmpq_vec.h>
#include <flint/ulong_extras.h>

#endif
