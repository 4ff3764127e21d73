package com.example;

import dev.nocturne.objective.Objective;
import dev.nocturne.objective.ObjectivePlugin;
import dev.nocturne.objective.PluginContext;
import dev.nocturne.objective.TrialContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Tunes the three gains of a controller that keeps a room warm while somebody opens the window now and then. */
public final class Thermostat implements ObjectivePlugin {
    private static final int MINUTES = 480;
    private static final double OUTSIDE = 5;

    @Override
    public String name() {
        return "thermostat";
    }

    @Override
    public List<String> check(PluginContext context) {
        List<String> wrong = new ArrayList<>();
        for (String gain : List.of("proportional", "integral", "derivative")) {
            if (context.study().space().parameter(gain).isEmpty()) {
                wrong.add("The thermostat needs a parameter '" + gain + "' in the search space.");
            }
        }
        try {
            target(context.options());
        } catch (NumberFormatException e) {
            wrong.add("The option target must be a number of degrees.");
        }
        return wrong;
    }

    @Override
    public Objective create(PluginContext context) {
        double target = target(context.options());
        return trial -> meanDeviation(trial, target);
    }

    private static double target(Map<String, String> options) {
        return Double.parseDouble(options.getOrDefault("target", "20"));
    }

    /** Workers call this at the same time: it has no state of its own. */
    private static double meanDeviation(TrialContext trial, double target) throws InterruptedException {
        double proportional = trial.parameters().number("proportional");
        double integral = trial.parameters().number("integral");
        double derivative = trial.parameters().number("derivative");
        Random window = new Random(trial.seed());
        double temperature = OUTSIDE;
        double errorBefore = target - temperature;
        double errorSum = 0;
        double deviation = 0;
        for (int minute = 1; minute <= MINUTES; minute++) {
            double error = target - temperature;
            errorSum += error;
            double wanted = proportional * error + integral * errorSum + derivative * (error - errorBefore);
            double heating = Math.max(0, Math.min(1, wanted));
            boolean open = window.nextInt(60) == 0;
            temperature += heating - (temperature - OUTSIDE) * (open ? 0.2 : 0.02);
            errorBefore = error;
            deviation += Math.abs(error) / MINUTES;
            if (minute % 120 == 0) {
                trial.report(minute, deviation);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return deviation;
    }
}
