"""What the services of personal data write: how each is called, and the Asientos it leaves."""

from poa import servicios as poa
from poa.models import Adscripcion
from tests.confianza.historia import Firmado
from tests.confianza.tabla import DIA_T3, Llamada, como, escritura


@escritura("aviso.publicar")
def publicar_aviso(f: Firmado) -> Llamada:
    datos = {"texto": "Qué datos se guardan", "vigente_desde": DIA_T3}
    return lambda: poa.publicar_aviso(**datos, **como(f, "administrador"))


@escritura("usuario.exportar")
def exportar_datos(f: Firmado) -> Llamada:
    pk = f.reparto.usuarios["directora_a"].pk
    return lambda: poa.exportar_datos(usuario_id=pk, **como(f, "administrador"))


@escritura("usuario.anonimizar")
def anonimizar_usuario(f: Firmado) -> Llamada:
    """A directora who signed a quarter, once she left."""
    quien, usuario = como(f, "administrador"), f.reparto.usuarios["directora_a"]
    for cargo in Adscripcion.objects.filter(usuario=usuario):
        poa.terminar_adscripcion(adscripcion_id=cargo.pk, hasta=DIA_T3, **quien)
    poa.activar_usuario(usuario_id=usuario.pk, activo=False, **quien)
    return lambda: poa.anonimizar_usuario(usuario_id=usuario.pk, motivo="Oficio 12/2024", **quien)
