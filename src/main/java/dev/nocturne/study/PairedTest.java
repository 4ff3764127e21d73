package dev.nocturne.study;

/** A test of whether differences between paired results are above zero. */
public enum PairedTest {
    /** Student's test of the mean difference; for results whose noise is roughly normal. */
    PAIRED_T("paired-t") {
        @Override
        int leastPairs(double level) {
            return 2;
        }
    },
    /** Wilcoxon's signed-rank test; whatever the noise, as long as it is alike on both sides. */
    WILCOXON("wilcoxon") {
        /** The best that n pairs can do, all of them in favour, is one chance in 2^n. */
        @Override
        int leastPairs(double level) {
            int pairs = 1;
            while (Math.scalb(1.0, -pairs) > level) {
                pairs++;
            }
            return pairs;
        }
    };

    private final String word;

    PairedTest(String word) {
        this.word = word;
    }

    /** The word for it in a study file. */
    public String word() {
        return word;
    }

    /** With fewer pairs, no result could pass the test at that level. */
    abstract int leastPairs(double level);
}
