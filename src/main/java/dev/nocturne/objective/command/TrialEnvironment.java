package dev.nocturne.objective.command;

import dev.nocturne.objective.TrialContext;
import dev.nocturne.objective.protocol.OwnVariables;
import dev.nocturne.objective.protocol.ParameterVariable;
import dev.nocturne.objective.protocol.ParametersJson;
import dev.nocturne.space.Point;
import dev.nocturne.space.Value;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * The environment of a trial's program: inherited without secrets, then the study's, then the protocol's. Immutable.
 *
 * @param study variables that the study file sets; they may bring back what is held back by default
 * @param runToken marks the processes of one run
 */
record TrialEnvironment(Map<String, String> study, String runToken) {
    static final String RUN = "NOCTURNE_RUN";
    static final String TRIAL_ID = "NOCTURNE_TRIAL_ID";
    static final String ATTEMPT = "NOCTURNE_ATTEMPT";
    static final String CHECKPOINT_DIRECTORY = "NOCTURNE_CHECKPOINT_DIR";

    /** The variables that the protocol sets, beside those of the parameters. */
    static final Set<String> PROTOCOL = Set.of(
            RUN, TRIAL_ID, ATTEMPT, CHECKPOINT_DIRECTORY, "NOCTURNE_PARAMETERS", "NOCTURNE_SEED", "NOCTURNE_BUDGET");

    // Non-ASCII letters are escaped: with a POSIX locale, as under cron, the JVM would hand them over as '?'.
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** Changes an inherited environment into that of the trial. */
    void apply(Map<String, String> environment, TrialContext trial) {
        environment.keySet().removeIf(OwnVariables::include); // The program may log or print its environment.
        environment.putAll(study);
        trial.parameters().values().forEach((name, value) -> environment.put(ParameterVariable.of(name), value.text()));
        environment.put("NOCTURNE_PARAMETERS", json(trial.parameters()));
        environment.put(TRIAL_ID, Integer.toString(trial.trialId()));
        environment.put(ATTEMPT, Integer.toString(trial.attempt()));
        environment.put("NOCTURNE_SEED", Long.toString(trial.seed()));
        environment.put("NOCTURNE_BUDGET", new Value.Real(trial.budget()).text());
        environment.put(RUN, runToken);
        trial.checkpointDirectory()
                .ifPresent(folder -> environment.put(
                        CHECKPOINT_DIRECTORY, folder.toAbsolutePath().toString()));
    }

    private static String json(Point parameters) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            ParametersJson.write(parameters, json);
        }
        return text.toString();
    }
}
