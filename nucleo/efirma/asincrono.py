"""Runs pyHanko's coroutines to their end from plain synchronous code."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Resultado = TypeVar("Resultado")


def correr(corrutina: Coroutine[Any, Any, Resultado]) -> Resultado:
    """Result of the coroutine; its own thread, because the caller's may already have a running loop."""
    with ThreadPoolExecutor(max_workers=1) as hilo:
        return hilo.submit(asyncio.run, corrutina).result()
