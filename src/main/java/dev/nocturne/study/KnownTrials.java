package dev.nocturne.study;

import dev.nocturne.space.Point;
import dev.nocturne.space.PointReader;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run knows before its first trial, the oldest first, and what it might have known. Immutable.
 *
 * @param trials at most {@value #MOST}
 * @param leftOut why results were left out, for a person, and how many for that reason
 */
public record KnownTrials(List<KnownTrial> trials, Map<String, Integer> leftOut) {
    /** No run knows more. */
    public static final int MOST = 10_000;

    public KnownTrials {
        trials = List.copyOf(trials);
        leftOut = Collections.unmodifiableMap(new TreeMap<>(leftOut));
    }

    /** The trials alone. */
    public List<Trial> withoutSources() {
        return trials.stream().map(KnownTrial::trial).toList();
    }

    /** Takes results, the oldest first, keeps the latest of those that fit a study, and counts the others. Not thread-safe. */
    public static final class Collector {
        private final PointReader points;
        private final int goals;
        private final Deque<KnownTrial> latest = new ArrayDeque<>();
        private final Map<String, Integer> leftOut = new TreeMap<>();

        public Collector(Study study) {
            this.points = new PointReader(study.space());
            this.goals = study.goals().size();
        }

        /** Takes a trial, perhaps of another search space, of a study in which the whole effort is a budget of 1. */
        public void add(String source, Trial trial) {
            add(source, trial, Budget.FULL.amount());
        }

        /**
         * Takes a trial, perhaps of another search space. What was found with a part of the effort cannot be compared with
         * what was found with all of it.
         *
         * @param wholeBudget the budget of the whole effort in the trial's own study
         */
        public void add(String source, Trial trial, double wholeBudget) {
            if (trial.hasEnded() && trial.budget().amount() != wholeBudget) {
                leaveOutPartial();
            } else if (trial.state() instanceof TrialState.Pruned) {
                leaveOut("it was pruned");
            } else if (trial.state() instanceof TrialState.Ended ended) {
                var written = new LinkedHashMap<String, String>();
                trial.parameters().values().forEach((name, value) -> written.put(name, value.text()));
                add(source, trial.id(), written, ended);
            } else {
                leaveOutUnended();
            }
        }

        /**
         * Takes a result.
         *
         * @param id of its trial, or the line of its file
         * @param written parameter's name to its value as text; see {@link PointReader#read}
         */
        public void add(String source, int id, Map<String, String> written, TrialState.Ended state) {
            if (state instanceof TrialState.Failed failed && !failed.kind().isOfConfiguration()) {
                leaveOut("it failed of something that its parameters have no part in");
                return;
            }
            if (state instanceof TrialState.Completed completed
                    && completed.objectives().size() != goals) {
                leaveOut("it has another number of objectives");
                return;
            }
            PointReader.Reading reading = points.read(written);
            if (reading instanceof PointReader.Fits fits) {
                keep(source, id, fits.point(), state);
            } else if (reading instanceof PointReader.Misfit misfit) {
                leaveOut(misfit.why());
            }
        }

        private void keep(String source, int id, Point point, TrialState.Ended state) {
            latest.add(new KnownTrial(source, new Trial(id, point, state)));
            if (latest.size() > MOST) {
                latest.remove();
                leaveOut("older than the latest " + MOST);
            }
        }

        /** Counts a result that never ended. */
        public void leaveOutUnended() {
            leaveOut("it had not ended");
        }

        /** Counts a result that was found with a part of the effort. */
        public void leaveOutPartial() {
            leaveOut("it was not evaluated at the whole budget");
        }

        private void leaveOut(String why) {
            leftOut.merge(why, 1, Integer::sum);
        }

        /** What there is so far. */
        public KnownTrials collected() {
            return new KnownTrials(List.copyOf(latest), leftOut);
        }
    }
}
