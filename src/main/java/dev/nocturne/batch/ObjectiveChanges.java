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
        var now = Fingerprint.of(request.plan());
        if (run.objectiveFiles() == null || run.objectiveSha256() == null) {
            with.store().epochs().remember(run, now.sha256(), now.files().text());
            return;
        }
        ObjectiveFiles before = ObjectiveFiles.read(run.objectiveFiles());
        List<String> gone = now.files().goneSince(before);
        if (!gone.isEmpty()) {
            throw new InvalidStudyException("Run " + run.runKey() + " of " + run.study()
                    + " is unfinished, and files that its objective uses are not there: " + String.join(", ", gone)
                    + ". Put them where they were, or begin afresh with --new.");
        }
        List<String> changed = now.files().changedSince(before);
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
        with.store().epochs().change(run, now.sha256(), now.files().text(), changed);
    }
}
