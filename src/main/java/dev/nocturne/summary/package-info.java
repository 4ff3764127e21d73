/** Read models of studies, runs and trials, and the port that reads them. */
@NullMarked
package dev.nocturne.summary;

import org.jspecify.annotations.NullMarked;
