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
                        + " ended and stay as they are; " + lost(found.cutOffTrials()) + programs(found.lostPrograms())
                        + ".");
    }

    private static String lost(List<Integer> trials) {
        return switch (trials.size()) {
            case 0 -> "no attempt was lost";
            case 1 -> "1 attempt was lost and is made again: trial " + trials.get(0);
            default -> trials.size() + " attempts were lost and are made again: trials " + shown(trials);
        };
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
