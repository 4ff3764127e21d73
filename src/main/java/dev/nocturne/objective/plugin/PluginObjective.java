package dev.nocturne.objective.plugin;

import dev.nocturne.objective.EvaluationException;
import dev.nocturne.objective.MultiObjective;
import dev.nocturne.objective.Objective;
import dev.nocturne.objective.TrialContext;
import dev.nocturne.objective.protocol.Excerpt;
import dev.nocturne.study.FailureKind;

/** An objective that a plugin made. Whatever it throws, errors included, fails its trial. Thread-safe if that one is. */
final class PluginObjective implements MultiObjective {
    private final String name;
    private final Objective objective;
    private final PluginLoader loader;

    /**
     * An objective that owns the class loader.
     *
     * @param name what the plugin calls itself
     */
    PluginObjective(String name, Objective objective, PluginLoader loader) {
        this.name = Excerpt.beginningOf(name);
        this.objective = objective;
        this.loader = loader;
    }

    @Override
    public double[] evaluateAll(TrialContext trial) throws EvaluationException, InterruptedException {
        double[] values;
        try {
            values = loader.call(() -> objective.evaluateAll(trial));
        } catch (InterruptedException | OutOfMemoryError notItsFault) {
            throw notItsFault;
        } catch (EvaluationException failure) {
            throw failure.kind() == null ? failed(FailureKind.EXCEPTION, "threw " + Thrown.inWords(failure)) : failure;
        } catch (Throwable thrown) {
            throw failed(FailureKind.EXCEPTION, "threw " + Thrown.inWords(thrown));
        }
        if (values == null) {
            throw failed(FailureKind.NO_RESULT, "gave no result");
        }
        return values;
    }

    private EvaluationException failed(FailureKind kind, String what) {
        return new EvaluationException(kind, "The plugin " + name + " " + what + ".");
    }

    /** What the plugin throws here can be no trial's failure any more. */
    @Override
    public void close() {
        try {
            loader.call(() -> {
                objective.close();
                return true;
            });
        } catch (Throwable ignored) {
            return;
        } finally {
            loader.close();
        }
    }
}
