/** Arithmetic of the strategies that learn, the same to the bit on every machine. */
@NullMarked
package dev.nocturne.strategy.numeric;

import org.jspecify.annotations.NullMarked;
