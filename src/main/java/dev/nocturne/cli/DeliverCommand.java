package dev.nocturne.cli;

import dev.nocturne.batch.DeliveryService;
import dev.nocturne.batch.NocturneContext;
import dev.nocturne.sink.SinkState;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "deliver",
        description = {
            "Delivers the events that wait for sinks, and says what has arrived; exits 1 if something still waits.",
            "A run does so by itself; this is for what was left when its receiver was down."
        },
        footer = {"  java -jar nocturne.jar deliver --wait 5m", "  java -jar nocturne.jar deliver --forget old-hook"})
final class DeliverCommand implements Callable<Integer> {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m|h)");

    private final NocturneCommand nocturne;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            defaultValue = "1m",
            description = "How long to go on trying, such as 30s, 5m or 1h; default: ${DEFAULT-VALUE}.")
    private String wait;

    @Option(
            names = "--forget",
            paramLabel = "SINK",
            description = "Instead, drop this sink from the database, with all that waits for it.")
    private @Nullable String forgotten;

    DeliverCommand(NocturneCommand nocturne) {
        this.nocturne = nocturne;
    }

    @Override
    public Integer call() {
        Duration time = duration();
        PrintWriter out = spec.commandLine().getOut();
        try (NocturneContext context = nocturne.openForDelivery()) {
            if (forgotten != null) {
                return forget(context.deliveries(), forgotten);
            }
            List<DeliveryService.Delivered> sinks = context.deliveries().deliver(time);
            boolean behind = false;
            for (DeliveryService.Delivered one : sinks) {
                SinkState state = one.state();
                behind |= state.pending() > 0 || state.isFailing();
                out.println(Texts.printable(state.sink() + " (" + state.type() + "): " + one.sent() + " sent, "
                        + state.pending() + " pending"
                        + (state.lastError() == null
                                ? ""
                                : (state.pending() == 0 ? ", not written: " : ": ") + state.lastError())));
            }
            out.flush();
            return behind ? ExitStatus.FAILED : ExitStatus.COMPLETED;
        }
    }

    private int forget(DeliveryService deliveries, String sink) {
        if (!deliveries.forget(sink)) {
            spec.commandLine().getErr().println(Texts.printable("There is no sink " + sink + " in the database."));
            return ExitStatus.WRONG_USAGE;
        }
        spec.commandLine().getOut().println(Texts.printable("Forgot the sink " + sink + " and what waited for it."));
        return ExitStatus.COMPLETED;
    }

    private Duration duration() {
        Matcher form = DURATION.matcher(wait);
        if (!form.matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--wait needs a duration such as 30s, 5m or 1h, not " + wait + ".");
        }
        long amount = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }
}
