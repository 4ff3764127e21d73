package dev.nocturne;

import dev.nocturne.config.StudyPlan;
import dev.nocturne.config.StudyReader;
import dev.nocturne.engine.Proposer;
import dev.nocturne.engine.TunerFactory;
import dev.nocturne.event.EventBus;
import dev.nocturne.event.TuningEvent;
import dev.nocturne.event.TuningEventHandler;
import dev.nocturne.objective.MultiObjective;
import dev.nocturne.objective.Objective;
import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.strategy.pruner.Pruner;
import dev.nocturne.study.Direction;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.KnownTrials;
import dev.nocturne.study.Observation;
import dev.nocturne.study.Study;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A small study with everything in it that could make a strategy lose its way: conditions, constraints, points that are
 * tried first, trials that fail, results from before. One for each strategy there is, and one with two objectives for
 * each that can have them.
 */
public record VariedStudy(String strategy, int goals, int lag) {
    public static final int TRIALS = 48;
    private static final int LAG = 16;

    private static final StrategyFactory STRATEGIES = new StrategyFactory();
    private static final ObjectiveFactory OBJECTIVES = new ObjectiveFactory();
    private static final StudyReader READER = new StudyReader(STRATEGIES, OBJECTIVES);
    private static final String RESULTS = "results.csv";

    /** What a quiet run gives, by study; each is made once. */
    private static final Map<VariedStudy, List<Trial>> QUIET = new ConcurrentHashMap<>();

    /** But for those that promise to give no table twice. */
    public static Stream<VariedStudy> all() {
        return STRATEGIES.names().stream()
                .filter(strategy -> !strategy.equals("asha"))
                .flatMap(strategy -> Stream.of(new VariedStudy(strategy, 1, LAG), new VariedStudy(strategy, 2, LAG)))
                .filter(VariedStudy::isAllowed);
    }

    /** Whether its proposals depend on results. */
    public boolean learns() {
        return STRATEGIES.learns(strategy);
    }

    /** The same with another number of trials under way. */
    public VariedStudy withLag(int other) {
        return new VariedStudy(strategy, goals, other);
    }

    private boolean isAllowed() {
        try {
            var study = Study.named(strategy).strategy(strategy).parameter(new ContinuousParameter("x", 0, 1));
            IntStream.range(0, goals).forEach(goal -> study.goal("goal" + goal, Direction.MINIMIZE));
            STRATEGIES.create(study.build(), new StrategySettings(1, 1, 1));
            return true;
        } catch (InvalidStudyException refused) {
            return false;
        }
    }

    /** Writes the study, with its results from before beside it. */
    public Path write(Path folder, String name, int workers, int chunk) {
        Path file = folder.resolve(name + ".yml");
        try {
            Files.writeString(folder.resolve(RESULTS), results());
            Files.writeString(file, text(name, workers, chunk));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return file;
    }

    /** Of the choices of x, the least is too low for one function, and the greatest too high for the other. */
    private String text(String name, int workers, int chunk) {
        return """
                study: %s
                strategy: %s
                max-trials: %d
                seed: 42
                lag: %d
                workers: %d
                chunk-size: %d
                search-space:
                  k: {type: categorical, choices: [a, "it's", c]}
                  x: {type: discrete, choices: [-1, 0, 0.25, 0.5, 1e200]}
                  m: {type: integer, min: 1, max: 40}
                  rate: {type: continuous, min: 0.0001, max: 1, scale: log, grid-points: 3}
                  n: {type: integer, min: 1, max: 40, when: {k: [a, "it's"]}}
                  y: {type: continuous, min: 0, max: 1, when: {k: c}}
                constraints:
                  - rate * m <= 10
                  - k == 'c' or x < 1000 or m > 5
                enqueue:
                  - {k: a, x: 0.5, n: 7}
                  - {m: 3}
                %s
                """.formatted(name, strategy, TRIALS, lag, workers, chunk, ending());
    }

    private String ending() {
        String before = learns() ? "warm-start: {csv: " + RESULTS + "}\n" : "";
        return before
                + (goals == 1
                        ? "objective: {type: function, name: norm}"
                        : "objectives: [{name: up, direction: maximize}, {name: down, direction: minimize}]\n"
                                + "objective: {type: function, name: zdt1}");
    }

    private String results() {
        String values = goals == 1 ? "2" : "2,1.5";
        return (goals == 1 ? "objective" : "up,down") + ",status,failure_kind,k,m,rate,n,y,x\n"
                + values + ",COMPLETED,,a,2,0.5,3,,0.25\n"
                + values + ",COMPLETED,,c,1,0.01,,0.5,0\n"
                + (goals == 1 ? "" : ",") + ",FAILED,TIMEOUT,c,9,0.001,,0.25,-1\n";
    }

    /** What is in the file. */
    public static StudyPlan plan(Path file) {
        return READER.read(file);
    }

    /** What it is to know from before; empty if it does not learn. */
    public KnownTrials known(Path file) {
        StudyPlan plan = plan(file);
        var collector = new KnownTrials.Collector(plan.study());
        if (learns()) {
            READER.readEarlierResults(plan, file, collector);
        }
        return collector.collected();
    }

    /** The strategy as a run of the study has it. */
    public Strategy create(Study study) {
        return STRATEGIES.create(study, new StrategySettings(study.seed().orElseThrow(), lag, TRIALS));
    }

    /** What evaluates its trials. */
    public static MultiObjective objective(StudyPlan plan) {
        Objective objective = OBJECTIVES.create(plan.objective(), plan.study(), "varied");
        return objective::evaluateAll;
    }

    /** The table of one worker that nothing disturbs, in memory. */
    public List<Trial> quiet(Path folder) {
        return QUIET.computeIfAbsent(this, study -> inMemory(folder, 1, 1, 0));
    }

    /**
     * The table of an embedded run.
     *
     * @param delays seed of how long each attempt takes, at random; 0 for no delay
     */
    public List<Trial> inMemory(Path folder, int workers, int chunk, long delays) {
        Path file = write(folder, "varied", workers, chunk);
        StudyPlan plan = plan(file);
        var table = new Table();
        var bus = new EventBus();
        bus.subscribe(table);
        MultiObjective objective = taking(delays, objective(plan));
        var tuner = STRATEGIES.learns(strategy)
                ? TunerFactory.create(plan.study(), objective, bus, known(file).withoutSources())
                : TunerFactory.create(plan.study(), objective, bus);
        tuner.tune();
        return STRATEGIES.hasRungs(strategy) ? withBudgets(plan, known(file), table.trials()) : table.trials();
    }

    /** Events do not tell the budgets of trials; they are proposed once more. */
    private List<Trial> withBudgets(StudyPlan plan, KnownTrials known, List<Trial> trials) {
        Study study = plan.study();
        long seed = study.seed().orElseThrow();
        var proposer = new Proposer(study, create(study), Pruner.NONE, seed, lag, known.withoutSources());
        var observed = new ArrayList<Observation>();
        var complete = new ArrayList<Trial>();
        for (Trial trial : trials) {
            int required = proposer.requiredHistory(trial.id());
            Proposal proposal =
                    proposer.propose(trial.id(), observed.subList(0, required), observed.subList(required, trial.id()));
            complete.add(new Trial(trial.id(), trial.parameters(), proposal.budget(), trial.state()));
            observed.add(proposer.observe(complete.get(trial.id())));
        }
        return complete;
    }

    private static MultiObjective taking(long delays, MultiObjective objective) {
        return trial -> {
            if (delays != 0) {
                Thread.sleep(new Random(delays + 31L * trial.trialId()).nextInt(6));
            }
            return objective.evaluateAll(trial);
        };
    }

    /** Keeps what an embedded run tells. */
    private static final class Table implements TuningEventHandler {
        private final Map<Integer, Trial> ended = new ConcurrentSkipListMap<>();

        @Override
        public void handle(TuningEvent event) {
            if (event instanceof TuningEvent.TrialCompleted completed) {
                var objectives = new ArrayList<>(completed.objectives().values());
                put(new Trial(completed.trialId(), completed.parameters(), new TrialState.Completed(objectives)));
            } else if (event instanceof TuningEvent.TrialFailed failed) {
                var state = new TrialState.Failed(failed.kind(), failed.message());
                put(new Trial(failed.trialId(), failed.parameters(), state));
            }
        }

        private void put(Trial trial) {
            if (ended.put(trial.id(), trial) != null) {
                throw new AssertionError("Trial " + trial.id() + " ended twice.");
            }
        }

        List<Trial> trials() {
            return List.copyOf(ended.values());
        }
    }
}
