package dev.nocturne.batch;

/** Which Nocturne this is. */
public final class ProgramVersion {
    private static final String NOT_PACKAGED = "(not packaged)";

    private ProgramVersion() {}

    /** The version of the jar, for a person; that it is not packaged, if it runs from its classes. */
    public static String current() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? NOT_PACKAGED : version;
    }
}
