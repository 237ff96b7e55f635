# The trust tests at full size, on both databases, and one table with what each of them counted.

CORPUS="$RAIZ/var/corpus"

# The files that others use to try parsers, at pinned versions and hashes; once per machine.
preparar_corpus() {
  local lista="$RAIZ/tests/datos/corpus.txt" marca
  marca="$(cat "$lista" "$RAIZ/scripts/corpus.py" | sha256sum)"
  [ "$(cat "$CORPUS/sello" 2>/dev/null)" = "$marca" ] && return 0
  decir "Bajando los archivos hostiles con que se prueban las subidas"
  rm -rf "$CORPUS"
  mkdir -p "$CORPUS/descargas"
  "$PYTHON" -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes \
    --no-binary pillow,pikepdf,pyhanko,oletools --dest "$CORPUS/descargas" -r "$lista" ||
    fallar "no se pudieron bajar; revise la conexión y repita la orden."
  "$PYTHON" scripts/corpus.py "$CORPUS"
  rm -rf "$CORPUS/descargas"
  printf '%s' "$marca" >"$CORPUS/sello"
}

# What is named on the command line narrows the choice; without names, every trust test.
confiar() {
  local sqlite=1 postgres=1 que=() opcion codigo=0
  for opcion in "$@"; do
    case "$opcion" in
      --sqlite) postgres=0 ;;
      --postgres) sqlite=0 ;;
      *) que+=("$opcion") ;;
    esac
  done
  [ "${#que[@]}" -gt 0 ] || que=(tests/confianza tests/acceso tests/nucleo/pdf)
  exigir_del_sistema faltantes_para_servir
  exigir_del_sistema faltantes_para_probar
  preparar_python requirements-dev.txt
  preparar_corpus
  export COMPLETO="${COMPLETO-1}" CIFRAS_EN="$RAIZ/var/confianza"
  rm -rf "$CIFRAS_EN"
  mkdir -p "$CIFRAS_EN"
  if [ "$sqlite" = 1 ]; then en_sqlite "${que[@]}" || codigo=1; fi
  if [ "$postgres" = 1 ]; then
    trap bajar_postgresql EXIT
    levantar_postgresql
    en_postgresql "${que[@]}" || codigo=1
  fi
  decir ""
  "$PYTHON" scripts/tabla_de_confianza.py "$CIFRAS_EN" || codigo=1
  exit "$codigo"
}
