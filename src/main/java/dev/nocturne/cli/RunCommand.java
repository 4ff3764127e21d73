package dev.nocturne.cli;

import dev.nocturne.batch.Background;
import dev.nocturne.batch.NocturneContext;
import dev.nocturne.batch.RunOutcome;
import dev.nocturne.batch.RunRequest;
import dev.nocturne.batch.StudyFiles;
import dev.nocturne.batch.TerminationSignals;
import dev.nocturne.config.StudyPlan;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        description = {
            "Runs a study, or goes on with its unfinished run.",
            "A run that failed, was stopped or was killed goes on from its checkpoint; otherwise tonight's run starts."
                    + " When that is complete already, there is nothing to do."
        },
        footer = {
            "  java -jar nocturne.jar run config/studies/breast-cancer.yml",
            "  java -jar nocturne.jar run config/studies/breast-cancer.yml --run second-try"
        })
final class RunCommand implements Callable<Integer> {
    private final NocturneCommand nocturne;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STUDY.yml", description = "The study file.")
    private Path file;

    @Option(
            names = "--run",
            paramLabel = "KEY",
            description = "Name of the run; default: the unfinished one, or today's date.")
    private @Nullable String runKey;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many trials this process evaluates at a time; default: the study's workers."
                    + " 0 leaves all to \"nocturne worker\" on PostgreSQL.")
    private @Nullable Integer workers;

    @Option(names = "--new", description = "Leave an unfinished run behind for good and start afresh.")
    private boolean fresh;

    @Option(
            names = "--accept-changed-files",
            description = "Go on with an unfinished run although files of its objective have changed since it began.")
    private boolean acceptsChangedFiles;

    RunCommand(NocturneCommand nocturne) {
        this.nocturne = nocturne;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (runKey != null
                && (runKey.isBlank()
                        || runKey.length() > 200
                        || runKey.codePoints().anyMatch(Character::isISOControl))) {
            throw new ParameterException(
                    spec.commandLine(), "--run needs a name of 1 to 200 characters without control characters.");
        }
        if (workers != null && (workers < 0 || workers > 1024)) {
            throw new ParameterException(spec.commandLine(), "--workers can be from 0 to 1024.");
        }
        StudyPlan plan = StudyFiles.reader().read(file);
        int here = workers == null ? StudyFiles.workers(plan) : workers;
        ScheduledExecutorService background = Background.thread("progress");
        var out = spec.commandLine().getOut();
        var display = new RunDisplay(out, Ansi.AUTO.enabled(), Clock.systemDefaultZone(), System::nanoTime, background);
        var stopper = new Stopper(display, background);
        TerminationSignals.handle(stopper::stop, stopper::cutShort);
        try (NocturneContext context = nocturne.openForRun(here, display)) {
            if (here == 0 && !context.isShared()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "With --workers 0 nobody would evaluate the trials: workers on other machines can join runs in"
                                + " PostgreSQL only. Leave --workers out.");
            }
            stopper.attach(context.runner(), context.stopGrace());
            var request = new RunRequest(plan, file, Optional.ofNullable(runKey), fresh, acceptsChangedFiles, here);
            RunOutcome outcome = context.runner().run(request, display);
            display.close();
            return new OutcomeReport(out, spec.commandLine().getErr(), context, display.report()).print(outcome);
        } finally {
            display.close();
            background.shutdownNow();
        }
    }
}
