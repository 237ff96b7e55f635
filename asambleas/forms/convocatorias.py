"""Forms of the notice and of what is declared in its assembly: moments, places, points, authorities."""

from datetime import datetime, timedelta
from typing import Any, cast
from uuid import uuid4

from django import forms

from actividades.forms.archivos import CampoTexto
from actividades.forms.captura import NUMERICO
from asambleas.consultas.convocatorias import ORDEN_SUGERIDO, convocados_sugeridos
from asambleas.estados import MAX_TEXTO, TipoAsamblea
from asambleas.models import Asamblea, Convocatoria, Organo
from asambleas.servicios import DatosDeConvocatoria
from asambleas.servicios.asambleas import MAX_AUTORIDADES, MAX_NOMBRE
from asambleas.servicios.convocatorias import MAX_CONVOCADOS
from nucleo.formularios import CampoLinea

# Between the two calls when nobody says otherwise.
ENTRE_LLAMADAS = timedelta(minutes=30)
RENGLONES_VACIOS = 3


def _anio_posible(momento: datetime) -> None:
    if not 1950 <= momento.year <= 2150:
        raise forms.ValidationError("Revise el año.")


class CampoMomento(forms.DateTimeField):
    """A day and an hour, in the zone of the municipality, that the browser's own picker fills."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        errores = {"invalid": "Escriba el día y la hora."}
        super().__init__(widget=widget, validators=[_anio_posible], error_messages=errores, **kwargs)


class CampoRevision(forms.IntegerField):
    """The revision that was read."""

    def __init__(self) -> None:
        super().__init__(min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput)


class FormaConvocatoria(forms.Form):
    """What a notice says; the second call, left empty, is half an hour after the first."""

    tipo = forms.ChoiceField(label="Para qué es la asamblea", choices=TipoAsamblea.choices)
    primera_en = CampoMomento(label="Primera convocatoria")
    segunda_en = CampoMomento(
        label="Segunda convocatoria",
        required=False,
        help_text="Si la deja vacía: 30 minutos después de la primera.",
    )
    lugar = CampoLinea(max_length=200, help_text="Con señas que cualquiera del lugar conozca.")
    medio = CampoLinea(
        label="Cómo se da a conocer",
        max_length=200,
        help_text="Por ejemplo: perifoneo, lonas y aviso pegado en la delegación.",
    )
    convocados = forms.IntegerField(
        label="A cuántas personas se convoca",
        min_value=1,
        max_value=MAX_CONVOCADOS,
        widget=forms.NumberInput(attrs=NUMERICO),
    )
    orden_del_dia = CampoTexto(
        label="Orden del día",
        max_length=MAX_TEXTO,
        widget=forms.Textarea(attrs={"rows": 8, "autocapitalize": "sentences"}),
        help_text="Un punto por renglón, sin números: se numeran solos.",
    )

    def __init__(self, *args: Any, organo: Organo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["convocados"].help_text = (
            f"En primera convocatoria hace falta más del {organo.quorum_primera} % de ellas; "
            f"en segunda, {organo.quorum_segunda} personas."
        )

    def datos(self) -> DatosDeConvocatoria:
        """What the service takes; only the fields of the form, whatever else was posted."""
        d = self.cleaned_data
        return DatosDeConvocatoria(
            tipo=d["tipo"],
            primera_en=d["primera_en"],
            segunda_en=d["segunda_en"] or d["primera_en"] + ENTRE_LLAMADAS,
            lugar=d["lugar"],
            medio=d["medio"],
            orden_del_dia=d["orden_del_dia"],
            convocados=d["convocados"],
        )


class FormaNueva(FormaConvocatoria):
    """One to be written: its kind is chosen before, since the suggestion hangs from it."""

    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, organo: Organo, tipo: str, base: Convocatoria | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, organo=organo, initial=_inicial(organo, tipo, base), **kwargs)
        self.fields["tipo"].widget = forms.HiddenInput()


def _inicial(organo: Organo, tipo: str, base: Convocatoria | None) -> dict[str, Any]:
    inicial = {"tipo": tipo, "token": uuid4(), "orden_del_dia": "\n".join(ORDEN_SUGERIDO[tipo])}
    if base is not None:
        return inicial | {c: getattr(base, c) for c in ("lugar", "medio", "convocados", "orden_del_dia")}
    return inicial | {"convocados": convocados_sugeridos(organo, tipo)}


class FormaCorregir(FormaConvocatoria):
    """A draft with what it says."""

    revision = CampoRevision()

    def __init__(self, *args: Any, convocatoria: Convocatoria, **kwargs: Any) -> None:
        inicial = {c: getattr(convocatoria, c) for c in (*FormaConvocatoria.base_fields, "revision")}
        super().__init__(*args, organo=convocatoria.organo, initial=inicial, **kwargs)


class FormaDeAsamblea(forms.Form):
    """Anything that is told of an assembly. `revision` is the one that was read."""

    revision = CampoRevision()

    def __init__(self, *args: Any, asamblea: Asamblea, inicial: dict[str, Any] | None = None) -> None:
        super().__init__(*args, initial={"revision": asamblea.revision} | (inicial or {}))


class FormaDeclarar(FormaDeAsamblea):
    """At what time the list was counted."""

    inicio_en = CampoMomento(
        label="Hora en que se cuenta la lista", help_text="Con quórum, es la hora en que empieza la asamblea."
    )


class FormaCerrar(FormaDeAsamblea):
    """At what time it ended."""

    fin_en = CampoMomento(label="Hora en que terminó")


class FormaExplicacion(FormaDeAsamblea):
    """What was explained to those who came."""

    texto = CampoTexto(
        label="Qué se explicó",
        required=False,
        max_length=MAX_TEXTO,
        widget=forms.Textarea(attrs={"rows": 8, "autocapitalize": "sentences"}),
        help_text="Pasa al acta, donde todavía se puede ajustar.",
    )


class FormaAutoridad(forms.Form):
    """Somebody who was there without being called; a row left empty is nobody."""

    nombre = CampoLinea(label="Nombre", max_length=MAX_NOMBRE, required=False)
    cargo = CampoLinea(label="Cargo o calidad", max_length=MAX_NOMBRE, required=False)
    es_tecnico = forms.BooleanField(label="Es personal técnico", required=False)
    es_testigo = forms.BooleanField(
        label="Es testigo de la ciudadanía",
        required=False,
        help_text="En la versión pública del acta no se le llama por su nombre.",
    )

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        if datos.get("cargo") and not datos.get("nombre"):
            self.add_error("nombre", "Escriba también el nombre.")
        if datos.get("nombre") and not datos.get("cargo"):
            self.add_error("cargo", "Escriba también su cargo.")
        if datos.get("es_tecnico") and datos.get("es_testigo"):
            self.add_error("es_testigo", "O es personal técnico, o testigo de la ciudadanía.")
        return datos


class ConjuntoDeAutoridades(forms.BaseFormSet):
    """Those who were there, in order, with some rows to add more."""

    def datos(self) -> list[tuple[str, str, bool, bool]]:
        """Those that are written and were not marked to be removed."""
        filas = [f.cleaned_data for f in self.forms if f not in self.deleted_forms]
        return [(d["nombre"], d["cargo"], d["es_tecnico"], d["es_testigo"]) for d in filas if d.get("nombre")]


_Conjunto = forms.formset_factory(
    FormaAutoridad,
    formset=ConjuntoDeAutoridades,
    extra=RENGLONES_VACIOS,
    can_delete=True,
    max_num=MAX_AUTORIDADES,
    validate_max=True,
)


def autoridades_de(datos: Any, *, asamblea: Asamblea) -> ConjuntoDeAutoridades:
    """The form of the authorities of an assembly, as they are or as they were sent."""
    iniciales = list(asamblea.autoridades.values("nombre", "cargo", "es_tecnico", "es_testigo"))
    conjunto = cast(ConjuntoDeAutoridades, _Conjunto(datos, initial=iniciales, prefix="autoridades"))
    for forma in conjunto.forms:
        if "DELETE" in forma.fields:
            forma.fields["DELETE"].label = "Quitar de la lista"
    return conjunto
