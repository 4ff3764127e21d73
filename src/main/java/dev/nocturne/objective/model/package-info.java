/** Models trained in this JVM with k-fold cross-validation on a CSV file; the library behind them stays in here. */
@NullMarked
package dev.nocturne.objective.model;

import org.jspecify.annotations.NullMarked;
