#!/usr/bin/env bash
# Fetches the third-party browser files and fonts at pinned versions into static/vendor/.
#
#   scripts/vendor.sh                 every section
#   scripts/vendor.sh fuentes forge   only these
#   scripts/vendor.sh verificar       compares what is on disk with SHA256SUMS, fetches nothing
#
# The result is committed: nothing of this runs on the server. To add a package write a
# function with its name and add it to SECCIONES.
set -euo pipefail
cd "$(dirname "$0")/.."

SECCIONES=(fuentes forge)
DESTINO=static/vendor
PYTHON=${PYTHON:-.venv/bin/python}
TRABAJO=$(mktemp -d)
trap 'rm -rf "$TRABAJO"' EXIT

# bajar PAQUETE@VERSION -> prints the folder it was unpacked to; npm checks the integrity.
bajar() {
    local carpeta archivo
    carpeta=$(mktemp -d "$TRABAJO/XXXXXX")
    archivo=$(npm pack --silent --pack-destination "$carpeta" "$1")
    tar -xzf "$carpeta/$archivo" -C "$carpeta" --strip-components=1
    rm "$carpeta/$archivo"
    echo "$carpeta"
}

# sin_mapa ORIGEN DESTINO: collectstatic refuses a sourceMappingURL whose map is not there.
sin_mapa() {
    sed -E -e 's@/\*# sourceMappingURL=[^*]*\*/@@' -e 's@^//# sourceMappingURL=.*$@@' "$1" > "$2"
}

preparar() {
    rm -rf "${DESTINO:?}/$1"
    mkdir -p "$DESTINO/$1"
}

fuentes() {
    local latina matematica simbolos
    latina=$(bajar @fontsource/noto-sans@5.3.0)
    matematica=$(bajar @fontsource/noto-sans-math@5.3.0)
    simbolos=$(bajar @fontsource/noto-sans-symbols-2@5.3.0)
    preparar noto-sans
    cp "$latina/LICENSE" "$DESTINO/noto-sans/OFL-NotoSans.txt"
    cp "$matematica/LICENSE" "$DESTINO/noto-sans/OFL-NotoSansMath.txt"
    cp "$simbolos/LICENSE" "$DESTINO/noto-sans/OFL-NotoSansSymbols2.txt"
    "$PYTHON" scripts/vendor_fuentes.py "$latina" "$matematica" "$simbolos" "$DESTINO/noto-sans"
}

forge() {
    local origen
    origen=$(bajar node-forge@1.4.3)
    preparar node-forge
    cp "$origen/LICENSE" "$DESTINO/node-forge/LICENSE"
    sin_mapa "$origen/dist/forge.min.js" "$DESTINO/node-forge/forge.min.js"
}

verificar() {
    (cd "$DESTINO" && sha256sum --quiet --strict -c SHA256SUMS)
}

sumar() {
    (cd "$DESTINO" && find . -type f ! -name SHA256SUMS -printf '%P\n' | LC_ALL=C sort \
        | xargs -d '\n' sha256sum > SHA256SUMS)
}

if [ "${1:-}" = verificar ]; then
    verificar
    exit
fi
for seccion in "${@:-${SECCIONES[@]}}"; do
    echo "== $seccion"
    "$seccion"
done
sumar
