/** Strategies that try many configurations at a small budget and the best of them again at larger ones. */
@NullMarked
package dev.nocturne.strategy.rung;

import org.jspecify.annotations.NullMarked;
