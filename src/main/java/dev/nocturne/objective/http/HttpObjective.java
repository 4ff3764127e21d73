package dev.nocturne.objective.http;

import dev.nocturne.objective.EvaluationException;
import dev.nocturne.objective.MultiObjective;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.objective.TrialContext;
import dev.nocturne.objective.protocol.DurationWords;
import dev.nocturne.objective.protocol.Excerpt;
import dev.nocturne.objective.protocol.JsonAnswer;
import dev.nocturne.objective.protocol.Results;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.Goal;
import dev.nocturne.study.Study;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A service: one POST for each attempt. Redirects are followed to the same scheme, host and port only, and only where the
 * POST stays one. Memory is bounded whatever the service sends. Thread-safe.
 */
final class HttpObjective implements MultiObjective {
    /** What a service answers that is busy: request timeout, too many requests. */
    private static final Set<Integer> BUSY = Set.of(408, 429);

    private static final int MOST_REDIRECTS = 5;
    private static final int TEMPORARY_REDIRECT = 307;
    private static final int PERMANENT_REDIRECT = 308;
    private static final int EXCERPT = 1000;

    private final ObjectiveSettings.Http settings;
    private final String study;
    private final List<Goal> goals;
    private final RequestHeaders headers;
    private final HttpClient client;

    HttpObjective(ObjectiveSettings.Http settings, Study study, RequestHeaders headers) {
        this.settings = settings;
        this.study = study.name();
        this.goals = study.goals();
        this.headers = headers;
        // HTTP/2 begins with an offer to change over, by which simple servers are confused.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .build();
    }

    @Override
    public double[] evaluateAll(TrialContext trial) throws EvaluationException, InterruptedException {
        HttpResponse<BoundedBody.Content> response = answer(TrialMessage.of(study, trial));
        BoundedBody.Content body = response.body();
        if (!body.whole()) {
            throw failure(
                    FailureKind.NO_RESULT,
                    "The service's answer has more than the " + BoundedBody.LIMIT + " bytes that are read");
        }
        Optional<JsonAnswer> answer = JsonAnswer.read(body.text());
        answer.ifPresent(read -> read.measurements().forEach(one -> trial.report(one.step(), one.value())));
        OptionalDouble number = answer.map(JsonAnswer::result)
                .orElseGet(() -> JsonAnswer.number(body.text().strip()));
        return new Results("The service", goals, this::failure)
                .of(number, answer.flatMap(JsonAnswer::results), what -> noResult(response.statusCode(), what, body));
    }

    /** The answer with a status that means success, after redirects. */
    private HttpResponse<BoundedBody.Content> answer(byte[] message) throws EvaluationException, InterruptedException {
        var deadline = new CompletableFuture<Boolean>()
                .completeOnTimeout(true, settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            var address = new Address(settings.url());
            for (int redirects = 0; ; redirects++) {
                HttpResponse<BoundedBody.Content> response = send(address, message, deadline);
                if (response.statusCode() / 100 == 2) {
                    return response;
                }
                address = next(address, response, redirects);
            }
        } finally {
            deadline.cancel(true);
        }
    }

    private HttpResponse<BoundedBody.Content> send(Address address, byte[] message, CompletableFuture<Boolean> deadline)
            throws EvaluationException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.url())
                .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                .header("Accept", "application/json")
                .header("User-Agent", "nocturne");
        headers.applyTo(request);
        request.setHeader("Content-Type", "application/json");
        var response = client.sendAsync(request.build(), info -> new BoundedBody());
        try {
            CompletableFuture.anyOf(response, deadline).get();
            if (!response.isDone()) {
                throw failure(
                        FailureKind.TIMEOUT,
                        "The service " + address.shown() + " had not answered after its timeout of "
                                + DurationWords.of(settings.timeout()));
            }
            return response.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException broken) {
                throw failure(
                        FailureKind.CONNECTION,
                        Disconnection.inWords(broken, address.shown(), settings.connectTimeout()));
            }
            throw failure(FailureKind.EXCEPTION, "The request failed: " + failed.getCause());
        } finally {
            response.cancel(true);
        }
    }

    /** Where the request is to be sent again. */
    private Address next(Address from, HttpResponse<BoundedBody.Content> response, int redirects)
            throws EvaluationException {
        int status = response.statusCode();
        if (status / 100 == 5 || BUSY.contains(status)) {
            throw failure(FailureKind.CONNECTION, answered(status, response.body()));
        }
        if (status / 100 != 3) {
            throw failure(FailureKind.REFUSED, answered(status, response.body()));
        }
        Address target = response.headers()
                .firstValue("Location")
                .flatMap(location -> resolved(from, location))
                .orElseThrow(() ->
                        failure(FailureKind.REFUSED, answered(status, response.body()) + ", with no address to go to"));
        String pointing = "The service answered with status " + status + ", which points to " + target.shown() + "; ";
        if (!target.hasOriginOf(from)) {
            throw failure(
                    FailureKind.REFUSED,
                    pointing + "a trial is sent to no other host, port or scheme than the study's: write the right url"
                            + " there");
        }
        if (status != TEMPORARY_REDIRECT && status != PERMANENT_REDIRECT) {
            throw failure(FailureKind.REFUSED, pointing + "only 307 and 308 let a POST be sent again");
        }
        if (redirects == MOST_REDIRECTS) {
            throw failure(FailureKind.REFUSED, pointing + "that is more than " + MOST_REDIRECTS + " redirects");
        }
        return target;
    }

    private static Optional<Address> resolved(Address from, String location) {
        try {
            return Optional.of(new Address(from.url().resolve(URI.create(location))));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private EvaluationException noResult(int status, String expected, BoundedBody.Content body) {
        return failure(FailureKind.NO_RESULT, answered(status, body) + ", which is not " + expected);
    }

    private String answered(int status, BoundedBody.Content body) {
        String excerpt = Excerpt.beginningOf(headers.hiddenIn(body.text()), EXCERPT);
        return "The service answered with status " + status
                + (excerpt.isEmpty() ? " and nothing else" : " and: " + excerpt);
    }

    private EvaluationException failure(FailureKind kind, String sentence) {
        return new EvaluationException(kind, headers.hiddenIn(sentence) + ".");
    }
}
