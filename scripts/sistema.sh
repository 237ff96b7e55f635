# What the operating system must have: finds what is missing, installs it with apt or prints the exact line.

decir() { printf '%s\n' "$*"; }
fallar() {
  printf 'Error: %s\n' "$*" >&2
  exit 1
}

# The first Python from 3.11 on, or nothing.
buscar_python() {
  local candidato
  for candidato in python3 /usr/bin/python3 python3.11 python3.12 python3.13; do
    if "$candidato" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$candidato"
      return 0
    fi
  done
  return 0
}

tiene_biblioteca() { "$1" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$2" 2>/dev/null; }

# The bin folder of the newest PostgreSQL server, 15 or later, or nothing.
carpeta_de_postgresql() {
  local carpeta
  for carpeta in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5,5nr); do
    if [ -x "$carpeta/initdb" ] && [ "$(basename "$(dirname "$carpeta")")" -ge 15 ]; then
      printf '%s' "$carpeta"
      return 0
    fi
  done
  if command -v initdb >/dev/null 2>&1; then
    dirname "$(readlink -f "$(command -v initdb)")"
  fi
}

# Debian packages that are missing to serve, one per line.
faltantes_para_servir() {
  local python
  python="$(buscar_python)"
  if [ -z "$python" ]; then
    printf '%s\n' python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
    return 0
  fi
  if ! venv_sano && ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then echo python3-venv; fi
  tiene_biblioteca "$python" libpango-1.0.so.0 || echo libpango-1.0-0
  tiene_biblioteca "$python" libpangoft2-1.0.so.0 || echo libpangoft2-1.0-0
  tiene_biblioteca "$python" libharfbuzz-subset.so.0 || echo libharfbuzz-subset0
}

# Debian packages that are missing to run the tests, on top of those, one per line.
faltantes_para_probar() {
  local python
  python="$(buscar_python)"
  [ -n "$(carpeta_de_postgresql)" ] || echo postgresql
  command -v chromium >/dev/null 2>&1 || echo chromium
  command -v git >/dev/null 2>&1 || echo git
  command -v pdftotext >/dev/null 2>&1 || echo poppler-utils
  { [ -n "$python" ] && tiene_biblioteca "$python" libatomic.so.1; } || echo libatomic1
}

# Install the packages named, or stop with the line that installs them.
instalar_del_sistema() {
  local orden="apt-get install -y --no-install-recommends $*" con=() salida
  [ "$#" -gt 0 ] || return 0
  command -v apt-get >/dev/null 2>&1 ||
    fallar "este sistema no es Debian ni derivado (no tiene apt-get). Instale el equivalente de: $*; y repita la orden."
  if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null 2>&1 && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
      con=(sudo)
    else
      fallar "faltan paquetes del sistema. Ejecute como root:  apt-get update && $orden"
    fi
  fi
  decir "Instalando paquetes del sistema: $*"
  salida="$("${con[@]}" apt-get update -qq 2>&1
    "${con[@]}" env DEBIAN_FRONTEND=noninteractive $orden -qq 2>&1)" || {
    printf '%s\n' "$salida" | tail -n 5 >&2
    fallar "no se pudieron instalar. Ejecute como root:  apt-get update && $orden"
  }
}

# $1: name of the function that lists what is missing. Installs it and looks again.
exigir_del_sistema() {
  local faltan
  mapfile -t faltan < <("$1")
  [ "${#faltan[@]}" -gt 0 ] || return 0
  instalar_del_sistema "${faltan[@]}"
  mapfile -t faltan < <("$1")
  [ "${#faltan[@]}" = 0 ] ||
    fallar "después de instalar sigue faltando: ${faltan[*]}. Se necesita Debian 12 o posterior (Python 3.11)."
}
