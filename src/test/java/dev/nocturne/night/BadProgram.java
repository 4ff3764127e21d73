package dev.nocturne.night;

import dev.nocturne.study.TrialRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Other people's training script: what it does depends on the trial's seed alone, and much of it is bad. */
final class BadProgram {
    static final long SEED = 42;

    /** What the program does, and what must become of the trial. */
    enum Behaviour {
        RETURNS("echo \"$NOCTURNE_PARAM_X\"", "COMPLETED", null, 0),
        RETURNS_LATE("sleep 0.3; echo \"$NOCTURNE_PARAM_X\"", "COMPLETED", null, 0),
        HANGS("sleep 1000", "FAILED", "TIMEOUT", null),
        FORKS_AND_HANGS(
                "trap '' TERM; sleep 1000 & (trap '' TERM; sleep 1000 & setsid sleep 1000 & sleep 1000) & sleep 1000",
                "FAILED",
                "TIMEOUT",
                null),
        FLOODS(
                "head -c 5000000 /dev/zero | tr '\\0' 'x'; echo; head -c 5000000 /dev/zero >&2; echo \"$NOCTURNE_PARAM_X\"",
                "COMPLETED",
                null,
                0),
        EXITS("echo 'no such layer' >&2; exit 1", "FAILED", "EXIT_CODE", 1),
        PRINTS_NAN("echo nan", "FAILED", "NOT_A_NUMBER", 0),
        PRINTS_RUBBISH("printf 'loss=\\033[31mlow\\000er\\377\\n{\"objective\": }\\n'", "FAILED", "NO_RESULT", 0),
        IS_KILLED("kill -9 $$", "FAILED", "EXIT_CODE", 137),
        CLOSES_STDOUT_AND_GOES_ON("echo \"$NOCTURNE_PARAM_X\"; exec >&- 2>&-; sleep 0.2", "COMPLETED", null, 0),
        CLOSES_STDOUT_AND_HANGS("echo 1; exec >&- 2>&-; sleep 1000", "FAILED", "TIMEOUT", null),
        IS_HOPELESS(
                "trap '' TERM; echo '{\"step\": 1, \"value\": 1}'; echo '{\"step\": 2, \"value\": 999}'; sleep 1000 & wait; sleep 1000",
                "PRUNED",
                null,
                null);

        private final String script;
        private final String status;
        private final String failureKind;
        private final Integer exitCode;

        Behaviour(String script, String status, String failureKind, Integer exitCode) {
            this.script = script;
            this.status = status;
            this.failureKind = failureKind;
            this.exitCode = exitCode;
        }

        /** What it does in that trial. */
        static Behaviour of(int trialId) {
            return values()[(int) (TrialRandom.seedOf(SEED, trialId) % values().length)];
        }

        /** Status, kind of failure and exit code of the trial and its last attempt. */
        List<Object> expected(int trialId) {
            return java.util.Arrays.asList(trialId, status, failureKind, exitCode);
        }
    }

    private BadProgram() {}

    /** The program and a study of so many trials. */
    static String write(Path folder, int trials, int workers, String timeout) {
        var script = new StringBuilder("#!/bin/sh\ncase $((NOCTURNE_SEED % " + Behaviour.values().length + ")) in\n");
        for (Behaviour behaviour : Behaviour.values()) {
            script.append(behaviour.ordinal())
                    .append(") ")
                    .append(behaviour.script)
                    .append(" ;;\n");
        }
        script.append("esac\n");
        String study = """
                study: bad-night
                strategy: tpe
                max-trials: %d
                seed: %d
                lag: 8
                workers: %d
                search-space:
                  x: {type: continuous, min: -1, max: 1}
                pruner: {type: threshold, upper: 100}
                objective:
                  type: command
                  command: [sh, bad-program.sh]
                  timeout: %s
                """.formatted(trials, SEED, workers, timeout);
        try {
            Files.writeString(folder.resolve("bad-program.sh"), script);
            Files.writeString(folder.resolve("bad-night.yml"), study);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        return "bad-night.yml";
    }
}
