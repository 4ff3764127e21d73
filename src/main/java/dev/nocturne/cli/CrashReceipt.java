package dev.nocturne.cli;

import dev.nocturne.batch.RunStart;
import dev.nocturne.event.TuningEvent;
import java.util.List;
import java.util.stream.Collectors;

/** What a start says that finds the traces of one that was killed. */
final class CrashReceipt {
    private static final int TRIALS_SHOWN = 10;

    private CrashReceipt() {}

    /** Lines for a person. */
    static List<String> lines(TuningEvent.RunRecovered recovered, RunStart start) {
        int lost = recovered.cutOffTrials().size();
        String again = lost == 0
                ? "no attempt was lost"
                : (lost == 1
                                ? "1 attempt was lost and is made again: trial "
                                : lost + " attempts were lost and are made again: trials ")
                        + shown(recovered.cutOffTrials());
        String programs = start.lostPrograms() == 0
                ? ""
                : "; " + start.lostPrograms()
                        + (start.lostPrograms() == 1
                                ? " process that it left was ended"
                                : " processes that it left were ended");
        return List.of(
                "Start " + (recovered.start() - 1)
                        + " of this run did not end as it should: it was killed, or its machine" + " went down.",
                "Going on from the checkpoint: " + recovered.keptTrials()
                        + (recovered.keptTrials() == 1 ? " trial" : " trials") + " had ended and stay as they are; "
                        + again + programs + ".");
    }

    private static String shown(List<Integer> trials) {
        String some = trials.stream().limit(TRIALS_SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return trials.size() <= TRIALS_SHOWN ? some : some + " and " + (trials.size() - TRIALS_SHOWN) + " more";
    }
}
