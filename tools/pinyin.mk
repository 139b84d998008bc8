# The initials of the Chinese characters, from the Unicode readings (Debian package unicode-data).
unihan := /usr/share/unicode/Unihan_Readings.txt.bz2

$(BUILD)/gen/pinyin_table.c: tools/pinyin.awk $(unihan)
	@mkdir -p $(@D)
	@bzcat $(unihan) | LC_ALL=C awk -f tools/pinyin.awk > $@

$(unihan):
	$(error $(unihan) is missing: install unicode-data)

extra_base := $(BUILD)/gen/pinyin_table.o
