"use strict";
/* What all plots share: the data, colours that colour-blind people tell apart, and tooltips in which text stays text. */
const nocturne = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const plots = {};
  const drawn = new Map();

  const light = {
    ink: "#1b1d21", quiet: "#5a5f69", line: "#d5d8dd", grid: "#eceef1", paper: "#ffffff",
    blue: "#0072b2", orange: "#d98200", green: "#00875f", red: "#c44e00", purple: "#b0568a", sky: "#3d9dd4", grey: "#8a909b",
    scale: ["#fde737", "#bfbc3b", "#8a8f6d", "#5f6a72", "#3a4a6b", "#002a5e"]
  };
  const dark = {
    ink: "#e6e7ea", quiet: "#a2a8b3", line: "#444a54", grid: "#2b3037", paper: "#1b1e23",
    blue: "#56b4e9", orange: "#f0ad3c", green: "#3fc79b", red: "#f08a4b", purple: "#e19bc2", sky: "#9ad4f5", grey: "#868d99",
    scale: ["#33406a", "#4d5d80", "#7d8089", "#a69d76", "#d2c150", "#fdea45"]
  };
  const preferred = window.matchMedia("(prefers-color-scheme: dark)");
  let printing = false;

  function isDark() {
    const chosen = document.documentElement.dataset.theme;
    return !printing && (chosen ? chosen === "dark" : preferred.matches);
  }

  /** The largest budget at which any trial completed: only its results are compared. */
  const largestBudget = data.trials.budgets.reduce((most, budget, i) => (data.trials.objectives[0][i] === null ? most : Math.max(most, budget)), -Infinity);

  const colours = () => (isDark() ? dark : light);

  /** A column of words: the word at a place. */
  const word = (column, i) => (column.at[i] === null ? null : column.words[column.at[i]]);

  const cut = (text, longest) => {
    const letters = Array.from(String(text));
    return letters.length <= longest ? letters.join("") : letters.slice(0, longest - 1).join("") + "…";
  };

  function number(value) {
    if (value === null || value === undefined) return "–";
    if (typeof value !== "number") return cut(value, 40);
    if (value === 0) return "0";
    const size = Math.abs(value);
    return size >= 1e7 || size < 1e-4 ? value.toExponential(3).replace(/\.?0*e\+?/, "e") : String(Number(value.toPrecision(6)));
  }

  /** A tooltip of lines; they are text, whatever is in them. */
  function tip(lines) {
    const box = document.createElement("div");
    box.className = "tip";
    for (const line of lines.filter((each) => each !== null)) {
      const row = document.createElement("div");
      row.textContent = line;
      box.append(row);
    }
    return box;
  }

  function axis(more) {
    const c = colours();
    return Object.assign({
      type: "value", scale: true,
      nameLocation: "middle", nameGap: 30,
      nameTextStyle: { color: c.quiet, fontSize: 12 },
      axisLine: { show: true, lineStyle: { color: c.line } },
      axisTick: { show: false },
      axisLabel: { color: c.quiet, fontSize: 11, hideOverlap: true, formatter: number },
      splitLine: { lineStyle: { color: c.grid } }
    }, more);
  }

  /** An axis that ends between its marks. */
  function limited(from, to) {
    return { min: from, max: to, axisLabel: { color: colours().quiet, fontSize: 11, hideOverlap: true, formatter: number, showMinLabel: false, showMaxLabel: false } };
  }

  /** An axis of names. */
  function names(list, longest, more) {
    const a = axis(more);
    a.type = "category";
    a.data = list.map((name, i) => String(i));
    a.axisLabel = Object.assign({}, a.axisLabel, { formatter: (i) => cut(list[i], longest) }, (more || {}).axisLabel);
    a.splitLine = { show: false };
    return a;
  }

  function legend(more) {
    const c = colours();
    return Object.assign({
      type: "scroll", top: 8, left: 12, right: 12, itemWidth: 14, itemHeight: 10,
      textStyle: { color: c.ink, fontSize: 12 }, inactiveColor: c.line, pageTextStyle: { color: c.quiet }, pageIconColor: c.quiet
    }, more);
  }

  function option(more) {
    const c = colours();
    return Object.assign({
      animation: false,
      backgroundColor: "transparent",
      textStyle: { color: c.ink, fontFamily: "system-ui, -apple-system, Segoe UI, Roboto, sans-serif" },
      tooltip: {
        confine: true, backgroundColor: c.paper, borderColor: c.line, textStyle: { color: c.ink, fontSize: 13 },
        formatter: (point) => (point.data && point.data.tip ? tip(point.data.tip) : tip([point.seriesName]))
      }
    }, more);
  }

  /** Of few values only those are far off beside which the middle half of them would be one line. */
  function rangeOfFew(sorted) {
    if (sorted.length < 5) return null;
    const at = (q) => sorted[Math.round(q * (sorted.length - 1))];
    const spread = at(0.75) - at(0.25) || Math.abs(at(0.5)) || 1;
    const near = sorted.filter((v) => v >= at(0.25) - 20 * spread && v <= at(0.75) + 20 * spread);
    if (near.length === sorted.length) return null;
    const least = near[0], most = near[near.length - 1];
    const margin = 0.05 * (most - least || spread);
    return { low: sorted[0] < least ? least - margin : least, high: sorted[sorted.length - 1] > most ? most + margin : most, outside: sorted.length - near.length };
  }

  /** Values between which nearly all lie, if a few are far off; otherwise all. */
  function range(values) {
    const sorted = values.filter((v) => v !== null).sort((a, b) => a - b);
    if (sorted.length < 20) return rangeOfFew(sorted);
    const at = (q) => sorted[Math.round(q * (sorted.length - 1))];
    const spread = at(0.9) - at(0.1);
    if (!(spread > 0)) return null;
    const low = Math.max(sorted[0], at(0.1) - 1.5 * spread);
    const high = Math.min(sorted[sorted.length - 1], at(0.9) + 1.5 * spread);
    const outside = sorted.filter((v) => v < low || v > high).length;
    return outside === 0 ? null : { low, high, outside };
  }

  /** The beginning of what is said of results outside of an axis. */
  function furtherOff(count) {
    return `${count} further off ${count === 1 ? "is" : "are"}`;
  }

  /** How much room the marks of an upright axis of these values need. */
  function roomFor(values) {
    const ends = values.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
    return Math.max(58, 18 + 6.5 * Math.max(...ends.map((v) => number(v).replace(/^(-?\d)e/, "$1.5e").length)));
  }

  function note(name, text) {
    document.querySelector(`[data-note="${name}"]`).textContent = text;
  }

  /** A choice above a plot. */
  function choice(name, label, options, chosen, changed) {
    const box = document.querySelector(`[data-controls="${name}"]`);
    const frame = document.createElement("label");
    const select = document.createElement("select");
    frame.textContent = label;
    options.forEach((text, i) => {
      const each = document.createElement("option");
      each.value = String(i);
      each.textContent = cut(text, 40);
      select.append(each);
    });
    select.value = String(chosen);
    select.addEventListener("change", () => { changed(Number(select.value)); draw(name); });
    frame.append(select);
    box.append(frame);
  }

  const box = (name) => document.querySelector(`[data-plot="${name}"]`);
  const width = (name) => box(name).clientWidth || 700;

  /** Draws a plot, for the first time or anew. */
  function draw(name) {
    const place = box(name);
    const plot = plots[name];
    if (!place || !plot) return;
    let chart = drawn.get(name);
    if (!chart && plot.prepare) plot.prepare();
    const made = plot.option(width(name));
    if (made.height) place.style.height = made.height + "px";
    if (!chart) {
      chart = echarts.init(place, null, { renderer: "canvas" });
      drawn.set(name, chart);
    }
    chart.resize();
    chart.setOption(made.option, { notMerge: true });
  }

  return {
    data, plots, drawn, largestBudget, colours, word, cut, number, tip, axis, limited, names, legend, option, range, furtherOff, roomFor, note, choice, draw, width, preferred,
    isDark, print: (now) => { printing = now; }
  };
})();
