"""Rule 23: no migration is missing, all go back and forth, and without every guard we do not serve."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection, models, transaction

from actividades.models import Evidencia
from nucleo import disparadores
from nucleo.models import Documento

pytestmark = [pytest.mark.postgres]

IDA_Y_VUELTA = """
import io, json, sys
import django
django.setup()
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from nucleo import disparadores

def nuestras():
    tablas = connection.introspection.table_names()
    return sorted(t for t in tablas if t.split("_")[0] in APPS and t != "nucleo_cache")

def columnas():
    with connection.cursor() as c:
        leer = connection.introspection.get_table_description
        return {t: sorted(col.name for col in leer(c, t)) for t in nuestras()}

def migrar(*args):
    call_command("migrate", *args, verbosity=0, interactive=False)

APPS = ["evaluacion", "actividades", "poa", "nucleo"]
migrar()
antes, faltan = columnas(), disparadores.faltantes()
for app in APPS:
    migrar(app, "zero")
vacias = nuestras()
migrar()
dicho = {"antes": antes, "faltan": faltan, "vacias": vacias, "despues": columnas(),
         "faltan_despues": disparadores.faltantes(), "disparadores": len(disparadores.nombres(connection))}
print(json.dumps(dicho))
"""


@pytest.fixture
def base_nueva(db, tmp_path: Path, request):
    """Address of an empty database of the same kind."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'nueva.sqlite3'}"
        return
    # CREATE DATABASE wants no transaction: a connection of its own.
    import psycopg2

    datos = connection.settings_dict
    maestra = psycopg2.connect(
        dbname="postgres", user=datos["USER"], host=datos["HOST"], port=datos["PORT"] or None
    )
    maestra.autocommit = True
    nombre = f"migraciones_{os.getpid()}"
    with maestra.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {nombre}")
    yield f"postgres://{datos['USER']}@{datos['HOST'].replace('/', '%2F')}/{nombre}"
    with maestra.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {nombre} WITH (FORCE)")
    maestra.close()


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_control_a_changed_model_asks_for_a_migration(db, monkeypatch):
    monkeypatch.setattr(Documento._meta.get_field("titulo"), "max_length", 201)
    with pytest.raises(SystemExit):
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.largo
def test_all_migrations_go_back_to_nothing_and_forth_again(base_nueva, tmp_path):
    entorno = os.environ | {
        "DATABASE_URL": base_nueva,
        "DIR_ESTADO": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "poa.settings",
    }
    hecho = subprocess.run(
        [sys.executable, "-c", IDA_Y_VUELTA],
        cwd=settings.BASE_DIR,
        env=entorno,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert hecho.returncode == 0, hecho.stderr[-3000:]
    dicho = json.loads(hecho.stdout.splitlines()[-1])
    assert len(dicho["antes"]) > 20
    assert dicho["vacias"] == []
    assert dicho["despues"] == dicho["antes"]
    assert dicho["faltan"] == dicho["faltan_despues"] == []
    assert dicho["disparadores"] > 30


@pytest.mark.django_db(transaction=True)
def test_a_table_that_is_rebuilt_has_its_guards_again_after_migrating():
    """AlterField on SQLite makes the table anew and drops its triggers without a word."""
    campo = Evidencia._meta.get_field("nombre")
    otro = models.CharField(max_length=151)
    otro.set_attributes_from_name("nombre")
    otro.model = Evidencia
    try:
        with connection.schema_editor() as editor:
            editor.alter_field(Evidencia, campo, otro, strict=True)
        if connection.vendor == "sqlite":
            assert any("evidencia_cerrada" in n for n in disparadores.faltantes()), "the trap itself"
            with pytest.raises(ImproperlyConfigured, match="evidencia_cerrada"):
                disparadores.exigir_disparadores()
        call_command("migrate", verbosity=0)
        assert disparadores.faltantes() == []
    finally:
        disparadores.quitar()
        with connection.schema_editor() as editor:
            editor.alter_field(Evidencia, otro, campo, strict=True)
        disparadores.crear()


@pytest.mark.django_db
def test_we_do_not_serve_without_each_of_the_guards():
    disparadores.exigir_disparadores()
    presentes = disparadores._presentes(connection)
    for nombre in sorted(disparadores.nombres(connection)):
        en = f" ON {presentes[nombre]}" if connection.vendor == "postgresql" else ""
        # Put back by the savepoint: made again one by one, PostgreSQL would run out of locks.
        punto = transaction.savepoint()
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {nombre}{en}")
        with pytest.raises(ImproperlyConfigured, match=nombre):
            disparadores.exigir_disparadores()
        transaction.savepoint_rollback(punto)
    disparadores.exigir_disparadores()


@pytest.mark.django_db
@pytest.mark.solo_postgres
def test_a_guard_that_was_switched_off_counts_as_missing():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE nucleo_asiento DISABLE TRIGGER asiento_intocable_update")
    assert disparadores.faltantes() == ["asiento_intocable_update"]


def test_serving_asks_for_the_guards():
    texto = (Path(settings.BASE_DIR) / "poa" / "wsgi.py").read_text(encoding="utf-8")
    assert texto.rstrip().endswith("exigir_disparadores()")
