package dev.nocturne.objective.command;

import dev.nocturne.objective.TrialContext;
import dev.nocturne.space.Value;
import java.io.StringWriter;
import java.util.Locale;
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
    static final String PARAMETER = "NOCTURNE_PARAM_";

    /** The variables that the protocol sets, beside those of the parameters. */
    static final Set<String> PROTOCOL = Set.of(
            RUN, TRIAL_ID, ATTEMPT, CHECKPOINT_DIRECTORY, "NOCTURNE_PARAMETERS", "NOCTURNE_SEED", "NOCTURNE_BUDGET");

    // The program has no business with the ledger's database, and may log or print its environment. Operators keep
    // Nocturne's own settings, such as NOCTURNE_DB_PASSWORD, under its name; PG… are those of PostgreSQL's own driver.
    private static final Set<String> SECRETS = Set.of(
            "SPRING_DATASOURCE_",
            "SPRING_FLYWAY_",
            "SPRING_APPLICATION_JSON",
            "NOCTURNE_",
            "PGPASSWORD",
            "PGPASSFILE",
            "PGSERVICEFILE");

    // Non-ASCII letters are escaped: with a POSIX locale, as under cron, the JVM would hand them over as '?'.
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** Changes an inherited environment into that of the trial. */
    void apply(Map<String, String> environment, TrialContext trial) {
        environment.keySet().removeIf(TrialEnvironment::heldBack);
        environment.putAll(study);
        trial.parameters().values().forEach((name, value) -> environment.put(variable(name), value.text()));
        environment.put("NOCTURNE_PARAMETERS", json(trial.parameters().values()));
        environment.put(TRIAL_ID, Integer.toString(trial.trialId()));
        environment.put(ATTEMPT, Integer.toString(trial.attempt()));
        environment.put("NOCTURNE_SEED", Long.toString(trial.seed()));
        environment.put("NOCTURNE_BUDGET", new Value.Real(trial.budget()).text());
        environment.put(RUN, runToken);
        trial.checkpointDirectory()
                .ifPresent(folder -> environment.put(
                        CHECKPOINT_DIRECTORY, folder.toAbsolutePath().toString()));
    }

    /** The variable that holds a parameter's value: upper case, what is neither a letter nor a digit of ASCII as _. */
    static String variable(String parameter) {
        return PARAMETER + parameter.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static boolean heldBack(String variable) {
        // Spring also reads spring.datasource.password and other spellings of it.
        String canonical = variable.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        return SECRETS.stream().anyMatch(canonical::startsWith);
    }

    private static String json(Map<String, Value> values) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            values.forEach((name, value) -> {
                json.writeName(name);
                if (value.isNumber()) {
                    json.writeNumber(value.text());
                } else {
                    json.writeString(value.text());
                }
            });
            json.writeEndObject();
        }
        return text.toString();
    }
}
