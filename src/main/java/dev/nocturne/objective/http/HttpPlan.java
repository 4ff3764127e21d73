package dev.nocturne.objective.http;

import dev.nocturne.objective.Objective;
import dev.nocturne.objective.ObjectivePlan;
import dev.nocturne.objective.ObjectiveProblem;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.study.Study;
import java.util.List;
import java.util.Map;

/** Checks what can be known of requests before any is sent. */
public final class HttpPlan implements ObjectivePlan {
    private final ObjectiveSettings.Http settings;
    private final Study study;
    private final RequestHeaders headers;

    /**
     * A plan.
     *
     * @param environment where the values of headers come from
     */
    public HttpPlan(ObjectiveSettings.Http settings, Study study, Map<String, String> environment) {
        this.settings = settings;
        this.study = study;
        this.headers = new RequestHeaders(settings.headers(), environment);
    }

    @Override
    public List<ObjectiveProblem> problems() {
        return headers.problems();
    }

    @Override
    public Objective objective() {
        return new HttpObjective(settings, study, headers);
    }
}
