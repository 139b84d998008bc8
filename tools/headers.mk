# Each header compiles alone, as the first thing of a file. Lists for #include within an enum or a
# table say so by #error.
lists := $(shell grep -l '^#error define ' $(wildcard src/*/*.h src/*/*/*.h))
headers := $(filter-out $(lists),$(wildcard src/*/*.h src/*/*/*.h tests/*.h))

headers: $(headers:%=$(BUILD)/headers/%.ok)
$(BUILD)/headers/%.h.ok: %.h | $(generated)
	@mkdir -p $(@D)
	@$(CC) $(CPPFLAGS) $(filter-out -M%,$(CFLAGS)) -Wno-unused-function -MMD -MP -MF $@.d -MT $@ \
		-fsyntax-only -include base/base.h -x c $<
	@touch $@
.PHONY: headers
