package dev.nocturne.cli;

/** The exit codes of every command; a public interface. */
final class ExitStatus {
    static final int COMPLETED = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int STOPPED = 3;
    static final int EXECUTED_ELSEWHERE = 4;

    private ExitStatus() {}
}
