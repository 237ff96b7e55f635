"""What the example reads from its data files, and the days on which its story happens."""

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from nucleo.models import Usuario
from nucleo.personas import Persona

CARPETA = Path(__file__).resolve().parent.parent / "datos"
CLAVE = "Demostracion-2024"
ANIO = 2024

MONTAJE = date(2023, 11, 3)
COMPLEMENTO = date(2023, 12, 4)
AUTORIZACION = date(2023, 12, 15)


def carpeta_de_efirmas() -> Path:
    """Where the e.firmas of the example lie, beside the rest of the installation's state."""
    return Path(settings.DIR_ESTADO) / "efirma"


def leer(nombre: str) -> Any:
    """The content of `demo/datos/<nombre>.json`."""
    return json.loads((CARPETA / f"{nombre}.json").read_text(encoding="utf-8"))


def en(dia: date, hora: int = 10) -> datetime:
    """A moment of that day, in the zone of the municipality."""
    return timezone.make_aware(datetime.combine(dia, time(hora)))


def actor(username: str, momento: datetime) -> dict[str, Any]:
    """`persona` and `ahora` for a service: that person, with the posts held on that day."""
    usuario = Usuario.objects.get(username=username)
    return {"persona": Persona.de(usuario, timezone.localdate(momento)), "ahora": momento}
