package dev.nocturne.objective.model;

import dev.nocturne.study.NearestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model learns from, and what it is to predict. Immutable, shared by all workers.
 *
 * @param features in the order of the file
 */
record TrainingData(List<Feature> features, Target target) {
    TrainingData {
        features = List.copyOf(features);
    }

    /** Reads a file, with all columns but the target as features; what cannot be used is thrown as a problem. */
    static TrainingData read(Path file, String target, Task task, int folds) throws DataException {
        CsvTable table = CsvTable.read(file);
        int column = table.header().indexOf(target);
        if (column < 0) {
            throw new DataException("target", missing(target, file, table.header()));
        }
        List<Feature> features = new ArrayList<>();
        for (int i = 0; i < table.header().size(); i++) {
            int index = i;
            if (i != column) {
                features.add(Feature.of(
                        table.header().get(i),
                        table.rows().stream().map(row -> row.cells().get(index)).toList()));
            }
        }
        if (features.isEmpty()) {
            throw new DataException("data", file + " has only the column '" + target + "': nothing to learn from.");
        }
        return new TrainingData(features, Target.of(table, column, task, folds));
    }

    private static String missing(String target, Path file, List<String> header) {
        String hint = header.size() == 1 ? " Are the columns separated by commas?" : "";
        return "There is no column '" + target + "' in " + file + ", only " + String.join(", ", header) + "."
                + NearestName.of(target, header)
                        .map(name -> " Did you mean " + name + "?")
                        .orElse(hint);
    }
}
