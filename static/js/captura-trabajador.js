// Opens a page without a network: its pieces by version, and the page only for whom it was kept.
(() => {
  "use strict";

  const { nombre, version, paginas, piezas } = self.CAPTURA;
  const PIEZAS = `${nombre}-piezas-`;
  const ALMACEN = `${PIEZAS}${version}`;
  const esPagina = new RegExp(paginas);
  const ESPERA = 8000;
  const rutas = new Set(piezas.map((pieza) => new URL(pieza, self.location).pathname));

  self.addEventListener("install", (evento) => {
    const frescas = piezas.map((pieza) => new Request(pieza, { cache: "reload" }));
    evento.waitUntil(caches.open(ALMACEN).then((c) => c.addAll(frescas)).then(() => self.skipWaiting()));
  });

  self.addEventListener("activate", (evento) => {
    const viejos = (nombres) => nombres.filter((n) => n.startsWith(PIEZAS) && n !== ALMACEN);
    const borrar = caches.keys().then((nombres) => Promise.all(viejos(nombres).map((n) => caches.delete(n))));
    evento.waitUntil(borrar.then(() => self.clients.claim()));
  });

  function quien() {
    return new Promise((resolver) => {
      const pedido = indexedDB.open("captura", 1);
      // Made here it would lack its stores: the page makes it.
      pedido.onupgradeneeded = () => pedido.transaction.abort();
      pedido.onerror = () => resolver("");
      pedido.onsuccess = () => {
        const nota = pedido.result.transaction("notas").objectStore("notas").get("quien");
        nota.onsuccess = () => { pedido.result.close(); resolver(nota.result || ""); };
        nota.onerror = () => resolver("");
      };
    });
  }

  // Only for whom it was kept, and for the dirección that it is of.
  async function guardada(url) {
    const copia = await caches.match(url.pathname, { cacheName: `${nombre}-pagina` });
    const direccion = url.searchParams.get("direccion");
    const otra = direccion && direccion !== copia?.headers.get("X-Direccion");
    const suya = copia && !otra && copia.headers.get("X-Persona") === await quien();
    return suya ? copia : undefined;
  }

  async function abrir(peticion, url) {
    // A server that is down for maintenance answers, but the page that was kept serves better.
    const deLaRed = fetch(peticion).then(async (r) => (r.status >= 500 ? await guardada(url) || r : r));
    const tarde = new Promise((resolver) => { setTimeout(() => resolver(guardada(url)), ESPERA); });
    try {
      return await Promise.race([deLaRed, tarde]) || await deLaRed;
    } catch (error) {
      const copia = await guardada(url);
      if (copia) return copia;
      throw error;
    }
  }

  self.addEventListener("fetch", (evento) => {
    const { request: peticion } = evento;
    const url = new URL(peticion.url);
    if (peticion.method !== "GET" || url.origin !== self.location.origin) return;
    if (peticion.mode === "navigate") {
      if (esPagina.test(url.pathname)) evento.respondWith(abrir(peticion, url));
    } else if (rutas.has(url.pathname)) {
      evento.respondWith(caches.match(peticion, { cacheName: ALMACEN }).then((pieza) => pieza || fetch(peticion)));
    }
  });
})();
