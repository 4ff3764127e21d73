package dev.nocturne.cli;

import dev.nocturne.batch.Invocation;
import dev.nocturne.batch.NocturneContext;
import dev.nocturne.batch.NothingRecordedException;
import dev.nocturne.batch.RunPruner;
import dev.nocturne.batch.RunPruner.OldRun;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "prune",
        description = {
            "Deletes old runs, whole, and keeps the latest completed ones of each study.",
            "What runs or may go on stays, and so does what a champion comes from or sinks wait for."
        },
        footer = {
            "  java -jar nocturne.jar prune --keep 30 --dry-run",
            "  java -jar nocturne.jar prune breast-cancer --keep 30"
        })
final class PruneCommand implements Callable<Integer> {
    private static final int KEYS_NAMED = 3;
    private static final long ROWS_TO_TELL_OF = 250_000;

    private final NocturneCommand nocturne;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STUDY", arity = "0..1", description = "A study: its name, or its file; default: all.")
    private @Nullable String study;

    @Option(
            names = "--keep",
            paramLabel = "N",
            required = true,
            description = "How many of the latest completed runs of each study to keep; 1 or more.")
    private int keep;

    private long told;

    @Option(names = "--dry-run", description = "Say what would be deleted, and delete nothing.")
    private boolean dryRun;

    PruneCommand(NocturneCommand nocturne) {
        this.nocturne = nocturne;
    }

    @Override
    public Integer call() {
        if (keep < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--keep is " + keep + "; at least the latest completed run of a study is kept: --keep 1.");
        }
        try (NocturneContext context = dryRun ? nocturne.openForReading() : nocturne.openForPruning()) {
            Optional<String> name = Optional.ofNullable(study).map(context.selection()::study);
            if (dryRun) {
                tell(context.pruner().look(name, keep), "Would delete ");
                return ExitStatus.COMPLETED;
            }
            return context.pruner().begin().map(turn -> prune(turn, name)).orElseGet(this::busy);
        } catch (NothingRecordedException nothing) {
            out().println(Texts.printable(nothing.getMessage()));
            return ExitStatus.COMPLETED;
        }
    }

    private int prune(RunPruner.Turn taken, Optional<String> name) {
        try (RunPruner.Turn turn = taken) {
            boolean before = turn.hasRemains();
            if (before) {
                out().println("Going on with what an earlier prune left.");
            }
            List<OldRun> old = turn.takeAway(name, keep);
            tell(old, "Deleted ");
            out().flush();
            long rows = turn.sweep(this::tellProgress);
            if (before || rows > 0) {
                out().println("Deleted " + Texts.plural(rows, "row") + " of trials and events"
                        + (before ? ", with those that an earlier prune had left." : "."));
            }
            out().flush();
        }
        return ExitStatus.COMPLETED;
    }

    private void tellProgress(long rows) {
        if (rows - told >= ROWS_TO_TELL_OF) {
            told = rows;
            out().println("Deleted " + Texts.plural(rows, "row") + " so far.");
            out().flush();
        }
    }

    private int busy() {
        var err = spec.commandLine().getErr();
        err.println(
                "Another process deletes runs in this database at this moment. Start the same command again later.");
        err.flush();
        return ExitStatus.EXECUTED_ELSEWHERE;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void tell(List<OldRun> old, String verb) {
        Map<String, List<OldRun>> gone = old.stream()
                .filter(run -> run.kept().isEmpty())
                .collect(Collectors.groupingBy(OldRun::study, TreeMap::new, Collectors.toList()));
        gone.forEach((name, runs) -> out().println(Texts.printable(verb + Texts.plural(runs.size(), "run") + " of "
                + name
                + " with "
                + Texts.plural(runs.stream().mapToLong(OldRun::trials).sum(), "trial") + ": " + keys(runs) + ".")));
        old.forEach(run -> run.kept()
                .ifPresent(reason -> out().println(Texts.printable(
                        "Kept run " + run.runKey() + " of " + run.study() + ": " + reason + "."))));
        if (gone.isEmpty()) {
            out().println(Texts.printable("There is nothing to delete: no study has runs "
                    + (old.isEmpty() ? "" : "that can go ")
                    + "before "
                    + (keep == 1 ? "its latest completed one. " : "its latest " + keep + " completed ones. ")
                    + Invocation.of("status") + " lists them."));
        }
    }

    /** The latest come first in the list. */
    private static String keys(List<OldRun> runs) {
        if (runs.size() > KEYS_NAMED) {
            return runs.get(runs.size() - 1).runKey() + " to " + runs.get(0).runKey();
        }
        return runs.stream().map(OldRun::runKey).collect(Collectors.joining(", "));
    }
}
