"""The pages of personal data: the aviso and its versions, and the data of people who left or stay."""

from datetime import timedelta

from django.utils import timezone

from demo.escenario.datos import actor
from nucleo.models import Usuario
from poa import servicios
from poa.models import AvisoDePrivacidad
from tests.recorridos.visita import Visita, ambas, pagina

RETIRADA, ANONIMA = "persona.retirada", "persona.anonima"


def _con_dos_versiones() -> None:
    """A second version that is not in force yet."""
    if AvisoDePrivacidad.objects.count() == 1:
        ahora = timezone.now()
        primero = AvisoDePrivacidad.objects.get()
        servicios.publicar_aviso(
            **actor("administrador", ahora),
            texto=f"{primero.texto}\n\nEl horario es de 9 a 15 horas.",
            vigente_desde=timezone.localdate(ahora) + timedelta(days=30),
        )


def _sin_acceso(username: str) -> Usuario:
    como = actor("administrador", timezone.now())
    usuario = servicios.crear_usuario(**como, username=username, nombre="Persona Retirada")
    return servicios.activar_usuario(**como, usuario_id=usuario.pk, activo=False)


def _anonima() -> Usuario:
    usuario = _sin_acceso(ANONIMA)
    como = actor("administrador", timezone.now())
    return servicios.anonimizar_usuario(**como, usuario_id=usuario.pk, motivo="Oficio 12/2024")


def del_publico() -> list[Visita]:
    _con_dos_versiones()
    return [
        pagina("aviso_de_privacidad"),
        pagina("aviso_de_privacidad_version", 2),
        pagina("aviso_de_privacidad_version", 99, estado=404),
    ]


def del_administrador() -> list[Visita]:
    """To publish another version; who may be anonymised, who may not yet, and who already is."""
    otra = Usuario.objects.get(username="directora.pc").pk
    return [
        *ambas("aviso_publicar", formulario="form.formulario"),
        *ambas("persona_anonimizar", _sin_acceso(RETIRADA).pk),
        pagina("persona_anonimizar", otra),
        pagina("persona_exportar", otra, estado=405),
        pagina("persona", _anonima().pk),
    ]
