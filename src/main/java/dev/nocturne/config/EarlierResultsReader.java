package dev.nocturne.config;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.KnownTrials;
import dev.nocturne.study.Study;
import dev.nocturne.study.TrialState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the earlier results that a CSV file holds. Used for one file. */
final class EarlierResultsReader implements ResultsCsv.Sink {
    private static final int LONGEST_MESSAGE = 4000;
    private static final List<String> UNENDED = List.of("RUNNING", "INTERRUPTED", "PRUNED");
    private static final List<String> ENDED = List.of("COMPLETED", "FAILED");
    private static final List<String> KINDS =
            Arrays.stream(FailureKind.values()).map(FailureKind::name).toList();

    private final Path file;
    private final Study study;
    private final Problems problems;
    private final KnownTrials.Collector collector;
    private @Nullable ResultColumns columns;

    EarlierResultsReader(Path file, Study study, Problems problems, KnownTrials.Collector collector) {
        this.file = file;
        this.study = study;
        this.problems = problems;
        this.collector = collector;
    }

    /**
     * Hands what the file holds to the collector, and reports every mistake in it.
     *
     * @param where the study file names it
     */
    void read(Position where) {
        if (Files.isRegularFile(file)) {
            new ResultsCsv(file, problems).read(this);
        } else {
            problems.add(
                    where,
                    KeyPath.ROOT.key(WarmStartReader.KEY).key(WarmStartReader.CSV),
                    "there is no file " + Quoted.escape(file.toString()) + ".");
        }
    }

    @Override
    public boolean header(long line, List<String> names) {
        Map<String, String> complaints = new LinkedHashMap<>();
        columns = ResultColumns.of(names, study, complaints);
        complaints.forEach((column, complaint) -> problems.addRow(file.toString(), line, column, complaint));
        return complaints.isEmpty();
    }

    @Override
    public void row(long line, List<String> cells) {
        var row = new Row(line, cells, columns);
        Optional<String> status = row.status();
        if (status.isEmpty()) {
            return;
        }
        Optional<Map<String, String>> parameters = row.parameters();
        if (UNENDED.contains(status.get())) {
            collector.leaveOutUnended();
            return;
        }
        if (!row.isOfTheWholeBudget()) {
            collector.leaveOutPartial();
            return;
        }
        Optional<TrialState.Ended> state = status.get().equals("FAILED") ? row.failed() : row.completed();
        if (state.isPresent() && parameters.isPresent()) {
            collector.add(
                    "file " + file.getFileName(),
                    (int) Math.min(line, Integer.MAX_VALUE),
                    parameters.get(),
                    state.get());
        }
    }

    private final class Row {
        private final long line;
        private final List<String> cells;
        private final ResultColumns columns;

        Row(long line, List<String> cells, @Nullable ResultColumns columns) {
            if (columns == null) {
                throw new IllegalStateException("The header comes before the rows.");
            }
            this.line = line;
            this.cells = cells;
            this.columns = columns;
        }

        Optional<String> status() {
            return columns.status().isEmpty()
                    ? Optional.of("COMPLETED")
                    : oneOf("status", cells.get(columns.status().get()), ENDED, UNENDED);
        }

        /** Only the trials that Nocturne writes, which have a status, are sure to mean the same by a budget. */
        boolean isOfTheWholeBudget() {
            String budget = columns.status().isEmpty()
                    ? ""
                    : columns.budget().map(cells::get).orElse("");
            return budget.isBlank()
                    || number("budget", budget)
                            .map(amount -> amount == study.wholeBudget())
                            .orElse(true);
        }

        Optional<Map<String, String>> parameters() {
            Map<String, String> written = new LinkedHashMap<>();
            boolean good = true;
            for (Parameter parameter : study.space().parameters()) {
                String name = parameter.name();
                String cell = cells.get(columns.parameters().get(name));
                if (parameter instanceof CategoricalParameter) {
                    written.put(name, cell);
                } else {
                    written.put(name, cell.strip());
                    good &= cell.isBlank() || number(name, cell).isPresent();
                }
            }
            return good ? Optional.of(written) : Optional.empty();
        }

        Optional<TrialState.Ended> completed() {
            List<Double> objectives = new ArrayList<>();
            for (int i = 0; i < study.goals().size(); i++) {
                number(
                                study.goals().get(i).name(),
                                cells.get(columns.objectives().get(i)))
                        .ifPresent(objectives::add);
            }
            return objectives.size() == study.goals().size()
                    ? Optional.of(new TrialState.Completed(objectives))
                    : Optional.empty();
        }

        Optional<TrialState.Ended> failed() {
            String kind = columns.failureKind().map(cells::get).orElse("");
            String message = bounded(columns.failureMessage().map(cells::get).orElse(""));
            return kind.isBlank()
                    ? Optional.of(new TrialState.Failed(FailureKind.NO_RESULT, message))
                    : oneOf("failure_kind", kind, KINDS, List.of())
                            .map(known -> new TrialState.Failed(FailureKind.valueOf(known), message));
        }

        /** No longer than a table takes, and without the one character that a database may not. */
        private static String bounded(String message) {
            String text = message.replace("\0", "");
            boolean splits =
                    text.length() > LONGEST_MESSAGE && Character.isHighSurrogate(text.charAt(LONGEST_MESSAGE - 1));
            return text.substring(0, Math.min(text.length(), splits ? LONGEST_MESSAGE - 1 : LONGEST_MESSAGE));
        }

        private Optional<Double> number(String column, String cell) {
            try {
                var scalar = new YamlNode.Scalar(Position.START, cell.strip(), true);
                return Optional.of(Numbers.FINITE.reading().read(scalar));
            } catch (UnfitValueException unfit) {
                problems.addRow(file.toString(), line, column, unfit.getMessage());
                return Optional.empty();
            }
        }

        private Optional<String> oneOf(String column, String cell, List<String> told, List<String> untold) {
            String word = cell.strip().toUpperCase(Locale.ROOT);
            if (told.contains(word) || untold.contains(word)) {
                return Optional.of(word);
            }
            problems.addRow(
                    file.toString(),
                    line,
                    column,
                    "one of " + Words.listed(told) + " is expected, but this is " + Quoted.of(cell) + ".");
            return Optional.empty();
        }
    }
}
