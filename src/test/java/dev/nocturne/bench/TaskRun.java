package dev.nocturne.bench;

import dev.nocturne.engine.TunerFactory;
import dev.nocturne.event.EventBus;
import dev.nocturne.event.TuningEvent;
import dev.nocturne.event.TuningEventHandler;
import dev.nocturne.space.Point;
import dev.nocturne.study.Study;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of a strategy on a task.
 *
 * @param lag how many trials back the strategy sees; the trials themselves run one after the other
 * @param shift whether the optimum is moved, by the seed
 */
record TaskRun(Task task, String strategy, long seed, int lag, boolean shift) {
    /** Runs as many trials as the largest budget, and looks back at each budget. */
    List<Result> results(List<Integer> budgets) {
        Task shown = shift ? new ShiftedTask((SyntheticTask) task, seed) : task;
        int trials = budgets.stream().mapToInt(Integer::intValue).max().orElseThrow();
        Point[] points = new Point[trials];
        double[] observed = new double[trials];
        var study =
                Study.named(task.name()).strategy(strategy).seed(seed).lag(lag).maxTrials(trials);
        task.space().parameters().forEach(study::parameter);
        var events = new EventBus();
        var stopwatch = new SuggestionTime();
        events.subscribe(stopwatch);
        var summary = TunerFactory.create(
                        study.build(),
                        trial -> {
                            double value = shown.observe(trial.parameters(), trial.seed());
                            points[trial.trialId()] = trial.parameters();
                            observed[trial.trialId()] = value;
                            return value;
                        },
                        events)
                .tune();
        double cpu = stopwatch.seconds() / summary.trialsRan();
        events.unsubscribe(stopwatch);
        var results = new ArrayList<Result>();
        for (int budget : budgets) {
            Point incumbent = incumbent(points, observed, Math.min(budget, summary.trialsRan()));
            results.add(new Result(
                    task.suite(),
                    task.name(),
                    strategy,
                    seed,
                    lag,
                    shift,
                    budget,
                    shown.regret(incumbent),
                    shown.value(incumbent),
                    cpu));
        }
        return results;
    }

    private static Point incumbent(Point[] points, double[] observed, int trials) {
        int best = 0;
        for (int i = 1; i < trials; i++) {
            best = observed[i] < observed[best] ? i : best;
        }
        return points[best];
    }

    /** The processor time of the only worker between the end of a trial and the start of the next. */
    private static final class SuggestionTime implements TuningEventHandler {
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private long last;
        private long total;

        @Override
        public void handle(TuningEvent event) {
            if (event instanceof TuningEvent.TrialStarted) {
                total += threads.getCurrentThreadCpuTime() - last;
            } else if (event instanceof TuningEvent.TrialCompleted) {
                last = threads.getCurrentThreadCpuTime();
            }
        }

        double seconds() {
            return total / 1e9;
        }
    }
}
