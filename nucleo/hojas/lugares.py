"""Where in a file something is wrong: sheet, row, column."""

from dataclasses import dataclass

from nucleo.errores import ErrorDeDominio


def letra_de(columna: int) -> str:
    """The letters of a column counted from 1: 1 → «A», 28 → «AB»."""
    letras = ""
    while columna:
        columna, resto = divmod(columna - 1, 26)
        letras = chr(ord("A") + resto) + letras
    return letras


@dataclass(frozen=True)
class ErrorDeHoja:
    """What is wrong and where; `fila` counts from 1, `columna` is a heading or a cell like «C4»."""

    hoja: str
    fila: int | None
    columna: str
    mensaje: str

    def __str__(self) -> str:
        partes = [self.hoja]
        if self.fila is not None:
            partes.append(f"fila {self.fila}")
        if self.columna:
            partes.append(f"columna «{self.columna}»")
        return f"{', '.join(partes)}: {self.mensaje}"


class ArchivoIlegible(ErrorDeDominio):
    """The file cannot be taken; `errores` says what is wrong in each place."""

    codigo_http = 400

    def __init__(self, *errores: ErrorDeHoja) -> None:
        super().__init__("\n".join(str(e) for e in errores))
        self.errores = list(errores)
