package dev.nocturne.strategy.pruner;

import dev.nocturne.study.Direction;
import dev.nocturne.study.Measured;
import java.util.Arrays;
import java.util.List;

/**
 * The curves of a run's leading trials. Trial after trial is compared with a longer part of the same list, so a curve is
 * made once and kept. Thread-safe.
 */
final class Curves {
    private final Direction direction;
    private Measured[] trials = new Measured[16];
    private Curve[] curves = new Curve[16];
    private int size;

    Curves(Direction direction) {
        this.direction = direction;
    }

    /** The curves of these trials, in order; there may be others behind them. Nobody writes to those that were handed out. */
    synchronized Curve[] of(List<Measured> leading) {
        int known = 0;
        int most = Math.min(size, leading.size());
        while (known < most && trials[known] == leading.get(known)) {
            known++;
        }
        if (known < leading.size()) {
            add(leading, known);
        }
        return curves;
    }

    private void add(List<Measured> leading, int known) {
        boolean isOtherList = known < size;
        if (isOtherList || leading.size() > curves.length) {
            int room = Math.max(leading.size(), isOtherList ? known + 16 : 2 * size);
            trials = Arrays.copyOf(Arrays.copyOf(trials, known), room);
            curves = Arrays.copyOf(Arrays.copyOf(curves, known), room);
        }
        for (int i = known; i < leading.size(); i++) {
            trials[i] = leading.get(i);
            curves[i] = Curve.of(trials[i], direction);
        }
        size = leading.size();
    }
}
