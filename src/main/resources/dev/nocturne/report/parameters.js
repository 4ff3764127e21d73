"use strict";
/* Parameters of the completed trials, and the axes on which they lie. */
nocturne.space = (() => {
  const n = nocturne;
  const { trials, types, scales, lows, highs } = n.data;
  const completed = trials.ids.map((id, i) => i).filter((i) => trials.objectives[0][i] !== null && trials.budgets[i] === n.largestBudget);
  const results = completed.map((i) => trials.objectives[0][i]);

  const isWords = (p) => trials.parameters[p].words !== undefined;
  const at = (p, i) => (isWords(p) ? trials.parameters[p].at[i] : trials.parameters[p].numbers[i]);
  const shown = (p, i) => (isWords(p) ? n.word(trials.parameters[p], i) : at(p, i));
  const isLog = (p) => !isWords(p) && scales[p] === "log" && completed.every((i) => at(p, i) === null || at(p, i) > 0);

  const isWhole = (p) => types[p] === "integer";
  const whole = (v) => (Math.abs(v - Math.round(v)) < 1e-9 ? n.number(Math.round(v)) : "");

  const isNumber = (v) => v !== null && v !== undefined;

  /** Where the search space ends, or further out a value from elsewhere: an axis from end to end shows what lies at the edge. */
  function ends(p) {
    const values = [...completed.map((i) => at(p, i)), lows[p], highs[p]].filter(isNumber);
    return { min: values.reduce((a, b) => Math.min(a, b), Infinity), max: values.reduce((a, b) => Math.max(a, b), -Infinity) };
  }

  /** The same as an option of an axis; of a single value, nothing. */
  function fromEndToEnd(p) {
    const { min, max } = ends(p);
    return min < max && (!isLog(p) || min > 0) ? { min, max } : {};
  }

  /** An axis of numbers that begins with a place for trials in which the parameter is not active. */
  function withoutValue(p, values) {
    if (values.length === 0) return { type: "category", data: ["0"], place: "0", label: () => "not used" };
    const f = isLog(p) ? Math.log : (v) => v;
    const { min: least, max: most } = ends(p);
    const low = f(least), far = low - 0.12 * (f(most) - low || 1);
    const place = isLog(p) ? Math.exp(far) : far;
    const label = (v) => (v < (place + least) / 2 ? (Math.abs(v - place) < (least - place) / 1e3 ? "not used" : "") : v < least ? "" : isWhole(p) ? whole(v) : n.number(v));
    return { type: isLog(p) ? "log" : "value", scale: true, min: place, max: most, place, label };
  }

  /** What a parallel axis needs to know of a parameter, and where a trial lies on it. */
  function coordinate(p) {
    const values = completed.map((i) => at(p, i));
    const missing = values.includes(null);
    if (isWords(p)) {
      const words = trials.parameters[p].words;
      const places = missing ? [...words, "not used"] : words;
      return { type: "category", data: places.map((w, k) => String(k)), place: String(words.length), label: (k) => n.cut(places[k], 12) };
    }
    if (missing) return withoutValue(p, values.filter((v) => v !== null));
    return { type: isLog(p) ? "log" : "value", scale: true, ...fromEndToEnd(p), label: isWhole(p) ? whole : n.number, minInterval: isWhole(p) ? 1 : undefined };
  }

  /** Each word has its label as long as there is room for a few letters; room is in pixels along the axis. */
  function labels(p, room, upright) {
    const each = room / trials.parameters[p].words.length;
    if (each < (upright ? 14 : 26)) return { hideOverlap: true };
    return { interval: 0, hideOverlap: false, width: upright ? 76 : Math.floor(each) - 6, overflow: "truncate", ellipsis: "…" };
  }

  function scaleOf(p, room, upright, more) {
    if (isWords(p)) {
      const each = labels(p, room, upright);
      return n.names(trials.parameters[p].words, each.interval === 0 ? 40 : 14, { ...more, axisLabel: { color: n.colours().quiet, fontSize: 11, ...each } });
    }
    const a = n.axis(Object.assign({ type: isLog(p) ? "log" : "value" }, fromEndToEnd(p), more));
    Object.assign(a.axisLabel, { showMinLabel: true, showMaxLabel: true });
    return isWhole(p) ? Object.assign(a, { minInterval: 1, axisLabel: Object.assign({}, a.axisLabel, { formatter: whole }) }) : a;
  }

  return { completed, results, isWords, at, shown, isLog, isWhole, coordinate, ends, labels, scaleOf };
})();
