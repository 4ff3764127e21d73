package dev.nocturne.space;

/** No point was found that keeps all constraints of a space; the message says which of them refuse most. */
public final class InfeasibleSpaceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InfeasibleSpaceException(String message) {
        super(message);
    }
}
