package dev.nocturne.cli;

import dev.nocturne.batch.FailureSentence;
import dev.nocturne.batch.Invocation;
import dev.nocturne.batch.Redaction;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** The command line: parses it, runs the command, and turns whatever happens into an exit code and a sentence. */
public final class NocturneCli {
    /** Spring's own way to override any property on the command line. */
    private static final Pattern SPRING_PROPERTY = Pattern.compile("--(spring|nocturne|logging)\\.[^=]+=.*");

    private NocturneCli() {}

    /**
     * Runs one command.
     *
     * @return the exit code
     */
    public static int execute(String... arguments) {
        var own = new ArrayList<String>();
        var spring = new ArrayList<String>();
        for (String argument : arguments) {
            (SPRING_PROPERTY.matcher(argument).matches() ? spring : own).add(argument);
        }
        var nocturne = new NocturneCommand(List.copyOf(spring));
        return new CommandLine(nocturne, new CommandFactory(nocturne))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(writer(System.out))
                .setErr(writer(System.err))
                .setParameterExceptionHandler((wrong, given) -> refuse(wrong))
                .setExecutionExceptionHandler((failure, command, result) -> report(failure, command, nocturne))
                .execute(own.toArray(String[]::new));
    }

    /** UTF-8 whatever the locale says: cron's is "C", in which most names could not be written. */
    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private static int refuse(CommandLine.ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String subcommand = command.getCommandSpec().qualifiedName().replaceFirst("^nocturne ?", "");
        String help = subcommand.isEmpty() ? Invocation.of("--help") : Invocation.of(subcommand, "--help");
        command.getErr().println(Texts.printable(wrong.getMessage()));
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
        command.getErr().println("All that can be written here: " + help);
        command.getErr().flush();
        return ExitStatus.WRONG_USAGE;
    }

    private static int report(Exception failure, CommandLine command, NocturneCommand nocturne) {
        FailureSentence.of(failure).lines().map(Texts::printable).forEach(command.getErr()::println);
        if (nocturne.debug()) {
            var trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            command.getErr().print(Redaction.of(trace.toString()));
        }
        command.getErr().flush();
        return FailureSentence.isWrongUsage(failure) ? ExitStatus.WRONG_USAGE : ExitStatus.FAILED;
    }
}
