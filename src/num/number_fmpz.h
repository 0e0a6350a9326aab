/* The numbers of a kernel as fmpz, of any size: see number_int64.h.  No guard on purpose. */

#define XP_NUM fmpz

#define XP_NUM_LOCAL(x) XP_NUM x = 0
#define XP_NUM_DROP(x) fmpz_clear(&(x))
#define XP_NUM_VEC(n) _fmpz_vec_init(n)
#define XP_NUM_VEC_DROP(v, n) _fmpz_vec_clear(v, n)

#define XP_NUM_GET(z, f) fmpz_set(&(z), &(f))
#define XP_NUM_PUT(f, x) fmpz_set(f, &(x))

#define XP_NUM_SET(z, x) fmpz_set(&(z), &(x))
#define XP_NUM_ZERO(z) fmpz_zero(&(z))
#define XP_NUM_ONE(z) fmpz_one(&(z))
#define XP_NUM_INFINITY(z, bound) fmpz_add_ui(&(z), bound, 1)
#define XP_NUM_ADD(z, x, y) fmpz_add(&(z), &(x), &(y))
#define XP_NUM_SUB(z, x, y) fmpz_sub(&(z), &(x), &(y))
#define XP_NUM_MUL(z, x, y) fmpz_mul(&(z), &(x), &(y))
#define XP_NUM_ADDMUL(z, x, y) fmpz_addmul(&(z), &(x), &(y))
#define XP_NUM_LESS(x, y) (fmpz_cmp(&(x), &(y)) < 0)
#define XP_NUM_NEGATIVE(x) (fmpz_sgn(&(x)) < 0)
#define XP_NUM_POSITIVE(x) (fmpz_sgn(&(x)) > 0)
#define XP_NUM_MIN(z, x) \
    do \
    { \
        if (fmpz_cmp(&(x), &(z)) < 0) \
            fmpz_set(&(z), &(x)); \
    } while (0)
#define XP_NUM_MAX(z, x) \
    do \
    { \
        if (fmpz_cmp(&(z), &(x)) < 0) \
            fmpz_set(&(z), &(x)); \
    } while (0)
#define XP_NUM_MIN_IF(z, condition, x) \
    do \
    { \
        if ((condition) && fmpz_cmp(&(x), &(z)) < 0) \
            fmpz_set(&(z), &(x)); \
    } while (0)
#define XP_NUM_SET_IF(z, condition, x) \
    do \
    { \
        if (condition) \
            fmpz_set(&(z), &(x)); \
    } while (0)
#define XP_NUM_WATCH(z, x) \
    do \
    { \
        if (fmpz_sgn(&(x)) < 0) \
            fmpz_set_si(&(z), -1); \
    } while (0)
