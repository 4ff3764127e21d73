package dev.nocturne.strategy.cma;

/**
 * A population and the distribution that it is drawn from. Immutable.
 *
 * @param firstTrial the id of the population's first trial
 * @param population how many trials it has
 * @param isScouting whether it is drawn from the whole space instead, to see where to begin
 */
record Generation(
        int firstTrial,
        int population,
        boolean isScouting,
        Weights weights,
        GeneModel genes,
        ChoiceModel choices,
        Progress progress) {
    int endTrial() {
        return firstTrial + population;
    }
}
