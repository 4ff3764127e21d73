package dev.nocturne.strategy;

class HyperbandTest extends StrategyContract {
    @Override
    String name() {
        return "hyperband";
    }

    @Override
    int trials() {
        return 60;
    }
}
