package dev.nocturne.batch;

import dev.nocturne.config.StudyPlan;
import dev.nocturne.space.Point;
import dev.nocturne.space.PointReader;
import dev.nocturne.store.ChampionRecord;
import dev.nocturne.store.JdbcStore;
import dev.nocturne.store.RunRecord;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialState;
import dev.nocturne.study.TuningException;
import dev.nocturne.summary.RunSummary;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person does about the parameters in use. Thread-safe. */
public final class Champions {
    private static final Logger LOG = LoggerFactory.getLogger(Champions.class);

    private final JdbcStore store;
    private final StudyArchive archive;
    private final ChampionFiles files;

    Champions(JdbcStore store, StudyArchive archive, ChampionFiles files) {
        this.store = store;
        this.archive = archive;
        this.files = files;
    }

    /**
     * The parameters of a trial are in use from now on; {@link #write} tells other programs.
     *
     * @throws InvalidStudyException if the run has no such trial, or it did not complete
     */
    public void set(RunSummary run, int trialId) {
        RunRecord recorded = store.runs().find(run.study(), run.runKey()).orElseThrow();
        StudyPlan plan = archive.plan(recorded);
        List<Trial> found = store.trials().page(recorded.runId(), plan.study(), trialId, 1);
        Trial trial = found.stream()
                .filter(one -> one.id() == trialId)
                .findFirst()
                .orElseThrow(() -> new InvalidStudyException(
                        "Run " + run.runKey() + " of " + run.study() + " has no trial " + trialId + " in its search. "
                                + Invocation.of("trials", run.study()) + " lists those there are."));
        if (!(trial.state() instanceof TrialState.Completed completed)) {
            throw new InvalidStudyException("Trial " + trialId + " of run " + run.runKey() + " of " + run.study()
                    + " has not completed: only parameters that were evaluated to the end can be the champion.");
        }
        double whole = plan.study().wholeBudget();
        if (trial.budget().amount() < whole) {
            throw new InvalidStudyException("Trial " + trialId + " of run " + run.runKey() + " of " + run.study()
                    + " was evaluated at a budget of " + trial.budget().amount() + ", and the whole is " + whole
                    + ": what it came to says little. Choose a trial of the whole budget.");
        }
        Double objective = plan.study().hasSeveralGoals() ? null : Double.valueOf(completed.objective());
        store.champions().set(recorded, trialId, trial.parameters(), objective);
    }

    /**
     * The champion before the current one is in use again; {@link #write} tells other programs.
     *
     * @throws InvalidStudyException if there is none
     */
    public void rollBack(String study) {
        store.champions()
                .rollBack(study, champion -> parameters(study, champion))
                .orElseThrow(() -> new InvalidStudyException(nothingBefore(study)));
    }

    /** A rollback is a row too, so the table has champions before it that it does not lead back to. */
    private String nothingBefore(String study) {
        Optional<Integer> again = store.champions().current(study).map(ChampionRecord::restores);
        return again.map(first -> "Champion " + first + " of study '" + study
                        + "' is in use again, and there was none before it, so there is nothing to go back to. "
                        + Invocation.of("champion", study, "--set-from-trial", "N", "--run", "KEY")
                        + " takes any other of the table.")
                .orElse("Study '" + study
                        + "' has no champion before the current one, so there is nothing to go back to.");
    }

    private Point parameters(String study, ChampionRecord champion) {
        RunRecord run = store.runs().find(study, champion.runKey()).orElseThrow();
        PointReader.Reading reading = new PointReader(archive.plan(run).study().space()).read(champion.parameters());
        if (reading instanceof PointReader.Fits fits) {
            return fits.point();
        }
        throw new TuningException("Champion " + champion.number() + " of " + study
                + " cannot be read: somebody changed it from outside.");
    }

    /**
     * Writes the champion's files, as far as they are missing or old.
     *
     * @return where they are; empty if the study has no champion
     * @throws TuningException if they cannot be written
     */
    public Optional<Path> write(String study) {
        return store.champions().current(study).map(champion -> {
            try {
                files.write(study, champion);
                return files.folder(study);
            } catch (UncheckedIOException failure) {
                throw new TuningException(
                        "Champion " + champion.number() + " of " + study + " is recorded, but its files in "
                                + files.folder(study) + " cannot be written: "
                                + failure.getCause().getMessage()
                                + ". See that the folder can be written, or set nocturne.champions.directory; then "
                                + Invocation.of("champion", study, "--write-files") + " writes them.",
                        failure);
            }
        });
    }

    /** The same for a night that has ended, which does not fail of it: the table is what counts. */
    void writeAfterNight(String study) {
        try {
            write(study);
        } catch (TuningException unwritten) {
            LOG.warn("{}", unwritten.getMessage());
        }
    }
}
