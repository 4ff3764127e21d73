"use strict";
/* How the run went about it: timeline, intermediate values, rungs. */
{
  const n = nocturne;
  const { timeline, curves, rungs, objectives } = n.data;

  const time = (ms) => new Date(ms).toISOString().replace("T", " ").slice(0, 19) + " UTC";
  /** As exact as a mark on the axis is, so that no two beside one another read the same. */
  const clock = (ms) => {
    const text = new Date(ms).toISOString();
    if (ms % 1000 !== 0) return text.slice(14, 23);
    return ms % 86400e3 === 0 ? text.slice(5, 10) : ms % 60e3 === 0 ? text.slice(11, 16) : text.slice(11, 19);
  };
  const length = (ms) => (ms < 1000 ? ms + " ms" : ms < 600e3 ? n.number(ms / 1000) + " s" : n.number(ms / 60e3) + " min");

  /** The end of a worker's name, in which workers differ. */
  function ending(name, longest) {
    const letters = Array.from(name);
    return letters.length <= longest ? name : "…" + letters.slice(letters.length - longest + 1).join("");
  }

  function bar(x, y, width, height, outcome) {
    const c = n.colours();
    const half = outcome === "PRUNED" ? height / 4 : 0;
    const fill = { COMPLETED: c.blue, FAILED: c.red, PRUNED: c.orange }[outcome] || "transparent";
    const parts = [{
      type: "rect", shape: { x, y: y - height / 2 + half, width, height: height - 2 * half },
      style: { fill, stroke: fill === "transparent" ? c.grey : c.paper, lineWidth: fill === "transparent" ? 1.5 : width > 3 ? 0.5 : 0 }
    }];
    if (outcome === "FAILED") {
      const d = height / 2;
      const mid = x + width / 2, r = Math.min(d, Math.max(3, width / 2));
      for (const way of [1, -1]) {
        parts.push({ type: "line", shape: { x1: mid - r, y1: y - way * d, x2: mid + r, y2: y + way * d }, style: { stroke: c.ink, lineWidth: 1.2 } });
      }
    }
    return { type: "group", children: parts };
  }

  n.plots.timeline = {
    option: (width) => {
      const c = n.colours();
      const from = timeline.from.reduce((a, b) => Math.min(a, b)), to = timeline.to.reduce((a, b) => Math.max(a, b));
      const left = Math.min(160, Math.max(84, width * 0.2));
      const words = ["COMPLETED", "FAILED", "PRUNED", "INTERRUPTED"];
      const present = words.filter((w) => timeline.outcomes.words.includes(w));
      const others = timeline.outcomes.words.filter((w) => !words.includes(w));
      const colours = { COMPLETED: c.blue, FAILED: c.red, PRUNED: c.orange };
      const series = [...present, ...others].map((outcome) => {
        const rows = timeline.trials.map((t, i) => i).filter((i) => n.word(timeline.outcomes, i) === outcome);
        return {
          name: outcome.toLowerCase(), type: "custom", clip: true, encode: { x: [0, 1], y: 2 }, itemStyle: { color: colours[outcome] || c.grey },
          data: rows.map((i) => ({
            value: [timeline.from[i], timeline.to[i], String(timeline.worker[i])],
            tip: [`Trial ${timeline.trials[i]}, attempt ${timeline.attempts[i]}: ${outcome.toLowerCase()}`, n.cut(timeline.workers[timeline.worker[i]], 60), time(timeline.from[i]), `took ${length(timeline.to[i] - timeline.from[i])}`]
          })),
          renderItem: (params, api) => {
            const a = api.coord([api.value(0), api.value(2)]), b = api.coord([api.value(1), api.value(2)]);
            return bar(a[0], a[1], Math.max(1.5, b[0] - a[0]), Math.min(22, api.size([0, 1])[1] * 0.7), outcome);
          }
        };
      });
      return {
        height: 108 + Math.min(900, 30 * Math.max(2, timeline.workers.length)),
        option: n.option({
          grid: { left, right: 22, top: 40, bottom: 62 }, legend: n.legend(),
          useUTC: true,
          xAxis: n.axis({ type: "time", min: from, max: Math.max(to, from + 1), axisLabel: { color: c.quiet, fontSize: 11, hideOverlap: true, formatter: (v) => clock(v), showMinLabel: false, showMaxLabel: false } }),
          yAxis: n.names(timeline.workers.map((name) => ending(name, Math.floor(left / 7) - 1)), 60, { inverse: true, axisLabel: { color: c.ink, fontSize: 11 } }),
          dataZoom: [{ type: "slider", height: 16, bottom: 12, showDetail: false, brushSelect: false, filterMode: "weakFilter", borderColor: c.line, fillerColor: "rgba(120,130,145,.25)", showDataShadow: false }],
          series
        })
      };
    }
  };

  n.plots.curves = {
    option: () => {
      const c = n.colours();
      const style = { COMPLETED: ["solid", c.blue, 1.4], PRUNED: ["dashed", c.orange, 1.1], FAILED: ["dotted", c.red, 1.2] };
      const cut = n.range(curves.flatMap((curve) => curve.values));
      n.note("curves", cut ? "The axis ends where nearly all values lie." : "");
      return {
        height: 380,
        option: n.option({
          grid: { left: 64, right: 22, top: 44, bottom: 48 },
          legend: n.legend({ data: [...new Set(curves.map((curve) => curve.status.toLowerCase()))] }),
          xAxis: n.axis({ name: "step", min: "dataMin", max: "dataMax" }),
          yAxis: n.axis(Object.assign({ name: n.cut(objectives[0], 24), nameGap: 50 }, cut ? n.limited(cut.low, cut.high) : {})),
          series: curves.map((curve) => {
            const [type, color, wide] = style[curve.status] || ["dotted", c.grey, 1];
            return {
              name: curve.status.toLowerCase(), type: "line", clip: true, symbol: curve.steps.length < 2 ? "circle" : "none", symbolSize: 4, triggerLineEvent: true,
              lineStyle: { type, color, width: wide, opacity: 0.8 }, itemStyle: { color },
              data: curve.steps.map((step, i) => ({ value: [step, curve.values[i]], tip: [`Trial ${curve.trial}, ${curve.status.toLowerCase()}`, `step ${step}: ${n.number(curve.values[i])}`] }))
            };
          })
        })
      };
    }
  };

  n.plots.rungs = {
    option: () => {
      const c = n.colours();
      const part = (name, values, color, decal) => ({
        name, type: "bar", stack: "trials", barMaxWidth: 60, itemStyle: { color, borderColor: c.paper, borderWidth: 1, decal },
        data: values.map((v, i) => ({ value: v, tip: [`Budget ${n.number(rungs.budgets[i])}`, `${name}: ${v} of ${rungs.trials[i]}`] }))
      });
      const stripes = (rotation) => ({ symbol: "rect", color: "rgba(255,255,255,.45)", dashArrayX: [1, 0], dashArrayY: [3, 5], rotation });
      return {
        height: 300,
        option: n.option({
          grid: { left: 60, right: 22, top: 44, bottom: 48 }, legend: n.legend(),
          xAxis: n.names(rungs.budgets.map(n.number), 12, { name: "budget" }),
          yAxis: n.axis({ name: "trials", nameGap: 42, scale: false, min: 0, minInterval: 1 }),
          series: [
            part("completed", rungs.completed, c.blue, null),
            part("pruned", rungs.pruned, c.orange, stripes(Math.PI / 4)),
            part("failed", rungs.failed, c.red, stripes(-Math.PI / 4))
          ]
        })
      };
    }
  };
}
