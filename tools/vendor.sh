#!/bin/sh
# Fetches what is packed into the program from npm, by the lockfile: the pad for signatures. Without
# npm, or without a network, the program is built without it: a photo of the signed sheet serves.
set -u
[ -e node_modules/signature_pad ] && exit 0
if ! command -v npm >/dev/null 2>&1; then
	echo "tools/vendor.sh: no npm: signatures by photo only"
	exit 0
fi
npm ci --omit=dev --ignore-scripts --silent >/dev/null 2>&1 ||
	echo "tools/vendor.sh: npm ci did not succeed: signatures by photo only"
exit 0
