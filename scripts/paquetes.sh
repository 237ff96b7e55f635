# The Python packages: the virtual environment, its hashed installs and the lock files.

PYTHON="$RAIZ/.venv/bin/python"

venv_sano() { "$PYTHON" -c 'import pip' 2>/dev/null; }

crear_venv() {
  venv_sano && return 0
  decir "Creando el entorno de Python en .venv"
  rm -rf "$RAIZ/.venv"
  "$(buscar_python)" -m venv "$RAIZ/.venv" || fallar "no se pudo crear .venv"
}

# $1: requirements file. Installs it unless the stamp in .venv already matches its content.
instalar_paquetes() {
  local archivo="$1" sello marca
  crear_venv
  sello="$RAIZ/.venv/sello-$(basename "$archivo" .txt)"
  marca="$(sha256sum <"$archivo")"
  [ "$(cat "$sello" 2>/dev/null)" = "$marca" ] && return 0
  decir "Instalando los paquetes de Python de $archivo"
  "$PYTHON" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$archivo" ||
    fallar "no se pudieron instalar los paquetes de $archivo; revise la conexión y repita la orden."
  printf '%s' "$marca" >"$sello"
}

# One installation at a time, however many ./run are started together.
preparar_python() {
  mkdir -p "$RAIZ/var"
  (
    flock 9
    instalar_paquetes "$1"
  ) 9>"$RAIZ/var/instalacion.candado"
}

fijar_paquetes() {
  local comun=(--universal --generate-hashes --python-version 3.11 --no-emit-index-url --upgrade --quiet
    --custom-compile-command "./run paquetes")
  exigir_del_sistema faltantes_para_servir
  preparar_python requirements-dev.txt
  "$PYTHON" -m uv pip compile "${comun[@]}" requirements.in -o requirements.txt
  "$PYTHON" -m uv pip compile "${comun[@]}" requirements-dev.in -c requirements.txt -o requirements-dev.txt
}
