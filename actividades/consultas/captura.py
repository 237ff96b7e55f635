"""What the capture form needs to know: open quarters, the date to suggest, líneas in useful order."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from actividades.models import Actividad
from nucleo.fechas import fecha_larga
from nucleo.personas import Persona, Veredicto
from poa.candados import permite_captura
from poa.models import LineaDeAccion, Programa, Programacion, Prorroga, Trimestre, TrimestrePrograma

EMERGENTE = "emergente"


def cuarto_de(fecha: date) -> int:
    """Quarter (1–4) in which a date falls."""
    return (fecha.month - 1) // 3 + 1


@dataclass(frozen=True)
class Ventana:
    """A quarter of a POA that has begun and is not signed: whether it takes acts today, and until when."""

    trimestre: TrimestrePrograma
    veredicto: Veredicto
    cierra: date

    @property
    def abierta(self) -> bool:
        """Whether at least some of its líneas take acts."""
        return self.veredicto.permitido


def ventanas_de_captura(direccion_id: int, hoy: date) -> list[Ventana]:
    """Quarters of the dirección whose capture reaches today, and the one of today, newest first."""
    calendario = {(t.ejercicio_id, t.numero): t for t in Trimestre.objects.filter(captura_abre__lte=hoy)}
    # The last one rules, as in the lock, even when it is shorter than the one before.
    prorroga = Prorroga.objects.filter(trimestre_programa_id=OuterRef("pk")).order_by("-momento", "-id")
    abiertos = (
        TrimestrePrograma.objects.filter(programa__direccion_id=direccion_id)
        .select_related("programa__direccion", "programa__ejercicio")
        .annotate(prorroga=Subquery(prorroga.values("hasta")[:1]))
        .order_by("-programa__ejercicio__anio", "-numero")
    )
    ventanas = []
    for tp in abiertos:
        fechas = calendario.get((tp.programa.ejercicio_id, tp.numero))
        if fechas is None:
            continue
        cierra = tp.prorroga or fechas.captura_cierra
        es_el_de_hoy = (tp.programa.ejercicio.anio, tp.numero) == (hoy.year, cuarto_de(hoy))
        if hoy <= cierra or es_el_de_hoy:
            ventanas.append(Ventana(tp, _veredicto(tp, hoy), cierra))
    return ventanas


def _veredicto(tp: TrimestrePrograma, hoy: date) -> Veredicto:
    """An unlocked quarter may take only some líneas: one that it takes is enough to open the form."""
    linea_id = tp.lineas_desbloqueadas.values_list("linea_id", flat=True).first() if tp.solo_lineas else None
    return permite_captura(tp, linea_id=linea_id, hoy=hoy)


def fecha_sugerida(ventanas: list[Ventana], hoy: date) -> date | None:
    """Today, when today lies in a quarter that takes acts."""
    abiertos = {(v.trimestre.programa.ejercicio.anio, v.trimestre.numero) for v in ventanas if v.abierta}
    return hoy if (hoy.year, cuarto_de(hoy)) in abiertos else None


def plazos(ventanas: list[Ventana]) -> str:
    """«Hasta el 15 de julio de 2024 se recibe: segundo trimestre de 2024.»; a sentence per day."""
    por_dia: dict[date, list[str]] = {}
    for v in reversed(ventanas):
        if v.abierta:
            por_dia.setdefault(v.cierra, []).append(
                f"{v.trimestre.get_numero_display().lower()} de {v.trimestre.programa.ejercicio}"
                f"{' (solo las líneas desbloqueadas)' if v.trimestre.solo_lineas else ''}"
            )
    return " ".join(
        f"Hasta el {fecha_larga(dia)} se recibe: {', '.join(trimestres)}."
        for dia, trimestres in por_dia.items()
    )


def _programas(
    direccion_id: int, ventanas: list[Ventana], hoy: date, tambien: int | None
) -> QuerySet[Programa]:
    ids = {v.trimestre.programa_id for v in ventanas} | ({tambien} if tambien else set())
    de_hoy = Q(ejercicio__anio=hoy.year)
    return Programa.objects.filter(de_hoy | Q(pk__in=ids), direccion_id=direccion_id)


@dataclass(frozen=True)
class Recientes:
    """What a person logged last in a dirección: ids of líneas and of localidades, the newest first."""

    lineas: tuple[int, ...] = ()
    localidades: tuple[int, ...] = ()


def recientes_de(persona: Persona, direccion_id: int) -> Recientes:
    """From the last acts that the person logged there; an emergent act names no línea."""
    ultimas = Actividad.objects.filter(
        registrada_por=persona.usuario, trimestre_programa__programa__direccion_id=direccion_id
    ).order_by("-registrada_en", "-pk")[:_MIRADAS]
    lineas: dict[int, None] = {}
    localidades: dict[int, None] = {}
    for acto in ultimas.prefetch_related("localidades"):
        if acto.linea_id:
            lineas.setdefault(acto.linea_id)
        for lugar in acto.localidades.all():
            localidades.setdefault(lugar.pk)
    return Recientes(tuple(lineas)[:_LINEAS_RECIENTES], tuple(localidades)[:_LUGARES_RECIENTES])


_MIRADAS, _LINEAS_RECIENTES, _LUGARES_RECIENTES = 20, 3, 4


def grupos_de_lineas(
    *,
    persona: Persona,
    direccion_id: int,
    ventanas: list[Ventana],
    tambien: int | None = None,
    recientes: Recientes = Recientes(),
) -> list[tuple[str, list[LineaDeAccion]]]:
    """Líneas the form offers, in groups: those logged last, mine of this quarter, mine, those of others.

    A línea without responsables is everybody's. `tambien` is a POA (id) to include whatever its dates.
    """
    hoy = persona.hoy
    del_trimestre = Programacion.objects.filter(
        linea=OuterRef("pk"), trimestre_programa__numero=cuarto_de(hoy), vigente__gt=0
    )
    lineas = (
        LineaDeAccion.objects.filter(
            estrategia__programa__in=_programas(direccion_id, ventanas, hoy, tambien)
        )
        .filter(Q(cancelada_el__isnull=True) | Q(estrategia__programa=tambien))
        .select_related("estrategia__programa__ejercicio")
        .annotate(
            cuantos=Count("responsables", distinct=True),
            soy=Count("responsables", filter=Q(responsables=persona.usuario), distinct=True),
            programada=Exists(del_trimestre),
        )
        .order_by("-estrategia__programa__ejercicio__anio", "estrategia__orden", "orden")
    )
    grupos: dict[str, list[LineaDeAccion]] = {}
    for linea in lineas:
        titulo = _RECIENTES if linea.pk in recientes.lineas else _grupo(linea)
        grupos.setdefault(titulo, []).append(linea)
    grupos.get(_RECIENTES, []).sort(key=lambda linea: recientes.lineas.index(linea.pk))
    return [(titulo, grupos[titulo]) for titulo in _ORDEN if titulo in grupos]


_MIAS_HOY = "Programadas este trimestre"
_MIAS = "Otras líneas a su cargo"
_AJENAS = "A cargo de otras personas"
_RECIENTES = "Las últimas que registró"
_ORDEN = (_RECIENTES, _MIAS_HOY, _MIAS, _AJENAS)


def _grupo(linea: LineaDeAccion) -> str:
    mia = not linea.cuantos or linea.soy
    if not mia:
        return _AJENAS
    return _MIAS_HOY if linea.programada else _MIAS
