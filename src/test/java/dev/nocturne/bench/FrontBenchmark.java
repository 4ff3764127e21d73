package dev.nocturne.bench;

import dev.nocturne.engine.TunerFactory;
import dev.nocturne.event.EventBus;
import dev.nocturne.objective.MultiObjective;
import dev.nocturne.objective.function.MultiObjectiveFunction;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.Point;
import dev.nocturne.strategy.pareto.Hypervolume;
import dev.nocturne.study.Direction;
import dev.nocturne.study.Study;
import dev.nocturne.study.TrialRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How much of the front strategies find within a number of trials: the mean share of the volume that the whole front
 * dominates which is still missing. See docs/benchmarks.md.
 */
@Command(name = "front", sortOptions = false, mixinStandardHelpOptions = true)
public final class FrontBenchmark implements Callable<Integer> {
    @Option(names = "--strategies", split = ",", defaultValue = "tpe,nsga2,random_search")
    private List<String> strategies = List.of();

    @Option(names = "--budgets", split = ",", defaultValue = "100,300,1000", description = "A run of its own for each.")
    private List<Integer> budgets = List.of();

    @Option(names = "--lag", defaultValue = "1")
    private int lag;

    @Option(names = "--seeds", defaultValue = "3")
    private int seeds;

    /**
     * A function on the unit cube.
     *
     * @param reference where volumes end
     * @param volume what its front dominates
     */
    private record Front(
            MultiObjectiveFunction function, double[] scale, double[] centre, double[] reference, double volume) {
        static Front zdt(MultiObjectiveFunction function, double underFront) {
            return new Front(function, filled(10, 1), filled(10, 0), new double[] {1, 6}, 6 - underFront);
        }

        static double[] filled(int length, double value) {
            double[] filled = new double[length];
            Arrays.fill(filled, value);
            return filled;
        }

        String name() {
            return function.studyName() + " (" + scale.length + ")";
        }

        /**
         * The objectives with the middle of the front moved to a random place, so that it lies neither at the edge nor in
         * the centre. The parameters that lead along the front stay.
         */
        double[] objectives(Point point, long seed) {
            double[] x = new double[scale.length];
            var random = new TrialRandom(seed, 77);
            for (int i = 0; i < x.length; i++) {
                double u = point.number("x" + i);
                double place = 0.15 + 0.7 * random.nextDouble();
                boolean along = i < function.objectives() - 1 || scale[i] != 1;
                double distance = Math.abs(u - place) / Math.max(place, 1 - place);
                x[i] = along ? u * scale[i] : centre[i] + (1 - centre[i]) * distance;
            }
            return function.objectivesAt(x);
        }
    }

    private static List<Front> fronts() {
        double[] middle = Front.filled(7, 0.5);
        return List.of(
                Front.zdt(MultiObjectiveFunction.ZDT1, 1.0 / 3),
                Front.zdt(MultiObjectiveFunction.ZDT2, 2.0 / 3),
                new Front(
                        MultiObjectiveFunction.DTLZ2,
                        Front.filled(7, 1),
                        middle,
                        Front.filled(3, 1.5),
                        1.5 * 1.5 * 1.5 - Math.PI / 6),
                new Front(
                        MultiObjectiveFunction.BINH_KORN,
                        new double[] {5, 3},
                        new double[2],
                        new double[] {140, 50},
                        binhKorn()));
    }

    /** By the front: both parameters grow together up to 3, and then the first alone. */
    private static double binhKorn() {
        var front = new ArrayList<double[]>();
        for (int i = 0; i <= 50_000; i++) {
            double x = i / 10_000.0;
            front.add(MultiObjectiveFunction.BINH_KORN.objectivesAt(x, Math.min(3, x)));
        }
        return Hypervolume.of(front, new double[] {140, 50});
    }

    public static void main(String[] arguments) {
        int status = new CommandLine(new FrontBenchmark()).execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() {
        System.out.println("| function | trials | strategy | missing volume |");
        System.out.println("|---|---|---|---|");
        for (Front front : fronts()) {
            for (int budget : budgets) {
                for (String strategy : strategies) {
                    double missing = 0;
                    for (long seed = 0; seed < seeds; seed++) {
                        double found = Hypervolume.of(losses(front, strategy, budget, seed), front.reference());
                        missing += (1 - found / front.volume()) / seeds;
                    }
                    System.out.printf(
                            Locale.ROOT, "| %s | %d | %s | %.4f |%n", front.name(), budget, strategy, missing);
                }
            }
        }
        return 0;
    }

    private List<double[]> losses(Front front, String strategy, int trials, long seed) {
        var study = Study.named("front").strategy(strategy).seed(seed).lag(lag).maxTrials(trials);
        for (int i = 0; i < front.scale().length; i++) {
            study.parameter(new ContinuousParameter("x" + i, 0, 1));
        }
        for (int i = 0; i < front.function().objectives(); i++) {
            study.goal("f" + i, Direction.MINIMIZE);
        }
        var losses = new ArrayList<double[]>();
        MultiObjective objective = trial -> {
            double[] values = front.objectives(trial.parameters(), seed);
            losses.add(values);
            return values;
        };
        TunerFactory.create(study.build(), objective, new EventBus()).tune();
        return losses;
    }
}
