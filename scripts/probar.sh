# The tests: everything on SQLite, then on a throw-away PostgreSQL what only a real server can show.

# Start an empty cluster on a socket in a temporary folder; sets BASE_POSTGRES to its address.
levantar_postgresql() {
  local bin
  bin="$(carpeta_de_postgresql)"
  DIR_POSTGRES="$(mktemp -d /tmp/poa-pg-XXXXXX)"
  COMO_POSTGRES=()
  if [ "$(id -u)" = 0 ]; then
    # initdb refuses root.
    id postgres >/dev/null 2>&1 || fallar "falta el usuario postgres que crea el paquete postgresql"
    chown postgres "$DIR_POSTGRES"
    COMO_POSTGRES=(setpriv --reuid=postgres --regid=postgres --init-groups --reset-env)
  fi
  PG_CTL="$bin/pg_ctl"
  (cd / && "${COMO_POSTGRES[@]}" "$bin/initdb" -D "$DIR_POSTGRES/datos" -U poa -A trust -E UTF8 \
    --locale=C.UTF-8 --no-sync >"/dev/null") || fallar "initdb no pudo crear la base de pruebas"
  (cd / && "${COMO_POSTGRES[@]}" "$PG_CTL" -D "$DIR_POSTGRES/datos" -l "$DIR_POSTGRES/registro" -w -s -o \
    "-c listen_addresses='' -c unix_socket_directories=$DIR_POSTGRES -c fsync=off -c synchronous_commit=off \
     -c full_page_writes=off -c max_connections=120" start) ||
    fallar "PostgreSQL no arrancó: $(tail -n 3 "$DIR_POSTGRES/registro" 2>/dev/null)"
  BASE_POSTGRES="postgres://poa@${DIR_POSTGRES//\//%2F}/postgres"
}

bajar_postgresql() {
  [ -n "${DIR_POSTGRES-}" ] || return 0
  (cd / && "${COMO_POSTGRES[@]}" "$PG_CTL" -D "$DIR_POSTGRES/datos" -m immediate -s stop) >/dev/null 2>&1 || true
  rm -rf "$DIR_POSTGRES"
}

# The suite is shared by two workers, in the order of tests/conftest.py (the long first). Whoever names tests or
# options gets one plain run.
repartir() {
  if [ "$#" -gt 0 ]; then
    "$PYTHON" -m pytest "$@"
  else
    "$PYTHON" -m pytest -n 2 --dist loadscope --no-loadscope-reorder
  fi
}

en_sqlite() {
  decir "== Pruebas en SQLite =="
  unset DATABASE_URL
  repartir "$@"
}

en_postgresql() {
  decir "== Pruebas en PostgreSQL $("$(carpeta_de_postgresql)/postgres" --version | grep -oE '[0-9.]+' | head -n 1) =="
  export DATABASE_URL="$BASE_POSTGRES"
  repartir "$@"
}

# Run one pass. pytest's 5 (nothing to run) is a failure only when nobody narrowed the choice.
pasada() {
  local funcion="$1" codigo=0
  shift
  "$funcion" "$@" || codigo=$?
  [ "$codigo" != 5 ] || [ "$#" = 0 ] || { VACIAS=$((VACIAS + 1)) && codigo=0; }
  [ "$codigo" = 0 ] || exit "$codigo"
}

probar() {
  local sqlite=1 postgres=1 resto=() opcion
  for opcion in "$@"; do
    case "$opcion" in
      --completo) export COMPLETO=1 ;;
      --sqlite) postgres=0 ;;
      --postgres) sqlite=0 ;;
      *) resto+=("$opcion") ;;
    esac
  done
  exigir_del_sistema faltantes_para_servir
  exigir_del_sistema faltantes_para_probar
  preparar_python requirements-dev.txt
  VACIAS=0
  [ "$sqlite" = 0 ] || pasada en_sqlite "${resto[@]}"
  if [ "$postgres" = 1 ]; then
    trap bajar_postgresql EXIT
    levantar_postgresql
    pasada en_postgresql "${resto[@]}"
  fi
  [ "$VACIAS" -lt $((sqlite + postgres)) ] || exit 5
}
