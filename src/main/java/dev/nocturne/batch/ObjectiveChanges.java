package dev.nocturne.batch;

import dev.nocturne.objective.ObjectiveFiles;
import dev.nocturne.store.RunRecord;
import dev.nocturne.study.InvalidStudyException;
import java.util.List;

/** Sees to it that the results of one run are results of one objective, unless a person says otherwise. */
final class ObjectiveChanges {
    private final Collaborators with;

    ObjectiveChanges(Collaborators with) {
        this.with = with;
    }

    /**
     * Compares the files of an unfinished run's objective with what they were when it began.
     *
     * @throws InvalidStudyException if they have changed and the request does not accept that
     */
    void settle(RunRequest request, RunRecord run) {
        if (run.objectiveFiles() == null || run.objectiveSha256() == null) {
            return;
        }
        var now = Fingerprint.of(request.plan());
        List<String> changed = now.files().changedSince(ObjectiveFiles.read(run.objectiveFiles()));
        if (changed.isEmpty()) {
            return;
        }
        String files = String.join(", ", changed);
        if (!request.acceptsChangedFiles()) {
            throw new InvalidStudyException("Run " + run.runKey() + " of " + run.study()
                    + " is unfinished, and since it began what its objective uses has changed: " + files
                    + ". Its results would be mixed with those of another objective. Undo the change, begin afresh with"
                    + " --new, or, if results stay comparable, go on with --accept-changed-files.");
        }
        with.store().runs().changeObjective(run, now.sha256(), now.files().text(), changed);
    }
}
