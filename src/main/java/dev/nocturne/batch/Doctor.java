package dev.nocturne.batch;

import dev.nocturne.objective.command.RunProcesses;
import dev.nocturne.store.DatabaseAddress;
import dev.nocturne.store.JdbcStore;
import dev.nocturne.store.RunLocks;
import dev.nocturne.store.RunRecord;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.summary.RunFacts;
import dev.nocturne.summary.RunSummary;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explains where a run stands. Only looks: a run that runs, or starts meanwhile, does not notice. */
public final class Doctor {
    private final JdbcStore store;
    private final RunSelection selection;
    private final StudyArchive archive;
    private final RunLocks locks;
    private final NextStart nextStart;
    private final DatabaseAddress database;
    private final Clock clock;
    private final Machine machine;

    Doctor(
            JdbcStore store,
            RunSelection selection,
            StudyArchive archive,
            RunLocks locks,
            NextStart nextStart,
            DatabaseAddress database,
            Clock clock) {
        this.store = store;
        this.selection = selection;
        this.archive = archive;
        this.locks = locks;
        this.nextStart = nextStart;
        this.database = database;
        this.clock = clock;
        this.machine = new Machine(store.host());
    }

    /**
     * Explains a run.
     *
     * @param studyOrFile name of a recorded study, or path of a study file
     * @param runKey empty: the latest
     * @throws InvalidStudyException if there is no such run
     */
    public Diagnosis examine(String studyOrFile, Optional<String> runKey) {
        RunSummary run = selection.run(studyOrFile, runKey);
        RunRecord recorded = store.runs().find(run.study(), run.runKey()).orElseThrow();
        RunFacts facts = store.facts().of(run.runId());
        Instant now = clock.instant();
        boolean held = locks.isLocked(run.study(), run.runKey());
        Instant lastStart = facts.lastStart().orElse(run.startedAt());
        Optional<Diagnosis.Owner> owner = owner(recorded, lastStart, held);
        List<RunProcesses.Living> programs = machine.programs(recorded);
        var suspicions = Suspicions.of(archive, recorded, facts);
        List<Diagnosis.InFlight> inFlight = facts.inFlight().stream()
                .map(trial -> inFlight(trial, programs, suspicions, now))
                .toList();
        Instant since = run.endedAt() == null ? lastStart : run.endedAt();
        return new Diagnosis(
                Verdict.of(run, facts, owner, inFlight, store.states().of(run.runId())),
                run,
                Duration.between(since, now),
                owner,
                facts,
                inFlight,
                strays(programs, facts.inFlight()),
                warnings(recorded),
                nextStart.of(run.study(), file(studyOrFile), runKey));
    }

    private Optional<Diagnosis.Owner> owner(RunRecord run, Instant lastStart, boolean held) {
        return run.ownerHost() == null || run.ownerPid() == null
                ? Optional.empty()
                : Optional.of(new Diagnosis.Owner(
                        run.ownerHost(),
                        run.ownerPid(),
                        machine.life(run.ownerHost(), run.ownerPid(), lastStart),
                        held));
    }

    private Diagnosis.InFlight inFlight(
            RunFacts.InFlight trial, List<RunProcesses.Living> programs, Suspicions suspicions, Instant now) {
        Duration running = Duration.between(trial.startedAt(), now);
        return new Diagnosis.InFlight(
                trial,
                running,
                machine.life(trial.host(), trial.pid(), trial.startedAt()),
                programs.stream()
                        .filter(program -> program.trialId() == trial.trialId() && program.attempt() == trial.attempt())
                        .map(RunProcesses.Living::pid)
                        .toList(),
                suspicions.about(running));
    }

    private static List<Long> strays(List<RunProcesses.Living> programs, List<RunFacts.InFlight> inFlight) {
        return programs.stream()
                .filter(program -> inFlight.stream()
                        .noneMatch(
                                trial -> program.trialId() == trial.trialId() && program.attempt() == trial.attempt()))
                .map(RunProcesses.Living::pid)
                .toList();
    }

    private List<String> warnings(RunRecord run) {
        var warnings = new ArrayList<String>();
        database.h2File()
                .map(Path::getParent)
                .flatMap(folder -> machine.littleSpaceAt("the database", folder))
                .ifPresent(warnings::add);
        if (run.ownerHost() != null && machine.is(run.ownerHost())) {
            machine.littleSpaceAt("the study file", StudyArchive.folder(run)).ifPresent(warnings::add);
        }
        return warnings;
    }

    /** A study that was named by its file is started from there. */
    private static Optional<Path> file(String studyOrFile) {
        try {
            return Optional.of(Path.of(studyOrFile)).filter(Files::isRegularFile);
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }
}
