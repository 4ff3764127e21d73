package dev.nocturne.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the mistakes of one file, and of those that it names. Not thread-safe. */
final class Problems {
    /** How many mistakes a person is shown. */
    static final int LISTED = 100;

    private static final int KEPT = 10_000;
    private final String file;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> brokenParts = new HashSet<>();
    private int count;

    Problems(String file) {
        this.file = Quoted.escape(file);
    }

    /** Reports a mistake of the file as a whole. */
    void addWhole(String message) {
        add(new Problem(file, 0, 0, "", message));
    }

    /** Reports a mistake of another file as a whole. */
    void addWhole(String otherFile, String message) {
        addRow(otherFile, 0, "", message);
    }

    /**
     * Reports a mistake in a line of a table in another file.
     *
     * @param column its name; empty if the line as a whole is meant
     */
    void addRow(String otherFile, long line, String column, String message) {
        String key = column.isEmpty() ? "" : KeyPath.ROOT.key(column).toString();
        add(new Problem(Quoted.escape(otherFile), (int) Math.min(line, Integer.MAX_VALUE), 0, key, message));
    }

    /** Reports a mistake of the text. */
    void add(Position position, String message) {
        add(new Problem(file, position.line(), position.column(), "", message));
    }

    /** Reports a mistake at a place other than where its path begins. */
    void add(Position position, KeyPath path, String message) {
        brokenParts.add(path.top());
        add(new Problem(file, position.line(), position.column(), path.toString(), message));
    }

    /** Reports a mistake in the value at a place; at its key if nothing was written. */
    void add(Place place, String message) {
        boolean nothing = place.node() instanceof YamlNode.Scalar scalar
                && scalar.plain()
                && scalar.text().isEmpty();
        add(nothing ? place.key() : place.node().position(), place.path(), message);
    }

    /** Whether so much was reported that nobody will read how more of it could be mended. */
    boolean areMany() {
        return count > KEPT / 10;
    }

    /** Whether nothing was reported about these keys of the top level, or below them. */
    boolean noneIn(String... topKeys) {
        for (String key : topKeys) {
            if (brokenParts.contains(key)) {
                return false;
            }
        }
        return true;
    }

    /** Throws what was reported, if anything was. */
    void throwIfAny() {
        if (count > 0) {
            throw exception();
        }
    }

    /** The exception that says what was reported so far. */
    StudyFileException exception() {
        List<Problem> sorted = problems.stream().sorted(order()).toList();
        List<Problem> listed = sorted.subList(0, Math.min(LISTED, sorted.size()));
        List<String> files = problems.stream().map(Problem::file).distinct().toList();
        return new StudyFileException(files.size() == 1 ? files.get(0) : file, listed, count - listed.size());
    }

    /** The study file first, then others, each from the top. */
    private Comparator<Problem> order() {
        return Comparator.comparing((Problem problem) -> !problem.file().equals(file))
                .thenComparing(Problem::file)
                .thenComparingInt(Problem::line)
                .thenComparingInt(Problem::column);
    }

    private void add(Problem problem) {
        count++;
        if (problems.size() < KEPT) {
            problems.add(problem);
        }
    }
}
