package dev.nocturne.batch;

import dev.nocturne.config.StudyPlan;
import dev.nocturne.objective.ObjectiveFiles;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.space.Constraint;
import dev.nocturne.space.Parameter;
import dev.nocturne.study.Goal;
import dev.nocturne.study.Sha256;
import dev.nocturne.study.Study;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What results are results of: the objective with the contents of its files, what is wanted of it, and the search space. Two
 * runs with the same fingerprint are of one epoch, and their results can be compared. How long an evaluation may take, which
 * headers a service is sent, the strategy and the limits have no part in it. Immutable.
 *
 * @param sha256 of all of it, in lower-case hexadecimal digits
 * @param files the objective's files, as this machine has them
 */
record Fingerprint(String sha256, ObjectiveFiles files) {
    static Fingerprint of(StudyPlan plan) {
        ObjectiveFiles files = ObjectiveFiles.onThisMachine(plan.objective());
        List<String> parts = new ArrayList<>(objective(plan.objective()));
        parts.add(files.text());
        Study study = plan.study();
        for (Goal goal : study.goals()) {
            parts.add(goal.direction() + " " + goal.name());
        }
        parts.add("budget " + study.wholeBudget());
        study.space().parameters().stream().map(Parameter::toString).forEach(parts::add);
        study.space().constraints().stream().map(Constraint::text).forEach(parts::add);
        return new Fingerprint(digest(parts), files);
    }

    private static List<String> objective(ObjectiveSettings objective) {
        List<String> parts = new ArrayList<>();
        parts.add(objective.type());
        if (objective instanceof ObjectiveSettings.Function function) {
            parts.add(function.name());
        } else if (objective instanceof ObjectiveSettings.Command command) {
            parts.addAll(command.command());
            parts.add(new TreeMap<>(command.environment()).toString());
        } else if (objective instanceof ObjectiveSettings.Model model) {
            parts.addAll(List.of(model.learner(), model.target(), model.metric()));
            parts.add(model.folds() + " folds, seed " + model.foldSeed());
            parts.add(new TreeMap<>(model.fixed()).toString());
        } else if (objective instanceof ObjectiveSettings.Http http) {
            parts.add(http.url().toString());
        } else if (objective instanceof ObjectiveSettings.Plugin plugin) {
            parts.add(plugin.className().orElse(""));
            parts.add(new TreeMap<>(plugin.options()).toString());
        }
        return parts;
    }

    /** With the length before each part, so that no two lists run together into the same text. */
    private static String digest(List<String> parts) {
        MessageDigest sha256 = Sha256.digest();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            sha256.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            sha256.update(bytes);
        }
        return Sha256.hex(sha256.digest());
    }
}
