# Includes point down, never up. The first file is src/module_list.h, which gives the order of the
# modules; then all C files and templates. May a layer use another? See below.
BEGIN {
	uses["base"] = ""
	uses["store"] = "base"
	uses["http"] = "base"
	uses["output"] = "base"
	uses["record"] = "base output"
	uses["app"] = "base store http output record"
	uses["pages"] = uses["app"] " app"
	uses["modules"] = uses["pages"] " pages"
}
FNR == 1 {
	n = split(FILENAME, part, "/")
	layer = part[1] == "src" && n > 2 ? part[2] : ""
	module = layer == "modules" ? part[3] : ""
	is_test = FILENAME ~ /_test\.[ch]$/ || FILENAME ~ /test_client\.h$/
}
# MODULE(people)
FILENAME == "src/module_list.h" && match($0, /^MODULE\([a-z_]+\)/) {
	order[substr($0, RSTART + 7, RLENGTH - 8)] = ++modules
}
/^#include / && !(FILENAME in first) && FILENAME != "src/base/base.h" {
	split($0, quoted, "\"")
	first[FILENAME] = quoted[2]
}
layer != "" && /^(#include|<%@ include) "/ {
	split($0, quoted, "\"")
	at = split(quoted[2], to, "/")
	if (at < 2)
		next
	if (!(to[1] in uses))
		next
	# the tests of app have the whole program
	if (is_test && layer == "app")
		next
	if (to[1] != layer && index(" " uses[layer] " ", " " to[1] " ") == 0)
		print FILENAME ":" FNR ": " layer " may not use " quoted[2]
	if (module != "" && to[1] == "modules" && to[2] != module)
		check_module(to[2])
}

# Every C file begins with base/base.h, or with a header that does.
END {
	for (file in first) {
		at = file
		for (depth = 0; depth < 9 && at in first; depth++)
			at = path_of(first[at], at)
		if (file ~ /^src\/.*\.c$/ && at != "src/base/base.h")
			print file ":1: does not begin with base/base.h or a header that does"
	}
}

# A name is of src, of the folder of the file that includes it, or of tests.
function path_of(name, from)
{
	sub(/[^\/]*$/, "", from)
	if ("src/" name in first || name == "base/base.h")
		return "src/" name
	return (from name) in first ? from name : "tests/" name
}

function check_module(other)
{
	if (other in order && module in order && order[other] > order[module])
		print FILENAME ":" FNR ": " module " stands above " other " in src/module_list.h"
}
