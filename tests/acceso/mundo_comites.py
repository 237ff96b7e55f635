"""What the rows of comités and consejos name: a report, an entrega, a public call, an application."""

from uuid import uuid4

from actividades.archivos import preparar
from asambleas.servicios.ciudadanos import DatosDePersona
from comites import servicios as comites
from comites.models import Comite, TipoDeObra
from consejos import servicios as consejos
from consejos.models import Consejo, Llamado
from poa.servicios import persona_del_sistema
from tests.actividades.muestras import foto, subido
from tests.comites.muestras import datos_de_entrega, foto_lista, registrado, reporte_de
from tests.consejos.muestras import consejo_de, llamado_de
from tests.reparto import AHORA, CANARIO, HOY, Reparto

Hechos = dict[str, int | str]


class _Letrero:
    """Texts of A as they are; those of B with their canary."""

    def __init__(self, clave: str) -> None:
        self.clave, self.numero = clave, 609

    def __call__(self, texto: str) -> str:
        self.numero += 1
        return texto if self.clave == "A" else f"{texto} {CANARIO}{self.numero}"


def sembrar_comites(reparto: Reparto, clave: str, hechos: Hechos) -> Hechos:
    """Reports and an entrega of another comité of the same dirección."""
    texto, quien = _Letrero(clave), f"personal_{clave.lower()}"
    actor = {"persona": reparto.persona(quien), "ahora": AHORA}
    comite = Comite.objects.get(pk=hechos["comite"])
    persona = {"quien": DatosDePersona(texto("Rosa Ibarra"), texto("Hidalgo"))}
    espera = reporte_de(reparto, comite, quien, descripcion=texto("La zanja"), **persona)
    contestado = reporte_de(reparto, comite, quien, descripcion=texto("El polvo"), **persona)
    comites.contestar_reporte(reporte_id=contestado.pk, respuesta=texto("Se riega"), **actor)
    entregado = registrado(reparto, quien, clave, nombre=texto("Banqueta"), fondo=texto("Fondo"))
    entrega = comites.guardar_entrega(
        organo_id=entregado.organo_id,
        datos=datos_de_entrega(metas=texto("80 metros")),
        fotos=comites.CambioDeFotos([foto_lista("navy" if clave == "A" else "maroon", texto("Banqueta"))]),
        **actor,
    )
    return {
        "reporte": espera.pk,
        "reporte_contestado": contestado.pk,
        "observacion": entrega.observaciones.get().pk,
        "entregado": entregado.organo_id,
        "foto_de_entrega": entrega.fotos.get().pk,
        "tipo_de_obra": TipoDeObra.objects.get(nombre="Drenaje").pk,
    }


def _consejo(reparto: Reparto, clave: str, texto: _Letrero, *, publicado: bool) -> tuple[Consejo, Llamado]:
    quien = f"personal_{clave.lower()}"
    consejo = consejo_de(reparto, clave, quien, texto("Consejo"))
    return consejo, llamado_de(reparto, consejo, quien, publicado=publicado)


def sembrar_consejos(reparto: Reparto, clave: str, hechos: Hechos) -> Hechos:
    """A consejo whose call takes applications, with one application; others to write and close."""
    texto = _Letrero(clave)
    _, llamado = _consejo(reparto, clave, texto, publicado=True)
    _, libre = _consejo(reparto, clave, texto, publicado=True)
    quien = f"personal_{clave.lower()}"
    sin_llamado = consejo_de(reparto, clave, quien, texto("Consejo nuevo"))
    _, borrador = _consejo(reparto, clave, texto, publicado=False)
    datos = consejos.DatosDePostulacion(DatosDePersona(texto("Rosa Ibarra")), texto("Ayudar"), True)
    color = "olive" if clave == "A" else "purple"
    postulacion = consejos.postular(
        llamado_id=llamado.pk,
        datos=datos,
        token=uuid4(),
        persona=persona_del_sistema(HOY),
        ahora=AHORA,
        archivos=[preparar(subido("ine.jpg", foto(color)))],
    )
    return {
        "consejo": sin_llamado.organo_id,
        "llamado": llamado.pk,
        "llamado_para_cerrar": libre.pk,
        "llamado_borrador": borrador.pk,
        "codigo_del_llamado": llamado.codigo,
        "postulacion": postulacion.pk,
        "documento_de_postulacion": postulacion.archivos.get().pk,
    }
