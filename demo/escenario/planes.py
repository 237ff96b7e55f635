"""The POAs of 2024: the original sheet as it is, what the example adds, and their authorisation."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from demo.escenario.datos import ANIO, AUTORIZACION, COMPLEMENTO, actor, en, leer
from poa import servicios
from poa.candados import cierre_de_captura
from poa.estados import EstadoPrograma
from poa.models import Ejercicio, Programa, TrimestrePrograma

# Data file, who loads it, and the day: the sheets of the example say when they were written.
HOJAS = (
    ("pc_2024", "directora.pc", date(2023, 11, 3)),
    ("op_2024", "director.op", date(2023, 11, 6)),
    ("sp_2024", "directora.sp", date(2023, 11, 7)),
    ("plan_2024", "director.plan", date(2023, 11, 8)),
)
# Half finished on purpose: it loads as it is and shows its warnings.
BORRADOR = ("cont_2024", "planeacion", date(2023, 12, 18))
MOTIVO_PRORROGA = "Ejemplo: los trimestres de 2024 siguen abiertos para que se pueda practicar la captura."


def cargar_planes() -> None:
    """Open the year, load every sheet, complete the original one, authorise those that are complete."""
    if not Ejercicio.objects.filter(anio=ANIO).exists():
        servicios.abrir_ejercicio(**actor("planeacion", en(HOJAS[0][2])), anio=ANIO)
    programas = [_cargar(*hoja) for hoja in HOJAS]
    _cargar(*BORRADOR)
    _completar_el_original(programas[0])
    for programa, (_, username, _) in zip(programas, HOJAS, strict=True):
        if programa.estado == EstadoPrograma.BORRADOR:
            servicios.enviar_programa(**actor(username, en(AUTORIZACION, 9)), programa_id=programa.pk)
            servicios.autorizar_programa(**actor("planeacion", en(AUTORIZACION, 12)), programa_id=programa.pk)


def _cargar(archivo: str, username: str, dia: date) -> Programa:
    datos = leer(archivo)
    programa = Programa.objects.filter(
        direccion__clave=datos["clave"], ejercicio__anio=datos["ejercicio"]
    ).first()
    return programa or servicios.cargar_programa(**actor(username, en(dia, 11)), datos=datos)


def _completar_el_original(programa: Programa) -> None:
    """Add, marked as example, what the original sheet lacks: Estrategia 3 and every projected number."""
    es_borrador = programa.estado == EstadoPrograma.BORRADOR
    if es_borrador and not programa.estrategias.filter(es_ejemplo=True).exists():
        servicios.completar_programa(
            **actor("directora.pc", en(COMPLEMENTO)),
            programa_id=programa.pk,
            datos=leer("pc_2024_ejemplo"),
            es_ejemplo=True,
        )


def prorrogar_trimestres(ahora: datetime) -> None:
    """Keep the unsigned quarters of the authorised POAs open for a year from today, on record."""
    hoy = timezone.localdate(ahora)
    abiertos = TrimestrePrograma.objects.filter(
        programa__ejercicio__anio=ANIO, programa__estado=EstadoPrograma.AUTORIZADO, cerrado=False
    ).select_related("programa")
    for tp in abiertos:
        if cierre_de_captura(tp) < hoy:
            servicios.otorgar_prorroga(
                **actor("planeacion", ahora),
                trimestre_programa_id=tp.pk,
                hasta=hoy + timedelta(days=365),
                motivo=MOTIVO_PRORROGA,
            )
