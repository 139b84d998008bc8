/* Functions we do not call; the symbol is the advice. Included by base.h, after the system. */
#ifndef ANJU_BANNED_H
#define ANJU_BANNED_H

#undef strcpy
#define strcpy(...) use_arena_strdup_or_strbuf_instead_of_strcpy
#undef strncpy
#define strncpy(...) use_arena_strndup_or_strbuf_instead_of_strncpy
#undef strcat
#define strcat(...) use_strbuf_instead_of_strcat
#undef strncat
#define strncat(...) use_strbuf_instead_of_strncat
#undef sprintf
#define sprintf(...) use_arena_printf_or_strbuf_printf_instead_of_sprintf
#undef vsprintf
#define vsprintf(...) use_strbuf_vprintf_instead_of_vsprintf
#undef gets
#define gets(...) use_getline_instead_of_gets
#undef strtok
#define strtok(...) use_text_split_instead_of_strtok
#undef localtime
#define localtime(...) use_civil_time_with_an_explicit_zone
#undef gmtime
#define gmtime(...) use_civil_time_with_an_explicit_zone
#undef time
#define time(...) read_the_clock_from_ctx
#undef rand
#define rand(...) use_random_bytes_instead_of_rand
#undef atoi
#define atoi(...) use_text_int_instead_of_atoi
#undef atof
#define atof(...) money_is_integer_fen
#undef setlocale
#define setlocale(...) the_locale_stays_C

#endif
