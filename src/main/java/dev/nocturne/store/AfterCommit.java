package dev.nocturne.store;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What may be told only once it is stored. */
public final class AfterCommit {
    private AfterCommit() {}

    /** Runs the action when the caller's transaction has committed; never, if it rolls back. */
    public static void run(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }
}
