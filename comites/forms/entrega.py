"""The entrega-recepción: its facts, what is left to mend, who signs."""

from collections.abc import Iterable
from typing import Any

from django import forms

from actividades import archivos
from actividades.forms.archivos import (
    CampoDeArchivos,
    CampoTexto,
    FormaConArchivos,
    acomodadas,
    acomodo_de,
)
from comites.estados import MAX_FOTOS, Condicion
from comites.models import Entrega, FotoDeEntrega, Obra
from comites.servicios import CambioDeFotos, DatosDeEntrega
from nucleo.formularios import CampoFecha, CampoLinea
from poa.forms.edicion import CampoMonto

RENGLONES = 5


def _area(filas: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": filas, "autocapitalize": "sentences"})


class Limites:
    """What the page says of the photos that it takes."""

    MAX_ARCHIVOS = MAX_FOTOS
    ACEPTA = ACEPTA_CAMARA = archivos.ACEPTA_CAMARA
    AYUDA = (
        f"Fotos JPEG, PNG o WebP de hasta 15 MB; el anexo lleva a lo más {MAX_FOTOS}. "
        "Se les quita la ubicación."
    )


class FormaEntrega(FormaConArchivos):
    """How the work is handed over, with rows for observations and for who signs; empty rows are nothing.

    Photos for the annex, new and already there, as in the forms of evidence.
    """

    fecha = CampoFecha(label="Fecha de la entrega")
    ejecutada_desde = CampoFecha(label="Se ejecutó desde")
    ejecutada_hasta = CampoFecha(label="Hasta")
    monto_ejercido = CampoMonto(label="Monto ejercido")
    metas = CampoTexto(label="Descripción y metas alcanzadas", widget=_area(4), max_length=4_000)
    condicion = forms.ChoiceField(label="El comité la recibe", choices=Condicion.choices)
    operacion = CampoTexto(
        label="Operación y mantenimiento", widget=_area(3), required=False, max_length=4_000
    )
    garantia_hasta = CampoFecha(label="Garantía contra vicios ocultos hasta", required=False)

    evidencias = CampoDeArchivos(label="Fotografías", required=False, maximo=MAX_FOTOS, solo_fotos=True)
    quitar = forms.ModelMultipleChoiceField(
        FotoDeEntrega.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, entrega: Entrega | None, obra: Obra, **kwargs: Any) -> None:
        super().__init__(*args, initial=self.inicial(entrega, obra), **kwargs)
        fotos = entrega.fotos.all() if entrega else FotoDeEntrega.objects.none()
        self.fields["quitar"].queryset = fotos
        self.puestas = acomodadas(self.data, fotos)
        for n in range(1, RENGLONES + 1):
            self.fields[f"observacion_{n}"] = CampoLinea(
                label=f"Observación {n}", max_length=500, required=False
            )
            self.fields[f"plazo_{n}"] = CampoFecha(label=f"Plazo {n}", required=False)
            self.fields[f"firma_{n}"] = CampoLinea(label=f"Firma {n}: nombre", max_length=150, required=False)
            self.fields[f"cargo_{n}"] = CampoLinea(label=f"Firma {n}: cargo", max_length=150, required=False)

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        for n in range(1, RENGLONES + 1):
            self._completo(datos, f"observacion_{n}", f"plazo_{n}", "Ponga el plazo de la observación.")
            self._completo(datos, f"firma_{n}", f"cargo_{n}", "Ponga el cargo de quien firma.")
        return datos

    def _completo(self, datos: dict[str, Any], uno: str, otro: str, falta: str) -> None:
        if datos.get(uno) and not datos.get(otro) and not self.has_error(otro):
            self.add_error(otro, falta)
        if datos.get(otro) and not datos.get(uno) and not self.has_error(uno):
            self.add_error(uno, "Complete este renglón o vacíe el de al lado.")

    def _pares(self, uno: str, otro: str) -> list[tuple[Any, Any]]:
        d = self.cleaned_data
        pares = ((d[f"{uno}_{n}"], d[f"{otro}_{n}"]) for n in range(1, RENGLONES + 1))
        return [(a, b) for a, b in pares if a and b]

    def renglones(self, *nombres: str) -> Iterable[list[forms.BoundField]]:
        """The bound fields row by row, for the page."""
        return [[self[f"{nombre}_{n}"] for nombre in nombres] for n in range(1, RENGLONES + 1)]

    def observaciones(self) -> Iterable[list[forms.BoundField]]:
        """Rows of what is left to mend."""
        return self.renglones("observacion", "plazo")

    def firmantes(self) -> Iterable[list[forms.BoundField]]:
        """Rows of who signs."""
        return self.renglones("firma", "cargo")

    def datos(self) -> DatosDeEntrega:
        """What the service takes."""
        fijos = ("fecha", "ejecutada_desde", "ejecutada_hasta", "monto_ejercido", "metas", "condicion")
        d = self.cleaned_data
        return DatosDeEntrega(
            **{c: d[c] for c in (*fijos, "operacion", "garantia_hasta")},
            observaciones=self._pares("observacion", "plazo"),
            firmantes=self._pares("firma", "cargo"),
        )

    def fotos(self) -> CambioDeFotos:
        """What is done with the photos of the annex."""
        quitar = [foto.pk for foto in self.cleaned_data["quitar"]]
        return CambioDeFotos(self.archivos_listos(), quitar, acomodo_de(self.data, self.puestas))

    @staticmethod
    def inicial(entrega: Entrega | None, obra: Obra) -> dict[str, Any]:
        """What it says now, or what is known of the work."""
        if entrega is None:
            return {
                "ejecutada_desde": obra.fecha_inicio,
                "ejecutada_hasta": obra.fecha_termino,
                "monto_ejercido": obra.monto,
            }
        campos = ("fecha", "ejecutada_desde", "ejecutada_hasta", "monto_ejercido", "metas", "condicion")
        inicial = {c: getattr(entrega, c) for c in (*campos, "operacion", "garantia_hasta")}
        for n, o in enumerate(entrega.observaciones.all()[:RENGLONES], 1):
            inicial |= {f"observacion_{n}": o.texto, f"plazo_{n}": o.plazo}
        for n, f in enumerate(entrega.firmantes.all()[:RENGLONES], 1):
            inicial |= {f"firma_{n}": f.nombre, f"cargo_{n}": f.cargo}
        return inicial
