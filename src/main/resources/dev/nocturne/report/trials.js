"use strict";
/* Optimisation history. */
{
  const n = nocturne;
  const { trials, incumbents, objectives, directions } = n.data;
  let objective = 0;

  const kinds = [
    { origin: "SEARCH", name: "trial", symbol: "circle", size: 6, colour: "blue", opacity: 0.6 },
    { origin: "ENQUEUED", name: "tried first", symbol: "diamond", size: 10, colour: "purple", opacity: 1 },
    { origin: "CHAMPION", name: "champion", symbol: "triangle", size: 13, colour: "green", opacity: 1 }
  ];
  const unsuccessful = ["FAILED", "PRUNED", "INTERRUPTED", "RUNNING"];

  const several = n.data.rungs.budgets.length > 1;

  /** What lies beyond the end of the axis is an arrow at that end. */
  function beyond(value, cut) {
    if (!cut || (value >= cut.low && value <= cut.high)) return {};
    return { symbol: "arrow", symbolSize: 11, symbolRotate: value > cut.high ? 0 : 180 };
  }

  /** Trials of smaller budgets. */
  function lesser(kind, i) {
    return several && trials.budgets[i] < n.largestBudget ? { itemStyle: { opacity: 0.35 * kind.opacity }, symbolSize: 0.7 * kind.size } : {};
  }

  const clamp = (value, cut) => (cut ? Math.min(cut.high, Math.max(cut.low, value)) : value);

  function marks(cut) {
    const c = n.colours();
    const values = trials.objectives[objective];
    return kinds.map((kind) => ({
      name: kind.name, type: "scatter", symbol: kind.symbol, symbolSize: kind.size, large: false,
      itemStyle: { color: c[kind.colour], opacity: kind.opacity },
      data: trials.ids.map((id, i) => [id, i])
        .filter(([, i]) => values[i] !== null && n.word(trials.origins, i) === kind.origin)
        .map(([id, i]) => ({
          value: [id, clamp(values[i], cut)], ...lesser(kind, i), ...beyond(values[i], cut),
          tip: [`Trial ${id} (${kind.name})`, `${n.cut(objectives[objective], 30)}: ${n.number(values[i])}`, several ? `budget ${n.number(trials.budgets[i])}` : null]
        }))
    })).filter((series) => series.data.length > 0);
  }

  function bestSoFar(cut) {
    const c = n.colours();
    const line = incumbents.ids.map((id, i) => ({
      value: [id, clamp(incumbents.objectives[i], cut)],
      tip: [`Trial ${id}`, `the best so far: ${n.number(incumbents.objectives[i])}`]
    }));
    if (line.length === 0 || objectives.length > 1) return [];
    const last = trials.ids[trials.ids.length - 1];
    line.push({ value: [Math.max(last, line[line.length - 1].value[0]), line[line.length - 1].value[1]], tip: ["the best"] });
    return [{
      name: "best so far", type: "line", step: "end", symbol: "none", z: 3,
      lineStyle: { color: c.orange, width: 2.5 }, itemStyle: { color: c.orange }, data: line
    }];
  }

  function without() {
    const c = n.colours();
    const colours = { FAILED: c.red, PRUNED: c.orange, INTERRUPTED: c.grey, RUNNING: c.grey };
    const symbols = { FAILED: "path://M0,0L2,0L5,3L8,0L10,0L6,4L10,8L8,8L5,5L2,8L0,8L4,4Z", PRUNED: "triangle", INTERRUPTED: "emptyCircle", RUNNING: "emptyCircle" };
    return unsuccessful.map((status, row) => ({
      name: status.toLowerCase(), type: "scatter", xAxisIndex: 1, yAxisIndex: 1, symbol: symbols[status], symbolSize: 7,
      itemStyle: { color: colours[status] },
      data: trials.ids.map((id, i) => [id, i])
        .filter(([, i]) => n.word(trials.statuses, i) === status)
        .map(([id]) => ({ value: [id, 0], tip: [`Trial ${id}: ${status.toLowerCase()}`] }))
    })).filter((series) => series.data.length > 0);
  }

  n.plots.history = {
    prepare: () => {
      if (objectives.length > 1) n.choice("history", "Objective", objectives, 0, (i) => { objective = i; });
    },
    option: () => {
      const cut = n.range(trials.objectives[objective]);
      n.note("history", cut ? `The axis ends where nearly all results lie: ${n.furtherOff(cut.outside)} ${cut.outside === 1 ? "an arrow" : "arrows"} at its edge.` : "");
      const rest = without();
      const bottom = rest.length > 0 ? 92 : 48;
      const grids = [{ left: 64, right: 20, top: 44, bottom }];
      const xs = [n.axis({ name: rest.length > 0 ? "" : "trial", scale: false, min: 0, max: "dataMax" })];
      const ys = [n.axis(Object.assign({ name: `${n.cut(objectives[objective], 24)} (${directions[objective].toLowerCase()})`, nameGap: 48 }, cut ? n.limited(cut.low, cut.high) : {}))];
      if (rest.length > 0) {
        grids.push({ left: 64, right: 20, height: 20, bottom: 44 });
        const last = trials.ids[trials.ids.length - 1];
        xs[0].max = last;
        xs[0].axisLabel = { show: false };
        xs.push(n.axis({ name: "trial", gridIndex: 1, scale: false, min: 0, max: last }));
        ys.push(n.axis({ gridIndex: 1, min: -1, max: 1, axisLabel: { show: false }, splitLine: { show: false } }));
      }
      return { option: n.option({ grid: grids, xAxis: xs, yAxis: ys, legend: n.legend(), series: [...marks(cut), ...bestSoFar(cut), ...rest] }) };
    }
  };
}
