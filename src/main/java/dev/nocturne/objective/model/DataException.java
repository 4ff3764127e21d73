package dev.nocturne.objective.model;

/** Data that a model cannot be trained with; the message is a sentence or two for a person. */
final class DataException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String key;

    /**
     * A problem with the data.
     *
     * @param key which key of the objective is to be mended: data, target, folds
     */
    DataException(String key, String message) {
        super(message);
        this.key = key;
    }

    String key() {
        return key;
    }
}
