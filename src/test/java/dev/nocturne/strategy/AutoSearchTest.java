package dev.nocturne.strategy;

class AutoSearchTest extends StrategyContract {
    @Override
    String name() {
        return "auto";
    }

    @Override
    int trials() {
        return 24;
    }
}
