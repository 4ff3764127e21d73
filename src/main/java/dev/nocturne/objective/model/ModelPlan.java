package dev.nocturne.objective.model;

import dev.nocturne.objective.ObjectivePlan;
import dev.nocturne.objective.ObjectiveProblem;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.space.Parameter;
import dev.nocturne.study.Direction;
import dev.nocturne.study.NearestName;
import dev.nocturne.study.Study;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** Checks what a study says of a model, reading its data once, and makes the objective if nothing is wrong. */
public final class ModelPlan implements ObjectivePlan {
    private final ObjectiveSettings.Model settings;
    private final Study study;
    private final List<ObjectiveProblem> problems = new ArrayList<>();
    private final Optional<Learner> learner;
    private final Optional<Metric> metric;
    private final Optional<TrainingData> data;

    /** Reads and checks everything; see {@link #problems()}. */
    public ModelPlan(ObjectiveSettings.Model settings, Study study) {
        this.settings = settings;
        this.study = study;
        learner = Learner.named(settings.learner());
        metric = Metric.named(settings.metric());
        checkNames();
        checkHyperParameters();
        data = readData();
    }

    @Override
    public List<ObjectiveProblem> problems() {
        return List.copyOf(problems);
    }

    @Override
    public ModelObjective objective() {
        return new ModelObjective(
                learner.orElseThrow(), metric.orElseThrow(), data.orElseThrow(), settings, study.wholeBudget());
    }

    private void checkNames() {
        if (learner.isEmpty()) {
            add(
                    "There is no learner '" + settings.learner() + "', only "
                            + list(settings.learner(), Learner.names()),
                    "objective",
                    "learner");
        }
        if (metric.isEmpty()) {
            add(
                    "There is no metric '" + settings.metric() + "', only " + list(settings.metric(), Metric.names()),
                    "objective",
                    "metric");
        }
        if (settings.folds() < 2) {
            add("A cross-validation needs at least 2 folds, not " + settings.folds() + ".", "objective", "folds");
        }
        if (study.hasSeveralGoals()) {
            add(
                    "A model has one objective, its metric, but the study has "
                            + study.goals().size() + ": use direction for one, or a command for several.",
                    "objectives");
        } else {
            metric.ifPresent(this::checkDirection);
        }
        if (learner.isPresent() && metric.isPresent()) {
            checkTask(learner.get(), metric.get());
        }
    }

    private void checkDirection(Metric named) {
        if (study.direction() != named.direction()) {
            String better = named.direction() == Direction.MAXIMIZE ? "higher" : "lower";
            add(
                    "Of the metric " + named.studyName() + " " + better + " is better; write direction: "
                            + named.direction().name().toLowerCase(Locale.ROOT),
                    "direction");
        }
    }

    private void checkTask(Learner named, Metric wanted) {
        if (!named.does(wanted.task())) {
            List<String> able = Learner.names().stream()
                    .filter(name -> Learner.named(name).orElseThrow().does(wanted.task()))
                    .toList();
            add(
                    named.studyName() + " does no " + wanted.task().name().toLowerCase(Locale.ROOT)
                            + ", which the metric " + wanted.studyName() + " is for; " + String.join(", ", able)
                            + " do.",
                    "objective",
                    "learner");
        }
    }

    private void checkHyperParameters() {
        learner.ifPresent(named -> {
            study.space().parameters().forEach(parameter -> checkVaried(named, parameter));
            new TreeMap<>(settings.fixed()).forEach((name, value) -> checkFixed(named, name, value));
        });
    }

    private void checkVaried(Learner named, Parameter parameter) {
        named.hyperParameter(parameter.name())
                .map(known -> known.problemWith(parameter))
                .orElseGet(() -> Optional.of(unknown(named, parameter.name())))
                .ifPresent(message -> add(message, "search-space", parameter.name()));
    }

    private void checkFixed(Learner named, String name, String value) {
        String[] path = {"objective", "parameters", name};
        if (study.space().parameter(name).isPresent()) {
            add("'" + name + "' is varied in the search space, so it cannot be fixed as well.", path);
            return;
        }
        named.hyperParameter(name)
                .map(known -> known.problemWith(value))
                .orElseGet(() -> Optional.of(unknown(named, name)))
                .ifPresent(message -> add(message, path));
    }

    private static String unknown(Learner named, String name) {
        return named.studyName() + " has no hyper-parameter '" + name + "', only "
                + list(name, named.hyperParameterNames());
    }

    private Optional<TrainingData> readData() {
        if (metric.isEmpty() || settings.folds() < 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(TrainingData.read(
                    settings.data(), settings.target(), metric.get().task(), settings.folds()));
        } catch (DataException e) {
            add(e.getMessage(), "objective", e.key());
            return Optional.empty();
        }
    }

    private static String list(String written, List<String> names) {
        return String.join(", ", names) + "."
                + NearestName.of(written, names)
                        .map(name -> " Did you mean " + name + "?")
                        .orElse("");
    }

    private void add(String message, String... path) {
        problems.add(new ObjectiveProblem(List.of(path), message));
    }
}
