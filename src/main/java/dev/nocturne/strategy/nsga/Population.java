package dev.nocturne.strategy.nsga;

import dev.nocturne.strategy.pareto.CrowdingDistance;
import dev.nocturne.strategy.pareto.ParetoRanks;
import dev.nocturne.study.Observation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The trials that breed a generation, none of them failed and no two alike. Immutable.
 *
 * @param firstTrial of the generation that they breed
 * @param parents the best first
 */
record Population(int firstTrial, List<Parent> parents) {
    /** A trial with its place among the others: rank first, then how far it is from its neighbours. */
    record Parent(Observation trial, int rank, double crowding) {
        static final Comparator<Parent> BEST_FIRST = Comparator.comparingInt(Parent::rank)
                .thenComparing(Comparator.comparingDouble(Parent::crowding).reversed());
    }

    /** The best of trials, at most so many; equal ones in the order in which they come. */
    static Population select(int firstTrial, List<Observation> trials, int size) {
        var distinct = distinct(trials);
        int[] ranks = ParetoRanks.of(distinct.stream().map(Observation::losses).toArray(double[][]::new));
        var fronts = new TreeMap<Integer, List<Observation>>();
        for (int i = 0; i < ranks.length; i++) {
            fronts.computeIfAbsent(ranks[i], rank -> new ArrayList<>()).add(distinct.get(i));
        }
        var parents = new ArrayList<Parent>();
        fronts.forEach((rank, front) -> {
            if (parents.size() < size) {
                double[] crowding = CrowdingDistance.of(
                        front.stream().map(Observation::losses).toArray(double[][]::new));
                for (int i = 0; i < crowding.length; i++) {
                    parents.add(new Parent(front.get(i), rank, crowding[i]));
                }
            }
        });
        parents.sort(Parent.BEST_FIRST);
        return new Population(firstTrial, List.copyOf(parents.subList(0, Math.min(size, parents.size()))));
    }

    private static List<Observation> distinct(List<Observation> trials) {
        var seen = new HashSet<Coordinates>();
        return trials.stream()
                .filter(trial -> !trial.failed() && seen.add(new Coordinates(trial.coordinates())))
                .toList();
    }

    List<Observation> trials() {
        return parents.stream().map(Parent::trial).toList();
    }

    /** One of the parents: the better of two that are drawn. */
    Observation tournament(RandomGenerator random) {
        int first = random.nextInt(parents.size());
        int second = random.nextInt(parents.size());
        boolean isSecondBetter = Parent.BEST_FIRST.compare(parents.get(second), parents.get(first)) < 0;
        return parents.get(isSecondBetter ? second : first).trial();
    }
}
