# The state of one installation: the settings of .env, the var folder and the secret key.

# Export what .env says, as plain KEY=value lines; what the environment already has wins.
leer_env() {
  local linea clave valor
  [ -f "$RAIZ/.env" ] || return 0
  while IFS= read -r linea || [ -n "$linea" ]; do
    linea="${linea%$'\r'}"
    [[ "$linea" =~ ^[[:space:]]*([A-Z][A-Z0-9_]*)=(.*)$ ]] || continue
    clave="${BASH_REMATCH[1]}" valor="${BASH_REMATCH[2]}"
    if [[ "$valor" =~ ^\"(.*)\"[[:space:]]*$ || "$valor" =~ ^\'(.*)\'[[:space:]]*$ ]]; then
      valor="${BASH_REMATCH[1]}"
    fi
    [ -n "${!clave+x}" ] || export "$clave=$valor"
  done <"$RAIZ/.env"
}

# Settings that the program reads from the environment, each with its default.
preparar_estado() {
  leer_env
  export ENTORNO="${ENTORNO:-demostracion}" PUERTO="${PUERTO:-8000}" DIR_ESTADO="${DIR_ESTADO:-$RAIZ/var}"
  case "$ENTORNO" in
    demostracion | produccion) ;;
    *) fallar "ENTORNO debe ser «demostracion» o «produccion», no «$ENTORNO»." ;;
  esac
  [[ "$PUERTO" =~ ^[0-9]+$ ]] && [ "$PUERTO" -ge 1 ] && [ "$PUERTO" -le 65535 ] ||
    fallar "PUERTO debe ser un número entre 1 y 65535, no «$PUERTO»."
  if [ "$ENTORNO" = demostracion ]; then export URL_PUBLICA="${URL_PUBLICA:-http://127.0.0.1:$PUERTO}"; fi
  mkdir -p "$DIR_ESTADO"
  chmod 700 "$DIR_ESTADO"
  preparar_clave
}

# SECRET_KEY comes from the environment or, made once at random, from var/clave_secreta.
preparar_clave() {
  local archivo="$DIR_ESTADO/clave_secreta"
  [ -z "${SECRET_KEY-}" ] || return 0
  if [ ! -s "$archivo" ]; then
    (umask 077 && "$PYTHON" -c 'import secrets; print(secrets.token_urlsafe(64))' >"$archivo.nueva")
    mv "$archivo.nueva" "$archivo"
  fi
  chmod 600 "$archivo"
  SECRET_KEY="$(cat "$archivo")"
  export SECRET_KEY
}
