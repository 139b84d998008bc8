/* BINDS() for 0 to 24 values: each is turned into a struct bind by its type. */
#ifndef ANJU_BINDS_H
#define ANJU_BINDS_H
#define BINDS_COUNT_(...) \
	BINDS_PICK_(__VA_OPT__(__VA_ARGS__,) 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, \
		11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, )
#define BINDS_PICK_(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, \
	a18, a19, a20, a21, a22, a23, a24, n, ...) n
#define BINDS_N_(n, ...) BINDS_JOIN_(BINDS_, n)(__VA_ARGS__)
#define BINDS_JOIN_(a, b) BINDS_JOIN2_(a, b)
#define BINDS_JOIN2_(a, b) a##b
#define BINDS_0(...) ((struct binds){ NULL, 0 })
#define BINDS_1(a1) ((struct binds){ (const struct bind[]){ BIND(a1) }, 1 })
#define BINDS_2(a1, a2) ((struct binds){ (const struct bind[]){ BIND(a1), BIND(a2) }, 2 })
#define BINDS_3(a1, a2, a3) ((struct binds){ (const struct bind[]){ BIND(a1), BIND(a2), \
	BIND(a3) }, 3 })
#define BINDS_4(a1, a2, a3, a4) ((struct binds){ (const struct bind[]){ BIND(a1), BIND(a2), \
	BIND(a3), BIND(a4) }, 4 })
#define BINDS_5(a1, a2, a3, a4, a5) ((struct binds){ (const struct bind[]){ BIND(a1), \
	BIND(a2), BIND(a3), BIND(a4), BIND(a5) }, 5 })
#define BINDS_6(a1, a2, a3, a4, a5, a6) ((struct binds){ (const struct bind[]){ BIND(a1), \
	BIND(a2), BIND(a3), BIND(a4), BIND(a5), BIND(a6) }, 6 })
#define BINDS_7(a1, a2, a3, a4, a5, a6, a7) ((struct binds){ (const struct bind[]){ \
	BIND(a1), BIND(a2), BIND(a3), BIND(a4), BIND(a5), BIND(a6), BIND(a7) }, 7 })
#define BINDS_8(a1, a2, a3, a4, a5, a6, a7, a8) ((struct binds){ (const struct bind[]){ \
	BIND(a1), BIND(a2), BIND(a3), BIND(a4), BIND(a5), BIND(a6), BIND(a7), BIND(a8) }, 8 })
#define BINDS_9(a1, a2, a3, a4, a5, a6, a7, a8, a9) ((struct binds){ (const struct bind[]){ \
	BIND(a1), BIND(a2), BIND(a3), BIND(a4), BIND(a5), BIND(a6), BIND(a7), BIND(a8), \
	BIND(a9) }, \
	9 })
#define BINDS_10(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10) ((struct binds){ (const struct \
	bind[]){ BIND(a1), BIND(a2), BIND(a3), BIND(a4), BIND(a5), BIND(a6), BIND(a7), BIND(a8), \
	BIND(a9), BIND(a10) }, 10 })
#define BINDS_11(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11) ((struct binds){ (const \
	struct bind[]){ BIND(a1), BIND(a2), BIND(a3), BIND(a4), BIND(a5), BIND(a6), BIND(a7), \
	BIND(a8), BIND(a9), BIND(a10), BIND(a11) }, 11 })
#define BINDS_12(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12) ((struct binds){ (const \
	struct bind[]){ BIND(a1), BIND(a2), BIND(a3), BIND(a4), BIND(a5), BIND(a6), BIND(a7), \
	BIND(a8), BIND(a9), BIND(a10), BIND(a11), BIND(a12) }, 12 })
#define BINDS_13(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13) ((struct binds){ \
	(const struct bind[]){ BIND(a1), BIND(a2), BIND(a3), BIND(a4), BIND(a5), BIND(a6), \
	BIND(a7), BIND(a8), BIND(a9), BIND(a10), BIND(a11), BIND(a12), BIND(a13) }, 13 })
#define BINDS_14(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14) ((struct \
	binds){ (const struct bind[]){ BIND(a1), BIND(a2), BIND(a3), BIND(a4), BIND(a5), BIND(a6), \
	BIND(a7), BIND(a8), BIND(a9), BIND(a10), BIND(a11), BIND(a12), BIND(a13), BIND(a14) }, 14 \
	})
#define BINDS_15(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15) ((struct \
	binds){ (const struct bind[]){ BIND(a1), BIND(a2), BIND(a3), BIND(a4), BIND(a5), BIND(a6), \
	BIND(a7), BIND(a8), BIND(a9), BIND(a10), BIND(a11), BIND(a12), BIND(a13), BIND(a14), \
	BIND(a15) }, 15 })
#define BINDS_16(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16) \
	((struct binds){ (const struct bind[]){ BIND(a1), BIND(a2), BIND(a3), BIND(a4), BIND(a5), \
	BIND(a6), BIND(a7), BIND(a8), BIND(a9), BIND(a10), BIND(a11), BIND(a12), BIND(a13), \
	BIND(a14), BIND(a15), BIND(a16) }, 16 })
#define BINDS_17(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17) \
	((struct binds){ (const struct bind[]){ BIND(a1), BIND(a2), BIND(a3), BIND(a4), BIND(a5), \
	BIND(a6), BIND(a7), BIND(a8), BIND(a9), BIND(a10), BIND(a11), BIND(a12), BIND(a13), \
	BIND(a14), BIND(a15), BIND(a16), BIND(a17) }, 17 })
#define BINDS_18(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, \
	a18) ((struct binds){ (const struct bind[]){ BIND(a1), BIND(a2), BIND(a3), BIND(a4), \
	BIND(a5), BIND(a6), BIND(a7), BIND(a8), BIND(a9), BIND(a10), BIND(a11), BIND(a12), \
	BIND(a13), BIND(a14), BIND(a15), BIND(a16), BIND(a17), BIND(a18) }, 18 })
#define BINDS_19(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, \
	a18, a19) ((struct binds){ (const struct bind[]){ BIND(a1), BIND(a2), BIND(a3), BIND(a4), \
	BIND(a5), BIND(a6), BIND(a7), BIND(a8), BIND(a9), BIND(a10), BIND(a11), BIND(a12), \
	BIND(a13), BIND(a14), BIND(a15), BIND(a16), BIND(a17), BIND(a18), BIND(a19) }, 19 })
#define BINDS_20(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, \
	a18, a19, a20) ((struct binds){ (const struct bind[]){ BIND(a1), BIND(a2), BIND(a3), \
	BIND(a4), BIND(a5), BIND(a6), BIND(a7), BIND(a8), BIND(a9), BIND(a10), BIND(a11), \
	BIND(a12), BIND(a13), BIND(a14), BIND(a15), BIND(a16), BIND(a17), BIND(a18), BIND(a19), \
	BIND(a20) }, 20 })
#define BINDS_21(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, \
	a18, a19, a20, a21) ((struct binds){ (const struct bind[]){ BIND(a1), BIND(a2), BIND(a3), \
	BIND(a4), BIND(a5), BIND(a6), BIND(a7), BIND(a8), BIND(a9), BIND(a10), BIND(a11), \
	BIND(a12), BIND(a13), BIND(a14), BIND(a15), BIND(a16), BIND(a17), BIND(a18), BIND(a19), \
	BIND(a20), BIND(a21) }, 21 })
#define BINDS_22(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, \
	a18, a19, a20, a21, a22) ((struct binds){ (const struct bind[]){ BIND(a1), BIND(a2), \
	BIND(a3), BIND(a4), BIND(a5), BIND(a6), BIND(a7), BIND(a8), BIND(a9), BIND(a10), \
	BIND(a11), \
	BIND(a12), BIND(a13), BIND(a14), BIND(a15), BIND(a16), BIND(a17), BIND(a18), BIND(a19), \
	BIND(a20), BIND(a21), BIND(a22) }, 22 })
#define BINDS_23(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, \
	a18, a19, a20, a21, a22, a23) ((struct binds){ (const struct bind[]){ BIND(a1), BIND(a2), \
	BIND(a3), BIND(a4), BIND(a5), BIND(a6), BIND(a7), BIND(a8), BIND(a9), BIND(a10), \
	BIND(a11), \
	BIND(a12), BIND(a13), BIND(a14), BIND(a15), BIND(a16), BIND(a17), BIND(a18), BIND(a19), \
	BIND(a20), BIND(a21), BIND(a22), BIND(a23) }, 23 })
#define BINDS_24(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, \
	a18, a19, a20, a21, a22, a23, a24) ((struct binds){ (const struct bind[]){ BIND(a1), \
	BIND(a2), BIND(a3), BIND(a4), BIND(a5), BIND(a6), BIND(a7), BIND(a8), BIND(a9), BIND(a10), \
	BIND(a11), BIND(a12), BIND(a13), BIND(a14), BIND(a15), BIND(a16), BIND(a17), BIND(a18), \
	BIND(a19), BIND(a20), BIND(a21), BIND(a22), BIND(a23), BIND(a24) }, 24 })
#endif
