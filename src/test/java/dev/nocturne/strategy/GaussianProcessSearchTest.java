package dev.nocturne.strategy;

class GaussianProcessSearchTest extends StrategyContract {
    @Override
    String name() {
        return "gp";
    }

    /** Each test proposes every trial of a run several times over, in five spaces. */
    @Override
    int trials() {
        return 24;
    }
}
