"use strict";
/* What the results say: importances, distribution, front, nights, and another run beside this one. */
{
  const n = nocturne;
  const { trials, objectives, directions, importances, distribution, front, nights, comparison } = n.data;

  const methods = Object.keys(importances).filter((method) => importances[method].shares.length > 0);
  let method = methods[0];

  n.plots.importances = {
    prepare: () => {
      if (methods.length > 1) n.choice("importances", "Method", methods, 0, (i) => { method = methods[i]; });
    },
    option: (width) => {
      const c = n.colours();
      const all = importances[method];
      const count = Math.min(25, all.shares.length);
      n.note("importances", count < all.shares.length ? `The first ${count} of ${all.shares.length}.` : "");
      const left = Math.min(190, Math.max(110, width * 0.3));
      return {
        height: 60 + 26 * Math.max(3, count),
        option: n.option({
          grid: { left, right: 56, top: 12, bottom: 36 },
          xAxis: n.axis({ scale: false, min: 0, axisLabel: { color: c.quiet, fontSize: 11, formatter: (v) => Math.round(100 * v) + " %" } }),
          yAxis: n.names(all.parameters.slice(0, count), Math.floor(left / 7), { inverse: true, axisLabel: { color: c.ink, fontSize: 12 } }),
          series: [{
            name: method, type: "bar", barMaxWidth: 16, itemStyle: { color: c.blue },
            label: { show: true, position: "right", color: c.quiet, fontSize: 11, formatter: (p) => (100 * p.value).toFixed(1) + " %" },
            data: all.shares.slice(0, count).map((share, i) => ({ value: share, tip: [n.cut(all.parameters[i], 200), `${(100 * share).toFixed(2)} % by ${method}`] }))
          }]
        })
      };
    }
  };

  /** As it was counted; if a few lie far off and all are in the page, of those that do not. */
  function histogram() {
    const { bounds, counts } = distribution;
    const { results } = n.space;
    const cut = results.length === counts.reduce((a, b) => a + b, 0) ? n.range(results) : null;
    if (!cut) return { bounds, counts, left: 0 };
    const step = (cut.high - cut.low) / counts.length;
    const near = counts.map(() => 0);
    results.filter((v) => v >= cut.low && v <= cut.high).forEach((v) => { near[Math.min(near.length - 1, Math.floor((v - cut.low) / step))] += 1; });
    return { bounds: [...near.map((count, i) => cut.low + i * step), cut.high], counts: near, left: cut.outside };
  }

  n.plots.distribution = {
    option: () => {
      const c = n.colours();
      const { quantiles, at } = distribution;
      const { bounds, counts, left } = histogram();
      n.note("distribution", left === 0 ? "" : `The axis ends where nearly all results lie: ${n.furtherOff(left)} left out. The table has all.`);
      const highest = Math.max(...counts);
      const shown = quantiles.map((q, i) => ({ q, v: at[i] })).filter((e) => e.q > 0 && e.q < 1 && e.v !== null && e.v >= bounds[0] && e.v <= bounds[bounds.length - 1]);
      const bins = counts.map((count, i) => ({
        value: [bounds[i], bounds[i + 1], count],
        tip: [`${n.number(bounds[i])} to ${n.number(bounds[i + 1])}`, `${count} trial${count === 1 ? "" : "s"}`]
      }));
      return {
        height: 340,
        option: n.option({
          grid: { left: 60, right: 22, top: 34, bottom: 48 },
          xAxis: n.axis(Object.assign({ name: n.cut(objectives[0], 40), splitLine: { show: false } }, n.limited(bounds[0], bounds[bounds.length - 1]))),
          yAxis: n.axis({ name: "trials", nameGap: 44, scale: false, min: 0, minInterval: 1 }),
          series: [{
            name: "trials", type: "custom", encode: { x: [0, 1], y: 2 }, data: bins,
            renderItem: (params, api) => {
              const a = api.coord([api.value(0), api.value(2)]), b = api.coord([api.value(1), 0]);
              return { type: "rect", shape: { x: a[0] + 0.5, y: a[1], width: Math.max(1, b[0] - a[0] - 1), height: b[1] - a[1] }, style: { fill: c.blue } };
            }
          }, {
            name: "quantiles", type: "custom", encode: { x: 0, y: 1 }, z: 3,
            data: shown.map((e) => ({ value: [e.v, highest], tip: [`Quantile ${e.q}: ${n.number(e.v)}`] })),
            renderItem: (params, api) => {
              const a = api.coord([api.value(0), highest]), b = api.coord([api.value(0), 0]);
              const q = shown[params.dataIndex].q;
              const middle = q === 0.5;
              return {
                type: "group",
                children: [
                  { type: "line", shape: { x1: a[0], y1: a[1] - 4, x2: b[0], y2: b[1] }, style: { stroke: c.orange, lineWidth: middle ? 2.5 : 1.5, lineDash: middle ? null : [5, 4] } },
                  { type: "text", style: { x: a[0], y: a[1] - 8, text: middle || shown.length < 4 ? (middle ? "median" : String(q)) : "", fill: c.ink, font: "11px system-ui, sans-serif", textAlign: "center", textVerticalAlign: "bottom" } }
                ]
              };
            }
          }]
        })
      };
    }
  };

  let across = 0, up = 1;
  n.plots.front = {
    prepare: () => {
      if (objectives.length > 2) {
        n.choice("front", "Across", objectives, 0, (i) => { across = i; });
        n.choice("front", "Up", objectives, 1, (i) => { up = i; });
      }
    },
    option: () => {
      const c = n.colours();
      const xs = trials.objectives[across], ys = trials.objectives[up];
      const isFront = new Set(front);
      const point = (i) => ({
        value: [xs[i], ys[i]],
        tip: [`Trial ${trials.ids[i]}${isFront.has(trials.ids[i]) ? ", on the front" : ""}`, ...objectives.map((name, o) => `${n.cut(name, 30)}: ${n.number(trials.objectives[o][i])}`)]
      });
      const done = trials.ids.map((id, i) => i).filter((i) => xs[i] !== null && ys[i] !== null);
      const best = done.filter((i) => isFront.has(trials.ids[i])).sort((a, b) => xs[a] - xs[b]);
      const rest = done.filter((i) => !isFront.has(trials.ids[i]));
      const cutX = n.range(xs), cutY = n.range(ys);
      const limits = (cut, of) => {
        if (!cut) return {};
        const low = Math.min(cut.low, ...best.map((i) => of[i])), high = Math.max(cut.high, ...best.map((i) => of[i]));
        return n.limited(low - 0.03 * (high - low), high + 0.03 * (high - low));
      };
      n.note("front", cutX || cutY ? "The axes end where nearly all results lie; trials further off are left out." : "");
      return {
        height: 440,
        option: n.option({
          grid: { left: 70, right: 22, top: 44, bottom: 50 }, legend: n.legend(),
          xAxis: n.axis(Object.assign({ name: `${n.cut(objectives[across], 30)} (${directions[across].toLowerCase()})` }, limits(cutX, xs))),
          yAxis: n.axis(Object.assign({ name: `${n.cut(objectives[up], 30)} (${directions[up].toLowerCase()})`, nameGap: 54 }, limits(cutY, ys))),
          series: [
            { name: "other trials", type: "scatter", clip: true, symbolSize: 6, itemStyle: { color: c.blue, opacity: 0.5 }, data: rest.map(point) },
            objectives.length === 2
              ? { name: "Pareto front", type: "line", step: directions[up] === "MINIMIZE" === (directions[across] === "MINIMIZE") ? "end" : "start", symbol: "diamond", symbolSize: 11, z: 3, lineStyle: { color: c.orange, width: 1.5 }, itemStyle: { color: c.orange, borderColor: c.paper, borderWidth: 1 }, data: best.map(point) }
              : { name: "Pareto front", type: "scatter", symbol: "diamond", symbolSize: 11, z: 3, itemStyle: { color: c.orange, borderColor: c.paper, borderWidth: 1 }, data: best.map(point) }
          ]
        })
      };
    }
  };

  n.plots.nights = {
    option: () => {
      const c = n.colours();
      const first = Math.max(0, nights.runs.length - 400);
      const runs = nights.runs.slice(first);
      const epochs = nights.epochs.slice(first);
      const pieces = (values, tip) => [...new Set(epochs)].map((epoch) =>
        runs.map((run, i) => (epochs[i] === epoch && values[first + i] !== null ? { value: [String(i), values[first + i]], tip: tip(i) } : null)).filter((p) => p !== null));
      const best = pieces(nights.best, (i) => [n.cut(runs[i], 60), `best: ${n.number(nights.best[first + i])}`, `epoch ${epochs[i]}`]);
      const champion = pieces(nights.champion, (i) => [n.cut(runs[i], 60), `champion: ${n.number(nights.champion[first + i])}`, nights.promoted[first + i] === null ? null : `champion ${nights.promoted[first + i]} promoted`]);
      const several = new Set(epochs).size > 1;
      const areas = [...new Set(epochs)].map((epoch, k) => [
        { xAxis: String(epochs.indexOf(epoch)), name: several ? `epoch ${epoch}` : "", itemStyle: { color: k % 2 === 1 ? c.grid : "transparent" }, label: { color: c.quiet, fontSize: 11, position: "top" } },
        { xAxis: String(epochs.lastIndexOf(epoch)) }
      ]);
      const promoted = runs.map((run, i) => i).filter((i) => nights.promoted[first + i] !== null && (nights.champion[first + i] !== null || nights.best[first + i] !== null));
      return {
        height: 340,
        option: n.option({
          grid: { left: 68, right: 26, top: several ? 60 : 44, bottom: 44 }, legend: n.legend({ data: ["best of the night", "champion", "promotion"] }),
          xAxis: n.names(runs, 14, { boundaryGap: true }),
          yAxis: n.axis({ name: n.cut(objectives[0], 24), nameGap: 52 }),
          series: [
            ...best.map((data, k) => ({ name: "best of the night", type: "line", symbol: "circle", symbolSize: 7, lineStyle: { color: c.blue, width: 2 }, itemStyle: { color: c.blue }, data, markArea: k === 0 ? { silent: true, data: areas } : undefined })),
            ...champion.map((data) => ({ name: "champion", type: "line", symbol: "diamond", symbolSize: 9, lineStyle: { color: c.orange, width: 2, type: "dashed" }, itemStyle: { color: c.orange }, data })),
            { name: "promotion", type: "scatter", symbol: "triangle", symbolRotate: 180, symbolSize: 13, symbolOffset: [0, -13], itemStyle: { color: c.green }, z: 4, data: promoted.map((i) => ({ value: [String(i), nights.champion[first + i] === null ? nights.best[first + i] : nights.champion[first + i]], tip: [n.cut(runs[i], 60), `champion ${nights.promoted[first + i]} promoted`] })) }
          ].filter((series) => series.data.length > 0 || series.markArea)
        })
      };
    }
  };

  n.plots.comparison = {
    option: () => {
      const c = n.colours();
      const line = (name, values, colour, dashed, symbol) => ({
        name, type: "line", step: "end", symbol, symbolSize: 7, lineStyle: { color: colour, width: 2, type: dashed ? "dashed" : "solid" }, itemStyle: { color: colour },
        data: comparison.trials.map((t, i) => ({ value: [t, values[i]], tip: [n.cut(name, 60), `after ${t} trials: ${n.number(values[i])}`] })).filter((p) => p.value[1] !== null)
      });
      return {
        height: 340,
        option: n.option({
          grid: { left: 68, right: 24, top: 44, bottom: 48 }, legend: n.legend({ formatter: (name) => n.cut(name, 24) }),
          xAxis: n.axis({ type: comparison.trials[comparison.trials.length - 1] > 30 ? "log" : "value", name: "ended trials", scale: false, max: "dataMax" }),
          yAxis: n.axis({ name: "best so far", nameGap: 52 }),
          series: [line(comparison.runA, comparison.a, c.blue, false, "circle"), line(comparison.runB, comparison.b, c.orange, true, "diamond")]
        })
      };
    }
  };
}
