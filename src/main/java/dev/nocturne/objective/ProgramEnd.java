package dev.nocturne.objective;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What an attempt's program left behind. Immutable.
 *
 * @param pid of the program; empty if it could not be started
 * @param exitCode empty if the program was ended by us or never began
 * @param output the end of what it printed on stdout, bounded
 * @param errorOutput the end of what it printed on stderr, bounded
 */
public record ProgramEnd(OptionalLong pid, OptionalInt exitCode, String output, String errorOutput) {}
