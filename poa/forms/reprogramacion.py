"""What the directora asks to change, read out of one page: figures, what to cancel, what to add, and why."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from nucleo.errores import ErrorDeDominio
from nucleo.formularios import CampoLinea
from nucleo.texto import entero
from poa.estados import TipoBloque
from poa.forms.rejilla import FormaRejilla
from poa.models import EjePMD, Programa
from poa.servicios.reprogramar import MAX_LINEAS_NUEVAS, EstrategiaNueva, LineaNueva, Pedido

NUEVA = "nueva"
MALAS = "Hay casillas que no son un número entero de 0 en adelante: están marcadas. No se pidió nada."
_TEXTO = {"class": "form-control"}
_SELECCION = {"class": "form-select"}
_NUMERO = {"class": "form-control", "inputmode": "numeric"}


class FormularioMotivo(forms.Form):
    """Why it is asked, or why it is decided so."""

    motivo = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
        max_length=4000,
        error_messages={"required": "Escriba el motivo: va en el dictamen."},
    )

    def __init__(self, *args: Any, etiqueta: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["motivo"].label = etiqueta


class FormaLineaNueva(forms.Form):
    """A línea to add: a row left empty asks for nothing."""

    estrategia = forms.ChoiceField(label="Va en", required=False, widget=forms.Select(attrs=_SELECCION))
    texto = forms.CharField(
        label="Línea de acción",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
    )
    unidad_de_medida = CampoLinea(required=False, widget=forms.TextInput(attrs=_TEXTO))
    medio_de_verificacion = CampoLinea(
        label="Medio de verificación", required=False, widget=forms.TextInput(attrs=_TEXTO)
    )

    def __init__(self, *args: Any, programa: Programa, trimestres: Collection[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vivas = [e for e in programa.estrategias.all() if not e.cancelada_el]
        self.fields["estrategia"].choices = [
            ("", "Elija la estrategia"),
            *((str(e.pk), str(e)) for e in vivas),
            (NUEVA, "La estrategia nueva, escrita abajo"),
        ]
        for n in trimestres:
            self.fields[f"t{n}"] = forms.IntegerField(
                label=f"T{n}", required=False, min_value=0, widget=forms.TextInput(attrs=_NUMERO)
            )
        self.trimestres = tuple(trimestres)

    @property
    def vacia(self) -> bool:
        """Whether nobody wrote anything in it."""
        return not any(str(self.data.get(self.add_prefix(campo), "")).strip() for campo in self.fields)

    @property
    def casillas(self) -> list[forms.BoundField]:
        """Its figures, one for each quarter that may be touched."""
        return [self[f"t{n}"] for n in self.trimestres]

    def linea(self) -> LineaNueva:
        """What the row asks for."""
        d = self.cleaned_data
        destino = d["estrategia"]
        return LineaNueva(
            texto=d["texto"],
            unidad_de_medida=d["unidad_de_medida"],
            medio_de_verificacion=d["medio_de_verificacion"],
            cantidades={n: d.get(f"t{n}") or 0 for n in self.trimestres},
            estrategia_id=int(destino) if destino not in ("", NUEVA) else None,
        )


class FormaEstrategiaNueva(forms.Form):
    """A block to add; without number and name it asks for nothing."""

    tipo = forms.ChoiceField(
        choices=TipoBloque.choices, required=False, widget=forms.Select(attrs=_SELECCION)
    )
    numero = forms.IntegerField(label="Número", required=False, widget=forms.TextInput(attrs=_NUMERO))
    nombre = CampoLinea(required=False, max_length=250, widget=forms.TextInput(attrs=_TEXTO))
    eje = forms.ModelChoiceField(
        EjePMD.objects.filter(activa=True),
        label="Eje",
        required=False,
        empty_label="Sin eje",
        widget=forms.Select(attrs=_SELECCION),
    )

    def estrategia(self) -> EstrategiaNueva | None:
        """What it asks for, or None."""
        d = self.cleaned_data
        if not d["nombre"] and d["numero"] is None:
            return None
        return EstrategiaNueva(
            tipo=d["tipo"] or TipoBloque.ESTRATEGIA,
            numero=d["numero"] or 0,
            nombre=d["nombre"],
            eje_id=d["eje"].pk if d["eje"] else None,
        )


def _ids(datos: QueryDict, nombre: str) -> frozenset[int]:
    return frozenset(pk for v in datos.getlist(nombre) if (pk := entero(v)) is not None)


class FormaReprogramacion:
    """The whole page: the reason, the grid, what to cancel, rows to add, a block to add."""

    def __init__(self, datos: QueryDict | None, programa: Programa, trimestres: Collection[int]) -> None:
        self.datos = datos if datos is not None else QueryDict()
        self.rejilla = FormaRejilla(self.datos)
        self.motivo = FormularioMotivo(datos, etiqueta="Por qué se pide")
        self.estrategia = FormaEstrategiaNueva(datos, prefix="e")
        pedidas = entero(self.datos.get("nuevas"), cifras=3)
        self.nuevas = 1 if pedidas is None else min(pedidas, MAX_LINEAS_NUEVAS)
        if "mas" in self.datos:
            self.nuevas = min(self.nuevas + 1, MAX_LINEAS_NUEVAS)
        marco: dict[str, Any] = {"programa": programa, "trimestres": trimestres}
        self.lineas = [FormaLineaNueva(datos, prefix=f"nueva-{i}", **marco) for i in range(self.nuevas)]
        self.cancelar_lineas = _ids(self.datos, "cancelar")
        self.cancelar_estrategias = _ids(self.datos, "cancelar-bloque")
        self.errores_de_celda: dict[str, str] = {}
        self.error = ""

    @property
    def escritas(self) -> list[FormaLineaNueva]:
        return [f for f in self.lineas if not f.vacia]

    def es_valida(self) -> bool:
        """Whether each piece can be read; what the rules say comes afterwards, from the service."""
        piezas = [self.motivo, self.estrategia, *self.escritas]
        # Every piece is read, so that the page comes back with all that is wrong, not with the first.
        bien = [f.is_valid() for f in piezas].count(False) == 0
        if self.rejilla.malas:
            self.errores_de_celda = dict.fromkeys(self.rejilla.malas, "No es un número entero.")
            self.error = MALAS
        elif not bien:
            self.error = "Revise lo que está marcado abajo. No se pidió nada."
        return bien and not self.rejilla.malas

    def pedido(self) -> Pedido:
        """What is asked, of a valid page."""
        return Pedido(
            celdas=self.rejilla.celdas,
            base=self.rejilla.base,
            cancelar_lineas=self.cancelar_lineas,
            cancelar_estrategias=self.cancelar_estrategias,
            lineas=[f.linea() for f in self.escritas],
            estrategia=self.estrategia.estrategia(),
        )

    def rechazar(self, error: ErrorDeDominio) -> None:
        """Put what a rule said where it belongs, so that the page comes back filled."""
        self.error = error.mensaje
        errores: Mapping[str, str] = getattr(error, "errores", {})
        for lugar, mensaje in errores.items():
            pieza, _, campo = lugar.rpartition("-")
            if lugar == "motivo":
                self.motivo.add_error("motivo", mensaje)
            elif pieza == "e":
                self.estrategia.add_error(campo, mensaje)
            elif pieza.startswith("nueva-"):
                suya = self.escritas[int(pieza.removeprefix("nueva-"))]
                suya.add_error(campo if campo in suya.fields else f"t{suya.trimestres[0]}", mensaje)
            else:
                self.errores_de_celda[lugar] = mensaje
