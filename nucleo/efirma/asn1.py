"""asn1crypto taught, before any certificate is parsed, how the SAT writes its names."""

import re
import unicodedata

from asn1crypto import core, x509


def instalar() -> None:
    """Let 2.5.4.45 be any directory string and read T61String as the Latin-1 that SAT puts in it.

    asn1crypto expects a BIT STRING in 2.5.4.45 and decodes T61String with the real teletex table, where
    "Ñ" does not exist; pyHanko compares names through both, so the change has to be global.
    """
    x509.NameTypeAndValue._oid_specs["unique_identifier"] = x509.DirectoryString
    core.TeletexString._encoding = "latin-1"


instalar()


def cargar(der: bytes) -> x509.Certificate:
    """The certificate, from DER with nothing after it; ValueError otherwise."""
    return x509.Certificate.load(der, strict=True)


def valores_de_nombre(nombre: x509.Name) -> dict[str, str]:
    """Attributes of a distinguished name under asn1crypto's names; the first of a repeated one wins."""
    valores: dict[str, str] = {}
    for conjunto in nombre.chosen:
        for par in conjunto:
            valores.setdefault(par["type"].native, _limpio(par["value"].native))
    return valores


def _limpio(valor: object) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", str(valor))).strip()
