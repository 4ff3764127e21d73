/** Flags to requests, results to exit codes; the only place that prints to a person. */
@NullMarked
package dev.nocturne.cli;

import org.jspecify.annotations.NullMarked;
