package dev.nocturne.strategy.cma;

/**
 * A population and the distribution that it is drawn from. Immutable.
 *
 * @param firstTrial the id of the population's first trial
 * @param population how many trials it has
 */
record Generation(
        int firstTrial, int population, Weights weights, GeneModel genes, ChoiceModel choices, Progress progress) {
    int endTrial() {
        return firstTrial + population;
    }
}
