"""Numbers, hours and dates in words, as an acta writes them."""

from datetime import date, datetime

from nucleo.fechas import MESES, fecha_larga

_HASTA_29 = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco "
    "veintiséis veintisiete veintiocho veintinueve"
).split()
_DECENAS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_CENTENAS = (
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
).split()
LIMITE = 9_999


def en_palabras(numero: int) -> str:
    """«treinta y dos»; from 0 to 9,999. ValueError outside."""
    if not 0 <= numero <= LIMITE:
        raise ValueError(f"{numero} is outside 0…{LIMITE}")
    if numero < 30:
        return _HASTA_29[numero]
    if numero < 100:
        decena, resto = divmod(numero, 10)
        return _DECENAS[decena - 3] + (f" y {_HASTA_29[resto]}" if resto else "")
    if numero < 1_000:
        centena, resto = divmod(numero, 100)
        if numero == 100:
            return "cien"
        return _CENTENAS[centena - 1] + (f" {en_palabras(resto)}" if resto else "")
    miles, resto = divmod(numero, 1_000)
    cabeza = "mil" if miles == 1 else f"{_HASTA_29[miles]} mil"
    return cabeza + (f" {en_palabras(resto)}" if resto else "")


def _antes_de_nombre(numero: int) -> str:
    """The number before a feminine noun: «veintiuna», «treinta y una»."""
    texto = en_palabras(numero)
    return f"{texto[:-3]}una" if texto.endswith("uno") else texto


def personas(numero: int) -> str:
    """«32 (treinta y dos) personas»; above the limit, only the figure."""
    nombre = "persona" if numero == 1 else "personas"
    if numero > LIMITE:
        return f"{numero:,} {nombre}"
    palabras = _antes_de_nombre(numero)
    for centena in _CENTENAS[1:]:
        palabras = palabras.replace(centena, f"{centena[:-2]}as")
    return f"{numero:,} ({palabras}) {nombre}"


def hora(iso: str) -> str:
    """«las 18:30 horas (dieciocho horas con treinta minutos)» of a moment in ISO text."""
    momento = datetime.fromisoformat(iso)
    nombre = "hora" if momento.hour == 1 else "horas"
    palabras = f"{_antes_de_nombre(momento.hour)} {nombre}"
    if momento.minute:
        minuto = en_palabras(momento.minute)
        corto = minuto[:-1] if minuto.endswith("uno") else minuto
        corto = "veintiún" if corto == "veintiun" else corto
        palabras += f" con {corto} minuto{'' if momento.minute == 1 else 's'}"
    return f"las {momento:%H:%M} horas ({palabras})"


def dia(iso: str) -> str:
    """«6 de mayo de 2024» of a date or a moment in ISO text; nothing for nothing."""
    return fecha_larga(datetime.fromisoformat(iso).date()) if iso else ""


def dia_en_palabras(iso: str) -> str:
    """«seis de mayo de dos mil veinticuatro»."""
    fecha = date.fromisoformat(iso[:10])
    primero = "primero" if fecha.day == 1 else en_palabras(fecha.day)
    return f"{primero} de {MESES[fecha.month - 1]} de {en_palabras(fecha.year)}"


def momento(iso: str) -> str:
    """«6 de mayo de 2024 a las 18:30 horas»."""
    return f"{dia(iso)} a las {datetime.fromisoformat(iso):%H:%M} horas"
