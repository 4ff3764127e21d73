package dev.nocturne.batch;

import dev.nocturne.event.TuningEvent;
import java.util.List;

/**
 * What a start found of one before it that did not end as it should.
 *
 * @param start which start of the run that was, from 1
 * @param keptTrials trials that had ended and stay as they are
 * @param cutOffTrials trials whose attempts were lost, in order
 * @param attemptedAgain whether they are; not if the run has worked for as long as it may
 * @param lostPrograms processes of objectives that still ran, and were ended
 */
public record Recovery(
        int start, int keptTrials, List<Integer> cutOffTrials, boolean attemptedAgain, int lostPrograms) {
    static Recovery of(TuningEvent.RunRecovered recovered, boolean attemptedAgain, int lostPrograms) {
        return new Recovery(
                recovered.start() - 1, recovered.keptTrials(), recovered.cutOffTrials(), attemptedAgain, lostPrograms);
    }
}
