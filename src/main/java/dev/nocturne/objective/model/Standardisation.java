package dev.nocturne.objective.model;

/**
 * Mean and standard deviation (of the population) of some numbers.
 *
 * @param deviation 0 if all of them are the same
 */
record Standardisation(double mean, double deviation) {
    static Standardisation of(double[] numbers) {
        double sum = 0;
        boolean same = true;
        for (double number : numbers) {
            sum += number;
            same &= number == numbers[0];
        }
        double mean = sum / numbers.length;
        double squares = 0;
        for (double number : numbers) {
            squares += (number - mean) * (number - mean);
        }
        // Rounding would give equal numbers a tiny deviation, by which a test row would be divided.
        return new Standardisation(mean, same ? 0 : StrictMath.sqrt(squares / numbers.length));
    }

    double apply(double number) {
        return deviation == 0 ? 0 : (number - mean) / deviation;
    }

    double undo(double standardised) {
        return standardised * deviation + mean;
    }
}
