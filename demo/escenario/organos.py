"""A comité de obra and a consejo ciudadano of the example, carried by Participación Ciudadana."""

import uuid
from datetime import date, datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from actividades.archivos import preparar
from asambleas import servicios as organos
from asambleas.estados import Calidad, Metodo, TipoAsamblea
from asambleas.models import Asamblea, Organo
from asambleas.servicios.ciudadanos import DatosDePersona
from comites import servicios as comites
from comites.models import Comite, Reporte, TipoDeObra
from consejos import servicios as consejos
from demo.escenario.datos import actor, en
from demo.escenario.fotos import foto
from nucleo.models import Usuario
from poa.models import Direccion, Localidad

PERSONAL, TITULAR = "personal.pc", "directora.pc"
# In a quarter of the example that is still open: its steps count as soon as the directora approves them.
EN_EL_POA = date(2024, 10, 14)
VECINOS = (
    ("Rosa Elena Ibarra Ponce", "M", "45-59"),
    ("Martín Cuevas Olmedo", "H", "60+"),
    ("Lucía Navarro Chávez", "M", "30-44"),
    ("Ramón Torres Zepeda", "H", "45-59"),
    ("Guadalupe Mora Díaz", "M", "60+"),
    ("Ernesto Vega Solano", "H", "30-44"),
    ("Silvia Campos Rentería", "M", "18-29"),
    ("Julián Ochoa Medina", "H", "45-59"),
    ("Teresa Aguilar Cortés", "M", "45-59"),
    ("Óscar Beltrán Lomelí", "H", "30-44"),
)


def _token(nombre: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"ejemplo:organos:{nombre}")


def contar_de_los_organos(ahora: datetime) -> None:
    """Tell it once: a comité with its representatives elected, one that begins, a consejo that calls."""
    if Organo.objects.exists():
        return
    hoy = timezone.localdate(ahora)
    _comite_integrado(EN_EL_POA, hoy)
    _comite("Empedrado de la calle Zaragoza", "Empedrado", "El Chante", 850_000_00, hoy - timedelta(days=5))
    _consejo(hoy)


def _comite(nombre: str, tipo: str, localidad: str, monto: int, dia: date) -> Comite:
    return comites.registrar_comite(
        direccion=Direccion.objects.get(clave="PC"),
        datos=comites.DatosDeObra(
            nombre=nombre,
            tipo=TipoDeObra.objects.get(nombre=tipo),
            localidad=Localidad.objects.get(nombre=localidad),
            lugar="Entre Hidalgo y Morelos",
            fondo="Fondo de infraestructura social",
            monto=monto,
            contratista="Construcciones Ribera de Chapala",
            contrato=f"OP-{dia:%Y}-014",
            area_responsable="Dirección de Obras Públicas",
            fecha_inicio=dia,
            fecha_termino=dia + timedelta(days=120),
        ),
        token=_token(nombre),
        **actor(PERSONAL, en(dia)),
    )


def _comite_integrado(dia: date, hoy: date) -> None:
    """Known, called, held at the second call, its posts elected, its acta to be written; two reports."""
    comite = _comite("Drenaje de la calle Independencia", "Drenaje", "San Juan Cosalá", 1_950_000_00, dia)
    organo = comite.organo
    _enviar(organo, "comite.conocimiento", dia + timedelta(days=1), "Se revisó el proyecto de la obra.")
    asamblea = _convocar(organo, dia + timedelta(days=8))
    _enviar(organo, "comite.convocatoria", dia + timedelta(days=3), "Se pegaron avisos en la zona.")
    _celebrar(asamblea, dia + timedelta(days=8))
    _elegir(organo, asamblea, dia + timedelta(days=8))
    duda = _reportar(comite, "duda", "¿Cuánto tiempo estará cerrada la calle?", dia, 20)
    comites.contestar_reporte(
        reporte_id=duda.pk,
        respuesta="Hasta el 15 de noviembre; el paso peatonal queda abierto.",
        **actor(PERSONAL, en(dia + timedelta(days=23))),
    )
    _reportar(comite, "queja", "La zanja lleva una semana abierta y sin señalamiento.", hoy, -12)


def _reportar(comite: Comite, tipo: str, texto: str, dia: date, dias: int) -> Reporte:
    return comites.recibir_reporte(
        comite_id=comite.pk,
        datos=comites.DatosDeReporte(tipo, "presencial", texto),
        token=_token(f"reporte {tipo}"),
        **actor(PERSONAL, en(dia + timedelta(days=dias))),
    )


def _enviar(organo: Organo, clave: str, dia: date, texto: str) -> None:
    """With a picture: the líneas of the example demand evidence."""
    imagen = foto(dia.isoformat(), str(organo.localidad), dia.day)
    organos.enviar_paso(
        paso_id=organo.pasos.get(clave=clave).pk,
        datos=organos.DatosDePaso(dia, texto),
        archivos=[preparar(SimpleUploadedFile("evidencia.jpg", imagen, "image/jpeg"))],
        **actor(PERSONAL, en(dia, 14)),
    )


def _convocar(organo: Organo, dia: date) -> Asamblea:
    antes = actor(PERSONAL, en(dia - timedelta(days=6)))
    convocatoria = organos.crear_convocatoria(
        organo_id=organo.pk,
        datos=organos.DatosDeConvocatoria(
            tipo=TipoAsamblea.CONSTITUTIVA,
            primera_en=en(dia, 18),
            segunda_en=en(dia, 18) + timedelta(minutes=30),
            lugar="Plaza de San Juan Cosalá",
            medio="Avisos en la calle y perifoneo",
            orden_del_dia=(
                "Registro de asistentes y verificación del quórum\nExplicación de la obra\n"
                "Elección de los representantes\nToma de protesta\nAsuntos generales"
            ),
            convocados=40,
        ),
        token=_token("convocatoria"),
        **antes,
    )
    organos.publicar_convocatoria(convocatoria_id=convocatoria.pk, **antes)
    return Asamblea.objects.get(convocatoria=convocatoria)


def _celebrar(asamblea: Asamblea, dia: date) -> None:
    """Ten people came: not enough at the first call, enough at the second."""
    quien = actor(PERSONAL, en(dia, 19))
    for n, (nombre, sexo, edad) in enumerate(VECINOS):
        organos.registrar_asistente(
            asamblea_id=asamblea.pk,
            datos=DatosDePersona(nombre, "Calle Independencia", telefono="", sexo=sexo, edad=edad),
            token=_token(f"asistente {n}"),
            capturado_en=en(dia, 18),
            **quien,
        )
    organos.anotar_autoridades(
        asamblea_id=asamblea.pk,
        autoridades=[
            (Usuario.objects.get(username=TITULAR).nombre, "Directora de Participación Ciudadana", False),
            ("Hugo Padilla Rentería", "Supervisor de obra", True),
        ],
        **quien,
    )
    organos.declarar_quorum(asamblea_id=asamblea.pk, inicio_en=en(dia, 18), **quien)
    organos.declarar_quorum(asamblea_id=asamblea.pk, inicio_en=en(dia, 18) + timedelta(minutes=35), **quien)
    organos.guardar_explicacion(
        asamblea_id=asamblea.pk,
        texto="Se explicaron el trazo del drenaje, los plazos y cómo presentar quejas.",
        **quien,
    )


def _elegir(organo: Organo, asamblea: Asamblea, dia: date) -> None:
    """A tie for presidente goes to a second round."""
    quien = actor(PERSONAL, en(dia, 20))
    asistentes = list(asamblea.asistentes.order_by("numero"))
    presidente, secretario, vocales = organo.puestos.order_by("orden")
    for puesto, votos, ronda in (
        (presidente, {0: 5, 1: 5}, 1),
        (presidente, {0: 6, 1: 4}, 2),
        (secretario, {2: 7, 3: 3}, 1),
        (vocales, {4: 4, 5: 3, 6: 2}, 1),
    ):
        organos.registrar_eleccion(
            asamblea_id=asamblea.pk,
            puesto_id=puesto.pk,
            calidad=Calidad.PROPIETARIO,
            metodo=Metodo.MANO_ALZADA,
            votos={asistentes[i].pk: n for i, n in votos.items()},
            abstenciones=0,
            token=_token(f"eleccion {puesto.pk} {ronda}"),
            **quien,
        )
    organos.tomar_protesta(organo_id=organo.pk, integrantes=[i.pk for i in organo.integrantes.all()], **quien)


def _consejo(hoy: date) -> None:
    """A public call that takes applications today."""
    quien = actor(PERSONAL, en(hoy - timedelta(days=2)))
    consejo = consejos.registrar_consejo(
        direccion=Direccion.objects.get(clave="PC"),
        datos=consejos.DatosDeConsejo(
            "Consejo Ciudadano de Cultura de Paz",
            "Fomentar la cultura de la paz en las colonias y localidades del municipio.",
            "Asistir a las sesiones\nEscuchar a sus vecinos\nInformar de lo acordado",
        ),
        token=_token("consejo"),
        **quien,
    )
    llamado = consejos.crear_llamado(
        organo_id=consejo.organo_id,
        datos=consejos.DatosDeLlamado(
            consejerias=5,
            requisitos="Vivir en el municipio\nNo ser servidora o servidor público ",
            documentos="Identificación oficial\nComprobante de domicilio\nCarta de motivos",
            desde=hoy - timedelta(days=2),
            hasta=hoy + timedelta(days=20),
        ),
        **quien,
    )
    consejos.publicar_llamado(llamado_id=llamado.pk, **quien)
