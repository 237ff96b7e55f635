# The checks of the code: all of them run, and the end names those that failed.

FALLARON=()

# $1: name shown. The rest: the command.
revision() {
  local nombre="$1"
  shift
  decir "== $nombre =="
  "$@" || FALLARON+=("$nombre")
}

plantillas() {
  [ -n "$(find templates -name '*.html' -print -quit 2>/dev/null)" ] || return 0
  "$PYTHON" -m djlint "$@" templates --quiet
}

migraciones() { DJANGO_SETTINGS_MODULE=tests.ajustes "$PYTHON" manage.py makemigrations --check --dry-run; }

arreglar() {
  "$PYTHON" -m ruff check --fix --quiet . || true
  "$PYTHON" -m ruff format --quiet .
  plantillas --reformat || true
}

concluir_revisiones() {
  local lista
  if [ "${#FALLARON[@]}" -gt 0 ]; then
    lista="$(printf '%s; ' "${FALLARON[@]}")"
    printf '\nFallaron: %s\n' "${lista%; }" >&2
    exit 1
  fi
  decir "Todas las revisiones pasaron."
}

revisar() {
  exigir_del_sistema faltantes_para_servir
  preparar_python requirements-dev.txt
  if [ "${1-}" = --arreglar ]; then
    arreglar
  elif [ "$#" -gt 0 ]; then
    fallar "./run lint no conoce «$1»; solo --arreglar."
  fi
  revision "ruff check" "$PYTHON" -m ruff check .
  revision "ruff format" "$PYTHON" -m ruff format --check .
  revision "import-linter" "$RAIZ/.venv/bin/lint-imports" --no-cache
  revision "djlint: formato" plantillas --check
  revision "djlint: reglas" plantillas --lint
  revision "presupuestos" "$PYTHON" scripts/presupuestos.py
  revision "mypy" "$PYTHON" -m mypy
  revision "migraciones" migraciones
  concluir_revisiones
}
