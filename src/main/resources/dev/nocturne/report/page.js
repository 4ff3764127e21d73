"use strict";
/* Draws each plot when it comes near, all of them for paper; switches between light and dark. */
{
  const n = nocturne;
  const places = [...document.querySelectorAll("[data-plot]")];
  const redrawn = () => n.drawn.forEach((chart, name) => n.draw(name));
  const drawOnce = (name) => { if (!n.drawn.has(name)) n.draw(name); };
  document.documentElement.classList.add("js");

  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries.filter((each) => each.isIntersecting)) {
      watcher.unobserve(entry.target);
      drawOnce(entry.target.dataset.plot);
    }
  }, { rootMargin: "300px 0px" });
  places.forEach((place) => watcher.observe(place));

  let width = window.innerWidth;
  let waiting = 0;
  window.addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (window.innerWidth !== width) {
        width = window.innerWidth;
        redrawn();
      }
    }, 120);
  });

  const button = document.getElementById("theme");
  const label = () => { button.textContent = n.isDark() ? "Light" : "Dark"; button.setAttribute("aria-label", `Show in ${n.isDark() ? "light" : "dark"} colours`); };
  button.hidden = false;
  button.addEventListener("click", () => {
    document.documentElement.dataset.theme = n.isDark() ? "light" : "dark";
    label();
    redrawn();
  });
  n.preferred.addEventListener("change", () => { label(); redrawn(); });
  label();

  let opened = [];
  let onPaper = false;
  function paper(now) {
    if (now === onPaper) return;
    onPaper = now;
    n.print(now);
    if (now) {
      opened = [...document.querySelectorAll("details.short:not([open])")];
      opened.forEach((each) => { each.open = true; });
      places.forEach((place) => n.draw(place.dataset.plot));
    } else {
      opened.forEach((each) => { each.open = false; });
      redrawn();
    }
  }
  window.addEventListener("beforeprint", () => paper(true));
  window.addEventListener("afterprint", () => paper(false));
  window.matchMedia("print").addEventListener("change", (medium) => paper(medium.matches));
}
