"""The monthly report on paper: what both of its forms (PDF and Word) say, and the PDF."""

import io
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.template.loader import render_to_string
from PIL import Image

from evaluacion.consultas.informe import Foto, Informe
from evaluacion.consultas.membrete import Membrete
from nucleo import almacen
from nucleo.fechas import fecha_larga
from nucleo.pdf import renderizar_pdf
from poa.documentos import Papel
from poa.escudo import EN_DOCUMENTOS, direccion_del_escudo

LADO, CALIDAD = 1280, 80
ADVERTENCIA = (
    "Este es un informe de trabajo: no es la evaluación firmada del trimestre ni la sustituye. "
    "Solo cuentan las actividades validadas."
)


@dataclass(frozen=True)
class Lamina:
    """A photo ready to be printed; without bytes when the store lost it or it cannot be opened."""

    foto: Foto
    contenido: bytes | None

    @property
    def nombre(self) -> str:
        """How the renderer is asked for it."""
        return f"foto-{self.foto.pk}.jpg"

    @property
    def lugar_y_fecha(self) -> str:
        return " · ".join(x for x in (fecha_larga(self.foto.fecha), self.foto.lugar) if x)


@dataclass(frozen=True)
class InformeEnPapel:
    """All that is printed: the month, whose it is, what was written by hand, the photos that were chosen."""

    informe: Informe
    membrete: Membrete
    generado: datetime
    autor: str
    fotos: tuple[Foto, ...] = ()
    introduccion: str = ""
    cierre: str = ""
    papel: Papel = Papel.CARTA

    @property
    def titulo(self) -> str:
        """«Informe mensual de actividades · marzo de 2024»."""
        return f"Informe mensual de actividades · {self.informe.mes}"

    @property
    def direccion(self) -> str:
        return str(self.informe.programa.direccion.nombre)

    @property
    def corte(self) -> str:
        """The last day that counts in the figures, in words."""
        return fecha_larga(self.informe.corte)

    @cached_property
    def laminas(self) -> list[Lamina]:
        return [Lamina(foto, reducir_foto(foto.archivo)) for foto in self.fotos]

    @cached_property
    def escudo(self) -> bytes | None:
        """The municipality's coat of arms; None when it has none, or the store lost it."""
        try:
            return almacen.leer(self.membrete.escudo) if self.membrete.escudo else None
        except FileNotFoundError:
            return None


def reducir_foto(archivo: str) -> bytes | None:
    """A kept photo as a JPEG of at most LADO on its longest side; None when it cannot be read."""
    try:
        with Image.open(io.BytesIO(almacen.leer(archivo)), formats=("JPEG",)) as imagen:
            imagen.draft("RGB", (LADO, LADO))
            imagen.load()
            imagen.thumbnail((LADO, LADO), Image.Resampling.LANCZOS)
            salida = io.BytesIO()
            imagen.convert("RGB").save(salida, "JPEG", quality=CALIDAD, optimize=True)
            return salida.getvalue()
    except Exception:  # lost, truncated, or no image at all: the report says so in its place
        return None


def informe_en_pdf(papel: InformeEnPapel) -> bytes:
    """The report as PDF, with the boxes RESPONSABLE and SELLO at its end. Raises PdfFallido."""
    html = render_to_string(
        "evaluacion/documentos/informe.html",
        {
            "p": papel,
            "i": papel.informe,
            "advertencia": ADVERTENCIA,
            "escudo": direccion_del_escudo(papel.membrete.escudo if papel.escudo else ""),
        },
    )
    recursos = {lamina.nombre: lamina.contenido for lamina in papel.laminas if lamina.contenido}
    if papel.escudo:
        recursos[EN_DOCUMENTOS] = papel.escudo
    return renderizar_pdf(
        html=html, titulo=f"{papel.titulo} · {papel.direccion}", recursos=recursos
    ).contenido
