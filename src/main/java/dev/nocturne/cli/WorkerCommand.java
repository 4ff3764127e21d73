package dev.nocturne.cli;

import dev.nocturne.batch.Background;
import dev.nocturne.batch.NocturneContext;
import dev.nocturne.batch.TerminationSignals;
import dev.nocturne.batch.WorkerRequest;
import dev.nocturne.batch.WorkerRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "worker",
        description = {
            "Lends this machine to runs that others execute in the same PostgreSQL.",
            "It joins running runs, evaluates trials of theirs, and waits for the next run. SIGTERM sends it home after"
                    + " its trials in flight."
        },
        footer = {
            "  SPRING_DATASOURCE_URL=jdbc:postgresql://db/n java -jar nocturne.jar worker",
            "  java -jar nocturne.jar worker --workers 4 --idle 10m"
        })
final class WorkerCommand implements Callable<Integer> {
    private final NocturneCommand nocturne;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many trials to evaluate at a time; default: 1.")
    private int workers;

    @Option(
            names = "--idle",
            paramLabel = "DURATION",
            description = "Go home after so long without work, for example 10m; default: never.")
    private @Nullable String idle;

    @Option(
            names = "--study-folder",
            paramLabel = "DIR",
            description = "Where the study file's folder is on this machine; default: where the run's machine has it.")
    private @Nullable Path studyFolder;

    WorkerCommand(NocturneCommand nocturne) {
        this.nocturne = nocturne;
    }

    @Override
    public Integer call() throws InterruptedException {
        WorkerRequest request = request();
        ScheduledExecutorService background = Background.thread("going-home");
        var display = new WorkerDisplay(spec.commandLine().getOut(), Clock.systemDefaultZone());
        var stopper = new WorkerStopper(display, background);
        TerminationSignals.handle(stopper::stop, stopper::cutShort);
        try (NocturneContext context = nocturne.openForWorkers(request.workers(), display)) {
            WorkerRunner runner = context.workerRunner();
            stopper.attach(runner, context.workerStopGrace());
            runner.work(request, context.database(), display);
            display.gone();
            return ExitStatus.COMPLETED;
        } finally {
            background.shutdownNow();
        }
    }

    private WorkerRequest request() {
        if (workers < 1 || workers > 1024) {
            throw new ParameterException(spec.commandLine(), "--workers can be from 1 to 1024.");
        }
        if (studyFolder != null && !Files.isDirectory(studyFolder)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--study-folder names " + studyFolder + ", which is no folder on this machine.");
        }
        return new WorkerRequest(
                workers,
                Optional.ofNullable(idle).map(this::duration),
                Optional.ofNullable(studyFolder)
                        .map(folder -> folder.toAbsolutePath().normalize()));
    }

    private Duration duration(String text) {
        try {
            Duration duration = DurationStyle.SIMPLE.parse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (IllegalArgumentException unreadable) {
            // Said below.
        }
        throw new ParameterException(
                spec.commandLine(), "--idle needs a duration such as 90s, 10m or 2h, but this is '" + text + "'.");
    }
}
