package dev.nocturne.bench;

import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.study.TrialHistory;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One proposal, measured by JMH. A strategy that is asked the same again may remember the answer, so each call asks for the
 * next trial of a run; after {@value #CALLS} of them a new strategy starts over, warmed outside of the measured part.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ProposalTime {
    static final String CPU = "cpuNanoseconds";
    static final String PROPOSALS = "proposals";
    private static final int CALLS = 200;

    /** The strategy's name. */
    @Param("tpe")
    public String strategy = "";

    /** How many real parameters it has. */
    @Param("5")
    public int dimensions;

    /** How many trials have ended before the first that is measured. */
    @Param("100")
    public int trials;

    private PreparedRun run;
    private Strategy proposing;
    private TrialHistory history = TrialHistory.EMPTY;
    private int trialId;

    /** Processor time, which says what a call costs on a machine that does other work, too. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Processor {
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private long begin;

        /** Of the measuring thread, in the calls alone. */
        public long cpuNanoseconds;

        /** How many calls. */
        public long proposals;

        void begin() {
            begin = threads.getCurrentThreadCpuTime();
        }

        void end() {
            cpuNanoseconds += threads.getCurrentThreadCpuTime() - begin;
            proposals++;
        }
    }

    /** The history, longer than the trials by the calls. */
    @Setup(Level.Trial)
    public void prepare() {
        run = new PreparedRun(strategy, dimensions, trials + CALLS, 1);
        startOver();
    }

    private void startOver() {
        proposing = run.strategy();
        trialId = trials - 1;
        proposing.propose(trialId, run.known(proposing, trialId), PreparedRun.random(trialId));
    }

    /** What the next call gets. */
    @Setup(Level.Invocation)
    public void next() {
        if (trialId + 1 == trials + CALLS) {
            startOver();
        }
        trialId++;
        history = run.known(proposing, trialId);
    }

    /** One proposal. */
    @Benchmark
    public Proposal propose(Processor processor) {
        processor.begin();
        Proposal proposal = proposing.propose(trialId, history, PreparedRun.random(trialId));
        processor.end();
        return proposal;
    }
}
