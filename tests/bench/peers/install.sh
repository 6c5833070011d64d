#!/usr/bin/env bash
# usage: install.sh FOLDER [PEER]
# Makes each peer ready to be started as FOLDER/NAME; of one that cannot be had, FOLDER/NAME.missing says why.
# Nothing is fetched that is there already.
set -euo pipefail
mkdir -p "$1"
folder=$(realpath "$1")
here=$(realpath "$(dirname "$0")")
tools=$here/../../tools

jars=()
for jar in pdfbox2 fontbox2 commons-logging bcprov bcpkix bcutil gson; do jars+=("/usr/share/java/$jar.jar"); done
classpath=$(IFS=:; echo "${jars[*]}")

starts_with() { # NAME COMMAND…
    printf '#!/bin/sh\nexec %s "$@"\n' "${*:2}" >"$folder/$1"
    chmod +x "$folder/$1"
}

node_modules() {
    command -v npm >/dev/null || "$tools/install.sh" nodejs npm
    cmp -s "$here/package-lock.json" "$folder/npm/installed" && return
    mkdir -p "$folder/npm"
    cp "$here/package.json" "$here/package-lock.json" "$folder/npm/"
    (cd "$folder/npm" && npm ci --ignore-scripts --no-audit --no-fund)
    cp "$here/package-lock.json" "$folder/npm/installed"
}

node_peer() { # NAME
    node_modules
    starts_with "$1" "env NODE_PATH='$folder/npm/node_modules' node '$here/$1.js'"
}

install_pdfkit() { node_peer pdfkit; }

install_pdf-lib() { node_peer pdf-lib; }

install_reportlab() {
    "$tools/install.sh" python3-reportlab
    starts_with reportlab "/usr/bin/python3 '$here/reportlab_peer.py'"
}

# One thread collects garbage: with several, more processor time goes into the same certificates. What is to be
# compiled is waited for: on a busy machine that could take longer than the bench does.
install_pdfbox() {
    "$tools/install.sh" libpdfbox2-java libbcpkix-java libbcprov-java libgoogle-gson-java default-jdk-headless
    javac -cp "$classpath" -d "$folder/classes" "$here/PdfBox.java"
    starts_with pdfbox "java -XX:+UseSerialGC -Xbatch -cp '$classpath:$folder/classes' PdfBox"
}

if [ $# -gt 1 ]; then
    "install_$2"
    exit
fi
for peer in pdfkit pdf-lib reportlab pdfbox; do
    rm -f "$folder/$peer" "$folder/$peer.missing"
    "$here/install.sh" "$folder" "$peer" >"$folder/$peer.log" 2>&1 && continue
    rm -f "$folder/$peer"
    reason=$(grep -iE 'error|unable|cannot|not ' "$folder/$peer.log" | head -n 1 || true)
    printf '%s\n' "${reason:-it could not be installed}" >"$folder/$peer.missing"
done
