// A store of this device: `tiendas` says what it is made of, `preparar` makes it the first time.
window.AlmacenLocal = (nombreDeBase, tiendas, preparar) => {
  "use strict";

  let abierta = null;

  function abrir() {
    abierta = abierta || new Promise((resolver, rechazar) => {
      const pedido = indexedDB.open(nombreDeBase, 1);
      pedido.onupgradeneeded = () => preparar(pedido.result);
      pedido.onsuccess = () => resolver(pedido.result);
      pedido.onerror = () => rechazar(pedido.error);
    });
    return abierta;
  }

  async function operar(modo, hacer) {
    const base = await abrir();
    return new Promise((resolver, rechazar) => {
      const paso = base.transaction(tiendas, modo);
      const tienda = (nombre) => paso.objectStore(nombre);
      const pedido = hacer(tienda);
      paso.oncomplete = () => resolver(pedido?.result);
      paso.onerror = paso.onabort = () => rechazar(paso.error);
    });
  }

  return { abrir, operar };
};

// What this phone keeps, by person, until the server has it: drafts and finished acts, with their photos.
window.CapturaAlmacen = (() => {
  "use strict";

  const { abrir, operar } = window.AlmacenLocal("captura", ["actos", "fotos", "notas"], (base) => {
    base.createObjectStore("actos", { keyPath: "token" }).createIndex("persona", "persona");
    // Apart from their act: what is typed is kept at each pause, and photos are written only once.
    base.createObjectStore("fotos", { keyPath: "id" }).createIndex("token", "token");
    base.createObjectStore("notas");
  });

  function borrarFotos(tienda, token, menos = new Set()) {
    tienda("fotos").index("token").openKeyCursor(token).onsuccess = (evento) => {
      const cursor = evento.target.result;
      if (!cursor) return;
      if (!menos.has(cursor.primaryKey)) tienda("fotos").delete(cursor.primaryKey);
      cursor.continue();
    };
  }

  return {
    abrir,
    // The act, and those of its photos that are not kept yet (`nuevas`: {id, archivo}); photos it lost go.
    guardar: (acto, nuevas = []) => operar("readwrite", (tienda) => {
      nuevas.forEach(({ id, archivo }) => tienda("fotos").put({ id, token: acto.token, archivo }));
      borrarFotos(tienda, acto.token, new Set(acto.fotos.map((foto) => foto.id)));
      return tienda("actos").put(acto);
    }),
    leer: (token) => operar("readonly", (tienda) => tienda("actos").get(token)),
    foto: async (id) => (await operar("readonly", (tienda) => tienda("fotos").get(id)))?.archivo,
    // In one step, so that nothing comes between: `hacer` is given the act as it stands, and says how it is to be kept;
    // nothing, if it is not to be touched. Resolves to what was kept.
    cambiar: async (token, hacer) => {
      let queda;
      await operar("readwrite", (tienda) => {
        tienda("actos").get(token).onsuccess = (evento) => {
          queda = evento.target.result && hacer(evento.target.result);
          if (queda) tienda("actos").put(queda);
        };
      });
      return queda;
    },
    quitar: (token, si = () => true) => operar("readwrite", (tienda) => {
      tienda("actos").get(token).onsuccess = (evento) => {
        if (!evento.target.result || !si(evento.target.result)) return;
        borrarFotos(tienda, token);
        tienda("actos").delete(token);
      };
    }),
    // Only those of that person, oldest first: what another one left on this phone is never given.
    de: async (persona) => {
      const suyos = await operar("readonly", (tienda) => tienda("actos").index("persona").getAll(persona));
      return suyos.sort((a, b) => a.cuando - b.cuando);
    },
    nota: (clave) => operar("readonly", (tienda) => tienda("notas").get(clave)),
    anotar: (clave, valor) => operar("readwrite", (tienda) => tienda("notas").put(valor, clave)),
  };
})();
