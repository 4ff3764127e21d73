package dev.nocturne.batch;

import dev.nocturne.config.StudyFileException;
import dev.nocturne.config.StudyPlan;
import dev.nocturne.config.StudyReader;
import dev.nocturne.engine.RunSettings;
import dev.nocturne.store.JdbcStore;
import dev.nocturne.store.RunLocks;
import dev.nocturne.store.RunRecord;
import dev.nocturne.store.RunState;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.study.TuningException;
import dev.nocturne.summary.RunFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Says what the next start of a study does, from what decides it in a start. */
final class NextStart {
    private final JdbcStore store;
    private final StudyArchive archive;
    private final StudyReader reader;
    private final StrategyFactory strategies;
    private final RunLocks locks;
    private final Clock clock;

    NextStart(
            JdbcStore store,
            StudyArchive archive,
            StudyReader reader,
            StrategyFactory strategies,
            RunLocks locks,
            Clock clock) {
        this.store = store;
        this.archive = archive;
        this.reader = reader;
        this.strategies = strategies;
        this.locks = locks;
        this.clock = clock;
    }

    /**
     * A sentence or two.
     *
     * @param named the study file that is started; empty: that of the study's last start
     * @param runKey as in the start; empty: none is named
     */
    String of(String study, Optional<Path> named, Optional<String> runKey) {
        List<RunRecord> all = store.runs().all(study);
        Path file = named.orElseGet(() -> Path.of(all.get(0).configurationFile()));
        Started started = read(file);
        var tonight = Tonight.of(started.plan().map(StudyPlan::study), clock);
        var choice = RunChoice.of(all, runKey, false, tonight);
        String command = runKey.map(key -> Invocation.of("run", file.toString(), "--run", key))
                .orElseGet(() -> Invocation.of("run", file.toString()));
        return "\"" + command + "\" " + deed(choice, study, file, started);
    }

    /**
     * The study file as it is now.
     *
     * @param plan empty if it is not there or not valid
     */
    private record Started(boolean isThere, Optional<StudyPlan> plan) {}

    private Started read(Path file) {
        if (!Files.isRegularFile(file)) {
            return new Started(false, Optional.empty());
        }
        try {
            return new Started(true, Optional.of(reader.read(file, false)));
        } catch (StudyFileException broken) {
            return new Started(true, Optional.empty());
        }
    }

    private String deed(RunChoice choice, String study, Path file, Started started) {
        if (locks.isLocked(study, choice.runKey())) {
            return "ends with exit 4: another live process executes run " + choice.runKey() + ".";
        }
        if (!started.isThere()) {
            return "needs that file, which is not on this machine; with it, it "
                    + ofRun(choice, Optional.empty(), file);
        }
        if (started.plan().isEmpty()) {
            return "is refused with exit 2, as the file is not valid any more; validate shows why.";
        }
        Optional<String> closed = started.plan().flatMap(plan -> Tonight.opensLater(plan.study(), clock.instant()));
        return closed.map(opens -> "does nothing before its window opens at " + opens + " (exit 3); then it ")
                        .orElse("")
                + ofRun(choice, started.plan(), file);
    }

    private String ofRun(RunChoice choice, Optional<StudyPlan> plan, Path file) {
        if (choice.run().isEmpty()) {
            return "starts a new run, " + choice.runKey()
                    + plan.map(started -> ", of " + Words.count(planned(started), "trial"))
                            .orElse("") + ".";
        }
        RunRecord run = choice.run().get();
        if (run.status().equals("ABANDONED")) {
            return "is refused with exit 2: run " + run.runKey() + " was left behind by --new.";
        }
        if (!run.isUnfinished()) {
            return "says that run " + run.runKey() + " is complete, and does nothing.";
        }
        try {
            List<String> changes = plan.map(after -> StudyChanges.since(run, after, file, archive, strategies))
                    .orElse(List.of());
            return changes.isEmpty()
                    ? goingOn(run, plan)
                    : "is refused with exit 2, as the study file was changed since run " + run.runKey() + " began: "
                            + String.join("; ", changes) + ".";
        } catch (TuningException unreadable) {
            return "is refused: " + unreadable.getMessage();
        }
    }

    private String goingOn(RunRecord run, Optional<StudyPlan> plan) {
        RunState state = store.states().of(run.runId());
        RunFacts facts = store.facts().of(run.runId());
        long again = facts.waiting().size()
                + facts.inFlight().stream()
                        .filter(trial -> !trial.goesOnElsewhere())
                        .count();
        int planned = Math.max(
                state.planned(),
                plan.map(raised -> planned(raised.withStrategy(run.strategy()))).orElse(0));
        int fresh = facts.enough().isPresent() ? 0 : planned - state.next();
        String goesOn = "goes on with run " + run.runKey() + ": ";
        if (hasTooManyFailures(state, plan, planned)) {
            return goesOn + "it fails again at once, as " + state.failed()
                    + " trials failed; mend the objective, then raise max-failures or begin afresh with --new.";
        }
        if (again > 0 && state.isOutOfTime()) {
            return goesOn + "it is summed up, and " + Words.count(again, "trial")
                    + " that were cut off have failed, as its max-duration is over; unless the study file has a longer one"
                    + " by then.";
        }
        if (again == 0 && fresh == 0) {
            return goesOn + "no trial is left, and it is summed up.";
        }
        String first = again == 0
                ? ""
                : Words.count(again, "trial") + (again == 1 ? " is" : " are") + " attempted again, then ";
        return goesOn
                + first
                + (fresh == 0
                        ? "it is summed up."
                        : Words.count(fresh, "new trial") + " follow" + (fresh == 1 ? "s." : "."));
    }

    private static boolean hasTooManyFailures(RunState state, Optional<StudyPlan> plan, int planned) {
        var most = plan.map(raised -> raised.study().limits().mostFailures(planned));
        return most.isPresent()
                ? most.get().isPresent() && state.failed() > most.get().getAsInt()
                : state.hasTooManyFailures();
    }

    private int planned(StudyPlan plan) {
        return RunSettings.plannedTrials(plan.study(), strategies.capacity(plan.study()));
    }
}
