"""The fork server: paid once per process, outlives its own death, forks and main modules, holds no secret."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from nucleo.pdf import PdfFallido, renderizar_pdf
from nucleo.pdf.cliente import MENSAJES, RAIZ, Servidor, servidor


def hola(numero: int = 0) -> bytes:
    return renderizar_pdf(html=f"<p>Hola {numero}", titulo="x").contenido


def test_el_arranque_se_paga_una_vez():
    hola()
    pid = servidor.pid
    inicio = time.monotonic()
    for numero in range(5):
        hola(numero)
    assert servidor.pid == pid
    assert (time.monotonic() - inicio) / 5 < 1.5


def test_si_el_servidor_muere_nace_otro():
    hola()
    viejo = servidor.pid
    os.kill(viejo, signal.SIGKILL)
    os.waitid(os.P_PID, viejo, os.WEXITED | os.WNOWAIT)
    assert hola().startswith(b"%PDF")
    assert servidor.pid != viejo


def test_al_cerrar_no_queda_ningun_proceso():
    hola()
    pid = servidor.pid
    servidor.cerrar()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_varios_hilos_a_la_vez():
    fallas: list[BaseException] = []
    paginas: list[bytes] = []

    def uno(numero: int) -> None:
        try:
            paginas.append(hola(numero))
        except BaseException as error:
            fallas.append(error)

    hilos = [threading.Thread(target=uno, args=(n,)) for n in range(8)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert not fallas
    assert len(set(paginas)) == 8


def test_sin_lugar_se_dice_y_no_se_espera_para_siempre():
    propio = Servidor()
    propio._cupo = threading.BoundedSemaphore(1)
    with propio.turno(1), pytest.raises(PdfFallido) as error, propio.turno(0.05):
        pass
    assert str(error.value) == MENSAJES["ocupado"]
    with propio.turno(0.05):
        pass


def test_un_proceso_bifurcado_usa_su_propio_servidor():
    hola()
    padre = servidor.pid
    lee, escribe = os.pipe()
    pid = os.fork()
    if pid == 0:
        bien = hola().startswith(b"%PDF") and servidor.pid != padre
        servidor.cerrar()
        os.write(escribe, b"1" if bien else b"0")
        os._exit(0)
    os.waitpid(pid, 0)
    assert os.read(lee, 1) == b"1"
    os.close(lee)
    os.close(escribe)
    assert hola().startswith(b"%PDF")
    assert servidor.pid == padre


def test_el_hijo_no_hereda_secretos(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "no-debe-pasar")
    servidor.cerrar()
    hola()
    entorno = Path(f"/proc/{servidor.pid}/environ").read_bytes()
    assert b"no-debe-pasar" not in entorno
    assert b"FONTCONFIG_FILE" in entorno
    assert b"DATABASE_URL" not in entorno


def test_el_modulo_principal_no_se_vuelve_a_ejecutar(tmp_path):
    """multiprocessing would run this file again in each child; the mark is written once."""
    marca = tmp_path / "marca"
    programa = tmp_path / "principal.py"
    programa.write_text(
        textwrap.dedent(f"""
        open({str(marca)!r}, "a").write("x")
        from nucleo.pdf import renderizar_pdf
        print([renderizar_pdf(html="<p>a", titulo="t").paginas for _ in range(3)])
        """)
    )
    entorno = {**os.environ, "PYTHONPATH": str(RAIZ)}
    salida = subprocess.run(
        [sys.executable, programa], env=entorno, capture_output=True, text=True, timeout=60
    )
    assert salida.stdout.strip() == "[1, 1, 1]"
    assert salida.stderr == ""
    assert marca.read_text() == "x"


def test_el_servidor_termina_con_el_proceso_aunque_lo_maten():
    programa = (
        "import time; from nucleo.pdf import renderizar_pdf, cliente\n"
        "renderizar_pdf(html='a', titulo='t'); print(cliente.servidor.pid, flush=True); time.sleep(60)"
    )
    entorno = {**os.environ, "PYTHONPATH": str(RAIZ)}
    with subprocess.Popen([sys.executable, "-c", programa], env=entorno, stdout=subprocess.PIPE) as proceso:
        pid = int(proceso.stdout.readline())
        proceso.kill()
    for _ in range(50):
        if not Path(f"/proc/{pid}/exe").exists():
            return
        time.sleep(0.1)
    pytest.fail("the fork server outlived its process")


def test_bajo_gunicorn(tmp_path):
    (tmp_path / "sitio.py").write_text(
        textwrap.dedent("""
        from nucleo.pdf import PdfFallido, renderizar_pdf

        def app(entorno, responder):
            bomba = entorno["PATH_INFO"] == "/bomba"
            try:
                html = "<p>x</p>" * 300_000 if bomba else "<p>Hola"
                cuerpo = renderizar_pdf(html=html, titulo="t", limite_segundos=2 if bomba else 30).contenido
            except PdfFallido as error:
                cuerpo = str(error).encode()
            responder("200 OK", [("Content-Length", str(len(cuerpo)))])
            return [cuerpo]
        """)
    )
    with socket.socket() as libre:
        libre.bind(("127.0.0.1", 0))
        puerto = libre.getsockname()[1]
    orden = [sys.executable, "-m", "gunicorn", "-w", "2", "-k", "gthread", "--threads", "2"]
    orden += ["--preload", "--control-socket", str(tmp_path / "c"), "-b", f"127.0.0.1:{puerto}", "sitio:app"]
    if b"--control-socket" not in subprocess.run([*orden[:3], "--help"], capture_output=True).stdout:
        del orden[orden.index("--control-socket") : orden.index("--control-socket") + 2]
    entorno = {**os.environ, "PYTHONPATH": f"{RAIZ}:{tmp_path}"}
    with subprocess.Popen(orden, env=entorno, cwd=tmp_path, stderr=subprocess.DEVNULL) as gunicorn:
        try:
            assert pedir(puerto, "/").startswith(b"%PDF")
            assert MENSAJES["tiempo"].encode() in pedir(puerto, "/bomba")
            assert all(pedir(puerto, "/").startswith(b"%PDF") for _ in range(4))
        finally:
            gunicorn.terminate()


def pedir(puerto: int, ruta: str) -> bytes:
    import http.client

    for _ in range(100):
        conexion = http.client.HTTPConnection("127.0.0.1", puerto, timeout=40)
        try:
            conexion.request("GET", ruta)
            return conexion.getresponse().read()
        except ConnectionRefusedError:
            time.sleep(0.1)
        finally:
            conexion.close()
    pytest.fail("gunicorn did not listen")
