package dev.nocturne.bench;

import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.Value;
import dev.nocturne.study.TrialRandom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills in what a file of synthetic tasks says of each: {@code argmin} (the given one as a start, made better step by
 * step), {@code optimum} and {@code random1_median}. Argument: the file in src/test/resources, which is written anew.
 */
final class TaskCalibration {
    static final int SAMPLES = 20_000;

    private static final int SWEEPS = 400;

    private TaskCalibration() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        var mapper = JsonMapper.builder().build();
        var json = mapper.readTree(Files.readAllBytes(file));
        List<SyntheticTask> tasks = TaskFile.own();
        for (int i = 0; i < tasks.size(); i++) {
            SyntheticTask task = tasks.get(i);
            Point best = improved(task);
            var node = (ObjectNode) json.get("tasks").get(i);
            var argmin = node.putObject("argmin");
            best.values().forEach((name, value) -> put(argmin, name, value));
            node.put("optimum", task.value(best));
            node.put("random1_median", median(task));
            System.out.println(task.name() + " " + node.get("optimum") + " " + node.get("random1_median"));
        }
        Files.writeString(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    }

    private static void put(ObjectNode node, String name, Value value) {
        if (value instanceof Value.Text text) {
            node.put(name, text.text());
        } else if (value instanceof Value.Whole whole) {
            node.put(name, whole.value());
        } else {
            node.put(name, value.number());
        }
    }

    /** The median value of random points. */
    static double median(Task task) {
        double[] values = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            values[i] = task.value(task.space().draw(new TrialRandom(20_000, i)));
        }
        Arrays.sort(values);
        return (values[SAMPLES / 2 - 1] + values[SAMPLES / 2]) / 2;
    }

    /** The argmin after a search of the whole space where it is small, and steps of single parameters otherwise. */
    private static Point improved(SyntheticTask task) {
        Point best = task.argmin();
        long size = 1;
        for (Parameter parameter : task.space().parameters()) {
            size = parameter.gridSize() > 100_000 / size ? Long.MAX_VALUE : size * parameter.gridSize();
        }
        if (task.space().parameters().stream().noneMatch(p -> p.gridValue(0) instanceof Value.Real) && size < 100_000) {
            var space = new CoordinateSpace(task.space());
            for (long index = 0; index < size; index++) {
                double[] coordinates = new double[space.dimensions()];
                long rest = index;
                for (int i = 0; i < coordinates.length; i++) {
                    coordinates[i] = space.axis(i).level(rest % space.axis(i).levels());
                    rest /= space.axis(i).levels();
                }
                best = better(task, best, space.point(coordinates));
            }
            return best;
        }
        return stepped(task, best);
    }

    private static Point stepped(SyntheticTask task, Point start) {
        var space = new CoordinateSpace(task.space());
        Point best = start;
        double step = 1e-3;
        for (int sweep = 0; sweep < SWEEPS && step > 1e-12; sweep++) {
            Point before = best;
            for (int i = 0; i < space.dimensions(); i++) {
                double[] at = space.coordinates(best);
                if (Double.isNaN(at[i]) || space.axis(i).levels() < Long.MAX_VALUE) {
                    continue;
                }
                double from = at[i];
                for (double to : new double[] {from - step, from + step}) {
                    at[i] = to;
                    best = better(task, best, space.point(at));
                }
            }
            step = best == before ? step / 2 : step;
        }
        return best;
    }

    private static Point better(Task task, Point best, Point candidate) {
        return task.value(candidate) < task.value(best) ? candidate : best;
    }
}
