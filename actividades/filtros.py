"""The filter form above the list: its choices come only from what the person may see."""

from typing import Any

from django import forms

from actividades.consultas import Filtros
from actividades.consultas.lista import PENDIENTES
from actividades.estados import EstadoActividad
from actividades.forms.captura import etiqueta_de_linea
from nucleo.personas import Persona
from nucleo.roles import Accion
from poa.estados import Cuarto
from poa.models import Direccion, Ejercicio, Estrategia, LineaDeAccion

TODAS = ("", "Todas")
TODOS = ("", "Todos")


class FormaFiltros(forms.Form):
    """Bound to the address only to show what it says; `Filtros.leer` is what decides."""

    q = forms.CharField(
        label="Buscar", required=False, widget=forms.TextInput(attrs={"type": "search", "maxlength": 100})
    )
    direccion = forms.ChoiceField(label="Dirección", required=False)
    ejercicio = forms.ChoiceField(required=False)
    trimestre = forms.ChoiceField(
        required=False, choices=[TODOS, *((str(n), texto) for n, texto in Cuarto.choices)]
    )
    hasta = forms.ChoiceField(
        label="Acumulado hasta",
        required=False,
        choices=[("", "—"), *((str(n), texto) for n, texto in Cuarto.choices)],
    )
    estrategia = forms.ChoiceField(required=False)
    linea = forms.ChoiceField(label="Línea de acción", required=False)
    estado = forms.ChoiceField(
        required=False,
        choices=[TODOS, (PENDIENTES, "por validar o devuelta"), *EstadoActividad.choices],
    )
    emergentes = forms.BooleanField(label="Solo emergentes", required=False)
    importadas = forms.BooleanField(label="Solo importadas", required=False)
    mias = forms.BooleanField(label="Solo las que registré", required=False)

    def __init__(self, *args: Any, persona: Persona, filtros: Filtros, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="filtro_%s", **kwargs)
        direcciones = _direcciones(persona)
        self._elegir("direccion", TODAS, direcciones)
        self._elegir("ejercicio", TODOS, [(a, a) for a in Ejercicio.objects.values_list("anio", flat=True)])
        elegida = filtros.direccion or (direcciones[0][0] if len(direcciones) == 1 else None)
        visible = elegida in {pk for pk, _ in direcciones}
        bloques, lineas = _hoja(elegida, filtros) if elegida and visible else ([], [])
        self._elegir("estrategia", TODAS, bloques)
        self._elegir("linea", TODAS, lineas)
        if len(direcciones) == 1:
            self._esconder("direccion")
        if not bloques:
            self._esconder("estrategia")
            self._esconder("linea")

    def resumen(self) -> list[str]:
        """What narrows the list, in words: what the closed panel says of itself."""
        palabras = []
        for nombre, campo in self.fields.items():
            valor = self.data.get(nombre)
            if nombre == "q" or not valor:
                continue
            opciones = dict(getattr(campo, "choices", []))
            texto = str(opciones.get(valor, campo.label or nombre))
            palabras.append(f"acumulado a {texto.lower()}" if nombre == "hasta" else texto)
        return palabras

    def _elegir(self, campo: str, vacio: tuple[str, str], pares: list[tuple[Any, Any]]) -> None:
        self.fields[campo].choices = [vacio, *((str(valor), str(texto)) for valor, texto in pares)]

    def _esconder(self, campo: str) -> None:
        if self.data.get(campo):
            self.fields[campo].widget = forms.HiddenInput()
        else:
            del self.fields[campo]


def _direcciones(persona: Persona) -> list[tuple[int, str]]:
    todas = Direccion.objects.values_list("pk", "nombre")
    if not persona.alcanza_todas(Accion.VER_ACTIVIDADES):
        todas = todas.filter(pk__in=persona.direcciones_con(Accion.VER_ACTIVIDADES))
    return list(todas)


def _hoja(direccion_id: int, filtros: Filtros) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Blocks and líneas of the dirección's POA of the year that is looked at, or of all its years."""
    del_anio = {"programa__ejercicio__anio": filtros.ejercicio} if filtros.ejercicio else {}
    bloques = Estrategia.objects.filter(programa__direccion_id=direccion_id, **del_anio)
    lineas = LineaDeAccion.objects.filter(estrategia__in=bloques).select_related("estrategia")
    if filtros.estrategia:
        lineas = lineas.filter(estrategia_id=filtros.estrategia)
    return (
        [(b.pk, str(b)) for b in bloques.order_by("-programa__ejercicio__anio", "orden")],
        [
            (x.pk, etiqueta_de_linea(x))
            for x in lineas.order_by("-estrategia__programa__ejercicio__anio", "estrategia__orden", "orden")
        ],
    )
