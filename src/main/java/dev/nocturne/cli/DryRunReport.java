package dev.nocturne.cli;

import dev.nocturne.batch.DryRun;
import dev.nocturne.batch.DryRunResult;
import dev.nocturne.batch.Forecast;
import dev.nocturne.batch.Words;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** Says what a dry run tries, what came of it, and what that means for the night; chooses the exit code. */
final class DryRunReport {
    private final PrintWriter out;
    private final PrintWriter err;

    DryRunReport(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    void begins(DryRun dryRun) {
        say("Dry run of " + dryRun.origin() + "; nothing is recorded.");
        int width = dryRun.parameters().keySet().stream()
                .mapToInt(String::length)
                .max()
                .orElse(0);
        dryRun.parameters()
                .forEach((name, value) -> say("  " + name + " ".repeat(width - name.length()) + " = " + value));
        dryRun.commandLine().ifPresent(command -> say("Started as: " + command));
        out.flush();
    }

    int ends(DryRun dryRun, DryRunResult result) {
        result.program().ifPresent(this::program);
        measurements(result.measurements());
        int code = verdict(result);
        if (code == ExitStatus.COMPLETED) {
            if (result.measurements().isEmpty() && dryRun.needsMeasurements()) {
                complain("Nothing of that was a measurement, so the pruner can never act. Print lines such as"
                        + " {\"step\": 3, \"value\": 0.5} as they come, and flush them.");
            }
            forecast(dryRun.forecast(result));
            if (dryRun.hasBudgets()) {
                say("That was the whole budget; most trials have less, and take less.");
            }
        }
        out.flush();
        err.flush();
        return code;
    }

    private void program(DryRunResult.Program program) {
        if (program.pid().isPresent()) {
            printed("stdout", program.output());
            printed("stderr", program.errorOutput());
        }
    }

    private void printed(String stream, String text) {
        if (text.isEmpty()) {
            say("It printed nothing on " + stream + ".");
        } else {
            say("The end of its " + stream + ":");
            text.lines().forEach(line -> say("  | " + line));
        }
    }

    private void measurements(List<DryRunResult.Measured> measurements) {
        if (!measurements.isEmpty()) {
            say(measurements.size() + (measurements.size() == 1 ? " measurement: " : " measurements, the last: ")
                    + shown(measurements.get(measurements.size() - 1)) + ".");
        }
    }

    private static String shown(DryRunResult.Measured measured) {
        return Texts.exact(measured.value()) + " at step " + measured.step();
    }

    private int verdict(DryRunResult result) {
        if (result.verdict() instanceof DryRunResult.Read read) {
            String line = read.line().map(text -> ", from the line: " + text).orElse("");
            read.objectives().forEach((name, value) -> say("Read as: " + name + " " + Texts.exact(value) + line));
            say("It took " + Words.of(result.duration()) + ".");
            return ExitStatus.COMPLETED;
        }
        if (result.verdict() instanceof DryRunResult.Failed failed) {
            complain("The trial failed after " + Words.of(result.duration()) + ", " + failed.kind() + ": "
                    + failed.message());
            return ExitStatus.FAILED;
        }
        complain("Stopped after " + Words.of(result.duration()) + ", with all that the objective had started.");
        return ExitStatus.STOPPED;
    }

    private void forecast(Forecast forecast) {
        say("If every trial takes as long, " + all(forecast) + about(forecast.whole()) + " with "
                + Words.count(forecast.workers(), "worker") + ".");
        forecast.rooms().forEach(room -> say(room(forecast, room)));
    }

    private static String all(Forecast forecast) {
        return forecast.planned() == 1 ? "the only trial takes " : "all " + forecast.planned() + " trials take ";
    }

    private static String about(Duration whole) {
        return whole.toMillis() < 1000 ? "less than a second" : "about " + Words.of(whole);
    }

    private static String room(Forecast forecast, Forecast.Room room) {
        String length = Words.of(room.length());
        String where = room.name().isEmpty() ? length : room.name() + " (" + length + ")";
        long trials = forecast.trialsIn(room);
        String enough = trials >= forecast.planned() ? ": enough." : ": not all of them.";
        return "  In " + where + " there is room for " + Words.count(trials, "trial") + enough;
    }

    private void say(String line) {
        out.println(Texts.printable(line));
    }

    private void complain(String sentence) {
        err.println(Texts.printable(sentence));
    }
}
