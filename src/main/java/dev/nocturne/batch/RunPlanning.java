package dev.nocturne.batch;

import dev.nocturne.engine.RunSettings;
import dev.nocturne.space.Point;
import dev.nocturne.store.JdbcRuns;
import dev.nocturne.store.RunRecord;
import java.util.Optional;

/** Fixes what a run begins with, or takes over what may change when it is started again. */
final class RunPlanning {
    private final Collaborators with;
    private final RunRequest request;
    private final String runKey;

    RunPlanning(Collaborators with, RunRequest request, String runKey) {
        this.with = with;
        this.request = request;
        this.runKey = runKey;
    }

    /** The run, new or with raised limits, in the caller's transaction. */
    RunRecord createdOrRaised(long jobInstanceId) {
        var study = request.plan().study();
        var configuration = new JdbcRuns.Configuration(
                request.plan().source(),
                request.file().toAbsolutePath().normalize().toString(),
                request.plan().sha256());
        Optional<RunRecord> known = with.store().runs().find(study.name(), runKey);
        if (known.isEmpty()) {
            return created(jobInstanceId, configuration);
        }
        Optional<Point> champion = known.get().strategySettings(study.space()).champion();
        int planned = RunSettings.plannedTrials(study, with.strategies().capacity(study, champion));
        with.store().runs().raiseLimits(known.get(), study, planned, configuration, jobInstanceId);
        return with.store().runs().find(study.name(), runKey).orElseThrow();
    }

    private RunRecord created(long jobInstanceId, JdbcRuns.Configuration configuration) {
        var study = request.plan().study();
        var incoming = IncomingChampion.of(study, with.store().champions());
        long capacity = with.strategies().capacity(study, incoming.point());
        var settings = RunSettings.of(study, capacity, with.freshSeed());
        var fingerprint = Fingerprint.of(request.plan());
        var beginning = new JdbcRuns.Beginning(
                fingerprint.sha256(),
                fingerprint.files().text(),
                incoming.number().orElse(null),
                incoming.note().orElse(null));
        return with.store().runs().create(study, runKey, settings, configuration, beginning, jobInstanceId);
    }
}
