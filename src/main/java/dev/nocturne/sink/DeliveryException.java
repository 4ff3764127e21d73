package dev.nocturne.sink;

/** Something did not arrive. Its message says why in a sentence, and holds nothing that may be secret. */
public final class DeliveryException extends Exception {
    private static final long serialVersionUID = 1L;

    public DeliveryException(String message) {
        super(message);
    }
}
