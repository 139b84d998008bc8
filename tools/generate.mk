# What is made before compiling: templates → C, files → one packed table. Included by the Makefile;
# leaves `generated` (headers every object waits for) and `generated_objects` (for the program).
tool_cflags := -std=gnu17 -O1 -g $(warnings) -Isrc

$(BUILD)/tools/tmplc: tools/tmplc.c tools/tmplc_context.c tools/tmplc.h src/base/base.h \
		src/base/banned.h
	@mkdir -p $(@D)
	$(call say,$@)$(CC) $(tool_cflags) -o $@ $(filter %.c,$^)

$(BUILD)/tools/pack: tools/pack.c src/base/base.h src/base/banned.h
	@mkdir -p $(@D)
	$(call say,$@)$(CC) $(tool_cflags) -o $@ $< -lz

# ---- templates: one C file each, one templates.h a folder ----
templates := $(wildcard src/pages/*.html.t src/pages/*/*.html.t src/modules/*/*.html.t)
test_templates := $(wildcard tests/record/*.html.t)
template_c = $(patsubst %.html.t,$(BUILD)/gen/%.html.c,$(1:src/%=%))

$(call template_c,$(templates)): $(BUILD)/gen/%.html.c: src/%.html.t $(BUILD)/tools/tmplc
	@mkdir -p $(@D)
	@$(BUILD)/tools/tmplc $< $@
$(call template_c,$(test_templates)): $(BUILD)/gen/%.html.c: %.html.t $(BUILD)/tools/tmplc
	@mkdir -p $(@D)
	@$(BUILD)/tools/tmplc $< $@

# The stamp carries the time: a header that stays the same is not touched, and nothing that
# includes it is compiled again.
templates_in = $(foreach t,$(templates) $(test_templates),$(if $(filter $(1),$(dir $(t))),$(t)))
define template_header
$(BUILD)/gen/$(1:src/%=%)templates.h: $(BUILD)/gen/$(1:src/%=%)templates.stamp
	@:
$(BUILD)/gen/$(1:src/%=%)templates.stamp: $(call templates_in,$(1)) $(BUILD)/tools/tmplc \
		$(BUILD)/gen/templates.list
	@mkdir -p $$(@D)
	@$(BUILD)/tools/tmplc -h $$(@:.stamp=.h) $(call templates_in,$(1))
	@touch $$@
endef
template_folders := $(sort $(dir $(templates) $(test_templates)))
$(foreach d,$(template_folders),$(eval $(call template_header,$(d))))
generated += $(patsubst %,$(BUILD)/gen/%templates.h,$(template_folders:src/%=%))

# ---- packed files: NAME=PATH ----
vendored := $(wildcard $(addprefix node_modules/,htmx.org/dist/htmx.min.js \
	signature_pad/dist/signature_pad.umd.min.js))
scripts := $(wildcard src/pages/*.js)
packed_web := $(wildcard $(addprefix src/pages/*.,css svg txt)) $(BUILD)/gen/app.js $(vendored)
packed_sql := $(wildcard src/app/sql/*.sql src/modules/*/sql/*.sql)
packed := $(foreach f,$(packed_web),$(notdir $(f))=$(f)) $(foreach f,$(packed_sql),$(patsubst \
	src/app/%,app/%,$(patsubst src/modules/%,%,$(subst /sql/,/,$(f))))=$(f))

# one file for the browser, one question to the server
$(BUILD)/gen/app.js: $(scripts)
	@mkdir -p $(@D); cat $^ > $@
$(BUILD)/gen/pack.c: $(BUILD)/tools/pack $(BUILD)/gen/packed.list $(packed_web) $(packed_sql)
	@$(BUILD)/tools/pack $@ $(BUILD)/gen/packed.list

# A list is written anew when a file came or went.
write_list = @mkdir -p $(@D); printf '%s\n' $(1) | cmp -s - $@ || printf '%s\n' $(1) > $@
$(BUILD)/gen/templates.list: FORCE
	$(call write_list,$(templates) $(test_templates))
$(BUILD)/gen/packed.list: FORCE
	$(call write_list,$(packed))
FORCE:
.PHONY: FORCE

generated_objects += $(patsubst %.c,%.o,$(call template_c,$(templates))) $(BUILD)/gen/pack.o
# the compiler's own test: a template that the record layer's tests render
$(BUILD)/test-record: $(patsubst %.c,%.o,$(call template_c,$(test_templates)))
