"""The shell pieces of ./run: what they refuse, what they say, what they keep."""

import os
import shutil
import socket
import stat
import subprocess
from pathlib import Path

import pytest

from tests.lint.conftest import RAIZ

PROLOGO = (
    'set -euo pipefail; RAIZ="$1"; shift; for p in sistema paquetes estado probar revisar servir; do source "'
)


def con_piezas(guion: str, raiz: Path, **entorno: str) -> subprocess.CompletedProcess[str]:
    """Run lines of bash with every piece of ./run loaded; `raiz` is the folder they work on."""
    texto = f'{PROLOGO}{RAIZ}/scripts/$p.sh"; done\n{guion}\n'
    base = {"PATH": os.environ["PATH"], "HOME": str(raiz)}
    return subprocess.run(
        ["/bin/bash", "-c", texto, "bash", str(raiz)],
        env={**base, **entorno},
        cwd=raiz,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def solo_con(carpeta: Path, *programas: str) -> str:
    """Return a PATH with nothing but these programs."""
    carpeta.mkdir()
    for programa in programas:
        (carpeta / programa).symlink_to(shutil.which(programa))
    return str(carpeta)


def test_a_system_without_apt_gets_one_clear_line(tmp_path):
    resultado = con_piezas(
        "instalar_del_sistema libpango-1.0-0", tmp_path, PATH=solo_con(tmp_path / "bin", "bash", "id")
    )
    assert resultado.returncode == 1
    assert len(resultado.stderr.splitlines()) == 1
    assert "no es Debian" in resultado.stderr
    assert "libpango-1.0-0" in resultado.stderr


def test_without_root_it_prints_the_exact_line(tmp_path):
    camino = solo_con(tmp_path / "bin", "bash")
    for nombre, texto in (("apt-get", "exit 1"), ("id", "echo 1000")):
        (tmp_path / "bin" / nombre).write_text(f"#!/bin/bash\n{texto}\n")
        (tmp_path / "bin" / nombre).chmod(0o755)
    resultado = con_piezas("instalar_del_sistema python3-venv libatomic1", tmp_path, PATH=camino)
    assert resultado.returncode == 1
    assert (
        "apt-get update && apt-get install -y --no-install-recommends python3-venv libatomic1"
        in resultado.stderr
    )


def test_a_machine_without_python_asks_for_all_of_it(tmp_path):
    camino = solo_con(tmp_path / "bin", "bash")
    resultado = con_piezas("buscar_python() { :; }; faltantes_para_servir", tmp_path, PATH=camino)
    assert resultado.stdout.split() == [
        "python3",
        "python3-venv",
        "libpango-1.0-0",
        "libpangoft2-1.0-0",
        "libharfbuzz-subset0",
    ]


def test_a_missing_library_is_noticed(tmp_path):
    guion = (
        "tiene_biblioteca python3 libc.so.6 && echo esta; tiene_biblioteca python3 libnada.so.9 || echo falta"
    )
    assert con_piezas(guion, tmp_path).stdout.split() == ["esta", "falta"]


def test_the_env_file_is_read_and_the_environment_wins(tmp_path):
    (tmp_path / ".env").write_text(
        "# nota\nURL_PUBLICA=https://poa.ejemplo.mx/?a=b\nSECRET_KEY='con espacio y $HOME'\r\n"
        'ALLOWED_HOSTS="uno, dos"\nPUERTO=9\nrm -rf nada\nminuscula=1\nDEBUG=no'
    )
    guion = (
        'leer_env; printf "%s|%s|%s|%s|%s" "$URL_PUBLICA" "$SECRET_KEY" "$ALLOWED_HOSTS" "$PUERTO" "$DEBUG"'
    )
    resultado = con_piezas(guion, tmp_path, PUERTO="8123")
    assert resultado.stdout == "https://poa.ejemplo.mx/?a=b|con espacio y $HOME|uno, dos|8123|no"


def test_the_secret_key_is_made_once_and_is_private(tmp_path):
    guion = 'PYTHON=python3; preparar_estado; printf "%s" "$SECRET_KEY"'
    primera, segunda = con_piezas(guion, tmp_path), con_piezas(guion, tmp_path)
    archivo = tmp_path / "var" / "clave_secreta"
    assert len(primera.stdout) >= 64
    assert primera.stdout == segunda.stdout == archivo.read_text().strip()
    assert stat.S_IMODE(archivo.stat().st_mode) == 0o600
    assert stat.S_IMODE(archivo.parent.stat().st_mode) == 0o700
    otra = con_piezas(guion, tmp_path, DIR_ESTADO=str(tmp_path / "otra"))
    assert otra.stdout != primera.stdout
    assert con_piezas(guion, tmp_path, SECRET_KEY="dada").stdout == "dada"


def test_the_public_address_is_invented_only_for_the_example(tmp_path):
    guion = 'PYTHON=python3; preparar_estado; printf "%s" "${URL_PUBLICA-nada}"'
    assert con_piezas(guion, tmp_path, PUERTO="8123").stdout == "http://127.0.0.1:8123"
    assert con_piezas(guion, tmp_path, ENTORNO="produccion").stdout == "nada"


@pytest.mark.parametrize(
    ("variable", "valor"), [("PUERTO", "ochomil"), ("PUERTO", "70000"), ("ENTORNO", "pruebas")]
)
def test_a_wrong_setting_gets_one_clear_line(tmp_path, variable, valor):
    resultado = con_piezas("PYTHON=python3; preparar_estado", tmp_path, **{variable: valor})
    assert resultado.returncode == 1
    assert len(resultado.stderr.splitlines()) == 1
    assert valor in resultado.stderr


def test_a_taken_port_gets_one_clear_line(tmp_path):
    guion = "PYTHON=python3; preparar_todo() { :; }; servir"
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        enchufe.listen()
        puerto = str(enchufe.getsockname()[1])
        resultado = con_piezas(guion, tmp_path, PUERTO=puerto)
    assert resultado.returncode == 1
    assert resultado.stderr.splitlines() == [
        f"Error: el puerto {puerto} ya está en uso. Elija otro, por ejemplo:  PUERTO={int(puerto) + 1} ./run"
    ]
    libre = con_piezas("PYTHON=python3; puerto_libre && echo libre", tmp_path, PUERTO=puerto)
    assert libre.stdout.strip() == "libre"


def test_packages_are_installed_again_only_when_the_lock_changes(tmp_path):
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    falso = tmp_path / ".venv" / "bin" / "python"
    falso.write_text('#!/bin/bash\n[ "$1" = -c ] || echo "$@" >>llamadas\n')
    falso.chmod(0o755)
    (tmp_path / "requirements.txt").write_text("a==1\n")
    guion = "preparar_python requirements.txt; preparar_python requirements.txt"
    assert con_piezas(guion, tmp_path).returncode == 0
    llamadas = (tmp_path / "llamadas").read_text().splitlines()
    assert len(llamadas) == 1
    assert "--require-hashes -r requirements.txt" in llamadas[0]
    (tmp_path / "requirements.txt").write_text("a==2\n")
    con_piezas(guion, tmp_path)
    assert len((tmp_path / "llamadas").read_text().splitlines()) == 2


def test_a_failed_installation_leaves_no_stamp(tmp_path):
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    falso = tmp_path / ".venv" / "bin" / "python"
    falso.write_text('#!/bin/bash\n[ "$1" = -c ]\n')
    falso.chmod(0o755)
    (tmp_path / "requirements.txt").write_text("a==1\n")
    assert con_piezas("preparar_python requirements.txt", tmp_path).returncode == 1
    assert not (tmp_path / ".venv" / "sello-requirements").exists()


def test_every_check_runs_and_the_end_names_those_that_failed(tmp_path):
    guion = "revision uno false; revision dos true; revision tres false; concluir_revisiones"
    resultado = con_piezas(guion, tmp_path)
    assert resultado.returncode == 1
    assert resultado.stdout.split("\n")[:3] == ["== uno ==", "== dos ==", "== tres =="]
    assert resultado.stderr.strip() == "Fallaron: uno; tres"
    assert con_piezas("revision uno true; concluir_revisiones", tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("sqlite", "postgres", "argumentos", "esperado"),
    [
        (0, 0, "", 0),
        (1, 0, "", 1),
        (0, 1, "", 1),
        (2, 0, "", 2),
        (5, 0, "", 5),
        (0, 5, "", 5),
        (0, 5, "tests/lint", 0),
        (5, 0, "-m solo_postgres", 0),
        (5, 5, "-k nada", 5),
        (0, 1, "--postgres", 1),
        (1, 0, "--postgres", 0),
        (0, 1, "--sqlite", 0),
    ],
)
def test_a_failure_in_either_pass_is_a_failure(tmp_path, sqlite, postgres, argumentos, esperado):
    guion = f"""
    exigir_del_sistema() {{ :; }}; preparar_python() {{ :; }}
    levantar_postgresql() {{ :; }}; bajar_postgresql() {{ echo abajo; }}
    en_sqlite() {{ return {sqlite}; }}; en_postgresql() {{ return {postgres}; }}
    probar {argumentos}"""
    resultado = con_piezas(guion, tmp_path)
    assert resultado.returncode == esperado


@pytest.mark.parametrize("pasada", ["en_sqlite", "en_postgresql"])
@pytest.mark.parametrize("codigo", [0, 1, 5])
def test_two_workers_share_a_pass_and_its_failure_counts(tmp_path, pasada, codigo):
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    falso = tmp_path / ".venv" / "bin" / "python"
    falso.write_text(f'#!/bin/bash\n[[ "$*" == *"-n 2"* ]] && exit {codigo}; exit 9\n')
    falso.chmod(0o755)
    guion = f"BASE_POSTGRES=postgres://x/y; codigo=0; {pasada} || codigo=$?; exit $codigo"
    assert con_piezas(guion, tmp_path).returncode == codigo


def test_whoever_names_tests_gets_one_plain_run(tmp_path):
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    falso = tmp_path / ".venv" / "bin" / "python"
    falso.write_text('#!/bin/bash\necho "$@ ${DATABASE_URL-sin}"\n')
    falso.chmod(0o755)
    resultado = con_piezas("en_sqlite tests/lint -x", tmp_path, DATABASE_URL="postgres://real/poa")
    assert resultado.stdout.splitlines()[1:] == ["-m pytest tests/lint -x sin"]
