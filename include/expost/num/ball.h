/* Polynomials, balls and algebraic numbers: Arb and Calcium beside FLINT 2.9, or inside FLINT 3. */
#ifndef XP_NUM_BALL_H
#define XP_NUM_BALL_H

#include <expost/num/compat.h>
#include <flint/fmpz_poly.h>
#include <flint/fmpz_poly_factor.h>
#include <flint/fmpq_poly.h>
#include <flint/fmpq_mpoly.h>
#include <flint/fmpq_mpoly_factor.h>
#if __FLINT_RELEASE >= 30000
#include <flint/arb.h>
#include <flint/arb_poly.h>
#include <flint/arb_fmpz_poly.h>
#include <flint/arb_hypgeom.h>
#include <flint/acb.h>
#include <flint/acb_calc.h>
#include <flint/acb_hypgeom.h>
#include <flint/fmpz_mpoly_q.h>
#include <flint/qqbar.h>
#else
#include <arb.h>
#include <arb_poly.h>
#include <arb_fmpz_poly.h>
#include <arb_hypgeom.h>
#include <acb.h>
#include <acb_calc.h>
#include <acb_hypgeom.h>
#include <calcium/fmpz_mpoly_q.h>
#include <calcium/qqbar.h>
#endif

#endif
