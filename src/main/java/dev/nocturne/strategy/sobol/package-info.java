/** Low-discrepancy points: Sobol's sequence, scrambled, any point of it at once. */
@NullMarked
package dev.nocturne.strategy.sobol;

import org.jspecify.annotations.NullMarked;
