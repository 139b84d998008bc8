# make run: install what is missing, build, make a demo estate, serve it
# make check: install, build, run every test
# make help: all targets
BUILD ?= build
ifeq ($(origin CC),default)
CC := gcc
endif
DATA ?= $(BUILD)/demo
LISTEN ?= 127.0.0.1:8080

warnings := -Wall -Wextra -Wformat=2 -Wshadow -Wundef -Wvla -Wstrict-prototypes \
	-Wmissing-prototypes -Wwrite-strings -Wcast-qual -Wno-missing-field-initializers \
	-Wimplicit-fallthrough -Wdate-time \
	-Werror=implicit -Werror=incompatible-pointer-types -Werror=int-conversion -Werror
# what only newer compilers or one processor know
newer := $(shell for f in -fcf-protection=full -mbranch-protection=standard \
	-fstrict-flex-arrays=3 -fzero-init-padding-bits=all; do \
	$(CC) -Werror $$f -x c -c -o /dev/null /dev/null 2>/dev/null && echo $$f; done)
hardening := -fstack-protector-strong -fstack-clash-protection $(newer) \
	-ftrivial-auto-var-init=zero -fno-delete-null-pointer-checks -fno-strict-overflow \
	-fno-strict-aliasing -fno-common -fPIE
packages := libmicrohttpd sqlite3 libpq libsodium jansson xlsxwriter libzip expat zlib libcurl \
	pangocairo fontconfig libqrencode
packages_cflags := $(patsubst -I%,-isystem %,$(filter-out -I/usr/include,$(shell pkg-config \
	--cflags $(packages) 2>/dev/null)))
packages_libs := $(shell pkg-config --libs $(packages) 2>/dev/null)

ifdef SANITIZE
optimise := -O1 -g -fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer
else
optimise := -O2 -g -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3
endif
CPPFLAGS += -Isrc -I$(BUILD)/gen -Itests
CFLAGS += -std=gnu17 -pipe $(optimise) $(warnings) $(hardening) -MMD -MP $(packages_cflags)
LDFLAGS += -pie -Wl,-z,relro,-z,now -Wl,-z,noexecstack -Wl,-z,separate-code -Wl,-z,nodlopen \
	-Wl,--as-needed
ifdef SANITIZE
LDFLAGS += -fsanitize=$(SANITIZE)
endif
LDLIBS = $(packages_libs) -lm -lpthread

# A layer's test binary links that layer and those it may use, and nothing else. The tests of app,
# pages and modules have the whole program but its main().
layers := base store http output record app pages modules
uses_base := base
uses_store := base store
uses_http := base http
uses_output := base output
uses_record := base store output record
uses_app := $(layers)
tests_app := app pages modules

sources = $(filter-out %_test.c,$(wildcard src/$(1)/*.c src/$(1)/*/*.c))
tests_of = $(foreach l,$(or $(tests_$(1)),$(1)),$(wildcard src/$(l)/*_test.c src/$(l)/*/*_test.c))
objects = $(patsubst %.c,$(BUILD)/%.o,$(1))

generated :=
include $(wildcard tools/*.mk)

.DEFAULT_GOAL := all
all: $(BUILD)/anju ## build the program

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## */\t/' | expand -t 16

# What is installed first decides how to build: so the build is a make of its own.
again = $(MAKE) --no-print-directory $(if $(filter -j%,$(MAKEFLAGS)),,-j$$(nproc))

run: ## install what is missing, build, make a demo estate in DATA, serve it at LISTEN
	@tools/deps run
	@tools/vendor.sh
	+@$(again) $(BUILD)/anju
	@exec tools/run.sh $(BUILD)/anju $(DATA) $(LISTEN)

check: ## install what is missing, build, run every test
	@tools/deps check
	@tools/vendor.sh
	+@BUILD=$(BUILD) MAKE="$(again)" tests/all.sh

rules: ## check the rules of the house: layers, lengths, literal SQL …
	+@BUILD=$(BUILD) MAKE="$(again)" tools/check

# One short line a command; V=1 shows the whole.
say = $(if $(V),,@printf '  %s\n' '$(1)';)

$(BUILD)/%.o: %.c | $(generated)
	@mkdir -p $(@D)
	$(call say,$<)$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c | $(generated)
	@mkdir -p $(@D)
	$(call say,$<)$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

above_main := $(filter-out src/main.c %_test.c,$(wildcard src/*.c))
all_layers = $(foreach l,$(layers),$(call sources,$(l)))
program = $(call objects,src/main.c $(above_main) $(all_layers)) $(generated_objects) $(extra_base)
$(BUILD)/anju: $(program)
	$(call say,$@)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

define test_binary
$(BUILD)/test-$(1): $(call objects,tests/test_main.c $(call tests_of,$(1)) \
		$(foreach l,$(uses_$(1)),$(call sources,$(l)))) $(extra_base)
	$$(call say,$$@)$$(CC) $$(LDFLAGS) -o $$@ $$^ $$(LDLIBS)
test-$(1): $(BUILD)/test-$(1)
	$(BUILD)/test-$(1) $$(T)
.PHONY: test-$(1)
endef
test_layers := base store http output record app
$(foreach l,$(test_layers),$(eval $(call test_binary,$(l))))
$(BUILD)/test-app: $(call objects,$(above_main) $(wildcard src/*_test.c)) $(generated_objects)
test-binaries: $(addprefix $(BUILD)/test-,$(test_layers))

include tools/bench/bench.mk

pictures: ## the pictures of README.md, from those of the browser tests
	@mkdir -p docs/pictures
	@for p in home-director-1366 houses-director-1366 figures-director-1366 \
		jobs-technician-360 paper-requests; do cp $(BUILD)/shots/$$p.png docs/pictures/; done

clean: ## remove what was built, and the demo estate
	rm -rf $(BUILD) $(BUILD)-asan $(BUILD)-fuzz $(BUILD)-tsan

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
.PHONY: all help run check rules test-binaries pictures clean
.DELETE_ON_ERROR:
