package dev.nocturne.cli;

import dev.nocturne.batch.NocturneContext;
import dev.nocturne.batch.RunListener;
import dev.nocturne.batch.WorkerListener;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What all commands share, and the help of the whole. */
@Command(
        name = "nocturne",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        description = "Tunes hyper-parameters as a nightly, restartable job, and records every trial in a database.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:completed",
            "1:failed, start again to continue",
            "2:wrong usage or invalid study file",
            "3:stopped, start again to continue",
            "4:this run is being executed by another live process"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar nocturne.jar run config/studies/breast-cancer.yml",
            "  java -jar nocturne.jar status",
            "  java -jar nocturne.jar best breast-cancer --format json",
            "  java -jar nocturne.jar sql \"select * from v_run\"",
            "",
            "Any property of config/application.yml can be overridden, for example",
            "  SPRING_DATASOURCE_URL=jdbc:postgresql://db/n java -jar nocturne.jar status"
        },
        subcommands = {
            RunCommand.class,
            StatusCommand.class,
            DoctorCommand.class,
            BestCommand.class,
            TrialsCommand.class,
            ChampionCommand.class,
            CompareCommand.class,
            ValidateCommand.class,
            VerifyCommand.class,
            ReportCommand.class,
            SqlCommand.class,
            StopCommand.class,
            DeliverCommand.class,
            WorkerCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            PruneCommand.class,
            MigrateCommand.class
        })
final class NocturneCommand implements Runnable {
    private final List<String> springProperties;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show where an error came from, and what the libraries say.")
    private boolean debug;

    NocturneCommand(List<String> springProperties) {
        this.springProperties = springProperties;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    boolean debug() {
        return debug;
    }

    NocturneContext openForRun(int workers, RunListener listener) throws InterruptedException {
        return NocturneContext.forRun(workers, properties(), listener);
    }

    NocturneContext openForWorkers(int workers, WorkerListener listener) throws InterruptedException {
        return NocturneContext.forWorkers(workers, properties(), listener);
    }

    NocturneContext openForReading() {
        return NocturneContext.forReading(properties());
    }

    NocturneContext openForDelivery() {
        return NocturneContext.forDelivery(properties());
    }

    NocturneContext openForImport() {
        return NocturneContext.forImport(properties());
    }

    NocturneContext openForPruning() {
        return NocturneContext.forPruning(properties());
    }

    NocturneContext openForMigration() {
        return NocturneContext.forMigration(properties());
    }

    private List<String> properties() {
        var properties = new ArrayList<>(springProperties);
        if (debug) {
            properties.add("--logging.level.dev.nocturne=debug");
            properties.add("--logging.level.org.springframework.batch=info");
            properties.add("--logging.exception-conversion-word=%wEx");
        }
        return properties;
    }
}
