package dev.nocturne.cli;

import dev.nocturne.batch.NocturneContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        description = "Recomputes every proposal of a run and names the first that differs from what was recorded.",
        footer = {"  java -jar nocturne.jar verify breast-cancer"})
final class VerifyCommand implements Callable<Integer> {
    private final NocturneCommand nocturne;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOption run;

    VerifyCommand(NocturneCommand nocturne) {
        this.nocturne = nocturne;
    }

    @Override
    public Integer call() {
        try (NocturneContext context = nocturne.openForReading()) {
            var selected = context.selection().run(run.study(), run.runKey());
            var verdict = context.verifier().verify(selected.study(), selected.runKey());
            String which = "run " + selected.runKey() + " of " + selected.study();
            if (verdict.difference().isPresent()) {
                spec.commandLine()
                        .getErr()
                        .println(Texts.printable(which + " is not what its study and seed give: "
                                + verdict.difference().get()
                                + " Either the table was changed, or another version of Nocturne proposed this."));
                return ExitStatus.FAILED;
            }
            spec.commandLine()
                    .getOut()
                    .println(Texts.printable("All " + verdict.proposals() + " proposals of " + which
                            + " were recomputed: each is as recorded."));
        }
        return ExitStatus.COMPLETED;
    }
}
