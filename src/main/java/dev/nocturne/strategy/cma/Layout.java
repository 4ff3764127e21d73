package dev.nocturne.strategy.cma;

import dev.nocturne.space.Axis;
import dev.nocturne.space.CoordinateSpace;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which parameters are genes of the normal distribution and which are choices; those of a single value are neither.
 * Immutable.
 */
final class Layout {
    /** From so many levels on, an axis is as good as a continuum. */
    private static final long FINE = 1_000_000;

    private static final int HALVINGS = 60;

    private final CoordinateSpace space;
    private final int[] genePlaces;
    private final int[] choicePlaces;

    Layout(CoordinateSpace space) {
        this.space = space;
        this.genePlaces = places(true);
        this.choicePlaces = places(false);
    }

    private int[] places(boolean ordered) {
        return IntStream.of(space.varying())
                .filter(place -> space.axis(place).isOrdered() == ordered)
                .toArray();
    }

    CoordinateSpace space() {
        return space;
    }

    int genes() {
        return genePlaces.length;
    }

    int choices() {
        return choicePlaces.length;
    }

    /** How many levels a choice has. */
    int choiceLevels(int choice) {
        return (int) space.axis(choicePlaces[choice]).levels();
    }

    /** Whether a gene is rounded to one of a few levels. */
    boolean isStepped(int gene) {
        return geneAxis(gene).levels() < FINE;
    }

    /** How many genes are stepped or choices. */
    int discrete() {
        return choices()
                + (int) IntStream.range(0, genes()).filter(this::isStepped).count();
    }

    Axis geneAxis(int gene) {
        return space.axis(genePlaces[gene]);
    }

    /** The border between a level of a stepped gene and the next one. */
    double threshold(int gene, long level) {
        Axis axis = geneAxis(gene);
        double below = axis.level(level);
        double above = axis.level(level + 1);
        for (int i = 0; i < HALVINGS; i++) {
            double middle = below + (above - below) / 2;
            if (axis.levelOf(middle) <= level) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return above;
    }

    /** Genes and choices, each known, with the coordinates that they stand for. */
    Individual individual(double[] genes, int[] choices) {
        double[] coordinates = new double[space.dimensions()];
        for (int place = 0; place < coordinates.length; place++) {
            coordinates[place] = space.axis(place).level(0);
        }
        for (int i = 0; i < genes.length; i++) {
            coordinates[genePlaces[i]] = genes[i];
        }
        for (int i = 0; i < choices.length; i++) {
            coordinates[choicePlaces[i]] = choices[i];
        }
        return new Individual(genes, choices, coordinates);
    }

    /** What coordinates, NaN where a parameter is not active, say of genes and choices. */
    Individual individual(double[] coordinates) {
        double[] genes = new double[genePlaces.length];
        for (int i = 0; i < genes.length; i++) {
            genes[i] = coordinates[genePlaces[i]];
        }
        int[] choices = new int[choicePlaces.length];
        for (int i = 0; i < choices.length; i++) {
            double level = coordinates[choicePlaces[i]];
            choices[i] = Double.isNaN(level) ? -1 : (int) level;
        }
        return new Individual(genes, choices, coordinates);
    }

    /** A trial of which nothing is known. */
    Individual unknown() {
        double[] nothing = new double[space.dimensions()];
        Arrays.fill(nothing, Double.NaN);
        return individual(nothing);
    }

    /** Whether a trial at these coordinates is this individual, as it comes back from the record. */
    boolean isAt(Individual individual, double[] coordinates) {
        double[] back = new double[coordinates.length];
        for (int place = 0; place < back.length; place++) {
            Axis axis = space.axis(place);
            back[place] = space.isActive(place, back)
                    ? axis.coordinate(axis.value(individual.coordinates()[place]))
                    : Double.NaN;
        }
        return Arrays.equals(back, coordinates);
    }

    /** The individual without the choices that were not active in it. */
    Individual active(Individual individual, double[] coordinates) {
        int[] choices = individual.choices().clone();
        for (int i = 0; i < choices.length; i++) {
            if (Double.isNaN(coordinates[choicePlaces[i]])) {
                choices[i] = -1;
            }
        }
        return new Individual(individual.genes(), choices, individual.coordinates());
    }
}
