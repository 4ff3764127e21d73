/** A study as a file: what moves between databases, its tables as CSV in a zip, written and checked. */
@NullMarked
package dev.nocturne.archive;

import org.jspecify.annotations.NullMarked;
