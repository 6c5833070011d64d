#!/usr/bin/env bash
# usage: install.sh PACKAGE…
# Installs those Debian packages that are missing, as root or with sudo; exit 5 when it may not, else as apt-get.
set -euo pipefail

missing=()
for package; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok' || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0
printf '== installing %s\n' "${missing[*]}" >&2
sudo=
if [ "$(id -u)" != 0 ]; then
    sudo=$(command -v sudo) || { echo "== not root and no sudo: install these packages yourself" >&2; exit 5; }
fi
$sudo apt-get update -q >&2
$sudo env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -q -y --no-install-recommends "${missing[@]}" >&2
