// The viewer beside the act: each photo large, with its caption, by buttons, arrows or swipes.
(() => {
  "use strict";

  const dialogo = document.querySelector("[data-visor]");
  const enlaces = Array.from(document.querySelectorAll("a[data-foto]"));
  if (!dialogo || !enlaces.length) return;
  const parte = (nombre) => dialogo.querySelector(`[data-visor-${nombre}]`);
  let actual = 0;
  let desde = null;

  function mostrar(n) {
    actual = (n + enlaces.length) % enlaces.length;
    const { href, dataset } = enlaces[actual];
    parte("imagen").src = href;
    parte("imagen").alt = dataset.foto || `Foto ${actual + 1}`;
    parte("pie").textContent = dataset.foto;
    parte("datos").textContent = [`${actual + 1} de ${enlaces.length}`, dataset.tomada].filter(Boolean).join(" · ");
  }

  enlaces.forEach((enlace, n) => enlace.addEventListener("click", (evento) => {
    if (evento.ctrlKey || evento.metaKey || evento.shiftKey) return;
    evento.preventDefault();
    mostrar(n);
    dialogo.showModal();
  }));
  parte("antes").addEventListener("click", () => mostrar(actual - 1));
  parte("despues").addEventListener("click", () => mostrar(actual + 1));
  parte("cerrar").addEventListener("click", () => dialogo.close());
  dialogo.addEventListener("keydown", (evento) => {
    if (evento.key === "ArrowLeft") mostrar(actual - 1);
    if (evento.key === "ArrowRight") mostrar(actual + 1);
  });
  dialogo.addEventListener("pointerdown", (evento) => { desde = evento.clientX; });
  dialogo.addEventListener("pointerup", (evento) => {
    const corrido = desde === null ? 0 : evento.clientX - desde;
    desde = null;
    if (Math.abs(corrido) > 60) mostrar(actual + (corrido < 0 ? 1 : -1));
  });
  dialogo.addEventListener("click", (evento) => { if (evento.target === dialogo) dialogo.close(); });
  dialogo.addEventListener("close", () => enlaces[actual].focus());
})();
