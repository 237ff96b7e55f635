"""Database triggers, declared by each app: dropped before migrations and made again after them."""

from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.db import connection as conexion_por_omision
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Disparador:
    """A guard of one table.

    `eventos` are those of INSERT, UPDATE, DELETE; `condicion` is SQL that is true when the write must
    be refused ({fila} is NEW or OLD; for UPDATE both are tried, unless the condition names them itself);
    `mensaje` is what the database says. `bloquea` is the FROM … WHERE of the row that PostgreSQL reads
    FOR SHARE first, so that a write and a signature of the same quarter wait for one another; with
    `exclusivo`, FOR NO KEY UPDATE: two writes under the same row wait for one another too.
    """

    nombre: str
    tabla: str
    eventos: tuple[str, ...]
    condicion: str
    mensaje: str
    bloquea: str = ""
    columnas: tuple[str, ...] = ()
    impide_truncar: bool = True
    exclusivo: bool = False


_registro: dict[str, Disparador] = {}


def registrar(*disparadores: Disparador) -> None:
    """Declare guards; called once per app, when it is ready."""
    _registro.update({d.nombre: d for d in disparadores})


def _filas(d: Disparador, evento: str) -> tuple[str, ...]:
    if evento == "INSERT":
        return ("NEW",)
    return ("OLD",) if evento == "DELETE" else ("OLD", "NEW")


def _cuando(d: Disparador, evento: str) -> str:
    if "{fila}" not in d.condicion:
        return d.condicion
    return " OR ".join(f"({d.condicion.replace('{fila}', fila)})" for fila in _filas(d, evento))


def _candado(d: Disparador, evento: str) -> str:
    if not d.bloquea:
        return ""
    modo = "FOR NO KEY UPDATE" if d.exclusivo else "FOR SHARE"
    return "".join(
        f"PERFORM 1 FROM {d.bloquea.replace('{fila}', fila)} {modo}; " for fila in _filas(d, evento)
    )


def _de(evento: str, d: Disparador) -> str:
    return f"UPDATE OF {', '.join(d.columnas)}" if evento == "UPDATE" and d.columnas else evento


def _sentencias_sqlite(d: Disparador) -> list[str]:
    mensaje = d.mensaje.replace("'", "''")
    return [
        f"CREATE TRIGGER {d.nombre}_{evento.lower()} BEFORE {_de(evento, d)} ON {d.tabla} "
        f"WHEN {_cuando(d, evento)} BEGIN SELECT RAISE(ABORT, '{mensaje}'); END"
        for evento in d.eventos
    ]


def _sentencias_postgres(d: Disparador) -> list[str]:
    mensaje = d.mensaje.replace("'", "''").replace("%", "%%")
    sentencias = []
    for evento in d.eventos:
        nombre = f"{d.nombre}_{evento.lower()}"
        devuelve = "OLD" if evento == "DELETE" else "NEW"
        sentencias += [
            f"CREATE OR REPLACE FUNCTION {nombre}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"{_candado(d, evento)}IF {_cuando(d, evento)} THEN RAISE EXCEPTION '{mensaje}' "
            f"USING ERRCODE = 'restrict_violation'; END IF; RETURN {devuelve}; END $$",
            f"CREATE TRIGGER {nombre} BEFORE {_de(evento, d)} ON {d.tabla} "
            f"FOR EACH ROW EXECUTE FUNCTION {nombre}()",
        ]
    if d.impide_truncar:
        sentencias += [
            f"CREATE OR REPLACE FUNCTION {d.nombre}_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{mensaje}' USING ERRCODE = 'restrict_violation'; END $$",
            f"CREATE TRIGGER {d.nombre}_truncate BEFORE TRUNCATE ON {d.tabla} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {d.nombre}_truncate()",
        ]
    return sentencias


def nombres(conexion: BaseDatabaseWrapper) -> set[str]:
    """Names every declared trigger must have in this database."""
    sufijo_truncar = conexion.vendor == "postgresql"
    return {f"{d.nombre}_{e.lower()}" for d in _registro.values() for e in d.eventos} | {
        f"{d.nombre}_truncate" for d in _registro.values() if sufijo_truncar and d.impide_truncar
    }


def _presentes(conexion: BaseDatabaseWrapper) -> dict[str, str]:
    consulta = (
        "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND t.tgenabled <> 'D'"
        if conexion.vendor == "postgresql"
        else "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
    )
    with conexion.cursor() as cursor:
        cursor.execute(consulta)
        return dict(cursor.fetchall())


def faltantes(conexion: BaseDatabaseWrapper = conexion_por_omision) -> list[str]:
    """Names of the declared triggers that the database lacks, in order."""
    return sorted(nombres(conexion) - set(_presentes(conexion)))


def quitar(conexion: BaseDatabaseWrapper = conexion_por_omision) -> None:
    """Drop every declared trigger that is there (a migration may rebuild the tables)."""
    propios = nombres(conexion)
    with conexion.cursor() as cursor:
        for nombre, tabla in _presentes(conexion).items():
            if nombre in propios:
                en = f" ON {tabla}" if conexion.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {nombre}{en}")


def crear(conexion: BaseDatabaseWrapper = conexion_por_omision) -> None:
    """Make every declared trigger whose table exists, anew."""
    quitar(conexion)
    tablas = set(conexion.introspection.table_names())
    traducir = _sentencias_postgres if conexion.vendor == "postgresql" else _sentencias_sqlite
    with conexion.cursor() as cursor:
        for disparador in _registro.values():
            if disparador.tabla in tablas:
                for sentencia in traducir(disparador):
                    cursor.execute(sentencia)


def exigir_disparadores() -> None:
    """Refuse to serve when a guard is missing: what was signed would not be locked."""
    if sin := faltantes():
        raise ImproperlyConfigured(
            "Faltan candados en la base de datos: " + ", ".join(sin) + ". Ejecute «manage.py migrate»."
        )
