/** Evolution of a normal distribution for numbers and of probabilities for choices. */
@NullMarked
package dev.nocturne.strategy.cma;

import org.jspecify.annotations.NullMarked;
