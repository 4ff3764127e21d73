package dev.nocturne.study;

/**
 * How a study decides whether tonight's best is better than the parameters in use. Immutable.
 *
 * @param confirm with how many seeds the champion and each challenger are evaluated again at the end of a night, from 2
 * @param challengers how many of the night's best are, from 1
 * @param test of the differences on equal seeds
 * @param level the largest probability with which a night may promote a challenger that is no better, between 0 and 0.5
 * @param minimumGain by how much a challenger must be better, in the objective's unit; not negative. The test is whether it is
 *     better by more than this
 */
public record ChampionSettings(int confirm, int challengers, PairedTest test, double level, double minimumGain) {
    public static final ChampionSettings DEFAULT = new ChampionSettings(5, 3, PairedTest.PAIRED_T, 0.05, 0);

    public ChampionSettings {
        if (confirm < 2) {
            throw new IllegalArgumentException("confirm must be at least 2, but is " + confirm + ".");
        }
        if (challengers < 1) {
            throw new IllegalArgumentException("challengers must be at least 1, but is " + challengers + ".");
        }
        if (!(level > 0 && level < 0.5)) {
            throw new IllegalArgumentException("level must be above 0 and below 0.5, but is " + level + ".");
        }
        if (!(minimumGain >= 0 && Double.isFinite(minimumGain))) {
            throw new IllegalArgumentException("minimum-gain must not be negative, but is " + minimumGain + ".");
        }
        int least = test.leastPairs(level / challengers);
        if (confirm < least) {
            throw new IllegalArgumentException("the " + test.word() + " test can never be surer than 1 in "
                    + (1L << Math.min(62, confirm)) + " with confirm: " + confirm + ", and with "
                    + challengers + " challengers level: " + level + " asks for more: set confirm to at least " + least
                    + ", or take the paired-t test.");
        }
    }

    /** With how many seeds a challenger that is better with each can be promoted if only that counts, not by how much. */
    public int confirmBySigns() {
        return PairedTest.WILCOXON.leastPairs(level / challengers);
    }

    /** How many trials there are at most after the search. */
    public int mostTrials() {
        return (challengers + 1) * confirm;
    }
}
