package dev.nocturne.batch;

import dev.nocturne.store.RunRecord;
import java.util.List;
import java.util.Optional;

/**
 * Which run a start means: decided by what is recorded and the date alone, so that it can be told beforehand.
 *
 * @param runKey of the run that is started
 * @param run that run, if it is recorded already; it may have ended for good
 * @param leftBehind an unfinished run that is left behind for it
 */
record RunChoice(String runKey, Optional<RunRecord> run, Optional<RunRecord> leftBehind) {
    /**
     * The choice.
     *
     * @param all runs of the study, the latest first
     * @param wanted the run that a person names; empty: the unfinished one, or tonight's
     * @param fresh leave an unfinished run behind for good
     * @param tonight what belongs to this night
     */
    static RunChoice of(List<RunRecord> all, Optional<String> wanted, boolean fresh, Tonight tonight) {
        Optional<RunRecord> unfinished = all.stream()
                .filter(run -> wanted.isEmpty()
                        ? !tonight.isOfAnEarlierNight(run)
                        : run.runKey().equals(wanted.get()))
                .filter(RunRecord::isUnfinished)
                .findFirst();
        if (unfinished.isPresent() && !fresh) {
            return new RunChoice(unfinished.get().runKey(), unfinished, Optional.empty());
        }
        String chosen = fresh
                ? unused(wanted.orElse(tonight.date().toString()), all)
                : wanted.orElseGet(() -> tonights(all, tonight));
        return new RunChoice(chosen, recorded(chosen, all), unfinished);
    }

    /** Today's date, or the latest that has a number after it; not that of a night that is over, which began after midnight. */
    private static String tonights(List<RunRecord> all, Tonight tonight) {
        String key = tonight.date().toString();
        for (int i = 2; ; i++) {
            String next = tonight.date() + "-" + i;
            boolean over =
                    recorded(key, all).filter(tonight::isOfAnEarlierNight).isPresent();
            if (!over && recorded(next, all).isEmpty()) {
                return key;
            }
            key = next;
        }
    }

    /** A key that no run has yet: the wanted one, or with a number after it. */
    private static String unused(String wanted, List<RunRecord> all) {
        String key = wanted;
        for (int i = 2; recorded(key, all).isPresent(); i++) {
            key = wanted + "-" + i;
        }
        return key;
    }

    private static Optional<RunRecord> recorded(String key, List<RunRecord> all) {
        return all.stream().filter(run -> run.runKey().equals(key)).findFirst();
    }
}
