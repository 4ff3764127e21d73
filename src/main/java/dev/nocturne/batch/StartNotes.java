package dev.nocturne.batch;

import dev.nocturne.store.JdbcStore;
import dev.nocturne.store.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a start of a run says of its champion and its epoch. */
final class StartNotes {
    private final JdbcStore store;

    StartNotes(JdbcStore store) {
        this.store = store;
    }

    /** A sentence each; nothing about what is as it was the night before. */
    List<String> of(RunRecord run) {
        var notes = new ArrayList<String>();
        before(run).filter(earlier -> earlier.epoch() != run.epoch()).ifPresent(earlier -> {
            notes.add(
                    earlier.objectiveSha256() == null
                            ? "Epoch " + run.epoch() + " begins: an earlier version recorded run " + earlier.runKey()
                                    + " without a fingerprint of its objective, so nobody knows whether results compare"
                            : "Epoch " + run.epoch()
                                    + ": the objective, its files or the search space are not those of run "
                                    + earlier.runKey() + ", so results of the two are not compared");
        });
        if (run.championNumber() != null) {
            notes.add("Trial 0 evaluates champion " + run.championNumber() + " again");
        } else if (run.championNote() != null) {
            notes.add(run.championNote());
        }
        return notes;
    }

    private Optional<RunRecord> before(RunRecord run) {
        return store.runs().all(run.study()).stream()
                .filter(earlier -> earlier.runId() < run.runId())
                .findFirst();
    }
}
