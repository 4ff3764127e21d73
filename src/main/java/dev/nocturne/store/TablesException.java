package dev.nocturne.store;

import dev.nocturne.study.TuningException;

/** The tables are of another version than this program, and this process may not change that. */
public final class TablesException extends TuningException {
    private static final long serialVersionUID = 1L;

    TablesException(String message) {
        super(message);
    }
}
