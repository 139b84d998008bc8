# The runner of the stories in tests/http.
story_sources := $(wildcard tests/story/*.c) $(call sources,base)

story: $(BUILD)/story
$(BUILD)/story: $(call objects,$(story_sources)) $(BUILD)/gen/pinyin_table.o
	$(call say,$@)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
.PHONY: story
