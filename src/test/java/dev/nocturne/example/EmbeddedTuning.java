package dev.nocturne.example;

import dev.nocturne.engine.Tuner;
import dev.nocturne.engine.TunerFactory;
import dev.nocturne.event.EventBus;
import dev.nocturne.event.TuningEvent;
import dev.nocturne.event.TuningEventHandler;
import dev.nocturne.objective.Objective;
import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.Scale;
import dev.nocturne.study.Study;
import dev.nocturne.study.TuningSummary;
import java.util.List;

public final class EmbeddedTuning {
    public static void main(String[] arguments) {
        TuningSummary summary = tune();
        summary.best().ifPresent(best -> {
            System.out.println("Best: " + best.objective());
            best.parameters().values().forEach((name, value) -> System.out.println("  " + name + " = " + value.text()));
        });
    }

    static TuningSummary tune() {
        Study study = Study.named("embedded")
                .parameter(new ContinuousParameter("learning-rate", 0.0001, 1, Scale.LOG))
                .parameter(new CategoricalParameter("loss", List.of("squared", "absolute")))
                .maxTrials(50)
                .seed(42)
                .workers(2)
                .build();

        // Called by both workers at a time.
        Objective objective = trial -> {
            double rate = trial.parameters().number("learning-rate");
            String loss = trial.parameters().text("loss");
            return Math.abs(Math.log10(rate) + 2) + (loss.equals("squared") ? 0 : 0.5);
        };

        // The bus holds handlers weakly: this variable keeps it listening.
        TuningEventHandler progress = event -> {
            if (event instanceof TuningEvent.TrialCompleted completed) {
                System.out.println("Trial " + completed.trialId() + ": " + completed.objective());
            }
        };
        EventBus eventBus = new EventBus();
        eventBus.subscribe(progress);

        Tuner tuner = TunerFactory.create(study, objective, eventBus);
        TuningSummary summary = tuner.tune();
        eventBus.unsubscribe(progress);
        return summary;
    }
}
