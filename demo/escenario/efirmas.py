"""The example's own certificate authority and one e.firma per signer, made on first start."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from demo.escenario.datos import CLAVE, carpeta_de_efirmas
from nucleo.efirma.ejemplo import Credencial, crear_autoridad
from nucleo.models import Usuario
from poa.models import Adscripcion

# Earlier than the example's first signature; long enough for the example to be tried for years.
DESDE = datetime(2023, 1, 2, 6, 0, tzinfo=timezone.get_default_timezone())
ANIOS = 12


def _archivos(username: str) -> tuple[Path, Path]:
    carpeta = carpeta_de_efirmas()
    return carpeta / f"{username}.cer", carpeta / f"{username}.key"


def firmantes() -> list[Usuario]:
    """The people of the example whose adscripción lets them sign."""
    ids = Adscripcion.objects.filter(puede_firmar=True).values("usuario_id")
    return list(Usuario.objects.filter(pk__in=ids, is_active=True).order_by("username"))


def crear_efirmas() -> None:
    """Make what is missing; the authority's key is never kept, so a new signer makes everything anew."""
    personas = firmantes()
    if all(archivo.exists() for p in personas for archivo in _archivos(p.username)):
        return
    carpeta, raices = carpeta_de_efirmas(), Path(settings.DIR_RAICES_EFIRMA)
    carpeta.mkdir(parents=True, exist_ok=True)
    raices.mkdir(parents=True, exist_ok=True)
    autoridad = crear_autoridad(desde=DESDE, anios=ANIOS)
    (raices / "demostracion-raiz.cer").write_bytes(autoridad.raiz)
    (raices / "demostracion-emisora.cer").write_bytes(autoridad.emisora)
    for persona in personas:
        credencial = autoridad.efirma(
            nombre=persona.nombre.upper(), rfc=persona.rfc, curp=persona.curp, clave=CLAVE
        )
        cer, key = _archivos(persona.username)
        cer.write_bytes(credencial.cer)
        key.write_bytes(credencial.key)
        key.chmod(0o600)


def efirma_de(username: str) -> Credencial:
    """The e.firma of a person of the example."""
    cer, key = _archivos(username)
    return Credencial(cer.read_bytes(), key.read_bytes(), CLAVE)
