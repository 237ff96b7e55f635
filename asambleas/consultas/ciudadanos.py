"""People of the citizenry whose data are held: found by name or telephone, and told whole."""

from datetime import date, datetime
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import Replace
from django.utils import timezone

from asambleas.estados import ORGANOS_ABIERTOS
from asambleas.expedientes import Fila, Ids, Parte, partes
from asambleas.models import Asistente, Ciudadano, Integrante
from nucleo.personas import SI, Persona, Veredicto, no
from nucleo.texto import normalizar
from poa.permisos import permite_cuentas

MAX_HALLADOS = 100
MIN_LETRAS = 3
_EN_TELEFONOS = " ()./-+"


def buscar_ciudadanos(texto: str) -> list[Ciudadano]:
    """Rows whose name has every word, or whose telephone has those digits; at most MAX_HALLADOS.

    Each capture is a row of its own: somebody who came three times is three.
    """
    cifras = "".join(c for c in texto if c.isdigit())
    palabras = normalizar(texto).split()
    if len("".join(palabras)) < MIN_LETRAS:
        return []
    filas = _con_telefono(Ciudadano.objects.filter(anonimizado_en__isnull=True))
    por_nombre = reduce(and_, (Q(busqueda__contains=p) for p in palabras))
    por_telefono = Q(cifras__contains=cifras) if len(cifras) >= 4 else Q(pk__isnull=True)
    hallados = filas.filter(por_nombre | por_telefono).select_related("direccion", "localidad")
    return list(hallados.annotate(veces=Count("asistencias"))[:MAX_HALLADOS])


def _con_telefono(filas: QuerySet[Ciudadano]) -> QuerySet[Ciudadano]:
    expresion: Any = "telefono"
    for signo in _EN_TELEFONOS:
        expresion = Replace(expresion, Value(signo), Value(""))
    return filas.annotate(cifras=expresion)


def ciudadanos_elegidos(ids: Ids) -> list[Ciudadano]:
    """Those rows that hold somebody's data still."""
    elegidos = Ciudadano.objects.filter(pk__in=ids, anonimizado_en__isnull=True)
    return list(elegidos.select_related("direccion", "localidad", "aviso").order_by("pk"))


def permite_anonimizar_ciudadanos(ids: Ids, persona: Persona) -> Veredicto:
    """Anonymise them: the administrador, and nobody who holds a post or has something still open."""
    if not (puede := permite_cuentas(persona)):
        return puede
    if not ids:
        return no("Elija al menos un registro.")
    razones = [razon for parte in partes() if (razon := parte.impide(ids, persona.hoy))]
    return no(" ".join(razones)) if razones else SI


def expediente_de_ciudadanos(ciudadanos: list[Ciudadano], ahora: datetime) -> dict[str, Any]:
    """Everything that is held of one person, who may be several rows: never a token or a key."""
    ids = [c.pk for c in ciudadanos]
    return {
        "generado_en": escrito(ahora),
        "registros": [_registro(c) for c in ciudadanos],
        "partes": [{"en": parte.titulo, "filas": parte.filas(ids)} for parte in partes()],
    }


def _registro(c: Ciudadano) -> Fila:
    return {
        "registro": c.pk,
        "direccion": c.direccion.nombre,
        "nombre": c.nombre,
        "localidad": c.localidad.nombre if c.localidad else "",
        "domicilio": c.domicilio,
        "telefono": c.telefono,
        "correo": c.correo,
        "sexo": c.get_sexo_display(),
        "edad": c.get_edad_display(),
        "aviso_de_privacidad": f"versión {c.aviso.version}" if c.aviso else "",
        "tomado_el": escrito(c.creado_en),
    }


def escrito(valor: date | datetime | None) -> str:
    """A day or a moment as it goes in the file, in the municipality's zone; empty when there is none."""
    if isinstance(valor, datetime):
        return timezone.localtime(valor).isoformat(timespec="minutes")
    return valor.isoformat() if valor else ""


def _asistencias(ids: Ids) -> list[Fila]:
    filas = Asistente.objects.filter(ciudadano__in=ids).select_related("asamblea__organo")
    return [
        {
            "registro": a.ciudadano_id,
            "asamblea": f"{a.asamblea.get_tipo_display()}, {a.asamblea.organo.nombre}",
            "folio": a.asamblea.organo.folio,
            "numero": a.numero,
            "capturado_en": escrito(a.capturado_en),
            "firma_dibujada": "sí" if a.firma_archivo else "no",
        }
        for a in filas
    ]


def _sin_firmas(ids: Ids) -> None:
    Asistente.objects.filter(ciudadano__in=ids).update(firma_archivo="", firma_sha256="")


def _cargos(ids: Ids) -> list[Fila]:
    filas = Integrante.objects.filter(ciudadano__in=ids).select_related("puesto", "organo")
    return [
        {
            "registro": i.ciudadano_id,
            "organo": i.organo.nombre,
            "folio": i.organo.folio,
            "puesto": i.puesto.nombre,
            "calidad": i.get_calidad_display(),
            "desde": escrito(i.desde),
            "hasta_antes_de": escrito(i.hasta),
            "motivo_de_fin": i.motivo_de_fin,
        }
        for i in filas
    ]


def _sin_identidad(ids: Ids) -> None:
    for integrante in Integrante.objects.filter(ciudadano__in=ids):
        integrante.identidad = f"baja {integrante.ciudadano_id}"
        integrante.save(update_fields=["identidad"])


def _con_puesto(ids: Ids, hoy: date) -> str:
    vigentes = Integrante.objects.filter(ciudadano__in=ids).exclude(hasta__lte=hoy)
    vigentes = vigentes.filter(organo__estado__in=ORGANOS_ABIERTOS)
    en_pie = vigentes.select_related("puesto", "organo").first()
    if en_pie is None:
        return ""
    return f"Todavía tiene el puesto de {en_pie.puesto} en {en_pie.organo}: termine antes su encargo."


def _firmas(ids: Ids) -> list[str]:
    con_firma = Asistente.objects.filter(ciudadano__in=ids).exclude(firma_archivo="")
    return list(con_firma.values_list("firma_archivo", flat=True))


def _nombra_firma(nombre: str) -> bool:
    return Asistente.objects.filter(firma_archivo=nombre).exists()


PARTES = (
    Parte(
        "asistencias",
        "asistencia a asambleas",
        _asistencias,
        _sin_firmas,
        archivos=_firmas,
        nombra=_nombra_firma,
    ),
    Parte("integrantes", "puestos", _cargos, _sin_identidad, _con_puesto),
)
