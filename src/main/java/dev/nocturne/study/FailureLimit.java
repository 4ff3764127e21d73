package dev.nocturne.study;

import java.math.BigDecimal;

/** How many trials may fail before a run does. Immutable. */
public sealed interface FailureLimit {
    /**
     * The limit of a run.
     *
     * @param plannedTrials how many trials the run is to end with
     * @return how many may fail, at least 0; one more is too many
     */
    int of(int plannedTrials);

    /**
     * So many trials.
     *
     * @param trials at least 0
     */
    record Count(int trials) implements FailureLimit {
        public Count {
            if (trials < 0) {
                throw new IllegalArgumentException("max-failures must not be negative: " + trials + ".");
            }
        }

        @Override
        public int of(int plannedTrials) {
            return trials;
        }
    }

    /**
     * A share of the planned trials, rounded down.
     *
     * @param share from 0 to 1
     */
    record Share(double share) implements FailureLimit {
        public Share {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("max-failures is a share between 0 % and 100 %, not " + share + ".");
            }
        }

        @Override
        public int of(int plannedTrials) {
            // In decimal, as it was written: in binary, 29 % of 100 are 28.
            return BigDecimal.valueOf(share)
                    .multiply(BigDecimal.valueOf(plannedTrials))
                    .intValue();
        }
    }
}
