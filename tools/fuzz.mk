# Fuzz targets tests/fuzz/NAME.c, by clang, with the sources they may need; the linker takes what
# each of them does.
fuzz_build := $(BUILD)-fuzz
fuzz_targets := $(patsubst tests/fuzz/%.c,$(fuzz_build)/%,$(wildcard tests/fuzz/*.c))
fuzz_sources := $(foreach l,base http output record,$(call sources,$(l))) \
	$(filter-out %_test.c,$(wildcard src/app/image*.c)) src/app/backup_file.c \
	src/app/outbound_address.c src/app/compress.c src/store/search_token.c
fuzz_flags := -fsanitize=address,undefined -fno-sanitize-recover=all
fuzz_cflags = -std=gnu17 -O1 -g $(fuzz_flags) -fsanitize=fuzzer-no-link -MMD -MP $(packages_cflags)

fuzz-targets: $(fuzz_targets)
$(fuzz_targets): %: %.o $(fuzz_build)/fuzzed.a
	$(call say,$@)clang $(fuzz_flags) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)
$(fuzz_targets:%=%.o): $(fuzz_build)/%.o: tests/fuzz/%.c | $(generated)
	@mkdir -p $(@D)
	$(call say,$<)clang $(CPPFLAGS) $(fuzz_cflags) -c -o $@ $<
$(fuzz_build)/fuzzed.a: $(fuzz_sources:%.c=$(fuzz_build)/%.o) $(fuzz_build)/pinyin_table.o
	@rm -f $@
	@ar rcs $@ $^
$(fuzz_sources:%.c=$(fuzz_build)/%.o): $(fuzz_build)/%.o: %.c | $(generated)
	@mkdir -p $(@D)
	$(call say,$<)clang $(CPPFLAGS) $(fuzz_cflags) -c -o $@ $<
$(fuzz_build)/pinyin_table.o: $(BUILD)/gen/pinyin_table.c
	@mkdir -p $(@D)
	$(call say,$<)clang $(CPPFLAGS) $(fuzz_cflags) -c -o $@ $<
-include $(shell find $(fuzz_build) -name '*.d' 2>/dev/null)
.PHONY: fuzz-targets
