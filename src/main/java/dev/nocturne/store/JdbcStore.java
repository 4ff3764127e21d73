package dev.nocturne.store;

import dev.nocturne.engine.LedgerSignal;
import dev.nocturne.engine.Proposer;
import dev.nocturne.engine.TrialLedger;
import dev.nocturne.event.EventBus;
import dev.nocturne.study.Study;
import dev.nocturne.summary.Nights;
import dev.nocturne.summary.Reports;
import dev.nocturne.summary.Summaries;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** One database with all that is kept in it, as seen by one process. Thread-safe. */
public final class JdbcStore {
    private final JdbcTemplate jdbc;
    private final PlatformTransactionManager transactions;
    private final JdbcWorkers workers;
    private final JdbcRuns runs;
    private final WorkerHost host;
    private final Clock clock;

    /**
     * The store in that database.
     *
     * @param transactions of that data source
     * @param host this process
     */
    public JdbcStore(DataSource database, PlatformTransactionManager transactions, WorkerHost host, Clock clock) {
        this.jdbc = new JdbcTemplate(database);
        this.transactions = transactions;
        this.host = host;
        this.clock = clock;
        this.workers = new JdbcWorkers(jdbc, transactions, host, clock);
        this.runs = new JdbcRuns(jdbc, workers, transactions, clock);
    }

    /** Which runs there are. */
    public JdbcRuns runs() {
        return runs;
    }

    /** Where runs stand. */
    public JdbcRunStates states() {
        return new JdbcRunStates(jdbc, transactions, clock);
    }

    /** What explains where runs stand. */
    public JdbcRunFacts facts() {
        return new JdbcRunFacts(jdbc);
    }

    /** Who takes part in runs. */
    public JdbcWorkers workers() {
        return workers;
    }

    /** Which process executes a run, and until when it is taken for alive. */
    public JdbcRunLeases leases() {
        return new JdbcRunLeases(jdbc, host);
    }

    /** Where events wait for their sinks. */
    public JdbcOutbox outbox() {
        return new JdbcOutbox(jdbc, transactions, host);
    }

    /** How this process starts runs. */
    public JdbcRunOpening opening() {
        return new JdbcRunOpening(jdbc, workers, host, clock);
    }

    /** Which runs can be compared. */
    public JdbcEpochs epochs() {
        return new JdbcEpochs(jdbc, transactions, clock);
    }

    /** Which parameters of studies are in use. */
    public JdbcChampions champions() {
        return new JdbcChampions(jdbc, transactions, clock);
    }

    /** How runs are summed up. */
    public JdbcRunClosing closing() {
        return new JdbcRunClosing(jdbc, runs, champions(), clock);
    }

    /**
     * The ledger of a run that this process takes part in.
     *
     * @param start which start of the run it is; a later start, by anybody, ends this one's claims
     * @param lent whether the workers are lent to a run of another process, and may have lost their leases
     * @param proposer of that run
     * @param signal told of every change that this ledger commits
     */
    public TrialLedger ledger(
            long runId, int start, boolean lent, Study study, Proposer proposer, EventBus events, LedgerSignal signal) {
        return new JdbcTrialLedger(
                jdbc, transactions, runId, start, lent, study, proposer, host, events, signal, clock);
    }

    /** The trials of runs, as recorded. */
    public RecordedTrials trials() {
        return new RecordedTrials(jdbc);
    }

    /** What runs evaluated again after their search. */
    public RecordedConfirmations confirmations() {
        return new RecordedConfirmations(jdbc);
    }

    /** What runs knew before their first trial. */
    public JdbcKnownTrials knownTrials() {
        return new JdbcKnownTrials(jdbc, clock);
    }

    /** How studies move from one database to another. */
    public JdbcStudyMoves moves() {
        return new JdbcStudyMoves(jdbc, transactions);
    }

    /**
     * How old runs are deleted.
     *
     * @param rows how many in a transaction at most
     */
    public JdbcPruning pruning(int rows) {
        return new JdbcPruning(jdbc, transactions, rows);
    }

    /** What commands read. */
    public Summaries summaries(ReadOnlyQueries queries) {
        return new JdbcSummaries(jdbc, queries);
    }

    /** How studies do, night after night. */
    public Nights nights() {
        return new JdbcNights(jdbc);
    }

    /**
     * What reports show.
     *
     * @param studies what the study files of runs say
     * @param version of this program
     */
    public Reports reports(Summaries summaries, RecordedStudies studies, String version) {
        return reports(summaries, studies, version, ReadBounds.STANDARD);
    }

    /** The same with other bounds. */
    Reports reports(Summaries summaries, RecordedStudies studies, String version, ReadBounds bounds) {
        return new JdbcReports(jdbc, transactions, summaries, studies, version, bounds, clock);
    }

    /** This process, as workers of it are named. */
    public WorkerHost host() {
        return host;
    }
}
