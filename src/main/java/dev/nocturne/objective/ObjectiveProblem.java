package dev.nocturne.objective;

import java.util.List;

/**
 * Why an objective cannot work, found before the night.
 *
 * @param path where in the study file, as keys from the top, for example {@code [objective, data]}; list items by index
 * @param message what is wrong and what to do, one sentence or two
 */
public record ObjectiveProblem(List<String> path, String message) {
    public ObjectiveProblem {
        path = List.copyOf(path);
    }
}
