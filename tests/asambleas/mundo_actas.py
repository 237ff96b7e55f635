"""An assembly that was held: second call, a tie, a second round, signatures; made by the ORM."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from uuid import uuid4

from PIL import Image, ImageDraw

from asambleas import servicios
from asambleas.documentos.acta import CASILLA_TITULAR
from asambleas.models import (
    Acta,
    Asamblea,
    Asistente,
    Autoridad,
    Candidatura,
    Ciudadano,
    Convocatoria,
    Eleccion,
    Integrante,
    Organo,
)
from asambleas.servicios import DatosDeAcuerdo, TextosDeActa
from nucleo import almacen
from nucleo.efirma.preparacion import Casilla, agregar_casillas
from nucleo.folios import codigo_nuevo
from nucleo.texto import normalizar
from poa.models import AvisoDePrivacidad, Localidad
from tests.actividades.muestras import pdf
from tests.asambleas.muestras import comite_de
from tests.reparto import AHORA, ZONA, Reparto

INICIO = datetime(2024, 5, 6, 18, 30, tzinfo=ZONA)
FIN = datetime(2024, 5, 6, 20, 5, tzinfo=ZONA)
PRIMERA = datetime(2024, 5, 6, 18, 0, tzinfo=ZONA)
# A canary each: none may be in what anybody reads.
PERSONAS = (
    ("Irma Canal Ríos", "Calle Aurora 11", "33 1111 0001"),
    ("Juan Peña Solís", "Calle Aurora 22", "33 1111 0002"),
    ("Lidia Núñez Vera", "Calle Aurora 33", "33 1111 0003"),
    ("Omar Tapia Cruz", "Calle Aurora 44", "33 1111 0004"),
    ("Rita Ávila Mora", "Calle Aurora 55", "33 1111 0005"),
    ("Saúl Jara Gil", "Calle Aurora 66", "33 1111 0006"),
)
CANARIOS = tuple(dato for persona in PERSONAS for dato in persona)
ORDEN = "1. Lista de asistencia\n2. Explicación de la obra\n3. Elección del comité\n4. Asuntos generales"


def hoja(*args: object, **mas: object) -> bytes:
    """A blank page with the box of the titular: most of these tests look at rows, not at paper."""
    return agregar_casillas(pdf(), [Casilla(CASILLA_TITULAR, 0, (60, 500, 280, 590), "Firma")])


@dataclass
class Reunion:
    """What the tests of the actas start from."""

    organo: Organo
    asamblea: Asamblea
    asistentes: list[Asistente]


def garabato(numero: int) -> bytes:
    """A signature as it is drawn on the screen; each number is another file."""
    salida = BytesIO()
    imagen = Image.new("RGB", (300, 100), "white")
    puntos = [(x, 50 + (x * (numero + 3)) % 37 - 18) for x in range(20, 280, 12)]
    ImageDraw.Draw(imagen).line(puntos, fill="black", width=4)
    imagen.save(salida, "PNG")
    return salida.getvalue()


def _aviso(reparto: Reparto) -> AvisoDePrivacidad:
    hecho, _ = AvisoDePrivacidad.objects.get_or_create(
        version=1,
        defaults={
            "texto": "Sus datos se usan para el comité.",
            "vigente_desde": PRIMERA.date(),
            "publicado_por": reparto.usuarios["planeacion"],
            "publicado_en": PRIMERA,
        },
    )
    return hecho


def _convocar(reparto: Reparto, organo: Organo, quien: str, tipo: str) -> Asamblea:
    folio = f"CONV/{organo.pk}/{Convocatoria.objects.count() + 1}"
    convocatoria = Convocatoria.objects.create(
        organo=organo,
        tipo=tipo,
        folio=folio,
        codigo=codigo_nuevo(),
        primera_en=PRIMERA,
        segunda_en=INICIO,
        lugar="la plaza de El Árbol",
        medio="lonas y perifoneo",
        orden_del_dia=ORDEN,
        convocados=40,
        estado="publicada",
        publicada_en=PRIMERA - timedelta(days=5),
        hecha_por=reparto.usuarios[quien],
        hecha_en=PRIMERA - timedelta(days=6),
    )
    return Asamblea.objects.create(
        convocatoria=convocatoria,
        organo=organo,
        tipo=tipo,
        estado="cerrada",
        llamada="segunda",
        presentes_primera=3,
        presentes=len(PERSONAS),
        inicio_en=INICIO,
        fin_en=FIN,
        explicacion="Se explicó el trazo del drenaje y su presupuesto.",
    )


def _asistentes(reparto: Reparto, asamblea: Asamblea, quien: str, sufijo: str) -> list[Asistente]:
    localidad, aviso = Localidad.objects.get(nombre="El Árbol"), _aviso(reparto)
    hechos = []
    for n, (nombre, domicilio, telefono) in enumerate(PERSONAS, 1):
        completo = f"{nombre}{sufijo}"
        persona = Ciudadano.objects.create(
            direccion=asamblea.organo.direccion,
            nombre=completo,
            busqueda=normalizar(completo),
            domicilio=f"{domicilio}{sufijo}",
            localidad=localidad,
            telefono=telefono,
            sexo="M" if n % 2 else "H",
            aviso=aviso,
            creado_en=INICIO,
        )
        archivo, huella = (
            almacen.guardar(garabato(n), carpeta="firmas", extension="png") if n < 6 else ("", "")
        )
        hechos.append(
            Asistente.objects.create(
                asamblea=asamblea,
                ciudadano=persona,
                numero=n,
                firma_archivo=archivo,
                firma_sha256=huella,
                capturado_en=INICIO,
                registrado_por=reparto.usuarios[quien],
                registrado_en=INICIO,
                token=uuid4(),
            )
        )
    return hechos


def votar(
    reunion: Reunion, reparto: Reparto, puesto: str, votos: dict[int, int], ronda: int = 1, **mas: object
) -> Eleccion:
    """A vote on record: `votos` by number of the attendee; a tie when the two with most have the same."""
    orden = sorted(votos.items(), key=lambda v: -v[1])
    empate = len(orden) > 1 and orden[0][1] == orden[1][1]
    eleccion = Eleccion.objects.create(
        asamblea=reunion.asamblea,
        puesto=reunion.organo.puestos.get(nombre=puesto),
        ronda=ronda,
        **{"metodo": "mano_alzada", "abstenciones": 0, "calidad": "propietario", **mas},
        presentes=len(reunion.asistentes),
        emitidos=sum(votos.values()),
        estado="empate" if empate else "resuelta",
        registrada_por=reparto.usuarios["personal_a"],
        registrada_en=INICIO,
        token=uuid4(),
    )
    for numero, cuantos in orden:
        Candidatura.objects.create(
            eleccion=eleccion,
            asistente=reunion.asistentes[numero - 1],
            votos=cuantos,
            gana=not empate and cuantos == orden[0][1],
        )
    return eleccion


def elegir(reunion: Reunion, eleccion: Eleccion, numero: int, **mas: object) -> Integrante:
    """The seat of who won it, with their protesta."""
    persona = reunion.asistentes[numero - 1].ciudadano
    return Integrante.objects.create(
        organo=reunion.organo,
        puesto=eleccion.puesto,
        calidad=eleccion.calidad,
        ciudadano=persona,
        identidad=persona.busqueda,
        eleccion=eleccion,
        desde=INICIO.date(),
        codigo=codigo_nuevo(),
        **{"acepto_en": FIN, **mas},
    )


def reunion_de(reparto: Reparto, clave: str = "A", sufijo: str = "", organo: Organo | None = None) -> Reunion:
    """The constituting assembly of a comité of that dirección: presidente by a second round, secretario."""
    quien = f"personal_{clave.lower()}"
    organo = organo or comite_de(reparto, clave, quien, f"Drenaje{sufijo}").organo
    asamblea = _convocar(reparto, organo, quien, "constitutiva")
    Autoridad.objects.create(
        asamblea=asamblea,
        orden=1,
        nombre=f"Ing. Raúl Mota{sufijo}",
        cargo="Supervisor de obra",
        es_tecnico=True,
    )
    Autoridad.objects.create(asamblea=asamblea, orden=2, nombre="Lic. Eva Paz", cargo="Delegada municipal")
    reunion = Reunion(organo, asamblea, _asistentes(reparto, asamblea, quien, sufijo))
    votar(reunion, reparto, "Presidente", {1: 3, 2: 3})
    segunda = votar(reunion, reparto, "Presidente", {1: 4, 2: 1}, ronda=2, abstenciones=1, metodo="secreto")
    elegir(reunion, segunda, 1)
    elegir(reunion, votar(reunion, reparto, "Secretario", {3: 5, 4: 1}), 3)
    return reunion


def acta_de(reparto: Reparto, reunion: Reunion, quien: str = "personal_a") -> Acta:
    """Its acta, still to be frozen, with its texts and two acuerdos, the second of somebody of ours."""
    actor = {"persona": reparto.persona(quien), "ahora": AHORA}
    acta = servicios.levantar_acta(
        organo_id=reunion.organo.pk, tipo=reunion.asamblea.tipo, asamblea_id=reunion.asamblea.pk, **actor
    )
    textos = TextosDeActa(
        "Se explicó el trazo del drenaje.",
        "Pidió la palabra Omar Tapia Cruz y dejó su teléfono 33 1111 0004.",
        "Se pidió alumbrado en la calle principal.",
    )
    servicios.corregir_acta(acta_id=acta.pk, textos=textos, revision=acta.revision, **actor)
    acuerdos = [
        DatosDeAcuerdo("Vigilar la obra cada semana.", "El comité", None, None),
        DatosDeAcuerdo(
            "Entregar el calendario de obra.", "", reparto.usuarios[quien], AHORA.date() + timedelta(days=15)
        ),
    ]
    return servicios.fijar_acuerdos(acta_id=acta.pk, acuerdos=acuerdos, revision=acta.revision + 1, **actor)


def congelada(reparto: Reparto, reunion: Reunion, quien: str = "personal_a") -> Acta:
    """The acta, with its folio, waiting to be signed."""
    acta = acta_de(reparto, reunion, quien)
    return servicios.congelar_acta(
        acta_id=acta.pk, revision=acta.revision, persona=reparto.persona(quien), ahora=AHORA
    )
