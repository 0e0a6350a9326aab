/* Matrices of integers and of rationals. */
#ifndef XP_NUM_MATRIX_H
#define XP_NUM_MATRIX_H

#include <expost/num/compat.h>
#include <flint/fmpz_mat.h>
#include <flint/fmpq_mat.h>

#endif
