# Serving: prepares the database, the static files and the example, then hands over to gunicorn.

preparar_todo() {
  exigir_del_sistema faltantes_para_servir
  preparar_python requirements.txt
  preparar_estado
}

puerto_libre() {
  "$PYTHON" - "$PUERTO" <<'PY' 2>/dev/null
import socket, sys
enchufe = socket.socket()
enchufe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
enchufe.bind(("127.0.0.1", int(sys.argv[1])))
PY
}

servir() {
  preparar_todo
  puerto_libre || fallar "el puerto $PUERTO ya está en uso. Elija otro, por ejemplo:  PUERTO=$((PUERTO + 1)) ./run"
  # The text is kept for the moment gunicorn listens, so that the address is shown when it answers.
  POA_ACCESO="$("$PYTHON" scripts/preparar.py)" || exit 1
  export POA_ACCESO
  exec "$PYTHON" -m gunicorn --config scripts/gunicorn.conf.py poa.wsgi:application
}

# One manage.py command, with the same settings that the server has.
administrar() {
  preparar_todo
  exec "$PYTHON" manage.py "$@"
}
