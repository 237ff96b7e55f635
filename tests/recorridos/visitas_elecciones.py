"""The pages of votes, members and rules, with a tie, an annulled vote and somebody who took the protesta."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from asambleas import servicios
from asambleas.models import Asamblea, Integrante, Organo, Puesto
from comites.models import Comite, Obra, TipoDeObra
from demo.escenario.datos import actor
from poa.models import Direccion, Localidad
from tests.asambleas.mundo_elecciones import asamblea_de
from tests.recorridos.visita import Envio, Visita, ambas, enviada, pagina

NOMBRE = "Comité que vota"
SIN_PAGINA = {
    "tomar_protesta": "takes a form and sends on to another page",
    "credencial": "a file, not a page",
}


def preparar() -> None:
    """A comité of PC in the middle of its assembly: elected, tied, annulled; and one of sustitución."""
    como = actor("personal.pc", timezone.now())
    organo = _organo(como)
    # The world of the tests asks its cast only for who registers.
    reparto: Any = SimpleNamespace(usuarios={"personal_a": como["persona"].usuario})
    ayer = como["ahora"] - timedelta(days=1)
    asamblea = asamblea_de(reparto, organo, momento=ayer)
    _votar(asamblea, "Presidente", (4, 2), como)
    integrantes = list(organo.integrantes.values_list("pk", flat=True))
    servicios.tomar_protesta(organo_id=organo.pk, integrantes=integrantes, **como)
    anulada = _votar(asamblea, "Secretario", (0, 0, 5), como)
    servicios.anular_eleccion(eleccion_id=anulada, motivo="Se contó dos veces", **como)
    _votar(asamblea, "Secretario", (0, 0, 3, 3), como)
    _votar(asamblea, "Vocal", (0, 0, 0, 0, 5), como)
    asamblea_de(reparto, organo, tipo="sustitucion", momento=ayer, nombres=("Zoe Sanz",), estado="cerrada")


@transaction.atomic
def _organo(como: dict[str, Any], nombre: str = NOMBRE) -> Organo:
    direccion = Direccion.objects.get(clave="PC")
    localidad = Localidad.objects.earliest("pk")
    datos = servicios.DatosDeOrgano(nombre=nombre, localidad=localidad)
    organo = servicios.registrar_organo(
        procedimiento="comite", direccion=direccion, datos=datos, token=uuid4(), **como
    )
    tipo, _ = TipoDeObra.objects.get_or_create(nombre="Drenaje")
    obra = Obra.objects.create(direccion=direccion, nombre=nombre, tipo=tipo, localidad=localidad)
    Comite.objects.create(organo=organo, obra=obra)
    return organo


def _votar(asamblea: Asamblea, puesto: str, votos: tuple[int, ...], como: dict[str, Any]) -> int:
    gente = asamblea.asistentes.order_by("numero")
    return servicios.registrar_eleccion(
        asamblea_id=asamblea.pk,
        puesto_id=asamblea.organo.puestos.get(nombre=puesto).pk,
        calidad="propietario",
        metodo="mano_alzada",
        votos={a.pk: n for a, n in zip(gente, votos, strict=False) if n},
        abstenciones=1,
        token=uuid4(),
        **como,
    ).pk


def del_personal() -> list[Visita]:
    """The cards, a vote refused, the next round of a tie, who leaves and who comes in, another's posts."""
    organo = Organo.objects.filter(nombre=NOMBRE).latest("pk")
    asamblea = organo.asambleas.get(tipo="constitutiva")
    vocal, secretario = (Puesto.objects.get(organo=organo, nombre=n).pk for n in ("Vocal", "Secretario"))
    sin_protesta = Integrante.objects.get(puesto_id=vocal, hasta__isnull=True)
    presidente = Integrante.objects.get(organo=organo, puesto__nombre="Presidente")
    sin_votar = Organo.objects.filter(nombre=f"{NOMBRE} después").first()
    sin_votar = sin_votar or _organo(actor("personal.pc", timezone.now()), f"{NOMBRE} después")
    mal = (Envio(datos=(("quien-0", "Nadie Conocido"), ("votos-0", "3"))),)
    return [
        pagina("elecciones", organo.pk),
        pagina("elecciones", sin_votar.pk),
        pagina("eleccion_nueva", asamblea.pk, vocal, "propietario"),
        enviada("eleccion_nueva", asamblea.pk, vocal, "propietario", envios=mal, estado=400, con_error=True),
        pagina("eleccion_nueva", asamblea.pk, secretario, "propietario"),
        *ambas("eleccion_anular", sin_protesta.eleccion_id),
        pagina("integrantes", organo.pk),
        pagina("integrantes", organo.pk, mas="?contacto=1"),
        pagina("integrantes", sin_votar.pk),
        *ambas("integrante_terminar", presidente.pk),
        *ambas("integrante_sustituir", presidente.pk),
        pagina("puestos_de_organo", sin_votar.pk),
    ]


def de_planeacion() -> list[Visita]:
    mal = (Envio(datos=(("quorum_primera", "100"),)),)
    return [
        pagina("reglas_de_organos"),
        pagina("regla_de_organo", "comite"),
        enviada("regla_de_organo", "comite", envios=mal, estado=400, con_error=True),
    ]


def del_publico() -> list[Visita]:
    presidente = Integrante.objects.filter(acepto_en__isnull=False, hasta__isnull=True).latest("pk")
    return [pagina("integrante_publico", presidente.codigo), pagina("integrante_publico", "X" * 26)]
