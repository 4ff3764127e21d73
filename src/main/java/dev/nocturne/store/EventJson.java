package dev.nocturne.store;

import dev.nocturne.event.TuningEvent;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** The payload of an event as the table of events keeps it; its fields are described in docs/sql.md. */
final class EventJson {
    private EventJson() {}

    /** The name of an event's kind, for example {@code TRIAL_STARTED}. */
    static String type(TuningEvent event) {
        if (event instanceof TuningEvent.TrialStarted) {
            return "TRIAL_STARTED";
        } else if (event instanceof TuningEvent.TrialCompleted) {
            return "TRIAL_COMPLETED";
        } else if (event instanceof TuningEvent.TrialFailed) {
            return "TRIAL_FAILED";
        } else if (event instanceof TuningEvent.TrialInterrupted) {
            return "TRIAL_INTERRUPTED";
        } else if (event instanceof TuningEvent.TrialPruned) {
            return "TRIAL_PRUNED";
        } else if (event instanceof TuningEvent.RunRecovered) {
            return "RUN_RECOVERED";
        } else if (event instanceof TuningEvent.StopConditionMet) {
            return "STOP_CONDITION_MET";
        } else if (event instanceof TuningEvent.ObjectiveChanged) {
            return "OBJECTIVE_CHANGED";
        } else if (event instanceof TuningEvent.ConfirmationStarted) {
            return "CONFIRMATION_STARTED";
        } else if (event instanceof TuningEvent.ChampionPromoted) {
            return "CHAMPION_PROMOTED";
        } else if (event instanceof TuningEvent.TuningStarted) {
            return "TUNING_STARTED";
        } else if (event instanceof TuningEvent.WarmStarted) {
            return "WARM_STARTED";
        }
        return "TUNING_FINISHED";
    }

    static String write(TuningEvent event) {
        var text = new StringWriter(160);
        try (JsonGenerator json = ParametersJson.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            if (event instanceof TuningEvent.TrialEvent trial) {
                json.writeNumberProperty("attempt", trial.attempt());
            }
            writeFields(json, event);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void writeFields(JsonGenerator json, TuningEvent event) {
        if (event instanceof TuningEvent.TrialStarted started) {
            json.writeStringProperty("origin", started.origin().name());
            json.writeName("parameters");
            ParametersJson.write(json, started.parameters());
        } else if (event instanceof TuningEvent.TrialCompleted completed) {
            json.writeStringProperty("origin", completed.origin().name());
            json.writeNumberProperty("objective", completed.objective());
            if (completed.objectives().size() > 1) {
                json.writeObjectPropertyStart("objectives");
                completed.objectives().forEach(json::writeNumberProperty);
                json.writeEndObject();
            }
            json.writeNumberProperty("duration_us", completed.duration().toNanos() / 1000);
            json.writeName("parameters");
            ParametersJson.write(json, completed.parameters());
        } else if (event instanceof TuningEvent.TrialFailed failed) {
            json.writeStringProperty("origin", failed.origin().name());
            json.writeStringProperty("failure_kind", failed.kind().name());
            json.writeStringProperty("failure_message", failed.message());
            json.writeBooleanProperty("retried", failed.retried());
            json.writeNumberProperty("duration_us", failed.duration().toNanos() / 1000);
            json.writeName("parameters");
            ParametersJson.write(json, failed.parameters());
        } else if (event instanceof TuningEvent.TrialPruned pruned) {
            json.writeNumberProperty("step", pruned.step());
            json.writeNumberProperty("value", pruned.value());
            json.writeNumberProperty("duration_us", pruned.duration().toNanos() / 1000);
            json.writeName("parameters");
            ParametersJson.write(json, pruned.parameters());
        } else if (event instanceof TuningEvent.RunRecovered recovered) {
            json.writeNumberProperty("start", recovered.start());
            json.writeNumberProperty("kept_trials", recovered.keptTrials());
            json.writeArrayPropertyStart("cut_off_trials");
            recovered.cutOffTrials().forEach(json::writeNumber);
            json.writeEndArray();
        } else if (event instanceof TuningEvent.StopConditionMet met) {
            json.writeStringProperty("condition", met.condition().name());
            json.writeStringProperty("reason", met.reason());
        } else if (event instanceof TuningEvent.ObjectiveChanged changed) {
            json.writeArrayPropertyStart("files");
            changed.files().forEach(json::writeString);
            json.writeEndArray();
            json.writeNumberProperty("epoch", changed.epoch());
        } else if (event instanceof TuningEvent.ConfirmationStarted started) {
            json.writeNumberProperty("search_trials", started.searchTrials());
            json.writeNumberProperty("candidates", started.candidates());
            json.writeNumberProperty("trials", started.trials());
        } else if (event instanceof TuningEvent.ChampionPromoted promoted) {
            json.writeNumberProperty("champion", promoted.number());
            json.writeStringProperty("reason", promoted.reason());
            json.writeNumberProperty("trial_id", promoted.trialId());
            promoted.objective().ifPresent(objective -> json.writeNumberProperty("objective", objective));
            promoted.gain().ifPresent(gain -> json.writeNumberProperty("gain", gain));
            promoted.pValue().ifPresent(pValue -> json.writeNumberProperty("p_value", pValue));
            json.writeStringProperty("note", promoted.note());
            json.writeName("parameters");
            ParametersJson.write(json, promoted.parameters());
        } else if (event instanceof TuningEvent.TuningStarted started) {
            json.writeNumberProperty("start", started.start());
            json.writeNumberProperty("planned_trials", started.plannedTrials());
            json.writeNumberProperty("ended_trials", started.endedTrials());
        } else if (event instanceof TuningEvent.WarmStarted warm) {
            json.writeNumberProperty("known_trials", warm.knownTrials());
            json.writeName("left_out");
            json.writeStartObject();
            warm.leftOut().forEach(json::writeNumberProperty);
            json.writeEndObject();
        } else if (event instanceof TuningEvent.TuningFinished finished) {
            finished.best().ifPresent(best -> {
                json.writeNumberProperty("best_trial_id", best.trialId());
                json.writeNumberProperty("best_objective", best.objective());
                json.writeName("best_parameters");
                ParametersJson.write(json, best.parameters());
            });
            if (finished.frontTrials().isPresent()) {
                json.writeNumberProperty("front_trials", finished.frontTrials().getAsInt());
            }
            json.writeNumberProperty("total_time_us", finished.totalDuration().toNanos() / 1000);
        }
    }
}
