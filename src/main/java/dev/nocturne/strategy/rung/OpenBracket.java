package dev.nocturne.strategy.rung;

/** A bracket while its trials are given their ids. Immutable. */
record OpenBracket(long number, Bracket bracket, int step, int placed, long endOfRungBelow) {
    /** One that none of its configurations has entered yet. */
    static OpenBracket begun(long number, Bracket bracket) {
        return new OpenBracket(number, bracket, 0, 0, 0);
    }

    /** The first id that a trial of its present rung may have. */
    long readyAt(int delay) {
        return step == 0 ? 0 : endOfRungBelow + delay - 1;
    }

    /** How many trials of its present rung have no id yet. */
    int left() {
        return bracket.sizes().get(step) - placed;
    }

    boolean isComplete() {
        return step == bracket.sizes().size();
    }

    /**
     * After some trials of its present rung.
     *
     * @param end the id after the last of them
     */
    OpenBracket after(int trials, long end) {
        return trials == left()
                ? new OpenBracket(number, bracket, step + 1, 0, end)
                : new OpenBracket(number, bracket, step, placed + trials, endOfRungBelow);
    }
}
