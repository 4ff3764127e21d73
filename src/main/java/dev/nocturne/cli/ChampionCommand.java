package dev.nocturne.cli;

import dev.nocturne.batch.Champions;
import dev.nocturne.batch.Invocation;
import dev.nocturne.batch.NocturneContext;
import dev.nocturne.summary.Champion;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "champion",
        description = {
            "Shows a study's champion, the parameters in use, and those before it; or changes it by hand.",
            "Nights change it by themselves, with a test, if the study file has champion:."
        },
        footer = {
            "  java -jar nocturne.jar champion breast-cancer",
            "  java -jar nocturne.jar champion breast-cancer --set-from-trial 17",
            "  java -jar nocturne.jar champion breast-cancer --rollback"
        })
final class ChampionCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of(
            "champion",
            "current",
            "reason",
            "objective",
            "run_key",
            "trial_id",
            "gain",
            "p_value",
            "promoted_at",
            "note");

    private final NocturneCommand nocturne;

    @Spec
    private CommandSpec spec;

    @Mixin
    private FormatOption format;

    @Mixin
    private RunOption run;

    @ArgGroup
    private @Nullable Change change;

    /** What to change; one thing at a time. */
    static final class Change {
        @Option(
                names = "--set-from-trial",
                paramLabel = "N",
                description = "Make the parameters of this trial the champion; of the latest run, or of --run.")
        private @Nullable Integer trial;

        @Option(names = "--rollback", description = "Bring back the champion before the current one.")
        private boolean rollback;

        @Option(names = "--write-files", description = "Write best.json, best.properties and best.env again.")
        private boolean write;
    }

    ChampionCommand(NocturneCommand nocturne) {
        this.nocturne = nocturne;
    }

    @Override
    public Integer call() {
        if (run.runKey().isPresent() && (change == null || change.trial == null)) {
            throw new ParameterException(
                    spec.commandLine(), "--run goes with --set-from-trial: a champion is a study's.");
        }
        try (NocturneContext context = nocturne.openForReading()) {
            String study = context.selection().study(run.study());
            if (change != null) {
                change(context, study, change);
            }
            show(context, study);
        }
        return ExitStatus.COMPLETED;
    }

    private void change(NocturneContext context, String study, Change wanted) {
        Champions champions = context.champions();
        if (wanted.trial != null) {
            champions.set(context.selection().run(run.study(), run.runKey()), wanted.trial);
        } else if (wanted.rollback) {
            champions.rollBack(study);
        }
        champions.write(study).ifPresent(folder -> {
            var err = spec.commandLine().getErr();
            err.println(Texts.printable("best.json, best.properties and best.env are in " + folder));
            err.flush();
        });
    }

    private void show(NocturneContext context, String study) {
        List<Champion> all = context.nights().champions(study);
        PrintWriter out = spec.commandLine().getOut();
        if (format.value() != OutputFormat.TABLE) {
            format.value().write(out, sink -> {
                var columns = new ArrayList<>(COLUMNS);
                columns.add("parameters");
                sink.columns(columns);
                all.forEach(one -> {
                    List<@Nullable Object> cells = cells(one);
                    cells.add(one.parameters().toString());
                    sink.row(cells);
                });
            });
        } else if (all.isEmpty()) {
            out.println(
                    Texts.printable("Study " + study + " has no champion yet. A night chooses one if the study file has"
                            + " champion: {confirm: 5}; or choose one now: "
                            + Invocation.of("champion", study, "--set-from-trial", "N")));
        } else {
            current(all.get(0), out);
            OutputFormat.TABLE.write(out, sink -> {
                sink.columns(COLUMNS);
                all.forEach(one -> sink.row(cells(one)));
            });
        }
        out.flush();
    }

    private static void current(Champion champion, PrintWriter out) {
        out.println(Texts.printable("Champion " + champion.number() + " of " + champion.study() + ", from trial "
                + champion.trialId() + " of run " + champion.runKey()
                + Optional.ofNullable(champion.objective())
                        .map(objective -> ", objective " + Texts.exact(objective))
                        .orElse("")
                + ":"));
        champion.parameters()
                .forEach((name, value) -> out.println(Texts.printable("  " + name + " = " + Texts.exact(value))));
        out.println();
    }

    private static List<@Nullable Object> cells(Champion one) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(one.number());
        cells.add(one.current());
        cells.add(one.reason());
        cells.add(one.objective());
        cells.add(one.runKey());
        cells.add(one.trialId());
        cells.add(one.gain());
        cells.add(one.pValue());
        cells.add(one.promotedAt());
        cells.add(one.note());
        return cells;
    }
}
