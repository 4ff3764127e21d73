package dev.nocturne.cli;

import dev.nocturne.batch.Recovery;
import java.util.List;
import java.util.stream.Collectors;

/** What a start says that finds the traces of one that was killed. */
final class CrashReceipt {
    private static final int TRIALS_SHOWN = 10;

    private CrashReceipt() {}

    /** Lines for a person. */
    static List<String> lines(Recovery found) {
        return List.of(
                "Start " + found.start() + " of this run did not end as it should: it was killed, or its machine went"
                        + " down.",
                "Going on from the checkpoint: " + plural(found.keptTrials(), "trial had", "trials had")
                        + " ended and stay as they are; " + lost(found) + programs(found.lostPrograms())
                        + ".");
    }

    private static String lost(Recovery found) {
        List<Integer> trials = found.cutOffTrials();
        if (trials.isEmpty()) {
            return "no attempt was lost";
        }
        String becomes = found.attemptedAgain()
                ? (trials.size() == 1 ? " and is made again" : " and are made again")
                : " and not made again, as the run's time is over";
        return plural(trials.size(), "attempt was lost", "attempts were lost") + becomes + ": "
                + (trials.size() == 1 ? "trial " : "trials ") + shown(trials);
    }

    private static String programs(int ended) {
        return ended == 0
                ? ""
                : "; " + plural(ended, "process that it had left was", "processes that it had left were") + " ended";
    }

    private static String plural(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private static String shown(List<Integer> trials) {
        String some = trials.stream().limit(TRIALS_SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return trials.size() <= TRIALS_SHOWN ? some : some + " and " + (trials.size() - TRIALS_SHOWN) + " more";
    }
}
