"use strict";
/* The search space: parallel coordinates, slices, and two parameters together. */
{
  const n = nocturne;
  const { trials, objectives, directions, parameters, importances } = n.data;
  const { completed, results, isWords, at, shown, isLog, isWhole, coordinate, ends, labels, scaleOf } = n.space;
  const minimised = directions[0] === "MINIMIZE";

  /** Places of the parameters, the most important first. */
  const important = (() => {
    const first = Object.values(importances)[0];
    const ranked = first ? first.parameters.map((name) => parameters.indexOf(name)).filter((p) => p >= 0) : [];
    return [...ranked, ...parameters.map((name, p) => p).filter((p) => !ranked.includes(p))];
  })();

  const rank = (() => {
    const order = [...completed].sort((a, b) => trials.objectives[0][a] - trials.objectives[0][b]);
    if (!minimised) order.reverse();
    const ranks = new Map();
    order.forEach((i, place) => ranks.set(i, order.length < 2 ? 0 : place / (order.length - 1)));
    return ranks;
  })();

  /** From pale for the worst to strong for the best. */
  function colour(share) {
    const scale = n.colours().scale;
    return scale[Math.min(scale.length - 1, Math.floor((1 - share) * scale.length))];
  }

  const strongest = (i) => 1 - rank.get(i);

  /** At most so many completed trials: the best fifth of that, and of the others one in so many. */
  function few(most) {
    if (completed.length <= most) return [...completed];
    const order = [...completed].sort((a, b) => rank.get(a) - rank.get(b));
    const best = order.slice(0, most / 5), rest = order.slice(most / 5);
    const every = Math.ceil(rest.length / (most - best.length));
    return [...best, ...rest.filter((i, place) => place % every === 0)];
  }

  n.plots.parallel = {
    option: (width) => {
      const c = n.colours();
      const upright = width < 620;
      const axes = important.slice(0, upright ? 8 : Math.min(12, Math.floor(width / 95)));
      const cut = n.range(results);
      n.note("parallel", (axes.length < parameters.length ? `Drawn are ${axes.length} of ${parameters.length} parameters, the most important ones. ` : "")
        + (completed.length > 1000 ? `Drawn are ${few(1000).length} of ${completed.length} completed trials: the best, and of the others one in so many. ` : "")
        + (cut ? `The axis of the objective ends where nearly all results lie: the line${cut.outside === 1 ? "" : "s"} of ${cut.outside} further off end${cut.outside === 1 ? "s" : ""} there. ` : "")
        + "The better a trial, the stronger its colour, by rank. Drag along an axis to pick out trials.");
      const text = { color: c.ink, fontSize: 12 };
      const lines = {
        z: 10, nameLocation: "start", nameGap: upright ? 0 : 14,
        nameTextStyle: upright ? Object.assign({ align: "left", verticalAlign: "bottom", padding: [0, 0, 8, 0] }, text) : text,
        axisLine: { lineStyle: { color: c.quiet } }, axisTick: { show: false }
      };
      const label = { color: c.ink, fontSize: 11, textBorderColor: c.paper, textBorderWidth: 3 };
      const along = axes.map(coordinate);
      const dims = axes.map((p, d) => {
        const { label: formatter, place, ...scale } = along[d];
        return Object.assign({ dim: d, name: n.cut(parameters[p], upright ? 24 : 14), axisLabel: Object.assign({ formatter, showMinLabel: true, showMaxLabel: isWords(p) ? undefined : true }, label, upright && isWords(p) ? labels(p, (width - 58) * trials.parameters[p].words.length / scale.data.length, false) : {}) }, lines, scale);
      });
      dims.push(Object.assign({
        dim: axes.length, name: n.cut(objectives[0], 14), type: "value", scale: true,
        axisLabel: Object.assign({ formatter: n.number }, label)
      }, lines, cut ? Object.assign({ z: 10 }, n.limited(cut.low, cut.high)) : {}));
      const within = (value) => (cut ? Math.min(cut.high, Math.max(cut.low, value)) : value);
      const rows = few(1000).sort((a, b) => strongest(a) - strongest(b));
      const layout = upright
        ? { layout: "vertical", left: 28, right: 30, top: 30, bottom: 30 }
        : { left: 60, right: 76, top: 26, bottom: 40 };
      return {
        height: upright ? 70 * dims.length + 40 : 400,
        option: n.option({
          tooltip: { show: false },
          parallel: Object.assign({ axisExpandable: false }, layout),
          parallelAxis: dims,
          series: [{
            type: "parallel", name: "trials", smooth: false, lineStyle: { width: 1 }, inactiveOpacity: 0.03, activeOpacity: 0.9,
            progressive: 0,
            data: rows.map((i) => ({
              value: [...axes.map((p, d) => (at(p, i) === null ? along[d].place : isWords(p) ? String(at(p, i)) : at(p, i))), within(trials.objectives[0][i])],
              lineStyle: { color: colour(1 - strongest(i)), opacity: (rows.length > 400 ? 0.2 : 0.45) + 0.4 * strongest(i) }
            }))
          }]
        })
      };
    }
  };

  const perPage = 6;
  let page = 0;

  n.plots.slices = {
    prepare: () => {
      const pages = Math.ceil(parameters.length / perPage);
      if (pages > 1) {
        const labels = Array.from({ length: pages }, (x, k) =>
          `${k * perPage + 1} to ${Math.min(parameters.length, (k + 1) * perPage)} of ${parameters.length} by importance`);
        n.choice("slices", "Parameters", labels, 0, (k) => { page = k; });
      }
    },
    option: (width) => {
      const c = n.colours();
      const here = important.slice(page * perPage, (page + 1) * perPage);
      const across = Math.max(1, Math.min(3, here.length, Math.floor(width / 300)));
      const down = Math.ceil(here.length / across);
      const tall = 210;
      const cut = n.range(results);
      n.note("slices", cut ? `The axes end where nearly all results lie: ${n.furtherOff(cut.outside)} left out.` : "");
      const grids = [], xs = [], ys = [], series = [];
      const last = trials.ids[trials.ids.length - 1] || 1;
      const marks = n.roomFor(cut ? [cut.low, cut.high] : results);
      const wide = width / across - marks - 20;
      here.forEach((p, k) => {
        const left = marks + (k % across) * (width / across);
        grids.push({ left, width: wide, top: 18 + Math.floor(k / across) * tall, height: tall - 68 });
        xs.push(scaleOf(p, wide, false, { gridIndex: k, name: n.cut(parameters[p], 30), nameGap: 26, splitNumber: 4 }));
        ys.push(n.axis(Object.assign({ gridIndex: k, splitNumber: 4 }, cut ? n.limited(cut.low, cut.high) : {})));
        series.push({
          name: parameters[p], type: "scatter", xAxisIndex: k, yAxisIndex: k, symbolSize: 6,
          data: completed.filter((i) => at(p, i) !== null && (!cut || (trials.objectives[0][i] >= cut.low && trials.objectives[0][i] <= cut.high)))
            .map((i) => ({
              value: [isWords(p) ? String(at(p, i)) : at(p, i), trials.objectives[0][i]],
              itemStyle: { color: c.scale[Math.min(5, 1 + Math.floor(5 * trials.ids[i] / (last + 1)))], opacity: 0.75 },
              tip: [`Trial ${trials.ids[i]}`, `${n.cut(parameters[p], 40)}: ${n.cut(shown(p, i), 80)}`, `${n.cut(objectives[0], 30)}: ${n.number(trials.objectives[0][i])}`]
            }))
        });
      });
      return { height: down * tall + 24, option: n.option({ grid: grids, xAxis: xs, yAxis: ys, series }) };
    }
  };

  let across = important[0], up = important[1];

  /** The fields of one axis: bounds for numbers, words as they are. */
  function fields(p, count) {
    const values = completed.map((i) => at(p, i)).filter((v) => v !== null);
    if (isWords(p)) return { of: (v) => v, bounds: (k) => [k - 0.5, k + 0.5] };
    const f = isLog(p) ? Math.log : (v) => v;
    const back = isLog(p) ? Math.exp : (v) => v;
    const low = values.map(f).reduce((a, b) => Math.min(a, b), Infinity), high = values.map(f).reduce((a, b) => Math.max(a, b), -Infinity);
    const least = Math.round(back(low)), most = Math.round(back(high));
    if (isWhole(p) && (most - least < 24 || !isLog(p))) {
      const step = most - least < 24 ? 1 : Math.ceil((most - least + 1) / count);
      const bounds = (k) => [least - 0.5 + k * step, least - 0.5 + (k + 1) * step];
      const fieldCount = Math.ceil((most - least + 1) / step);
      return { of: (v) => Math.floor((v - least) / step), bounds, limits: { min: Math.min(bounds(0)[0], ends(p).min - 0.5), max: Math.max(bounds(fieldCount - 1)[1], ends(p).max + 0.5) } };
    }
    const size = (high - low) / count || 1;
    return {
      of: (v) => Math.max(0, Math.min(count - 1, Math.floor((f(v) - low) / size))),
      bounds: (k) => [back(low + k * size), back(low + (k + 1) * size)]
    };
  }

  function means() {
    const points = completed.filter((i) => at(across, i) !== null && at(up, i) !== null);
    const count = Math.max(4, Math.min(24, Math.round(Math.sqrt(points.length / 2.5))));
    const x = fields(across, count), y = fields(up, count);
    const sums = new Map();
    for (const i of points) {
      const key = x.of(at(across, i)) * 100000 + y.of(at(up, i));
      const sum = sums.get(key) || { k: x.of(at(across, i)), j: y.of(at(up, i)), total: 0, trials: 0 };
      sum.total += trials.objectives[0][i];
      sum.trials += 1;
      sums.set(key, sum);
    }
    return { points, limits: points.length === 0 ? [{}, {}] : [x.limits || {}, y.limits || {}], cells: [...sums.values()].map((s) => ({ x: x.bounds(s.k), y: y.bounds(s.j), mean: s.total / s.trials, trials: s.trials })) };
  }

  function field(cell, share) {
    return {
      value: [isWords(across) ? (cell.x[0] + cell.x[1]) / 2 : cell.x[0], isWords(up) ? (cell.y[0] + cell.y[1]) / 2 : cell.y[0], cell.x[1], cell.y[1]],
      colour: colour(share),
      tip: [`Mean of ${cell.trials} trial${cell.trials === 1 ? "" : "s"}: ${n.number(cell.mean)}`]
    };
  }

  n.plots.contour = {
    prepare: () => {
      n.choice("contour", "Across", parameters, across, (p) => { across = p; });
      n.choice("contour", "Up", parameters, up, (p) => { up = p; });
    },
    option: (width) => {
      const c = n.colours();
      const grid = { left: isWords(up) ? 96 : 64, right: 20, top: 18, bottom: 50 };
      const { points, limits, cells } = means();
      const sorted = [...cells].sort((a, b) => (minimised ? a.mean - b.mean : b.mean - a.mean));
      n.note("contour", points.length === 0
        ? "No trial has both of these parameters."
        : `The better the mean of a field, the stronger its colour, by rank: from ${n.number(sorted[0].mean)} (best) to ${n.number(sorted[sorted.length - 1].mean)}.`);
      const data = sorted.map((cell, place) => field(cell, sorted.length < 2 ? 0 : place / (sorted.length - 1)));
      return {
        height: 440,
        option: n.option({
          grid,
          xAxis: scaleOf(across, width - grid.left - grid.right, false, { name: n.cut(parameters[across], 40), splitLine: { show: false }, ...limits[0] }),
          yAxis: scaleOf(up, 440 - grid.top - grid.bottom, true, { name: n.cut(parameters[up], 30), nameGap: isWords(up) ? 80 : 48, splitLine: { show: false }, ...limits[1] }),
          series: [{
            name: "fields", type: "custom", clip: true, encode: { x: [0], y: [1] },
            renderItem: (params, api) => {
              const item = data[params.dataIndex];
              const size = api.size([1, 1]);
              const a = api.coord([api.value(0), api.value(1)]);
              const b = api.coord([isWords(across) ? api.value(0) : api.value(2), isWords(up) ? api.value(1) : api.value(3)]);
              const halfX = isWords(across) ? size[0] / 2 : 0, halfY = isWords(up) ? size[1] / 2 : 0;
              const x = Math.min(a[0], b[0]) - halfX, y = Math.min(a[1], b[1]) - halfY;
              return {
                type: "rect",
                shape: { x, y, width: Math.max(1, Math.abs(b[0] - a[0]) + 2 * halfX), height: Math.max(1, Math.abs(b[1] - a[1]) + 2 * halfY) },
                style: { fill: item.colour, stroke: c.paper, lineWidth: 0.5 }
              };
            },
            data
          }, {
            name: "trials", type: "scatter", symbolSize: points.length > 800 ? 2.5 : 4, itemStyle: { color: c.paper, borderColor: c.ink, borderWidth: 0.7, opacity: 0.8 },
            data: points.map((i) => ({
              value: [isWords(across) ? String(at(across, i)) : at(across, i), isWords(up) ? String(at(up, i)) : at(up, i)],
              tip: [`Trial ${trials.ids[i]}: ${n.number(trials.objectives[0][i])}`, `${n.cut(parameters[across], 40)}: ${n.cut(shown(across, i), 80)}`, `${n.cut(parameters[up], 40)}: ${n.cut(shown(up, i), 80)}`]
            }))
          }]
        })
      };
    }
  };
}
