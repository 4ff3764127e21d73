package dev.nocturne.cli;

import dev.nocturne.batch.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/** The version of the jar, and of the Java that runs it. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "nocturne " + ProgramVersion.current(), "Java " + System.getProperty("java.runtime.version")
        };
    }
}
