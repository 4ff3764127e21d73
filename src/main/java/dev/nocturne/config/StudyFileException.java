package dev.nocturne.config;

import dev.nocturne.study.InvalidStudyException;
import java.util.List;
import java.util.stream.Collectors;

/** A study file with mistakes. Its message is a line of summary and then a line for each of them. */
public final class StudyFileException extends InvalidStudyException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    StudyFileException(String file, List<Problem> problems, int unlisted) {
        super(message(file, problems, unlisted));
        this.problems = List.copyOf(problems);
    }

    /** The mistakes in the order of the file, the first {@value Problems#LISTED} at most; never empty. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(String file, List<Problem> problems, int unlisted) {
        int all = problems.size() + unlisted;
        String summary = file + (all == 1 ? " has a mistake:" : " has " + all + " mistakes:");
        String lines = problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
        return summary + "\n" + lines + (unlisted == 0 ? "" : "\n… and " + unlisted + " more.");
    }
}
