package dev.nocturne.summary.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The boxes into which the leaves of a tree cut the search space, whose volume is 1, each with the tree's answer there. */
final class Partition {
    private final List<Column> columns;
    private final List<Leaf> leaves = new ArrayList<>();

    /**
     * A part of the space.
     *
     * @param low of each column with an order
     * @param high of each column with an order
     * @param choices which are in it, for each column without order; none for others
     */
    record Box(double[] low, double[] high, boolean[][] choices) {
        /** The whole space. */
        static Box whole(List<Column> columns) {
            double[] high = new double[columns.size()];
            Arrays.fill(high, 1);
            boolean[][] choices = new boolean[columns.size()][];
            for (int column = 0; column < choices.length; column++) {
                choices[column] = new boolean
                        [columns.get(column).isOrdered()
                                ? 0
                                : columns.get(column).cells()];
                Arrays.fill(choices[column], true);
            }
            return new Box(new double[columns.size()], high, choices);
        }

        Box below(int column, double threshold) {
            double[] lower = high.clone();
            lower[column] = threshold;
            return new Box(low, lower, choices);
        }

        Box above(int column, double threshold) {
            double[] higher = low.clone();
            higher[column] = threshold;
            return new Box(higher, high, choices);
        }

        Box with(int column, int choice) {
            boolean[] one = new boolean[choices[column].length];
            one[choice] = true;
            return withChoices(column, one);
        }

        Box without(int column, int choice) {
            boolean[] others = choices[column].clone();
            others[choice] = false;
            return withChoices(column, others);
        }

        private Box withChoices(int column, boolean[] chosen) {
            boolean[][] changed = choices.clone();
            changed[column] = chosen;
            return new Box(low, high, changed);
        }
    }

    private record Leaf(Box box, double answer, double volume) {}

    Partition(List<Column> columns) {
        this.columns = columns;
    }

    void add(Box box, double answer) {
        double volume = volume(box);
        if (volume > 0) { // Between neighbouring doubles there is no room.
            leaves.add(new Leaf(box, answer, volume));
        }
    }

    /** The variance of the answers over the whole space. */
    double variance() {
        double mean = 0;
        for (Leaf leaf : leaves) {
            mean += leaf.volume() * leaf.answer();
        }
        double variance = 0;
        for (Leaf leaf : leaves) {
            variance += leaf.volume() * (leaf.answer() - mean) * (leaf.answer() - mean);
        }
        return variance;
    }

    /** The variance of the answers along one column, averaged over all others. */
    double variance(int column) {
        return columns.get(column).isOrdered() ? varianceInOrder(column) : varianceOfChoices(column);
    }

    private double varianceInOrder(int column) {
        double[] edges = leaves.stream()
                .mapToDouble(leaf -> leaf.box().low()[column])
                .sorted()
                .distinct()
                .toArray();
        double[] steps = new double[edges.length + 1];
        for (Leaf leaf : leaves) {
            double low = leaf.box().low()[column];
            double high = leaf.box().high()[column];
            double height = leaf.answer() * leaf.volume() / (high - low);
            steps[Arrays.binarySearch(edges, low)] += height;
            int end = Arrays.binarySearch(edges, high);
            steps[end < 0 ? -end - 1 : end] -= height;
        }
        double[] heights = new double[edges.length];
        double[] widths = new double[edges.length];
        double height = 0;
        for (int i = 0; i < edges.length; i++) {
            height += steps[i];
            heights[i] = height;
            widths[i] = (i + 1 < edges.length ? edges[i + 1] : 1) - edges[i];
        }
        return variance(heights, widths);
    }

    private double varianceOfChoices(int column) {
        int choices = columns.get(column).cells();
        double[] heights = new double[choices];
        for (Leaf leaf : leaves) {
            double height = leaf.answer() * leaf.volume() / width(leaf.box(), column);
            for (int choice = 0; choice < choices; choice++) {
                heights[choice] += leaf.box().choices()[column][choice] ? height : 0;
            }
        }
        double[] widths = new double[choices];
        Arrays.fill(widths, 1.0 / choices);
        return variance(heights, widths);
    }

    /** In two passes, so that what does not vary has no variance. */
    private static double variance(double[] heights, double[] widths) {
        double mean = 0;
        for (int i = 0; i < heights.length; i++) {
            mean += widths[i] * heights[i];
        }
        double variance = 0;
        for (int i = 0; i < heights.length; i++) {
            variance += widths[i] * (heights[i] - mean) * (heights[i] - mean);
        }
        return variance;
    }

    private double volume(Box box) {
        double volume = 1;
        for (int column = 0; column < columns.size(); column++) {
            volume *= width(box, column);
        }
        return volume;
    }

    private double width(Box box, int column) {
        if (columns.get(column).isOrdered()) {
            return box.high()[column] - box.low()[column];
        }
        int inside = 0;
        for (boolean in : box.choices()[column]) {
            inside += in ? 1 : 0;
        }
        return (double) inside / columns.get(column).cells();
    }
}
