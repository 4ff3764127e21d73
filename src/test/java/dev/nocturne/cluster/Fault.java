package dev.nocturne.cluster;

/** What may happen to a process or to its machine, and how it ends. */
enum Fault {
    KILLED {
        @Override
        void begin(ClusterProcess victim) {
            victim.process().kill();
        }

        @Override
        void end(ClusterProcess victim) {
            victim.start();
        }
    },
    FROZEN {
        @Override
        void begin(ClusterProcess victim) {
            victim.process().freeze();
        }

        @Override
        void end(ClusterProcess victim) {
            victim.process().thaw();
        }
    },
    CUT_OFF {
        @Override
        void begin(ClusterProcess victim) {
            victim.cutOff();
        }

        @Override
        void end(ClusterProcess victim) {
            victim.join();
        }
    },
    /** The database does not learn that the process is gone before the machine is back. */
    POWERED_OFF {
        @Override
        void begin(ClusterProcess victim) {
            victim.cutOff();
            victim.process().kill();
        }

        @Override
        void end(ClusterProcess victim) {
            victim.join();
            victim.start();
        }
    };

    abstract void begin(ClusterProcess victim);

    abstract void end(ClusterProcess victim);

    /** Whether the process has to be started again. */
    boolean kills() {
        return this == KILLED || this == POWERED_OFF;
    }
}
