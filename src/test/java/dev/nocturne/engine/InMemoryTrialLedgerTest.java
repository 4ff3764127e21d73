package dev.nocturne.engine;

import dev.nocturne.strategy.Strategy;
import dev.nocturne.study.KnownTrials;
import dev.nocturne.study.Study;
import dev.nocturne.study.Trial;
import java.util.List;

class InMemoryTrialLedgerTest extends TrialLedgerContract {
    private InMemoryTrialLedger ledger;

    @Override
    protected TrialLedger open(Study study, Strategy strategy, KnownTrials known) {
        ledger = new InMemoryTrialLedger(
                proposer(study, strategy, known.withoutSources()),
                study.limits(),
                RunSettings.plannedTrials(study, strategy.capacity()),
                events,
                signal,
                clock);
        return ledger;
    }

    @Override
    protected List<Trial> trials() {
        return ledger.trials();
    }
}
