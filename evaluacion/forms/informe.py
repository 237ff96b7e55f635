"""Forms of the monthly report: which month, and what goes in it."""

from typing import Any

from django import forms

from evaluacion.consultas.informe import MAX_FOTOS, Informe, Mes
from evaluacion.forms.trimestre import CampoTexto
from nucleo.fechas import MESES
from nucleo.texto import entero
from poa.documentos import Papel

MAX_TEXTO = 600


class FormularioPeriodo(forms.Form):
    """Which dirección, year and month; shows what was chosen, and how many acts each month holds."""

    direccion = forms.ChoiceField(label="Dirección", required=False)
    ejercicio = forms.ChoiceField(required=False)
    mes = forms.ChoiceField(required=False)

    def __init__(
        self,
        *,
        direcciones: list[tuple[int, str]],
        direccion: int | None,
        anios: list[int],
        mes: Mes | None,
        conteos: dict[Mes, int],
    ) -> None:
        elegido = {"ejercicio": mes.anio, "mes": mes.numero} if mes else {}
        super().__init__(initial={"direccion": direccion, **elegido}, auto_id="periodo_%s")
        vacia = [] if direccion else [("", "Elija una")]
        self._ofrecer("direccion", [*vacia, *direcciones])
        if len(direcciones) == 1:
            self.fields["direccion"].widget = forms.HiddenInput()
        if mes is None:
            del self.fields["ejercicio"], self.fields["mes"]
            return
        self._ofrecer("ejercicio", [(a, str(a)) for a in sorted({*anios, mes.anio}, reverse=True)])
        cuentas = [conteos.get(Mes(mes.anio, n), 0) for n in range(1, 13)]
        self._ofrecer(
            "mes", [(n, _con_cuenta(MESES[n - 1].capitalize(), c)) for n, c in enumerate(cuentas, 1)]
        )

    def _ofrecer(self, campo: str, pares: list[tuple[Any, str]]) -> None:
        self.fields[campo].choices = pares


def _con_cuenta(nombre: str, actos: int) -> str:
    return f"{nombre} · {actos} actividad{'es' if actos > 1 else ''}" if actos else nombre


class FormularioInforme(forms.Form):
    """Texts, paper and photos of a report; what is not a photo of the month is as if it were not there."""

    introduccion = CampoTexto(
        label="Texto de entrada",
        required=False,
        max_length=MAX_TEXTO,
        help_text="Opcional. Va al principio; por ejemplo, a quién se dirige y qué destacó en el mes.",
    )
    cierre = CampoTexto(
        label="Nota final",
        required=False,
        max_length=MAX_TEXTO,
        help_text="Opcional. Va antes de la firma; por ejemplo, lo que sigue el próximo mes.",
    )
    papel = forms.ChoiceField(
        label="Tamaño de la hoja",
        required=False,
        choices=[(Papel.CARTA.value, "Carta"), (Papel.OFICIO.value, "Oficio")],
        initial=Papel.CARTA.value,
    )

    def __init__(self, datos: Any = None, *, informe: Informe) -> None:
        super().__init__(datos, auto_id="informe_%s")
        self.informe = informe
        # Unticking every photo sends none: the mark tells it from a link that says nothing of photos.
        if datos is not None and "con_fotos" in datos:
            self.elegidas = {pk for foto in datos.getlist("foto") if (pk := entero(foto)) is not None}
        else:
            self.elegidas = informe.fotos_por_omision()
        self.fotos = informe.elegir(self.elegidas)

    def clean(self) -> dict[str, Any]:
        if len(self.fotos) > MAX_FOTOS:
            raise forms.ValidationError(
                f"Eligió {len(self.fotos)} fotografías y caben {MAX_FOTOS}. Quite algunas."
            )
        return self.cleaned_data
