#!/bin/sh
# The server with ThreadSanitizer under its own tests, stories and hostile clients: `make race`.
# Any report of a race fails.
set -u
cd "$(dirname "$0")/.." || exit 2
BUILD=${BUILD:-build}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
anju=$(realpath "$BUILD-tsan")/anju
printf '#!/bin/sh\nexec setarch -R "%s" "$@"\n' "$anju" >"$out/anju"
chmod +x "$out/anju"
export TSAN_OPTIONS="exitcode=66 log_path=$out/race"
failed=0
setarch -R "$BUILD-tsan/test-http" 2>/dev/null || failed=1
"$BUILD/story" "$out/anju" tests/http/*.story || failed=1
node tests/hostile/run.mjs "$out/anju" 2>/dev/null || failed=1
cat "$out"/race.* 2>/dev/null && failed=1
[ "$failed" = 0 ]
