#!/bin/sh
# cppcheck, gcc -fanalyzer and clang-tidy over the program's own sources: `make analyse`. Whatever
# one of them says fails, unless it is answered: by a change, or in tools/analyse.answers.
# tools/analyse.sh WORD… looks at the files whose path has one of the words.
set -u
cd "$(dirname "$0")/.." || exit 2
BUILD=${BUILD:-build}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
flags="-std=gnu17 -O1 -Isrc -I$BUILD/gen -Itests $(pkg-config --cflags libpq)"
export flags out

files=$(find src -name '*.c' ! -name '*_test.c' | sort)
[ $# -eq 0 ] || [ "$1" = --one ] || files=$(echo "$files" | grep -E "$(echo "$*" | tr ' ' '|')")

# one file at a time; what the others promise is in analyse.h, which their own file cannot take
told() { [ "$1" = src/base/ctx.c ] || echo "-include tools/analyse.h"; }

# uninitvar, ctuuninitvar: it takes a function that fails for one that answers OK without a result;
#   gcc -fanalyzer, which is told, and valgrind look for that.
# nullPointer: ((struct x *)0)->member within a sizeof, in our tables of fields.
# varFuncNullUB: NULL is a pointer with gcc and clang.
# returnDanglingLifetime: a table's row, which is static, behind a pointer that is not.
cppcheck_all() {
	# shellcheck disable=SC2086
	cppcheck -q -j"$(nproc)" --std=c11 --enable=warning,portability --inline-suppr \
		--suppress=missingInclude --suppress=uninitvar --suppress=ctuuninitvar \
		--suppress=nullPointer --suppress=varFuncNullUB --suppress=returnDanglingLifetime \
		--template='{file}:{line}: cppcheck: {message} [{id}]' -D__GNUC__=12 \
		-Isrc -I"$BUILD/gen" -Itests $files 2>&1
}

# NULL ‘0’ … -Wanalyzer-null-dereference within a struct made on the spot: gcc 12 loses the pointer.
gcc_one() {
	# shellcheck disable=SC2046,SC2086
	${CC:-gcc} $flags $(told "$1") -fanalyzer -c -o /dev/null "$1" 2>&1 | grep 'warning:' |
		grep -vE 'dereference of NULL ‘0’'
}

# The checks that are off: names and casts that are our style, and those of the C++ library; values
# that a function of another file has not set when it fails (see uninitvar above).
clang_one() {
	off="bugprone-easily-swappable-parameters bugprone-reserved-identifier cert-dcl37-c
		cert-dcl51-cpp clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling
		concurrency-mt-unsafe bugprone-narrowing-conversions bugprone-branch-clone
		bugprone-assignment-in-if-condition bugprone-macro-parentheses cert-err33-c
		bugprone-implicit-widening-of-multiplication-result bugprone-suspicious-include
		bugprone-suspicious-string-compare clang-analyzer-core.uninitialized.*
		clang-analyzer-core.CallAndMessage
		clang-analyzer-core.UndefinedBinaryOperatorResult
		clang-analyzer-optin.performance.Padding"
	checks='-*,bugprone-*,cert-*,clang-analyzer-*,concurrency-*'
	for c in $off; do checks="$checks,-$c"; done
	# shellcheck disable=SC2046,SC2086
	clang-tidy --quiet -checks="$checks" "$1" -- $flags $(told "$1") 2>/dev/null |
		grep -E 'warning:|error:' | sed "s|^$PWD/||"
}

if [ "${1:-}" = --one ]; then
	[ -z "$(command -v clang-tidy)" ] || clang_one "$2"
	gcc_one "$2"
	exit 0
fi
[ -n "$(command -v cppcheck)" ] && cppcheck_all >"$out/cppcheck"
for tool in cppcheck clang-tidy; do
	command -v $tool >/dev/null || echo "skipped $tool: it is not installed"
done
echo "$files" | nice xargs -P "$(nproc)" -n 1 tools/analyse.sh --one >"$out/others"
answered='NR == FNR { if (!/^#/) { file[++n] = $1; part[n] = $2 } next }
	{ for (i = 1; i <= n; i++)
		if (index($0, file[i] ":") == 1 && index($0, part[i])) next
	  print }'
cat "$out"/cppcheck "$out"/others 2>/dev/null | sort -u |
	awk -F'|' "$answered" tools/analyse.answers - >"$out/all"
cat "$out/all"
echo "$(echo "$files" | wc -l) files, $(wc -l <"$out/all") findings"
[ ! -s "$out/all" ]
