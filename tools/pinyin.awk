# Unihan_Readings.txt → a C table: the initials of each basic CJK character (U+4E00…U+9FA5), the
# most likely reading first. A character has the dictionaries' readings, not its main one alone,
# since surnames are read otherwise: 单 dān, but Shàn. 曾 céng, but Zēng.
BEGIN {
	FS = "\t"
	split("kMandarin kHanyuPinlu kXHC1983 kTGHZ2013 kHanyuPinyin", source, " ")
	# the reading of a surname that has two likelier initials before it
	surname["U+5355"] = surname["U+55AE"] = "s"
	for (i = 1; i <= split("ā a á a ǎ a à a ē e é e ě e è e ế e ề e ê e ō o ó o ǒ o ò o " \
		"ń n ň n ǹ n ḿ m m̀ m", pair, " "); i += 2)
		plain[pair[i]] = pair[i + 1]
}

function initial(reading, mark)
{
	for (mark in plain)
		if (index(reading, mark) == 1)
			return plain[mark]
	return substr(reading, 1, 1)
}

function add(code, letter)
{
	if (letter !~ /^[a-z]$/) {
		print "pinyin.awk: " code " has no initial: " letter > "/dev/stderr"
		exit 1
	}
	if (!index(initials[code], letter))
		initials[code] = initials[code] letter
}

$1 ~ /^U\+[4-9][0-9A-F][0-9A-F][0-9A-F]$/ && $1 >= "U+4E00" && $1 <= "U+9FA5" {
	readings[$1, $2] = $3
}

# "0153.020:chóu 0941.100:qiú", "10109.030,10110.010:qiú,chóu", "lè(283) yuè(54)"
function collect(code, i, j, n, word, list)
{
	for (i = 1; i in source; i++) {
		# the large dictionary lists readings nobody uses: only for what the small one lacks
		if (source[i] == "kHanyuPinyin" && (code, "kXHC1983") in readings)
			continue
		list = readings[code, source[i]]
		gsub(/[0-9.*,]+:/, "", list)
		n = split(list, word, /[ ,]/)
		for (j = 1; j <= n; j++)
			add(code, initial(word[j]))
		if (i == 1 && code in surname)
			add(code, surname[code])
	}
}

END {
	if (NR < 100000) {
		print "pinyin.awk: these are not the Unihan readings" > "/dev/stderr"
		exit 1
	}
	print "/* Made by tools/pinyin.awk from Unihan_Readings.txt. */"
	print "#include \"base/pinyin.h\"\n"
	print "const char pinyin_first[PINYIN_LAST - PINYIN_FIRST + 2] ="
	digits = "0123456789ABCDEF"
	for (at = 19968; at <= 40869; at++) {
		code = sprintf("U+%04X", at)
		collect(code)
		line = line (initials[code] == "" ? " " : substr(initials[code], 1, 1))
		if (length(initials[code]) > 1)
			more[count++] = sprintf("\t{ 0x%04X, \"%s\" },", at, \
				substr(initials[code], 2, 3))
		if (at % 64 == 63) {
			print "\t\"" line "\""
			line = ""
		}
	}
	print "\t\"" line "\";\n"
	print "const struct pinyin_more pinyin_more[] = {"
	for (i = 0; i < count; i++)
		print more[i]
	print "};\nconst size_t pinyin_more_count = sizeof pinyin_more / sizeof pinyin_more[0];"
}
