"""The pages of notices and assemblies: a draft, one posted, one called off, and an assembly in each state."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from asambleas import servicios
from asambleas.consultas.convocatorias import ORDEN_SUGERIDO
from asambleas.models import Asamblea, Convocatoria, Organo
from comites.models import Comite, Obra, TipoDeObra
from demo.escenario.datos import actor
from poa.models import Direccion, Localidad
from tests.recorridos.visita import Envio, Visita, ambas, enviada, pagina

NOMBRE = "Comité que convoca"
ESTADOS = ("convocada", "segunda", "instalada", "sin_quorum", "cancelada")
SIN_PAGINA = {
    "convocatoria_publicar": "takes a form and sends on to another page",
    "convocatoria_cartel": "a file, not a page",
    "convocatoria_ics": "a file, not a page",
}


def preparar() -> None:
    """A comité of PC with a notice in each state, and a meeting that waits, one installed, one not held."""
    como = actor("personal.pc", timezone.now())
    organo = _organo(como, NOMBRE)
    _organo(como, f"{NOMBRE} después")
    _escribir(organo, como, "sesion", convocados=3)
    for _ in range(2):
        _publicar(organo, como)
    cancelada = organo.convocatorias.latest("pk")
    servicios.cancelar_convocatoria(convocatoria_id=cancelada.pk, motivo="Por lluvia", **como)
    gente = [("Ing. Raúl Mota", "Supervisor de obra", True), ("Lic. Eva Paz", "Delegada municipal", False)]
    for estado in ("convocada", "segunda", "instalada", "sin_quorum"):
        asamblea = _empezada(organo, como)
        servicios.anotar_autoridades(asamblea_id=asamblea.pk, autoridades=gente, **como)
        _llevar(asamblea, estado, como)


@transaction.atomic
def _organo(como: dict[str, Any], nombre: str) -> Organo:
    direccion, localidad = Direccion.objects.get(clave="PC"), Localidad.objects.earliest("pk")
    organo = servicios.registrar_organo(
        procedimiento="comite",
        direccion=direccion,
        datos=servicios.DatosDeOrgano(nombre=nombre, localidad=localidad),
        token=uuid4(),
        **como,
    )
    tipo, _ = TipoDeObra.objects.get_or_create(nombre="Empedrado")
    obra = Obra.objects.create(direccion=direccion, nombre=nombre, tipo=tipo, localidad=localidad)
    Comite.objects.create(organo=organo, obra=obra)
    return organo


def _escribir(
    organo: Organo, como: dict[str, Any], tipo: str = "constitutiva", convocados: int = 40
) -> Convocatoria:
    primera = como["ahora"] + timedelta(days=4)
    datos = servicios.DatosDeConvocatoria(
        tipo=tipo,
        primera_en=primera,
        segunda_en=primera + timedelta(minutes=30),
        lugar="Plaza principal, frente a la delegación",
        medio="Perifoneo y lonas",
        orden_del_dia="\n".join(ORDEN_SUGERIDO[tipo]),
        convocados=convocados,
    )
    return servicios.crear_convocatoria(organo_id=organo.pk, datos=datos, token=uuid4(), **como)


def _publicar(organo: Organo, como: dict[str, Any]) -> Asamblea:
    hecha = servicios.publicar_convocatoria(convocatoria_id=_escribir(organo, como).pk, **como)
    return hecha.asamblea


def _empezada(organo: Organo, como: dict[str, Any]) -> Asamblea:
    """One whose two calls were this morning."""
    asamblea, hora = _publicar(organo, como), como["ahora"] - timedelta(hours=2)
    Convocatoria.objects.filter(pk=asamblea.convocatoria_id).update(
        primera_en=hora, segunda_en=hora + timedelta(minutes=30)
    )
    return asamblea


def _llevar(asamblea: Asamblea, estado: str, como: dict[str, Any]) -> None:
    if estado == "segunda":
        servicios.declarar_quorum(
            asamblea_id=asamblea.pk, inicio_en=como["ahora"] - timedelta(minutes=100), **como
        )
    if estado == "sin_quorum":
        servicios.no_celebrar(asamblea_id=asamblea.pk, motivo="No llegó nadie", **como)
    if estado == "instalada":
        Asamblea.objects.filter(pk=asamblea.pk).update(
            estado=estado, llamada="primera", presentes=25, inicio_en=como["ahora"] - timedelta(hours=1)
        )


def _de(estado: str) -> int:
    return Asamblea.objects.filter(organo__nombre=NOMBRE, estado=estado).latest("pk").pk


def del_personal() -> list[Visita]:
    """Every state of a notice and of its assembly, and each form, asked and refused."""
    organo, sin_nada = (Organo.objects.filter(nombre=n).latest("pk") for n in (NOMBRE, f"{NOMBRE} después"))
    borrador, cancelada = (
        organo.convocatorias.filter(estado=e).latest("pk") for e in ("borrador", "cancelada")
    )
    publicada = Asamblea.objects.get(pk=_de("convocada")).convocatoria
    mal = (Envio(datos=(("convocados", "0"),)),)
    return [
        pagina("convocatorias", organo.pk),
        pagina("convocatorias", sin_nada.pk),
        pagina("convocatoria_nueva", organo.pk),
        pagina("convocatoria_nueva", organo.pk, mas=f"?de={cancelada.pk}"),
        enviada("convocatoria_nueva", organo.pk, envios=mal, estado=400, con_error=True),
        *(pagina("convocatoria", c.pk) for c in (borrador, publicada, cancelada)),
        pagina("convocatoria_editar", borrador.pk),
        enviada("convocatoria_editar", borrador.pk, envios=mal, estado=400, con_error=True),
        *ambas("convocatoria_cancelar", borrador.pk),
        *(pagina("asamblea", _de(estado)) for estado in ESTADOS),
        pagina("asamblea_quorum", _de("convocada")),
        enviada("asamblea_quorum", _de("segunda"), envios=(Envio(),), estado=400, con_error=True),
        *ambas("asamblea_no_celebrar", _de("segunda")),
        pagina("asamblea_explicacion", _de("instalada")),
        pagina("asamblea_autoridades", _de("instalada")),
        pagina("asamblea_cerrar", _de("instalada")),
    ]


def del_publico() -> list[Visita]:
    """One posted and one called off, as anybody sees them; a code that is none."""
    convocadas = Convocatoria.objects.filter(organo__nombre=NOMBRE, publicada_en__isnull=False)
    codigos = (convocadas.filter(estado=e).latest("pk").codigo for e in ("publicada", "cancelada"))
    return [
        *(pagina("convocatoria_publicada", codigo) for codigo in codigos),
        pagina("convocatoria_publicada", "X" * 26, estado=404),
    ]
