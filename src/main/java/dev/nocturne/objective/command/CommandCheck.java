package dev.nocturne.objective.command;

import dev.nocturne.objective.ObjectiveProblem;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.objective.protocol.ParameterVariable;
import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.study.NearestName;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is wrong with a command before it is ever started. For one thread. */
final class CommandCheck {
    private final ObjectiveSettings.Command settings;
    private final SearchSpace space;
    private final Set<String> parameters = new LinkedHashSet<>();
    private final List<ObjectiveProblem> problems = new ArrayList<>();

    CommandCheck(ObjectiveSettings.Command settings, SearchSpace space) {
        this.settings = settings;
        this.space = space;
        space.parameters().stream().map(Parameter::name).forEach(parameters::add);
    }

    List<ObjectiveProblem> problems() {
        if (settings.command().isEmpty()) {
            add("A command needs at least a program.", "objective", "command");
        } else {
            checkProgram();
        }
        for (int i = 0; i < settings.command().size(); i++) {
            checkArgument(settings.command().get(i), Integer.toString(i));
        }
        if (!Files.isDirectory(settings.workingDirectory())) {
            add(
                    "There is no folder " + settings.workingDirectory() + " to start the program in.",
                    "objective",
                    "working-directory");
        }
        settings.environment().forEach(this::checkVariable);
        checkParameters();
        return problems;
    }

    private void checkProgram() {
        String program = settings.command().get(0);
        // A program that depends on the trial can only be looked for when the trial is known.
        if (!hasNul(program) && !new ArgumentTemplate(program).dependsOn(parameters)) {
            new ProgramSearch(settings.workingDirectory())
                    .problemWith(program)
                    .ifPresent(message -> add(message, "objective", "command", "0"));
        }
    }

    private void checkArgument(String argument, String index) {
        if (hasNul(argument)) {
            add("An argument cannot contain a NUL character.", "objective", "command", index);
        }
        for (String name : new ArgumentTemplate(argument).unknown(parameters)) {
            add(
                    "There is no parameter '" + name + "' for {" + name + "}, only "
                            + String.join(", ", parameters) + "."
                            + NearestName.of(name, parameters)
                                    .map(nearest -> " Did you mean {" + nearest + "}?")
                                    .orElse(" If the braces are meant for the program, put a space behind the first."),
                    "objective",
                    "command",
                    index);
        }
    }

    private void checkVariable(String name, String value) {
        if (name.isEmpty() || name.contains("=") || hasNul(name) || hasNul(value)) {
            add(
                    "An environment variable needs a name without '=', and neither name nor value may contain a NUL"
                            + " character.",
                    "objective",
                    "environment",
                    name);
        } else if (TrialEnvironment.PROTOCOL.contains(name) || name.startsWith(ParameterVariable.PREFIX)) {
            add(
                    name + " is set by Nocturne for each trial; give yours another name.",
                    "objective",
                    "environment",
                    name);
        }
    }

    private void checkParameters() {
        Map<String, String> owners = new HashMap<>();
        for (Parameter parameter : space.parameters()) {
            String name = parameter.name();
            String other = owners.putIfAbsent(ParameterVariable.of(name), name);
            if (other != null) {
                add(
                        "'" + name + "' and '" + other + "' would both be " + ParameterVariable.of(name)
                                + " in the program's environment; rename one of them.",
                        "search-space",
                        name);
            }
            if (hasNul(name) || hasNulChoice(parameter)) {
                add("A name or choice with a NUL character cannot be handed to a program.", "search-space", name);
            }
        }
    }

    private static boolean hasNulChoice(Parameter parameter) {
        return parameter instanceof CategoricalParameter categorical
                && categorical.choices().stream().anyMatch(CommandCheck::hasNul);
    }

    private static boolean hasNul(String text) {
        return text.indexOf('\0') >= 0;
    }

    private void add(String message, String... path) {
        problems.add(new ObjectiveProblem(List.of(path), message));
    }
}
