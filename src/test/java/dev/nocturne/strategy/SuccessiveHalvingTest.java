package dev.nocturne.strategy;

class SuccessiveHalvingTest extends StrategyContract {
    @Override
    String name() {
        return "successive_halving";
    }

    @Override
    int trials() {
        return 60;
    }
}
